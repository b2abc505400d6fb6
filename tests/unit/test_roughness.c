/* Numbers of a landscape that is made up, and their errors, against slow obvious versions. */
#include <gsl/gsl_statistics_double.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "census_made.h"
#include "landscape/roughness.h"

enum { CLONES = 12, MINIMA = 8, SEEDS = 10, ROOM = CLONES * CLONES };

static const struct roughness_rules rules = {20, 50, 1e-6};

static double number(const json_t *row, const char *key) {
    return row_get_number("here", row, key);
}

static bool close_to(double expected, double found) {
    return fabs(expected - found) <= 1e-12 * fmax(1, fabs(expected));
}

/* The mean over clones of the largest participation; without a clone or a minimum, or -1 */
static double largest(const struct census *census, int clone, int minimum) {
    double sum = 0;
    int with = 0;
    for (int c = 0; c < CLONES; c++) {
        double most = -1;
        for (size_t p = 0; p < census->pairs; p++) {
            const struct census_pair *pair = &census->pair[p];
            if (!census_one_minimum(pair) && (pair->a == c || pair->b == c) && pair->a != clone &&
                pair->b != clone && pair->minimum_a != minimum && pair->minimum_b != minimum)
                most = fmax(most, pair->participation);
        }
        with += most >= 0;
        sum += most >= 0 ? most : 0;
    }
    return sum / with;
}

static double jackknife(int n, const double *value) {
    return sqrt(gsl_stats_tss(value, 1, (size_t)n) * (n - 1) / n);
}

static void errors_are_those_of_leaving_out_each_clone_or_each_minimum(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct census *census = make_census(seed, CLONES, MINIMA);
        double of_clones[CLONES], of_minima[MINIMA], least = INFINITY, most = 0;
        for (int c = 0; c < CLONES; c++)
            of_clones[c] = largest(census, c, -1);
        for (int m = 0; m < MINIMA; m++)
            of_minima[m] = largest(census, -1, m);
        for (size_t p = 0; p < census->pairs; p++)
            if (!census_one_minimum(&census->pair[p])) {
                least = fmin(least, census->pair[p].participation);
                most = fmax(most, census->pair[p].participation);
            }
        double error =
            fmax(jackknife(CLONES, of_clones), fmax(jackknife(MINIMA, of_minima), (most - least) / CLONES));
        json_t *row = row_new();
        roughness_write(row, census, &rules);
        assert_true(close_to(largest(census, -1, -1), number(row, "largest_participation_of_a_clone")));
        assert_true(close_to(error, number(row, "largest_participation_of_a_clone_error")));
        assert_true(close_to((double)MINIMA / CLONES, number(row, "minima_per_clone")));
        /* 4 of 8 minima have two clones */
        assert_true(close_to(4.0 / 66, number(row, "shared")));
        json_decref(row);
        census_free(census);
    }
}

/* Barriers of the pairs in two minima, or lower bounds where bands did not converge; returns how many */
static int barriers(const struct census *census, bool low, double *barrier, double *distance,
                    double *participation) {
    int n = 0;
    for (size_t p = 0; p < census->pairs; p++) {
        const struct census_pair *pair = &census->pair[p];
        if (census_one_minimum(pair))
            continue;
        barrier[n] = low && !pair->converged ? fabs(pair->energy_a - pair->energy_b) : pair->barrier;
        distance[n] = pair->distance;
        participation[n++] = pair->participation;
    }
    return n;
}

