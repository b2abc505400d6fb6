#include "base/lines.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

enum { LONGEST = 1 << 20 };

struct lines {
    char **path; /* the file being read, or the last one */
    FILE *stream;
    long number;
    const char *end; /* of the line read last: "\n", "\r\n" or "" */
    char text[LONGEST];
};

static bool is_standard_input(const char *path) {
    return strcmp(path, "-") == 0;
}

static void open_file(struct lines *lines) {
    lines->number = 0;
    lines->stream = is_standard_input(*lines->path) ? stdin : fopen(*lines->path, "r");
    if (lines->stream == NULL)
        fatal(EX_NOINPUT, "%s: cannot be opened for reading: %s", *lines->path, strerror(errno));
}

struct lines *lines_open(char **paths) {
    for (char **path = paths; *path != NULL; path++)
        if (!is_standard_input(*path) && access(*path, R_OK) != 0)
            fatal(EX_NOINPUT, "%s: cannot be opened for reading: %s", *path, strerror(errno));
    struct lines *lines = allocate(1, sizeof *lines);
    lines->path = paths;
    open_file(lines);
    return lines;
}

const char *lines_file(const struct lines *lines) {
    return is_standard_input(*lines->path) ? "standard input" : *lines->path;
}

long lines_number(const struct lines *lines) {
    return lines->number;
}

char *lines_read(struct lines *lines) {
    if (lines->stream == NULL)
        return NULL;
    errno = 0;
    if (fgets(lines->text, LONGEST, lines->stream) == NULL) {
        if (ferror(lines->stream))
            fatal(EX_IOERR, "%s: cannot be read: %s", lines_file(lines), strerror(errno));
        return NULL;
    }
    lines->number++;
    size_t length = strlen(lines->text);
    if (length > 0 && lines->text[length - 1] == '\n') {
        bool carriage = length > 1 && lines->text[length - 2] == '\r';
        lines->end = carriage ? "\r\n" : "\n";
        lines->text[length - strlen(lines->end)] = '\0';
        return lines->text;
    }
    if (!feof(lines->stream) || length + 1 == LONGEST)
        lines_bad(lines, "expected a line of text, found %s",
                  length + 1 < LONGEST ? "a NUL byte" : "more than 1 MiB without a line end");
    lines->end = "";
    return lines->text;
}

bool lines_ended(const struct lines *lines) {
    return *lines->end != '\0';
}

const char *lines_end(const struct lines *lines) {
    return lines->end;
}

void lines_truncated(const struct lines *lines) {
    lines_bad(lines,
              "expected a line end, found the end of the file: it is truncated, or lacks its last line end");
}

void lines_bad(const struct lines *lines, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *sentence = text_of_list(format, arguments);
    va_end(arguments);
    fatal(EX_DATAERR, "%s:%ld: %s", lines_file(lines), lines_number(lines), sentence);
}

bool lines_next_file(struct lines *lines) {
    if (lines->stream != NULL && lines->stream != stdin)
        fclose(lines->stream);
    lines->stream = NULL;
    if (lines->path[1] == NULL)
        return false;
    lines->path++;
    open_file(lines);
    return true;
}

void lines_close(struct lines *lines) {
    if (lines->stream != NULL && lines->stream != stdin)
        fclose(lines->stream);
    free(lines);
}
