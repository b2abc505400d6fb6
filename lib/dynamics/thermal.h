/* thermal.h: when has a clone come to the temperature of its bath?
 *
 * When its kinetic temperature 2K/(3N - 3), averaged over a time 1, first is within 2 % of it: "The origin
 * for waiting times t_w = 0 is defined as the time at which the kinetic temperature, averaged over a time t =
 * 1, reaches the imposed value" (Scalliet, Berthier and Zamponi (2019), Methods). */
#ifndef WCA_THERMAL_H
#define WCA_THERMAL_H

#include <stdbool.h>

#include "base/archive.h"

#define THERMAL_TIME 1.0    /* sqrt(m <sigma>^2 / eps) */
#define THERMAL_WITHIN 0.02 /* of the bath's temperature */

struct thermal;

struct thermal *thermal_new(double bath, double dt);
void thermal_free(struct thermal *thermal);

/* The kinetic temperature after the next step. True when the average over the last steps is near the bath's;
 * never before there are enough of them. */
bool thermal_pass(struct thermal *thermal, double kinetic);
void thermal_archive(struct thermal *thermal, struct archive *archive);
/* The average that was compared last; NAN before there was one. */
double thermal_mean(const struct thermal *thermal);

#endif
