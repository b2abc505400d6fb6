/* estimate.h: a number with its standard error, and what follows from two of them or from many: differences,
 * ratios, shares, means.
 *
 * NAN is a number that does not exist, or an error that nobody knows; what rests on it is NAN too, and so is
 * what would be beyond all numbers. The two numbers of a pair are independent: their errors add in squares,
 * to first order. */
#ifndef WCA_ESTIMATE_H
#define WCA_ESTIMATE_H

struct uncertain {
    double value, error; /* error >= 0 */
};

/* a - b, and by how many of its errors that is from 0; NAN where the error is 0. */
struct uncertain estimate_difference(struct uncertain a, struct uncertain b);
double estimate_deviations(struct uncertain difference);
/* Degrees of freedom of the error of a difference, of Welch and Satterthwaite, where the errors come from so many
 * samples each; INFINITY where nobody knows how many (NAN). NAN where one of them is below 2, or both errors
 * are 0. Rests on the errors themselves: chances by it come out up to a tenth too large. */
double estimate_freedom(struct uncertain a, double samples_a, struct uncertain b, double samples_b);
/* The chance that two numbers which are the same lie so many errors or more apart: Student's t, or a normal distribution
 * where the freedom is INFINITY. */
double estimate_chance(double deviations, double freedom);
/* a/b; NAN where b is 0. (Where b is within few of its errors of 0 no error says how wide the ratio is.) */
struct uncertain estimate_ratio(struct uncertain a, struct uncertain b);
/* ln a/b; NAN where one of them is not above 0. */
struct uncertain estimate_log_ratio(struct uncertain a, struct uncertain b);

/* The share k/n of k things among k + others = n, and the standard deviation that the share of all such things
 * has given these counts, where before them each share was as likely as another: that of a beta
 * distribution, sqrt(p (1 - p)/(n + 3)) with p = (k + 1)/(n + 2), which is above 0 for 0 of n too. Both NAN
 * where n is 0. */
struct uncertain estimate_share(double k, double others);

/* The mean of n values and its standard error, sd/sqrt(n); *sd is their standard deviation, by n - 1. NAN
 * where there are too few of them: none, or one for the error and sd. */
struct uncertain estimate_mean(int n, const double *value, double *sd);

#endif
