/* Packings: pressures against energies, and what is measured at a minimum. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "glass.h"
#include "landscape/packing.h"

static double energy(const struct frame *frame) {
    return all_pairs(frame->n, frame->box, frame->sigma, frame->position, POTENTIAL_WCA, NULL);
}

static double volume(const struct frame *frame) {
    return frame->box * frame->box * frame->box;
}

static void the_pressure_is_what_the_energy_loses_when_all_lengths_grow(void **state) {
    (void)state;
    static const double phis[] = {0.82, 0.9, 1.1};
    for (int k = 0; k < 3; k++) {
        struct glass glass = glass_relaxed(100, phis[k], 0.1, 5); /* no minimum: true of any positions */
        struct frame *frame = frame_of(&glass), *larger = frame_copy(frame), *smaller = frame_copy(frame);
        frame_set_packing_fraction(larger, phis[k] * (1 - 1e-6));
        frame_set_packing_fraction(smaller, phis[k] * (1 + 1e-6));
        double slope = (energy(smaller) - energy(larger)) / (volume(larger) - volume(smaller));
        assert_true(slope > 0.01);
        assert_true(near_to(slope, packing_pressure(frame), 1e-5));
        frame_free(frame);
        frame_free(larger);
        frame_free(smaller);
    }
}

static void the_pressure_of_a_crystal_is_that_of_its_bonds(void **state) {
    (void)state;
    struct frame *frame = crystal_at(0.8);
    double r = WCA_RANGE * cbrt(CRYSTAL_UNJAMS / 0.8);
    double expected =
        6 * CRYSTAL * potential_pair(POTENTIAL_WCA, r * r, 1, NULL) * r * r / (3 * volume(frame));
    assert_true(near_to(expected, packing_pressure(frame), 1e-12));
    frame_free(frame);
}

static void a_packing_is_a_minimum_and_measured_there(void **state) {
    (void)state;
    struct glass glass = glass_relaxed(100, 0.9, 0.1, 5);
    struct frame *frame = frame_of(&glass);
    frame_set_number(frame, "temperature", 0.1);
    struct packing packing = packing_relax(frame, 1e-4);
    double label;
    assert_true(packing.converged && packing.jammed);
    assert_true(packing.max_force <= 1e-5 * packing.pressure);
    assert_true(near_to(energy(frame), packing.energy, 1e-12));
    assert_true(near_to(packing_pressure(frame), packing.pressure, 1e-12));
    assert_true(near_to(2.0 * packing.contacts / (100 - packing.rattlers), packing.contact_number, 1e-12));
    assert_true(packing.contact_number > 6);
    assert_true(frame_number(frame, "pressure", &label) && label == packing.pressure);
    assert_null(frame_text(frame, "temperature"));
    frame_free(frame);
}

static void a_pressure_below_the_tolerance_is_no_packing(void **state) {
    (void)state;
    struct frame *frame = crystal_at(0.741);
    double pressure = packing_pressure(frame);
    assert_true(packing_relax(frame, 0.9 * pressure).jammed);
    struct packing loose = packing_relax(frame, 1.1 * pressure);
    assert_false(loose.jammed);
    assert_true(loose.converged);
    assert_int_equal(loose.rattlers, CRYSTAL);
    assert_int_equal(loose.contacts, 0);
    assert_true(isnan(loose.contact_number));
    frame_free(frame);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pressure_is_what_the_energy_loses_when_all_lengths_grow),
        cmocka_unit_test(the_pressure_of_a_crystal_is_that_of_its_bonds),
        cmocka_unit_test(a_packing_is_a_minimum_and_measured_there),
        cmocka_unit_test(a_pressure_below_the_tolerance_is_no_packing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
