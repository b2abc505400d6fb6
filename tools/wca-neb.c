/* wca-neb: energy barriers between the minima of a glass, by the nudged elastic band.
 *
 * Reads minima (frames from wca-min), writes one row per pair a < b, 0-based positions in the glass's group:
 * distance Delta0_AB (eq. 5), participation P_AB (eq. 6), barrier V_AB = E_saddle - min(E_A, E_B), an upper
 * bound. Bands run between distinct minima only; frames that are one minimum share them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "displacement.h"
#include "error.h"
#include "extxyz.h"
#include "jsonl.h"
#include "landscape.h"
#include "neb.h"
#include "output.h"
#include "progress.h"

static int64_t images = 40, max_iterations = 6000, clones = UNSET_INTEGER;
static double spring = 10.0, stiffness = 0.1, tolerance = 1e-4, band_tolerance = 5e-2;
static int prerelax = 1;
static bool distinct = false;
static const char *pairs = "all", *part = "1/1", *path = NULL, *known = NULL;

static const struct option_spec options[] = {
    {"images", "COUNT", OPTION_INTEGER, &images, 1, 10000, NULL, "Images between the two minima"},
    {"pairs", "LIST", OPTION_TEXT, &pairs, 0, 0, NULL,
     "Which pairs: all, or A:B,A:B,... (0-based positions within the glass), or :B, all pairs with A < B"},
    {"part", "K/M", OPTION_TEXT, &part, 0, 0, NULL,
     "The K-th of M parts of the bands and the rows that follow from them"},
    {"clones", "COUNT", OPTION_INTEGER, &clones, 1, 1e9, NULL,
     "Use only the first COUNT frames of each glass"},
    {"known", "ROWS", OPTION_TEXT, &known, 0, 0, NULL,
     "Rows of earlier runs: their bands are taken, not run again"},
    {"distinct", NULL, OPTION_FLAG, &distinct, 0, 0, NULL,
     "Only rows between distinct minima, each represented by its lowest position"},
    {"path", "FILE", OPTION_TEXT, &path, 0, 0, NULL, "Write the images of every band that is run, as frames"},
    {"spring", "K", OPTION_NUMBER, &spring, 0, 1e6, NULL, "Spring along the band, eps/<sigma>^2"},
    {"stiffness", "K", OPTION_NUMBER, &stiffness, 0, 1e6, NULL,
     "Spring across the band, not on the climbing image, eps/<sigma>^2"},
    {"tolerance", "F", OPTION_NUMBER, &tolerance, 0, 1e6, NULL,
     "Largest force component on the climbing image, eps/<sigma>"},
    {"band-tolerance", "F", OPTION_NUMBER, &band_tolerance, 0, 1e6, NULL,
     "Largest force component on any other image, eps/<sigma>"},
    {"max-iterations", "COUNT", OPTION_INTEGER, &max_iterations, 1, 1e9, NULL,
     "Iterations of each stage of a band"},
    {"prerelax", "NAME", OPTION_CHOICE, &prerelax, 0, 0, "none|harmonic",
     "Relax the band on the harmonic potential first, to remove strong overlaps"},
    {NULL, NULL, 0, NULL, 0, 0, NULL, NULL},
};

static const struct program program = {
    .summary = "Read minima of a glass, write the energy barriers between them, by the nudged elastic band.",
    .details =
        "Reads minima (extended XYZ, from wca-min) and writes one row (JSON Lines) per pair of the "
        "same glass: distance, "
        "participation, barrier, saddle_energy and how the band ended. barrier is an upper bound of "
        "the lowest one. "
        "at_lower_bound is true where no image lies above the higher minimum: then it is |E_A - E_B|, the "
        "lowest it can be: what the path still rises above that is less than the images resolve.\n\n"
        "Example:\n  wca-neb --part 1/2 minima.xyz -o rows-1.jsonl",
    .reads = true,
    .options = options,
};

/* Where rows and images go, and what is counted. */
struct sinks {
    FILE *rows, *path;
    struct progress progress;
    int bands;
};

static void parse_part(int64_t *index, int64_t *parts) {
    char *end;
    *index = strtoll(part, &end, 10);
    *parts = *end == '/' ? strtoll(end + 1, &end, 10) : 0;
    if (*end != '\0' || *parts < 1 || *index < 1 || *index > *parts)
        fatal(EX_USAGE, "--part: expected K/M with 1 <= K <= M, found '%s'", part);
}

static void write_path(FILE *stream, const struct band *band, const struct landscape *landscape, int a,
                       int b) {
    for (int image = -1; image <= images; image++) {
        bool inner = image >= 0 && image < images;
        struct frame *frame = frame_copy(landscape->frame[image < 0 ? a : b]);
        frame_drop(frame, "clone");
        frame_drop(frame, "max_force");
        frame_drop(frame, "converged");
        if (inner)
            frame_set_number(frame, "energy", band_image(band, image, frame->position));
        frame_set_integer(frame, "a", a);
        frame_set_integer(frame, "b", b);
        frame_set_integer(frame, "image", image + 1);
        extxyz_write(stream, frame);
        frame_free(frame);
    }
}

