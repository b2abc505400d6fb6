/* A straight line through samples against the textbook's sums. */
#include <gsl/gsl_rng.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rng.h"
#include "observables/composition.h"

enum { N = 7 };

static void the_line_is_that_of_least_squares(void **state) {
    (void)state;
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 1);
    double x[N], y[N], xm = 0, ym = 0, xx = 0, yy = 0, xy = 0, at = 0.2293;
    for (int k = 0; k < N; k++) {
        x[k] = 0.2 + 0.05 * gsl_rng_uniform(rng);
        y[k] = 0.8 + 3 * x[k] + 0.1 * gsl_rng_uniform(rng);
        xm += x[k] / N;
        ym += y[k] / N;
    }
    for (int k = 0; k < N; k++) {
        xx += (x[k] - xm) * (x[k] - xm);
        yy += (y[k] - ym) * (y[k] - ym);
        xy += (x[k] - xm) * (y[k] - ym);
    }
    double slope = xy / xx, residual = (yy - slope * xy) / (N - 2);
    struct composition_line line = composition_fit(N, x, y, at);
    assert_true(fabs(line.slope / slope - 1) < 1e-12);
    assert_true(fabs(line.slope_error / sqrt(residual / xx) - 1) < 1e-10);
    assert_true(fabs(line.at / (ym + slope * (at - xm)) - 1) < 1e-12);
    assert_true(fabs(line.at_error / sqrt(residual * (1.0 / N + (at - xm) * (at - xm) / xx)) - 1) < 1e-9);
    assert_true(fabs(line.correlation / (xy / sqrt(xx * yy)) - 1) < 1e-12);
    gsl_rng_free(rng);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_line_is_that_of_least_squares)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
