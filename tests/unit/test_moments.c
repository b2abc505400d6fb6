/* The susceptibility of clones: independent and collective motion, and its errors. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/error.h"
#include "observables/moments.h"
#include "base/rng.h"
#include "base/statistics.h"

enum { CLONES = 10, PARTICLES = 60, GLASSES = 300 };

struct clones_made {
    double coordinate[CLONES][3 * PARTICLES];
    const double *position[CLONES];
    int particles[PARTICLES];
};

static struct clones_made *clones_made_new(void) {
    struct clones_made *made = allocate(1, sizeof *made);
    for (int i = 0; i < PARTICLES; i++)
        made->particles[i] = i;
    for (int c = 0; c < CLONES; c++)
        made->position[c] = made->coordinate[c];
    return made;
}

enum motion { LADDER, RANDOM, TOGETHER };

/* Gaussian displacements with amplitudes from 1 to 4: the same ladder in every glass, or drawn anew for each
 * particle of each; or all particles take the displacement of the first. */
static void displace(struct clones_made *made, gsl_rng *rng, enum motion motion) {
    double amplitude[PARTICLES];
    for (int i = 0; i < PARTICLES; i++)
        amplitude[i] = 1 + 3 * (motion == RANDOM ? gsl_rng_uniform(rng) : (double)i / (PARTICLES - 1));
    for (int c = 0; c < CLONES; c++)
        for (int k = 0; k < 3 * PARTICLES; k++)
            made->coordinate[c][k] = motion == TOGETHER && k >= 3
                                         ? made->coordinate[c][k % 3]
                                         : amplitude[k / 3] * gsl_ran_gaussian(rng, 1);
}

static void moments_of(const struct clones_made *made, struct moments *moments) {
    moments_of_clones(CLONES, made->position, PARTICLES, made->particles, moments);
}

/* The moments of many glasses, of all clones and without each. */
struct glasses {
    struct moments moments[GLASSES][CLONES + 1];
    const struct moments *pointer[GLASSES];
};

static struct glasses *glasses_that_move(enum motion motion) {
    struct glasses *glasses = allocate(1, sizeof *glasses);
    struct clones_made *made = clones_made_new();
    for (int g = 0; g < GLASSES; g++) {
        gsl_rng *rng = rng_stream(1, RNG_POSITIONS, g + 1, 0);
        displace(made, rng, motion);
        gsl_rng_free(rng);
        moments_of(made, glasses->moments[g]);
        glasses->pointer[g] = glasses->moments[g];
    }
    free(made);
    return glasses;
}

static const struct moments **moments_picked(const void *context, int n, const int *pick) {
    static const struct moments *moments[GLASSES];
    const struct glasses *glasses = context;
    for (int k = 0; k < n; k++)
        moments[k] = glasses->moments[pick == NULL ? k : pick[k]];
    return moments;
}

static double delta_ab(const void *context, int n, const int *pick) {
    return moments_delta_ab(n, moments_picked(context, n, pick));
}

static double paper(const void *context, int n, const int *pick) {
    return moments_chi(n, moments_picked(context, n, pick), PARTICLES);
}

static double thermal(const void *context, int n, const int *pick) {
    return moments_chi_thermal(n, moments_picked(context, n, pick), PARTICLES);
}

static void independent_motion_with_unequal_amplitudes_gives_one(void **state) {
    (void)state;
    struct glasses *glasses = glasses_that_move(RANDOM);
    double error = bootstrap_error(GLASSES, thermal, glasses, NULL);
    assert_true(error > 0 && error < 0.05);
    assert_true(fabs(thermal(glasses, GLASSES, NULL) - 1) < 4 * error);
    error = bootstrap_error(GLASSES, paper, glasses, NULL);
    assert_true(error > 0 && error < 0.05);
    assert_true(fabs(paper(glasses, GLASSES, NULL) - 1) < 4 * error);
    /* delta_ab is 2 * 3 times the mean of the squares of amplitudes, (1 + 4 + 16) / 3 */
    error = bootstrap_error(GLASSES, delta_ab, glasses, NULL);
    assert_true(error < 0.5);
    assert_true(fabs(delta_ab(glasses, GLASSES, NULL) - 42) < 4 * error);
    free(glasses);
}

