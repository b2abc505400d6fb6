/* packing.h: a minimum of the energy as a granular packing: its pressure at T = 0, and who touches whom.
 *
 * A packing is jammed when it resists: when its pressure is above a tolerance. Contacts and rattlers as
 * in minima.h.
 * Reference: O'Hern, Silbert, Liu and Nagel, Phys. Rev. E 68, 011306 (2003). */
#ifndef WCA_PACKING_H
#define WCA_PACKING_H

#include <stdbool.h>
#include <stdint.h>

#include "io/frame.h"

struct packing {
    double phi;       /* packing fraction, as labels carry it */
    double pressure;  /* eps/<sigma>^3 */
    double energy;    /* total, eps */
    double max_force; /* largest component, eps/<sigma> */
    bool converged;   /* the forces balance, or the packing is not jammed */
    bool jammed;
    int rattlers;          /* of a packing that is not jammed: N */
    int contacts;          /* between particles that are no rattlers */
    double contact_number; /* 2 contacts / (N - rattlers); NAN when all are rattlers */
    int64_t evaluations;   /* of the forces */
};

/* The pressure without motion, p = 1/(3V) sum over pairs of f_ij r_ij = -dE/dV when all lengths are scaled,
 * eps/<sigma>^3. Status 65 when the box is too small. */
double packing_pressure(const struct frame *frame);

/* Minimise the energy of a frame and measure it. The minimum is reached when the pressure is at most
 * pressure_tolerance (eps/<sigma>^3; no packing), or when the largest force component is at most 1e-5 of the
 * pressure times <sigma>^2, about the force of a contact. Velocities and the label temperature are dropped;
 * energy, max_force, potential, converged and pressure are set. A warning when it does not converge, status
 * 65 when the box is too small. */
struct packing packing_relax(struct frame *frame, double pressure_tolerance);

#endif
