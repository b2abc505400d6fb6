/* T_0, T_d and T_g from relaxation times made by hand. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "observables/relaxation.h"
#include "base/rng.h"

enum { COUNT = 12 };

/* Arrhenius down to T_0 = 1, where tau = 2; from there E and J^2 (1/T - 1/T_0)^2 more. */
static const double energy = 2, j = 3, tau_0 = 2;
static const double temperature[COUNT] = {2, 1.7, 1.4, 1.2, 1, 0.9, 0.8, 0.72, 0.66, 0.6, 0.55, 0.5};

static double log_tau(double t) {
    double x = 1 / t - 1;
    return log(tau_0) + energy * x + (x > 0 ? j * j * x * x : 0);
}

/* Where ln tau is by this much above ln tau_0 */
static double temperature_of(double more) {
    return 1 / (1 + (-energy + sqrt(energy * energy + 4 * j * j * more)) / (2 * j * j));
}

static struct relaxation fit_of(int count, double noise, int64_t seed) {
    struct relaxation_point points[COUNT];
    gsl_rng *rng = rng_stream((uint64_t)seed, RNG_POSITIONS, 1, 1);
    for (int k = 0; k < count; k++) {
        double tau = exp(log_tau(temperature[k]) + (noise > 0 ? gsl_ran_gaussian(rng, noise) : 0));
        points[k] = (struct relaxation_point){temperature[k], tau, tau * fmax(noise, 1e-3)};
    }
    gsl_rng_free(rng);
    return relaxation_fit(count, points);
}

static bool within(const struct relaxation *fit, enum relaxation_quantity quantity, double expected) {
    return fabs(fit->value[quantity] - expected) <= fit->error[quantity];
}

static void exact_times_give_exact_temperatures(void **state) {
    (void)state;
    struct relaxation fit = fit_of(COUNT, 0, 1);
    assert_true(fabs(fit.value[ONSET_TEMPERATURE] - 1) < 2e-3);
    assert_true(fabs(fit.value[TAU_0] - tau_0) < 0.01);
    assert_true(fabs(fit.value[ARRHENIUS_ENERGY] - energy) < 0.01);
    assert_true(fabs(fit.value[PARABOLIC_J] - j) < 0.01);
    assert_true(fabs(fit.value[COMPUTER_TEMPERATURE] - temperature_of(log(1e4))) < 1e-3);
    assert_true(fabs(fit.value[GLASS_TEMPERATURE] - temperature_of(log(1e12))) < 1e-3);
    assert_int_equal(fit.extrapolated, temperature_of(log(1e4)) < 0.5);
}

/* Arrhenius with an energy of 5, to which 2 (1/T - 1)^2 comes: the lowest point of the parabola lies at T = -4. */
static void a_parabola_that_is_lowest_beyond_infinite_temperature_is_a_law(void **state) {
    (void)state;
    struct relaxation_point points[COUNT];
    for (int k = 0; k < COUNT; k++) {
        double x = 1 / temperature[k], more = fmax(0, x - 1), tau = exp(5 * x + 2 * more * more);
        points[k] = (struct relaxation_point){temperature[k], tau, 0.001 * tau};
    }
    struct relaxation fit = relaxation_fit(COUNT, points);
    assert_true(fabs(fit.value[PARABOLIC_TEMPERATURE] + 4) < 0.1);
    double tau = relaxation_time(fit.value[PARABOLIC_TAU], fit.value[PARABOLIC_J],
                                 fit.value[PARABOLIC_TEMPERATURE], temperature[COUNT - 1]);
    assert_true(fabs(tau / points[COUNT - 1].tau - 1) < 1e-6);
}

static void noise_leaves_them_within_their_errors_as_often_as_it_should(void **state) {
    (void)state;
    int of_0 = 0, of_j = 0, of_d = 0, of_g = 0, held = 0;
    for (int seed = 1; seed <= 100; seed++) {
        struct relaxation fit = fit_of(COUNT, 0.05, seed);
        of_0 += within(&fit, ONSET_TEMPERATURE, 1);
        of_j += within(&fit, PARABOLIC_J, j);
        of_d += within(&fit, COMPUTER_TEMPERATURE, temperature_of(log(1e4)));
        of_g += within(&fit, GLASS_TEMPERATURE, temperature_of(log(1e12)));
        held += fit.parabolic_holds;
    }
    assert_in_range(of_0, 60, 100);
    assert_in_range(of_j, 60, 100);
    assert_in_range(of_d, 60, 100);
    assert_in_range(of_g, 60, 100);
    assert_in_range(held, 90, 100);
}

static void a_law_that_does_not_hold_is_told(void **state) {
    (void)state;
    struct relaxation_point points[COUNT];
    for (int k = 0; k < COUNT; k++) { /* a kink in the cold */
        double tau = exp(log_tau(temperature[k]) + (temperature[k] < 0.62 ? 3 : 0));
        points[k] = (struct relaxation_point){temperature[k], tau, 0.02 * tau};
    }
    struct relaxation fit = relaxation_fit(COUNT, points);
    assert_true(!fit.curve_holds && !fit.parabolic_holds);
    assert_true(fit.parabolic_chi2 > 10);
}

static void a_liquid_that_is_never_sluggish_has_no_glass_temperature(void **state) {
    (void)state;
    struct relaxation fit = fit_of(5, 0.01, 1);
    assert_int_equal(fit.arrhenius_points, 5);
    assert_true(fit.curve_holds &&
                fabs(fit.value[ARRHENIUS_ENERGY] - energy) < 5 * fit.error[ARRHENIUS_ENERGY]);
    assert_true(isnan(fit.value[ONSET_TEMPERATURE]));
    assert_true(isnan(fit.value[GLASS_TEMPERATURE]) && isnan(fit.error[GLASS_TEMPERATURE]));
}

static void the_time_on_the_law_is_that_which_it_was_made_with(void **state) {
    (void)state;
    /* J (1/0.5 - 1/1) = 3: e^9 */
    assert_true(fabs(relaxation_time(2, 3, 1, 0.5) / (2 * exp(9)) - 1) < 1e-14);
    assert_true(relaxation_time(2, 3, 1, 1) == 2);
    assert_true(isnan(relaxation_time(2, 3, 1, 1e-3)));
    struct relaxation fit = fit_of(COUNT, 0, 1);
    double tau = relaxation_time(fit.value[PARABOLIC_TAU], fit.value[PARABOLIC_J],
                                 fit.value[PARABOLIC_TEMPERATURE], fit.value[COMPUTER_TEMPERATURE]);
    assert_true(fabs(tau / (1e4 * fit.value[TAU_0]) - 1) < 1e-8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_times_give_exact_temperatures),
        cmocka_unit_test(a_parabola_that_is_lowest_beyond_infinite_temperature_is_a_law),
        cmocka_unit_test(noise_leaves_them_within_their_errors_as_often_as_it_should),
        cmocka_unit_test(a_law_that_does_not_hold_is_told),
        cmocka_unit_test(a_liquid_that_is_never_sluggish_has_no_glass_temperature),
        cmocka_unit_test(the_time_on_the_law_is_that_which_it_was_made_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
