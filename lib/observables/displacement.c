#include "observables/displacement.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/error.h"

/* Mean displacement of all particles along each axis: that of the centre of mass. */
static void mean_displacement(int n, const double *a, const double *b, double mean[3]) {
    for (int axis = 0; axis < 3; axis++) {
        double sum = 0;
        for (int i = 0; i < n; i++)
            sum += b[3 * i + axis] - a[3 * i + axis];
        mean[axis] = n > 0 ? sum / n : 0;
    }
}

double displacement_distance(int n, const double *a, const double *b) {
    double mean[3], sum = 0;
    mean_displacement(n, a, b, mean);
    for (int k = 0; k < 3 * n; k++) {
        double d = b[k] - a[k] - mean[k % 3];
        sum += d * d;
    }
    return sum / n;
}

double displacement_participation(int n, const double *a, const double *b) {
    double mean[3], sum2 = 0, sum4 = 0, largest = 0, coordinate = 0;
    mean_displacement(n, a, b, mean);
    for (int k = 0; k < 3 * n; k++) {
        double d = b[k] - a[k] - mean[k % 3];
        sum2 += d * d;
        sum4 += d * d * d * d;
        largest = fmax(largest, fabs(d));
        coordinate = fmax(coordinate, fmax(fabs(a[k]), fabs(b[k])));
    }
    bool moved = largest > 8 * DBL_EPSILON * coordinate; /* more than the subtraction rounds */
    return moved ? sum2 * sum2 / sum4 : NAN;
}

double displacement_field(int n, const double *a, const double *b, double *field) {
    double mean[3], largest = 0;
    mean_displacement(n, a, b, mean);
    for (int i = 0; i < n; i++) {
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            int k = 3 * i + axis;
            field[k] = b[k] - a[k] - mean[axis];
            square += field[k] * field[k];
        }
        largest = fmax(largest, square);
    }
    return sqrt(largest);
}

double displacement_msd(int count, const int *particles, const double *a, const double *b, double *single) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            double d = b[3 * particles[p] + axis] - a[3 * particles[p] + axis];
            square += d * d;
        }
        if (single != NULL)
            single[p] = square;
        sum += square;
    }
    return sum / count;
}
