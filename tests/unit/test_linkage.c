/* Linkage against trees worked out by hand, ties included. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "landscape/linkage.h"

/* Four points on a line at 0, 1, 4 and 6: distances are differences, so every height is easily found
 * by hand. */
static const double on_a_line[] = {0, 1, 4, 6, 1, 0, 3, 5, 4, 3, 0, 2, 6, 5, 2, 0};

/* Four items, all at distance 1 of each other: nothing but ties. */
static const double all_equal[] = {0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0};

/* Five items where leaf 4 joins 3 first and 0 joins 1 last, so that ids, leaves and order differ:
 * d(3,4) = 1, d(2,{3,4}) = 2, d(0,1) = 3, everything else 10. */
static const double uneven[] = {0, 3, 10, 10, 10, 3, 0, 10, 10, 10, 10, 10, 0,
                                2, 2, 10, 10, 2,  0, 1, 10, 10, 2,  1,  0};

/* A cluster of unequal sizes: {0,1} at 1, then 2 joins at (4 + 6)/2 = 5, then 3 at (9 + 12 + 30)/3 = 17. The
 * unweighted mean counts every pair once; the mean of the two children would give 20.25. */
static const double unequal_sizes[] = {0, 1, 4, 9, 1, 0, 6, 12, 4, 6, 0, 30, 9, 12, 30, 0};

struct tree {
    int n;
    const double *distance;
    enum linkage method;
    struct fusion merge[4];
    int order[5];
};

static const struct tree trees[] = {
    {4, on_a_line, LINKAGE_SINGLE, {{0, 1, 1, 2}, {2, 3, 2, 2}, {4, 5, 3, 4}}, {0, 1, 2, 3}},
    {4, on_a_line, LINKAGE_COMPLETE, {{0, 1, 1, 2}, {2, 3, 2, 2}, {4, 5, 6, 4}}, {0, 1, 2, 3}},
    {4, on_a_line, LINKAGE_AVERAGE, {{0, 1, 1, 2}, {2, 3, 2, 2}, {4, 5, 4.5, 4}}, {0, 1, 2, 3}},
    {4, all_equal, LINKAGE_AVERAGE, {{0, 1, 1, 2}, {2, 3, 1, 2}, {4, 5, 1, 4}}, {0, 1, 2, 3}},
    {4, all_equal, LINKAGE_SINGLE, {{0, 1, 1, 2}, {2, 3, 1, 2}, {4, 5, 1, 4}}, {0, 1, 2, 3}},
    {5, uneven, LINKAGE_AVERAGE, {{3, 4, 1, 2}, {2, 5, 2, 3}, {0, 1, 3, 2}, {7, 6, 10, 5}}, {0, 1, 2, 3, 4}},
    {4, unequal_sizes, LINKAGE_AVERAGE, {{0, 1, 1, 2}, {4, 2, 5, 3}, {5, 3, 17, 4}}, {0, 1, 2, 3}},
    {2, (const double[]){0, 7, 7, 0}, LINKAGE_AVERAGE, {{0, 1, 7, 2}}, {0, 1}},
    {1, (const double[]){0}, LINKAGE_AVERAGE, {{0}}, {0}},
};

static void trees_are_those_worked_out_by_hand(void **state) {
    (void)state;
    for (size_t t = 0; t < sizeof trees / sizeof *trees; t++) {
        const struct tree *tree = &trees[t];
        struct fusion merge[4];
        int order[5];
        linkage_cluster(tree->n, tree->distance, tree->method, merge, order);
        for (int m = 0; m < tree->n - 1; m++) {
            assert_int_equal(merge[m].left, tree->merge[m].left);
            assert_int_equal(merge[m].right, tree->merge[m].right);
            assert_int_equal(merge[m].size, tree->merge[m].size);
            assert_true(merge[m].height == tree->merge[m].height);
        }
        for (int i = 0; i < tree->n; i++)
            assert_int_equal(order[i], tree->order[i]);
    }
}

/* Items 0 and 2 are one minimum (distance 0), 1 stands apart: the order brings the equal ones together. */
static void the_order_brings_near_items_together(void **state) {
    (void)state;
    const double distance[] = {0, 5, 0, 5, 0, 5, 0, 5, 0};
    struct fusion merge[2];
    int order[3];
    linkage_cluster(3, distance, LINKAGE_AVERAGE, merge, order);
    assert_int_equal(order[0], 0);
    assert_int_equal(order[1], 2);
    assert_int_equal(order[2], 1);
    assert_int_equal(merge[1].left, 3);
    assert_int_equal(merge[1].right, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_are_those_worked_out_by_hand),
        cmocka_unit_test(the_order_brings_near_items_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
