/* composition.h: what glasses of random diameters would be like if they had one polydispersity.
 *
 * Samples of random diameters differ in polydispersity, sd(sigma)/mean, and with it in energy, phi_J and
 * relaxation time more than by all else. A straight line through their values, by least squares, says what is
 * to be expected at one of them, such as 0.2293, that of many particles. */
#ifndef WCA_COMPOSITION_H
#define WCA_COMPOSITION_H

#include <stdbool.h>

#include "io/merge.h"

struct composition_line {
    double at, at_error;       /* on the line where it was asked for */
    double slope, slope_error; /* for a change of the polydispersity by 1 */
    double correlation;        /* of value and polydispersity */
};

/* n >= 3 values, whose polydispersities are not all the same. Errors are standard ones, by the residuals. */
struct composition_line composition_fit(int n, const double *polydispersity, const double *value, double at);

/* Into a row, from the rows of `count` glasses with a value each: at_polydispersity, `at`;
 * NAME_at_polydispersity there and NAME_slope, with their errors; NAME_correlation. They are null with a
 * reason below 3 glasses, where rows do not know their polydispersity or it differs by less than 1e-6.
 * logarithm: the line is through the logarithms of the values, of which NAME_slope is then the slope; null
 * where one of them is not above 0. */
void composition_write(json_t *row, const char *name, const struct merge_row *rows, int count,
                       const double *value, double at, bool logarithm);

#endif
