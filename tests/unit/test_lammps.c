/* Types of particles by their diameters, as a data file has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "io/lammps.h"

static struct frame *made(int n, const double *sigma) {
    struct frame *frame = frame_new(n, 9);
    for (int i = 0; i < n; i++)
        frame->sigma[i] = sigma[i];
    return frame;
}

static void each_diameter_is_a_type_in_ascending_order(void **state) {
    (void)state;
    struct frame *frame = made(4, (const double[]){1.25, 0.75, 1.25, 1});
    struct types types = types_of(frame, 0);
    assert_int_equal(types.count, 3);
    assert_true(types.sigma[0] == 0.75 && types.sigma[1] == 1 && types.sigma[2] == 1.25);
    assert_true(types.of[0] == 2 && types.of[1] == 0 && types.of[2] == 2 && types.of[3] == 1);
    assert_true(types.largest == 0);
    types_free(&types);
    frame_free(frame);
}

static void fewer_types_have_the_mean_of_as_many_particles_each(void **state) {
    (void)state;
    struct frame *frame = made(4, (const double[]){1.25, 0.75, 1.5, 1});
    struct types types = types_of(frame, 2);
    assert_int_equal(types.count, 2);
    assert_true(types.sigma[0] == 0.875 && types.sigma[1] == 1.375);
    assert_true(types.of[0] == 1 && types.of[1] == 0 && types.of[2] == 1 && types.of[3] == 0);
    assert_true(types.largest == 0.125);
    types_free(&types);
    frame_free(frame);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_diameter_is_a_type_in_ascending_order),
        cmocka_unit_test(fewer_types_have_the_mean_of_as_many_particles_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
