/* kernel_alone.h: pairs of one replica alone; included by kernel_lanes.h for width 1.
 *
 * It has no lanes of its own, so the partners of a particle stand in the lanes of a vector. Each pair sees
 * the same operations as in kernel_lanes.h, and forces and energies are added one pair after the other in the
 * order of the list: the same bits. */

/* Where lanes number `count` and above are nothing. */
#define FIRST_LANES(vector, count)                                                                           \
    ({                                                                                                       \
        static const double ordinal[] = {0, 1, 2, 3, 4, 5, 6, 7};                                            \
        vector lanes;                                                                                        \
        memcpy(&lanes, ordinal, sizeof lanes);                                                               \
        lanes < (double)(count);                                                                             \
    })

#ifdef __AVX2__
/* x, y, z and nothing. */
static inline quad load_xyz(const double *at) {
    return (quad)_mm256_maskload_pd(at, _mm256_setr_epi64x(-1, -1, -1, 0));
}

/* Four quads -> their squares x x + y y + z z, side by side. */
static inline __attribute__((always_inline)) quad squares(const quad d[4]) {
    quad axis[4] = {d[0], d[1], d[2], d[3]};
    transpose(axis);
    return QUAD_ADD(QUAD_ADD(axis[0] * axis[0], axis[1], axis[1]), axis[2], axis[2]);
}

/* r_i - r_j of four pairs of the particle at xi. */
static inline __attribute__((always_inline)) void
separations(const struct pair_list *list, const struct pair pair[4], const double *x, quad xi, quad d[4]) {
    for (int lane = 0; lane < 4; lane++)
        d[lane] = (xi - load_xyz(x + 3 * pair[lane].j)) - *(const quad *)list->shift[pair[lane].shift];
}

/* As NAME(all_pairs) of kernel_lanes.h, four pairs at a time: eight would be slower, since a particle has
 * some seven. */
static inline __attribute__((always_inline)) void
all_pairs_alone(const struct pair_list *list, enum potential potential, const double *restrict x,
                double *restrict f, double *energy, double *restrict v, bool late, double half_dt,
                double *kinetic) {
    double total = 0, kinetic_axis[3] = {0};
    quad *restrict sum = (quad *)list->sum;
    for (int i = 0; i < list->n; i++) {
        quad xi = load_xyz(x + 3 * i), fi = sum[i];
        sum[i] = (quad){0};
        int end = list->start[i + 1];
        for (int k = list->start[i]; k < end; k += 4) {
            const struct pair *pair = list->pair + k; /* what is behind the row counts as nothing */
            quad d[4], energies;
            quad sigma2 = {pair[0].sigma2, pair[1].sigma2, pair[2].sigma2, pair[3].sigma2};
            separations(list, pair, x, xi, d);
            quad g = pair_force_quad(potential, squares(d), sigma2, energy != NULL ? &energies : NULL);
            quad_bits in_row = FIRST_LANES(quad, end - k);
            g = (quad)((quad_bits)g & in_row);
            if (energy != NULL)
                energies = (quad)((quad_bits)energies & in_row);
            for (int lane = 0; lane < 4; lane++) {
                quad g_lane = g[lane] - (quad){0};
                fi = QUAD_ADD(fi, d[lane], g_lane);
                sum[pair[lane].j] = QUAD_SUB(sum[pair[lane].j], d[lane], g_lane);
                if (energy != NULL)
                    total += energies[lane];
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            f[3 * i + axis] = fi[axis];
            if (v == NULL)
                continue;
            double kicked = v[3 * i + axis] + half_dt * fi[axis];
            if (!late)
                v[3 * i + axis] = kicked;
            kinetic_axis[axis] += kicked * kicked;
        }
    }
    if (v != NULL)
        *kinetic = 0.5 * (kinetic_axis[0] + kinetic_axis[1] + kinetic_axis[2]);
    if (energy != NULL)
        *energy = total;
}

/* As NAME(filter) of kernel_lanes.h, four pairs at a time. */
static void filter_alone(const struct pair_list *outer, const double *sigma, double skin, const double *x,
                         struct pair_list *inner) {
    int kept = 0;
    for (int i = 0; i < outer->n; i++) {
        quad xi = load_xyz(x + 3 * i);
        int end = outer->start[i + 1];
        inner->start[i] = kept;
        for (int k = outer->start[i]; k < end; k += 4) {
            const struct pair *pair = outer->pair + k;
            quad d[4];
            quad sigma_j = {sigma[pair[0].j], sigma[pair[1].j], sigma[pair[2].j], sigma[pair[3].j]};
            quad sigma_ij = 0.5 * (sigma[i] + sigma_j) * (1.0 - 0.2 * QUAD_ABS(sigma[i] - sigma_j));
            quad reach = WCA_CUTOFF * sigma_ij + skin, sigma2 = sigma_ij * sigma_ij;
            separations(outer, pair, x, xi, d);
            quad_bits within = (squares(d) < reach * reach) & FIRST_LANES(quad, end - k);
            for (int lane = 0; lane < 4; lane++) {
                inner->pair[kept] = (struct pair){pair[lane].j, pair[lane].shift, sigma2[lane]};
                kept -= (int)within[lane];
            }
        }
    }
    inner->start[outer->n] = kept;
    inner->shift = outer->shift;
}
#endif

static inline __attribute__((always_inline)) wide gather(const double *from, const int *at) {
#if defined __AVX512F__ && defined __OPTIMIZE__ /* else it is a macro of gcc, which warns of itself */
    return (wide)_mm512_i32gather_pd(_mm256_loadu_si256((const __m256i *)at), from, 8);
#else
    wide lanes;
    for (int lane = 0; lane < WIDE; lane++)
        lanes[lane] = from[at[lane]];
    return lanes;
#endif
}

static double contact_energy(int count, const int *partner, const double *inv_r6, const double *sigma,
                             double sigma_i, double least_inv_r6, double enough) {
    double energy = 0;
    for (int k = 0; k < count && inv_r6[k] >= least_inv_r6 && energy <= enough; k += WIDE) {
        wide sigma_j = gather(sigma, partner + k), near;
        memcpy(&near, inv_r6 + k, sizeof near);
        wide sigma_ij = 0.5 * (sigma_i + sigma_j) * (1.0 - 0.2 * WIDE_ABS(sigma_i - sigma_j));
        wide sigma2 = sigma_ij * sigma_ij;
        wide s6 = sigma2 * sigma2 * sigma2 * near;
        wide_bits touches = (s6 > 0.5) & FIRST_LANES(wide, count - k);
        wide energies = (wide)((wide_bits)(4.0 * (s6 * (s6 - 1.0)) + 1.0) & touches);
        for (int lane = 0; lane < WIDE; lane++)
            energy += energies[lane];
    }
    return energy;
}

#undef FIRST_LANES
