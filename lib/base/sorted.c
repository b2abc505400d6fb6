#include "base/sorted.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "base/error.h"

void sorted_ranks(int n, const double *value, double *rank) {
    size_t *order = allocate((size_t)n + 1, sizeof *order);
    gsl_sort_index(order, value, 1, (size_t)n);
    for (int first = 0, next; first < n; first = next) {
        for (next = first + 1; next < n && value[order[next]] == value[order[first]];)
            next++;
        for (int k = first; k < next; k++)
            rank[order[k]] = 0.5 * (first + 1 + next);
    }
    free(order);
}

double sorted_two_groups(int n, const double *value, double *split) {
    if (n < 2 || value[0] == value[n - 1])
        return NAN;
    double mean = gsl_stats_mean(value, 1, (size_t)n), all = gsl_stats_tss_m(value, 1, (size_t)n, mean);
    double sum = 0, share = -1;
    for (int below = 1; below < n; below++) {
        sum += value[below - 1] - mean;
        double here = sum * sum * n / ((double)below * (n - below)) / all;
        if (here <= share)
            continue;
        share = here;
        if (split != NULL)
            *split = value[below - 1];
    }
    return share;
}

void sorted_isotonic(int n, double *value, const double *weight) {
    double *pooled = allocate((size_t)n + 1, sizeof *pooled);
    int *size = allocate((size_t)n + 1, sizeof *size), pools = 0;
    for (int k = 0; k < n; k++) {
        value[pools] = value[k];
        pooled[pools] = weight[k];
        size[pools++] = 1;
        for (; pools > 1 && value[pools - 2] > value[pools - 1]; pools--) {
            double both = pooled[pools - 2] + pooled[pools - 1];
            value[pools - 2] =
                (pooled[pools - 2] * value[pools - 2] + pooled[pools - 1] * value[pools - 1]) / both;
            pooled[pools - 2] = both;
            size[pools - 2] += size[pools - 1];
        }
    }
    for (int k = n - 1; k >= 0; k--) { /* a pool is all its values again */
        value[k] = value[pools - 1];
        pools -= --size[pools - 1] == 0;
    }
    free(pooled);
    free(size);
}
