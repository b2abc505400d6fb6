/* wca-landscape: the numbers of a glass's landscape, from the rows of all pairs of its minima.
 *
 * Reads rows as wca-neb --pairs all writes them, glass by glass, and writes a row for each glass: how many
 * minima there are, how barriers, distances and participation ratios go together, with errors by jackknife;
 * or each pair with its minimax barrier, or the disconnectivity graph. --merge reads rows of glasses and
 * averages over them. Reference: Scalliet, Berthier and Zamponi (2019), Figs 7 and 8; roughness.h,
 * disconnectivity.h. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "program/cli.h"
#include "landscape/census.h"
#include "landscape/disconnectivity.h"
#include "landscape/distribution.h"
#include "base/error.h"
#include "io/jsonl.h"
#include "io/merge.h"
#include "io/output.h"
#include "io/pair_rows.h"
#include "io/state.h"
#include "landscape/roughness.h"

/* The state point of a row, in the order in which rows are sorted. */
static const char *const state[] = {STATE_POINT, NULL};

static const char summary[] =
    "Read a row for every pair of minima, write the numbers of the landscape with errors.";
static const char details[] =
    "Reads the rows of wca-neb --pairs all (JSON Lines), those of a glass together. One row per glass: "
    "clones, minima, pairs, bands and how many converged; extremes; and with errors by jackknife over "
    "clones and minima: shared (pairs of clones in one minimum), minima_per_clone, "
    "largest_participation_of_a_clone, rank correlations (distance_with_participation, "
    "distance_with_barrier), localized and collective (shares of the pairs in two minima), two_scales (the "
    "share of the variance of ln V between small and large "
    "barriers), localized_among_large, collective_among_large, largest_participation_of_a_clone_small "
    "and rarest_kind (of localized and collective pairs with small and large barriers). NAME_low has "
    "the lower bound |E_A - E_B| for each band that did not converge, where NAME has the upper one.\n\n"
    "--tree: rows with minimum are minima, those with left and right joins of two nodes, at the lowest "
    "energy over which a sequence of bands leads from one to the other; x is where they stand, in "
    "clones, in the order of wca-cluster --key barrier, x_untangled where no lines cross. A join that "
    "is not converged may be lower; at_lower_bound is true where no saddle was found.\n\n"
    "--merge: the mean of each number over the glasses that have it, with its standard error (of shares that "
    "are all the same that of a share of so many), and how many these are as NAME_glasses; of lists the "
    "same, entry by entry.\n\n"
    "Examples:\n"
    "  wca-neb --pairs all minima.xyz | wca-landscape -o glass-1.jsonl\n"
    "  wca-landscape --merge glass-*.jsonl | jq .two_scales\n"
    "  wca-landscape --minimax pairs.jsonl |\n"
    "    jq -r '[.a, .b, .barrier, .minimax] | @tsv'";

/* Do two rows of a state say the same of how their glass was made? Where it is now may differ. */
static bool same_glass(const json_t *one, const json_t *other) {
    static const char *const keys[] = {STATE_GLASS, "glass"};
    const json_t *potential = json_object_get(one, "potential");
    if ((potential == NULL) != (json_object_get(other, "potential") == NULL) ||
        (potential != NULL && !json_equal(potential, json_object_get(other, "potential"))))
        return false;
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        const json_t *here = json_object_get(one, keys[k]), *there = json_object_get(other, keys[k]);
        if ((here == NULL) != (there == NULL) || json_number_value(here) != json_number_value(there))
            return false;
    }
    return true;
}

/* The glass of `rows` in another file, NULL when it is not there. */
static struct pair_rows *find(struct pair_rows *const *other, const struct pair_rows *rows) {
    while (*other != NULL && !same_glass((*other)->state, rows->state))
        other++;
    return *other;
}

/* All rows of a file, NULL-terminated. */
static struct pair_rows **read_all(const char *path) {
    struct pair_reader *reader = pair_reader_open((char *[]){(char *)path, NULL});
    struct pair_rows **all = NULL, *rows;
    size_t count = 0;
    do {
        rows = pair_rows_read(reader, NULL);
        struct pair_rows **longer = reallocarray(all, count + 1, sizeof(struct pair_rows *));
        all = longer;
        all[count++] = rows;
    } while (rows != NULL);
    pair_reader_close(reader);
    return all;
}

static void write_numbers(FILE *stream, const struct pair_rows *rows, const struct roughness_rules *rules,
                          bool distributions, struct pair_rows *const *other) {
    static const char *const sample[] = {"polydispersity", "diameters", "particles"};
    json_t *row = json_copy(rows->state);
    for (size_t k = 0; k < sizeof sample / sizeof *sample; k++) {
        json_t *value = json_object_get(rows->row[0].json, sample[k]);
        if (value != NULL)
            json_object_set(row, sample[k], value);
    }
    struct census *census = census_new(rows, true);
    roughness_write(row, census, rules);
    if (distributions)
        distribution_write(row, census);
    if (other != NULL) {
        const struct pair_rows *compared = find(other, rows);
        if (compared == NULL)
            fatal(EX_DATAERR, "%s: expected this glass among the rows of --compare too, found others",
                  rows->row[0].where);
        struct census *second = census_new(compared, false);
        roughness_compare(row, census, second);
        census_free(second);
    }
    census_free(census);
    row_write(stream, row);
}

