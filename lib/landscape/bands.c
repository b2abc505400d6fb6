/* bands.c: which band next, and by whom. */
#include "landscape/bands.h"

#include <stdlib.h>

#include "forces/crew.h"
#include "observables/displacement.h"
#include "base/error.h"

struct band_task {
    struct connection *connection;
    double distance; /* between its minima */
};

struct bands {
    const struct landscape *landscape;
    struct band_task *task;
    struct band *band[LANES]; /* one for each worker of a crew */
    finished_function *finished;
    void *context;
};

static void relax(void *context, int worker, int item) {
    struct bands *bands = context;
    const struct landscape *landscape = bands->landscape;
    struct connection *connection = bands->task[item].connection;
    int a = connection->a, b = connection->b;
    connection->barrier = band_relax(bands->band[worker], landscape->frame[a]->position, landscape->energy[a],
                                     landscape->frame[b]->position, landscape->energy[b],
                                     0.5 * (landscape->contact_force[a] + landscape->contact_force[b]));
    connection->known = true;
    bands->finished(bands->context, bands->band[worker], connection);
}

static int longer_first(const void *one, const void *other) {
    double a = ((const struct band_task *)one)->distance, b = ((const struct band_task *)other)->distance;
    return (a < b) - (a > b);
}

void bands_relax(const struct landscape *landscape, struct connection *const *connections, int count,
                 const struct band_options *options, bool in_turn, finished_function *finished,
                 void *context) {
    const struct frame *glass = landscape->frame[0];
    struct bands bands = {.landscape = landscape, .finished = finished, .context = context};
    struct band_options own = *options;
    own.potential = frame_potential(glass);
    struct crew *crew = in_turn ? NULL : crew_new(glass->n, glass->box, glass->sigma, frame_potential(glass));
    int workers = in_turn ? 1 : count < LANES ? count : LANES;
    bands.task = allocate((size_t)count + 1, sizeof *bands.task);
    for (int k = 0; k < count; k++) {
        const struct frame *a = landscape->frame[connections[k]->a], *b = landscape->frame[connections[k]->b];
        bands.task[k] =
            (struct band_task){connections[k], displacement_distance(a->n, a->position, b->position)};
    }
    for (int k = 0; k < workers; k++)
        bands.band[k] = band_of_glass(glass->n, glass->box, glass->sigma, &own, crew);
    if (in_turn) {
        for (int k = 0; k < count; k++)
            relax(&bands, 0, k);
    } else { /* long bands take longest, as a rule: who begins one last ends alone, in one lane */
        qsort(bands.task, (size_t)count, sizeof *bands.task, longer_first);
        crew_run(crew, count, relax, &bands);
        crew_free(crew);
    }
    for (int k = 0; k < workers; k++)
        band_free(bands.band[k]);
    free(bands.task);
}
