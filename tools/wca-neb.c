/* wca-neb: energy barriers between the minima of a glass, by the nudged elastic band.
 *
 * Reads minima (frames from wca-min), writes one row per pair a < b, 0-based positions in the glass's group:
 * distance Delta0_AB (eq. 5), participation P_AB (eq. 6), barrier V_AB = E_saddle - min(E_A, E_B), an upper
 * bound. Bands run between distinct minima only; frames that are one minimum share them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "landscape/bands.h"
#include "program/cli.h"
#include "observables/displacement.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "io/jsonl.h"
#include "landscape/landscape.h"
#include "io/output.h"
#include "io/state.h"
#include "base/progress.h"
#include "io/unwrap.h"

/* Which bands, and how they are relaxed. */
struct neb_options {
    int64_t images, max_iterations, clones;
    double spring, stiffness, tolerance, band_tolerance, overlap; /* as in struct band_options */
    int prerelax, way;
    bool distinct, again, string, unwrap;
    const char *pairs, *part, *path, *saddles, *known;
};

static const char summary[] =
    "Read minima of a glass, write the energy barriers between them, by the nudged elastic band.";
static const char details[] =
    "Reads minima (extended XYZ, from wca-min) and writes one row (JSON Lines) per pair of the same glass: "
    "distance and participation (wca-diff --help), barrier, saddle_energy and how the band ended. barrier is "
    "an upper bound of "
    "the lowest one. The highest image climbs by itself to a saddle (largest force component max_force), "
    "until it is still the highest and no other force, max_band_force, is above --band-tolerance. Then the "
    "straight lines between the images are walked in 24 steps each; where the energy is too high, images are "
    "put between them, and one that stays above the others climbs. barrier_high is the highest energy on "
    "that path above the lower minimum; converged is true where it exceeds barrier, that of a saddle, by "
    "less than one per cent or 1e-6. What does not converge is relaxed once more, the eight images that find "
    "the path (--way) and the band exchanging string and springs; then barrier is barrier_high, and a reason "
    "is given. barrier_low is |E_A - E_B|, below which there can be none. at_lower_bound is true where no "
    "saddle was found above the higher minimum: that has converged only where all is flat, at E = 0.\n\n"
    "Example:\n  wca-neb --part 1/2 minima.xyz -o rows-1.jsonl";

/* Where rows and images go, whose they are, and what is counted. */
struct sinks {
    struct output *rows, *path, *saddles; /* the last two: or NULL */
    const struct landscape *landscape;
    struct progress progress;
    int bands;
};

static void parse_part(const char *part, int64_t *index, int64_t *parts) {
    char *text = copy_text(part), *slash = strchr(text, '/');
    if (slash != NULL)
        *slash = '\0';
    if (slash == NULL || !parse_integer(text, index) || !parse_integer(slash + 1, parts) || *parts < 1 ||
        *index < 1 || *index > *parts)
        fatal(EX_USAGE, "--part: expected K/M with 1 <= K <= M, found '%s'", part);
    free(text);
}

/* An image of a band, or minimum b when position is NULL, as a frame: labels a, b, image, energy. */
static void write_image(FILE *stream, const struct frame *minimum, const struct connection *connection,
                        int image, double energy, const double *position) {
    struct frame *frame = frame_copy(minimum);
    frame_drop(frame, "clone");
    frame_drop(frame, "max_force");
    frame_drop(frame, "converged");
    if (position != NULL) {
        memcpy(frame->position, position, 3 * (size_t)frame->n * sizeof(double));
        frame_set_number(frame, "energy", energy);
    }
    frame_set_integer(frame, "a", connection->a);
    frame_set_integer(frame, "b", connection->b);
    frame_set_integer(frame, "image", image + 1);
    extxyz_write(stream, frame);
    frame_free(frame);
}

static void write_path(FILE *stream, const struct band *band, const struct landscape *landscape,
                       const struct connection *connection) {
    const struct frame *a = landscape->frame[connection->a], *b = landscape->frame[connection->b];
    double *position = allocate(3 * (size_t)a->n, sizeof(double));
    write_image(stream, a, connection, -1, 0, NULL);
    int count = band_images(band);
    for (int image = 0; image < count; image++) {
        double energy = band_image(band, image, position);
        write_image(stream, b, connection, image, energy, position);
    }
    write_image(stream, b, connection, count, 0, NULL);
    free(position);
}

/* A band has ended: what is to be kept of its images. */
static void finish(void *context, const struct band *band, struct connection *connection) {
    struct sinks *sinks = context;
    const struct barrier *barrier = &connection->barrier;
    int n = sinks->landscape->frame[0]->n;
    detail("pair %d, %d: barrier %.6g after %lld iterations, %lld evaluations, %s", connection->a,
           connection->b, barrier->barrier, (long long)barrier->iterations, (long long)barrier->evaluations,
           barrier->converged        ? "converged"
           : barrier->at_lower_bound ? "no saddle"
                                     : "not converged");
    if (sinks->path != NULL)
        write_path(output_stream(sinks->path), band, sinks->landscape, connection);
    output_flush(sinks->path);
    if (sinks->saddles != NULL && !barrier->at_lower_bound) {
        connection->saddle = allocate(3 * (size_t)n, sizeof(double));
        connection->image = barrier->climbing;
        connection->saddle_energy = band_image(band, barrier->climbing, connection->saddle);
    }
    progress_update(&sinks->progress, ++sinks->bands);
}

