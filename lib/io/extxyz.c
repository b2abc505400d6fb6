#include "io/extxyz.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/diameters.h"
#include "base/error.h"
#include "io/frame_check.h"
#include "io/header.h"
#include "base/lines.h"

struct extxyz_reader {
    struct lines *lines;
    char *where;
    bool any;              /* a frame was read */
    struct frame *pending; /* read ahead by extxyz_read_glass() */
    int64_t *glass;        /* those seen, the last one now */
    int glasses;
    struct columns columns;    /* of the present frame */
    double *value[QUANTITIES]; /* rows read so far; grown with them */
    int capacity;
    int decimals;             /* of the last word of the row read last */
    bool fixed;               /* that of all rows of the frame so far */
    int64_t *order;           /* the ids of the first frame of the glass, as they stand there */
    int ordered;              /* how many */
    bool with_ids;            /* did it have a column of ids? */
    bool warned;              /* of diameters that are not the model's */
    enum potential potential; /* of all frames */
};

struct extxyz_reader *extxyz_open(char **paths) {
    struct extxyz_reader *reader = allocate(1, sizeof *reader);
    reader->lines = lines_open(paths);
    reader->where = copy_text(lines_file(reader->lines));
    return reader;
}

const char *extxyz_where(const struct extxyz_reader *reader) {
    return reader->where;
}

void extxyz_close(struct extxyz_reader *reader) {
    lines_close(reader->lines);
    for (int q = 0; q < QUANTITIES; q++)
        free(reader->value[q]);
    frame_free(reader->pending);
    free(reader->glass);
    free(reader->order);
    free(reader->where);
    free(reader);
}

/* The rows. */

static void reserve(struct extxyz_reader *reader, int rows) {
    if (rows <= reader->capacity)
        return;
    int capacity = reader->capacity == 0 ? 1024 : reader->capacity;
    while (capacity < rows)
        capacity = capacity > INT_MAX / 2 ? INT_MAX : 2 * capacity;
    for (int q = 0; q < QUANTITIES; q++) {
        size_t size = (size_t)capacity * (size_t)property_of[q].columns;
        reader->value[q] = reallocarray(reader->value[q], size, sizeof(double));
    }
    reader->capacity = capacity;
}

/* One line of numbers into row i of the columns that are asked for. More words than columns belong to the
 * column of text. */
static void parse_row(struct extxyz_reader *reader, char *text, int i) {
    double *next[QUANTITIES];
    for (int q = 0; q < QUANTITIES; q++)
        next[q] = reader->value[q] + (size_t)i * (size_t)property_of[q].columns;
    int columns = 0, text_column = reader->columns.text;
    int more = text_column < 0 ? 0 : header_words(text) - reader->columns.count;
    char *word = text + strspn(text, " \t"), *last = word;
    while (*word != '\0') {
        char *end = word + strcspn(word, " \t");
        char *rest = end + strspn(end, " \t");
        *end = '\0';
        if (columns == reader->columns.count)
            lines_bad(reader->lines, "expected %d columns as in Properties, found more: \"%.40s\"",
                      reader->columns.count, word);
        enum column_kind quantity = reader->columns.column[columns];
        bool is_followed = columns == text_column && more-- > 0; /* by another word of the same column */
        columns += !is_followed;
        if (quantity != SKIPPED && !parse_number(word, next[quantity]++))
            lines_bad(reader->lines, "expected a finite number for %s in column %d, found \"%.40s\"%s",
                      property_of[quantity].name, columns, word,
                      strpbrk(word, "dDxX") != NULL
                          ? " (expected are decimal digits, and e before an exponent)"
                          : "");
        last = word;
        word = rest;
    }
    if (columns < reader->columns.count && !lines_ended(reader->lines))
        lines_truncated(reader->lines);
    if (columns < reader->columns.count)
        lines_bad(reader->lines, "expected %d columns as in Properties, found %d", reader->columns.count,
                  columns);
    double radius = reader->value[RADIUS][i];
    if (!(radius > 0) || !isfinite(2 * radius))
        lines_bad(reader->lines, "expected a positive radius, found %g", radius);
    const char *point = strchr(last, '.');
    int decimals = point == NULL ? 0 : (int)strlen(point);
    reader->fixed = i == 0 || (reader->fixed && decimals == reader->decimals);
    reader->decimals = decimals;
}

