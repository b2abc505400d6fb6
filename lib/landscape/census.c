#include "landscape/census.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "landscape/minima.h"

static double not_negative(const char *where, const json_t *json, const char *key) {
    double value = row_get_number(where, json, key);
    if (value < 0)
        fatal(EX_DATAERR, "%s: expected a number of at least 0 for the key \"%s\", found %.12g", where, key,
              value);
    return value;
}

/* Minima are those of the rows here: positions of their lowest clones. */
static struct census_pair parse(const struct pair_row *row, bool barriers) {
    const char *where = row->where;
    const json_t *json = row->json;
    int64_t minimum_a = row_get_integer(where, json, "minimum_a"),
            minimum_b = row_get_integer(where, json, "minimum_b");
    if (minimum_a < 0 || minimum_a > row->a || minimum_b < 0 || minimum_b > row->b)
        fatal(EX_DATAERR,
              "%s: expected minima from 0 to the positions %d and %d, found minimum_a = %ld and minimum_b = "
              "%ld",
              where, row->a, row->b, minimum_a, minimum_b);
    struct census_pair pair = {.a = row->a,
                               .b = row->b,
                               .minimum_a = (int)minimum_a,
                               .minimum_b = (int)minimum_b,
                               .distance = not_negative(where, json, "distance"),
                               .participation = NAN,
                               .energy_a = row_get_number(where, json, "energy_a"),
                               .energy_b = row_get_number(where, json, "energy_b"),
                               .barrier = NAN,
                               .saddle_energy = NAN};
    if (!census_one_minimum(&pair))
        pair.participation = not_negative(where, json, "participation");
    else if (!json_is_null(json_object_get(json, "participation")))
        fatal(EX_DATAERR,
              "%s: expected null for the participation of a pair in one minimum, found another value", where);
    if (!barriers)
        return pair;
    pair.barrier = not_negative(where, json, "barrier");
    pair.saddle_energy = row_get_number(where, json, "saddle_energy");
    pair.converged = row_get_boolean(where, json, "converged");
    pair.at_lower_bound = row_get_boolean(where, json, "at_lower_bound");
    return pair;
}

/* What one row says of a clone goes with what others said. */
static void note(struct census *census, const char *where, int clone, int minimum, double energy) {
    int known = census->minimum[clone];
    if (known >= 0 && known != minimum)
        fatal(EX_DATAERR, "%s: expected the clone at %d in the minimum %d, as in other rows, found %d", where,
              clone, known, minimum);
    if (known >= 0 && !(fabs(census->energy[clone] - energy) < SAME_ENERGY))
        fatal(EX_DATAERR, "%s: expected the energy %.17g of the clone at %d, as in other rows, found %.17g",
              where, census->energy[clone], clone, energy);
    census->minimum[clone] = minimum;
    if (known < 0)
        census->energy[clone] = energy;
}

/* Minima by their numbers, in the order of their lowest clones. */
static void number(struct census *census, const char *where) {
    int *number = allocate((size_t)census->clones, sizeof *number);
    for (int c = 0; c < census->clones; c++) {
        int lowest = census->minimum[c];
        if (lowest == c) {
            census->first[census->minima] = c;
            number[c] = census->minima++;
        } else if (census->first[number[lowest]] != lowest) {
            fatal(EX_DATAERR,
                  "%s: expected each minimum by its lowest clone, found clone %d in %d, and clone %d in "
                  "another",
                  where, c, lowest, lowest);
        }
        census->minimum[c] = number[lowest];
        census->occupants[number[lowest]]++;
    }
    for (size_t p = 0; p < census->pairs; p++) {
        struct census_pair *pair = &census->pair[p];
        pair->minimum_a = census->minimum[pair->a];
        pair->minimum_b = census->minimum[pair->b];
    }
    free(number);
}

/* All rows of two minima are of one band. */
static void check_bands(const struct census *census, const struct pair_rows *rows) {
    for (size_t p = 0; p < census->pairs; p++) {
        const struct census_pair *pair = &census->pair[p];
        int a = census->first[pair->minimum_a], b = census->first[pair->minimum_b];
        if (a == b)
            continue;
        size_t of_minima = pair_rows_index(census->clones, a < b ? a : b, a < b ? b : a);
        const struct census_pair *band = &census->pair[of_minima];
        if (band->saddle_energy != pair->saddle_energy || band->converged != pair->converged)
            fatal(EX_DATAERR, "%s: expected the band of %s, which is between the same minima, found another",
                  rows->row[p].where, rows->row[of_minima].where);
    }
}

struct census *census_new(const struct pair_rows *rows, bool barriers) {
    struct census *census = allocate(1, sizeof *census);
    size_t clones = (size_t)rows->items;
    census->clones = rows->items;
    census->pairs = rows->count;
    census->pair = allocate(rows->count, sizeof *census->pair);
    census->minimum = allocate(clones, sizeof *census->minimum);
    census->first = allocate(clones, sizeof *census->first);
    census->occupants = allocate(clones, sizeof *census->occupants);
    census->energy = allocate(clones, sizeof *census->energy);
    for (int c = 0; c < census->clones; c++)
        census->minimum[c] = -1;
    for (size_t p = 0; p < rows->count; p++) {
        struct census_pair pair = census->pair[p] = parse(&rows->row[p], barriers);
        note(census, rows->row[p].where, pair.a, pair.minimum_a, pair.energy_a);
        note(census, rows->row[p].where, pair.b, pair.minimum_b, pair.energy_b);
    }
    number(census, rows->row[0].where);
    if (barriers)
        check_bands(census, rows);
    return census;
}

void census_free(struct census *census) {
    free(census->pair);
    free(census->minimum);
    free(census->first);
    free(census->occupants);
    free(census->energy);
    free(census);
}
