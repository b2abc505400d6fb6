#include "landscape/distribution.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"

static const char no_pairs[] = "all clones are in one minimum";

static double distance(const struct census_pair *pair) {
    return pair->distance;
}

static double participation(const struct census_pair *pair) {
    return pair->participation;
}

static double barrier(const struct census_pair *pair) {
    return pair->barrier;
}

static const struct cumulative {
    const char *name;
    double (*of)(const struct census_pair *pair);
    int first, last; /* powers of ten */
} cumulatives[] = {
    {"distance_cumulative", distance, DISTANCE_FIRST, DISTANCE_LAST},
    {"participation_cumulative", participation, PARTICIPATION_FIRST, PARTICIPATION_LAST},
    {"barrier_cumulative", barrier, BARRIER_FIRST, BARRIER_LAST},
};
enum { CUMULATIVES = sizeof cumulatives / sizeof *cumulatives };

static int entries(const struct cumulative *cumulative) {
    return DISTRIBUTION_PER_DECADE * (cumulative->last - cumulative->first) + 1;
}

static const char cells_name[] = "barrier_and_participation";
enum {
    BARRIER_CELLS = DISTRIBUTION_CELLS_PER_DECADE * (BARRIER_LAST - BARRIER_FIRST),
    PARTICIPATION_CELLS = DISTRIBUTION_CELLS_PER_DECADE * (PARTICIPATION_LAST - PARTICIPATION_FIRST),
    CELLS = BARRIER_CELLS * PARTICIPATION_CELLS
};

static void write_cumulative(json_t *row, const struct census *census, const struct cumulative *cumulative,
                             double pairs) {
    int count = entries(cumulative);
    double *share = allocate((size_t)count, sizeof *share);
    for (int k = 0; k < count; k++) {
        double edge = pow(10, cumulative->first + (double)k / DISTRIBUTION_PER_DECADE);
        for (size_t p = 0; p < census->pairs; p++)
            share[k] += !census_one_minimum(&census->pair[p]) && cumulative->of(&census->pair[p]) <= edge;
        share[k] /= pairs;
    }
    row_numbers(row, cumulative->name, count, share);
    free(share);
}

/* Where a value is among `cells` from 10^first on. */
static int cell(double value, int first, int cells) {
    double place = value > 0 ? DISTRIBUTION_CELLS_PER_DECADE * (log10(value) - first) : 0;
    return place < 1 ? 0 : place >= cells ? cells - 1 : (int)place;
}

static void write_cells(json_t *row, const struct census *census, double pairs) {
    double *share = allocate(CELLS, sizeof *share);
    for (size_t p = 0; p < census->pairs; p++) {
        const struct census_pair *pair = &census->pair[p];
        if (!census_one_minimum(pair))
            share[cell(pair->participation, PARTICIPATION_FIRST, PARTICIPATION_CELLS) * BARRIER_CELLS +
                  cell(pair->barrier, BARRIER_FIRST, BARRIER_CELLS)]++;
    }
    for (int k = 0; k < CELLS; k++)
        share[k] /= pairs;
    row_numbers(row, cells_name, CELLS, share);
    free(share);
}

void distribution_write(json_t *row, const struct census *census) {
    double pairs = 0;
    for (size_t p = 0; p < census->pairs; p++)
        pairs += !census_one_minimum(&census->pair[p]);
    for (int k = 0; k < CUMULATIVES; k++)
        if (pairs > 0)
            write_cumulative(row, census, &cumulatives[k], pairs);
        else
            row_number_or_reason(row, cumulatives[k].name, NAN, no_pairs);
    if (pairs > 0)
        write_cells(row, census, pairs);
    else
        row_number_or_reason(row, cells_name, NAN, no_pairs);
}

void distribution_merge(json_t *row, const struct merge_row *rows, int count) {
    if (!merge_any_has(rows, count, cells_name))
        return;
    for (int k = 0; k < CUMULATIVES; k++)
        merge_mean_of_lists(row, rows, count, cumulatives[k].name, entries(&cumulatives[k]), no_pairs);
    merge_mean_of_lists(row, rows, count, cells_name, CELLS, no_pairs);
}
