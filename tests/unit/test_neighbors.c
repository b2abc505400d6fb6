/* Pair lists against all pairs: same pairs, same order, and none missed while particles move. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "glass.h"

/* All pairs within their reach + extra in any lane, the slow way. */
struct expected {
    int count;
    struct {
        int i, j, image[3];
    } pair[400000];
};

static bool any_lane_has(const struct expected *expected, int first, const int image[3]) {
    for (int k = first; k < expected->count; k++)
        if (memcmp(expected->pair[k].image, image, 3 * sizeof(int)) == 0)
            return true;
    return false;
}

static void look_at_all_pairs(const struct neighbors *neighbors, double extra, const double *x,
                              struct expected *expected) {
    int n = neighbors->n, width = neighbors->width;
    double *lane_x = allocate(3 * (size_t)(n * width), sizeof(double));
    for (int lane = 0; lane < width; lane++)
        lane_get(3 * n, width, lane, x, lane_x + 3 * n * lane);
    expected->count = 0;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            double reach =
                extra + (neighbors->any_diameter
                             ? neighbors->range
                             : pow(2, 1.0 / 6) *
                                   potential_sigma(POTENTIAL_WCA, neighbors->sigma[i], neighbors->sigma[j]));
            int first = expected->count;
            for (int lane = 0; lane < width; lane++) {
                double d[3];
                int image[3];
                double r2 = nearest_image(lane_x + 3 * n * lane, i, j, neighbors->box, d, image);
                if (r2 >= reach * reach || any_lane_has(expected, first, image))
                    continue;
                expected->pair[expected->count].i = i;
                expected->pair[expected->count].j = j;
                memcpy(expected->pair[expected->count++].image, image, sizeof image);
            }
        }
    free(lane_x);
}

/* The list holds these pairs, i ascending, then j, and nothing else. Images of one pair, which can only come
 * from different lanes, stand in any order: at most one of them is in range in a lane. */
static void assert_list(const struct pair_list *list, double box, const struct expected *expected) {
    assert_int_equal(list->start[0], 0);
    assert_int_equal(list->start[list->n], expected->count);
    int k = 0;
    for (int i = 0; i < list->n; i++)
        for (int first = k; k < list->start[i + 1]; k++) {
            int j = expected->pair[k].j, found = 0;
            assert_int_equal(expected->pair[k].i, i);
            assert_int_equal(list->pair[k].j, j);
            while (first < k && expected->pair[first].j < j)
                first++;
            for (int other = first;
                 other < expected->count && expected->pair[other].i == i && expected->pair[other].j == j;
                 other++) {
                const double *shift = list->shift[list->pair[k].shift];
                const int *image = expected->pair[other].image;
                found +=
                    shift[0] == image[0] * box && shift[1] == image[1] * box && shift[2] == image[2] * box;
            }
            assert_int_equal(found, 1);
            for (int other = first; other < k; other++) /* no image twice */
                assert_int_not_equal(list->pair[other].shift, list->pair[k].shift);
        }
}

static struct expected expected;

static void assert_inner_list(const struct neighbors *neighbors, const double *x) {
    look_at_all_pairs(neighbors, neighbors->inner_skin, x, &expected);
    if (neighbors->any_diameter) { /* the inner list goes by the diameters of now */
        struct neighbors now = *neighbors;
        now.any_diameter = false;
        look_at_all_pairs(&now, neighbors->inner_skin, x, &expected);
    }
    assert_list(&neighbors->inner, neighbors->box, &expected);
    for (int i = 0; i < neighbors->n; i++)
        for (int k = neighbors->inner.start[i]; k < neighbors->inner.start[i + 1]; k++) {
            double sigma_ij = potential_sigma(POTENTIAL_WCA, neighbors->sigma[i],
                                              neighbors->sigma[neighbors->inner.pair[k].j]);
            assert_true(neighbors->inner.pair[k].sigma2 == sigma_ij * sigma_ij);
        }
}

/* In every lane the energy over the inner list is that of all pairs. */
static void assert_energies(struct ensemble *ensemble) {
    double energy[LANES], *x = allocate(3 * (size_t)ensemble->n, sizeof(double));
    ensemble->kernel->pairs.forces(&ensemble->neighbors.inner, POTENTIAL_HARMONIC, ensemble->x, ensemble->f,
                                   energy);
    for (int lane = 0; lane < ensemble->width; lane++) {
        ensemble_store(ensemble, lane, x, NULL);
        double slow = all_pairs(ensemble->n, ensemble->box, ensemble->sigma, x, POTENTIAL_HARMONIC, NULL);
        assert_true(near_to(slow, energy[lane], 1e-11));
    }
    free(x);
}

