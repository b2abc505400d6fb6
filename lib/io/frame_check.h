/* frame_check.h: is a frame that was read what it says, and what a configuration may be? */
#ifndef WCA_FRAME_CHECK_H
#define WCA_FRAME_CHECK_H

#include "io/frame.h"

/* The packing fraction against its label (1e-6), which then is frame_phi_label(); the polydispersity against
 * its label (1e-5); positions within MOST_BOXES of the origin; labels that mean something within their
 * ranges. Anything else is status 65. file and line are those of the header; the rows follow it. */
void frame_check(struct frame *frame, const char *file, long line);

#endif
