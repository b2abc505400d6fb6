/* minima.h: which frames of a glass are one and the same minimum.
 *
 * Two frames are the same minimum when their energies differ by less than 1e-8 and no particle that is not a
 * rattler is displaced by more than 1e-4 (the mean displacement of those particles removed); joined
 * transitively, represented by the lowest index (DESIGN section 6). */
#ifndef WCA_MINIMA_H
#define WCA_MINIMA_H

#include <stdbool.h>

#include "frame.h"

#define SAME_ENERGY 1e-8       /* eps, total */
#define SAME_DISPLACEMENT 1e-4 /* <sigma> */

/* Rattlers: particles held by fewer than 4 contacts (3 dimensions + 1), not counting contacts with rattlers.
 * A contact is a pair closer than 2^(1/6) sigma_ij. rattler[n] receives the answer; the number of rattlers is
 * returned. */
int minima_rattlers(const struct frame *frame, bool *rattler);

/* representative[count]: for each frame the lowest index of the frames that are the same minimum.
 * energy[count]: totals. */
void minima_sort(struct frame *const *frames, int count, const double *energy, int *representative);

#endif
