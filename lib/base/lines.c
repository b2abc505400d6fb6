#include "base/lines.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/gunzip.h"
#include "base/kind.h"

enum { SHORTEST = 1 << 12, LONGEST = 1 << 20 };

struct lines {
    char **path;         /* the file being read, or the last one */
    FILE *file, *stream; /* the same, or the text inside the file; NULL: closed */
    struct gunzip *gunzip;
    long number;
    const char *end; /* of the line read last: "\n", "\r\n" or "" */
    char *text;
    size_t room;
};

static bool is_standard_input(const char *path) {
    return strcmp(path, "-") == 0;
}

static void open_file(struct lines *lines) {
    lines->number = 0;
    lines->file = is_standard_input(*lines->path) ? stdin : fopen(*lines->path, "r");
    if (lines->file == NULL)
        fatal(EX_NOINPUT, "%s: cannot be opened for reading: %s", *lines->path, strerror(errno));
    lines->stream = lines->file;
}

static void close_file(struct lines *lines) {
    if (lines->stream != lines->file)
        fclose(lines->stream);
    gunzip_free(lines->gunzip);
    if (lines->file != NULL && lines->file != stdin)
        fclose(lines->file);
    lines->file = lines->stream = NULL;
    lines->gunzip = NULL;
}

struct lines *lines_open(char **paths) {
    for (char **path = paths; *path != NULL; path++)
        if (!is_standard_input(*path) && access(*path, R_OK) != 0)
            fatal(EX_NOINPUT, "%s: cannot be opened for reading: %s", *path, strerror(errno));
    struct lines *lines = allocate(1, sizeof *lines);
    lines->path = paths;
    lines->room = SHORTEST;
    lines->text = allocate(lines->room, 1);
    open_file(lines);
    return lines;
}

const char *lines_file(const struct lines *lines) {
    return is_standard_input(*lines->path) ? "standard input" : *lines->path;
}

long lines_number(const struct lines *lines) {
    return lines->number;
}

/* Bytes up to a line end, the end of the file or LONGEST; how many come before the first NUL. false: none. */
static bool read_text(struct lines *lines, size_t *length) {
    *length = 0;
    for (;;) {
        if (fgets(lines->text + *length, (int)(lines->room - *length), lines->stream) == NULL)
            return *length > 0 && !ferror(lines->stream);
        *length += strlen(lines->text + *length);
        bool full = *length + 1 == lines->room && lines->text[*length - 1] != '\n';
        if (!full || lines->room == LONGEST)
            return true;
        lines->room *= 2;
        lines->text = reallocarray(lines->text, lines->room, 1);
    }
}

char *lines_read(struct lines *lines) {
    size_t length = 0;
    if (lines->stream == NULL)
        return NULL;
    errno = 0;
    if (lines->number == 0 && lines->stream == lines->file && gunzip_knows(lines->file))
        lines->stream = gunzip_open(lines->file, &lines->gunzip);
    bool any = !ferror(lines->stream) && read_text(lines, &length); /* gunzip_knows() may have met an error */
    if (!any && ferror(lines->stream)) {
        lines->number++; /* the one that was to come */
        if (lines->gunzip != NULL && gunzip_fault(lines->gunzip) != NULL)
            lines_bad(lines, "%s", gunzip_fault(lines->gunzip));
        fatal(EX_IOERR, "%s: cannot be read: %s", lines_file(lines), strerror(errno));
    }
    if (!any)
        return NULL;
    lines->number++;
    if (length > 0 && lines->text[length - 1] == '\n') {
        bool carriage = length > 1 && lines->text[length - 2] == '\r';
        lines->end = carriage ? "\r\n" : "\n";
        lines->text[length - strlen(lines->end)] = '\0';
        return lines->text;
    }
    if (!feof(lines->stream) || length + 1 == LONGEST) {
        char *kind = lines_kind(lines);
        lines_bad(lines, "expected a line of text, found %s",
                  kind != NULL           ? kind
                  : length + 1 < LONGEST ? "a NUL byte: this is no text file"
                                         : "more than 1 MiB without a line end");
    }
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

char *lines_kind(const struct lines *lines) {
    return lines->number == 1 ? kind_of(lines->text, *lines->path) : NULL;
}

bool lines_next_file(struct lines *lines) {
    close_file(lines);
    if (lines->path[1] == NULL)
        return false;
    lines->path++;
    open_file(lines);
    return true;
}

void lines_close(struct lines *lines) {
    close_file(lines);
    free(lines->text);
    free(lines);
}
