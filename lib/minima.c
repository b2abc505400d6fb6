/* minima.c: rattlers, and frames that are one minimum. */
#include "minima.h"

#include <math.h>
#include <stdlib.h>

#include "displacement.h"
#include "ensemble.h"
#include "error.h"

enum { HELD_BY = 4 };

int minima_rattlers(const struct frame *frame, bool *rattler) {
    struct ensemble *ensemble = ensemble_new(frame->n, 1, frame->box, frame->sigma, false);
    ensemble_load(ensemble, 0, frame->position, NULL);
    neighbors_update(&ensemble->neighbors, ensemble->x, INFINITY);
    const struct pair_list *list = &ensemble->neighbors.inner;
    int *contacts = allocate((size_t)frame->n, sizeof(int));
    int rattlers = 0;
    for (int i = 0; i < frame->n; i++)
        rattler[i] = false;
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < frame->n; i++)
            contacts[i] = 0;
        for (int i = 0; i < frame->n; i++)
            for (int k = list->start[i]; k < list->start[i + 1]; k++) {
                const struct pair *pair = &list->pair[k];
                double r2 = 0;
                for (int axis = 0; axis < 3; axis++) {
                    double d = (ensemble->x[3 * i + axis] - ensemble->x[3 * pair->j + axis]) -
                               list->shift[pair->shift][axis];
                    r2 += d * d;
                }
                bool touch = r2 < WCA_CUTOFF * WCA_CUTOFF * pair->sigma2 && !rattler[i] && !rattler[pair->j];
                contacts[i] += touch;
                contacts[pair->j] += touch;
            }
        for (int i = 0; i < frame->n; i++)
            if (!rattler[i] && contacts[i] < HELD_BY) {
                rattler[i] = changed = true;
                rattlers++;
            }
    }
    free(contacts);
    ensemble_free(ensemble);
    return rattlers;
}

static bool same_minimum(const struct frame *a, const struct frame *b, const bool *rattler_a,
                         const bool *rattler_b, double *field) {
    displacement_field(a->n, a->position, b->position, field);
    for (int i = 0; i < a->n; i++) {
        const double *d = field + 3 * i;
        double distance2 = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
        if (distance2 >= SAME_DISPLACEMENT * SAME_DISPLACEMENT && !rattler_a[i] && !rattler_b[i])
            return false;
    }
    return true;
}

static int root_of(const int *parent, int k) {
    while (parent[k] != k)
        k = parent[k];
    return k;
}

void minima_sort(struct frame *const *frames, int count, const double *energy, int *representative) {
    size_t n = (size_t)frames[0]->n;
    bool *rattler = allocate((size_t)count * n, sizeof(bool));
    double *field = allocate(3 * n, sizeof(double));
    for (int k = 0; k < count; k++) {
        representative[k] = k;
        minima_rattlers(frames[k], rattler + (size_t)k * n);
    }
    for (int a = 0; a < count; a++)
        for (int b = a + 1; b < count; b++) {
            int of_a = root_of(representative, a), of_b = root_of(representative, b);
            if (of_a == of_b || fabs(energy[a] - energy[b]) >= SAME_ENERGY ||
                !same_minimum(frames[a], frames[b], rattler + (size_t)a * n, rattler + (size_t)b * n, field))
                continue;
            representative[of_a > of_b ? of_a : of_b] = of_a < of_b ? of_a : of_b;
        }
    for (int k = 0; k < count; k++)
        representative[k] = root_of(representative, k);
    free(rattler);
    free(field);
}
