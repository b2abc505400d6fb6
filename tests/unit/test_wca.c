/* Pair energies and forces: by hand, against differences of the energy, and at the cutoff. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "glass.h"

struct interaction {
    double (*energy)(double r2, double sigma2);
    double (*force_over_r)(double r2, double sigma2);
};

static const struct interaction interactions[] = {{wca_energy, wca_force_over_r},
                                                  {harmonic_energy, harmonic_force_over_r}};
static const double diameters[] = {SIGMA_MINIMUM, 0.9, 1.0, 1.27, SIGMA_MAXIMUM};

enum { INTERACTIONS = 2, DIAMETERS = 5 };

static double energy_at(const struct interaction *interaction, double r, double sigma) {
    return interaction->energy(r * r, sigma * sigma);
}

static double force_at(const struct interaction *interaction, double r, double sigma) {
    return interaction->force_over_r(r * r, sigma * sigma) * r;
}

static void energies_and_forces_are_those_worked_out_by_hand(void **state) {
    (void)state;
    /* With s6 = (s/r)^6: V = 4 s6 (s6 - 1) + 1 and -V'/r = 48 s6 (s6 - 1/2) / r^2; powers of two are exact.
     */
    static const struct {
        double r2, sigma2, energy, force_over_r;
    } rows[] = {
        {1, 1, 1, 24},            /* s6 = 1 */
        {4, 4, 1, 6},             /* the same at twice the size */
        {0.5, 1, 225, 5760},      /* s6 = 8: 4 * 8 * 7 + 1; 48 * 8 * 7.5 * 2 */
        {0.25, 1, 16129, 780288}, /* s6 = 64: 4 * 64 * 63 + 1; 48 * 64 * 63.5 * 4 */
        {1, 0.79, 0, 0},          /* sigma^2 below 2^(-1/3) = 0.7937: out of range */
        {2, 1, 0, 0},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        assert_true(wca_energy(rows[k].r2, rows[k].sigma2) == rows[k].energy);
        assert_true(wca_force_over_r(rows[k].r2, rows[k].sigma2) == rows[k].force_over_r);
    }
    /* r = s: V = 18 * 2^(2/3) (1 - 2^(1/6))^2 = 28.573218936 * 0.014996953276 and
     * -V'/r = 36 * 2^(2/3) * 0.12246204831 / s^2; r = s/2: overlap 0.62246204831, V = 28.573218936 *
     * 0.38745900159, -V'/r = 57.146437871 * 0.62246204831 * 2 / s^2. */
    assert_true(near_to(0.42851123, harmonic_energy(1, 1), 1e-8));
    assert_true(near_to(0.42851123, harmonic_energy(4, 4), 1e-8));
    assert_true(near_to(6.9982698, harmonic_force_over_r(1, 1), 1e-8));
    assert_true(near_to(6.9982698 / 4, harmonic_force_over_r(4, 4), 1e-8));
    assert_true(near_to(11.070950881, harmonic_energy(0.25, 1), 1e-9));
    assert_true(near_to(71.142977539, harmonic_force_over_r(0.25, 1), 1e-9));
    assert_true(harmonic_energy(1, 0.79) == 0);
    assert_true(harmonic_force_over_r(1, 0.79) == 0);
}

static void mixed_diameters_are_those_worked_out_by_hand(void **state) {
    (void)state;
    static const struct {
        double a, b, mixed;
    } rows[] = {{1, 1, 1},
                {1, 1.5, 1.125 /* 1.25 * 0.9 */},
                {0.75, 1.25, 0.9},
                {0.75, 1.5, 0.95625 /* 1.125 * 0.85 */}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        assert_true(near_to(rows[k].mixed, wca_sigma(rows[k].a, rows[k].b), 1e-15));
        assert_true(wca_sigma(rows[k].a, rows[k].b) == wca_sigma(rows[k].b, rows[k].a));
    }
}

