/* header.h: the second line of a frame in extended XYZ: the box, what the columns are, and the labels.
 *
 * Read as OVITO, ASE and people write it: values in double or single quotes or none, keys in quotes, bare
 * keys, empty values; pbc as "T T T", "1 1 1" or "True True True"; edges that differ, and off-diagonals, of
 * up to 1e-12 of the edge. The box must be a cube with its corner at 0, periodic in all directions. Labels
 * that mean nothing here are kept as they stand. */
#ifndef WCA_HEADER_H
#define WCA_HEADER_H

#include "io/frame.h"
#include "base/lines.h"

/* What a column of the rows is for. */
enum quantity { POSITION, RADIUS, ID, VELOCITY, FORCE, QUANTITIES, SKIPPED };

struct property {
    const char *name, *type; /* as in Properties */
    int columns;
};
extern const struct property property_of[QUANTITIES];

enum { MOST_COLUMNS = 256 };

struct columns {
    int count;
    enum quantity column[MOST_COLUMNS];
    bool present[QUANTITIES];
    int text; /* the last column of text behind the first column, whose words may have blanks; -1: none */
};

/* The line read last, which is changed. Returns a frame of no particles with its box and labels. Anything
 * else is status 65, with file and line, what was expected and what was found. */
struct frame *header_parse(const struct lines *lines, char *text, struct columns *columns);

#endif
