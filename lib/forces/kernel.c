/* kernel.c: the loops of kernel.h for one instruction set. Compiled once per instruction set with
 * -DKERNEL=baseline, avx2 or avx512; floating-point contraction is off: products and sums are fused
 * where it says so, and alike in AVX2 and AVX-512. */
#include "forces/kernel.h"

#ifdef __AVX2__
#include <immintrin.h>
#endif
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Vectors are passed by value between inlined functions of this file only. */
#pragma GCC diagnostic ignored "-Wpsabi"

#define PASTE(a, b) a##b
#define EXPAND(a, b) PASTE(a, b)
#define QUOTE(text) #text
#define QUOTE_EXPANDED(text) QUOTE(text)
#define KERNEL_NAME QUOTE_EXPANDED(KERNEL)

/* kernel_avx2_8, kernel_avx2_1: the only names that leave this file. */
#define TABLE(width) EXPAND(EXPAND(EXPAND(kernel_, KERNEL), _), width)

extern const struct kernel TABLE(8), TABLE(1);

/* For a type of vector, of a potential that is known when this is compiled: pair_force_quad(), -V'(r)/r,
 * and V in *energy unless NULL, and pair_sigma_quad(), sigma_ij. */
#define CHOOSE_POTENTIAL(type, suffix)                                                                       \
    static inline __attribute__((always_inline))                                                             \
    type pair_force_##suffix(enum potential potential, type r2, type sigma2, type *energy) {                 \
        POTENTIAL_GIVES(_pair_##suffix(r2, sigma2, energy), r2)                                              \
    }                                                                                                        \
    static inline __attribute__((always_inline))                                                             \
    type pair_sigma_##suffix(enum potential potential, type sigma_i, type sigma_j) {                         \
        POTENTIAL_GIVES(_sigma_##suffix(sigma_i, sigma_j), sigma_i)                                          \
    }

#include "forces/kernel_wide.inc"

#define WIDTH 8
#define NAME(name) name##_on_lanes
#include "forces/kernel_lanes.inc"
#undef WIDTH
#undef NAME

#define WIDTH 1
#define NAME(name) name##_alone
#include "forces/kernel_lanes.inc"
