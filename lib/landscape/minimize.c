/* minimize.c: one search per lane, in step with the others. */
#include "landscape/minimize.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "landscape/descent.h"
#include "base/error.h"
#include "landscape/line.h"

/* Numbers that were chosen. Where nothing is said of others, none is known to have been measured. */

enum { HISTORY = 10 }; /* pairs of L-BFGS */

static const double farthest_step = 0.1; /* of a coordinate in one move, <sigma> */
static const double first_step = 0.01;   /* where no line before says how far, <sigma> */
static const struct line_rule conjugate_rule = {0.2, 8}, quasi_newton_rule = {0.7, 8};
/* What may remain of the path of steepest descent where conjugate gradients take over, <sigma>; so many times
 * less where they stray by more than MINIMIZE_NEAR. (1e-2, and moves of up to 0.1, lead one clone of 32 at
 * phi = 0.95 elsewhere, and one of 8 from T_g.) */
static const double first_near = 1e-4, nearer = 10;

/* FIRE as it was published: steps downhill before the time step grows, its growth and fall; the share of the
 * velocity that is turned into the force, and how that fades. */
enum { FIRE_DOWNHILL = 5 };
static const double fire_grow = 1.1, fire_shrink = 0.5, fire_mixing = 0.1, fire_fade = 0.99;
/* Its time step at first, at most and at least. */
static const double fire_dt = 0.01, fire_dt_most = 0.05, fire_dt_least = 1e-4;

enum state { IDLE, DESCENDING, STARTED, SEARCHING, ENDED };

struct lane {
    enum state state;
    struct minimum minimum;
    struct line line;
    /* FIRE */
    double dt, mixing;
    int downhill;
    /* L-BFGS */
    int pairs;
    /* steepest descent: conjugate gradients take over when so little of the path remains */
    double near;
};

struct minimizer {
    struct ensemble *ensemble;
    enum method method;
    double tolerance;
    int64_t max_steps;
    double *d, *f_old; /* direction, forces at the start of the line: 3n * width */
    struct lane lane[LANES];
    struct descent *descent; /* or NULL */
    /* L-BFGS, width 1: steps, changes of the force, 1/(y.s) */
    double *x_old, *s[HISTORY], *y[HISTORY], rho[HISTORY];
};

struct minimizer *minimizer_new(struct ensemble *ensemble, enum method method, double tolerance,
                                int64_t max_steps) {
    size_t count = 3 * (size_t)ensemble->n * (size_t)ensemble->width;
    struct minimizer *minimizer = allocate(1, sizeof *minimizer);
    if (method == METHOD_LBFGS && ensemble->width != 1)
        fatal(EX_SOFTWARE, "L-BFGS minimises one replica at a time");
    minimizer->ensemble = ensemble;
    minimizer->method = method;
    minimizer->tolerance = tolerance;
    minimizer->max_steps = max_steps;
    minimizer->d = allocate(count, sizeof(double));
    minimizer->f_old = allocate(count, sizeof(double));
    for (int k = 0; method == METHOD_LBFGS && k < HISTORY; k++) {
        minimizer->s[k] = allocate(count, sizeof(double));
        minimizer->y[k] = allocate(count, sizeof(double));
    }
    if (method == METHOD_LBFGS)
        minimizer->x_old = allocate(count, sizeof(double));
    if (method == METHOD_DESCENT)
        minimizer->descent = descent_new(ensemble, MINIMIZE_ERROR);
    return minimizer;
}

void minimizer_free(struct minimizer *minimizer) {
    if (minimizer->descent != NULL)
        descent_free(minimizer->descent);
    for (int k = 0; k < HISTORY; k++) {
        free(minimizer->s[k]);
        free(minimizer->y[k]);
    }
    free(minimizer->x_old);
    free(minimizer->d);
    free(minimizer->f_old);
    free(minimizer);
}

void minimizer_error(struct minimizer *minimizer, double error) {
    descent_free(minimizer->descent);
    minimizer->descent = descent_new(minimizer->ensemble, error);
}

void minimizer_start(struct minimizer *minimizer, int lane) {
    int width = minimizer->ensemble->width, count = 3 * minimizer->ensemble->n;
    minimizer->lane[lane] =
        (struct lane){.state = STARTED, .line.curvature = NAN, .dt = fire_dt, .mixing = fire_mixing};
    for (int k = 0; k < count; k++)
        minimizer->d[k * width + lane] = minimizer->f_old[k * width + lane] = 0.0;
    if (minimizer->method == METHOD_DESCENT) {
        minimizer->lane[lane].state = DESCENDING;
        minimizer->lane[lane].near = first_near;
        descent_start(minimizer->descent, lane);
    }
    if (minimizer->method == METHOD_FIRE)
        for (int k = 0; k < count; k++)
            minimizer->ensemble->v[k * width + lane] = 0.0;
}

