/* wca-swap: equilibrate a glass by hybrid swap Monte Carlo.
 *
 * Reads frames, writes for each the frame after `--time` of molecular dynamics with exchanges of diameters in
 * between, or when it is shown to be in equilibrium (`--decays`). Blocks of md-time at dt with a canonical
 * thermostat (CSVR), then `swaps` Metropolis exchanges. Velocities are drawn anew at the start.
 * Limits: one glass at a time, in one thread. */
#include <math.h>
#include <time.h>

#include "program/checkpoint.h"
#include "program/cli.h"
#include "io/diameters.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "dynamics/hybrid.h"
#include "io/jsonl.h"
#include "io/output.h"
#include "io/state.h"
#include "base/progress.h"
#include "dynamics/verdict.h"

/* How glasses are equilibrated. */
struct swap_options {
    double temperature, duration, decays; /* NAN: not given */
    double md_time, dt, tau, log_every;
    int64_t swaps;
    uint64_t seed;
    struct times times;
    struct checkpoint_options checkpoints;
    const char *log_path, *certificate_path;
};

static const char summary[] =
    "Read frames, write them equilibrated by molecular dynamics with exchanges of diameters.";
static const char details[] =
    "Reads frames (extended XYZ) and writes each as it is after --time of canonical molecular dynamics with "
    "Metropolis exchanges of the diameters of two particles in between (Ninarello, Berthier and Coslovich, "
    "Phys. Rev. X 7, 021039 (2017)). Velocities are drawn anew; total momentum is kept zero. The labels "
    "glass_phi, glass_temperature, temperature and time say where and for how long the glass was "
    "equilibrated, in this run. To go on with a glass give another --seed, or the same random numbers come "
    "again.\n\n"
    "With --decays D the run ends when equilibrium is shown. Origins are taken at t = 2^k; the decay time of "
    "one is when F_s(k = 7.0) is 1/e, averaged over sixteen origins from 2^k to 2^(k+1). The memory of the "
    "potential energy since an origin is the integral of its autocorrelation. A glass is in equilibrium when "
    "for some origin, no earlier than six decay times and three memories, the decay time of the origin "
    "before agrees within 20 %; the run lasts D decay times, and ten blocks of a decay time or three "
    "memories, whichever is longer, after it; over those the energy has no slope beyond two standard errors; "
    "and it has neither crystallised nor demixed. Then it goes on for one block more, since the moment at "
    "which a run passes is selected. The label equilibrium says T or F. A run that reaches --time before "
    "says in a warning, and in the row of --certificate, why it does not pass, and ends with status 0. The "
    "motion is that of a run without --decays.\n\n"
    "With --times the frames say how particles move under exchanges: wca-fskt reads them. Their label tw is "
    "the time since the start.\n\n" CHECKPOINT_DETAILS
    "Examples:\n  wca-swap --temperature 0.46 --time 1000 start.xyz -o glass.xyz\n"
    "  wca-swap --temperature 0.0353 --decays 10 --certificate rows.jsonl \\\n"
    "    start.xyz -o glass.xyz";

/* What one glass carries through its run. */
struct run {
    const struct swap_options *how;
    struct frame *frame;
    struct hybrid *hybrid;
    struct equilibrium *equilibrium; /* NULL without --decays */
    int64_t step;
    double time;
    int written;             /* of the times of --times */
    double next_row;         /* of the log: its time */
    int64_t tried, accepted; /* up to the last row */
    double begun,
        spent; /* CPU seconds: of this process when it began, and up to the checkpoint from which it goes on */
};

/* Of this process, so far */
static double cpu_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double spent_so_far(const struct run *run) {
    return run->spent + cpu_seconds() - run->begun;
}

static int64_t step_of(const struct run *run, double time) {
    return (int64_t)round(time / run->hybrid->unit);
}

static double time_between_rows(const struct swap_options *how) {
    return !isnan(how->log_every) ? how->log_every : isnan(how->duration) ? 10 : how->duration / 100;
}

