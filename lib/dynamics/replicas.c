/* replicas.c: batches of lanes between waiting times. */
#include "dynamics/replicas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/rng.h"
#include "dynamics/thermal.h"

static const double longest_search = 1000.0; /* for the origin: the bath takes some ten tau */

/* A clone as it was at one of the times. */
struct reading {
    double *position,
        *velocity; /* NULL once it was taken, unless it stays; velocity also where they are left out */
    int64_t step;  /* of the run */
};

/* One clone in its lane. */
struct clone {
    struct frame *start;
    double time_at_start, tw_at_start;
    int64_t origin; /* step of the run at which tw = 0 (negative when the run goes on from an earlier one) */
    bool origin_known;
    struct thermal *thermal; /* until the origin is known */
    int next;                /* index of the next time to be read out */
    struct reading *reading; /* per time */
};

struct batch {
    struct ensemble *ensemble;
    struct md md;
    int64_t step;
    int clones;
    struct clone *clone; /* the clones in lanes 0, 1, ... */
};

struct replicas {
    int count, batches;
    enum origin origin;
    bool keeps, still; /* what was taken stays; velocities are left out */
    const struct times *times;
    struct clone *clone;
    struct batch *batch;
};

static const char *name_of(const struct clone *clone) {
    const char *number = frame_text(clone->start, "clone");
    return number == NULL ? "1" : number;
}

static int64_t step_of(const struct batch *batch, double time) {
    return (int64_t)llround(time / batch->md.dt);
}

static int64_t next_step(const struct batch *batch, const struct clone *clone, const struct times *times) {
    return clone->origin + step_of(batch, times->value[clone->next]);
}

static void clone_start(struct clone *clone, struct frame *frame, const struct replicas *replicas,
                        const struct md *md) {
    const struct times *times = replicas->times;
    clone->start = frame;
    clone->reading = allocate((size_t)times->count, sizeof *clone->reading);
    if (!frame_number(frame, "tw", &clone->tw_at_start))
        clone->tw_at_start = 0.0;
    if (!frame_number(frame, "time", &clone->time_at_start) || clone->tw_at_start == 0.0)
        clone->time_at_start = 0.0;
    clone->origin_known = replicas->origin == ORIGIN_ZERO || clone->tw_at_start > 0;
    clone->origin = -(int64_t)llround(clone->tw_at_start / md->dt);
    if (times->value[0] < clone->tw_at_start)
        fatal(EX_DATAERR,
              "%s: clone %s of glass %lld is at tw = %g already, past the first time %g: give later "
              "--times (wca-clone starts at 0 again)",
              frame_where(frame), name_of(clone), (long long)frame_glass(frame), clone->tw_at_start,
              times->value[0]);
    if (!clone->origin_known)
        clone->thermal = thermal_new(md->temperature, md->dt);
}

/* A run that goes on from tw has other numbers than the one that led there. */
static gsl_rng *thermostat_stream(const struct clone *clone, int position) {
    uint64_t seed = 0;
    int64_t number = position + 1;
    frame_seed(clone->start, "seed", &seed);
    frame_integer(clone->start, "clone", &number);
    gsl_rng *rng = rng_stream(seed, RNG_THERMOSTAT, frame_glass(clone->start), number);
    rng_section(rng, (uint64_t)(clone->origin < 0 ? -clone->origin : 0));
    return rng;
}

static void batch_start(struct batch *batch, const struct replicas *replicas, int first,
                        const struct md *md) {
    int width = replicas->count == 1 ? 1 : LANES;
    const struct frame *glass = replicas->clone[0].start;
    batch->clone = replicas->clone + first;
    batch->clones = replicas->count - first < width ? replicas->count - first : width;
    batch->md = *md;
    batch->ensemble = ensemble_of(glass, width, false);
    for (int lane = 0; lane < width; lane++) { /* lanes left over repeat the first clone */
        const struct clone *clone = &batch->clone[lane < batch->clones ? lane : 0];
        ensemble_load(batch->ensemble, lane, clone->start->position, clone->start->velocity);
        ensemble_name(batch->ensemble, lane, clone->start);
        if (md->thermostat == THERMOSTAT_CSVR)
            batch->md.rng[lane] = thermostat_stream(clone, first + lane);
    }
}

