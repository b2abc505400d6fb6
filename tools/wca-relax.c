/* wca-relax: where a liquid becomes sluggish, where simulations lose it, and where experiments would.
 *
 * Reads rows with temperature, tau_alpha and tau_alpha_error, of one density or several (wca-fskt); writes a
 * row for each density: the Arrhenius law at high temperature and its onset T_0, tau_0 = tau_alpha(T_0), the
 * parabolic law below, T_d where it reaches 10^4 tau_0 and T_g where it reaches 10^12 tau_0. With --at, reads
 * such rows, and writes the time at a temperature on each of these parabolic laws; with --glass reads them and
 * the times, and writes the temperatures of glasses in units of T_d, and what soft spheres have there.
 * Reference: relaxation.h, soft_spheres.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "base/error.h"
#include "base/estimate.h"
#include "base/number.h"
#include "io/jsonl.h"
#include "io/merge.h"
#include "io/output.h"
#include "io/state.h"
#include "observables/relaxation.h"
#include "observables/soft_spheres.h"

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

/* What is known of one density: T_d (NAN: none) with its error and why there is none, the lowest temperature at which a
 * time was measured (INFINITY: none), and whether the laws hold the times. */
struct density {
    double phi, temperature, error, coldest;
    bool has_law, holds, extrapolated;
    const char *reason;
    json_t *law;
    char *where;
};

struct prepared {
    double phi, temperature;
};

struct diagram {
    int densities, glasses, points, extrapolated;
    struct density *density;
    struct prepared *glass;
    struct soft_point *point; /* of the densities that have a T_d with an error */
};

/* "PHI:T", each from 1e-12 to 1e12. */
static struct prepared glass_of(const char *text) {
    struct prepared glass = {0};
    char *phi = copy_text(text), *temperature = strchr(phi, ':');
    if (temperature != NULL)
        *temperature++ = '\0';
    if (temperature == NULL || !parse_number(phi, &glass.phi) ||
        !parse_number(temperature, &glass.temperature) || !(glass.phi >= 1e-12 && glass.phi <= 1e12) ||
        !(glass.temperature >= 1e-12 && glass.temperature <= 1e12))
        fatal(EX_USAGE, "--glass: expected PHI:T, such as 0.85:0.0353, found \"%s\"", text);
    free(phi);
    return glass;
}

static struct density *density_at(struct diagram *diagram, double phi) {
    for (int k = 0; k < diagram->densities; k++)
        if (diagram->density[k].phi == phi)
            return &diagram->density[k];
    diagram->density =
        reallocarray(diagram->density, (size_t)diagram->densities + 1, sizeof *diagram->density);
    struct density *density = &diagram->density[diagram->densities++];
    *density = (struct density){.phi = phi,
                                .temperature = NAN,
                                .error = NAN,
                                .coldest = INFINITY,
                                .reason = "no law of relaxation times at this density"};
    return density;
}

static bool is_true(const json_t *row, const char *key) {
    return json_is_true(json_object_get(row, key));
}

/* A row of wca-relax: it stays with the density, which has its reason. */
static void take_law(struct density *density, const char *where, json_t *row) {
    if (density->has_law)
        fatal(EX_DATAERR, "%s: expected one law of each density, found phi = %g again after %s", where,
              density->phi, density->where);
    density->has_law = true;
    density->law = json_incref(row);
    density->where = copy_text(where);
    if (json_is_null(json_object_get(row, "computer_temperature"))) {
        const char *reason = json_string_value(json_object_get(row, "computer_temperature_reason"));
        density->reason = reason == NULL ? "T_d does not exist" : reason;
        return;
    }
    density->temperature = row_get_number(where, row, "computer_temperature");
    if (!json_is_null(json_object_get(row, "computer_temperature_error")))
        density->error = row_get_number(where, row, "computer_temperature_error");
    if (!(density->temperature > 0) || density->error <= 0)
        fatal(EX_DATAERR, "%s: expected a computer_temperature and its error above 0, found %g and %g", where,
              density->temperature, density->error);
    density->extrapolated = is_true(row, "extrapolated");
    density->holds = is_true(row, "curve_holds") && (is_true(row, "parabolic_holds") ||
                                                     (json_object_get(row, "parabolic_points") != NULL &&
                                                      row_get_integer(where, row, "parabolic_points") == 3));
}

