/* The certificate of runs whose motion and energy are made up. A particle at constant speed v has
 * F_s(t) = sin(kvt)/(kvt), which is 1/e at kvt = 2.2000..., from whatever origin. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "dynamics/equilibrium.h"
#include "glass.h"
#include "observables/scattering.h"

static const double STEP = 0.1;

/* Where sin(x)/x = 1/e. */
static double sine_over_argument_is_1_over_e(void) {
    double low = 1, high = 3;
    while (high - low > 1e-14)
        *(sin((low + high) / 2) / ((low + high) / 2) > exp(-1) ? &low : &high) = (low + high) / 2;
    return low;
}

struct story {
    double decays, longest;
    double (*place)(double time, double decay_time); /* of the one particle */
    double decay_time;
    double slope, noise; /* of the energy: about 100 */
    double memory;       /* the time over which the noise forgets, 0 for white noise */
};

static double steady(double time, double decay_time) {
    return sine_over_argument_is_1_over_e() / SCATTERING_WAVENUMBER * time / decay_time;
}

/* Ever slower: the decay time from an origin is `part` of the time of the origin. */
static double slowing(double time, double part) {
    return sine_over_argument_is_1_over_e() / SCATTERING_WAVENUMBER * log(fmax(time, 0.01)) / log(1 + part);
}

static double stuck(double time, double decay_time) {
    (void)time;
    (void)decay_time;
    return 3;
}

static struct certificate tell(const struct story *story, uint64_t seed) {
    struct equilibrium *equilibrium = equilibrium_new(1, story->decays);
    gsl_rng *rng = rng_stream(seed, RNG_POSITIONS, 1, 0);
    bool passed = false;
    double keep = story->memory > 0 ? exp(-STEP / story->memory) : 0,
           noise = gsl_ran_gaussian(rng, story->noise);
    for (int64_t step = 1; (double)step * STEP <= story->longest * (1 + 1e-12) && !passed; step++) {
        noise = keep * noise + sqrt(1 - keep * keep) * gsl_ran_gaussian(rng, story->noise);
        double time = (double)step * STEP, position[3] = {1, story->place(time, story->decay_time), -1};
        passed = equilibrium_observe(equilibrium, time, position, 100 + story->slope * time + noise);
    }
    struct certificate certificate = equilibrium_certificate(equilibrium);
    assert_true(certificate.passed == passed);
    assert_true((certificate.reason[0] == '\0') == passed);
    gsl_rng_free(rng);
    equilibrium_free(equilibrium);
    return certificate;
}

static void a_run_without_change_passes_after_so_many_decay_times(void **state) {
    (void)state;
    for (int row = 0; row < 4; row++) {
        static const double decay_time[] = {0.7, 3, 10, 10}, origin[] = {8, 32, 64, 64},
                            decays[] = {20, 15, 10, 25};
        const struct story story = {decays[row], 1e4, steady, decay_time[row], 0, 1e-9, 0};
        struct certificate found = tell(&story, 1);
        assert_true(found.passed);
        assert_true(near_to(decay_time[row], found.decay_time, 0.01));
        assert_true(near_to(decay_time[row], found.decay_time_before, 0.01));
        /* the last origin of an octave may be so late that the first of the next has to wait */
        assert_true(found.origin >= origin[row] * (1 - 1e-12) &&
                    found.origin <= origin[row] + STEP * (1 + 1e-9));
        assert_true(found.decays >= decays[row] * (1 - 1e-9));
        /* and one more */
        assert_true(found.time <= found.origin + (decays[row] + 1) * found.decay_time + 2 * STEP);
        assert_true(found.decays >= decays[row] + 1 - 1e-9);
        assert_true(near_to((found.time - found.origin) / found.decay_time, found.decays, 1e-12));
        assert_true(near_to(100, found.energy, 1e-9));
    }
}

