/* Minimax energies against a slow obvious version, and trees that have no crossings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "census_made.h"
#include "landscape/disconnectivity.h"

enum { CLONES = 12, MINIMA = 8, SEEDS = 20 };

/* The lowest highest saddle from each minimum to each: paths over one minimum more after the other. */
static void slow(const struct census *census, double highest[MINIMA][MINIMA]) {
    for (size_t p = 0; p < census->pairs; p++) {
        const struct census_pair *pair = &census->pair[p];
        highest[pair->minimum_a][pair->minimum_b] = highest[pair->minimum_b][pair->minimum_a] =
            pair->saddle_energy;
    }
    for (int by = 0; by < MINIMA; by++)
        for (int one = 0; one < MINIMA; one++)
            for (int other = 0; other < MINIMA; other++)
                highest[one][other] = fmin(highest[one][other], fmax(highest[one][by], highest[by][other]));
}

static void minima_join_at_the_lowest_highest_energy(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct census *census = make_census(seed, CLONES, MINIMA);
        struct disconnectivity *tree = disconnectivity_new(census);
        double highest[MINIMA][MINIMA] = {{0}}; /* from a minimum to itself: any way round is no lower */
        slow(census, highest);
        for (int one = 0; one < MINIMA; one++)
            for (int other = 0; other < MINIMA; other++)
                if (one != other) {
                    const struct branch *node = &tree->node[tree->join[one * MINIMA + other]];
                    assert_true(node->energy == highest[one][other]);
                }
        disconnectivity_free(tree);
        census_free(census);
    }
}

static void a_join_is_as_sure_as_the_band_that_decides(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct census *census = make_census(seed, CLONES, MINIMA);
        struct disconnectivity *tree = disconnectivity_new(census);
        for (int j = MINIMA; j < 2 * MINIMA - 1; j++)
            for (size_t p = 0; p < census->pairs; p++)
                if (!census_one_minimum(&census->pair[p]) &&
                    census->pair[p].saddle_energy == tree->node[j].energy)
                    assert_true(tree->node[j].converged == census->pair[p].converged);
        disconnectivity_free(tree);
        census_free(census);
    }
}

/* How far the leaves beneath a node reach, and how many clones are in them */
static int extent(const struct disconnectivity *tree, int node, double *from, double *to) {
    const struct branch *n = &tree->node[node];
    if (n->minimum >= 0) {
        *from = fmin(*from, n->x[LAYOUT_UNTANGLED] - 0.5 * n->clones);
        *to = fmax(*to, n->x[LAYOUT_UNTANGLED] + 0.5 * n->clones);
        return n->clones;
    }
    return extent(tree, n->left, from, to) + extent(tree, n->right, from, to);
}

static void untangled_branches_have_the_room_of_their_clones_and_no_others(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct census *census = make_census(seed, CLONES, MINIMA);
        struct disconnectivity *tree = disconnectivity_new(census);
        for (int j = 0; j < 2 * MINIMA - 1; j++) {
            double from = INFINITY, to = -INFINITY;
            assert_int_equal(extent(tree, j, &from, &to), tree->node[j].clones);
            assert_true(to - from == tree->node[j].clones);
            const struct branch *node = &tree->node[j];
            if (j >= MINIMA) /* the two branches as near to the order of the matrices as they can be */
                assert_true(tree->node[node->left].x[LAYOUT_MATRICES] <=
                            tree->node[node->right].x[LAYOUT_MATRICES]);
            assert_true(j < MINIMA || tree->node[j].energy >= tree->node[j - 1].energy);
        }
        for (int j = 1; j < MINIMA; j++) /* the matrices' order is that of the nodes */
            assert_true(tree->node[j].x[LAYOUT_MATRICES] ==
                        tree->node[j - 1].x[LAYOUT_MATRICES] +
                            0.5 * (tree->node[j - 1].clones + tree->node[j].clones));
        disconnectivity_free(tree);
        census_free(census);
    }
}

static void one_minimum_is_a_leaf_alone(void **state) {
    (void)state;
    struct census *census = make_census(1, 3, 1);
    struct disconnectivity *tree = disconnectivity_new(census);
    assert_int_equal(tree->minima, 1);
    assert_true(tree->node[0].clones == 3 && tree->node[0].x[0] == 2 && tree->node[0].x[1] == 2);
    disconnectivity_free(tree);
    census_free(census);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minima_join_at_the_lowest_highest_energy),
        cmocka_unit_test(a_join_is_as_sure_as_the_band_that_decides),
        cmocka_unit_test(untangled_branches_have_the_room_of_their_clones_and_no_others),
        cmocka_unit_test(one_minimum_is_a_leaf_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
