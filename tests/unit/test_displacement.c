/* Distances, participation ratios and displacement fields of cases worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "io/diameters.h"
#include "observables/displacement.h"

enum { N = 4 };

/* Irregular but exact positions, and the same displaced by d. */
static void displaced(const double d[3 * N], double a[3 * N], double b[3 * N]) {
    for (int k = 0; k < 3 * N; k++) {
        a[k] = k * k / 16.0 - 3;
        b[k] = a[k] + d[k];
    }
}

static void participation_counts_the_components_that_move(void **state) {
    (void)state;
    /* Every row has mean zero along each axis, so that removing the centre of mass changes nothing.
     * k components of equal size are k/2 pairs of +1 and -1. */
    static const struct {
        double d[3 * N];
        double participation, distance;
    } rows[] = {
        {{1, 0, 0, -1}, 2, 0.5},
        {{1, 2, 0, -1, -2}, 100.0 / 34, 2.5}, /* (1+1+4+4)^2 / (1+1+16+16) */
        {{0, 0, 0.5, 0, 0, -0.5, 0, 0, 0.5, 0, 0, -0.5}, 4, 0.25},
        {{1, 1, 1, -1, -1, -1, 1, 1, 1, -1, -1, -1}, 12, 3},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        double a[3 * N], b[3 * N];
        displaced(rows[r].d, a, b);
        assert_true(fabs(displacement_participation(N, a, b) - rows[r].participation) < 1e-14);
        assert_true(displacement_participation(N, b, a) == displacement_participation(N, a, b));
        assert_true(fabs(displacement_distance(N, a, b) - rows[r].distance) < 1e-15);
    }
}

static void participation_of_one_component_tends_to_one(void **state) {
    (void)state;
    /* One of n components along x moves by 1: about the mean it is 1 - 1/n, the others -1/n. With S2 = 1 -
     * 1/n and S4 = (1 - 1/n)^4 + (n - 1)/n^4 the ratio is S2^2/S4, which tends to 1. */
    enum { MANY = 1000 };
    static double a[3 * MANY], b[3 * MANY];
    b[0] = 1;
    const double n = MANY, s2 = 1 - 1 / n, s4 = pow(1 - 1 / n, 4) + (n - 1) / pow(n, 4);
    assert_true(fabs(displacement_participation(MANY, a, b) - s2 * s2 / s4) < 1e-12);
    assert_true(fabs(displacement_participation(MANY, a, b) - 1) < 2.1 / n);
}

static void a_translation_is_no_displacement(void **state) {
    (void)state;
    double d[3 * N], a[3 * N], b[3 * N], field[3 * N];
    for (int k = 0; k < 3 * N; k++)
        d[k] = 0.1 * (k % 3 + 1);
    displaced(d, a, b);
    assert_true(displacement_distance(N, a, b) < 1e-30);
    assert_true(displacement_field(N, a, b, field) < 1e-15);
    assert_true(isnan(displacement_participation(N, a, b)));
    assert_true(isnan(displacement_participation(N, a, a)));
}

static void the_field_points_from_a_to_b_about_the_mean(void **state) {
    (void)state;
    /* Along y the mean of 4, 0, 0, 0 is 1. */
    double a[3 * N], b[3 * N], field[3 * N];
    displaced((double[3 *N]){0, 4}, a, b);
    static const double expected[3 * N] = {0, 3, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0};
    assert_true(displacement_field(N, a, b, field) == 3);
    assert_memory_equal(field, expected, sizeof expected);
}

static void the_largest_half_comes_by_index_and_ties_go_to_the_lower(void **state) {
    (void)state;
    int largest[3];
    diameters_largest(7, (double[]){0.8, 1.2, 0.9, 1.1, 1.1, 1.1, 0.7}, largest);
    assert_memory_equal(largest, ((int[]){1, 3, 4}), sizeof largest);
    diameters_largest(5, (double[]){1, 1, 1, 1, 1}, largest);
    assert_memory_equal(largest, ((int[]){0, 1}), 2 * sizeof *largest);
}

static void
the_mean_squared_displacement_is_over_the_given_particles_without_removing_the_mean(void **state) {
    (void)state;
    double a[3 * N], b[3 * N], single[2];
    displaced((double[3 *N]){9, 9, 9, 1, 2, 2, 9, 9, 9, 3}, a, b);
    assert_true(displacement_msd(2, (int[]){1, 3}, a, b, single) == 9);
    assert_true(single[0] == 9 && single[1] == 9);
    assert_true(displacement_msd(1, (int[]){3}, b, a, NULL) == 9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(participation_counts_the_components_that_move),
        cmocka_unit_test(participation_of_one_component_tends_to_one),
        cmocka_unit_test(a_translation_is_no_displacement),
        cmocka_unit_test(the_field_points_from_a_to_b_about_the_mean),
        cmocka_unit_test(the_largest_half_comes_by_index_and_ties_go_to_the_lower),
        cmocka_unit_test(the_mean_squared_displacement_is_over_the_given_particles_without_removing_the_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
