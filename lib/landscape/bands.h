/* bands.h: the bands of a glass, eight at a time: their climbing images share the lanes of a vector. */
#ifndef WCA_BANDS_H
#define WCA_BANDS_H

#include "landscape/landscape.h"
#include "landscape/neb.h"

/* Given each connection at the end of its band, while that has its images. */
typedef void finished_function(void *context, const struct band *band, struct connection *connection);

/* Relax the bands, with the potential of the frames, of `count` connections of a landscape, whose barriers
 * are known then. What a band finds has the same bits whatever the others do. in_turn: one band after
 * another, in the order of the connections. */
void bands_relax(const struct landscape *landscape, struct connection *const *connections, int count,
                 const struct band_options *options, bool in_turn, finished_function *finished,
                 void *context);

#endif
