#include "observables/relaxation.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_poly.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/rng.h"

enum {
    FEWEST = 3,    /* points of a parabola */
    DRAWINGS = 200 /* of all times from their errors */
};
static const int places = 40;              /* at which an onset is looked for, twice */
static const double chance = 0.01;         /* of a worse fit than one that holds */
static const double chance_of_bend = 0.05; /* that a line seems bent */

/* x = 1/T and y = ln tau with weights, x ascending. */
struct data {
    int count;
    double *x, *y, *weight;
};

static struct data data_new(int count, const struct relaxation_point *points) {
    struct data data = {count, allocate((size_t)count, sizeof(double)),
                        allocate((size_t)count, sizeof(double)), allocate((size_t)count, sizeof(double))};
    for (int k = 0; k < count; k++) {
        double relative = points[k].error / points[k].tau;
        data.x[k] = 1 / points[k].temperature;
        data.y[k] = log(points[k].tau);
        data.weight[k] = 1 / (relative * relative);
    }
    return data;
}

static void data_free(struct data *data) {
    free(data->x);
    free(data->y);
    free(data->weight);
}

/* Weighted least squares y = sum_k c[k] f_k(x) with `terms` functions of a point, of points first .. count
 * - 1. */
static double fit(const struct data *data, int first, size_t terms,
                  double (*f)(size_t k, double x, double x0), double x0, double *c) {
    size_t n = (size_t)(data->count - first);
    gsl_matrix *x = gsl_matrix_alloc(n, terms), *covariance = gsl_matrix_alloc(terms, terms);
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(n, terms);
    for (size_t p = 0; p < n; p++)
        for (size_t k = 0; k < terms; k++)
            gsl_matrix_set(x, p, k, f(k, data->x[(size_t)first + p], x0));
    gsl_vector_const_view y = gsl_vector_const_view_array(data->y + first, n);
    gsl_vector_const_view weight = gsl_vector_const_view_array(data->weight + first, n);
    gsl_vector_view found = gsl_vector_view_array(c, terms);
    double chi2;
    gsl_multifit_wlinear(x, &weight.vector, &y.vector, &found.vector, covariance, &chi2, work);
    gsl_multifit_linear_free(work);
    gsl_matrix_free(x);
    gsl_matrix_free(covariance);
    return chi2;
}

static double power_of(size_t k, double x, double x0) {
    (void)x0;
    return gsl_pow_int(x, (int)k);
}

/* 1, x, and (x - x0)^2 from x0 on */
static double bent(size_t k, double x, double x0) {
    return k < 2 ? power_of(k, x, x0) : x > x0 ? (x - x0) * (x - x0) : 0;
}

/* The onset: x0 of the bent line that fits best, and the line there. */
struct onset {
    double x0, c[3], chi2;
};

static struct onset best_between(const struct data *data, double low, double high) {
    struct onset best = {.chi2 = INFINITY};
    for (int s = 0; s <= places; s++) {
        struct onset onset = {.x0 = low + (high - low) * s / places};
        onset.chi2 = fit(data, 0, 3, bent, onset.x0, onset.c);
        if (onset.c[2] > 0 && onset.chi2 < best.chi2)
            best = onset;
    }
    return best;
}

/* Two points at least are on the line, and two beyond. chi2 is infinite when no line bends upwards. */
static struct onset onset_of(const struct data *data) {
    double low = data->x[1], high = data->x[data->count - 2];
    struct onset coarse = best_between(data, low, high);
    double step = (high - low) / places;
    if (isinf(coarse.chi2))
        return coarse;
    return best_between(data, fmax(low, coarse.x0 - step), fmin(high, coarse.x0 + step));
}

/* y = c0 + c1 x + c2 x^2 through the points from the onset on. */
struct parabola {
    int points;
    double c[3], chi2;
};

static struct parabola parabola_from(const struct data *data, double x0) {
    int first = 0;
    while (first < data->count && data->x[first] < x0 * (1 - 1e-9))
        first++;
    struct parabola parabola = {.points = data->count - first, .c = {NAN, NAN, NAN}, .chi2 = NAN};
    if (parabola.points >= FEWEST)
        parabola.chi2 = fit(data, first, 3, power_of, 0, parabola.c);
    return parabola;
}

/* The temperature at which the parabola reaches y, on the branch that rises with 1/T; NAN when there
 * is none. */
static double temperature_at(const struct parabola *parabola, double y) {
    double low, high;
    if (!(parabola->c[2] > 0) ||
        gsl_poly_solve_quadratic(parabola->c[2], parabola->c[1], parabola->c[0] - y, &low, &high) != 2 ||
        high <= 0)
        return NAN;
    return 1 / high;
}

