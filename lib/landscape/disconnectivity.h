/* disconnectivity.h: which minima of a glass meet at which energy: the lowest highest energy over any
 * sequence of bands from one to the other, and the tree of these.
 *
 * The tree is that of single linkage on saddle energies: two minima join there at the lowest highest energy
 * between them. Bands that did not converge take part: their saddles are upper bounds, and so is what follows
 * from them. Reference: Becker and Karplus, J. Chem. Phys. 106, 1495 (1997). */
#ifndef WCA_DISCONNECTIVITY_H
#define WCA_DISCONNECTIVITY_H

#include <stdbool.h>

#include "landscape/census.h"

enum layout {
    LAYOUT_MATRICES, /* minima at the mean of the first and last place of their clones in the order of the
                        matrices of Fig. 7: average linkage on barriers. Lines may cross, since that order is
                        of another tree */
    LAYOUT_UNTANGLED /* as near to that order as they can be without a crossing */
};

/* A minimum, or two sets of minima that join. */
struct branch {
    int minimum;        /* its number in the census; -1 of a join */
    int left, right;    /* nodes of a join, the one that comes first in the order of the matrices first; -1 */
    double energy;      /* of the minimum, or where the two join, eps */
    int minima, clones; /* beneath it */
    bool converged;     /* of a join: the band that decides converged. If not, the join may be lower */
    bool at_lower_bound; /* of a join: that band found no saddle above the higher minimum */
    double x[2]; /* where it stands in each layout: a clone is 1 wide, the first one at 1; of a join the
                            mean of its minima */
};

struct disconnectivity {
    int minima;
    struct branch
        *node; /* 2 * minima - 1: the minima in the order of the matrices, then joins from the lowest
                          to the highest */
    int *join; /* minima x minima: the node where two of the census join */
};

/* The census must have barriers. */
struct disconnectivity *disconnectivity_new(const struct census *census);
void disconnectivity_free(struct disconnectivity *tree);

#endif
