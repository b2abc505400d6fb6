/* Line searches on slopes that are known functions: where they lead is compared with a bisection. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "landscape/line.h"

static const struct line_rule rule = {1e-6, 60};

/* Slopes with one zero, downhill before it, steep and flat on either side. */
static double straight(double alpha) {
    return 3.0 - 2.0 * alpha;
}
static double stiffening(double alpha) {
    return 1.0 - alpha * alpha * alpha;
}
static double softening(double alpha) {
    return 1.0 / (1.0 + alpha) - 0.25;
}
static double with_a_knee(double alpha) {
    return alpha < 0.7 ? 1.0 - 0.1 * alpha : 0.93 - 40.0 * (alpha - 0.7);
}
static double (*const slopes[])(double) = {straight, stiffening, softening, with_a_knee};
enum { SLOPES = sizeof slopes / sizeof *slopes };

static double zero_by_bisection(double (*slope)(double)) {
    double low = 0, high = 100;
    for (int k = 0; k < 200; k++)
        *(slope((low + high) / 2) > 0 ? &low : &high) = (low + high) / 2;
    return low;
}

static struct line begun(double (*slope)(double), double curvature, double longest) {
    struct line line = {.curvature = curvature, .longest = longest};
    line_begin(&line, slope(0), 1, slope(0) * slope(0));
    return line;
}

/* Whether the search came to the zero before it gave up. */
static bool searched(double (*slope)(double), bool bracket) {
    struct line line = begun(slope, NAN, 10);
    double at = 0, alpha = line_first(&line, 0.01);
    do {
        at += line_go(&line, alpha);
        line_found(&line, slope(at));
        alpha = bracket ? line_bracket(&line) : line_secant(&line);
    } while (!line_done(&line, &rule));
    assert_true(fabs(line.here.alpha - at) < 1e-12);
    if (!line_gave_up(&line, &rule))
        assert_true(fabs(at - zero_by_bisection(slope)) < 1e-4);
    return !line_gave_up(&line, &rule);
}

static void brackets_find_every_zero_and_secants_those_of_slopes_that_hardly_stiffen(void **state) {
    (void)state;
    const bool hardly_stiffens[SLOPES] = {true, false, true, false};
    for (int k = 0; k < SLOPES; k++) {
        assert_true(searched(slopes[k], true));
        assert_int_equal(searched(slopes[k], false), hardly_stiffens[k]);
    }
}

static void a_bracket_holds_the_zero_and_shrinks(void **state) {
    (void)state;
    for (int k = 0; k < SLOPES; k++) {
        struct line line = begun(slopes[k], NAN, 0.5);
        double width = INFINITY, zero = zero_by_bisection(slopes[k]), alpha = line_first(&line, 0.3);
        for (int step = 0; step < 20 && fabs(line.here.slope) > 1e-9; step++) {
            double before = line.here.alpha;
            line_go(&line, alpha);
            assert_true(line.here.alpha - before <= 0.5 + 1e-12); /* no step is longer */
            line_found(&line, slopes[k](line.here.alpha));
            alpha = line_bracket(&line);
            assert_true(line.low.alpha <= zero + 1e-9 && line.high.alpha >= zero - 1e-9);
            assert_true(line.high.alpha - line.low.alpha <= width);
            width = line.high.alpha - line.low.alpha;
            if (isfinite(width))
                assert_true(alpha > line.low.alpha && alpha < line.high.alpha);
        }
        assert_true(isfinite(width));
    }
}

static void on_a_parabola_the_curvature_of_one_point_gives_the_zero(void **state) {
    (void)state;
    struct line line = begun(straight, NAN, 10);
    line.dd = 4;
    line_go(&line, line_first(&line, 0.1));
    line_found(&line, straight(line.here.alpha));
    line_learn(&line);
    assert_true(fabs(line.curvature - 0.5) < 1e-12); /* 2 per |d|^2 = 4 */
    assert_true(fabs(line_secant(&line) - 0.3) < 1e-12 /* three times as far, not 1.5 */);
    line_begin(&line, 3.0, 4, 9);
    assert_true(fabs(line_first(&line, 0.1) - 1.5) < 1e-12);
    line.longest = 1;
    assert_true(line_first(&line, 0.1) == 1.0);
}

static void a_slope_that_does_not_fall_teaches_nothing(void **state) {
    (void)state;
    struct line line = begun(straight, 7, 10);
    line_go(&line, 0.5);
    line_found(&line, 4);
    line_learn(&line);
    assert_true(line.curvature == 7);
    assert_true(line_secant(&line) == 1.0);  /* twice as far */
    assert_true(line_bracket(&line) == 1.5); /* by twice as far */
}

static void a_search_ends_by_its_rule(void **state) {
    (void)state;
    const struct line_rule short_rule = {0.3, 4};
    struct line line = begun(straight, NAN, 10);
    const double found[] = {-3.0, 0.91, 0.89};
    const int done[] = {0, 0, 1};
    for (int k = 0; k < 3; k++) {
        line_found(&line, found[k]);
        assert_int_equal(line_done(&line, &short_rule), done[k]);
        assert_false(line_gave_up(&line, &short_rule));
    }
    line_found(&line, 2.0);
    assert_true(line_gave_up(&line, &short_rule) && line_done(&line, &short_rule));
}

/* f, and what stands of it at the start of the line, in two dimensions. */
static void directions_are_conjugate_or_steepest(void **state) {
    (void)state;
    const double f_old[2] = {3, 1}, d_old[2] = {3, 1}, f[2] = {-1, 2};
    const struct line_rule one = {0.3, 1}, two = {0.3, 2};
    struct line line = {.curvature = NAN};
    double ff = f[0] * f[0] + f[1] * f[1], f_f_old = f[0] * f_old[0] + f[1] * f_old[1];
    line_begin(&line, 10, 10, 10);
    line_found(&line, f[0] * d_old[0] + f[1] * d_old[1]);
    double beta = line_conjugate(&line, &two, ff, f_f_old);
    assert_true(fabs(beta - (5.0 - -1.0) / 10.0) < 1e-12);
    assert_true(line_conjugate(&line, &one, ff, f_f_old) == 0); /* it gave up */
    assert_true(line_polak_ribiere(&line, ff, 6.0) == 0);       /* the + of Polak-Ribiere+ */
    double d[2] = {f[0] + beta * d_old[0], f[1] + beta * d_old[1]};
    struct line uphill = line;
    uphill.here.slope = -10;
    assert_true(line_conjugate(&uphill, &two, ff, f_f_old) == 0);
    line_turn(&line, beta, ff);
    assert_true(fabs(line.start.slope - (f[0] * d[0] + f[1] * d[1])) < 1e-12);
    assert_true(fabs(line.dd - (d[0] * d[0] + d[1] * d[1])) < 1e-12);
    assert_true(line.ff == ff && line.evaluations == 0 && line.here.alpha == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brackets_find_every_zero_and_secants_those_of_slopes_that_hardly_stiffen),
        cmocka_unit_test(a_bracket_holds_the_zero_and_shrinks),
        cmocka_unit_test(on_a_parabola_the_curvature_of_one_point_gives_the_zero),
        cmocka_unit_test(a_slope_that_does_not_fall_teaches_nothing),
        cmocka_unit_test(a_search_ends_by_its_rule),
        cmocka_unit_test(directions_are_conjugate_or_steepest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
