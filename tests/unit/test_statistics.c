/* Errors by jackknife and bootstrap, and of ratios. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/ratio.h"
#include "base/rng.h"
#include "base/statistics.h"

static double mean(const void *context, int n, const int *pick) {
    const double *value = context;
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += value[pick == NULL ? k : pick[k]] / n;
    return sum;
}

/* The mean, where the first item is in the drawing. */
static double mean_with_the_first(const void *context, int n, const int *pick) {
    for (int k = 0; k < n; k++)
        if (pick[k] == 0)
            return mean(context, n, pick);
    return NAN;
}

static void the_jackknife_error_of_a_mean_is_the_textbook_one(void **state) {
    (void)state;
    /* 1 2 6: mean 3, sum of squares 4 + 1 + 9, error sqrt(14 / 3 / 2); leaving one out: 4, 3.5, 1.5 */
    assert_true(fabs(jackknife_error(3, (double[]){4, 3.5, 1.5}) - sqrt(14 / 6.0)) < 1e-15);
    assert_true(isnan(jackknife_error(2, (double[]){1, NAN})));
    assert_true(isnan(jackknife_error(1, (double[]){1})));
}

static void the_bootstrap_error_of_a_mean_is_the_textbook_one(void **state) {
    (void)state;
    double value[50], average = 0, squares = 0, exists;
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 1);
    for (int k = 0; k < 50; k++)
        value[k] = gsl_ran_gaussian(rng, 3);
    gsl_rng_free(rng);
    for (int k = 0; k < 50; k++)
        average += value[k] / 50;
    for (int k = 0; k < 50; k++)
        squares += (value[k] - average) * (value[k] - average);
    /* 1000 drawings tell a standard deviation to 1 in sqrt(2000) */
    double error = bootstrap_error(50, mean, value, &exists);
    assert_true(fabs(error / sqrt(squares / 50 / 49) - 1) < 4 / sqrt(2.0 * RESAMPLES));
    assert_true(exists == 1);
    assert_true(bootstrap_error(50, mean, value, NULL) == error);
    assert_true(fabs(bootstrap_error(2, mean, (double[]){1, 3}, NULL) - 1) < 0.1);
}

static void what_does_not_exist_in_most_drawings_has_no_error(void **state) {
    (void)state;
    double exists;
    /* the first of 10 is in 1 - 0.9^10 = 0.65 of the drawings, of 100 in 0.63 */
    assert_true(isnan(bootstrap_error(10, mean_with_the_first, (double[10]){1, 2, 3}, &exists)) == 0);
    assert_true(fabs(exists - 0.651) < 0.06);
    assert_true(isnan(bootstrap_error(1, mean, (double[]){1}, &exists)));
    assert_true(exists == 0);
}

static void sums_and_means_leave_out_each_in_turn(void **state) {
    (void)state;
    double sums[4];
    sums_left_out(3, (double[]){1, 2, 6}, sums);
    assert_memory_equal(sums, ((double[]){9, 8, 7, 3}), sizeof sums);
    const double means[] = {3, 4, 3.5, 1.5};
    for (int k = 0; k < 4; k++)
        assert_true(mean_left_out(3, sums, k) == means[k]);
    sums_left_out(1, (double[]){5}, sums);
    assert_true(sums[0] == 5 && sums[1] == 0);
    assert_true(mean_left_out(1, sums, 0) == 5 && isnan(mean_left_out(1, (double[]){5, 1}, 1)));
}

static void several_glasses_have_an_error_by_bootstrap_and_one_by_jackknife_over_its_clones(void **state) {
    (void)state;
    const double glasses[] = {1, 3, 4, 8}, left_out[] = {4, 3.5, 1.5};
    assert_true(error_of_glasses(4, mean, glasses, 3, NULL) == bootstrap_error(4, mean, glasses, NULL));
    assert_true(error_of_glasses(1, mean, glasses, 3, left_out) == jackknife_error(3, left_out));
    assert_true(isnan(error_of_glasses(1, mean, glasses, 1, left_out)));
}

static void a_ratio_of_means_has_the_error_of_leaving_out_items_in_both(void **state) {
    (void)state;
    /* 2 2 2 6 over 1 1 1 1: 3; without one of the four 10/3 three times and 2, of mean 3 */
    double error;
    assert_true(fabs(ratio_of_means(4, (double[]){2, 2, 2, 6}, (double[]){1, 1, 1, 1}, &error) - 3) < 1e-15);
    assert_true(fabs(error - sqrt(0.75 * (3.0 / 9 + 1))) < 1e-15);
    /* proportional: no error, however much both scatter */
    assert_true(ratio_of_means(3, (double[]){2, 4, 12}, (double[]){1, 2, 6}, &error) == 2 && error == 0);
    assert_true(ratio_of_means(1, (double[]){3}, (double[]){2}, &error) == 1.5 && isnan(error));
    assert_true(isnan(ratio_of_means(2, (double[]){3, 1}, (double[]){1, -1}, NULL)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_jackknife_error_of_a_mean_is_the_textbook_one),
        cmocka_unit_test(the_bootstrap_error_of_a_mean_is_the_textbook_one),
        cmocka_unit_test(what_does_not_exist_in_most_drawings_has_no_error),
        cmocka_unit_test(sums_and_means_leave_out_each_in_turn),
        cmocka_unit_test(several_glasses_have_an_error_by_bootstrap_and_one_by_jackknife_over_its_clones),
        cmocka_unit_test(a_ratio_of_means_has_the_error_of_leaving_out_items_in_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
