#include "observables/ergodicity.h"

#include <gsl/gsl_interp.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/sorted.h"
#include "base/statistics.h"

struct curve {
    int temperatures, glasses;
    const double *temperature;
    double *const *delta_ab, *const *delta;
    double ratio;
};

/* Delta_AB / Delta at a temperature, averages over the glasses picked (NULL: each once). */
static double ratio_at(const struct curve *curve, int t, int n, const int *pick) {
    double delta_ab = 0, delta = 0;
    for (int k = 0; k < n; k++) {
        int g = picked(pick, k);
        delta_ab += curve->delta_ab[t][g];
        delta += curve->delta[t][g];
    }
    return delta_ab / delta;
}

/* The logarithm of the ratio at each temperature, made to rise nowhere by isotonic regression. To be freed.
 */
static double *falling(const struct curve *curve, int n, const int *pick) {
    double *value = allocate((size_t)curve->temperatures, sizeof *value),
           *weight = allocate((size_t)curve->temperatures, sizeof *weight);
    for (int t = 0; t < curve->temperatures; t++) {
        value[t] = -log(ratio_at(curve, t, n, pick));
        weight[t] = 1;
    }
    sorted_isotonic(curve->temperatures, value, weight);
    for (int t = 0; t < curve->temperatures; t++)
        value[t] = -value[t];
    free(weight);
    return value;
}

/* The lower one of the two temperatures between which the ratio is passed; -1: there is none. */
static int interval_of(const struct curve *curve, const double *value) {
    double wanted = log(curve->ratio);
    for (int t = curve->temperatures - 2; t >= 0; t--)
        if (value[t + 1] < wanted && value[t] >= wanted)
            return t;
    return -1;
}

/* ln T where the monotone curve through all points passes the ratio, between two of them: by bisection. */
static double passed(const struct curve *curve, const double *value, int interval) {
    size_t n = (size_t)curve->temperatures;
    double *log_t = allocate(n, sizeof *log_t), wanted = log(curve->ratio);
    for (size_t t = 0; t < n; t++)
        log_t[t] = log(curve->temperature[t]);
    gsl_interp *interp = gsl_interp_alloc(n < 3 ? gsl_interp_linear : gsl_interp_steffen, n);
    gsl_interp_init(interp, log_t, value, n);
    double low = log_t[interval], high = log_t[interval + 1], middle = (low + high) / 2;
    for (; middle > low && middle < high; middle = (low + high) / 2)
        *(gsl_interp_eval(interp, log_t, value, middle, NULL) >= wanted ? &low : &high) = middle;
    gsl_interp_free(interp);
    free(log_t);
    return middle;
}

static double crossing_of(const void *context, int n, const int *pick) {
    const struct curve *curve = context;
    double *value = falling(curve, n, pick);
    int t = interval_of(curve, value);
    double crossing = t >= 0 ? exp(passed(curve, value, t)) : NAN;
    free(value);
    return crossing;
}

struct crossing ergodicity_crossing(int temperatures, const double *temperature, int glasses,
                                    double *const *delta_ab, double *const *delta, double ratio) {
    struct curve curve = {temperatures, glasses, temperature, delta_ab, delta, ratio};
    struct crossing crossing = {
        .temperature = crossing_of(&curve, glasses, NULL), .below = NAN, .above = NAN};
    crossing.error = bootstrap_error(glasses, crossing_of, &curve, &crossing.exists);
    double *value = falling(&curve, glasses, NULL);
    int t = interval_of(&curve, value);
    if (glasses < 2)
        crossing.exists = NAN;
    if (t >= 0) {
        crossing.below = temperature[t];
        crossing.above = temperature[t + 1];
        crossing.error =
            hypot(crossing.error, crossing.temperature * log(crossing.above / crossing.below) / sqrt(12));
    } else {
        bool smaller = value[temperatures - 1] < log(ratio);
        crossing.error = NAN;
        *(smaller ? &crossing.above : &crossing.below) = temperature[smaller ? 0 : temperatures - 1];
        crossing.reason = smaller ? "the ratio is smaller at all temperatures"
                                  : "the ratio is larger at the highest temperature already";
    }
    free(value);
    return crossing;
}

static void check(const struct merge_row *first, const struct merge_row *row, int *glasses) {
    if (row->glass != 0)
        fatal(EX_DATAERR, "%s: expected a row of many glasses, as --merge writes it, found one of glass %ld",
              row->where, row->glass);
    if (json_object_get(row->json, "delta_of_glasses") == NULL)
        fatal(EX_DATAERR, "%s: expected a row with delta, which wca-chi --lag gives, found none", row->where);
    int count;
    double *of_row = row_get_numbers(row->where, row->json, "glass_numbers", &count);
    double *of_first = row_get_numbers(first->where, first->json, "glass_numbers", glasses);
    if (count != *glasses || memcmp(of_row, of_first, (size_t)count * sizeof *of_row) != 0)
        fatal(EX_DATAERR, "%s: expected the glasses of %s, found others", row->where, first->where);
    free(of_row);
    free(of_first);
}

static double temperature_of(const struct merge_row *row) {
    double temperature = row_get_number(row->where, row->json, "temperature");
    if (!(temperature > 0))
        fatal(EX_DATAERR, "%s: expected a positive temperature, found %g", row->where, temperature);
    return temperature;
}

