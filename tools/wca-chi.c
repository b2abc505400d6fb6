/* wca-chi: are the clones of a glass still in one basin, and do their particles move together?
 *
 * Reads frames as wca-md writes them: glass by glass, times tw ascending, and within a time the clones always
 * in the same order. Writes one row per glass and tw, over the N_b = N/2 largest particles, with errors by
 * jackknife over the clones and the sums that make averages over glasses:
 *
 *     delta_ab        mean over pairs of clones of D_AB(tw) = (1/N_b) sum_i d_i,
 *                     d_i = |r_i^A(tw) - r_i^B(tw)|^2                             the paper's eq. (2)
 *     delta           mean over clones of (1/N_b) sum_i |r_i(tw + tau) - r_i(tw)|^2,
 *                     tau = --lag                                                 the paper's eq. (3)
 *     chi_ab_thermal  N_b Var_pairs(D_AB) / mean_i Var_pairs(d_i) in this glass
 *
 * --merge reads such rows and averages over glasses, which gives chi_ab, eq. (4); --cross reads merged rows
 * and finds T_G.
 * Reference: Scalliet, Berthier and Zamponi (2019); moments.h, susceptibility.h, msd.h, ergodicity.h. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "program/cli.h"
#include "io/clones.h"
#include "observables/ergodicity.h"
#include "base/error.h"
#include "io/lags.h"
#include "io/merge.h"
#include "observables/msd.h"
#include "io/output.h"
#include "io/unwrap.h"
#include "io/state.h"
#include "observables/susceptibility.h"

/* The state point of a row, in the order in which rows are sorted. */
static const char *const state[] = {STATE_POINT, "tw", "lag", NULL};
static const char *const isochore[] = {STATE_GLASS, STATE_DENSITY, "tw", "lag", "temperature", NULL};
enum {
    STATE_KEYS = STATE_POINT_KEYS + 2,
    DENSITY_KEYS = STATE_GLASS_KEYS + STATE_DENSITY_KEYS,
    TW_KEY = DENSITY_KEYS, /* of an isochore */
    LAG_KEY
};

struct report {
    bool all_times, with_lag;
};

/* Rows from frames. */

static void write_clones(void *context, const struct clones *clones, const struct clones *later, double lag,
                         FILE *rows) {
    const struct report *report = context;
    json_t *row = state_row(clones->frame[0]);
    row_integer(row, "clones", clones->count);
    row_integer(row, "particles", clones->particles);
    row_number(row, "tw", clones->tw);
    susceptibility_write(row, clones);
    if (report->with_lag) {
        if (later == NULL && !report->all_times)
            fatal(EX_DATAERR,
                  "%s: expected frames of glass %ld at tw + lag = %.12g too, found none: wca-md --times must "
                  "name it",
                  frame_where(clones->frame[0]), frame_glass(clones->frame[0]), clones->tw + lag);
        row_number(row, "lag", lag);
        msd_write(row, clones, later);
    }
    row_write(rows, row);
}

static void measure(char **paths, const struct times *tw, double lag, bool unwrap, struct output *output) {
    struct times lags = {.count = 1, .value = &(double){isnan(lag) ? 0 : lag}};
    struct report report = {tw->count == 0, !isnan(lag)};
    struct lag_request request = {.tw = tw, .lag = &lags, .unwrap = unwrap};
    lags_read(paths, &request, write_clones, &report, output);
}

/* All rows have a delta, or none has: it is null where there were no frames at tw + lag. */
static bool has_delta(const struct merge_row *rows, int count) {
    int with = 0, last_without = 0;
    for (int g = 0; g < count; g++)
        if (json_is_number(json_object_get(rows[g].json, "delta")))
            with++;
        else
            last_without = g;
    if (with > 0 && with < count)
        fatal(EX_DATAERR, "%s: expected a number for the key \"delta\", as other glasses have, found none",
              rows[last_without].where);
    return with > 0;
}

/* Averages over glasses. */
static void average(void *context, const struct merge *merge, const struct merge_row *rows, int count,
                    FILE *stream) {
    (void)context;
    json_t *row = merge_glasses(merge, rows, count);
    susceptibility_merge(row, rows, count);
    if (has_delta(rows, count)) {
        msd_merge(row, rows, count);
        msd_write_ratio(row);
    }
    row_write(stream, row);
}

/* What --cross asks for, and whether there was a row with a lag. */
struct crossings {
    double ratio, chi_at; /* NAN: chi_AB is not asked for */
    bool any;
};

