#include "observables/susceptibility.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "observables/moments.h"
#include "base/statistics.h"
#include "io/unwrap.h"

enum { FEWEST_GLASSES = 4 }; /* for chi_ab */
static const char *const few_glasses = "fewer than 4 glasses";
static const char *const same = "distances do not vary between pairs";

/* Moments as lists. Pairs follow from the number of clones. */
static const char *const lists[] = {"sum_distance", "sum_distance2", "sum_single", "sum_single2",
                                    "sum_mean_single2"};
enum { LISTS = sizeof lists / sizeof *lists };

static double *member(struct moments *moments, int list) {
    double *members[LISTS] = {&moments->distance, &moments->distance2, &moments->single, &moments->single2,
                              &moments->mean_single2};
    return members[list];
}

static void write_lists(json_t *row, int clones, struct moments *moments) {
    double *values = allocate((size_t)clones + 1, sizeof *values);
    for (int list = 0; list < LISTS; list++) {
        for (int k = 0; k <= clones; k++)
            values[k] = *member(&moments[k], list);
        row_numbers(row, lists[list], clones + 1, values);
    }
    free(values);
}

static struct moments *read_lists(const struct merge_row *row, int clones) {
    struct moments *moments = NULL;
    for (int list = 0; list < LISTS; list++) {
        double *values = merge_sums(row, lists[list], clones, 0); /* so many as the row says: room for them */
        if (moments == NULL)
            moments = allocate((size_t)clones + 1, sizeof *moments);
        for (int k = 0; k <= clones; k++)
            *member(&moments[k], list) = values[k];
        free(values);
    }
    for (int k = 0; k <= clones; k++) {
        int left = clones - (k > 0);
        moments[k].pairs = left * (left - 1.0) / 2;
    }
    return moments;
}

/* What a row is made of: the moments of some glasses, of which bootstrap and jackknife take some. */
struct source {
    int glasses, clones, particles;
    struct moments **moments; /* per glass: of all clones and leaving out each */
    enum { ALL, WITHIN } variances;
};

/* As they are picked, or each once. */
static const struct moments **pick_moments(const struct source *source, int n, const int *pick) {
    const struct moments **moments = allocate((size_t)n, sizeof *moments);
    for (int k = 0; k < n; k++)
        moments[k] = &source->moments[picked(pick, k)][0];
    return moments;
}

static double delta_ab(const void *context, int n, const int *pick) {
    const struct moments **moments = pick_moments(context, n, pick);
    double value = moments_delta_ab(n, moments);
    free(moments);
    return value;
}

static double chi(const void *context, int n, const int *pick) {
    const struct source *source = context;
    const struct moments **moments = pick_moments(source, n, pick);
    double value = source->variances == ALL ? moments_chi(n, moments, source->particles)
                                            : moments_chi_thermal(n, moments, source->particles);
    free(moments);
    return value;
}

static double error_of(const struct source *source, quantity *of) {
    struct source left_out = {source->clones, source->clones - 1, source->particles, NULL, source->variances};
    left_out.moments = allocate((size_t)source->clones, sizeof *left_out.moments);
    for (int k = 0; k < source->clones; k++) /* one glass: without each of its clones */
        left_out.moments[k] = &source->moments[0][1 + k];
    double error = error_of_glasses(source->glasses, of, source, source->clones, &left_out);
    free(left_out.moments);
    return error;
}

