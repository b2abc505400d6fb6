/* wca-chi: are the clones of a glass still in one basin, and do their particles move together?
 *
 * Reads frames as wca-md writes them: glass by glass, times tw ascending, and within a time the clones always
 * in the same order. Writes one row per glass and tw, over the N_b = N/2 largest particles: delta_ab mean
 * over pairs of clones of D_AB(tw) = (1/N_b) sum_i |r_i^A(tw) - r_i^B(tw)|^2    eq. (3) delta mean over
 * clones of (1/N_b) sum_i |r_i(tw + tau) - r_i(tw)|^2, tau = --lag         eq. (2) chi_ab_thermal    N_b
 * Var_pairs(D_AB) / mean_i Var_pairs(d_i), in this glass                         eq. (4) with errors by
 * jackknife over the clones. Reference: Scalliet, Berthier and Zamponi (2019). Limits: chi_ab, an average
 * over glasses, is null in the row of one glass. Held in memory are the clones at one tw and at those for
 * which --lag still waits, never a trajectory. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "clones.h"
#include "displacement.h"
#include "error.h"
#include "jsonl.h"
#include "output.h"
#include "susceptibility.h"

struct request {
    struct times tw; /* empty: all that are there */
    double lag;      /* NAN: no delta */
};

/* What is kept of a glass while its frames come. */
struct glass {
    int64_t number;
    int count, *largest;     /* the N_b particles */
    struct clones **waiting; /* times whose lag is not over, ascending */
    int waits;
    int found; /* how many of the times asked for were there */
};

