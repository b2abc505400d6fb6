/* Steepest descent with controlled error, against small steps of the classical Runge-Kutta method. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "landscape/descent.h"
#include "glass.h"

enum { N = 80, COUNT = 3 * N, POINTS = 6000 };

static void forces(struct ensemble *ensemble, const double *x, double *f) {
    memcpy(ensemble->x, x, COUNT * sizeof(double));
    ensemble_forces(ensemble, INFINITY, NULL);
    memcpy(f, ensemble->f, COUNT * sizeof(double));
}

static double largest(const double *f) {
    double most = 0;
    for (int k = 0; k < COUNT; k++)
        most = fmax(most, fabs(f[k]));
    return most;
}

/* POINTS points of the path, steps of the classical fourth-order method apart in which no coordinate moves by
 * more than 2e-4: path[POINTS][COUNT]. */
static void slow_path(struct ensemble *ensemble, const double *start, double *path) {
    static const double nodes[4] = {0, 0.5, 0.5, 1}, weights[4] = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};
    memcpy(path, start, COUNT * sizeof(double));
    for (int point = 1; point < POINTS; point++) {
        double *x = path + COUNT * point, *before = x - COUNT, f[COUNT], at[COUNT];
        memcpy(x, before, COUNT * sizeof(double));
        forces(ensemble, before, f);
        double step = fmin(5e-4, 2e-4 / largest(f));
        for (int stage = 0; stage < 4; stage++) {
            for (int k = 0; k < COUNT; k++)
                at[k] = before[k] + nodes[stage] * step * f[k];
            forces(ensemble, at, f);
            for (int k = 0; k < COUNT; k++)
                x[k] += weights[stage] * step * f[k];
        }
    }
}

/* How far x is from the nearest point of the path, or of a chord between two. */
static double aside(const double *path, const double *x) {
    double nearest2 = INFINITY;
    for (int point = 1; point < POINTS; point++) {
        const double *a = path + COUNT * (point - 1), *b = a + COUNT;
        double along = 0, length2 = 0, distance2 = 0;
        for (int k = 0; k < COUNT; k++) {
            along += (x[k] - a[k]) * (b[k] - a[k]);
            length2 += (b[k] - a[k]) * (b[k] - a[k]);
        }
        double share = length2 > 0 ? fmin(fmax(along / length2, 0), 1) : 0;
        for (int k = 0; k < COUNT; k++) {
            double d = x[k] - a[k] - share * (b[k] - a[k]);
            distance2 += d * d;
        }
        nearest2 = fmin(nearest2, distance2);
    }
    return sqrt(nearest2);
}

/* The farthest that a point of the descent is from the path, until the largest force is below `enough`. */
static double farthest_aside(const struct glass *glass, const double *path, double error, double enough,
                             int *evaluations, int *points) {
    const bool descends[LANES] = {true};
    struct ensemble *ensemble = ensemble_new(N, 1, glass->box, glass->sigma, POTENTIAL_WCA, false);
    struct descent *descent = descent_new(ensemble, error);
    double farthest = 0, energy, energy_before = INFINITY, max_force = INFINITY;
    ensemble_load(ensemble, 0, glass->position, NULL);
    descent_start(descent, 0);
    *evaluations = *points = 0;
    while (max_force > enough) {
        double force;
        ensemble_forces(ensemble, INFINITY, &energy);
        ensemble->kernel->vectors.max_abs(COUNT, ensemble->f, &force);
        ++*evaluations;
        if (descent_arrived(descent, 0, energy, force)) {
            assert_true(energy < energy_before);
            if (force > enough)
                farthest = fmax(farthest, aside(path, ensemble->x));
            energy_before = energy;
            max_force = force;
            ++*points;
        }
        descent_move(descent, descends);
    }
    double energy_of_path;
    descent_return(descent, 0, &energy_of_path, &max_force);
    assert_true(energy_of_path == energy_before && descent_distance(descent, 0) == 0);
    descent_free(descent);
    ensemble_free(ensemble);
    return farthest;
}

static void points_lie_on_the_path_of_small_steps(void **state) {
    (void)state;
    struct glass glass = glass_random(N, 1.0, 61);
    glass_minimize(&glass, POTENTIAL_HARMONIC, 1e-3);
    gsl_rng *rng = rng_stream(61, RNG_POSITIONS, 1, 1);
    shake(rng, COUNT, 0.02, glass.position);
    gsl_rng_free(rng);
    struct ensemble *ensemble = ensemble_new(N, 1, glass.box, glass.sigma, POTENTIAL_WCA, false);
    double *path = allocate((size_t)COUNT * POINTS, sizeof(double)), f[COUNT];
    slow_path(ensemble, glass.position, path);
    forces(ensemble, path + (size_t)COUNT * (POINTS - 1), f);
    double last = largest(f);
    int evaluations, points;
    for (double error = 1e-4; error > 5e-7; error /= 10) {
        double off = farthest_aside(&glass, path, error, 3 * last, &evaluations, &points);
        assert_true(off < 50 * error && off > 0);
        assert_true(points > 5 && evaluations < POINTS);
    }
    free(path);
    ensemble_free(ensemble);
    glass_free(&glass);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_lie_on_the_path_of_small_steps),
    };
    return cmocka_run_group_tests_name("descent", tests, NULL, NULL);
}
