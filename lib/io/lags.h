/* lags.h: the clones of a glass at pairs of times tw and tw + lag, from a stream, as soon as the later
 * one comes.
 *
 * Held are the clones at those tw for which a lag is not over, never a trajectory. */
#ifndef WCA_LAGS_H
#define WCA_LAGS_H

#include "base/times.h"
#include "io/clones.h"
#include "io/output.h"

/* `later` is NULL when the stream has no frames at tw + lag. Rows go to `rows`. */
typedef void lag_report(void *context, const struct clones *clones, const struct clones *later, double lag,
                        FILE *rows);

struct lag_request {
    const struct times *tw;  /* those asked for, none for all that come; one that never comes is status 65 */
    const struct times *lag; /* ascending, at least one; 0 is the time itself */
    bool any_diameter, unwrap; /* as in clones_open() */
};

/* Read clones, as clones_open() does, and report pairs of times in the order of tw + lag, then of tw. When a
 * glass is over, what still waits is reported without frames. Positions that look wrapped into the box are
 * status 65 (unwrap_check()). The output is flushed after each time; but rows of a single clone are kept
 * until its glass is over: if another clone follows, with times of its own, the stream is in the wrong order
 * and there are no rows. */
void lags_read(char **paths, const struct lag_request *request, lag_report *report, void *context,
               struct output *output);

#endif
