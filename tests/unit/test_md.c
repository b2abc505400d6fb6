/* Molecular dynamics: what is conserved, what the thermostats give, and that a trajectory has the same bits
 * however it is divided and whatever rides beside it. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "glass.h"
#include "dynamics/md.h"

enum { N = 80, COUNT = 3 * N };

/* Clones of a glass that has forgotten how it was made, with velocities of their own. */
static struct ensemble *clones(int width, int first, double phi, double temperature) {
    struct glass glass = glass_relaxed(N, phi, temperature, 21);
    struct ensemble *ensemble = ensemble_new(N, width, glass.box, glass.sigma, POTENTIAL_WCA, false);
    struct md md = {.thermostat = THERMOSTAT_BERENDSEN, .temperature = temperature, .dt = 0.0035, .tau = 0.1};
    struct ensemble *alone = ensemble_new(N, 1, glass.box, glass.sigma, POTENTIAL_WCA, false);
    ensemble_load(alone, 0, glass.position, glass.velocity);
    md_advance(alone, &md, 400, NULL);
    ensemble_store(alone, 0, glass.position, NULL);
    for (int lane = 0; lane < width; lane++) {
        gsl_rng *rng = rng_stream(21, RNG_VELOCITIES, 1, first + lane);
        rng_maxwell(rng, temperature, N, glass.velocity);
        gsl_rng_free(rng);
        ensemble_load(ensemble, lane, glass.position, glass.velocity);
    }
    ensemble_free(alone);
    glass_free(&glass);
    return ensemble;
}

static void open_streams(struct md *md, int width, int first) {
    for (int lane = 0; lane < width; lane++)
        md->rng[lane] = rng_stream(21, RNG_THERMOSTAT, 1, first + lane);
}

static void close_streams(struct md *md, int width) {
    for (int lane = 0; lane < width; lane++)
        gsl_rng_free(md->rng[lane]);
}

static double total_energy(struct ensemble *ensemble, int lane) {
    double x[COUNT], v[COUNT], kinetic = 0;
    ensemble_store(ensemble, lane, x, v);
    for (int k = 0; k < COUNT; k++)
        kinetic += 0.5 * v[k] * v[k];
    return kinetic + all_pairs(N, ensemble->box, ensemble->sigma, x, POTENTIAL_WCA, NULL);
}

/* The mean over lanes and times of the squared deviation of the energy from that at the start, and its
 * square root. */
static double energy_error(double dt) {
    struct ensemble *ensemble = clones(LANES, 1, 0.95, 0.16);
    struct md md = {.thermostat = THERMOSTAT_NONE, .dt = dt};
    double start[LANES], sum = 0;
    enum { TIMES = 50 };
    for (int lane = 0; lane < LANES; lane++)
        start[lane] = total_energy(ensemble, lane);
    for (int time = 0; time < TIMES; time++) {
        md_advance(ensemble, &md, llround(0.08 / dt), NULL);
        for (int lane = 0; lane < LANES; lane++)
            sum += pow(total_energy(ensemble, lane) - start[lane], 2) / (TIMES * LANES);
    }
    ensemble_free(ensemble);
    return sqrt(sum);
}

static void the_error_of_the_energy_falls_as_the_square_of_the_time_step(void **state) {
    (void)state;
    double coarse = energy_error(0.004), medium = energy_error(0.002), fine = energy_error(0.001);
    assert_true(near_to(4, coarse / medium, 0.2)); /* pairs that come into range and leave it make it noisy */
    assert_true(near_to(4, medium / fine, 0.2));
    assert_true(fine < 1e-3); /* of an energy of some 60 */
}

