/* equilibrium.h: is a run in equilibrium? A certificate that is worked out while the run goes on.
 *
 * Origins are taken at t = 2^k, and from each F_s(k = 7.0) is followed to its decay time tau, where it is
 * 1/e. So that chance decides less, it is the mean over sixteen origins, evenly from 2^k to 2^(k+1). The
 * energy has a memory of its own, which may be longer: the time over which it tells nothing new, the integral
 * of its autocorrelation about a straight line since the origin, from -infinity to infinity. The run is in
 * equilibrium when for one origin, with the longer one of tau and three times that memory as its unit,
 *   - the origin is no earlier than six tau and one unit, so that the start is forgotten;
 *   - the decay time of the origin before it is the same within 20 %;
 *   - the run goes on for `decays` tau and ten units after it, and no later origin is slower by more than
 *     20 % (after a quench of the glass at phi = 1.1, tau is 670 and 690 from the origins 512 and 1024, and
 *     later 2500);
 *   - over those, the potential energy shows no drift: its means over blocks of a unit have no slope beyond
 *     two standard errors of the slope, however many blocks there are.
 * Then it goes on for one unit more: what it is when it passes is selected, what comes later is not. An
 * origin that fails leaves it to the next one. Memory is bounded: origins keep their positions until they
 * have decayed, and the energies are binned ever more coarsely.
 * Limits: from a single origin, the decay time of 1000 particles has a standard deviation of some 25 %; a run
 * in equilibrium may need a second or third octave. One run in thirteen without a drift is refuted at an
 * origin (ten blocks). */
#ifndef WCA_EQUILIBRIUM_H
#define WCA_EQUILIBRIUM_H

#include <stdbool.h>

#include "base/archive.h"

enum { EQUILIBRIUM_FEWEST_DECAYS = 10 }; /* the slope of fewer blocks does not find what still ages */

struct equilibrium;

/* What is known of the run so far. Numbers that do not exist yet are NAN. */
struct certificate {
    bool passed;
    double origin;                        /* the last one that matters, in time of the run */
    double decay_time, decay_time_before; /* of that origin and of the one before it */
    double time, decays;                  /* of the run; since the origin, in units of its decay time */
    double energy, energy_error;          /* mean of the potential energy since the origin (of the system) */
    double energy_memory;                 /* its memory, as above; NAN before there is one */
    double drift, drift_error;            /* change of the energy since the origin, by a straight line */
    char reason[160];                     /* why it did not pass, a phrase; empty when it did */
};

/* For n particles; `decays` at least EQUILIBRIUM_FEWEST_DECAYS. */
struct equilibrium *equilibrium_new(int n, double decays);
void equilibrium_free(struct equilibrium *equilibrium);

/* Take note of the run at this time (ascending, evenly spaced): positions (3n, unwrapped) and total potential
 * energy. True when it was found to be in equilibrium a unit ago: nothing more is needed then. */
bool equilibrium_observe(struct equilibrium *equilibrium, double time, const double *position, double energy);

/* What was noted so far; loaded into one that has noted nothing. */
void equilibrium_archive(struct equilibrium *equilibrium, struct archive *archive);

struct certificate equilibrium_certificate(const struct equilibrium *equilibrium);

#endif
