/* wca-saddle: refine saddles of the energy and say how the energy curves there.
 *
 * Reads frames near saddles (wca-neb --saddles), moves each to where no force is left (climb.h), and writes a
 * row: its energy, the lowest curvatures, how many of them are negative. With --sides also two frames for
 * each, a step down to both sides, for wca-min: where they end says which minima the saddle connects. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "landscape/climb.h"
#include "forces/crew.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "io/jsonl.h"
#include "forces/ensemble.h"
#include "forces/kernel.h"
#include "landscape/landscape.h"
#include "io/output.h"
#include "io/state.h"
#include "base/progress.h"
#include "base/rng.h"
#include "io/unwrap.h"

enum { LOWEST = 4 };

/* How saddles are refined. */
struct saddle_options {
    double tolerance, threshold; /* of a force, eps/<sigma>; of a curvature, eps/<sigma>^2 */
    double step;                 /* down to a side, <sigma> */
    int64_t lanczos, max_evaluations;
    const char *sides;
    bool unwrap;
};

static const char summary[] =
    "Read frames near saddles of the energy, write the saddles' energies and curvatures.";
static const char details[] =
    "Reads frames (extended XYZ, from wca-neb --saddles) and moves each to the saddle near it, by hybrid "
    "eigenvector following with forces alone. A row (JSON Lines) for each says its energy, the largest force "
    "component, the lowest curvatures by Lanczos and negative_modes, how many of these are below -threshold "
    "(four means four or more). A frame that does not come to a saddle has converged false.\n\n"
    "Example, the minima on both sides of each saddle:\n"
    "  wca-saddle --sides sides.xyz saddles.xyz -o saddles.jsonl\n"
    "  wca-min --method descent sides.xyz -o minima.xyz";

struct saddle {
    struct climb climb;
    double curvature[LOWEST];
    double *position, *mode;
};

/* The frames of one glass, and who moves them. */
struct task {
    const struct saddle_options *how;
    struct frame **frame;
    struct saddle *saddle;
    struct climber *climber[LANES];
    struct crew *crew;
    struct progress *progress;
    int *done;
};

static double forces_of_crew(void *context, const double *x, double *f) {
    return crew_forces(context, x, f);
}

/* A random direction without translation. */
static void random_mode(const struct frame *frame, int64_t number, double *mode) {
    gsl_rng *rng = rng_stream(0, RNG_MODES, frame_glass(frame), number);
    rng_maxwell(rng, 1.0, frame->n, mode);
    gsl_rng_free(rng);
}

static void run_task(void *context, int worker, int item) {
    struct task *task = context;
    const struct frame *frame = task->frame[item];
    struct saddle *saddle = &task->saddle[item];
    struct climber *climber = task->climber[worker];
    size_t bytes = 3 * (size_t)frame->n * sizeof(double);
    memcpy(climber_position(climber), frame->position, bytes);
    random_mode(frame, item, climber_mode(climber));
    climber_curvatures(climber, (int)task->how->lanczos, LOWEST, saddle->curvature);
    saddle->climb =
        climber_run(climber, task->how->tolerance, -INFINITY, INFINITY, task->how->max_evaluations);
    random_mode(frame, item, climber_mode(climber)); /* from the mode itself no other would be found */
    int found = climber_curvatures(climber, (int)task->how->lanczos, LOWEST, saddle->curvature);
    for (int k = found; k < LOWEST; k++)
        saddle->curvature[k] = INFINITY;
    saddle->position = allocate(3 * (size_t)frame->n, sizeof(double));
    saddle->mode = allocate(3 * (size_t)frame->n, sizeof(double));
    memcpy(saddle->position, climber_position(climber), bytes);
    memcpy(saddle->mode, climber_mode(climber), bytes);
    progress_update(task->progress, ++*task->done);
}

static int negative_modes(const struct saddle *saddle, double threshold) {
    int modes = 0;
    for (int k = 0; k < LOWEST; k++)
        modes += saddle->curvature[k] < -threshold;
    return modes;
}

