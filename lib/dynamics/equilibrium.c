/* equilibrium.c: origins, decay times and the drift of the energy. */
#include "dynamics/equilibrium.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "observables/scattering.h"

enum {
    OCTAVES = 64,     /* 2^63 units of time */
    ORIGINS = 16,     /* in an octave */
    LAGS = 1024,      /* 10^10 observations */
    BINS = 4096,      /* of the energy; even */
    MOST_BLOCKS = 256 /* far fewer than bins, so that a block is many of them */
};
static const int FEWEST_BLOCKS = 3;    /* that have a slope with an error */
static const double AGREEMENT = 0.2;   /* of two decay times, relative to the later */
static const double DRIFT = 2;         /* standard errors that a drift may have */
static const double MEMORIES = 3;      /* of the energy, in a block: blocks are nearly independent */
static const double FORGOTTEN = 6;     /* decay times before an origin */
static const double BLOCKS = 10;       /* of the energy, at least */
static const double MEASURED = 0.6;    /* of a memory, in a run of ten of them */
static const double WINDOW = 3;        /* memories up to which an autocorrelation is summed */
static const double RESOLUTION = 1.02; /* of one lag and the next, where they are not neighbours */

/* The origins in [start, 2 start). */
struct octave {
    double start, time; /* time of the first origin */
    int origins;
    int64_t taken_at[ORIGINS]; /* observation */
    double *position[ORIGINS]; /* 3n each; NULL once it has decayed */
    int looked_at[ORIGINS];    /* so many lags */
    double *sum;               /* LAGS: of F_s at each lag; NULL once it has decayed */
    int judged;                /* so many lags, F_s above 1/e */
    double decay_time;         /* of the mean F_s; NAN before it is known */
    double unit;               /* when it passed, 0 before */
    double next_look;          /* the time at which it is looked at again whether it lasted */
    bool refuted, drifted;     /* lasted long enough, and did not pass; since its energy drifted */
};

/* Energies of `count` observations in a row, the last one at time `until`. */
struct bin {
    double sum, until;
    int64_t count;
};

struct equilibrium {
    int n;
    double decays;
    double time, spacing; /* of the last observation; between two */
    int64_t observations;
    double next_start; /* the next origin: octave, part of it */
    int next_part;
    int octaves;
    struct octave octave[OCTAVES];
    int64_t lag[LAGS]; /* in observations, ascending */
    int bins;
    int64_t per_bin;
    struct bin bin[BINS];
    int passed;      /* which octave, -1 for none */
    double released; /* a unit after it passed */
};

struct equilibrium *equilibrium_new(int n, double decays) {
    struct equilibrium *equilibrium = allocate(1, sizeof *equilibrium);
    equilibrium->n = n;
    equilibrium->decays = decays;
    equilibrium->next_start = 1;
    equilibrium->per_bin = 1;
    equilibrium->passed = -1;
    equilibrium->lag[0] = 1;
    for (int l = 1; l < LAGS; l++) {
        int64_t before = equilibrium->lag[l - 1], after = (int64_t)((double)before * RESOLUTION);
        equilibrium->lag[l] = after > before ? after : before + 1;
    }
    return equilibrium;
}

static void forget_positions(struct octave *octave) {
    for (int o = 0; o < octave->origins; o++) {
        free(octave->position[o]);
        octave->position[o] = NULL;
    }
    free(octave->sum);
    octave->sum = NULL;
}

void equilibrium_free(struct equilibrium *equilibrium) {
    for (int k = 0; k < equilibrium->octaves; k++)
        forget_positions(&equilibrium->octave[k]);
    free(equilibrium);
}

/* Energies */

