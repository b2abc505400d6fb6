#include "base/estimate.h"

#include <math.h>

/* Where a number does not exist its error does not either. */
static struct estimate known(double value, double error) {
    if (!isfinite(value))
        return (struct estimate){NAN, NAN};
    return (struct estimate){value, isfinite(error) ? error : NAN};
}

struct estimate estimate_difference(struct estimate a, struct estimate b) {
    return known(a.value - b.value, hypot(a.error, b.error));
}

double estimate_deviations(struct estimate difference) {
    double deviations = difference.value / difference.error;
    return isfinite(deviations) ? deviations : NAN;
}

struct estimate estimate_ratio(struct estimate a, struct estimate b) {
    double ratio = a.value / b.value;
    return known(ratio, hypot(a.error / b.value, ratio * b.error / b.value));
}

struct estimate estimate_log_ratio(struct estimate a, struct estimate b) {
    if (!(a.value > 0 && b.value > 0))
        return (struct estimate){NAN, NAN};
    return known(log(a.value / b.value), hypot(a.error / a.value, b.error / b.value));
}

struct estimate estimate_share(double k, double others) {
    double n = k + others, p = (k + 1) / (n + 2);
    return known(k / n, sqrt(p * (1 - p) / (n + 3)));
}

struct estimate estimate_mean(int n, const double *value, double *sd) {
    double sum = 0, squares = 0;
    for (int k = 0; k < n; k++)
        sum += value[k];
    for (int k = 0; k < n; k++)
        squares += (value[k] - sum / n) * (value[k] - sum / n);
    *sd = n < 2 ? NAN : sqrt(squares / (n - 1));
    return known(sum / n, *sd / sqrt(n));
}
