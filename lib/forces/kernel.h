/* kernel.h: the inner loops on lanes, compiled once per instruction set and chosen by CPUID at start, or by
 * WCA_SIMD=baseline|avx2|avx512. The two AVX ones give the same bits; baseline, which has no fused
 * multiply-add, the same up to rounding.
 *
 * Arrays are [particle][axis][lane] with lane = 0 .. width - 1, width 8 or 1, aligned to 64 bytes; "count" is
 * 3n. Sums inside a lane run in the order of the particles, so a lane's result does not depend on the other
 * lanes or on the width. */
#ifndef WCA_KERNEL_H
#define WCA_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "forces/pairs.h"
#include "potentials/potential.h"

enum { LANES = 8 };

/* Pairs of a list, with their potential. */
struct kernel_pairs {
    /* f = forces of all pairs; energy[width] = total energies, unless NULL. */
    void (*forces)(const struct pair_list *list, enum potential potential, const double *x, double *f,
                   double *energy);
    /* f = forces at x, and second half of velocity Verlet: v += f dt/2; kinetic[width] = sum v^2 / 2.
     * late: v is left as it was, for kick_drift(); to write it here takes longer than to work it out twice. */
    void (*forces_kick)(const struct pair_list *list, enum potential potential, double dt, bool late,
                        const double *x, double *v, double *f, double *kinetic);
    /* Keep of `outer` what is within the range of the potential + skin in any lane; sigma[] are the
     * diameters of now. */
    void (*filter)(const struct pair_list *outer, enum potential potential, const double *sigma, double skin,
                   const double *x, struct pair_list *inner);
    /* Of one replica alone: the energy of a particle of diameter sigma_i with its partners at fixed
     * distances, given by their nearness (list.inc), the closest first, up to the first one below the least,
     * or until it is above `enough`. LANES numbers behind the last of partner[count] and nearness[count] are
     * read too. */
    double (*contact_energy)(enum potential potential, int count, const int *partner, const double *nearness,
                             const double *sigma, double sigma_i, double least, double enough);
};

/* Particles, each by itself. */
struct kernel_particles {
    /* First half of velocity Verlet: v = v scale + f dt/2, x += v dt. Returns the largest |v|^2 of all
     * lanes. late: v still lacks the second half of the step before, which comes first. */
    double (*kick_drift)(int n, double dt, bool late, const double *scale, double *x, double *v,
                         const double *f);
    /* Largest |x - reference|^2 of a particle in any lane. */
    double (*farthest)(int n, const double *x, const double *reference);
    /* displacement2[n] = largest |x - reference|^2 of each particle in any lane. */
    void (*displacements)(int n, const double *x, const double *reference, double *displacement2);
    /* Which particles have an image within reach of particle i in any lane: into found[n + 1], i among them;
     * returns how many. reach is at most half the box. */
    int (*near)(int n, double box, double reach, const double *x, int i, int *found);
};

/* Vectors of `count` numbers in each lane. */
struct kernel_vectors {
    /* Per lane: out = a . b; out = max |a|; y *= s; y += s x. */
    void (*dot)(int count, const double *a, const double *b, double *out);
    void (*max_abs)(int count, const double *a, double *out);
    void (*scale)(int count, const double *s, double *y);
    void (*axpy)(int count, const double *s, const double *x, double *y);
    /* In the lanes where renew is 1: d = f + beta d and old = f. largest[width] = max |d| of all lanes. */
    void (*conjugate)(int count, const double *renew, const double *beta, const double *f, double *d,
                      double *old, double *largest);
    /* A stage of a Runge-Kutta-Chebyshev step (descent.h), in the lanes where moves is 1: old = x and
     * x = x_0 + share (x - x_0) + share_before (old - x_0) + time f + time_first f_0, of the x and old
     * before. farthest[width] = max |x - x_0| of all lanes. */
    void (*chebyshev)(int count, const double *moves, const double *share, const double *share_before,
                      const double *time, const double *time_first, const double *x_0, const double *f_0,
                      const double *f, double *old, double *x, double *farthest);
};

/* A chain of images in lanes (neb.h). left and right give, with their strides, the images before the first
 * lane and behind the last one. With a = x_k - x_{k-1} and b = x_{k+1} - x_k: */
struct kernel_chain {
    /* products[5][width] = a.a, b.b, a.b, f.a, f.b */
    void (*products)(int count, const double *x, const double *f, const double *left, int left_stride,
                     const double *right, int right_stride, double *products);
    /* f = keep f + alpha a + beta b; products[3][width] = f.f, f.d, f.old; largest[width] = max |f|, all of
     * the new f */
    void (*project)(int count, const double *x, double *f, const double *left, int left_stride,
                    const double *right, int right_stride, const double *keep, const double *alpha,
                    const double *beta, const double *d, const double *old, double *products,
                    double *largest);
    /* d = f + beta d; x += alpha d */
    void (*turn)(int count, const double *beta, const double *alpha, const double *f, double *d, double *x);
};

/* Of LANES replicas: lanes[count][LANES] = plain[LANES][count], and back; both NULL for width 1. */
struct kernel_lanes {
    /* Returns the largest change of a number; NaN counts as none. */
    double (*interleave)(int count, const double *const *plain, double *lanes);
    void (*deinterleave)(int count, const double *lanes, double *const *plain);
};

/* The inner loops of one instruction set for one width. */
struct kernel {
    const char *name;
    int width;
    struct kernel_pairs pairs;
    struct kernel_particles particles;
    struct kernel_vectors vectors;
    struct kernel_chain chain;
    struct kernel_lanes lanes;
};

/* The fastest kernel this machine can run, or the one WCA_SIMD names (status 64 when it is unknown or the
 * processor lacks it). width is 1 or LANES. */
const struct kernel *kernel_choose(int width);
/* Which values of WCA_SIMD give the same bits as the kernel that kernel_choose() gives: "baseline", "avx2 or
 * avx512". */
const char *kernel_alike(void);

#endif
