/* wca-swap: equilibrate a glass by hybrid swap Monte Carlo.
 *
 * Reads frames, writes for each the frame after `--time` of molecular dynamics with exchanges of diameters in
 * between, or when it is shown to be in equilibrium (`--decays`). Blocks of md-time at dt with a canonical
 * thermostat (CSVR), then `swaps` Metropolis exchanges. Velocities are drawn anew at the
 * start. Limits: one glass at a time, in one thread. */
#include <math.h>
#include <string.h>

#include "cli.h"
#include "equilibrium.h"
#include "error.h"
#include "extxyz.h"
#include "jsonl.h"
#include "md.h"
#include "order.h"
#include "output.h"
#include "progress.h"
#include "rng.h"
#include "scattering.h"
#include "swap.h"

static double temperature = NAN, duration = NAN, decays = NAN;
static double md_time = 0.105, dt = 0.0035, tau = 1.0, log_every = NAN;
static int64_t swaps = UNSET_INTEGER;
static uint64_t seed = 1;
static const char *log_path = NULL, *certificate_path = NULL;

static const struct option_spec options[] = {
    {"temperature", "T", OPTION_NUMBER, &temperature, 1e-12, 1e6, NULL,
     "Temperature of the glass, eps/k_B (default: label glass_temperature)"},
    {"time", "T", OPTION_NUMBER, &duration, 0, 1e12, NULL,
     "How long to equilibrate, in units of time; with --decays, how long at most (required without it)"},
    {"decays", "D", OPTION_NUMBER, &decays, EQUILIBRIUM_FEWEST_DECAYS, 1e6, NULL,
     "Stop as soon as the glass is shown to be in equilibrium over D decay times of F_s, however long it "
     "takes "
     "unless --time is given"},
    {"certificate", "ROWS", OPTION_TEXT, &certificate_path, 0, 0, NULL,
     "Write what --decays found to this file, a row for each glass (JSON Lines)"},
    {"md-time", "T", OPTION_NUMBER, &md_time, 0, 1e6, NULL,
     "Molecular dynamics between two blocks of exchanges; 0: exchanges only, `--time` then counts blocks"},
    {"swaps", "COUNT", OPTION_INTEGER, &swaps, 0, 1e9, NULL,
     "Exchanges tried per block (default: 5 per particle, which lowers the energy fastest per CPU second)"},
    {"dt", "T", OPTION_NUMBER, &dt, 1e-9, 1, NULL, "Time step"},
    {"tau", "T", OPTION_NUMBER, &tau, 1e-6, 1e6, NULL, "Time constant of the thermostat"},
    {"seed", "SEED", OPTION_SEED, &seed, 0, 0, NULL, "Seed of velocities, thermostat and exchanges"},
    {"log", "ROWS", OPTION_TEXT, &log_path, 0, 0, NULL,
     "Write rows of time, energy and acceptance to this file (JSON Lines)"},
    {"log-every", "T", OPTION_NUMBER, &log_every, 1e-6, 1e12, NULL,
     "Time between two rows of the log (default: a hundredth of --time, 10 without it)"},
    {NULL, NULL, 0, NULL, 0, 0, NULL, NULL},
};

static const struct program program = {
    .summary = "Read frames, write them equilibrated by molecular dynamics with exchanges of diameters.",
    .details =
        "Reads frames (extended XYZ) and writes each as it is after --time of canonical molecular dynamics "
        "with Metropolis exchanges of the diameters of two particles in between (Ninarello, Berthier and "
        "Coslovich, Phys. Rev. X 7, 021039 (2017)). Velocities are drawn anew. The labels glass_phi, "
        "glass_temperature, temperature and time say where and for how long the glass was equilibrated, in "
        "this run. To go on with a glass give another --seed, or the same random numbers come again.\n\n"
        "With --decays D the run ends when equilibrium is shown. Origins are taken at t = 2^k; the decay "
        "time "
        "of one is when F_s(k = 7.0) is 1/e, averaged over four origins at 1, 5/4, 6/4 and 7/4 of 2^k. A "
        "glass is in equilibrium when for some origin, no earlier than its decay time, the decay time of the "
        "origin before agrees within 20 %; the run lasts D decay times after it; over those the potential "
        "energy, averaged over each decay time, has no slope (Student's t-test at 5 %); and it has neither "
        "crystallised nor demixed. The label equilibrium says T or F. A run that reaches --time before says "
        "in a warning, and in the row of --certificate, why it does not pass, and ends with status 0. The "
        "motion is that of a run without --decays.\n\n"
        "Examples:\n  wca-swap --temperature 0.46 --time 1000 start.xyz -o glass.xyz\n"
        "  wca-swap --temperature 0.0353 --decays 10 --certificate rows.jsonl start.xyz -o glass.xyz",
    .reads = true,
    .options = options,
};

