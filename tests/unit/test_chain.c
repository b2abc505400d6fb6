/* Chains: where images are put, against a walk along the line in small steps; tangents by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "glass.h"

#include "landscape/chain.h"

enum { COUNT = 6 };

static const double end_a[COUNT] = {0, 0, 0, 1, 2, 3}, end_b[COUNT] = {2, -1, 0.5, 1, 4, 2};

static struct chain *chain_between(int images) {
    struct chain *chain = chain_new(COUNT, images);
    chain->a = end_a;
    chain->b = end_b;
    chain->energy_a = -1;
    chain->energy_b = 3;
    for (int image = 0; image < images; image++)
        chain->energy[image] = 10 + image;
    chain_unpin(chain);
    return chain;
}

static double distance_of(const double *x, const double *y) {
    double sum = 0;
    for (int k = 0; k < COUNT; k++)
        sum += (x[k] - y[k]) * (x[k] - y[k]);
    return sqrt(sum);
}

static void straight_chains_have_equal_steps_and_ends(void **state) {
    (void)state;
    for (int images = 1; images <= 3 * LANES; images++) {
        struct chain *chain = chain_between(images);
        chain_straighten(chain);
        double x[COUNT];
        for (int image = -1; image <= images; image++) {
            chain_position(chain, image, x);
            for (int k = 0; k < COUNT; k++)
                assert_true(fabs(x[k] - (end_a[k] + (image + 1) * (end_b[k] - end_a[k]) / (images + 1))) <
                            1e-14);
            assert_true(chain_energy(chain, image) == (image < 0 ? -1 : image == images ? 3 : 10 + image));
        }
        assert_memory_equal(x, end_b, sizeof x); /* the last one is the minimum itself */
        int in_groups = 0;
        for (int g = 0; g < chain->groups; g++)
            in_groups += chain_images_in(chain, g);
        assert_int_equal(in_groups, images);
        for (int lane = chain_images_in(chain, chain->groups - 1); lane < LANES; lane++)
            for (int k = 0; k < COUNT; k++)
                assert_true(chain->x[chain->groups - 1][k * LANES + lane] == end_b[k]);
        chain_free(chain);
    }
}

/* Energies before, here and behind, with vectors of lengths 2 and 5: the improved tangent. */
static void tangents_lead_upwards_and_bisect_where_all_is_flat(void **state) {
    (void)state;
    static const struct {
        double before, here, behind, on_a, on_b;
    } known[] = {{0, 1, 2, 0, 1}, {2, 1, 0, 1, 0}, {0, 2, 1, 1, 2},     {1, 2, 0, 2, 1},
                 {3, 2, 6, 1, 4}, {6, 2, 3, 4, 1}, {2, 2, 2, 0.5, 0.2}, {1, 1, 4, 0, 3}};
    struct chain *chain = chain_between(9);
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        double on_a, on_b;
        chain->energy[6] = known[k].before; /* in the first group, and in the second: */
        chain->energy[7] = known[k].here;
        chain->energy[8] = known[k].behind;
        chain_tangent(chain, 7, 2, 5, &on_a, &on_b);
        assert_true(on_a == known[k].on_a && on_b == known[k].on_b);
    }
    double on_a, on_b;
    chain->energy[0] = 1;
    chain->energy[1] = 2;
    chain_tangent(chain, 0, 1, 1, &on_a, &on_b); /* energy_a = -1 */
    assert_true(on_a == 0 && on_b == 1);
    chain_free(chain);
}

/* A crooked chain with images at random places. */
static struct chain *crooked(int images, uint64_t seed) {
    struct chain *chain = chain_between(images);
    chain_straighten(chain);
    gsl_rng *rng = rng_stream(seed, RNG_POSITIONS, 1, 1);
    for (int image = 0; image < images; image++)
        for (int k = 0; k < COUNT; k++)
            chain->x[chain_group(image)][k * LANES + chain_lane(image)] += gsl_rng_uniform(rng);
    gsl_rng_free(rng);
    return chain;
}

