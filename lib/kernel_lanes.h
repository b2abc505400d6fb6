/* kernel_lanes.h: the loops of kernel.h for one WIDTH; included by kernel.c once per width.
 *
 * The WIDTH lanes of a coordinate are BLOCKS vectors of NATIVE lanes, one behind the other. */

#if WIDTH == 1
#define NATIVE 1
#define VEC double
#define BITS int
#define BLEND(mask, a, b) NAME(blend)(mask, a, b)
#define MAX(a, b) BLEND((a) > (b), a, b)
#define ABS(a) __builtin_fabs(a)
#define ADD(c, a, b) ((c) + (a) * (b)) /* of baseline: with AVX2 it is kernel_alone.h */
#define SUB(c, a, b) ((c) - (a) * (b))
#define ANY(mask) ((mask) != 0)

/* mask ? a : b without a branch: whether a pair is in range is hard to predict. */
static inline double NAME(blend)(int mask, double a, double b) {
    uint64_t bits_a, bits_b, chosen = -(uint64_t)mask;
    memcpy(&bits_a, &a, sizeof a);
    memcpy(&bits_b, &b, sizeof b);
    bits_a = (bits_a & chosen) | (bits_b & ~chosen);
    memcpy(&a, &bits_a, sizeof a);
    return a;
}
#else
#define NATIVE WIDE
#define VEC wide
#define BITS wide_bits
#define BLEND WIDE_BLEND
#define MAX WIDE_MAX
#define ABS WIDE_ABS
#define ADD WIDE_ADD
#define SUB WIDE_SUB
#define ANY wide_any
#endif

#define BLOCKS (WIDTH / NATIVE)
#define ZERO ((VEC){0})

/* The largest of all lanes. */
static inline double NAME(largest)(const VEC lanes[BLOCKS]) {
    const double *value = (const double *)lanes;
    double largest = value[0];
    for (int lane = 1; lane < WIDTH; lane++)
        largest = value[lane] > largest ? value[lane] : largest;
    return largest;
}

#if WIDTH > 1
#include "kernel_interleave.h"
#else
#include "kernel_alone.h"

#ifndef __AVX2__
#define VECTOR double
#define MASK int
#define SELECT(mask, value) NAME(blend)(mask, value, 0.0)
#define PAIR_FORCE pair_force_alone
#include "kernel_force.h"
#undef SELECT
#define pair_force pair_force_alone
#endif
#endif

#if WIDTH > 1 || !defined __AVX2__
/* f = forces of all pairs, summed in list order; energy[BLOCKS] = total energies, unless NULL. Until a
 * particle has its turn, its forces are summed in list->sum, which is 0 again behind it: it stays in the
 * cache. When v is given, the row of a particle ends with the second half kick of velocity Verlet (its force
 * is complete then, since all partners before it have had their turn) and kinetic[BLOCKS] = sum v^2 / 2. */
static inline __attribute__((always_inline)) void
NAME(all_pairs)(const struct pair_list *list, enum potential potential, const VEC *restrict x,
                VEC *restrict f, VEC *energy, VEC *restrict v, bool late, double half_dt, VEC *kinetic) {
    const struct pair *pair = list->pair;
    VEC *restrict sum = (VEC *)list->sum, total[BLOCKS] = {ZERO}, kinetic_axis[3][BLOCKS] = {{ZERO}};
    for (int i = 0; i < list->n; i++) {
        const VEC *xi = x + BLOCKS * 3 * i;
        VEC fi[3][BLOCKS]; /* in registers: by memcpy() it would be on the stack */
        for (int axis = 0; axis < 3; axis++)
            for (int block = 0; block < BLOCKS; block++)
                fi[axis][block] = sum[BLOCKS * (3 * i + axis) + block];
        int end = list->start[i + 1];
        for (int k = list->start[i]; k < end; k++) {
            const double *shift = list->shift[pair[k].shift];
            const VEC *xj = x + BLOCKS * 3 * pair[k].j;
            VEC *fj = sum + BLOCKS * 3 * pair[k].j;
            for (int block = 0; block < BLOCKS; block++) {
                VEC d[3], pair_energy;
                for (int axis = 0; axis < 3; axis++)
                    d[axis] = (xi[BLOCKS * axis + block] - xj[BLOCKS * axis + block]) - shift[axis];
                VEC r2 = ADD(ADD(d[0] * d[0], d[1], d[1]), d[2], d[2]);
                VEC g =
                    pair_force(potential, r2, pair[k].sigma2 - ZERO, energy != NULL ? &pair_energy : NULL);
                if (energy != NULL)
                    total[block] += pair_energy;
                for (int axis = 0; axis < 3; axis++) {
                    fi[axis][block] = ADD(fi[axis][block], d[axis], g);
                    fj[BLOCKS * axis + block] = SUB(fj[BLOCKS * axis + block], d[axis], g);
                }
            }
        }
        for (int axis = 0; axis < 3; axis++)
            for (int block = 0; block < BLOCKS; block++) {
                f[BLOCKS * (3 * i + axis) + block] = fi[axis][block];
                sum[BLOCKS * (3 * i + axis) + block] = ZERO;
            }
#pragma GCC unroll 3 /* in registers too */
        for (int axis = 0; axis < 3; axis++)
            for (int block = 0; v != NULL && block < BLOCKS; block++) {
                VEC *vi = v + BLOCKS * (3 * i + axis) + block, kicked = *vi + half_dt * fi[axis][block];
                if (!late)
                    *vi = kicked;
                kinetic_axis[axis][block] += kicked * kicked;
            }
    }
    for (int block = 0; block < BLOCKS; block++) {
        if (v != NULL)
            kinetic[block] = 0.5 * (kinetic_axis[0][block] + kinetic_axis[1][block] + kinetic_axis[2][block]);
        if (energy != NULL)
            energy[block] = total[block];
    }
}
#endif

