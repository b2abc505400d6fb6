/* wca-minima: how many minima a glass's frames are, and which.
 *
 * Reads minima (frames from wca-min), writes a row for each: the lowest position, from 0, of the frames of
 * its glass that are the same minimum, its energy and largest force (computed, labels are not trusted), how
 * many of its particles are rattlers and how many contacts hold the others; or a row for each pair, with
 * their distance (the paper's eq. 5) and participation ratio (eq. 6). --merge and --cross read rows of many
 * glasses, one minimum each: energies and how many are jammed, and where random configurations jam.
 * Reference: minima.h, jammed.h. */
#include <math.h>
#include <stdlib.h>

#include "program/cli.h"
#include "observables/displacement.h"
#include "forces/ensemble.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "io/jsonl.h"
#include "io/merge.h"
#include "landscape/jammed.h"
#include "landscape/landscape.h"
#include "landscape/minima.h"
#include "io/output.h"
#include "io/state.h"
#include "io/unwrap.h"

/* The state point of a row, in the order in which rows are sorted. */
static const char *const state[] = {STATE_POINT, NULL};
static const char *const densities[] = {STATE_GLASS, "temperature", STATE_DENSITY, NULL};
enum { DENSITY_KEYS = STATE_GLASS_KEYS + 1 };

static const char summary[] = "Read minima of a glass, write which of them are one and the same.";
static const char details[] =
    "Reads minima (extended XYZ, from wca-min) and writes a row (JSON Lines) for each: minimum is the "
    "lowest position, from 0, of the frames that are the same minimum, joined transitively; rattlers "
    "are particles that fewer than four contacts hold; contacts are those between the others.\n\n"
    "--merge gives energy_per_particle and jammed, the part of the minima that is, with standard "
    "errors over the glasses; --cross gives phi_j, where that part, by isotonic regression, passes the "
    "fraction, with an error from leaving out one glass after the other and from phi_step. Rows whose "
    "max_force is above 1e-8 are no minima, and counted as unconverged.\n\n"
    "Examples, the number of distinct minima, and where random configurations jam:\n"
    "  wca-minima minima.xyz | jq --slurp 'map(.minimum) | unique | length'\n"
    "  wca-minima --cross 0.5 random-0.7*.jsonl";

struct group {
    int count;
    struct frame **frame;
    double *energy, *force; /* totals, eps; largest components, eps/<sigma> */
    int *minimum;
};

/* Energies and forces at the frames of one glass, which must be minima. */
static void measure(struct group *group, double largest_force) {
    const struct frame *first = group->frame[0];
    struct ensemble *ensemble = ensemble_of(first, 1, false);
    for (int k = 0; k < group->count; k++)
        group->energy[k] = minima_measure(ensemble, group->frame[k], k, largest_force, &group->force[k]);
    ensemble_free(ensemble);
}

static void write_row(FILE *stream, const struct group *group, int k) {
    const struct frame *frame = group->frame[k];
    bool *rattler = allocate((size_t)frame->n, sizeof *rattler);
    int contacts, rattlers = minima_rattlers(frame, rattler, &contacts);
    int64_t clone = k + 1;
    json_t *row = state_row(frame);
    frame_integer(frame, "clone", &clone);
    row_integer(row, "clone", clone);
    row_integer(row, "position", k);
    row_integer(row, "minimum", group->minimum[k]);
    row_number(row, "energy", group->energy[k]);
    row_number(row, "max_force", fabs(group->force[k]));
    row_integer(row, "particles", frame->n);
    row_integer(row, "rattlers", rattlers);
    row_integer(row, "contacts", contacts);
    row_write(stream, row);
    free(rattler);
}

/* The keys are those of wca-neb, which adds the barriers. */
static void write_pair(FILE *stream, const struct group *group, int a, int b) {
    const struct frame *of_a = group->frame[a], *of_b = group->frame[b];
    double participation = displacement_participation(of_a->n, of_a->position, of_b->position);
    json_t *row = state_row(of_a);
    row_integer(row, "particles", of_a->n);
    row_integer(row, "a", a);
    row_integer(row, "b", b);
    row_integer(row, "minimum_a", group->minimum[a]);
    row_integer(row, "minimum_b", group->minimum[b]);
    row_number(row, "distance", displacement_distance(of_a->n, of_a->position, of_b->position));
    row_number_or_reason(row, "participation", group->minimum[a] == group->minimum[b] ? NAN : participation,
                         "the two are one minimum");
    row_number(row, "energy_a", group->energy[a]);
    row_number(row, "energy_b", group->energy[b]);
    row_write(stream, row);
}

static void write_rows(FILE *stream, const struct group *group, bool pairs) {
    for (int k = 0; k < group->count && !pairs; k++)
        write_row(stream, group, k);
    for (int a = 0; a < group->count && pairs; a++)
        for (int b = a + 1; b < group->count; b++)
            write_pair(stream, group, a, b);
}

