/* The loops on lanes against scalar ones: same bits, for every instruction set, width and potential.
 * AVX2 and AVX-512 round a product and a sum once, and so do the scalar loops then. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "io/extxyz.h"
#include "glass.h"

enum { N = 150, COUNT = 3 * N };

static const int widths[] = {1, LANES};

/* Does this processor have what a kernel needs? */
static bool runs_here(const char *name) {
#ifdef __x86_64__
    __builtin_cpu_init();
    if (strcmp(name, "avx2") == 0)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (strcmp(name, "avx512") == 0)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
               __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
#endif
    return strcmp(name, "baseline") == 0;
}

static bool fused;

/* c + a b as the kernel of this test rounds it */
static double add(double c, double a, double b) {
    return fused ? fma(a, b, c) : c + a * b;
}

/* Make every ensemble from here on run on the instruction set of this test, or skip it. */
static void choose(void **state) {
    const char *name = *state;
    if (!runs_here(name)) {
        print_message("# this processor does not have %s\n", name);
        skip();
    }
    setenv("WCA_SIMD", name, 1);
    fused = strcmp(name, "baseline") != 0;
    assert_string_equal(kernel_choose(1)->name, name);
    assert_string_equal(kernel_choose(LANES)->name, name);
}

/* Lanes with positions of their own near those of one glass; particles overlap a little or a lot. */
static struct ensemble *crowded(int width, uint64_t seed, enum potential potential) {
    struct glass glass = glass_random(N, 1.1, seed);
    gsl_rng *rng = rng_stream(seed, RNG_VELOCITIES, 1, 0);
    struct ensemble *ensemble = ensemble_new(N, width, glass.box, glass.sigma, potential, false);
    glass_minimize(&glass, POTENTIAL_HARMONIC, 1e-3);
    for (int lane = 0; lane < width; lane++) {
        shake(rng, COUNT, 0.1, glass.position);
        rng_maxwell(rng, 0.5, N, glass.velocity);
        ensemble_load(ensemble, lane, glass.position, glass.velocity);
    }
    neighbors_update(&ensemble->neighbors, ensemble->x, INFINITY);
    gsl_rng_free(rng);
    glass_free(&glass);
    return ensemble;
}

/* The obvious loop over a pair list, one replica, wca.h. */
static double scalar_forces(const struct pair_list *list, enum potential potential, const double *x,
                            double *f) {
    double energy = 0;
    memset(f, 0, COUNT * sizeof *f);
    for (int i = 0; i < N; i++)
        for (int k = list->start[i]; k < list->start[i + 1]; k++) {
            int j = list->pair[k].j;
            double d[3], r2 = 0, sigma2 = list->pair[k].sigma2, g;
            for (int axis = 0; axis < 3; axis++) {
                d[axis] = x[3 * i + axis] - x[3 * j + axis] - list->shift[list->pair[k].shift][axis];
                r2 = add(r2, d[axis], d[axis]);
            }
            energy += potential_energy(potential, r2, sigma2);
            g = potential_pair(potential, r2, sigma2, NULL);
            for (int axis = 0; axis < 3; axis++) {
                f[3 * i + axis] = add(f[3 * i + axis], d[axis], g);
                f[3 * j + axis] = add(f[3 * j + axis], -d[axis], g);
            }
        }
    return energy;
}

static void lane_is(const struct ensemble *ensemble, int lane, const double *lanes, const double *expected) {
    double found[COUNT];
    lane_get(COUNT, ensemble->width, lane, lanes, found);
    assert_memory_equal(found, expected, sizeof found);
}

static void forces_and_energies_have_the_bits_of_the_scalar_loop(void **state) {
    choose(state);
    for (int w = 0; w < 2; w++)
        for (enum potential p = 0; p < POTENTIAL_COUNT; p++) {
            struct ensemble *ensemble = crowded(widths[w], 3, p);
            const struct pair_list *list = &ensemble->neighbors.inner;
            double energy[LANES], x[COUNT], f[COUNT];
            assert_true(list->start[N] > 5 * N);
            ensemble->kernel->pairs.forces(list, p, ensemble->x, ensemble->f, energy);
            for (int lane = 0; lane < widths[w]; lane++) {
                ensemble_store(ensemble, lane, x, NULL);
                double expected = scalar_forces(list, p, x, f);
                assert_true(expected > 1);
                assert_memory_equal(&energy[lane], &expected, sizeof expected);
                lane_is(ensemble, lane, ensemble->f, f);
            }
            memset(ensemble->f, 0x55, COUNT * (size_t)widths[w] * sizeof(double));
            ensemble->kernel->pairs.forces(list, p, ensemble->x, ensemble->f, NULL);
            lane_is(ensemble, widths[w] - 1, ensemble->f, f);
            ensemble_free(ensemble);
        }
}

