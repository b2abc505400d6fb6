#include "io/clones.h"

#include <gsl/gsl_sort.h>
#include <stdlib.h>
#include <string.h>

#include "io/diameters.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "io/unwrap.h"

struct clones_reader {
    struct extxyz_reader *frames;
    bool any_diameter, unwrap;
    struct frame *next;      /* read ahead: it told that a time was over */
    struct frame *reference; /* the first frame of this glass */
    int count;               /* its clones ... */
    int64_t *number;         /* ... and their numbers, in order */
    int *largest;            /* the N/2 largest particles */
    double first_tw, last_tw;
    double **last; /* unwrap: the positions of each clone at the time before */
    bool warned;
};

static double tw_of(const struct frame *frame) {
    double tw;
    if (!frame_number(frame, "tw", &tw))
        fatal(EX_DATAERR,
              "%s: expected a label tw, as wca-md writes it, found none: wca-select --set tw=0 sets it, "
              "wca-read --time where files say it",
              frame_where(frame));
    return tw;
}

/* Label `clone`, or the position within its time. */
static int64_t number_of(const struct clones *clones, int position) {
    int64_t number = position + 1;
    frame_integer(clones->frame[position], "clone", &number);
    return number;
}

struct clones_reader *clones_open(char **paths, bool any_diameter, bool unwrap) {
    struct clones_reader *reader = allocate(1, sizeof *reader);
    reader->any_diameter = any_diameter;
    reader->unwrap = unwrap;
    reader->frames = extxyz_open(paths);
    reader->next = extxyz_read(reader->frames);
    return reader;
}

void clones_free(struct clones *clones) {
    if (clones == NULL)
        return;
    frames_free(clones->frame);
    free(clones->largest);
    free(clones);
}

static void forget_glass(struct clones_reader *reader) {
    frame_free(reader->reference);
    for (int c = 0; reader->last != NULL && c < reader->count; c++)
        free(reader->last[c]);
    free(reader->last);
    free(reader->number);
    free(reader->largest);
    reader->reference = NULL;
    reader->last = NULL;
    reader->number = NULL;
    reader->largest = NULL;
}

void clones_close(struct clones_reader *reader) {
    forget_glass(reader);
    frame_free(reader->next);
    extxyz_close(reader->frames);
    free(reader);
}

/* The first time of a glass says what all others must look like. */
static void remember_glass(struct clones_reader *reader, const struct clones *clones) {
    forget_glass(reader);
    const struct frame *frame = clones->frame[0];
    if (frame->n < 2)
        fatal(EX_DATAERR, "%s: expected at least 2 particles, found 1", frame_where(frame));
    reader->reference = frame_copy(frame);
    reader->largest = allocate((size_t)(frame->n / 2), sizeof *reader->largest);
    diameters_largest(frame->n, frame->sigma, reader->largest);
    reader->count = clones->count;
    reader->number = allocate((size_t)clones->count, sizeof *reader->number);
    reader->first_tw = clones->tw;
    for (int c = 0; c < clones->count; c++) {
        reader->number[c] = number_of(clones, c);
        for (int b = 0; b < c; b++)
            if (reader->number[b] == reader->number[c])
                fatal(EX_DATAERR, "%s: expected each clone once at tw=%.12g, found clone %ld twice",
                      frame_where(clones->frame[c]), clones->tw, reader->number[c]);
    }
}

static void check_numbers(const struct clones_reader *reader, const struct clones *clones) {
    for (int c = 0; c < clones->count || c < reader->count; c++) {
        if (c >= clones->count)
            fatal(EX_DATAERR, "%s: expected clone %ld after this one at tw=%.12g as at tw=%.12g, found none",
                  frame_where(clones->frame[c - 1]), reader->number[c], clones->tw, reader->first_tw);
        int64_t number = number_of(clones, c);
        if (c >= reader->count)
            fatal(EX_DATAERR, "%s: expected no clone %ld at tw=%.12g: there was none at tw=%.12g",
                  frame_where(clones->frame[c]), number, clones->tw, reader->first_tw);
        if (number != reader->number[c])
            fatal(EX_DATAERR, "%s: expected clone %ld at tw=%.12g as at tw=%.12g, found clone %ld",
                  frame_where(clones->frame[c]), reader->number[c], clones->tw, reader->first_tw, number);
    }
}

