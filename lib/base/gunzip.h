/* gunzip.h: the text inside gzip data, as a stream that is read.
 *
 * Several members behind one another are one text, as gzip has it. A checksum that does not hold, data that end
 * too early and what is no gzip behind them are faults: reading fails, and gunzip_fault() says why. */
#ifndef WCA_GUNZIP_H
#define WCA_GUNZIP_H

#include <stdbool.h>
#include <stdio.h>

struct gunzip;

/* Does the stream begin as gzip does, with a byte that begins no line of text? Nothing is taken from it; waits
 * for its first byte. */
bool gunzip_knows(FILE *stream);
/* The text of a stream of which nothing was taken; fclose() of the text leaves the stream open. */
FILE *gunzip_open(FILE *packed, struct gunzip **gunzip);
/* "SENTENCE" once reading the text has failed; NULL where the packed stream itself could not be read, as errno
 * says. */
const char *gunzip_fault(const struct gunzip *gunzip);
void gunzip_free(struct gunzip *gunzip);

#endif