static void forces_and_energies_are_those_of_all_pairs(void **state) {
    choose(state);
    for (int w = 0; w < 2; w++)
        for (enum potential p = 0; p < POTENTIAL_COUNT; p++) {
            struct ensemble *ensemble = crowded(widths[w], 4, p);
            double energy[LANES], x[COUNT], f[COUNT], expected[COUNT];
            ensemble_forces(ensemble, INFINITY, energy);
            for (int lane = 0; lane < widths[w]; lane++) {
                ensemble_store(ensemble, lane, x, NULL);
                double total = all_pairs(N, ensemble->box, ensemble->sigma, x, p, expected);
                assert_true(near_to(total, energy[lane], 1e-12));
                lane_get(COUNT, widths[w], lane, ensemble->f, f);
                for (int k = 0; k < COUNT; k++)
                    assert_true(fabs(f[k] - expected[k]) < 1e-9 * (1 + fabs(expected[k])));
            }
            ensemble_free(ensemble);
        }
}

static void forces_sum_to_zero(void **state) {
    choose(state);
    for (int w = 0; w < 2; w++)
        for (enum potential p = 0; p < POTENTIAL_COUNT; p++) {
            struct ensemble *ensemble = crowded(widths[w], 5, p);
            ensemble_forces(ensemble, INFINITY, NULL);
            for (int lane = 0; lane < widths[w]; lane++)
                for (int axis = 0; axis < 3; axis++) {
                    double sum = 0, size = 0;
                    for (int i = 0; i < N; i++) {
                        sum += ensemble->f[(3 * i + axis) * widths[w] + lane];
                        size += fabs(ensemble->f[(3 * i + axis) * widths[w] + lane]);
                    }
                    assert_true(size > 1);
                    assert_true(fabs(sum) < 1e-13 * size);
                }
            ensemble_free(ensemble);
        }
}

static void the_energy_of_ten_particles_is_that_worked_out_by_hand(void **state) {
    choose(state); /* tests/data/ten-particles.txt */
    char path[] = "tests/data/ten-particles.xyz", *paths[] = {path, NULL};
    struct extxyz_reader *reader = extxyz_open(paths);
    struct frame *frame = extxyz_read(reader);
    for (int w = 0; w < 2; w++) {
        struct ensemble *ensemble =
            ensemble_new(frame->n, widths[w], frame->box, frame->sigma, POTENTIAL_WCA, false);
        double energy[LANES];
        for (int lane = 0; lane < widths[w]; lane++)
            ensemble_load(ensemble, lane, frame->position, NULL);
        ensemble_forces(ensemble, INFINITY, energy);
        assert_true(near_to(453, energy[widths[w] - 1], 1e-12));
        const double by_hand[30] = {-24,  -24,  0,        24, 0, 0,         -2880, -2880, 0,     2880,
                                    2880, 0,    64 / 3.0, 0,  0, -64 / 3.0, 0,     0,     -3200, -3200,
                                    0,    3200, 3200,     0,  0, 24,        0,     0,     0,     0};
        for (int k = 0; k < 30; k++)
            assert_true(fabs(ensemble->f[k * widths[w]] - by_hand[k]) < 1e-9);
        ensemble->potential = POTENTIAL_HARMONIC;
        ensemble_forces(ensemble, INFINITY, energy);
        assert_true(near_to(11.144437030966, energy[0], 1e-12));
        ensemble_free(ensemble);
    }
    frame_free(frame);
    extxyz_close(reader);
}

