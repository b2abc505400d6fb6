/* progress.h: one line on standard error, only when that is a terminal and -q was not given. Of the programs
 * that write to one terminal at once, as in a pipe or under make, one shows its line, until it ends: the one
 * that holds the lock of the terminal. */
#ifndef WCA_PROGRESS_H
#define WCA_PROGRESS_H

#include <stdbool.h>

struct progress {
    bool shown;
    const char *what;      /* what is counted: "steps", "bands" */
    double total;          /* NAN or 0 when unknown */
    double first, started; /* what was done at the first update, and when that was: the rate is since then */
    double printed;        /* monotonic clock, in s, like started */
    int line;              /* descriptor of the terminal, locked; -1 while another program shows its line */
};

/* Monotonic clock, s. */
double progress_now(void);

void progress_start(struct progress *progress, const char *what, double total, bool quiet);
/* At most ten times a second: done out of total, as long as it is no more than that; rate per second, time left. */
void progress_update(struct progress *progress, double done);
/* Clear the line. */
void progress_end(struct progress *progress);

#endif
