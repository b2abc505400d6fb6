/* ensemble.c: replicas in lanes: memory, loading and storing, forces. */
#include "forces/ensemble.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

void ensemble_name(struct ensemble *ensemble, int lane, const struct frame *frame) {
    ensemble->frame[lane] = frame;
}

void ensemble_lost(const struct ensemble *ensemble, int lane, int particle, const char *what) {
    const struct frame *frame = ensemble->frame[lane];
    const char *cause =
        "two particles coincide or overlap too much at the start (wca-min --potential harmonic removes "
        "overlaps)";
    char whole[512];
    if (ensemble->time > 0)
        snprintf(
            whole, sizeof whole,
            "%s after a time %.6g (step %ld): the motion has blown up, since %s or the time step is too long",
            what, ensemble->time, ensemble->steps, cause);
    else
        snprintf(whole, sizeof whole, "%s: %s", what, cause);
    if (frame == NULL)
        fatal(EX_DATAERR, "particle %d %s", particle + 1, whole);
    const char *clone = frame_text(frame, "clone");
    fatal(EX_DATAERR, "%s: particle %ld of %s%s%sglass %ld %s", frame_where(frame), frame->id[particle],
          clone == NULL ? "" : "clone ", clone == NULL ? "" : clone, clone == NULL ? "" : " of ",
          frame_glass(frame), whole);
}

static void lost(const void *ensemble, int lane, int particle, double boxes) {
    char what[64];
    snprintf(what, sizeof what, "is %.3g boxes from the origin", boxes);
    ensemble_lost(ensemble, lane, particle, what);
}

struct ensemble *ensemble_new(int n, int width, double box, const double *sigma, enum potential potential,
                              bool any_diameter) {
    struct ensemble *ensemble = allocate(1, sizeof *ensemble);
    size_t count = (size_t)n * 3 * (size_t)width;
    ensemble->n = n;
    ensemble->width = width;
    ensemble->box = box;
    ensemble->sigma = allocate((size_t)n, sizeof(double));
    memcpy(ensemble->sigma, sigma, (size_t)n * sizeof(double));
    ensemble->potential = potential;
    ensemble->x = allocate(count, sizeof(double));
    ensemble->v = allocate(count, sizeof(double));
    ensemble->f = allocate(count, sizeof(double));
    ensemble->kernel = kernel_choose(width);
    neighbors_init(&ensemble->neighbors, n, width, box, ensemble->sigma, potential, any_diameter,
                   ensemble->kernel);
    ensemble->neighbors.lost = lost;
    ensemble->neighbors.owner = ensemble;
    return ensemble;
}

void ensemble_check_box(const struct frame *frame) {
    neighbors_check_box(frame_where(frame), frame->n, frame->box, frame->sigma, frame_potential(frame));
}

struct ensemble *ensemble_of(const struct frame *frame, int width, bool any_diameter) {
    ensemble_check_box(frame);
    return ensemble_new(frame->n, width, frame->box, frame->sigma, frame_potential(frame), any_diameter);
}

void ensemble_free(struct ensemble *ensemble) {
    neighbors_free(&ensemble->neighbors);
    free(ensemble->sigma);
    free(ensemble->x);
    free(ensemble->v);
    free(ensemble->f);
    free(ensemble);
}

void lane_get(int count, int width, int lane, const double *lanes, double *plain) {
    for (int k = 0; k < count; k++)
        plain[k] = lanes[k * width + lane];
}

void lane_set(int count, int width, int lane, double *lanes, const double *plain) {
    for (int k = 0; k < count; k++)
        lanes[k * width + lane] = plain[k];
}

void ensemble_load(struct ensemble *ensemble, int lane, const double *position, const double *velocity) {
    lane_set(3 * ensemble->n, ensemble->width, lane, ensemble->x, position);
    if (velocity != NULL)
        lane_set(3 * ensemble->n, ensemble->width, lane, ensemble->v, velocity);
    ensemble->forces_known = false;
    neighbors_invalidate(&ensemble->neighbors);
}

void ensemble_store(const struct ensemble *ensemble, int lane, double *position, double *velocity) {
    lane_get(3 * ensemble->n, ensemble->width, lane, ensemble->x, position);
    if (velocity != NULL)
        lane_get(3 * ensemble->n, ensemble->width, lane, ensemble->v, velocity);
}

void ensemble_archive(struct ensemble *ensemble, struct archive *archive) {
    size_t numbers = (size_t)ensemble->n * 3 * (size_t)ensemble->width;
    archive_finite(archive, ensemble->sigma, (size_t)ensemble->n);
    for (int i = 0; i < ensemble->n; i++)
        archive_expect(archive, ensemble->sigma[i] > 0);
    archive_finite(archive, ensemble->x, numbers);
    archive_finite(archive, ensemble->v, numbers);
    archive_int64(archive, &ensemble->steps, 0, ARCHIVE_MOST);
    ARCHIVE(archive, ensemble->time);
    if (archive->loads) {
        ensemble->forces_known = false;
        neighbors_invalidate(&ensemble->neighbors);
    }
}

void ensemble_forces(struct ensemble *ensemble, double moved, double *energy) {
    neighbors_update(&ensemble->neighbors, ensemble->x, moved);
    ensemble->kernel->pairs.forces(&ensemble->neighbors.inner, ensemble->potential, ensemble->x, ensemble->f,
                                   energy);
    ensemble->forces_known = true;
}
