#include "observables/msd.h"

#include <math.h>
#include <stdlib.h>

#include "observables/displacement.h"
#include "base/error.h"
#include "base/statistics.h"

static double mean_of(const void *context, int n, const int *pick) {
    const double *delta = context;
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += delta[picked(pick, k)];
    return sum / n;
}

/* Of glasses with these means; of one by its sums over all clones and without each. */
static double error_of(int glasses, const double *delta, int clones, const double *sums) {
    double *left_out = allocate((size_t)clones, sizeof *left_out);
    for (int k = 0; k < clones; k++)
        left_out[k] = mean_left_out(clones, sums, 1 + k);
    double error = error_of_glasses(glasses, mean_of, delta, clones, left_out);
    free(left_out);
    return error;
}

void msd_write(json_t *row, const struct clones *clones, const struct clones *later) {
    if (later == NULL) {
        row_number_or_reason(row, "delta", NAN, "no frames at tw + lag");
        row_null(row, "delta_error");
        row_null(row, "sum_delta");
        return;
    }
    int n = clones->count;
    double *of_clone = allocate((size_t)n, sizeof *of_clone), *sums = allocate((size_t)n + 1, sizeof *sums);
    for (int c = 0; c < n; c++)
        of_clone[c] = displacement_msd(clones->particles, clones->largest, clones->frame[c]->position,
                                       later->frame[c]->position, NULL);
    sums_left_out(n, of_clone, sums);
    row_number(row, "delta", mean_left_out(n, sums, 0));
    row_number_or_reason(row, "delta_error", error_of(1, NULL, n, sums), "fewer than 2 clones");
    row_numbers(row, "sum_delta", n + 1, sums);
    free(of_clone);
    free(sums);
}

void msd_merge(json_t *row, const struct merge_row *rows, int count) {
    int clones = merge_common(rows, count, "clones");
    double *sums = NULL, *delta = allocate((size_t)count, sizeof *delta);
    for (int g = 0; g < count; g++) {
        free(sums);
        sums = merge_sums(&rows[g], "sum_delta", clones, 0);
        delta[g] = mean_left_out(clones, sums, 0);
    }
    row_number(row, "delta", mean_of(delta, count, NULL));
    row_number_or_reason(row, "delta_error", error_of(count, delta, clones, sums), "fewer than 2 clones");
    row_numbers(row, "delta_of_glasses", count, delta);
    free(sums);
    free(delta);
}
