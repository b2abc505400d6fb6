/* jamming.c: scan the densities, then lower the density of each packing next to the transition. */
#include "landscape/jamming.h"

#include <gsl/gsl_fit.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "dynamics/md.h"
#include "base/rng.h"

enum { PACKINGS = 4, MOST_POINTS = 40 };

static const int block_steps = 100;
static const double dt = 0.0035;      /* the paper's Methods */
static const double tau = 0.2;        /* what cools stays this long behind its bath */
static const double densest = 10;     /* phi at which the way up ends */
static const double slope_guess = 15; /* dp/dphi near jamming, only for the length of the first step */

struct jamming_run {
    const struct decompression *how;
    int64_t glass, clone;
    const struct jamming_calls *calls;
    struct progress *progress;
    double evaluations;
};

/* A packing of the scan that is jammed. */
struct jammed {
    struct frame *frame;
    struct packing packing;
};

/* p, or the power of it that vanishes linearly at phi_J. */
static double linear_pressure(const struct frame *frame, double pressure) {
    double power = potential_force_power(frame_potential(frame));
    return power == 1 ? pressure : pow(fmax(pressure, 0), 1.0 / power);
}

static void count(struct jamming_run *run, double evaluations) {
    run->evaluations += evaluations;
    progress_update(run->progress, run->evaluations);
}

/* Dynamics for a time, while temperature and density go from those of now to these, in blocks. */
static void drive(struct jamming_run *run, struct frame *frame, gsl_rng *thermostat, double time,
                  double to_phi, double to_temperature) {
    double phi = frame_packing_fraction(frame), temperature = run->how->temperature;
    double blocks = fmax(1, ceil(time / (block_steps * dt)));
    struct md md = {.thermostat = THERMOSTAT_CSVR, .dt = dt, .tau = tau, .rng = {thermostat}};
    struct ensemble *ensemble = NULL;
    for (double block = 0; block < blocks; block++) {
        if (ensemble == NULL || phi != to_phi) {
            frame_set_packing_fraction(frame, phi + (to_phi - phi) * (block + 1) / blocks);
            if (ensemble != NULL)
                ensemble_free(ensemble);
            ensemble = ensemble_of(frame, 1, false);
            ensemble_load(ensemble, 0, frame->position, frame->velocity);
            ensemble_name(ensemble, 0, frame);
        }
        md.temperature = temperature + (to_temperature - temperature) * (block + 0.5) / blocks;
        md_advance(ensemble, &md, block_steps, NULL);
        ensemble_store(ensemble, 0, frame->position, frame->velocity);
        count(run, block_steps);
    }
    ensemble_free(ensemble);
}

static struct packing relax(struct jamming_run *run, struct frame *frame, enum stage stage, double from_phi) {
    struct packing packing = packing_relax(frame, run->how->pressure_tolerance);
    count(run, (double)packing.evaluations);
    run->calls->take(run->calls->context, frame, &packing, stage,
                     stage == STAGE_SCAN ? packing.phi : from_phi);
    return packing;
}

/* A copy of what moves, at T = 0. Each density has numbers of its own, whatever is cooled before. */
static struct jammed cool(struct jamming_run *run, const struct frame *moving, int64_t step) {
    struct jammed cooled = {.frame = frame_copy(moving)};
    const struct decompression *how = run->how;
    if (how->temperature > 0) {
        gsl_rng *thermostat = rng_stream(how->seed, RNG_THERMOSTAT, run->glass, run->clone);
        rng_section(thermostat, (uint64_t)step + 1);
        drive(run, cooled.frame, thermostat, how->temperature / how->cooling_rate,
              frame_packing_fraction(cooled.frame), 0);
        gsl_rng_free(thermostat);
    }
    cooled.packing = relax(run, cooled.frame, STAGE_SCAN, NAN);
    return cooled;
}

double jamming_intercept(int count, const double *phi, const double *pressure, double *error, int *points) {
    double x[MOST_POINTS], y[MOST_POINTS], weight[MOST_POINTS], lowest = INFINITY;
    double intercept, slope, var_intercept, covariance, var_slope, chi2;
    size_t used = 0;
    for (int k = 0; k < count; k++)
        lowest = fmin(lowest, pressure[k]);
    for (int k = 0; k < count && used < MOST_POINTS; k++)
        if (pressure[k] <= 100 * lowest) {
            x[used] = pressure[k];
            y[used] = phi[k];
            weight[used++] = 1 / (pressure[k] * pressure[k]);
        }
    *points = (int)used;
    *error = NAN;
    if (used < 3)
        return NAN;
    gsl_fit_wlinear(x, 1, weight, 1, y, 1, used, &intercept, &slope, &var_intercept, &covariance, &var_slope,
                    &chi2);
    *error = sqrt(var_intercept * chi2 / (double)(used - 2));
    return intercept;
}

