/* Archives: what is written comes back, and sums are those of the published algorithm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "glass.h"

#include "base/archive.h"

struct saved_state {
    int64_t step;
    double x[5];
    bool moved;
    gsl_rng *rng;
};

static void archive_state(struct archive *archive, struct saved_state *state) {
    ARCHIVE(archive, state->step);
    archive_bytes(archive, state->x, sizeof state->x);
    ARCHIVE(archive, state->moved);
    archive_rng(archive, state->rng);
}

/* A state, saved in memory; its size. */
static size_t saved(struct saved_state *state, char **bytes, uint64_t *sum) {
    size_t size;
    struct archive archive = {open_memstream(bytes, &size), false, "memory", ARCHIVE_NOTHING};
    archive_state(&archive, state);
    fclose(archive.stream);
    *sum = archive.sum;
    return size;
}

static struct saved_state begun(void) {
    struct saved_state state = {
        7, {1, -0.0, 1e-300, INFINITY, 0.1}, true, rng_stream(3, RNG_POSITIONS, 1, 2)};
    for (int k = 0; k < 5; k++) /* in the middle of a block of the counter */
        gsl_rng_uniform(state.rng);
    return state;
}

static void what_is_saved_comes_back_and_random_numbers_go_on(void **unused) {
    (void)unused;
    struct saved_state state = begun(), other = {.rng = rng_stream(99, RNG_POSITIONS, 4, 4)};
    char *bytes;
    uint64_t sum;
    size_t size = saved(&state, &bytes, &sum);
    struct archive archive = {fmemopen(bytes, size, "r"), true, "memory", ARCHIVE_NOTHING};
    archive_state(&archive, &other);
    assert_int_equal(fgetc(archive.stream), EOF);
    fclose(archive.stream);
    assert_true(archive.sum == sum && sum == archive_sum(ARCHIVE_NOTHING, bytes, size));
    assert_true(other.step == 7 && other.moved);
    assert_memory_equal(other.x, state.x, sizeof state.x);
    for (int k = 0; k < 20; k++)
        assert_true(gsl_rng_get(other.rng) == gsl_rng_get(state.rng));
    gsl_rng_free(state.rng);
    gsl_rng_free(other.rng);
    free(bytes);
}

struct cut_short {
    char *bytes;
    size_t size;
};

static void load(void *context) {
    const struct cut_short *cut = context;
    struct saved_state state = {.rng = rng_stream(1, RNG_POSITIONS, 1, 1)};
    struct archive archive = {fmemopen(cut->bytes, cut->size, "r"), true, "memory", ARCHIVE_NOTHING};
    archive_state(&archive, &state);
}

static void an_archive_that_ends_too_early_is_bad_data(void **unused) {
    (void)unused;
    struct saved_state state = begun();
    struct cut_short cut;
    uint64_t sum;
    size_t size = saved(&state, &cut.bytes, &sum);
    for (cut.size = size; cut.size > 0; cut.size -= cut.size < 9 ? cut.size : 9)
        assert_int_equal(status_of(load, &cut), cut.size == size ? 0 : EX_DATAERR);
    gsl_rng_free(state.rng);
    free(cut.bytes);
}

static void sums_are_those_of_fnv_1a_in_pieces_too(void **unused) {
    (void)unused;
    static const struct {
        const char *text;
        uint64_t sum;
    } known[] = {{"", UINT64_C(0xcbf29ce484222325)},
                 {"a", UINT64_C(0xaf63dc4c8601ec8c)},
                 {"foobar", UINT64_C(0x85944171f73967e8)}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        size_t length = strlen(known[k].text);
        for (size_t cut = 0; cut <= length; cut++) {
            uint64_t first = archive_sum(ARCHIVE_NOTHING, known[k].text, cut);
            assert_true(archive_sum(first, known[k].text + cut, length - cut) == known[k].sum);
        }
    }
}

/* A member of a state that is loaded. */
static struct archive archive_over(void *bytes, size_t size) {
    return (struct archive){fmemopen(bytes, size, "r"), true, "state", ARCHIVE_NOTHING};
}

static void load_int(void *value) {
    struct archive archive = archive_over(value, sizeof(int));
    int number = 0;
    archive_int(&archive, &number, 0, 7);
}

static void load_bool(void *value) {
    struct archive archive = archive_over(value, 1);
    bool truth = false;
    archive_bool(&archive, &truth);
}

static void load_finite(void *value) {
    struct archive archive = archive_over(value, sizeof(double));
    double number = 0;
    archive_finite(&archive, &number, 1);
}

static void what_cannot_be_a_state_is_refused_where_it_is_loaded(void **unused) {
    (void)unused;
    assert_int_equal(status_of(load_int, &(int){7}), 0);
    assert_int_equal(status_of(load_int, &(int){8}), EX_DATAERR);
    assert_int_equal(status_of(load_int, &(int){-1}), EX_DATAERR);
    assert_int_equal(status_of(load_bool, &(unsigned char){1}), 0);
    assert_int_equal(status_of(load_bool, &(unsigned char){2}), EX_DATAERR);
    assert_int_equal(status_of(load_finite, &(double){-1e300}), 0);
    assert_int_equal(status_of(load_finite, &(double){NAN}), EX_DATAERR);
    assert_int_equal(status_of(load_finite, &(double){INFINITY}), EX_DATAERR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_saved_comes_back_and_random_numbers_go_on),
        cmocka_unit_test(an_archive_that_ends_too_early_is_bad_data),
        cmocka_unit_test(sums_are_those_of_fnv_1a_in_pieces_too),
        cmocka_unit_test(what_cannot_be_a_state_is_refused_where_it_is_loaded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
