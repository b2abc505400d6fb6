/* wca-jam: where a glass unjams: the packing fraction phi_J at which the pressure of its packings vanishes.
 *
 * Reads frames, lowers the density of each slowly at its temperature and cools a copy to T = 0 at each step
 * (jamming.h). Writes a row for each packing on the way: pressure, energy, contacts; then a row with phi_J.
 * Limits: one glass at a time, in one thread. */
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "program/checkpoint.h"
#include "program/cli.h"
#include "observables/composition.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "landscape/jamming.h"
#include "io/jsonl.h"
#include "io/merge.h"
#include "io/state.h"
#include "io/output.h"
#include "base/progress.h"

/* The state point of a row, in the order in which rows are sorted. */
static const char *const state[] = {STATE_POINT, NULL};

static const char summary[] =
    "Read glasses, write the packings on their way to unjamming, and phi_J; or averages over glasses.";
static const char details[] =
    "Reads frames (extended XYZ). A glass, a frame with a label temperature, falls in density by --rate at "
    "that temperature; after each --phi-step a copy is cooled to T = 0 by --cooling-rate and minimised, "
    "until the pressure vanishes. A frame without it is a packing, and each packing is minimised from the "
    "one before. A frame that is not jammed is compressed instead. Four packings next to the transition (one "
    "if there is no temperature) then fall in density athermally, in steps that quarter the pressure, to "
    "where each unjams: phi_j is the mean of these densities, phi_j_error their standard deviation and the "
    "error of the fits.\n\n"
    "A row (JSON Lines) for each packing has stage (scan; refine: on the athermal way down from the "
    "packing at from_phi), phi, pressure, energy, jammed, rattlers, contacts (between the others) and "
    "contact_number (contacts of a particle that is no rattler). The last row of a glass has phi_j, "
    "and phi_unjammed and phi_jammed, the densities of the scan around it; phi is that of the frame "
    "read.\n\n"
    "With --merge phi_j is the mean over the glasses that have one, phi_j_error its standard error (of "
    "one glass its own), phi_j_of_glasses the list; glasses_without counts the others. With "
    "--polydispersity phi_j_at_polydispersity is on a line through three glasses or more, with "
    "phi_j_slope.\n\n" CHECKPOINT_DETAILS "Examples:\n  wca-jam glass.xyz | jq 'select(.phi_j)'\n"
    "  wca-init --phi 0.7 | wca-min | wca-jam -o random.jsonl\n"
    "  wca-jam --merge --polydispersity 0.2293 glass-*.jsonl";

/* What the rows of one frame share. */
struct glass_rows {
    const struct frame *frame;
    int64_t clone;
    double temperature;
    struct output *rows, *frames; /* frames: NULL without --frames */
    struct checkpoint *checkpoint;
};

static json_t *state_point(const struct glass_rows *glass, const struct frame *frame) {
    json_t *row = state_row(frame);
    row_integer(row, "clone", glass->clone);
    row_number(row, "temperature", glass->temperature);
    row_integer(row, "particles", frame->n);
    return row;
}

static void write_packing(void *context, const struct frame *frame, const struct packing *packing,
                          enum stage stage, double from_phi) {
    const struct glass_rows *glass = context;
    json_t *row = state_point(glass, frame);
    row_text(row, "stage", stage == STAGE_SCAN ? "scan" : "refine");
    row_number(row, "from_phi", from_phi);
    row_number(row, "pressure", packing->pressure);
    row_number(row, "energy", packing->energy);
    row_boolean(row, "jammed", packing->jammed);
    row_integer(row, "rattlers", packing->rattlers);
    row_integer(row, "contacts", packing->contacts);
    row_number_or_reason(row, "contact_number", packing->contact_number, "no particle is held");
    row_number(row, "max_force", packing->max_force);
    row_boolean(row, "converged", packing->converged);
    row_write(output_stream(glass->rows), row);
    output_flush(glass->rows);
    if (glass->frames != NULL)
        extxyz_write(output_stream(glass->frames), frame);
    output_flush(glass->frames);
    detail("glass %ld: phi %.9g, pressure %.9g, %ld force evaluations", frame_glass(frame), packing->phi,
           packing->pressure, packing->evaluations);
}