/* Is the last row of a file whole although its line has no end? An id that is cut off comes twice, a column
 * that is skipped does not matter, and numbers of a fixed format have as many decimals as those above; any
 * other may be short of a digit. */
static bool is_whole(const struct extxyz_reader *reader, int row) {
    enum column_kind last = reader->columns.column[reader->columns.count - 1];
    return last == ID || last == SKIPPED || (row > 0 && reader->fixed);
}

static double *numbers_of(const struct extxyz_reader *reader, enum column_kind quantity, int n) {
    if (!reader->columns.present[quantity])
        return NULL;
    size_t bytes = (size_t)n * (size_t)property_of[quantity].columns * sizeof(double);
    return memcpy(allocate(bytes, 1), reader->value[quantity], bytes);
}

/* Ids 1..N, each once. */
static void take_ids(const struct extxyz_reader *reader, struct frame *frame) {
    bool *seen = allocate((size_t)frame->n, sizeof *seen);
    for (int i = 0; i < frame->n; i++) {
        double id = reader->columns.present[ID] ? reader->value[ID][i] : i + 1;
        if (!(id >= 1 && id <= frame->n) || id != floor(id) || seen[(int)id - 1])
            fatal(EX_DATAERR,
                  "%s: expected the ids 1 to %d in the column id, each once, found %.17g%s (wca-read numbers "
                  "them so)",
                  reader->where, frame->n, id, id >= 1 && id <= frame->n && id == floor(id) ? " twice" : "");
        seen[(int)id - 1] = true;
        frame->id[i] = (int64_t)id;
    }
    free(seen);
}

/* The claimed count is not trusted: memory for n particles is asked for when n rows have been there. */
static struct frame *take_rows(const struct extxyz_reader *reader, struct frame *header, int n) {
    struct frame *frame = frame_new(n, header->box);
    memcpy(frame->position, reader->value[POSITION], 3 * (size_t)n * sizeof(double));
    for (int i = 0; i < n; i++)
        frame->sigma[i] = 2 * reader->value[RADIUS][i];
    frame->velocity = numbers_of(reader, VELOCITY, n);
    frame->force = numbers_of(reader, FORCE, n);
    take_ids(reader, frame);
    frame->labels = header->labels;
    frame->label = header->label;
    frame->where = header->where;
    header->labels = 0;
    header->label = NULL;
    header->where = NULL;
    frame_free(header);
    return frame;
}

/* Frames. */

/* Is it the first frame of a glass? Frames of one glass stand together: a glass that was left does not
 * come back. */
static bool note_glass(struct extxyz_reader *reader, const struct frame *frame) {
    int64_t glass = frame_glass(frame);
    if (reader->glasses > 0 && reader->glass[reader->glasses - 1] == glass)
        return false;
    for (int g = 0; g < reader->glasses; g++)
        if (reader->glass[g] == glass)
            fatal(EX_DATAERR,
                  "%s: expected the frames of a glass to stand together, found glass %ld again after glass "
                  "%ld: wca-select --glass takes one at a time",
                  reader->where, glass, reader->glass[reader->glasses - 1]);
    reader->glass = reallocarray(reader->glass, (size_t)reader->glasses + 1, sizeof *reader->glass);
    reader->glass[reader->glasses++] = glass;
    return true;
}

