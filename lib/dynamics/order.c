/* order.c: crystalline surroundings and demixing. */
#include "dynamics/order.h"

#include <complex.h>
#include <gsl/gsl_sf_legendre.h>
#include <math.h>
#include <stdlib.h>

#include "base/error.h"

enum { L = 6, IN_STEP = 7 };
static const double ALIKE = 0.7;

/* Y_6m for m = 0..6 in one direction; those of -m are (-1)^m times their conjugates. */
typedef double complex harmonics[L + 1];

static void add_harmonics(const double d[3], harmonics to) {
    double r = sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]), cosine = fmax(-1, fmin(1, d[2] / r));
    double complex turn = cexp(I * atan2(d[1], d[0])), phase = 1;
    for (int m = 0; m <= L; m++, phase *= turn)
        to[m] += gsl_sf_legendre_sphPlm(L, m, cosine) * phase;
}

/* The real number sum over m = -6..6 of a_m b_m*. */
static double product(const harmonics a, const harmonics b) {
    double sum = creal(a[0] * conj(b[0]));
    for (int m = 1; m <= L; m++)
        sum += 2 * creal(a[m] * conj(b[m]));
    return sum;
}

/* Of each particle the sum of harmonics over the directions to its neighbours, and how many of these have
 * surroundings that are alike. */
struct surroundings {
    harmonics *q; /* n */
    int *in_step; /* n */
};

/* Call visit(i, j, from j to i) for each pair that touches. */
static void each_touching(struct ensemble *ensemble, struct surroundings *surroundings,
                          void (*visit)(struct surroundings *, int, int, const double[3])) {
    const struct pair_list *list = &ensemble->neighbors.outer;
    const double *x = ensemble->x;
    EACH_PAIR (list, i, pair) {
        double sigma_ij = potential_sigma(ensemble->potential, ensemble->sigma[i], ensemble->sigma[pair->j]),
               d[3];
        for (int axis = 0; axis < 3; axis++)
            d[axis] = x[3 * i + axis] - x[3 * pair->j + axis] - list->shift[pair->shift][axis];
        if (sqrt(pair_distance2(list, i, pair, x)) < potential_range(ensemble->potential) * sigma_ij)
            visit(surroundings, i, pair->j, d);
    }
}

static void add_bond(struct surroundings *surroundings, int i, int j, const double d[3]) {
    add_harmonics(d, surroundings->q[i]);
    add_harmonics(d, surroundings->q[j]); /* l is even: the same seen from either end */
}

static void compare(struct surroundings *surroundings, int i, int j, const double d[3]) {
    (void)d;
    const double complex *a = surroundings->q[i], *b = surroundings->q[j];
    if (product(a, b) > ALIKE * sqrt(product(a, a) * product(b, b))) {
        surroundings->in_step[i]++;
        surroundings->in_step[j]++;
    }
}

double order_crystalline(struct ensemble *ensemble) {
    size_t n = (size_t)ensemble->n;
    struct surroundings surroundings = {allocate(n, sizeof(harmonics)), allocate(n, sizeof(int))};
    neighbors_update(&ensemble->neighbors, ensemble->x, INFINITY);
    each_touching(ensemble, &surroundings, add_bond);
    each_touching(ensemble, &surroundings, compare);
    int crystalline = 0;
    for (int i = 0; i < ensemble->n; i++)
        crystalline += surroundings.in_step[i] >= IN_STEP;
    free(surroundings.q);
    free(surroundings.in_step);
    return (double)crystalline / ensemble->n;
}

double order_demixing(int n, double box, const double *sigma, const double *position) {
    /* one of each k and -k */
    static const int wave[13][3] = {{1, 0, 0},  {0, 1, 0},  {0, 0, 1}, {1, 1, 0},  {1, -1, 0},
                                    {1, 0, 1},  {1, 0, -1}, {0, 1, 1}, {0, 1, -1}, {1, 1, 1},
                                    {-1, 1, 1}, {1, -1, 1}, {1, 1, -1}};
    double mean = 0, variance = 0, sum = 0;
    for (int i = 0; i < n; i++)
        mean += sigma[i] / n;
    for (int i = 0; i < n; i++)
        variance += (sigma[i] - mean) * (sigma[i] - mean);
    for (int k = 0; k < 13; k++) {
        double complex field = 0;
        for (int i = 0; i < n; i++) {
            double phase = 0;
            for (int axis = 0; axis < 3; axis++)
                phase += 2 * M_PI / box * wave[k][axis] * position[3 * i + axis];
            field += (sigma[i] - mean) * cexp(I * phase);
        }
        sum += creal(field * conj(field));
    }
    bool differ = variance > n * mean * mean * 1e-24; /* by more than the sums round */
    return differ ? sum / variance / 13 : 0;
}
