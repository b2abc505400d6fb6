/* statistics.h: standard errors: by jackknife over the clones of a glass, by bootstrap over glasses; and the
 * sums that leave out each clone. */
#ifndef WCA_STATISTICS_H
#define WCA_STATISTICS_H

#include <stddef.h>

/* Jackknife error of a quantity from its n values with one clone left out in turn; NAN when one of them is or
 * n < 2. */
double jackknife_error(int n, const double *left_out);

/* What is computed from n items: of those whose indices are in pick[n], drawn with replacement, or of each
 * once when pick is NULL. NAN when it does not exist. */
typedef double quantity(const void *context, int n, const int *pick);
static inline int picked(const int *pick, int k) {
    return pick == NULL ? k : pick[k];
}

#define RESAMPLES 1000

/* Bootstrap: the standard deviation of a quantity over RESAMPLES drawings of n items, times sqrt(n/(n - 1)),
 * so that of a mean it is on average the textbook's; always with the same random numbers. NAN below 2 items,
 * or when it does not exist in more than half of the drawings. `exists` (unless NULL): the fraction in which
 * it does. */
double bootstrap_error(int n, quantity *of, const void *context, double *exists);

/* The error of a quantity of some glasses: by bootstrap over them; of one glass by jackknife over its clones:
 * item k of left_out is that glass without its clone k. left_out is not looked at where there are several. */
double error_of_glasses(int glasses, quantity *of, const void *context, int clones, const void *left_out);

/* sums[n + 1]: of all values, and of all but each in turn. */
void sums_left_out(int n, const double *value, double *sums);
/* The mean of these sums[k]: k = 0 of all, k > 0 without value k - 1, NAN where that leaves none. */
double mean_left_out(int n, const double *sums, int k);

#endif
