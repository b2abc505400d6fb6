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

/* a > b ? a : b, in one instruction where there is one. */
#if defined __AVX512F__
#define WIDE_MAX(a, b) ((wide)_mm512_max_pd((__m512d)(a), (__m512d)(b)))
#elif defined __AVX2__
#define WIDE_MAX QUAD_MAX
#else
#define WIDE_MAX(a, b) WIDE_BLEND((a) > (b), a, b)
#endif

/* The numbers at these places of two vectors, those of b counted behind those of a. */
#if __has_builtin(__builtin_shufflevector)
#define SHUFFLE __builtin_shufflevector
#else /* gcc 11 takes the places as a vector of integers */
#define SHUFFLE(a, b, ...)                                                                                   \
    __builtin_shuffle(a, b, (int64_t __attribute__((vector_size(sizeof(a))))){__VA_ARGS__})
#endif

#define WIDE_ABS(a) ((wide)((wide_bits)(a)&INT64_MAX))

/* c + a b and c - a b, rounded once where the instructions are there: the same bits from AVX2 and AVX-512. */
#if defined __AVX512F__
#define WIDE_ADD(c, a, b) ((wide)_mm512_fmadd_pd((__m512d)(a), (__m512d)(b), (__m512d)(c)))
#define WIDE_SUB(c, a, b) ((wide)_mm512_fnmadd_pd((__m512d)(a), (__m512d)(b), (__m512d)(c)))
#elif defined __AVX2__
#define WIDE_ADD QUAD_ADD
#define WIDE_SUB QUAD_SUB
#else
#define WIDE_ADD(c, a, b) ((c) + (a) * (b))
#define WIDE_SUB(c, a, b) ((c) - (a) * (b))
#endif

#define WIDE_BLEND(mask, a, b) ((wide)(((wide_bits)(a) & (mask)) | ((wide_bits)(b) & ~(mask))))

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

#define SELECT(mask, value) ((VECTOR)((MASK)(value) & (mask)))
#define VECTOR wide
#define MASK wide_bits
#define PAIR_FORCE pair_force
#include "kernel_force.h"

#ifdef __AVX2__
typedef double quad __attribute__((vector_size(32)));
typedef int64_t quad_bits __attribute__((vector_size(32)));

/* Four rows -> four columns. */
static inline __attribute__((always_inline)) void transpose(quad row[4]) {
    quad even01 = SHUFFLE(row[0], row[1], 0, 4, 2, 6);
    quad odd01 = SHUFFLE(row[0], row[1], 1, 5, 3, 7);
    quad even23 = SHUFFLE(row[2], row[3], 0, 4, 2, 6);
    quad odd23 = SHUFFLE(row[2], row[3], 1, 5, 3, 7);
    row[0] = SHUFFLE(even01, even23, 0, 1, 4, 5);
    row[1] = SHUFFLE(odd01, odd23, 0, 1, 4, 5);
    row[2] = SHUFFLE(even01, even23, 2, 3, 6, 7);
    row[3] = SHUFFLE(odd01, odd23, 2, 3, 6, 7);
}

#define QUAD_MAX(a, b) ((quad)_mm256_max_pd((__m256d)(a), (__m256d)(b)))
#define QUAD_ABS(a) ((quad)((quad_bits)(a)&INT64_MAX))
#define QUAD_ADD(c, a, b) ((quad)_mm256_fmadd_pd((__m256d)(a), (__m256d)(b), (__m256d)(c)))
#define QUAD_SUB(c, a, b) ((quad)_mm256_fnmadd_pd((__m256d)(a), (__m256d)(b), (__m256d)(c)))

#define VECTOR quad
#define MASK quad_bits
#define PAIR_FORCE pair_force_quad
#include "kernel_force.h"
#endif
#undef SELECT