/* How far the replicas in the lanes are from one another. */
enum spread { TOGETHER, WANDERERS, APART };

/* Lanes of one glass, with the particles moved whole boxes away, up to three either way. */
static struct ensemble *replicas(int n, double phi, int width, bool any_diameter, enum spread spread,
                                 uint64_t seed) {
    struct glass glass = glass_random(n, phi, seed);
    gsl_rng *rng = rng_stream(seed, RNG_EXCHANGES, 2, 0);
    struct ensemble *ensemble = ensemble_new(n, width, glass.box, glass.sigma, POTENTIAL_WCA, any_diameter);
    for (int k = 0; k < 3 * n; k++) {
        unsigned long most = k < 9 ? 3 : 1;
        glass.position[k] += glass.box * ((double)gsl_rng_uniform_int(rng, 2 * most + 1) - (double)most);
    }
    for (int lane = 0; lane < width; lane++) {
        shake(rng, 3 * n, 0.02, glass.position);
        for (int i = 0; spread != TOGETHER && i < n; i++)
            if (spread == APART || gsl_rng_uniform(rng) < 0.015)
                shake(rng, 3, 1.5 * glass.box, glass.position + 3 * i);
        ensemble_load(ensemble, lane, glass.position, NULL);
    }
    gsl_rng_free(rng);
    glass_free(&glass);
    return ensemble;
}

static void a_fresh_list_is_that_of_all_pairs(void **state) {
    (void)state;
    static const struct {
        int n;
        double phi;
    } sizes[] = {{12, 0.15}, {60, 0.8}, {110, 1.1}, {150, 0.5}, {300, 0.85}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (uint64_t seed = 1; seed <= 4; seed++)
            for (enum spread spread = TOGETHER; spread <= APART; spread++)
                for (int width = 1; width <= LANES; width += LANES - 1) {
                    struct ensemble *ensemble =
                        replicas(sizes[s].n, sizes[s].phi, width, false, spread, seed);
                    struct neighbors *neighbors = &ensemble->neighbors;
                    neighbors_update(neighbors, ensemble->x, INFINITY);
                    look_at_all_pairs(neighbors, neighbors->outer_skin, ensemble->x, &expected);
                    assert_true(expected.count > sizes[s].n / 2);
                    assert_list(&neighbors->outer, ensemble->box, &expected);
                    assert_inner_list(neighbors, ensemble->x);
                    assert_energies(ensemble);
                    ensemble_free(ensemble);
                }
}

static void a_list_for_any_diameter_has_all_pairs_within_the_largest_range(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct ensemble *ensemble = replicas(200, 0.95, 1, true, TOGETHER, seed);
        struct neighbors *neighbors = &ensemble->neighbors;
        neighbors_update(neighbors, ensemble->x, INFINITY);
        look_at_all_pairs(neighbors, neighbors->outer_skin, ensemble->x, &expected);
        assert_list(&neighbors->outer, ensemble->box, &expected);
        assert_inner_list(neighbors, ensemble->x);
        for (int i = 0; i < 100; i++) { /* turn the order of the diameters round */
            double of_i = ensemble->sigma[i];
            ensemble->sigma[i] = ensemble->sigma[199 - i];
            ensemble->sigma[199 - i] = of_i;
        }
        neighbors_diameters_changed(neighbors);
        neighbors_update(neighbors, ensemble->x, 0);
        assert_int_equal(neighbors->outer_builds, 1);
        assert_inner_list(neighbors, ensemble->x);
        assert_energies(ensemble);
        ensemble_free(ensemble);
    }
}

/* How the particles move between two updates. */
static const struct motion {
    double jitter; /* of every coordinate */
    double flight; /* of one particle in `flying`, straight on, another way in every lane */
    int flying;
    double current; /* of everything, another way in every lane */
    int steps;
} motions[] = {
    {0.01, 0, 1, 0, 400},       /* jitter */
    {0.003, 0, 1, 0, 2500},     /* as in a glass */
    {0.001, 0.03, 10, 0, 500},  /* some go far */
    {0, 0.008, 1, 0, 400},      /* a gas */
    {0.001, 0, 1, 0.004, 1000}, /* lanes go apart */
    {0.3, 0, 1, 0, 60},         /* jumps */
    {0.005, 0.05, 10, 0.01, 500},
};

