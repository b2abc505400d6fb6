/* Exchanges of diameters: their energies, the decisions of Metropolis, and Boltzmann's weights of
 * all permutations. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "glass.h"
#include "dynamics/swap.h"

enum { N = 110 };

static enum potential tested; /* all are, one after another */

/* A glass at phi = 1.1 in which particles overlap. */
static struct ensemble *crowded(uint64_t seed) {
    struct glass glass = glass_relaxed(N, 1.1, 0.46, seed);
    struct ensemble *ensemble = ensemble_new(N, 1, glass.box, glass.sigma, tested, true);
    gsl_rng *rng = rng_stream(seed, RNG_POSITIONS, 2, 0);
    shake(rng, 3 * N, 0.05, glass.position);
    ensemble_load(ensemble, 0, glass.position, glass.velocity);
    gsl_rng_free(rng);
    glass_free(&glass);
    return ensemble;
}

static double full_energy(const struct ensemble *ensemble) {
    return all_pairs(ensemble->n, ensemble->box, ensemble->sigma, ensemble->x, tested, NULL);
}

static void exchange(double *sigma, int a, int b) {
    double of_a = sigma[a];
    sigma[a] = sigma[b];
    sigma[b] = of_a;
}

static int by_size(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void the_local_energy_change_is_the_full_one_also_for_touching_pairs(void **state) {
    (void)state;
    struct ensemble *ensemble = crowded(31);
    gsl_rng *rng = rng_stream(31, RNG_EXCHANGES, 1, 0);
    struct swap *swap = swap_new(N, 0.46, rng);
    double d[3], before = full_energy(ensemble), *sigma = ensemble->sigma;
    int image[3], touching = 0;
    swap_look_up(swap, ensemble);
    for (int a = 0; a < N; a++)
        for (int b = a + 1; b < N; b++) {
            double sigma_ab = potential_sigma(tested, sigma[a], sigma[b]);
            touching += potential_energy(tested, nearest_image(ensemble->x, a, b, ensemble->box, d, image),
                                         sigma_ab * sigma_ab) > 0;
            double change = swap_energy_change(swap, sigma, a, b);
            exchange(sigma, a, b);
            double full = full_energy(ensemble);
            exchange(sigma, a, b);
            assert_true(fabs(change - (full - before)) <= 1e-11 * fmax(full, before));
            assert_true(swap_energy_change(swap, sigma, b, a) == change);
        }
    assert_true(touching > 4 * N);
    swap_free(swap);
    gsl_rng_free(rng);
    ensemble_free(ensemble);
}

static void decisions_are_those_of_plain_metropolis(void **state) {
    (void)state;
    struct ensemble *ensemble = crowded(32), *plain = crowded(32);
    gsl_rng *rng = rng_stream(32, RNG_EXCHANGES, 1, 0), *same = rng_stream(32, RNG_EXCHANGES, 1, 0);
    struct swap *swap = swap_new(N, 0.46, rng);
    double energy = full_energy(plain);
    int accepted = 0;
    enum { ATTEMPTS = 4000 };
    swap_look_up(swap, ensemble);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        int a = (int)gsl_rng_uniform_int(same, N), b = (int)gsl_rng_uniform_int(same, N - 1);
        b += b >= a;
        double draw = 1.0 - gsl_rng_uniform(same);
        exchange(plain->sigma, a, b);
        double after = full_energy(plain);
        if (draw <= exp(-(after - energy) / 0.46)) {
            energy = after;
            accepted++;
        } else {
            exchange(plain->sigma, a, b);
        }
        swap_exchange(swap, ensemble, 1);
        assert_memory_equal(ensemble->sigma, plain->sigma, N * sizeof(double));
    }
    assert_int_equal(swap->tried, ATTEMPTS);
    assert_int_equal(swap->accepted, accepted);
    assert_true(accepted > ATTEMPTS / 20 && accepted < ATTEMPTS / 2);
    swap_free(swap);
    gsl_rng_free(rng);
    gsl_rng_free(same);
    ensemble_free(ensemble);
    ensemble_free(plain);
}

static void exchanges_in_one_call_are_those_of_many(void **state) {
    (void)state;
    struct ensemble *whole = crowded(33), *divided = crowded(33);
    gsl_rng *rng = rng_stream(33, RNG_EXCHANGES, 1, 0), *same = rng_stream(33, RNG_EXCHANGES, 1, 0);
    struct swap *one = swap_new(N, 0.46, rng), *many = swap_new(N, 0.46, same);
    swap_look_up(one, whole);
    swap_exchange(one, whole, 2000);
    for (int k = 0; k < 20; k++) { /* look up anew, so that no energy is remembered */
        swap_look_up(many, divided);
        swap_exchange(many, divided, 100);
    }
    assert_memory_equal(whole->sigma, divided->sigma, N * sizeof(double));
    assert_int_equal(one->accepted, many->accepted);
    swap_free(one);
    swap_free(many);
    gsl_rng_free(rng);
    gsl_rng_free(same);
    ensemble_free(whole);
    ensemble_free(divided);
}