/* A list with a positive number per glass. */
static double *of_glasses(const struct merge_row *row, const char *key, int glasses) {
    int count;
    double *values = row_get_numbers(row->where, row->json, key, &count);
    if (count != glasses)
        fatal(EX_DATAERR, "%s: expected %d numbers in \"%s\", one per glass, found %d", row->where, glasses,
              key, count);
    for (int g = 0; g < glasses; g++)
        if (!(values[g] > 0))
            fatal(EX_DATAERR, "%s: expected positive numbers in \"%s\", found %g", row->where, key,
                  values[g]);
    return values;
}

static void write_crossing(json_t *row, const struct crossing *crossing, int glasses) {
    row_number_or_reason(row, "ergodicity_temperature", crossing->temperature, crossing->reason);
    row_number_or_reason(row, "ergodicity_temperature_error", crossing->error,
                         crossing->reason != NULL ? crossing->reason
                         : glasses < 2            ? "one glass"
                                                  : "most drawings of the bootstrap have none");
    row_number_or_reason(row, "temperature_below", crossing->below, "no temperature is as low");
    row_number_or_reason(row, "temperature_above", crossing->above, "no temperature is as high");
    row_number_or_reason(row, "drawings", crossing->exists, "one glass");
}

/* How far a temperature is from one to another in ln T: 0 to 1. */
static double part_of(double temperature, double below, double above) {
    return below == above ? 0 : log(temperature / below) / log(above / below);
}

/* Delta_AB, the mean over glasses, at T_G: linear in the logarithms between the two temperatures next to it.
 */
static double delta_ab_at(const struct crossing *crossing, int count, const double *temperature, int glasses,
                          double *const *delta_ab) {
    if (isnan(crossing->temperature))
        return NAN;
    double part = part_of(crossing->temperature, crossing->below, crossing->above), below = 0, above = 0;
    for (int t = 0; t < count; t++) {
        double mean = gsl_stats_mean(delta_ab[t], 1, (size_t)glasses);
        if (temperature[t] == crossing->below)
            below = log(mean);
        if (temperature[t] == crossing->above)
            above = log(mean);
    }
    return exp((1 - part) * below + part * above);
}

struct crossing ergodicity_merge(json_t *row, const struct merge_row *rows, int count, double ratio) {
    int glasses = 0;
    double *temperature = allocate((size_t)count, sizeof *temperature);
    double **delta_ab = allocate((size_t)count, sizeof *delta_ab),
           **delta = allocate((size_t)count, sizeof *delta);
    for (int t = 0; t < count; t++) {
        check(&rows[0], &rows[t], &glasses);
        temperature[t] = temperature_of(&rows[t]);
        delta_ab[t] = of_glasses(&rows[t], "delta_ab_of_glasses", glasses);
        delta[t] = of_glasses(&rows[t], "delta_of_glasses", glasses);
    }
    struct crossing crossing = ergodicity_crossing(count, temperature, glasses, delta_ab, delta, ratio);
    row_integer(row, "temperatures", count);
    row_integer(row, "glasses", glasses);
    row_number(row, "ratio", ratio);
    write_crossing(row, &crossing, glasses);
    row_number_or_reason(row, "delta_ab_at_crossing",
                         delta_ab_at(&crossing, count, temperature, glasses, delta_ab), crossing.reason);
    for (int t = 0; t < count; t++) {
        free(delta_ab[t]);
        free(delta[t]);
    }
    free(temperature);
    free(delta_ab);
    free(delta);
    return crossing;
}

/* The rows whose temperatures are next to this one, on both sides: the same one twice where it is there. */
static bool neighbours(const struct merge_row *rows, int count, double temperature,
                       const struct merge_row **below, const struct merge_row **above) {
    *below = *above = NULL;
    for (int t = 0; t < count; t++) {
        if (rows[t].glass != 0)
            fatal(EX_DATAERR,
                  "%s: expected a row of many glasses, as --merge writes it, found one of glass %ld",
                  rows[t].where, rows[t].glass);
        double here = temperature_of(&rows[t]);
        if (here <= temperature)
            *below = &rows[t];
        if (here >= temperature && *above == NULL)
            *above = &rows[t];
    }
    return *below != NULL && *above != NULL;
}

static bool has(const struct merge_row *row, const char *key) {
    return json_is_number(json_object_get(row->json, key));
}

static double number(const struct merge_row *row, const char *key) {
    return row_get_number(row->where, row->json, key);
}

void ergodicity_write_susceptibility(json_t *row, const struct merge_row *rows, int count,
                                     const struct crossing *crossing) {
    static const char *const chi = "chi_ab_unbiased", *const chi_error = "chi_ab_unbiased_error";
    const struct merge_row *below, *above;
    const char *reason = NULL;
    double value = NAN, error = NAN, temperature = crossing->temperature;
    if (isnan(temperature))
        reason = "there is no crossing";
    else if (!neighbours(rows, count, temperature, &below, &above) || !has(below, chi) || !has(above, chi))
        reason = "the crossing is not among temperatures with chi_ab_unbiased";
    else if (!has(below, chi_error) || !has(above, chi_error))
        reason = "chi_ab_unbiased has no error";
    else if (isnan(crossing->error))
        reason = "the crossing has no error";
    if (reason == NULL) {
        double low = temperature_of(below), high = temperature_of(above);
        double part = part_of(temperature, low, high), rise = number(above, chi) - number(below, chi);
        double error_of_part = low == high ? 0 : crossing->error / temperature / log(high / low);
        value = number(below, chi) + part * rise;
        error = hypot((1 - part) * number(below, chi_error) + part * number(above, chi_error),
                      rise * error_of_part);
    }
    row_number_or_reason(row, "chi_ab_unbiased_at_crossing", value, reason);
    row_number_or_reason(row, "chi_ab_unbiased_at_crossing_error", error, reason);
}