static void note_energy(struct equilibrium *equilibrium, double energy) {
    struct bin *bin = equilibrium->bin;
    if (equilibrium->bins == BINS && bin[BINS - 1].count == equilibrium->per_bin) { /* full: halve them */
        for (int b = 0; b < BINS / 2; b++)
            bin[b] = (struct bin){bin[2 * b].sum + bin[2 * b + 1].sum, bin[2 * b + 1].until,
                                  bin[2 * b].count + bin[2 * b + 1].count};
        equilibrium->bins = BINS / 2;
        equilibrium->per_bin *= 2;
    }
    if (equilibrium->bins == 0 || bin[equilibrium->bins - 1].count == equilibrium->per_bin)
        bin[equilibrium->bins++] = (struct bin){0};
    struct bin *last = &bin[equilibrium->bins - 1];
    last->sum += energy;
    last->count++;
    last->until = equilibrium->time;
}

/* The means of the bins since an origin; returns how many. */
static int energies_since(const struct equilibrium *equilibrium, const struct octave *octave,
                          double energy[BINS]) {
    int count = 0;
    for (int b = 0; b < equilibrium->bins; b++) {
        const struct bin *bin = &equilibrium->bin[b];
        double since = b == 0 ? 0 : bin[-1].until;
        if (since >= octave->time * (1 - 1e-9) && bin->count == equilibrium->per_bin)
            energy[count++] = bin->sum / (double)bin->count;
    }
    return count;
}

/* What is left of numbers in a row of a straight line through them. */
static void take_line_off(int count, double *value) {
    double n = count, middle = (n - 1) / 2, mean = gsl_stats_mean(value, 1, (size_t)count), slope = 0;
    for (int k = 0; k < count; k++)
        slope += (k - middle) * (value[k] - mean);
    slope /= n * (n * n - 1) / 12;
    for (int k = 0; k < count; k++)
        value[k] -= mean + slope * (k - middle);
}

/* The memory of the energy since an origin: the sum of its autocorrelation up to WINDOW times itself
 * (Sokal), and what the mean that was taken off takes from it in a run that is not much longer put back.
 * NAN: too few energies. */
static double energy_memory(const struct equilibrium *equilibrium, const struct octave *octave) {
    double energy[BINS];
    int count = energies_since(equilibrium, octave, energy);
    if (count < 8)
        return NAN;
    take_line_off(count, energy);
    double variance = 0, sum = 1;
    for (int b = 0; b < count; b++)
        variance += energy[b] * energy[b] / count;
    int lag = 1;
    for (; variance > 0 && lag < count / 2 && lag < WINDOW * sum; lag++) {
        double covariance = 0;
        for (int b = 0; b + lag < count; b++)
            covariance += energy[b] * energy[b + lag] / (count - lag);
        sum += 2 * covariance / variance;
    }
    double width = (equilibrium->time - octave->time) / count;
    return fmax(sum * (1 + (2.0 * lag + 1) / count), 1) * width;
}

/* What the run is measured in after an origin. */
static double unit_of(const struct equilibrium *equilibrium, const struct octave *octave) {
    return octave->unit > 0 ? octave->unit
                            : fmax(octave->decay_time, MEMORIES * energy_memory(equilibrium, octave));
}

/* Means of the energy over equal blocks of the time since an origin, each as long as a unit or a little
 * longer; returns how many. */
static int energy_blocks(const struct equilibrium *equilibrium, const struct octave *octave, double unit,
                         double mean[MOST_BLOCKS]) {
    double length = equilibrium->time - octave->time;
    int blocks = (int)fmin(floor(length / unit * (1 + 1e-9)), MOST_BLOCKS);
    int64_t count[MOST_BLOCKS] = {0};
    memset(mean, 0, MOST_BLOCKS * sizeof *mean);
    for (int b = 0; b < equilibrium->bins; b++) {
        const struct bin *bin = &equilibrium->bin[b];
        double since = b == 0 ? 0 : bin[-1].until, middle = 0.5 * (since + bin->until) - octave->time;
        if (blocks == 0 || since < octave->time * (1 - 1e-9)) /* the bin began before the origin */
            continue;
        int block = (int)fmin(floor(middle / length * blocks), blocks - 1);
        mean[block] += bin->sum;
        count[block] += bin->count;
    }
    for (int block = 0; block < blocks; block++) {
        if (count[block] == 0)
            return 0; /* the observations are farther apart than the decay time */
        mean[block] /= (double)count[block];
    }
    return blocks;
}