/* Where one packing unjams; NAN where a packing on the way did not converge, so that its pressure is not
 * that of balanced forces. `high` is the last density at which it is jammed, `low` the first at which it
 * is not. */
static double refine(struct jamming_run *run, const struct jammed *from, double *error, int *points) {
    double phi[MOST_POINTS], pressure[MOST_POINTS], slope = slope_guess, low = 0;
    struct frame *high = frame_copy(from->frame);
    double tolerance = linear_pressure(high, run->how->pressure_tolerance);
    bool converged = from->packing.converged;
    int known = 0;
    phi[known] = frame_packing_fraction(high);
    pressure[known++] = linear_pressure(high, from->packing.pressure);
    for (int k = 1; k < MOST_POINTS; k++) {
        double phi_high = phi[known - 1], p = pressure[known - 1];
        if ((p <= 4 * tolerance && known > 2) || phi_high - low <= tolerance / slope)
            break;
        double next = phi_high - 0.75 * p / slope;
        struct frame *lower = frame_copy(high);
        if (next <= low)
            next = 0.5 * (low + phi_high);
        frame_set_packing_fraction(lower, next);
        struct packing packing = relax(run, lower, STAGE_REFINE, from->packing.phi);
        converged = converged && packing.converged;
        if (!packing.jammed) {
            low = next;
            slope = fmax(slope, 2 * p / (phi_high - low));
            frame_free(lower);
            continue;
        }
        double lower_pressure = linear_pressure(lower, packing.pressure);
        if (lower_pressure < p)
            slope = (p - lower_pressure) / (phi_high - next);
        frame_free(high);
        high = lower;
        phi[known] = next;
        pressure[known++] = lower_pressure;
    }
    frame_free(high);
    if (!converged)
        return NAN;
    double at = jamming_intercept(known, phi, pressure, error, points);
    if (at > low - tolerance / slope &&
        at < phi[known - 1]) /* at `low` the pressure is below the tolerance, not 0 */
        return at;
    /* It unjams by a rearrangement, before its pressure is low: the two densities are all that is known. */
    *points = 0;
    low = fmax(low, phi[known - 1] - pressure[known - 1] / slope);
    *error = 0.5 * (phi[known - 1] - low);
    return 0.5 * (phi[known - 1] + low);
}

/* Keep the packings nearest to the transition: the last ones on the way down, the first ones on the
 * way up. */
static void keep(struct jammed *kept, int *packings, int most, struct jammed packing) {
    if (*packings == most) {
        frame_free(kept[0].frame);
        for (int k = 1; k < most; k++)
            kept[k - 1] = kept[k];
        --*packings;
    }
    kept[(*packings)++] = packing;
}

/* A copy with new velocities, if there is a temperature. */
static struct frame *begin(const struct jamming_run *run, const struct frame *glass) {
    struct frame *moving = frame_copy(glass);
    if (run->how->temperature > 0) {
        gsl_rng *rng = rng_stream(run->how->seed, RNG_VELOCITIES, run->glass, run->clone);
        free(moving->velocity);
        moving->velocity = allocate(3 * (size_t)moving->n, sizeof(double));
        rng_maxwell(rng, run->how->temperature, moving->n, moving->velocity);
        gsl_rng_free(rng);
    }
    return moving;
}

/* How many steps down to the next density that is cooled: a quarter of the way to where a line through the
 * last two pressures vanishes. p(phi) is convex, so that this is no farther than the transition. */
static int64_t stride_of(const struct jammed *kept, int packings, double phi_step) {
    if (packings < 2)
        return 1;
    const struct packing *last = &kept[packings - 1].packing, *before = &kept[packings - 2].packing;
    double slope = (before->pressure - last->pressure) / (before->phi - last->phi);
    return (int64_t)fmax(1, floor(0.25 * last->pressure / fmax(slope, slope_guess) / phi_step));
}

/* The densities that are looked at, one after another. */
struct scan {
    struct jamming_run *run;
    const struct frame *glass;
    struct frame *moving;
    gsl_rng *thermostat;
    int most; /* jammed packings that are kept */
    int64_t step;
    int direction; /* of the densities; 0 at the first */
    double last;   /* density of that direction */
    double unjammed;
    struct jammed kept[PACKINGS]; /* next to the transition */
    int packings;
};

static void archive_packing(struct archive *archive, struct packing *packing) {
    archive_finite(archive, &packing->phi, 1);
    archive_finite(archive, &packing->pressure, 1);
    archive_finite(archive, &packing->energy, 1);
    archive_finite(archive, &packing->max_force, 1);
    archive_bool(archive, &packing->converged);
    archive_bool(archive, &packing->jammed);
    archive_int(archive, &packing->rattlers, 0, INT_MAX);
    archive_int(archive, &packing->contacts, 0, INT_MAX);
    ARCHIVE(archive, packing->contact_number);
    archive_int64(archive, &packing->evaluations, 0, ARCHIVE_MOST);
}