static void NAME(forces)(const struct pair_list *list, enum potential potential, const double *positions,
                         double *forces, double *energy) {
    const VEC *x = (const VEC *)positions;
    VEC *f = (VEC *)forces, total[BLOCKS] = {ZERO};
    if (potential == POTENTIAL_WCA && energy == NULL)
        NAME(all_pairs)(list, POTENTIAL_WCA, x, f, NULL, NULL, false, 0.0, NULL);
    else if (potential == POTENTIAL_WCA)
        NAME(all_pairs)(list, POTENTIAL_WCA, x, f, total, NULL, false, 0.0, NULL);
    else
        NAME(all_pairs)(list, POTENTIAL_HARMONIC, x, f, total, NULL, false, 0.0, NULL);
    if (energy != NULL)
        memcpy(energy, total, sizeof total);
}

static void NAME(forces_kick)(const struct pair_list *list, double dt, bool late, const double *positions,
                              double *velocities, double *forces, double *kinetic) {
    const VEC *x = (const VEC *)positions;
    VEC *f = (VEC *)forces, *v = (VEC *)velocities, total[BLOCKS] = {ZERO};
    if (late)
        NAME(all_pairs)(list, POTENTIAL_WCA, x, f, NULL, v, true, 0.5 * dt, total);
    else
        NAME(all_pairs)(list, POTENTIAL_WCA, x, f, NULL, v, false, 0.5 * dt, total);
    memcpy(kinetic, total, sizeof total);
}

static double NAME(kick_drift)(int n, double dt, bool late, const double *scale, double *positions,
                               double *velocities, const double *forces) {
    VEC *restrict x = (VEC *)positions;
    VEC *restrict v = (VEC *)velocities;
    const VEC *f = (const VEC *)forces;
    VEC lambda[BLOCKS], fastest[BLOCKS] = {ZERO};
    memcpy(lambda, scale, sizeof lambda);
    for (int i = 0; i < n; i++)
        for (int block = 0; block < BLOCKS; block++) {
            VEC speed2 = ZERO;
            for (int axis = 0; axis < 3; axis++) {
                int k = BLOCKS * (3 * i + axis) + block;
                VEC half_kick = (0.5 * dt) * f[k];
                VEC kicked = (late ? v[k] + half_kick : v[k]) * lambda[block] + half_kick;
                v[k] = kicked;
                x[k] += dt * kicked;
                speed2 += kicked * kicked;
            }
            fastest[block] = MAX(fastest[block], speed2);
        }
    return NAME(largest)(fastest);
}

