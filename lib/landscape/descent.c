/* descent.c: Runge-Kutta-Chebyshev steps in each lane, in turn with those of the others. */
#include "landscape/descent.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"

enum {
    STAGES_MOST = 250,
    RADIUS_STEPS = 25, /* that a spectral radius holds for, unless one of them fails */
    POWER_STEPS = 50,
};

static const double damping = 2.0 / 13;
/* Of all coordinates together, for products with the Hessian, <sigma>. */
static const double displacement = 1e-7;
static const double power_accuracy = 0.02; /* of the spectral radius, */
static const double power_safety = 1.2;    /* which it is taken larger by */
static const double least_radius = 1.0;    /* eps/<sigma>^2 */
static const double straight_most = 0.1;   /* a step along the force alone, largest coordinate, <sigma> */
static const double stage_most = 0.5;      /* a stage farther from where the step began has run away */
static const double share = 0.8, grow_most = 10.0, shrink_most = 0.1; /* of the step, after its error */

enum phase {
    FIRST,  /* no force known yet */
    POINT,  /* on the path */
    ASIDE,  /* displaced, for the spectral radius */
    WITHIN, /* a step, at one of its stages */
};

/* Chebyshev polynomials of the first kind at w0, and their first and second derivatives. */
struct chebyshev {
    double value, first, second;
};

struct walker {
    enum phase phase;
    double step, step_before; /* now and the last accepted one */
    double error_before;      /* of that, in units of the error allowed; 0: none yet */
    /* at the last point of the path */
    double energy, max_force, force, remaining; /* force: its length in 3n dimensions */
    bool refused;                               /* the step before this one was */
    /* spectral radius */
    double radius, radius_before;
    int age, powers; /* steps since it was found; power iterations so far */
    /* stages */
    int stage, stages;
    double w0, w1, b, b_before;
    struct chebyshev at, before;
};

struct descent {
    struct ensemble *ensemble;
    double error;
    /* the last point of the path and its forces, the stage before x, the stiffest direction: 3n * width */
    double *x, *f, *stage_before, *stiffest;
    struct walker lane[LANES];
};

struct descent *descent_new(struct ensemble *ensemble, double error) {
    size_t count = 3 * (size_t)ensemble->n * (size_t)ensemble->width;
    struct descent *descent = allocate(1, sizeof *descent);
    descent->ensemble = ensemble;
    descent->error = error;
    descent->x = allocate(count, sizeof(double));
    descent->f = allocate(count, sizeof(double));
    descent->stage_before = allocate(count, sizeof(double));
    descent->stiffest = allocate(count, sizeof(double));
    return descent;
}

void descent_free(struct descent *descent) {
    free(descent->x);
    free(descent->f);
    free(descent->stage_before);
    free(descent->stiffest);
    free(descent);
}

void descent_start(struct descent *descent, int lane) {
    descent->lane[lane] = (struct walker){.phase = FIRST};
}

/* for (EACH(k, descent, lane)): the places of a lane's numbers in arrays of all lanes. */
#define EACH(k, descent, lane)                                                                               \
    int width_ = (descent)->ensemble->width, k = (lane);                                                     \
    k < 3 * (descent)->ensemble->n *width_;                                                                  \
    k += width_

static void put_back(struct descent *descent, int lane) {
    for (EACH(k, descent, lane)) {
        descent->ensemble->x[k] = descent->x[k];
        descent->ensemble->f[k] = descent->f[k];
    }
}

void descent_return(struct descent *descent, int lane, double *energy, double *max_force) {
    put_back(descent, lane);
    *energy = descent->lane[lane].energy;
    *max_force = descent->lane[lane].max_force;
}

double descent_remaining(const struct descent *descent, int lane) {
    return descent->lane[lane].remaining;
}

double descent_distance(const struct descent *descent, int lane) {
    double distance = 0;
    for (EACH(k, descent, lane))
        distance = fmax(distance, fabs(descent->ensemble->x[k] - descent->x[k]));
    return distance;
}

