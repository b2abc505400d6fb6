/* Replicas: read out at each time as a clone that is alone, one step at a time, is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "glass.h"

#include "dynamics/replicas.h"
#include "dynamics/thermal.h"

enum { PARTICLES = 80, COUNT = 3 * PARTICLES, CLONES = 11, TIMES = 4 };

static const struct md csvr = {.thermostat = THERMOSTAT_CSVR, .temperature = 0.1, .dt = 0.0035, .tau = 0.2};
static const struct times times = {TIMES, (double[TIMES]){0, 0.1, 0.25, 0.7}};

struct set {
    struct frame *frame[CLONES];
};

/* Clones of a glass, with velocities of their own, at their start. */
static struct set clones(double temperature) {
    struct set set;
    struct glass glass = glass_relaxed(PARTICLES, 0.9, temperature, 6);
    for (int k = 0; k < CLONES; k++) {
        struct frame *frame = set.frame[k] = frame_new(PARTICLES, glass.box);
        memcpy(frame->sigma, glass.sigma, PARTICLES * sizeof(double));
        memcpy(frame->position, glass.position, COUNT * sizeof(double));
        frame->velocity = allocate(COUNT, sizeof(double));
        gsl_rng *rng = rng_stream(6, RNG_VELOCITIES, 1, k + 1);
        rng_maxwell(rng, temperature, PARTICLES, frame->velocity);
        gsl_rng_free(rng);
        frame_set_integer(frame, "clone", k + 1);
        frame_set_seed(frame, "seed", 17);
    }
    glass_free(&glass);
    return set;
}

static void set_free(struct set *set) {
    for (int k = 0; k < CLONES; k++)
        frame_free(set->frame[k]);
}

/* The slow way: a clone alone, step by step. */
struct alone {
    struct ensemble *ensemble;
    struct md md;
    double kinetic; /* of the last step */
};

static struct alone alone_with(const struct frame *frame, const struct md *md, int clone) {
    struct alone alone = {ensemble_of(frame, 1, false), *md, 0};
    ensemble_load(alone.ensemble, 0, frame->position, frame->velocity);
    alone.md.rng[0] = rng_stream(17, RNG_THERMOSTAT, 1, clone);
    return alone;
}

static void alone_pass(struct alone *alone, int64_t steps) {
    for (int64_t step = 0; step < steps; step++)
        md_advance(alone->ensemble, &alone->md, 1, &alone->kinetic);
}

static void assert_there(const struct alone *alone, const struct frame *frame) {
    double x[COUNT], v[COUNT];
    ensemble_store(alone->ensemble, 0, x, v);
    assert_memory_equal(frame->position, x, sizeof x);
    assert_memory_equal(frame->velocity, v, sizeof v);
}

static void alone_free(struct alone *alone) {
    gsl_rng_free(alone->md.rng[0]);
    ensemble_free(alone->ensemble);
}

static void run_to(struct replicas *replicas, int index) {
    while (!replicas_advance(replicas, index))
        ;
}

static double number_of(const struct frame *frame, const char *key) {
    double value = NAN;
    frame_number(frame, key, &value);
    return value;
}

static void each_clone_is_where_it_is_when_alone(void **state) {
    (void)state;
    struct set set = clones(0.1);
    struct replicas *replicas = replicas_new(set.frame, CLONES, &csvr, ORIGIN_ZERO, &times);
    run_to(replicas, TIMES - 1);
    assert_true(replicas_steps(replicas) == CLONES * 200.0);
    for (int k = 0; k < CLONES; k++) {
        struct alone alone = alone_with(set.frame[k], &csvr, k + 1);
        static const int64_t steps[TIMES] = {0, 29, 42, 129}; /* to round(t / dt) = 0, 29, 71, 200 */
        for (int t = 0; t < TIMES; t++) {
            struct frame *frame = replicas_take(replicas, k, t);
            alone_pass(&alone, steps[t]);
            assert_there(&alone, frame);
            assert_true(number_of(frame, "tw") == times.value[t]);
            assert_true(number_of(frame, "time") == times.value[t]);
            assert_true(number_of(frame, "temperature") == 0.1);
            frame_free(frame);
        }
        alone_free(&alone);
    }
    replicas_free(replicas);
    set_free(&set);
}

