/* The origin of waiting times, against series made by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "dynamics/thermal.h"

/* After how many steps of a series a clone is at its bath's temperature 2; 0: not within them. Four steps are
 * a time 1. */
static int origin_of(int steps, const double *kinetic) {
    struct thermal *thermal = thermal_new(2, 0.25);
    int origin = 0;
    for (int k = 0; k < steps && origin == 0; k++)
        origin = thermal_pass(thermal, kinetic[k]) ? k + 1 : 0;
    thermal_free(thermal);
    return origin;
}

static void the_average_over_a_time_one_counts(void **state) {
    (void)state;
    /* averages over four: 5, 3.5, 2.25, 2.03 */
    assert_int_equal(origin_of(7, (double[]){8, 6, 4, 2, 2, 1, 3.12}), 7);
    /* passing through the bath's temperature in one step is not enough: 4, 3.25, 2.5, 2.5, 2.025 */
    assert_int_equal(origin_of(8, (double[]){6, 5, 3, 2, 3, 2, 3, 0.1}), 8);
    /* from below */
    assert_int_equal(origin_of(6, (double[]){0, 1, 2, 2, 2, 1.85}), 6);
}

static void there_is_none_before_a_time_one_nor_without_thermostat(void **state) {
    (void)state;
    assert_int_equal(origin_of(5, (double[]){2, 2, 2, 2, 2}), 4);
    assert_int_equal(origin_of(3, (double[]){2, 2, 2}), 0);
    assert_int_equal(origin_of(6, (double[]){2.1, 2.1, 2.1, 2.1, 2.1, 2.1}), 0);
}

static void the_last_average_is_told(void **state) {
    (void)state;
    struct thermal *thermal = thermal_new(2, 0.25);
    assert_true(isnan(thermal_mean(thermal)));
    for (int k = 1; k <= 5; k++)
        thermal_pass(thermal, k);
    assert_true(thermal_mean(thermal) == 3.5);
    thermal_free(thermal);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_average_over_a_time_one_counts),
        cmocka_unit_test(there_is_none_before_a_time_one_nor_without_thermostat),
        cmocka_unit_test(the_last_average_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
