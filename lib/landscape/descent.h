/* descent.h: the path of steepest descent, dx/dt = f(x), of replicas in lanes.
 *
 * Second-order Runge-Kutta-Chebyshev steps: s evaluations of the forces carry a step that is s times longer
 * than s explicit steps could be, since the stiffest contacts limit it by s^2. An embedded estimate of the
 * local error sets the length, a power iteration on differences of forces the stages (Sommeijer, Shampine and
 * Verwer, J. Comput. Appl. Math. 88, 315 (1998)). A contact that opens or closes changes the second
 * derivative at once: such a step shows in the estimate and is taken again, shorter.
 *
 * Each lane has its own steps and stages, one evaluation of all lanes at a time, so a replica's path has the
 * same bits whatever descends beside it. */
#ifndef WCA_DESCENT_H
#define WCA_DESCENT_H

#include <stdbool.h>

#include "forces/ensemble.h"

struct descent;

/* error: of one step, the largest of a coordinate, <sigma>. */
struct descent *descent_new(struct ensemble *ensemble, double error);
void descent_free(struct descent *descent);

/* Begin in a lane that was just loaded. */
void descent_start(struct descent *descent, int lane);

/* After an evaluation, where this lane descends: true when x is a point of the path, false when it is a stage
 * between two of them. energy: total, eps. max_force: largest component, eps/<sigma>. */
bool descent_arrived(struct descent *descent, int lane, double energy, double max_force);

/* Move x in the lanes that descend to where forces are wanted next. */
void descent_move(struct descent *descent, const bool descends[LANES]);

/* Put x and f back to the last point of the path, wherever they are now; its energy and largest force
 * component, as descent_arrived() was told. */
void descent_return(struct descent *descent, int lane, double *energy, double *max_force);

/* How far a coordinate is from the end of the path, at most, <sigma>, if the force goes on to decay as it did
 * over the last step; infinity where it grew. */
double descent_remaining(const struct descent *descent, int lane);

/* The largest change of a coordinate from the last point of the path to x, <sigma>. */
double descent_distance(const struct descent *descent, int lane);

#endif