static void write_row(FILE *stream, const struct landscape *landscape, int a, int b,
                      const struct barrier *barrier) {
    const struct frame *of_a = landscape->frame[a], *of_b = landscape->frame[b];
    double participation = displacement_participation(of_a->n, of_a->position, of_b->position);
    double energy_a = landscape->energy[a], energy_b = landscape->energy[b];
    bool same = landscape->minimum[a] == landscape->minimum[b];
    json_t *row = state_row(of_a);
    row_integer(row, "particles", of_a->n);
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
    row_boolean(row, "string", barrier->string);
    row_integer(row, "evaluations", barrier->evaluations);
    row_integer(row, "intermediates", barrier->intermediates);
    row_number(row, "max_band_force", barrier->max_band_force);
    row_number(row, "barrier_low", same ? 0.0 : fabs(energy_a - energy_b));
    row_number(row, "barrier_high", same ? 0.0 : barrier->highest_energy - fmin(energy_a, energy_b));
    if (same)
        row_text(row, "reason", "the two are one minimum");
    else if (!barrier->converged)
        row_text(row, "reason",
                 barrier->at_lower_bound ? "no saddle was found above the higher minimum"
                                         : "the path is higher than the highest saddle that was found on it");
    row_write(stream, row);
}

/* The saddles of the bands that were run, in the order of the requests. */
static void write_saddles(const struct sinks *sinks, struct connection *const *connections, int count) {
    for (int k = 0; k < count; k++) {
        const struct connection *connection = connections[k];
        if (connection->saddle != NULL)
            write_image(output_stream(sinks->saddles), sinks->landscape->frame[connection->a], connection,
                        connection->image, connection->saddle_energy, connection->saddle);
    }
}

static struct band_options options_of_bands(const struct neb_options *how) {
    return (struct band_options){.images = (int)how->images,
                                 .spring = how->spring,
                                 .stiffness = how->stiffness,
                                 .tolerance = how->tolerance,
                                 .band_tolerance = how->band_tolerance,
                                 .overlap = how->overlap,
                                 .prerelax = how->prerelax == 1,
                                 .string = how->string,
                                 .way_springs = how->way == 1,
                                 .again = how->again,
                                 .max_iterations = how->max_iterations};
}

/* The rows of one glass: each pair asked for, its band taken or run. */
static void connect(struct landscape *landscape, const struct pair_request *requests, int count,
                    const struct neb_options *how, struct sinks *sinks) {
    struct band_options band_options = options_of_bands(how);
    struct connection **run = allocate((size_t)count + 1, sizeof(struct connection *));
    bool *mine = allocate((size_t)count + 1, sizeof *mine);
    int64_t index, parts, number = 0;
    int bands = 0;
    parse_part(how->part, &index, &parts);
    for (int k = 0; k < count; k++) {
        int a = requests[k].a, b = requests[k].b;
        int one = landscape->minimum[a], other = landscape->minimum[b];
        if (how->distinct && (one != a || other != b || a == b))
            continue;
        if (one == other) {
            mine[k] = number++ % parts == index - 1;
            continue;
        }
        struct connection *connection = landscape_connection(landscape, one, other);
        if (connection->part < 0) {
            connection->part = number++ % parts;
            if (connection->part == index - 1 && !connection->known)
                run[bands++] = connection;
        }
        mine[k] = connection->part == index - 1;
    }
    sinks->landscape = landscape;
    if (bands > 0) /* images are written one band after another */
        bands_relax(landscape, run, bands, &band_options, sinks->path != NULL, finish, sinks);
    if (sinks->saddles != NULL)
        write_saddles(sinks, run, bands);
    for (int k = 0; k < count; k++) {
        int one = landscape->minimum[requests[k].a], other = landscape->minimum[requests[k].b];
        struct barrier none = {.converged = true, .at_lower_bound = true};
        if (mine[k])
            write_row(output_stream(sinks->rows), landscape, requests[k].a, requests[k].b,
                      one == other ? &none : &landscape_connection(landscape, one, other)->barrier);
    }
    free(run);
    free(mine);
}

/* The rows of one glass after another. */
static void connect_glasses(struct extxyz_reader *reader, const struct known_rows *known,
                            const struct neb_options *how, struct sinks *sinks) {
    int count;
    for (struct frame **frames; (frames = extxyz_read_glass(reader, &count)) != NULL; frames_free(frames)) {
        int requested, used = how->clones != UNSET_INTEGER && how->clones < count ? (int)how->clones : count;
        struct landscape *landscape = landscape_new(frames, used, how->unwrap);
        if (known != NULL)
            landscape_take(landscape, known);
        struct pair_request *requests = pairs_requested(how->pairs, used, &requested);
        landscape_check_images(landscape, requests, requested, how->images);
        connect(landscape, requests, requested, how, sinks);
        output_flush(sinks->rows);
        output_flush(sinks->saddles);
        free(requests);
        landscape_free(landscape);
    }
}