/* -dV/dr by central differences of sixth order. */
static double force_by_differences(const struct interaction *interaction, double r, double sigma, double h) {
    static const double weight[] = {45, -9, 1};
    double sum = 0;
    for (int k = 1; k <= 3; k++)
        sum += weight[k - 1] *
               (energy_at(interaction, r + k * h, sigma) - energy_at(interaction, r - k * h, sigma));
    return -sum / (60 * h);
}

static void forces_are_the_slopes_of_the_energies(void **state) {
    (void)state;
    for (int p = 0; p < INTERACTIONS; p++)
        for (int s = 0; s < DIAMETERS; s++) {
            double sigma = diameters[s], cutoff = pow(2, 1.0 / 6) * sigma;
            for (int k = 0; k <= 1000; k++) { /* nearly up to the cutoff, which the stencil must not cross */
                double r = sigma * (0.5 + (pow(2, 1.0 / 6) - 1e-4 - 0.5) * k / 1000);
                double h = fmin(2e-3 * sigma, (cutoff - r) / 3.5);
                double by_differences = force_by_differences(&interactions[p], r, sigma, h);
                assert_true(near_to(by_differences, force_at(&interactions[p], r, sigma), 1e-8));
            }
        }
}

static void value_and_slope_are_continuous_at_the_cutoff_and_zero_behind_it(void **state) {
    (void)state;
    for (int p = 0; p < INTERACTIONS; p++)
        for (int s = 0; s < DIAMETERS; s++) {
            double sigma = diameters[s], cutoff = pow(2, 1.0 / 6) * sigma;
            for (double inside = 1e-3; inside > 1e-15; inside /= 10) {
                double r = cutoff * (1 - inside), overlap = pow(2, 1.0 / 6) * inside;
                double energy = energy_at(&interactions[p], r, sigma);
                double force = force_at(&interactions[p], r, sigma);
                assert_true(fabs(energy) <= 0.51 * 57.15 * overlap * overlap + 1e-15);
                assert_true(fabs(force) * sigma <= 1.02 * 57.15 * overlap + 1e-13);
                assert_true(force > 0 || inside < 1e-14);
            }
            for (double outside = 1e-15; outside < 100; outside *= 10) {
                assert_true(energy_at(&interactions[p], cutoff * (1 + outside), sigma) <= 1e-15);
                assert_true(force_at(&interactions[p], cutoff * (1 + outside), sigma) <= 1e-13);
                if (outside > 1e-14) {
                    assert_true(energy_at(&interactions[p], cutoff * (1 + outside), sigma) == 0);
                    assert_true(force_at(&interactions[p], cutoff * (1 + outside), sigma) == 0);
                }
            }
        }
}

static void both_have_the_second_derivative_at_the_cutoff(void **state) {
    (void)state;
    assert_true(near_to(57.15, HARMONIC_K, 1e-4));
    assert_true(near_to(36 * pow(2, 2.0 / 3), HARMONIC_K, 1e-15));
    for (int p = 0; p < INTERACTIONS; p++)
        for (int s = 0; s < DIAMETERS; s++) {
            double sigma = diameters[s], cutoff = pow(2, 1.0 / 6) * sigma;
            /* V'' = -dF/dr, and F = 0 at the cutoff: two one-sided differences, extrapolated to h = 0 */
            double h = 1e-6 * sigma;
            double once = force_at(&interactions[p], cutoff - h, sigma) / h;
            double twice = force_at(&interactions[p], cutoff - 2 * h, sigma) / (2 * h);
            assert_true(near_to(57.146437870855181 / (sigma * sigma), 2 * once - twice, 1e-7));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(energies_and_forces_are_those_worked_out_by_hand),
        cmocka_unit_test(mixed_diameters_are_those_worked_out_by_hand),
        cmocka_unit_test(forces_are_the_slopes_of_the_energies),
        cmocka_unit_test(value_and_slope_are_continuous_at_the_cutoff_and_zero_behind_it),
        cmocka_unit_test(both_have_the_second_derivative_at_the_cutoff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
