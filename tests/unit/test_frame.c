/* A configuration: its packing fraction, its labels, what a copy shares and what motion drops. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "io/frame.h"

/* Two particles of diameters 1 and 2 in a box of edge 3: phi = sqrt(2) pi / (6 * 27) * 9. */
static struct frame *pair(void) {
    struct frame *frame = frame_new(2, 3);
    frame->sigma[0] = 1;
    frame->sigma[1] = 2;
    frame->position[3] = 1.5;
    return frame;
}

static void assert_close(double a, double b) {
    assert_true(fabs(a - b) <= 1e-14 * fabs(b));
}

static void a_new_frame_has_ids_from_one_and_nothing_else(void **state) {
    (void)state;
    struct frame *frame = frame_new(3, 5);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(frame->id[i], i + 1);
        assert_true(frame->sigma[i] == 0);
        assert_true(frame->position[3 * i + 2] == 0);
    }
    assert_null(frame->velocity);
    assert_null(frame->force);
    assert_int_equal(frame->labels, 0);
    assert_int_equal(frame_glass(frame), 1);
    frame_free(frame);
}

static void the_packing_fraction_is_that_of_the_paper(void **state) {
    (void)state;
    struct frame *frame = pair();
    assert_close(frame_packing_fraction(frame), 0.24682682989768701);
    assert_close(frame_box_for(frame, 0.24682682989768701 / 8), 6);
    frame_free(frame);
}

static void a_new_packing_fraction_scales_box_and_positions_alike(void **state) {
    (void)state;
    struct frame *frame = pair();
    frame_set_packing_fraction(frame, 0.24682682989768701 / 8);
    assert_close(frame->box, 6);
    assert_close(frame->position[3], 3);
    assert_true(frame->sigma[1] == 2);
    double phi;
    assert_true(frame_number(frame, "phi", &phi));
    assert_true(fabs(phi / 0.030853353737210876 - 1) < 1e-11);
    frame_free(frame);
}

static void labels_of_equal_packing_fractions_are_equal(void **state) {
    (void)state;
    struct frame *one = pair(), *other = pair();
    other->sigma[0] = 1.2345;
    frame_set_packing_fraction(one, 0.85);
    frame_set_packing_fraction(other, 0.85);
    assert_string_equal(frame_text(one, "phi"), "0.85");
    assert_string_equal(frame_text(other, "phi"), "0.85");
    frame_free(one);
    frame_free(other);
}

static void labels_are_replaced_where_they_stand_and_dropped(void **state) {
    (void)state;
    struct frame *frame = pair();
    frame_set_number(frame, "temperature", 0.1);
    frame_set_integer(frame, "clone", 9007199254740993);
    frame_set_seed(frame, "seed", UINT64_MAX);
    frame_set_boolean(frame, "converged", true);
    frame_set_text(frame, "note", "two words");
    frame_set_number(frame, "temperature", 1.0 / 3);

    double number;
    int64_t integer;
    uint64_t seed;
    bool boolean;
    assert_string_equal(frame->label[0].key, "temperature");
    assert_true(frame_number(frame, "temperature", &number) && number == 1.0 / 3);
    assert_true(frame_integer(frame, "clone", &integer) && integer == 9007199254740993);
    assert_true(frame_seed(frame, "seed", &seed) && seed == UINT64_MAX);
    assert_true(frame_boolean(frame, "converged", &boolean) && boolean);
    assert_true(frame->label[2].quote == '"' && frame->label[4].quote == '"' &&
                frame->label[0].quote == '\0');

    frame_drop(frame, "clone");
    frame_drop(frame, "clone");
    assert_int_equal(frame->labels, 4);
    assert_false(frame_integer(frame, "clone", &integer));
    assert_string_equal(frame->label[1].key, "seed");
    assert_string_equal(frame_text(frame, "note"), "two words");
    frame_free(frame);
}

static void a_copy_shares_nothing(void **state) {
    (void)state;
    struct frame *frame = pair();
    frame->velocity = allocate(6, sizeof *frame->velocity);
    frame->velocity[5] = 7;
    frame->id[0] = 2;
    frame->id[1] = 1;
    frame_set_number(frame, "time", 8);
    struct frame *copy = frame_copy(frame);
    frame->position[3] = frame->velocity[5] = frame->sigma[1] = -1;
    frame_set_number(frame, "time", 9);
    frame_free(frame);
    assert_true(copy->position[3] == 1.5 && copy->velocity[5] == 7 && copy->sigma[1] == 2);
    assert_int_equal(copy->id[0], 2);
    assert_string_equal(frame_text(copy, "time"), "8");
    frame_free(copy);
}

static void motion_drops_what_is_no_longer_true(void **state) {
    (void)state;
    struct frame *frame = pair();
    frame->force = allocate(6, sizeof *frame->force);
    frame_set_number(frame, "energy", 1);
    frame_set_number(frame, "temperature", 1);
    frame_set_number(frame, "max_force", 1);
    frame_set_text(frame, "potential", "wca");
    frame_set_boolean(frame, "converged", true);
    frame_moved(frame);
    assert_int_equal(frame->labels, 1);
    assert_string_equal(frame->label[0].key, "temperature");
    assert_null(frame->force);
    frame_free(frame);
}

static void replicas_of_a_glass_agree_in_all_that_lanes_share(void **state) {
    (void)state;
    struct frame *a = pair(), *b = pair();
    const char *difference = NULL;
    b->position[0] = 1;
    assert_true(frame_same_glass(a, b, &difference));
    b->box = 4;
    assert_false(frame_same_glass(a, b, &difference));
    assert_string_equal(difference, "another box");
    b->box = 3;
    b->sigma[0] = nextafter(1, 2);
    assert_false(frame_same_glass(a, b, &difference));
    assert_non_null(strstr(difference, "the same diameters but for their last digits"));
    b->sigma[0] = 1 + 2e-5;
    assert_false(frame_same_glass(a, b, &difference));
    assert_string_equal(difference, "other diameters");
    b->sigma[0] = 1;
    frame_set_integer(b, "glass", 2);
    assert_false(frame_same_glass(a, b, &difference));
    assert_string_equal(difference, "another label glass");
    struct frame *c = frame_new(3, 3);
    assert_false(frame_same_glass(a, c, &difference));
    assert_string_equal(difference, "another number of particles");
    frame_free(a);
    frame_free(b);
    frame_free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_frame_has_ids_from_one_and_nothing_else),
        cmocka_unit_test(the_packing_fraction_is_that_of_the_paper),
        cmocka_unit_test(a_new_packing_fraction_scales_box_and_positions_alike),
        cmocka_unit_test(labels_of_equal_packing_fractions_are_equal),
        cmocka_unit_test(labels_are_replaced_where_they_stand_and_dropped),
        cmocka_unit_test(a_copy_shares_nothing),
        cmocka_unit_test(motion_drops_what_is_no_longer_true),
        cmocka_unit_test(replicas_of_a_glass_agree_in_all_that_lanes_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
