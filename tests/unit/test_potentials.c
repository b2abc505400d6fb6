/* Each pair potential of list.inc: by hand, against differences, at its range, and what is assumed of all. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "glass.h"

static const double diameters[] = {SIGMA_MINIMUM, 0.9, 1.0, 1.27, SIGMA_MAXIMUM};

enum { DIAMETERS = 5, STEPS = 1000 };

static double energy_at(enum potential potential, double r, double sigma) {
    return potential_energy(potential, r * r, sigma * sigma);
}

static double force_at(enum potential potential, double r, double sigma) {
    return potential_pair(potential, r * r, sigma * sigma, NULL) * r;
}

static double curvature_at(enum potential potential, double r, double sigma) {
    return potential_curvature(potential, r * r, sigma * sigma);
}

/* Call check(potential, r, sigma, range) at distances over the whole range, from 0.5 sigma on. */
static void everywhere(void (*check)(enum potential, double, double, double)) {
    for (enum potential p = 0; p < POTENTIAL_COUNT; p++)
        for (int s = 0; s < DIAMETERS; s++) {
            double range = potential_range(p);
            for (int k = 0; k <= STEPS; k++)
                check(p, diameters[s] * (0.5 + (range - 1e-4 - 0.5) * k / STEPS), diameters[s],
                      range * diameters[s]);
        }
}

static void energies_and_forces_are_those_worked_out_by_hand(void **state) {
    (void)state;
    /* wca, s6 = (s/r)^6: V = 4 s6 (s6 - 1) + 1 and -V'/r = 48 s6 (s6 - 1/2) / r^2; powers of two are exact. */
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
        double energy;
        assert_true(wca_pair(rows[k].r2, rows[k].sigma2, &energy) == rows[k].force_over_r);
        assert_true(energy == rows[k].energy);
    }
    /* harmonic, r = s: V = 18 * 2^(2/3) (1 - 2^(1/6))^2 = 28.573218936 * 0.014996953276 and
     * -V'/r = 36 * 2^(2/3) * 0.12246204831 / s^2; r = s/2: overlap 0.62246204831, V = 28.573218936 *
     * 0.38745900159, -V'/r = 57.146437871 * 0.62246204831 * 2 / s^2. */
    assert_true(near_to(0.42851123, energy_at(POTENTIAL_HARMONIC, 1, 1), 1e-8));
    assert_true(near_to(0.42851123, energy_at(POTENTIAL_HARMONIC, 2, 2), 1e-8));
    assert_true(near_to(6.9982698, harmonic_pair(1, 1, NULL), 1e-8));
    assert_true(near_to(6.9982698 / 4, harmonic_pair(4, 4, NULL), 1e-8));
    assert_true(near_to(11.070950881, energy_at(POTENTIAL_HARMONIC, 0.5, 1), 1e-9));
    assert_true(near_to(71.142977539, harmonic_pair(0.25, 1, NULL), 1e-9));
    /* ipl12: 1.25^12 = 14.551915228, so c0 = -1.92414534861, c2 = 2.11106232533, c4 = -0.591097451092.
     * r = s: V = 1 + c0 + c2 + c4 and -V'/r = 12 - 2 c2 - 4 c4. */
    assert_true(near_to(0.59581952563, energy_at(POTENTIAL_IPL12, 1, 1), 1e-9));
    assert_true(near_to(0.59581952563, energy_at(POTENTIAL_IPL12, 2, 2), 1e-9));
    assert_true(near_to(10.1422651537, ipl12_pair(1, 1, NULL), 1e-10));
    assert_true(near_to(10.1422651537 / 4, ipl12_pair(4, 4, NULL), 1e-10));
}