struct replicas *replicas_new(struct frame **frames, int count, const struct md *md, enum origin origin,
                              const struct times *times) {
    struct replicas *replicas = allocate(1, sizeof *replicas);
    int width = count == 1 ? 1 : LANES;
    replicas->count = count;
    replicas->origin = origin;
    replicas->times = times;
    replicas->clone = allocate((size_t)count, sizeof *replicas->clone);
    for (int k = 0; k < count; k++)
        clone_start(&replicas->clone[k], frames[k], replicas, md);
    replicas->batches = (count + width - 1) / width;
    replicas->batch = allocate((size_t)replicas->batches, sizeof *replicas->batch);
    for (int b = 0; b < replicas->batches; b++)
        batch_start(&replicas->batch[b], replicas, b * width, md);
    return replicas;
}

void replicas_keep(struct replicas *replicas, bool velocities) {
    replicas->keeps = true;
    replicas->still = !velocities;
}

static void forget(struct reading *reading) {
    free(reading->position);
    free(reading->velocity);
    reading->position = reading->velocity = NULL;
}

void replicas_free(struct replicas *replicas) {
    for (int b = 0; b < replicas->batches; b++) {
        for (int lane = 0; lane < LANES; lane++)
            if (replicas->batch[b].md.rng[lane] != NULL)
                gsl_rng_free(replicas->batch[b].md.rng[lane]);
        ensemble_free(replicas->batch[b].ensemble);
    }
    for (int k = 0; k < replicas->count; k++) {
        thermal_free(replicas->clone[k].thermal);
        for (int t = 0; t < replicas->clone[k].next; t++)
            forget(&replicas->clone[k].reading[t]);
        free(replicas->clone[k].reading);
    }
    free(replicas->batch);
    free(replicas->clone);
    free(replicas);
}

/* Take down the kinetic temperature after `step` steps; the origin is where it first is that of the bath. */
static void look_for_origin(struct clone *clone, int64_t step, int64_t last, double bath, double kinetic) {
    if (thermal_pass(clone->thermal, kinetic)) {
        clone->origin = step;
        clone->origin_known = true;
    } else if (step > last) {
        fatal(
            EX_DATAERR,
            "%s: clone %s of glass %lld has not come within %g %% of the temperature %g after a time %g (now "
            "%g): --origin thermal needs a thermostat that takes it there",
            frame_where(clone->start), name_of(clone), (long long)frame_glass(clone->start),
            100 * THERMAL_WITHIN, bath, longest_search, thermal_mean(clone->thermal));
    }
}

/* The frame of a clone with the labels that it has after so many steps; its positions are those of
 * the start. */
static struct frame *labelled(const struct clone *clone, const struct md *md, int64_t step, double tw) {
    struct frame *frame = frame_copy(clone->start);
    if (step > 0)
        frame_moved(frame);
    frame_set_number(frame, "temperature", md->temperature);
    /* Where both clocks agree, the time is the one asked for too. */
    bool same = clone->time_at_start == clone->tw_at_start && clone->origin <= 0;
    frame_set_number(frame, "time", same ? tw : clone->time_at_start + (double)step * md->dt);
    frame_set_number(frame, "tw", tw);
    return frame;
}

static struct reading reading_new(const struct clone *clone, int64_t step) {
    size_t numbers = 3 * (size_t)clone->start->n;
    return (struct reading){allocate(numbers, sizeof(double)), allocate(numbers, sizeof(double)), step};
}

static void read_out(const struct batch *batch, int lane, const struct replicas *replicas) {
    struct clone *clone = &batch->clone[lane];
    struct reading *reading = &clone->reading[clone->next++];
    *reading = reading_new(clone, batch->step);
    ensemble_store(batch->ensemble, lane, reading->position, reading->velocity);
    if (replicas->still) {
        free(reading->velocity);
        reading->velocity = NULL;
    }
}

