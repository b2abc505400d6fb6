/* susceptibility.h: how far clones of one glass are apart, and whether their particles move together.
 *
 * For K configurations of the same particles and every pair A < B of them, d_i = |r_i^A - r_i^B|^2 for the
 * N_b given particles and D_AB their mean. delta_ab is the mean of D_AB over pairs (the paper's eq. (3) for
 * one glass); chi_thermal = N_b Var_pairs(D_AB) / mean_i Var_pairs(d_i): 1 when particles move independently,
 * N_b when all move as one (the paper's eq. (4), with variances at fixed glass and particle). Errors are by
 * jackknife over clones. */
#ifndef WCA_SUSCEPTIBILITY_H
#define WCA_SUSCEPTIBILITY_H

/* NAN where undefined: delta_ab below 2 clones, its error and chi below 3, the error of chi below 4, and chi
 * where the d_i do not vary. */
struct susceptibility {
    double delta_ab, delta_ab_error;
    double chi_thermal, chi_thermal_error;
};

/* position[clone] holds 3N unwrapped coordinates; particles[count] are those averaged over, count > 0. */
struct susceptibility susceptibility_of_clones(int clones, const double *const *position, int count,
                                               const int *particles);

/* Mean of n values, and by jackknife over them its standard error (NAN below 2 values). */
double mean_with_error(int n, const double *value, double *error);
/* Jackknife error of a quantity from its n values with one clone left out in turn; NAN when one of them is or
 * n < 2. */
double jackknife_error(int n, const double *left_out);

#endif