/* How many of the first rows, of one density, are at one time and lag. */
static int at_one_time(const struct merge_row *rows, int count) {
    int same = 1;
    while (same < count && rows[same].key[TW_KEY] == rows[0].key[TW_KEY] &&
           (rows[same].key[LAG_KEY] == rows[0].key[LAG_KEY] ||
            (isnan(rows[same].key[LAG_KEY]) && isnan(rows[0].key[LAG_KEY]))))
        same++;
    return same;
}

/* T_G of a density at each time and lag, from averages at all temperatures. Rows without a lag have no delta,
 * and tell of chi_AB alone. */
static void cross(void *context, const struct merge *merge, const struct merge_row *rows, int count,
                  FILE *stream) {
    struct crossings *crossings = context;
    const struct merge_row *chi = NULL; /* the first rows at the time at which chi_AB is asked for */
    int chi_count = 0;
    for (int first = 0, same; first < count && chi == NULL; first += same) {
        same = at_one_time(rows + first, count - first);
        if (rows[first].key[TW_KEY] == crossings->chi_at) {
            chi = rows + first;
            chi_count = same;
        }
    }
    for (int first = 0, same; first < count; first += same) {
        const struct merge_row *row_of = rows + first;
        same = at_one_time(row_of, count - first);
        if (isnan(row_of->key[LAG_KEY]))
            continue;
        json_t *row = merge_state(merge, row_of);
        row_number(row, "tw", row_of->key[TW_KEY]);
        row_number(row, "lag", row_of->key[LAG_KEY]);
        struct crossing crossing = ergodicity_merge(row, row_of, same, crossings->ratio);
        if (!isnan(crossings->chi_at)) {
            row_number(row, "chi_tw", crossings->chi_at);
            ergodicity_write_susceptibility(row, chi, chi_count, &crossing);
        }
        row_write(stream, row);
        crossings->any = true;
    }
}

int main(int argc, char **argv) {
    struct times tw = {0};
    double lag = NAN, ratio = NAN, chi_at = NAN;
    bool merge = false, unwrap = false;
    const struct option_spec options[] = {
        {"tw", "LIST", OPTION_TIMES, &tw, 0, 0, NULL, "Waiting times (default all that are there)"},
        UNWRAP_OPTION(unwrap, "frame before, or at first in the first clone"),
        {"lag", "TAU", OPTION_NUMBER, &lag, DBL_MIN, INFINITY, NULL, "Give delta(tw, tw + TAU) too"},
        {"merge", NULL, OPTION_FLAG, &merge, 0, 0, NULL,
         "Read rows of glasses, write averages over the glasses of each state point and time"},
        {"cross", "RATIO", OPTION_NUMBER, &ratio, 1, 1e6, NULL,
         "Read merged rows of many temperatures, write at which delta_ab / delta passes RATIO (1.06 in the "
         "paper)"},
        {"chi-at", "TW", OPTION_NUMBER, &chi_at, 0, 1e15, NULL,
         "With --cross: give chi_ab_unbiased at that temperature too, of the rows of tw = TW"},
        {0},
    };
    const struct program program = {
        .summary =
            "Read clones at their times, write their mean-squared distance and susceptibility as rows.",
        .details =
            "One row per glass and tw, over the N/2 largest particles, with errors by jackknife over clones. "
            "Frames come glass by glass, times ascending, at each time all clones in the same order. With "
            "--merge or --cross it reads rows instead, in any order; errors are then by bootstrap over "
            "glasses, that of delta_ab_over_delta by jackknife. --cross gives T_G as ergodicity_temperature, "
            "and delta_ab_at_crossing, Delta_AB there. chi_ab needs four glasses.\n\n"
            "Example:\n"
            "  wca-chi --tw 8:8192:x2 --lag 10000 run.xyz -o glass-1.jsonl\n"
            "  wca-chi --merge glass-*.jsonl | wca-chi --cross 1.06",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (merge + !isnan(ratio) + (tw.count > 0 || !isnan(lag)) > 1)
        fatal(EX_USAGE,
              "expected --merge, or --cross, or --tw and --lag, which are for frames; found several");

    if (isnan(ratio) && !isnan(chi_at))
        fatal(EX_USAGE, "expected --chi-at with --cross only, found it without");

    struct crossings crossings = {.ratio = ratio, .chi_at = chi_at};
    struct output *output = output_open(cli.output);
    if (merge)
        merge_read(cli.files, state, NULL, STATE_KEYS, average, NULL, output_stream(output));
    else if (!isnan(ratio))
        merge_read(cli.files, isochore, isnan(chi_at) ? "lag" : NULL, DENSITY_KEYS, cross, &crossings,
                   output_stream(output));
    else
        measure(cli.files, &tw, lag, unwrap, output);
    if (!isnan(ratio) && !crossings.any)
        fatal(EX_DATAERR, "expected at least one row with the key \"lag\", found none");
    output_close(output);
    return 0;
}