/* Two steps: the second half kick of the first is late. */
static void steps_of_velocity_verlet_have_the_bits_of_the_scalar_ones(void **state) {
    choose(state);
    for (int run = 0; run < 2 * POTENTIAL_COUNT; run++) {
        int width = widths[run % 2];
        enum potential potential = (enum potential)(run / 2);
        struct ensemble *ensemble = crowded(width, 6, potential), *before = crowded(width, 6, potential);
        const struct pair_list *list = &ensemble->neighbors.inner;
        double scale[LANES] __attribute__((aligned(64))), kinetic[2][LANES], dt = 0.003, fastest = 0,
                                                                             speed2 = 0;
        for (int lane = 0; lane < width; lane++)
            scale[lane] = 1 + 0.01 * lane;
        ensemble_forces(ensemble, INFINITY, NULL);
        ensemble_forces(before, INFINITY, NULL);
        for (int step = 0; step < 2; step++) {
            speed2 = fmax(speed2, ensemble->kernel->particles.kick_drift(N, dt, step == 1, scale, ensemble->x,
                                                                         ensemble->v, ensemble->f));
            ensemble->kernel->pairs.forces_kick(list, potential, dt, step == 0, ensemble->x, ensemble->v,
                                                ensemble->f, kinetic[step]);
        }
        for (int lane = 0; lane < width; lane++) {
            double x[COUNT], v[COUNT], f[COUNT];
            ensemble_store(before, lane, x, v);
            lane_get(COUNT, width, lane, before->f, f);
            for (int step = 0; step < 2; step++) {
                double squares[3] = {0};
                for (int k = 0; k < COUNT; k++) {
                    v[k] = v[k] * scale[lane] + 0.5 * dt * f[k];
                    x[k] += dt * v[k];
                }
                for (int i = 0; i < N; i++)
                    fastest = fmax(fastest, v[3 * i] * v[3 * i] + v[3 * i + 1] * v[3 * i + 1] +
                                                v[3 * i + 2] * v[3 * i + 2]);
                scalar_forces(list, potential, x, f);
                for (int k = 0; k < COUNT; k++) {
                    v[k] += 0.5 * dt * f[k];
                    squares[k % 3] += v[k] * v[k];
                }
                assert_true(kinetic[step][lane] == 0.5 * (squares[0] + squares[1] + squares[2]));
            }
            lane_is(ensemble, lane, ensemble->x, x);
            lane_is(ensemble, lane, ensemble->v, v);
            lane_is(ensemble, lane, ensemble->f, f);
        }
        assert_true(speed2 == fastest);
        ensemble_free(ensemble);
        ensemble_free(before);
    }
}

/* The loops of the minimisers and of the lists, each lane against the obvious sum. */
static void vector_loops_have_the_bits_of_the_scalar_ones(void **state) {
    choose(state);
    for (int w = 0; w < 2; w++) {
        int width = widths[w];
        struct ensemble *ensemble = crowded(width, 7, POTENTIAL_WCA);
        const struct kernel *kernel = ensemble->kernel;
        double factor[LANES] = {1.5, -0.3, 0, 2, 1e-3, -1, 0.7, 3}, renew[LANES] = {1, 0, 1, 1, 0, 0, 1, 1};
        double product[LANES], largest[LANES], most[LANES], farthest = 0, every[N] = {0};
        double *y = allocate(COUNT * (size_t)width, sizeof(double)),
               *d = allocate(COUNT * (size_t)width, sizeof(double)),
               *old = allocate(COUNT * (size_t)width, sizeof(double));
        memcpy(y, ensemble->x, COUNT * (size_t)width * sizeof(double));
        memcpy(d, ensemble->v, COUNT * (size_t)width * sizeof(double));
        kernel->vectors.dot(COUNT, ensemble->x, ensemble->v, product);
        kernel->vectors.max_abs(COUNT, ensemble->v, largest);
        kernel->vectors.axpy(COUNT, factor, ensemble->v, y);
        kernel->vectors.conjugate(COUNT, renew, factor, ensemble->x, d, old, most);
        for (int lane = 0; lane < width; lane++) {
            double x[COUNT], v[COUNT], moved[COUNT], direction[COUNT], sums[3] = {0}, max = 0,
                                                                       max_direction = 0;
            ensemble_store(ensemble, lane, x, v);
            for (int k = 0; k < COUNT; k++) {
                sums[k % 3] += x[k] * v[k];
                max = fmax(max, fabs(v[k]));
                moved[k] = x[k] + factor[lane] * v[k];
                direction[k] = renew[lane] > 0 ? x[k] + factor[lane] * v[k] : v[k];
                max_direction = fmax(max_direction, fabs(direction[k]));
            }
            assert_true(product[lane] == sums[0] + sums[1] + sums[2]);
            assert_true(largest[lane] == max);
            assert_true(most[lane] == max_direction);
            lane_is(ensemble, lane, y, moved);
            lane_is(ensemble, lane, d, direction);
            for (int k = 0; k < COUNT; k++)
                assert_true(old[k * width + lane] == (renew[lane] > 0 ? x[k] : 0));
            for (int i = 0; i < N; i++) {
                double distance2 = 0;
                for (int axis = 0; axis < 3; axis++)
                    distance2 +=
                        (moved[3 * i + axis] - x[3 * i + axis]) * (moved[3 * i + axis] - x[3 * i + axis]);
                every[i] = fmax(every[i], distance2);
                farthest = fmax(farthest, distance2);
            }
        }
        double displacement2[N];
        assert_true(kernel->particles.farthest(N, y, ensemble->x) == farthest);
        kernel->particles.displacements(N, y, ensemble->x, displacement2);
        assert_memory_equal(displacement2, every, sizeof every);
        kernel->vectors.scale(COUNT, factor, y);
        for (int k = 0; k < COUNT * width; k++)
            assert_true(y[k] == factor[k % width] * (ensemble->x[k] + factor[k % width] * ensemble->v[k]));
        free(y);
        free(d);
        free(old);
        ensemble_free(ensemble);
    }
}

