/* lammps.h: LAMMPS dumps (atom, custom) and data files, read and written.
 *
 * Read: a cube, periodic in all directions, with its corner anywhere; of a dump columns in any order, of a data
 * file the styles atomic, sphere, charge, molecular and full. Written: units lj, the pair coefficients that
 * make lj/cut (with pair_modify shift yes) the potential wca, positions unwrapped. */
#ifndef WCA_LAMMPS_H
#define WCA_LAMMPS_H

#include <stdio.h>

#include "io/frame.h"
#include "io/particles.h"

/* A configuration as its file has it. */
struct configuration {
    char *where; /* "FILE:LINE" of its start */
    double box, corner[3];
    double time;                        /* since the step 0; NAN when nothing says it */
    bool is_step;                       /* time is a number of steps */
    bool foreign_units, foreign_masses; /* others than lj, than 1 */
    struct frame *labels;               /* of extended XYZ: a frame of no particles; NULL */
    struct particles *particles;
    int types; /* that have a diameter in a data file; type k + 1 the k-th, NAN where it has none */
    double *type_diameter;
    bool any_order;  /* rows without ids may be in another order than those of the frame before */
    bool six_digits; /* are all that they have, as write_data of LAMMPS writes them */
};

void configuration_free(struct configuration *configuration);

/* The configuration whose first line, text, was read last. diameter: a column of diameters besides those that are
 * known, or NULL. */
struct configuration *lammps_read_dump(struct lines *lines, char *text, const char *diameter);
/* The one of a data file, whose first line, which says nothing, was read last. style: of its section Atoms, where it does not say it itself; or -1. */
#define LAMMPS_STYLES "atomic|sphere|charge|molecular|full"
struct configuration *lammps_read_data(struct lines *lines, int style);

/* Types of particles: each of its own diameter, or `most` at most, of equally many particles, with their mean
 * diameter. */
struct types {
    int count;
    double *sigma;  /* ascending */
    int *of;        /* N: from 0 */
    double largest; /* change of a diameter */
};
struct types types_of(const struct frame *frame, int64_t most);
void types_free(struct types *types);

/* Another potential than wca is status 65. */
void lammps_write_data(FILE *stream, const struct frame *frame, const struct types *types);
void lammps_write_dump(FILE *stream, const struct frame *frame, const struct types *types, int64_t step);

#endif