static void errors_by_jackknife_over_clones_tell_the_scatter_between_glasses(void **state) {
    (void)state;
    struct glasses *glasses = glasses_that_move(LADDER);
    double delta[GLASSES], squared_error[GLASSES];
    for (int g = 0; g < GLASSES; g++) {
        double left_out[CLONES];
        for (int k = 0; k < CLONES; k++) {
            const struct moments *without = &glasses->moments[g][1 + k];
            left_out[k] = moments_delta_ab(1, &without);
        }
        delta[g] = moments_delta_ab(1, &glasses->pointer[g]);
        squared_error[g] = pow(jackknife_error(CLONES, left_out), 2);
    }
    double scatter = gsl_stats_variance(delta, 1, GLASSES);
    assert_true(fabs(gsl_stats_mean(squared_error, 1, GLASSES) / scatter - 1) < 0.35);
    free(glasses);
}

static void collective_motion_gives_the_number_of_particles(void **state) {
    (void)state;
    struct clones_made *made = clones_made_new();
    struct moments moments[CLONES + 1];
    const struct moments *all = moments, *without = &moments[3];
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 0);
    const double particles = PARTICLES;
    displace(made, rng, TOGETHER);
    gsl_rng_free(rng);
    moments_of(made, moments);
    assert_true(fabs(moments_chi(1, &all, PARTICLES) - particles) < 1e-8);
    assert_true(fabs(moments_chi_thermal(1, &all, PARTICLES) - particles) < 1e-8);
    assert_true(fabs(moments_chi_thermal(1, &without, PARTICLES) - particles) < 1e-8);
    free(made);
}

static void what_is_undefined_is_nan(void **state) {
    (void)state;
    static const double at[4][3] = {{0}, {1}, {3}, {7}};
    const double *const position[4] = {at[0], at[1], at[2], at[3]};
    struct moments moments[5];
    const struct moments *all = moments;
    for (int clones = 1; clones <= 4; clones++) {
        moments_of_clones(clones, position, 1, (int[]){0}, moments);
        assert_int_equal(isnan(moments_delta_ab(1, &all)) != 0, clones < 2);
        assert_int_equal(isnan(moments_chi(1, &all, 1)) != 0, clones < 3);
        assert_int_equal(isnan(moments_chi_thermal(1, &all, 1)) != 0, clones < 3);
    }
    const double *const still[4] = {at[1], at[1], at[1], at[1]};
    moments_of_clones(4, still, 1, (int[]){0}, moments);
    assert_true(moments_delta_ab(1, &all) == 0);
    assert_true(isnan(moments_chi(1, &all, 1)) && isnan(moments_chi_thermal(1, &all, 1)));
}

/* Glasses that differ: all distances of one by a factor, and in it clones whose particles move more or
 * less together; both log-normal. */
enum { FEW_CLONES = 6, FEW_PARTICLES = 10 };
struct small_glass {
    struct moments moments[FEW_CLONES + 1];
};

static void draw_glass(gsl_rng *rng, double spread, double spread_of_clones, struct small_glass *glass) {
    static double at[FEW_CLONES][3 * FEW_PARTICLES];
    const double *position[FEW_CLONES];
    int particles[FEW_PARTICLES];
    double of_glass = exp(spread * gsl_ran_gaussian(rng, 1));
    for (int c = 0; c < FEW_CLONES; c++) {
        double of_clone = of_glass * exp(spread_of_clones * gsl_ran_gaussian(rng, 1));
        position[c] = at[c];
        for (int k = 0; k < 3 * FEW_PARTICLES; k++)
            at[c][k] = of_clone * (1 + 0.1 * (k / 3)) * gsl_ran_gaussian(rng, 1);
    }
    for (int i = 0; i < FEW_PARTICLES; i++)
        particles[i] = i;
    moments_of_clones(FEW_CLONES, position, FEW_PARTICLES, particles, glass->moments);
}