/* All rows, paths and saddles of the glasses in these files. */
static void connect_files(const struct cli *cli, const struct neb_options *how) {
    struct known_rows *known = how->known == NULL ? NULL : known_rows_read(how->known);
    struct extxyz_reader *reader = extxyz_open(cli->files);
    struct sinks sinks = {.rows = output_open(cli->output)};
    sinks.path = output_open_besides(how->path);
    sinks.saddles = output_open_besides(how->saddles);
    progress_start(&sinks.progress, "bands", 0, cli->quiet);
    connect_glasses(reader, known, how, &sinks);
    progress_end(&sinks.progress);
    outputs_close(3, (struct output *const[]){sinks.rows, sinks.saddles, sinks.path});
    extxyz_close(reader);
    known_rows_free(known);
}

static struct neb_options by_default(void) {
    return (struct neb_options){.images = 40,
                                .max_iterations = 2000,
                                .clones = UNSET_INTEGER,
                                .spring = 3.0,
                                .stiffness = 0.03,
                                .tolerance = 1e-6,
                                .band_tolerance = 0.2,
                                .overlap = 100.0,
                                .prerelax = 1,
                                .pairs = "all",
                                .part = "1/1"};
}

int main(int argc, char **argv) {
    struct neb_options how = by_default();
    const struct option_spec options[] = {
        {"images", "COUNT", OPTION_INTEGER, &how.images, 1, 1e9, NULL, "Images between the two minima"},
        {"pairs", "LIST", OPTION_TEXT, &how.pairs, 0, 0, NULL,
         "Which pairs: all, or A:B,A:B,... (0-based positions within the glass), or :B, all pairs with A < "
         "B"},
        {"part", "K/M", OPTION_TEXT, &how.part, 0, 0, NULL,
         "The K-th of M parts of the bands and the rows that follow from them"},
        {"clones", "COUNT", OPTION_INTEGER, &how.clones, 1, 1e9, NULL,
         "Use only the first COUNT frames of each glass"},
        {"known", "ROWS", OPTION_TEXT, &how.known, 0, 0, NULL,
         "Rows of earlier runs: their bands are taken, not run again"},
        {"distinct", NULL, OPTION_FLAG, &how.distinct, 0, 0, NULL,
         "Only rows between distinct minima, each represented by its lowest position"},
        {"path", "FILE", OPTION_TEXT, &how.path, 0, 0, NULL,
         "Write the minima and all images of every band that is run, as frames"},
        {"saddles", "FILE", OPTION_TEXT, &how.saddles, 0, 0, NULL,
         "Write the highest image of every band that is run, if it is above the higher minimum, as frames"},
        {"spring", "K", OPTION_NUMBER, &how.spring, 0, 1e6, NULL, "Spring along the band, eps/<sigma>^2"},
        {"string", NULL, OPTION_FLAG, &how.string, 0, 0, NULL,
         "No springs along the band: its images are put at equal distances time and again (string method)"},
        {"way", "NAME", OPTION_CHOICE, &how.way, 0, 0, "string|springs",
         "How eight images find the path on which a band of more images starts: by the string method, or "
         "with springs"},
        {"stiffness", "K", OPTION_NUMBER, &how.stiffness, 0, 1e6, NULL,
         "Spring across the band, not on its highest image, eps/<sigma>^2"},
        {"tolerance", "F", OPTION_NUMBER, &how.tolerance, 0, 1e6, NULL,
         "Largest force component on the saddle, eps/<sigma>"},
        {"band-tolerance", "SHARE", OPTION_NUMBER, &how.band_tolerance, 0, 1e6, NULL,
         "Largest component of the force across the band and of its springs on any other image, in units of "
         "the mean contact force of the two minima, or of the height of the band per <sigma> where that is "
         "more"},
        {"again", NULL, OPTION_FLAG, &how.again, 0, 0, NULL,
         "Relax every band once more as long after it has converged, to see that nothing changes"},
        {"max-iterations", "COUNT", OPTION_INTEGER, &how.max_iterations, 1, 1e9, NULL,
         "Iterations of each stage of a band, of which there are at most six"},
        {"prerelax", "NAME", OPTION_CHOICE, &how.prerelax, 0, 0, "none|harmonic",
         "Where particles overlap strongly relax the band on the harmonic potential first, until they do "
         "not"},
        {"overlap", "F", OPTION_NUMBER, &how.overlap, 0, 1e6, NULL,
         "Transverse force above which particles overlap strongly, eps/<sigma>"},
        UNWRAP_OPTION(how.unwrap, "first frame of the glass"),
        {0},
    };
    const struct program program = {
        .summary = summary, .details = details, .reads = true, .options = options};
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    connect_files(&cli, &how);
    return 0;
}
