/* wca-min: inherent structures: minimise the potential energy of frames.
 *
 * Reads frames, writes the same ones at a minimum of the energy, with the labels energy (total, eps),
 * max_force (largest force component, eps/<sigma>), potential and converged. Frames of one glass with one box
 * share SIMD lanes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "landscape/minimize.h"
#include "io/output.h"
#include "base/progress.h"

/* How frames are minimised. */
struct minimum_options {
    int method, potential;   /* -1: that of the frames */
    double tolerance, error; /* of a force, eps/<sigma>; of a step of steepest descent, <sigma>, or NAN */
    int64_t max_steps;
    bool forces; /* written too */
};

static const char summary[] =
    "Read frames, write their inherent structures: the minima of the potential energy below them.";
static const char details[] =
    "Reads frames (extended XYZ) and writes each at a minimum below it, with the labels energy, max_force, "
    "potential and converged; with another --potential than theirs, which stays their label, "
    "overlaps_removed "
    "instead. A frame that does not converge is written with converged=F and a warning. "
    "Velocities and the label temperature are dropped.\n\n"
    "Which minimum: cg (Polak-Ribiere), fire and lbfgs take long steps and promise a minimum nearby; near "
    "jamming it is as often that of another basin of attraction. descent follows the path of steepest "
    "descent, with controlled error, to the minimum of the frame's own basin; it takes 2 to 20 times as "
    "long.\n\n"
    "Example:\n  wca-md --times 1000 clones.xyz | wca-min --method descent -o minima.xyz";

static void finish(struct frame *frame, const struct ensemble *ensemble, int lane,
                   const struct minimum *minimum, const struct minimum_options *how) {
    free(frame->velocity);
    frame->velocity = NULL;
    frame_drop(frame, "temperature");
    frame_moved(frame);
    ensemble_store(ensemble, lane, frame->position, NULL);
    if (how->forces) {
        frame->force = allocate(3 * (size_t)frame->n, sizeof(double));
        lane_get(3 * frame->n, ensemble->width, lane, ensemble->f, frame->force);
    }
    frame_set_number(frame, "energy", minimum->energy);
    frame_set_number(frame, "max_force", minimum->max_force);
    if (ensemble->potential == frame_potential(frame))
        frame_set_text(frame, "potential", potential_name(ensemble->potential));
    else
        frame_set_text(frame, "overlaps_removed", potential_name(ensemble->potential));
    frame_set_boolean(frame, "converged", minimum->converged);
    const char *clone = frame_text(frame, "clone");
    clone = clone == NULL ? "-" : clone;
    detail("glass %lld, clone %s: energy %.12g, largest force component %g, %lld force evaluations",
           (long long)frame_glass(frame), clone, minimum->energy, minimum->max_force,
           (long long)minimum->evaluations);
    if (!minimum->converged && how->max_steps > 0)
        warning("glass %lld, clone %s: not converged after %lld steps: largest force component %g, expected "
                "at most %g (--max-steps)",
                (long long)frame_glass(frame), clone, (long long)minimum->evaluations - 1, minimum->max_force,
                how->tolerance);
}

/* Minimise frames of one glass and box; a lane that is done takes the next frame. */
static void minimise(struct frame **frames, int count, const struct minimum_options *how,
                     struct progress *progress, int done_before) {
    int width = how->method == METHOD_LBFGS || count == 1 ? 1 : LANES;
    struct ensemble *ensemble = ensemble_of(frames[0], width, false);
    struct minimizer *minimizer =
        minimizer_new(ensemble, (enum method)how->method, how->tolerance, how->max_steps);
    int in_lane[LANES], next = 0;
    if (how->method == METHOD_DESCENT && !isnan(how->error))
        minimizer_error(minimizer, how->error);
    if (how->potential >= 0)
        ensemble->potential = (enum potential)how->potential;
    for (int lane = 0; lane < width; lane++) {
        in_lane[lane] = next < count ? next++ : 0;
        ensemble_load(ensemble, lane, frames[in_lane[lane]]->position, NULL);
        ensemble_name(ensemble, lane, frames[in_lane[lane]]);
        if (lane < count)
            minimizer_start(minimizer, lane);
    }
    for (int done = 0; done < count;) {
        if (!minimizer_step(minimizer))
            continue;
        struct minimum minimum;
        for (int lane; (lane = minimizer_ended(minimizer, &minimum)) >= 0;) {
            finish(frames[in_lane[lane]], ensemble, lane, &minimum, how);
            progress_update(progress, done_before + ++done);
            if (next < count) {
                in_lane[lane] = next++;
                ensemble_load(ensemble, lane, frames[in_lane[lane]]->position, NULL);
                ensemble_name(ensemble, lane, frames[in_lane[lane]]);
                minimizer_start(minimizer, lane);
            }
        }
    }
    minimizer_free(minimizer);
    ensemble_free(ensemble);
}

int main(int argc, char **argv) {
    struct minimum_options how = {METHOD_CG, -1, 1e-10, NAN, 200000, false};
    const struct option_spec options[] = {
        {"method", "METHOD", OPTION_CHOICE, &how.method, 0, 0, "cg|fire|lbfgs|descent", "How to minimise"},
        {"potential", "NAME", OPTION_CHOICE, &how.potential, 0, 0, POTENTIAL_CHOICES,
         "Pair potential (default: that of the frames); another one removes overlaps"},
        {"tolerance", "F", OPTION_NUMBER, &how.tolerance, 0, 1e6, NULL,
         "Largest force component at the minimum, eps/<sigma>"},
        {"error", "D", OPTION_NUMBER, &how.error, 1e-10, 1, NULL,
         "With --method descent: error allowed in a coordinate per step, <sigma> (default: 1e-5)"},
        {"max-steps", "COUNT", OPTION_INTEGER, &how.max_steps, 0, 1e12, NULL,
         "Steps per frame, one force evaluation each; 0 evaluates without moving"},
        {"forces", NULL, OPTION_FLAG, &how.forces, 0, 0, NULL, "Write the forces too (column forces:R:3)"},
        {0},
    };
    const struct program program = {
        .summary = summary, .details = details, .reads = true, .options = options};
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (!isnan(how.error) && how.method != METHOD_DESCENT)
        fatal(EX_USAGE, "--error is that of --method descent: expected it with that method, found another");
    struct extxyz_reader *reader = extxyz_open(cli.files);
    struct output *output = output_open(cli.output);
    int count, done = 0;
    struct progress progress;
    progress_start(&progress, "frames", 0, cli.quiet);
    for (struct frame **frames; (frames = extxyz_read_glass(reader, &count)) != NULL; frames_free(frames)) {
        for (int first = 0, last; first < count; first = last) {
            for (last = first + 1; last < count && frames[last]->box == frames[first]->box; last++)
                ;
            minimise(frames + first, last - first, &how, &progress, done);
            done += last - first;
        }
        for (int k = 0; k < count; k++)
            extxyz_write(output_stream(output), frames[k]);
        output_flush(output);
    }
    progress_end(&progress);
    output_close(output);
    extxyz_close(reader);
}