/* What one glass carries through its run. */
struct run {
    struct frame *frame;
    struct ensemble *ensemble;
    struct md md;
    struct swap *swap;
    gsl_rng *thermostat, *exchanges;
    struct equilibrium *equilibrium; /* NULL without --decays */
    double time;
};

static struct run run_start(struct frame *frame) {
    if (frame->n < 2)
        fatal(EX_DATAERR, "%s: expected at least 2 particles, found %d", frame_where(frame), frame->n);
    double at = temperature;
    if (isnan(at) && !frame_number(frame, "glass_temperature", &at))
        fatal(EX_DATAERR, "%s: the frame has no label glass_temperature: give --temperature",
              frame_where(frame));
    int64_t glass = frame_glass(frame);
    struct run run = {.frame = frame};
    if (frame->velocity == NULL)
        frame->velocity = allocate(3 * (size_t)frame->n, sizeof(double));
    gsl_rng *velocities = rng_stream(seed, RNG_VELOCITIES, glass, 0);
    rng_maxwell(velocities, at, frame->n, frame->velocity);
    gsl_rng_free(velocities);
    run.thermostat = rng_stream(seed, RNG_THERMOSTAT, glass, 0);
    run.exchanges = rng_stream(seed, RNG_EXCHANGES, glass, 0);
    run.md = (struct md){
        .thermostat = THERMOSTAT_CSVR, .temperature = at, .dt = dt, .tau = tau, .rng = {run.thermostat}};
    run.ensemble = ensemble_new(frame->n, 1, frame->box, frame->sigma, true);
    ensemble_load(run.ensemble, 0, frame->position, frame->velocity);
    run.swap = swap_new(frame->n, at, run.exchanges);
    run.equilibrium = isnan(decays) ? NULL : equilibrium_new(frame->n, decays);
    return run;
}

static void run_end(struct run *run) {
    if (run->equilibrium != NULL)
        equilibrium_free(run->equilibrium);
    swap_free(run->swap);
    ensemble_free(run->ensemble);
    gsl_rng_free(run->thermostat);
    gsl_rng_free(run->exchanges);
}

static double potential_energy(struct run *run) {
    double energy;
    ensemble_forces(run->ensemble, INFINITY, &energy);
    return energy;
}

static json_t *row_of_glass(const struct run *run) {
    json_t *row = row_new();
    row_integer(row, "glass", frame_glass(run->frame));
    row_number(row, "phi", frame_phi_label(run->frame));
    row_number(row, "temperature", run->md.temperature);
    return row;
}

static void write_log(FILE *stream, struct run *run, int64_t tried, int64_t accepted) {
    json_t *row = row_of_glass(run);
    row_number(row, "time", run->time);
    row_number(row, "energy", potential_energy(run));
    row_number(row, "acceptance", tried == 0 ? 0.0 : (double)accepted / (double)tried);
    row_write(stream, row);
}

/* Blocks of dynamics and exchanges until the time is over or equilibrium is shown. */
static void equilibrate(struct run *run, FILE *log, bool quiet) {
    int64_t block_steps = md_time > 0 ? (int64_t)fmax(1, round(md_time / dt)) : 0;
    double unit = block_steps > 0 ? dt : 1.0;
    int64_t steps = isnan(duration) ? INT64_MAX : (int64_t)round(duration / unit);
    int64_t attempts = swaps == UNSET_INTEGER ? 5 * (int64_t)run->frame->n : swaps;
    double every = !isnan(log_every) ? log_every : isnan(duration) ? 10 : duration / 100, next_row = every;
    int64_t tried = 0, accepted = 0;
    bool ended = false;
    struct progress progress;
    progress_start(&progress, block_steps > 0 ? "steps" : "blocks", isnan(duration) ? NAN : (double)steps,
                   quiet);
    for (int64_t step = 0; step < steps && !ended;) {
        int64_t block = block_steps == 0 ? 1 : block_steps < steps - step ? block_steps : steps - step;
        if (block_steps > 0)
            md_advance(run->ensemble, &run->md, block, NULL);
        step += block;
        if (attempts > 0) {
            swap_look_up(run->swap, run->ensemble);
            swap_exchange(run->swap, run->ensemble, attempts);
        }
        run->time = step == steps ? duration : unit * (double)step;
        if (run->equilibrium != NULL)
            ended = equilibrium_observe(run->equilibrium, run->time, run->ensemble->x, potential_energy(run));
        if (log != NULL && (run->time >= next_row * (1 - 1e-12) || ended)) {
            write_log(log, run, run->swap->tried - tried, run->swap->accepted - accepted);
            tried = run->swap->tried;
            accepted = run->swap->accepted;
            next_row += every;
        }
        progress_update(&progress, (double)step);
    }
    progress_end(&progress);
    if (run->swap->tried > 0)
        detail("glass %lld: %.3g %% of %lld exchanges accepted", (long long)frame_glass(run->frame),
               100.0 * (double)run->swap->accepted / (double)run->swap->tried, (long long)run->swap->tried);
}

