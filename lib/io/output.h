/* output.h: an output that is whole or absent.
 *
 * A regular file is written under an exclusive temporary name beside it (.NAME.HOST.PID.tmp), synced and
 * renamed when closed; a device, fifo or standard output ("-" or NULL) is written directly. Every failure to
 * write ends the program, at once, with status 74 and a sentence that names the output; the temporary file
 * is removed at exit and on SIGINT, SIGTERM, SIGHUP and SIGUSR1 (the signal is then raised again). Where the reader
 * of a pipe is gone it ends without a word, by SIGPIPE (status 141 in a shell), also when its parent ignores
 * that. Existing files stay untouched until the rename. Two outputs that are open at once are two files: one
 * file by two names, or one name twice, is status 64, before anything is written. An output may be an input
 * as well. */
#ifndef WCA_OUTPUT_H
#define WCA_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/archive.h"

struct output;

/* Before anything is opened or written: cli_parse() does it. From then on no failure to write is silent, also
 * of what goes to stdout past output_open(), and no signal ends the program before it has cleaned up. */
void output_prepare(void);
/* Open for writing: path must live as long. Status 74 when that fails. Several outputs may be open
 * at once. */
struct output *output_open(const char *path);
/* An output besides that of -o: NULL when the path is. output_stream() of that is NULL, and output_close()
 * does nothing. */
struct output *output_open_besides(const char *path);
FILE *output_stream(struct output *output);
/* Hand on what was written so far; nothing for NULL. For programs that compute long between two frames or
 * rows: the next program of the pipe goes on, and a closed pipe or a full disk is noticed now and not
 * hours later. */
void output_flush(struct output *output);
/* Is it a regular file, and not yet there? */
bool output_is_file(const struct output *output);
/* Is it the file of this name (place.h)? */
bool output_is(const struct output *output, const char *path);
/* What was written so far; into an output that is a file and was just opened when the archive loads. */
void output_archive(struct output *output, struct archive *archive);
/* Check, flush, sync, rename; frees the handle. Status 74 when any of that fails. */
void output_close(struct output *output);
/* Several of one run, NULL left out: all are whole before the first has its name, the last one comes first, and
 * when one fails none is there. */
void outputs_close(int count, struct output *const output[]);

#endif
