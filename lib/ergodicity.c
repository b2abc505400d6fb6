#include "ergodicity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "statistics.h"

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
        int g = pick == NULL ? k : pick[k];
        delta_ab += curve->delta_ab[t][g];
        delta += curve->delta[t][g];
    }
    return delta_ab / delta;
}

static double crossing_of(const void *context, int n, const int *pick) {
    const struct curve *curve = context;
    double above = ratio_at(curve, curve->temperatures - 1, n, pick);
    for (int t = curve->temperatures - 2; t >= 0; t--) {
        double here = ratio_at(curve, t, n, pick);
        if (above < curve->ratio && here >= curve->ratio) {
            double low = log(curve->temperature[t]), high = log(curve->temperature[t + 1]);
            return exp(high + (low - high) * (curve->ratio - above) / (here - above));
        }
        above = here;
    }
    return NAN;
}

struct crossing ergodicity_crossing(int temperatures, const double *temperature, int glasses,
                                    double *const *delta_ab, double *const *delta, double ratio) {
    struct curve curve = {temperatures, glasses, temperature, delta_ab, delta, ratio};
    struct crossing crossing = {.temperature = crossing_of(&curve, glasses, NULL)};
    crossing.error = bootstrap_error(glasses, crossing_of, &curve, &crossing.exists);
    if (isnan(crossing.temperature)) {
        crossing.error = NAN;
        crossing.reason = ratio_at(&curve, temperatures - 1, glasses, NULL) < ratio
                              ? "the ratio is smaller at all temperatures"
                              : "the ratio is larger at the highest temperature already";
    }
    return crossing;
}

/* A list with a number per glass. */
static double *of_glasses(const struct merge_row *row, const char *key, int *glasses) {
    if (row->glass != 0)
        fatal(EX_DATAERR, "%s: expected a row of many glasses, as --merge writes it, found one of glass %ld",
              row->where, row->glass);
    if (json_object_get(row->json, "delta_of_glasses") == NULL)
        fatal(EX_DATAERR, "%s: expected a row with delta, which wca-chi --lag gives, found none", row->where);
    return row_get_numbers(row->where, row->json, key, glasses);
}

static void check_glasses(const struct merge_row *first, const struct merge_row *row) {
    int glasses, expected;
    double *of_row = of_glasses(row, "glass_numbers", &glasses);
    double *of_first = of_glasses(first, "glass_numbers", &expected);
    if (glasses != expected || memcmp(of_row, of_first, (size_t)glasses * sizeof *of_row) != 0)
        fatal(EX_DATAERR, "%s: expected the glasses of %s, found others", row->where, first->where);
    free(of_row);
    free(of_first);
}

void ergodicity_merge(json_t *row, const struct merge_row *rows, int count, double ratio) {
    int glasses = 0;
    double *temperature = allocate((size_t)count, sizeof *temperature);
    double **delta_ab = allocate((size_t)count, sizeof *delta_ab),
           **delta = allocate((size_t)count, sizeof *delta);
    for (int t = 0; t < count; t++) {
        check_glasses(&rows[0], &rows[t]);
        temperature[t] = row_get_number(rows[t].where, rows[t].json, "temperature");
        delta_ab[t] = of_glasses(&rows[t], "delta_ab_of_glasses", &glasses);
        delta[t] = of_glasses(&rows[t], "delta_of_glasses", &glasses);
    }
    struct crossing crossing = ergodicity_crossing(count, temperature, glasses, delta_ab, delta, ratio);
    row_integer(row, "temperatures", count);
    row_integer(row, "glasses", glasses);
    row_number(row, "ratio", ratio);
    row_number_or_reason(row, "ergodicity_temperature", crossing.temperature, crossing.reason);
    row_number_or_reason(row, "ergodicity_temperature_error", crossing.error,
                         crossing.reason != NULL ? crossing.reason
                         : glasses < 2           ? "one glass"
                                                 : "most drawings of the bootstrap have none");
    row_number(row, "drawings", crossing.exists);
    for (int t = 0; t < count; t++) {
        free(delta_ab[t]);
        free(delta[t]);
    }
    free(temperature);
    free(delta_ab);
    free(delta);
}
