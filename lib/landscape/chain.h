/* chain.h: a chain of images between two minima, in SIMD lanes: where they are, not how they move (neb.h).
 *
 * Images are counted from 0; -1 is the minimum a before the first, `images` the minimum b behind the last. */
#ifndef WCA_CHAIN_H
#define WCA_CHAIN_H

#include <stdbool.h>

#include "forces/kernel.h"

struct chain {
    int count, images, groups; /* coordinates of an image, 3n; images; groups of LANES of them, rounded up */
    double **x;          /* positions [group][coordinate][lane]; lanes behind the last image hold minimum b */
    const double *a, *b; /* the minima, the caller's: count coordinates each */
    double energy_a, energy_b; /* eps */
    double *energy;            /* of the images, [groups * LANES], by whoever evaluates them */
    double *pinned; /* of an image that found its saddle and stays there the largest component of the force on
                       it; -1 of all others */
};

struct chain *chain_new(int count, int images);
void chain_free(struct chain *chain);

/* Zeros in the shape of x, for forces and directions. */
double **chain_field(const struct chain *chain);
void chain_field_free(const struct chain *chain, double **field);

static inline int chain_group(int image) {
    return image / LANES;
}

static inline int chain_lane(int image) {
    return image % LANES;
}

/* Images in the lanes of a group: LANES but in the last one. */
int chain_images_in(const struct chain *chain, int group);

bool chain_is_pinned(const struct chain *chain, int image);
void chain_unpin(struct chain *chain);

/* Position and energy of an image or a minimum. */
void chain_position(const struct chain *chain, int image, double *position);
double chain_energy(const struct chain *chain, int image);

/* The direction of the chain at an image: the improved tangent (Henkelman and Jonsson 2000, eqs 8 to 11), t =
 * on_a a + on_b b, not normalised, with a and b the vectors from the image before and to the image behind,
 * of the lengths given. */
void chain_tangent(const struct chain *chain, int image, double length_a, double length_b, double *on_a,
                   double *on_b);

/* Put the images on the straight line from a to b. */
void chain_straighten(struct chain *chain);

/* Put the images on another chain, whose images straight lines join: those that found a saddle stay on it,
 * and the others are equally spaced between these. */
void chain_place(struct chain *chain, const struct chain *other);

#endif