/* How the minima of a glass are told apart, and what is written of them. */
struct minima_options {
    bool pairs, unwrap;
    int64_t clones;
    struct minima_rule rule;
    double largest_force;
};

/* The minima of one glass after another. */
static void read_glasses(char **files, const struct minima_options *how, struct output *output) {
    struct extxyz_reader *reader = extxyz_open(files);
    struct group group;
    int read;
    while ((group.frame = extxyz_read_glass(reader, &read)) != NULL) {
        group.count = how->clones != UNSET_INTEGER && how->clones < read ? (int)how->clones : read;
        group.energy = allocate((size_t)group.count, sizeof *group.energy);
        group.force = allocate((size_t)group.count, sizeof *group.force);
        group.minimum = allocate((size_t)group.count, sizeof *group.minimum);
        unwrap_compared(group.frame, group.count, how->unwrap);
        measure(&group, how->largest_force);
        minima_sort(group.frame, group.count, group.energy, &how->rule, group.minimum);
        write_rows(output_stream(output), &group, how->pairs);
        output_flush(output);
        free(group.energy);
        free(group.force);
        free(group.minimum);
        frames_free(group.frame);
    }
    extxyz_close(reader);
}

/* Of --merge and --cross. */
struct averages {
    double jammed, polydispersity, fraction;
};

static void average(void *context, const struct merge *merge, const struct merge_row *rows, int count,
                    FILE *stream) {
    const struct averages *of = context;
    json_t *row = merge_state(merge, rows);
    jammed_merge(row, rows, count, of->jammed, of->polydispersity);
    row_write(stream, row);
}

static void cross(void *context, const struct merge *merge, const struct merge_row *rows, int count,
                  FILE *stream) {
    const struct averages *of = context;
    json_t *row = merge_state(merge, rows);
    jammed_cross(row, rows, count, of->jammed, of->fraction);
    row_write(stream, row);
}

int main(int argc, char **argv) {
    struct minima_options how = {
        .clones = UNSET_INTEGER, .rule = {SAME_DISPLACEMENT, SAME_ENERGY}, .largest_force = MINIMUM_FORCE};
    struct averages averages = {.jammed = 1e-8, .polydispersity = NAN, .fraction = NAN};
    bool merge = false;
    const struct option_spec options[] = {
        {"pairs", NULL, OPTION_FLAG, &how.pairs, 0, 0, NULL,
         "Write a row for each pair of minima instead: distance and participation ratio (wca-diff --help), "
         "energies"},
        {"clones", "COUNT", OPTION_INTEGER, &how.clones, 1, 1e9, NULL,
         "Use only the first COUNT frames of each glass"},
        {"displacement", "D", OPTION_NUMBER, &how.rule.displacement, 0, 1e6, NULL,
         "One minimum: no particle that is no rattler is displaced by D or more, <sigma>"},
        {"energy", "E", OPTION_NUMBER, &how.rule.energy, 0, 1e6, NULL,
         "One minimum: the total energies differ by less than E, eps"},
        {"max-force", "F", OPTION_NUMBER, &how.largest_force, 0, 1e6, NULL,
         "A frame with a larger force component than F is no minimum, eps/<sigma>"},
        UNWRAP_OPTION(how.unwrap, "first frame of the glass"),
        {"merge", NULL, OPTION_FLAG, &merge, 0, 0, NULL,
         "Read rows of glasses, one minimum each, write averages over the glasses of each state point"},
        {"polydispersity", "DELTA", OPTION_NUMBER, &averages.polydispersity, 0, 1, NULL,
         "With --merge: the energy of glasses of this polydispersity too, sd/mean of the diameters, by a "
         "straight line through its logarithm"},
        {"cross", "FRACTION", OPTION_NUMBER, &averages.fraction, 1e-6, 1, NULL,
         "Read rows of glasses at many densities, one minimum each, write at which of them FRACTION is "
         "jammed"},
        {"jammed", "E", OPTION_NUMBER, &averages.jammed, 0, 1e6, NULL,
         "With --merge or --cross: a minimum with more energy per particle than E is jammed, eps"},
        {0},
    };
    const struct program program = {
        .summary = summary, .details = details, .reads = true, .options = options};
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);

    if (how.pairs + merge + !isnan(averages.fraction) > 1)
        fatal(EX_USAGE, "expected one of --pairs, --merge and --cross, found several");
    if (!merge && !isnan(averages.polydispersity))
        fatal(EX_USAGE, "expected --polydispersity with --merge only, found it without");

    struct output *output = output_open(cli.output);
    if (merge || !isnan(averages.fraction)) {
        if (merge)
            merge_read(cli.files, state, "minimum", STATE_POINT_KEYS, average, &averages,
                       output_stream(output));
        else
            merge_read(cli.files, densities, "minimum", DENSITY_KEYS, cross, &averages,
                       output_stream(output));
        output_close(output);
        return 0;
    }
    read_glasses(cli.files, &how, output);
    output_close(output);
    return 0;
}