int minimizer_ended(struct minimizer *minimizer, struct minimum *minimum) {
    for (int lane = 0; lane < minimizer->ensemble->width; lane++)
        if (minimizer->lane[lane].state == ENDED) {
            minimizer->lane[lane].state = IDLE;
            *minimum = minimizer->lane[lane].minimum;
            return lane;
        }
    return -1;
}

/* What each lane does after an evaluation, as factors for the loops over all lanes. */
struct moves {
    double renew[LANES], beta[LANES], shift[LANES]; /* new directions; how far to go along d */
} __attribute__((aligned(64)));

static void step_cg(struct minimizer *minimizer, const double *ff) {
    struct ensemble *ensemble = minimizer->ensemble;
    const struct kernel *kernel = ensemble->kernel;
    int count = 3 * ensemble->n;
    double slope[LANES], f_f_old[LANES], largest[LANES];
    struct moves moves = {{0}, {0}, {0}};
    kernel->vectors.dot(count, ensemble->f, minimizer->d, slope);
    kernel->vectors.dot(count, ensemble->f, minimizer->f_old, f_f_old);
    for (int k = 0; k < ensemble->width; k++) {
        struct lane *lane = &minimizer->lane[k];
        if (lane->state == STARTED) {
            moves.renew[k] = 1.0;
            line_begin(&lane->line, ff[k], ff[k], ff[k]);
            lane->state = SEARCHING;
        } else if (lane->state == SEARCHING) {
            line_found(&lane->line, slope[k]);
            if (!line_done(&lane->line, &conjugate_rule))
                continue;
            line_learn(&lane->line);
            moves.renew[k] = 1.0;
            moves.beta[k] = line_conjugate(&lane->line, &conjugate_rule, ff[k], f_f_old[k]);
            line_turn(&lane->line, moves.beta[k], ff[k]);
        }
    }
    kernel->vectors.conjugate(count, moves.renew, moves.beta, ensemble->f, minimizer->d, minimizer->f_old,
                              largest);
    for (int k = 0; k < ensemble->width; k++) {
        struct lane *lane = &minimizer->lane[k];
        if (lane->state != SEARCHING)
            continue;
        lane->line.longest = farthest_step / largest[k];
        moves.shift[k] =
            line_go(&lane->line, moves.renew[k] > 0 ? line_first(&lane->line, first_step / largest[k])
                                                    : line_bracket(&lane->line));
    }
    kernel->vectors.axpy(count, moves.shift, minimizer->d, ensemble->x);
}

/* d = H f by the two-loop recursion over the newest pairs. */
static void quasi_newton_direction(struct minimizer *minimizer) {
    struct ensemble *ensemble = minimizer->ensemble;
    const struct kernel *kernel = ensemble->kernel;
    int count = 3 * ensemble->n, pairs = minimizer->lane[0].pairs;
    int oldest = pairs > HISTORY ? pairs - HISTORY : 0;
    double alpha[HISTORY], product, factor;
    memcpy(minimizer->d, ensemble->f, (size_t)count * sizeof(double));
    for (int k = pairs - 1; k >= oldest; k--) {
        int at = k % HISTORY;
        kernel->vectors.dot(count, minimizer->s[at], minimizer->d, &product);
        alpha[at] = minimizer->rho[at] * product;
        factor = -alpha[at];
        kernel->vectors.axpy(count, &factor, minimizer->y[at], minimizer->d);
    }
    if (pairs > 0) {
        int newest = (pairs - 1) % HISTORY;
        kernel->vectors.dot(count, minimizer->y[newest], minimizer->y[newest], &product);
        factor = 1.0 / (minimizer->rho[newest] * product);
        kernel->vectors.scale(count, &factor, minimizer->d);
    }
    for (int k = oldest; k < pairs; k++) {
        int at = k % HISTORY;
        kernel->vectors.dot(count, minimizer->y[at], minimizer->d, &product);
        factor = alpha[at] - minimizer->rho[at] * product;
        kernel->vectors.axpy(count, &factor, minimizer->s[at], minimizer->d);
    }
}

