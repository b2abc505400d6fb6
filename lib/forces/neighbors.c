/* neighbors.c: outer list -> inner list, shared by the replicas in the lanes. */
#include "forces/neighbors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "io/frame.h"

/* Skins, <sigma>: for which a box must have room; of the two lists at first, before they adapt to the motion;
 * of the widest outer list, and of the widest that holds for any diameter, whose range is the longest there
 * is. These were 1.0, 0.8 and 1.3, and 0.8 and 1.0: nothing is known of what lies beside them. */
static const double smallest_skin = 0.1, first_outer_skin = 0.5, first_inner_skin = 0.1;
static const double widest_skin = 1.3, widest_any = 1.0;

double neighbors_check_box(const char *where, int n, double box, const double *sigma,
                           enum potential potential) {
    double largest_sigma = 0;
    for (int i = 0; i < n; i++)
        largest_sigma = fmax(largest_sigma, sigma[i]);
    double range =
        potential_range(potential) * largest_sigma; /* sigma_ij of two is never above the larger one */
    if (0.5 * box - range < smallest_skin)
        fatal(
            EX_DATAERR,
            "%s%sa box of edge %g is too small: expected at least %g, twice (range %g + skin %g), which more "
            "particles or a lower density give",
            where == NULL ? "" : where, where == NULL ? "" : ": ", box, 2 * (range + smallest_skin), range,
            smallest_skin);
    return range;
}

void neighbors_init(struct neighbors *neighbors, int n, int width, double box, const double *sigma,
                    enum potential potential, bool any_diameter, const struct kernel *kernel) {
    double range = neighbors_check_box(NULL, n, box, sigma, potential), room = 0.5 * box - range;
    *neighbors = (struct neighbors){.n = n,
                                    .width = width,
                                    .box = box,
                                    .sigma = sigma,
                                    .potential = potential,
                                    .any_diameter = any_diameter,
                                    .kernel = kernel,
                                    .range = range,
                                    .largest_skin = fmin(room, any_diameter ? widest_any : widest_skin),
                                    .outer_skin = fmin(room, first_outer_skin),
                                    .inner_skin = fmin(0.5 * room, first_inner_skin)};
    neighbors->shifts.box = box;
    shift_number(&neighbors->shifts, (const int[3]){0, 0, 0});
    neighbors->outer.n = neighbors->inner.n = neighbors->spare.n = n;
    neighbors->spare.start = allocate((size_t)n + 1, sizeof(int));
    neighbors->marked = allocate((size_t)n, sizeof(bool));
    neighbors->scratch = allocate((size_t)n + 1, sizeof(int));
    neighbors->displacement2 = allocate((size_t)n, sizeof(double));
    neighbors->outer.start = allocate((size_t)n + 1, sizeof(int));
    neighbors->inner.start = allocate((size_t)n + 1, sizeof(int));
    neighbors->inner.sum = allocate((size_t)n * 4 * (size_t)width, sizeof(double));
    neighbors->outer_reference = allocate((size_t)n * 3 * (size_t)width, sizeof(double));
    neighbors->inner_reference = allocate((size_t)n * 3 * (size_t)width, sizeof(double));
}

void neighbors_free(struct neighbors *neighbors) {
    free(neighbors->outer.start);
    free(neighbors->inner.start);
    free(neighbors->inner.sum);
    free(neighbors->spare.start);
    free(neighbors->spare.pair);
    free(neighbors->marked);
    free(neighbors->scratch);
    free(neighbors->displacement2);
    free(neighbors->outer.pair);
    free(neighbors->inner.pair);
    findings_free(&neighbors->findings);
    shifts_free(&neighbors->shifts);
    free(neighbors->outer_reference);
    free(neighbors->inner_reference);
}

/* The same pair, met in an earlier lane: it stands among the last ones with this i and j. */
static bool listed_already(const struct pair_list *list, int first, int count, struct pair pair) {
    for (int k = count - 1; k >= first && list->pair[k].j == pair.j; k--)
        if (list->pair[k].shift == pair.shift)
            return true;
    return false;
}

static void reserve(struct pair_list *list, int pairs) {
    int capacity = pairs + pairs / 4;
    if (list->capacity >= pairs)
        return;
    free(list->pair);
    list->pair = allocate((size_t)capacity + LANES, sizeof *list->pair);
    list->capacity = capacity;
}

/* Findings -> rows in canonical order, each pair once. Pairs of `kept` whose particles are both outside
 * `renewed` are taken over. */
static void write_rows(struct pair_list *list, struct findings *findings, const struct pair_list *kept,
                       const bool *renewed) {
    findings_sort(list->n, findings);
    reserve(list, findings->count + kept->start[kept->n] + 1);
    int count = 0, next = 0;
    for (int i = 0; i < list->n; i++) {
        int old = kept->start[i], end = renewed[i] ? old : kept->start[i + 1];
        list->start[i] = count;
        while (old < end || (next < findings->count && findings->found[next].i == i)) {
            bool is_new = next < findings->count && findings->found[next].i == i;
            if (old < end && (!is_new || kept->pair[old].j < findings->found[next].pair.j)) {
                if (!renewed[kept->pair[old].j])
                    list->pair[count++] = kept->pair[old];
                old++;
            } else {
                if (!listed_already(list, list->start[i], count, findings->found[next].pair))
                    list->pair[count++] = findings->found[next].pair;
                next++;
            }
        }
    }
    list->start[list->n] = count;
}

