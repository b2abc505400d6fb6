/* Elastic chains: F against its definition written out for one image, and chains that come to rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "glass.h"

#include "landscape/elastic.h"

enum { PARTICLES = 2, COUNT = 3 * PARTICLES, IMAGES = 11 };

/* V = sum_k s_k x_k^2 / 2 + x_0 x_1 x_2 / 5, stiffer for the harmonic potential. */
static double surface_at(enum potential potential, const double *x, double *f) {
    double energy = x[0] * x[1] * x[2] / 5, factor = potential == POTENTIAL_HARMONIC ? 3 : 1;
    for (int k = 0; k < COUNT; k++) {
        double stiffness = factor * (1 + 0.5 * k);
        energy += stiffness * x[k] * x[k] / 2;
        f[k] = -stiffness * x[k];
    }
    for (int k = 0; k < 3; k++)
        f[k] -= x[(k + 1) % 3] * x[(k + 2) % 3] / 5;
    return energy;
}

static void surface(void *context, int group, enum potential potential, const double *x, double *f,
                    double *energy) {
    int *calls = context;
    calls[group]++;
    for (int lane = 0; lane < LANES; lane++) {
        double at[COUNT], force[COUNT];
        lane_get(COUNT, LANES, lane, x, at);
        energy[lane] = surface_at(potential, at, force);
        lane_set(COUNT, LANES, lane, f, force);
    }
}

static const double end_a[COUNT] = {-1, 0.2, 0, 0.3, -0.1, 0}, end_b[COUNT] = {1, 0.1, 0.4, 0, 0.2, -0.3};

static struct elastic *crooked(int *calls) {
    struct elastic *elastic = elastic_new(PARTICLES, IMAGES, surface, calls);
    struct chain *chain = elastic->chain;
    double f[COUNT];
    chain->a = end_a;
    chain->b = end_b;
    chain->energy_a = surface_at(POTENTIAL_WCA, end_a, f);
    chain->energy_b = surface_at(POTENTIAL_WCA, end_b, f);
    chain_straighten(chain);
    chain_unpin(chain);
    gsl_rng *rng = rng_stream(2, RNG_POSITIONS, 1, 1);
    for (int image = 0; image < IMAGES; image++)
        for (int k = 0; k < COUNT; k++)
            chain->x[chain_group(image)][k * LANES + chain_lane(image)] += 0.2 * gsl_rng_uniform(rng);
    gsl_rng_free(rng);
    elastic->spring = 2.5;
    elastic->stiffness = 0.7;
    elastic->farthest = 0.05;
    return elastic;
}

static double product(const double *a, const double *b) {
    double sum = 0;
    for (int k = 0; k < COUNT; k++)
        sum += a[k] * b[k];
    return sum;
}

/* F = f - (f.t) t + k (|b| - |a|) t + k' (b - a - ((b - a).t) t), t of length 1; nothing on a saddle. */
static void force_on(const struct elastic *elastic, enum potential potential, int loose, int image,
                     double *F) {
    const struct chain *chain = elastic->chain;
    double before[COUNT], here[COUNT], behind[COUNT], f[COUNT], a[COUNT], b[COUNT], t[COUNT], on_a, on_b;
    chain_position(chain, image - 1, before);
    chain_position(chain, image, here);
    chain_position(chain, image + 1, behind);
    surface_at(potential, here, f);
    for (int k = 0; k < COUNT; k++) {
        a[k] = here[k] - before[k];
        b[k] = behind[k] - here[k];
    }
    double length_a = sqrt(product(a, a)), length_b = sqrt(product(b, b));
    chain_tangent(chain, image, length_a, length_b, &on_a, &on_b);
    for (int k = 0; k < COUNT; k++)
        t[k] = on_a * a[k] + on_b * b[k];
    double length = sqrt(product(t, t)), bend = 0;
    for (int k = 0; k < COUNT; k++) {
        t[k] /= length;
        bend += (b[k] - a[k]) * t[k];
    }
    double along = product(f, t), stiffness = image == loose ? 0 : elastic->stiffness;
    for (int k = 0; k < COUNT; k++)
        F[k] = chain_is_pinned(chain, image)
                   ? 0
                   : f[k] - along * t[k] + elastic->spring * (length_b - length_a) * t[k] +
                         stiffness * (b[k] - a[k] - bend * t[k]);
}