/* Every pair again, in its order, with the lowest barrier over any sequence of bands. */
static void write_minimax(FILE *stream, const struct pair_rows *rows) {
    struct census *census = census_new(rows, true);
    struct disconnectivity *tree = disconnectivity_new(census);
    for (size_t p = 0; p < census->pairs; p++) {
        const struct census_pair *pair = &census->pair[p];
        bool same = census_one_minimum(pair);
        const struct branch *node =
            &tree->node[tree->join[pair->minimum_a * census->minima + pair->minimum_b]];
        json_t *row = json_copy(rows->row[p].json);
        row_number(row, "minimax", same ? 0 : node->energy - fmin(pair->energy_a, pair->energy_b));
        row_boolean(row, "minimax_converged", same || node->converged);
        row_boolean(row, "minimax_at_lower_bound", !same && node->at_lower_bound);
        row_write(stream, row);
    }
    disconnectivity_free(tree);
    census_free(census);
}

/* A row for each minimum, then one for each join. */
static void write_tree(FILE *stream, const struct pair_rows *rows) {
    struct census *census = census_new(rows, true);
    struct disconnectivity *tree = disconnectivity_new(census);
    for (int k = 0; k < 2 * tree->minima - 1; k++) {
        const struct branch *node = &tree->node[k];
        json_t *row = json_copy(rows->state);
        row_integer(row, "node", k);
        if (node->minimum >= 0) {
            row_integer(row, "minimum", census->first[node->minimum]);
        } else {
            row_integer(row, "left", node->left);
            row_integer(row, "right", node->right);
            row_integer(row, "minima", node->minima);
            row_boolean(row, "converged", node->converged);
            row_boolean(row, "at_lower_bound", node->at_lower_bound);
        }
        row_number(row, "energy", node->energy);
        row_integer(row, "clones", node->clones);
        row_number(row, "x", node->x[LAYOUT_MATRICES]);
        row_number(row, "x_untangled", node->x[LAYOUT_UNTANGLED]);
        row_write(stream, row);
    }
    disconnectivity_free(tree);
    census_free(census);
}

/* The rows of one glass after another. */
static void write_glasses(char **files, const char *compare, bool minimax, bool tree, bool distributions,
                          const struct roughness_rules *rules, FILE *stream) {
    struct pair_rows **other = compare == NULL ? NULL : read_all(compare), *rows;
    struct pair_reader *reader = pair_reader_open(files);
    while ((rows = pair_rows_read(reader, NULL)) != NULL) {
        if (minimax)
            write_minimax(stream, rows);
        else if (tree)
            write_tree(stream, rows);
        else
            write_numbers(stream, rows, rules, distributions, other);
        pair_rows_free(rows);
    }
    for (struct pair_rows **each = other; each != NULL && *each != NULL; each++)
        pair_rows_free(*each);
    free(other);
    pair_reader_close(reader);
}

static void average(void *context, const struct merge *merge, const struct merge_row *rows, int count,
                    FILE *stream) {
    (void)context;
    json_t *row = merge_state(merge, rows);
    merge_write_samples(row, rows, count);
    if (merge_any_has(rows, count, "particles")) /* rows of pairs of an earlier version do not say */
        row_integer(row, "particles", merge_common(rows, count, "particles"));
    roughness_merge(row, rows, count);
    distribution_merge(row, rows, count);
    row_write(stream, row);
}

int main(int argc, char **argv) {
    bool minimax = false, tree = false, merge = false, distributions = false;
    const char *compare = NULL;
    struct roughness_rules rules = {.localized = 20, .collective = 50, .smallest_barrier = 1e-6};
    const struct option_spec options[] = {
        {"minimax", NULL, OPTION_FLAG, &minimax, 0, 0, NULL,
         "Write the rows again, with the lowest barrier over any sequence of bands as minimax"},
        {"tree", NULL, OPTION_FLAG, &tree, 0, 0, NULL,
         "Write the disconnectivity graph: a row for each minimum and each energy at which minima join"},
        {"merge", NULL, OPTION_FLAG, &merge, 0, 0, NULL,
         "Read rows of glasses that this program wrote, write averages over the glasses of each state point"},
        {"distributions", NULL, OPTION_FLAG, &distributions, 0, 0, NULL,
         "Write how distances, participation ratios and barriers are distributed, too"},
        {"compare", "ROWS", OPTION_TEXT, &compare, 0, 0, NULL,
         "Compare with other clones of the same glasses, from rows of their pairs (wca-minima --pairs): how "
         "far the mean energy shifts, and the ratio of the mean distances"},
        {"localized", "P", OPTION_NUMBER, &rules.localized, 0, 1e9, NULL,
         "A pair is localized up to this participation ratio, particles"},
        {"collective", "P", OPTION_NUMBER, &rules.collective, 0, 1e9, NULL,
         "A pair is collective from this participation ratio on, particles"},
        {"smallest-barrier", "V", OPTION_NUMBER, &rules.smallest_barrier, DBL_MIN, 1e100, NULL,
         "Logarithms are of barriers of at least V, eps"},
        {0},
    };
    const struct program program = {
        .summary = summary, .details = details, .reads = true, .options = options};
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (minimax + tree + merge + (compare != NULL) > 1)
        fatal(EX_USAGE, "expected one of --minimax, --tree, --merge and --compare, found several");
    if (distributions && (minimax || tree || merge))
        fatal(EX_USAGE, "expected --distributions with the numbers of glasses, found it with --%s%s",
              minimax ? "minimax"
              : tree  ? "tree"
                      : "merge",
              merge ? ", which averages what rows have" : "");

    struct output *output = output_open(cli.output);
    if (merge) {
        merge_read(cli.files, state, NULL, STATE_POINT_KEYS, average, NULL, output_stream(output));
        output_close(output);
        return 0;
    }
    write_glasses(cli.files, compare, minimax, tree, distributions, &rules, output_stream(output));
    output_close(output);
    return 0;
}