/* The origin of each clone is looked for step by step; its times count from there. */
static void times_count_from_where_a_clone_has_the_temperature_of_the_bath(void **state) {
    (void)state;
    struct set set = clones(0.03);
    struct replicas *replicas = replicas_new(set.frame, CLONES, &csvr, ORIGIN_THERMAL, &times);
    run_to(replicas, TIMES - 1);
    int64_t first = -1;
    bool differ = false;
    for (int k = 0; k < CLONES; k++) {
        struct alone alone = alone_with(set.frame[k], &csvr, k + 1);
        struct thermal *thermal = thermal_new(csvr.temperature, csvr.dt);
        int64_t origin = 0;
        do {
            alone_pass(&alone, 1);
            origin++;
        } while (!thermal_pass(thermal, alone.kinetic));
        thermal_free(thermal);
        assert_true(origin > 200); /* an average over a time 1, from a third of the temperature */
        differ |= first >= 0 && origin != first;
        first = origin;
        static const int64_t steps[TIMES] = {0, 29, 42, 129};
        for (int t = 0; t < TIMES; t++) {
            struct frame *frame = replicas_take(replicas, k, t);
            alone_pass(&alone, steps[t]);
            assert_there(&alone, frame);
            assert_true(number_of(frame, "tw") == times.value[t]);
            frame_free(frame);
        }
        alone_free(&alone);
    }
    assert_true(differ);
    replicas_free(replicas);
    set_free(&set);
}

static void a_run_from_its_archive_ends_in_the_same_bits(void **state) {
    (void)state;
    struct set set = clones(0.03);
    struct replicas *whole = replicas_new(set.frame, CLONES, &csvr, ORIGIN_THERMAL, &times);
    struct replicas *begun = replicas_new(set.frame, CLONES, &csvr, ORIGIN_THERMAL, &times);
    char *bytes;
    size_t size;
    run_to(whole, TIMES - 1);
    for (int piece = 0; piece < 700; piece++) /* the first batch is through, the second is not */
        replicas_advance(begun, TIMES - 1);
    struct archive out = {open_memstream(&bytes, &size), false, "memory", ARCHIVE_NOTHING};
    replicas_archive(begun, &out);
    fclose(out.stream);
    struct replicas *resumed = replicas_new(set.frame, CLONES, &csvr, ORIGIN_THERMAL, &times);
    struct archive in = {fmemopen(bytes, size, "r"), true, "memory", ARCHIVE_NOTHING};
    replicas_archive(resumed, &in);
    assert_int_equal(fgetc(in.stream), EOF);
    fclose(in.stream);
    assert_true(replicas_steps(resumed) == replicas_steps(begun));
    assert_true(replicas_steps(begun) > 0 && replicas_steps(begun) < replicas_steps(whole));
    run_to(resumed, TIMES - 1);
    run_to(begun, TIMES - 1);
    for (int k = 0; k < CLONES; k++)
        for (int t = 0; t < TIMES; t++) {
            struct frame *a = replicas_take(whole, k, t), *b = replicas_take(resumed, k, t),
                         *c = replicas_take(begun, k, t);
            assert_memory_equal(a->position, b->position, COUNT * sizeof(double));
            assert_memory_equal(a->velocity, b->velocity, COUNT * sizeof(double));
            assert_memory_equal(a->position, c->position, COUNT * sizeof(double));
            assert_true(number_of(a, "time") == number_of(b, "time"));
            frame_free(a);
            frame_free(b);
            frame_free(c);
        }
    replicas_free(whole);
    replicas_free(begun);
    replicas_free(resumed);
    free(bytes);
    set_free(&set);
}

static void start_late(void *context) {
    struct set *set = context;
    frame_set_number(set->frame[3], "tw", 0.2);
    replicas_new(set->frame, CLONES, &csvr, ORIGIN_ZERO, &times);
}

static void a_clone_that_is_past_the_first_time_is_bad_data(void **state) {
    (void)state;
    struct set set = clones(0.1);
    assert_int_equal(status_of(start_late, &set), EX_DATAERR);
    set_free(&set);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_clone_is_where_it_is_when_alone),
        cmocka_unit_test(times_count_from_where_a_clone_has_the_temperature_of_the_bath),
        cmocka_unit_test(a_run_from_its_archive_ends_in_the_same_bits),
        cmocka_unit_test(a_clone_that_is_past_the_first_time_is_bad_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