static void archive_scan(struct archive *archive, void *state) {
    struct scan *scan = state;
    archive_finite(archive, &scan->run->evaluations, 1);
    frame_archive(scan->moving, archive);
    archive_rng(archive, scan->thermostat);
    archive_int64(archive, &scan->step, 0, ARCHIVE_MOST);
    archive_int(archive, &scan->direction, -1, 1);
    archive_finite(archive, &scan->last, 1);
    archive_finite(archive, &scan->unjammed, 1);
    archive_int(archive, &scan->packings, 0, scan->most);
    for (int k = 0; k < scan->packings; k++) {
        if (archive->loads)
            scan->kept[k].frame = frame_copy(scan->glass);
        frame_archive(scan->kept[k].frame, archive);
        archive_packing(archive, &scan->kept[k].packing);
    }
}

/* The packing at the density of now; true when it was the last. */
static bool look(struct scan *scan) {
    const struct decompression *how = scan->run->how;
    struct jammed cooled = cool(scan->run, scan->moving, scan->step);
    bool jammed = cooled.packing.jammed;
    if (scan->direction == 0) {
        scan->direction = jammed ? -1 : 1;
        scan->last = jammed ? 0 : densest;
    }
    if (how->temperature <= 0) {
        frame_free(scan->moving);
        scan->moving = frame_copy(cooled.frame);
    }
    if (!jammed && (scan->direction < 0 || scan->packings == 0))
        scan->unjammed = cooled.packing.phi;
    if (jammed)
        keep(scan->kept, &scan->packings, scan->most, cooled);
    else
        frame_free(cooled.frame);
    return scan->direction < 0 ? !jammed : scan->packings == scan->most;
}

/* To the next density. */
static void move(struct scan *scan) {
    const struct decompression *how = scan->run->how;
    double start = frame_packing_fraction(scan->glass);
    int64_t stride = scan->direction < 0 ? stride_of(scan->kept, scan->packings, how->phi_step) : 1;
    double next = start + scan->direction * (double)(scan->step + stride) * how->phi_step;
    if (next <= 0 || next > densest)
        fatal(EX_DATAERR, "%s: expected the transition between phi = %g and %g, found none in steps of %g",
              frame_where(scan->glass), start, scan->last, how->phi_step);
    if (how->temperature > 0)
        drive(scan->run, scan->moving, scan->thermostat, (double)stride * how->phi_step / how->rate, next,
              how->temperature);
    else
        frame_set_packing_fraction(scan->moving, next);
    scan->step += stride;
}

/* Down to the first packing that is not jammed; or, where the first one is not, up until `most` are. Leaves
 * in kept[] the jammed ones next to the transition, at most `most`. */
static void look_for_transition(struct scan *scan) {
    const struct jamming_calls *calls = scan->run->calls;
    if (calls->resume != NULL)
        calls->resume(calls->context, archive_scan, scan);
    while (!look(scan)) {
        move(scan);
        if (calls->offer != NULL)
            calls->offer(calls->context, archive_scan, scan);
    }
}

struct jamming jamming_find(const struct frame *glass, const struct decompression *how, int64_t clone,
                            const struct jamming_calls *calls, struct progress *progress) {
    struct jamming_run run = {
        .how = how, .glass = frame_glass(glass), .clone = clone, .calls = calls, .progress = progress};
    struct scan scan = {.run = &run,
                        .glass = glass,
                        .moving = begin(&run, glass),
                        .thermostat = rng_stream(how->seed, RNG_THERMOSTAT, run.glass, clone),
                        .most = how->temperature > 0 ? PACKINGS : 1};
    look_for_transition(&scan);
    gsl_rng_free(scan.thermostat);
    frame_free(scan.moving);
    struct jamming found = {.error = NAN,
                            .unjammed = scan.unjammed,
                            .jammed = scan.kept[scan.direction < 0 ? scan.packings - 1 : 0].packing.phi};
    double at[PACKINGS], variance = 0, scatter = 0;
    int packings = 0;
    for (int k = 0; k < scan.packings; k++) {
        double error;
        int points;
        at[packings] = refine(&run, &scan.kept[k], &error, &points);
        frame_free(scan.kept[k].frame);
        if (isnan(at[packings]))
            continue;
        found.phi += at[packings++];
        found.points += points;
        variance += error * error;
    }
    found.phi /= packings; /* NAN where there are none */
    for (int k = 0; k < packings; k++)
        scatter += (at[k] - found.phi) * (at[k] - found.phi) / (packings - 1);
    found.packings = packings;
    found.unconverged = scan.packings - packings;
    variance /= packings;
    if (packings > 1 || how->temperature <= 0)
        found.error = sqrt(variance + (packings > 1 ? scatter : 0));
    return found;
}
