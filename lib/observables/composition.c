#include "observables/composition.h"

#include <gsl/gsl_fit.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "base/error.h"

#define SMALLEST_SPREAD 1e-6 /* of polydispersities that differ: frames give them with six digits */

struct composition_line composition_fit(int n, const double *polydispersity, const double *value, double at) {
    struct composition_line line;
    double constant, cov00, cov01, cov11, squares;
    gsl_fit_linear(polydispersity, 1, value, 1, (size_t)n, &constant, &line.slope, &cov00, &cov01, &cov11,
                   &squares);
    gsl_fit_linear_est(at, constant, line.slope, cov00, cov01, cov11, &line.at, &line.at_error);
    line.slope_error = sqrt(cov11);
    line.correlation = gsl_stats_correlation(polydispersity, 1, value, 1, (size_t)n);
    return line;
}

/* Why there is no line, or NULL: then polydispersity[count] is that of each glass, and value[] what it goes
 * through. */
static const char *prepare(const struct merge_row *rows, int count, double *polydispersity, double *value,
                           bool logarithm) {
    if (count < 3)
        return "fewer than 3 glasses";
    for (int g = 0; g < count; g++) {
        if (json_object_get(rows[g].json, "polydispersity") == NULL)
            return "a glass does not know its polydispersity";
        polydispersity[g] = row_get_number(rows[g].where, rows[g].json, "polydispersity");
        if (logarithm && !(value[g] > 0))
            return "a glass has none above 0";
        if (logarithm)
            value[g] = log(value[g]);
    }
    if (gsl_stats_sd(polydispersity, 1, (size_t)count) < SMALLEST_SPREAD)
        return "all glasses have one polydispersity";
    return NULL;
}

static void write_number(json_t *row, const char *name, const char *suffix, double value,
                         const char *reason) {
    char key[80];
    snprintf(key, sizeof key, "%s%s", name, suffix);
    row_number_or_reason(row, key, value, reason);
}

void composition_write(json_t *row, const char *name, const struct merge_row *rows, int count,
                       const double *value, double at, bool logarithm) {
    struct composition_line line = {NAN, NAN, NAN, NAN, NAN};
    double *x = allocate((size_t)count + 1, sizeof *x), *y = allocate((size_t)count + 1, sizeof *y);
    for (int g = 0; g < count; g++)
        y[g] = value[g];
    const char *reason = prepare(rows, count, x, y, logarithm), *beyond = reason;
    if (reason == NULL)
        line = composition_fit(count, x, y, at);
    if (reason == NULL && logarithm) {
        line.at = exp(line.at);
        line.at_error *= line.at;
        if (!isfinite(line.at) || !isfinite(line.at_error)) {
            line.at = line.at_error = NAN;
            beyond = "the line leads beyond all numbers";
        }
    }
    row_number(row, "at_polydispersity", at);
    write_number(row, name, "_at_polydispersity", line.at, beyond);
    write_number(row, name, "_at_polydispersity_error", line.at_error, beyond);
    write_number(row, name, "_slope", line.slope, reason);
    write_number(row, name, "_slope_error", line.slope_error, reason);
    write_number(row, name, "_correlation", line.correlation,
                 reason == NULL ? "all values are the same" : reason);
    free(x);
    free(y);
}
