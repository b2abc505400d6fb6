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

struct kernel;

struct pair {
    int32_t j;     /* the partner, j > i */
    int32_t shift; /* which vector of shift[] to subtract from r_i - r_j */
    double sigma2; /* sigma_ij^2 */
};

struct pair_list {
    int n;
    int *start;        /* n + 1: the pairs of particle i are pair[start[i]] .. pair[start[i + 1] - 1] */
    struct pair *pair; /* behind the last one are LANES more, of any particles: vectors reach over the end */
    int capacity;
    double (*shift)[4]; /* periodic shifts in <sigma>: x, y, z, 0 */
    double *sum;        /* of the inner list: scratch of the kernel, 4n for each lane, 0 between calls */
};

/* Scratch of the cell search: pairs in the order in which they are met. */
struct found {
    int i;
    struct pair pair;
};

struct findings {
    struct found *found, *sorted;
    int count, capacity;
};

/* What to say, and end the program with status 65, when a particle is so many boxes from the origin (10^6 or
 * more, or NaN) that it has no neighbours: the list does not know whose replica it is. */
typedef void lost_particle(const void *owner, int lane, int particle, double boxes);

struct neighbors {
    int n, width;
    double box;
    const double *sigma; /* n diameters, owned by the caller */
    bool any_diameter;   /* the outer list holds for any permutation of the diameters (swap) */
    const struct kernel *kernel;
    lost_particle *lost; /* NULL: a sentence that names no frame */
    const void *owner;

    double range; /* largest reach of a pair, 2^(1/6) max sigma_ij */
    double outer_skin, inner_skin, largest_skin;
    struct pair_list outer, inner, spare;
    struct findings findings;
    bool *marked;          /* scratch: n */
    int *scratch;          /* scratch: n + 1 */
    double *displacement2; /* scratch: n */
    int shifts, shift_capacity;
    double (*shift)[4];
    int32_t (*shift_cell)[3]; /* the same in units of the box */

    double *outer_reference, *inner_reference; /* positions when each particle was listed, 3n * width */
    double budget; /* what may still be travelled before the inner list is checked */
    bool inner_valid, outer_valid;
    int64_t calls, outer_changed_at,
        inner_built_at; /* in calls of neighbors_update(), for the adaption of the skins */
    int64_t outer_builds, inner_builds, renewals;
};

/* |r_i - r_j - shift|^2 of a listed pair of one replica alone (width 1), <sigma>^2. */
static inline double pair_distance2(const struct pair_list *list, int i, const struct pair *pair,
                                    const double *x) {
    double r2 = 0;
    for (int axis = 0; axis < 3; axis++) {
        double d = (x[3 * i + axis] - x[3 * pair->j + axis]) - list->shift[pair->shift][axis];
        r2 += d * d;
    }
    return r2;
}

/* A box smaller than twice the range plus a skin of 0.1 ends the program with status 65. */
void neighbors_init(struct neighbors *neighbors, int n, int width, double box, const double *sigma,
                    bool any_diameter, const struct kernel *kernel);
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