static void particles_that_diffuse_have_the_decay_time_of_their_exponential(void **state) {
    (void)state;
    enum { N = 2000 };
    const double tau = 20;
    double *position = allocate(3 * N, sizeof *position);
    struct equilibrium *equilibrium = equilibrium_new(N, 10);
    gsl_rng *rng = rng_stream(9, RNG_POSITIONS, 1, 0);
    bool passed = false;
    double time = 0, variance = 2 * 0.5 / (tau * pow(SCATTERING_WAVENUMBER, 2)); /* F_s = exp(-t/tau) */
    while (!passed && time < 2000) {
        time += 0.5;
        for (int k = 0; k < 3 * N; k++)
            position[k] += gsl_ran_gaussian_ziggurat(rng, sqrt(variance));
        passed = equilibrium_observe(equilibrium, time, position, gsl_ran_gaussian(rng, 1));
    }
    struct certificate found = equilibrium_certificate(equilibrium);
    assert_true(passed);
    assert_true(near_to(tau, found.decay_time, 0.1));
    assert_true(near_to(tau, found.decay_time_before, 0.1));
    assert_true(found.origin == 128 || found.origin == 256);
    gsl_rng_free(rng);
    equilibrium_free(equilibrium);
    free(position);
}

static void a_run_that_slows_down_never_passes(void **state) {
    (void)state;
    struct certificate found = tell(&(struct story){10, 5000, slowing, 0.05, 0, 1e-3, 0}, 1);
    assert_false(found.passed);
    assert_true(near_to(0.5 * found.decay_time, found.decay_time_before, 0.05));
    assert_non_null(strstr(found.reason, "more than 20 % apart"));
}

static void a_run_that_ages_as_fast_as_time_goes_by_never_passes(void **state) {
    (void)state;
    struct certificate found = tell(&(struct story){10, 3000, slowing, 1.5, 0, 1e-3, 0}, 1);
    assert_false(found.passed);
    assert_non_null(strstr(found.reason, "is earlier than 6 times its decay time"));
}

/* As steady as can be, until it slows down at 200. */
static double steady_then_slow(double time, double decay_time) {
    return steady(fmin(time, 200) + 0.2 * fmax(0, time - 200), decay_time);
}

static void a_run_that_slows_down_later_passes_with_its_later_decay_time_only(void **state) {
    (void)state;
    /* The window of the origin 64 ends at 64 + 25 * 10: by then that at 128 is seen to be slower. */
    struct certificate found = tell(&(struct story){25, 300, steady_then_slow, 10, 0, 1e-3, 0}, 1);
    assert_false(found.passed);
    found = tell(&(struct story){25, 1e4, steady_then_slow, 10, 0, 1e-3, 0}, 1);
    assert_true(found.passed);
    assert_true(near_to(512, found.origin, 1e-12));
    assert_true(near_to(50, found.decay_time, 0.01));
}

static double steady_then_stuck(double time, double decay_time) {
    return steady(fmin(time, 136), decay_time);
}

static void a_run_that_gets_stuck_does_not_pass(void **state) {
    (void)state;
    struct certificate found = tell(&(struct story){25, 1000, steady_then_stuck, 10, 0, 1e-3, 0}, 1);
    assert_false(found.passed);
    assert_non_null(strstr(found.reason, "from the origin 64 F_s decays in 10, from 128 in more than "));
}

static void frozen_particles_have_no_decay_time(void **state) {
    (void)state;
    struct certificate found = tell(&(struct story){10, 100, stuck, 1, 0, 1, 0}, 1);
    assert_false(found.passed);
    assert_non_null(strstr(found.reason, "did not decay to 1/e within the time 100"));
    assert_true(isnan(found.decay_time) && isnan(found.energy) && isnan(found.drift) && isnan(found.decays));
    assert_true(near_to(100, found.time, 1e-12));
}

static void a_run_that_is_too_short_says_how_long_it_lasted(void **state) {
    (void)state;
    struct certificate found = tell(&(struct story){10, 160, steady, 10, 0, 1, 0}, 1);
    assert_false(found.passed);
    assert_true(near_to(64, found.origin, 1e-12)); /* that at 128 has not decayed yet */
    assert_true(near_to(9.6, found.decays, 0.02));
    assert_non_null(strstr(found.reason, "it lasted 9.6 of 10 decay times after the origin 64"));
    /* of 172 after the origin 64 the window is over, but not one decay time more */
    found = tell(&(struct story){10, 172, steady, 10, 0, 1e-9, 0}, 1);
    assert_false(found.passed);
    assert_non_null(strstr(found.reason, "it was to go on to 17"));
}

