/* wca-relax: where a liquid becomes sluggish, where simulations lose it, and where experiments would.
 *
 * Reads rows with temperature, tau_alpha and tau_alpha_error, of one density or several (wca-fskt); writes a
 * row for each density: the Arrhenius law at high temperature and its onset T_0, tau_0 = tau_alpha(T_0), the
 * parabolic law below, T_d where it reaches 10^4 tau_0 and T_g where it reaches 10^12 tau_0. With --at, reads
 * such rows, and writes the time at a temperature on each of these parabolic laws.
 * Reference: relaxation.h. */
#include <math.h>
#include <stdlib.h>

#include "program/cli.h"
#include "base/error.h"
#include "io/merge.h"
#include "io/output.h"
#include "io/state.h"
#include "observables/relaxation.h"

static const char *const state[] = {STATE_DENSITY, "temperature", NULL};

static const struct {
    const char *key;
    enum relaxation_quantity quantity;
} keys[] = {
    {"onset_temperature", ONSET_TEMPERATURE},         {"tau_0", TAU_0},
    {"arrhenius_energy", ARRHENIUS_ENERGY},           {"parabolic_j", PARABOLIC_J},
    {"parabolic_temperature", PARABOLIC_TEMPERATURE}, {"parabolic_tau", PARABOLIC_TAU},
    {"computer_temperature", COMPUTER_TEMPERATURE},   {"glass_temperature", GLASS_TEMPERATURE},
};

/* scatter: of the times about the laws, relative. */
static struct relaxation_point point_of(const struct merge_row *row, double scatter) {
    struct relaxation_point point = {row_get_number(row->where, row->json, "temperature"),
                                     row_get_number(row->where, row->json, "tau_alpha"),
                                     row_get_number(row->where, row->json, "tau_alpha_error")};
    if (!(point.temperature >= 1e-12 && point.temperature <= 1e12))
        fatal(EX_DATAERR, "%s: expected a temperature from 1e-12 to 1e12, found %g", row->where,
              point.temperature);
    if (!(point.tau > 0))
        fatal(EX_DATAERR, "%s: expected a positive tau_alpha, found %g", row->where, point.tau);
    if (!(point.error > 0))
        fatal(EX_DATAERR, "%s: expected a positive tau_alpha_error, found %g", row->where, point.error);
    if (!(point.error >= 1e-15 * point.tau && point.error <= 1e15 * point.tau))
        fatal(EX_DATAERR, "%s: expected a tau_alpha_error from 1e-15 to 1e15 of tau_alpha, %g, found %g",
              row->where, point.tau, point.error);
    point.error = hypot(point.error, scatter * point.tau);
    return point;
}

/* Which number is null, since nothing decayed, or not without one of the clones; NULL when both are there. */
static const char *missing_key(const struct merge_row *row) {
    static const char *const wanted[] = {"tau_alpha", "tau_alpha_error"};
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
        if (json_is_null(json_object_get(row->json, wanted[k])))
            return wanted[k];
    return NULL;
}

/* From the highest temperature to the lowest. A time that is missing is left out. */
static int points_of(const struct merge_row *rows, int count, double scatter,
                     struct relaxation_point *points) {
    int found = 0;
    for (int k = count - 1; k >= 0; k--) {
        const char *missing = missing_key(&rows[k]);
        if (missing != NULL) {
            warning("%s: left out, since it has no %s", rows[k].where, missing);
            continue;
        }
        points[found] = point_of(&rows[k], scatter);
        if (found > 0 && points[found].tau <= points[found - 1].tau)
            fatal(EX_DATAERR,
                  "%s: expected times that grow as the temperature falls, found %g at T = %g after %g at %g",
                  rows[k].where, points[found].tau, points[found].temperature, points[found - 1].tau,
                  points[found - 1].temperature);
        found++;
    }
    if (found < 5)
        fatal(EX_DATAERR, "%s: expected times at 5 or more temperatures of this density, found %d",
              rows[0].where, found);
    return found;
}

