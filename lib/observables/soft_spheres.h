/* soft_spheres.h: where soft spheres fall out of equilibrium, as hard spheres of an effective diameter.
 *
 * A pair at temperature T comes as close as its energy allows, V(r) = a T, with a of order one. With the
 * potential wca that is r = 2^(1/6) s (1 + sqrt(a T))^(-1/6), which shrinks as sqrt(T) at first. Hard spheres of
 * that diameter fill
 *
 *     phi_eff = phi / sqrt(1 + sqrt(a T)),
 *
 * and slow down at a phi_eff of their own. With phi_d that of T_d and phi_g > phi_d that of another line T_g,
 *
 *     sqrt(a T_d) = (phi/phi_d)^2 - 1,    T_g/T_d = [((phi/phi_g)^2 - 1) / ((phi/phi_d)^2 - 1)]^2,
 *
 * which falls to 0 as phi falls to phi_g: two lines of liquids that are equally sluggish are not in a fixed ratio.
 * Reference: Weeks, Chandler and Andersen, J. Chem. Phys. 54, 5237 (1971); Berthier and Witten, Phys. Rev. E 80,
 * 021502 (2009); Schmiedeberg, Haxton, Nagel and Liu, EPL 96, 36010 (2011), for the effective diameter of soft
 * spheres. Limits: a is the same at all densities, and nothing but the diameter depends on T. */
#ifndef WCA_SOFT_SPHERES_H
#define WCA_SOFT_SPHERES_H

#include <stdbool.h>

/* T_d at a density, with its standard error, > 0. */
struct soft_point {
    double phi, temperature, error;
};

/* The line T_d(phi): sqrt(T_d) = (phi^2/phi_d^2 - 1)/sqrt(a), by weighted least squares in phi^2. */
struct soft_line {
    double energy, phi_d; /* a and phi_d; both NAN where the line does not rise from a phi_d above 0 */
    double chi2;          /* per degree of freedom; NAN without any */
    bool holds;           /* chi2 is not beyond the 1 % that chance gives, or there are two points alone */
};

/* At least two points, of densities that differ. */
struct soft_line soft_line_fit(int count, const struct soft_point *points);
/* T_d on the line: 0 below phi_d. */
double soft_temperature(const struct soft_line *line, double phi);
/* phi_eff at a state point: phi_g, of a glass. */
double soft_effective_phi(const struct soft_line *line, double phi, double temperature);
/* T_g/T_d, of the lines of phi_g and phi_d, at a density above phi_d: 0 up to phi_g. NAN below phi_d. */
double soft_ratio(const struct soft_line *line, double phi_g, double phi);

/* What is computed from a line that was drawn anew. */
typedef double soft_quantity(const struct soft_line *line, const void *context);
/* The standard deviation of a quantity over drawings of all T_d from their errors; NAN where it does not exist in more
 * than half of them. */
double soft_error(int count, const struct soft_point *points, soft_quantity *of, const void *context);

#endif
