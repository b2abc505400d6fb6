/* jammed.h: which part of the minima of many glasses is jammed, and at which packing fraction.
 *
 * A minimum is jammed if its energy per particle is above a threshold. What did not converge, with a force
 * component above 1e-8, is no minimum, and counts apart. Rows are those of wca-minima, one of a glass. */
#ifndef WCA_JAMMED_H
#define WCA_JAMMED_H

#include <stdbool.h>

#include "io/merge.h"

struct jammed_minimum {
    double phi;
    int64_t glass;
    bool jammed;
};

/* Where the jammed part of n minima, in ascending order of phi, passes `fraction`: the part at each phi, made
 * to fall nowhere by isotonic regression with the numbers of minima as weights, and linear between. *without
 * (unless NULL): a glass that is left out. NAN where it is not passed. */
double jammed_crossing(int n, const struct jammed_minimum *minimum, double fraction, const int64_t *without);

/* Into a row, from rows of one state point: glasses, as merge_write_samples(), particles; minima, how many
 * converged, and unconverged; of these energy_per_particle and jammed, the part that is, each with a standard
 * error over the glasses, null with a reason. polydispersity (NAN: none): also composition_write(), through
 * the logarithm of the energy. */
void jammed_merge(json_t *row, const struct merge_row *rows, int count, double threshold,
                  double polydispersity);

/* Into a row, from rows of many packing fractions: fraction, glasses, particles, minima, unconverged;
 * phi_step, the largest step between them; phi_j, jammed_crossing(), and phi_j_error, from leaving out one
 * glass after the other and from the step, as if phi_j were anywhere in it. Both are null with a reason
 * where the fraction is not passed, also without one of the glasses. */
void jammed_cross(json_t *row, const struct merge_row *rows, int count, double threshold, double fraction);

#endif
