/* scattering.h: the self-intermediate scattering function, how much of a configuration is where it was.
 *
 * F_s(k, t) = (1/N) sum_i sin(k r_i) / (k r_i), r_i = |r_i(t) - r_i(0)|: the mean of exp(i k . dr) over all
 * directions of k. 1 when nothing moved; exp(-k^2 s^2 / 2) for Gaussian displacements of variance s^2 along
 * each axis. It relaxes in the time at which it is 1/e. */
#ifndef WCA_SCATTERING_H
#define WCA_SCATTERING_H

#define SCATTERING_WAVENUMBER 7.0 /* of the paper: near the first peak of the structure factor, 1/<sigma> */

/* F_s(k) between positions a and b (3n, unwrapped, <sigma>) of n particles; wavenumber k in 1/<sigma>. No
 * centre of mass is removed (total momentum is zero). */
double scattering_self(int n, double wavenumber, const double *a, const double *b);

/* The same with k along the axes only: the mean of cos(k dx), cos(k dy) and cos(k dz). For displacements
 * without a direction the two agree on average; this one scatters more. */
double scattering_cartesian(int n, double wavenumber, const double *a, const double *b);

/* When F_s passes 1/e, from its values at two times around that: before < after, f_before > 1/e >= f_after.
 * Exact for every stretched exponential exp(-(t/tau)^beta) (and linear in F_s where that has no meaning: at
 * time 0 and for F_s outside (0, 1)). */
double scattering_decay_time(double before, double f_before, double after, double f_after);

#endif
