#include "observables/moments.h"

#include <gsl/gsl_fit.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "observables/displacement.h"
#include "base/error.h"
#include "base/statistics.h"

/* Sums over some pairs: of 1, D_AB, D_AB^2, and for each particle of d_i and d_i^2. */
struct sums {
    double pairs, distance, distance2;
    double *single, *single2;
};

static struct sums sums_new(int count) {
    return (struct sums){.single = allocate((size_t)count, sizeof(double)),
                         .single2 = allocate((size_t)count, sizeof(double))};
}

static void sums_free(struct sums *sums) {
    free(sums->single);
    free(sums->single2);
}

static void sums_add(struct sums *sums, int count, double distance, const double *single) {
    sums->pairs++;
    sums->distance += distance;
    sums->distance2 += distance * distance;
    for (int i = 0; i < count; i++) {
        sums->single[i] += single[i];
        sums->single2[i] += single[i] * single[i];
    }
}

/* The moments of all pairs but those of a clone (`without`, or zeros). */
static struct moments moments_of(const struct sums *all, const struct sums *without, int count) {
    struct moments moments = {.pairs = all->pairs - without->pairs,
                              .distance = all->distance - without->distance,
                              .distance2 = all->distance2 - without->distance2};
    for (int i = 0; i < count && moments.pairs > 0; i++) {
        double single = all->single[i] - without->single[i], mean = single / moments.pairs;
        moments.single += single;
        moments.single2 += all->single2[i] - without->single2[i];
        moments.mean_single2 += mean * mean;
    }
    return moments;
}

void moments_of_clones(int clones, const double *const *position, int count, const int *particles,
                       struct moments *moments) {
    struct sums all = sums_new(count), none = sums_new(count);
    struct sums *of_clone = allocate((size_t)clones, sizeof *of_clone);
    double *single = allocate((size_t)count, sizeof *single);
    for (int a = 0; a < clones; a++)
        of_clone[a] = sums_new(count);
    for (int a = 0; a < clones; a++)
        for (int b = a + 1; b < clones; b++) {
            double distance = displacement_msd(count, particles, position[a], position[b], single);
            sums_add(&all, count, distance, single);
            sums_add(&of_clone[a], count, distance, single);
            sums_add(&of_clone[b], count, distance, single);
        }
    moments[0] = moments_of(&all, &none, count);
    for (int a = 0; a < clones; a++)
        moments[1 + a] = moments_of(&all, &of_clone[a], count);
    for (int a = 0; a < clones; a++)
        sums_free(&of_clone[a]);
    sums_free(&all);
    sums_free(&none);
    free(of_clone);
    free(single);
}

/* <x^2> - <x>^2, or 0 when that is what rounding leaves. */
static double variance(double mean, double mean_of_squares) {
    double difference = mean_of_squares - mean * mean;
    return difference > 1e-13 * mean_of_squares ? difference : 0;
}

static struct moments sum_of(int glasses, const struct moments *const *moments) {
    struct moments sum = {0};
    for (int g = 0; g < glasses; g++) {
        sum.pairs += moments[g]->pairs;
        sum.distance += moments[g]->distance;
        sum.distance2 += moments[g]->distance2;
        sum.single += moments[g]->single;
        sum.single2 += moments[g]->single2;
    }
    return sum;
}

double moments_delta_ab(int glasses, const struct moments *const *moments) {
    struct moments sum = sum_of(glasses, moments);
    return sum.pairs > 0 ? sum.distance / sum.pairs : NAN;
}

static double ratio(int count, double of_distances, double of_singles) {
    return of_singles > 0 ? count * of_distances / of_singles : NAN;
}

double moments_chi(int glasses, const struct moments *const *moments, int count) {
    struct moments sum = sum_of(glasses, moments);
    double pairs = sum.pairs, singles = pairs * count;
    if (pairs < 2)
        return NAN;
    return ratio(count, variance(sum.distance / pairs, sum.distance2 / pairs),
                 variance(sum.single / singles, sum.single2 / singles));
}