/* A chain of LANES images between two more, and the sums over its bonds. */
static void chains_have_the_bits_of_the_scalar_loops(void **state) {
    choose(state);
    struct ensemble *ensemble = crowded(LANES, 8, POTENTIAL_WCA);
    const struct kernel *kernel = ensemble->kernel;
    double left[COUNT], right[2 * COUNT], keep[LANES], alpha[LANES], beta[LANES], products[5][LANES],
        sums[3][LANES], largest[LANES];
    gsl_rng *rng = rng_stream(8, RNG_EXCHANGES, 1, 0);
    for (int k = 0; k < COUNT; k++) {
        left[k] = ensemble->x[k * LANES] + gsl_rng_uniform(rng);
        right[2 * k] = ensemble->x[k * LANES] - gsl_rng_uniform(rng);
    }
    for (int lane = 0; lane < LANES; lane++) {
        keep[lane] = lane % 3 > 0;
        alpha[lane] = gsl_rng_uniform(rng) - 0.5;
        beta[lane] = gsl_rng_uniform(rng) - 0.5;
    }
    ensemble_forces(ensemble, INFINITY, NULL);
    double *f = allocate((size_t)COUNT * LANES, sizeof(double));
    memcpy(f, ensemble->f, (size_t)COUNT * LANES * sizeof(double));
    kernel->chain.products(COUNT, ensemble->x, ensemble->f, left, 1, right, 2, products[0]);
    kernel->chain.project(COUNT, ensemble->x, f, left, 1, right, 2, keep, alpha, beta, ensemble->v,
                          ensemble->x, sums[0], largest);
    for (int lane = 0; lane < LANES; lane++) {
        double aa = 0, bb = 0, ab = 0, fa = 0, fb = 0, ff = 0, fv = 0, fx = 0, most = 0, projected[COUNT];
        for (int k = 0; k < COUNT; k++) {
            const double *x = ensemble->x + k * LANES + lane;
            double force = ensemble->f[k * LANES + lane];
            double a = x[0] - (lane == 0 ? left[k] : x[-1]),
                   b = (lane == LANES - 1 ? right[2 * k] : x[1]) - x[0];
            aa += a * a;
            bb += b * b;
            ab += a * b;
            fa += force * a;
            fb += force * b;
            projected[k] = keep[lane] * force + alpha[lane] * a + beta[lane] * b;
            ff += projected[k] * projected[k];
            fv += projected[k] * ensemble->v[k * LANES + lane];
            fx += projected[k] * x[0];
            most = fmax(most, fabs(projected[k]));
        }
        assert_true(products[0][lane] == aa && products[1][lane] == bb && products[2][lane] == ab);
        assert_true(products[3][lane] == fa && products[4][lane] == fb);
        assert_true(sums[0][lane] == ff && sums[1][lane] == fv && sums[2][lane] == fx);
        assert_true(largest[lane] == most);
        lane_is(ensemble, lane, f, projected);
    }
    gsl_rng_free(rng);
    free(f);
    ensemble_free(ensemble);
}

