/* groups.h: means over rows, all together or by groups of them that agree in some keys. */
#ifndef WCA_GROUPS_H
#define WCA_GROUPS_H

#include <stdio.h>

#include "io/jsonl.h"

/* Names of keys, each once. */
struct names {
    int count;
    char **name;
};

/* Read all rows; write a row for each group that agrees in the keys `by` (numbers by their values, a key that is
 * missing as one that is null), in the order of their first rows: these keys, and
 *
 *     rows                      how many there are
 *     KEY_mean, KEY_mean_error  for each KEY of `mean`: its mean, and the standard error of that (estimate_mean)
 *     KEY_sd, KEY_rows          its standard deviation, and in how many rows it is a number
 *
 * What does not exist is null, with a reason. Status 65 where no row has one of the keys of `mean`, not even null;
 * where what stands there is no number; where rows would be grouped by a list, or by a key that is written. */
void groups_average(struct jsonl_reader *reader, const struct names *mean, const struct names *by,
                    FILE *stream);

/* Into a row, as row_number_or_reason(); status 65 where it has the key already, which would be lost. */
void row_new_number_or_reason(const char *where, json_t *row, const char *key, double value,
                              const char *reason);

#endif