static struct run run_start(struct frame *frame, const struct swap_options *how) {
    if (frame->n < 2)
        fatal(EX_DATAERR, "%s: expected at least 2 particles, found %d", frame_where(frame), frame->n);
    double at = how->temperature;
    if (isnan(at) && !frame_number(frame, "glass_temperature", &at))
        fatal(EX_DATAERR, "%s: the frame has no label glass_temperature: give --temperature",
              frame_where(frame));
    struct hybrid_options options = {.temperature = at,
                                     .dt = how->dt,
                                     .tau = how->tau,
                                     .md_time = how->md_time,
                                     .exchanges =
                                         how->swaps == UNSET_INTEGER ? 5 * (int64_t)frame->n : how->swaps,
                                     .seed = how->seed};
    return (struct run){.how = how,
                        .frame = frame,
                        .hybrid = hybrid_new(frame, &options),
                        .equilibrium = isnan(how->decays) ? NULL : equilibrium_new(frame->n, how->decays),
                        .next_row = time_between_rows(how),
                        .begun = cpu_seconds()};
}

static void archive_run(struct archive *archive, void *state) {
    struct run *run = state;
    archive_int64(archive, &run->step, 0, ARCHIVE_MOST);
    archive_finite(archive, &run->time, 1);
    archive_int(archive, &run->written, 0, run->how->times.count);
    archive_finite(archive, &run->next_row, 1);
    archive_int64(archive, &run->tried, 0, ARCHIVE_MOST);
    archive_int64(archive, &run->accepted, 0, run->tried);
    double spent = spent_so_far(run);
    archive_finite(archive, &spent, 1);
    if (archive->loads)
        run->spent = spent, run->begun = cpu_seconds();
    hybrid_archive(run->hybrid, archive);
    if (run->equilibrium != NULL)
        equilibrium_archive(run->equilibrium, archive);
}

static void run_end(struct run *run) {
    if (run->equilibrium != NULL)
        equilibrium_free(run->equilibrium);
    hybrid_free(run->hybrid);
}

static json_t *row_of_glass(const struct run *run) {
    json_t *row = row_new();
    row_integer(row, "glass", frame_glass(run->frame));
    state_write_density(row, run->frame);
    row_number(row, "temperature", run->hybrid->options.temperature);
    return row;
}

static void write_log(struct output *log, struct run *run) {
    const struct swap *swap = run->hybrid->swap;
    int64_t tried = swap->tried - run->tried, accepted = swap->accepted - run->accepted;
    json_t *row = row_of_glass(run);
    row_number(row, "time", run->time);
    row_number(row, "energy", hybrid_potential_energy(run->hybrid));
    row_number(row, "acceptance", tried == 0 ? 0.0 : (double)accepted / (double)tried);
    row_write(output_stream(log), row);
    output_flush(log);
    run->tried = swap->tried;
    run->accepted = swap->accepted;
    run->next_row += time_between_rows(run->how);
}

static void label(struct run *run) {
    struct frame *frame = run->frame;
    double at = run->hybrid->options.temperature;
    hybrid_store(run->hybrid, frame);
    frame_set_number(frame, "temperature", at);
    state_label_glass(frame, at);
    frame_set_number(frame, "time", run->time);
    if (run->how->times.count > 0)
        frame_set_number(frame, "tw", run->time);
    frame_set_seed(frame, "seed", run->how->seed);
    frame_drop(frame, "equilibrium"); /* what an earlier run found */
}

/* Is one of the times of --times left, no later than this step? */
static bool is_due(const struct run *run, int64_t step) {
    const struct times *times = &run->how->times;
    return run->written < times->count && step_of(run, times->value[run->written]) <= step;
}

static void write_time(struct run *run, struct output *output) {
    run->time = run->how->times.value[run->written++];
    label(run);
    extxyz_write(output_stream(output), run->frame);
    output_flush(output);
}

/* Up to a step: the dynamics of a block, with the times of --times within it, and its exchanges. */
static void pass_block(struct run *run, int64_t end, struct output *output) {
    while (is_due(run, end - 1)) {
        int64_t due = step_of(run, run->how->times.value[run->written]);
        hybrid_move(run->hybrid, due - run->step);
        run->step = due;
        write_time(run, output);
    }
    hybrid_move(run->hybrid, end - run->step);
    run->step = end;
    hybrid_exchange(run->hybrid);
    while (is_due(run, end))
        write_time(run, output);
}

