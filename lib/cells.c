/* cells.c: a cell grid for one replica, and the pairs found in it. */
#include "cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "kernel.h"

/* One replica's particles sorted into cubic cells: those of a column of cells along z stand together. */
struct cells {
    int edge;        /* cells along an axis */
    int *start;      /* edge^3 + 1 */
    int *member;     /* particles, by cell */
    double *wrapped; /* x of all members, then y, then z: in [0, box) */
    int (*at)[3];    /* cell of each particle, per axis */
    int (*image)[3]; /* floor(position / box) of each particle, per axis */
};

/* The number of the shift vector of `cell` boxes; those that occur are kept in a table, no shift at all
 * first. */
int32_t shift_number(struct neighbors *neighbors, const int cell[3]) {
    const int32_t(*known)[3] = (const int32_t(*)[3])neighbors->shift_cell;
    for (int k = 0; k < neighbors->shifts; k++)
        if (known[k][0] == cell[0] && known[k][1] == cell[1] && known[k][2] == cell[2])
            return k;
    if (neighbors->shifts == neighbors->shift_capacity) {
        int capacity = neighbors->shift_capacity == 0 ? 32 : 2 * neighbors->shift_capacity;
        double(*shift)[4] = allocate((size_t)capacity, sizeof *shift);
        int32_t(*shift_cell)[3] = allocate((size_t)capacity, sizeof *shift_cell);
        if (neighbors->shifts > 0) {
            memcpy(shift, neighbors->shift, (size_t)neighbors->shifts * sizeof *shift);
            memcpy(shift_cell, neighbors->shift_cell, (size_t)neighbors->shifts * sizeof *shift_cell);
        }
        free(neighbors->shift);
        free(neighbors->shift_cell);
        neighbors->shift = shift;
        neighbors->shift_cell = shift_cell;
        neighbors->shift_capacity = capacity;
    }
    int32_t number = neighbors->shifts++;
    for (int axis = 0; axis < 3; axis++) {
        neighbors->shift_cell[number][axis] = cell[axis];
        neighbors->shift[number][axis] = cell[axis] * neighbors->box;
    }
    return number;
}

static struct cells cells_new(int n, int edge) {
    size_t total = (size_t)edge * (size_t)edge * (size_t)edge;
    struct cells cells = {.edge = edge};
    cells.start = allocate(total + 1, sizeof(int));
    cells.member = allocate((size_t)n, sizeof(int));
    cells.wrapped = allocate(3 * (size_t)n, sizeof(double));
    cells.at = allocate((size_t)n, sizeof *cells.at);
    cells.image = allocate((size_t)n, sizeof *cells.image);
    return cells;
}

static void cells_free(struct cells *cells) {
    free(cells->start);
    free(cells->member);
    free(cells->wrapped);
    free(cells->at);
    free(cells->image);
}

static void sort_into_cells(struct cells *cells, const struct neighbors *neighbors, int lane,
                            const double *x) {
    int n = neighbors->n, edge = cells->edge, total = edge * edge * edge;
    double box = neighbors->box;
    int *cell_of = allocate((size_t)n, sizeof(int));
    for (int i = 0; i < n; i++) {
        for (int axis = 0; axis < 3; axis++) {
            double boxes = x[(3 * i + axis) * neighbors->width + lane] / box;
            double image = floor(boxes);
            int at = (int)((boxes - image) * edge);
            cells->image[i][axis] = (int)image;
            cells->at[i][axis] = at < edge ? at : edge - 1;
        }
        cell_of[i] = (cells->at[i][0] * edge + cells->at[i][1]) * edge + cells->at[i][2];
        cells->start[cell_of[i] + 1]++;
    }
    for (int k = 0; k < total; k++)
        cells->start[k + 1] += cells->start[k];
    for (int i = n - 1; i >= 0; i--) { /* each end moves down to the beginning of its cell */
        int slot = --cells->start[cell_of[i] + 1];
        cells->member[slot] = i;
        for (int axis = 0; axis < 3; axis++)
            cells->wrapped[axis * n + slot] =
                x[(3 * i + axis) * neighbors->width + lane] - cells->image[i][axis] * box;
    }
    for (int k = 0; k < total; k++)
        cells->start[k] = cells->start[k + 1];
    cells->start[total] = n;
    free(cell_of);
}

/* Divide, rounding down: the periodic image in which cell `at` lies. */
static int image_of(int at, int edge) {
    return at >= 0 ? at / edge : -((edge - 1 - at) / edge);
}

/* Room for `capacity` pairs as the search meets them, and as much for sorting them; kept from build to build,
 * since fresh pages from the system cost more than the search. */
static void grow(struct findings *findings, int capacity) {
    struct found *found = allocate((size_t)capacity, sizeof *found);
    if (findings->count > 0)
        memcpy(found, findings->found, (size_t)findings->count * sizeof *found);
    free(findings->found);
    free(findings->sorted);
    findings->found = found;
    findings->sorted = allocate((size_t)capacity, sizeof *found);
    findings->capacity = capacity;
}

void findings_add(struct findings *findings, struct found found) {
    if (findings->count == findings->capacity)
        grow(findings, findings->capacity == 0 ? 4096 : 2 * findings->capacity);
    findings->found[findings->count++] = found;
}

