/* The search for pairs in cells against a search among all pairs and images, in boxes wider than a reach. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "glass.h"

#include "forces/cells.h"

enum { IMAGES = 3 };

/* Pairs within reach, i ascending, then j, then images, as text: the slow way. */
static char *all_within(const struct search *search, const double *position) {
    char *text;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    double box = search->box;
    for (int i = 0; i < search->n; i++)
        for (int j = i + 1; j < search->n; j++) {
            double near[3], reach = pair_reach(search, i, j);
            int image[3];
            nearest_image(position, i, j, box, near, image);
            for (int m = 0; m < (2 * IMAGES + 1) * (2 * IMAGES + 1) * (2 * IMAGES + 1); m++) {
                int off[3] = {m / 49 - IMAGES, m / 7 % 7 - IMAGES, m % 7 - IMAGES};
                double d2 = 0;
                for (int axis = 0; axis < 3; axis++)
                    d2 += (near[axis] - off[axis] * box) * (near[axis] - off[axis] * box);
                if (d2 < reach * reach)
                    fprintf(stream, "%d %d %d %d %d\n", i, j, image[0] + off[0], image[1] + off[1],
                            image[2] + off[2]);
            }
        }
    fclose(stream);
    return text;
}

/* The same from what was found; sorted by images only where i and j agree. */
static char *as_text(const struct findings *findings, const struct shifts *shifts) {
    char *text;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    int(*row)[5] = allocate((size_t)findings->count + 1, sizeof *row);
    for (int k = 0; k < findings->count; k++) {
        const struct found *found = &findings->found[k];
        row[k][0] = found->i;
        row[k][1] = found->pair.j;
        for (int axis = 0; axis < 3; axis++)
            row[k][2 + axis] =
                shifts->cell[found->pair.shift][axis] + 1000; /* so that bytes sort as numbers */
    }
    for (int k = 0, last; k < findings->count; k = last) {
        for (last = k; last < findings->count && row[last][0] == row[k][0] && row[last][1] == row[k][1];)
            last++;
        for (int a = k; a < last; a++) /* few: by exchanges */
            for (int b = a + 1; b < last; b++) {
                int *p = row[a], *q = row[b], axis = 2;
                while (axis < 4 && p[axis] == q[axis])
                    axis++;
                bool wrong = p[axis] > q[axis];
                for (int c = 2; wrong && c < 5; c++) {
                    int kept = p[c];
                    p[c] = q[c];
                    q[c] = kept;
                }
            }
        for (int a = k; a < last; a++)
            fprintf(stream, "%d %d %d %d %d\n", row[a][0], row[a][1], row[a][2] - 1000, row[a][3] - 1000,
                    row[a][4] - 1000);
    }
    fclose(stream);
    free(row);
    return text;
}

/* Particles of a glass, carried off by whole boxes, in lane `lane` of `width`. */
static void compare(int n, double phi, double extra, bool any_diameter, int width, int lane) {
    struct glass glass = glass_random(n, phi, (uint64_t)(n + lane));
    double largest = 0, *x = allocate(3 * (size_t)(n * width), sizeof *x);
    for (int i = 0; i < n; i++)
        largest = fmax(largest, glass.sigma[i]);
    for (int k = 0; k < 3 * n; k++) {
        glass.position[k] += glass.box * (k % 7 - 3);
        for (int l = 0; l < width; l++)
            x[k * width + l] = l == lane ? glass.position[k] : NAN;
    }
    struct search search = {n,           width,        glass.box,           POTENTIAL_WCA,
                            glass.sigma, any_diameter, WCA_RANGE * largest, extra};
    struct shifts shifts = {.box = glass.box};
    struct findings findings = {.count = 0};
    cells_search(&search, lane, x, &shifts, &findings);
    findings_sort(n, &findings);
    char *expected = all_within(&search, glass.position), *found = as_text(&findings, &shifts);
    assert_string_equal(found, expected);
    for (int k = 0; k < findings.count; k++) {
        const struct found *pair = &findings.found[k];
        double sigma_ij = potential_sigma(POTENTIAL_WCA, glass.sigma[pair->i], glass.sigma[pair->pair.j]);
        assert_true(pair->pair.sigma2 == sigma_ij * sigma_ij);
        for (int axis = 0; axis < 3; axis++)
            assert_true(shifts.vector[pair->pair.shift][axis] ==
                        shifts.cell[pair->pair.shift][axis] * glass.box);
    }
    free(expected);
    free(found);
    free(x);
    findings_free(&findings);
    shifts_free(&shifts);
    glass_free(&glass);
}

static void cells_find_the_pairs_that_a_search_among_all_images_finds(void **state) {
    (void)state;
    static const struct {
        int n;
        double phi, extra;
    } glasses[] = {{2, 0.4, 0.1},  {20, 0.9, 0.0},   {20, 0.9, 0.3},
                   {60, 1.1, 0.3}, {200, 0.85, 0.5}, {300, 0.1, 0.2}};
    for (size_t k = 0; k < sizeof glasses / sizeof *glasses; k++)
        for (int any = 0; any < 2; any++) {
            compare(glasses[k].n, glasses[k].phi, glasses[k].extra, any, 1, 0);
            compare(glasses[k].n, glasses[k].phi, glasses[k].extra, any, 8, 5);
        }
}

static void a_shift_has_one_number(void **state) {
    (void)state;
    struct shifts shifts = {.box = 2.5};
    for (int round = 0; round < 2; round++)
        for (int k = 0; k < 100; k++)
            assert_int_equal(shift_number(&shifts, (const int[3]){k % 5, -k / 5, 7}), k);
    assert_int_equal(shifts.count, 100);
    assert_true(shifts.vector[7][0] == 5.0 && shifts.vector[7][1] == -2.5 && shifts.vector[7][2] == 17.5);
    shifts_free(&shifts);
}

static void equal_pairs_keep_the_order_in_which_they_were_found(void **state) {
    (void)state;
    struct findings findings = {.count = 0};
    for (int k = 0; k < 5000; k++) /* beyond the room at first */
        findings_add(&findings, (struct found){.i = 7919 * k % 10, .pair = {.j = 10 + k % 3, .shift = k}});
    findings_sort(13, &findings);
    for (int k = 1; k < findings.count; k++) {
        const struct found *a = &findings.found[k - 1], *b = &findings.found[k];
        assert_true(a->i < b->i ||
                    (a->i == b->i &&
                     (a->pair.j < b->pair.j || (a->pair.j == b->pair.j && a->pair.shift < b->pair.shift))));
    }
    findings_free(&findings);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_find_the_pairs_that_a_search_among_all_images_finds),
        cmocka_unit_test(a_shift_has_one_number),
        cmocka_unit_test(equal_pairs_keep_the_order_in_which_they_were_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
