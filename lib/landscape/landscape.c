/* landscape.c: the minima of one glass and what connects them. */
#include "landscape/landscape.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "observables/displacement.h"
#include "base/error.h"
#include "landscape/minima.h"
#include "io/unwrap.h"

/* Images: minima 1e-4 apart are known to 1e-6 at a force of 1e-8. */
static const double always_sensible = 100;

static double label_of_minimum(const struct frame *frame, const char *key, int position) {
    double value;
    if (!frame_number(frame, key, &value))
        fatal(EX_DATAERR, "%s: frame %d of glass %lld has no label %s: wca-min gives it", frame_where(frame),
              position + 1, (long long)frame_glass(frame), key);
    return value;
}

static void check_minimum(const struct landscape *landscape, int k) {
    const struct frame *frame = landscape->frame[k];
    const char *overlaps = frame_text(frame, "overlaps_removed");
    label_of_minimum(frame, "max_force", k);
    if (overlaps != NULL)
        fatal(EX_DATAERR,
              "%s: frame %d of glass %lld is a minimum of the potential '%s', expected one of its own, %s",
              frame_where(frame), k + 1, (long long)frame_glass(frame), overlaps,
              potential_name(frame_potential(frame)));
}

/* The mean force between particles that touch, in one replica alone. */
static double mean_contact_force(const struct ensemble *ensemble) {
    const struct pair_list *list = &ensemble->neighbors.inner;
    double sum = 0;
    int contacts = 0;
    EACH_PAIR (list, i, pair) {
        double r2 = pair_distance2(list, i, pair, ensemble->x);
        double force = potential_pair(ensemble->potential, r2, pair->sigma2, NULL) * sqrt(r2);
        sum += force;
        contacts += force > 0;
    }
    return contacts == 0 ? 0.0 : sum / contacts;
}

/* Labels are not trusted: the frame may have been moved since. */
static void check_energy(struct ensemble *ensemble, const struct landscape *landscape, int k) {
    const struct frame *frame = landscape->frame[k];
    double force, energy = minima_measure(ensemble, frame, k, MINIMUM_FORCE, &force);
    if (fabs(energy - landscape->energy[k]) > SAME_ENERGY * fmax(1.0, fabs(energy)))
        fatal(EX_DATAERR,
              "%s: frame %d of glass %lld says energy %.12g, but has energy %.12g: expected a minimum as "
              "wca-min wrote it",
              frame_where(frame), k + 1, (long long)frame_glass(frame), landscape->energy[k], energy);
    landscape->contact_force[k] = mean_contact_force(ensemble);
}

struct landscape *landscape_new(struct frame **frames, int count, bool unwrap) {
    unwrap_compared(frames, count, unwrap);
    struct landscape *landscape = allocate(1, sizeof *landscape);
    landscape->count = count;
    landscape->frame = frames;
    landscape->energy = allocate((size_t)count, sizeof(double));
    landscape->contact_force = allocate((size_t)count, sizeof(double));
    landscape->clone = allocate((size_t)count, sizeof(int64_t));
    landscape->minimum = allocate((size_t)count, sizeof(int));
    landscape->connection = allocate((size_t)count * (size_t)count, sizeof *landscape->connection);
    struct ensemble *ensemble = ensemble_of(frames[0], 1, false);
    for (int k = 0; k < count; k++) {
        check_minimum(landscape, k);
        landscape->energy[k] = label_of_minimum(frames[k], "energy", k);
        landscape->clone[k] = k + 1;
        frame_integer(frames[k], "clone", &landscape->clone[k]);
        check_energy(ensemble, landscape, k);
    }
    ensemble_free(ensemble);
    for (int k = 0; k < count * count; k++)
        landscape->connection[k] = (struct connection){.a = k / count, .b = k % count, .part = -1};
    const struct minima_rule rule = {SAME_DISPLACEMENT, SAME_ENERGY};
    minima_sort(frames, count, landscape->energy, &rule, landscape->minimum);
    return landscape;
}

