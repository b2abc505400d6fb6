/* linkage.c: the active clusters live in slots of a copy of the matrix; a merge keeps the left
 * child's slot. */
#include "landscape/linkage.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

struct cluster {
    int id;     /* leaf, or n + merge */
    int size;   /* leaves in it; 0 once merged into another */
    int lowest; /* the lowest leaf in it */
};

static bool ids_below(const struct cluster *a, const struct cluster *b, const struct cluster *c,
                      const struct cluster *d) {
    int ab_low = a->id < b->id ? a->id : b->id, ab_high = a->id < b->id ? b->id : a->id;
    int cd_low = c->id < d->id ? c->id : d->id, cd_high = c->id < d->id ? d->id : c->id;
    return ab_low != cd_low ? ab_low < cd_low : ab_high < cd_high;
}

/* The closest two clusters into slots *a and *b. */
static void closest(int n, const double *distance, const struct cluster *cluster, int *a, int *b) {
    *a = *b = -1;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; cluster[i].size > 0 && j < n; j++) {
            if (cluster[j].size == 0)
                continue;
            double here = distance[i * n + j], best = *a < 0 ? here : distance[*a * n + *b];
            if (*a < 0 || here < best ||
                (here == best && ids_below(&cluster[i], &cluster[j], &cluster[*a], &cluster[*b]))) {
                *a = i;
                *b = j;
            }
        }
}

/* Distance of a third cluster from the union of two, by the formula of Lance and Williams. */
static double united(enum linkage method, double to_left, double to_right, int left_size, int right_size) {
    switch (method) {
    case LINKAGE_SINGLE:
        return to_left < to_right ? to_left : to_right;
    case LINKAGE_COMPLETE:
        return to_left > to_right ? to_left : to_right;
    case LINKAGE_AVERAGE:
        break;
    }
    return (left_size * to_left + right_size * to_right) / (left_size + right_size);
}

/* Leaves of cluster id from left to right into order[]; returns how many. */
static int leaves(int n, const struct fusion *merge, int id, int *order) {
    if (id < n) {
        order[0] = id;
        return 1;
    }
    int left = leaves(n, merge, merge[id - n].left, order);
    return left + leaves(n, merge, merge[id - n].right, order + left);
}

void linkage_cluster(int n, const double *distance, enum linkage method, struct fusion *merge, int *order) {
    size_t cells = (size_t)n * (size_t)n;
    double *d = allocate(cells, sizeof *d);
    memcpy(d, distance, cells * sizeof *d);
    struct cluster *cluster = allocate((size_t)n, sizeof *cluster);
    for (int i = 0; i < n; i++)
        cluster[i] = (struct cluster){i, 1, i};

    for (int id = n; id < 2 * n - 1; id++) {
        int left, right;
        closest(n, d, cluster, &left, &right);
        double height = d[left * n + right];
        if (cluster[right].lowest < cluster[left].lowest) {
            int swap = left;
            left = right;
            right = swap;
        }
        for (int k = 0; k < n; k++)
            if (cluster[k].size > 0 && k != left && k != right)
                d[left * n + k] = d[k * n + left] = united(method, d[left * n + k], d[right * n + k],
                                                           cluster[left].size, cluster[right].size);
        int size = cluster[left].size + cluster[right].size;
        merge[id - n] = (struct fusion){cluster[left].id, cluster[right].id, height, size};
        cluster[left] = (struct cluster){id, size, cluster[left].lowest};
        cluster[right].size = 0;
    }
    leaves(n, merge, n == 1 ? 0 : 2 * n - 2, order);
    free(d);
    free(cluster);
}