/* tw + lag is rounded, labels carry what the user wrote. */
static bool same_time(double a, double b) {
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

static void row_state_point(json_t *row, const struct glass *glass, const struct clones *clones) {
    static const char *const labels[] = {"temperature", "glass_phi", "glass_temperature"};
    const struct frame *frame = clones->frame[0];
    double value;
    row_number(row, "phi", frame_phi_label(frame));
    for (size_t l = 0; l < sizeof labels / sizeof *labels; l++)
        if (frame_number(frame, labels[l], &value))
            row_number(row, labels[l], value);
    row_integer(row, "glass", glass->number);
    row_integer(row, "clones", clones->count);
    row_integer(row, "particles", glass->count);
    row_number(row, "tw", clones->tw);
}

static void row_pairs(json_t *row, const struct glass *glass, const struct clones *clones) {
    const char *same = "distances do not vary between pairs";
    const double **position = allocate((size_t)clones->count, sizeof *position);
    for (int c = 0; c < clones->count; c++)
        position[c] = clones->frame[c]->position;
    struct susceptibility s = susceptibility_of_clones(clones->count, position, glass->count, glass->largest);
    free(position);
    row_number_or_reason(row, "delta_ab", s.delta_ab, "fewer than 2 clones");
    row_number_or_reason(row, "delta_ab_error", s.delta_ab_error, "fewer than 3 clones");
    row_number_or_reason(row, "chi_ab", NAN, "fewer than 4 glasses");
    row_number_or_reason(row, "chi_ab_thermal", s.chi_thermal,
                         clones->count < 3 ? "fewer than 3 clones" : same);
    row_number_or_reason(row, "chi_ab_thermal_error", s.chi_thermal_error,
                         clones->count < 4 ? "fewer than 4 clones" : same);
}

/* Delta(tw, tw + lag), eq. (2); null when the clones at tw + lag are not there. */
static void row_delta(json_t *row, const struct glass *glass, const struct clones *clones,
                      const struct clones *later, double lag) {
    const char *reason = later ? "fewer than 2 clones" : "no frames at tw + lag";
    double mean = NAN, error = NAN, *delta = allocate((size_t)clones->count, sizeof *delta);
    for (int c = 0; later != NULL && c < clones->count; c++)
        delta[c] = displacement_msd(glass->count, glass->largest, clones->frame[c]->position,
                                    later->frame[c]->position, NULL);
    if (later != NULL)
        mean = mean_with_error(clones->count, delta, &error);
    free(delta);
    row_number(row, "lag", lag);
    row_number_or_reason(row, "delta", mean, reason);
    row_number_or_reason(row, "delta_error", error, reason);
}

/* The row of the time that has waited longest, which is then let go. */
static void write_oldest(FILE *stream, const struct request *request, struct glass *glass,
                         const struct clones *later) {
    struct clones *oldest = glass->waiting[0];
    json_t *row = row_new();
    row_state_point(row, glass, oldest);
    row_pairs(row, glass, oldest);
    if (!isnan(request->lag)) {
        if (later == NULL && request->tw.count > 0)
            fatal(EX_DATAERR, "%s: expected frames of glass %ld at tw + lag = %.12g too, found none",
                  frame_where(oldest->frame[0]), glass->number, oldest->tw + request->lag);
        row_delta(row, glass, oldest, later, request->lag);
    }
    row_write(stream, row);
    clones_free(oldest);
    glass->waits--;
    memmove(glass->waiting, glass->waiting + 1, (size_t)glass->waits * sizeof *glass->waiting);
}

/* Rows of the times whose lag ends at tw, or ended earlier without frames. */
static void end_waits(FILE *stream, const struct request *request, struct glass *glass,
                      const struct clones *clones) {
    while (glass->waits > 0) {
        double end = glass->waiting[0]->tw + (isnan(request->lag) ? 0 : request->lag);
        bool now = same_time(end, clones->tw);
        if (!now && end > clones->tw)
            return;
        write_oldest(stream, request, glass, now ? clones : NULL);
    }
}

/* Is this a time of --tw? Those are passed in order, so that the first one that never comes stays the next.
 */
static bool is_requested(const struct request *request, struct glass *glass, double tw) {
    if (request->tw.count == 0)
        return true;
    if (glass->found == request->tw.count || !same_time(request->tw.value[glass->found], tw))
        return false;
    glass->found++;
    return true;
}

static void wait_for_lag(struct glass *glass, struct clones *clones) {
    glass->waiting = reallocarray(glass->waiting, (size_t)glass->waits + 1, sizeof *glass->waiting);
    if (glass->waiting == NULL)
        fatal(EX_OSERR, "no memory for %d times that wait for --lag", glass->waits + 1);
    glass->waiting[glass->waits++] = clones;
}

static struct glass begin_glass(const struct frame *frame) {
    struct glass glass = {.number = frame_glass(frame), .count = frame->n / 2};
    if (glass.count == 0)
        fatal(EX_DATAERR, "%s: expected at least 2 particles, found 1", frame_where(frame));
    glass.largest = allocate((size_t)glass.count, sizeof *glass.largest);
    displacement_largest(frame->n, frame->sigma, glass.largest);
    return glass;
}

static void end_glass(FILE *stream, const struct request *request, struct glass *glass) {
    while (glass->waits > 0)
        write_oldest(stream, request, glass, NULL);
    if (glass->largest != NULL && glass->found < request->tw.count)
        fatal(EX_DATAERR, "expected frames of glass %ld at tw = %.12g as --tw asks, found none",
              glass->number, request->tw.value[glass->found]);
    free(glass->largest);
    free(glass->waiting);
}

static void write_rows(struct clones_reader *reader, const struct request *request, struct output *output) {
    FILE *stream = output_stream(output);
    struct glass glass = {0};
    struct clones *clones;
    while ((clones = clones_read(reader)) != NULL) {
        if (clones->first) {
            end_glass(stream, request, &glass);
            glass = begin_glass(clones->frame[0]);
        }
        bool requested = is_requested(request, &glass, clones->tw);
        if (requested)
            wait_for_lag(&glass, clones);
        end_waits(stream, request, &glass, clones); /* without a lag, the row of this time itself */
        if (!requested)
            clones_free(clones);
        output_flush(output);
    }
    end_glass(stream, request, &glass);
}

int main(int argc, char **argv) {
    struct request request = {.lag = NAN};
    const struct option_spec options[] = {
        {"tw", "LIST", OPTION_TIMES, &request.tw, 0, 0, NULL, "Waiting times (default all that are there)"},
        {"lag", "TAU", OPTION_NUMBER, &request.lag, 0, INFINITY, NULL, "Give delta(tw, tw + TAU) too"},
        {0},
    };
    const struct program program = {
        .summary =
            "Read clones at their times, write their mean-squared distance and susceptibility as rows.",
        .details =
            "One row per glass and tw, over the N/2 largest particles, with errors by jackknife over clones. "
            "Frames come glass by glass, times ascending, at each time all clones in the same order.\n\n"
            "Example:\n  wca-chi --tw 8:8192:x2 --lag 10000 run.xyz",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);

    struct clones_reader *reader = clones_open(cli.files);
    struct output *output = output_open(cli.output);
    write_rows(reader, &request, output);
    output_close(output);
    clones_close(reader);
    return 0;
}
