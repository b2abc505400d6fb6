/* potential.h: the pair potentials as functions of numbers: no box, no list, no particle. What they are,
 * and which, is in list.inc. */
#ifndef WCA_POTENTIAL_H
#define WCA_POTENTIAL_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "potentials/list.inc"

#define VECTOR double
#define MASK bool
#define SELECT(mask, value) ((mask) ? (value) : 0.0)
#define ABSOLUTE(value) fabs(value)
#define OF(name) name
#include "potentials/list.inc"

#define EACH(NAME, name, with) POTENTIAL_##NAME,
enum potential { POTENTIALS(EACH, ) POTENTIAL_COUNT };
#undef EACH

/* Diameters: P(sigma) ~ sigma^-3 between these, mean 1 (the paper's Methods, Model). */
#define SIGMA_MINIMUM 0.725
#define SIGMA_MAXIMUM (1.45 / 0.9)

/* "wca" */
static inline const char *potential_name(enum potential potential) {
#define EACH(NAME, name, with) #name,
    static const char *const names[] = {POTENTIALS(EACH, )};
#undef EACH
    return names[potential];
}

/* "wca|harmonic|ipl12" */
#define POTENTIAL_CHOICE(NAME, name, with) "|" #name
#define POTENTIAL_CHOICES (&(POTENTIALS(POTENTIAL_CHOICE, ))[1])

/* Its range in units of sigma_ij. */
static inline double potential_range(enum potential potential) {
#define EACH(NAME, name, with) NAME##_RANGE,
    static const double ranges[] = {POTENTIALS(EACH, )};
#undef EACH
    return ranges[potential];
}

/* Near its range the force is proportional to this power of NAME_RANGE sigma_ij - r. */
static inline double potential_force_power(enum potential potential) {
#define EACH(NAME, name, with) NAME##_FORCE_POWER,
    static const double powers[] = {POTENTIALS(EACH, )};
#undef EACH
    return powers[potential];
}

/* What the potential gives by one of its functions, of which CALL is the end of the name and the arguments:
 * the body of a function. */
#define POTENTIAL_CASE(NAME, name, call)                                                                     \
    case POTENTIAL_##NAME:                                                                                   \
        return name##call;
#define POTENTIAL_GIVES(call, otherwise)                                                                     \
    switch (potential) {                                                                                     \
        POTENTIALS(POTENTIAL_CASE, call)                                                                     \
    default:                                                                                                 \
        return otherwise;                                                                                    \
    }

/* sigma_ij of two diameters. */
static inline double potential_sigma(enum potential potential, double sigma_i, double sigma_j) {
    POTENTIAL_GIVES(_sigma(sigma_i, sigma_j), NAN)
}

/* -V'(r)/r, and V in *energy unless NULL. */
static inline double potential_pair(enum potential potential, double r2, double sigma2, double *energy) {
    POTENTIAL_GIVES(_pair(r2, sigma2, energy), NAN)
}

/* V(r) */
static inline double potential_energy(enum potential potential, double r2, double sigma2) {
    double energy = NAN;
    potential_pair(potential, r2, sigma2, &energy);
    return energy;
}

/* V''(r) */
static inline double potential_curvature(enum potential potential, double r2, double sigma2) {
    POTENTIAL_GIVES(_curvature(r2, sigma2), NAN)
}

/* What exchanges keep of a distance. */
static inline double potential_nearness(enum potential potential, double r2) {
    POTENTIAL_GIVES(_nearness(r2), NAN)
}

#endif