/* The error of a mean over that from blocks which are taken for independent: each still knows of its neighbours, by
 * the exponential memory that was measured and was longer. */
static double error_of_blocks(double memory, double block) {
    double ratio = memory / 2 / MEASURED / block;
    return ratio > 0 ? 1 / sqrt(1 - ratio * (1 - exp(-1 / ratio))) : 1;
}

/* Mean and drift of the energy since an origin into the certificate; whether there is a drift. */
static bool drifts(const struct equilibrium *equilibrium, const struct octave *octave,
                   struct certificate *certificate) {
    double mean[MOST_BLOCKS], at[MOST_BLOCKS];
    double unit = unit_of(equilibrium, octave);
    int blocks = energy_blocks(equilibrium, octave, unit, mean);
    certificate->energy_memory = energy_memory(equilibrium, octave);
    certificate->energy = certificate->energy_error = certificate->drift = certificate->drift_error = NAN;
    if (blocks < FEWEST_BLOCKS)
        return false;
    certificate->energy = gsl_stats_mean(mean, 1, (size_t)blocks);
    certificate->energy_error = gsl_stats_sd_m(mean, 1, (size_t)blocks, certificate->energy) / sqrt(blocks) *
                                error_of_blocks(certificate->energy_memory, unit);
    double constant, cov00, cov01, cov11, residual2;
    for (int block = 0; block < blocks; block++)
        at[block] = (block + 0.5) / blocks;
    gsl_fit_linear(at, 1, mean, 1, (size_t)blocks, &constant, &certificate->drift, &cov00, &cov01, &cov11,
                   &residual2);
    certificate->drift_error = sqrt(cov11);
    return fabs(certificate->drift) > DRIFT * certificate->drift_error;
}

/* Decay times */

static double next_origin(const struct equilibrium *equilibrium) {
    return equilibrium->next_start * (1 + (double)equilibrium->next_part / (double)ORIGINS);
}

static void take_origin(struct equilibrium *equilibrium, const double *position) {
    size_t bytes = 3 * (size_t)equilibrium->n * sizeof(double);
    int k = equilibrium->octaves - 1;
    if (k < 0 || equilibrium->octave[k].start < equilibrium->next_start) {
        k = equilibrium->octaves++;
        equilibrium->octave[k] =
            (struct octave){.start = equilibrium->next_start, .time = equilibrium->time, .decay_time = NAN};
        equilibrium->octave[k].sum = allocate(LAGS, sizeof(double));
    }
    struct octave *octave = &equilibrium->octave[k];
    octave->taken_at[octave->origins] = equilibrium->observations;
    octave->position[octave->origins] = allocate(1, bytes);
    memcpy(octave->position[octave->origins++], position, bytes);
    do { /* an origin that has passed too is left out, but not the first of an octave */
        if (++equilibrium->next_part == ORIGINS) {
            equilibrium->next_start *= 2;
            equilibrium->next_part = 0;
        }
    } while (equilibrium->next_part > 0 && next_origin(equilibrium) <= equilibrium->time * (1 + 1e-12));
}

/* Add what F_s is at this time from each origin of an octave. */
static void follow(const struct equilibrium *equilibrium, struct octave *octave, const double *position) {
    for (int o = 0; o < octave->origins; o++) {
        int *lag = &octave->looked_at[o];
        if (*lag < LAGS && equilibrium->observations - octave->taken_at[o] == equilibrium->lag[*lag])
            octave->sum[(*lag)++] +=
                scattering_self(equilibrium->n, SCATTERING_WAVENUMBER, octave->position[o], position);
    }
}

