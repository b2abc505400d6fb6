/* path.c: walking a path, and putting nodes where it is too high. */
#include "landscape/path.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forces/ensemble.h"
#include "base/error.h"

/* Numbers that were chosen. Where nothing is said of others, none is known to have been measured. */

enum { COARSE_STEP = 3 }; /* every third step is walked first: as many as fit into the lanes */
/* What settling a path may cost: nodes that are put on it, and evaluations. At phi = 0.85 a path gets 0.2 to
 * 3 nodes, on average over a glass. */
enum { MOST_NODES = 100, MOST_EVALUATIONS = 20000 };
enum { RELAXATIONS = 200 };        /* steps of a new node across its line */
enum { CLIMB_EVALUATIONS = 8000 }; /* of a climb, as in neb.c */

/* Promised are 1 % of the height and 1e-6 eps: a hair less, for rounding. */
static const double most_excess = 0.0099, least_excess = 0.99e-6;
static const double nothing = 1e-9;      /* energies that differ by less are the same here, eps */
static const double flat = 1e-6;         /* energies of this size are 0, eps */
static const double over_share = 0.2;    /* a climb may end so much higher than the path is, of its height */
static const double near_end = 0.25;     /* a new node is no nearer to the ends of its line, in its lengths */
static const double tension_share = 1.5; /* tensions between images are at most so much larger than at them */
static const double rounding = 1e-12;    /* of an energy, summed in another order */
static const double shortest = 1e-6;     /* a line on which nothing can rise any more, <sigma> */

struct path *path_new(int count) {
    struct path *path = allocate(1, sizeof *path);
    path->count = count;
    return path;
}

void path_free(struct path *path) {
    for (int k = 0; k < path->capacity; k++)
        free(path->node[k].x);
    free(path->node);
    free(path);
}

/* Room for one node more, before node k. */
static struct node *insert(struct path *path, int k) {
    if (path->nodes == path->capacity) {
        int capacity = 2 * path->capacity + 16;
        struct node *grown = allocate((size_t)capacity, sizeof *grown);
        if (path->capacity > 0)
            memcpy(grown, path->node, (size_t)path->capacity * sizeof *grown);
        for (int new = path->capacity; new < capacity; new ++)
            grown[new].x = allocate((size_t)path->count, sizeof(double));
        free(path->node);
        path->node = grown;
        path->capacity = capacity;
    }
    struct node unused = path->node[path->nodes];
    memmove(path->node + k + 1, path->node + k, (size_t)(path->nodes - k) * sizeof *path->node);
    path->node[k] = unused;
    path->node[k].walked = false;
    path->nodes++;
    if (k > 0)
        path->node[k - 1].walked = false;
    return &path->node[k];
}

void path_take(struct path *path, const struct chain *chain) {
    path->nodes = 0;
    for (int image = -1; image <= chain->images; image++) {
        struct node *node = insert(path, path->nodes);
        chain_position(chain, image, node->x);
        node->energy = chain_energy(chain, image);
        node->pinned = chain_is_pinned(chain, image) ? chain->pinned[image] : -1;
    }
}

static int highest_node(const struct path *path) {
    int top = path->nodes - 1;
    for (int k = path->nodes - 2; k > 0; k--)
        if (path->node[k].energy > path->node[top].energy)
            top = k;
    return top;
}

/* What the energy on the line from node k rises above its ends, at most. Along a line the energy of a pair is
 * curved by V'' along it, which is no less than 0, and by V'/r across it: with S_i the sum of -V'/r of
 * particle i and d_i its step, E'' >= -sum over pairs (-V'/r) |d_i - d_j|^2 >= -2 sum_i S_i d_i^2. */
static double most_rise(const struct path *path, const struct path_search *search, int k) {
    const double *from = path->node[k].x, *to = path->node[k + 1].x;
    double sum = 0;
    if (search->tension == NULL)
        return INFINITY;
    for (int l = 0; l < path->count; l++)
        sum += search->tension[l / 3] * (to[l] - from[l]) * (to[l] - from[l]);
    return tension_share * 2 * sum / 8;
}

