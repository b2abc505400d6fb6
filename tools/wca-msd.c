/* wca-msd: how far particles move in a glass in a time tau, a time tw after a quench.
 *
 * Reads frames as wca-md writes them: glass by glass, times tw ascending, and within a time the clones always
 * in the same order. Writes a row per glass, tw and tau: delta, the mean over clones of Delta(tw, tw + tau) =
 * (1/N_b) sum_i |r_i(tw + tau) - r_i(tw)|^2 over the N_b = N/2 largest particles, the paper's eq. (3), with
 * its error by jackknife over the clones. --merge reads such rows and averages over glasses; --aging reads
 * averages, and says how much less particles move after the longest waiting time than after the shortest.
 * Reference: Scalliet, Berthier and Zamponi (2019), Fig. 6; msd.h. */
#include <stdlib.h>

#include "program/cli.h"
#include "io/clones.h"
#include "base/error.h"
#include "io/lags.h"
#include "io/merge.h"
#include "observables/msd.h"
#include "io/output.h"
#include "io/unwrap.h"
#include "io/state.h"

/* The state point of a row, in the order in which rows are sorted. */
static const char *const state[] = {STATE_POINT, "tw", "tau", NULL};
static const char *const waiting[] = {STATE_POINT, "tau", "tw", NULL};
enum { STATE_KEYS = STATE_POINT_KEYS + 2, WAITING_KEYS = STATE_POINT_KEYS + 1 };

/* *all_times: there is no --tw, and pairs whose second time is missing are left out. */
static void write_pair(void *all_times, const struct clones *clones, const struct clones *later, double tau,
                       FILE *rows) {
    const struct frame *frame = clones->frame[0];
    if (later == NULL && *(const bool *)all_times)
        return;
    if (later == NULL)
        fatal(EX_DATAERR,
              "%s: expected frames of glass %ld at tw + tau = %.12g too, found none: wca-md --times must "
              "name it",
              frame_where(frame), frame_glass(frame), clones->tw + tau);
    json_t *row = state_row(frame);
    row_integer(row, "clones", clones->count);
    row_integer(row, "particles", clones->particles);
    row_number(row, "tw", clones->tw);
    row_number(row, "tau", tau);
    msd_write(row, clones, later);
    row_write(rows, row);
}

static void measure(char **paths, const struct lag_request *request, struct output *output) {
    bool all_times = request->tw->count == 0;
    lags_read(paths, request, write_pair, &all_times, output);
}

static void average(void *context, const struct merge *merge, const struct merge_row *rows, int count,
                    FILE *stream) {
    (void)context;
    json_t *row = merge_glasses(merge, rows, count);
    msd_merge(row, rows, count);
    row_write(stream, row);
}

/* The first and the last waiting time of each state point and tau. */
static void compare(void *context, const struct merge *merge, const struct merge_row *rows, int count,
                    FILE *stream) {
    (void)context;
    json_t *row = merge_state(merge, rows);
    msd_aging(row, rows, count);
    row_write(stream, row);
}

int main(int argc, char **argv) {
    struct times tw = {0}, tau = {0};
    bool merge = false, aging = false, unwrap = false;
    const struct option_spec options[] = {
        {"tw", "LIST", OPTION_TIMES, &tw, 0, 0, NULL, "Waiting times (default all that are there)"},
        UNWRAP_OPTION(unwrap, "frame before, or at first in the first clone"),
        {"tau", "LIST", OPTION_TIMES, &tau, 0, 0, NULL,
         "Times in which particles move (required for frames)"},
        {"merge", NULL, OPTION_FLAG, &merge, 0, 0, NULL,
         "Read rows of glasses, write averages over the glasses of each state point, tw and tau"},
        {"aging", NULL, OPTION_FLAG, &aging, 0, 0, NULL,
         "Read merged rows of many waiting times, write the ratio of delta after the longest of them to that "
         "after the shortest"},
        {0},
    };
    const struct program program = {
        .summary = "Read clones at their times, write the mean-squared displacements between them as rows.",
        .details = "One row per glass, tw and tau, over the N/2 largest particles, with errors by jackknife "
                   "over clones; with --merge by bootstrap over glasses. Frames come glass by glass, times "
                   "ascending, at each time all clones in the same order; without --tw, pairs whose second "
                   "time is not there are left out. --aging gives a row per state point and tau, with the "
                   "ratio as aging and its error by jackknife over the glasses.\n\n"
                   "Example:\n"
                   "  wca-msd --tw 8:8192:x2 --tau 1:8192:x2 run.xyz -o glass-1.jsonl\n"
                   "  wca-msd --merge glass-*.jsonl | wca-msd --aging",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (merge && aging)
        fatal(EX_USAGE, "expected --merge or --aging, found both");
    if (aging && tw.count + tau.count > 0)
        fatal(EX_USAGE, "expected --aging, or --tw and --tau, which are for frames; found both");
    if (!aging)
        cli_check_lags(merge, &tw, &tau);

    struct output *output = output_open(cli.output);
    if (merge)
        merge_read(cli.files, state, NULL, STATE_KEYS, average, NULL, output_stream(output));
    else if (aging)
        merge_read(cli.files, waiting, NULL, WAITING_KEYS, compare, NULL, output_stream(output));
    else
        measure(cli.files, &(struct lag_request){.tw = &tw, .lag = &tau, .unwrap = unwrap}, output);
    output_close(output);
    return 0;
}
