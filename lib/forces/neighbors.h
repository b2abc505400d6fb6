/* neighbors.h: which pairs may touch, for W replicas of one glass that share one list.
 *
 * A pair (i, j, shift) is listed when it is within reach in any of the W replicas. The order is canonical: i
 * ascending, then j (two images of one pair as they were found: no replica is in range of both); a pair that
 * is listed but out of range in a replica adds an exact zero there, so results do not depend on when a list
 * was built or on which replicas share it.
 *
 * Two lists: an outer one from a cell grid, O(N), built rarely, and an inner one filtered from it often.
 * Their skins adapt to how fast the particles move. Positions are [particle][axis][lane], unwrapped; lengths
 * in <sigma>. */
#ifndef WCA_NEIGHBORS_H
#define WCA_NEIGHBORS_H

#include <stdbool.h>
#include <stdint.h>

#include "forces/cells.h"
#include "forces/kernel.h"
#include "forces/pairs.h"

/* What to say, and end the program with status 65, when a particle is so many boxes from the origin (10^6 or
 * more, or NaN) that it has no neighbours: the list does not know whose replica it is. */
typedef void lost_particle(const void *owner, int lane, int particle, double boxes);

struct neighbors {
    int n, width;
    double box;
    const double *sigma;      /* n diameters, owned by the caller */
    enum potential potential; /* that the lists are for */
    bool any_diameter;        /* the outer list holds for any permutation of the diameters (swap) */
    const struct kernel *kernel;
    lost_particle *lost; /* NULL: a sentence that names no frame */
    const void *owner;

    double range; /* largest reach of a pair, that of the largest diameters */
    double outer_skin, inner_skin, largest_skin;
    struct pair_list outer, inner, spare;
    struct findings findings;
    bool *marked;          /* scratch: n */
    int *scratch;          /* scratch: n + 1 */
    double *displacement2; /* scratch: n */
    struct shifts shifts;

    double *outer_reference, *inner_reference; /* positions when each particle was listed, 3n * width */
    double budget; /* what may still be travelled before the inner list is checked */
    bool inner_valid, outer_valid;
    int64_t calls, outer_changed_at,
        inner_built_at; /* in calls of neighbors_update(), for the adaption of the skins */
    int64_t outer_builds, inner_builds, renewals;
};

/* The range of the potential between the largest particles. A box smaller than twice that and a skin of 0.1 ends the
 * program with status 65. where: whose it is, or NULL. */
double neighbors_check_box(const char *where, int n, double box, const double *sigma,
                           enum potential potential);
/* Status 65 as above. */
void neighbors_init(struct neighbors *neighbors, int n, int width, double box, const double *sigma,
                    enum potential potential, bool any_diameter, const struct kernel *kernel);
void neighbors_free(struct neighbors *neighbors);

/* Make inner list valid for positions x; a particle among those looked up that is lost ends the program.
 * moved bounds the distance that any particle travelled in any replica since the last call (INFINITY when
 * unknown). */
void neighbors_update(struct neighbors *neighbors, const double *x, double moved);

/* Forget the lists: a replica was replaced. */
void neighbors_invalidate(struct neighbors *neighbors);

/* The diameters changed in place (any_diameter only): filter the inner list again at the next update. */
void neighbors_diameters_changed(struct neighbors *neighbors);

#endif
