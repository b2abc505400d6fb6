/* path.h: the way from one minimum to another, as nodes that straight lines join, and what the energy does
 * between the nodes.
 *
 * A chain of images (neb.h) says what its images have; between two of them the energy may be higher, because
 * the lines cut corners, or because a saddle lies there. So all lines are walked in STEPS equal steps. Where
 * a point is higher than is allowed a node is put there, which relaxes in the hyperplane across its line,
 * and the two shorter lines are walked in turn; a node that stays above the highest one climbs (climb.h),
 * and is the highest from then on. The end is a path whose highest node is a saddle, and which is hardly
 * higher anywhere.
 *
 * A strict minimum cannot be reached without rising above it: where no node is above the higher minimum the
 * highest point of the lines climbs, and when that falls back, the highest of those that are left. */
#ifndef WCA_PATH_H
#define WCA_PATH_H

#include <stdbool.h>
#include <stdint.h>

#include "landscape/chain.h"
#include "landscape/climb.h"

enum { STEPS = 24 }; /* in which a line is walked */

struct node {
    double *x;     /* [count] */
    double energy; /* eps */
    double pinned; /* the largest component of the force on a saddle; -1: no saddle */
    /* the line to the next node, once walked: its highest point, and at which step that is */
    bool walked;
    double high;
    int at;
};

struct path {
    int count; /* coordinates of a node */
    int nodes, capacity;
    struct node *node; /* the first and the last one are the minima; the last has no lower energy */
};

/* Energies of LANES points, [coordinate][lane]. */
typedef void path_energies(void *context, const double *x, double *energy);

/* How a path is searched. */
struct path_search {
    path_energies *energies;
    void *context;
    struct climber *climber; /* on the same surface */
    double tolerance;        /* largest component of the force on a saddle, eps/<sigma> */
    double enough;           /* of the force across its line on any other new node, eps/<sigma> */
    /* [count / 3], or NULL: of each particle the sum over its contacts of (force / distance), eps/<sigma>^2,
     * at most. It bounds what the energy rises on a line above its ends: no line is walked on which that is
     * too little to matter. NULL: all are. */
    const double *tension;
    bool drifts; /* a translation of all particles changes nothing */
};

struct path_found {
    double high;    /* the highest energy on the path, at its nodes and at the steps between, eps */
    int top;        /* the highest node */
    bool converged; /* it is a saddle, and `high` is not above it by as much as one per cent of its height
                       over the lower minimum, or 1e-6; or the whole path is flat, at an energy of 0 */
    bool no_saddle; /* there is none above the higher minimum */
    int64_t evaluations;
};

struct path *path_new(int count);
void path_free(struct path *path);

/* The minima and images of a chain; images that found their saddle are nodes that are saddles. */
void path_take(struct path *path, const struct chain *chain);

/* Look between the nodes, and put new ones there, until it has converged or does not get on. */
struct path_found path_settle(struct path *path, const struct path_search *search);

#endif
