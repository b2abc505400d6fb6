/* merge.h: rows of many glasses, brought together by state point, in an order that does not depend
 * on files. */
#ifndef WCA_MERGE_H
#define WCA_MERGE_H

#include <stdint.h>
#include <stdio.h>

#include "io/jsonl.h"

enum { MERGE_KEYS = 10 };

struct merge_row {
    double key[MERGE_KEYS]; /* NAN: the row does not have it */
    int64_t glass;          /* 0: the row is of no single glass */
    json_t *json;
    char *where; /* FILE:LINE */
};

struct merge;

/* What is made of the rows of one state point, sorted by the other keys and by glass: rows on a stream. */
typedef void merge_function(void *context, const struct merge *merge, const struct merge_row *rows, int count,
                            FILE *stream);

/* Read all rows that have the key `needed` (NULL: all), sort them by the keys, the first one first, and by
 * glass, and give those that agree in the first `depth` keys to a function, one state point after another.
 * None at all, two rows that agree in all keys and the glass, or rows of two models (state.h) are status 65,
 * with the place of both. names is NULL-terminated, at most MERGE_KEYS. */
void merge_read(char **paths, const char *const *names, const char *needed, int depth,
                merge_function *function, void *context, FILE *stream);

/* A new row with the model of all rows and the first `depth` keys of these. */
json_t *merge_state(const struct merge *merge, const struct merge_row *rows);
/* The glasses of some rows, into a row: glasses, how many; glass_numbers, which; polydispersity, its mean,
 * with polydispersity_sd and the list polydispersity_of_glasses, where all rows have it. */
void merge_write_samples(json_t *row, const struct merge_row *rows, int count);
/* A new row with the state point, the glasses, and clones and particles, which must be the same in all too. */
json_t *merge_glasses(const struct merge *merge, const struct merge_row *rows, int count);

/* A number of things, which must be the same in all of them and from 1 to 2^31 - 1: status 65 otherwise. */
int merge_common(const struct merge_row *rows, int count, const char *key);
/* Has any row the key? */
bool merge_any_has(const struct merge_row *rows, int count, const char *key);
/* The limits of a number, -INFINITY and INFINITY where there are none. */
struct limits {
    double least, most;
};
/* Into a row, of a number that some glasses have and others, with null, have not: its mean over those that
 * have it, its standard error NAME_error (of one glass alone its own), and how many these are, NAME_glasses;
 * null with NAME_reason where they do not exist. The error of numbers that are all the same is 0 only where
 * they have no limits: else it is that of a share of so many (estimate_share), from one limit to the other.
 * Status 65 where a row lacks the key. */
void merge_mean(json_t *row, const struct merge_row *rows, int count, const char *name, struct limits limits);
/* The same of a list of `entries` numbers, entry by entry; the error of one glass is null. `nobody` says why no
 * glass has it. */
void merge_mean_of_lists(json_t *row, const struct merge_row *rows, int count, const char *name, int entries,
                         const char *nobody);

/* The list of a sum over the clones of a glass, of all and leaving out each in turn: clones + 1 numbers, to
 * be freed. Status 65 when it has another length, or holds a number below `least`. */
double *merge_sums(const struct merge_row *row, const char *key, int clones, double least);

#endif
