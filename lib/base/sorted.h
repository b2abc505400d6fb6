/* sorted.h: what follows from the order of numbers: ranks, two groups, a regression that nowhere falls. */
#ifndef WCA_SORTED_H
#define WCA_SORTED_H

/* rank[n]: 1 for the smallest value, n for the largest; equal values have the mean of their ranks. The
 * correlation of the ranks of two quantities is Spearman's. */
void sorted_ranks(int n, const double *value, double *rank);

/* Two groups of n ascending values, cut where that explains most of their variance: the share of the variance
 * that is between the groups, NAN below 2 values or where all are equal. *split (unless NULL): the largest
 * value of the lower group; of several cuts as good as each other the lowest. */
double sorted_two_groups(int n, const double *value, double *split);

/* Isotonic regression, in place: the values closest to those given (squares with these weights, all positive)
 * that nowhere fall. Neighbours that fall are pooled into their mean, and these with those before them. */
void sorted_isotonic(int n, double *value, const double *weight);

#endif