static void label(struct run *run) {
    struct frame *frame = run->frame;
    ensemble_store(run->ensemble, 0, frame->position, frame->velocity);
    memcpy(frame->sigma, run->ensemble->sigma, (size_t)frame->n * sizeof(double));
    frame_moved(frame);
    frame_set_number(frame, "temperature", run->md.temperature);
    frame_set_number(frame, "glass_phi", frame_phi_label(frame));
    frame_set_number(frame, "glass_temperature", run->md.temperature);
    frame_set_number(frame, "time", run->time);
    frame_set_seed(frame, "seed", seed);
    frame_drop(frame, "equilibrium"); /* what an earlier run found */
}

/* Judge the run: the label of the frame, a warning, and unless rows is NULL its row. */
static void certify(struct run *run, FILE *rows) {
    struct frame *frame = run->frame;
    struct certificate found = equilibrium_certificate(run->equilibrium);
    double crystalline = order_crystalline(run->ensemble);
    double demixing = order_demixing(frame->n, frame->box, frame->sigma, frame->position);
    const char *reason = crystalline > ORDER_CRYSTALLISED ? "it has crystallised"
                         : demixing > ORDER_DEMIXED       ? "it has demixed"
                         : !found.passed                  ? found.reason
                                                          : NULL;
    frame_set_boolean(frame, "equilibrium", reason == NULL);
    if (reason != NULL)
        warning("%s: glass %lld is not shown to be in equilibrium: %s", frame_where(frame),
                (long long)frame_glass(frame), reason);
    if (rows == NULL)
        return;
    static const char no_decay[] = "F_s did not decay", too_short[] = "fewer than three decay times";
    const char *missing = isnan(found.decay_time) ? no_decay : too_short;
    json_t *row = row_of_glass(run);
    row_integer(row, "particles", frame->n);
    row_number(row, "wavenumber", SCATTERING_WAVENUMBER);
    row_number_or_reason(row, "decay_time", found.decay_time, no_decay);
    row_number_or_reason(row, "decay_time_before", found.decay_time_before, "no origin before it");
    row_number_or_reason(row, "origin", found.origin, no_decay);
    row_number(row, "time", run->time);
    row_number_or_reason(row, "decays", found.decays, no_decay);
    row_number(row, "decays_wanted", decays);
    row_number_or_reason(row, "energy", found.energy, missing);
    row_number_or_reason(row, "energy_error", found.energy_error, missing);
    row_number_or_reason(row, "drift", found.drift, missing);
    row_number_or_reason(row, "drift_error", found.drift_error, missing);
    row_number(row, "crystalline", crystalline);
    row_number(row, "demixing", demixing);
    row_boolean(row, "equilibrium", reason == NULL);
    if (reason != NULL)
        row_text(row, "reason", reason);
    row_write(rows, row);
}

int main(int argc, char **argv) {
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (isnan(duration) && isnan(decays))
        fatal(EX_USAGE,
              "--time is missing: how long to equilibrate (or --decays: until equilibrium is shown)");
    if (!isnan(decays) && md_time <= 0)
        fatal(EX_USAGE, "--decays expects particles that move: found --md-time 0");
    if (certificate_path != NULL && isnan(decays))
        fatal(EX_USAGE, "--certificate tells what --decays found: --decays is missing");
    struct extxyz_reader *reader = extxyz_open(cli.files);
    struct output *output = output_open(cli.output);
    struct output *log = log_path == NULL ? NULL : output_open(log_path);
    struct output *rows = certificate_path == NULL ? NULL : output_open(certificate_path);
    for (struct frame *frame; (frame = extxyz_read(reader)) != NULL; frame_free(frame)) {
        struct run run = run_start(frame);
        equilibrate(&run, log == NULL ? NULL : output_stream(log), cli.quiet);
        label(&run);
        if (run.equilibrium != NULL)
            certify(&run, rows == NULL ? NULL : output_stream(rows));
        extxyz_write(output_stream(output), frame);
        output_flush(output);
        run_end(&run);
    }
    if (rows != NULL)
        output_close(rows);
    if (log != NULL)
        output_close(log);
    output_close(output);
    extxyz_close(reader);
}
