#include "susceptibility.h"

#include <math.h>
#include <stdlib.h>

#include "displacement.h"
#include "error.h"

/* Sums over some pairs: of 1, D_AB, D_AB^2, and for each particle of d_i and d_i^2. */
struct sums {
    double pairs, d, d2;
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

static void sums_add(struct sums *sums, int count, double d, const double *single) {
    sums->pairs++;
    sums->d += d;
    sums->d2 += d * d;
    for (int i = 0; i < count; i++) {
        sums->single[i] += single[i];
        sums->single2[i] += single[i] * single[i];
    }
}

/* <x^2> - <x>^2, or 0 when that is what rounding leaves. */
static double variance(double n, double sum, double sum2) {
    double mean = sum / n, difference = sum2 / n - mean * mean;
    return difference > 1e-14 * (sum2 / n) ? difference : 0;
}

/* The mean D_AB of all pairs but those of a clone (`without`, or NULL). */
static double delta_of(const struct sums *all, const struct sums *without) {
    double pairs = all->pairs - (without ? without->pairs : 0);
    return pairs > 0 ? (all->d - (without ? without->d : 0)) / pairs : NAN;
}

/* N_b Var(D_AB) / mean_i Var(d_i), the same way: the paper's eq. (4) at fixed glass and particle. */
static double chi_of(int count, const struct sums *all, const struct sums *without) {
    double pairs = all->pairs - (without ? without->pairs : 0);
    if (pairs < 2)
        return NAN;
    double numerator =
        variance(pairs, all->d - (without ? without->d : 0), all->d2 - (without ? without->d2 : 0));
    double denominator = 0;
    for (int i = 0; i < count; i++)
        denominator += variance(pairs, all->single[i] - (without ? without->single[i] : 0),
                                all->single2[i] - (without ? without->single2[i] : 0));
    denominator /= count;
    return denominator > 0 ? count * numerator / denominator : NAN;
}

double jackknife_error(int n, const double *left_out) {
    double mean = 0, sum = 0;
    for (int k = 0; k < n; k++)
        mean += left_out[k] / n;
    for (int k = 0; k < n; k++)
        sum += (left_out[k] - mean) * (left_out[k] - mean);
    return n < 2 ? NAN : sqrt((n - 1.0) / n * sum);
}

double mean_with_error(int n, const double *value, double *error) {
    double sum = 0, squares = 0;
    for (int k = 0; k < n; k++)
        sum += value[k];
    for (int k = 0; k < n; k++)
        squares += (value[k] - sum / n) * (value[k] - sum / n);
    *error = n < 2 ? NAN : sqrt(squares / n / (n - 1)); /* what the jackknife gives for a mean */
    return sum / n;
}

struct susceptibility susceptibility_of_clones(int clones, const double *const *position, int count,
                                               const int *particles) {
    struct sums all = sums_new(count), *of_clone = allocate((size_t)clones, sizeof *of_clone);
    double *single = allocate((size_t)count, sizeof *single);
    double *left_out = allocate((size_t)clones, sizeof *left_out);
    for (int a = 0; a < clones; a++)
        of_clone[a] = sums_new(count);
    for (int a = 0; a < clones; a++)
        for (int b = a + 1; b < clones; b++) {
            double d = displacement_msd(count, particles, position[a], position[b], single);
            sums_add(&all, count, d, single);
            sums_add(&of_clone[a], count, d, single);
            sums_add(&of_clone[b], count, d, single);
        }

    struct susceptibility result = {.delta_ab = delta_of(&all, NULL),
                                    .chi_thermal = chi_of(count, &all, NULL)};
    for (int a = 0; a < clones; a++)
        left_out[a] = delta_of(&all, &of_clone[a]);
    result.delta_ab_error = jackknife_error(clones, left_out);
    for (int a = 0; a < clones; a++)
        left_out[a] = chi_of(count, &all, &of_clone[a]);
    result.chi_thermal_error = jackknife_error(clones, left_out);

    for (int a = 0; a < clones; a++)
        sums_free(&of_clone[a]);
    sums_free(&all);
    free(of_clone);
    free(single);
    free(left_out);
    return result;
}