#if WIDTH > 1 || !defined __AVX2__
static void NAME(filter)(const struct pair_list *outer, const double *sigma, double skin,
                         const double *positions, struct pair_list *inner) {
    const VEC *x = (const VEC *)positions;
    int kept = 0;
    for (int i = 0; i < outer->n; i++) {
        const VEC *xi = x + BLOCKS * 3 * i;
        inner->start[i] = kept;
        for (int k = outer->start[i]; k < outer->start[i + 1]; k++) {
            const struct pair *pair = &outer->pair[k];
            const double *shift = outer->shift[pair->shift];
            const VEC *xj = x + BLOCKS * 3 * pair->j;
            double sigma_ij = wca_sigma(sigma[i], sigma[pair->j]);
            double reach = WCA_CUTOFF * sigma_ij + skin;
            BITS within = {0};
            for (int block = 0; block < BLOCKS; block++) {
                VEC r2 = ZERO;
                for (int axis = 0; axis < 3; axis++) {
                    VEC d = (xi[BLOCKS * axis + block] - xj[BLOCKS * axis + block]) - shift[axis];
                    r2 += d * d;
                }
                within |= r2 < reach * reach;
            }
            inner->pair[kept] = (struct pair){pair->j, pair->shift, sigma_ij * sigma_ij};
            kept += ANY(within);
        }
    }
    inner->start[outer->n] = kept;
    inner->shift = outer->shift;
}
#endif

/* |x - reference|^2 of particle i in one block */
static inline VEC NAME(distance2)(const VEC *x, const VEC *reference, int i, int block) {
    VEC distance2 = ZERO;
    for (int axis = 0; axis < 3; axis++) {
        int k = BLOCKS * (3 * i + axis) + block;
        VEC d = x[k] - reference[k];
        distance2 += d * d;
    }
    return distance2;
}

static double NAME(farthest)(int n, const double *positions, const double *references) {
    const VEC *x = (const VEC *)positions, *reference = (const VEC *)references;
    VEC farthest[BLOCKS] = {ZERO};
    for (int i = 0; i < n; i++)
        for (int block = 0; block < BLOCKS; block++) {
            VEC distance2 = NAME(distance2)(x, reference, i, block);
            farthest[block] = MAX(farthest[block], distance2);
        }
    return NAME(largest)(farthest);
}

static void NAME(displacements)(int n, const double *positions, const double *references,
                                double *displacement2) {
    const VEC *x = (const VEC *)positions, *reference = (const VEC *)references;
    for (int i = 0; i < n; i++) {
        VEC distance2[BLOCKS];
        for (int block = 0; block < BLOCKS; block++)
            distance2[block] = NAME(distance2)(x, reference, i, block);
        displacement2[i] = NAME(largest)(distance2);
    }
}

static int NAME(near)(int n, double box, double reach, const double *positions, int i, int *found) {
    const VEC *x = (const VEC *)positions;
    const double magic = 0x1.8p52; /* adding and subtracting it rounds to the nearest whole number */
    double inv_box = 1.0 / box;
    int count = 0;
    for (int j = 0; j < n; j++) {
        BITS within = {0};
        for (int block = 0; block < BLOCKS; block++) {
            VEC r2 = ZERO;
            for (int axis = 0; axis < 3; axis++) {
                VEC d = x[BLOCKS * (3 * i + axis) + block] - x[BLOCKS * (3 * j + axis) + block];
                VEC image = (d * inv_box + magic) - magic;
                d -= image * box;
                r2 += d * d;
            }
            within |= r2 < reach * reach;
        }
        found[count] = j;
        count += ANY(within);
    }
    return count;
}

static void NAME(dot)(int count, const double *left, const double *right, double *out) {
    const VEC *a = (const VEC *)left, *b = (const VEC *)right;
    VEC sum[3][BLOCKS] = {{ZERO}};
    for (int k = 0; k < BLOCKS * count; k += 3 * BLOCKS)
        for (int axis = 0; axis < 3; axis++)
            for (int block = 0; block < BLOCKS; block++)
                sum[axis][block] += a[k + BLOCKS * axis + block] * b[k + BLOCKS * axis + block];
    for (int block = 0; block < BLOCKS; block++)
        sum[0][block] = sum[0][block] + sum[1][block] + sum[2][block];
    memcpy(out, sum[0], sizeof sum[0]);
}

static void NAME(max_abs)(int count, const double *values, double *out) {
    const VEC *a = (const VEC *)values;
    VEC largest[BLOCKS] = {ZERO};
    for (int k = 0; k < BLOCKS * count; k += BLOCKS)
        for (int block = 0; block < BLOCKS; block++) {
            largest[block] = MAX(largest[block], ABS(a[k + block]));
        }
    memcpy(out, largest, sizeof largest);
}

static void NAME(scale)(int count, const double *factors, double *values) {
    VEC *y = (VEC *)values, s[BLOCKS];
    memcpy(s, factors, sizeof s);
    for (int k = 0; k < BLOCKS * count; k += BLOCKS)
        for (int block = 0; block < BLOCKS; block++)
            y[k + block] *= s[block];
}