double moments_chi_thermal(int glasses, const struct moments *const *moments, int count) {
    double of_distances = 0, of_singles = 0;
    for (int g = 0; g < glasses; g++) {
        const struct moments *m = moments[g];
        if (m->pairs < 2)
            return NAN;
        of_distances += variance(m->distance / m->pairs, m->distance2 / m->pairs);
        of_singles += variance(sqrt(m->mean_single2 / count), m->single2 / (m->pairs * count));
    }
    return ratio(count, of_distances, of_singles);
}

/* The clones of so many pairs, K (K - 1)/2. */
static double clones_of(double pairs) {
    return (1 + sqrt(1 + 8 * pairs)) / 2;
}

/* How many glasses of equal weight would count as much: (sum w)^2 / sum w^2. */
static double effective(int glasses, const double *weight) {
    double sum = 0, sum2 = 0;
    for (int g = 0; g < glasses; g++) {
        sum += weight[g];
        sum2 += weight[g] * weight[g];
    }
    return sum * sum / sum2;
}

/* chi without bias, of all glasses but one (-1: of all), and of all how its variance comes about. */
struct parts {
    double between; /* which part of the variance of D is between glasses */
    double freedom; /* how many independent numbers that rests on */
    double glasses; /* and, within glasses, how many of equal weight */
};
typedef double without_bias(void *context, int but, struct parts *parts);

/* The bias that a ratio has left is taken off by jackknife over glasses. With few of them, or where few have
 * most of the weight, its error does not know how uncertain it is itself: no less than where all numbers are
 * Gaussian. */
static double chi_by_jackknife(int glasses, double clones, without_bias *chi, void *context, double *error) {
    struct parts parts;
    double mean = 0, *left_out = allocate((size_t)glasses, sizeof *left_out);
    for (int g = 0; g < glasses; g++) {
        left_out[g] = chi(context, g, &parts);
        mean += left_out[g] / glasses;
    }
    double value = glasses * chi(context, -1, &parts) - (glasses - 1.0) * mean;
    double gaussian = fabs(value) * hypot(parts.between * sqrt(2 / parts.freedom),
                                          (1 - parts.between) * sqrt(2 / (parts.glasses * (clones - 1))));
    *error = fmax(jackknife_error(glasses, left_out), gaussian);
    free(left_out);
    return value;
}

/* The glasses of chi_AB, and room for the means and the mean squares of those that count. */
struct averaged {
    int count, particles;
    const struct moments *const *moments;
    const double *polydispersity; /* NULL: whatever it is */
    double *mean, *square, *beside;
};

/* The variance of n means of glasses about a straight line against their polydispersity, or about their
 * mean. */
static double variance_between(const struct averaged *glasses, size_t n, double *freedom) {
    double constant, slope, cov00, cov01, cov11, residual2;
    *freedom = (double)n - 1;
    if (glasses->polydispersity == NULL)
        return gsl_stats_variance(glasses->mean, 1, n);
    *freedom = (double)n - 2;
    gsl_fit_linear(glasses->beside, 1, glasses->mean, 1, n, &constant, &slope, &cov00, &cov01, &cov11,
                   &residual2);
    return isfinite(slope) ? residual2 / *freedom : gsl_stats_variance(glasses->mean, 1, n);
}

/* With <D>^2 the mean product of the means of two different glasses, the variance of D is that of its square
 * less this product, and the variance of the means is part of it, for which another may stand. */
static double chi_without_bias(void *context, int but, struct parts *parts) {
    const struct averaged *glasses = context;
    double pairs = 0, distance2 = 0, single2 = 0;
    size_t n = 0;
    for (int g = 0; g < glasses->count; g++) {
        const struct moments *m = glasses->moments[g];
        if (g == but)
            continue;
        pairs += m->pairs;
        distance2 += m->distance2;
        single2 += m->single2;
        glasses->beside[n] = glasses->polydispersity == NULL ? 0 : glasses->polydispersity[g];
        glasses->square[n] = m->distance2 / m->pairs;
        glasses->mean[n++] = m->distance / m->pairs;
    }
    double mean = gsl_stats_mean(glasses->mean, 1, n),
           variance_of_means = gsl_stats_variance(glasses->mean, 1, n);
    double between = variance_between(glasses, n, &parts->freedom);
    double product = mean * mean - variance_of_means / (double)n + variance_of_means - between;
    double of_distances = distance2 / pairs - product;
    parts->between = between / of_distances;
    parts->glasses = effective((int)n, glasses->square);
    return ratio(glasses->particles, of_distances, single2 / (pairs * glasses->particles) - product);
}