void landscape_free(struct landscape *landscape) {
    free(landscape->energy);
    free(landscape->contact_force);
    free(landscape->clone);
    free(landscape->minimum);
    for (int k = 0; k < landscape->count * landscape->count; k++)
        free(landscape->connection[k].saddle);
    free(landscape->connection);
    free(landscape);
}

struct connection *landscape_connection(struct landscape *landscape, int a, int b) {
    int lower = a < b ? a : b, upper = a < b ? b : a;
    return &landscape->connection[lower * landscape->count + upper];
}

struct known_row {
    int64_t glass, a, b;
    double energy_a, energy_b;
    int64_t minimum_a, minimum_b; /* equal: no band */
    struct barrier barrier;
    char where[256];
};

struct known_rows {
    int count, capacity;
    struct known_row *row;
};

static int by_pair(const void *one, const void *other) {
    const struct known_row *p = *(struct known_row *const *)one, *q = *(struct known_row *const *)other;
    const int64_t keys[3][2] = {{p->glass, q->glass}, {p->a, q->a}, {p->b, q->b}};
    for (int k = 0; k < 3; k++)
        if (keys[k][0] != keys[k][1])
            return keys[k][0] < keys[k][1] ? -1 : 1;
    return (p > q) - (p < q); /* as they stand in the file */
}

static int64_t lower_minimum(const struct known_row *row) {
    return row->minimum_a < row->minimum_b ? row->minimum_a : row->minimum_b;
}

static int by_minima(const void *one, const void *other) {
    const struct known_row *p = *(struct known_row *const *)one, *q = *(struct known_row *const *)other;
    const int64_t keys[3][2] = {{p->glass, q->glass},
                                {lower_minimum(p), lower_minimum(q)},
                                {p->minimum_a + p->minimum_b, q->minimum_a + q->minimum_b}};
    for (int k = 0; k < 3; k++)
        if (keys[k][0] != keys[k][1])
            return keys[k][0] < keys[k][1] ? -1 : 1;
    return 0;
}

/* A pair has one row, and the rows of all frames of two minima have one band. */
static void check_known_rows(const struct known_rows *rows) {
    const struct known_row **row = allocate((size_t)rows->count + 1, sizeof *row);
    for (int k = 0; k < rows->count; k++)
        row[k] = &rows->row[k];
    qsort(row, (size_t)rows->count, sizeof *row, by_pair);
    for (int k = 1; k < rows->count; k++)
        if (row[k]->glass == row[k - 1]->glass && row[k]->a == row[k - 1]->a && row[k]->b == row[k - 1]->b)
            fatal(EX_DATAERR, "%s: expected each pair once, found the pair a = %lld, b = %lld also at %s%s",
                  row[k]->where, (long long)row[k]->a, (long long)row[k]->b, row[k - 1]->where,
                  row[k]->barrier.saddle_energy == row[k - 1]->barrier.saddle_energy
                      ? ""
                      : ", with another saddle_energy");
    qsort(row, (size_t)rows->count, sizeof *row, by_minima);
    for (int k = 1; k < rows->count; k++)
        if (by_minima(&row[k], &row[k - 1]) == 0 && row[k]->minimum_a != row[k]->minimum_b &&
            row[k]->barrier.saddle_energy != row[k - 1]->barrier.saddle_energy)
            fatal(EX_DATAERR,
                  "%s: expected one band between minima %lld and %lld, found saddle_energy %.12g here and "
                  "%.12g at %s",
                  row[k]->where, (long long)row[k]->minimum_a, (long long)row[k]->minimum_b,
                  row[k]->barrier.saddle_energy, row[k - 1]->barrier.saddle_energy, row[k - 1]->where);
    free(row);
}

static int intermediates_of(const char *where, const json_t *json) {
    int64_t intermediates = row_get_integer(where, json, "intermediates");
    if (intermediates < 0 || intermediates > INT_MAX)
        fatal(EX_DATAERR, "%s: expected a number of intermediates, found %lld", where,
              (long long)intermediates);
    return (int)intermediates;
}

