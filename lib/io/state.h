/* state.h: the state point of a frame, with which every row begins. */
#ifndef WCA_STATE_H
#define WCA_STATE_H

#include "io/frame.h"
#include "io/jsonl.h"

/* A new row with phi, temperature, glass_phi, glass_temperature, glass, polydispersity and diameters (random
 * or quantile); a label that the frame does not have is left out, but the polydispersity is worked out. */
json_t *state_row(const struct frame *frame);

#endif
