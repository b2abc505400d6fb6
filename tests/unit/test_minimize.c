/* Minimisers: lattices whose energy is known, frames without energy, and that the methods and all
 * lanes agree. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "glass.h"

static const enum method methods[] = {METHOD_CG, METHOD_FIRE, METHOD_LBFGS, METHOD_DESCENT};
enum { METHODS = 4, N = 80 };

/* Minimise what is in the lanes; minimum[lane]. */
static void minimize_lanes(struct ensemble *ensemble, enum method method, double tolerance, int64_t max_steps,
                           struct minimum *minimum) {
    struct minimizer *minimizer = minimizer_new(ensemble, method, tolerance, max_steps);
    struct minimum one;
    for (int lane = 0; lane < ensemble->width; lane++)
        minimizer_start(minimizer, lane);
    for (int ended = 0; ended < ensemble->width;)
        if (minimizer_step(minimizer))
            for (int lane; (lane = minimizer_ended(minimizer, &one)) >= 0; ended++)
                minimum[lane] = one;
    assert_int_equal(minimizer_ended(minimizer, &one), -1);
    minimizer_free(minimizer);
}

/* Each of the 108 particles has 12 neighbours at the distance d and none other in range: 648 bonds
 * of V(d). */
static void a_shaken_crystal_goes_back_to_the_energy_of_its_bonds(void **state) {
    (void)state;
    double sigma[CRYSTAL], position[3 * CRYSTAL], distance = 1.05;
    double box = crystal(distance, position), s6 = pow(distance, -6);
    double by_hand[2] = {648 * (4 * s6 * (s6 - 1) + 1),
                         648 * 18 * pow(2, 2.0 / 3) * pow(distance - pow(2, 1.0 / 6), 2)};
    gsl_rng *rng = rng_stream(41, RNG_POSITIONS, 1, 0);
    for (int i = 0; i < CRYSTAL; i++)
        sigma[i] = 1;
    shake(rng, 3 * CRYSTAL, 0.03, position);
    for (int m = 0; m < METHODS; m++)
        for (enum potential potential = POTENTIAL_WCA; potential <= POTENTIAL_HARMONIC; potential++) {
            struct ensemble *ensemble = ensemble_new(CRYSTAL, 1, box, sigma, POTENTIAL_WCA, false);
            struct minimum minimum;
            double f[3 * CRYSTAL], x[3 * CRYSTAL], largest = 0;
            ensemble->potential = potential;
            ensemble_load(ensemble, 0, position, NULL);
            minimize_lanes(ensemble, methods[m], 1e-10, 100000, &minimum);
            assert_true(minimum.converged);
            assert_true(near_to(by_hand[potential], minimum.energy, 1e-12));
            ensemble_store(ensemble, 0, x, NULL);
            assert_true(near_to(by_hand[potential], all_pairs(CRYSTAL, box, sigma, x, potential, f), 1e-12));
            for (int k = 0; k < 3 * CRYSTAL; k++)
                largest = fmax(largest, fabs(f[k]));
            assert_true(minimum.max_force <= 1e-10 && largest <= 1.1e-10);
            assert_true(minimum.evaluations > 5 && minimum.evaluations < 3000);
            ensemble_free(ensemble);
        }
    gsl_rng_free(rng);
}

static void a_frame_of_zero_energy_ends_at_once_and_unmoved(void **state) {
    (void)state;
    const double sigma[3] = {1, 1.2, 0.9}, position[9] = {0, 0, 0, 1.5, 0.1, 0, -9, 3, 1};
    for (int m = 0; m < METHODS; m++)
        for (enum potential potential = POTENTIAL_WCA; potential <= POTENTIAL_HARMONIC; potential++) {
            struct ensemble *ensemble = ensemble_new(3, 1, 7, sigma, POTENTIAL_WCA, false);
            struct minimum minimum;
            double x[9];
            ensemble->potential = potential;
            ensemble_load(ensemble, 0, position, NULL);
            minimize_lanes(ensemble, methods[m], 0, 1000, &minimum);
            ensemble_store(ensemble, 0, x, NULL);
            assert_true(minimum.converged && minimum.energy == 0 && minimum.max_force == 0);
            assert_int_equal(minimum.evaluations, 1);
            assert_memory_equal(x, position, sizeof x);
            ensemble_free(ensemble);
        }
}

