/* neighbors.c: cell grid -> outer list -> inner list, shared by the replicas in the lanes. */
#include "neighbors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "kernel.h"

static const double smallest_skin = 0.1;

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
static int32_t intern_shift(struct neighbors *neighbors, const int cell[3]) {
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

void neighbors_init(struct neighbors *neighbors, int n, int width, double box, const double *sigma,
                    bool any_diameter, const struct kernel *kernel) {
    double largest_sigma = 0;
    for (int i = 0; i < n; i++)
        largest_sigma = fmax(largest_sigma, sigma[i]);
    double range = WCA_CUTOFF * largest_sigma; /* wca_sigma() of two is never above the larger one */
    double room = 0.5 * box - range;
    if (room < smallest_skin)
        fatal(EX_DATAERR, "a box of edge %g is too small: expected at least %g, twice (range %g + skin %g)",
              box, 2 * (range + smallest_skin), range, smallest_skin);
    *neighbors = (struct neighbors){.n = n,
                                    .width = width,
                                    .box = box,
                                    .sigma = sigma,
                                    .any_diameter = any_diameter,
                                    .kernel = kernel,
                                    .range = range,
                                    .largest_skin = fmin(room, 0.8),
                                    .outer_skin = fmin(room, 0.5),
                                    .inner_skin = fmin(0.5 * room, 0.1)};
    intern_shift(neighbors, (const int[3]){0, 0, 0});
    neighbors->outer.n = neighbors->inner.n = n;
    neighbors->outer.start = allocate((size_t)n + 1, sizeof(int));
    neighbors->inner.start = allocate((size_t)n + 1, sizeof(int));
    neighbors->outer_reference = allocate((size_t)n * 3 * (size_t)width, sizeof(double));
    neighbors->inner_reference = allocate((size_t)n * 3 * (size_t)width, sizeof(double));
}

void neighbors_free(struct neighbors *neighbors) {
    free(neighbors->outer.start);
    free(neighbors->inner.start);
    free(neighbors->outer.pair);
    free(neighbors->inner.pair);
    free(neighbors->findings.found);
    free(neighbors->findings.sorted);
    free(neighbors->shift);
    free(neighbors->shift_cell);
    free(neighbors->outer_reference);
    free(neighbors->inner_reference);
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

static void add_finding(struct findings *findings, struct found found) {
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

static double reach_of(const struct neighbors *neighbors, int i, int j, double extra) {
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
        double reach = reach_of(neighbors, i, j, search->extra);
        if (dx * dx + dy * dy + dz * dz >= reach * reach)
            continue;
        int image[3], sign = i < j ? 1 : -1; /* the list holds r_i - r_j for i < j */
        for (int axis = 0; axis < 3; axis++)
            image[axis] = sign * (cells->image[i][axis] - cells->image[j][axis] + wrap[axis]);
        double sigma_ij = wca_sigma(neighbors->sigma[i], neighbors->sigma[j]);
        add_finding(findings, (struct found){.i = i < j ? i : j,
                                             .pair = {.j = i < j ? j : i,
                                                      .shift = intern_shift(neighbors, image),
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
static void sort_findings(int n, struct findings *findings, bool by_j) {
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

/* The same pair, met in an earlier lane: it stands among the last ones with this i and j. */
static bool listed_already(const struct pair_list *list, int first, int count, struct pair pair) {
    for (int k = count - 1; k >= first && list->pair[k].j == pair.j; k--)
        if (list->pair[k].shift == pair.shift)
            return true;
    return false;
}

static void reserve(struct pair_list *list, int capacity) {
    if (list->capacity >= capacity)
        return;
    free(list->pair);
    list->pair = allocate((size_t)capacity, sizeof *list->pair);
    list->capacity = capacity;
}

/* Findings -> rows in canonical order, each pair once. */
static void write_rows(struct pair_list *list, struct findings *findings) {
    sort_findings(list->n, findings, true);
    sort_findings(list->n, findings, false);
    reserve(list, findings->count + findings->count / 4 + 1);
    int count = 0, next = 0;
    for (int i = 0; i < list->n; i++) {
        list->start[i] = count;
        for (; next < findings->count && findings->found[next].i == i; next++)
            if (!listed_already(list, list->start[i], count, findings->found[next].pair))
                list->pair[count++] = findings->found[next].pair;
    }
    list->start[list->n] = count;
}

/* How far the replicas are from the first one: the largest distance of a particle. */
static double spread_of_lanes(const struct neighbors *neighbors, const double *x) {
    double farthest = 0;
    for (int i = 0; i < neighbors->n; i++)
        for (int lane = 1; lane < neighbors->width; lane++) {
            double distance2 = 0;
            for (int axis = 0; axis < 3; axis++) {
                const double *lanes = x + (3 * i + axis) * neighbors->width;
                distance2 += (lanes[lane] - lanes[0]) * (lanes[lane] - lanes[0]);
            }
            farthest = fmax(farthest, distance2);
        }
    return sqrt(farthest);
}

static void build_outer(struct neighbors *neighbors, const double *x) {
    int n = neighbors->n, lanes = neighbors->width;
    double extra = neighbors->outer_skin;
    /* Replicas of one glass stay close together: the first one's pairs within a larger reach are those of
     * all. Where they have drifted apart, each is searched. */
    double spread = spread_of_lanes(neighbors, x);
    bool together = neighbors->range + extra + 2 * spread <= 0.5 * neighbors->box;
    if (together) {
        extra += 2 * spread;
        lanes = 1;
    }
    int most = (int)cbrt(8.0 * n) + 1;
    int edge = (int)(2.5 * neighbors->box / (neighbors->range + extra));
    struct findings *findings = &neighbors->findings;
    findings->count = 0;
    for (int lane = 0; lane < lanes; lane++) {
        struct search search = {.neighbors = neighbors,
                                .cells = cells_new(n, edge > most ? most : edge),
                                .extra = extra,
                                .near = allocate((size_t)n + 1, sizeof(int))};
        sort_into_cells(&search.cells, neighbors, lane, x);
        search_lane(&search, findings);
        cells_free(&search.cells);
        free(search.near);
    }
    write_rows(&neighbors->outer, findings);
    neighbors->outer.shift = neighbors->shift;
    reserve(&neighbors->inner, neighbors->outer.capacity + 1); /* the filter writes one ahead */
    if (together && spread > 0 && !neighbors->any_diameter) {
        neighbors->kernel->filter(&neighbors->outer, neighbors->sigma, neighbors->outer_skin, x,
                                  &neighbors->inner);
        memcpy(neighbors->outer.start, neighbors->inner.start, ((size_t)n + 1) * sizeof(int));
        memcpy(neighbors->outer.pair, neighbors->inner.pair,
               (size_t)neighbors->inner.start[n] * sizeof *neighbors->outer.pair);
    }
}

/* Keep the skins such that an inner list lasts some 12 to 60 calls and an outer one some hundred: a
 * short-lived list costs its building, a long-lived one the pairs in its skin. */
static void adapt_inner_skin(struct neighbors *neighbors) {
    int64_t lasted = neighbors->calls - neighbors->inner_built_at;
    if (lasted < 12)
        neighbors->inner_skin *= 1.2;
    else if (lasted > 60)
        neighbors->inner_skin *= 0.8;
    neighbors->inner_skin = fmax(fmin(neighbors->inner_skin, 0.4 * neighbors->largest_skin), 0.02);
}

static void adapt_outer_skin(struct neighbors *neighbors) {
    if (neighbors->outer_builds > 0 && neighbors->calls - neighbors->outer_built_at < 200)
        neighbors->outer_skin *= 1.25;
    neighbors->outer_skin = fmax(neighbors->outer_skin, 2 * neighbors->inner_skin);
    neighbors->outer_skin = fmin(neighbors->outer_skin, neighbors->largest_skin);
}

static double travelled_since(const struct neighbors *neighbors, const double *x, const double *reference) {
    return sqrt(neighbors->kernel->farthest(neighbors->n, x, reference));
}

void neighbors_update(struct neighbors *neighbors, const double *x, double moved) {
    size_t bytes = (size_t)neighbors->n * 3 * (size_t)neighbors->width * sizeof *x;
    neighbors->calls++;
    neighbors->budget -= moved;
    if (neighbors->inner_valid && neighbors->budget > 0)
        return;
    if (neighbors->inner_valid) {
        neighbors->budget =
            0.5 * neighbors->inner_skin - travelled_since(neighbors, x, neighbors->inner_reference);
        if (neighbors->budget > 0.05 * neighbors->inner_skin)
            return;
        adapt_inner_skin(neighbors);
    }
    double room = 0.5 * (neighbors->outer_skin - neighbors->inner_skin);
    if (!neighbors->outer_valid || travelled_since(neighbors, x, neighbors->outer_reference) >= room) {
        if (neighbors->outer_valid)
            adapt_outer_skin(neighbors);
        build_outer(neighbors, x);
        memcpy(neighbors->outer_reference, x, bytes);
        neighbors->outer_built_at = neighbors->calls;
        neighbors->outer_builds++;
        neighbors->outer_valid = true;
    }
    neighbors->kernel->filter(&neighbors->outer, neighbors->sigma, neighbors->inner_skin, x,
                              &neighbors->inner);
    memcpy(neighbors->inner_reference, x, bytes);
    neighbors->inner_built_at = neighbors->calls;
    neighbors->inner_builds++;
    neighbors->budget = 0.5 * neighbors->inner_skin;
    neighbors->inner_valid = true;
}

void neighbors_invalidate(struct neighbors *neighbors) {
    neighbors->inner_valid = neighbors->outer_valid = false;
}

void neighbors_diameters_changed(struct neighbors *neighbors) {
    neighbors->inner_valid = false;
}
