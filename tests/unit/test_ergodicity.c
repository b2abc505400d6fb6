/* T_G by interpolation, and its error. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "observables/ergodicity.h"
#include "base/rng.h"

enum { TEMPERATURES = 4, GLASSES = 20 };

static const double temperature[TEMPERATURES] = {0.001, 0.01, 0.1, 1};
static double delta_ab[TEMPERATURES][GLASSES], delta[TEMPERATURES][GLASSES];

static struct crossing crossing_of(const double *ratio, double scatter) {
    double *row_ab[TEMPERATURES], *row[TEMPERATURES];
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 1);
    for (int t = 0; t < TEMPERATURES; t++) {
        row_ab[t] = delta_ab[t];
        row[t] = delta[t];
        for (int g = 0; g < GLASSES; g++) {
            delta[t][g] = temperature[t];
            delta_ab[t][g] = temperature[t] * (ratio[t] + gsl_ran_gaussian(rng, scatter));
        }
    }
    gsl_rng_free(rng);
    return ergodicity_crossing(TEMPERATURES, temperature, GLASSES, row_ab, row, 1.06);
}

/* The distance of two temperatures in the logarithm, a factor of ten, over sqrt(12): the error of
 * the grid. */
static const double grid = 0.66470;

/* of ratios whose logarithms, over that of 1.06, are these */
static struct crossing crossing_of_logarithms(double a, double b, double c, double d) {
    return crossing_of((double[]){pow(1.06, a), pow(1.06, b), pow(1.06, c), pow(1.06, d)}, 0);
}

static void on_a_straight_line_in_the_logarithms_the_crossing_is_exact(void **state) {
    (void)state;
    struct crossing crossing = crossing_of_logarithms(2.5, 1.5, 0.5, -0.5); /* half-way from 0.01 to 0.1 */
    assert_true(fabs(crossing.temperature / sqrt(0.001) - 1) < 1e-12);
    assert_true(fabs(crossing.error / crossing.temperature / grid - 1) < 1e-4);
    assert_true(crossing.exists == 1 && crossing.reason == NULL);
    assert_true(crossing.below == 0.01 && crossing.above == 0.1);
}

static void neighbours_in_the_wrong_order_become_their_mean(void **state) {
    (void)state;
    struct crossing crossing = crossing_of_logarithms(7, 0, 1.6, -2),
                    of_means = crossing_of_logarithms(7, 0.8, 0.8, -2);
    assert_true(fabs(crossing.temperature / of_means.temperature - 1) < 1e-12);
    assert_true(crossing.below == 0.001 && crossing.above == 0.01);
}

/* What is above 1 decays with temperature: straight lines between temperatures would cross up
 * to 0.2 too high in ln T. */
static void a_convex_ratio_does_not_raise_the_crossing(void **state) {
    (void)state;
    enum { COARSE = 7 };
    static const double coarse[COARSE] = {1e-4, 3e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02};
    double ab[COARSE], one[COARSE], *row_ab[COARSE], *row[COARSE];
    for (double truth = 0.0021; truth < 0.005; truth += 0.0002) {
        for (int t = 0; t < COARSE; t++) {
            row[t] = &one[t];
            row_ab[t] = &ab[t];
            one[t] = 1;
            ab[t] = 1 + 0.06 * pow(truth / coarse[t], 2);
        }
        struct crossing crossing = ergodicity_crossing(COARSE, coarse, 1, row_ab, row, 1.06);
        assert_true(fabs(log(crossing.temperature / truth)) < 0.02);
    }
}

static void noise_does_not_raise_the_crossing(void **state) {
    (void)state;
    enum { FINE = 12 };
    const int runs = 400;
    double fine[FINE], ab[FINE], one[FINE], *row_ab[FINE], *row[FINE], mean = 0, square = 0;
    gsl_rng *rng = rng_stream(2, RNG_POSITIONS, 1, 1);
    for (int run = 0; run < runs; run++) {
        for (int t = 0; t < FINE; t++) { /* ln ratio falls from ln 1.06 + 0.11 to ln 1.06 - 0.11 */
            fine[t] = exp(0.1 * t);
            row[t] = &one[t];
            row_ab[t] = &ab[t];
            one[t] = 1;
            ab[t] = 1.06 * exp(0.02 * (5.5 - t) + gsl_ran_gaussian(rng, 0.03));
        }
        double at = log(ergodicity_crossing(FINE, fine, 1, row_ab, row, 1.06).temperature);
        mean += at / runs;
        square += at * at / runs;
    }
    gsl_rng_free(rng);
    assert_true(fabs(mean - 0.55) < 4 * sqrt((square - mean * mean) / runs));
}

static void the_error_is_that_of_the_ratio_over_the_slope(void **state) {
    (void)state;
    /* The ratio falls by 0.1 in ln 10. At the crossing the two means weigh about 1/2: error of the mean
     * / sqrt(2). */
    const double scatter = 0.02, error = scatter / sqrt(GLASSES) / sqrt(2.0) / 0.1 * log(10);
    const double falling[] = {1.06 * exp(0.15), 1.06 * exp(0.05), 1.06 * exp(-0.05), 1.06 * exp(-0.15)};
    struct crossing crossing = crossing_of(falling, scatter);
    assert_true(fabs(log(crossing.temperature / sqrt(0.001))) < 4 * error);
    double own = sqrt(pow(crossing.error / crossing.temperature, 2) - grid * grid);
    assert_true(fabs(own / error - 1) < 0.4);
}

static void where_there_is_no_crossing_the_reason_says_on_which_side(void **state) {
    (void)state;
    struct crossing crossing = crossing_of((double[]){1.05, 1.04, 1.01, 1}, 0);
    assert_true(isnan(crossing.temperature) && isnan(crossing.error));
    assert_string_equal(crossing.reason, "the ratio is smaller at all temperatures");
    assert_true(isnan(crossing.below) && crossing.above == 0.001);
    crossing = crossing_of((double[]){3, 2, 1.5, 1.07}, 0);
    assert_true(isnan(crossing.temperature));
    assert_string_equal(crossing.reason, "the ratio is larger at the highest temperature already");
    assert_true(crossing.below == 1 && isnan(crossing.above));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_a_straight_line_in_the_logarithms_the_crossing_is_exact),
        cmocka_unit_test(neighbours_in_the_wrong_order_become_their_mean),
        cmocka_unit_test(a_convex_ratio_does_not_raise_the_crossing),
        cmocka_unit_test(noise_does_not_raise_the_crossing),
        cmocka_unit_test(the_error_is_that_of_the_ratio_over_the_slope),
        cmocka_unit_test(where_there_is_no_crossing_the_reason_says_on_which_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
