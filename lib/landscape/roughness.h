/* roughness.h: what the pairs of minima under the clones of a glass say of its landscape, in numbers with
 * errors.
 *
 * Clones are independent, pairs are not: an error is that of the jackknife over clones, which leaves out each
 * clone in turn with all its pairs. Where all clones agree it would be 0; it is at least what one clone more
 * could change, the range of the quantity over the number of clones. Clones in one minimum tell nothing new
 * of the pairs of minima: for quantities of these the error is that of the jackknife over minima where it is
 * larger.
 *
 * A band that did not converge gives an upper bound of its barrier, and |E_A - E_B| is a lower one: NAME has
 * the first for all of these, NAME_low the second. No number need lie between these two. */
#ifndef WCA_ROUGHNESS_H
#define WCA_ROUGHNESS_H

#include "io/merge.h"
#include "landscape/census.h"

struct roughness_rules {
    double localized, collective; /* participation ratios: at most, at least */
    double smallest_barrier;      /* logarithms are of barriers of at least this, eps */
};

/* Into a row. Counts: clones, minima, pairs (of clones in two minima), bands (between two minima),
 * bands_converged, bands_without_saddle, pairs_unconverged. Extremes, which have no error: energy_lowest,
 * energy_highest, largest_distance, largest_participation, largest_barrier (of the bands that converged, if
 * any did). Numbers with NAME_error, null with NAME_reason and NAME_error_reason where they do not exist:
 *
 * shared                                  share of the pairs of clones that are in one minimum
 * minima_per_clone                        distinct minima over clones
 * largest_participation_of_a_clone        largest participation among the pairs of a clone, mean over clones
 * distance_with_participation             rank correlation over pairs in two minima
 * localized, collective                   shares of the pairs in two minima
 * two_scales                              share of the variance of ln V between small and large barriers,
 *                                         divided where that is largest
 * localized_among_large                   share of localized pairs among those of large barriers
 * collective_among_large                  the same of collective ones
 * largest_participation_of_a_clone_small  as above, over the pairs of small barriers
 * localized_below_median, localized_above_median, collective_below_median, collective_above_median
 *                                         shares of four kinds of pairs, V up to or above its median
 * rarest_kind                             the smallest of these
 * distance_with_barrier                   rank correlation over pairs in two minima
 *
 * Ranks, the median and where barriers divide are those of all pairs, also where some are left out. */
void roughness_write(json_t *row, const struct census *census, const struct roughness_rules *rules);

/* Into a row, of two sets of clones of one glass, taken as independent: energy_shift, by how much the mean
 * energy of the minima is higher in the second, in standard deviations over clones of the first; and
 * distance_ratio, the mean distance there over that in the first. With clones_compared, how many clones the
 * second has. */
void roughness_compare(json_t *row, const struct census *first, const struct census *second);

/* Into a row, from rows that roughness_write() wrote of several glasses: of each of its numbers with an error
 * the mean over the glasses that have it, its standard error (of one glass its own), and how many these are,
 * NAME_glasses; of minima, bands and extremes the mean; of pairs and pairs_unconverged the sum. */
void roughness_merge(json_t *row, const struct merge_row *rows, int count);

#endif
