/* relaxation.h: how the relaxation time of a liquid grows as it is cooled at one density.
 *
 * At high temperature the law of Arrhenius holds; below an onset T_0 tau grows faster:
 *
 *     ln tau = a + E/T                           above T_0
 *     ln tau = a + E/T + (K (1/T - 1/T_0))^2     below
 *     ln tau = ln tau_p + J^2 (1/T - 1/T_p)^2    below, the parabolic law
 *
 * T_0 is where the curve that fits all times best, the first two, leaves the line; tau_0 is the time there.
 * The parabolic law is fitted to the times from T_0 down with all three free: a quadratic polynomial in 1/T,
 * so that the fit is linear. T_d is where it reaches 10^4 tau_0, T_g where it reaches 10^12 tau_0.
 * Reference: Elmatad, Chandler and Garrahan, J. Phys. Chem. B 113, 5563 (2009); Scalliet, Berthier and
 * Zamponi (2019), Results. */
#ifndef WCA_RELAXATION_H
#define WCA_RELAXATION_H

#include <stdbool.h>

struct relaxation_point {
    double temperature, tau, error; /* error: standard error of tau, > 0 */
};

enum relaxation_quantity {
    ONSET_TEMPERATURE,     /* T_0 */
    TAU_0,                 /* tau_0 */
    ARRHENIUS_ENERGY,      /* E */
    PARABOLIC_J,           /* J, in units of temperature */
    PARABOLIC_TEMPERATURE, /* T_p; negative where the parabola has its lowest point beyond 1/T = 0 */
    PARABOLIC_TAU,         /* tau_p */
    COMPUTER_TEMPERATURE,  /* T_d */
    GLASS_TEMPERATURE,     /* T_g */
    RELAXATION_QUANTITIES
};

struct relaxation {
    double value[RELAXATION_QUANTITIES];    /* NAN: does not exist */
    double error[RELAXATION_QUANTITIES];    /* by bootstrap: each tau drawn anew from its error, log-normal */
    int arrhenius_points, parabolic_points; /* above the onset, and from it down */
    double curve_chi2, parabolic_chi2; /* of the line or bent line, and the parabola; per degree of freedom,
                                          NAN without any */
    bool curve_holds, parabolic_holds; /* chi2 is not beyond the 1 % that chance gives */
    bool extrapolated;                 /* T_d is below the lowest temperature */
};

/* points[count], temperatures descending, all different, at least 5. Where a bent
 * line fits no better than a straight one (likelihood ratio, at 5 %) there is no onset, and nothing that
 * rests on it. */
struct relaxation relaxation_fit(int count, const struct relaxation_point *points);

/* The time tau at a temperature on the parabolic law of these tau_p, J and T_p; NAN where it is beyond all numbers. */
double relaxation_time(double parabolic_tau, double parabolic_j, double parabolic_temperature,
                       double temperature);

#endif