static void remember_order(struct extxyz_reader *reader, const struct frame *frame) {
    free(reader->order);
    reader->order = allocate((size_t)frame->n, sizeof *reader->order);
    memcpy(reader->order, frame->id, (size_t)frame->n * sizeof *frame->id);
    reader->ordered = frame->n;
    reader->with_ids = reader->columns.present[ID];
}

/* Particles of one glass stand in the order of its first frame: a displacement is a subtraction. */
static void match_order(const struct extxyz_reader *reader, struct frame *frame) {
    size_t n = (size_t)frame->n;
    if (frame->n != reader->ordered || memcmp(frame->id, reader->order, n * sizeof *frame->id) == 0)
        return; /* the number of particles is looked at where it matters */
    if (reader->with_ids != reader->columns.present[ID])
        fatal(EX_DATAERR,
              "%s: expected a column id in all frames of glass %ld or in none, since the ids of some are not "
              "1 to %d in this order",
              reader->where, frame_glass(frame), frame->n);
    int *row_of = allocate(n, sizeof *row_of), *from = allocate(n, sizeof *from);
    for (int i = 0; i < frame->n; i++)
        row_of[frame->id[i] - 1] = i;
    for (int i = 0; i < frame->n; i++)
        from[i] = row_of[reader->order[i] - 1];
    frame_reorder(frame, from);
    free(row_of);
    free(from);
}

/* The rest of a frame whose first line is text. */
static struct frame *parse_frame(struct extxyz_reader *reader, char *text) {
    free(reader->where);
    reader->where = text_of("%s:%ld", lines_file(reader->lines), lines_number(reader->lines));
    int n = header_count(reader->lines, text);
    text = lines_read(reader->lines);
    if (text == NULL)
        lines_bad(reader->lines,
                  "expected Lattice, Properties and labels on the next line, found the end of the file");
    if (!lines_ended(reader->lines))
        lines_truncated(reader->lines);
    long line = lines_number(reader->lines);
    struct frame *header = header_parse(reader->lines, text, &reader->columns);
    header->where = copy_text(reader->where);
    for (int i = 0; i < n; i++) {
        text = lines_read(reader->lines);
        if (text == NULL)
            lines_bad(reader->lines,
                      "expected %d particles in this frame, found the end of the file after %d", n, i);
        reserve(reader, i + 1);
        parse_row(reader, text, i);
        if (!lines_ended(reader->lines) && (i < n - 1 || !is_whole(reader, i)))
            lines_truncated(reader->lines);
    }
    struct frame *frame = take_rows(reader, header, n);
    frame_check(frame, lines_file(reader->lines), line);
    enum potential potential = frame_potential(frame);
    if (reader->any && potential != reader->potential)
        fatal(EX_DATAERR, "%s: expected the potential %s of the frames before, found %s", frame->where,
              potential_name(reader->potential), potential_name(potential));
    reader->potential = potential;
    if (note_glass(reader, frame))
        remember_order(reader, frame);
    else
        match_order(reader, frame);
    diameters_check(frame, &reader->warned);
    reader->any = true;
    return frame;
}

struct frame *extxyz_read(struct extxyz_reader *reader) {
    if (reader->pending != NULL) {
        struct frame *frame = reader->pending;
        reader->pending = NULL;
        return frame;
    }
    char *text;
    for (;;) {
        text = lines_read(reader->lines);
        if (text != NULL && text[strspn(text, " \t")] != '\0')
            return parse_frame(reader, text);
        if (text == NULL && !lines_next_file(reader->lines)) { /* a blank line between frames is none */
            if (!reader->any)
                fatal(EX_DATAERR, "%s:1: expected a frame, found an empty file", lines_file(reader->lines));
            return NULL;
        }
    }
}