static void the_energy_is_that_since_the_origin(void **state) {
    (void)state;
    /* On a straight line without noise: mean, drift, and error by hand. */
    struct certificate found = tell(&(struct story){100, 64 + 4.1 * 20, steady, 20, 0.01, 0, 0}, 1);
    assert_true(near_to(64, found.origin, 1e-12));
    double length = found.time - 64;
    assert_true(near_to(100 + 0.01 * (64 + length / 2), found.energy, 1e-5));
    assert_true(near_to(0.01 * length, found.drift, 0.01));
    /* four blocks, a quarter of the drift apart: standard deviation of -3/2, -1/2, 1/2, 3/2 over the root
     * of 4 */
    assert_true(near_to(0.01 * length / 4 * sqrt(5.0 / 3) / 2, found.energy_error, 0.01));
}

/* Runs of 10 decay times whose energies drift by so many of their standard errors: how many of `runs` are
 * refuted at the first origin. */
static int refuted(double errors, double memory, int runs) {
    const double decay_time = 10, window = 10 * decay_time, noise = 3;
    /* The slope of a straight line through m values evenly over a length: error = noise sqrt(12/m)
     * / length */
    double slope = errors * noise * sqrt(12 / (window / STEP)) / window;
    int count = 0;
    for (int run = 0; run < runs; run++) {
        const struct story story = {10,    64 + window + decay_time + 2, steady, decay_time, slope, noise,
                                    memory};
        struct certificate found = tell(&story, (uint64_t)run + 1);
        count += !found.passed;
    }
    return count;
}

static void without_a_drift_one_run_of_thirteen_is_refuted(void **state) {
    (void)state;
    /* beyond two errors of a slope through ten blocks: 8.05 % in Student's t, 161 with a standard deviation
     * of 12 */
    assert_in_range(refuted(0, 0, 2000), 120, 205);
}

static void energies_that_wander_within_a_decay_time_are_no_drift(void **state) {
    (void)state;
    assert_in_range(refuted(0, 0.5, 1000), 50, 135); /* 80, where a test on single energies refutes most */
}

/* Noise that forgets over 20, twice that to both sides: 40 tell one thing, and blocks are to be 80, where F_s
 * decays in 10. */
static void a_run_whose_energy_forgets_slowly_lasts_by_its_memory(void **state) {
    (void)state;
    enum { RUNS = 200 };
    double memory = 0, square = 0, errors = 0;
    int passed = 0, longer = 0;
    for (int run = 0; run < RUNS; run++) {
        struct certificate found = tell(&(struct story){40, 20000, steady, 10, 0, 3, 20}, (uint64_t)run + 1);
        passed += found.passed;
        assert_true(!found.passed || found.decays >= 41);
        longer += found.decays > 60;
        memory += found.energy_memory / RUNS;
        square += pow(found.energy - 100, 2) / RUNS;
        errors += pow(found.energy_error, 2) / RUNS;
    }
    assert_true(passed > 0.98 * RUNS);
    assert_true(longer > 0.5 * RUNS);
    assert_true(memory > 20 && memory < 50);
    assert_true(square / errors > 0.7 && square / errors < 1.4); /* 1.7 were blocks independent */
}

static void a_drift_is_found(void **state) {
    (void)state;
    assert_in_range(refuted(8, 0, 100), 97, 100); /* 8 standard errors against a limit of 2 */
    assert_in_range(refuted(-8, 0, 100), 97, 100);
    struct certificate found = tell(&(struct story){10, 270, steady, 10, 0.1, 1, 0}, 1);
    assert_true(near_to(128, found.origin, 1e-12));
    assert_non_null(strstr(found.reason, "the energy drifts by"));
}