/* Energies of the points of the line from node k at these steps. */
static void walk_steps(struct path *path, const struct path_search *search, int k, const int step[LANES],
                       double *lanes, struct path_found *found) {
    struct node *node = &path->node[k];
    double energy[LANES];
    for (int l = 0; l < path->count; l++)
        for (int lane = 0; lane < LANES; lane++)
            lanes[l * LANES + lane] =
                node[0].x[l] + step[lane] / (double)STEPS * (node[1].x[l] - node[0].x[l]);
    search->energies(search->context, lanes, energy);
    found->evaluations += LANES;
    for (int lane = 0; lane < LANES; lane++)
        if (energy[lane] > node->high) {
            node->high = energy[lane];
            node->at = step[lane];
        }
}

/* Walk the line from node k, unless it cannot be higher than `enough` (nothing is said of where, then). */
static void walk_line(struct path *path, const struct path_search *search, int k, double enough,
                      double *lanes, struct path_found *found) {
    struct node *node = &path->node[k];
    double rise = most_rise(path, search, k);
    node->walked = true;
    node->at = STEPS / 2;
    node->high = fmax(node[0].energy, node[1].energy);
    if (node->high + rise <= enough)
        return;
    int step[LANES] = {STEPS / 2}, lane = 0;
    for (int s = COARSE_STEP; s < STEPS; s += COARSE_STEP)
        step[lane++] = s;
    step[lane] = 1; /* a lane is left */
    walk_steps(path, search, k, step, lanes, found);
    if (node->high + rise / (STEPS / COARSE_STEP) / (STEPS / COARSE_STEP) <= enough)
        return;
    lane = 0;
    for (int s = 2; s < STEPS; s++) {
        if (s % COARSE_STEP == 0)
            continue;
        step[lane++] = s;
        if (lane == LANES || s == STEPS - 1) {
            walk_steps(path, search, k, step, lanes, found);
            lane = 0;
        }
    }
}

/* Walk what was not; returns the node at whose line the path is highest. (Lines that are no higher than the
 * highest saddle, or the higher minimum, need no walk: these stay. A node that is no saddle may sink.) */
static int walk(struct path *path, const struct path_search *search, struct path_found *found) {
    double *lanes = allocate((size_t)path->count * LANES, sizeof(double));
    const struct node *top = &path->node[found->top];
    double enough = top->pinned >= 0 ? top->energy : path->node[path->nodes - 1].energy;
    int highest = 0;
    for (int k = 0; k < path->nodes - 1; k++) {
        if (!path->node[k].walked)
            walk_line(path, search, k, enough, lanes, found);
        if (path->node[k].high > path->node[highest].high)
            highest = k;
    }
    free(lanes);
    double high = path->node[highest].high;
    found->high = high > top->energy ? high + rounding * fmax(1.0, fabs(high)) : top->energy;
    return highest;
}

/* The direction from one point to another, without a translation of all particles. */
static void set_direction(const struct path *path, const struct path_search *search, const double *from,
                          const double *to) {
    double *mode = climber_mode(search->climber), mean[3] = {0};
    for (int l = 0; l < path->count; l++)
        mean[l % 3] += search->drifts ? (to[l] - from[l]) / (path->count / 3.0) : 0.0;
    for (int l = 0; l < path->count; l++)
        mode[l] = to[l] - from[l] - mean[l % 3];
}

static void set_node(struct path *path, const struct path_search *search, struct node *node, double energy,
                     double pinned) {
    memcpy(node->x, climber_position(search->climber), (size_t)path->count * sizeof(double));
    node->energy = energy;
    node->pinned = pinned;
}

/* From the climber's position, which is `high`, to a saddle that is no higher than the path by much. Returns
 * whether it is on one, or has fallen below the highest node on the way. */
