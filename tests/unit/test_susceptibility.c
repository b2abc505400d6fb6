/* The susceptibility of clones: independent and collective motion, and its errors. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "error.h"
#include "rng.h"
#include "susceptibility.h"

enum { CLONES = 10, PARTICLES = 60, GLASSES = 300 };

struct ensemble {
    double coordinate[CLONES][3 * PARTICLES];
    const double *position[CLONES];
    int particles[PARTICLES];
};

static struct ensemble *ensemble_new(void) {
    struct ensemble *ensemble = allocate(1, sizeof *ensemble);
    for (int i = 0; i < PARTICLES; i++)
        ensemble->particles[i] = i;
    for (int c = 0; c < CLONES; c++)
        ensemble->position[c] = ensemble->coordinate[c];
    return ensemble;
}

/* Gaussian displacements with amplitudes from 1 to 4, the same in every glass; each particle draws for
 * itself, or all take those of the first. */
static void displace(struct ensemble *ensemble, gsl_rng *rng, bool together) {
    for (int c = 0; c < CLONES; c++)
        for (int k = 0; k < 3 * PARTICLES; k++) {
            double amplitude = 1 + 3.0 * (k / 3) / (PARTICLES - 1);
            ensemble->coordinate[c][k] =
                together && k >= 3 ? ensemble->coordinate[c][k % 3] : amplitude * gsl_ran_gaussian(rng, 1);
        }
}

static struct susceptibility susceptibility_of(const struct ensemble *ensemble) {
    return susceptibility_of_clones(CLONES, ensemble->position, PARTICLES, ensemble->particles);
}

static void independent_motion_with_unequal_amplitudes_gives_one(void **state) {
    (void)state;
    struct ensemble *ensemble = ensemble_new();
    double chi = 0, chi2 = 0, delta = 0, delta2 = 0, squared_error = 0;
    for (int g = 1; g <= GLASSES; g++) {
        gsl_rng *rng = rng_stream(1, RNG_POSITIONS, g, 0);
        displace(ensemble, rng, false);
        gsl_rng_free(rng);
        struct susceptibility s = susceptibility_of(ensemble);
        chi += s.chi_thermal / GLASSES;
        chi2 += s.chi_thermal * s.chi_thermal / GLASSES;
        delta += s.delta_ab / GLASSES;
        delta2 += s.delta_ab * s.delta_ab / GLASSES;
        squared_error += s.delta_ab_error * s.delta_ab_error / GLASSES;
    }
    double error = sqrt((chi2 - chi * chi) / (GLASSES - 1));
    assert_true(error < 0.05);
    assert_true(fabs(chi - 1) < 4 * error);
    /* delta_ab = 2 * 3 * mean of amplitude^2 */
    double expected = 0;
    for (int i = 0; i < PARTICLES; i++)
        expected += 6 * pow(1 + 3.0 * i / (PARTICLES - 1), 2) / PARTICLES;
    assert_true(fabs(delta - expected) < 4 * sqrt((delta2 - delta * delta) / (GLASSES - 1)));
    /* The jackknife over clones tells, on average, the scatter between glasses. */
    assert_true(fabs(squared_error / (delta2 - delta * delta) - 1) < 0.35);
    free(ensemble);
}

static void collective_motion_gives_the_number_of_particles(void **state) {
    (void)state;
    struct ensemble *ensemble = ensemble_new();
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 0);
    displace(ensemble, rng, true);
    gsl_rng_free(rng);
    struct susceptibility s = susceptibility_of(ensemble);
    assert_true(fabs(s.chi_thermal / PARTICLES - 1) < 1e-10);
    assert_true(s.chi_thermal_error < 1e-8);
    free(ensemble);
}

static void what_is_undefined_is_nan(void **state) {
    (void)state;
    static const double at[4][3] = {{0}, {1}, {3}, {7}};
    const double *const position[4] = {at[0], at[1], at[2], at[3]};
    for (int clones = 1; clones <= 4; clones++) {
        struct susceptibility s = susceptibility_of_clones(clones, position, 1, (int[]){0});
        assert_int_equal(isnan(s.delta_ab) != 0, clones < 2);
        assert_int_equal(isnan(s.delta_ab_error) != 0, clones < 3);
        assert_int_equal(isnan(s.chi_thermal) != 0, clones < 3);
        assert_int_equal(isnan(s.chi_thermal_error) != 0, clones < 4);
    }
    const double *const still[4] = {at[1], at[1], at[1], at[1]};
    struct susceptibility s = susceptibility_of_clones(4, still, 1, (int[]){0});
    assert_true(s.delta_ab == 0 && s.delta_ab_error == 0);
    assert_true(isnan(s.chi_thermal) && isnan(s.chi_thermal_error));
}

static void errors_of_a_mean_are_the_textbook_ones(void **state) {
    (void)state;
    /* 1 2 6: mean 3, sum of squares 4 + 1 + 9, error sqrt(14 / 3 / 2); leaving one out: 4, 3.5, 1.5 */
    double error;
    assert_true(mean_with_error(3, (double[]){1, 2, 6}, &error) == 3);
    assert_true(fabs(error - sqrt(14 / 6.0)) < 1e-15);
    assert_true(fabs(jackknife_error(3, (double[]){4, 3.5, 1.5}) - error) < 1e-15);
    assert_true(mean_with_error(1, (double[]){5}, &error) == 5 && isnan(error));
    assert_true(isnan(jackknife_error(2, (double[]){1, NAN})));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(independent_motion_with_unequal_amplitudes_gives_one),
        cmocka_unit_test(collective_motion_gives_the_number_of_particles),
        cmocka_unit_test(what_is_undefined_is_nan),
        cmocka_unit_test(errors_of_a_mean_are_the_textbook_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