static void a_collision_of_two_follows_the_exact_trajectory(void **state) {
    (void)state;
    /* Two particles of diameter 1 fall on each other along x: the time they need back to where they began
     * follows from the energy, t = 2 int dr / (2 sqrt(E - V(r))) with E = v^2 in their centre of mass. */
    const double sigma[2] = {1, 1}, position[6] = {0, 0, 0, 1.1}, velocity[6] = {0.5, 0, 0, -0.5};
    struct ensemble *ensemble = ensemble_new(2, 1, 6, sigma, POTENTIAL_WCA, false);
    struct md md = {.thermostat = THERMOSTAT_NONE, .dt = 1e-4};
    double energy = potential_energy(POTENTIAL_WCA, 1.1 * 1.1, 1) + 0.25, nearest = 1.1, time = 0, x[6], v[6];
    for (double step = 0.05; step > 1e-15; step /= 2) /* V(nearest) = E */
        if (potential_energy(POTENTIAL_WCA, (nearest - step) * (nearest - step), 1) < energy)
            nearest -= step;
    const int points = 20000;
    for (int k = 0; k < points; k++) { /* r = nearest + (1.1 - nearest) u^2 takes the root at the end away */
        double u = (k + 0.5) / points, r = nearest + (1.1 - nearest) * u * u;
        time += (1.1 - nearest) * 2 * u / sqrt(energy - potential_energy(POTENTIAL_WCA, r * r, 1)) / points;
    }
    ensemble_load(ensemble, 0, position, velocity);
    md_advance(ensemble, &md, llround(time / md.dt), NULL);
    ensemble_store(ensemble, 0, x, v);
    double left = time - (double)llround(time / md.dt) * md.dt;
    assert_true(time > 0.1);
    assert_true(fabs(x[0] + v[0] * left) < 1e-6 && fabs(x[3] + v[3] * left - 1.1) < 1e-6);
    assert_true(fabs(v[0] + 0.5) < 3e-4 &&
                fabs(v[3] - 0.5) < 3e-4); /* F left, at most 2.8 * 5e-5, is not made up for */
    ensemble_free(ensemble);
}

static void total_momentum_stays_zero(void **state) {
    (void)state;
    for (enum thermostat thermostat = THERMOSTAT_BERENDSEN; thermostat <= THERMOSTAT_NONE; thermostat++) {
        struct ensemble *ensemble = clones(LANES, 1, 1.1, 0.46);
        struct md md = {.thermostat = thermostat, .temperature = 0.3, .dt = 0.0035, .tau = 1};
        open_streams(&md, LANES, 1);
        md_advance(ensemble, &md, 3000, NULL);
        for (int lane = 0; lane < LANES; lane++)
            for (int axis = 0; axis < 3; axis++) {
                double sum = 0;
                for (int i = 0; i < N; i++)
                    sum += ensemble->v[(3 * i + axis) * LANES + lane];
                assert_true(fabs(sum) < 1e-11);
            }
        close_streams(&md, LANES);
        ensemble_free(ensemble);
    }
}

/* What rounding leaves grows under a thermostat in a long run (t = 80 000: to 0.05): here it has grown already. */
static void a_momentum_that_has_grown_is_taken_off(void **state) {
    (void)state;
    for (enum thermostat thermostat = THERMOSTAT_BERENDSEN; thermostat <= THERMOSTAT_NONE; thermostat++) {
        struct ensemble *ensemble = clones(LANES, 1, 1.1, 0.46), *in_parts = clones(LANES, 1, 1.1, 0.46);
        for (int k = 0; k < 3 * N * LANES; k++) {
            ensemble->v[k] += 1e-5;
            in_parts->v[k] += 1e-5;
        }
        struct md md = {.thermostat = thermostat, .temperature = 0.3, .dt = 0.0035, .tau = 1};
        open_streams(&md, LANES, 1);
        md_advance(ensemble, &md, 3000, NULL);
        close_streams(&md, LANES);
        open_streams(&md, LANES, 1);
        static const int parts[] = {1, 1022, 1, 1, 1022, 1, 952}; /* before, at and after its steps */
        for (int part = 0; part < 7; part++)
            md_advance(in_parts, &md, parts[part], NULL);
        close_streams(&md, LANES);
        assert_memory_equal(ensemble->v, in_parts->v, 3 * N * LANES * sizeof(double));
        for (int lane = 0; lane < LANES; lane++)
            for (int axis = 0; axis < 3; axis++) {
                double sum = 0;
                for (int i = 0; i < N; i++)
                    sum += ensemble->v[(3 * i + axis) * LANES + lane];
                if (thermostat == THERMOSTAT_NONE)
                    assert_true(fabs(sum / N - 1e-5) < 1e-12);
                else
                    assert_true(fabs(sum) < 1e-11);
            }
        ensemble_free(ensemble);
        ensemble_free(in_parts);
    }
}