/* The point at this length along the lines through all images, by walking them. */
static void point_at(const struct chain *chain, double length, double x[COUNT]) {
    double from[COUNT], to[COUNT];
    for (int image = -1; image < chain->images; image++) {
        chain_position(chain, image, from);
        chain_position(chain, image + 1, to);
        double piece = distance_of(from, to);
        if (length <= piece || image + 1 == chain->images) {
            for (int k = 0; k < COUNT; k++)
                x[k] = from[k] + length / piece * (to[k] - from[k]);
            return;
        }
        length -= piece;
    }
}

static double length_to(const struct chain *chain, int last) {
    double from[COUNT], to[COUNT], sum = 0;
    for (int image = -1; image < last; image++) {
        chain_position(chain, image, from);
        chain_position(chain, image + 1, to);
        sum += distance_of(from, to);
    }
    return sum;
}

static void images_are_put_at_equal_lengths_of_another_chain(void **state) {
    (void)state;
    for (int images = 1; images <= 40; images += 13)
        for (int others = 1; others <= 20; others += 6) {
            struct chain *chain = chain_between(images),
                         *other = crooked(others, (uint64_t)(images + others));
            double whole = length_to(other, others), x[COUNT], wanted[COUNT];
            chain_place(chain, other);
            for (int image = 0; image < images; image++) {
                chain_position(chain, image, x);
                point_at(other, whole * (image + 1) / (images + 1), wanted);
                assert_true(distance_of(x, wanted) < 1e-12 * whole);
                assert_false(chain_is_pinned(chain, image));
            }
            chain_free(chain);
            chain_free(other);
        }
}

static void saddles_stay_and_the_others_are_equally_spaced_between_them(void **state) {
    (void)state;
    struct chain *chain = chain_between(20), *other = crooked(11, 4);
    static const int pins[] = {2, 3, 9};
    double x[COUNT], wanted[COUNT];
    for (int k = 0; k < COUNT; k++) /* the second one next to the first, nearer than any images are */
        other->x[0][k * LANES + 3] = other->x[0][k * LANES + 2] + 1e-3;
    for (int k = 0; k < 3; k++)
        other->pinned[pins[k]] = 0.5 + k;
    chain_place(chain, other);
    int found[5] = {-1}, count = 1; /* with the ends */
    for (int image = 0; image < 20; image++)
        if (chain_is_pinned(chain, image)) {
            assert_in_range(count, 1, 3);
            chain_position(chain, image, x);
            chain_position(other, pins[count - 1], wanted);
            assert_memory_equal(x, wanted, sizeof x);
            assert_true(chain->pinned[image] == 0.5 + (count - 1));
            found[count++] = image;
        }
    assert_int_equal(count, 4);
    found[4] = 20;
    for (int piece = 0; piece < 4; piece++) {
        double begin = piece == 0 ? 0 : length_to(other, pins[piece - 1]);
        double end = length_to(other, piece == 3 ? 11 : pins[piece]);
        for (int image = found[piece] + 1; image < found[piece + 1]; image++) {
            chain_position(chain, image, x);
            point_at(other,
                     begin + (end - begin) * (image - found[piece]) / (found[piece + 1] - found[piece]),
                     wanted);
            assert_true(distance_of(x, wanted) < 1e-12 * end);
        }
    }
    chain_free(chain);
    chain_free(other);
}

static void as_many_saddles_as_images_all_stay(void **state) {
    (void)state;
    struct chain *chain = chain_between(4), *other = crooked(4, 8);
    double x[COUNT], wanted[COUNT];
    for (int image = 0; image < 4; image++)
        other->pinned[image] = 1;
    chain_place(chain, other);
    for (int image = 0; image < 4; image++) {
        chain_position(chain, image, x);
        chain_position(other, image, wanted);
        assert_memory_equal(x, wanted, sizeof x);
    }
    chain_free(chain);
    chain_free(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(straight_chains_have_equal_steps_and_ends),
        cmocka_unit_test(tangents_lead_upwards_and_bisect_where_all_is_flat),
        cmocka_unit_test(images_are_put_at_equal_lengths_of_another_chain),
        cmocka_unit_test(saddles_stay_and_the_others_are_equally_spaced_between_them),
        cmocka_unit_test(as_many_saddles_as_images_all_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
