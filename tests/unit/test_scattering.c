/* The self-intermediate scattering function of displacements whose answer is known. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "glass.h"
#include "observables/scattering.h"

static void of_a_frozen_configuration_it_is_one(void **state) {
    (void)state;
    struct glass glass = glass_random(50, 0.9, 1);
    assert_true(scattering_self(50, 7.0, glass.position, glass.position) == 1.0);
    glass_free(&glass);
}

static void of_one_displacement_it_is_the_sine_over_its_argument_in_any_direction(void **state) {
    (void)state;
    static const double direction[][3] = {{1, 0, 0}, {0, -1, 0}, {0.6, 0, 0.8}, {2 / 3.0, -1 / 3.0, 2 / 3.0}};
    static const double kr[] = {1e-9, 0.99e-4, 1.01e-4, 0.1, 1, 3.14159265358979, 10};
    for (size_t d = 0; d < sizeof direction / sizeof *direction; d++)
        for (size_t k = 0; k < sizeof kr / sizeof *kr; k++) {
            double a[6] = {1, 2, 3, 4, 5, 6}, b[6] = {1, 2, 3, 4, 5, 6}; /* one of two particles moves */
            for (int axis = 0; axis < 3; axis++)
                b[3 + axis] += kr[k] / 7.0 * direction[d][axis];
            assert_true(fabs(scattering_self(2, 7.0, a, b) - 0.5 * (1 + sin(kr[k]) / kr[k])) < 1e-14);
        }
}

static void of_gaussian_displacements_it_is_a_gaussian_of_k(void **state) {
    (void)state;
    enum { N = 20000 };
    double *a = allocate(3 * N, sizeof *a), *b = allocate(3 * N, sizeof *b);
    gsl_rng *rng = rng_stream(3, RNG_POSITIONS, 1, 0);
    for (int k = 0; k < 3 * N; k++) {
        a[k] = 10 * gsl_rng_uniform(rng);
        b[k] = a[k] + gsl_ran_gaussian(rng, 0.15);
    }
    for (double k = 1; k < 15; k *= 1.5) /* a single term has a variance below 1/2 */
        assert_true(fabs(scattering_self(N, k, a, b) - exp(-0.5 * pow(0.15 * k, 2))) <
                    4 * sqrt(0.5 / (double)N));
    for (double k = 1; k < 15; k *= 1.5)
        assert_true(fabs(scattering_cartesian(N, k, a, b) - exp(-0.5 * pow(0.15 * k, 2))) <
                    4 * sqrt(0.5 / 3 / (double)N));
    assert_true(fabs(scattering_cartesian(1, 2, (double[]){0, 0, 0}, (double[]){1, 0, 0}) -
                     (cos(2) + 2) / 3) < 1e-15);
    gsl_rng_free(rng);
    free(a);
    free(b);
}

static void the_decay_time_of_a_stretched_exponential_is_exact(void **state) {
    (void)state;
    for (double beta = 0.3; beta < 1.6; beta += 0.2) {
        double tau = 123.0, before = 50, after = 400;
        double found =
            scattering_decay_time(before, exp(-pow(before / tau, beta)), after, exp(-pow(after / tau, beta)));
        assert_true(near_to(tau, found, 1e-12));
    }
    /* where there is no logarithm, on a straight line; 1/e itself is met at the end */
    assert_true(near_to(5 * (1 - exp(-1)), scattering_decay_time(0, 1, 5, 0), 1e-14));
    assert_true(near_to(2 + 3 * (0.5 - exp(-1)) / 0.6, scattering_decay_time(2, 0.5, 5, -0.1), 1e-14));
    assert_true(near_to(8, scattering_decay_time(4, 0.9, 8, exp(-1)), 1e-14));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_frozen_configuration_it_is_one),
        cmocka_unit_test(of_one_displacement_it_is_the_sine_over_its_argument_in_any_direction),
        cmocka_unit_test(of_gaussian_displacements_it_is_a_gaussian_of_k),
        cmocka_unit_test(the_decay_time_of_a_stretched_exponential_is_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
