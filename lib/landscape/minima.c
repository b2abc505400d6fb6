/* minima.c: rattlers, and frames that are one minimum. */
#include "landscape/minima.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"

enum { HELD_BY = 4 };

static void refuse(const struct frame *frame, int position, const char *labels, double force,
                   double largest) {
    fatal(EX_DATAERR,
          "%s: frame %d of glass %ld is no minimum%s: its largest force component is %g, expected at most "
          "%g: wca-min makes minima",
          frame_where(frame), position + 1, frame_glass(frame), labels, force, largest);
}

double minima_measure(struct ensemble *ensemble, const struct frame *frame, int position, double largest,
                      double *max_force) {
    double energy, label;
    bool labelled = frame_number(frame, "max_force", &label);
    if (labelled && label > largest)
        refuse(frame, position, "", label, largest);
    ensemble_load(ensemble, 0, frame->position, NULL);
    ensemble_forces(ensemble, INFINITY, &energy);
    ensemble->kernel->vectors.max_abs(3 * frame->n, ensemble->f, max_force);
    if (!(*max_force <= largest))
        refuse(frame, position, labelled ? ", whatever its labels say" : "", *max_force, largest);
    return energy;
}

int minima_rattlers(const struct frame *frame, bool *rattler, int *contacts) {
    struct ensemble *ensemble = ensemble_of(frame, 1, false);
    ensemble_load(ensemble, 0, frame->position, NULL);
    neighbors_update(&ensemble->neighbors, ensemble->x, INFINITY);
    const struct pair_list *list = &ensemble->neighbors.inner;
    double range = potential_range(ensemble->potential);
    int *held_by = allocate((size_t)frame->n, sizeof(int));
    int rattlers = 0, between_held = 0;
    for (int i = 0; i < frame->n; i++)
        rattler[i] = false;
    for (bool changed = true; changed;) {
        changed = false;
        between_held = 0;
        for (int i = 0; i < frame->n; i++)
            held_by[i] = 0;
        EACH_PAIR (list, i, pair) {
            double r2 = pair_distance2(list, i, pair, ensemble->x);
            bool touch = r2 < range * range * pair->sigma2 && !rattler[i] && !rattler[pair->j];
            held_by[i] += touch;
            held_by[pair->j] += touch;
            between_held += touch;
        }
        for (int i = 0; i < frame->n; i++)
            if (!rattler[i] && held_by[i] < HELD_BY) {
                rattler[i] = changed = true;
                rattlers++;
            }
    }
    if (contacts != NULL)
        *contacts = between_held;
    free(held_by);
    ensemble_free(ensemble);
    return rattlers;
}

/* The mean displacement of the particles that are held is removed: a rattler far off in its cage moves the
 * centre of mass of all, but nothing else. */
static bool within(double limit, const struct frame *a, const struct frame *b, const bool *rattler_a,
                   const bool *rattler_b) {
    double mean[3] = {0, 0, 0};
    int held = 0;
    for (int i = 0; i < a->n; i++) {
        if (rattler_a[i] || rattler_b[i])
            continue;
        held++;
        for (int axis = 0; axis < 3; axis++)
            mean[axis] += b->position[3 * i + axis] - a->position[3 * i + axis];
    }
    for (int i = 0; i < a->n; i++) {
        double distance2 = 0;
        for (int axis = 0; axis < 3; axis++) {
            double d = b->position[3 * i + axis] - a->position[3 * i + axis] - mean[axis] / held;
            distance2 += d * d;
        }
        if (distance2 >= limit * limit && !rattler_a[i] && !rattler_b[i])
            return false;
    }
    return true;
}

static int root_of(const int *parent, int k) {
    while (parent[k] != k)
        k = parent[k];
    return k;
}

void minima_sort(struct frame *const *frames, int count, const double *energy, const struct minima_rule *rule,
                 int *representative) {
    size_t n = (size_t)frames[0]->n;
    bool *rattler = allocate((size_t)count * n, sizeof(bool));
    for (int k = 0; k < count; k++) {
        representative[k] = k;
        minima_rattlers(frames[k], rattler + (size_t)k * n, NULL);
    }
    for (int a = 0; a < count; a++)
        for (int b = a + 1; b < count; b++) {
            int of_a = root_of(representative, a), of_b = root_of(representative, b);
            if (of_a == of_b || fabs(energy[a] - energy[b]) >= rule->energy ||
                !within(rule->displacement, frames[a], frames[b], rattler + (size_t)a * n,
                        rattler + (size_t)b * n))
                continue;
            representative[of_a > of_b ? of_a : of_b] = of_a < of_b ? of_a : of_b;
        }
    for (int k = 0; k < count; k++)
        representative[k] = root_of(representative, k);
    free(rattler);
}
