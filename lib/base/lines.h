/* lines.h: files of text, read line by line as one stream.
 *
 * The last line of a file may lack its end; a reader takes it only where it can tell that it is whole
 * (lines_ended()), for a truncated file is status 65. So are a line above 1 MiB and a NUL byte (no text
 * file). gzip is known by its content and read as the text inside it. A missing file is status 66, found before the first line is read; failing to read is 74. */
#ifndef WCA_LINES_H
#define WCA_LINES_H

#include <stdbool.h>

struct lines;

/* paths is NULL-terminated; "-" is standard input. */
struct lines *lines_open(char **paths);
/* The next line of this file without its line end ("\n" or "\r\n"), valid until the next call; NULL at the
 * end of this file. */
char *lines_read(struct lines *lines);
/* Did the line read last have a line end? If not and it may be cut off: end the program with status 65. */
bool lines_ended(const struct lines *lines);
void lines_truncated(const struct lines *lines) __attribute__((noreturn));
/* What ended the line read last: "\n", "\r\n" or "". */
const char *lines_end(const struct lines *lines);
/* Go to the next file, after lines_read() returned NULL. False after the last. */
bool lines_next_file(struct lines *lines);
/* The file and number of the line read last: "FILE:LINE" is where(). The name of "-" is "standard input". */
const char *lines_file(const struct lines *lines);
long lines_number(const struct lines *lines);
/* Of which other kind than expected is the file whose first line was read last: a phrase for a sentence, with
 * what to type, to be freed (kind.h). NULL where that is not known. */
char *lines_kind(const struct lines *lines);
void lines_close(struct lines *lines);
/* End the program with status 65 and a sentence about the line read last: "FILE:LINE: SENTENCE". */
void lines_bad(const struct lines *lines, const char *format, ...)
    __attribute__((noreturn, format(printf, 2, 3)));

#endif
