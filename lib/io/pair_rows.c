#include "io/pair_rows.h"

#include <stdlib.h>

#include "base/error.h"
#include "io/state.h"

struct pair_reader {
    struct jsonl_reader *rows;
    json_t *next; /* the first row of what is read next, NULL at the end */
};

static json_t *state_of(const char *where, const json_t *row) {
    static const char *const keys[] = {STATE_DENSITY, "temperature", STATE_GLASS, "glass"};
    json_t *state = row_new(), *potential = json_object_get(row, "potential");
    if (potential != NULL)
        json_object_set(state, "potential", potential);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        json_t *value = json_object_get(row, keys[k]);
        if (value == NULL)
            continue;
        row_get_number(where, row, keys[k]);
        json_object_set(state, keys[k], value);
    }
    return state;
}

struct pair_reader *pair_reader_open(char **paths) {
    struct pair_reader *reader = allocate(1, sizeof *reader);
    reader->rows = jsonl_open(paths);
    reader->next = jsonl_read(reader->rows);
    if (reader->next == NULL)
        fatal(EX_DATAERR, "%s: expected rows, found none", jsonl_where(reader->rows));
    return reader;
}

void pair_reader_close(struct pair_reader *reader) {
    jsonl_close(reader->rows);
    free(reader);
}

static struct pair_row parse(const char *where, json_t *json) {
    int64_t a = row_get_integer(where, json, "a"), b = row_get_integer(where, json, "b");
    if (a < 0 || a >= b)
        fatal(EX_DATAERR, "%s: expected 0 <= a < b, found a = %ld and b = %ld", where, a, b);
    if (b >= INT32_MAX)
        fatal(EX_DATAERR, "%s: expected positions below 2^31 - 1, found b = %ld", where, b);
    return (struct pair_row){(int)a, (int)b, json, copy_text(where)};
}

static int by_positions(const void *one, const void *other) {
    const struct pair_row *p = one, *q = other;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

/* Every pair must be there exactly once: sorted, the rows count through them. */
static void check(struct pair_rows *rows, const char *key) {
    qsort(rows->row, rows->count, sizeof *rows->row, by_positions);
    for (size_t p = 0; p < rows->count; p++)
        if (rows->row[p].b >= rows->items)
            rows->items = rows->row[p].b + 1;
    int a = 0, b = 1;
    for (size_t p = 0; p < rows->count; p++) {
        const struct pair_row *row = &rows->row[p];
        if (p > 0 && by_positions(row - 1, row) == 0)
            fatal(EX_DATAERR, "%s: expected each pair once, found the pair a = %d, b = %d also at %s%s",
                  row->where, row->a, row->b, (row - 1)->where,
                  key == NULL || json_equal(json_object_get(row->json, key),
                                            json_object_get((row - 1)->json, key)) != 0
                      ? ""
                      : ", with another value");
        if (row->a != a || row->b != b)
            break;
        if (++b == rows->items)
            b = ++a + 1;
    }
    if (a < rows->items - 1)
        fatal(EX_DATAERR,
              "%s: expected a row for every pair of the %d items, found none for a = %d, b = %d (wca-neb "
              "--pairs %d:%d makes it)",
              rows->row[0].where, rows->items, a, b, a, b);
}

struct pair_rows *pair_rows_read(struct pair_reader *reader, const char *key) {
    if (reader->next == NULL)
        return NULL;
    struct pair_rows *rows = allocate(1, sizeof *rows);
    size_t room = 0;
    rows->state = state_of(jsonl_where(reader->rows), reader->next);
    while (reader->next != NULL) {
        json_t *state = state_of(jsonl_where(reader->rows), reader->next);
        bool same = json_equal(state, rows->state) != 0;
        json_decref(state);
        if (!same)
            break;
        if (rows->count == room) {
            room = 2 * room + 64;
            rows->row = reallocarray(rows->row, room, sizeof *rows->row);
        }
        rows->row[rows->count++] = parse(jsonl_where(reader->rows), reader->next);
        reader->next = jsonl_read(reader->rows);
    }
    check(rows, key);
    return rows;
}

void pair_rows_free(struct pair_rows *rows) {
    for (size_t p = 0; p < rows->count; p++) {
        json_decref(rows->row[p].json);
        free(rows->row[p].where);
    }
    free(rows->row);
    json_decref(rows->state);
    free(rows);
}

size_t pair_rows_index(int items, int a, int b) {
    return (size_t)a * (size_t)(2 * items - a - 1) / 2 + (size_t)(b - a - 1);
}
