/* lags.h: the clones of a glass at pairs of times tw and tw + lag, from a stream, as soon as the later one
 * comes.
 *
 * Held are the clones at those tw for which a lag is not over, never a trajectory. */
#ifndef WCA_LAGS_H
#define WCA_LAGS_H

#include "cli.h"
#include "clones.h"

/* `later` is NULL when the stream has no frames at tw + lag. */
typedef void lag_report(void *context, const struct clones *clones, const struct clones *later, double lag);

struct lags;

/* tw: the times asked for, none for all that come; lag: ascending, at least one; 0 is the time itself. */
struct lags *lags_new(const struct times *tw, const struct times *lag, lag_report *report, void *context);
/* The next time of the stream, which is taken over. Reports come in the order of tw + lag, then of tw. When a
 * glass is over, what waits is reported without frames; a time asked for that never came is status 65. */
void lags_pass(struct lags *lags, struct clones *clones);
/* The last glass is over. */
void lags_free(struct lags *lags);

#endif