/* One step of the power iteration: the stiffest direction becomes that in which the force changed. */
static void turn_to_stiffest(struct descent *descent, int lane) {
    struct walker *of = &descent->lane[lane];
    double changed2 = 0;
    for (EACH(k, descent, lane)) {
        double change = descent->f[k] - descent->ensemble->f[k];
        descent->stiffest[k] = change;
        changed2 += change * change;
    }
    double found = sqrt(changed2) / displacement;
    bool turns = of->powers == 0 || fabs(found - of->radius) > power_accuracy * found;
    of->radius = found;
    if (++of->powers == POWER_STEPS || !turns) {
        of->radius = fmax(power_safety * found, least_radius);
        of->age = 0;
        of->phase = POINT;
        put_back(descent, lane);
    }
}

/* Displace x along the stiffest direction, the force to begin with. */
static void step_aside(struct descent *descent, int lane) {
    struct walker *of = &descent->lane[lane];
    const double *direction = of->radius > 0 ? descent->stiffest : descent->f;
    double length2 = 0;
    for (EACH(k, descent, lane))
        length2 += direction[k] * direction[k];
    double scale = length2 > 0 ? displacement / sqrt(length2) : 0;
    for (EACH(k, descent, lane))
        descent->ensemble->x[k] = descent->x[k] + scale * direction[k];
    of->phase = ASIDE;
}

static void begin_power(struct descent *descent, int lane) {
    descent->lane[lane].powers = 0;
    step_aside(descent, lane);
}

/* x is a point of the path. */
static void take_point(struct descent *descent, int lane, double energy, double max_force) {
    struct walker *of = &descent->lane[lane];
    double force2 = 0;
    for (EACH(k, descent, lane)) {
        descent->x[k] = descent->ensemble->x[k];
        descent->f[k] = descent->ensemble->f[k];
        force2 += descent->f[k] * descent->f[k];
    }
    double force = sqrt(force2);
    of->remaining = INFINITY;
    if (of->phase == WITHIN && force < of->force)
        of->remaining = max_force * of->step / log(of->force / force);
    of->energy = energy;
    of->max_force = max_force;
    of->force = force;
    of->phase = POINT;
}

/* The step failed: from where it began, a shorter one. */
static void refuse_step(struct descent *descent, int lane, double factor) {
    struct walker *of = &descent->lane[lane];
    put_back(descent, lane);
    of->step *= factor;
    of->refused = true;
    of->phase = POINT;
    if (of->age > 0) /* contacts may have closed since */
        of->age = RADIUS_STEPS;
}

/* The local error of the step that ends at x, in units of the one allowed. */
static double error_of_step(const struct descent *descent, int lane) {
    const struct ensemble *ensemble = descent->ensemble;
    double step = descent->lane[lane].step, largest = 0;
    for (EACH(k, descent, lane)) {
        double error = 0.8 * (descent->x[k] - ensemble->x[k]) + 0.4 * step * (descent->f[k] + ensemble->f[k]);
        largest = fmax(largest, fabs(error));
    }
    return largest / descent->error;
}

static bool end_step(struct descent *descent, int lane, double energy, double max_force) {
    struct walker *of = &descent->lane[lane];
    double error = error_of_step(descent, lane), third = cbrt(error);
    if (!(error <= 1)) {
        refuse_step(descent, lane, fmax(shrink_most, share / third));
        return false;
    }
    double factor = third > share / grow_most ? share / third : grow_most;
    if (of->error_before > 0 && error > 0) /* as its error grew from the step before */
        factor = fmin(factor, share * cbrt(of->error_before / (error * error)) * of->step / of->step_before);
    if (of->refused)
        factor = fmin(factor, 1.0);
    take_point(descent, lane, energy, max_force);
    of->error_before = error;
    of->step_before = of->step;
    of->step *= fmax(factor, shrink_most);
    of->refused = false;
    of->age++;
    return true;
}

