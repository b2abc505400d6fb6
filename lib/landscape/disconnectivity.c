#include "landscape/disconnectivity.h"

#include <gsl/gsl_sort.h>
#include <stdlib.h>

#include "base/error.h"
#include "landscape/linkage.h"

/* The band between two minima, in the row of the lowest clones in them. */
static const struct census_pair *band_of(const struct census *census, int one, int other) {
    int a = census->first[one], b = census->first[other];
    return &census->pair[pair_rows_index(census->clones, a < b ? a : b, a < b ? b : a)];
}

/* place[clones]: of each clone in the order of the matrices, from 1. */
static void place_clones(const struct census *census, double *place) {
    size_t n = (size_t)census->clones;
    double *barrier = allocate(n * n, sizeof *barrier);
    struct fusion *merge = allocate(n, sizeof *merge);
    int *order = allocate(n, sizeof *order);
    for (size_t p = 0; p < census->pairs; p++) {
        const struct census_pair *pair = &census->pair[p];
        size_t a = (size_t)pair->a, b = (size_t)pair->b;
        barrier[a * n + b] = barrier[b * n + a] = pair->barrier;
    }
    linkage_cluster(census->clones, barrier, LINKAGE_AVERAGE, merge, order);
    for (int k = 0; k < census->clones; k++)
        place[order[k]] = k + 1;
    free(barrier);
    free(merge);
    free(order);
}

/* The minima as the first nodes, in the order of the matrices. node_of[minima]: which node a minimum of the
 * census is; place[]: of each node in that order. */
static void place_minima(struct disconnectivity *tree, const struct census *census, int *node_of,
                         double *place) {
    size_t minima = (size_t)census->minima;
    double *of_clone = allocate((size_t)census->clones, sizeof *of_clone),
           *lowest = allocate(minima, sizeof *lowest), *highest = allocate(minima, sizeof *highest);
    size_t *order = allocate(minima, sizeof *order);
    place_clones(census, of_clone);
    for (int c = 0; c < census->clones; c++) {
        int m = census->minimum[c];
        if (lowest[m] == 0 || of_clone[c] < lowest[m])
            lowest[m] = of_clone[c];
        if (of_clone[c] > highest[m])
            highest[m] = of_clone[c];
    }
    double *middle = lowest;
    for (size_t m = 0; m < minima; m++)
        middle[m] = 0.5 * (lowest[m] + highest[m]);
    gsl_sort_index(order, middle, 1, minima);
    for (int k = 0; k < census->minima; k++) {
        int m = (int)order[k];
        node_of[m] = k;
        place[k] = middle[m];
        tree->node[k] = (struct branch){.minimum = m,
                                        .left = -1,
                                        .right = -1,
                                        .energy = census->energy[census->first[m]],
                                        .minima = 1,
                                        .clones = census->occupants[m],
                                        .converged = true};
    }
    free(of_clone);
    free(lowest);
    free(highest);
    free(order);
}

/* Minima beneath a node from left to right, as nodes; returns how many. */
static int leaves(const struct disconnectivity *tree, int node, int *leaf) {
    if (node < tree->minima) {
        leaf[0] = node;
        return 1;
    }
    int left = leaves(tree, tree->node[node].left, leaf);
    return left + leaves(tree, tree->node[node].right, leaf + left);
}

/* All pairs of minima to the left and right of a new join meet there; the band that decides is one of theirs.
 */
static void join(struct disconnectivity *tree, const struct census *census, int new, int *leaf) {
    struct branch *node = &tree->node[new];
    int left = leaves(tree, node->left, leaf), both = left + leaves(tree, node->right, leaf + left);
    node->minima = both;
    node->clones = tree->node[node->left].clones + tree->node[node->right].clones;
    node->converged = true;
    for (int i = 0; i < left; i++)
        for (int j = left; j < both; j++) {
            int one = tree->node[leaf[i]].minimum, other = tree->node[leaf[j]].minimum;
            const struct census_pair *band = band_of(census, one, other);
            tree->join[one * tree->minima + other] = tree->join[other * tree->minima + one] = new;
            if (band->saddle_energy == node->energy && !band->converged) {
                node->converged = false;
                node->at_lower_bound |= band->at_lower_bound;
            }
        }
}

static void join_minima(struct disconnectivity *tree, const struct census *census, const int *node_of,
                        double *place) {
    int n = census->minima;
    double *saddle = allocate((size_t)n * (size_t)n, sizeof *saddle);
    struct fusion *merge = allocate((size_t)n, sizeof *merge);
    int *unused = allocate((size_t)n, sizeof *unused), *leaf = allocate((size_t)n, sizeof *leaf);
    for (int one = 0; one < n; one++)
        for (int other = 0; other < n; other++)
            if (one != other)
                saddle[one * n + other] = band_of(census, one, other)->saddle_energy;
    linkage_cluster(n, saddle, LINKAGE_SINGLE, merge, unused);
    for (int m = 0; m < n - 1; m++) {
        int left = merge[m].left < n ? node_of[merge[m].left] : merge[m].left;
        int right = merge[m].right < n ? node_of[merge[m].right] : merge[m].right;
        bool swap = place[right] < place[left];
        tree->node[n + m] = (struct branch){.minimum = -1,
                                            .left = swap ? right : left,
                                            .right = swap ? left : right,
                                            .energy = merge[m].height};
        join(tree, census, n + m, leaf);
        for (int k = 0; k < tree->node[n + m].minima; k++)
            place[n + m] += place[leaf[k]];
        place[n + m] /= tree->node[n + m].minima;
    }
    free(saddle);
    free(merge);
    free(unused);
    free(leaf);
}

static void lay_out(struct disconnectivity *tree, enum layout layout) {
    int n = tree->minima, *leaf = allocate((size_t)n, sizeof *leaf);
    double from = 0.5;
    for (int k = 0; k < n; k++)
        leaf[k] = k;
    if (layout == LAYOUT_UNTANGLED)
        leaves(tree, 2 * n - 2, leaf);
    for (int k = 0; k < n; k++) {
        struct branch *node = &tree->node[leaf[k]];
        node->x[layout] = from + 0.5 * node->clones;
        from += node->clones;
    }
    for (int j = n; j < 2 * n - 1; j++) {
        double sum = 0;
        int count = leaves(tree, j, leaf);
        for (int k = 0; k < count; k++)
            sum += tree->node[leaf[k]].x[layout];
        tree->node[j].x[layout] = sum / count;
    }
    free(leaf);
}

struct disconnectivity *disconnectivity_new(const struct census *census) {
    size_t n = (size_t)census->minima;
    struct disconnectivity *tree = allocate(1, sizeof *tree);
    tree->minima = census->minima;
    tree->node = allocate(2 * n - 1, sizeof *tree->node);
    tree->join = allocate(n * n, sizeof *tree->join);
    int *node_of = allocate(n, sizeof *node_of);
    double *place = allocate(2 * n - 1, sizeof *place);
    place_minima(tree, census, node_of, place);
    join_minima(tree, census, node_of, place);
    lay_out(tree, LAYOUT_MATRICES);
    lay_out(tree, LAYOUT_UNTANGLED);
    free(node_of);
    free(place);
    return tree;
}

void disconnectivity_free(struct disconnectivity *tree) {
    free(tree->node);
    free(tree->join);
    free(tree);
}
