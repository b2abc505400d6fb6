/* ratio.h: the ratio of two means over the same items, such as glasses. */
#ifndef WCA_RATIO_H
#define WCA_RATIO_H

/* The sum of above[n] over that of below[n], which are of the same items in the same order. *error (unless
 * NULL): by jackknife, which leaves out each item in both; NAN below 2, or where it is beyond all numbers.
 * NAN where the divisor is 0. */
double ratio_of_means(int n, const double *above, const double *below, double *error);

#endif
