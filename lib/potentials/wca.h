/* wca.h: the pair interactions as pure functions of r^2 and sigma_ij^2: no box, no list, no particle.
 *
 * Units: energies in eps, lengths in <sigma>. "force over r" is -V'(r)/r, so that the force on i is that
 * times r_i - r_j. Both potentials are zero from r = 2^(1/6) sigma_ij on, where value and slope are
 * continuous and both have the second derivative 36 * 2^(2/3) / sigma^2 = 57.15/sigma^2.
 *
 * The order of the operations is part of the contract: forces/kernel.c does the same ones on lanes and gives the
 * same bits from the same r^2 (tests/unit/test_kernel.c). */
#ifndef WCA_WCA_H
#define WCA_WCA_H

#include <math.h>

enum potential { POTENTIAL_WCA, POTENTIAL_HARMONIC };

#define WCA_CUTOFF 1.1224620483093729814       /* 2^(1/6): the range in units of sigma_ij */
#define WCA_INV_CUTOFF2 0.79370052598409973738 /* 2^(-1/3): (sigma_ij / r)^2 at the range */
#define HARMONIC_K 57.146437870855181147       /* 36 * 2^(2/3): second derivative at the cutoff, in eps */

/* Diameters: P(sigma) ~ sigma^-3 between these, mean 1 (the paper's Methods, Model). */
#define SIGMA_MINIMUM 0.725
#define SIGMA_MAXIMUM (1.45 / 0.9)

/* sigma_ij = (sigma_i + sigma_j)/2 (1 - 0.2 |sigma_i - sigma_j|), non-additive (the paper's Methods, Model).
 */
static inline double wca_sigma(double sigma_i, double sigma_j) {
    return 0.5 * (sigma_i + sigma_j) * (1.0 - 0.2 * fabs(sigma_i - sigma_j));
}

/* V = 4 [(s/r)^12 - (s/r)^6] + 1 for r < 2^(1/6) s (the paper's eq. (1)). */
static inline double wca_energy(double r2, double sigma2) {
    double q = sigma2 * (1.0 / r2);
    double s6 = q * q * q;
    return q > WCA_INV_CUTOFF2 ? 4.0 * (s6 * (s6 - 1.0)) + 1.0 : 0.0;
}

static inline double wca_force_over_r(double r2, double sigma2) {
    double inv_r2 = 1.0 / r2;
    double q = sigma2 * inv_r2;
    double s6 = q * q * q;
    return q > WCA_INV_CUTOFF2 ? (s6 * (s6 - 0.5)) * (48.0 * inv_r2) : 0.0;
}

/* The harmonic companion V = 18 * 2^(2/3) (r/s - 2^(1/6))^2 inside the same range. */
static inline double harmonic_energy(double r2, double sigma2) {
    double q = sqrt(r2 / sigma2);
    double overlap = WCA_CUTOFF - q;
    return overlap > 0.0 ? (0.5 * HARMONIC_K) * (overlap * overlap) : 0.0;
}

static inline double harmonic_force_over_r(double r2, double sigma2) {
    double q = sqrt(r2 / sigma2);
    double overlap = WCA_CUTOFF - q;
    return overlap > 0.0 ? (HARMONIC_K * overlap) / (q * sigma2) : 0.0;
}

#endif
