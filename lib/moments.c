#include "moments.h"

#include <math.h>
#include <stdlib.h>

#include "displacement.h"
#include "error.h"

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
