#include "io/merge.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/estimate.h"
#include "io/state.h"

struct merge {
    const char *const *names;
    struct state_model model; /* of all rows */
    int depth, count;
    struct merge_row *row;
};

static struct merge_row parse(json_t *json, const char *where, const char *const *names) {
    struct merge_row row = {.json = json, .where = copy_text(where)};
    for (int k = 0; k < MERGE_KEYS; k++)
        row.key[k] = NAN;
    for (int k = 0; names[k] != NULL; k++) /* some have one of several names, or are not in every row */
        if (json_object_get(json, names[k]) != NULL || strcmp(names[k], "tw") == 0)
            row.key[k] = row_get_number(where, json, names[k]);
    if (json_object_get(json, "glass") != NULL)
        row.glass = row_get_integer(where, json, "glass");
    return row;
}

/* Ascending, what is missing first. */
static int by_number(double a, double b) {
    if (isnan(a) || isnan(b))
        return isnan(b) - isnan(a);
    return (a > b) - (a < b);
}

/* The first key in which two rows differ; MERGE_KEYS: none. */
static int difference(const struct merge_row *a, const struct merge_row *b) {
    int k = 0;
    while (k < MERGE_KEYS && by_number(a->key[k], b->key[k]) == 0)
        k++;
    return k;
}

static int by_state(const void *one, const void *other) {
    const struct merge_row *a = one, *b = other;
    int k = difference(a, b);
    if (k < MERGE_KEYS)
        return by_number(a->key[k], b->key[k]);
    return (a->glass > b->glass) - (a->glass < b->glass);
}

/* All rows that have the key `needed`. */
static void read_rows(struct merge *merge, char **paths, const char *needed) {
    struct jsonl_reader *reader = jsonl_open(paths);
    for (json_t *json; (json = jsonl_read(reader)) != NULL;) {
        if (needed != NULL && json_object_get(json, needed) == NULL) {
            json_decref(json);
            continue;
        }
        state_check_model(jsonl_where(reader), json, &merge->model);
        if ((merge->count & (merge->count - 1)) == 0) { /* full at every power of two */
            size_t room = merge->count == 0 ? 1 : 2 * (size_t)merge->count;
            merge->row = reallocarray(merge->row, room, sizeof *merge->row);
        }
        merge->row[merge->count++] = parse(json, jsonl_where(reader), merge->names);
    }
    if (merge->count == 0)
        fatal(EX_DATAERR, "%s: expected at least one row%s%s%s, found none", jsonl_where(reader),
              needed == NULL ? "" : " with the key \"", needed == NULL ? "" : needed,
              needed == NULL ? "" : "\"");
    jsonl_close(reader);
}

/* In the order of the keys and glasses, in which no two may be the same. */
static void sort_rows(struct merge *merge) {
    qsort(merge->row, (size_t)merge->count, sizeof *merge->row, by_state);
    for (int k = 1; k < merge->count; k++)
        if (by_state(&merge->row[k - 1], &merge->row[k]) == 0)
            fatal(EX_DATAERR, "%s: expected each state point once%s, found the one at %s again",
                  merge->row[k].where, merge->row[k].glass == 0 ? "" : " of each glass",
                  merge->row[k - 1].where);
}

void merge_read(char **paths, const char *const *names, const char *needed, int depth,
                merge_function *function, void *context, FILE *stream) {
    struct merge merge = {.names = names, .depth = depth};
    read_rows(&merge, paths, needed);
    sort_rows(&merge);
    for (int first = 0, next = 0; first < merge.count; first = next) {
        while (next < merge.count && difference(&merge.row[first], &merge.row[next]) >= depth)
            next++;
        function(context, &merge, &merge.row[first], next - first, stream);
    }
    for (int k = 0; k < merge.count; k++) {
        json_decref(merge.row[k].json);
        free(merge.row[k].where);
    }
    free(merge.row);
    state_model_free(&merge.model);
}

json_t *merge_state(const struct merge *merge, const struct merge_row *rows) {
    json_t *state = row_new();
    state_write_model(state, &merge->model);
    for (int k = 0; k < merge->depth && merge->names[k] != NULL; k++)
        if (!isnan(rows->key[k]))
            row_number(state, merge->names[k], rows->key[k]);
    return state;
}

int merge_common(const struct merge_row *rows, int count, const char *key) {
    int64_t first = row_get_integer(rows[0].where, rows[0].json, key);
    if (first < 1 || first > INT32_MAX)
        fatal(EX_DATAERR, "%s: expected a number of %s from 1 on, found %ld", rows[0].where, key, first);
    for (int k = 1; k < count; k++) {
        int64_t value = row_get_integer(rows[k].where, rows[k].json, key);
        if (value != first)
            fatal(EX_DATAERR, "%s: expected %s %ld as in %s, found %ld", rows[k].where, key, first,
                  rows[0].where, value);
    }
    return (int)first;
}

/* How particles differ in size. Rows of others may lack the key. */
static void write_polydispersity(json_t *row, const struct merge_row *rows, int count) {
    double *each = allocate((size_t)count, sizeof *each);
    int with = 0;
    for (int g = 0; g < count; g++)
        if (json_object_get(rows[g].json, "polydispersity") != NULL)
            each[with++] = row_get_number(rows[g].where, rows[g].json, "polydispersity");
    if (with == count) {
        row_number(row, "polydispersity", gsl_stats_mean(each, 1, (size_t)count));
        if (count > 1)
            row_number(row, "polydispersity_sd", gsl_stats_sd(each, 1, (size_t)count));
        row_numbers(row, "polydispersity_of_glasses", count, each);
    }
    free(each);
}