bool descent_arrived(struct descent *descent, int lane, double energy, double max_force) {
    struct walker *of = &descent->lane[lane];
    switch (of->phase) {
    case FIRST:
        take_point(descent, lane, energy, max_force);
        return true;
    case POINT: /* where a stage ran away */
        return false;
    case ASIDE:
        turn_to_stiffest(descent, lane);
        return false;
    case WITHIN:
        break;
    }
    if (!isfinite(energy)) {
        refuse_step(descent, lane, shrink_most);
        return false;
    }
    return of->stage == of->stages && end_step(descent, lane, energy, max_force);
}

static struct chebyshev next_chebyshev(double w0, struct chebyshev at, struct chebyshev before) {
    return (struct chebyshev){
        2 * w0 * at.value - before.value,
        2 * at.value + 2 * w0 * at.first - before.first,
        4 * at.first + 2 * w0 * at.second - before.second,
    };
}

/* What the loop over all lanes needs: shares of x - x_0 and of the stage before less x_0; times of f
 * and f_0. */
struct stage_factors {
    double moves[LANES], share[LANES], share_before[LANES], time[LANES], time_first[LANES];
} __attribute__((aligned(64)));

/* The length of the step, its number of stages, and the first of them. */
static void begin_step(struct walker *of, int lane, struct stage_factors *stage) {
    if (of->step == 0)
        of->step = 1 / of->radius;
    double longest = ((double)STAGES_MOST * STAGES_MOST - 1) / (1.54 * of->radius);
    of->step = fmin(fmin(of->step, longest), straight_most / of->max_force);
    of->stages = 1 + (int)sqrt(1.54 * of->step * of->radius + 1);
    of->w0 = 1 + damping / (of->stages * of->stages);
    struct chebyshev before = {1, 0, 0}, at = {of->w0, 1, 0};
    for (int k = 2; k <= of->stages; k++) {
        struct chebyshev next = next_chebyshev(of->w0, at, before);
        before = at;
        at = next;
    }
    of->w1 = at.first / at.second;
    of->before = (struct chebyshev){1, 0, 0};
    of->at = (struct chebyshev){of->w0, 1, 0};
    of->b = of->b_before = 1 / (4 * of->w0 * of->w0);
    of->stage = 1;
    of->phase = WITHIN;
    stage->moves[lane] = 1;
    stage->share[lane] = 1;
    stage->time[lane] = of->b * of->w1 * of->step;
}

static void next_stage(struct walker *of, int lane, struct stage_factors *stage) {
    struct chebyshev next = next_chebyshev(of->w0, of->at, of->before);
    double b = next.second / (next.first * next.first), a = 1 - of->b * of->at.value;
    stage->moves[lane] = 1;
    stage->share[lane] = 2 * of->w0 * b / of->b;
    stage->share_before[lane] = -b / of->b_before;
    stage->time[lane] = 2 * of->w1 * b / of->b * of->step;
    stage->time_first[lane] = -a * stage->time[lane];
    of->b_before = of->b;
    of->b = b;
    of->before = of->at;
    of->at = next;
    of->stage++;
}

void descent_move(struct descent *descent, const bool descends[LANES]) {
    struct ensemble *ensemble = descent->ensemble;
    struct stage_factors stage = {{0}, {0}, {0}, {0}, {0}};
    double farthest[LANES];
    for (int k = 0; k < ensemble->width; k++) {
        struct walker *lane = &descent->lane[k];
        if (!descends[k])
            continue;
        if (lane->phase == WITHIN)
            next_stage(lane, k, &stage);
        else if (lane->phase == ASIDE)
            step_aside(descent, k);
        else if (lane->radius == 0 || lane->age >= RADIUS_STEPS)
            begin_power(descent, k);
        else
            begin_step(lane, k, &stage);
    }
    ensemble->kernel->vectors.chebyshev(3 * ensemble->n, stage.moves, stage.share, stage.share_before,
                                        stage.time, stage.time_first, descent->x, descent->f, ensemble->f,
                                        descent->stage_before, ensemble->x, farthest);
    for (int k = 0; k < ensemble->width; k++)
        if (stage.moves[k] > 0 && !(farthest[k] <= stage_most))
            refuse_step(descent, k, shrink_most);
}
