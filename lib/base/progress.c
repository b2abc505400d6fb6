#include "base/progress.h"

#include <math.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

double progress_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void progress_start(struct progress *progress, const char *what, double total, bool quiet) {
    *progress = (struct progress){
        .shown = !quiet && isatty(STDERR_FILENO),
        .what = what,
        .total = total,
        .first = NAN,
        .printed = -INFINITY,
    };
}

void progress_update(struct progress *progress, double done) {
    if (!progress->shown)
        return;
    double time = progress_now();
    if (isnan(progress->first)) {
        progress->first = done;
        progress->started = time;
    }
    if (time - progress->printed < 0.1)
        return;
    progress->printed = time;
    double rate = (done - progress->first) / (time - progress->started);
    fprintf(stderr, "\r\033[K%.0f", done);
    if (progress->total > 0)
        fprintf(stderr, " of %.0f %s (%.0f %%)", progress->total, progress->what,
                100 * done / progress->total);
    else
        fprintf(stderr, " %s", progress->what);
    if (rate > 0 && isfinite(rate))
        fprintf(stderr, ", %.3g/s", rate);
    if (rate > 0 && isfinite(rate) && progress->total > done) {
        double left = (progress->total - done) / rate;
        fprintf(stderr, ", %.0f:%02.0f left", floor(left / 60), floor(fmod(left, 60)));
    }
}

void progress_end(struct progress *progress) {
    if (progress->shown)
        fputs("\r\033[K", stderr);
}
