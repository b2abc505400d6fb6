/* ergodicity.h: T_G, below which the clones of a glass no longer sample one basin.
 *
 * T_G is the highest temperature at which Delta_AB(tw) / Delta(tw, tw + tau) passes a ratio (1.06 in the
 * paper, tw = 8192, tau = 10^4), by interpolation, linear in log T, between two temperatures that were
 * measured. Its error is by bootstrap over glasses, the same ones at all temperatures. Reference: Scalliet,
 * Berthier and Zamponi (2019), Results, Ergodicity breaking inside a glassy minimum. */
#ifndef WCA_ERGODICITY_H
#define WCA_ERGODICITY_H

#include "merge.h"

struct crossing {
    double temperature, error; /* NAN: does not exist */
    double exists;             /* the fraction of the drawings of the bootstrap in which it does */
    const char *reason;        /* why there is none, or NULL */
};

/* temperature[temperatures] ascending; delta_ab and delta are [temperature][glass], of the same glasses in
 * the same order at each. */
struct crossing ergodicity_crossing(int temperatures, const double *temperature, int glasses,
                                    double *const *delta_ab, double *const *delta, double ratio);

/* Into a row, from merged rows of one density at all temperatures (ascending; each has the key temperature):
 * ergodicity_temperature, its error, the reason when there is none, and the fraction of drawings that have
 * one. Status 65 when a row is of a single glass, has no delta, or is of other glasses than the first. */
void ergodicity_merge(json_t *row, const struct merge_row *rows, int count, double ratio);

#endif
