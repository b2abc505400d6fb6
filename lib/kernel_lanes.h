/* kernel_lanes.h: the loops of kernel.h for one WIDTH; included by kernel.c once per width. */

#define VEC NAME(vec)

#if WIDTH == 1
typedef double VEC;
#define BLEND(mask, a, b) NAME(blend)(mask, a, b)
#define SQRT(a) __builtin_sqrt(a)

/* mask ? a : b without a branch: whether a pair is in range is hard to predict. */
static inline double NAME(blend)(int mask, double a, double b) {
    uint64_t bits_a, bits_b, chosen = -(uint64_t)mask;
    memcpy(&bits_a, &a, sizeof a);
    memcpy(&bits_b, &b, sizeof b);
    bits_a = (bits_a & chosen) | (bits_b & ~chosen);
    memcpy(&a, &bits_a, sizeof a);
    return a;
}
#define ANY(mask) ((mask) != 0)
#else
typedef double VEC __attribute__((vector_size(8 * WIDTH)));
typedef int64_t NAME(bits) __attribute__((vector_size(8 * WIDTH)));
#define BLEND(mask, a, b) ((VEC)(((NAME(bits))(a) & (mask)) | ((NAME(bits))(b) & ~(mask))))
#define SQRT(a) NAME(square_root)(a)
#define ANY(mask) NAME(any)(mask)

static inline int NAME(any)(NAME(bits) mask) {
#ifdef __AVX512F__ /* no portable vector expression becomes the one instruction that this is */
    return _mm512_test_epi64_mask((__m512i)mask, (__m512i)mask) != 0;
#else
    int64_t any = 0;
    for (int lane = 0; lane < WIDTH; lane++)
        any |= mask[lane];
    return any != 0;
#endif
}

static inline VEC NAME(square_root)(VEC a) {
    VEC root;
    for (int lane = 0; lane < WIDTH; lane++)
        root[lane] = __builtin_sqrt(a[lane]);
    return root;
}
#endif

#define ZERO ((VEC){0})
#define AND(mask, value) BLEND(mask, value, ZERO)
#define MAX(a, b) BLEND((a) > (b), a, b)

static inline double NAME(largest)(const VEC *lanes) {
    const double *value = (const double *)lanes;
    double largest = value[0];
    for (int lane = 1; lane < WIDTH; lane++)
        largest = value[lane] > largest ? value[lane] : largest;
    return largest;
}

/* -V'(r)/r, and V in *energy when that is wanted: wca.h on lanes, the same operations in the same order. */
static inline __attribute__((always_inline)) VEC NAME(pair_force)(enum potential potential, VEC r2,
                                                                  double sigma2, VEC *energy) {
    if (potential == POTENTIAL_WCA) {
        VEC inv_r2 = 1.0 / r2;
        VEC q = sigma2 * inv_r2;
        VEC s6 = q * q * q;
        if (energy != NULL)
            *energy = AND(q > WCA_INV_CUTOFF2, 4.0 * (s6 * (s6 - 1.0)) + 1.0);
        return AND(q > WCA_INV_CUTOFF2, (s6 * (s6 - 0.5)) * (48.0 * inv_r2));
    }
    VEC q = SQRT(r2 / sigma2);
    VEC overlap = WCA_CUTOFF - q;
    if (energy != NULL)
        *energy = AND(overlap > 0.0, (0.5 * HARMONIC_K) * (overlap * overlap));
    return AND(overlap > 0.0, (HARMONIC_K * overlap) / (q * sigma2));
}

/* f += forces of all pairs, summed in list order, from f = 0; *energy = total energies, unless NULL. When v
 * is given, the row of a particle ends with the second half kick of velocity Verlet (its force is complete
 * then, since all partners before it have had their turn) and *kinetic = sum v^2 / 2. */
