/* extxyz.h: frames to and from extended XYZ, the format of OVITO and ASE.
 *
 * Reading checks everything: column types, counts, finite numbers, positive radii, a cubic box with its
 * corner at 0 (header.h), positions within 10^6 boxes of it, phi against box and radii (1e-6), temperatures
 * of at least 0. Particles of one glass are brought into the order of its first frame, by their ids. Blank
 * lines between frames are none. A warning, once, where the diameters are not those of the model
 * (diameters.h). Any defect ends the program with status 65 and a sentence that names file and line, what was
 * expected and what was found; a missing file is status 66. A truncated frame is never an end of file. The
 * claimed number of particles is not trusted: memory grows with the rows that are there. */
#ifndef WCA_EXTXYZ_H
#define WCA_EXTXYZ_H

#include <stdio.h>

#include "io/frame.h"
#include "base/number.h"

struct extxyz_reader;

/* Reads the files one after the other as one stream; "-" is standard input. paths is NULL-terminated. */
struct extxyz_reader *extxyz_open(char **paths);
/* The next frame, to be freed by frame_free(); NULL at the end of the last file.
 * No frame in any of the files is status 65, and so is a glass that comes back after another one: frames of
 * one glass stand together. */
struct frame *extxyz_read(struct extxyz_reader *reader);
/* "FILE:LINE" of the count line of the frame read last, for sentences about it. */
const char *extxyz_where(const struct extxyz_reader *reader);
void extxyz_close(struct extxyz_reader *reader);

/* All frames up to the next change of the label `glass` (frames of one glass stand together); *count of them
 * in a NULL-terminated array, or NULL at the end of the stream. Frames of one glass that differ in N or
 * diameters are status 65.
 * The boxes may differ (frames of one glass at several phi); programs that need one box check it. */
struct frame **extxyz_read_glass(struct extxyz_reader *reader, int *count);
void frames_free(struct frame **frames);

/* Write one frame; numbers read back to the same bits (format_number).
 * NaN or infinity in it is status 70, a position beyond 10^6 boxes from the origin 65. Errors of the stream
 * are left to output_close(). */
void extxyz_write(FILE *stream, const struct frame *frame);

#endif
