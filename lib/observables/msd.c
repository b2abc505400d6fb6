#include "observables/msd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "observables/displacement.h"
#include "base/error.h"
#include "base/ratio.h"
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

/* A list of a row of many glasses. To be freed. */
static double *list_of(const struct merge_row *row, const char *key, int *count) {
    if (row->glass != 0)
        fatal(EX_DATAERR, "%s: expected a row of many glasses, as --merge writes it, found one of glass %ld",
              row->where, row->glass);
    return row_get_numbers(row->where, row->json, key, count);
}

/* Why a ratio, or its error, does not exist */
static const char *reason_of(double ratio, int glasses) {
    if (isnan(ratio))
        return "no motion";
    return glasses < 2 ? "fewer than 2 glasses" : "the glasses differ beyond all numbers";
}

static void check_glasses(const struct merge_row *one, const struct merge_row *other) {
    int count, others;
    double *numbers = list_of(one, "glass_numbers", &count),
           *of_other = list_of(other, "glass_numbers", &others);
    if (count != others || memcmp(numbers, of_other, (size_t)count * sizeof *numbers) != 0)
        fatal(EX_DATAERR, "%s: expected the glasses of %s, found others", other->where, one->where);
    free(numbers);
    free(of_other);
}

static void copy_delta(json_t *row, const struct merge_row *from, const char *tw, const char *delta,
                       const char *error) {
    bool has_error = json_is_number(json_object_get(from->json, "delta_error"));
    row_number(row, tw, row_get_number(from->where, from->json, "tw"));
    row_number(row, delta, row_get_number(from->where, from->json, "delta"));
    if (has_error)
        row_number(row, error, row_get_number(from->where, from->json, "delta_error"));
    else
        row_null(row, error);
}

void msd_aging(json_t *row, const struct merge_row *rows, int count) {
    const struct merge_row *first = &rows[0], *last = &rows[count - 1];
    int glasses, others;
    check_glasses(first, last);
    double *young = list_of(first, "delta_of_glasses", &glasses),
           *old = list_of(last, "delta_of_glasses", &others);
    if (glasses != others)
        fatal(EX_DATAERR, "%s: expected %d numbers in \"delta_of_glasses\", one per glass, found %d",
              last->where, glasses, others);
    double error, aging = ratio_of_means(glasses, old, young, &error);
    const char *reason = count < 2 ? "a single waiting time" : reason_of(aging, glasses);
    row_integer(row, "glasses", glasses);
    copy_delta(row, first, "tw_first", "delta_first", "delta_first_error");
    copy_delta(row, last, "tw_last", "delta_last", "delta_last_error");
    row_number_or_reason(row, "aging", count < 2 ? NAN : aging, reason);
    row_number_or_reason(row, "aging_error", count < 2 ? NAN : error, reason);
    free(young);
    free(old);
}

void msd_write_ratio(json_t *row) {
    int glasses, others;
    double *delta_ab = row_get_numbers("the row", row, "delta_ab_of_glasses", &glasses);
    double *delta = row_get_numbers("the row", row, "delta_of_glasses", &others);
    double error, ratio = ratio_of_means(glasses, delta_ab, delta, &error);
    const char *reason = reason_of(ratio, glasses);
    row_number_or_reason(row, "delta_ab_over_delta", ratio, reason);
    row_number_or_reason(row, "delta_ab_over_delta_error", error, reason);
    free(delta_ab);
    free(delta);
}
