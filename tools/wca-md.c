/* wca-md: molecular dynamics of the clones of a glass.
 *
 * Reads frames with velocities, sets packing fraction and temperature at once, follows them with velocity
 * Verlet and writes them at each waiting time: per glass the times ascending, and within a time the clones in
 * input order. Clones of one glass share SIMD lanes; none depends on the others. Masses are 1. */
#include <math.h>
#include <stdlib.h>

#include "program/checkpoint.h"
#include "program/cli.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "io/output.h"
#include "base/progress.h"
#include "dynamics/replicas.h"

/* How clones are followed. */
struct md_options {
    double phi, density, temperature; /* NAN: as the labels say */
    double tau, dt;
    int thermostat, origin;
    bool still;
    struct times times;
    struct checkpoint_options checkpoints;
};

static const char summary[] =
    "Read clones, write them as they are at each waiting time of molecular dynamics.";
static const char details[] =
    "Reads frames with velocities (extended XYZ, from wca-clone) and writes them at the waiting times of "
    "--times. A time is the step round(t/dt); labels carry the time asked for. Frames that carry the label "
    "tw go on from there.\n\n" CHECKPOINT_DETAILS
    "(Into a pipe too, of one glass: FILE holds its frames, and they are written again.)\n\n"
    "Example:\n  wca-md --temperature 0.0005 --times 8:8192:x2 clones.xyz";

/* Take the mean velocity off: a thermostat would take it for heat. What is left of rounding stays: a frame
 * that this box of programs wrote keeps its bits. Returns what was taken off. */
static double stop_drift(struct frame *frame) {
    const double rounding = 1e-6; /* of the root mean square of the velocities */
    double mean[3] = {0}, square = 0;
    for (int k = 0; k < 3 * frame->n; k++) {
        mean[k % 3] += frame->velocity[k] / frame->n;
        square += frame->velocity[k] * frame->velocity[k] / frame->n;
    }
    double drift = sqrt(mean[0] * mean[0] + mean[1] * mean[1] + mean[2] * mean[2]);
    if (!(drift > rounding * sqrt(square)))
        return 0;
    for (int k = 0; k < 3 * frame->n; k++)
        frame->velocity[k] -= mean[k % 3];
    return drift;
}

static void stop_drifts(struct frame **frames, int count) {
    const struct frame *worst = NULL;
    double largest = 0;
    for (int k = 0; k < count; k++) {
        double drift = stop_drift(frames[k]);
        if (drift > largest)
            worst = frames[k];
        largest = fmax(largest, drift);
    }
    if (worst != NULL)
        warning("%s: the centre of mass moves with a velocity of %.6g%s: it is taken off, so that the total "
                "momentum is zero and the thermostat sees heat alone",
                frame_where(worst), largest, count > 1 ? " (the largest of this glass)" : "");
}

/* Check the frames of a glass and set its state point. Returns the temperature of the bath. */
static double set_state_point(struct frame **frames, int count, const struct md_options *how) {
    double bath = how->temperature;
    for (int k = 0; k < count; k++) {
        struct frame *frame = frames[k];
        double label;
        if (frame->velocity == NULL)
            fatal(EX_DATAERR,
                  "%s: frame %d of glass %lld has no velocities (column velo:R:3): wca-clone draws them, "
                  "wca-read takes momenta and columns of other names",
                  frame_where(frame), k + 1, (long long)frame_glass(frame));
        if (frame->n < 2)
            fatal(EX_DATAERR, "%s: expected at least 2 particles, found %d", frame_where(frame), frame->n);
        if (!isnan(how->phi))
            frame_set_packing_fraction(frame, how->phi);
        if (!isnan(how->density))
            frame_set_density(frame, how->density);
        if (frame->box != frames[0]->box)
            fatal(EX_DATAERR,
                  "%s: frame %d of glass %lld has the box %g, the first one %g: expected one box (or give "
                  "--phi)",
                  frame_where(frame), k + 1, (long long)frame_glass(frame), frame->box, frames[0]->box);
        if (isnan(how->temperature)) {
            if (!frame_number(frame, "temperature", &label))
                fatal(EX_DATAERR, "%s: frame %d has no label temperature: give --temperature",
                      frame_where(frame), k + 1);
            if (k > 0 && label != bath)
                fatal(EX_DATAERR,
                      "%s: frame %d has temperature %g, the first one %g: expected one, or --temperature",
                      frame_where(frame), k + 1, label, bath);
            bath = label;
        }
    }
    if (how->thermostat != THERMOSTAT_NONE && !(bath > 0))
        fatal(EX_DATAERR,
              "%s: expected a bath above temperature 0, found the label temperature=%g: give --temperature",
              frame_where(frames[0]), bath);
    stop_drifts(frames, count);
    return bath;
}

/* The clones of one glass on their way through the times. */
struct clones_run {
    struct replicas *replicas;
    int times, written; /* at which they are written */
};

static void archive_run(struct archive *archive, void *state) {
    struct clones_run *run = state;
    archive_int(archive, &run->written, 0, run->times);
    replicas_archive(run->replicas, archive);
    archive_expect(archive, replicas_has(run->replicas, run->written));
}