/* Is particle i where it can be looked up, in all lanes? */
static void check_particle(const struct neighbors *neighbors, const double *x, int i) {
    for (int k = 0; k < 3 * neighbors->width; k++) {
        double boxes = x[3 * neighbors->width * i + k] / neighbors->box;
        if (fabs(boxes) < MOST_BOXES) /* not so for NaN */
            continue;
        if (neighbors->lost != NULL)
            neighbors->lost(neighbors->owner, k % neighbors->width, i, boxes);
        fatal(EX_DATAERR, "particle %d is %g boxes from the origin: expected at most %g", i + 1, boxes,
              MOST_BOXES);
    }
}

/* What is looked for: pairs within their range and `extra`. */
static struct search search_for(const struct neighbors *neighbors, double extra) {
    return (struct search){.n = neighbors->n,
                           .width = neighbors->width,
                           .box = neighbors->box,
                           .potential = neighbors->potential,
                           .sigma = neighbors->sigma,
                           .any_diameter = neighbors->any_diameter,
                           .range = neighbors->range,
                           .extra = extra};
}

/* All partners of particle h in all lanes, as the references stand; partners that are renewed themselves
 * and come before h have found it already. */
static void find_partners(struct neighbors *neighbors, int h, const bool *renewed) {
    const double *x = neighbors->outer_reference;
    int width = neighbors->width;
    struct search search = search_for(neighbors, neighbors->outer_skin);
    double farthest = neighbors->range + neighbors->outer_skin;
    int count =
        neighbors->kernel->particles.near(neighbors->n, neighbors->box, farthest, x, h, neighbors->scratch);
    for (int k = 0; k < count; k++) {
        int other = neighbors->scratch[k];
        if (other == h || (other < h && renewed[other]))
            continue;
        int i = h < other ? h : other, j = h < other ? other : h, first = neighbors->findings.count;
        double reach = pair_reach(&search, i, j);
        double sigma_ij = potential_sigma(neighbors->potential, neighbors->sigma[i], neighbors->sigma[j]);
        for (int lane = 0; lane < width; lane++) {
            int image[3];
            double r2 = 0;
            for (int axis = 0; axis < 3; axis++) {
                double d = x[(3 * i + axis) * width + lane] - x[(3 * j + axis) * width + lane];
                image[axis] = (int)rint(d / neighbors->box);
                d -= image[axis] * neighbors->box;
                r2 += d * d;
            }
            if (r2 >= reach * reach)
                continue;
            struct found found = {i, {j, shift_number(&neighbors->shifts, image), sigma_ij * sigma_ij}};
            bool listed = false;
            for (int f = first; f < neighbors->findings.count; f++)
                listed |= neighbors->findings.found[f].pair.shift == found.pair.shift;
            if (!listed)
                findings_add(&neighbors->findings, found);
        }
    }
}

/* What was written into the spare list is the outer one from now on. */
static void take_spare(struct neighbors *neighbors) {
    struct pair_list written = neighbors->spare;
    neighbors->spare = neighbors->outer;
    neighbors->outer = written;
}

/* Give the particles marked in renewed[] new references and new pairs; those of all others stay. A pair may
 * have been looked up with one partner's reference older than the other's: both have travelled less than half
 * the skin since. */
static void renew_particles(struct neighbors *neighbors, const double *x, const bool *renewed) {
    size_t row = 3 * (size_t)neighbors->width;
    neighbors->findings.count = 0;
    for (int i = 0; i < neighbors->n; i++)
        if (renewed[i]) {
            check_particle(neighbors, x, i);
            memcpy(neighbors->outer_reference + (size_t)i * row, x + (size_t)i * row, row * sizeof *x);
        }
    for (int i = 0; i < neighbors->n; i++)
        if (renewed[i])
            find_partners(neighbors, i, renewed);
    write_rows(&neighbors->spare, &neighbors->findings, &neighbors->outer, renewed);
    take_spare(neighbors);
    neighbors->outer.shift = neighbors->shifts.vector;
}

/* Mark the particles of which some replica is further than `limit` from the first one; returns how many. */
static int mark_wanderers(const struct neighbors *neighbors, double limit, const double *x, bool *marked) {
    int count = 0;
    for (int i = 0; i < neighbors->n; i++) {
        double farthest = 0;
        for (int lane = 1; lane < neighbors->width; lane++) {
            double distance2 = 0;
            for (int axis = 0; axis < 3; axis++) {
                const double *lanes = x + (3 * i + axis) * neighbors->width;
                distance2 += (lanes[lane] - lanes[0]) * (lanes[lane] - lanes[0]);
            }
            farthest = fmax(farthest, distance2);
        }
        marked[i] = farthest > limit * limit;
        count += marked[i];
    }
    return count;
}

