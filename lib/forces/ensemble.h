/* ensemble.h: up to W = 8 replicas of one glass side by side in the lanes of a vector: the fast path of
 * everything.
 *
 * The replicas share diameters, box and one pair list. A replica's forces, energies and trajectory have the
 * same bits whatever stands in the other lanes. Lanes without a replica of their own repeat the first one. */
#ifndef WCA_ENSEMBLE_H
#define WCA_ENSEMBLE_H

#include "base/archive.h"
#include "io/frame.h"
#include "forces/kernel.h"
#include "forces/neighbors.h"

struct ensemble {
    int n, width;
    double box;
    double *sigma; /* n, own copy: swap permutes it */
    enum potential potential;
    double *x, *v, *f;                /* [particle][axis][lane] */
    bool forces_known;                /* f belongs to x */
    const struct frame *frame[LANES]; /* whose names sentences about a lane give; NULL: none */
    int64_t steps;                    /* of molecular dynamics so far */
    double time;                      /* the same */
    struct neighbors neighbors;
    const struct kernel *kernel;
};

/* width: 1 or LANES. any_diameter: the list must hold for any permutation of the diameters. Status 65 when
 * the box is too small. */
struct ensemble *ensemble_new(int n, int width, double box, const double *sigma, enum potential potential,
                              bool any_diameter);
/* Status 65, with the place of the frame, when its box is too small. */
void ensemble_check_box(const struct frame *frame);
/* The same for the particles of a frame, with its potential. */
struct ensemble *ensemble_of(const struct frame *frame, int width, bool any_diameter);
void ensemble_free(struct ensemble *ensemble);

/* Put positions (3n) and, unless NULL, velocities into a lane. */
void ensemble_load(struct ensemble *ensemble, int lane, const double *position, const double *velocity);
/* Sentences about the lane name this frame, which stays the caller's. */
void ensemble_name(struct ensemble *ensemble, int lane, const struct frame *frame);
/* End the program with status 65: a particle (an index) of this lane went astray, as `what` says. */
void ensemble_lost(const struct ensemble *ensemble, int lane, int particle, const char *what)
    __attribute__((noreturn));
void ensemble_store(const struct ensemble *ensemble, int lane, double *position, double *velocity);

/* Positions, velocities, diameters and the time. Lists and forces are found again, with the same bits. */
void ensemble_archive(struct ensemble *ensemble, struct archive *archive);

/* f and energy[width] (unless NULL) at x; `moved` as in neighbors_update(). */
void ensemble_forces(struct ensemble *ensemble, double moved, double *energy);

/* One lane <-> a plain array of 3n. */
void lane_get(int count, int width, int lane, const double *lanes, double *plain);
void lane_set(int count, int width, int lane, double *lanes, const double *plain);

#endif