static void NAME(axpy)(int count, const double *factors, const double *added, double *values) {
    const VEC *x = (const VEC *)added;
    VEC *y = (VEC *)values, s[BLOCKS];
    memcpy(s, factors, sizeof s);
    for (int k = 0; k < BLOCKS * count; k += BLOCKS)
        for (int block = 0; block < BLOCKS; block++)
            y[k + block] += s[block] * x[k + block];
}

static void NAME(conjugate)(int count, const double *renew, const double *factors, const double *forces,
                            double *directions, double *old_forces, double *largest) {
    const VEC *f = (const VEC *)forces;
    VEC *d = (VEC *)directions, *old = (VEC *)old_forces;
    VEC renewed[BLOCKS], beta[BLOCKS], farthest[BLOCKS] = {ZERO};
    memcpy(renewed, renew, sizeof renewed);
    memcpy(beta, factors, sizeof beta);
    for (int k = 0; k < BLOCKS * count; k += BLOCKS)
        for (int block = 0; block < BLOCKS; block++) {
            int at = k + block;
            d[at] = BLEND(renewed[block] > 0.0, f[at] + beta[block] * d[at], d[at]);
            old[at] = BLEND(renewed[block] > 0.0, f[at], old[at]);
            farthest[block] = MAX(farthest[block], ABS(d[at]));
        }
    memcpy(largest, farthest, sizeof farthest);
}

static void NAME(chebyshev)(int count, const double *moves, const double *shares, const double *shares_before,
                            const double *times, const double *times_first, const double *starts,
                            const double *start_forces, const double *forces, double *old_positions,
                            double *positions, double *farthest) {
    const VEC *x_0 = (const VEC *)starts, *f_0 = (const VEC *)start_forces, *f = (const VEC *)forces;
    VEC *x = (VEC *)positions, *old = (VEC *)old_positions, moved[BLOCKS], largest[BLOCKS] = {ZERO};
    VEC share[BLOCKS], share_before[BLOCKS], time[BLOCKS], time_first[BLOCKS];
    memcpy(moved, moves, sizeof moved);
    memcpy(share, shares, sizeof share);
    memcpy(share_before, shares_before, sizeof share_before);
    memcpy(time, times, sizeof time);
    memcpy(time_first, times_first, sizeof time_first);
    for (int k = 0; k < BLOCKS * count; k += BLOCKS)
        for (int block = 0; block < BLOCKS; block++) {
            int at = k + block;
            VEC step = share[block] * (x[at] - x_0[at]) + share_before[block] * (old[at] - x_0[at]) +
                       time[block] * f[at] + time_first[block] * f_0[at];
            old[at] = BLEND(moved[block] > 0.0, x[at], old[at]);
            x[at] = BLEND(moved[block] > 0.0, x_0[at] + step, x[at]);
            largest[block] = MAX(ABS(x[at] - x_0[at]), largest[block]);
        }
    memcpy(farthest, largest, sizeof largest);
}

/* x of the images before and behind those of a block; outside: of the one before, or behind, all lanes. */
#if NATIVE == 1
#define SHIFT_UP(x, edge) (edge)
#define SHIFT_DOWN(x, edge) (edge)
#elif NATIVE == 2
#define SHIFT_UP(x, edge) SHUFFLE(x, (edge) + ZERO, 2, 0)
#define SHIFT_DOWN(x, edge) SHUFFLE(x, (edge) + ZERO, 1, 2)
#elif NATIVE == 4
#define SHIFT_UP(x, edge) SHUFFLE(x, (edge) + ZERO, 4, 0, 1, 2)
#define SHIFT_DOWN(x, edge) SHUFFLE(x, (edge) + ZERO, 1, 2, 3, 4)
#else
#define SHIFT_UP(x, edge) SHUFFLE(x, (edge) + ZERO, 8, 0, 1, 2, 3, 4, 5, 6)
#define SHIFT_DOWN(x, edge) SHUFFLE(x, (edge) + ZERO, 1, 2, 3, 4, 5, 6, 7, 8)
#endif

static inline VEC NAME(before)(const VEC *x, int block, double outside) {
    double edge = block == 0 ? outside : ((const double *)(x + block))[-1];
    return SHIFT_UP(x[block], edge);
}

