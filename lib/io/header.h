/* header.h: the lines that open a frame in extended XYZ: the number of particles; the box, what the columns
 * are, and the labels.
 *
 * Read as OVITO, ASE and people write it: values in double or single quotes or none, keys in quotes, bare
 * keys, empty values; pbc as "T T T", "1 1 1" or "True True True"; edges that differ, and off-diagonals, of
 * up to 1e-12 of the edge. The box must be a cube with its corner at 0, periodic in all directions. Labels
 * that mean nothing here are kept as they stand; a value in [ ] or { } may have blanks. */
#ifndef WCA_HEADER_H
#define WCA_HEADER_H

#include "io/frame.h"
#include "base/lines.h"

/* What a column of the rows is for. */
enum column_kind { POSITION, RADIUS, ID, VELOCITY, FORCE, QUANTITIES, SKIPPED };

struct property {
    const char *name, *type; /* as in Properties */
    int columns;
};
extern const struct property property_of[QUANTITIES];

enum { MOST_COLUMNS = 256 };

struct columns {
    int count;
    enum column_kind column[MOST_COLUMNS];
    bool present[QUANTITIES];
    int text; /* the last column of text behind the first column, whose words may have blanks; -1: none */
};

/* The line read last: the number of particles, 1 or more. Anything else is status 65. */
int header_count(const struct lines *lines, const char *text);
/* How many words, with blanks between them, a row has. */
int header_words(const char *text);

/* The second line as it says it: what the four words mean that are no labels, NULL where one is missing. */
struct header {
    char *lattice, *properties, *pbc, *origin;
};
/* Cut the line read last, which is changed, into these and the labels of a frame of no particles. */
struct frame *header_split(const struct lines *lines, char *text, struct header *header);
/* The edge of the box: it must be there, a cube, and periodic. */
double header_box(const struct lines *lines, const struct header *header);
/* The next of Properties, at *text, which is changed. False at the end. */
bool header_property(const struct lines *lines, char **text, struct property *property);
/* Numbers with blanks between them, from a text that is changed; how many of `most` there are, or -1. */
int header_numbers(char *text, double *number, int most);

/* The line read last, which is changed. Returns a frame of no particles with its box and labels. Anything
 * else is status 65, with file and line, what was expected and what was found. */
struct frame *header_parse(const struct lines *lines, char *text, struct columns *columns);

/* A second line that header_parse() takes, with a label replaced where it stands or added at its end, and not
 * another byte changed; to be freed. The value stands in the quotes of the one before it, or in double ones
 * where it is empty or has blanks; it has no quotes, and no backslash. */
char *header_with(const struct lines *lines, const char *text, const char *key, const char *value);

#endif
