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

/* Into a row, from rows that msd_merge() wrote of one state point and tau, ascending in tw: glasses;
 * tw_first, delta_first and tw_last, delta_last, of the shortest and the longest waiting time, with errors;
 * and aging, the ratio of the last delta to the first, with its error by jackknife over the glasses, which
 * are the same in both. It is null with a reason where there is a single tw or no motion. Status 65 when the
 * two are of different glasses. */
void msd_aging(json_t *row, const struct merge_row *rows, int count);

/* Into a row of averages with delta_ab_of_glasses and delta_of_glasses: delta_ab_over_delta, the ratio of the
 * two means, with its error by jackknife over the glasses. */
void msd_write_ratio(json_t *row);

#endif