struct known_rows *known_rows_read(const char *path) {
    struct known_rows *rows = allocate(1, sizeof *rows);
    char *paths[] = {copy_text(path), NULL};
    struct jsonl_reader *reader = jsonl_open(paths);
    for (json_t *json; (json = jsonl_read(reader)) != NULL; json_decref(json)) {
        if (rows->count == rows->capacity) {
            rows->capacity = rows->capacity == 0 ? 64 : 2 * rows->capacity;
            struct known_row *grown = allocate((size_t)rows->capacity, sizeof *grown);
            if (rows->count > 0)
                memcpy(grown, rows->row, (size_t)rows->count * sizeof *grown);
            free(rows->row);
            rows->row = grown;
        }
        struct known_row *row = &rows->row[rows->count++];
        const char *where = jsonl_where(reader);
        row->glass = row_get_integer(where, json, "glass");
        row->a = row_get_integer(where, json, "a");
        row->b = row_get_integer(where, json, "b");
        row->minimum_a = row_get_integer(where, json, "minimum_a");
        row->minimum_b = row_get_integer(where, json, "minimum_b");
        row->energy_a = row_get_number(where, json, "energy_a");
        row->energy_b = row_get_number(where, json, "energy_b");
        row->barrier = (struct barrier){.barrier = row_get_number(where, json, "barrier"),
                                        .saddle_energy = row_get_number(where, json, "saddle_energy"),
                                        .highest_energy = fmin(row->energy_a, row->energy_b) +
                                                          row_get_number(where, json, "barrier_high"),
                                        .max_force = row_get_number(where, json, "max_force"),
                                        .max_band_force = row_get_number(where, json, "max_band_force"),
                                        .iterations = row_get_integer(where, json, "iterations"),
                                        .evaluations = row_get_integer(where, json, "evaluations"),
                                        .intermediates = intermediates_of(where, json),
                                        .converged = row_get_boolean(where, json, "converged"),
                                        .at_lower_bound = row_get_boolean(where, json, "at_lower_bound"),
                                        .string = row_get_boolean(where, json, "string")};
        strncpy(row->where, jsonl_where(reader), sizeof row->where - 1);
        if (row->a < 0 || row->a >= row->b)
            fatal(EX_DATAERR, "%s: expected 0 <= a < b, found a = %lld and b = %lld", row->where,
                  (long long)row->a, (long long)row->b);
    }
    jsonl_close(reader);
    free(paths[0]);
    check_known_rows(rows);
    return rows;
}

void known_rows_free(struct known_rows *rows) {
    if (rows == NULL)
        return;
    free(rows->row);
    free(rows);
}

void landscape_take(struct landscape *landscape, const struct known_rows *rows) {
    int64_t glass = frame_glass(landscape->frame[0]);
    for (int k = 0; k < rows->count; k++) {
        const struct known_row *row = &rows->row[k];
        if (row->glass != glass || row->minimum_a == row->minimum_b || row->b >= landscape->count)
            continue;
        if (fabs(row->energy_a - landscape->energy[row->a]) > SAME_ENERGY ||
            fabs(row->energy_b - landscape->energy[row->b]) > SAME_ENERGY)
            fatal(EX_DATAERR,
                  "%s: the row of pair %lld, %lld has energies %.12g and %.12g, the frames there have %.12g "
                  "and %.12g: expected rows of these minima",
                  row->where, (long long)row->a, (long long)row->b, row->energy_a, row->energy_b,
                  landscape->energy[row->a], landscape->energy[row->b]);
        double barrier = row->barrier.saddle_energy - fmin(row->energy_a, row->energy_b);
        if (fabs(row->barrier.barrier - barrier) > SAME_ENERGY * fmax(1.0, fabs(row->barrier.saddle_energy)))
            fatal(EX_DATAERR,
                  "%s: the row of pair %lld, %lld contradicts itself: expected barrier %.12g, which is "
                  "saddle_energy less the lower energy, found %.12g",
                  row->where, (long long)row->a, (long long)row->b, barrier, row->barrier.barrier);
        if (row->barrier.barrier <
            fabs(row->energy_a - row->energy_b) - SAME_ENERGY * fmax(1.0, fabs(row->energy_a)))
            fatal(EX_DATAERR,
                  "%s: the row of pair %lld, %lld has a barrier of %.12g: expected at least %.12g, the "
                  "difference of the energies",
                  row->where, (long long)row->a, (long long)row->b, row->barrier.barrier,
                  fabs(row->energy_a - row->energy_b));
        int lower = landscape->minimum[row->a], upper = landscape->minimum[row->b];
        struct connection *connection = landscape_connection(landscape, lower, upper);
        if (lower == upper || connection->known)
            continue;
        connection->known = true;
        connection->barrier = row->barrier;
    }
}