/* Advance to the next step at which something is to be done. */
static void advance_batch(struct batch *batch, const struct replicas *replicas) {
    const struct times *times = replicas->times;
    double kinetic[LANES];
    bool looking = false;
    int64_t until = INT64_MAX;
    for (int lane = 0; lane < batch->clones; lane++) {
        const struct clone *clone = &batch->clone[lane];
        looking |= !clone->origin_known;
        if (clone->origin_known && clone->next < times->count) {
            int64_t next = next_step(batch, clone, times);
            until = next < until ? next : until;
        }
    }
    if (looking) { /* step by step, since the origin may be the very next one */
        md_advance(batch->ensemble, &batch->md, 1, kinetic);
        batch->step++;
        for (int lane = 0; lane < batch->clones; lane++)
            if (!batch->clone[lane].origin_known)
                look_for_origin(&batch->clone[lane], batch->step, step_of(batch, longest_search),
                                batch->md.temperature, kinetic[lane]);
    } else if (until > batch->step) {
        int64_t piece =
            until - batch->step < 10000 ? until - batch->step : 10000; /* so that progress shows */
        md_advance(batch->ensemble, &batch->md, piece, NULL);
        batch->step += piece;
    }
    for (int lane = 0; lane < batch->clones; lane++) {
        struct clone *clone = &batch->clone[lane];
        while (clone->origin_known && clone->next < times->count &&
               next_step(batch, clone, times) <= batch->step)
            read_out(batch, lane, replicas);
    }
}

bool replicas_advance(struct replicas *replicas, int index) {
    for (int b = 0; b < replicas->batches; b++) {
        struct batch *batch = &replicas->batch[b];
        for (int lane = 0; lane < batch->clones; lane++)
            if (batch->clone[lane].next <= index) {
                advance_batch(batch, replicas);
                return false;
            }
    }
    return true;
}

double replicas_steps(const struct replicas *replicas) {
    double steps = 0;
    for (int b = 0; b < replicas->batches; b++)
        steps += (double)replicas->batch[b].step * replicas->batch[b].clones;
    return steps;
}

bool replicas_has(const struct replicas *replicas, int index) {
    for (int k = 0; k < replicas->count; k++)
        for (int t = replicas->keeps ? 0 : index; t < replicas->clone[k].next; t++)
            if (replicas->clone[k].reading[t].position == NULL)
                return false;
    return true;
}

struct frame *replicas_take(struct replicas *replicas, int clone, int index) {
    struct clone *taken = &replicas->clone[clone];
    struct reading *reading = &taken->reading[index];
    size_t bytes = 3 * (size_t)taken->start->n * sizeof(double);
    struct frame *frame =
        labelled(taken, &replicas->batch[0].md, reading->step, replicas->times->value[index]);
    memcpy(frame->position, reading->position, bytes);
    if (replicas->still) {
        free(frame->velocity);
        frame->velocity = NULL;
    } else {
        memcpy(frame->velocity, reading->velocity, bytes);
    }
    if (!replicas->keeps)
        forget(reading);
    return frame;
}

static void archive_clone(struct clone *clone, const struct replicas *replicas, struct archive *archive) {
    size_t numbers = 3 * (size_t)clone->start->n;
    archive_int64(archive, &clone->origin, -ARCHIVE_MOST, ARCHIVE_MOST);
    archive_bool(archive, &clone->origin_known);
    if (clone->thermal != NULL)
        thermal_archive(clone->thermal, archive);
    archive_int(archive, &clone->next, 0, replicas->times->count);
    for (int t = 0; t < clone->next; t++) {
        struct reading *reading = &clone->reading[t];
        bool there = reading->position != NULL;
        archive_bool(archive, &there);
        if (!there)
            continue;
        archive_int64(archive, &reading->step, 0, ARCHIVE_MOST);
        if (archive->loads)
            *reading = reading_new(clone, reading->step);
        archive_finite(archive, reading->position, numbers);
        if (replicas->still) {
            free(reading->velocity);
            reading->velocity = NULL;
        } else {
            archive_finite(archive, reading->velocity, numbers);
        }
    }
}

void replicas_archive(struct replicas *replicas, struct archive *archive) {
    for (int b = 0; b < replicas->batches; b++) {
        struct batch *batch = &replicas->batch[b];
        ensemble_archive(batch->ensemble, archive);
        archive_int64(archive, &batch->step, 0, ARCHIVE_MOST);
        for (int lane = 0; lane < LANES; lane++)
            if (batch->md.rng[lane] != NULL)
                archive_rng(archive, batch->md.rng[lane]);
        for (int lane = 0; lane < batch->clones; lane++)
            archive_clone(&batch->clone[lane], replicas, archive);
    }
}
