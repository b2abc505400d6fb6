/* jamming.h: phi_J of a glass, the packing fraction at which the pressure of its packings vanishes.
 *
 * A glass is decompressed slowly at a temperature, or compressed if it is not jammed where it begins; at each
 * density a copy is cooled slowly to T = 0 and minimised (the paper's Results, "We locate the jamming
 * transition"). Without a temperature each packing is minimised from the one before it. From the packings
 * next to the transition phi is then lowered athermally, in steps that quarter the pressure, to where it
 * vanishes: near jamming p^(1/a) is linear in phi - phi_J, where the force grows with the power a of the
 * overlap, 1 where the potential is harmonic at its range (O'Hern, Silbert, Liu and Nagel, Phys. Rev. E 68,
 * 011306 (2003)). */
#ifndef WCA_JAMMING_H
#define WCA_JAMMING_H

#include <stdint.h>

#include "base/archive.h"
#include "io/frame.h"
#include "landscape/packing.h"
#include "base/progress.h"

struct decompression {
    double temperature;  /* eps/k_B; 0: athermal */
    double phi_step;     /* between two densities of the scan near the transition; farther away a multiple */
    double rate;         /* |dphi/dt|, at the temperature */
    double cooling_rate; /* -dT/dt, linear to T = 0 */
    double pressure_tolerance; /* a packing is jammed above this, eps/<sigma>^3 */
    uint64_t seed;             /* velocities and thermostat (CSVR), in streams keyed by glass and clone */
};

enum stage {
    STAGE_SCAN,   /* cooled from the temperature, or minimised from the packing before */
    STAGE_REFINE, /* decompressed athermally from a packing of the scan */
};

/* What is called on the way, with `context`. */
struct jamming_calls {
    void *context;
    /* Each packing as it is made. from_phi: of the packing of the scan that it comes from. */
    void (*take)(void *context, const struct frame *frame, const struct packing *packing, enum stage stage,
                 double from_phi);
    /* At the start, and then between two densities of the scan: the state may be loaded, and saved. NULL: it is not. */
    void (*resume)(void *context, archive_function *archive, void *state);
    void (*offer)(void *context, archive_function *archive, void *state);
};

struct jamming {
    double phi;   /* mean over the packings of where each unjams; NAN when none converged */
    double error; /* their standard deviation, and the error of the fits; NAN when it takes more packings */
    int packings; /* of the scan, decompressed to where they unjam: at most 4, or 1 without temperature */
    int unconverged;         /* packings left out, since forces did not balance there or on their way */
    int points;              /* densities that the fits used */
    double unjammed, jammed; /* the densities of the scan between which the transition is */
};

/* Status 65 when the scan finds no transition at a phi between 0 and 10, or the box is too small. The
 * progress counts force evaluations. */
struct jamming jamming_find(const struct frame *glass, const struct decompression *how, int64_t clone,
                            const struct jamming_calls *calls, struct progress *progress);

/* Where the pressure of one packing vanishes, from count densities phi[] and pressures p[], in any order:
 * the intercept of a line phi(p) with weights 1/p^2, through the points within a factor 100 of the lowest
 * pressure. phi_J is NAN when these are fewer than 3. *points: how many. */
double jamming_intercept(int count, const double *phi, const double *pressure, double *error, int *points);

#endif
