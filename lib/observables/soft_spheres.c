#include "observables/soft_spheres.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/rng.h"
#include "base/statistics.h"

static const double chance = 0.01; /* of a worse fit than one that holds */

struct soft_line soft_line_fit(int count, const struct soft_point *points) {
    double *x = allocate((size_t)count, sizeof *x), *y = allocate((size_t)count, sizeof *y),
           *weight = allocate((size_t)count, sizeof *weight);
    for (int k = 0; k < count; k++) {
        double root = sqrt(points[k].temperature), error = points[k].error / (2 * root);
        x[k] = points[k].phi * points[k].phi;
        y[k] = root;
        weight[k] = 1 / (error * error);
    }
    double c0, c1, cov00, cov01, cov11, chi2;
    gsl_fit_wlinear(x, 1, weight, 1, y, 1, (size_t)count, &c0, &c1, &cov00, &cov01, &cov11, &chi2);
    free(x);
    free(y);
    free(weight);
    bool rises = c0 < 0 && c1 > 0;
    int freedom = count - 2;
    return (struct soft_line){
        .energy = rises ? 1 / (c0 * c0) : NAN,
        .phi_d = rises ? sqrt(-c0 / c1) : NAN,
        .chi2 = freedom > 0 ? chi2 / freedom : NAN,
        .holds = rises && (freedom == 0 || gsl_cdf_chisq_Q(chi2, freedom) > chance),
    };
}

/* (phi/phi_0)^2 - 1: sqrt(a T) where phi_eff is phi_0; 0 where hard spheres are not yet that dense. */
static double root_of(double phi, double phi_0) {
    return fmax(0, phi * phi / (phi_0 * phi_0) - 1);
}

double soft_temperature(const struct soft_line *line, double phi) {
    double root = root_of(phi, line->phi_d);
    return isnan(line->phi_d) ? NAN : root * root / line->energy;
}

double soft_effective_phi(const struct soft_line *line, double phi, double temperature) {
    return phi / sqrt(1 + sqrt(line->energy * temperature));
}

double soft_ratio(const struct soft_line *line, double phi_g, double phi) {
    if (!(phi > line->phi_d))
        return NAN;
    double root = root_of(phi, phi_g) / root_of(phi, line->phi_d);
    return isnan(phi_g) ? NAN : root * root;
}

double soft_error(int count, const struct soft_point *points, soft_quantity *of, const void *context) {
    struct soft_point *drawn = allocate((size_t)count, sizeof *drawn);
    double *value = allocate(RESAMPLES, sizeof *value);
    gsl_rng *rng = rng_stream(0, RNG_BOOTSTRAP, 0, 2);
    size_t exist = 0;
    for (int r = 0; r < RESAMPLES; r++) {
        bool above = true;
        for (int k = 0; k < count; k++) {
            drawn[k] = points[k];
            drawn[k].temperature += gsl_ran_gaussian(rng, points[k].error);
            above = above && drawn[k].temperature > 0;
        }
        if (!above)
            continue;
        struct soft_line line = soft_line_fit(count, drawn);
        double found = of(&line, context);
        if (!isnan(found))
            value[exist++] = found;
    }
    double error = exist > RESAMPLES / 2 ? gsl_stats_sd(value, 1, exist) : NAN;
    gsl_rng_free(rng);
    free(value);
    free(drawn);
    return error;
}