static struct pair_request request_of(const char *text, const char *list, int count, char **end) {
    struct pair_request request;
    long a = strtol(text, end, 10), b = -1;
    if (*end != text && **end == ':') {
        const char *second = *end + 1;
        b = strtol(second, end, 10);
        if (*end == second)
            b = -1;
    }
    if (a < 0 || b < 0 || a == b || (**end != ',' && **end != '\0'))
        fatal(EX_USAGE, "--pairs: expected all, A:B,... or :B with different positions from 0, found '%s'",
              list);
    request.a = (int)(a < b ? a : b);
    request.b = (int)(a < b ? b : a);
    if (a >= count || b >= count)
        fatal(EX_USAGE, "--pairs: %ld:%ld names a minimum that is not there: expected positions 0 to %d", a,
              b, count - 1);
    return request;
}

struct pair_request *pairs_requested(const char *list, int count, int *requested) {
    int most = count * (count - 1) / 2;
    struct pair_request *requests = allocate((size_t)(most > 0 ? most : 1), sizeof *requests);
    bool *wanted = allocate((size_t)count * (size_t)count + 1, sizeof(bool));
    char *end;
    long column = list[0] == ':' ? strtol(list + 1, &end, 10) : -1;
    bool all = strcmp(list, "all") == 0;
    if (list[0] == ':' && (end == list + 1 || *end != '\0' || column < 0 || column >= count))
        fatal(EX_USAGE, "--pairs: expected :B with B from 0 to %d, found '%s'", count - 1, list);
    for (const char *text = list; !all && list[0] != ':'; text = end + 1) {
        struct pair_request request = request_of(text, list, count, &end);
        wanted[request.a * count + request.b] = true;
        if (*end == '\0')
            break;
    }
    *requested = 0;
    for (int a = 0; a < count; a++)
        for (int b = a + 1; b < count; b++)
            if (all || b == column || wanted[a * count + b])
                requests[(*requested)++] = (struct pair_request){a, b};
    free(wanted);
    return requests;
}

void landscape_check_images(const struct landscape *landscape, const struct pair_request *requests, int count,
                            int64_t images) {
    const struct frame *first = landscape->frame[0];
    double *field = allocate(3 * (size_t)first->n, sizeof(double)), farthest = 0;
    struct pair_request pair = {0, 0};
    for (int k = 0; k < count; k++) {
        int a = landscape->minimum[requests[k].a], b = landscape->minimum[requests[k].b];
        if (a == b)
            continue;
        double distance =
            displacement_field(first->n, landscape->frame[a]->position, landscape->frame[b]->position, field);
        if (distance > farthest) {
            farthest = distance;
            pair = (struct pair_request){a, b};
        }
    }
    free(field);
    double most = fmax(always_sensible, floor(farthest / SAME_DISPLACEMENT) - 1);
    if (farthest > 0 && (double)images > most)
        fatal(EX_DATAERR,
              "%s: --images %lld are more than make sense: even between minima %d and %d, the farthest apart "
              "in glass %lld, no particle moves by more than %g from one image to the next: expected at most "
              "%.0f images, %g apart",
              frame_where(first), (long long)images, pair.a, pair.b, (long long)frame_glass(first),
              farthest / (double)(images + 1), most, SAME_DISPLACEMENT);
}