struct frame **extxyz_read_glass(struct extxyz_reader *reader, int *count) {
    struct frame **frames = NULL, *frame;
    *count = 0;
    while ((frame = extxyz_read(reader)) != NULL) {
        const struct frame *first = *count > 0 ? frames[0] : frame;
        if (frame_glass(frame) != frame_glass(first)) {
            reader->pending = frame;
            break;
        }
        if (frame->n != first->n ||
            memcmp(frame->sigma, first->sigma, (size_t)frame->n * sizeof(double)) != 0)
            fatal(EX_DATAERR, "%s: expected the %s of the first frame of glass %ld (%s), found others",
                  frame->where, frame->n != first->n ? "number of particles" : "diameters",
                  frame_glass(first), first->where);
        struct frame **longer = reallocarray(frames, (size_t)*count + 2, sizeof *frames);
        frames = longer;
        frames[(*count)++] = frame;
        frames[*count] = NULL;
    }
    return frames;
}

void frames_free(struct frame **frames) {
    if (frames == NULL)
        return;
    for (struct frame **frame = frames; *frame != NULL; frame++)
        frame_free(*frame);
    free(frames);
}

/* Writing. */

/* Append " number" to a row; the end of the row is returned. */
static char *append_number(char *row, double value, const char *column, int i) {
    if (!isfinite(value))
        fatal(EX_SOFTWARE, "the %s of particle %d would be %g, which is no finite number", column, i + 1,
              value);
    *row++ = ' ';
    format_number(row, value);
    return row + strlen(row);
}

static void write_quoted(FILE *stream, const char *text, char quote) {
    const char mark[2] = {quote, '\0'};
    fprintf(stream, "%s%s%s", mark, text, mark);
}

static void write_label(FILE *stream, const struct label *label) {
    fputc(' ', stream);
    write_quoted(stream, label->key, label->key_quote);
    if (label->bare)
        return;
    fputc('=', stream);
    write_quoted(stream, label->value, label->quote);
}

void extxyz_write(FILE *stream, const struct frame *frame) {
    const struct {
        const char *name;
        const double *value;
    } vector[] = {{"velo", frame->velocity}, {"forces", frame->force}, {"displacement", frame->displacement}};
    const size_t vectors = sizeof vector / sizeof *vector;
    char box[32], phi[32];
    if (!isfinite(frame->box))
        fatal(EX_SOFTWARE, "the box would be %g, which is no finite number", frame->box);
    for (int k = 0; k < 3 * frame->n; k++)
        if (fabs(frame->position[k]) > MOST_BOXES * frame->box)
            fatal(EX_DATAERR,
                  "%s: particle %ld would stand at %g, beyond %g boxes from the origin: the run has blown up",
                  frame_where(frame), frame->id[k / 3], frame->position[k], MOST_BOXES);
    format_number(box, frame->box);
    format_number(phi, frame_phi_label(frame));
    fprintf(stream, "%d\nLattice=\"%s 0 0 0 %s 0 0 0 %s\" Properties=species:S:1:pos:R:3:radius:R:1:id:I:1",
            frame->n, box, box, box);
    for (size_t v = 0; v < vectors; v++)
        if (vector[v].value != NULL)
            fprintf(stream, ":%s:R:3", vector[v].name);
    fprintf(stream, " pbc=\"T T T\" phi=%s", phi);
    for (const struct label *label = frame->label; label < frame->label + frame->labels; label++)
        if (strcmp(label->key, "phi") != 0)
            write_label(stream, label);
    fputc('\n', stream);
    for (int i = 0; i < frame->n; i++) {
        char text[16 * 32] = "X", *row = text + 1;
        for (int axis = 0; axis < 3; axis++)
            row = append_number(row, frame->position[3 * i + axis], "position", i);
        row = append_number(row, frame->sigma[i] / 2, "radius", i);
        row += sprintf(row, " %ld", frame->id[i]);
        for (size_t v = 0; v < vectors; v++)
            for (int axis = 0; vector[v].value != NULL && axis < 3; axis++)
                row = append_number(row, vector[v].value[3 * i + axis], vector[v].name, i);
        *row++ = '\n';
        fwrite(text, 1, (size_t)(row - text), stream);
    }
}