static void overlapping_particles_that_can_part_do_so(void **state) {
    (void)state;
    /* Four particles on one another in a wide box: E = 0 once all are at least 2^(1/6) apart. */
    const double sigma[4] = {1, 1, 1, 1}, position[12] = {0, 0, 0, 1, 0.1, 0, 0.4, 0.9, 0.1, 0.5, 0.3, 0.8};
    for (int m = 0; m < METHODS; m++) {
        struct ensemble *ensemble = ensemble_new(4, 1, 7, sigma, POTENTIAL_WCA, false);
        struct minimum minimum;
        double x[12], d[3];
        int image[3];
        ensemble_load(ensemble, 0, position, NULL);
        minimize_lanes(ensemble, methods[m], 1e-10, 10000, &minimum);
        ensemble_store(ensemble, 0, x, NULL);
        assert_true(minimum.converged && fabs(minimum.energy) < 1e-15);
        for (int i = 0; i < 4; i++)
            for (int j = i + 1; j < 4; j++)
                assert_true(nearest_image(x, i, j, 7, d, image) > pow(2, 1.0 / 3) * (1 - 1e-10));
        ensemble_free(ensemble);
    }
}

static void all_methods_agree_near_a_minimum(void **state) {
    (void)state;
    static const double phis[] = {0.95, 1.1};
    for (int p = 0; p < 2; p++) {
        struct glass glass = glass_random(N, phis[p], 42);
        glass_minimize(&glass, POTENTIAL_HARMONIC, 1e-3);
        struct minimum bottom = glass_minimize(&glass, POTENTIAL_WCA, 1e-10);
        assert_true(bottom.converged && bottom.energy > 1);
        gsl_rng *rng = rng_stream(42, RNG_POSITIONS, 1, 1);
        shake(rng, 3 * N, 1e-3, glass.position);
        gsl_rng_free(rng);
        for (int m = 0; m < METHODS; m++) {
            struct ensemble *ensemble = ensemble_new(N, 1, glass.box, glass.sigma, POTENTIAL_WCA, false);
            struct minimum minimum;
            ensemble_load(ensemble, 0, glass.position, NULL);
            minimize_lanes(ensemble, methods[m], 1e-10, 100000, &minimum);
            assert_true(minimum.converged);
            assert_true(near_to(bottom.energy, minimum.energy, 1e-8));
            ensemble_free(ensemble);
        }
        glass_free(&glass);
    }
}

static void a_minimum_has_the_same_bits_alone_and_beside_others(void **state) {
    (void)state;
    enum { STARTS = 20 };
    struct glass glass = glass_random(N, 0.95, 43);
    glass_minimize(&glass, POTENTIAL_HARMONIC, 1e-3);
    for (int m = 0; m < METHODS; m++) {
        if (methods[m] == METHOD_LBFGS) /* one at a time */
            continue;
        static double start[STARTS][3 * N], minima[STARTS][3 * N];
        struct minimum of[STARTS], minimum;
        gsl_rng *rng = rng_stream(43, RNG_POSITIONS, 1, 1);
        for (int k = 0; k < STARTS; k++) {
            memcpy(start[k], glass.position, sizeof start[k]);
            shake(rng, 3 * N, 0.1, start[k]);
        }
        gsl_rng_free(rng);
        struct ensemble *ensemble = ensemble_new(N, LANES, glass.box, glass.sigma, POTENTIAL_WCA, false);
        struct minimizer *minimizer = minimizer_new(ensemble, methods[m], 1e-9, 100000);
        int in_lane[LANES], next = LANES;
        for (int lane = 0; lane < LANES; lane++) {
            in_lane[lane] = lane;
            ensemble_load(ensemble, lane, start[lane], NULL);
            minimizer_start(minimizer, lane);
        }
        for (int done = 0; done < STARTS;) { /* a lane that is done takes the next start */
            if (!minimizer_step(minimizer))
                continue;
            for (int lane; (lane = minimizer_ended(minimizer, &minimum)) >= 0; done++) {
                of[in_lane[lane]] = minimum;
                ensemble_store(ensemble, lane, minima[in_lane[lane]], NULL);
                if (next == STARTS)
                    continue;
                in_lane[lane] = next;
                ensemble_load(ensemble, lane, start[next++], NULL);
                minimizer_start(minimizer, lane);
            }
        }
        minimizer_free(minimizer);
        ensemble_free(ensemble);
        for (int k = 0; k < STARTS; k++) {
            struct ensemble *alone = ensemble_new(N, 1, glass.box, glass.sigma, POTENTIAL_WCA, false);
            double x[3 * N];
            ensemble_load(alone, 0, start[k], NULL);
            minimize_lanes(alone, methods[m], 1e-9, 100000, &minimum);
            ensemble_store(alone, 0, x, NULL);
            assert_true(minimum.converged && of[k].converged);
            assert_int_equal(minimum.evaluations, of[k].evaluations);
            assert_memory_equal(&minimum.energy, &of[k].energy, sizeof(double));
            assert_memory_equal(x, minima[k], sizeof x);
            ensemble_free(alone);
        }
    }
    glass_free(&glass);
}

