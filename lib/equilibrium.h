/* equilibrium.h: is a run in equilibrium? A certificate that is worked out while the run goes on.
 *
 * Origins are taken at t = 2^k, and from each F_s(k = 7.0) is followed to its decay time tau, where it is
 * 1/e. So that chance decides less, it is the mean over sixteen origins, evenly from 2^k to 2^(k+1). The run
 * is in equilibrium when for one origin, of decay time tau,
 *   - the origin is no earlier than tau, so that the start is forgotten;
 *   - the decay time of the origin before it is the same within 20 %;
 *   - the run goes on for `decays` tau after it, and no later origin is slower by more than 20 % (after a
 * quench of the glass at phi = 1.1, tau is 670 and 690 from the origins 512 and 1024, and later 2500);
 *   - over those, the potential energy shows no drift: its means over blocks of tau have no slope, in
 *     Student's t-test at 5 % (two-sided: 2.3 standard errors of the slope for 10 blocks, 2.1 for 20). At 1 %
 *     a glass at phi = 0.85 passed that came down by 2.8 errors, with a decay time half of what it had later.
 * An origin that fails leaves it to the next one. Memory is bounded: origins keep their positions until they
 * have decayed, and the energies are binned ever more coarsely.
 * Limits: from a single origin, the decay time of 1000 particles has a standard deviation of some 25 %; a run
 * in equilibrium may need a second or third octave. Where the energy wanders for longer than tau (at phi =
 * 0.95 and 1.1) blocks are not independent: errors are too small, and more than 5 % of the runs without a
 * drift have to go on. */
#ifndef WCA_EQUILIBRIUM_H
#define WCA_EQUILIBRIUM_H

#include <stdbool.h>

#include "archive.h"

enum { EQUILIBRIUM_FEWEST_DECAYS = 4 }; /* fewer blocks have no slope worth testing */

struct equilibrium;

/* What is known of the run so far. Numbers that do not exist yet are NAN. */
struct certificate {
    bool passed;
    double origin;                        /* the last one that matters, in time of the run */
    double decay_time, decay_time_before; /* of that origin and of the one before it */
    double time, decays;                  /* of the run; since the origin, in units of its decay time */
    double energy, energy_error;          /* mean of the potential energy since the origin (of the system) */
    double drift, drift_error;            /* change of the energy since the origin, by a straight line */
    char reason[160];                     /* why it did not pass, a phrase; empty when it did */
};

/* For n particles; `decays` at least EQUILIBRIUM_FEWEST_DECAYS. */
struct equilibrium *equilibrium_new(int n, double decays);
void equilibrium_free(struct equilibrium *equilibrium);

/* Take note of the run at this time (ascending, evenly spaced): positions (3n, unwrapped) and total potential
 * energy. True as soon as it is in equilibrium: nothing more is needed then. */
bool equilibrium_observe(struct equilibrium *equilibrium, double time, const double *position, double energy);

/* What was noted so far; loaded into one that has noted nothing. */
void equilibrium_archive(struct equilibrium *equilibrium, struct archive *archive);

struct certificate equilibrium_certificate(const struct equilibrium *equilibrium);

#endif
