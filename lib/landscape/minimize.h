/* minimize.h: inherent structures of replicas in lanes: conjugate gradients, FIRE, L-BFGS, steepest descent.
 *
 * Each lane is a search of its own, one force evaluation of all lanes at a time, so a replica's minimum has
 * the same bits whatever minimises beside it. A lane that is done can be given the next replica at once.
 *
 * Line searches look for the zero of the directional derivative f.d, never at energies: those have no digits
 * left near a minimum and none at E = 0. They take long steps, and may leave the basin of attraction they
 * began in. Steepest descent (descent.h) does not: conjugate gradients take over where they move no
 * coordinate by more than MINIMIZE_NEAR; where they would, the path goes on instead. The minimum is reached
 * when the largest force component is at most the tolerance. */
#ifndef WCA_MINIMIZE_H
#define WCA_MINIMIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "forces/ensemble.h"

enum method {
    METHOD_CG,      /* Polak-Ribiere+ */
    METHOD_FIRE,    /* Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006) */
    METHOD_LBFGS,   /* Nocedal, Math. Comput. 35, 773 (1980), 10 pairs; needs an ensemble of width 1 */
    METHOD_DESCENT, /* the path of steepest descent (descent.h), then METHOD_CG */
};

#define MINIMIZE_NEAR 1e-3  /* <sigma> */
#define MINIMIZE_ERROR 1e-5 /* <sigma>, of a step of steepest descent */

struct minimum {
    double energy;    /* eps */
    double max_force; /* largest component, eps/<sigma> */
    bool converged;
    int64_t evaluations;
};

struct minimizer;

/* tolerance: eps/<sigma>. max_steps: force evaluations per replica; 0 only evaluates. */
struct minimizer *minimizer_new(struct ensemble *ensemble, enum method method, double tolerance,
                                int64_t max_steps);
/* METHOD_DESCENT: the error of a step, instead of MINIMIZE_ERROR. */
void minimizer_error(struct minimizer *minimizer, double error);
void minimizer_free(struct minimizer *minimizer);

/* Begin in a lane that was just loaded. */
void minimizer_start(struct minimizer *minimizer, int lane);

/* Evaluate all lanes once and move those that are not done; status 65 where an energy or a force is not
 * finite. True when a started lane has ended: minimizer_ended() says which. */
bool minimizer_step(struct minimizer *minimizer);

/* The next lane that has ended and was not asked for yet, or -1; its positions are in the ensemble, forces
 * too, until the next step. */
int minimizer_ended(struct minimizer *minimizer, struct minimum *minimum);

#endif