/* Remember how the force changed over the last line, unless it tells nothing. */
static void remember_pair(struct minimizer *minimizer) {
    struct ensemble *ensemble = minimizer->ensemble;
    struct lane *lane = &minimizer->lane[0];
    int count = 3 * ensemble->n, at = lane->pairs % HISTORY;
    double product;
    for (int k = 0; k < count; k++) {
        minimizer->s[at][k] = ensemble->x[k] - minimizer->x_old[k];
        minimizer->y[at][k] = minimizer->f_old[k] - ensemble->f[k];
    }
    ensemble->kernel->vectors.dot(count, minimizer->s[at], minimizer->y[at], &product);
    if (product > 0) {
        minimizer->rho[at] = 1.0 / product;
        lane->pairs++;
    }
}

static void step_lbfgs(struct minimizer *minimizer) {
    struct ensemble *ensemble = minimizer->ensemble;
    const struct kernel *kernel = ensemble->kernel;
    struct lane *lane = &minimizer->lane[0];
    int count = 3 * ensemble->n;
    double slope, alpha, shift, largest;
    if (lane->state == SEARCHING) {
        kernel->vectors.dot(count, ensemble->f, minimizer->d, &slope);
        line_found(&lane->line, slope);
    }
    if (lane->state == STARTED || line_done(&lane->line, &quasi_newton_rule)) {
        if (lane->state == SEARCHING)
            remember_pair(minimizer);
        quasi_newton_direction(minimizer);
        kernel->vectors.dot(count, ensemble->f, minimizer->d, &slope);
        if (slope <= 0) { /* the pairs mislead: begin anew along the force */
            lane->pairs = 0;
            quasi_newton_direction(minimizer);
            kernel->vectors.dot(count, ensemble->f, minimizer->d, &slope);
        }
        memcpy(minimizer->f_old, ensemble->f, (size_t)count * sizeof(double));
        memcpy(minimizer->x_old, ensemble->x, (size_t)count * sizeof(double));
        kernel->vectors.max_abs(count, minimizer->d, &largest);
        line_begin(&lane->line, slope, NAN, NAN); /* d has its length from the pairs: no other guess */
        lane->line.longest = farthest_step / largest;
        lane->state = SEARCHING;
        alpha = line_first(&lane->line, lane->pairs > 0 ? 1.0 : first_step / largest);
    } else {
        alpha = line_bracket(&lane->line);
    }
    shift = line_go(&lane->line, alpha);
    kernel->vectors.axpy(count, &shift, minimizer->d, ensemble->x);
}

static void step_fire(struct minimizer *minimizer, const double *ff) {
    struct ensemble *ensemble = minimizer->ensemble;
    const struct kernel *kernel = ensemble->kernel;
    int count = 3 * ensemble->n;
    double power[LANES], vv[LANES], largest[LANES];
    double keep[LANES] = {0}, add[LANES] = {0}, move[LANES] = {0};
    kernel->vectors.dot(count, ensemble->f, ensemble->v, power);
    kernel->vectors.dot(count, ensemble->v, ensemble->v, vv);
    for (int k = 0; k < ensemble->width; k++) {
        struct lane *lane = &minimizer->lane[k];
        if (lane->state != STARTED && lane->state != SEARCHING)
            continue;
        if (lane->state == SEARCHING && power[k] > 0) {
            keep[k] = 1 - lane->mixing;
            add[k] = lane->mixing * sqrt(vv[k] / ff[k]);
            if (++lane->downhill > FIRE_DOWNHILL) {
                lane->dt = fmin(fire_grow * lane->dt, fire_dt_most);
                lane->mixing *= fire_fade;
            }
        } else { /* the start, or uphill: stop */
            lane->downhill = 0;
            lane->dt = lane->state == SEARCHING ? fmax(fire_shrink * lane->dt, fire_dt_least) : lane->dt;
            lane->mixing = fire_mixing;
        }
        lane->state = SEARCHING;
        add[k] += lane->dt;
    }
    kernel->vectors.scale(count, keep, ensemble->v);
    kernel->vectors.axpy(count, add, ensemble->f, ensemble->v);
    kernel->vectors.max_abs(count, ensemble->v, largest);
    for (int k = 0; k < ensemble->width; k++)
        if (minimizer->lane[k].state == SEARCHING)
            move[k] = fmin(minimizer->lane[k].dt, farthest_step / largest[k]);
    kernel->vectors.axpy(count, move, ensemble->v, ensemble->x);
}