static struct barrier run_band(struct band *band, const struct landscape *landscape, int a, int b,
                               struct sinks *sinks) {
    struct barrier barrier = band_relax(band, landscape->frame[a]->position, landscape->energy[a],
                                        landscape->frame[b]->position, landscape->energy[b]);
    detail("pair %d, %d: barrier %.6g after %lld iterations, %s", a, b, barrier.barrier,
           (long long)barrier.iterations,
           barrier.at_lower_bound ? "at the lower bound"
           : barrier.converged    ? "converged"
                                  : "not converged");
    if (sinks->path != NULL)
        write_path(sinks->path, band, landscape, a, b);
    progress_update(&sinks->progress, ++sinks->bands);
    return barrier;
}

static void write_row(FILE *stream, const struct landscape *landscape, int a, int b,
                      const struct barrier *barrier) {
    const struct frame *of_a = landscape->frame[a], *of_b = landscape->frame[b];
    double participation = displacement_participation(of_a->n, of_a->position, of_b->position);
    double energy_a = landscape->energy[a], energy_b = landscape->energy[b];
    bool same = landscape->minimum[a] == landscape->minimum[b];
    json_t *row = landscape_row(landscape);
    row_integer(row, "a", a);
    row_integer(row, "b", b);
    row_integer(row, "clone_a", landscape->clone[a]);
    row_integer(row, "clone_b", landscape->clone[b]);
    row_integer(row, "minimum_a", landscape->minimum[a]);
    row_integer(row, "minimum_b", landscape->minimum[b]);
    row_number(row, "distance", displacement_distance(of_a->n, of_a->position, of_b->position));
    if (same || isnan(participation))
        row_null(row, "participation");
    else
        row_number(row, "participation", participation);
    row_number(row, "barrier", same ? 0.0 : barrier->saddle_energy - fmin(energy_a, energy_b));
    row_number(row, "saddle_energy", same ? fmax(energy_a, energy_b) : barrier->saddle_energy);
    row_number(row, "energy_a", energy_a);
    row_number(row, "energy_b", energy_b);
    row_number(row, "max_force", barrier->max_force);
    row_integer(row, "iterations", barrier->iterations);
    row_boolean(row, "converged", barrier->converged);
    row_boolean(row, "at_lower_bound", barrier->at_lower_bound);
    if (same)
        row_text(row, "reason", "the two are one minimum");
    else if (!barrier->converged)
        row_text(row, "reason",
                 barrier->max_force > tolerance ? "the force on the climbing image is above --tolerance"
                                                : "a force on the band is above --band-tolerance");
    row_write(stream, row);
}

/* The rows of one glass: each pair asked for, its band taken or run. */
static void connect(struct landscape *landscape, const struct pair_request *requests, int count,
                    struct sinks *sinks) {
    const struct frame *glass = landscape->frame[0];
    struct band_options band_options = {(int)images,    spring,        stiffness,     tolerance,
                                        band_tolerance, prerelax == 1, max_iterations};
    struct band *band = NULL;
    int64_t index, parts, number = 0;
    parse_part(&index, &parts);
    for (int k = 0; k < count; k++) {
        int a = requests[k].a, b = requests[k].b;
        int lower = landscape->minimum[a], upper = landscape->minimum[b];
        if (distinct && (lower != a || upper != b || a == b))
            continue;
        struct barrier none = {.converged = true, .at_lower_bound = true}, *barrier = &none;
        if (lower == upper) {
            if (number++ % parts != index - 1)
                continue;
        } else {
            struct connection *connection = landscape_connection(landscape, lower, upper);
            if (connection->part < 0)
                connection->part = number++ % parts;
            if (connection->part != index - 1)
                continue;
            if (!connection->known) {
                if (band == NULL)
                    band = band_of_glass(glass->n, glass->box, glass->sigma, &band_options);
                int first = lower < upper ? lower : upper, second = lower < upper ? upper : lower;
                connection->barrier = run_band(band, landscape, first, second, sinks);
                connection->known = true;
            }
            barrier = &connection->barrier;
        }
        write_row(sinks->rows, landscape, a, b, barrier);
    }
    if (band != NULL)
        band_free(band);
}

int main(int argc, char **argv) {
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    struct known_rows *known_rows = known == NULL ? NULL : known_rows_read(known);
    struct extxyz_reader *reader = extxyz_open(cli.files);
    struct output *output = output_open(cli.output);
    struct output *path_output = path == NULL ? NULL : output_open(path);
    struct sinks sinks = {
        output_stream(output), path_output == NULL ? NULL : output_stream(path_output), {0}, 0};
    int count;
    progress_start(&sinks.progress, "bands", 0, cli.quiet);
    for (struct frame **frames; (frames = extxyz_read_glass(reader, &count)) != NULL; frames_free(frames)) {
        int used = clones != UNSET_INTEGER && clones < count ? (int)clones : count;
        struct landscape *landscape = landscape_new(frames, used);
        if (known_rows != NULL)
            landscape_take(landscape, known_rows);
        int requested;
        struct pair_request *requests = pairs_requested(pairs, used, &requested);
        connect(landscape, requests, requested, &sinks);
        output_flush(output);
        free(requests);
        landscape_free(landscape);
    }
    progress_end(&sinks.progress);
    if (path_output != NULL)
        output_close(path_output);
    output_close(output);
    extxyz_close(reader);
    known_rows_free(known_rows);
}