/* The outer list from nothing. Replicas of one glass stay close together: the first one's pairs within a
 * larger reach are those of all but for a few particles that have gone elsewhere. Where many have (a liquid),
 * each replica is searched. */
static void build_outer(struct neighbors *neighbors, const double *x) {
    int n = neighbors->n;
    double extra = neighbors->outer_skin;
    for (int i = 0; i < n; i++)
        check_particle(neighbors, x, i);
    double spread = fmin(0.3, fmax(0.0, 0.5 * (0.5 * neighbors->box - neighbors->range - extra)));
    int wanderers = neighbors->width == 1 ? 0 : mark_wanderers(neighbors, spread, x, neighbors->marked);
    bool together = wanderers <= n / 4;
    memcpy(neighbors->outer_reference, x, (size_t)n * 3 * (size_t)neighbors->width * sizeof *x);
    memset(neighbors->inner.sum, 0, (size_t)n * 4 * (size_t)neighbors->width * sizeof *x); /* if it is NaN */
    neighbors->findings.count = 0;
    struct search search =
        search_for(neighbors, together && neighbors->width > 1 ? extra + 2 * spread : extra);
    for (int lane = 0; lane < (together ? 1 : neighbors->width); lane++)
        cells_search(&search, lane, x, &neighbors->shifts, &neighbors->findings);
    memset(neighbors->spare.start, 0, ((size_t)n + 1) * sizeof(int)); /* nothing is kept */
    write_rows(&neighbors->outer, &neighbors->findings, &neighbors->spare, neighbors->marked);
    neighbors->outer.shift = neighbors->shifts.vector;
    if (together && wanderers > 0)
        renew_particles(neighbors, x, neighbors->marked);
    if (neighbors->width > 1 &&
        !neighbors->any_diameter) { /* drop what the larger reach brought in too much */
        reserve(&neighbors->spare, neighbors->outer.start[n] + 1);
        neighbors->kernel->pairs.filter(&neighbors->outer, neighbors->potential, neighbors->sigma,
                                        neighbors->outer_skin, x, &neighbors->spare);
        take_spare(neighbors);
    }
    neighbors->outer_changed_at = neighbors->calls;
    neighbors->outer_builds++;
    neighbors->outer_valid = true;
}

/* Keep the inner skin such that a list lasts some 14 to 50 calls: a short-lived one costs its building, a
 * long-lived one the pairs in its skin. */
static void adapt_inner_skin(struct neighbors *neighbors) {
    int64_t lasted = neighbors->calls - neighbors->inner_built_at;
    if (lasted < 14)
        neighbors->inner_skin *= 1.2;
    else if (lasted > 50)
        neighbors->inner_skin *= 0.8;
    neighbors->inner_skin = fmax(fmin(neighbors->inner_skin, 0.5 * neighbors->outer_skin), 0.02);
}

/* Make the outer list good for an inner one at x: nothing to do, a few particles to renew, or all. */
static void update_outer(struct neighbors *neighbors, const double *x) {
    int64_t lasted = neighbors->calls - neighbors->outer_changed_at;
    if (lasted > 2000 && neighbors->outer_skin > 0.3) { /* it is wider than the motion asks for */
        neighbors->outer_skin *= 0.7;
        neighbors->outer_valid = false;
    }
    double room = 0.5 * (neighbors->outer_skin - neighbors->inner_skin);
    if (!neighbors->outer_valid) {
        build_outer(neighbors, x);
        return;
    }
    if (neighbors->kernel->particles.farthest(neighbors->n, x, neighbors->outer_reference) < room * room)
        return;
    int movers = 0;
    neighbors->kernel->particles.displacements(neighbors->n, x, neighbors->outer_reference,
                                               neighbors->displacement2);
    for (int i = 0; i < neighbors->n; i++) { /* those that will be too far soon come along */
        neighbors->marked[i] = neighbors->displacement2[i] >= 0.81 * room * room;
        movers += neighbors->marked[i];
    }
    bool often = lasted < 100 && neighbors->outer_skin < neighbors->largest_skin;
    if (movers <= neighbors->n / 4 && !often) {
        renew_particles(neighbors, x, neighbors->marked);
        neighbors->renewals++;
        neighbors->outer_changed_at = neighbors->calls;
        return;
    }
    neighbors->outer_skin = fmin(1.25 * neighbors->outer_skin, neighbors->largest_skin);
    build_outer(neighbors, x);
}

static double travelled_since(const struct neighbors *neighbors, const double *x, const double *reference) {
    return sqrt(neighbors->kernel->particles.farthest(neighbors->n, x, reference));
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
    update_outer(neighbors, x);
    reserve(&neighbors->inner, neighbors->outer.start[neighbors->n] + 1); /* the filter writes one ahead */
    neighbors->kernel->pairs.filter(&neighbors->outer, neighbors->potential, neighbors->sigma,
                                    neighbors->inner_skin, x, &neighbors->inner);
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
