/* ranges.h: lists of whole numbers, as options give them. */
#ifndef WCA_RANGES_H
#define WCA_RANGES_H

#include <stdbool.h>
#include <stdint.h>

struct range {
    int64_t first, last;
    bool found; /* was a number of it asked for? */
};

struct ranges {
    int count;
    struct range *range;
};

/* "0,3,5:8,20:": numbers, and ranges with both their ends, of which one may be left out. False when the text is
 * no such list. */
bool ranges_parse(const char *text, struct ranges *ranges);
/* Is the number in the list? The ranges that it is in are found from then on. */
bool ranges_have(struct ranges *ranges, int64_t number);
/* The first number of the list that stands there by itself and was not found; false when there is none. */
bool ranges_missing(const struct ranges *ranges, int64_t *number);

#endif
