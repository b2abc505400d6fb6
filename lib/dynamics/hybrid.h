/* hybrid.h: one glass under hybrid swap Monte Carlo: blocks of canonical molecular dynamics (CSVR), and
 * after each a block of exchanges of diameters (swap.h). Ninarello, Berthier and Coslovich, Phys. Rev. X 7,
 * 021039 (2017). */
#ifndef WCA_HYBRID_H
#define WCA_HYBRID_H

#include "base/archive.h"
#include "io/frame.h"
#include "dynamics/md.h"
#include "dynamics/swap.h"

struct hybrid_options {
    double temperature; /* eps / k_B */
    double dt, tau;     /* time step and thermostat time, sqrt(m <sigma>^2 / eps) */
    double md_time;     /* of a block; 0: exchanges only, and a step is a block */
    int64_t exchanges;  /* tried in a block */
    uint64_t seed;      /* of velocities, thermostat and exchanges, with the label glass */
};

struct hybrid {
    struct hybrid_options options;
    struct ensemble *ensemble; /* of width 1: positions, velocities, and diameters as they are now */
    struct md md;
    struct swap *swap;
    int64_t block_steps; /* of a block, at least 1 */
    double unit;         /* the time of a step; with md_time 0 a block counts as 1 */
};

/* The glass of a frame, which stays the caller's; velocities are drawn anew. */
struct hybrid *hybrid_new(const struct frame *frame, const struct hybrid_options *options);
void hybrid_free(struct hybrid *hybrid);

/* The dynamics of so many steps of a block, then, when the block is over, its exchanges. */
void hybrid_move(struct hybrid *hybrid, int64_t steps);
void hybrid_exchange(struct hybrid *hybrid);

/* Of the system, eps. */
double hybrid_potential_energy(struct hybrid *hybrid);

/* The state of a run, between two blocks. */
void hybrid_archive(struct hybrid *hybrid, struct archive *archive);

/* Positions, velocities and diameters into the frame that it came from; labels stay. */
void hybrid_store(const struct hybrid *hybrid, struct frame *frame);

#endif