/* chi2 per degree of freedom, and whether chance gives as much. */
static double goodness(double chi2, int freedom, bool *holds) {
    *holds = freedom > 0 && gsl_cdf_chisq_Q(chi2, freedom) > chance;
    return freedom > 0 ? chi2 / freedom : NAN;
}

struct laws {
    bool bends; /* a line that bends upwards fits better than a straight one, beyond chance */
    double line_chi2;
    struct onset onset;
    struct parabola parabola;
};

static struct laws quantities(const struct data *data, double *value) {
    struct laws laws = {.onset = onset_of(data), .parabola = {.c = {NAN, NAN, NAN}, .chi2 = NAN}};
    double line[2];
    laws.line_chi2 = fit(data, 0, 2, power_of, 0, line);
    laws.bends = !isinf(laws.onset.chi2) &&
                 gsl_cdf_chisq_Q(fmax(0, laws.line_chi2 - laws.onset.chi2), 2) < chance_of_bend;
    for (int q = 0; q < RELAXATION_QUANTITIES; q++)
        value[q] = NAN;
    value[ARRHENIUS_ENERGY] = laws.bends ? laws.onset.c[1] : line[1];
    if (!laws.bends)
        return laws;
    double log_tau = laws.onset.c[0] + laws.onset.c[1] * laws.onset.x0;
    laws.parabola = parabola_from(data, laws.onset.x0);
    const double *c = laws.parabola.c;
    value[ONSET_TEMPERATURE] = 1 / laws.onset.x0;
    value[TAU_0] = exp(log_tau);
    value[PARABOLIC_J] = c[2] > 0 ? sqrt(c[2]) : NAN;
    value[PARABOLIC_TEMPERATURE] = c[2] > 0 && c[1] != 0 ? -2 * c[2] / c[1] : NAN;
    value[PARABOLIC_TAU] = c[2] > 0 ? exp(c[0] - c[1] * c[1] / (4 * c[2])) : NAN;
    value[COMPUTER_TEMPERATURE] = temperature_at(&laws.parabola, log_tau + log(1e4));
    value[GLASS_TEMPERATURE] = temperature_at(&laws.parabola, log_tau + log(1e12));
    return laws;
}

/* Standard deviations over drawings of all tau from their errors. */
static void errors(int count, const struct relaxation_point *points, double *error) {
    double(*drawn)[DRAWINGS] = allocate(RELAXATION_QUANTITIES, sizeof *drawn);
    size_t exist[RELAXATION_QUANTITIES] = {0};
    gsl_rng *rng = rng_stream(0, RNG_BOOTSTRAP, 0, 1);
    struct data data = data_new(count, points), sample = data_new(count, points);
    for (int r = 0; r < DRAWINGS; r++) {
        double value[RELAXATION_QUANTITIES];
        for (int k = 0; k < count; k++)
            sample.y[k] = data.y[k] + gsl_ran_gaussian(rng, 1 / sqrt(data.weight[k]));
        quantities(&sample, value);
        for (int q = 0; q < RELAXATION_QUANTITIES; q++)
            if (!isnan(value[q]))
                drawn[q][exist[q]++] = value[q];
    }
    for (int q = 0; q < RELAXATION_QUANTITIES; q++)
        error[q] = exist[q] > DRAWINGS / 2 ? gsl_stats_sd(drawn[q], 1, exist[q]) : NAN;
    gsl_rng_free(rng);
    data_free(&data);
    data_free(&sample);
    free(drawn);
}

struct relaxation relaxation_fit(int count, const struct relaxation_point *points) {
    struct relaxation fit = {0};
    struct data data = data_new(count, points);
    struct laws laws = quantities(&data, fit.value);
    errors(count, points, fit.error);
    fit.arrhenius_points = laws.bends ? count - laws.parabola.points : count;
    fit.parabolic_points = laws.parabola.points;
    fit.curve_chi2 = laws.bends ? goodness(laws.onset.chi2, count - 4, &fit.curve_holds)
                                : goodness(laws.line_chi2, count - 2, &fit.curve_holds);
    fit.parabolic_chi2 = goodness(laws.parabola.chi2, laws.parabola.points - 3, &fit.parabolic_holds);
    fit.extrapolated = fit.value[COMPUTER_TEMPERATURE] < points[count - 1].temperature;
    data_free(&data);
    return fit;
}

double relaxation_time(double parabolic_tau, double parabolic_j, double parabolic_temperature,
                       double temperature) {
    double x = parabolic_j * (1 / temperature - 1 / parabolic_temperature);
    double tau = parabolic_tau * exp(x * x);
    return isfinite(tau) ? tau : NAN;
}