/* All laws, and the coldest time of each density. */
static void read_diagram(struct diagram *diagram, char **files) {
    struct jsonl_reader *reader = jsonl_open(files);
    struct state_model model = {0};
    json_t *row;
    while ((row = jsonl_read(reader)) != NULL) {
        const char *where = jsonl_where(reader);
        const json_t *tau = json_object_get(row, "tau_alpha");
        bool law = json_object_get(row, "computer_temperature") != NULL;
        if (law || tau != NULL) {
            state_check_model(where, row, &model);
            if (strcmp(model.potential, "wca") != 0)
                fatal(EX_DATAERR, "%s: expected rows of the potential wca with --glass, found %s", where,
                      model.potential);
            struct density *density = density_at(diagram, row_get_number(where, row, "phi"));
            if (law)
                take_law(density, where, row);
            else if (!json_is_null(tau))
                density->coldest = fmin(density->coldest, row_get_number(where, row, "temperature"));
        }
        json_decref(row);
    }
    state_model_free(&model);
    jsonl_close(reader);
    diagram->point = allocate((size_t)diagram->densities + 1, sizeof *diagram->point);
    int laws = 0;
    for (int k = 0; k < diagram->densities; k++) {
        const struct density *density = &diagram->density[k];
        laws += density->has_law;
        if (isnan(density->error))
            continue;
        diagram->point[diagram->points++] =
            (struct soft_point){density->phi, density->temperature, density->error};
        diagram->extrapolated += density->extrapolated;
    }
    if (laws == 0)
        fatal(EX_DATAERR, "--glass: expected rows with computer_temperature, of wca-relax, found none");
}

/* The lines of soft spheres through all T_d, and through the densest glass. */
static double phi_g_of(const struct soft_line *line, const void *densest) {
    const struct prepared *glass = densest;
    return soft_effective_phi(line, glass->phi, glass->temperature);
}
static double phi_d_of(const struct soft_line *line, const void *context) {
    (void)context;
    return line->phi_d;
}
static double energy_of(const struct soft_line *line, const void *context) {
    (void)context;
    return line->energy;
}
/* of[0] the glass, of[1] the densest */
static double ratio_of(const struct soft_line *line, const void *of) {
    const struct prepared *glass = of;
    return soft_ratio(line, phi_g_of(line, &glass[1]), glass->phi);
}
static double in_units_of_line(const struct soft_line *line, const void *of) {
    const struct prepared *glass = of;
    return glass->temperature / soft_temperature(line, glass->phi);
}

static void write_soft(const struct diagram *diagram, json_t *row, const char *name,
                       const struct soft_line *line, soft_quantity *of, const void *context,
                       const char *reason) {
    char error_key[64];
    snprintf(error_key, sizeof error_key, "%s_error", name);
    double value = reason == NULL ? of(line, context) : NAN;
    if (reason == NULL && !isfinite(value)) {
        value = NAN;
        reason = "not above phi_d, where the line of T_d ends";
    }
    row_number_or_reason(row, name, value, reason);
    row_number_or_reason(row, error_key,
                         isnan(value) ? NAN : soft_error(diagram->points, diagram->point, of, context),
                         reason == NULL ? "it does not exist in most drawings" : reason);
}

static void write_line(const struct diagram *diagram, const struct soft_line *line,
                       const struct prepared *densest, const char *reason, FILE *stream) {
    json_t *row = row_new();
    write_soft(diagram, row, "soft_energy", line, energy_of, NULL, reason);
    write_soft(diagram, row, "soft_phi_d", line, phi_d_of, NULL, reason);
    write_soft(diagram, row, "soft_phi_g", line, phi_g_of, densest, reason);
    row_integer(row, "densities", diagram->points);
    row_integer(row, "densities_extrapolated", diagram->extrapolated);
    row_number_or_reason(row, "soft_chi2", reason == NULL ? line->chi2 : NAN,
                         reason == NULL ? "as many parameters as points" : reason);
    row_boolean(row, "soft_holds", reason == NULL && line->holds);
    row_write(stream, row);
}

static void write_glass(const struct diagram *diagram, const struct density *density,
                        const struct soft_line *line, const struct prepared *glass,
                        const struct prepared *densest, const char *reason, FILE *stream) {
    const struct prepared both[] = {*glass, *densest};
    json_t *row = row_new();
    const struct uncertain ratio = estimate_ratio((struct uncertain){glass->temperature, 0},
                                                  (struct uncertain){density->temperature, density->error});
    row_number(row, "phi", glass->phi);
    row_number(row, "temperature", glass->temperature);
    row_number_or_reason(row, "of_computer_temperature", ratio.value, density->reason);
    row_number_or_reason(row, "of_computer_temperature_error", ratio.error,
                         isnan(ratio.value) ? density->reason : "T_d has no error");
    row_boolean(row, "holds", density->holds);
    row_boolean(row, "extrapolated", density->extrapolated);
    bool bounded = isfinite(density->coldest) && !(density->temperature >= density->coldest);
    row_number_or_reason(row, "at_least", bounded ? glass->temperature / density->coldest : NAN,
                         isinf(density->coldest) ? "no relaxation time at this density"
                                                 : "T_d lies among the times");
    write_soft(diagram, row, "of_soft_spheres", line, ratio_of, both, reason);
    write_soft(diagram, row, "of_interpolated_temperature", line, in_units_of_line, both, reason);
    row_write(stream, row);
}