/* The decay time of the mean F_s of an octave that has all its origins, once it is known. */
static void judge(const struct equilibrium *equilibrium, struct octave *octave) {
    const int last = octave->origins - 1; /* the last origin is behind all others */
    for (; octave->judged < octave->looked_at[last] && isnan(octave->decay_time); octave->judged++) {
        int lag = octave->judged;
        double now = octave->sum[lag] / octave->origins;
        double before = lag == 0 ? 1 : octave->sum[lag - 1] / octave->origins;
        double earlier = lag == 0 ? 0 : (double)equilibrium->lag[lag - 1] * equilibrium->spacing;
        if (now <= exp(-1))
            octave->decay_time = scattering_decay_time(
                earlier, before, (double)equilibrium->lag[lag] * equilibrium->spacing, now);
    }
    if (!isnan(octave->decay_time))
        forget_positions(octave);
}

/* The run had gone on for long enough when this origin was taken. */
static bool forgot_the_start(const struct octave *octave, double unit) {
    return FORGOTTEN * octave->decay_time <= octave->time * (1 + 1e-12) && unit <= octave->time;
}

static bool alike(double before, double after) {
    return fabs(after - before) <= AGREEMENT * fmax(before, after);
}

static bool decayed_alike(const struct octave *octave) {
    return alike(octave[-1].decay_time, octave->decay_time);
}

/* A later octave that decays more slowly, or has not decayed after longer; NULL when there is none. */
static const struct octave *slower(const struct equilibrium *equilibrium, const struct octave *octave,
                                   double *decay_time) {
    for (const struct octave *later = octave + 1; later < equilibrium->octave + equilibrium->octaves;
         later++) {
        *decay_time = later->decay_time;
        if (isnan(*decay_time) && later->judged > 0)
            *decay_time = (double)equilibrium->lag[later->judged - 1] * equilibrium->spacing;
        if (*decay_time > octave->decay_time && !alike(octave->decay_time, *decay_time))
            return later;
    }
    return NULL;
}

/* For as many decay times as are wanted */
static bool lasted(const struct equilibrium *equilibrium, const struct octave *octave) {
    return equilibrium->time - octave->time >= equilibrium->decays * octave->decay_time * (1 - 1e-12);
}

/* For as many blocks as a drift is looked for in */
static bool has_blocks(const struct equilibrium *equilibrium, const struct octave *octave, double unit) {
    return equilibrium->time - octave->time >= BLOCKS * unit * (1 - 1e-12);
}

/* The verdict on an octave, once the run has lasted long enough after it. */
static bool passes(const struct equilibrium *equilibrium, struct octave *octave) {
    struct certificate certificate;
    double decay_time, age = equilibrium->time - octave->time;
    if (octave == equilibrium->octave || octave->refuted || isnan(octave->decay_time) ||
        !lasted(equilibrium, octave) || equilibrium->time < octave->next_look)
        return false;
    double unit = unit_of(equilibrium, octave);
    octave->next_look = octave->time + fmin(equilibrium->decays * unit,
                                            1.1 * age); /* the memory may be found to be another */
    if (!has_blocks(equilibrium, octave, unit))
        return false;
    octave->drifted = drifts(equilibrium, octave, &certificate);
    octave->refuted = !forgot_the_start(octave, unit) || !decayed_alike(octave) ||
                      slower(equilibrium, octave, &decay_time) != NULL || octave->drifted ||
                      isnan(certificate.drift);
    return !octave->refuted;
}

static bool is_released(const struct equilibrium *equilibrium) {
    return equilibrium->passed >= 0 && equilibrium->time >= equilibrium->released * (1 - 1e-12);
}

