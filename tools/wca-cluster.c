/* wca-cluster: the tree of a glass's minima, from the barriers between all pairs of them.
 *
 * Reads rows with a < b (positions of the two items, from 0) and a key, one row per pair; writes n - 1 merge
 * rows and a row with the order of the leaves, in which the paper's Fig. 7 draws its matrices. Rows of one
 * state point and glass stand together and make one tree.
 * Reference: linkage.h. */
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "base/error.h"
#include "io/jsonl.h"
#include "landscape/linkage.h"
#include "io/output.h"

static const char *const state_point[] = {"phi",           "density",           "temperature", "glass_phi",
                                          "glass_density", "glass_temperature", "glass"};

struct edge {
    int64_t a, b; /* a < b */
    double distance;
    char *where; /* FILE:LINE */
};

struct pairs {
    json_t *state; /* the state point that they share */
    size_t count, room;
    struct edge *pair;
};

static json_t *state_of(const struct jsonl_reader *reader, const json_t *row) {
    json_t *state = row_new(), *potential = json_object_get(row, "potential");
    if (potential != NULL)
        json_object_set(state, "potential", potential);
    for (size_t k = 0; k < sizeof state_point / sizeof *state_point; k++) {
        json_t *value = json_object_get(row, state_point[k]);
        if (value == NULL)
            continue;
        row_get_number(jsonl_where(reader), row, state_point[k]);
        json_object_set(state, state_point[k], value);
    }
    return state;
}

static void append(struct pairs *pairs, const struct jsonl_reader *reader, const json_t *row,
                   const char *key) {
    struct edge pair = {row_get_integer(jsonl_where(reader), row, "a"),
                        row_get_integer(jsonl_where(reader), row, "b"),
                        row_get_number(jsonl_where(reader), row, key), copy_text(jsonl_where(reader))};
    if (pair.distance < 0)
        fatal(EX_DATAERR, "%s: expected a distance of at least 0 for the key \"%s\", found %.12g", pair.where,
              key, pair.distance);
    if (pair.a < 0 || pair.a >= pair.b)
        fatal(EX_DATAERR, "%s: expected 0 <= a < b, found a = %ld and b = %ld", pair.where, pair.a, pair.b);
    if (pairs->count == pairs->room) {
        pairs->room = 2 * pairs->room + 64;
        pairs->pair = reallocarray(pairs->pair, pairs->room, sizeof *pairs->pair);
    }
    pairs->pair[pairs->count++] = pair;
}

/* The rows up to the next change of the state point. *next holds the first row of the next one, NULL at
 * the end. */
static struct pairs read_tree(struct jsonl_reader *reader, const char *key, json_t **next) {
    struct pairs pairs = {.state = state_of(reader, *next)};
    while (*next != NULL) {
        json_t *state = state_of(reader, *next);
        bool same = json_equal(state, pairs.state) != 0;
        json_decref(state);
        if (!same)
            break;
        append(&pairs, reader, *next, key);
        json_decref(*next);
        *next = jsonl_read(reader);
    }
    return pairs;
}

static int by_indices(const void *one, const void *other) {
    const struct edge *p = one, *q = other;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

/* How many items there are. Every pair of them must be there exactly once: sorted, the rows count
 * through them. */
static int check(struct pairs *pairs) {
    qsort(pairs->pair, pairs->count, sizeof *pairs->pair, by_indices);
    int64_t items = 0;
    for (size_t p = 0; p < pairs->count; p++)
        if (pairs->pair[p].b >= items)
            items = pairs->pair[p].b + 1;
    int64_t a = 0, b = 1;
    for (size_t p = 0; p < pairs->count; p++) {
        const struct edge *pair = &pairs->pair[p];
        if (p > 0 && by_indices(pair - 1, pair) == 0)
            fatal(EX_DATAERR, "%s: expected each pair once, found the pair a = %ld, b = %ld also at %s%s",
                  pair->where, pair->a, pair->b, (pair - 1)->where,
                  pair->distance == (pair - 1)->distance ? "" : ", with another value");
        if (pair->a != a || pair->b != b)
            break;
        if (++b == items)
            b = ++a + 1;
    }
    if (a < items - 1)
        fatal(EX_DATAERR,
              "%s: expected a row for every pair of the %ld items, found none for a = %ld, b = %ld",
              pairs->pair[0].where, items, a, b);
    return (int)items;
}

static void write_tree(FILE *stream, const struct pairs *pairs, int items, enum linkage linkage) {
    double *distance = allocate((size_t)items * (size_t)items, sizeof *distance);
    for (size_t p = 0; p < pairs->count; p++) {
        const struct edge *pair = &pairs->pair[p];
        distance[pair->a * items + pair->b] = distance[pair->b * items + pair->a] = pair->distance;
    }
    struct fusion *merge = allocate((size_t)items, sizeof *merge);
    int *order = allocate((size_t)items, sizeof *order);
    linkage_cluster(items, distance, linkage, merge, order);

    for (int m = 0; m < items - 1; m++) {
        json_t *row = json_copy(pairs->state);
        row_integer(row, "left", merge[m].left);
        row_integer(row, "right", merge[m].right);
        row_number(row, "height", merge[m].height);
        row_integer(row, "size", merge[m].size);
        row_write(stream, row);
    }
    json_t *row = json_copy(pairs->state), *leaves = json_array();
    for (int i = 0; i < items; i++)
        json_array_append_new(leaves, json_integer(order[i]));
    json_object_set_new(row, "order", leaves);
    row_write(stream, row);
    free(distance);
    free(merge);
    free(order);
}

static void release(struct pairs *pairs) {
    for (size_t p = 0; p < pairs->count; p++)
        free(pairs->pair[p].where);
    free(pairs->pair);
    json_decref(pairs->state);
}

int main(int argc, char **argv) {
    const char *key = "barrier";
    int linkage = LINKAGE_AVERAGE;
    const struct option_spec options[] = {
        {"key", "NAME", OPTION_TEXT, &key, 0, 0, NULL,
         "The key of the rows that serves as the distance of a pair"},
        {"linkage", "NAME", OPTION_CHOICE, &linkage, 0, 0, "average|single|complete",
         "Distance of two clusters: the mean, the smallest or the largest over their pairs"},
        {0},
    };
    const struct program program = {
        .summary = "Read a row for every pair of minima, write their tree by agglomerative clustering.",
        .details =
            "Rows need the keys a and b, positions counted from 0 with a < b, and the one named by --key. "
            "Each merge row has left, right, height and size; leaves are the values of a and b, the cluster "
            "of the m-th merge (from 0) is n + m. The last row has the leaves in the order of the tree. Ties "
            "are broken by the lowest numbers; the child with the lowest leaf is the left one. Rows that "
            "differ in phi, temperature, glass_phi, glass_temperature or glass belong to different trees.\n\n"
            "Example:\n  wca-neb --pairs all minima.xyz | wca-cluster --key barrier --linkage average",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);

    struct jsonl_reader *reader = jsonl_open(cli.files);
    struct output *output = output_open(cli.output);
    json_t *next = jsonl_read(reader);
    if (next == NULL)
        fatal(EX_DATAERR, "%s: expected rows, found none", cli.files[0]);
    while (next != NULL) {
        struct pairs pairs = read_tree(reader, key, &next);
        int items = check(&pairs);
        write_tree(output_stream(output), &pairs, items, (enum linkage)linkage);
        release(&pairs);
    }
    output_close(output);
    jsonl_close(reader);
    return 0;
}
