/* Climbs on surfaces of one particle whose saddles are known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "landscape/climb.h"

/* V = (x^2 - 1)^2 + y^2 + 2 z^2: minima at x = -1 and 1, a saddle at the origin with V = 1 and the curvature
 * -4 along x. */
static double double_well(void *context, const double *x, double *f) {
    (void)context;
    double well = x[0] * x[0] - 1;
    f[0] = -4 * x[0] * well;
    f[1] = -2 * x[1];
    f[2] = -4 * x[2];
    return well * well + x[1] * x[1] + 2 * x[2] * x[2];
}

/* Nothing but a valley, and no end of it: V = x^2 + 2 y^2 + 3 z^2. */
static double bowl(void *context, const double *x, double *f) {
    (void)context;
    for (int axis = 0; axis < 3; axis++)
        f[axis] = -2 * (axis + 1) * x[axis];
    return x[0] * x[0] + 2 * x[1] * x[1] + 3 * x[2] * x[2];
}

/* Uphill in one direction alone, V = z^2 - y^2/2 - 2 x^2, with a contact just open along y, which
 * stops it. */
static double contact(void *context, const double *x, double *f) {
    const bool *closes = context;
    double overlap = fabs(x[1]) - 1e-6;
    bool touches = *closes && overlap > 0;
    f[0] = 4 * x[0];
    f[1] = x[1] - (touches ? 50 * copysign(overlap, x[1]) : 0);
    f[2] = -2 * x[2];
    return x[2] * x[2] - x[1] * x[1] / 2 - 2 * x[0] * x[0] + (touches ? 25 * overlap * overlap : 0);
}

static void a_curvature_is_that_along_its_direction(void **state) {
    (void)state;
    for (int closes = 0; closes <= 1; closes++) {
        bool with_contact = closes;
        double curvature[4];
        struct climber *climber = climber_new(3, contact, &with_contact);
        double *mode = climber_mode(climber);
        for (int axis = 0; axis < 3; axis++)
            mode[axis] = 1 / sqrt(3);
        assert_int_equal(climber_curvatures(climber, 10, 4, curvature), 3);
        assert_true(fabs(curvature[0] + 4) < 1e-6 || closes);
        if (closes) { /* only x leads down */
            assert_true(curvature[0] < -3 && curvature[1] > 1);
        } else {
            assert_true(fabs(curvature[1] + 1) < 1e-6 && fabs(curvature[2] - 2) < 1e-6);
            assert_true(fabs(fabs(mode[0]) - 1) < 1e-6);
        }
        climber_free(climber);
    }
}

enum { MOST = 1000000 };

static struct climb climb_from(climb_surface *surface, const double at[3], double floor, double ceiling,
                               double end[3]) {
    struct climber *climber = climber_new(3, surface, NULL);
    double *position = climber_position(climber), *mode = climber_mode(climber);
    for (int axis = 0; axis < 3; axis++) {
        position[axis] = at[axis];
        mode[axis] = 1 / sqrt(3);
    }
    struct climb climb = climber_run(climber, 1e-8, floor, ceiling, MOST);
    for (int axis = 0; axis < 3; axis++)
        end[axis] = position[axis];
    climber_free(climber);
    return climb;
}

static void a_climb_ends_on_the_saddle(void **state) {
    (void)state;
    double end[3];
    struct climb climb = climb_from(double_well, (double[]){0.3, 0.2, -0.1}, -INFINITY, INFINITY, end);
    assert_true(climb.converged && climb.max_force <= 1e-8);
    assert_true(fabs(climb.energy - 1) < 1e-12);
    assert_true(fabs(climb.curvature + 4) < 1e-6);
    assert_true(fabs(climb.distance - sqrt(0.14)) < 1e-6);
    for (int axis = 0; axis < 3; axis++)
        assert_true(fabs(end[axis]) < 1e-7);
}

static void it_gives_up_at_the_floor_and_at_the_ceiling(void **state) {
    (void)state;
    double end[3];
    struct climb low = climb_from(double_well, (double[]){0.3, 1, 0}, 1.1, INFINITY, end);
    assert_true(!low.converged && low.energy <= 1.1);
    struct climb high = climb_from(double_well, (double[]){0.5, 0, 0}, -INFINITY, 0.6, end);
    assert_true(!high.converged && high.energy > 0.6);
}

static void in_a_valley_it_ends_long_before_its_evaluations_do(void **state) {
    (void)state;
    double end[3];
    struct climb climb = climb_from(bowl, (double[]){1, 0.5, 0.5}, -INFINITY, INFINITY, end);
    assert_true(!climb.converged && climb.curvature > 0 && climb.max_force > 1e-8);
    assert_in_range(climb.evaluations, 1, 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_climb_ends_on_the_saddle),
        cmocka_unit_test(a_curvature_is_that_along_its_direction),
        cmocka_unit_test(it_gives_up_at_the_floor_and_at_the_ceiling),
        cmocka_unit_test(in_a_valley_it_ends_long_before_its_evaluations_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
