/* diameters.h: the diameters of the model, P(sigma) ~ sigma^-3 between SIGMA_MINIMUM and SIGMA_MAXIMUM with
 * mean 1 and standard deviation 0.2293 (the paper's Methods, Model). The mean is the unit of length. */
#ifndef WCA_DIAMETERS_H
#define WCA_DIAMETERS_H

#include <stdbool.h>

#include "io/frame.h"

/* The inverse of the cumulative distribution: [smin^-2 - u (smin^-2 - smax^-2)]^(-1/2), u in [0, 1]. */
double diameter_at(double u);

/* sd(sigma) / mean, to six digits: in samples of one size it orders the energy of the inherent structure,
 * tau_alpha and phi_J. */
double diameters_polydispersity(const struct frame *frame);

/* Indices of the n/2 largest particles, ascending by index, into largest[n/2]; ties go to the lower index. */
void diameters_largest(int n, const double *sigma, int *largest);

/* A warning where the diameters of a frame are not those of the model, so that units or interactions may not
 * be what its owner takes them for: a mean further from 1 than five standard errors, or a diameter outside
 * P(sigma) (by more than a frame with six digits has lost); none if *warned, which it sets. Two diameters of
 * which sigma_ij is not positive, 5 or more apart, are status 65. */
void diameters_check(const struct frame *frame, bool *warned);

#endif
