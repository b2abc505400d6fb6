/* times.h: lists of times, as options give them. */
#ifndef WCA_TIMES_H
#define WCA_TIMES_H

#include <stdbool.h>

/* Times, in units of the design: values in ascending order, without repeats. */
struct times {
    int count;
    double *value;
};

/* "8,16,100:1000:100,8:8192:x2": values, start:stop:step, start:stop:xfactor; sorted, without repeats.
 * False when the text is no such list (then *message says what was expected and what was found). */
bool times_parse(const char *text, struct times *times, const char **message);

#endif
