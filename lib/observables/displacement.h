/* displacement.h: how far two configurations of the same particles are apart. Pure functions of positions. */
#ifndef WCA_DISPLACEMENT_H
#define WCA_DISPLACEMENT_H

/* Delta0_AB = (1/N) sum_i |r_i^A - r_i^B|^2, the paper's eq. (5); a, b are 3n unwrapped positions; <sigma>^2.
 * The frame of reference is that of the centre of mass: the mean displacement is removed first. */
double displacement_distance(int n, const double *a, const double *b);

/* P_AB = (sum d^2)^2 / sum d^4 over the 3n components d, the paper's eq. (6), centre of mass removed.
 * 1 for one component, n for n equal ones; NAN when nothing moved. */
double displacement_participation(int n, const double *a, const double *b);

/* The field d_i = r_i^b - r_i^a with the centre of mass removed, into field[3n]; the largest |d_i|
 * is returned. */
double displacement_field(int n, const double *a, const double *b, double *field);

/* Mean over the given particles of |r_i^A - r_i^B|^2: Delta and Delta_AB of the paper's eqs (3) and (2);
 * no centre of mass is removed (total momentum is zero). single[i] (count of them) receives each term,
 * unless NULL. */
double displacement_msd(int count, const int *particles, const double *a, const double *b, double *single);

#endif
