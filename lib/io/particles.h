/* particles.h: rows of particles as other programs write them: columns by whatever name and in any order, into
 * arrays by what they mean. */
#ifndef WCA_PARTICLES_H
#define WCA_PARTICLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/lines.h"

/* What a column means. The four kinds of positions have three axes, and so have those from IMAGE to FORCES. */
enum meaning {
    PLACE, /* may be wrapped into the box */
    UNWRAPPED_PLACE,
    SCALED_PLACE, /* from 0 to 1 across the box */
    UNWRAPPED_SCALED_PLACE,
    IMAGE, /* boxes to add to what is wrapped */
    VELOCITIES,
    MOMENTA,
    FORCES,
    RADII,
    DIAMETERS,
    MASSES,
    IDS,
    TYPES, /* text */
    MEANINGS,
    NO_MEANING = MEANINGS
};

enum { MOST_PARTICLE_COLUMNS = 256 };

struct particles {
    int columns; /* of a row; up to `optional` of them, at its end, may be missing together */
    int optional;
    int text; /* a column of text whose words may have blanks; -1: none */
    struct {
        enum meaning meaning;
        int axis;
    } column[MOST_PARTICLE_COLUMNS];
    bool present[MEANINGS];
    int n, room;
    double *value[MEANINGS]; /* n, or 3n; NULL where it is not present, and of TYPES */
    char **type;             /* n, or NULL */
    long *line;              /* n: where a row stands in its file */
};

/* No columns and no rows. */
struct particles *particles_new(void);
void particles_free(struct particles *particles);
/* One more column: of this meaning, along this axis. */
void particles_column(struct particles *particles, const struct lines *lines, enum meaning meaning, int axis);
/* One more row, the line read last, which is changed; memory grows with the rows that are there. Anything that
 * is no row of these columns is status 65. */
void particles_row(struct particles *particles, const struct lines *lines, char *text);
/* Rows in ascending order of IDS, each once: status 65 otherwise. Where there are none the order stays. */
void particles_sort(struct particles *particles, const char *file);

#endif
