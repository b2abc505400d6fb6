/* clones.h: the clones of a glass at one time after another, as wca-md writes them.
 *
 * The order of the stream is checked: glass by glass, times tw ascending, and at each time the same clones in
 * the same order, all with the box, diameters and temperature of the first. Anything else, such as a lost
 * clone, is status 65 and named. Only the frames of one time are held. */
#ifndef WCA_CLONES_H
#define WCA_CLONES_H

#include <stdbool.h>

#include "io/frame.h"

struct clones {
    double tw;
    bool first; /* the first time of a glass */
    int count;
    struct frame **frame; /* NULL-terminated */
    int particles;        /* N_b = N/2: averages go over them, as in the paper */
    int *largest;         /* their indices */
};

struct clones_reader;

/* paths as in extxyz_open(). any_diameter: particles may have exchanged their diameters, as under wca-swap
 * (then `largest` is of the first time only). unwrap: positions are wrapped into the box; each clone is taken
 * to the image nearest to itself at the time before, or at the first time to the first clone. */
struct clones_reader *clones_open(char **paths, bool any_diameter, bool unwrap);
/* The clones at the next time, to be freed by clones_free(); NULL at the end of the stream. */
struct clones *clones_read(struct clones_reader *reader);
void clones_free(struct clones *clones);
void clones_close(struct clones_reader *reader);

#endif
