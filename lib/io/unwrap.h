/* unwrap.h: are positions unwrapped, so that a displacement is a subtraction? And what to do if not.
 *
 * Positions written by other programs often are wrapped into the box: a particle that has crossed a wall
 * stands a whole box away from where it was. Where frames are compared a component of a displacement
 * beyond half the box ends the program with status 65; the option --unwrap takes the nearest periodic
 * image instead. */
#ifndef WCA_UNWRAP_H
#define WCA_UNWRAP_H

#include <stdbool.h>

#include "io/frame.h"

/* A line for the table of options. */
#define UNWRAP_OPTION(value, of)                                                                             \
    {                                                                                                        \
        "unwrap", NULL, OPTION_FLAG, &(value), 0, 0, NULL,                                                   \
            "Positions are wrapped into the box: take the periodic image of each particle that is nearest "  \
            "to that in "                                                                                    \
            "the " of                                                                                        \
    }

/* Frames of one glass and box. Status 65 when a component of a displacement between two of them is beyond
 * half the box, naming the particle and both frames. moving: only among frames all of whose coordinates lie
 * inside the box, since a liquid that has moved so far stands outside it; and a warning, once, when it is the
 * centre of mass that moves: of the mean squared displacement from the first frame it has more than 1 %, and
 * ten times the 1/n of independent particles. Where particles move, no centre is taken off: total momentum is
 * zero. */
void unwrap_check(struct frame *const *frames, int count, bool moving);

/* Each particle to its periodic image nearest to that in the reference, which has as many. Returns the
 * largest component of a displacement that is left, in boxes. */
double unwrap_frame(struct frame *frame, int n, const double *reference);

/* Frames that are compared particle by particle, such as minima: number of particles, box, diameters and
 * glass must be the same (status 65), and positions unwrapped, or are now, relative to the first frame. */
void unwrap_compared(struct frame *const *frames, int count, bool unwrap);

#endif
