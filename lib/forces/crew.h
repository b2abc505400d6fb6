/* crew.h: searches in step. Several searches, each of which asks for the forces of one configuration of a
 * glass at a time, share the lanes of a vector. A search is written as straight code; where it asks for
 * forces it waits until all the others ask too, and all are evaluated at once. What a search finds has the
 * same bits whatever the others do. */
#ifndef WCA_CREW_H
#define WCA_CREW_H

#include "potentials/potential.h"

struct crew;

/* A crew on a glass of n particles. Status 65 when the box is too small. */
struct crew *crew_new(int n, double box, const double *sigma, enum potential potential);
void crew_free(struct crew *crew);

/* Do task(context, worker, item) for each item = 0 .. count - 1, at most LANES at a time; two tasks of the
 * same worker never overlap, so each worker has its own workspace. */
void crew_run(struct crew *crew, int count, void (*task)(void *context, int worker, int item), void *context);

/* Energy and forces f at x (3n each) ; to be called within a task. */
double crew_forces(struct crew *crew, const double *x, double *f);

#endif
