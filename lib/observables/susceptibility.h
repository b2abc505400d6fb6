/* susceptibility.h: rows with the distance between clones and its susceptibility, of one glass and of many.
 *
 * Quantities are those of moments.h. In the row of one glass errors are by jackknife over its clones, and the
 * moments stand in lists, of all clones and leaving out each in turn: sum_distance, sum_distance2,
 * sum_single, sum_single2, sum_mean_single2. In the row of many errors are by bootstrap over glasses, those of
 * susceptibilities without bias by jackknife over them. */
#ifndef WCA_SUSCEPTIBILITY_H
#define WCA_SUSCEPTIBILITY_H

#include "io/clones.h"
#include "io/jsonl.h"
#include "io/merge.h"

/* Into a row: delta_ab (null below 2 clones), its error and chi_ab_thermal (3), the error of that (4), each
 * with the reason when it is null, and the moments. chi_ab is null: it is an average over glasses. */
void susceptibility_write(json_t *row, const struct clones *clones);

/* Into a row, from rows of glasses: the same and chi_ab, null below 4 glasses. Of one glass errors are by
 * jackknife. Status 65 when a list does not have the length that belongs to the clones. */
void susceptibility_merge(json_t *row, const struct merge_row *rows, int count);

#endif