static inline __attribute__((always_inline)) void
NAME(all_pairs)(const struct pair_list *list, enum potential potential, const VEC *restrict x,
                VEC *restrict f, VEC *energy, VEC *restrict v, double half_dt, VEC *kinetic) {
    const struct pair *pair = list->pair;
    VEC total = ZERO;
    VEC kinetic_axis[3] = {ZERO, ZERO, ZERO};
    for (int i = 0; i < list->n; i++) {
        VEC xi[3], fi[3];
        for (int axis = 0; axis < 3; axis++) {
            xi[axis] = x[3 * i + axis];
            fi[axis] = f[3 * i + axis];
        }
        int end = list->start[i + 1];
        for (int k = list->start[i]; k < end; k++) {
            const double *shift = list->shift[pair[k].shift];
            const VEC *xj = x + 3 * pair[k].j;
            VEC *fj = f + 3 * pair[k].j;
            VEC d[3], pair_energy;
            for (int axis = 0; axis < 3; axis++)
                d[axis] = (xi[axis] - xj[axis]) - shift[axis];
            VEC r2 = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
            VEC g = NAME(pair_force)(potential, r2, pair[k].sigma2, energy != NULL ? &pair_energy : NULL);
            if (energy != NULL)
                total += pair_energy;
            for (int axis = 0; axis < 3; axis++) {
                d[axis] *= g;
                fi[axis] += d[axis];
                fj[axis] -= d[axis];
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            f[3 * i + axis] = fi[axis];
            if (v != NULL) {
                VEC kicked = v[3 * i + axis] + half_dt * fi[axis];
                v[3 * i + axis] = kicked;
                kinetic_axis[axis] += kicked * kicked;
            }
        }
    }
    if (v != NULL)
        *kinetic = 0.5 * (kinetic_axis[0] + kinetic_axis[1] + kinetic_axis[2]);
    if (energy != NULL)
        *energy = total;
}

static void NAME(forces)(const struct pair_list *list, enum potential potential, const double *x, double *f,
                         double *energy) {
    VEC total = ZERO;
    memset(f, 0, (size_t)list->n * 3 * sizeof(VEC));
    if (potential == POTENTIAL_WCA && energy == NULL)
        NAME(all_pairs)(list, POTENTIAL_WCA, (const VEC *)x, (VEC *)f, NULL, NULL, 0.0, NULL);
    else if (potential == POTENTIAL_WCA)
        NAME(all_pairs)(list, POTENTIAL_WCA, (const VEC *)x, (VEC *)f, &total, NULL, 0.0, NULL);
    else
        NAME(all_pairs)(list, POTENTIAL_HARMONIC, (const VEC *)x, (VEC *)f, &total, NULL, 0.0, NULL);
    if (energy != NULL)
        memcpy(energy, &total, sizeof total);
}

static void NAME(forces_kick)(const struct pair_list *list, double dt, const double *x, double *v, double *f,
                              double *kinetic) {
    VEC total = ZERO;
    NAME(all_pairs)(list, POTENTIAL_WCA, (const VEC *)x, (VEC *)f, NULL, (VEC *)v, 0.5 * dt, &total);
    memcpy(kinetic, &total, sizeof total);
}

static double NAME(kick_drift)(int n, double dt, const double *scale, double *positions, double *velocities,
                               double *forces) {
    VEC *restrict x = (VEC *)positions;
    VEC *restrict v = (VEC *)velocities;
    VEC *restrict f = (VEC *)forces;
    VEC lambda, fastest = ZERO;
    memcpy(&lambda, scale, sizeof lambda);
    for (int i = 0; i < n; i++) {
        VEC speed2 = ZERO;
        for (int axis = 0; axis < 3; axis++) {
            VEC kicked = v[3 * i + axis] * lambda + (0.5 * dt) * f[3 * i + axis];
            v[3 * i + axis] = kicked;
            f[3 * i + axis] = ZERO;
            x[3 * i + axis] += dt * kicked;
            speed2 += kicked * kicked;
        }
        fastest = MAX(fastest, speed2);
    }
    return NAME(largest)(&fastest);
}

static void NAME(filter)(const struct pair_list *outer, const double *sigma, double skin,
                         const double *positions, struct pair_list *inner) {
    const VEC *x = (const VEC *)positions;
    int kept = 0;
    for (int i = 0; i < outer->n; i++) {
        VEC xi[3] = {x[3 * i], x[3 * i + 1], x[3 * i + 2]};
        inner->start[i] = kept;
        for (int k = outer->start[i]; k < outer->start[i + 1]; k++) {
            const struct pair *pair = &outer->pair[k];
            const double *shift = outer->shift[pair->shift];
            const VEC *xj = x + 3 * pair->j;
            double sigma_ij = wca_sigma(sigma[i], sigma[pair->j]);
            double reach = WCA_CUTOFF * sigma_ij + skin;
            VEC r2 = ZERO;
            for (int axis = 0; axis < 3; axis++) {
                VEC d = (xi[axis] - xj[axis]) - shift[axis];
                r2 += d * d;
            }
            inner->pair[kept] = (struct pair){pair->j, pair->shift, sigma_ij * sigma_ij};
            kept += ANY(r2 < reach * reach);
        }
    }
    inner->start[outer->n] = kept;
    inner->shift = outer->shift;
}

static double NAME(farthest)(int n, const double *positions, const double *references) {
    const VEC *x = (const VEC *)positions;
    const VEC *reference = (const VEC *)references;
    VEC farthest = ZERO;
    for (int i = 0; i < n; i++) {
        VEC distance2 = ZERO;
        for (int axis = 0; axis < 3; axis++) {
            VEC d = x[3 * i + axis] - reference[3 * i + axis];
            distance2 += d * d;
        }
        farthest = MAX(farthest, distance2);
    }
    return NAME(largest)(&farthest);
}

static void NAME(displacements)(int n, const double *positions, const double *references,
                                double *displacement2) {
    const VEC *x = (const VEC *)positions;
    const VEC *reference = (const VEC *)references;
    for (int i = 0; i < n; i++) {
        VEC distance2 = ZERO;
        for (int axis = 0; axis < 3; axis++) {
            VEC d = x[3 * i + axis] - reference[3 * i + axis];
            distance2 += d * d;
        }
        displacement2[i] = NAME(largest)(&distance2);
    }
}

static int NAME(near)(int n, double box, double reach, const double *positions, int i, int *found) {
    const VEC *x = (const VEC *)positions;
    const double magic = 0x1.8p52; /* adding and subtracting it rounds to the nearest whole number */
    double inv_box = 1.0 / box;
    int count = 0;
    for (int j = 0; j < n; j++) {
        VEC r2 = ZERO;
        for (int axis = 0; axis < 3; axis++) {
            VEC d = x[3 * i + axis] - x[3 * j + axis];
            VEC image = (d * inv_box + magic) - magic;
            d -= image * box;
            r2 += d * d;
        }
        found[count] = j;
        count += ANY(r2 < reach * reach);
    }
    return count;
}

static void NAME(dot)(int count, const double *left, const double *right, double *out) {
    const VEC *a = (const VEC *)left;
    const VEC *b = (const VEC *)right;
    VEC sum[3] = {ZERO, ZERO, ZERO};
    for (int k = 0; k < count; k += 3)
        for (int axis = 0; axis < 3; axis++)
            sum[axis] += a[k + axis] * b[k + axis];
    VEC total = sum[0] + sum[1] + sum[2];
    memcpy(out, &total, sizeof total);
}

static void NAME(max_abs)(int count, const double *values, double *out) {
    const VEC *a = (const VEC *)values;
    VEC largest = ZERO;
    for (int k = 0; k < count; k++) {
        largest = MAX(largest, a[k]);
        largest = MAX(largest, -a[k]);
    }
    memcpy(out, &largest, sizeof largest);
}

static void NAME(scale)(int count, const double *factors, double *values) {
    VEC *y = (VEC *)values;
    VEC s;
    memcpy(&s, factors, sizeof s);
    for (int k = 0; k < count; k++)
        y[k] *= s;
}

static void NAME(axpy)(int count, const double *factors, const double *added, double *values) {
    const VEC *x = (const VEC *)added;
    VEC *y = (VEC *)values;
    VEC s;
    memcpy(&s, factors, sizeof s);
    for (int k = 0; k < count; k++)
        y[k] += s * x[k];
}

static void NAME(conjugate)(int count, const double *renew, const double *factors, const double *forces,
                            double *directions, double *old_forces, double *largest) {
    const VEC *f = (const VEC *)forces;
    VEC *d = (VEC *)directions;
    VEC *old = (VEC *)old_forces;
    VEC renewed, beta, farthest = ZERO;
    memcpy(&renewed, renew, sizeof renewed);
    memcpy(&beta, factors, sizeof beta);
    for (int k = 0; k < count; k++) {
        d[k] = BLEND(renewed > 0.0, f[k] + beta * d[k], d[k]);
        old[k] = BLEND(renewed > 0.0, f[k], old[k]);
        farthest = MAX(farthest, d[k]);
        farthest = MAX(farthest, -d[k]);
    }
    memcpy(largest, &farthest, sizeof farthest);
}

/* The images before and behind those of a vector. */
#if WIDTH == 1
#define BEFORE(x, outside) (outside)
#define BEHIND(x, outside) (outside)
#else
#define BEFORE(x, outside) __builtin_shufflevector(x, (outside) + ZERO, 8, 0, 1, 2, 3, 4, 5, 6)
#define BEHIND(x, outside) __builtin_shufflevector(x, (outside) + ZERO, 1, 2, 3, 4, 5, 6, 7, 8)
#endif

static void NAME(chain_products)(int count, const double *positions, const double *forces, const double *left,
                                 int left_stride, const double *right, int right_stride, double *products) {
    const VEC *x = (const VEC *)positions;
    const VEC *f = (const VEC *)forces;
    VEC aa = ZERO, bb = ZERO, ab = ZERO, fa = ZERO, fb = ZERO;
    for (int k = 0; k < count; k++) {
        VEC a = x[k] - BEFORE(x[k], left[k * left_stride]);
        VEC b = BEHIND(x[k], right[k * right_stride]) - x[k];
        aa += a * a;
        bb += b * b;
        ab += a * b;
        fa += f[k] * a;
        fb += f[k] * b;
    }
    const VEC all[5] = {aa, bb, ab, fa, fb};
    memcpy(products, all, sizeof all);
}

static void NAME(chain_project)(int count, const double *positions, double *forces, const double *left,
                                int left_stride, const double *right, int right_stride, const double *keeps,
                                const double *alphas, const double *betas, const double *directions,
                                const double *old_forces, double *products, double *largest) {
    const VEC *x = (const VEC *)positions;
    const VEC *d = (const VEC *)directions;
    const VEC *old = (const VEC *)old_forces;
    VEC *f = (VEC *)forces;
    VEC keep, alpha, beta, ff = ZERO, fd = ZERO, f_old = ZERO, farthest = ZERO;
    memcpy(&keep, keeps, sizeof keep);
    memcpy(&alpha, alphas, sizeof alpha);
    memcpy(&beta, betas, sizeof beta);
    for (int k = 0; k < count; k++) {
        VEC a = x[k] - BEFORE(x[k], left[k * left_stride]);
        VEC b = BEHIND(x[k], right[k * right_stride]) - x[k];
        VEC projected = keep * f[k] + alpha * a + beta * b;
        f[k] = projected;
        ff += projected * projected;
        fd += projected * d[k];
        f_old += projected * old[k];
        farthest = MAX(farthest, projected);
        farthest = MAX(farthest, -projected);
    }
    const VEC all[3] = {ff, fd, f_old};
    memcpy(products, all, sizeof all);
    memcpy(largest, &farthest, sizeof farthest);
}

static void NAME(chain_turn)(int count, const double *betas, const double *alphas, const double *forces,
                             double *directions, double *positions) {
    const VEC *f = (const VEC *)forces;
    VEC *d = (VEC *)directions;
    VEC *x = (VEC *)positions;
    VEC alpha, beta;
    memcpy(&beta, betas, sizeof beta);
    memcpy(&alpha, alphas, sizeof alpha);
    for (int k = 0; k < count; k++) {
        d[k] = f[k] + beta * d[k];
        x[k] += alpha * d[k];
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
    .chain_products = NAME(chain_products),
    .chain_project = NAME(chain_project),
    .chain_turn = NAME(chain_turn),
};

#undef VEC
#undef ZERO
#undef AND
#undef BLEND
#undef BEFORE
#undef BEHIND
#undef MAX
#undef SQRT
#undef ANY
