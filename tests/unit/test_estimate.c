/* Numbers with errors: cases done by hand, and their errors against many drawings. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/estimate.h"
#include "base/rng.h"

enum { DRAWINGS = 20000 };

static bool is(struct uncertain found, double value, double error) {
    return fabs(found.value - value) <= 1e-14 * fabs(value) && fabs(found.error - error) <= 1e-14 * error;
}

static bool is_none(struct uncertain found) {
    return isnan(found.value) && isnan(found.error);
}

static void exact_cases(void **state) {
    (void)state;
    struct uncertain a = {6, 0.3}, b = {2, 0.4};
    assert_true(is(estimate_difference(a, b), 4, 0.5));
    assert_true(estimate_deviations(estimate_difference(a, b)) == 8);
    assert_true(is(estimate_difference(b, a), -4, 0.5));
    assert_true(estimate_deviations(estimate_difference(b, a)) == -8);
    /* 0.3/6 and 0.4/2, relative */
    assert_true(is(estimate_ratio(a, b), 3, 3 * hypot(0.05, 0.2)));
    assert_true(is(estimate_log_ratio(a, b), log(3), hypot(0.05, 0.2)));
    /* a number without an error is exact, and hands the error of the other on */
    assert_true(is(estimate_difference(a, (struct uncertain){2, 0}), 4, 0.3));
    assert_true(is(estimate_ratio((struct uncertain){6, 0}, b), 3, 0.6));
    assert_true(is(estimate_log_ratio(a, (struct uncertain){1, 0}), log(6), 0.05));
    /* signs: a ratio has no logarithm below 0, but an error above it */
    assert_true(is(estimate_ratio((struct uncertain){-6, 0.3}, b), -3, 3 * hypot(0.05, 0.2)));
    assert_true(is(estimate_ratio((struct uncertain){0, 0.3}, b), 0, 0.15));
}

static void what_does_not_exist(void **state) {
    (void)state;
    struct uncertain a = {6, 0.3}, none = {NAN, NAN}, without = {6, NAN}, zero = {0, 0.1},
                     far = {1e100, 1e100};
    assert_true(is_none(estimate_difference(a, none)) && is_none(estimate_ratio(none, a)));
    assert_true(is_none(estimate_ratio(a, zero)) && is_none(estimate_ratio(zero, zero)));
    assert_true(is_none(estimate_log_ratio(a, zero)) &&
                is_none(estimate_log_ratio((struct uncertain){-1, 1}, a)));
    assert_true(is_none(estimate_share(0, 0)));
    struct uncertain difference = estimate_difference(a, without);
    assert_true(difference.value == 0 && isnan(difference.error) && isnan(estimate_deviations(difference)));
    assert_true(isnan(estimate_deviations((struct uncertain){1, 0})));
    /* 1e200 is a number, and its error would be 1e400 */
    struct uncertain ratio = estimate_ratio(far, (struct uncertain){1e-100, 1e100});
    assert_true(ratio.value > 0.9e200 && isnan(ratio.error));
    assert_true(isfinite(estimate_log_ratio(far, (struct uncertain){1e-100, 1e100}).error));
}

/* A function of two numbers drawn from normal distributions scatters by the error of that function. */
static void check_scatter(struct uncertain (*of)(struct uncertain, struct uncertain), struct uncertain a,
                          struct uncertain b) {
    static double value[DRAWINGS];
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 1);
    for (int k = 0; k < DRAWINGS; k++) {
        struct uncertain x = {a.value + gsl_ran_gaussian(rng, a.error), 0};
        struct uncertain y = {b.value + gsl_ran_gaussian(rng, b.error), 0};
        value[k] = of(x, y).value;
    }
    gsl_rng_free(rng);
    /* so many drawings tell a standard deviation to 0.5 %; errors of a hundredth leave 1e-4 to the second order */
    assert_true(fabs(gsl_stats_sd(value, 1, DRAWINGS) / of(a, b).error - 1) < 0.02);
    assert_true(fabs(gsl_stats_mean(value, 1, DRAWINGS) - of(a, b).value) < 0.04 * of(a, b).error);
}

static void errors_are_those_of_many_drawings(void **state) {
    (void)state;
    struct uncertain a = {6, 0.06}, b = {-2, 0.03}, c = {2, 0.03};
    check_scatter(estimate_difference, a, b);
    check_scatter(estimate_difference, (struct uncertain){6, 60}, b);
    check_scatter(estimate_ratio, a, b);
    check_scatter(estimate_ratio, a, c);
    check_scatter(estimate_ratio, (struct uncertain){0, 1}, c);
    check_scatter(estimate_log_ratio, a, c);
}