static void write_fit(json_t *row, const struct relaxation *fit) {
    char error_key[64];
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        double value = fit->value[keys[k].quantity];
        const char *reason = isnan(fit->value[ONSET_TEMPERATURE])
                                 ? "no onset: no line that bends upwards fits better than a straight one"
                             : fit->parabolic_points < 3 ? "fewer than 3 temperatures from the onset on"
                                                         : "the parabola does not rise, or not so far";
        snprintf(error_key, sizeof error_key, "%s%s_error", keys[k].key,
                 keys[k].quantity == GLASS_TEMPERATURE ? "_statistical" : "");
        row_number_or_reason(row, keys[k].key, value, reason);
        row_number_or_reason(row, error_key, isnan(value) ? NAN : fit->error[keys[k].quantity], reason);
    }
    row_integer(row, "arrhenius_points", fit->arrhenius_points);
    row_number_or_reason(row, "curve_chi2", fit->curve_chi2, "as many parameters as points");
    row_boolean(row, "curve_holds", fit->curve_holds);
    row_integer(row, "parabolic_points", fit->parabolic_points);
    row_number_or_reason(row, "parabolic_chi2", fit->parabolic_chi2, "as many parameters as points");
    row_boolean(row, "parabolic_holds", fit->parabolic_holds);
    row_boolean(row, "extrapolated", fit->extrapolated);
}

/* The laws of one density. */
static void fit_density(void *scatter, const struct merge *merge, const struct merge_row *rows, int count,
                        FILE *stream) {
    struct relaxation_point *points = allocate((size_t)count, sizeof *points);
    json_t *row = merge_state(merge, rows);
    int found = points_of(rows, count, *(const double *)scatter, points);
    struct relaxation fit = relaxation_fit(found, points);
    row_integer(row, "temperatures", found);
    write_fit(row, &fit);
    row_write(stream, row);
    free(points);
}

/* From a law the time at a temperature: on its parabola, which holds from the onset down. */
static void time_on_law(void *temperature, const struct merge *merge, const struct merge_row *rows, int count,
                        FILE *stream) {
    const double t = *(const double *)temperature;
    if (count > 1)
        fatal(EX_DATAERR, "%s: expected one law of this density, found another at %s", rows[1].where,
              rows[0].where);
    json_t *row = merge_state(merge, rows);
    double tau = NAN;
    const char *reason = "there is no parabolic law";
    if (json_is_number(json_object_get(rows->json, "parabolic_j"))) {
        double law[4];
        static const char *const key[] = {"parabolic_tau", "parabolic_j", "parabolic_temperature",
                                          "onset_temperature"};
        for (int k = 0; k < 4; k++)
            law[k] = row_get_number(rows->where, rows->json, key[k]);
        reason =
            t > law[3] ? "it is above the onset, where the parabolic law begins" : "it is beyond all numbers";
        if (t <= law[3])
            tau = relaxation_time(law[0], law[1], law[2], t);
    }
    row_number(row, "temperature", t);
    row_number_or_reason(row, "tau_alpha", tau, reason);
    row_write(stream, row);
}

int main(int argc, char **argv) {
    double scatter = 0, at = NAN;
    const struct option_spec options[] = {
        {"scatter", "FRACTION", OPTION_NUMBER, &scatter, 0, 1, NULL,
         "Relative scatter of the times about the laws, which hold no better: added to their errors"},
        {"at", "T", OPTION_NUMBER, &at, 1e-12, 1e12, NULL,
         "Read rows of this program, and write the time tau_alpha at this temperature on the law of each"},
        {0}};
    const struct program program = {
        .summary = "Read relaxation times, write the onset temperature, T_d and T_g of each density as rows.",
        .details =
            "Reads rows with phi, temperature, tau_alpha and tau_alpha_error (JSON Lines, from wca-fskt), "
            "five temperatures or more of each density. computer_temperature is T_d, where tau_alpha = 10^4 "
            "tau_0, and glass_temperature T_g, where it is 10^12 tau_0 on the parabolic law; tau_0 is the "
            "time at the onset. The error of T_g is statistical only, and named so: it does not know whether "
            "the law holds eight decades beyond the times. A fit that the data do not allow has curve_holds "
            "or parabolic_holds false (chi2 beyond what chance gives once in a hundred). With --at the time "
            "on "
            "that law at any temperature from the onset down.\n\n"
            "Examples:\n  wca-fskt --merge glass-*.jsonl | wca-relax -o laws.jsonl\n"
            "  wca-relax --at 0.1 laws.jsonl",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (!isnan(at) && scatter > 0)
        fatal(EX_USAGE, "--at reads laws, which are there: expected no --scatter with it");

    struct output *output = output_open(cli.output);
    if (isnan(at))
        merge_read(cli.files, state, "tau_alpha", STATE_DENSITY_KEYS, fit_density, &scatter,
                   output_stream(output));
    else
        merge_read(cli.files, state, "computer_temperature", STATE_DENSITY_KEYS, time_on_law, &at,
                   output_stream(output));
    output_close(output);
    return 0;
}
