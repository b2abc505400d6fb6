/* climb.h: from a point near a saddle to the saddle itself, by forces alone: hybrid eigenvector following
 * (Munro and Wales, Phys. Rev. B 59, 3969 (1999)).
 *
 * The mode of lowest curvature comes from Lanczos steps on differences of forces. The point then moves along
 * it by a Newton step, uphill where the curvature is negative, and relaxes in the hyperplane across it by
 * conjugate gradients; and again, until no force is left. Where it ends no direction has a force. Mostly that
 * is a saddle with one negative curvature; more are not excluded, and not found by so few Lanczos steps
 * (wca-saddle takes more, and counts them). */
#ifndef WCA_CLIMB_H
#define WCA_CLIMB_H

#include <stdbool.h>
#include <stdint.h>

/* Energy and forces (eps/<sigma>) at x, both of `count` coordinates. */
typedef double climb_surface(void *context, const double *x, double *f);

struct climb {
    double energy;    /* at the end, eps */
    double max_force; /* largest component, eps/<sigma> */
    double curvature; /* the lowest, along the mode, eps/<sigma>^2 */
    double distance;  /* from where it began, <sigma> */
    int64_t evaluations;
    bool converged; /* max_force is at most the tolerance and the curvature below -1e-4 */
};

struct climber;

struct climber *climber_new(int count, climb_surface *surface, void *context);
void climber_free(struct climber *climber);

/* Where it is, and its unstable direction, of length 1: `count` coordinates each, to be filled (the direction
 * by a guess) before a climb and read after it. */
double *climber_position(struct climber *climber);
double *climber_mode(struct climber *climber);

/* The `count` lowest curvatures at its position, by Lanczos steps from the mode, which becomes that of
 * the lowest; ascending. How many were found is returned: fewer than `count` where the space of
 * directions is smaller.
 *
 * The products with the Hessian are differences of forces. Where contacts are about to open or close they are
 * not linear, and Lanczos finds curvatures that are not there: so each is measured again along the direction
 * found, from the forces on both sides. That is at least the lowest true one. */
int climber_curvatures(struct climber *climber, int steps, int count, double *curvature);

/* Relax the position in the hyperplane across the mode, which gets length 1, in at most `steps` steps of
 * conjugate gradients, until no component of the force across is above `enough`. Of the climb only energy and
 * evaluations are told. */
struct climb climber_relax(struct climber *climber, int steps, double enough);

/* Move to a saddle. It gives up where the energy falls to `floor` or rises above `ceiling`, in a minimum,
 * where no curvature has been negative for a while, or after `most` evaluations. */
struct climb climber_run(struct climber *climber, double tolerance, double floor, double ceiling,
                         int64_t most);

#endif
