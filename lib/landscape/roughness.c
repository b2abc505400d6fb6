#include "landscape/roughness.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/estimate.h"
#include "base/sorted.h"
#include "base/statistics.h"

/* A pair, and what all pairs together say of it. */
struct item {
    const struct census_pair *pair;
    double rank_of_distance, rank_of_participation, rank_of_barrier;
    double log_barrier;
    bool large;
    int kind; /* localized, localized above the median, collective, collective above it; -1: none of these */
};

/* Some of the pairs, in the order of their barriers where these are known. */
struct sample {
    const struct roughness_rules *rules;
    int clones;
    int count;
    const struct item **item;
    double *work; /* room for 2 * count + clones numbers */
};

/* A number of a sample; NAN where it does not exist. */
typedef double number_of(const struct sample *sample);

static double share_in_one_minimum(const struct sample *sample) {
    double same = 0;
    for (int p = 0; p < sample->count; p++)
        same += census_one_minimum(sample->item[p]->pair);
    return sample->count == 0 ? NAN : same / sample->count;
}

static double minima_per_clone(const struct sample *sample) {
    double *seen = sample->work, clones = 0, minima = 0;
    memset(seen, 0, 2 * (size_t)sample->clones * sizeof *seen);
    for (int p = 0; p < sample->count; p++) {
        const struct census_pair *pair = sample->item[p]->pair;
        seen[pair->a] = seen[pair->b] = 1;
        seen[sample->clones + pair->minimum_a] = seen[sample->clones + pair->minimum_b] = 1;
    }
    for (int c = 0; c < sample->clones; c++) {
        clones += seen[c];
        minima += seen[sample->clones + c];
    }
    return sample->count == 0 ? NAN : minima / clones;
}

static double mean_distance(const struct sample *sample) {
    for (int p = 0; p < sample->count; p++)
        sample->work[p] = sample->item[p]->pair->distance;
    return sample->count == 0 ? NAN : gsl_stats_mean(sample->work, 1, (size_t)sample->count);
}

static double largest_of(const struct sample *sample, bool small) {
    double *largest = sample->work;
    for (int c = 0; c < sample->clones; c++)
        largest[c] = -1;
    for (int p = 0; p < sample->count; p++) {
        const struct census_pair *pair = sample->item[p]->pair;
        if (small && sample->item[p]->large)
            continue;
        largest[pair->a] = fmax(largest[pair->a], pair->participation);
        largest[pair->b] = fmax(largest[pair->b], pair->participation);
    }
    size_t with = 0;
    for (int c = 0; c < sample->clones; c++)
        if (largest[c] >= 0)
            largest[with++] = largest[c];
    return with == 0 ? NAN : gsl_stats_mean(largest, 1, with);
}

static double largest_participation(const struct sample *sample) {
    return largest_of(sample, false);
}

static double largest_participation_small(const struct sample *sample) {
    return largest_of(sample, true);
}

/* Of ranks, that of Spearman; NAN below 3 pairs, or where all are equal. */
static double correlation(const struct sample *sample, const double *x, const double *y) {
    return sample->count < 3 ? NAN : gsl_stats_correlation(x, 1, y, 1, (size_t)sample->count);
}

static double distance_with_participation(const struct sample *sample) {
    double *x = sample->work, *y = x + sample->count;
    for (int p = 0; p < sample->count; p++) {
        x[p] = sample->item[p]->rank_of_distance;
        y[p] = sample->item[p]->rank_of_participation;
    }
    return correlation(sample, x, y);
}

static double distance_with_barrier(const struct sample *sample) {
    double *x = sample->work, *y = x + sample->count;
    for (int p = 0; p < sample->count; p++) {
        x[p] = sample->item[p]->rank_of_distance;
        y[p] = sample->item[p]->rank_of_barrier;
    }
    return correlation(sample, x, y);
}

static double two_scales(const struct sample *sample) {
    for (int p = 0; p < sample->count; p++)
        sample->work[p] = sample->item[p]->log_barrier;
    return sorted_two_groups(sample->count, sample->work, NULL);
}

