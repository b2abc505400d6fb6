/* Which frames are one minimum, and which particles nothing holds: a crystal with a small particle in
 * a cage. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "io/frame.h"
#include "glass.h"
#include "landscape/minima.h"

enum { N = CRYSTAL, SMALL = 40, FRAMES = 4 };

/* Diameter 1, nearest neighbours 1.05 apart: every particle of the crystal touches its 12 neighbours. But
 * particle SMALL has diameter 0.73, sigma_ij = 0.818, and touches nothing within 0.918. */
static struct frame *caged(void) {
    double position[3 * N], box = crystal(1.05, position);
    struct frame *frame = frame_new(N, box);
    memcpy(frame->position, position, sizeof position);
    for (int i = 0; i < N; i++)
        frame->sigma[i] = i == SMALL ? 0.73 : 1;
    return frame;
}

/* Copies of the crystal in which particle[k] is moved along x by moved[k]; which of them are one minimum? */
static void assert_minima_by(const struct minima_rule *rule, const int particle[FRAMES],
                             const double moved[FRAMES], const double energy[FRAMES],
                             const int expected[FRAMES]) {
    struct frame *frame[FRAMES];
    int representative[FRAMES];
    for (int k = 0; k < FRAMES; k++) {
        frame[k] = caged();
        frame[k]->position[3 * particle[k]] += moved[k];
    }
    minima_sort(frame, FRAMES, energy, rule, representative);
    for (int k = 0; k < FRAMES; k++) {
        assert_int_equal(representative[k], expected[k]);
        frame_free(frame[k]);
    }
}

static const struct minima_rule usual = {SAME_DISPLACEMENT, SAME_ENERGY};

static void assert_minima(const int particle[FRAMES], const double moved[FRAMES], const double energy[FRAMES],
                          const int expected[FRAMES]) {
    assert_minima_by(&usual, particle, moved, energy, expected);
}

static const double level[FRAMES] = {5, 5, 5, 5};
static const int held[FRAMES] = {7, 7, 7, 7}, small[FRAMES] = {SMALL, SMALL, SMALL, SMALL};

static void identical_frames_are_one_minimum(void **state) {
    (void)state;
    assert_minima(held, (double[]){0, 0, 0, 0}, level, (int[]){0, 0, 0, 0});
}

static void a_particle_displaced_by_more_than_the_limit_makes_another_minimum(void **state) {
    (void)state;
    /* with the centre of mass fixed it moves by 107/108 of that */
    assert_minima(held, (double[]){0, 0.9e-4, 2.5e-4, 2e-2}, level, (int[]){0, 0, 2, 3});
    assert_minima(held, (double[]){2e-2, 0, 2.5e-4, 2e-2}, level, (int[]){0, 1, 2, 0});
}

static void another_energy_is_another_minimum(void **state) {
    (void)state;
    assert_minima(held, (double[]){0, 0, 0, 0}, (double[]){5, 5 + 1.1e-8, 5 - 1.1e-8, 5 + 0.5e-9},
                  (int[]){0, 1, 2, 0});
}

static void the_limits_are_those_of_the_rule(void **state) {
    (void)state;
    const double moved[FRAMES] = {0, 1e-6, 1e-3, 0}, energy[FRAMES] = {5, 5, 5, 5 + 1e-6};
    assert_minima_by(&usual, held, moved, energy, (int[]){0, 0, 2, 3});
    assert_minima_by(&(struct minima_rule){5e-7, 1e-8}, held, moved, energy, (int[]){0, 1, 2, 3});
    assert_minima_by(&(struct minima_rule){2e-3, 1e-8}, held, moved, energy, (int[]){0, 0, 0, 3});
    assert_minima_by(&(struct minima_rule){1e-4, 2e-6}, held, moved, energy, (int[]){0, 0, 2, 0});
    assert_minima_by(&(struct minima_rule){0, 0}, held, moved, energy, (int[]){0, 1, 2, 3});
}