static void berendsen_reaches_the_temperature_and_stays(void **state) {
    (void)state;
    static const double baths[] = {0.05, 1.0};
    for (int b = 0; b < 2; b++) {
        struct ensemble *ensemble = clones(LANES, 1, 0.95, 0.3);
        struct md md = {
            .thermostat = THERMOSTAT_BERENDSEN, .temperature = baths[b], .dt = 0.0035, .tau = 0.5};
        enum { STEPS = 2000 };
        static double kinetic[STEPS * LANES];
        double mean = 0;
        md_advance(ensemble, &md, STEPS, kinetic);
        assert_true(fabs(kinetic[0] / baths[b] - 1) > 0.5); /* it was elsewhere */
        md_advance(ensemble, &md, STEPS, kinetic);
        for (int k = 0; k < STEPS * LANES; k++)
            mean += kinetic[k] / (STEPS * LANES);
        assert_true(near_to(baths[b], mean, 0.01));
        ensemble_free(ensemble);
    }
}

static void berendsen_scales_as_its_equation_says(void **state) {
    (void)state;
    /* Particles out of reach of one another: v is multiplied by sqrt(1 + dt/tau (T/T_kin - 1)) each step. */
    const double sigma[2] = {1, 1}, position[6] = {0, 0, 0, 3, 3, 3}, velocity[6] = {0.1, 0, 0, -0.1};
    struct ensemble *ensemble = ensemble_new(2, 1, 6, sigma, POTENTIAL_WCA, false);
    struct md md = {.thermostat = THERMOSTAT_BERENDSEN, .temperature = 0.5, .dt = 0.01, .tau = 0.2};
    double kinetic[2], x[6], v[6], expected = 2 * 0.5 * 2 * 0.01 / 3; /* 2K / (3N - 3), K = v^2 */
    ensemble_load(ensemble, 0, position, velocity);
    md_advance(ensemble, &md, 2, kinetic);
    assert_true(near_to(expected, kinetic[0], 1e-14));
    expected *= 1 + 0.05 * (0.5 / expected - 1);
    assert_true(near_to(expected, kinetic[1], 1e-13));
    expected *= 1 + 0.05 * (0.5 / expected - 1);
    ensemble_store(ensemble, 0, x, v);
    assert_true(near_to(expected, 2 * v[0] * v[0] / 3, 1e-13));
    ensemble_free(ensemble);
}

/* 2K/T is chi-square with 3N - 3 degrees of freedom: the distance of Kolmogorov and Smirnov. */
static void csvr_gives_the_canonical_distribution_of_the_kinetic_energy(void **state) {
    (void)state;
    enum { SAMPLES = 1000, EVERY = 40 };
    static double sample[SAMPLES * LANES], kinetic[EVERY * LANES];
    const int freedom = COUNT - 3, all = SAMPLES * LANES;
    struct ensemble *ensemble = clones(LANES, 1, 0.95, 0.2);
    struct md md = {.thermostat = THERMOSTAT_CSVR, .temperature = 0.16, .dt = 0.0035, .tau = 0.02};
    double mean = 0, variance = 0, distance = 0;
    open_streams(&md, LANES, 1);
    md_advance(ensemble, &md, 500, NULL);
    for (int s = 0; s < SAMPLES; s++) {
        md_advance(ensemble, &md, EVERY, kinetic);
        for (int lane = 0; lane < LANES; lane++)
            sample[s * LANES + lane] = kinetic[(EVERY - 1) * LANES + lane] * freedom / md.temperature;
    }
    for (int k = 0; k < all; k++)
        mean += sample[k] / all;
    for (int k = 0; k < all; k++)
        variance += pow(sample[k] - mean, 2) / all;
    gsl_sort(sample, 1, (size_t)all);
    for (int k = 0; k < all; k++) {
        double below = gsl_cdf_chisq_P(sample[k], freedom);
        distance = fmax(distance, fmax((k + 1.0) / all - below, below - (double)k / all));
    }
    /* five standard errors; 1.95 / sqrt(samples) is exceeded once in a thousand times */
    assert_true(near_to(freedom, mean, 5 * sqrt(2.0 / freedom / all)));
    assert_true(near_to(2.0 * freedom, variance, 5 * sqrt(2.0 / all)));
    assert_true(distance < 1.95 / sqrt(all));
    close_streams(&md, LANES);
    ensemble_free(ensemble);
}

