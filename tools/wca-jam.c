/* wca-jam: where a glass unjams: the packing fraction phi_J at which the pressure of its packings vanishes.
 *
 * Reads frames, lowers the density of each slowly at its temperature and cools a copy to T = 0 at each step
 * (jamming.h). Writes a row for each packing on the way: pressure, energy, contacts; then a row with phi_J.
 * Limits: one glass at a time, in one thread. */
#include <math.h>
#include <stdlib.h>

#include "program/cli.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "landscape/jamming.h"
#include "io/jsonl.h"
#include "io/state.h"
#include "io/output.h"
#include "base/progress.h"

static double temperature = NAN;
static struct decompression how = {
    .phi_step = 0.002, .rate = 1e-5, .cooling_rate = 1e-4, .pressure_tolerance = 1e-4, .seed = 1};
static const char *frames_path = NULL;

static const struct option_spec options[] = {
    {"temperature", "T", OPTION_NUMBER, &temperature, 0, 1e6, NULL,
     "Temperature of the glass while its density falls, eps/k_B; 0: athermal (default: label temperature, 0 "
     "without it)"},
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
    {NULL, NULL, 0, NULL, 0, 0, NULL, NULL},
};

static const struct program program = {
    .summary = "Read glasses, write the packings on their way to unjamming, and phi_J.",
    .details =
        "Reads frames (extended XYZ). A glass, a frame with a label temperature, falls in density by --rate "
        "at that temperature; after each --phi-step a copy is cooled to T = 0 by --cooling-rate and "
        "minimised, until the pressure vanishes. A frame without it is a packing, and each packing is "
        "minimised from the one before. A frame that is not jammed is compressed instead. Four packings next "
        "to the transition (one if there is no temperature) then fall in density athermally, in steps that "
        "quarter the pressure, to where each unjams: phi_j is the mean of these densities, phi_j_error their "
        "standard deviation and the error of the fits.\n\n"
        "A row (JSON Lines) for each packing has stage (scan; refine: on the athermal way down from the "
        "packing at from_phi), phi, pressure, energy, jammed, rattlers, contacts (between the others) and "
        "contact_number (contacts of a particle that is no rattler). The last row of a glass has phi_j, and "
        "phi_unjammed and phi_jammed, the densities of the scan around it; phi is that of the frame read.\n\n"
        "Examples:\n  wca-jam glass.xyz | jq 'select(.phi_j)'\n"
        "  wca-init --phi 0.7 | wca-min | wca-jam -o random.jsonl",
    .reads = true,
    .options = options,
};

/* What the rows of one frame share. */
struct glass_rows {
    const struct frame *frame;
    int64_t clone;
    struct output *rows, *frames; /* frames: NULL without --frames */
};

static json_t *state_point(const struct glass_rows *glass, const struct frame *frame) {
    json_t *row = state_row(frame);
    row_integer(row, "clone", glass->clone);
    row_number(row, "temperature", how.temperature);
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

static void set_temperature(const struct frame *frame) {
    how.temperature = temperature;
    if (isnan(temperature) && !frame_number(frame, "temperature", &how.temperature))
        how.temperature = 0;
    if (frame->n < 2)
        fatal(EX_DATAERR, "%s: expected at least 2 particles, found %d", frame_where(frame), frame->n);
}

int main(int argc, char **argv) {
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    struct extxyz_reader *reader = extxyz_open(cli.files);
    struct output *output = output_open(cli.output);
    struct output *frames_output = output_open_besides(frames_path);
    struct progress progress;
    int count;
    for (struct frame **frames; (frames = extxyz_read_glass(reader, &count)) != NULL; frames_free(frames))
        for (int k = 0; k < count; k++) {
            struct glass_rows glass = {
                .frame = frames[k], .clone = k + 1, .rows = output, .frames = frames_output};
            frame_integer(frames[k], "clone", &glass.clone);
            set_temperature(frames[k]);
            progress_start(&progress, "force evaluations", 0, cli.quiet);
            struct jamming jamming =
                jamming_find(frames[k], &how, glass.clone, write_packing, &glass, &progress);
            progress_end(&progress);
            write_transition(&glass, &jamming);
        }
    output_close(frames_output);
    output_close(output);
    extxyz_close(reader);
    return 0;
}