void merge_write_samples(json_t *row, const struct merge_row *rows, int count) {
    int64_t *numbers = allocate((size_t)count, sizeof *numbers);
    for (int g = 0; g < count; g++)
        numbers[g] = row_get_integer(rows[g].where, rows[g].json, "glass");
    row_integer(row, "glasses", count);
    row_integers(row, "glass_numbers", count, numbers);
    write_polydispersity(row, rows, count);
    free(numbers);
}

json_t *merge_glasses(const struct merge *merge, const struct merge_row *rows, int count) {
    json_t *row = merge_state(merge, rows);
    merge_write_samples(row, rows, count);
    row_integer(row, "clones", merge_common(rows, count, "clones"));
    row_integer(row, "particles", merge_common(rows, count, "particles"));
    return row;
}

double *merge_sums(const struct merge_row *row, const char *key, int clones, double least) {
    int count;
    double *sums = row_get_numbers(row->where, row->json, key, &count);
    if (count - 1 != clones)
        fatal(EX_DATAERR, "%s: expected %lld numbers in \"%s\", of all %d clones and without each, found %d",
              row->where, clones + 1LL, key, clones, count);
    for (int k = 0; k < count; k++)
        if (sums[k] < least)
            fatal(EX_DATAERR, "%s: expected numbers of at least %g in \"%s\", found %.12g", row->where, least,
                  key, sums[k]);
    return sums;
}

bool merge_any_has(const struct merge_row *rows, int count, const char *key) {
    for (int g = 0; g < count; g++)
        if (json_object_get(rows[g].json, key) != NULL)
            return true;
    return false;
}

/* null is a value that a glass does not have; no key at all is an error. */
static bool has_none(const struct merge_row *row, const char *name) {
    return json_is_null(json_object_get(row->json, name));
}

/* The error of a mean: numbers that are all the same show no scatter, and are as shares of their range are. */
static double error_of_mean(size_t n, const double *value, struct limits limits) {
    double count = (double)n, width = limits.most - limits.least;
    if (gsl_stats_min(value, 1, n) < gsl_stats_max(value, 1, n) || isinf(width))
        return gsl_stats_sd(value, 1, n) / sqrt(count);
    double share = (value[0] - limits.least) / width;
    return width * estimate_share(share * count, (1 - share) * count).error;
}

void merge_mean(json_t *row, const struct merge_row *rows, int count, const char *name,
                struct limits limits) {
    char key[80];
    double *value = allocate((size_t)count, sizeof *value), error = NAN;
    size_t with = 0;
    const char *reason = "a single glass has it";
    for (int g = 0; g < count; g++)
        if (!has_none(&rows[g], name))
            value[with++] = row_get_number(rows[g].where, rows[g].json, name);
    snprintf(key, sizeof key, "%s_error", name);
    if (with > 1)
        error = error_of_mean(with, value, limits);
    else if (with == 1 && count == 1 && json_is_number(json_object_get(rows[0].json, key)))
        error = row_get_number(rows[0].where, rows[0].json, key);
    if (with == 0)
        reason = "no glass has it";
    row_number_or_reason(row, name, with == 0 ? NAN : gsl_stats_mean(value, 1, with), reason);
    row_number_or_reason(row, key, error, reason);
    snprintf(key, sizeof key, "%s_glasses", name);
    row_integer(row, key, (int64_t)with);
    free(value);
}

static double *entries_of(const struct merge_row *row, const char *name, int entries) {
    int count;
    double *list = row_get_numbers(row->where, row->json, name, &count);
    if (count != entries)
        fatal(EX_DATAERR, "%s: expected %d numbers in \"%s\", found %d", row->where, entries, name, count);
    return list;
}

void merge_mean_of_lists(json_t *row, const struct merge_row *rows, int count, const char *name, int entries,
                         const char *nobody) {
    char error_key[80], glasses_key[80];
    size_t with = 0, n = (size_t)entries;
    double *value = allocate((size_t)count * n, sizeof *value);
    double *mean = allocate(n, sizeof *mean), *error = allocate(n, sizeof *error);
    for (int g = 0; g < count; g++) {
        if (has_none(&rows[g], name))
            continue;
        double *list = entries_of(&rows[g], name, entries);
        memcpy(value + n * with++, list, n * sizeof *list);
        free(list);
    }
    for (size_t k = 0; k < n && with > 0; k++) {
        mean[k] = gsl_stats_mean(value + k, n, with);
        error[k] = with > 1 ? gsl_stats_sd(value + k, n, with) / sqrt((double)with) : 0;
    }
    snprintf(error_key, sizeof error_key, "%s_error", name);
    snprintf(glasses_key, sizeof glasses_key, "%s_glasses", name);
    if (with == 0)
        row_number_or_reason(row, name, NAN, nobody);
    else
        row_numbers(row, name, entries, mean);
    if (with > 1)
        row_numbers(row, error_key, entries, error);
    else
        row_number_or_reason(row, error_key, NAN, with == 0 ? nobody : "a single glass has it");
    row_integer(row, glasses_key, (int64_t)with);
    free(value);
    free(mean);
    free(error);
}
