#include "base/statistics.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/rng.h"

double jackknife_error(int n, const double *left_out) {
    double mean = 0, sum = 0;
    for (int k = 0; k < n; k++)
        mean += left_out[k] / n;
    for (int k = 0; k < n; k++)
        sum += (left_out[k] - mean) * (left_out[k] - mean);
    return n < 2 ? NAN : sqrt((n - 1.0) / n * sum);
}

double bootstrap_error(int n, quantity *of, const void *context, double *exists) {
    double value[RESAMPLES];
    size_t found = 0;
    int *pick = allocate((size_t)n + 1, sizeof *pick);
    gsl_rng *rng = rng_stream(0, RNG_BOOTSTRAP, 0, 0);
    for (int r = 0; r < RESAMPLES && n >= 2; r++) {
        for (int k = 0; k < n; k++)
            pick[k] = (int)gsl_rng_uniform_int(rng, (unsigned long)n);
        value[found] = of(context, n, pick);
        found += isnan(value[found]) ? 0 : 1;
    }
    gsl_rng_free(rng);
    free(pick);
    if (exists != NULL)
        *exists = (double)found / RESAMPLES;
    if (2 * found <= RESAMPLES)
        return NAN;
    return gsl_stats_sd(value, 1, found) * sqrt(n / (n - 1.0));
}

double error_of_glasses(int glasses, quantity *of, const void *context, int clones, const void *left_out) {
    if (glasses > 1)
        return bootstrap_error(glasses, of, context, NULL);
    double *value = allocate((size_t)clones, sizeof *value);
    for (int k = 0; k < clones; k++)
        value[k] = of(left_out, 1, &k);
    double error = jackknife_error(clones, value);
    free(value);
    return error;
}

void sums_left_out(int n, const double *value, double *sums) {
    for (int k = 0; k <= n; k++) {
        sums[k] = 0;
        for (int i = 0; i < n; i++)
            sums[k] += i == k - 1 ? 0 : value[i];
    }
}

double mean_left_out(int n, const double *sums, int k) {
    int left = k == 0 ? n : n - 1;
    return left > 0 ? sums[k] / left : NAN;
}
