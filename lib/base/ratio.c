#include "base/ratio.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/statistics.h"

double ratio_of_means(int n, const double *above, const double *below, double *error) {
    double sum_above = 0, sum_below = 0, *left_out = allocate((size_t)n + 1, sizeof *left_out);
    for (int k = 0; k < n; k++) {
        sum_above += above[k];
        sum_below += below[k];
    }
    for (int k = 0; k < n; k++) {
        double rest = sum_below - below[k];
        left_out[k] = rest == 0 ? NAN : (sum_above - above[k]) / rest;
    }
    if (error != NULL)
        *error = jackknife_error(n, left_out);
    if (error != NULL && !isfinite(*error))
        *error = NAN;
    free(left_out);
    return sum_below == 0 ? NAN : sum_above / sum_below;
}