/* Of a number of coordinates that no vector divides. */
/* A stage of Runge-Kutta-Chebyshev in some of the lanes; what does not move may hold anything. */
static void stages_have_the_bits_of_the_scalar_loop(void **state) {
    choose(state);
    for (int w = 0; w < 2; w++) {
        int width = widths[w];
        size_t all = COUNT * (size_t)width;
        struct ensemble *ensemble = crowded(width, 9, POTENTIAL_WCA);
        double moves[LANES] = {1, 0, 1, 1, 0, 1, 1, 1}, share[LANES], before[LANES], time[LANES],
               first[LANES], farthest[LANES];
        gsl_rng *rng = rng_stream(9, RNG_EXCHANGES, 1, 0);
        for (int lane = 0; lane < LANES; lane++) {
            share[lane] = 1 + gsl_rng_uniform(rng);
            before[lane] = -gsl_rng_uniform(rng);
            time[lane] = 1e-3 * gsl_rng_uniform(rng);
            first[lane] = -1e-3 * gsl_rng_uniform(rng);
        }
        double *x_0 = allocate(all, sizeof(double)), *f_0 = allocate(all, sizeof(double)),
               *old = allocate(all, sizeof(double)), *x = allocate(all, sizeof(double)),
               *old_before = allocate(all, sizeof(double));
        for (size_t k = 0; k < all; k++) {
            x_0[k] = ensemble->x[k] + 0.1 * gsl_rng_uniform(rng);
            old[k] = old_before[k] = ensemble->x[k] - 0.1 * gsl_rng_uniform(rng);
            f_0[k] = moves[k % (size_t)width] > 0 ? gsl_rng_uniform(rng) : NAN;
        }
        memcpy(x, ensemble->x, all * sizeof(double));
        ensemble->kernel->vectors.chebyshev(COUNT, moves, share, before, time, first, x_0, f_0, ensemble->v,
                                            old, x, farthest);
        for (int lane = 0; lane < width; lane++) {
            double expected[COUNT], expected_old[COUNT], most = 0;
            for (int j = 0; j < COUNT; j++) {
                int k = j * width + lane;
                double step = share[lane] * (ensemble->x[k] - x_0[k]) +
                              before[lane] * (old_before[k] - x_0[k]) + time[lane] * ensemble->v[k] +
                              first[lane] * f_0[k];
                expected[j] = moves[lane] > 0 ? x_0[k] + step : ensemble->x[k];
                expected_old[j] = moves[lane] > 0 ? ensemble->x[k] : old_before[k];
                most = fmax(most, fabs(expected[j] - x_0[k]));
            }
            lane_is(ensemble, lane, x, expected);
            lane_is(ensemble, lane, old, expected_old);
            assert_true(farthest[lane] == most);
        }
        gsl_rng_free(rng);
        free(x_0);
        free(f_0);
        free(old);
        free(old_before);
        free(x);
        ensemble_free(ensemble);
    }
}

static void replicas_go_into_lanes_and_come_back(void **state) {
    choose(state);
    enum { FEW = 3 * 25 };
    const struct kernel *kernel = kernel_choose(LANES);
    double rows[LANES][FEW], back[LANES][FEW], *to[LANES];
    _Alignas(64) double lanes[FEW * LANES] = {0};
    const double *from[LANES];
    for (int lane = 0; lane < LANES; lane++) {
        from[lane] = rows[lane];
        to[lane] = back[lane];
        for (int k = 0; k < FEW; k++)
            rows[lane][k] = sin(1 + lane * FEW + k);
    }
    kernel->lanes.interleave(FEW, from, lanes);
    for (int lane = 0; lane < LANES; lane++)
        for (int k = 0; k < FEW; k++)
            assert_memory_equal(&lanes[k * LANES + lane], &rows[lane][k], sizeof(double));
    kernel->lanes.deinterleave(FEW, lanes, to);
    assert_memory_equal(back, rows, sizeof rows);
    const int moved[] = {0, 41, FEW - 1};
    for (int m = 0; m < 3; m++) {
        rows[5][moved[m]] -= 2.5 + m;
        rows[6][7] += 1;
        assert_true(fabs(kernel->lanes.interleave(FEW, from, lanes) - (2.5 + m)) < 1e-12);
    }
}

static void name_an_unknown_instruction_set(void *context) {
    (void)context;
    setenv("WCA_SIMD", "sse9", 1);
    kernel_choose(1);
}

static void an_unknown_instruction_set_is_bad_usage(void **state) {
    (void)state;
    assert_int_equal(status_of(name_an_unknown_instruction_set, NULL), EX_USAGE);
}

/* A test with the name of an instruction set, for each of them. */
#define ON(test, name)                                                                                       \
    {                                                                                                        \
#test " (" name ")", test, NULL, NULL, (char[]) {                                                    \
            name                                                                                             \
        }                                                                                                    \
    }
#define ON_EACH(test) ON(test, "baseline"), ON(test, "avx2"), ON(test, "avx512")

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(forces_and_energies_have_the_bits_of_the_scalar_loop),
        ON_EACH(forces_and_energies_are_those_of_all_pairs),
        ON_EACH(forces_sum_to_zero),
        ON_EACH(the_energy_of_ten_particles_is_that_worked_out_by_hand),
        ON_EACH(steps_of_velocity_verlet_have_the_bits_of_the_scalar_ones),
        ON_EACH(vector_loops_have_the_bits_of_the_scalar_ones),
        ON_EACH(chains_have_the_bits_of_the_scalar_loops),
        ON_EACH(stages_have_the_bits_of_the_scalar_loop),
        ON_EACH(replicas_go_into_lanes_and_come_back),
        cmocka_unit_test(an_unknown_instruction_set_is_bad_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