static void follow(struct frame **frames, int count, const struct md_options *how, struct output *output,
                   struct checkpoint *checkpoint, bool quiet) {
    const struct times *times = &how->times;
    double bath = set_state_point(frames, count, how);
    struct md md = {
        .thermostat = (enum thermostat)how->thermostat, .temperature = bath, .dt = how->dt, .tau = how->tau};
    struct clones_run run = {.replicas = replicas_new(frames, count, &md, (enum origin)how->origin, times),
                             .times = times->count};
    struct progress progress;
    if (how->checkpoints.path != NULL && !output_is_file(output))
        replicas_keep(run.replicas, !how->still);
    checkpoint_resume(checkpoint, archive_run, &run);
    if (!output_is_file(output))
        run.written = 0;
    progress_start(&progress, "clone steps", (double)count * times->value[times->count - 1] / how->dt, quiet);
    while (run.written < times->count) {
        checkpoint_offer(checkpoint, archive_run, &run);
        progress_update(&progress, replicas_steps(run.replicas));
        if (!replicas_advance(run.replicas, run.written))
            continue;
        for (int k = 0; k < count; k++) {
            struct frame *frame = replicas_take(run.replicas, k, run.written);
            if (how->still) {
                free(frame->velocity);
                frame->velocity = NULL;
            }
            extxyz_write(output_stream(output), frame);
            frame_free(frame);
        }
        output_flush(output);
        run.written++;
    }
    progress_end(&progress);
    replicas_free(run.replicas);
}

/* Options that do not go together. */
static void check(const struct md_options *how) {
    if (!isnan(how->phi) && !isnan(how->density))
        fatal(EX_USAGE, "expected --phi or --density, found both");
    if (how->times.count == 0)
        fatal(EX_USAGE, "--times is missing: at which waiting times to write frames");
    if (how->times.value[how->times.count - 1] / how->dt > 0x1p53)
        fatal(EX_USAGE, "--times: %g is more than 2^53 steps of %g", how->times.value[how->times.count - 1],
              how->dt);
    if (how->origin == ORIGIN_THERMAL && how->thermostat == THERMOSTAT_NONE)
        fatal(EX_USAGE, "--origin thermal needs a thermostat, found --thermostat none");
}

int main(int argc, char **argv) {
    struct md_options how = {.phi = NAN,
                             .density = NAN,
                             .temperature = NAN,
                             .tau = 1.0,
                             .dt = 0.0035,
                             .thermostat = THERMOSTAT_BERENDSEN,
                             .origin = ORIGIN_ZERO,
                             .checkpoints = {NULL, CHECKPOINT_EVERY, true}};
    const struct option_spec options[] = {
        {"times", "LIST", OPTION_TIMES, &how.times, 0, 0, NULL,
         "Waiting times tw at which to write frames, such as 8,16,100:1000:100,8:8192:x2 (required)"},
        {"temperature", "T", OPTION_NUMBER, &how.temperature, 1e-12, 1e6, NULL,
         "Temperature of the bath, eps/k_B, set at once (default: label temperature)"},
        {"phi", "PHI", OPTION_NUMBER, &how.phi, 1e-3, 10, NULL,
         "Packing fraction, set at once by scaling box and positions (default: as read)"},
        {"density", "RHO", OPTION_NUMBER, &how.density, 1e-6, 10, NULL,
         "The same by the number density, <sigma>^-3"},
        {"thermostat", "NAME", OPTION_CHOICE, &how.thermostat, 0, 0, "berendsen|csvr|none",
         "Berendsen; csvr, canonical; or none, constant energy"},
        {"tau", "T", OPTION_NUMBER, &how.tau, 1e-6, 1e6, NULL, "Time constant of the thermostat"},
        {"dt", "T", OPTION_NUMBER, &how.dt, 1e-9, 1, NULL, "Time step"},
        {"origin", "NAME", OPTION_CHOICE, &how.origin, 0, 0, "zero|thermal",
         "Where tw = 0: at the start, or when a clone's kinetic temperature, averaged over a time 1, first "
         "is within 2 % of the bath's"},
        {"positions", NULL, OPTION_FLAG, &how.still, 0, 0, NULL,
         "Write no velocities: wca-chi, wca-msd and wca-fskt need none"},
        CHECKPOINT_OPTIONS(how.checkpoints),
        {0},
    };
    const struct program program = {
        .summary = summary, .details = details, .reads = true, .options = options};
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    check(&how);
    struct extxyz_reader *reader = extxyz_open(cli.files);
    struct output *output = output_open(cli.output);
    struct checkpoint *checkpoint = checkpoint_open(&how.checkpoints, &program, cli.files, 1, &output);
    int count, glasses = 0;
    for (struct frame **frames; (frames = extxyz_read_glass(reader, &count)) != NULL; frames_free(frames)) {
        if (++glasses > 1 && how.checkpoints.path != NULL && !output_is_file(output))
            fatal(EX_DATAERR,
                  "%s: expected one glass, since with --checkpoint into a pipe the frames of a glass are "
                  "kept to be "
                  "written again, found another: give -o FILE",
                  frame_where(frames[0]));
        if (!checkpoint_done_with(checkpoint, frames, count))
            follow(frames, count, &how, output, checkpoint, cli.quiet);
    }
    checkpoint_close(checkpoint);
    extxyz_close(reader);
}
