/* swap.h: Metropolis exchanges of the diameters of two particles, at fixed positions; hybrid.h puts
 * molecular dynamics between blocks of them. One glass at a time. Diameters are permuted among the
 * particles, never changed.
 * Reference: Berthier, Flenner, Fullerton, Scalliet and Singh, J. Stat. Mech. 064004 (2019). */
#ifndef WCA_SWAP_H
#define WCA_SWAP_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stdint.h>

#include "forces/ensemble.h"
#include "dynamics/md.h"

struct touching {
    int i, j;
    double r2;
};

/* All partners of every particle within the largest range, at fixed positions. */
struct contacts {
    const struct kernel *kernel;
    enum potential potential;
    int *start; /* n + 1 */
    int *partner;
    double *nearness; /* of the potential (list.inc); closest first */
    double largest_sigma;
    struct touching *touching; /* scratch: each pair once */
    int *order;                /* scratch: these, the closest first, but for small steps */
    int capacity;              /* pairs */
};

struct swap {
    double temperature; /* eps / k_B */
    gsl_rng *exchanges; /* which pairs, and whether */
    int n;
    struct contacts contacts;
    double *energy; /* of each particle with all its partners; NAN when not known */
    int64_t tried, accepted;
};

struct swap *swap_new(int n, double temperature, gsl_rng *exchanges);
void swap_free(struct swap *swap);

/* Look up the contacts at the present positions: needed after every change of positions, before the
 * exchanges. The ensemble has width 1 and was made with any_diameter. */
void swap_look_up(struct swap *swap, struct ensemble *ensemble);

/* Try `count` exchanges of the diameters of two particles drawn uniformly: Metropolis at `temperature`. An
 * attempt is rejected as soon as the new energies found so far exceed what could be accepted: energies are
 * never negative. */
void swap_exchange(struct swap *swap, struct ensemble *ensemble, int64_t count);

/* The full change of energy if particles a and b exchanged their diameters: the obvious way, for tests. Each
 * partial energy uses both new diameters, also when a and b touch. */
double swap_energy_change(struct swap *swap, double *sigma, int a, int b);

#endif