static bool climb(const struct path *path, const struct path_search *search, struct path_found *found,
                  struct climb *climbed) {
    double floor = path->node[found->top].energy;
    double ceiling = found->high + over_share * (found->high - path->node[0].energy);
    *climbed = climber_run(search->climber, search->tolerance, floor, ceiling, CLIMB_EVALUATIONS);
    found->evaluations += climbed->evaluations;
    climbed->converged = climbed->converged && climbed->energy > floor + nothing;
    return climbed->converged || climbed->energy <= floor;
}

/* A new node on the line from node k. Returns whether there is one, lower than the line was. */
static bool put_node(struct path *path, const struct path_search *search, int k, double allowed,
                     struct path_found *found) {
    const struct node *from = &path->node[k], *to = &path->node[k + 1];
    double *x = climber_position(search->climber), share = from->at / (double)STEPS;
    double high = fmax(from->high, path->node[found->top].energy);
    if (!found->no_saddle)
        share = fmin(fmax(share, near_end), 1 - near_end);
    for (int l = 0; l < path->count; l++)
        x[l] = from->x[l] + share * (to->x[l] - from->x[l]);
    set_direction(path, search, from->x, to->x);
    struct climb moved = climber_relax(search->climber, RELAXATIONS, search->enough);
    found->evaluations += moved.evaluations;
    if (moved.energy > allowed && !climb(path, search, found, &moved))
        return false;
    if (!moved.converged && moved.energy > high)
        return false;
    set_node(path, search, insert(path, k + 1), moved.energy, moved.converged ? moved.max_force : -1);
    return true;
}

/* The highest node, which is no saddle, climbs. Returns whether it is on one then, or lower than others. */
static bool climb_top(struct path *path, const struct path_search *search, struct path_found *found) {
    int top = found->top;
    struct climb climbed;
    set_direction(path, search, path->node[top - 1].x, path->node[top + 1].x);
    memcpy(climber_position(search->climber), path->node[top].x, (size_t)path->count * sizeof(double));
    found->top = path->nodes - 1; /* it falls no deeper */
    bool good = climb(path, search, found, &climbed);
    if (good) {
        set_node(path, search, &path->node[top], climbed.energy, climbed.converged ? climbed.max_force : -1);
        path->node[top - 1].walked = path->node[top].walked = false;
    }
    return good;
}

/* Nothing on the path is above the higher minimum: what rises before it lies between the last steps. Returns
 * the last line, to be looked at there, or -1 where it is too short. */
static int line_before_end(struct path *path) {
    struct node *last = &path->node[path->nodes - 2];
    double length2 = 0;
    for (int l = 0; l < path->count; l++)
        length2 += (last[1].x[l] - last[0].x[l]) * (last[1].x[l] - last[0].x[l]);
    last->at = STEPS - 1;
    return sqrt(length2) > shortest ? path->nodes - 2 : -1;
}

struct path_found path_settle(struct path *path, const struct path_search *search) {
    struct path_found found = {.converged = false};
    int most = path->nodes + MOST_NODES;
    for (;;) {
        found.top = highest_node(path);
        int line = walk(path, search, &found);
        double top = path->node[found.top].energy, height = top - path->node[0].energy;
        bool saddle = path->node[found.top].pinned >= 0;
        found.no_saddle = found.top == path->nodes - 1;
        double allowed = top + (saddle ? fmax(most_excess * height, least_excess) : 0.0);
        found.converged = (saddle && found.high <= allowed) ||
                          (found.no_saddle && fabs(top) <= flat && found.high - path->node[0].energy <= flat);
        if (found.no_saddle && found.high <= top + nothing)
            line = line_before_end(path);
        if (found.converged || path->nodes >= most || found.evaluations >= MOST_EVALUATIONS || line < 0)
            return found;
        if (!saddle && !found.no_saddle) {
            if (!climb_top(path, search, &found)) {
                found.top = highest_node(path);
                return found;
            }
        } else if (!put_node(path, search, line, allowed, &found)) {
            return found;
        }
    }
}
