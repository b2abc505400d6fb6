#include "base/progress.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <sys/file.h>
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
        .line = -1,
    };
}

/* Is the line of the terminal ours? Another descriptor of the same terminal is locked: those that programs
 * inherit are one. Where it cannot be opened everybody shows a line. */
static bool line_is_ours(struct progress *progress) {
    if (progress->line >= 0)
        return true;
    const char *name = ttyname(STDERR_FILENO);
    int line = name != NULL ? open(name, O_WRONLY | O_NOCTTY | O_CLOEXEC) : -1;
    if (line < 0)
        return true;
    if (flock(line, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        close(line);
        return false;
    }
    progress->line = line;
    return true;
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
    if (!line_is_ours(progress))
        return;
    double rate = (done - progress->first) / (time - progress->started);
    fprintf(stderr, "\r\033[K%s: %.0f", program_invocation_short_name, done);
    if (progress->total >= done)
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
    if (!progress->shown || (progress->line < 0 && !line_is_ours(progress)))
        return;
    fputs("\r\033[K", stderr);
    if (progress->line >= 0)
        close(progress->line);
    progress->line = -1;
}
