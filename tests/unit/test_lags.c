/* Pairs of times from a stream of clones, against all pairs of times of the frames that were written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "glass.h"

#include "io/extxyz.h"
#include "io/lags.h"

enum { PARTICLES = 4 };

/* What a file holds: glasses of so many clones, at these times. */
struct frames_written {
    int glasses, clones, times;
    const double *tw;
};

/* A number that says which frame it is: the x of its first particle. */
static double mark_of(int glass, int clone, int time) {
    return 0.01 * glass + 0.001 * clone + 0.0001 * time;
}

static FILE *write_stream(const struct frames_written *stream) {
    FILE *file = tmpfile();
    for (int glass = 0; glass < stream->glasses; glass++)
        for (int t = 0; t < stream->times; t++)
            for (int clone = 0; clone < stream->clones; clone++) {
                struct frame *frame = frame_new(PARTICLES, 6);
                for (int i = 0; i < PARTICLES; i++) {
                    frame->sigma[i] = 0.8 + 0.1 * i;
                    frame->position[3 * i + 1] = i;
                }
                frame->position[0] = mark_of(glass, clone, t);
                frame_set_number(frame, "phi", frame_packing_fraction(frame));
                frame_set_number(frame, "temperature", 0.1);
                frame_set_integer(frame, "glass", glass + 1);
                frame_set_integer(frame, "clone", clone + 1);
                frame_set_number(frame, "tw", stream->tw[t]);
                extxyz_write(file, frame);
                frame_free(frame);
            }
    return file;
}

/* The reports, as text. */
static void take_down(void *context, const struct clones *clones, const struct clones *later, double lag,
                      FILE *rows) {
    FILE *text = context;
    for (int c = 0; c < clones->count; c++)
        fprintf(text, "glass %d, %g + %g: %.4f to %.4f\n", (int)frame_glass(clones->frame[c]), clones->tw,
                lag, clones->frame[c]->position[0], later == NULL ? -1 : later->frame[c]->position[0]);
    fputs("a row\n", rows);
}

/* The slow way: in the order of tw + lag, then of tw, what is there; then what is not, in the order of tw. */
static char *expected(const struct frames_written *stream, const struct times *tw, const struct times *lag) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (int glass = 0; glass < stream->glasses; glass++)
        for (int end = 0; end <= stream->times; end++) /* the last round: when the glass is over */
            for (int t = 0; t < stream->times; t++) {
                bool asked = tw->count == 0;
                for (int k = 0; k < tw->count; k++)
                    asked |= fabs(tw->value[k] - stream->tw[t]) < 1e-9;
                for (int l = 0; asked && l < lag->count; l++) {
                    double at = stream->tw[t] + lag->value[l];
                    int there = -1, due = 0;
                    for (int k = 0; k < stream->times; k++)
                        there = fabs(stream->tw[k] - at) < 1e-9 * at + 1e-12 ? k : there;
                    while (due < stream->times && stream->tw[due] < at && due != there)
                        due++; /* a lag without frames is over at the first time past it */
                    if (due != end)
                        continue;
                    for (int c = 0; c < stream->clones; c++)
                        fprintf(out, "glass %d, %g + %g: %.4f to %.4f\n", glass + 1, stream->tw[t],
                                lag->value[l], mark_of(glass, c, t),
                                there < 0 ? -1 : mark_of(glass, c, there));
                }
            }
    fclose(out);
    return text;
}

static const double powers[] = {1, 2, 4, 8, 16, 32}, tenths[] = {0, 0.1, 0.2, 0.3, 0.4, 0.7, 0.8};

static void reports_are_all_pairs_of_times_in_order(void **state) {
    (void)state;
    const struct {
        struct frames_written stream;
        struct times tw, lag;
    } cases[] = {
        {{2, 3, 6, powers}, {0, NULL}, {3, (double[]){1, 4, 12}}},
        {{1, 1, 6, powers}, {3, (double[]){1, 4, 32}}, {2, (double[]){3, 5}}},
        {{3, 2, 7, tenths}, {0, NULL}, {4, (double[]){0, 0.1, 0.3, 0.6}}},
        {{2, 1, 7, tenths}, {2, (double[]){0.1, 0.3}}, {3, (double[]){0.05, 0.1, 0.5}}},
        {{1, 4, 6, powers}, {1, (double[]){2}}, {1, (double[]){100}}},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        FILE *file = write_stream(&cases[k].stream);
        char *text, *path = path_of(file), *paths[] = {path, NULL};
        size_t size;
        FILE *out = open_memstream(&text, &size);
        struct output *rows = output_open("/dev/null");
        struct lag_request request = {&cases[k].tw, &cases[k].lag, false, false};
        lags_read(paths, &request, take_down, out, rows);
        output_close(rows);
        fclose(out);
        char *wanted = expected(&cases[k].stream, &cases[k].tw, &cases[k].lag);
        assert_true(size > 30);
        assert_string_equal(text, wanted);
        free(text);
        free(wanted);
        free(path);
        fclose(file);
    }
}

static void ask_in_vain(void *context) {
    char *paths[] = {context, NULL};
    struct times tw = {2, (double[]){4, 5}}, lag = {1, (double[]){0}};
    struct lag_request request = {&tw, &lag, false, false};
    lags_read(paths, &request, take_down, stderr, output_open("/dev/null"));
}

static void a_time_that_never_comes_is_bad_data(void **state) {
    (void)state;
    FILE *file = write_stream(&(struct frames_written){1, 2, 6, powers});
    char *path = path_of(file);
    assert_int_equal(status_of(ask_in_vain, path), EX_DATAERR);
    free(path);
    fclose(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_are_all_pairs_of_times_in_order),
        cmocka_unit_test(a_time_that_never_comes_is_bad_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