/* Blocks of dynamics and exchanges until the time is over or equilibrium is shown. */
static void equilibrate(struct run *run, struct output *log, struct output *output,
                        struct checkpoint *checkpoint, bool quiet) {
    const struct hybrid *hybrid = run->hybrid;
    double duration = run->how->duration;
    int64_t steps = isnan(duration) ? INT64_MAX : step_of(run, duration);
    bool ended = false;
    struct progress progress;
    checkpoint_resume(checkpoint, archive_run, run);
    progress_start(&progress, run->how->md_time > 0 ? "steps" : "blocks",
                   isnan(duration) ? NAN : (double)steps, quiet);
    while (is_due(run, 0))
        write_time(run, output);
    while (run->step < steps && !ended) {
        checkpoint_offer(checkpoint, archive_run, run);
        int64_t left = steps - run->step;
        pass_block(run, run->step + (hybrid->block_steps < left ? hybrid->block_steps : left), output);
        run->time = run->step == steps ? duration : hybrid->unit * (double)run->step;
        if (run->equilibrium != NULL)
            ended = equilibrium_observe(run->equilibrium, run->time, hybrid->ensemble->x,
                                        hybrid_potential_energy(run->hybrid));
        if (log != NULL && (run->time >= run->next_row * (1 - 1e-12) || ended))
            write_log(log, run);
        progress_update(&progress, (double)run->step);
    }
    progress_end(&progress);
    detail("glass %lld: took %.9g CPU seconds, with those before it was stopped",
           (long long)frame_glass(run->frame), spent_so_far(run));
    if (hybrid->swap->tried > 0)
        detail("glass %lld: %.3g %% of %lld exchanges accepted", (long long)frame_glass(run->frame),
               100.0 * (double)hybrid->swap->accepted / (double)hybrid->swap->tried,
               (long long)hybrid->swap->tried);
}

/* Judge the run: the label of the frame, a warning, and unless rows is NULL its row. */
static void certify(struct run *run, struct output *rows) {
    struct frame *frame = run->frame;
    struct verdict verdict;
    verdict_reach(&verdict, run->equilibrium, run->hybrid->ensemble, frame);
    frame_set_boolean(frame, "equilibrium", verdict.reason == NULL);
    if (verdict.reason != NULL)
        warning("%s: glass %lld (phi = %g, T = %g) is not shown to be in equilibrium: %s", frame_where(frame),
                (long long)frame_glass(frame), frame_phi_label(frame), run->hybrid->options.temperature,
                verdict.reason);
    if (rows == NULL)
        return;
    json_t *row = row_of_glass(run);
    row_number(row, "polydispersity", diameters_polydispersity(frame));
    if (frame_text(frame, "diameters") != NULL)
        row_text(row, "diameters", frame_text(frame, "diameters"));
    row_integer(row, "particles", frame->n);
    verdict_write(&verdict, run->how->decays, row);
    row_write(output_stream(rows), row);
    output_flush(rows);
}

static void write_last(struct run *run, struct output *rows, struct output *output) {
    label(run);
    if (run->equilibrium != NULL)
        certify(run, rows);
    extxyz_write(output_stream(output), run->frame);
    output_flush(output);
}

/* Options that belong together. The last of --times ends the run. */
static void check(struct swap_options *how) {
    if (how->times.count > 0 && !(isnan(how->duration) && isnan(how->decays)))
        fatal(EX_USAGE, "--times says when the run ends: expected it without --time and --decays");
    if (how->times.count > 0)
        how->duration = how->times.value[how->times.count - 1];
    if (isnan(how->duration) && isnan(how->decays))
        fatal(EX_USAGE, "--time is missing: how long to equilibrate (or --decays: until equilibrium is "
                        "shown; or --times: when to write frames)");
    if (!isnan(how->decays) && how->md_time <= 0)
        fatal(EX_USAGE, "--decays expects particles that move: found --md-time 0");
    if (how->certificate_path != NULL && isnan(how->decays))
        fatal(EX_USAGE, "--certificate tells what --decays found: --decays is missing");
}

