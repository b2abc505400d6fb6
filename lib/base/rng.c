/* rng.c: Philox streams as a GSL generator, and Maxwell velocities. */
#include "base/rng.h"

/* The functions in this header convert as they please, and warn where it is no system header (CPATH). */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <Random123/philox.h>
#pragma GCC diagnostic pop

#include <gsl/gsl_randist.h>
#include <math.h>

#include "base/error.h"

struct stream {
    philox4x64_key_t key;
    philox4x64_ctr_t counter;
    philox4x64_ctr_t block;
    int used; /* numbers of the block already given away */
};

static void stream_set(void *state, unsigned long seed) {
    struct stream *stream = state;
    *stream = (struct stream){.used = 4};
    stream->key.v[0] = seed;
}

static uint64_t stream_next(struct stream *stream) {
    if ((unsigned)stream->used > 3) {
        stream->block = philox4x64(stream->counter, stream->key);
        stream->counter.v[0]++;
        stream->used = 0;
    }
    return stream->block.v[stream->used++];
}

static unsigned long stream_get(void *state) {
    return stream_next(state);
}

/* Uniform in [0, 1), 53 bits. */
static double stream_get_double(void *state) {
    return (double)(stream_next(state) >> 11) * 0x1p-53;
}

static const gsl_rng_type stream_type = {
    .name = "philox4x64",
    .max = UINT64_MAX,
    .min = 0,
    .size = sizeof(struct stream),
    .set = stream_set,
    .get = stream_get,
    .get_double = stream_get_double,
};

gsl_rng *rng_stream(uint64_t seed, enum rng_purpose purpose, int64_t glass, int64_t clone) {
    gsl_rng *rng = gsl_rng_alloc(&stream_type);
    struct stream *stream = rng->state;
    *stream = (struct stream){.used = 4};
    stream->key.v[0] = seed;
    stream->key.v[1] = (uint64_t)purpose;
    stream->counter.v[2] = (uint64_t)glass;
    stream->counter.v[3] = (uint64_t)clone;
    return rng;
}

void rng_section(gsl_rng *rng, uint64_t section) {
    struct stream *stream = rng->state;
    stream->counter.v[0] = 0;
    stream->counter.v[1] = section;
    stream->used = 4;
}

void rng_maxwell(gsl_rng *rng, double temperature, int n, double *velocity) {
    double width = sqrt(temperature);
    double mean[3] = {0, 0, 0};
    for (int i = 0; i < n; i++)
        for (int axis = 0; axis < 3; axis++) {
            velocity[3 * i + axis] = gsl_ran_gaussian_ziggurat(rng, width);
            mean[axis] += velocity[3 * i + axis] / n;
        }
    for (int i = 0; i < n; i++)
        for (int axis = 0; axis < 3; axis++)
            velocity[3 * i + axis] -= mean[axis];
}