bool equilibrium_observe(struct equilibrium *equilibrium, double time, const double *position,
                         double energy) {
    equilibrium->time = time;
    if (equilibrium->observations++ == 0)
        equilibrium->spacing = time;
    note_energy(equilibrium, energy);
    for (int k = 0; k < equilibrium->octaves && equilibrium->passed < 0; k++) {
        struct octave *octave = &equilibrium->octave[k];
        if (octave->sum != NULL)
            follow(equilibrium, octave, position);
        if (octave->sum != NULL && octave->start < equilibrium->next_start)
            judge(equilibrium, octave);
        if (passes(equilibrium, octave)) {
            equilibrium->passed = k;
            octave->unit = unit_of(equilibrium, octave);
            equilibrium->released = time + octave->unit;
        }
    }
    if (time >= next_origin(equilibrium) * (1 - 1e-12) && equilibrium->octaves < OCTAVES)
        take_origin(equilibrium, position);
    return is_released(equilibrium);
}

/* Memory that may be there, and if so has this size. */
static void archive_memory(struct archive *archive, double **memory, size_t numbers) {
    bool there = *memory != NULL;
    archive_bool(archive, &there);
    if (there && archive->loads)
        *memory = allocate(numbers, sizeof **memory);
    if (there)
        archive_finite(archive, *memory, numbers);
}

static void archive_octave(const struct equilibrium *equilibrium, struct octave *octave,
                           struct archive *archive) {
    archive_finite(archive, &octave->start, 1);
    archive_finite(archive, &octave->time, 1);
    archive_int(archive, &octave->origins, 1, ORIGINS);
    for (int o = 0; o < ORIGINS; o++)
        archive_int64(archive, &octave->taken_at[o], 0, ARCHIVE_MOST);
    for (int o = 0; o < ORIGINS; o++)
        archive_int(archive, &octave->looked_at[o], 0, LAGS);
    archive_int(archive, &octave->judged, 0, LAGS);
    ARCHIVE(archive, octave->decay_time);
    ARCHIVE(archive, octave->unit);
    ARCHIVE(archive, octave->next_look);
    archive_bool(archive, &octave->refuted);
    archive_bool(archive, &octave->drifted);
    archive_memory(archive, &octave->sum, LAGS);
    for (int o = 0; o < octave->origins; o++) {
        archive_memory(archive, &octave->position[o], 3 * (size_t)equilibrium->n);
        archive_expect(archive, (octave->position[o] == NULL) == (octave->sum == NULL));
    }
}

void equilibrium_archive(struct equilibrium *equilibrium, struct archive *archive) {
    archive_finite(archive, &equilibrium->time, 1);
    archive_finite(archive, &equilibrium->spacing, 1);
    archive_int64(archive, &equilibrium->observations, 0, ARCHIVE_MOST);
    archive_finite(archive, &equilibrium->next_start, 1);
    archive_int(archive, &equilibrium->next_part, 0, ORIGINS - 1);
    archive_int(archive, &equilibrium->octaves, 0, OCTAVES);
    for (int k = 0; k < equilibrium->octaves; k++)
        archive_octave(equilibrium, &equilibrium->octave[k], archive);
    const int last = equilibrium->octaves - 1;
    archive_expect(archive, last < 0 || equilibrium->octave[last].start < equilibrium->next_start ||
                                equilibrium->octave[last].origins < ORIGINS);
    archive_int(archive, &equilibrium->bins, 0, BINS);
    archive_int64(archive, &equilibrium->per_bin, 1, ARCHIVE_MOST);
    for (int b = 0; b < BINS; b++) {
        archive_finite(archive, &equilibrium->bin[b].sum, 1);
        archive_finite(archive, &equilibrium->bin[b].until, 1);
        archive_int64(archive, &equilibrium->bin[b].count, 0, equilibrium->per_bin);
    }
    archive_int(archive, &equilibrium->passed, -1, equilibrium->octaves - 1);
    ARCHIVE(archive, equilibrium->released);
}

/* The origin that passed, else the last one with enough time after it to tell a drift, else the last one that
 * has decayed; -1 when none has. */