static void diameters_are_permuted_and_forces_follow(void **state) {
    (void)state;
    struct ensemble *ensemble = crowded(34);
    gsl_rng *rng = rng_stream(34, RNG_EXCHANGES, 1, 0);
    struct swap *swap = swap_new(N, 0.46, rng);
    double before[N], after[N], energy;
    memcpy(before, ensemble->sigma, sizeof before);
    ensemble_forces(ensemble, INFINITY, NULL);
    swap_look_up(swap, ensemble);
    swap_exchange(swap, ensemble, 2000);
    assert_false(ensemble->forces_known);
    ensemble_forces(ensemble, 0, &energy);
    assert_true(near_to(full_energy(ensemble), energy, 1e-12));
    memcpy(after, ensemble->sigma, sizeof after);
    int elsewhere = 0;
    for (int i = 0; i < N; i++)
        elsewhere += before[i] != after[i];
    assert_true(elsewhere > N / 2);
    qsort(before, N, sizeof *before, by_size);
    qsort(after, N, sizeof *after, by_size);
    assert_memory_equal(before, after, sizeof before);
    swap_free(swap);
    gsl_rng_free(rng);
    ensemble_free(ensemble);
}

/* Which of the 4! orders the four diameters, 0 the smallest, stand in. */
static int number_of_order(const double *sigma) {
    int number = 0;
    for (int i = 0; i < 4; i++) {
        int smaller = 0;
        for (int j = i + 1; j < 4; j++)
            smaller += sigma[j] < sigma[i];
        number = number * (4 - i) + smaller;
    }
    return number;
}

static void permutations_come_with_the_weights_of_boltzmann(void **state) {
    (void)state;
    /* Four fixed particles: 0, 1 and 2 overlap whatever their diameters, 3 touches 1 alone. */
    const double sigma[4] = {0.8, 0.95, 1.15, 1.4};
    static const double temperatures[POTENTIAL_COUNT] = {1, 0.3, 0.4}; /* wca, harmonic, ipl12 */
    const double temperature = temperatures[tested];
    assert_true(temperature > 0); /* one for each */
    const double position[12] = {0.2, 4.0, 2.0, 6.3, 4.0, 2.1, 0.7, 4.95, 2.4, 1.9, 3.6, 1.2};
    enum { ORDERS = 24, EVERY = 40 };
    const int samples = 60000;
    struct ensemble *ensemble = ensemble_new(4, 1, 5, sigma, tested, true);
    double weight[ORDERS] = {0}, sum = 0, chi2 = 0, count[ORDERS] = {0}, least = 1;
    for (int a = 0; a < 4; a++) /* all orders */
        for (int b = 0; b < 4; b++)
            for (int c = 0; c < 4; c++) {
                if (a == b || b == c || a == c)
                    continue;
                double order[4] = {sigma[a], sigma[b], sigma[c], sigma[6 - a - b - c]};
                double energy = all_pairs(4, 5, order, position, tested, NULL);
                assert_true(weight[number_of_order(order)] == 0);
                sum += weight[number_of_order(order)] = exp(-energy / temperature);
            }
    gsl_rng *rng = rng_stream(35, RNG_EXCHANGES, 1, 0);
    struct swap *swap = swap_new(4, temperature, rng);
    ensemble_load(ensemble, 0, position, NULL);
    swap_look_up(swap, ensemble);
    for (int k = 0; k < samples; k++) {
        swap_exchange(swap, ensemble, EVERY);
        count[number_of_order(ensemble->sigma)]++;
    }
    for (int k = 0; k < ORDERS; k++) {
        double expected = samples * weight[k] / sum;
        chi2 += pow(count[k] - expected, 2) / expected;
        least = fmin(least, weight[k] / sum);
    }
    assert_true(least * samples > 10 && least < 0.01); /* enough of each, and far from equal */
    double p = gsl_cdf_chisq_Q(chi2, ORDERS - 1);
    if (p <= 1e-3 || p >= 1 - 1e-3)
        fprintf(stderr, "# chi-square %g of %d degrees of freedom\n", chi2, ORDERS - 1);
    assert_true(p > 1e-3 && p < 1 - 1e-3);
    swap_free(swap);
    gsl_rng_free(rng);
    ensemble_free(ensemble);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_local_energy_change_is_the_full_one_also_for_touching_pairs),
        cmocka_unit_test(decisions_are_those_of_plain_metropolis),
        cmocka_unit_test(exchanges_in_one_call_are_those_of_many),
        cmocka_unit_test(diameters_are_permuted_and_forces_follow),
        cmocka_unit_test(permutations_come_with_the_weights_of_boltzmann),
    };
    int failed = 0;
    for (tested = 0; tested < POTENTIAL_COUNT; tested++)
        failed += cmocka_run_group_tests_name(potential_name(tested), tests, NULL, NULL);
    return failed;
}