/* How one lane is searched: its cells, and room for the candidates of one particle. */
struct search {
    struct neighbors *neighbors;
    struct cells cells;
    double extra; /* reach of a pair is 2^(1/6) sigma_ij + extra */
    int *near;    /* n: slots of cells.member within the largest reach */
};

double pair_reach(const struct neighbors *neighbors, int i, int j, double extra) {
    if (neighbors->any_diameter)
        return neighbors->range + extra;
    return WCA_CUTOFF * wca_sigma(neighbors->sigma[i], neighbors->sigma[j]) + extra;
}

/* Compare the particle in slot p with those in slots begin .. end - 1, seen through the image `wrap`. */
static void scan_slots(struct search *search, int p, int begin, int end, const int wrap[3],
                       struct findings *findings) {
    struct neighbors *neighbors = search->neighbors;
    const struct cells *cells = &search->cells;
    const double *x = cells->wrapped, *y = x + neighbors->n, *z = y + neighbors->n;
    double at_x = x[p] - wrap[0] * neighbors->box, at_y = y[p] - wrap[1] * neighbors->box,
           at_z = z[p] - wrap[2] * neighbors->box;
    double farthest = neighbors->range + search->extra;
    int near = 0;
    for (int q = begin; q < end; q++) {
        double dx = at_x - x[q], dy = at_y - y[q], dz = at_z - z[q];
        search->near[near] = q;
        near += dx * dx + dy * dy + dz * dz < farthest * farthest;
    }
    for (int k = 0; k < near; k++) {
        int q = search->near[k], i = cells->member[p], j = cells->member[q];
        double dx = at_x - x[q], dy = at_y - y[q], dz = at_z - z[q];
        double reach = pair_reach(neighbors, i, j, search->extra);
        if (dx * dx + dy * dy + dz * dz >= reach * reach)
            continue;
        int image[3], sign = i < j ? 1 : -1; /* the list holds r_i - r_j for i < j */
        for (int axis = 0; axis < 3; axis++)
            image[axis] = sign * (cells->image[i][axis] - cells->image[j][axis] + wrap[axis]);
        double sigma_ij = wca_sigma(neighbors->sigma[i], neighbors->sigma[j]);
        findings_add(findings, (struct found){.i = i < j ? i : j,
                                              .pair = {.j = i < j ? j : i,
                                                       .shift = shift_number(neighbors, image),
                                                       .sigma2 = sigma_ij * sigma_ij}});
    }
}

/* All pairs of one lane, each met once: from a cell only those behind it are looked at. */
static void search_lane(struct search *search, struct findings *findings) {
    const struct cells *cells = &search->cells;
    int edge = cells->edge;
    int depth = (int)ceil((search->neighbors->range + search->extra) * edge / search->neighbors->box);
    for (int p = 0; p < search->neighbors->n; p++) {
        const int *at = cells->at[cells->member[p]];
        int own = (at[0] * edge + at[1]) * edge + at[2];
        scan_slots(search, p, p + 1, cells->start[own + 1], (const int[3]){0, 0, 0}, findings);
        for (int ox = 0; ox <= depth; ox++)
            for (int oy = ox == 0 ? 0 : -depth; oy <= depth; oy++) {
                int wrap[3] = {image_of(at[0] + ox, edge), image_of(at[1] + oy, edge), 0};
                int column = ((at[0] + ox - wrap[0] * edge) * edge + (at[1] + oy - wrap[1] * edge)) * edge;
                int first = ox == 0 && oy == 0 ? at[2] + 1 : at[2] - depth, last = at[2] + depth;
                for (wrap[2] = image_of(first, edge); wrap[2] <= image_of(last, edge); wrap[2]++) {
                    int low = first - wrap[2] * edge, high = last - wrap[2] * edge;
                    low = low > 0 ? low : 0;
                    high = high < edge - 1 ? high : edge - 1;
                    scan_slots(search, p, cells->start[column + low], cells->start[column + high + 1], wrap,
                               findings);
                }
            }
    }
}

/* Stable counting sort of the findings by j, or by i. */
static void sort_by(int n, struct findings *findings, bool by_j) {
    int *start = allocate((size_t)n + 1, sizeof(int));
    struct found *sorted = findings->sorted;
    for (int k = 0; k < findings->count; k++)
        start[(by_j ? findings->found[k].pair.j : findings->found[k].i) + 1]++;
    for (int i = 0; i < n; i++)
        start[i + 1] += start[i];
    for (int k = 0; k < findings->count; k++)
        sorted[start[by_j ? findings->found[k].pair.j : findings->found[k].i]++] = findings->found[k];
    findings->sorted = findings->found;
    findings->found = sorted;
    free(start);
}

void findings_sort(int n, struct findings *findings) {
    sort_by(n, findings, true);
    sort_by(n, findings, false);
}

void cells_search(struct neighbors *neighbors, int lane, double extra, const double *x) {
    double most = floor(cbrt(8.0 * neighbors->n)) + 1;
    int edge = (int)fmin(most, 2.5 * neighbors->box / (neighbors->range + extra));
    struct search search = {.neighbors = neighbors,
                            .cells = cells_new(neighbors->n, edge),
                            .extra = extra,
                            .near = allocate((size_t)neighbors->n + 1, sizeof(int))};
    sort_into_cells(&search.cells, neighbors, lane, x);
    search_lane(&search, &neighbors->findings);
    cells_free(&search.cells);
    free(search.near);
}
