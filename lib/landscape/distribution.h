/* distribution.h: how distances, participation ratios and barriers of the pairs of minima of a glass are
 * distributed, on grids that are the same for all glasses, so that glasses average. */
#ifndef WCA_DISTRIBUTION_H
#define WCA_DISTRIBUTION_H

#include "io/merge.h"
#include "landscape/census.h"

/* The grids, in powers of ten: from FIRST to LAST, PER_DECADE values a decade. */
enum { DISTRIBUTION_PER_DECADE = 8, DISTRIBUTION_CELLS_PER_DECADE = 4 };
enum { DISTANCE_FIRST = -8, DISTANCE_LAST = 1 };          /* <sigma>^2 */
enum { PARTICIPATION_FIRST = 0, PARTICIPATION_LAST = 4 }; /* particles */
enum { BARRIER_FIRST = -6, BARRIER_LAST = 3 };            /* eps */

/* Into a row, over the pairs of clones in two minima:
 *
 * distance_cumulative, participation_cumulative, barrier_cumulative   lists: entry k is the share of the pairs
 *     whose value is at most 10^(FIRST + k / PER_DECADE). A barrier that did not converge is an upper bound.
 * barrier_and_participation   a list of cells, CELLS_PER_DECADE a decade, all barriers of the smallest
 *     participation first: the share of the pairs in each. What lies beyond the grid counts in the outermost
 *     cells, so that they sum to 1.
 *
 * null, with NAME_reason, where all clones are in one minimum. */
void distribution_write(json_t *row, const struct census *census);

/* Into a row, from rows that distribution_write() wrote of several glasses: the mean of each entry over the
 * glasses that have it, its standard error NAME_error (null of a single glass), and how many these are,
 * NAME_glasses. Rows without these keys are let be; where only some have them, or a list has another length,
 * status 65. */
void distribution_merge(json_t *row, const struct merge_row *rows, int count);

#endif
