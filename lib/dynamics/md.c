/* md.c: velocity Verlet and thermostats on lanes. */
#include "dynamics/md.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>

enum { MOMENTUM_EVERY = 1024 };           /* steps */
static const double MOMENTUM_KEPT = 1e-9; /* of the thermal velocity, that of the centre of mass */

/* The factor on all velocities that takes the kinetic energy to its stochastic value after dt (Bussi 2007,
 * eq. A7). */
static double csvr_scale(gsl_rng *rng, double temperature, double kinetic, int freedom, double decay) {
    double wanted = 0.5 * temperature;
    double gauss = gsl_ran_gaussian_ziggurat(rng, 1.0);
    double rest = freedom > 1 ? 2.0 * gsl_ran_gamma(rng, 0.5 * (freedom - 1), 1.0) : 0.0;
    double fresh = (1.0 - decay) * wanted;
    double after =
        decay * kinetic + fresh * (gauss * gauss + rest) + 2.0 * gauss * sqrt(decay * fresh * kinetic);
    return sqrt(fmax(after, 0.0) / kinetic);
}

static double thermostat_scale(const struct md *md, int lane, double kinetic, int freedom) {
    double kinetic_temperature = 2.0 * kinetic / freedom;
    if (md->thermostat == THERMOSTAT_NONE || kinetic <= 0.0)
        return 1.0;
    if (md->thermostat == THERMOSTAT_CSVR)
        return csvr_scale(md->rng[lane], md->temperature, kinetic, freedom, exp(-md->dt / md->tau));
    return sqrt(fmax(1.0 + md->dt / md->tau * (md->temperature / kinetic_temperature - 1.0), 0.0));
}

/* Forces keep the momentum of all particles zero but for what they round, and nothing cools its motion: a
 * thermostat's factors multiply it at random, and on average by more than 1 where they make up for heat that is
 * lost, until in some 10^5 units of time it holds the heat of many particles (the flying ice cube: Harvey, Tan
 * and Cheatham, J. Comput. Chem. 19, 726 (1998)). Taken off once it stands out of what rounding leaves. */
static void keep_momentum_zero(struct ensemble *ensemble, double temperature) {
    const size_t row = 3 * (size_t)ensemble->width;
    for (size_t k = 0; k < row; k++) { /* each axis of each lane */
        double sum = 0;
        for (int i = 0; i < ensemble->n; i++)
            sum += ensemble->v[(size_t)i * row + k];
        double mean = sum / ensemble->n;
        if (!(fabs(mean) > MOMENTUM_KEPT * sqrt(temperature)))
            continue;
        for (int i = 0; i < ensemble->n; i++)
            ensemble->v[(size_t)i * row + k] -= mean;
    }
}

static double speed_of(const struct ensemble *ensemble, int lane, int i) {
    double square = 0;
    for (int axis = 0; axis < 3; axis++) {
        double v = ensemble->v[(3 * i + axis) * ensemble->width + lane];
        square += v * v;
    }
    return sqrt(square);
}

/* Somewhere a particle moves too far in one step, or has no finite velocity: the fastest one is named. */
static __attribute__((noreturn)) void blow_up(const struct ensemble *ensemble, const struct md *md) {
    int lane_of_it = 0, particle = 0;
    double fastest = -1;
    for (int lane = 0; lane < ensemble->width; lane++)
        for (int i = 0; i < ensemble->n; i++) {
            double speed = speed_of(ensemble, lane, i);
            if (fastest < INFINITY && !(speed <= fastest)) {
                fastest = isfinite(speed) ? speed : INFINITY;
                lane_of_it = lane;
                particle = i;
            }
        }
    char what[128] = "has no finite velocity";
    if (isfinite(fastest))
        snprintf(what, sizeof what, "moves by %.3g in a step of %.6g", fastest * md->dt, md->dt);
    ensemble_lost(ensemble, lane_of_it, particle, what);
}

void md_advance(struct ensemble *ensemble, const struct md *md, int64_t steps, double *kinetic_temperature) {
    const struct kernel *kernel = ensemble->kernel;
    int freedom = 3 * ensemble->n - 3;
    double scale[LANES] __attribute__((aligned(64))) = {1, 1, 1, 1, 1, 1, 1, 1};
    double kinetic[LANES] __attribute__((aligned(64)));
    if (!ensemble->forces_known)
        ensemble_forces(ensemble, INFINITY, NULL);
    for (int64_t step = 0; step < steps; step++) { /* second half kicks are late, but for the last one */
        double speed2 = kernel->particles.kick_drift(ensemble->n, md->dt, step > 0, scale, ensemble->x,
                                                     ensemble->v, ensemble->f);
        double moved = md->dt * sqrt(speed2);
        ensemble->time += md->dt;
        ensemble->steps++;
        if (md->thermostat != THERMOSTAT_NONE && ensemble->steps % MOMENTUM_EVERY == 0)
            keep_momentum_zero(ensemble, md->temperature);
        if (!(moved < LONGEST_STEP))
            blow_up(ensemble, md);
        neighbors_update(&ensemble->neighbors, ensemble->x, moved);
        kernel->pairs.forces_kick(&ensemble->neighbors.inner, ensemble->potential, md->dt, step < steps - 1,
                                  ensemble->x, ensemble->v, ensemble->f, kinetic);
        for (int lane = 0; lane < ensemble->width; lane++) {
            if (!isfinite(kinetic[lane]))
                blow_up(ensemble, md);
            if (kinetic_temperature != NULL)
                kinetic_temperature[step * ensemble->width + lane] = 2.0 * kinetic[lane] / freedom;
            scale[lane] = thermostat_scale(md, lane, kinetic[lane], freedom);
        }
    }
    if (steps > 0 && md->thermostat != THERMOSTAT_NONE) /* the next step would scale first: leave it done */
        kernel->vectors.scale(3 * ensemble->n, scale, ensemble->v);
}
