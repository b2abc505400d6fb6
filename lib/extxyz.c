#include "extxyz.h"

#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "lines.h"

/* What a column of the file is for. */
enum quantity { POSITION, RADIUS, ID, VELOCITY, FORCE, QUANTITIES, SKIPPED };

static const struct {
    const char *name, *type; /* as in Properties */
    int columns;
} property[QUANTITIES] = {
    [POSITION] = {"pos", "R", 3},  [RADIUS] = {"radius", "R", 1}, [ID] = {"id", "I", 1},
    [VELOCITY] = {"velo", "R", 3}, [FORCE] = {"forces", "R", 3},
};

enum { MOST_COLUMNS = 256 };

struct extxyz_reader {
    struct lines *lines;
    char *where;
    bool any;              /* a frame was read */
    struct frame *pending; /* read ahead by extxyz_read_glass() */
    int64_t *glass;        /* those seen, the last one now */
    int glasses;
    int columns; /* of the present frame */
    enum quantity column[MOST_COLUMNS];
    bool present[QUANTITIES];
    double *value[QUANTITIES]; /* rows read so far; grown with them */
    int capacity;
};

static void bad(const struct extxyz_reader *reader, const char *format, ...)
    __attribute__((noreturn, format(printf, 2, 3)));
static void bad(const struct extxyz_reader *reader, const char *format, ...) {
    char *sentence;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&sentence, format, arguments) < 0)
        sentence = copy_text("bad data");
    va_end(arguments);
    fatal(EX_DATAERR, "%s:%ld: %s", lines_file(reader->lines), lines_number(reader->lines), sentence);
}

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
    free(reader->where);
    free(reader);
}

/* The header. */

/* Cut "key=value" or "key="value"" off *text: the quotes go, a backslash and what it protects stay. */
static bool next_label(const struct extxyz_reader *reader, char **text, struct label *label) {
    char *start = *text + strspn(*text, " \t");
    if (*start == '\0')
        return false;
    char *equals = start + strcspn(start, "= \t\"");
    if (*equals != '=' || equals == start)
        bad(reader, "expected key=value, found \"%.40s\"", start);
    *equals = '\0';
    char *value = equals + 1, *end = value;
    bool quoted = *value == '"';
    if (quoted) {
        for (end = ++value; *end != '"'; end++) {
            if (*end == '\\' && end[1] != '\0')
                end++;
            if (*end == '\0')
                bad(reader, "expected a closing quote for the label %s, found the end of the line", start);
        }
    } else {
        end += strcspn(end, " \t");
        if (end == value)
            bad(reader, "expected a value for the label %s, found nothing", start);
    }
    *text = *end == '\0' ? end : end + 1;
    if (quoted && **text != '\0' && **text != ' ' && **text != '\t')
        bad(reader, "expected a blank after the label %s, found \"%.40s\"", start, *text);
    *end = '\0';
    *label = (struct label){.key = start, .value = value, .quoted = quoted};
    return true;
}

/* Numbers separated by blanks; returns how many of `most` there are, or -1. */
static int parse_numbers(char *text, double *number, int most) {
    int count = 0;
    char *rest;
    for (char *word = strtok_r(text, " \t", &rest); word != NULL; word = strtok_r(NULL, " \t", &rest))
        if (count == most || !parse_number(word, &number[count++]))
            return -1;
    return count;
}

/* The edge of the cube. */
static double parse_lattice(const struct extxyz_reader *reader, char *text) {
    double cell[9];
    if (parse_numbers(text, cell, 9) != 9)
        bad(reader, "expected nine finite numbers in Lattice, found something else");
    for (int k = 0; k < 9; k++)
        if (cell[k] != (k % 4 == 0 ? cell[0] : 0))
            bad(reader, "expected a cubic box \"L 0 0 0 L 0 0 0 L\" in Lattice, found another one");
    if (!(cell[0] > 0))
        bad(reader, "expected a positive box edge in Lattice, found %g", cell[0]);
    return cell[0];
}