static void a_run_that_drifts_at_first_passes_at_a_later_origin(void **state) {
    (void)state;
    struct equilibrium *equilibrium = equilibrium_new(1, 10);
    bool passed = false;
    double time = 0;
    while (!passed && time < 1e4) {
        time += STEP;
        double position[3] = {steady(time, 10)};
        passed = equilibrium_observe(equilibrium, time, position,
                                     100 + fmax(0, 200 - time) + sin(1e3 * time)); /* over at 200 */
    }
    struct certificate found = equilibrium_certificate(equilibrium);
    assert_true(found.passed);
    assert_true(near_to(256, found.origin, 1e-12));
    assert_true(near_to(100, found.energy, 1e-3));
    equilibrium_free(equilibrium);
}

static void a_run_whose_drift_came_back_says_when_it_drifted(void **state) {
    (void)state;
    struct equilibrium *equilibrium = equilibrium_new(1, 10);
    for (int64_t step = 1; (double)step * STEP <= 428; step++) { /* down to 128, up to 278, down again */
        double time = (double)step * STEP, position[3] = {steady(time, 10)};
        double energy = 100 + (time < 128 ? 128 - time : 150 - fabs(time - 278));
        assert_false(equilibrium_observe(equilibrium, time, position, energy + sin(1e3 * time)));
    }
    struct certificate found = equilibrium_certificate(equilibrium);
    assert_true(near_to(128, found.origin, 1e-12));
    assert_non_null(
        strstr(found.reason, "the energy drifted over the first 10 of 30 decay times after the origin 128"));
    equilibrium_free(equilibrium);
}

static void the_error_of_the_energy_is_that_of_its_mean(void **state) {
    (void)state;
    double sum2 = 0, errors2 = 0;
    const int runs = 500;
    for (int run = 0; run < runs; run++) {
        struct certificate found = tell(&(struct story){10, 200, steady, 10, 0, 3, 0}, (uint64_t)run + 5000);
        sum2 += pow(found.energy - 100, 2) / runs;
        errors2 += pow(found.energy_error, 2) / runs;
    }
    double expected = 9 / (110 / STEP);
    assert_true(near_to(expected, sum2, 0.25));
    assert_true(near_to(expected, errors2, 0.1));
}

static void a_very_long_run_keeps_its_mean_although_its_energies_are_binned(void **state) {
    (void)state;
    /* 300 000 observations: many times what is kept one by one */
    struct certificate found = tell(&(struct story){1e6, 35000, steady, 100, 0.001, 2, 0}, 3);
    assert_false(found.passed);
    assert_true(near_to(16384, found.origin, 1e-6));
    double length = found.time - found.origin;
    assert_true(near_to(100 + 0.001 * (found.origin + length / 2), found.energy, 1e-3));
    assert_true(near_to(0.001 * length, found.drift, 0.02));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_without_change_passes_after_so_many_decay_times),
        cmocka_unit_test(particles_that_diffuse_have_the_decay_time_of_their_exponential),
        cmocka_unit_test(a_run_that_slows_down_never_passes),
        cmocka_unit_test(a_run_that_ages_as_fast_as_time_goes_by_never_passes),
        cmocka_unit_test(a_run_that_slows_down_later_passes_with_its_later_decay_time_only),
        cmocka_unit_test(a_run_that_gets_stuck_does_not_pass),
        cmocka_unit_test(frozen_particles_have_no_decay_time),
        cmocka_unit_test(a_run_that_is_too_short_says_how_long_it_lasted),
        cmocka_unit_test(the_energy_is_that_since_the_origin),
        cmocka_unit_test(without_a_drift_one_run_of_thirteen_is_refuted),
        cmocka_unit_test(a_run_whose_energy_forgets_slowly_lasts_by_its_memory),
        cmocka_unit_test(energies_that_wander_within_a_decay_time_are_no_drift),
        cmocka_unit_test(a_drift_is_found),
        cmocka_unit_test(a_run_that_drifts_at_first_passes_at_a_later_origin),
        cmocka_unit_test(a_run_whose_drift_came_back_says_when_it_drifted),
        cmocka_unit_test(the_error_of_the_energy_is_that_of_its_mean),
        cmocka_unit_test(a_very_long_run_keeps_its_mean_although_its_energies_are_binned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