/* How often an error covers: 0.68 where it is that of a Gaussian. Where it does not, it may be too large. */
static void covers(int covered, int runs) {
    assert_true(covered > 0.6 * runs && covered < 0.92 * runs);
}

static void few_glasses_give(const struct moments **moments, int many, double mean_within,
                             double bias_below) {
    static const int few[] = {4, 6, 20, 200};
    double error, truth = moments_chi(many, moments, FEW_PARTICLES); /* its bias is 1/many */
    double thermal_truth = moments_chi_thermal_unbiased(many, FEW_CLONES, moments, FEW_PARTICLES, &error);
    for (size_t f = 0; f < sizeof few / sizeof *few; f++) {
        int runs = many / few[f] < 1000 ? many / few[f] : 1000, covered = 0, thermal_covered = 0;
        double mean = 0, biased = 0, thermal = 0;
        for (int run = 0; run < runs; run++) {
            const struct moments **own = moments + run * few[f];
            double chi = moments_chi_unbiased(few[f], own, FEW_PARTICLES, &error);
            mean += chi / runs;
            covered += fabs(chi - truth) <= error;
            biased += moments_chi(few[f], own, FEW_PARTICLES) / runs;
            chi = moments_chi_thermal_unbiased(few[f], FEW_CLONES, own, FEW_PARTICLES, &error);
            thermal += chi / runs;
            thermal_covered += fabs(chi - thermal_truth) <= error;
        }
        assert_true(fabs(mean / truth - 1) < mean_within);
        assert_true(fabs(thermal / thermal_truth - 1) < mean_within);
        if (few[f] == 4)
            assert_true(biased / truth < bias_below);
        covers(covered, runs);
        covers(thermal_covered, runs);
    }
}

static void few_glasses_give_the_susceptibility_of_many_and_an_error_that_covers(void **state) {
    (void)state;
    enum { MANY = 20000 };
    /* the more of the variance is between glasses, the larger the bias of four; the wider the distribution,
     * the more is left of it */
    static const struct {
        double of_glasses, of_clones, mean_within, bias_below;
    } spread[] = {{0.2, 0.2, 0.05, 0.87}, {0.5, 0.2, 0.15, 0.8}, {0.2, 0.5, 0.07, 0.9}};
    struct small_glass *glass = allocate(MANY, sizeof *glass);
    const struct moments **moments = allocate(MANY, sizeof *moments);
    for (size_t s = 0; s < sizeof spread / sizeof *spread; s++) {
        gsl_rng *rng = rng_stream(3, RNG_POSITIONS, (int)s + 1, 0);
        for (int g = 0; g < MANY; g++) {
            draw_glass(rng, spread[s].of_glasses, spread[s].of_clones, &glass[g]);
            moments[g] = glass[g].moments;
        }
        gsl_rng_free(rng);
        few_glasses_give(moments, MANY, spread[s].mean_within, spread[s].bias_below);
    }
    free(glass);
    free(moments);
}

/* Glasses whose distances follow their polydispersity, and nothing else: at equal polydispersity there is
 * only what is within a glass. */