static void the_centre_of_mass_stays_where_it_is(void **state) {
    (void)state;
    for (int m = 0; m < METHODS; m++) {
        struct glass glass = glass_random(N, 0.95, 44);
        struct ensemble *ensemble = ensemble_new(N, 1, glass.box, glass.sigma, POTENTIAL_WCA, false);
        struct minimum minimum;
        double x[3 * N], moved[3] = {0};
        glass_minimize(&glass, POTENTIAL_HARMONIC, 1e-3);
        ensemble_load(ensemble, 0, glass.position, NULL);
        minimize_lanes(ensemble, methods[m], 1e-8, 100000, &minimum);
        ensemble_store(ensemble, 0, x, NULL);
        for (int k = 0; k < 3 * N; k++)
            moved[k % 3] += x[k] - glass.position[k];
        for (int axis = 0; axis < 3; axis++)
            assert_true(fabs(moved[axis]) < 1e-9);
        ensemble_free(ensemble);
        glass_free(&glass);
    }
}

static void steps_are_limited_and_none_only_evaluates(void **state) {
    (void)state;
    struct glass glass = glass_random(N, 1.1, 45);
    glass_minimize(&glass, POTENTIAL_HARMONIC, 1e-3);
    double energy = all_pairs(N, glass.box, glass.sigma, glass.position, POTENTIAL_WCA, NULL), x[3 * N];
    for (int m = 0; m < METHODS; m++) {
        struct ensemble *ensemble = ensemble_new(N, 1, glass.box, glass.sigma, POTENTIAL_WCA, false);
        struct minimum minimum;
        ensemble_load(ensemble, 0, glass.position, NULL);
        minimize_lanes(ensemble, methods[m], 1e-10, 0, &minimum);
        ensemble_store(ensemble, 0, x, NULL);
        assert_false(minimum.converged);
        assert_int_equal(minimum.evaluations, 1);
        assert_true(near_to(energy, minimum.energy, 1e-12));
        assert_memory_equal(x, glass.position, sizeof x);
        minimize_lanes(ensemble, methods[m], 1e-10, 60, &minimum);
        assert_false(minimum.converged);
        assert_true(minimum.evaluations <= 61);
        assert_true(minimum.energy < energy && minimum.max_force > 1e-10);
        ensemble_free(ensemble);
    }
    glass_free(&glass);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shaken_crystal_goes_back_to_the_energy_of_its_bonds),
        cmocka_unit_test(a_frame_of_zero_energy_ends_at_once_and_unmoved),
        cmocka_unit_test(overlapping_particles_that_can_part_do_so),
        cmocka_unit_test(all_methods_agree_near_a_minimum),
        cmocka_unit_test(a_minimum_has_the_same_bits_alone_and_beside_others),
        cmocka_unit_test(the_centre_of_mass_stays_where_it_is),
        cmocka_unit_test(steps_are_limited_and_none_only_evaluates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
