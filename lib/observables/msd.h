/* msd.h: how far particles move in one clone between two times, averaged over clones and glasses.
 *
 * Delta(tw, tw + tau) = (1/N_b) sum_i |r_i(tw + tau) - r_i(tw)|^2, mean over clones (Scalliet, Berthier
 * and Zamponi (2019), eq. (3)); <sigma>^2. A glass contributes its sum over clones and the sums that leave
 * out each. */
#ifndef WCA_MSD_H
#define WCA_MSD_H

#include "io/clones.h"
#include "io/jsonl.h"
#include "io/merge.h"

/* Into a row: delta, delta_error (by jackknife over clones, null below 2) and the list sum_delta, of all
 * clones and leaving out each in turn. `later` are the same clones, or NULL when they are not there: then all
 * are null. */
void msd_write(json_t *row, const struct clones *clones, const struct clones *later);

/* Into a row, from rows that msd_write() wrote: delta, delta_error by bootstrap over glasses (of one glass by
 * jackknife over its clones), and the list delta_of_glasses. Status 65 when a list does not have the length
 * that belongs to the clones, or is null. */
void msd_merge(json_t *row, const struct merge_row *rows, int count);

#endif
