/* glass.h: what the physics tests share: small glasses from a seed, and slow, obvious sums over all pairs. */
#ifndef WCA_TESTS_GLASS_H
#define WCA_TESTS_GLASS_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "forces/ensemble.h"
#include "base/error.h"
#include "io/frame.h"
#include "landscape/minimize.h"
#include "base/rng.h"

struct glass {
    int n;
    double box;
    double *sigma, *position, *velocity; /* n, 3n, 3n */
};

/* Diameters of the model, at random positions in the box that gives them this packing fraction. */
static inline struct glass glass_random(int n, double phi, uint64_t seed) {
    struct glass glass = {.n = n};
    size_t count = (size_t)n;
    gsl_rng *rng = rng_stream(seed, RNG_POSITIONS, 1, 0);
    double sum = 0, low = 1 / (SIGMA_MINIMUM * SIGMA_MINIMUM), high = 1 / (SIGMA_MAXIMUM * SIGMA_MAXIMUM);
    glass.sigma = allocate(count, sizeof(double));
    glass.position = allocate(3 * count, sizeof(double));
    glass.velocity = allocate(3 * count, sizeof(double));
    for (int i = 0; i < n; i++) {
        glass.sigma[i] = 1 / sqrt(low - gsl_rng_uniform(rng) * (low - high));
        sum += glass.sigma[i] * glass.sigma[i] * glass.sigma[i];
    }
    glass.box = cbrt(M_SQRT2 * M_PI / 6 * sum / phi);
    for (int k = 0; k < 3 * n; k++)
        glass.position[k] = gsl_rng_uniform(rng) * glass.box;
    gsl_rng_free(rng);
    return glass;
}

static inline void glass_free(struct glass *glass) {
    free(glass->sigma);
    free(glass->position);
    free(glass->velocity);
}

enum { CRYSTAL = 108 };

/* A face-centred cubic crystal with this distance between nearest neighbours; returns the edge of its box. */
static inline double crystal(double distance, double position[3 * CRYSTAL]) {
    static const double basis[4][3] = {{0, 0, 0}, {0, 0.5, 0.5}, {0.5, 0, 0.5}, {0.5, 0.5, 0}};
    double cell = M_SQRT2 * distance;
    for (int i = 0; i < CRYSTAL; i++) {
        const int at[3] = {i / 4 % 3, i / 12 % 3, i / 36};
        for (int axis = 0; axis < 3; axis++)
            position[3 * i + axis] = cell * (at[axis] + basis[i % 4][axis]);
    }
    return 3 * cell;
}

/* To the minimum of a potential that the positions lead to. */
static inline struct minimum glass_minimize(struct glass *glass, enum potential potential, double tolerance) {
    struct ensemble *ensemble = ensemble_new(glass->n, 1, glass->box, glass->sigma, potential, false);
    struct minimizer *minimizer = minimizer_new(ensemble, METHOD_CG, tolerance, 100000);
    struct minimum minimum;
    ensemble_load(ensemble, 0, glass->position, NULL);
    minimizer_start(minimizer, 0);
    while (!minimizer_step(minimizer))
        ;
    minimizer_ended(minimizer, &minimum);
    ensemble_store(ensemble, 0, glass->position, NULL);
    minimizer_free(minimizer);
    ensemble_free(ensemble);
    return minimum;
}

/* Positions without strong overlaps and Maxwell velocities: fit for molecular dynamics. */
static inline struct glass glass_relaxed(int n, double phi, double temperature, uint64_t seed) {
    struct glass glass = glass_random(n, phi, seed);
    glass_minimize(&glass, POTENTIAL_HARMONIC, 1e-4);
    gsl_rng *rng = rng_stream(seed, RNG_VELOCITIES, 1, 0);
    rng_maxwell(rng, temperature, n, glass.velocity);
    gsl_rng_free(rng);
    return glass;
}

/* Shift every coordinate by up to `farthest` either way. */
static inline void shake(gsl_rng *rng, int count, double farthest, double *position) {
    for (int k = 0; k < count; k++)
        position[k] += farthest * (2 * gsl_rng_uniform(rng) - 1);
}

/* The image of r_i - r_j that is nearest to 0. image: boxes taken off. */
static inline double nearest_image(const double *position, int i, int j, double box, double d[3],
                                   int image[3]) {
    for (int axis = 0; axis < 3; axis++) {
        d[axis] = position[3 * i + axis] - position[3 * j + axis];
        image[axis] = (int)floor(d[axis] / box + 0.5);
        d[axis] -= image[axis] * box;
    }
    return d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
}

/* The sum over all pairs, O(n^2); f[3n] gets the forces unless NULL. */
static inline double all_pairs(int n, double box, const double *sigma, const double *position,
                               enum potential potential, double *f) {
    double energy = 0, d[3];
    int image[3];
    for (int k = 0; f != NULL && k < 3 * n; k++)
        f[k] = 0;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            double r2 = nearest_image(position, i, j, box, d, image);
            double sigma_ij = potential_sigma(potential, sigma[i], sigma[j]), sigma2 = sigma_ij * sigma_ij,
                   v = 0;
            double g = potential_pair(potential, r2, sigma2, &v);
            energy += v;
            for (int axis = 0; f != NULL && axis < 3; axis++) {
                f[3 * i + axis] += g * d[axis];
                f[3 * j + axis] -= g * d[axis];
            }
        }
    return energy;
}

static inline bool near_to(double expected, double found, double relative) {
    bool near = fabs(expected - found) <= relative * fabs(expected);
    if (!near)
        fprintf(stderr, "# expected %.17g, found %.17g\n", expected, found);
    return near;
}

/* The status with which `act` ends the program; 0 when it returns. */
static inline int status_of(void (*act)(void *), void *context) {
    int status = -1;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stderr) == NULL)
            _exit(1);
        act(context);
        _exit(0);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The path by which a tmpfile() that was written can be read while it is open; to be freed. */
static inline char *path_of(FILE *file) {
    fflush(file);
    return text_of("/dev/fd/%d", fileno(file));
}

/* Where the crystal unjams, sqrt(2) pi / 6: neighbours 2^(1/6) sigma apart, N sigma^3 = V */
#define CRYSTAL_UNJAMS (M_SQRT2 * M_PI / 6)

/* The crystal of equal spheres at a packing fraction. */
static inline struct frame *crystal_at(double phi) {
    double position[3 * CRYSTAL], box = crystal(WCA_RANGE, position);
    struct frame *frame = frame_new(CRYSTAL, box);
    memcpy(frame->position, position, sizeof position);
    for (int i = 0; i < CRYSTAL; i++)
        frame->sigma[i] = 1;
    frame_set_packing_fraction(frame, phi);
    return frame;
}

/* The glass as a frame; it is freed. */
static inline struct frame *frame_of(struct glass *glass) {
    struct frame *frame = frame_new(glass->n, glass->box);
    memcpy(frame->sigma, glass->sigma, (size_t)glass->n * sizeof(double));
    memcpy(frame->position, glass->position, 3 * (size_t)glass->n * sizeof(double));
    glass_free(glass);
    return frame;
}

#endif