static void forces_are_those_of_the_definition(void **state) {
    (void)state;
    int calls[2] = {0, 0}, highest = 0;
    struct elastic *elastic = crooked(calls);
    elastic->chain->pinned[4] = 0.1;
    for (int potential = POTENTIAL_WCA; potential <= POTENTIAL_HARMONIC; potential++)
        for (int loose = -1; loose < IMAGES; loose += 4) {
            struct survey survey = elastic_forces(elastic, (enum potential)potential, loose);
            double ff = 0, worst = 0;
            for (int image = 0; image < IMAGES; image++) {
                double F[COUNT], found[COUNT], x[COUNT], f[COUNT], largest = 0;
                force_on(elastic, (enum potential)potential, loose, image, F);
                lane_get(COUNT, LANES, chain_lane(image), elastic->f[chain_group(image)], found);
                for (int k = 0; k < COUNT; k++) {
                    assert_true(fabs(F[k] - found[k]) < 1e-13);
                    largest = fmax(largest, fabs(found[k]));
                }
                chain_position(elastic->chain, image, x);
                double energy = surface_at((enum potential)potential, x, f);
                assert_true(near_to(energy, elastic->chain->energy[image], 1e-14));
                highest = elastic->chain->energy[image] > elastic->chain->energy[highest] ? image : highest;
                assert_true(near_to(largest, elastic->largest[image], 1e-14));
                worst = fmax(worst, largest);
                ff += product(found, found);
            }
            assert_true(near_to(ff, survey.ff, 1e-13) && near_to(worst, survey.worst, 1e-14));
            assert_int_equal(survey.highest, highest);
            assert_true(survey.top == elastic->chain->energy[highest]);
            assert_true(survey.slope == 0 && survey.ff_old == 0); /* no line yet */
        }
    assert_int_equal(calls[0], 6);
    assert_int_equal(calls[1], 6);
    elastic_free(elastic);
}

/* How far each image went, the farthest of them. */
static double farthest_from(const struct elastic *elastic, double before[IMAGES][COUNT]) {
    double farthest = 0;
    for (int image = 0; image < IMAGES; image++) {
        double x[COUNT];
        chain_position(elastic->chain, image, x);
        for (int k = 0; k < COUNT; k++)
            x[k] -= before[image][k];
        farthest = fmax(farthest, sqrt(product(x, x)));
    }
    return farthest;
}

static void a_chain_comes_to_rest_and_no_image_moves_too_far_at_once(void **state) {
    (void)state;
    int calls[2] = {0, 0}, steps = 0;
    struct elastic *elastic = crooked(calls);
    double x[IMAGES][COUNT];
    elastic->farthest = 0.02;
    struct survey survey = elastic_forces(elastic, POTENTIAL_WCA, -1);
    double first = survey.worst;
    for (; survey.worst > 1e-7 && steps < 2000; steps++) {
        for (int image = 0; image < IMAGES; image++)
            chain_position(elastic->chain, image, x[image]);
        elastic_step(elastic, &survey, steps == 0);
        double moved = farthest_from(elastic, x);
        assert_true(moved <= elastic->farthest * (1 + 1e-9));
        assert_true(moved <= elastic->moved * (1 + 1e-9)); /* what lists rely on */
        survey = elastic_forces(elastic, POTENTIAL_WCA, -1);
    }
    assert_true(first > 0.1 && survey.worst <= 1e-7);
    assert_in_range(steps, 10, 1999);
    /* at rest the definition says so too */
    for (int image = 0; image < IMAGES; image++) {
        double F[COUNT];
        force_on(elastic, POTENTIAL_WCA, -1, image, F);
        for (int k = 0; k < COUNT; k++)
            assert_true(fabs(F[k]) < 2e-7);
    }
    elastic_free(elastic);
}

/* The slope and F.F_old of the second evaluation, from fields that are kept here. */
static void a_survey_sums_along_the_line_of_the_step_before(void **state) {
    (void)state;
    int calls[2] = {0, 0};
    struct elastic *elastic = crooked(calls);
    double old[IMAGES][COUNT], slope = 0, ff_old = 0;
    struct survey survey = elastic_forces(elastic, POTENTIAL_WCA, -1);
    for (int image = 0; image < IMAGES; image++)
        lane_get(COUNT, LANES, chain_lane(image), elastic->f[chain_group(image)], old[image]);
    elastic_step(elastic, &survey, true); /* along F itself */
    survey = elastic_forces(elastic, POTENTIAL_WCA, -1);
    for (int image = 0; image < IMAGES; image++) {
        double now[COUNT];
        lane_get(COUNT, LANES, chain_lane(image), elastic->f[chain_group(image)], now);
        slope += product(now, old[image]);
        ff_old += product(now, old[image]);
    }
    assert_true(near_to(slope, survey.slope, 1e-12) && near_to(ff_old, survey.ff_old, 1e-12));
    elastic_free(elastic);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forces_are_those_of_the_definition),
        cmocka_unit_test(a_chain_comes_to_rest_and_no_image_moves_too_far_at_once),
        cmocka_unit_test(a_survey_sums_along_the_line_of_the_step_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
