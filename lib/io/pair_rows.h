/* pair_rows.h: the rows of all pairs of items of a glass, as wca-neb --pairs all and wca-minima --pairs write
 * them: a < b are the positions of the two, from 0. Rows of one state point and glass stand together. */
#ifndef WCA_PAIR_ROWS_H
#define WCA_PAIR_ROWS_H

#include "io/jsonl.h"

struct pair_row {
    int a, b; /* a < b */
    json_t *json;
    char *where; /* FILE:LINE */
};

struct pair_rows {
    json_t *state; /* what the rows have of the state point, from potential to glass */
    int items;
    size_t count; /* items * (items - 1) / 2 */
    struct pair_row *row;
};

struct pair_reader;

/* Files one after the other, as jsonl_open(); no row at all is status 65. */
struct pair_reader *pair_reader_open(char **paths);
void pair_reader_close(struct pair_reader *reader);

/* The rows up to the next change of the state point, sorted by a and b; NULL at the end. Status 65, naming
 * the row, when not 0 <= a < b, and when a pair is missing or there twice; for these the `key` (unless NULL)
 * says whether the values differ. */
struct pair_rows *pair_rows_read(struct pair_reader *reader, const char *key);
void pair_rows_free(struct pair_rows *rows);

/* Where the pair a < b is in row[]. */
size_t pair_rows_index(int items, int a, int b);

#endif
