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

#define VECTOR quad
#define MASK quad_bits
#define PAIR_FORCE pair_force_quad
#include "kernel_force.h"
#endif
#undef SELECT
