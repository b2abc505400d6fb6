#include "dynamics/hybrid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/rng.h"

struct hybrid *hybrid_new(const struct frame *frame, const struct hybrid_options *options) {
    struct hybrid *hybrid = allocate(1, sizeof *hybrid);
    int64_t glass = frame_glass(frame);
    double *velocity = allocate(3 * (size_t)frame->n, sizeof *velocity);
    gsl_rng *velocities = rng_stream(options->seed, RNG_VELOCITIES, glass, 0);
    rng_maxwell(velocities, options->temperature, frame->n, velocity);
    gsl_rng_free(velocities);
    hybrid->options = *options;
    hybrid->md = (struct md){.thermostat = THERMOSTAT_CSVR,
                             .temperature = options->temperature,
                             .dt = options->dt,
                             .tau = options->tau,
                             .rng = {rng_stream(options->seed, RNG_THERMOSTAT, glass, 0)}};
    hybrid->ensemble = ensemble_of(frame, 1, true);
    ensemble_load(hybrid->ensemble, 0, frame->position, velocity);
    ensemble_name(hybrid->ensemble, 0, frame);
    hybrid->swap =
        swap_new(frame->n, options->temperature, rng_stream(options->seed, RNG_EXCHANGES, glass, 0));
    bool moves = options->md_time > 0;
    hybrid->block_steps = moves ? (int64_t)fmax(1, round(options->md_time / options->dt)) : 1;
    hybrid->unit = moves ? options->dt : 1.0;
    free(velocity);
    return hybrid;
}

void hybrid_free(struct hybrid *hybrid) {
    gsl_rng_free(hybrid->swap->exchanges);
    gsl_rng_free(hybrid->md.rng[0]);
    swap_free(hybrid->swap);
    ensemble_free(hybrid->ensemble);
    free(hybrid);
}

void hybrid_move(struct hybrid *hybrid, int64_t steps) {
    if (hybrid->options.md_time > 0)
        md_advance(hybrid->ensemble, &hybrid->md, steps, NULL);
}

void hybrid_exchange(struct hybrid *hybrid) {
    if (hybrid->options.exchanges == 0)
        return;
    swap_look_up(hybrid->swap, hybrid->ensemble);
    swap_exchange(hybrid->swap, hybrid->ensemble, hybrid->options.exchanges);
}

double hybrid_potential_energy(struct hybrid *hybrid) {
    double energy;
    ensemble_forces(hybrid->ensemble, INFINITY, &energy);
    return energy;
}

void hybrid_archive(struct hybrid *hybrid, struct archive *archive) {
    ensemble_archive(hybrid->ensemble, archive);
    archive_rng(archive, hybrid->md.rng[0]);
    archive_rng(archive, hybrid->swap->exchanges);
    archive_int64(archive, &hybrid->swap->tried, 0, ARCHIVE_MOST);
    archive_int64(archive, &hybrid->swap->accepted, 0, hybrid->swap->tried);
}

void hybrid_store(const struct hybrid *hybrid, struct frame *frame) {
    if (frame->velocity == NULL)
        frame->velocity = allocate(3 * (size_t)frame->n, sizeof(double));
    ensemble_store(hybrid->ensemble, 0, frame->position, frame->velocity);
    memcpy(frame->sigma, hybrid->ensemble->sigma, (size_t)frame->n * sizeof(double));
    frame_moved(frame);
}
