/* Ranks, two groups and isotonic regression against slow obvious versions. */
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rng.h"
#include "base/sorted.h"

enum { N = 40 };

/* Numbers from 0 to 1 in tenths, so that many are equal */
static void draw(gsl_rng *rng, double *value) {
    for (int k = 0; k < N; k++)
        value[k] = (double)gsl_rng_uniform_int(rng, 11) / 10;
}

static void equal_values_share_the_mean_of_their_ranks(void **state) {
    (void)state;
    double rank[5];
    sorted_ranks(5, (double[]){3, 1, 3, 2, 3}, rank);
    assert_true(rank[0] == 4 && rank[1] == 1 && rank[2] == 4 && rank[3] == 2 && rank[4] == 4);
}

static void the_correlation_of_ranks_is_that_of_spearman(void **state) {
    (void)state;
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 1);
    double x[N], y[N], of_x[N], of_y[N], work[2 * N];
    for (int run = 0; run < 20; run++) {
        draw(rng, x);
        draw(rng, y);
        sorted_ranks(N, x, of_x);
        sorted_ranks(N, y, of_y);
        assert_true(fabs(gsl_stats_correlation(of_x, 1, of_y, 1, N) -
                         gsl_stats_spearman(x, 1, y, 1, N, work)) < 1e-14);
    }
    gsl_rng_free(rng);
}

/* The share of the variance between value[0..below) and the others, by the definition */
static double share_of(const double *value, int below) {
    double low = gsl_stats_mean(value, 1, (size_t)below), mean = gsl_stats_mean(value, 1, N);
    double high = gsl_stats_mean(value + below, 1, (size_t)(N - below)), all = 0;
    for (int k = 0; k < N; k++)
        all += (value[k] - mean) * (value[k] - mean);
    return (below * (low - mean) * (low - mean) + (N - below) * (high - mean) * (high - mean)) / all;
}

static void two_groups_are_the_best_of_all_cuts(void **state) {
    (void)state;
    gsl_rng *rng = rng_stream(2, RNG_POSITIONS, 1, 1);
    for (int run = 0; run < 20; run++) {
        double value[N], split = NAN, best = 0, at = NAN, last = 0;
        for (int k = 0; k < N; k++)
            last = value[k] = last + pow(gsl_rng_uniform_pos(rng), 5);
        for (int below = 1; below < N; below++)
            if (share_of(value, below) > best) {
                best = share_of(value, below);
                at = value[below - 1];
            }
        assert_true(fabs(sorted_two_groups(N, value, &split) - best) < 1e-12);
        assert_true(split == at);
    }
    gsl_rng_free(rng);
    /* 0 0 1 1: all of the variance is between the groups */
    double split;
    assert_true(fabs(sorted_two_groups(4, (double[]){0, 0, 1, 1}, &split) - 1) < 1e-15 && split == 0);
    assert_true(isnan(sorted_two_groups(1, (double[]){1}, NULL)));
    assert_true(isnan(sorted_two_groups(3, (double[]){2, 2, 2}, NULL)));
}

/* max over i <= k of min over j >= k of the weighted mean of i..j: what isotonic regression is */
static double isotonic_at(const double *value, const double *weight, int k) {
    double highest = -INFINITY;
    for (int i = 0; i <= k; i++) {
        double lowest = INFINITY;
        for (int j = k; j < N; j++) {
            double sum = 0, weights = 0;
            for (int m = i; m <= j; m++) {
                sum += weight[m] * value[m];
                weights += weight[m];
            }
            lowest = fmin(lowest, sum / weights);
        }
        highest = fmax(highest, lowest);
    }
    return highest;
}

static void isotonic_regression_is_the_largest_of_the_smallest_means(void **state) {
    (void)state;
    gsl_rng *rng = rng_stream(3, RNG_POSITIONS, 1, 1);
    for (int run = 0; run < 20; run++) {
        double value[N], weight[N], fitted[N];
        draw(rng, value);
        for (int k = 0; k < N; k++) {
            value[k] += 0.02 * k;
            weight[k] = 1 + (double)gsl_rng_uniform_int(rng, 4);
            fitted[k] = value[k];
        }
        sorted_isotonic(N, fitted, weight);
        for (int k = 0; k < N; k++)
            assert_true(fabs(fitted[k] - isotonic_at(value, weight, k)) < 1e-12);
    }
    gsl_rng_free(rng);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_values_share_the_mean_of_their_ranks),
        cmocka_unit_test(the_correlation_of_ranks_is_that_of_spearman),
        cmocka_unit_test(two_groups_are_the_best_of_all_cuts),
        cmocka_unit_test(isotonic_regression_is_the_largest_of_the_smallest_means),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