static int last_that_matters(const struct equilibrium *equilibrium) {
    int last = -1;
    for (int k = 0; k < equilibrium->octaves; k++) {
        const struct octave *octave = &equilibrium->octave[k];
        double decays = (equilibrium->time - octave->time) / octave->decay_time; /* NAN before it decayed */
        if (decays >= FEWEST_BLOCKS || (decays >= 1 && last < 0))
            last = k;
    }
    return equilibrium->passed >= 0 ? equilibrium->passed : last;
}

struct certificate equilibrium_certificate(const struct equilibrium *equilibrium) {
    struct certificate certificate = {.passed = is_released(equilibrium), .time = equilibrium->time};
    certificate.origin = certificate.decay_time = certificate.decay_time_before = certificate.decays =
        certificate.energy = certificate.energy_error = certificate.energy_memory = certificate.drift =
            certificate.drift_error = NAN;
    int k = last_that_matters(equilibrium);
    if (k < 0) {
        snprintf(certificate.reason, sizeof certificate.reason,
                 "F_s(k = %g) did not decay to 1/e within the time %g", SCATTERING_WAVENUMBER,
                 equilibrium->time);
        return certificate;
    }
    const struct octave *octave = &equilibrium->octave[k];
    certificate.origin = octave->time;
    certificate.decay_time = octave->decay_time;
    certificate.decay_time_before = k == 0 ? NAN : octave[-1].decay_time;
    certificate.decays = (equilibrium->time - octave->time) / octave->decay_time;
    bool drifted = drifts(equilibrium, octave, &certificate);
    if (certificate.passed)
        return certificate;
    const struct octave *later;
    double decay_time, unit = unit_of(equilibrium, octave);
    char *reason = certificate.reason;
    size_t size = sizeof certificate.reason;
    if (equilibrium->passed >= 0)
        snprintf(reason, size, "it was to go on to %.5g after it had passed", equilibrium->released);
    else if (k == 0 || FORGOTTEN * octave->decay_time > octave->time * (1 + 1e-12))
        snprintf(reason, size, "the origin %.5g is earlier than %g times its decay time, %.4g", octave->time,
                 FORGOTTEN, octave->decay_time);
    else if (!decayed_alike(octave))
        snprintf(reason, size,
                 "the decay times of successive origins are %.4g and %.4g, more than %g %% apart",
                 octave[-1].decay_time, octave->decay_time, 100 * AGREEMENT);
    else if ((later = slower(equilibrium, octave, &decay_time)) != NULL)
        snprintf(reason, size, "from the origin %.5g F_s decays in %.4g, from %.5g in %s%.4g", octave->time,
                 octave->decay_time, later->time, isnan(later->decay_time) ? "more than " : "", decay_time);
    else if (!lasted(equilibrium, octave))
        snprintf(reason, size, "it lasted %.3g of %g decay times after the origin %.5g", certificate.decays,
                 equilibrium->decays, octave->time);
    else if (octave->refuted && !octave->drifted && !forgot_the_start(octave, unit))
        snprintf(reason, size, "the origin %.5g is earlier than three times the memory of its energy, %.4g",
                 octave->time, unit);
    else if (octave->drifted && drifted)
        snprintf(reason, size, "the energy drifts by %.4g +- %.2g over %.3g decay times", certificate.drift,
                 certificate.drift_error, certificate.decays);
    else if (octave->drifted)
        snprintf(reason, size,
                 "the energy drifted over the first %g of %.3g decay times after the origin %.5g",
                 equilibrium->decays, certificate.decays, octave->time);
    else if (!has_blocks(equilibrium, octave, unit))
        snprintf(reason, size,
                 "it lasted %.3g of %g blocks of %.4g, three times the memory of its energy, after the "
                 "origin %.5g",
                 (equilibrium->time - octave->time) / unit, BLOCKS, unit, octave->time);
    else
        snprintf(reason, size, "the energy was observed too rarely to tell a drift over %.3g decay times",
                 certificate.decays);
    return certificate;
}