static void what_follows_polydispersity_is_left_out(void **state) {
    (void)state;
    enum { SAMPLES = 40 };
    struct small_glass one, glass[SAMPLES];
    const struct moments *moments[SAMPLES];
    double polydispersity[SAMPLES], error, other_error;
    gsl_rng *rng = rng_stream(4, RNG_POSITIONS, 1, 0);
    draw_glass(rng, 0.2, 0.2, &one);
    for (int g = 0; g < SAMPLES; g++) {
        double excess = 5 * gsl_ran_gaussian(rng, 1);
        polydispersity[g] = 0.23 + 0.001 * excess;
        glass[g] = one;
        for (int k = 0; k <= FEW_CLONES; k++) { /* all distances longer by the same */
            struct moments *m = &glass[g].moments[k], old = *m;
            const double terms = (double)FEW_PARTICLES * old.pairs;
            m->distance += old.pairs * excess;
            m->distance2 += 2 * excess * old.distance + old.pairs * excess * excess;
            m->single += terms * excess;
            m->single2 += 2 * excess * old.single + terms * excess * excess;
        }
        moments[g] = glass[g].moments;
    }
    gsl_rng_free(rng);
    double within = moments_chi(1, moments, FEW_PARTICLES);
    double chi = moments_chi_equal_polydispersity(SAMPLES, moments, FEW_PARTICLES, polydispersity, &error);
    double all = moments_chi_unbiased(SAMPLES, moments, FEW_PARTICLES, &other_error);
    assert_true(fabs(chi / within - 1) < 1e-6);
    assert_true(all > 1.01 * within);
    /* one that says nothing leaves it as it is, but for the degree of freedom */
    for (int g = 0; g < SAMPLES; g++)
        polydispersity[g] = 0.2293;
    assert_true(
        fabs(moments_chi_equal_polydispersity(SAMPLES, moments, FEW_PARTICLES, polydispersity, &error) / all -
             1) < 1e-12);
    assert_true(isnan(moments_chi_equal_polydispersity(4, moments, FEW_PARTICLES, polydispersity, &error)));
}

static double product(const double *d, int p, int q) {
    return d[p] * d[q];
}

/* By hand: the six pairs of four clones in one dimension, of which three pairs of pairs have no clone
 * in common. */
static void products_of_disjoint_pairs_are_those_worked_out_by_hand(void **state) {
    (void)state;
    static const double at[4][6] = {{0, 0, 0, 1}, {1, 0, 0, 3}, {3, 0, 0, -2}, {7, 0, 0, 0.5}};
    static const int pair[6][2] = {{0, 1}, {2, 3}, {0, 2}, {1, 3}, {0, 3}, {1, 2}}; /* disjoint by twos */
    const double *const position[4] = {at[0], at[1], at[2], at[3]};
    struct moments moments[5];
    const struct moments *all = moments;
    double d[3][6], variance[3]; /* of both particles, and of their mean */
    for (int p = 0; p < 6; p++) {
        for (int i = 0; i < 2; i++)
            d[i][p] = pow(at[pair[p][0]][3 * i] - at[pair[p][1]][3 * i], 2);
        d[2][p] = (d[0][p] + d[1][p]) / 2;
    }
    for (int i = 0; i < 3; i++) {
        double squares = 0;
        for (int p = 0; p < 6; p++)
            squares += d[i][p] * d[i][p] / 6;
        variance[i] = squares - (product(d[i], 0, 1) + product(d[i], 2, 3) + product(d[i], 4, 5)) / 3;
    }
    moments_of_clones(4, position, 2, (int[]){0, 1}, moments);
    double expected = 2 * variance[2] / ((variance[0] + variance[1]) / 2), error;
    assert_true(fabs(moments_chi_thermal_unbiased(1, 4, &all, 2, &error) / expected - 1) < 1e-12);
    assert_true(isnan(error)); /* of one glass */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(independent_motion_with_unequal_amplitudes_gives_one),
        cmocka_unit_test(errors_by_jackknife_over_clones_tell_the_scatter_between_glasses),
        cmocka_unit_test(collective_motion_gives_the_number_of_particles),
        cmocka_unit_test(what_is_undefined_is_nan),
        cmocka_unit_test(few_glasses_give_the_susceptibility_of_many_and_an_error_that_covers),
        cmocka_unit_test(what_follows_polydispersity_is_left_out),
        cmocka_unit_test(products_of_disjoint_pairs_are_those_worked_out_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