/* "name:type:columns" thrice, and again: what each column of the rows is for. */
static void parse_properties(struct extxyz_reader *reader, char *text) {
    reader->columns = 0;
    memset(reader->present, 0, sizeof reader->present);
    char *rest;
    for (char *name = strtok_r(text, ":", &rest); name != NULL; name = strtok_r(NULL, ":", &rest)) {
        const char *type = strtok_r(NULL, ":", &rest), *number = strtok_r(NULL, ":", &rest);
        int64_t count;
        if (number == NULL || !parse_integer(number, &count) || count < 1 || strchr("SIRL", *type) == NULL)
            bad(reader, "expected name:type:columns after \"%s\" in Properties, found something else", name);
        if (count > MOST_COLUMNS - reader->columns)
            bad(reader, "expected at most %d columns in Properties, found more", MOST_COLUMNS);
        enum quantity quantity = SKIPPED;
        for (int q = 0; q < QUANTITIES; q++) {
            if (strcmp(name, property[q].name) != 0)
                continue;
            if (strcmp(type, property[q].type) != 0 || count != property[q].columns || reader->present[q])
                bad(reader, "expected %s:%s:%d once in Properties, found %s:%s:%ld", name, property[q].type,
                    property[q].columns, name, type, count);
            reader->present[q] = true;
            quantity = (enum quantity)q;
        }
        for (; count > 0; count--)
            reader->column[reader->columns++] = quantity;
    }
    for (int q = POSITION; q <= RADIUS; q++)
        if (!reader->present[q])
            bad(reader, "expected the column %s:%s:%d in Properties, found none", property[q].name,
                property[q].type, property[q].columns);
}

/* The second line of a frame. Returns a frame of no particles with its box and labels. */
static struct frame *parse_header(struct extxyz_reader *reader, char *text) {
    struct frame *frame = frame_new(0, 0);
    frame->where = copy_text(reader->where);
    bool properties = false;
    struct label label;
    while (next_label(reader, &text, &label)) {
        double origin[3];
        if (strcmp(label.key, "Lattice") == 0) {
            frame->box = parse_lattice(reader, label.value);
        } else if (strcmp(label.key, "Properties") == 0) {
            parse_properties(reader, label.value);
            properties = true;
        } else if (strcmp(label.key, "pbc") == 0) {
            if (strcmp(label.value, "T T T") != 0)
                bad(reader, "expected pbc=\"T T T\", found pbc=\"%s\"", label.value);
        } else if (strcmp(label.key, "Origin") == 0) {
            if (parse_numbers(label.value, origin, 3) != 3 || origin[0] != 0 || origin[1] != 0 ||
                origin[2] != 0)
                bad(reader, "expected Origin=\"0 0 0\", found another corner of the box");
        } else if (frame_text(frame, label.key) != NULL) {
            bad(reader, "expected the label %s once, found it twice", label.key);
        } else {
            frame_add_label(frame, label.key, label.value, label.quoted);
        }
    }
    if (frame->box == 0)
        bad(reader, "expected Lattice=\"L 0 0 0 L 0 0 0 L\", found none");
    if (!properties)
        bad(reader, "expected Properties=species:S:1:pos:R:3:radius:R:1:..., found none");
    return frame;
}

/* The rows. */

static void reserve(struct extxyz_reader *reader, int rows) {
    if (rows <= reader->capacity)
        return;
    int capacity = reader->capacity == 0 ? 1024 : reader->capacity;
    while (capacity < rows)
        capacity = capacity > INT_MAX / 2 ? INT_MAX : 2 * capacity;
    for (int q = 0; q < QUANTITIES; q++) {
        size_t size = (size_t)capacity * (size_t)property[q].columns;
        reader->value[q] = reallocarray(reader->value[q], size, sizeof(double));
        if (reader->value[q] == NULL)
            fatal(EX_OSERR, "%s: no memory for %d particles", reader->where, capacity);
    }
    reader->capacity = capacity;
}

/* One line of numbers into row i of the columns that are asked for. */
static void parse_row(struct extxyz_reader *reader, char *text, int i) {
    double *next[QUANTITIES];
    for (int q = 0; q < QUANTITIES; q++)
        next[q] = reader->value[q] + (size_t)i * (size_t)property[q].columns;
    int columns = 0;
    char *word = text + strspn(text, " \t");
    while (*word != '\0') {
        char *end = word + strcspn(word, " \t");
        char *rest = end + strspn(end, " \t");
        *end = '\0';
        if (columns == reader->columns)
            bad(reader, "expected %d columns as in Properties, found more: \"%.40s\"", reader->columns, word);
        enum quantity quantity = reader->column[columns++];
        if (quantity != SKIPPED && !parse_number(word, next[quantity]++))
            bad(reader, "expected a finite number for %s in column %d, found \"%.40s\"",
                property[quantity].name, columns, word);
        word = rest;
    }
    if (columns < reader->columns)
        bad(reader, "expected %d columns as in Properties, found %d", reader->columns, columns);
    double radius = reader->value[RADIUS][i];
    if (!(radius > 0) || !isfinite(2 * radius))
        bad(reader, "expected a positive radius, found %g", radius);
}

static double *numbers_of(const struct extxyz_reader *reader, enum quantity quantity, int n) {
    if (!reader->present[quantity])
        return NULL;
    size_t bytes = (size_t)n * (size_t)property[quantity].columns * sizeof(double);
    return memcpy(allocate(bytes, 1), reader->value[quantity], bytes);
}