static void mixed_diameters_are_those_worked_out_by_hand(void **state) {
    (void)state;
    static const struct {
        double a, b, mixed;
    } rows[] = {{1, 1, 1},
                {1, 1.5, 1.125 /* 1.25 * 0.9 */},
                {0.75, 1.25, 0.9},
                {0.75, 1.5, 0.95625 /* 1.125 * 0.85 */}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        assert_true(near_to(rows[k].mixed, nonadditive_sigma(rows[k].a, rows[k].b), 1e-15));
}

/* The derivative of a function of r by central differences of sixth order. */
static double slope(double (*function)(enum potential, double, double), enum potential potential, double r,
                    double sigma, double h) {
    static const double weight[] = {45, -9, 1};
    double sum = 0;
    for (int k = 1; k <= 3; k++)
        sum +=
            weight[k - 1] * (function(potential, r + k * h, sigma) - function(potential, r - k * h, sigma));
    return sum / (60 * h);
}

static void check_slopes(enum potential p, double r, double sigma, double range) {
    /* the stencil must not cross the range, and must be small against its distance where the force there is
     * no whole power of it */
    bool whole = potential_force_power(p) == floor(potential_force_power(p));
    double h = fmin(2e-3 * sigma, (range - r) / (whole ? 3.5 : 20));
    /* where value and slope vanish with a power of the distance, what is left of the difference is relative
     * to a larger number */
    double close = 1e-8 * (1 + 1 / (sigma * sigma));
    double force = force_at(p, r, sigma), curvature = curvature_at(p, r, sigma);
    assert_true(fabs(-slope(energy_at, p, r, sigma, h) - force) <= 1e-8 * fabs(force) + 1e-3 * close);
    assert_true(fabs(-slope(force_at, p, r, sigma, h) - curvature) <= 1e-7 * fabs(curvature) + close);
}

static void forces_are_the_slopes_of_energies_and_curvatures_those_of_forces(void **state) {
    (void)state;
    everywhere(check_slopes);
}

static void check_assumed(enum potential p, double r, double sigma, double range) {
    (void)range;
    assert_true(energy_at(p, r, sigma) > 0);
    assert_true(force_at(p, r, sigma) > 0);
    assert_true(curvature_at(p, r, sigma) > 0);
}

static void inside_their_range_potentials_are_positive_repulsive_and_convex(void **state) {
    (void)state;
    everywhere(check_assumed);
}

static void value_and_slope_are_continuous_at_the_range_and_zero_behind_it(void **state) {
    (void)state;
    for (enum potential p = 0; p < POTENTIAL_COUNT; p++)
        for (int s = 0; s < DIAMETERS; s++) {
            double sigma = diameters[s], range = potential_range(p) * sigma;
            /* V'' in a shell inside the range bounds how far value and slope may have come there */
            double most = curvature_at(p, range * (1 - 2e-3), sigma) * sigma * sigma;
            for (double inside = 1e-3; inside > 1e-15; inside /= 10) {
                double r = range * (1 - inside), overlap = potential_range(p) * inside;
                assert_true(fabs(energy_at(p, r, sigma)) <= 0.51 * most * overlap * overlap + 2e-15);
                assert_true(fabs(force_at(p, r, sigma)) * sigma <= 1.02 * most * overlap + 1e-13);
            }
            for (double outside = 1e-14; outside < 100; outside *= 10) {
                assert_true(energy_at(p, range * (1 + outside), sigma) == 0);
                assert_true(force_at(p, range * (1 + outside), sigma) == 0);
                assert_true(curvature_at(p, range * (1 + outside), sigma) == 0);
            }
        }
}

static void second_derivatives_at_the_range_are_those_of_the_headers(void **state) {
    (void)state;
    assert_true(near_to(36 * pow(2, 2.0 / 3), HARMONIC_K, 1e-15));
    for (int s = 0; s < DIAMETERS; s++) {
        double sigma = diameters[s], just_inside = 1 - 1e-9, square = sigma * sigma;
        assert_true(near_to(
            HARMONIC_K, curvature_at(POTENTIAL_WCA, WCA_RANGE * sigma * just_inside, sigma) * square, 1e-7));
        assert_true(
            near_to(HARMONIC_K, curvature_at(POTENTIAL_HARMONIC, 0.7 * sigma, sigma) * square, 1e-12));
        assert_true(fabs(curvature_at(POTENTIAL_IPL12, IPL12_RANGE * sigma * just_inside, sigma)) * square <
                    1e-6);
    }
}

/* By energies that fall with (range - r)^(1 + power) */
static void forces_vanish_at_the_range_with_their_power(void **state) {
    (void)state;
    for (enum potential p = 0; p < POTENTIAL_COUNT; p++) {
        double range = potential_range(p), once = force_at(p, range - 1e-5, 1),
               twice = force_at(p, range - 2e-5, 1);
        assert_true(fabs(log2(twice / once) - potential_force_power(p)) < 1e-3);
    }
}

static void sigma_is_symmetric_grows_and_is_never_above_the_larger_diameter(void **state) {
    (void)state;
    enum { GRID = 60 };
    for (enum potential p = 0; p < POTENTIAL_COUNT; p++)
        for (int i = 0; i <= GRID; i++)
            for (int j = 0; j <= GRID; j++) {
                double step = (SIGMA_MAXIMUM - SIGMA_MINIMUM) / GRID;
                double a = SIGMA_MINIMUM + step * i, b = SIGMA_MINIMUM + step * j;
                double sigma = potential_sigma(p, a, b);
                assert_true(sigma == potential_sigma(p, b, a));
                assert_true(sigma <= fmax(a, b) && sigma > 0);
                assert_true(potential_sigma(p, a + step, b) > sigma);
            }
}

/* What exchanges use, on numbers; that vectors give the same is in test_kernel.c. */
static void check_contact(enum potential p, double r, double sigma, double range) {
    double energy = energy_at(p, r, sigma), nearness = potential_nearness(p, r * r), contact = NAN;
#define EACH(NAME, name, with)                                                                               \
    if (p == POTENTIAL_##NAME)                                                                               \
        contact = name##_contact(nearness, sigma * sigma);
    POTENTIALS(EACH, )
#undef EACH
    assert_true(fabs(contact - energy) <= 1e-12 * energy + 1e-13);
    assert_true(potential_nearness(p, range * range) < nearness);
}

static void contacts_have_the_energy_of_pairs(void **state) {
    (void)state;
    everywhere(check_contact);
}

static void names_are_those_of_options_and_labels(void **state) {
    (void)state;
    assert_string_equal(POTENTIAL_CHOICES, "wca|harmonic|ipl12");
    assert_string_equal(potential_name(POTENTIAL_IPL12), "ipl12");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(energies_and_forces_are_those_worked_out_by_hand),
        cmocka_unit_test(mixed_diameters_are_those_worked_out_by_hand),
        cmocka_unit_test(forces_are_the_slopes_of_energies_and_curvatures_those_of_forces),
        cmocka_unit_test(inside_their_range_potentials_are_positive_repulsive_and_convex),
        cmocka_unit_test(value_and_slope_are_continuous_at_the_range_and_zero_behind_it),
        cmocka_unit_test(second_derivatives_at_the_range_are_those_of_the_headers),
        cmocka_unit_test(forces_vanish_at_the_range_with_their_power),
        cmocka_unit_test(sigma_is_symmetric_grows_and_is_never_above_the_larger_diameter),
        cmocka_unit_test(contacts_have_the_energy_of_pairs),
        cmocka_unit_test(names_are_those_of_options_and_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
