#include "io/lags.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "io/unwrap.h"

struct waiting {
    struct clones *clones;
    int next; /* index of the lag that it waits for */
};

struct lags {
    const struct times *tw, *lag;
    lag_report *report;
    void *context;
    struct output *output;
    FILE *kept; /* the rows of a single clone, or NULL */
    char *text;
    size_t length;
    int waits, room;
    struct waiting *waiting; /* times whose lags are not all over, ascending */
    int64_t glass;
    int found; /* how many of the times asked for were there */
};

/* tw + lag is rounded, labels carry what the user wrote. */
static bool same_time(double a, double b) {
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

/* Is this a time of --tw? Those are passed in order, so that the first one that never comes stays
 * the next. */
static bool is_requested(struct lags *lags, double tw) {
    if (lags->tw->count == 0)
        return true;
    if (lags->found == lags->tw->count || !same_time(lags->tw->value[lags->found], tw))
        return false;
    lags->found++;
    return true;
}

static void append(struct lags *lags, struct clones *clones) {
    if (lags->waits == lags->room) {
        lags->room = 2 * lags->room + 8;
        lags->waiting = reallocarray(lags->waiting, (size_t)lags->room, sizeof *lags->waiting);
    }
    lags->waiting[lags->waits++] = (struct waiting){.clones = clones};
}

/* Each clone is compared with itself. */
static void check_unwrapped(const struct clones *clones, const struct clones *later) {
    for (int c = 0; c < clones->count && later != clones; c++)
        unwrap_check((struct frame *const[]){clones->frame[c], later->frame[c]}, 2, true);
}

/* Reports the lags of a time that end now or ended before without frames. False when none is left. */
static bool end_lags(struct lags *lags, struct waiting *waiting, struct clones *now) {
    for (; waiting->next < lags->lag->count; waiting->next++) {
        double lag = lags->lag->value[waiting->next], end = waiting->clones->tw + lag;
        bool ends_now = now != NULL && same_time(end, now->tw);
        if (now != NULL && !ends_now && end > now->tw)
            return true;
        if (ends_now)
            check_unwrapped(waiting->clones, now);
        lags->report(lags->context, waiting->clones, ends_now ? now : NULL, lag,
                     lags->kept != NULL ? lags->kept : output_stream(lags->output));
    }
    return false;
}

/* `now` is NULL when the glass is over. */
static void end_waits(struct lags *lags, struct clones *now) {
    int kept = 0;
    for (int w = 0; w < lags->waits; w++) {
        if (end_lags(lags, &lags->waiting[w], now))
            lags->waiting[kept++] = lags->waiting[w];
        else
            clones_free(lags->waiting[w].clones); /* `now` itself stands last */
    }
    lags->waits = kept;
}

static void give_rows(struct lags *lags) {
    if (lags->kept == NULL)
        return;
    fclose(lags->kept);
    fwrite(lags->text, 1, lags->length, output_stream(lags->output));
    free(lags->text);
    lags->kept = NULL;
}

static void end_glass(struct lags *lags) {
    end_waits(lags, NULL);
    if (lags->glass != 0 && lags->found < lags->tw->count)
        fatal(EX_DATAERR, "expected frames of glass %ld at tw = %.12g as --tw asks, found none", lags->glass,
              lags->tw->value[lags->found]);
    lags->found = 0;
    give_rows(lags);
}

static void pass(struct lags *lags, struct clones *clones) {
    if (clones->first) {
        end_glass(lags);
        if (clones->count == 1)
            lags->kept = open_memstream(&lags->text, &lags->length);
    }
    lags->glass = frame_glass(clones->frame[0]);
    bool requested = is_requested(lags, clones->tw);
    if (requested)
        append(lags, clones);
    end_waits(lags, clones);
    if (!requested)
        clones_free(clones);
}

void lags_read(char **paths, const struct lag_request *request, lag_report *report, void *context,
               struct output *output) {
    struct lags lags = {
        .tw = request->tw, .lag = request->lag, .report = report, .context = context, .output = output};
    struct clones_reader *reader = clones_open(paths, request->any_diameter, request->unwrap);
    for (struct clones *clones; (clones = clones_read(reader)) != NULL; output_flush(output))
        pass(&lags, clones);
    end_glass(&lags);
    free(lags.waiting);
    clones_close(reader);
}