static void resume(void *context, archive_function *archive, void *scan) {
    checkpoint_resume(((const struct glass_rows *)context)->checkpoint, archive, scan);
}

static void offer(void *context, archive_function *archive, void *scan) {
    checkpoint_offer(((const struct glass_rows *)context)->checkpoint, archive, scan);
}

static void write_transition(const struct glass_rows *glass, const struct jamming *jamming) {
    json_t *row = state_point(glass, glass->frame);
    row_number_or_reason(row, "phi_j", jamming->phi, "no packing next to the transition converged");
    row_number_or_reason(
        row, "phi_j_error", jamming->error,
        jamming->packings == 0
            ? "there is no phi_j"
            : "one packing has no scatter: begin at a higher density or make --phi-step smaller");
    row_integer(row, "packings", jamming->packings);
    if (jamming->unconverged > 0)
        row_integer(row, "packings_unconverged", jamming->unconverged);
    row_integer(row, "points", jamming->points);
    row_number(row, "phi_unjammed", jamming->unjammed);
    row_number(row, "phi_jammed", jamming->jammed);
    row_write(output_stream(glass->rows), row);
    output_flush(glass->rows);
}

/* That of the option, else the label, else 0. */
static double temperature_of(const struct frame *frame, double option) {
    double temperature = option;
    if (isnan(option) && !frame_number(frame, "temperature", &temperature))
        temperature = 0;
    if (frame->n < 2)
        fatal(EX_DATAERR, "%s: expected at least 2 particles, found %d", frame_where(frame), frame->n);
    return temperature;
}

/* The mean of phi_J over glasses, from the rows of those that have one. */
static void write_average(json_t *row, const struct merge_row *rows, int count, double polydispersity) {
    double *phi_j = allocate((size_t)count, sizeof *phi_j), error = NAN;
    for (int g = 0; g < count; g++)
        phi_j[g] = row_get_number(rows[g].where, rows[g].json, "phi_j");
    if (count > 1)
        error = gsl_stats_sd(phi_j, 1, (size_t)count) / sqrt(count);
    else if (json_is_number(json_object_get(rows[0].json, "phi_j_error")))
        error = row_get_number(rows[0].where, rows[0].json, "phi_j_error");
    merge_write_samples(row, rows, count);
    row_integer(row, "particles", merge_common(rows, count, "particles"));
    row_number(row, "phi_j", gsl_stats_mean(phi_j, 1, (size_t)count));
    row_number_or_reason(row, "phi_j_error", error, "one glass, of one packing");
    row_numbers(row, "phi_j_of_glasses", count, phi_j);
    if (!isnan(polydispersity))
        composition_write(row, "phi_j", rows, count, phi_j, polydispersity, false);
    free(phi_j);
}

static void average(void *polydispersity, const struct merge *all, const struct merge_row *rows, int count,
                    FILE *stream) {
    json_t *row = merge_state(all, rows);
    struct merge_row *with = allocate((size_t)count, sizeof *with);
    int found = 0;
    for (int g = 0; g < count; g++)
        if (!json_is_null(json_object_get(rows[g].json, "phi_j")))
            with[found++] = rows[g];
    if (found > 0)
        write_average(row, with, found, *(const double *)polydispersity);
    else
        row_number_or_reason(row, "phi_j", NAN, "no glass has one");
    row_integer(row, "glasses_without", count - found);
    row_write(stream, row);
    free(with);
}

