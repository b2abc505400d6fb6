#include "base/estimate.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Where a number does not exist its error does not either. */
static struct uncertain known(double value, double error) {
    if (!isfinite(value))
        return (struct uncertain){NAN, NAN};
    return (struct uncertain){value, isfinite(error) ? error : NAN};
}

struct uncertain estimate_difference(struct uncertain a, struct uncertain b) {
    return known(a.value - b.value, hypot(a.error, b.error));
}

double estimate_deviations(struct uncertain difference) {
    double deviations = difference.value / difference.error;
    return isfinite(deviations) ? deviations : NAN;
}

double estimate_freedom(struct uncertain a, double samples_a, struct uncertain b, double samples_b) {
    if (isnan(samples_a) && isnan(samples_b))
        return INFINITY;
    if (samples_a < 2 || samples_b < 2)
        return NAN;
    double error = hypot(a.error, b.error), of_a = a.error / error, of_b = b.error / error;
    double sum = (isnan(samples_a) ? 0 : pow(of_a, 4) / (samples_a - 1)) +
                 (isnan(samples_b) ? 0 : pow(of_b, 4) / (samples_b - 1));
    return 1 / sum;
}

double estimate_chance(double deviations, double freedom) {
    double beyond = fabs(deviations);
    if (isnan(deviations) || isnan(freedom))
        return NAN;
    return 2 * (isinf(freedom) ? gsl_cdf_ugaussian_Q(beyond) : gsl_cdf_tdist_Q(beyond, freedom));
}

struct uncertain estimate_ratio(struct uncertain a, struct uncertain b) {
    double ratio = a.value / b.value;
    return known(ratio, hypot(a.error / b.value, ratio * b.error / b.value));
}

struct uncertain estimate_log_ratio(struct uncertain a, struct uncertain b) {
    if (!(a.value > 0 && b.value > 0))
        return (struct uncertain){NAN, NAN};
    return known(log(a.value / b.value), hypot(a.error / a.value, b.error / b.value));
}

struct uncertain estimate_share(double k, double others) {
    double n = k + others, p = (k + 1) / (n + 2);
    return known(k / n, sqrt(p * (1 - p) / (n + 3)));
}

struct uncertain estimate_mean(int n, const double *value, double *sd) {
    double sum = 0, squares = 0;
    for (int k = 0; k < n; k++)
        sum += value[k];
    for (int k = 0; k < n; k++)
        squares += (value[k] - sum / n) * (value[k] - sum / n);
    *sd = n < 2 ? NAN : sqrt(squares / (n - 1));
    return known(sum / n, *sd / sqrt(n));
}