static double localized_among_large(const struct sample *sample) {
    double large = 0, localized = 0;
    for (int p = 0; p < sample->count; p++) {
        const struct item *item = sample->item[p];
        large += item->large;
        localized += item->large && item->pair->participation <= sample->rules->localized;
    }
    return large == 0 ? NAN : localized / large;
}

static double collective_among_large(const struct sample *sample) {
    double large = 0, collective = 0;
    for (int p = 0; p < sample->count; p++) {
        const struct item *item = sample->item[p];
        large += item->large;
        collective += item->large && item->pair->participation >= sample->rules->collective;
    }
    return large == 0 ? NAN : collective / large;
}

static double share_of_kind(const struct sample *sample, int kind) {
    double of_kind = 0;
    for (int p = 0; p < sample->count; p++)
        of_kind += sample->item[p]->kind == kind;
    return sample->count == 0 ? NAN : of_kind / sample->count;
}

static double localized(const struct sample *sample) {
    return share_of_kind(sample, 0) + share_of_kind(sample, 1);
}

static double collective(const struct sample *sample) {
    return share_of_kind(sample, 2) + share_of_kind(sample, 3);
}

static double localized_small(const struct sample *sample) {
    return share_of_kind(sample, 0);
}

static double localized_large(const struct sample *sample) {
    return share_of_kind(sample, 1);
}

static double collective_small(const struct sample *sample) {
    return share_of_kind(sample, 2);
}

static double collective_large(const struct sample *sample) {
    return share_of_kind(sample, 3);
}

static double rarest_kind(const struct sample *sample) {
    return fmin(fmin(localized_small(sample), localized_large(sample)),
                fmin(collective_small(sample), collective_large(sample)));
}

struct estimate {
    double value, error;
    const char *reason; /* why one of the two does not exist */
};

/* The jackknife over `left_out` clones, or minima: of a number where each is left out in turn. */
static double jackknife(const struct sample *sample, number_of *number, int left_out, bool minima) {
    struct sample rest = *sample;
    double *value = allocate((size_t)left_out, sizeof *value);
    rest.item = allocate((size_t)sample->count + 1, sizeof *rest.item);
    for (int k = 0; k < left_out; k++) {
        rest.count = 0;
        for (int p = 0; p < sample->count; p++) {
            const struct census_pair *pair = sample->item[p]->pair;
            if (minima ? pair->minimum_a != k && pair->minimum_b != k : pair->a != k && pair->b != k)
                rest.item[rest.count++] = sample->item[p];
        }
        value[k] = number(&rest);
    }
    double error = jackknife_error(left_out, value);
    free(rest.item);
    free(value);
    return error;
}

/* What a number is, from which follows how far it can go. */
enum scale { SHARE, CORRELATION, PARTICIPATION, UNLIMITED };

static double spread_of_participation(const struct sample *sample) {
    double least = INFINITY, most = -INFINITY;
    for (int p = 0; p < sample->count; p++) {
        least = fmin(least, sample->item[p]->pair->participation);
        most = fmax(most, sample->item[p]->pair->participation);
    }
    return sample->count == 0 ? 0 : most - least;
}

/* The least error of a number, from what clones that are not there could change: one more than n changes a
 * part 1/n of its range, and a share of pairs is known no better than one of n things. */
static double least_error(const struct sample *sample, enum scale scale, double value) {
    double n = sample->clones;
    switch (scale) {
    case SHARE:
        return fmax(1 / n, estimate_share(value * n, (1 - value) * n).error);
    case CORRELATION:
        return 1 / n;
    case PARTICIPATION:
        return spread_of_participation(sample) / n;
    case UNLIMITED:
        return 0;
    }
    return NAN;
}

/* minima: how many there are, for a number of their pairs; 0 for one of the clones. */
static struct estimate estimate(const struct sample *sample, enum scale scale, int minima,
                                number_of *number) {
    struct estimate found = {.value = number(sample), .error = NAN};
    if (isnan(found.value)) {
        found.reason = "no such pairs";
        return found;
    }
    found.error = jackknife(sample, number, sample->clones, false);
    if (isnan(found.error)) {
        found.reason = "it rests on a single clone";
        return found;
    }
    found.error = fmax(found.error, least_error(sample, scale, found.value));
    if (minima == 0 || minima == sample->clones)
        return found;
    double of_minima = jackknife(sample, number, minima, true);
    if (isnan(of_minima))
        found.reason = "it rests on a single minimum";
    found.error = isnan(of_minima) ? NAN : fmax(found.error, of_minima);
    return found;
}

