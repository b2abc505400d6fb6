/* wca-cluster: the tree of a glass's minima, from the barriers between all pairs of them.
 *
 * Reads rows with a < b (positions of the two items, from 0) and a key, one row per pair; writes n - 1 merge
 * rows and a row with the order of the leaves, in which the paper's Fig. 7 draws its matrices. Rows of one
 * state point and glass stand together and make one tree.
 * Reference: linkage.h. */
#include <stdlib.h>

#include "program/cli.h"
#include "base/error.h"
#include "landscape/linkage.h"
#include "io/output.h"
#include "io/pair_rows.h"

/* The distances of all pairs, items x items. To be freed. */
static double *distances(const struct pair_rows *pairs, const char *key) {
    size_t items = (size_t)pairs->items;
    double *distance = allocate(items * items, sizeof *distance);
    for (size_t p = 0; p < pairs->count; p++) {
        const struct pair_row *row = &pairs->row[p];
        double value = row_get_number(row->where, row->json, key);
        if (value < 0)
            fatal(EX_DATAERR, "%s: expected a distance of at least 0 for the key \"%s\", found %.12g",
                  row->where, key, value);
        distance[(size_t)row->a * items + (size_t)row->b] = value;
        distance[(size_t)row->b * items + (size_t)row->a] = value;
    }
    return distance;
}

static void write_tree(FILE *stream, const struct pair_rows *pairs, const char *key, enum linkage linkage) {
    int items = pairs->items;
    double *distance = distances(pairs, key);
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
            "differ in potential, phi, density, temperature, glass_phi, glass_density, glass_temperature or "
            "glass belong to different trees.\n\n"
            "Example:\n  wca-neb --pairs all minima.xyz | wca-cluster --key barrier --linkage average",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);

    struct pair_reader *reader = pair_reader_open(cli.files);
    struct output *output = output_open(cli.output);
    struct pair_rows *pairs;
    while ((pairs = pair_rows_read(reader, key)) != NULL) {
        write_tree(output_stream(output), pairs, key, (enum linkage)linkage);
        pair_rows_free(pairs);
    }
    output_close(output);
    pair_reader_close(reader);
    return 0;
}
