/* Crystals, liquids, and mixtures that were demixed by hand. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "glass.h"
#include "dynamics/order.h"

static double crystalline(int n, double box, const double *sigma, const double *position) {
    struct ensemble *ensemble = ensemble_new(n, 1, box, sigma, POTENTIAL_WCA, true);
    ensemble_load(ensemble, 0, position, NULL);
    double fraction = order_crystalline(ensemble);
    ensemble_free(ensemble);
    return fraction;
}

static void a_crystal_is_crystalline_and_stays_so_when_it_is_warm(void **state) {
    (void)state;
    double position[3 * CRYSTAL], sigma[CRYSTAL], box = crystal(1.0, position);
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 0);
    for (int i = 0; i < CRYSTAL; i++)
        sigma[i] = 1;
    assert_true(crystalline(CRYSTAL, box, sigma, position) == 1);
    for (int k = 0; k < 3 * CRYSTAL; k++)
        position[k] += gsl_ran_gaussian(rng, 0.03) + (k % 7 == 0 ? box : 0);
    assert_true(crystalline(CRYSTAL, box, sigma, position) > 0.9);
    gsl_rng_free(rng);
}

static void a_crystal_is_seen_in_any_direction_and_size_of_particles(void **state) {
    (void)state;
    /* Turn the axes by exchanging them and mirror one: the cubic box stays itself. Mixed diameters touch the
     * same neighbours. */
    double position[3 * CRYSTAL], sigma[CRYSTAL], turned[3 * CRYSTAL], box = crystal(1.0, position);
    gsl_rng *rng = rng_stream(2, RNG_POSITIONS, 1, 0);
    for (int i = 0; i < CRYSTAL; i++) {
        sigma[i] = 0.95 + 0.1 * gsl_rng_uniform(rng);
        turned[3 * i] = position[3 * i + 2];
        turned[3 * i + 1] = box - position[3 * i];
        turned[3 * i + 2] = position[3 * i + 1];
    }
    assert_true(crystalline(CRYSTAL, box, sigma, turned) == 1);
    gsl_rng_free(rng);
}

static void a_glass_is_not_crystalline(void **state) {
    (void)state;
    static const double phi[] = {0.85, 1.1};
    for (int k = 0; k < 2; k++) {
        struct glass glass = glass_relaxed(500, phi[k], 0.1, 7);
        double fraction = crystalline(glass.n, glass.box, glass.sigma, glass.position);
        assert_true(fraction < 0.2 * ORDER_CRYSTALLISED);
        glass_free(&glass);
    }
}

static void diameters_that_are_dealt_at_random_have_one_on_average(void **state) {
    (void)state;
    struct glass glass = glass_relaxed(300, 0.95, 0.1, 8);
    gsl_rng *rng = rng_stream(3, RNG_POSITIONS, 1, 0);
    const int deals = 400;
    double sum = 0, sum2 = 0;
    int demixed = 0;
    for (int deal = 0; deal < deals; deal++) {
        gsl_ran_shuffle(rng, glass.sigma, (size_t)glass.n, sizeof *glass.sigma);
        double found = order_demixing(glass.n, glass.box, glass.sigma, glass.position);
        sum += found / deals;
        sum2 += found * found / deals;
        demixed += found > ORDER_DEMIXED;
    }
    assert_true(near_to(1, sum, 0.06));
    assert_true(near_to(1 / sqrt(13), sqrt(sum2 - sum * sum), 0.15));
    assert_int_equal(demixed, 0);
    gsl_rng_free(rng);
    glass_free(&glass);
}

static int by_size(const void *a, const void *b) {
    double of_a = *(const double *)a, of_b = *(const double *)b;
    return (of_a > of_b) - (of_a < of_b);
}

static void small_ones_on_one_side_are_demixed_in_any_direction(void **state) {
    (void)state;
    enum { N = 300 };
    gsl_rng *rng = rng_stream(4, RNG_POSITIONS, 1, 0);
    for (int axis = 0; axis < 3; axis++) {
        struct glass glass = glass_random(N, 0.95, 9);
        qsort(glass.sigma, N, sizeof *glass.sigma, by_size);
        for (int i = 0; i < N; i++) /* the smaller half below, in the box next door */
            glass.position[3 * i + axis] = glass.box * (1 + 0.5 * (i >= N / 2) + 0.5 * gsl_rng_uniform(rng));
        double found = order_demixing(N, glass.box, glass.sigma, glass.position);
        assert_true(found > 2 * ORDER_DEMIXED);
        glass_free(&glass);
    }
    gsl_rng_free(rng);
}

static void equal_diameters_cannot_demix(void **state) {
    (void)state;
    double position[3 * CRYSTAL], sigma[CRYSTAL], box = crystal(1.0, position);
    for (int i = 0; i < CRYSTAL; i++)
        sigma[i] = 0.7;
    assert_true(order_demixing(CRYSTAL, box, sigma, position) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crystal_is_crystalline_and_stays_so_when_it_is_warm),
        cmocka_unit_test(a_crystal_is_seen_in_any_direction_and_size_of_particles),
        cmocka_unit_test(a_glass_is_not_crystalline),
        cmocka_unit_test(diameters_that_are_dealt_at_random_have_one_on_average),
        cmocka_unit_test(small_ones_on_one_side_are_demixed_in_any_direction),
        cmocka_unit_test(equal_diameters_cannot_demix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
