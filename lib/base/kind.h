/* kind.h: files of other kinds than the one that was expected, known by how they begin. */
#ifndef WCA_KIND_H
#define WCA_KIND_H

/* What the file is, and what to type to get what can be read: "a LAMMPS dump (wca-read FILE makes frames of
 * it)"; to be freed. NULL where its start is none that is known. The start is 16 bytes or more, whatever stands
 * behind an end of a string; path "-" is standard input. */
char *kind_of(const char *start, const char *path);

#endif
