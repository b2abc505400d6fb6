/* cells.h: the search for pairs behind neighbors.h: a cell grid for one replica, O(N). */
#ifndef WCA_CELLS_H
#define WCA_CELLS_H

#include "neighbors.h"

/* Within what distance i and j are listed: 2^(1/6) sigma_ij + extra, or the largest range where any diameter
 * may come. */
double pair_reach(const struct neighbors *neighbors, int i, int j, double extra);

/* The number of the shift vector of `cell` boxes in the table of neighbors; new ones are added. */
int32_t shift_number(struct neighbors *neighbors, const int cell[3]);

void findings_add(struct findings *findings, struct found found);
/* Into canonical order: i, then j; equal pairs keep the order in which they were found. */
void findings_sort(int n, struct findings *findings);

/* Add to neighbors->findings each pair of this lane within its reach + extra, once. */
void cells_search(struct neighbors *neighbors, int lane, double extra, const double *x);

#endif
