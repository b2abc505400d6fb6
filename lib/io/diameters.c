#include "io/diameters.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "potentials/potential.h"

static const double standard_deviation = 0.22929964420495; /* of P(sigma) */
static const double rounding = 1e-6;

double diameter_at(double u) {
    const double smallest = SIGMA_MINIMUM, largest = SIGMA_MAXIMUM;
    const double a = 1 / (smallest * smallest), b = 1 / (largest * largest);
    return 1 / sqrt(a - u * (a - b));
}

double diameters_polydispersity(const struct frame *frame) {
    char text[32];
    double mean = gsl_stats_mean(frame->sigma, 1, (size_t)frame->n);
    double sd = gsl_stats_sd_with_fixed_mean(frame->sigma, 1, (size_t)frame->n, mean);
    snprintf(text, sizeof text, "%.6g", sd / mean);
    return strtod(text, NULL);
}

struct sized {
    double sigma;
    int index;
};

/* Larger first, then lower index first. */
static int by_size(const void *one, const void *other) {
    const struct sized *a = one, *b = other;
    if (a->sigma != b->sigma)
        return a->sigma < b->sigma ? 1 : -1;
    return a->index < b->index ? -1 : 1;
}

static int by_index(const void *one, const void *other) {
    int a = *(const int *)one, b = *(const int *)other;
    return (a > b) - (a < b);
}

void diameters_largest(int n, const double *sigma, int *largest) {
    struct sized *sized = allocate((size_t)n, sizeof *sized);
    for (int i = 0; i < n; i++)
        sized[i] = (struct sized){.sigma = sigma[i], .index = i};
    qsort(sized, (size_t)n, sizeof *sized, by_size);
    for (int i = 0; i < n / 2; i++)
        largest[i] = sized[i].index;
    qsort(largest, (size_t)(n / 2), sizeof *largest, by_index);
    free(sized);
}

void diameters_check(const struct frame *frame, bool *warned) {
    double smallest = INFINITY, largest = 0, mean = 0;
    for (int i = 0; i < frame->n; i++) {
        smallest = fmin(smallest, frame->sigma[i]);
        largest = fmax(largest, frame->sigma[i]);
        mean += frame->sigma[i] / frame->n;
    }
    if (!(potential_sigma(frame_potential(frame), smallest, largest) > 0))
        fatal(EX_DATAERR,
              "%s: expected diameters less than 5 apart, since sigma_ij = (sigma_i + sigma_j)/2 (1 - 0.2 "
              "|sigma_i - sigma_j|) is positive for these only, found %g and %g",
              frame_where(frame), smallest, largest);
    if (*warned)
        return;
    *warned = true;
    if (fabs(mean - 1) > 5 * standard_deviation / sqrt(frame->n))
        warning("%s: the mean diameter is %.6g, and this is taken as it stands: lengths, temperatures and "
                "times are in units of a mean diameter of 1 (wca-read --scale-to-mean-diameter makes it 1)",
                frame_where(frame), mean);
    else if (smallest < SIGMA_MINIMUM - rounding || largest > SIGMA_MAXIMUM + rounding)
        warning(
            "%s: diameters from %.6g to %.6g are taken as they stand: those of the model are from %.6g to "
            "%.6g, and particles of two diameters interact by its sigma_ij = (sigma_i + sigma_j)/2 (1 - 0.2 "
            "|sigma_i - sigma_j|)",
            frame_where(frame), smallest, largest, SIGMA_MINIMUM, SIGMA_MAXIMUM);
    else
        *warned = false;
}
