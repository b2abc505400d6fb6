/* moments.h: how far clones are apart, and whether their particles move together.
 *
 * For K clones of a glass and every pair A < B of them, d_i = |r_i^A - r_i^B|^2 for the N_b largest particles
 * and D_AB their mean (<sigma>^2). What a glass contributes are the moments below; averages over glasses are
 * made of moments alone, summed in the order of the glasses, so that any grouping gives the same bits.
 * Reference: Scalliet, Berthier and Zamponi (2019), eqs (2) to (4). */
#ifndef WCA_MOMENTS_H
#define WCA_MOMENTS_H

/* Sums over the pairs of clones of one glass at one time. */
struct moments {
    double pairs;
    double distance, distance2; /* sums of D_AB, D_AB^2 */
    double single, single2;     /* sums over i too, of d_i, d_i^2 */
    double mean_single2;        /* sum over i of the square of the mean of d_i over pairs */
};

/* moments[0] of all clones, moments[1 + k] of all but the k-th: clones + 1 of them. position[clone] holds 3N
 * unwrapped coordinates; particles[count] are those averaged over, count > 0. */
void moments_of_clones(int clones, const double *const *position, int count, const int *particles,
                       struct moments *moments);

/* Of some glasses (moments[0..glasses-1], pointers), with N_b = count particles: */

/* Delta_AB, eq. (2): the mean of D_AB. NAN without pairs. */
double moments_delta_ab(int glasses, const struct moments *const *moments);
/* chi_AB, eq. (4): N_b (<D^2> - <D>^2) / (<d^2> - <d>^2), all brackets over pairs and glasses, the
 * denominator over i too. NAN below 2 pairs, and when the d_i do not vary. */
double moments_chi(int glasses, const struct moments *const *moments, int count);
/* The same with variances at fixed glass and particle, then averaged over both. 1 when particles move
 * independently, N_b when all move as one. NAN as above. */
double moments_chi_thermal(int glasses, const struct moments *const *moments, int count);

/* Both are ratios of variances about a mean that was estimated from the same numbers, and such variances are
 * too small: with G glasses by (G - 1)/G where glasses differ (chi_AB of four glasses is 0.75 of its value),
 * within a glass by what pairs of clones share. Without that bias: */

/* chi_AB with, for <D>^2 = <d>^2, the mean product of distances in two different glasses; what bias is left
 * to the ratio of two such variances is taken off by jackknife over glasses. Its error is that of this
 * jackknife, but no less than that of variances of Gaussian numbers: sqrt(2/(G - 1)) of the part of the
 * variance that is between G glasses, and sqrt(2/(G_e (K - 1))) of the part within them, by K clones of G_e =
 * (sum w)^2/sum w^2 glasses that weigh w = <D^2>. With few glasses the jackknife does not know how uncertain
 * it is itself. NAN below 3 glasses. */
double moments_chi_unbiased(int glasses, const struct moments *const *moments, int count, double *error);
/* The same at equal polydispersity: with, for the variance between glasses, that about a straight line of
 * their mean distances against polydispersity[glasses], which differs between samples of random diameters.
 * NAN below 5 glasses. */
double moments_chi_equal_polydispersity(int glasses, const struct moments *const *moments, int count,
                                        const double *polydispersity, double *error);
/* The thermal one with, for the squares of means within a glass, the mean product of distances of two pairs
 * of clones that have none in common. These follow from the sums that leave out each clone: moments[g] points
 * at clones + 1 of them, as moments_of_clones() leaves them. NAN below 4 clones. Bias and error of several
 * glasses as above, where these weigh by their variance of single particles; the error of one is NAN. */
double moments_chi_thermal_unbiased(int glasses, int clones, const struct moments *const *moments, int count,
                                    double *error);

#endif
