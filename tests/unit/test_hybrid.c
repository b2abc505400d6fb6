/* Hybrid swap Monte Carlo samples what molecular dynamics samples: mean energy, pressure and pair
 * correlations where both reach equilibrium. */
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "glass.h"
#include "dynamics/hybrid.h"

enum { N = 80, BLOCKS = 24, BINS = 14, OBSERVABLES = 2 + 2 * BINS };
static const int samples = 16;
static const double temperature = 0.6, phi = 0.9, closest = 0.75, bin_width = 0.1;

/* Energy, virial sum_pairs f r / 3V of the pressure, and the pairs at each distance: of all, and of the
 * larger half */
static void observe(const struct hybrid *hybrid, double found[OBSERVABLES]) {
    const struct ensemble *ensemble = hybrid->ensemble;
    const double *x = ensemble->x, *sigma = ensemble->sigma, box = ensemble->box;
    double d[3];
    int image[3];
    for (int i = 0; i < N; i++)
        for (int j = i + 1; j < N; j++) {
            double r2 = nearest_image(x, i, j, box, d, image);
            double sigma_ij = potential_sigma(POTENTIAL_WCA, sigma[i], sigma[j]),
                   sigma2 = sigma_ij * sigma_ij;
            found[0] += potential_energy(POTENTIAL_WCA, r2, sigma2);
            found[1] += potential_pair(POTENTIAL_WCA, r2, sigma2, NULL) * r2 / (3 * box * box * box);
            int bin = (int)floor((sqrt(r2) - closest) / bin_width);
            if (bin >= 0 && bin < BINS) {
                found[2 + bin]++;
                found[2 + BINS + bin] += sigma[i] > 1 && sigma[j] > 1;
            }
        }
}

/* Means over blocks of a run */
static void sample(int64_t exchanges, double mean[OBSERVABLES][BLOCKS]) {
    struct glass glass = glass_relaxed(N, phi, temperature, 5);
    struct frame *frame = frame_of(&glass);
    struct hybrid_options options = {.temperature = temperature,
                                     .dt = 0.0035,
                                     .tau = 1,
                                     .md_time = 0.105,
                                     .exchanges = exchanges,
                                     .seed = 5};
    struct hybrid *hybrid = hybrid_new(frame, &options);
    for (int block = -4; block < BLOCKS; block++) {
        double found[OBSERVABLES] = {0};
        for (int s = 0; s < samples; s++) {
            for (int b = 0; b < 8; b++) {
                hybrid_move(hybrid, hybrid->block_steps);
                hybrid_exchange(hybrid);
            }
            observe(hybrid, found);
        }
        for (int k = 0; k < OBSERVABLES && block >= 0; k++)
            mean[k][block] = found[k] / samples;
    }
    hybrid_free(hybrid);
    frame_free(frame);
}

static void md_and_swap_have_the_same_energy_pressure_and_pair_correlations(void **state) {
    (void)state;
    static double md[OBSERVABLES][BLOCKS], swap[OBSERVABLES][BLOCKS];
    sample(0, md);
    sample(5 * N, swap);
    for (int k = 0; k < OBSERVABLES; k++) {
        double of_md = gsl_stats_mean(md[k], 1, BLOCKS), of_swap = gsl_stats_mean(swap[k], 1, BLOCKS);
        double error = sqrt((gsl_stats_variance(md[k], 1, BLOCKS) + gsl_stats_variance(swap[k], 1, BLOCKS)) /
                            (double)BLOCKS);
        if (fabs(of_md - of_swap) >
            4 * error) /* 46 degrees of freedom: of 30 observables, once in 150 seeds */
            fail_msg("observable %d: %g with molecular dynamics, %g with exchanges, error %g", k, of_md,
                     of_swap, error);
        if (k < 2)
            assert_true(error < 0.02 * of_md);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(md_and_swap_have_the_same_energy_pressure_and_pair_correlations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