/* NAME and NAME_error, each null with its reason where it does not exist. */
static void write_estimate(json_t *row, const char *name, const char *suffix,
                           const struct estimate *estimate) {
    char key[80];
    snprintf(key, sizeof key, "%s%s", name, suffix);
    row_number_or_reason(row, key, estimate->value, estimate->reason);
    snprintf(key, sizeof key, "%s%s_error", name, suffix);
    row_number_or_reason(row, key, estimate->error, estimate->reason);
}

/* Numbers of the pairs in two minima. */
static const struct number {
    const char *name;
    number_of *of;
    enum scale scale;
    bool of_barriers;
} numbers[] = {
    {"largest_participation_of_a_clone", largest_participation, PARTICIPATION, false},
    {"distance_with_participation", distance_with_participation, CORRELATION, false},
    {"localized", localized, SHARE, false},
    {"collective", collective, SHARE, false},
    {"two_scales", two_scales, SHARE, true},
    {"localized_among_large", localized_among_large, SHARE, true},
    {"collective_among_large", collective_among_large, SHARE, true},
    {"largest_participation_of_a_clone_small", largest_participation_small, PARTICIPATION, true},
    {"localized_below_median", localized_small, SHARE, true},
    {"localized_above_median", localized_large, SHARE, true},
    {"collective_below_median", collective_small, SHARE, true},
    {"collective_above_median", collective_large, SHARE, true},
    {"rarest_kind", rarest_kind, SHARE, true},
    {"distance_with_barrier", distance_with_barrier, CORRELATION, true},
};
enum { NUMBERS = sizeof numbers / sizeof *numbers };

/* Numbers of all pairs. */
static const struct number numbers_of_clones[] = {
    {"shared", share_in_one_minimum, SHARE, false},
    {"minima_per_clone", minima_per_clone, SHARE, false},
};
enum { NUMBERS_OF_CLONES = sizeof numbers_of_clones / sizeof *numbers_of_clones };

static struct sample sample_new(const struct census *census, const struct roughness_rules *rules) {
    size_t room = census->pairs + 1;
    return (struct sample){.rules = rules,
                           .clones = census->clones,
                           .item = allocate(room, sizeof(struct item *)),
                           .work = allocate(2 * room + 2 * (size_t)census->clones, sizeof(double))};
}

static void sample_free(struct sample *sample) {
    free(sample->item);
    free(sample->work);
}

/* All pairs, or those in two minima. item[] has room for all. */
static void gather(struct sample *sample, const struct census *census, struct item *item, bool all) {
    for (size_t p = 0; p < census->pairs; p++) {
        if (!all && census_one_minimum(&census->pair[p]))
            continue;
        item[sample->count] = (struct item){.pair = &census->pair[p]};
        sample->item[sample->count] = &item[sample->count];
        sample->count++;
    }
}

static double difference_of_energies(const struct census_pair *pair) {
    return fabs(pair->energy_a - pair->energy_b);
}

static int by_barrier(const void *one, const void *other) {
    const struct item *p = *(const struct item *const *)one, *q = *(const struct item *const *)other;
    if (p->log_barrier != q->log_barrier)
        return p->log_barrier < q->log_barrier ? -1 : 1;
    return (p > q) - (p < q);
}

/* Ranks, the median and what is large, of all pairs in two minima. low: of bands that did not converge the
 * lower bounds. */
