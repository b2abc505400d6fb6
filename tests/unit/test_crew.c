/* Crews: each search finds what it finds alone, and what a sum over all pairs says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "glass.h"

#include "forces/crew.h"

enum { PARTICLES = 80, ITEMS = 21, COUNT = 3 * PARTICLES };

struct searches {
    struct crew *crew;
    const struct glass *glass;
    int first; /* item */
    int busy[LANES], times[ITEMS], workers[ITEMS];
    double x[ITEMS][COUNT], f[ITEMS][COUNT], energy[ITEMS];
};

/* Item k goes k + 1 small steps down from its own start; every third asks for nothing. */
static void go_down(void *context, int worker, int item) {
    struct searches *searches = context;
    item += searches->first;
    double *x = searches->x[item], *f = searches->f[item];
    assert_int_equal(searches->busy[worker]++, 0); /* two tasks of a worker never overlap */
    searches->times[item]++;
    searches->workers[item] = worker;
    gsl_rng *rng = rng_stream(5, RNG_POSITIONS, 1, item);
    memcpy(x, searches->glass->position, COUNT * sizeof(double));
    shake(rng, COUNT, item % 2 == 0 ? 0.02 : 0.3, x);
    gsl_rng_free(rng);
    for (int step = 0; item % 3 != 1 && step <= item; step++) {
        searches->energy[item] = crew_forces(searches->crew, x, f);
        for (int k = 0; k < COUNT && step < item; k++)
            x[k] += fmax(-0.02, fmin(1e-3 * f[k], 0.02));
    }
    searches->busy[worker]--;
}

static void searches_find_the_same_together_and_alone(void **state) {
    (void)state;
    struct glass glass = glass_relaxed(PARTICLES, 0.9, 0, 3);
    struct crew *crew = crew_new(PARTICLES, glass.box, glass.sigma, POTENTIAL_WCA);
    struct searches *together = allocate(1, sizeof *together), *alone = allocate(1, sizeof *alone);
    together->crew = alone->crew = crew;
    together->glass = alone->glass = &glass;
    crew_run(crew, ITEMS, go_down, together);
    for (alone->first = 0; alone->first < ITEMS; alone->first++)
        crew_run(crew, 1, go_down, alone);
    bool worked[LANES] = {false};
    for (int k = 0; k < ITEMS; k++) {
        assert_int_equal(together->times[k], 1);
        assert_true(together->workers[k] >= 0 && together->workers[k] < LANES);
        worked[together->workers[k]] = true;
    }
    for (int lane = 0; lane < LANES; lane++)
        assert_true(worked[lane]);
    assert_memory_equal(together->x, alone->x, sizeof alone->x);
    assert_memory_equal(together->f, alone->f, sizeof alone->f);
    assert_memory_equal(together->energy, alone->energy, sizeof alone->energy);
    for (int k = 0; k < ITEMS; k++) {
        double f[COUNT],
            energy = all_pairs(PARTICLES, glass.box, glass.sigma, together->x[k], POTENTIAL_WCA, f);
        double largest = 1;
        for (int l = 0; l < COUNT; l++)
            largest = fmax(largest, fabs(f[l]));
        for (int l = 0; l < COUNT && k % 3 != 1; l++)
            assert_true(fabs(f[l] - together->f[k][l]) <= 1e-11 * largest);
        if (k % 3 != 1)
            assert_true(near_to(energy, together->energy[k], 1e-11));
    }
    crew_run(crew, 0, go_down, together); /* nothing to do */
    free(together);
    free(alone);
    crew_free(crew);
    glass_free(&glass);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(searches_find_the_same_together_and_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