/* Every frame of these files. */
static void equilibrate_files(const struct program *program, const struct cli *cli,
                              const struct swap_options *how) {
    struct extxyz_reader *reader = extxyz_open(cli->files);
    struct output *output = output_open(cli->output);
    struct output *log = output_open_besides(how->log_path);
    struct output *rows = output_open_besides(how->certificate_path);
    struct output *const outputs[] = {output, log, rows};
    struct checkpoint *checkpoint = checkpoint_open(&how->checkpoints, program, cli->files, 3, outputs);
    for (struct frame *frame; (frame = extxyz_read(reader)) != NULL; frame_free(frame)) {
        if (checkpoint_done_with(checkpoint, &frame, 1))
            continue;
        struct run run = run_start(frame, how);
        equilibrate(&run, log, output, checkpoint, cli->quiet);
        if (how->times.count == 0)
            write_last(&run, rows, output);
        run_end(&run);
    }
    checkpoint_close(checkpoint);
    extxyz_close(reader);
}

int main(int argc, char **argv) {
    struct swap_options how = {.temperature = NAN,
                               .duration = NAN,
                               .decays = NAN,
                               .md_time = 0.105,
                               .dt = 0.0035,
                               .tau = 1.0,
                               .log_every = NAN,
                               .swaps = UNSET_INTEGER,
                               .seed = 1,
                               .checkpoints = {NULL, CHECKPOINT_EVERY, false}};
    const struct option_spec options[] = {
        {"temperature", "T", OPTION_NUMBER, &how.temperature, 1e-12, 1e6, NULL,
         "Temperature of the glass, eps/k_B (default: label glass_temperature)"},
        {"time", "T", OPTION_NUMBER, &how.duration, 0, 1e12, NULL,
         "How long to equilibrate, in units of time; with --decays, how long at most (required without it "
         "and --times)"},
        {"decays", "D", OPTION_NUMBER, &how.decays, EQUILIBRIUM_FEWEST_DECAYS, 1e6, NULL,
         "Stop as soon as the glass is shown to be in equilibrium over D decay times of F_s (10 or more), "
         "however long it takes unless --time is given"},
        {"times", "LIST", OPTION_TIMES, &how.times, 0, 0, NULL,
         "Write a frame at each of these times of the run instead, such as 1:100:x2; the last one ends it"},
        {"certificate", "ROWS", OPTION_TEXT, &how.certificate_path, 0, 0, NULL,
         "Write what --decays found to this file, a row for each glass (JSON Lines)"},
        {"md-time", "T", OPTION_NUMBER, &how.md_time, 0, 1e6, NULL,
         "Molecular dynamics between two blocks of exchanges; 0: exchanges only, `--time` then counts "
         "blocks"},
        {"swaps", "COUNT", OPTION_INTEGER, &how.swaps, 0, 1e9, NULL,
         "Exchanges tried per block (default: 5 per particle; with the default --md-time, a liquid "
         "decorrelates fastest per CPU second: make tune-swap)"},
        {"dt", "T", OPTION_NUMBER, &how.dt, 1e-9, 1, NULL, "Time step"},
        {"tau", "T", OPTION_NUMBER, &how.tau, 1e-6, 1e6, NULL, "Time constant of the thermostat"},
        {"seed", "SEED", OPTION_SEED, &how.seed, 0, 0, NULL, "Seed of velocities, thermostat and exchanges"},
        {"log", "ROWS", OPTION_TEXT, &how.log_path, 0, 0, NULL,
         "Write rows of time, energy and acceptance to this file (JSON Lines)"},
        {"log-every", "T", OPTION_NUMBER, &how.log_every, 1e-6, 1e12, NULL,
         "Time between two rows of the log (default: a hundredth of --time, 10 without it)"},
        CHECKPOINT_OPTIONS(how.checkpoints),
        {0},
    };
    const struct program program = {
        .summary = summary, .details = details, .reads = true, .options = options};
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    check(&how);
    equilibrate_files(&program, &cli, &how);
    return 0;
}