static void numbers_of_barriers_are_those_of_their_definitions(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++)
        for (int low = 0; low < 2; low++) {
            struct census *census = make_census(seed, CLONES, MINIMA);
            double barrier[ROOM], distance[ROOM], participation[ROOM], work[2 * ROOM], share = 0, split = NAN;
            int n = barriers(census, low == 1, barrier, distance, participation);
            json_t *row = row_new();
            roughness_write(row, census, &rules);
            assert_true(close_to(gsl_stats_spearman(distance, 1, barrier, 1, (size_t)n, work),
                                 number(row, low ? "distance_with_barrier_low" : "distance_with_barrier")));
            assert_true(close_to(gsl_stats_spearman(distance, 1, participation, 1, (size_t)n, work),
                                 number(row, "distance_with_participation")));
            /* every barrier as the split */
            double mean = 0, all = 0;
            for (int p = 0; p < n; p++)
                mean += log(barrier[p]) / n;
            for (int p = 0; p < n; p++)
                all += pow(log(barrier[p]) - mean, 2);
            for (int s = 0; s < n; s++) {
                double below = 0, of_below = 0;
                for (int p = 0; p < n; p++)
                    if (barrier[p] <= barrier[s]) {
                        below++;
                        of_below += log(barrier[p]) - mean;
                    }
                double between = of_below * of_below * (1 / below + 1 / (n - below)) / all;
                if (below < n && between > share) {
                    share = between;
                    split = barrier[s];
                }
            }
            assert_true(close_to(share, number(row, low ? "two_scales_low" : "two_scales")));
            double large = 0, localized = 0, collective = 0;
            for (int p = 0; p < n; p++)
                if (barrier[p] > split) {
                    large++;
                    localized += participation[p] <= 20;
                    collective += participation[p] >= 50;
                }
            assert_true(close_to(localized / large,
                                 number(row, low ? "localized_among_large_low" : "localized_among_large")));
            assert_true(close_to(collective / large,
                                 number(row, low ? "collective_among_large_low" : "collective_among_large")));
            json_decref(row);
            census_free(census);
        }
}

static void the_rarest_of_four_kinds_is_counted(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct census *census = make_census(seed, CLONES, MINIMA);
        double barrier[ROOM], distance[ROOM], participation[ROOM], kind[4] = {0};
        int n = barriers(census, false, barrier, distance, participation);
        for (int p = 0; p < n; p++) {
            int below = 0;
            for (int q = 0; q < n; q++)
                below += barrier[q] < barrier[p];
            bool above_median = below > n / 2; /* those below it are as many, and the median itself */
            if (participation[p] <= 20)
                kind[above_median]++;
            else if (participation[p] >= 50)
                kind[2 + above_median]++;
        }
        json_t *row = row_new();
        roughness_write(row, census, &rules);
        assert_true(close_to(gsl_stats_min(kind, 1, 4) / n, number(row, "rarest_kind")));
        json_decref(row);
        census_free(census);
    }
}

/* Clones of which the first ones are together in one minimum, the others each in its own. */
static struct census *clones_together(int clones, int together) {
    struct census *census = make_census(1, clones, clones);
    int others = together > 0 ? together - 1 : 0;
    census->minima = clones - others;
    for (int c = 0; c < clones; c++)
        census->minimum[c] = c < together ? 0 : c - others;
    for (int c = clones - 1; c >= 0; c--)
        census->first[census->minimum[c]] = c;
    for (size_t p = 0; p < census->pairs; p++) {
        struct census_pair *pair = &census->pair[p];
        pair->minimum_a = census->minimum[pair->a];
        pair->minimum_b = census->minimum[pair->b];
    }
    return census;
}

static void three_errors_of_a_share_cover_what_clones_that_are_not_there_would_change(void **state) {
    (void)state;
    /* A minimum that a clone is in with this chance, among minima without number: two are together in 0.1 */
    const double chance = sqrt(0.1);
    const int clones[] = {20, 32, 50};
    for (size_t k = 0; k < sizeof clones / sizeof *clones; k++) {
        double missed = 0;
        for (int together = 0; together <= clones[k]; together++) {
            struct census *census = clones_together(clones[k], together);
            json_t *row = row_new();
            roughness_write(row, census, &rules);
            if (fabs(number(row, "shared") - 0.1) > 3 * number(row, "shared_error"))
                missed += gsl_ran_binomial_pdf((unsigned)together, chance, (unsigned)clones[k]);
            json_decref(row);
            census_free(census);
        }
        assert_true(missed < 0.006);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_those_of_leaving_out_each_clone_or_each_minimum),
        cmocka_unit_test(numbers_of_barriers_are_those_of_their_definitions),
        cmocka_unit_test(the_rarest_of_four_kinds_is_counted),
        cmocka_unit_test(three_errors_of_a_share_cover_what_clones_that_are_not_there_would_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