static void judge(struct sample *sample, struct item *item, bool low) {
    int n = sample->count;
    double *value = allocate((size_t)n + 1, sizeof *value), *rank = allocate((size_t)n + 1, sizeof *rank);
    for (int p = 0; p < n; p++)
        value[p] = item[p].pair->distance;
    sorted_ranks(n, value, rank);
    for (int p = 0; p < n; p++) {
        item[p].rank_of_distance = rank[p];
        value[p] = item[p].pair->participation;
    }
    sorted_ranks(n, value, rank);
    for (int p = 0; p < n; p++) {
        const struct census_pair *pair = item[p].pair;
        item[p].rank_of_participation = rank[p];
        value[p] = low && !pair->converged ? difference_of_energies(pair) : pair->barrier;
        item[p].log_barrier = log(fmax(value[p], sample->rules->smallest_barrier));
    }
    sorted_ranks(n, value, rank);
    for (int p = 0; p < n; p++)
        item[p].rank_of_barrier = rank[p];
    qsort(sample->item, (size_t)n, sizeof *sample->item, by_barrier);
    for (int p = 0; p < n; p++)
        value[p] = sample->item[p]->log_barrier;
    double split = 0, median = n == 0 ? 0 : value[n / 2];
    sorted_two_groups(n, value, &split);
    for (int p = 0; p < n; p++) {
        double participation = item[p].pair->participation;
        item[p].large = item[p].log_barrier > split;
        item[p].kind = participation <= sample->rules->localized    ? 0
                       : participation >= sample->rules->collective ? 2
                                                                    : -1;
        if (item[p].kind >= 0 && item[p].log_barrier > median)
            item[p].kind++;
    }
    free(value);
    free(rank);
}

/* The numbers of pairs in two minima, by upper bounds of the barriers and by lower ones. */
static void write_of_minima(json_t *row, const struct census *census, const struct roughness_rules *rules) {
    struct item *item = allocate(census->pairs + 1, sizeof *item);
    struct estimate high[NUMBERS], low[NUMBERS];
    for (int bound = 0; bound < 2; bound++) {
        struct sample sample = sample_new(census, rules);
        gather(&sample, census, item, false);
        judge(&sample, item, bound == 1);
        for (int k = 0; k < NUMBERS; k++)
            if (bound == 0 || numbers[k].of_barriers)
                *(bound == 0 ? &high[k] : &low[k]) =
                    estimate(&sample, numbers[k].scale, census->minima, numbers[k].of);
        sample_free(&sample);
    }
    for (int k = 0; k < NUMBERS; k++) {
        write_estimate(row, numbers[k].name, "", &high[k]);
        if (numbers[k].of_barriers)
            write_estimate(row, numbers[k].name, "_low", &low[k]);
    }
    free(item);
}

static void write_of_clones(json_t *row, const struct census *census, const struct roughness_rules *rules) {
    struct item *item = allocate(census->pairs, sizeof *item);
    struct sample sample = sample_new(census, rules);
    gather(&sample, census, item, true);
    for (int k = 0; k < NUMBERS_OF_CLONES; k++) {
        struct estimate found = estimate(&sample, numbers_of_clones[k].scale, 0, numbers_of_clones[k].of);
        write_estimate(row, numbers_of_clones[k].name, "", &found);
    }
    sample_free(&sample);
    free(item);
}

/* Counts and extremes. */
static void write_counts(json_t *row, const struct census *census) {
    int64_t pairs = 0, unconverged = 0, bands = 0, converged = 0, without = 0;
    double distance = 0, participation = NAN, barrier = 0, bound = 0;
    for (size_t p = 0; p < census->pairs; p++) {
        const struct census_pair *pair = &census->pair[p];
        distance = fmax(distance, pair->distance);
        participation = fmax(participation, pair->participation); /* NAN gives way */
        if (census_one_minimum(pair))
            continue;
        pairs++;
        unconverged += !pair->converged;
        if (pair->a != census->first[pair->minimum_a] || pair->b != census->first[pair->minimum_b])
            continue;
        bands++;
        bound = fmax(bound, pair->barrier);
        barrier = pair->converged ? fmax(barrier, pair->barrier) : barrier;
        converged += pair->converged;
        without += !pair->converged && pair->at_lower_bound;
    }
    row_integer(row, "clones", census->clones);
    row_integer(row, "minima", census->minima);
    row_integer(row, "pairs", pairs);
    row_integer(row, "pairs_unconverged", unconverged);
    row_integer(row, "bands", bands);
    row_integer(row, "bands_converged", converged);
    row_integer(row, "bands_without_saddle", without);
    row_number(row, "energy_lowest", gsl_stats_min(census->energy, 1, (size_t)census->clones));
    row_number(row, "energy_highest", gsl_stats_max(census->energy, 1, (size_t)census->clones));
    row_number(row, "largest_distance", distance);
    row_number_or_reason(row, "largest_participation", participation, "no such pairs");
    row_number(row, "largest_barrier", converged > 0 ? barrier : bound);
}

