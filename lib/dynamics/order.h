/* order.h: has a glass crystallised or demixed? Two numbers of one configuration, each with the value above
 * which it has. */
#ifndef WCA_ORDER_H
#define WCA_ORDER_H

#include "forces/ensemble.h"

/* The fraction of particles in crystalline surroundings (ten Wolde, Ruiz-Montero and Frenkel, Faraday
 * Discuss. 104, 93 (1996)): q_6(i) is the vector of the 13 means of Y_6m over the directions to the particles
 * that touch i (r < 2^(1/6) sigma_ij), i and j are in step when q_6(i) . q_6(j)* > 0.7 |q_6(i)| |q_6(j)|, and
 * i is crystalline when it is in step with 7 or more that it touches. It sees a crystal in any direction and
 * grains of several. Liquids of the model have a few per cent at most, a thermal fcc crystal nearly 1
 * (tests/unit/test_order.c). The ensemble has width 1. */
double order_crystalline(struct ensemble *ensemble);
#define ORDER_CRYSTALLISED 0.1

/* The structure factor of the diameters at the longest waves that fit into the box,
 *   S(k) = |sum_i (sigma_i - <sigma>) exp(i k . r_i)|^2 / sum_i (sigma_i - <sigma>)^2,
 * averaged over the 13 waves with k L / (2 pi) = (1,0,0), (1,1,0), (1,1,1) and their like. It is 1 on average
 * when diameters are dealt to positions at random, with a standard deviation of about 1/sqrt(13), and some
 * 0.03 n when large and small ones fill a half of the box each. 0 when all diameters are equal. Positions are
 * 3n, unwrapped, in <sigma>. */
double order_demixing(int n, double box, const double *sigma, const double *position);
#define ORDER_DEMIXED 3.0

#endif
