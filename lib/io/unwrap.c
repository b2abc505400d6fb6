#include "io/unwrap.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"

static bool is_inside(const struct frame *frame) {
    for (int k = 0; k < 3 * frame->n; k++)
        if (!(frame->position[k] >= 0 && frame->position[k] <= frame->box))
            return false;
    return true;
}

static __attribute__((noreturn)) void wrapped(const struct frame *a, const struct frame *b, int k) {
    fatal(EX_DATAERR,
          "%s: particle %ld is %.6g from where it is in %s along %c, more than half the box of edge %.6g: "
          "expected unwrapped positions; --unwrap takes the nearest periodic image",
          frame_where(b), b->id[k / 3], fabs(b->position[k] - a->position[k]), frame_where(a), "xyz"[k % 3],
          a -> box);
}

static void warn_of_centre(const struct frame *a, const struct frame *b) {
    static bool warned;
    if (warned)
        return;
    double mean[3] = {0}, square = 0;
    for (int k = 0; k < 3 * a->n; k++) {
        double moved = b->position[k] - a->position[k];
        mean[k % 3] += moved / a->n;
        square += moved * moved / a->n;
    }
    double centre = mean[0] * mean[0] + mean[1] * mean[1] + mean[2] * mean[2];
    if (!(centre > (0.01 + 10.0 / a->n) * square))
        return;
    warned = true;
    warning("%s: the centre of mass is %.4g from where it is in %s, where particles have moved by %.4g (root "
            "mean square): its motion is counted as theirs. Expected a run whose total momentum is zero (in "
            "LAMMPS: fix momentum)",
            frame_where(b), sqrt(centre), frame_where(a), sqrt(square));
}

void unwrap_check(struct frame *const *frames, int count, bool moving) {
    bool *looked_at = allocate((size_t)count, sizeof *looked_at);
    for (int f = 0; f < count; f++)
        looked_at[f] = !moving || is_inside(frames[f]);
    for (int k = 0; k < 3 * frames[0]->n; k++) {
        const struct frame *low = NULL, *high = NULL;
        for (int f = 0; f < count; f++) {
            if (!looked_at[f])
                continue;
            if (low == NULL || frames[f]->position[k] < low->position[k])
                low = frames[f];
            if (high == NULL || frames[f]->position[k] > high->position[k])
                high = frames[f];
        }
        if (low != NULL && high->position[k] - low->position[k] > 0.5 * low->box)
            wrapped(low, high, k);
    }
    free(looked_at);
    for (int f = 1; f < count && moving; f++)
        warn_of_centre(frames[0], frames[f]);
}

double unwrap_frame(struct frame *frame, int n, const double *reference) {
    double largest = 0;
    for (int k = 0; k < 3 * n; k++) {
        double boxes = rint((frame->position[k] - reference[k]) / frame->box);
        if (boxes != 0)
            frame->position[k] -= boxes * frame->box;
        largest = fmax(largest, fabs(frame->position[k] - reference[k]) / frame->box);
    }
    return largest;
}

void unwrap_compared(struct frame *const *frames, int count, bool unwrap) {
    const char *difference;
    for (int k = 1; k < count; k++) {
        if (!frame_same_glass(frames[0], frames[k], &difference))
            fatal(EX_DATAERR, "%s: expected a frame of the same glass as %s, found %s",
                  frame_where(frames[k]), frame_where(frames[0]), difference);
        if (unwrap)
            unwrap_frame(frames[k], frames[k]->n, frames[0]->position);
    }
    unwrap_check(frames, count, false);
}
