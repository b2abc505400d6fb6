/* verbatim.h: frames that pass through a program with not a byte changed, but for labels that it sets.
 *
 * The lines that open a frame are read as by extxyz.h, and the rows are counted, and their words; what the
 * words say is left to who computes with them. A truncated frame is status 65, with file and line, and so is a
 * last row without its line end. Blank lines between frames are no part of them. */
#ifndef WCA_VERBATIM_H
#define WCA_VERBATIM_H

#include <stdio.h>

#include "io/frame.h"

struct verbatim {
    struct frame *header; /* no particles: the box, the labels, and where the frame was read from */
    int64_t position;     /* in its glass, from 0 */
    char *text[3]; /* the number of particles, the line of labels, the rows; all with their line ends */
};

struct verbatim_reader;

/* paths as in extxyz_open(). A stream without a frame is status 65, unless it may be empty. */
struct verbatim_reader *verbatim_open(char **paths, bool may_be_empty);
/* The next frame, to be freed by verbatim_free(); NULL at the end. */
struct verbatim *verbatim_read(struct verbatim_reader *reader);
/* Set a label where it stands or at the end of its line; value as in header_with(). */
void verbatim_set(const struct verbatim_reader *reader, struct verbatim *frame, const char *key,
                  const char *value);
void verbatim_write(FILE *stream, const struct verbatim *frame);
void verbatim_free(struct verbatim *frame);
void verbatim_close(struct verbatim_reader *reader);

#endif
