/* census.h: the minima under the clones of a glass and all pairs of them, from the rows of wca-neb (or of
 * wca-minima --pairs, which have no barriers). */
#ifndef WCA_CENSUS_H
#define WCA_CENSUS_H

#include <stdbool.h>
#include <stddef.h>

#include "io/pair_rows.h"

/* What a row says of the clones a < b. */
struct census_pair {
    int a, b;
    int minimum_a, minimum_b; /* as minimum[] below */
    double distance;          /* <sigma>^2 */
    double participation;     /* particles; NAN where both are in one minimum */
    double energy_a, energy_b;
    double barrier, saddle_energy;  /* an upper bound where not converged, eps */
    bool converged, at_lower_bound; /* at_lower_bound: no saddle was found above the higher minimum */
};

struct census {
    int clones, minima; /* minima: distinct ones */
    size_t pairs;       /* clones * (clones - 1) / 2, in the order of pair_rows_index() */
    struct census_pair *pair;
    int *minimum;   /* of each clone, as a number: the distinct minima from 0, in the order of their clones */
    int *first;     /* the lowest clone in each minimum */
    int *occupants; /* how many clones are in it */
    double *energy; /* of each clone, total, eps */
};

/* From at least two clones. Status 65 where a row lacks a key, where rows disagree on a clone's minimum or
 * energy or on the band between two minima, and where a participation does not go with the minima. Without
 * `barriers` rows need none: barrier and saddle_energy are NAN then. */
struct census *census_new(const struct pair_rows *rows, bool barriers);
void census_free(struct census *census);

static inline bool census_one_minimum(const struct census_pair *pair) {
    return pair->minimum_a == pair->minimum_b;
}

#endif
