/* pairs.h: a list of pairs of particles that may touch, as the kernels walk it. */
#ifndef WCA_PAIRS_H
#define WCA_PAIRS_H

#include <stdint.h>

struct pair {
    int32_t j;     /* the partner, j > i */
    int32_t shift; /* which vector of shift[] to subtract from r_i - r_j */
    double sigma2; /* sigma_ij^2 */
};

struct pair_list {
    int n;
    int *start;        /* n + 1: the pairs of particle i are pair[start[i]] .. pair[start[i + 1] - 1] */
    struct pair *pair; /* behind the last one are LANES more, of any particles: vectors reach over the end */
    int capacity;
    double (*shift)[4]; /* periodic shifts in <sigma>: x, y, z, 0 */
    double *sum;        /* of the inner list: scratch of the kernel, 4n for each lane, 0 between calls */
};

/* Each pair of a list, in its order: what follows is done with i, the first particle, and *pair. */
#define EACH_PAIR(list, i, pair)                                                                             \
    for (int i = 0; i < (list)->n; i++)                                                                      \
        for (const struct pair *pair = (list)->pair + (list)->start[i];                                      \
             pair < (list)->pair + (list)->start[i + 1]; pair++)

/* |r_i - r_j - shift|^2 of a listed pair of one replica alone (width 1), <sigma>^2. */
static inline double pair_distance2(const struct pair_list *list, int i, const struct pair *pair,
                                    const double *x) {
    double r2 = 0;
    for (int axis = 0; axis < 3; axis++) {
        double d = (x[3 * i + axis] - x[3 * pair->j + axis]) - list->shift[pair->shift][axis];
        r2 += d * d;
    }
    return r2;
}

#endif
