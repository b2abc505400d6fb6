/* foreign.h: frames from files of other programs: LAMMPS dumps and data files (lammps.h), and extended XYZ with
 * columns of other names, as ASE and OVITO write them. Each file is known by how it begins.
 *
 * A frame has its particles in the order of their ids, which become 1..N, and its corner at 0. Numbers keep
 * their bits where nothing has to be computed from them. What cannot be taken as it is meant is status 65. */
#ifndef WCA_FOREIGN_H
#define WCA_FOREIGN_H

#include "io/frame.h"

/* Diameters by type, from "1:0.8,2:1.2", or from the pair coefficients of a LAMMPS data file of that name. */
struct type_diameters;
/* Status 64 when the text is no such list and no file, 65 when the file has no coefficients of lj/cut. */
struct type_diameters *type_diameters_of(const char *text);
void type_diameters_free(struct type_diameters *types);

struct foreign_options {
    const struct type_diameters *type_diameters; /* or NULL */
    const char *diameter_column;                 /* its name, or NULL */
    int atom_style;                              /* of LAMMPS_STYLES; -1: as the file says */
    bool scale;                                  /* lengths and times so that the mean diameter is 1 */
    double timestep;                             /* of a step; NAN: times are steps, which is said */
};

struct foreign_reader;

struct foreign_reader *foreign_open(const char *path, const struct foreign_options *options);
/* The next frame of the file, or NULL at its end: with the label tw where the file says a time. *wrapped: its
 * positions may be wrapped into the box. No frame in the file is status 65. */
struct frame *foreign_read(struct foreign_reader *reader, bool *wrapped);
void foreign_close(struct foreign_reader *reader);

#endif