static inline VEC NAME(behind)(const VEC *x, int block, double outside) {
    double edge = block == BLOCKS - 1 ? outside : ((const double *)(x + block))[NATIVE];
    return SHIFT_DOWN(x[block], edge);
}

static void NAME(chain_products)(int count, const double *positions, const double *forces, const double *left,
                                 int left_stride, const double *right, int right_stride, double *products) {
    VEC sums[5][BLOCKS] = {{ZERO}};
    for (int k = 0; k < count; k++) {
        const VEC *x = (const VEC *)positions + BLOCKS * k, *f = (const VEC *)forces + BLOCKS * k;
        for (int block = 0; block < BLOCKS; block++) {
            VEC a = x[block] - NAME(before)(x, block, left[k * left_stride]);
            VEC b = NAME(behind)(x, block, right[k * right_stride]) - x[block];
            sums[0][block] += a * a;
            sums[1][block] += b * b;
            sums[2][block] += a * b;
            sums[3][block] += f[block] * a;
            sums[4][block] += f[block] * b;
        }
    }
    memcpy(products, sums, sizeof sums);
}

static void NAME(chain_project)(int count, const double *positions, double *forces, const double *left,
                                int left_stride, const double *right, int right_stride, const double *keeps,
                                const double *alphas, const double *betas, const double *directions,
                                const double *old_forces, double *products, double *largest) {
    VEC keep[BLOCKS], alpha[BLOCKS], beta[BLOCKS], sums[3][BLOCKS] = {{ZERO}}, farthest[BLOCKS] = {ZERO};
    memcpy(keep, keeps, sizeof keep);
    memcpy(alpha, alphas, sizeof alpha);
    memcpy(beta, betas, sizeof beta);
    for (int k = 0; k < count; k++) {
        const VEC *x = (const VEC *)positions + BLOCKS * k, *d = (const VEC *)directions + BLOCKS * k;
        const VEC *old = (const VEC *)old_forces + BLOCKS * k;
        VEC *f = (VEC *)forces + BLOCKS * k;
        for (int block = 0; block < BLOCKS; block++) {
            VEC a = x[block] - NAME(before)(x, block, left[k * left_stride]);
            VEC b = NAME(behind)(x, block, right[k * right_stride]) - x[block];
            VEC projected = keep[block] * f[block] + alpha[block] * a + beta[block] * b;
            f[block] = projected;
            sums[0][block] += projected * projected;
            sums[1][block] += projected * d[block];
            sums[2][block] += projected * old[block];
            farthest[block] = MAX(farthest[block], ABS(projected));
        }
    }
    memcpy(products, sums, sizeof sums);
    memcpy(largest, farthest, sizeof farthest);
}

static void NAME(chain_turn)(int count, const double *betas, const double *alphas, const double *forces,
                             double *directions, double *positions) {
    const VEC *f = (const VEC *)forces;
    VEC *d = (VEC *)directions, *x = (VEC *)positions, alpha[BLOCKS], beta[BLOCKS];
    memcpy(beta, betas, sizeof beta);
    memcpy(alpha, alphas, sizeof alpha);
    for (int k = 0; k < BLOCKS * count; k += BLOCKS)
        for (int block = 0; block < BLOCKS; block++) {
            d[k + block] = f[k + block] + beta[block] * d[k + block];
            x[k + block] += alpha[block] * d[k + block];
        }
}

const struct kernel TABLE(WIDTH) = {
    .name = KERNEL_NAME,
    .width = WIDTH,
    .forces = NAME(forces),
    .kick_drift = NAME(kick_drift),
    .forces_kick = NAME(forces_kick),
    .filter = NAME(filter),
    .farthest = NAME(farthest),
    .displacements = NAME(displacements),
    .near = NAME(near),
    .dot = NAME(dot),
    .max_abs = NAME(max_abs),
    .scale = NAME(scale),
    .axpy = NAME(axpy),
    .conjugate = NAME(conjugate),
    .chebyshev = NAME(chebyshev),
    .chain_products = NAME(chain_products),
    .chain_project = NAME(chain_project),
    .chain_turn = NAME(chain_turn),
#if WIDTH == 1
    .contact_energy = contact_energy,
#else
    .interleave = interleave,
    .deinterleave = deinterleave,
#endif
};

#undef VEC
#undef BITS
#undef NATIVE
#undef BLOCKS
#undef ZERO
#undef BLEND
#undef ADD
#undef SUB
#undef SHIFT_UP
#undef SHIFT_DOWN
#undef MAX
#undef ABS
#undef ANY
#undef pair_force
