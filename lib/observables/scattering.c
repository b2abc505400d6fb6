/* scattering.c: the self-intermediate scattering function and its decay time. */
#include "observables/scattering.h"

#include <math.h>

double scattering_self(int n, double wavenumber, const double *a, const double *b) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
        double r2 = 0;
        for (int axis = 0; axis < 3; axis++) {
            double d = b[3 * i + axis] - a[3 * i + axis];
            r2 += d * d;
        }
        double kr = wavenumber * sqrt(r2);
        sum += kr > 1e-4 ? sin(kr) / kr : 1.0 - kr * kr / 6.0; /* the next term is below 1e-18 */
    }
    return sum / n;
}

double scattering_cartesian(int n, double wavenumber, const double *a, const double *b) {
    double sum = 0;
    for (int k = 0; k < 3 * n; k++)
        sum += cos(wavenumber * (b[k] - a[k]));
    return sum / (3 * n);
}

double scattering_decay_time(double before, double f_before, double after, double f_after) {
    if (before > 0 && f_before < 1 && f_after > 0) { /* ln(-ln F) = beta (ln t - ln tau) is 0 at tau */
        double low = log(-log(f_before)), high = log(-log(f_after));
        return before * pow(after / before, low / (low - high));
    }
    return before + (after - before) * (f_before - exp(-1)) / (f_before - f_after);
}
