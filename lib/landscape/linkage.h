/* linkage.h: agglomerative hierarchical clustering of n items from their distance matrix (n x n, symmetric).
 *
 * Lance-Williams updates, O(n^3) obvious version: n is at most a few hundred. As in SciPy: leaves are 0..n-1,
 * the cluster of merge m is n + m. Ties go to the pair with the lowest ids; the child that holds the lowest
 * leaf is the left one.
 * Reference: Mullner, arXiv:1109.2378. */
#ifndef WCA_LINKAGE_H
#define WCA_LINKAGE_H

enum linkage { LINKAGE_AVERAGE, LINKAGE_SINGLE, LINKAGE_COMPLETE };

struct fusion {
    int left, right;
    double height;
    int size; /* leaves in the new cluster */
};

/* n - 1 merges in merge[], heights as found; order[n] lists the leaves from left to right of the tree. */
void linkage_cluster(int n, const double *distance, enum linkage method, struct fusion *merge, int *order);

#endif