static double chi_of_glasses(int count, const struct moments *const *moments, int particles,
                             const double *polydispersity, double *error) {
    double *room = allocate(3 * (size_t)count, sizeof *room);
    struct averaged glasses = {count, particles,    moments,         polydispersity,
                               room,  room + count, room + 2 * count};
    double chi = chi_by_jackknife(count, clones_of(moments[0]->pairs), chi_without_bias, &glasses, error);
    free(room);
    return chi;
}

double moments_chi_unbiased(int glasses, const struct moments *const *moments, int count, double *error) {
    *error = NAN;
    if (glasses < 3 || moments[0]->pairs < 1)
        return NAN;
    return chi_of_glasses(glasses, moments, count, NULL, error);
}

double moments_chi_equal_polydispersity(int glasses, const struct moments *const *moments, int count,
                                        const double *polydispersity, double *error) {
    *error = NAN;
    if (glasses < 5 || moments[0]->pairs < 1)
        return NAN;
    return chi_of_glasses(glasses, moments, count, polydispersity, error);
}

/* The sum over ordered pairs of pairs of clones without a clone in common of the product of their distances:
 * all less a pair with itself less those with one clone in common. The distances of a clone k sum to the
 * total less what is left without it. */
static double disjoint_distances(int clones, const struct moments *of) {
    double sum = of->distance * of->distance - of->distance2;
    for (int k = 1; k <= clones; k++) {
        double own = of->distance - of[k].distance;
        sum -= own * own - (of->distance2 - of[k].distance2);
    }
    return sum;
}

/* The same of the terms of single particles, summed over these. With U_i the sum over all pairs and U_ik
 * that without clone k, sum_k U_ik = (K - 2) U_i, so that sum_ik (U_i - U_ik)^2 = (4 - K) sum_i U_i^2 +
 * sum_ik U_ik^2. */
static double disjoint_singles(int clones, const struct moments *of) {
    double all = of->mean_single2 * of->pairs * of->pairs, own = (4.0 - clones) * all, own2 = 0;
    for (int k = 1; k <= clones; k++) {
        own += of[k].mean_single2 * of[k].pairs * of[k].pairs;
        own2 += of->single2 - of[k].single2;
    }
    return all - of->single2 - (own - own2);
}

/* The variances within each glass, of distances and of single particles, and their sums. */
struct within {
    int glasses, particles;
    double *of_distances, *of_singles, sum_of_distances, sum_of_singles;
};

static double thermal_without_bias(void *context, int but, struct parts *parts) {
    const struct within *within = context;
    if (but >= 0)
        return ratio(within->particles, within->sum_of_distances - within->of_distances[but],
                     within->sum_of_singles - within->of_singles[but]);
    *parts = (struct parts){0, INFINITY, effective(within->glasses, within->of_singles)};
    return ratio(within->particles, within->sum_of_distances, within->sum_of_singles);
}

double moments_chi_thermal_unbiased(int glasses, int clones, const struct moments *const *moments, int count,
                                    double *error) {
    *error = NAN;
    if (clones < 4)
        return NAN;
    double *room = allocate(2 * (size_t)glasses, sizeof *room);
    struct within within = {glasses, count, room, room + glasses, 0, 0};
    for (int g = 0; g < glasses; g++) {
        const struct moments *m = moments[g];
        double disjoint = m->pairs * (clones - 2) * (clones - 3) / 2;
        within.of_distances[g] = m->distance2 / m->pairs - disjoint_distances(clones, m) / disjoint;
        within.of_singles[g] = (m->single2 / m->pairs - disjoint_singles(clones, m) / disjoint) / count;
        within.sum_of_distances += within.of_distances[g];
        within.sum_of_singles += within.of_singles[g];
    }
    struct parts parts;
    double chi = glasses < 2 ? thermal_without_bias(&within, -1, &parts)
                             : chi_by_jackknife(glasses, clones, thermal_without_bias, &within, error);
    free(room);
    return chi;
}