static void minima_are_joined_transitively_and_by_the_lowest_index(void **state) {
    (void)state;
    /* 0 and 3 are too far apart, but the others lead from one to the other */
    assert_minima(held, (double[]){0, 2.4e-4, 0.8e-4, 1.6e-4}, level, (int[]){0, 0, 0, 0});
    assert_minima(held, (double[]){9, 2.4e-4, 0.8e-4, 1.6e-4}, level, (int[]){0, 1, 1, 1});
    assert_minima(held, (double[]){0, 0, 0, 0}, (double[]){5, 5 + 2.4e-8, 5 + 0.8e-8, 5 + 1.6e-8},
                  (int[]){0, 0, 0, 0});
}

static void a_displaced_rattler_makes_no_other_minimum(void **state) {
    (void)state;
    assert_minima(small, (double[]){0, 0.005, 0.01, -0.008}, level, (int[]){0, 0, 0, 0});
}

static void a_rattler_far_off_in_its_cage_makes_no_other_minimum(void **state) {
    (void)state; /* although the centre of mass of all particles is elsewhere by 0.08/108 = 7e-4 */
    assert_minima(small, (double[]){0, 0.04, 0.08, -0.08}, level, (int[]){0, 0, 0, 0});
}

static void a_translated_frame_is_the_same_minimum(void **state) {
    (void)state;
    struct frame *frames[2] = {caged(), caged()};
    int representative[2];
    for (int k = 0; k < 3 * N; k++)
        frames[1]->position[k] += 0.1 * (k % 3 + 1);
    minima_sort(frames, 2, level, &usual, representative);
    assert_int_equal(representative[1], 0);
    frame_free(frames[0]);
    frame_free(frames[1]);
}

static void rattlers_are_what_fewer_than_four_contacts_hold(void **state) {
    (void)state;
    struct frame *frame = caged();
    bool rattler[N];
    int contacts;
    assert_int_equal(minima_rattlers(frame, rattler, &contacts), 1);
    assert_int_equal(contacts, N * 12 / 2 - 12);
    for (int i = 0; i < N; i++)
        assert_int_equal(rattler[i], i == SMALL);
    frame->sigma[SMALL] = 1;
    assert_int_equal(minima_rattlers(frame, rattler, &contacts), 0);
    assert_int_equal(contacts, N * 12 / 2);
    frame->sigma[0] = frame->sigma[1] = frame->sigma[2] = 0.73; /* three neighbours of one another */
    assert_int_equal(minima_rattlers(frame, rattler, NULL), 3);
    frame_free(frame);
}

static void contacts_with_rattlers_do_not_hold(void **state) {
    (void)state;
    /* A tetrahedron: each particle touches the three others and no more. A fifth on one face touches three
     * of them: the three corners of the face then have four contacts each, until the other two are found to
     * be loose. */
    struct frame *frame = frame_new(5, 8);
    const double position[15] = {0, 0,   0,         1,         0,   0,         0.5,       0.8660254,
                                 0, 0.5, 0.2886751, 0.8164966, 0.5, 0.2886751, -0.8164966};
    bool rattler[5];
    int contacts;
    for (int i = 0; i < 5; i++)
        frame->sigma[i] = 1;
    memcpy(frame->position, position, sizeof position);
    assert_int_equal(minima_rattlers(frame, rattler, &contacts), 5);
    assert_int_equal(contacts, 0);
    frame_free(frame);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identical_frames_are_one_minimum),
        cmocka_unit_test(a_particle_displaced_by_more_than_the_limit_makes_another_minimum),
        cmocka_unit_test(another_energy_is_another_minimum),
        cmocka_unit_test(the_limits_are_those_of_the_rule),
        cmocka_unit_test(minima_are_joined_transitively_and_by_the_lowest_index),
        cmocka_unit_test(a_displaced_rattler_makes_no_other_minimum),
        cmocka_unit_test(a_rattler_far_off_in_its_cage_makes_no_other_minimum),
        cmocka_unit_test(a_translated_frame_is_the_same_minimum),
        cmocka_unit_test(rattlers_are_what_fewer_than_four_contacts_hold),
        cmocka_unit_test(contacts_with_rattlers_do_not_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
