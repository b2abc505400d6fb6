/* wca-fskt: how long a liquid remembers where its particles were.
 *
 * Reads frames as wca-md writes them: glass by glass, times tw ascending, and within a time the clones always
 * in the same order. Writes for each glass and tau the self-intermediate scattering function F_s(k, tau), a
 * mean over particles, clones and all time origins tw, and tau_alpha, where it is 1/e, with errors by
 * jackknife over the clones. --merge reads such rows and averages over glasses.
 * Reference: Scalliet, Berthier and Zamponi (2019), Results, Equilibrium phase diagram;
 * fskt.h, scattering.h. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "program/cli.h"
#include "base/error.h"
#include "observables/fskt.h"
#include "io/lags.h"
#include "io/merge.h"
#include "io/output.h"
#include "io/state.h"
#include "io/unwrap.h"
#include "observables/scattering.h"

static const char *const state[] = {STATE_POINT, "wavenumber", "tau", NULL};
enum { STATE_KEYS = STATE_POINT_KEYS + 1 };

static void add(void *context, const struct clones *clones, const struct clones *later, double tau,
                FILE *rows) {
    (void)rows; /* written when a glass is over */
    if (later != NULL)
        fskt_add(context, clones, later, tau);
}

static void measure(char **paths, const struct lag_request *request, double wavenumber,
                    struct output *output) {
    struct fskt *fskt = fskt_new(wavenumber, request->lag->count, request->lag->value, output_stream(output));
    lags_read(paths, request, add, fskt, output);
    fskt_end(fskt);
}

int main(int argc, char **argv) {
    struct times tw = {0}, tau = {0};
    double wavenumber = SCATTERING_WAVENUMBER;
    double polydispersity = NAN;
    bool merge = false, unwrap = false;
    const struct option_spec options[] = {
        {"wavenumber", "K", OPTION_NUMBER, &wavenumber, DBL_MIN, 1e6, NULL, "k, 1/<sigma>"},
        {"tw", "LIST", OPTION_TIMES, &tw, 0, 0, NULL, "Time origins (default all that are there)"},
        UNWRAP_OPTION(unwrap, "frame before, or at first in the first clone"),
        {"tau", "LIST", OPTION_TIMES, &tau, 0, 0, NULL, "Times after an origin (required for frames)"},
        {"merge", NULL, OPTION_FLAG, &merge, 0, 0, NULL,
         "Read rows of glasses, write averages over the glasses of each state point"},
        {"polydispersity", "DELTA", OPTION_NUMBER, &polydispersity, 0, 1, NULL,
         "With --merge: fs of glasses of this polydispersity too, sd/mean of the diameters, by a straight "
         "line"},
        {0},
    };
    const struct program program = {
        .summary = "Read clones at their times, write how the self-intermediate scattering function decays, "
                   "and tau_alpha, as rows.",
        .details = "One row per glass and tau with fs (sin(kr)/(kr)) and, as a check, fs_cartesian (the mean "
                   "of cos(kx), cos(ky), cos(kz)); then one with tau_alpha, where fs is 1/e, null if it does "
                   "not decay within the times. A tau counts for all origins after which the stream has "
                   "frames. Errors are by jackknife over clones; of several glasses (--merge) by bootstrap "
                   "over these.\n\n"
                   "Examples, of molecular dynamics and of swap Monte Carlo:\n"
                   "  wca-clone --clones 8 liquid.xyz | wca-md --thermostat csvr --times 0:200:1 |\n"
                   "    wca-fskt --tau 1,2,3,5,8,13,20,30,50,80,130 -o glass-1.jsonl\n"
                   "  wca-swap --times 0:200:1 liquid.xyz | wca-fskt --tau 1,2,3,5,8,13,20",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    cli_check_lags(merge, &tw, &tau);
    if (!merge && !isnan(polydispersity))
        fatal(EX_USAGE, "expected --polydispersity with --merge only, found it without");

    struct output *output = output_open(cli.output);
    if (merge)
        merge_read(cli.files, state, "tau", STATE_KEYS, fskt_merge,
                   &(struct fskt_averages){STATE_KEYS, polydispersity}, output_stream(output));
    else
        measure(cli.files,
                &(struct lag_request){.tw = &tw, .lag = &tau, .any_diameter = true, .unwrap = unwrap},
                wavenumber, output);
    output_close(output);
    return 0;
}
