/* verdict.h: is a glass in equilibrium, when its run is over: what equilibrium.h found, and has it neither
 * crystallised nor demixed (order.h). */
#ifndef WCA_VERDICT_H
#define WCA_VERDICT_H

#include "forces/ensemble.h"
#include "dynamics/equilibrium.h"
#include "io/frame.h"
#include "io/jsonl.h"

struct verdict {
    struct certificate certificate;
    double crystalline, demixing; /* order.h */
    const char *reason;           /* why it is not shown to be in equilibrium, a phrase; NULL: it is */
};

/* Of the run of an ensemble of width 1, whose last configuration is the frame. */
void verdict_reach(struct verdict *verdict, const struct equilibrium *equilibrium, struct ensemble *ensemble,
                   const struct frame *frame);

/* Add what was found to a row. decays: how many were wanted. */
void verdict_write(const struct verdict *verdict, double decays, json_t *row);

#endif