void roughness_write(json_t *row, const struct census *census, const struct roughness_rules *rules) {
    write_counts(row, census);
    write_of_clones(row, census, rules);
    write_of_minima(row, census, rules);
}

static struct estimate mean_distance_of(const struct census *census) {
    struct item *item = allocate(census->pairs, sizeof *item);
    struct sample sample = sample_new(census, NULL);
    gather(&sample, census, item, true);
    struct estimate distance = estimate(&sample, UNLIMITED, 0, mean_distance);
    sample_free(&sample);
    free(item);
    return distance;
}

void roughness_compare(json_t *row, const struct census *first, const struct census *second) {
    struct estimate shift = {NAN, NAN, "all clones are in one minimum"}, ratio = shift;
    size_t n = (size_t)first->clones, m = (size_t)second->clones;
    double spread = gsl_stats_sd(first->energy, 1, n);
    struct estimate here = mean_distance_of(first), there = mean_distance_of(second);
    if (first->minima > 1 && spread > 0) {
        double of_second = gsl_stats_sd(second->energy, 1, m);
        shift.value = (gsl_stats_mean(second->energy, 1, m) - gsl_stats_mean(first->energy, 1, n)) / spread;
        shift.error = hypot(1 / sqrt((double)n), of_second / spread / sqrt((double)m));
    }
    if (first->minima > 1 && here.value > 0) {
        ratio = (struct estimate){there.value / here.value, NAN, "too few clones"};
        double relative = there.value > 0 ? there.error / there.value : 0;
        ratio.error = ratio.value * hypot(relative, here.error / here.value);
    }
    row_integer(row, "clones_compared", second->clones);
    write_estimate(row, "energy_shift", "", &shift);
    write_estimate(row, "distance_ratio", "", &ratio);
}

static void merge_sum(json_t *row, const struct merge_row *rows, int count, const char *name) {
    int64_t sum = 0;
    for (int g = 0; g < count; g++)
        sum += row_get_integer(rows[g].where, rows[g].json, name);
    row_integer(row, name, sum);
}

/* Between which limits the numbers of a scale are. */
static struct limits limits_of(enum scale scale) {
    return scale == SHARE         ? (struct limits){0, 1}
           : scale == CORRELATION ? (struct limits){-1, 1}
                                  : (struct limits){-INFINITY, INFINITY};
}

void roughness_merge(json_t *row, const struct merge_row *rows, int count) {
    static const char *const counts[] = {"minima",           "bands",
                                         "energy_lowest",    "energy_highest",
                                         "largest_distance", "largest_participation",
                                         "largest_barrier"};
    row_integer(row, "clones", merge_common(rows, count, "clones"));
    merge_sum(row, rows, count, "pairs");
    merge_sum(row, rows, count, "pairs_unconverged");
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
        merge_mean(row, rows, count, counts[k], limits_of(UNLIMITED));
    for (int k = 0; k < NUMBERS_OF_CLONES; k++)
        merge_mean(row, rows, count, numbers_of_clones[k].name, limits_of(numbers_of_clones[k].scale));
    for (int k = 0; k < NUMBERS; k++) {
        char low[80];
        snprintf(low, sizeof low, "%s_low", numbers[k].name);
        merge_mean(row, rows, count, numbers[k].name, limits_of(numbers[k].scale));
        if (numbers[k].of_barriers)
            merge_mean(row, rows, count, low, limits_of(numbers[k].scale));
    }
    if (merge_any_has(rows, count, "energy_shift"))
        merge_mean(row, rows, count, "energy_shift", limits_of(UNLIMITED));
    if (merge_any_has(rows, count, "distance_ratio"))
        merge_mean(row, rows, count, "distance_ratio", limits_of(UNLIMITED));
}
