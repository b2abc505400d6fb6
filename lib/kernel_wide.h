/* kernel_wide.h: a vector as wide as the registers are, of WIDE doubles, and the force of a pair on it;
 * included by kernel.c. (The compiler takes wider vectors apart where they are compared.) */

#if defined __AVX512F__
#define WIDE 8
#elif defined __AVX2__
#define WIDE 4
#else
#define WIDE 2
#endif

typedef double wide __attribute__((vector_size(8 * WIDE)));
typedef int64_t wide_bits __attribute__((vector_size(8 * WIDE)));

#define WIDE_BLEND(mask, a, b) ((wide)(((wide_bits)(a) & (mask)) | ((wide_bits)(b) & ~(mask))))
#define WIDE_AND(mask, value) ((wide)((wide_bits)(value) & (mask)))

static inline int wide_any(wide_bits mask) {
#ifdef __AVX512F__ /* no portable vector expression becomes the one instruction that this is */
    return _mm512_test_epi64_mask((__m512i)mask, (__m512i)mask) != 0;
#else
    int64_t any = 0;
    for (int lane = 0; lane < WIDE; lane++)
        any |= mask[lane];
    return any != 0;
#endif
}

static inline wide wide_sqrt(wide a) {
    wide root;
    for (int lane = 0; lane < WIDE; lane++)
        root[lane] = __builtin_sqrt(a[lane]);
    return root;
}

/* -V'(r)/r, and V in *energy when that is wanted: wca.h on lanes, the same operations in the same order. */
static inline __attribute__((always_inline)) wide pair_force(enum potential potential, wide r2, wide sigma2,
                                                             wide *energy) {
    if (potential == POTENTIAL_WCA) {
        wide inv_r2 = 1.0 / r2;
        wide q = sigma2 * inv_r2;
        wide s6 = q * q * q;
        if (energy != NULL)
            *energy = WIDE_AND(q > WCA_INV_CUTOFF2, 4.0 * (s6 * (s6 - 1.0)) + 1.0);
        return WIDE_AND(q > WCA_INV_CUTOFF2, (s6 * (s6 - 0.5)) * (48.0 * inv_r2));
    }
    wide q = wide_sqrt(r2 / sigma2);
    wide overlap = WCA_CUTOFF - q;
    if (energy != NULL)
        *energy = WIDE_AND(overlap > 0.0, (0.5 * HARMONIC_K) * (overlap * overlap));
    return WIDE_AND(overlap > 0.0, (HARMONIC_K * overlap) / (q * sigma2));
}
