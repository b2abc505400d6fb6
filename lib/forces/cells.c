/* cells.c: a cell grid for one replica, and the pairs found in it. */
#include "forces/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

/* One replica's particles sorted into cubic cells: those of a column of cells along z stand together. */
struct cells {
    int edge;        /* cells along an axis */
    int *start;      /* edge^3 + 1 */
    int *member;     /* particles, by cell */
    double *wrapped; /* x of all members, then y, then z: in [0, box) */
    int (*at)[3];    /* cell of each particle, per axis */
    int (*image)[3]; /* floor(position / box) of each particle, per axis */
};

int32_t shift_number(struct shifts *shifts, const int cell[3]) {
    const int32_t(*known)[3] = (const int32_t(*)[3])shifts->cell;
    for (int k = 0; k < shifts->count; k++)
        if (known[k][0] == cell[0] && known[k][1] == cell[1] && known[k][2] == cell[2])
            return k;
    if (shifts->count == shifts->capacity) {
        int capacity = shifts->capacity == 0 ? 32 : 2 * shifts->capacity;
        double(*vector)[4] = allocate((size_t)capacity, sizeof *vector);
        int32_t(*cells)[3] = allocate((size_t)capacity, sizeof *cells);
        if (shifts->count > 0) {
            memcpy(vector, shifts->vector, (size_t)shifts->count * sizeof *vector);
            memcpy(cells, shifts->cell, (size_t)shifts->count * sizeof *cells);
        }
        shifts_free(shifts);
        shifts->vector = vector;
        shifts->cell = cells;
        shifts->capacity = capacity;
    }
    int32_t number = shifts->count++;
    for (int axis = 0; axis < 3; axis++) {
        shifts->cell[number][axis] = cell[axis];
        shifts->vector[number][axis] = cell[axis] * shifts->box;
    }
    return number;
}

void shifts_free(struct shifts *shifts) {
    free(shifts->vector);
    free(shifts->cell);
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

static void sort_into_cells(struct cells *cells, const struct search *search, int lane, const double *x) {
    int n = search->n, edge = cells->edge, total = edge * edge * edge;
    double box = search->box;
    int *cell_of = allocate((size_t)n, sizeof(int));
    for (int i = 0; i < n; i++) {
        for (int axis = 0; axis < 3; axis++) {
            double boxes = x[(3 * i + axis) * search->width + lane] / box;
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
                x[(3 * i + axis) * search->width + lane] - cells->image[i][axis] * box;
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

void findings_free(struct findings *findings) {
    free(findings->found);
    free(findings->sorted);
}

/* How one lane is searched: its cells, and room for the candidates of one particle. */
struct grid {
    const struct search *search;
    struct cells cells;
    int *near; /* n: slots of cells.member within the largest reach */
    struct shifts *shifts;
    struct findings *findings;
};

double pair_reach(const struct search *search, int i, int j) {
    if (search->any_diameter)
        return search->range + search->extra;
    return potential_range(search->potential) *
               potential_sigma(search->potential, search->sigma[i], search->sigma[j]) +
           search->extra;
}

/* Compare the particle in slot p with those in slots begin .. end - 1, seen through the image `wrap`. */
static void scan_slots(struct grid *grid, int p, int begin, int end, const int wrap[3]) {
    const struct search *search = grid->search;
    const struct cells *cells = &grid->cells;
    const double *x = cells->wrapped, *y = x + search->n, *z = y + search->n;
    double at_x = x[p] - wrap[0] * search->box, at_y = y[p] - wrap[1] * search->box,
           at_z = z[p] - wrap[2] * search->box;
    double farthest = search->range + search->extra;
    int near = 0;
    for (int q = begin; q < end; q++) {
        double dx = at_x - x[q], dy = at_y - y[q], dz = at_z - z[q];
        grid->near[near] = q;
        near += dx * dx + dy * dy + dz * dz < farthest * farthest;
    }
    for (int k = 0; k < near; k++) {
        int q = grid->near[k], i = cells->member[p], j = cells->member[q];
        double dx = at_x - x[q], dy = at_y - y[q], dz = at_z - z[q];
        double reach = pair_reach(search, i, j);
        if (dx * dx + dy * dy + dz * dz >= reach * reach)
            continue;
        int image[3], sign = i < j ? 1 : -1; /* the list holds r_i - r_j for i < j */
        for (int axis = 0; axis < 3; axis++)
            image[axis] = sign * (cells->image[i][axis] - cells->image[j][axis] + wrap[axis]);
        double sigma_ij = potential_sigma(search->potential, search->sigma[i], search->sigma[j]);
        findings_add(grid->findings, (struct found){.i = i < j ? i : j,
                                                    .pair = {.j = i < j ? j : i,
                                                             .shift = shift_number(grid->shifts, image),
                                                             .sigma2 = sigma_ij * sigma_ij}});
    }
}

/* All pairs of one lane, each met once: from a cell only those behind it are looked at. */
static void search_lane(struct grid *grid) {
    const struct search *search = grid->search;
    const struct cells *cells = &grid->cells;
    int edge = cells->edge;
    int depth = (int)ceil((search->range + search->extra) * edge / search->box);
    for (int p = 0; p < search->n; p++) {
        const int *at = cells->at[cells->member[p]];
        int own = (at[0] * edge + at[1]) * edge + at[2];
        scan_slots(grid, p, p + 1, cells->start[own + 1], (const int[3]){0, 0, 0});
        for (int ox = 0; ox <= depth; ox++)
            for (int oy = ox == 0 ? 0 : -depth; oy <= depth; oy++) {
                int wrap[3] = {image_of(at[0] + ox, edge), image_of(at[1] + oy, edge), 0};
                int column = ((at[0] + ox - wrap[0] * edge) * edge + (at[1] + oy - wrap[1] * edge)) * edge;
                int first = ox == 0 && oy == 0 ? at[2] + 1 : at[2] - depth, last = at[2] + depth;
                for (wrap[2] = image_of(first, edge); wrap[2] <= image_of(last, edge); wrap[2]++) {
                    int low = first - wrap[2] * edge, high = last - wrap[2] * edge;
                    low = low > 0 ? low : 0;
                    high = high < edge - 1 ? high : edge - 1;
                    scan_slots(grid, p, cells->start[column + low], cells->start[column + high + 1], wrap);
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

void cells_search(const struct search *search, int lane, const double *x, struct shifts *shifts,
                  struct findings *findings) {
    double most = floor(cbrt(8.0 * search->n)) + 1;
    int edge = (int)fmin(most, 2.5 * search->box / (search->range + search->extra));
    struct grid grid = {.search = search,
                        .cells = cells_new(search->n, edge),
                        .near = allocate((size_t)search->n + 1, sizeof(int)),
                        .shifts = shifts,
                        .findings = findings};
    sort_into_cells(&grid.cells, search, lane, x);
    search_lane(&grid);
    cells_free(&grid.cells);
    free(grid.near);
}