/* Ids 1..N, each once. */
static void take_ids(const struct extxyz_reader *reader, struct frame *frame) {
    bool *seen = allocate((size_t)frame->n, sizeof *seen);
    for (int i = 0; i < frame->n; i++) {
        double id = reader->present[ID] ? reader->value[ID][i] : i + 1;
        if (!(id >= 1 && id <= frame->n) || id != floor(id) || seen[(int)id - 1])
            fatal(EX_DATAERR, "%s: expected the ids 1 to %d in the column id, each once, found %.17g%s",
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

/* The line that opens a frame: the number of particles. */
static int parse_count(const struct extxyz_reader *reader, char *text) {
    const int most = INT_MAX / 3; /* arrays of 3N are indexed by int */
    char *word = text + strspn(text, " \t");
    word[strcspn(word, " \t")] = '\0';
    int64_t count;
    if (!parse_integer(word, &count) || count < 1 || count > most)
        bad(reader, "expected the number of particles, from 1 to %d, found \"%.40s\"", most, word);
    return (int)count;
}

/* Frames of one glass stand together: a glass that was left does not come back. */
static void note_glass(struct extxyz_reader *reader, const struct frame *frame) {
    int64_t glass = frame_glass(frame);
    if (reader->glasses > 0 && reader->glass[reader->glasses - 1] == glass)
        return;
    for (int g = 0; g < reader->glasses; g++)
        if (reader->glass[g] == glass)
            fatal(
                EX_DATAERR,
                "%s: expected the frames of a glass to stand together, found glass %ld again after glass %ld",
                reader->where, glass, reader->glass[reader->glasses - 1]);
    reader->glass = reallocarray(reader->glass, (size_t)reader->glasses + 1, sizeof *reader->glass);
    if (reader->glass == NULL)
        fatal(EX_OSERR, "no memory for %d glasses", reader->glasses + 1);
    reader->glass[reader->glasses++] = glass;
}

/* The label phi, when there, says what box and radii say; from now on it is what they say. */
static void check_packing_fraction(const struct extxyz_reader *reader, struct frame *frame, long line) {
    double claimed, computed = frame_packing_fraction(frame);
    if (!frame_number(frame, "phi", &claimed))
        claimed = computed;
    if (!(fabs(claimed - computed) <= 1e-6))
        fatal(EX_DATAERR, "%s:%ld: expected phi=%.9g from box and radii, found phi=%.9g",
              lines_file(reader->lines), line, computed, claimed);
    frame_set_number(frame, "phi", frame_phi_label(frame));
}

/* The rest of a frame whose first line is text. */
static struct frame *parse_frame(struct extxyz_reader *reader, char *text) {
    free(reader->where);
    if (asprintf(&reader->where, "%s:%ld", lines_file(reader->lines), lines_number(reader->lines)) < 0)
        fatal(EX_OSERR, "no memory for the name of a frame");
    int n = parse_count(reader, text);
    text = lines_read(reader->lines);
    if (text == NULL)
        bad(reader, "expected Lattice, Properties and labels on the next line, found the end of the file");
    long line = lines_number(reader->lines);
    struct frame *header = parse_header(reader, text);
    for (int i = 0; i < n; i++) {
        text = lines_read(reader->lines);
        if (text == NULL)
            bad(reader, "expected %d particles in this frame, found the end of the file after %d", n, i);
        reserve(reader, i + 1);
        parse_row(reader, text, i);
    }
    struct frame *frame = take_rows(reader, header, n);
    check_packing_fraction(reader, frame, line);
    note_glass(reader, frame);
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
    while ((text = lines_read(reader->lines)) == NULL)
        if (!lines_next_file(reader->lines)) {
            if (!reader->any)
                fatal(EX_DATAERR, "%s:1: expected a frame, found an empty file", lines_file(reader->lines));
            return NULL;
        }
    return parse_frame(reader, text);
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
        frames = reallocarray(frames, (size_t)*count + 2, sizeof *frames);
        if (frames == NULL)
            fatal(EX_OSERR, "no memory for %d frames", *count + 1);
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

void extxyz_write(FILE *stream, const struct frame *frame) {
    const struct {
        const char *name;
        const double *value;
    } vector[] = {{"velo", frame->velocity}, {"forces", frame->force}, {"displacement", frame->displacement}};
    const size_t vectors = sizeof vector / sizeof *vector;
    char box[32], phi[32];
    if (!isfinite(frame->box))
        fatal(EX_SOFTWARE, "the box would be %g, which is no finite number", frame->box);
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
            fprintf(stream, label->quoted ? " %s=\"%s\"" : " %s=%s", label->key, label->value);
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