/* The glasses in units of T_d: the line of soft spheres, and a row for each. */
static void compare_glasses(const char *const *glasses, char **files, FILE *stream) {
    struct diagram diagram = {0};
    const struct prepared *densest = NULL;
    for (int k = 0; glasses[k] != NULL; k++)
        diagram.glasses++;
    diagram.glass = allocate((size_t)diagram.glasses, sizeof *diagram.glass);
    for (int k = 0; k < diagram.glasses; k++) {
        diagram.glass[k] = glass_of(glasses[k]);
        if (densest == NULL || diagram.glass[k].phi > densest->phi)
            densest = &diagram.glass[k];
    }
    read_diagram(&diagram, files);
    struct soft_line line = {.energy = NAN};
    const char *reason = "fewer than two densities with a T_d and its error";
    if (diagram.points >= 2) {
        line = soft_line_fit(diagram.points, diagram.point);
        reason = isnan(line.energy) ? "sqrt(T_d) does not rise with the density from a phi_d above 0" : NULL;
    }
    write_line(&diagram, &line, densest, reason, stream);
    for (int k = 0; k < diagram.glasses; k++)
        write_glass(&diagram, density_at(&diagram, diagram.glass[k].phi), &line, &diagram.glass[k], densest,
                    reason, stream);
    for (int k = 0; k < diagram.densities; k++) {
        json_decref(diagram.density[k].law);
        free(diagram.density[k].where);
    }
    free(diagram.density);
    free(diagram.glass);
    free(diagram.point);
}

int main(int argc, char **argv) {
    double scatter = 0, at = NAN;
    const char **glasses = NULL;
    const struct option_spec options[] = {
        {"scatter", "FRACTION", OPTION_NUMBER, &scatter, 0, 1, NULL,
         "Relative scatter of the times about the laws, which hold no better: added to their errors"},
        {"at", "T", OPTION_NUMBER, &at, 1e-12, 1e12, NULL,
         "Read rows of this program, and write the time tau_alpha at this temperature on the law of each"},
        {"glass", "PHI:T", OPTION_TEXTS, &glasses, 0, 0, NULL,
         "Read rows of this program and times, write the temperature of this glass in units of T_d (once for "
         "each glass)"},
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
            "on that law at any temperature from the onset down.\n\n"
            "--glass reads such rows, and with them those of the times, of the potential wca: "
            "of_computer_temperature is T_g/T_d, and where T_d lies below all times at_least is T_g over the "
            "coldest of them. of_soft_spheres is T_g/T_d on the lines of hard spheres with an effective "
            "diameter, where V(r) = a T: sqrt(a T_d) = (phi/phi_d)^2 - 1, with a (soft_energy) and phi_d "
            "(soft_phi_d) by least squares through all T_d, and phi_g of the densest glass: it falls towards "
            "jamming. of_interpolated_temperature has T_d of that line. Schmiedeberg and others, EPL 96, "
            "36010 (2011).\n\n"
            "Examples:\n"
            "  wca-fskt --merge glass-*.jsonl -o times.jsonl\n"
            "  wca-relax times.jsonl -o laws.jsonl\n"
            "  wca-relax --at 0.1 laws.jsonl\n"
            "  wca-relax --glass 0.85:0.0353 --glass 1.1:0.46 laws.jsonl times.jsonl",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (!isnan(at) && scatter > 0)
        fatal(EX_USAGE, "--at reads laws, which are there: expected no --scatter with it");
    if (glasses != NULL && (scatter > 0 || !isnan(at)))
        fatal(EX_USAGE, "--glass reads laws, which are there: expected neither --scatter nor --at with it");

    struct output *output = output_open(cli.output);
    FILE *stream = output_stream(output);
    if (glasses != NULL)
        compare_glasses(glasses, cli.files, stream);
    else if (isnan(at))
        merge_read(cli.files, state, "tau_alpha", STATE_DENSITY_KEYS, fit_density, &scatter, stream);
    else
        merge_read(cli.files, state, "computer_temperature", STATE_DENSITY_KEYS, time_on_law, &at, stream);
    output_close(output);
    return 0;
}
