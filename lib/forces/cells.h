/* cells.h: the search for pairs behind neighbors.h: a cell grid for one replica, O(N); what it finds, and the
 * periodic shifts. */
#ifndef WCA_CELLS_H
#define WCA_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "forces/pairs.h"
#include "potentials/potential.h"

/* The shift vectors that occur, no shift at all first. */
struct shifts {
    int count, capacity;
    double box;
    double (*vector)[4]; /* in <sigma>: x, y, z, 0 */
    int32_t (*cell)[3];  /* the same in units of the box */
};

/* Pairs in the order in which they are met. */
struct found {
    int i;
    struct pair pair;
};

struct findings {
    struct found *found, *sorted;
    int count, capacity;
};

/* Which pairs are looked for. */
struct search {
    int n, width;
    double box;
    enum potential potential;
    const double *sigma;
    bool any_diameter; /* each pair within the largest range, since diameters will be exchanged */
    double range;      /* of a pair, the largest: that of the largest diameters */
    double extra;      /* beyond the range of a pair */
};

/* Within what distance i and j are listed: that of its sigma_ij + extra, or the largest range where any
 * diameter may come. */
double pair_reach(const struct search *search, int i, int j);

/* The number of the shift vector of `cell` boxes in the table; new ones are added. */
int32_t shift_number(struct shifts *shifts, const int cell[3]);
void shifts_free(struct shifts *shifts);

void findings_add(struct findings *findings, struct found found);
/* Into canonical order: i, then j; equal pairs keep the order in which they were found. */
void findings_sort(int n, struct findings *findings);
void findings_free(struct findings *findings);

/* Add to findings each pair of this lane of x[particle][axis][lane] within its reach, once. */
void cells_search(const struct search *search, int lane, const double *x, struct shifts *shifts,
                  struct findings *findings);

#endif