/* Shares drawn evenly from 0 to 1, and how many of n things have then the property: those for which it was k */
static void the_error_of_a_share_is_how_shares_scatter_that_give_the_count(void **state) {
    (void)state;
    enum { n = 8 };
    double sum[n + 1] = {0}, squares[n + 1] = {0};
    int times[n + 1] = {0};
    gsl_rng *rng = rng_stream(2, RNG_POSITIONS, 1, 1);
    for (int drawing = 0; drawing < 10 * DRAWINGS; drawing++) {
        double share = gsl_rng_uniform(rng);
        unsigned k = gsl_ran_binomial(rng, share, n);
        times[k]++;
        sum[k] += share;
        squares[k] += share * share;
    }
    gsl_rng_free(rng);
    for (int k = 0; k <= n; k++) {
        double mean = sum[k] / times[k], sd = sqrt(squares[k] / times[k] - mean * mean);
        struct uncertain share = estimate_share(k, n - k);
        assert_true(share.value == k / (double)n);
        assert_true(fabs(sd / share.error - 1) < 0.03);
    }
    /* 1/3 of 1: p = 2/5, sqrt(0.4 0.6 / 6) */
    assert_true(is(estimate_share(1, 2), 1 / 3.0, 0.2));
}

static void the_mean_of_values_has_the_error_of_the_textbook(void **state) {
    (void)state;
    double sd;
    /* 1 2 6: squares 4 + 1 + 9 */
    assert_true(is(estimate_mean(3, (double[]){1, 2, 6}, &sd), 3, sqrt(14 / 6.0)));
    assert_true(fabs(sd - sqrt(7)) < 1e-15);
    struct uncertain one = estimate_mean(1, (double[]){5}, &sd);
    assert_true(one.value == 5 && isnan(one.error) && isnan(sd));
    assert_true(is_none(estimate_mean(0, NULL, &sd)) && isnan(sd));
    /* no digits are lost far from 0 */
    assert_true(is(estimate_mean(3, (double[]){1e9 + 1, 1e9 + 2, 1e9 + 6}, &sd), 1e9 + 3, sqrt(14 / 6.0)));
    /* means of ten scatter by what each of them says, in the mean of its square */
    static double mean[DRAWINGS];
    double square = 0, value[10];
    gsl_rng *rng = rng_stream(3, RNG_POSITIONS, 1, 1);
    for (int k = 0; k < DRAWINGS; k++) {
        for (int i = 0; i < 10; i++)
            value[i] = 5 + gsl_ran_exponential(rng, 2);
        struct uncertain found = estimate_mean(10, value, &sd);
        mean[k] = found.value;
        square += found.error * found.error / DRAWINGS;
    }
    gsl_rng_free(rng);
    assert_true(fabs(gsl_stats_sd(mean, 1, DRAWINGS) / sqrt(square) - 1) < 0.02);
}

static void the_chance_of_a_difference_is_that_of_as_many_samples(void **state) {
    (void)state;
    struct uncertain one = {0, 1}, exact = {0, 0};
    /* a normal distribution beyond 2 and 3; Student's t of one and of two degrees of freedom in closed form */
    assert_true(fabs(estimate_chance(-2, INFINITY) - 0.04550026389635842) < 1e-12);
    assert_true(fabs(estimate_chance(3, INFINITY) - 0.0026997960632602) < 1e-12);
    assert_true(fabs(estimate_chance(1, 1) - 0.5) < 1e-12);
    assert_true(fabs(estimate_chance(2, 2) - (1 - 2 / sqrt(6))) < 1e-12);
    assert_true(isnan(estimate_chance(NAN, 3)) && isnan(estimate_chance(1, NAN)));
    /* equal errors add their freedoms; that of an exact number is that of the other */
    assert_true(fabs(estimate_freedom(one, 4, one, 4) - 6) < 1e-12);
    assert_true(fabs(estimate_freedom(one, 4, exact, 9) - 3) < 1e-12);
    assert_true(isinf(estimate_freedom(one, NAN, one, NAN)) && isnan(estimate_freedom(one, 1, one, 4)));
    assert_true(fabs(estimate_freedom(one, 4, one, NAN) - 12) < 1e-12);
    assert_true(isnan(estimate_freedom(exact, 4, exact, 4)));
    /* means of four and of six values with another width lie 2 errors apart a tenth less often than that says */
    gsl_rng *rng = rng_stream(4, RNG_POSITIONS, 1, 1);
    int beyond = 0;
    double expected = 0;
    for (int k = 0; k < DRAWINGS; k++) {
        double a[4], b[6], sd;
        for (int i = 0; i < 4; i++)
            a[i] = gsl_ran_gaussian(rng, 1);
        for (int i = 0; i < 6; i++)
            b[i] = gsl_ran_gaussian(rng, 2);
        struct uncertain of_a = estimate_mean(4, a, &sd), of_b = estimate_mean(6, b, &sd);
        beyond += fabs(estimate_deviations(estimate_difference(of_a, of_b))) > 2;
        expected += estimate_chance(2, estimate_freedom(of_a, 4, of_b, 6));
    }
    gsl_rng_free(rng);
    assert_true(beyond / expected > 0.87 && beyond / expected < 0.98); /* the freedom is an estimate itself */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_cases),
        cmocka_unit_test(what_does_not_exist),
        cmocka_unit_test(errors_are_those_of_many_drawings),
        cmocka_unit_test(the_error_of_a_share_is_how_shares_scatter_that_give_the_count),
        cmocka_unit_test(the_mean_of_values_has_the_error_of_the_textbook),
        cmocka_unit_test(the_chance_of_a_difference_is_that_of_as_many_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
