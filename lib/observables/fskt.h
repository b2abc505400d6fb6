/* fskt.h: how the self-intermediate scattering function of the clones of a glass decays, averaged over
 * time origins.
 *
 * F_s(k, tau) is scattering_self() between tw and tw + tau, a mean over clones and over all origins tw at
 * which both are there. tau_alpha is where it is 1/e (Scalliet, Berthier and Zamponi (2019), Results,
 * Equilibrium phase diagram). A glass contributes its sum over clones and the sums that leave out each;
 * errors are by jackknife over clones, of several glasses by bootstrap. */
#ifndef WCA_FSKT_H
#define WCA_FSKT_H

#include <stdio.h>

#include "io/clones.h"
#include "io/merge.h"

struct fskt;

/* wavenumber: 1/<sigma>. lag[lags]: ascending, positive, used as long. Rows go to `stream`. */
struct fskt *fskt_new(double wavenumber, int lags, const double *lag, FILE *stream);

/* One more origin of a lag. A glass ends when clones of another one come: then its rows are written, one per
 * lag with tau, origins, fs, fs_error, fs_cartesian (the mean of cos(k dx), cos(k dy), cos(k dz): the same
 * for a liquid in equilibrium) and the list sum_fs; and one with tau_alpha and its error, null with a reason
 * where F_s does not pass 1/e within the lags. */
void fskt_add(struct fskt *fskt, const struct clones *clones, const struct clones *later, double lag);
/* The last glass ends too. */
void fskt_end(struct fskt *fskt);

/* How rows are averaged. */
struct fskt_averages {
    int tau;               /* which of the keys it is */
    double polydispersity; /* NAN: none */
};

/* The same rows, averages over glasses, from rows of one state point at all lags, sorted by tau and glass: a
 * merge_function of struct fskt_averages. With a polydispersity rows of fs have composition_write() too,
 * through that of each glass. Status 65 when a lag has other glasses than the first, or a list another length
 * than belongs to the clones. */
void fskt_merge(void *averages, const struct merge *merge, const struct merge_row *rows, int count,
                FILE *stream);

#endif