static void move(struct ensemble *ensemble, const struct motion *motion, gsl_rng *rng) {
    int width = ensemble->width;
    for (int i = 0; i < ensemble->n; i++)
        for (int axis = 0; axis < 3; axis++)
            for (int lane = 0; lane < width; lane++) {
                double way = sin(1 + lane * 7 + axis * 3), own = sin(1 + i * 5 + lane * 7 + axis * 3);
                ensemble->x[(3 * i + axis) * width + lane] +=
                    motion->jitter * (2 * gsl_rng_uniform(rng) - 1) + motion->current * way +
                    (i % motion->flying == 0 ? motion->flight * own : 0.0);
            }
}

static void no_pair_is_missed_while_particles_move(void **state) {
    (void)state;
    for (size_t m = 0; m < sizeof motions / sizeof *motions; m++)
        for (int variant = 0; variant < 3; variant++) { /* one replica; lanes; one for any diameter */
            struct ensemble *ensemble = replicas(variant == 0 ? 75 : 120, 0.85, variant == 1 ? LANES : 1,
                                                 variant == 2, TOGETHER, 11 + m);
            struct neighbors *neighbors = &ensemble->neighbors;
            gsl_rng *rng = rng_stream(5, RNG_EXCHANGES, (int64_t)m, variant);
            int64_t built = 0;
            for (int step = 0; step < motions[m].steps; step++) {
                move(ensemble, &motions[m], rng);
                /* the bound on what was travelled, or not known */
                double moved = sqrt(3) * (motions[m].jitter + motions[m].flight + motions[m].current);
                neighbors_update(neighbors, ensemble->x, step % 3 == 0 ? INFINITY : moved);
                if ((neighbors->inner_builds != built && step % 2 == 0) || step % 20 == 0)
                    assert_energies(ensemble);
                if (neighbors->inner_builds != built && step % 7 == 0)
                    assert_inner_list(neighbors, ensemble->x);
                built = neighbors->inner_builds;
            }
            assert_true(neighbors->inner_builds > 3);
            assert_true(neighbors->outer.capacity < 100000 && neighbors->spare.capacity < 100000);
            gsl_rng_free(rng);
            ensemble_free(ensemble);
        }
}

static void a_list_is_kept_while_nothing_moves_far(void **state) {
    (void)state;
    struct ensemble *ensemble = replicas(120, 0.85, LANES, false, TOGETHER, 3);
    struct neighbors *neighbors = &ensemble->neighbors;
    gsl_rng *rng = rng_stream(3, RNG_EXCHANGES, 1, 0);
    for (int step = 0; step < 1000; step++) {
        move(ensemble, &(struct motion){0.0001, 0, 1, 0, 0}, rng);
        neighbors_update(neighbors, ensemble->x, INFINITY);
    }
    assert_true(neighbors->inner_builds <= 20);
    assert_int_equal(neighbors->outer_builds, 1);
    neighbors_invalidate(neighbors);
    neighbors_update(neighbors, ensemble->x, 0);
    assert_int_equal(neighbors->outer_builds, 2);
    gsl_rng_free(rng);
    ensemble_free(ensemble);
}

static void make_ensemble(void *context) {
    const double sigma[2] = {1, 1.25};
    ensemble_free(ensemble_new(2, 1, *(double *)context, sigma, POTENTIAL_WCA, false));
}

static void a_box_smaller_than_twice_the_range_and_skin_is_bad_data(void **state) {
    (void)state;
    double enough = 2 * (pow(2, 1.0 / 6) * 1.25 + 0.1) * (1 + 1e-12), too_small = enough * (1 - 1e-9);
    assert_int_equal(status_of(make_ensemble, &enough), 0);
    assert_int_equal(status_of(make_ensemble, &too_small), EX_DATAERR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fresh_list_is_that_of_all_pairs),
        cmocka_unit_test(a_list_for_any_diameter_has_all_pairs_within_the_largest_range),
        cmocka_unit_test(no_pair_is_missed_while_particles_move),
        cmocka_unit_test(a_list_is_kept_while_nothing_moves_far),
        cmocka_unit_test(a_box_smaller_than_twice_the_range_and_skin_is_bad_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