/* An energy or the square of a force overflows: the particle with the largest force is named. */
static __attribute__((noreturn)) void overlap(const struct ensemble *ensemble, int lane, double energy) {
    int particle = 0;
    double largest = -1;
    for (int i = 3 * ensemble->n - 1; i >= 0; i--) {
        double force = fabs(ensemble->f[i * ensemble->width + lane]);
        if (force <= largest)
            continue;
        particle = i / 3;
        largest = isnan(force) ? INFINITY : force;
    }
    char what[128];
    snprintf(what, sizeof what, "feels a force of %.3g, at an energy of %.3g", largest, energy);
    ensemble_lost(ensemble, lane, particle, what);
}

/* Back to the last point of the path of steepest descent, which is not converged. */
static void return_to_path(struct minimizer *minimizer, int k) {
    struct minimum *minimum = &minimizer->lane[k].minimum;
    descent_return(minimizer->descent, k, &minimum->energy, &minimum->max_force);
    minimum->converged = false;
}

/* Conjugate gradients came down too far from where they took over. */
static bool strayed(const struct minimizer *minimizer, int k) {
    return minimizer->method == METHOD_DESCENT && minimizer->lane[k].state != DESCENDING &&
           descent_distance(minimizer->descent, k) > MINIMIZE_NEAR;
}

/* What x is, if it can be the minimum; the path of steepest descent is left where little of it remains, and
 * taken up again where conjugate gradients strayed. */
static void judge(struct minimizer *minimizer, int k, double energy, double max_force, double ff) {
    struct lane *lane = &minimizer->lane[k];
    bool descends = lane->state == DESCENDING;
    if (descends && !descent_arrived(minimizer->descent, k, energy, max_force))
        return;
    if (!isfinite(energy) || !isfinite(ff))
        overlap(minimizer->ensemble, k, energy);
    lane->minimum.energy = energy;
    lane->minimum.max_force = max_force;
    lane->minimum.converged = max_force <= minimizer->tolerance;
    if (lane->minimum.converged && strayed(minimizer, k)) {
        return_to_path(minimizer, k);
        lane->near /= nearer;
        lane->state = DESCENDING;
    } else if (descends && descent_remaining(minimizer->descent, k) <= lane->near) {
        lane->state = STARTED;
    }
}

/* Judge all lanes; true when one has ended. */
static bool judge_all(struct minimizer *minimizer, const double *energy, const double *max_force,
                      const double *ff) {
    bool ended = false;
    for (int k = 0; k < minimizer->ensemble->width; k++) {
        struct lane *lane = &minimizer->lane[k];
        if (lane->state == IDLE || lane->state == ENDED)
            continue;
        bool last = lane->minimum.evaluations++ >= minimizer->max_steps;
        judge(minimizer, k, energy[k], max_force[k], ff[k]);
        if (!last && !lane->minimum.converged)
            continue;
        if (lane->state == DESCENDING && !lane->minimum.converged)
            return_to_path(minimizer, k);
        lane->state = ENDED;
        ended = true;
    }
    return ended;
}

/* Which lanes are in this state, if any. */
static bool any(const struct minimizer *minimizer, enum state state, bool lanes[LANES]) {
    bool found = false;
    for (int k = 0; k < minimizer->ensemble->width; k++)
        found |= lanes[k] = minimizer->lane[k].state == state;
    return found;
}

bool minimizer_step(struct minimizer *minimizer) {
    struct ensemble *ensemble = minimizer->ensemble;
    int count = 3 * ensemble->n;
    double energy[LANES], max_force[LANES], ff[LANES];
    bool lanes[LANES];
    ensemble_forces(ensemble, INFINITY, energy);
    ensemble->kernel->vectors.max_abs(count, ensemble->f, max_force);
    ensemble->kernel->vectors.dot(count, ensemble->f, ensemble->f, ff);
    bool ended = judge_all(minimizer, energy, max_force, ff);
    if (any(minimizer, DESCENDING, lanes))
        descent_move(minimizer->descent, lanes);
    if (!any(minimizer, STARTED, lanes) && !any(minimizer, SEARCHING, lanes))
        return ended;
    if (minimizer->method == METHOD_LBFGS)
        step_lbfgs(minimizer);
    else if (minimizer->method == METHOD_FIRE)
        step_fire(minimizer, ff);
    else
        step_cg(minimizer, ff);
    return ended;
}