/* With any_diameter, also one in which particles exchanged their diameters. */
static bool same_glass(const struct clones_reader *reader, const struct frame *frame,
                       const char **difference) {
    bool same = frame_same_glass(reader->reference, frame, difference);
    if (same || !reader->any_diameter)
        return same;
    struct frame *a = frame_copy(reader->reference), *b = frame_copy(frame);
    gsl_sort(a->sigma, 1, (size_t)a->n);
    gsl_sort(b->sigma, 1, (size_t)b->n);
    same = frame_same_glass(a, b, difference);
    frame_free(a);
    frame_free(b);
    return same;
}

static void check_frame(const struct clones_reader *reader, const struct frame *frame) {
    const char *difference;
    double temperature = 0, other = 0;
    bool has = frame_number(reader->reference, "temperature", &temperature);
    if (!same_glass(reader, frame, &difference))
        fatal(EX_DATAERR, "%s: expected a clone of the glass in %s, found %s", frame_where(frame),
              frame_where(reader->reference), difference);
    if (frame_number(frame, "temperature", &other) != has || other != temperature)
        fatal(EX_DATAERR,
              "%s: expected the temperature of %s, found another: wca-select --where temperature=T takes the "
              "frames of one",
              frame_where(frame), frame_where(reader->reference));
}

static void check_order(const struct clones_reader *reader, const struct clones *clones) {
    if (!clones->first && clones->tw <= reader->last_tw)
        fatal(EX_DATAERR,
              "%s: expected times ascending and at each time all clones, found tw=%.12g after tw=%.12g",
              frame_where(clones->frame[0]), clones->tw, reader->last_tw);
}

static void unwrap(struct clones_reader *reader, const struct clones *clones) {
    const double far = 0.4; /* boxes: the nearest image may be another one than that to which it went */
    size_t bytes = 3 * (size_t)reader->reference->n * sizeof(double);
    if (clones->first)
        reader->last = allocate((size_t)clones->count, sizeof *reader->last);
    for (int c = 0; c < clones->count; c++) {
        struct frame *frame = clones->frame[c];
        double moved =
            unwrap_frame(frame, frame->n, clones->first ? clones->frame[0]->position : reader->last[c]);
        if (clones->first)
            reader->last[c] = allocate(bytes, 1);
        memcpy(reader->last[c], frame->position, bytes);
        if (moved > far && !reader->warned) {
            warning("%s: a particle is %.2g boxes from where it was before, and --unwrap may have taken the "
                    "wrong image: frames at shorter intervals would settle it",
                    frame_where(frame), moved);
            reader->warned = true;
        }
    }
}

/* Frames up to the next change of tw or glass, unchecked. */
static struct clones *read_time(struct clones_reader *reader) {
    struct clones *clones = allocate(1, sizeof *clones);
    clones->tw = tw_of(reader->next);
    int64_t glass = frame_glass(reader->next);
    clones->first = reader->reference == NULL || frame_glass(reader->reference) != glass;
    while (reader->next != NULL && frame_glass(reader->next) == glass && tw_of(reader->next) == clones->tw) {
        clones->frame = reallocarray(clones->frame, (size_t)clones->count + 2, sizeof(struct frame *));
        clones->frame[clones->count++] = reader->next;
        clones->frame[clones->count] = NULL;
        reader->next = extxyz_read(reader->frames);
    }
    return clones;
}

struct clones *clones_read(struct clones_reader *reader) {
    if (reader->next == NULL)
        return NULL;
    struct clones *clones = read_time(reader);
    check_order(reader, clones);
    if (clones->first)
        remember_glass(reader, clones);
    check_numbers(reader, clones);
    for (int c = 0; c < clones->count; c++)
        check_frame(reader, clones->frame[c]);
    if (reader->unwrap)
        unwrap(reader, clones);
    clones->particles = reader->reference->n / 2;
    clones->largest = allocate((size_t)clones->particles, sizeof *clones->largest);
    memcpy(clones->largest, reader->largest, (size_t)clones->particles * sizeof *clones->largest);
    reader->last_tw = clones->tw;
    return clones;
}
