/* Where a packing unjams: a crystal whose phi_J is known, on both ways to it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "glass.h"
#include "landscape/jamming.h"

static void the_intercept_is_that_of_the_line_near_zero_pressure(void **state) {
    (void)state;
    const double pressure[] = {1, 3e-3, 1e-3, 2e-3};
    double phi[4], error;
    int points;
    for (int k = 0; k < 4; k++)
        phi[k] = 0.84 + pressure[k] / 15;
    phi[0] = 0.87; /* too far away to count */
    assert_true(near_to(0.84, jamming_intercept(4, phi, pressure, &error, &points), 1e-14));
    assert_int_equal(points, 3);
    assert_true(error < 1e-12);
    phi[1] += 3e-6; /* off the line: phi - 0.84 = a p + b with weights 1/p^2, by hand */
    double sums[5] = {0};
    for (int k = 1; k < 4; k++) {
        double w = 1 / (pressure[k] * pressure[k]);
        sums[0] += w;
        sums[1] += w * pressure[k];
        sums[2] += 1;
        sums[3] += w * (phi[k] - 0.84);
        sums[4] += w * pressure[k] * (phi[k] - 0.84);
    }
    double expected = (sums[3] * sums[2] - sums[4] * sums[1]) / (sums[0] * sums[2] - sums[1] * sums[1]);
    double found = jamming_intercept(4, phi, pressure, &error, &points) - 0.84;
    assert_true(fabs(found - expected) < 1e-12 && expected < 0);
    assert_true(error > 0.1 * fabs(expected) && error < 10 * fabs(expected));
    assert_true(isnan(jamming_intercept(2, phi + 1, pressure + 1, &error, &points)));
    assert_int_equal(points, 2);
}

struct seen {
    int scan, refine;
    double lowest_pressure, contact_number;
};

static void see(void *context, const struct frame *frame, const struct packing *packing, enum stage stage,
                double from_phi) {
    struct seen *seen = context;
    assert_true(near_to(packing->phi, frame_phi_label(frame), 1e-15));
    assert_true(stage == STAGE_REFINE || from_phi == packing->phi);
    seen->scan += stage == STAGE_SCAN;
    seen->refine += stage == STAGE_REFINE;
    if (packing->jammed) {
        seen->lowest_pressure = packing->pressure;
        seen->contact_number = packing->contact_number;
    }
}

static struct jamming find(const struct frame *frame, const struct decompression *how, struct seen *seen) {
    struct progress progress;
    *seen = (struct seen){0};
    progress_start(&progress, "force evaluations", 0, true);
    return jamming_find(frame, how, 1, &(struct jamming_calls){.context = seen, .take = see}, &progress);
}

static const struct decompression athermal = {.phi_step = 0.003, .pressure_tolerance = 1e-4};

static void a_crystal_unjams_where_its_neighbours_part(void **state) {
    (void)state;
    static const double starts[] = {0.75, 0.741, 0.735};
    for (int k = 0; k < 3; k++) {
        struct seen seen;
        struct frame *frame = crystal_at(starts[k]);
        struct jamming found = find(frame, &athermal, &seen);
        assert_true(fabs(found.phi - CRYSTAL_UNJAMS) < 1e-8);
        assert_true(found.error > 0 && found.error < 1e-7);
        assert_true(found.points >= 3);
        assert_int_equal(found.packings, 1);
        assert_true(found.unjammed < CRYSTAL_UNJAMS && CRYSTAL_UNJAMS < found.jammed);
        assert_true(near_to(athermal.phi_step, found.jammed - found.unjammed, 1e-9));
        assert_int_equal(seen.scan, k == 0 ? 5 : k == 1 ? 2 : 3);
        assert_true(seen.lowest_pressure > 1e-4 && seen.lowest_pressure <= 4e-4);
        frame_free(frame);
    }
}

static void a_cooled_crystal_unjams_there_too(void **state) {
    (void)state;
    const struct decompression thermal = {.temperature = 1e-3,
                                          .phi_step = 0.003,
                                          .rate = 1e-3,
                                          .cooling_rate = 1e-3,
                                          .pressure_tolerance = 1e-4,
                                          .seed = 3};
    for (int k = 0; k < 2; k++) {
        struct seen seen;
        struct frame *frame = crystal_at(k == 0 ? 0.755 : 0.735);
        struct jamming found = find(frame, &thermal, &seen);
        assert_true(fabs(found.phi - CRYSTAL_UNJAMS) < 1e-7);
        assert_true(found.error > 0 && found.error < 1e-7);
        assert_int_equal(found.packings, 4);
        assert_true(found.unjammed < CRYSTAL_UNJAMS && CRYSTAL_UNJAMS < found.jammed);
        frame_free(frame);
    }
}

static void one_packing_of_a_glass_has_no_scatter(void **state) {
    (void)state;
    const struct decompression thermal = {.temperature = 1e-3,
                                          .phi_step = 0.003,
                                          .rate = 1e-2,
                                          .cooling_rate = 1e-2,
                                          .pressure_tolerance = 1e-4};
    struct seen seen;
    struct frame *frame = crystal_at(0.742);
    struct jamming found = find(frame, &thermal, &seen);
    assert_int_equal(found.packings, 1);
    assert_true(isnan(found.error));
    frame_free(frame);
}

static void a_random_packing_unjams_with_about_six_contacts_a_particle(void **state) {
    (void)state;
    struct glass glass = glass_random(150, 0.8, 8);
    glass_minimize(&glass, POTENTIAL_HARMONIC, 1e-4);
    struct seen seen;
    struct frame *frame = frame_of(&glass);
    const struct decompression fine = {.phi_step = 0.005, .pressure_tolerance = 1e-5};
    struct jamming found = find(frame, &fine, &seen);
    assert_true(found.phi > 0.74 && found.phi < 0.82);
    assert_true(found.error < 1e-4);
    assert_true(near_to(6, seen.contact_number, 0.02)); /* 6 - 6/N + 2/N when it is isostatic */
    frame_free(frame);
}

static void step_too_far(void *context) {
    (void)context;
    struct seen seen;
    const struct decompression wide = {.phi_step = 0.8, .pressure_tolerance = 1e-4};
    find(crystal_at(0.75), &wide, &seen);
}

static void no_transition_between_the_densities_is_bad_data(void **state) {
    (void)state;
    assert_int_equal(status_of(step_too_far, NULL), EX_DATAERR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_intercept_is_that_of_the_line_near_zero_pressure),
        cmocka_unit_test(a_crystal_unjams_where_its_neighbours_part),
        cmocka_unit_test(a_cooled_crystal_unjams_there_too),
        cmocka_unit_test(one_packing_of_a_glass_has_no_scatter),
        cmocka_unit_test(a_random_packing_unjams_with_about_six_contacts_a_particle),
        cmocka_unit_test(no_transition_between_the_densities_is_bad_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
