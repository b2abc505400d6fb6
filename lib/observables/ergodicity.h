/* ergodicity.h: T_G, below which the clones of a glass no longer sample one basin.
 *
 * T_G is the temperature at which Delta_AB(tw) / Delta(tw, tw + tau) passes a ratio (1.06 in the paper, tw =
 * 8192, tau = 10^4). The ratio falls as the temperature rises; what was measured may not, by chance, and the
 * highest crossing would be too high on average. So the curve is the one that falls nowhere less than it may:
 * the logarithm of the ratio by isotonic regression (neighbours in the wrong order become their mean) and, in
 * log T between temperatures, the monotone cubics of Steffen, A&A 239, 443 (1990): the ratio is convex, and
 * straight lines would cross too high. The error is that of the bootstrap over glasses, the same ones at all
 * temperatures, and of the grid, since the curve may be another between two temperatures: as if T_G were
 * anywhere there in log T, the distance over sqrt(12).
 * Reference: Scalliet, Berthier and Zamponi (2019), Results, Ergodicity breaking inside a glassy minimum. */
#ifndef WCA_ERGODICITY_H
#define WCA_ERGODICITY_H

#include "io/merge.h"

struct crossing {
    double temperature, error; /* NAN: does not exist */
    double below, above;       /* the temperatures between which it is; NAN: none on that side */
    double exists; /* the fraction of the drawings of the bootstrap in which it does; NAN: of one glass */
    const char *reason; /* why there is none, or NULL */
};

/* temperature[temperatures] ascending, positive; delta_ab and delta are [temperature][glass], of the same
 * glasses in the same order at each, delta positive. */
struct crossing ergodicity_crossing(int temperatures, const double *temperature, int glasses,
                                    double *const *delta_ab, double *const *delta, double ratio);

/* Into a row, from merged rows of one density at all temperatures (ascending; each has the key temperature):
 * ergodicity_temperature, its error, the reason when there is none, temperature_below and temperature_above,
 * the fraction of drawings that have one, and delta_ab_at_crossing, linear in the logarithms between the two
 * temperatures. Returns the crossing. Status 65 when a row is of a single glass,
 * has no delta or none above 0, lists of different lengths or a temperature that is not positive, or is of
 * other glasses than the first. */
struct crossing ergodicity_merge(json_t *row, const struct merge_row *rows, int count, double ratio);

/* Into a row, from merged rows of one density at one time and all temperatures (ascending):
 * chi_ab_unbiased_at_crossing at the temperature of this crossing, linear in ln T between the two next to it.
 * Its error is theirs, which add, since the glasses are the same, and that of the temperature. null with a
 * reason where there is no crossing, no temperature on one side, or no chi_ab_unbiased or error. */
void ergodicity_write_susceptibility(json_t *row, const struct merge_row *rows, int count,
                                     const struct crossing *crossing);

#endif
