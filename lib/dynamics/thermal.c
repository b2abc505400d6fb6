#include "dynamics/thermal.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/error.h"

struct thermal {
    double bath, mean;
    int window;      /* steps in a time 1, at least one */
    int64_t steps;   /* passed */
    double *kinetic; /* of the last `window` steps */
};

struct thermal *thermal_new(double bath, double dt) {
    struct thermal *thermal = allocate(1, sizeof *thermal);
    *thermal = (struct thermal){bath, NAN, (int)fmax(1, round(THERMAL_TIME / dt)), 0, NULL};
    thermal->kinetic = allocate((size_t)thermal->window, sizeof *thermal->kinetic);
    return thermal;
}

void thermal_free(struct thermal *thermal) {
    if (thermal == NULL)
        return;
    free(thermal->kinetic);
    free(thermal);
}

bool thermal_pass(struct thermal *thermal, double kinetic) {
    thermal->kinetic[++thermal->steps % thermal->window] = kinetic;
    if (thermal->steps < thermal->window)
        return false;
    thermal->mean = 0;
    for (int k = 0; k < thermal->window; k++)
        thermal->mean += thermal->kinetic[k] / thermal->window;
    return fabs(thermal->mean - thermal->bath) <= THERMAL_WITHIN * thermal->bath;
}

double thermal_mean(const struct thermal *thermal) {
    return thermal->mean;
}

void thermal_archive(struct thermal *thermal, struct archive *archive) {
    ARCHIVE(archive, thermal->mean);
    archive_int64(archive, &thermal->steps, 0, ARCHIVE_MOST);
    archive_bytes(archive, thermal->kinetic, (size_t)thermal->window * sizeof *thermal->kinetic);
}
