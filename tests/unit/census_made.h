/* census_made.h: a landscape that is made up, for tests: distinct minima under clones, and bands between them. */
#ifndef CENSUS_MADE_H
#define CENSUS_MADE_H

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/rng.h"
#include "landscape/census.h"

/* Clone c is in minimum c % minima. */
static struct census *make_census(uint64_t seed, int clones, int minima) {
    gsl_rng *rng = rng_stream(seed, RNG_POSITIONS, 1, 1);
    struct census *census = allocate(1, sizeof *census);
    struct census_pair *band = allocate((size_t)(minima * minima), sizeof *band);
    census->clones = clones;
    census->minima = minima;
    census->pairs = (size_t)(clones * (clones - 1) / 2);
    census->pair = allocate(census->pairs, sizeof *census->pair);
    census->minimum = allocate((size_t)clones, sizeof *census->minimum);
    census->first = allocate((size_t)minima, sizeof *census->first);
    census->occupants = allocate((size_t)minima, sizeof *census->occupants);
    census->energy = allocate((size_t)clones, sizeof *census->energy);
    for (int m = 0; m < minima; m++)
        census->first[m] = m;
    for (int c = 0; c < clones; c++) {
        census->minimum[c] = c % minima;
        census->occupants[c % minima]++;
        census->energy[c] = c < minima ? gsl_rng_uniform(rng) : census->energy[c % minima];
    }
    for (int one = 0; one < minima; one++)
        for (int other = one + 1; other < minima; other++)
            band[one * minima + other] = band[other * minima + one] = (struct census_pair){
                .distance = (double)gsl_rng_uniform_int(rng, 9), /* some are equal */
                .participation = 1 + 99 * gsl_rng_uniform(rng),
                .saddle_energy = 1 + gsl_ran_exponential(rng, 0.3),
                .converged = gsl_rng_uniform(rng) < 0.8,
            };
    for (int a = 0, p = 0; a < clones; a++)
        for (int b = a + 1; b < clones; b++, p++) {
            struct census_pair *pair = &census->pair[p];
            *pair = band[census->minimum[a] * minima + census->minimum[b]];
            pair->a = a;
            pair->b = b;
            pair->minimum_a = census->minimum[a];
            pair->minimum_b = census->minimum[b];
            pair->energy_a = census->energy[a];
            pair->energy_b = census->energy[b];
            pair->barrier = pair->saddle_energy - fmin(pair->energy_a, pair->energy_b);
            if (census_one_minimum(pair)) {
                pair->participation = NAN;
                pair->distance = pair->barrier = 0;
                pair->converged = true;
            }
        }
    gsl_rng_free(rng);
    free(band);
    return census;
}

#endif
