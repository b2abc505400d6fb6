#include "landscape/jammed.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/estimate.h"
#include "base/sorted.h"
#include "base/statistics.h"
#include "observables/composition.h"

#define LARGEST_FORCE 1e-8 /* of a minimum, eps/<sigma> */

static bool converged(const struct merge_row *row) {
    return row_get_number(row->where, row->json, "max_force") <= LARGEST_FORCE;
}

/* eps */
static double energy_per_particle(const struct merge_row *row) {
    int64_t particles = row_get_integer(row->where, row->json, "particles");
    if (particles < 1)
        fatal(EX_DATAERR, "%s: expected at least one particle, found %ld", row->where, particles);
    return row_get_number(row->where, row->json, "energy") / (double)particles;
}

double jammed_crossing(int n, const struct jammed_minimum *minimum, double fraction, const int64_t *without) {
    double *phi = allocate((size_t)n + 1, sizeof *phi), *part = allocate((size_t)n + 1, sizeof *part),
           *minima = allocate((size_t)n + 1, sizeof *minima), crossing = NAN;
    int densities = 0;
    for (int k = 0; k < n; k++) {
        if (without != NULL && minimum[k].glass == *without)
            continue;
        if (densities == 0 || phi[densities - 1] != minimum[k].phi)
            phi[densities++] = minimum[k].phi;
        part[densities - 1] += minimum[k].jammed;
        minima[densities - 1]++;
    }
    for (int d = 0; d < densities; d++)
        part[d] /= minima[d];
    sorted_isotonic(densities, part, minima);
    for (int d = densities - 1; d > 0; d--)
        if (part[d - 1] < fraction && part[d] >= fraction)
            crossing =
                phi[d - 1] + (phi[d] - phi[d - 1]) * (fraction - part[d - 1]) / (part[d] - part[d - 1]);
    free(phi);
    free(part);
    free(minima);
    return crossing;
}

/* Of so many minima */
static void write_estimate(json_t *row, const char *key, const char *error_key, int n,
                           struct uncertain estimate) {
    row_number_or_reason(row, key, estimate.value, "no minimum converged");
    row_number_or_reason(row, error_key, estimate.error,
                         n == 0 ? "no minimum converged" : "fewer than 2 minima");
}

void jammed_merge(json_t *row, const struct merge_row *rows, int count, double threshold,
                  double polydispersity) {
    struct merge_row *minimum = allocate((size_t)count, sizeof *minimum);
    double *energy = allocate((size_t)count, sizeof *energy), jammed = 0, sd;
    int minima = 0;
    for (int k = 0; k < count; k++)
        if (converged(&rows[k])) {
            energy[minima] = energy_per_particle(&rows[k]);
            jammed += energy[minima] > threshold;
            minimum[minima++] = rows[k];
        }
    merge_write_samples(row, rows, count);
    row_integer(row, "particles", merge_common(rows, count, "particles"));
    row_integer(row, "minima", minima);
    row_integer(row, "unconverged", count - minima);
    write_estimate(row, "energy_per_particle", "energy_per_particle_error", minima,
                   estimate_mean(minima, energy, &sd));
    write_estimate(row, "jammed", "jammed_error", minima, estimate_share(jammed, minima - jammed));
    if (!isnan(polydispersity))
        composition_write(row, "energy_per_particle", minimum, minima, energy, polydispersity, true);
    free(minimum);
    free(energy);
}

static int by_glass(const void *one, const void *other) {
    const int64_t *a = one, *b = other;
    return (*a > *b) - (*a < *b);
}

/* The different glasses of the rows, ascending; to be freed. */
static int64_t *glasses_of(const struct merge_row *rows, int count, int *glasses) {
    int64_t *glass = allocate((size_t)count, sizeof *glass);
    for (int k = 0; k < count; k++)
        glass[k] = row_get_integer(rows[k].where, rows[k].json, "glass");
    qsort(glass, (size_t)count, sizeof *glass, by_glass);
    *glasses = 0;
    for (int k = 0; k < count; k++)
        if (k == 0 || glass[k] != glass[*glasses - 1])
            glass[(*glasses)++] = glass[k];
    return glass;
}

/* NAN where one of them does not exist */
static double error_of_jammed(int minima, const struct jammed_minimum *minimum, double fraction, int glasses,
                              const int64_t *glass) {
    double *left_out = allocate((size_t)glasses, sizeof *left_out);
    for (int g = 0; g < glasses; g++)
        left_out[g] = jammed_crossing(minima, minimum, fraction, &glass[g]);
    double error = jackknife_error(glasses, left_out);
    free(left_out);
    return error;
}

void jammed_cross(json_t *row, const struct merge_row *rows, int count, double threshold, double fraction) {
    struct jammed_minimum *minimum = allocate((size_t)count, sizeof *minimum);
    int minima = 0, glasses;
    int64_t *glass = glasses_of(rows, count, &glasses);
    double step = 0, phi = 0;
    for (int k = 0; k < count; k++) {
        double before = phi;
        phi = row_get_number(rows[k].where, rows[k].json, "phi");
        step = k == 0 ? 0 : fmax(step, phi - before);
        if (converged(&rows[k]))
            minimum[minima++] =
                (struct jammed_minimum){phi, rows[k].glass, energy_per_particle(&rows[k]) > threshold};
    }
    double crossing = jammed_crossing(minima, minimum, fraction, NULL);
    double error = error_of_jammed(minima, minimum, fraction, glasses, glass);
    const char *reason = isnan(crossing)
                             ? "the jammed part does not pass this fraction between the densities"
                             : "without one of the glasses the jammed part does not pass this fraction";
    row_number(row, "fraction", fraction);
    row_integer(row, "glasses", glasses);
    row_integer(row, "particles", merge_common(rows, count, "particles"));
    row_integer(row, "minima", minima);
    row_integer(row, "unconverged", count - minima);
    row_number(row, "phi_step", step);
    row_number_or_reason(row, "phi_j", isnan(error) ? NAN : crossing, reason);
    row_number_or_reason(row, "phi_j_error", isnan(crossing) ? NAN : hypot(error, step / sqrt(12)), reason);
    free(minimum);
    free(glass);
}
