/* minima.h: which frames of a glass are one and the same minimum.
 *
 * Two frames are the same minimum when their energies differ by less than 1e-8 and every particle that is no
 * rattler is displaced by less than 1e-4 (the mean displacement of those particles removed); joined
 * transitively, represented by the lowest index. `make check-minima` counts minima by other limits: the rule
 * of a caller may have its own. */
#ifndef WCA_MINIMA_H
#define WCA_MINIMA_H

#include <stdbool.h>

#include "forces/ensemble.h"
#include "io/frame.h"

#define SAME_ENERGY 1e-8       /* eps, total */
#define SAME_DISPLACEMENT 1e-4 /* <sigma> */

#define MINIMUM_FORCE 1e-8 /* the largest force component on a minimum, eps/<sigma> */

/* The energy (total, eps) of a frame that must be a minimum, and its largest force component; both computed,
 * since it may have been moved after it was labelled. Status 65 when this or the label max_force, where there
 * is one, is above `largest` (eps/<sigma>). position: of the frame within its glass, from 0. ensemble: of
 * width 1, left with the frame and its forces. */
double minima_measure(struct ensemble *ensemble, const struct frame *frame, int position, double largest,
                      double *max_force);

/* Below these two frames are one minimum. */
struct minima_rule {
    double displacement; /* <sigma> */
    double energy;       /* eps, total */
};

/* Rattlers: particles held by fewer than 4 contacts (3 dimensions + 1), not counting contacts with rattlers.
 * A contact is a pair closer than 2^(1/6) sigma_ij. rattler[n] receives the answer, *contacts (unless NULL)
 * how many contacts there are between the others; the number of rattlers is returned. */
int minima_rattlers(const struct frame *frame, bool *rattler, int *contacts);

/* representative[count]: for each frame the lowest index of the frames that are the same minimum.
 * energy[count]: totals. */
void minima_sort(struct frame *const *frames, int count, const double *energy, const struct minima_rule *rule,
                 int *representative);

#endif