static void assert_same_lane(const struct ensemble *a, int of_a, const struct ensemble *b, int of_b) {
    double x_a[COUNT], v_a[COUNT], x_b[COUNT], v_b[COUNT];
    ensemble_store(a, of_a, x_a, v_a);
    ensemble_store(b, of_b, x_b, v_b);
    assert_memory_equal(x_a, x_b, sizeof x_a);
    assert_memory_equal(v_a, v_b, sizeof v_a);
}

static void a_trajectory_has_the_same_bits_however_it_is_divided(void **state) {
    (void)state;
    static const int pieces[] = {1, 1, 6, 92, 0, 300, 600};
    enum { STEPS = 1000 };
    for (enum thermostat thermostat = THERMOSTAT_BERENDSEN; thermostat <= THERMOSTAT_NONE; thermostat++)
        for (int width = 1; width <= LANES; width += LANES - 1) {
            struct ensemble *whole = clones(width, 1, 0.95, 0.3), *divided = clones(width, 1, 0.95, 0.3);
            struct md md = {.thermostat = thermostat, .temperature = 0.1, .dt = 0.0035, .tau = 1}, same = md;
            static double kinetic[STEPS * LANES], again[STEPS * LANES];
            int steps = 0;
            open_streams(&md, width, 1);
            open_streams(&same, width, 1);
            md_advance(whole, &md, STEPS, kinetic);
            for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
                md_advance(divided, &same, pieces[p], again + steps * width);
                steps += pieces[p];
            }
            assert_int_equal(steps, STEPS);
            for (int lane = 0; lane < width; lane++)
                assert_same_lane(whole, lane, divided, lane);
            assert_memory_equal(kinetic, again, (size_t)(STEPS * width) * sizeof(double));
            close_streams(&md, width);
            close_streams(&same, width);
            ensemble_free(whole);
            ensemble_free(divided);
        }
}

static void a_trajectory_has_the_same_bits_alone_and_beside_others(void **state) {
    (void)state;
    for (enum thermostat thermostat = THERMOSTAT_BERENDSEN; thermostat <= THERMOSTAT_NONE; thermostat++) {
        struct ensemble *together = clones(LANES, 1, 0.85, 0.3); /* dilute and hot: the clones go apart */
        struct md md = {.thermostat = thermostat, .temperature = 0.5, .dt = 0.0035, .tau = 1};
        open_streams(&md, LANES, 1);
        md_advance(together, &md, 1500, NULL);
        close_streams(&md, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            struct ensemble *alone = clones(1, 1 + lane, 0.85, 0.3);
            open_streams(&md, 1, 1 + lane);
            md_advance(alone, &md, 1500, NULL);
            assert_same_lane(alone, 0, together, lane);
            close_streams(&md, 1);
            ensemble_free(alone);
        }
        ensemble_free(together);
    }
}

static void overlap_completely(void *context) {
    (void)context;
    const double sigma[2] = {1, 1}, position[6] = {1, 1, 1, 1, 1, 1}, velocity[6] = {0};
    struct ensemble *ensemble = ensemble_new(2, 1, 6, sigma, POTENTIAL_WCA, false);
    struct md md = {.thermostat = THERMOSTAT_NONE, .dt = 0.0035};
    ensemble_load(ensemble, 0, position, velocity);
    md_advance(ensemble, &md, 10, NULL);
}

static void a_motion_that_blows_up_is_bad_data(void **state) {
    (void)state;
    assert_int_equal(status_of(overlap_completely, NULL), EX_DATAERR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_error_of_the_energy_falls_as_the_square_of_the_time_step),
        cmocka_unit_test(a_collision_of_two_follows_the_exact_trajectory),
        cmocka_unit_test(total_momentum_stays_zero),
        cmocka_unit_test(a_momentum_that_has_grown_is_taken_off),
        cmocka_unit_test(berendsen_reaches_the_temperature_and_stays),
        cmocka_unit_test(berendsen_scales_as_its_equation_says),
        cmocka_unit_test(csvr_gives_the_canonical_distribution_of_the_kinetic_energy),
        cmocka_unit_test(a_trajectory_has_the_same_bits_however_it_is_divided),
        cmocka_unit_test(a_trajectory_has_the_same_bits_alone_and_beside_others),
        cmocka_unit_test(a_motion_that_blows_up_is_bad_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