static void write_row(FILE *stream, const struct frame *frame, int position, const struct saddle *saddle,
                      const struct saddle_options *how) {
    static const char *const integers[] = {"a", "b"};
    int modes = negative_modes(saddle, how->threshold);
    bool converged = saddle->climb.max_force <= how->tolerance && modes > 0;
    int64_t integer;
    json_t *row = state_row(frame), *curvatures = json_array();
    row_integer(row, "position", position);
    for (size_t l = 0; l < sizeof integers / sizeof *integers; l++)
        if (frame_integer(frame, integers[l], &integer))
            row_integer(row, integers[l], integer);
    row_number(row, "energy", saddle->climb.energy);
    row_number(row, "max_force", saddle->climb.max_force);
    row_number(row, "moved", saddle->climb.distance);
    for (int k = 0; k < LOWEST; k++)
        json_array_append_new(curvatures,
                              isfinite(saddle->curvature[k]) ? json_real(saddle->curvature[k]) : json_null());
    json_object_set_new(row, "curvatures", curvatures);
    row_integer(row, "negative_modes", modes);
    row_boolean(row, "converged", converged);
    row_integer(row, "evaluations", saddle->climb.evaluations);
    if (!converged)
        row_text(row, "reason",
                 saddle->climb.max_force > how->tolerance ? "the force is above --tolerance"
                                                          : "no curvature is negative");
    row_write(stream, row);
}

/* A step to one side of a saddle: labels position and side, -1 or 1. */
static void write_side(FILE *stream, const struct frame *frame, int position, const struct saddle *saddle,
                       int side, double step) {
    static const char *const stale[] = {"energy", "max_force", "converged", "image"};
    struct frame *off = frame_copy(frame);
    for (size_t k = 0; k < sizeof stale / sizeof *stale; k++)
        frame_drop(off, stale[k]);
    for (int k = 0; k < 3 * off->n; k++)
        off->position[k] = saddle->position[k] + side * step * saddle->mode[k];
    frame_moved(off);
    frame_set_integer(off, "position", position);
    frame_set_integer(off, "side", side);
    extxyz_write(stream, off);
    frame_free(off);
}

int main(int argc, char **argv) {
    struct saddle_options how = {
        .tolerance = 1e-8, .threshold = 1e-3, .step = 0.05, .lanczos = 300, .max_evaluations = 100000};
    const struct option_spec options[] = {
        {"tolerance", "F", OPTION_NUMBER, &how.tolerance, 0, 1e6, NULL,
         "Largest force component at the saddle, eps/<sigma>"},
        {"lanczos", "STEPS", OPTION_INTEGER, &how.lanczos, 10, 1e5, NULL, "Lanczos steps for the curvatures"},
        {"threshold", "C", OPTION_NUMBER, &how.threshold, 0, 1e6, NULL,
         "A curvature is negative below -C, eps/<sigma>^2: translations and rattlers have none"},
        {"max-evaluations", "COUNT", OPTION_INTEGER, &how.max_evaluations, 1, 1e12, NULL,
         "Force evaluations of each saddle"},
        {"sides", "FILE", OPTION_TEXT, &how.sides, 0, 0, NULL,
         "Write for each frame two more, a step down the unstable direction to both sides"},
        {"step", "D", OPTION_NUMBER, &how.step, 0, 1e6, NULL,
         "Length of that step, all coordinates together, <sigma>"},
        UNWRAP_OPTION(how.unwrap, "first frame of the glass"),
        {0},
    };
    const struct program program = {
        .summary = summary, .details = details, .reads = true, .options = options};
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    struct extxyz_reader *reader = extxyz_open(cli.files);
    struct output *output = output_open(cli.output), *sides_output = output_open_besides(how.sides);
    int count, done = 0;
    struct progress progress;
    progress_start(&progress, "saddles", 0, cli.quiet);
    struct task task = {.how = &how, .progress = &progress, .done = &done};
    while ((task.frame = extxyz_read_glass(reader, &count)) != NULL) {
        const struct frame *first = task.frame[0];
        unwrap_compared(task.frame, count, how.unwrap);
        task.saddle = allocate((size_t)count, sizeof *task.saddle);
        ensemble_check_box(first);
        task.crew = crew_new(first->n, first->box, first->sigma, frame_potential(first));
        for (int k = 0; k < LANES; k++)
            task.climber[k] = climber_new(3 * first->n, forces_of_crew, task.crew);
        crew_run(task.crew, count, run_task, &task);
        for (int k = 0; k < count; k++) {
            struct saddle *saddle = &task.saddle[k];
            write_row(output_stream(output), task.frame[k], k, saddle, &how);
            for (int side = -1; sides_output != NULL && side <= 1; side += 2)
                write_side(output_stream(sides_output), task.frame[k], k, saddle, side, how.step);
            free(saddle->position);
            free(saddle->mode);
        }
        output_flush(output);
        output_flush(sides_output);
        for (int k = 0; k < LANES; k++)
            climber_free(task.climber[k]);
        crew_free(task.crew);
        free(task.saddle);
        frames_free(task.frame);
    }
    progress_end(&progress);
    outputs_close(2, (struct output *const[]){output, sides_output});
    extxyz_close(reader);
}