/* The packings of one glass on its way to phi_J. */
static void decompress(struct glass_rows *glass, const struct decompression *how, bool quiet) {
    const struct jamming_calls calls = {glass, write_packing, resume, offer};
    struct progress progress;
    frame_integer(glass->frame, "clone", &glass->clone);
    progress_start(&progress, "force evaluations", 0, quiet);
    struct jamming jamming = jamming_find(glass->frame, how, glass->clone, &calls, &progress);
    progress_end(&progress);
    write_transition(glass, &jamming);
}

/* phi_J over glasses, from rows of each. */
static void average_files(const struct cli *cli, double *polydispersity) {
    struct output *output = output_open(cli->output);
    merge_read(cli->files, state, "phi_j", STATE_POINT_KEYS, average, polydispersity, output_stream(output));
    output_close(output);
}

int main(int argc, char **argv) {
    double temperature = NAN, polydispersity = NAN;
    bool merge = false;
    struct decompression how = {
        .phi_step = 0.002, .rate = 1e-5, .cooling_rate = 1e-4, .pressure_tolerance = 1e-4, .seed = 1};
    const char *frames_path = NULL;
    struct checkpoint_options checkpoints = {NULL, CHECKPOINT_EVERY, false};
    const struct option_spec options[] = {
        {"temperature", "T", OPTION_NUMBER, &temperature, 0, 1e6, NULL,
         "Temperature of the glass while its density falls, eps/k_B; 0: athermal (default: label "
         "temperature, 0 without it)"},
        {"phi-step", "DPHI", OPTION_NUMBER, &how.phi_step, 1e-9, 1, NULL,
         "Between two densities at which a packing is made"},
        {"rate", "R", OPTION_NUMBER, &how.rate, 1e-12, 1e6, NULL, "How fast the density falls, dphi/dt"},
        {"cooling-rate", "R", OPTION_NUMBER, &how.cooling_rate, 1e-12, 1e6, NULL,
         "How fast a packing is cooled to T = 0, dT/dt"},
        {"pressure-tolerance", "P", OPTION_NUMBER, &how.pressure_tolerance, 1e-9, 1e6, NULL,
         "A packing with a higher pressure than P is jammed, eps/<sigma>^3"},
        {"seed", "SEED", OPTION_SEED, &how.seed, 0, 0, NULL, "Seed of velocities and thermostat"},
        {"frames", "FILE", OPTION_TEXT, &frames_path, 0, 0, NULL,
         "Write the packings too, in the order of the rows (extended XYZ)"},
        CHECKPOINT_OPTIONS(checkpoints),
        {"merge", NULL, OPTION_FLAG, &merge, 0, 0, NULL,
         "Read rows of glasses, write the average of phi_j over the glasses of each state point"},
        {"polydispersity", "DELTA", OPTION_NUMBER, &polydispersity, 0, 1, NULL,
         "With --merge: phi_j of glasses of this polydispersity too, sd/mean of the diameters, by a straight "
         "line"},
        {0},
    };
    const struct program program = {
        .summary = summary, .details = details, .reads = true, .options = options};
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (!merge && !isnan(polydispersity))
        fatal(EX_USAGE, "expected --polydispersity with --merge only, found it without");
    if (merge) {
        average_files(&cli, &polydispersity);
        return 0;
    }
    struct extxyz_reader *reader = extxyz_open(cli.files);
    struct output *output = output_open(cli.output);
    struct output *frames_output = output_open_besides(frames_path);
    struct checkpoint *checkpoint = checkpoint_open(&checkpoints, &program, cli.files, 2,
                                                    (struct output *const[]){output, frames_output});
    int count;
    for (struct frame **frames; (frames = extxyz_read_glass(reader, &count)) != NULL; frames_free(frames))
        for (int k = 0; k < count; k++) {
            if (checkpoint_done_with(checkpoint, &frames[k], 1))
                continue;
            how.temperature = temperature_of(frames[k], temperature);
            decompress(
                &(struct glass_rows){frames[k], k + 1, how.temperature, output, frames_output, checkpoint},
                &how, cli.quiet);
        }
    checkpoint_close(checkpoint);
    extxyz_close(reader);
    return 0;
}