static void write_quantities(json_t *row, const struct source *source) {
    int glasses = source->glasses, clones = source->clones;
    struct source within = *source;
    within.variances = WITHIN;
    double chi_error = NAN, chi_unbiased = NAN, thermal_error;
    const struct moments **moments = pick_moments(source, glasses, NULL);
    double thermal =
        moments_chi_thermal_unbiased(glasses, clones, moments, source->particles, &thermal_error);
    if (glasses >= FEWEST_GLASSES)
        chi_unbiased = moments_chi_unbiased(glasses, moments, source->particles, &chi_error);
    free(moments);
    bool few = glasses < FEWEST_GLASSES;
    const char *why_not = clones < 2 ? "fewer than 2 clones" : same;
    const char *too_few = clones < 3 ? "fewer than 3 clones" : same;
    row_number_or_reason(row, "delta_ab", delta_ab(source, glasses, NULL), "fewer than 2 clones");
    row_number_or_reason(row, "delta_ab_error", error_of(source, delta_ab),
                         glasses == 1 ? "fewer than 3 clones" : "fewer than 2 clones");
    row_number_or_reason(row, "chi_ab", few ? NAN : chi(source, glasses, NULL), few ? few_glasses : why_not);
    row_number_or_reason(row, "chi_ab_error", few ? NAN : error_of(source, chi), few ? few_glasses : why_not);
    row_number_or_reason(row, "chi_ab_unbiased", chi_unbiased, few ? few_glasses : why_not);
    row_number_or_reason(row, "chi_ab_unbiased_error", chi_error, few ? few_glasses : why_not);
    row_number_or_reason(row, "chi_ab_thermal", chi(&within, glasses, NULL), too_few);
    row_number_or_reason(row, "chi_ab_thermal_error", error_of(&within, chi),
                         glasses == 1 && clones < 4 ? "fewer than 4 clones" : too_few);
    row_number_or_reason(row, "chi_ab_thermal_unbiased", thermal, clones < 4 ? "fewer than 4 clones" : same);
    row_number_or_reason(row, "chi_ab_thermal_unbiased_error", thermal_error,
                         glasses == 1 ? "one glass: its clones cannot be left out of the sums once more"
                         : clones < 4 ? "fewer than 4 clones"
                                      : same);
}

void susceptibility_write(json_t *row, const struct clones *clones) {
    unwrap_check(clones->frame, clones->count, true);
    const double **position = allocate((size_t)clones->count, sizeof *position);
    struct moments *moments = allocate((size_t)clones->count + 1, sizeof *moments);
    for (int c = 0; c < clones->count; c++)
        position[c] = clones->frame[c]->position;
    moments_of_clones(clones->count, position, clones->particles, clones->largest, moments);
    write_quantities(row, &(struct source){1, clones->count, clones->particles, &moments, ALL});
    write_lists(row, clones->count, moments);
    free(position);
    free(moments);
}

/* chi_AB of samples as if they had one polydispersity, where the rows know theirs. */
static void write_equal_polydispersity(json_t *row, const struct source *source,
                                       const struct merge_row *rows) {
    double *polydispersity = allocate((size_t)source->glasses, sizeof *polydispersity), error;
    const struct moments **moments = pick_moments(source, source->glasses, NULL);
    int with = 0;
    for (; with < source->glasses && json_object_get(rows[with].json, "polydispersity") != NULL; with++)
        polydispersity[with] = row_get_number(rows[with].where, rows[with].json, "polydispersity");
    if (with == source->glasses) {
        double value = moments_chi_equal_polydispersity(source->glasses, moments, source->particles,
                                                        polydispersity, &error);
        const char *reason = source->glasses < 5 ? "fewer than 5 glasses" : "fewer than 2 clones";
        row_number_or_reason(row, "chi_ab_equal_polydispersity", value, reason);
        row_number_or_reason(row, "chi_ab_equal_polydispersity_error", error, reason);
    }
    free(polydispersity);
    free(moments);
}

void susceptibility_merge(json_t *row, const struct merge_row *rows, int count) {
    struct source source = {count, merge_common(rows, count, "clones"),
                            merge_common(rows, count, "particles"), NULL, ALL};
    source.moments = allocate((size_t)count, sizeof *source.moments);
    for (int g = 0; g < count; g++)
        source.moments[g] = read_lists(&rows[g], source.clones);
    write_quantities(row, &source);

    write_equal_polydispersity(row, &source, rows);

    double *each = allocate((size_t)count, sizeof *each);
    for (int g = 0; g < count; g++)
        each[g] = delta_ab(&source, 1, &g);
    if (source.clones > 1)
        row_numbers(row, "delta_ab_of_glasses", count, each);
    for (int g = 0; g < count; g++)
        free(source.moments[g]);
    free(each);
    free(source.moments);
}
