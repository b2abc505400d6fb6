/* Lines of hard spheres with an effective diameter, from temperatures made by hand. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/rng.h"
#include "observables/soft_spheres.h"

enum { COUNT = 6 };
static const double energy = 2.5, phi_d = 0.7, phi_g = 0.75;
static const double phi[COUNT] = {0.8, 0.85, 0.9, 1, 1.1, 1.2};

/* Where hard spheres of the effective diameter fill phi_0: by bisection of V(r) = a T, at sigma = 1. */
static double temperature_at(double density, double phi_0) {
    double low = 0, high = 1e3;
    for (int step = 0; step < 200; step++) {
        double t = (low + high) / 2, near = 0.5, far = pow(2, 1. / 6);
        for (int k = 0; k < 100; k++) {
            double r = (near + far) / 2, sixth = pow(r, -6);
            *(4 * (sixth * sixth - sixth) + 1 > energy * t ? &near : &far) = r;
        }
        *(density * pow(near, 3) / sqrt(2) > phi_0 ? &low : &high) = t;
    }
    return low;
}

static struct soft_line line_of(double noise, gsl_rng *rng, struct soft_point *points) {
    static double exact[COUNT];
    for (int k = 0; k < COUNT; k++) {
        if (exact[k] == 0)
            exact[k] = temperature_at(phi[k], phi_d);
        double t = exact[k];
        points[k] = (struct soft_point){phi[k], t * (1 + (rng == NULL ? 0 : gsl_ran_gaussian(rng, noise))),
                                        fmax(noise, 1e-6) * t};
    }
    return soft_line_fit(COUNT, points);
}

static void the_effective_diameter_is_where_the_potential_is_in_proportion_to_the_temperature(void **state) {
    (void)state;
    struct soft_point points[COUNT];
    struct soft_line line = line_of(0, NULL, points);
    assert_true(fabs(line.energy - energy) < 1e-9 && fabs(line.phi_d - phi_d) < 1e-10);
    assert_true(line.holds);
    for (int k = 0; k < COUNT; k++) {
        double t_g = temperature_at(phi[k], phi_g);
        assert_true(fabs(soft_temperature(&line, phi[k]) / points[k].temperature - 1) < 1e-8);
        assert_true(fabs(soft_effective_phi(&line, phi[k], t_g) - phi_g) < 1e-9);
        assert_true(fabs(soft_ratio(&line, phi_g, phi[k]) / (t_g / points[k].temperature) - 1) < 1e-7);
    }
}

static void the_ratio_falls_to_nothing_where_hard_spheres_are_that_dense(void **state) {
    (void)state;
    struct soft_point points[COUNT];
    struct soft_line line = line_of(0, NULL, points);
    for (int k = 1; k < COUNT; k++)
        assert_true(soft_ratio(&line, phi_g, phi[k]) > soft_ratio(&line, phi_g, phi[k - 1]));
    assert_true(soft_ratio(&line, phi_g, 0.74) == 0);
    assert_true(soft_temperature(&line, 0.69) == 0);
    assert_true(isnan(soft_ratio(&line, phi_g, 0.69)));
    /* far from both it is that of their hard spheres alone */
    assert_true(fabs(soft_ratio(&line, phi_g, 1e6) - pow(phi_d / phi_g, 4)) < 1e-9);
}

static double phi_d_of(const struct soft_line *line, const void *context) {
    (void)context;
    return line->phi_d;
}
/* of a glass at 1.1 with this temperature */
static double ratio_of(const struct soft_line *line, const void *temperature) {
    return soft_ratio(line, soft_effective_phi(line, 1.1, *(const double *)temperature), 0.85);
}

static void errors_are_what_many_runs_scatter_by(void **state) {
    (void)state;
    int of_d = 0, of_ratio = 0, held = 0;
    double exact = temperature_at(0.85, phi_g) / temperature_at(0.85, phi_d),
           t_g = temperature_at(1.1, phi_g);
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 1);
    for (int run = 0; run < 100; run++) {
        struct soft_point points[COUNT];
        struct soft_line line = line_of(0.02, rng, points);
        held += line.holds;
        of_d += fabs(line.phi_d - phi_d) < soft_error(COUNT, points, phi_d_of, NULL);
        of_ratio += fabs(ratio_of(&line, &t_g) - exact) < soft_error(COUNT, points, ratio_of, &t_g);
    }
    gsl_rng_free(rng);
    assert_in_range(of_d, 55, 81);
    assert_in_range(of_ratio, 55, 81);
    assert_in_range(held, 94, 100);
}

static void temperatures_that_do_not_rise_make_no_line(void **state) {
    (void)state;
    struct soft_point points[] = {{0.8, 1, 0.01}, {0.9, 0.9, 0.01}, {1, 0.8, 0.01}};
    struct soft_line line = soft_line_fit(3, points);
    assert_true(isnan(line.energy) && isnan(line.phi_d) && !line.holds);
    assert_true(isnan(soft_temperature(&line, 1)) && isnan(soft_ratio(&line, 0.7, 1)));
    assert_true(isnan(soft_error(3, points, phi_d_of, NULL)));
    /* two points leave nothing to judge by */
    points[1].temperature = 3;
    line = soft_line_fit(2, points);
    assert_true(line.holds && isnan(line.chi2));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_effective_diameter_is_where_the_potential_is_in_proportion_to_the_temperature),
        cmocka_unit_test(the_ratio_falls_to_nothing_where_hard_spheres_are_that_dense),
        cmocka_unit_test(errors_are_what_many_runs_scatter_by),
        cmocka_unit_test(temperatures_that_do_not_rise_make_no_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
