#include "io/verbatim.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/lines.h"
#include "io/header.h"

struct verbatim_reader {
    struct lines *lines;
    int64_t glass, frames; /* of the frame read last, and how many of that glass there were */
    bool any, may_be_empty;
};

struct verbatim_reader *verbatim_open(char **paths, bool may_be_empty) {
    struct verbatim_reader *reader = allocate(1, sizeof *reader);
    reader->lines = lines_open(paths);
    reader->may_be_empty = may_be_empty;
    return reader;
}

void verbatim_close(struct verbatim_reader *reader) {
    lines_close(reader->lines);
    free(reader);
}

void verbatim_free(struct verbatim *frame) {
    frame_free(frame->header);
    for (int k = 0; k < 3; k++)
        free(frame->text[k]);
    free(frame);
}

static char *whole_line(const struct lines *lines, const char *text) {
    if (!lines_ended(lines))
        lines_truncated(lines);
    return text_of("%s%s", text, lines_end(lines));
}

static char *read_rows(struct lines *lines, int n, int columns) {
    char *rows;
    size_t length;
    FILE *stream = open_memstream(&rows, &length);
    for (int i = 0; i < n; i++) {
        const char *text = lines_read(lines);
        if (text == NULL)
            lines_bad(lines, "expected %d particles in this frame, found the end of the file after %d", n, i);
        if (!lines_ended(lines))
            lines_truncated(lines);
        int words = header_words(text);
        if (words < columns)
            lines_bad(lines, "expected %d columns as in Properties, found %d", columns, words);
        fputs(text, stream);
        fputs(lines_end(lines), stream);
    }
    fclose(stream);
    return rows;
}

/* The rest of a frame whose first line is text. */
static struct verbatim *parse_frame(struct verbatim_reader *reader, char *text) {
    struct lines *lines = reader->lines;
    struct verbatim *frame = allocate(1, sizeof *frame);
    char *where = text_of("%s:%ld", lines_file(lines), lines_number(lines));
    frame->text[0] = whole_line(lines, text);
    int n = header_count(lines, text);
    text = lines_read(lines);
    if (text == NULL)
        lines_bad(lines,
                  "expected Lattice, Properties and labels on the next line, found the end of the file");
    frame->text[1] = whole_line(lines, text);
    struct columns columns;
    frame->header = header_parse(lines, text, &columns);
    frame->header->where = where;
    frame->text[2] = read_rows(lines, n, columns.count);
    int64_t glass = frame_glass(frame->header);
    reader->frames = reader->any && glass == reader->glass ? reader->frames + 1 : 1;
    reader->glass = glass;
    reader->any = true;
    frame->position = reader->frames - 1;
    return frame;
}

struct verbatim *verbatim_read(struct verbatim_reader *reader) {
    for (;;) {
        char *text = lines_read(reader->lines);
        if (text != NULL && text[strspn(text, " \t")] != '\0')
            return parse_frame(reader, text);
        if (text == NULL && !lines_next_file(reader->lines)) {
            if (!reader->any && !reader->may_be_empty)
                fatal(EX_DATAERR, "%s:1: expected a frame, found an empty file", lines_file(reader->lines));
            return NULL;
        }
    }
}

void verbatim_set(const struct verbatim_reader *reader, struct verbatim *frame, const char *key,
                  const char *value) {
    char *end = frame->text[1] + strcspn(frame->text[1], "\r\n");
    char *line_end = copy_text(end);
    *end = '\0';
    char *line = header_with(reader->lines, frame->text[1], key, value);
    free(frame->text[1]);
    frame->text[1] = text_of("%s%s", line, line_end);
    free(line);
    free(line_end);
}

void verbatim_write(FILE *stream, const struct verbatim *frame) {
    for (int k = 0; k < 3; k++)
        fputs(frame->text[k], stream);
}
