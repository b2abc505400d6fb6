/* rng.h: random streams keyed (seed, purpose, glass, clone), counter-based (Philox 4x64, Random123), as
 * GSL generators.
 *
 * A stream depends on its key alone, so glass g or clone k has the same numbers made alone or in a set. */
#ifndef WCA_RNG_H
#define WCA_RNG_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

enum rng_purpose { /* numbers are part of the results: never renumber */
                   RNG_POSITIONS = 1,
                   RNG_DIAMETERS = 2,
                   RNG_VELOCITIES = 3,
                   RNG_THERMOSTAT = 4,
                   RNG_EXCHANGES = 5,
                   RNG_MODES = 6,
                   RNG_BOOTSTRAP = 7,
};

/* Every GSL distribution takes it. Release with gsl_rng_free(). */
gsl_rng *rng_stream(uint64_t seed, enum rng_purpose purpose, int64_t glass, int64_t clone);

/* Go to the beginning of another section of the same stream (it begins in section 0; they never meet): for a
 * run that goes on from an earlier one. */
void rng_section(gsl_rng *rng, uint64_t section);

/* Maxwell velocities of n particles of mass 1 at temperature T into velocity[3n], total momentum zero and the
 * kinetic temperature 2K/(3n - 3) exactly distributed (no rescaling after the momentum is removed). */
void rng_maxwell(gsl_rng *rng, double temperature, int n, double *velocity);

#endif
