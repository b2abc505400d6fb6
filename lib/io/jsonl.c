#include "io/jsonl.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/lines.h"
#include "base/number.h"

static const int64_t LARGEST_INTEGER = ((int64_t)1 << 53) - 1;

static void set(json_t *row, const char *key, json_t *value) {
    if (value == NULL || json_object_set_new(row, key, value) != 0)
        fatal(EX_SOFTWARE, "the key \"%s\" cannot be put into a row: it is no UTF-8, or its text is none",
              key);
}

json_t *row_new(void) {
    return json_object();
}

void row_number(json_t *row, const char *key, double value) {
    if (!isfinite(value))
        fatal(EX_SOFTWARE, "the key \"%s\" of a row would be %g, which is no finite number", key, value);
    set(row, key, json_real(value));
}

static json_t *integer(const char *key, int64_t value) {
    if (value > LARGEST_INTEGER || value < -LARGEST_INTEGER)
        fatal(EX_SOFTWARE, "the key \"%s\" of a row would be %ld, beyond 2^53", key, value);
    return json_integer(value);
}

void row_integer(json_t *row, const char *key, int64_t value) {
    set(row, key, integer(key, value));
}

void row_text(json_t *row, const char *key, const char *value) {
    set(row, key, json_string(value));
}

void row_boolean(json_t *row, const char *key, bool value) {
    set(row, key, json_boolean(value));
}

void row_numbers(json_t *row, const char *key, int count, const double *value) {
    json_t *list = json_array();
    for (int k = 0; k < count; k++)
        if (!isfinite(value[k]) || json_array_append_new(list, json_real(value[k])) != 0)
            fatal(EX_SOFTWARE, "the list \"%s\" of a row would hold %g, which is no finite number", key,
                  value[k]);
    set(row, key, list);
}

void row_integers(json_t *row, const char *key, int count, const int64_t *value) {
    json_t *list = json_array();
    for (int k = 0; k < count; k++)
        json_array_append_new(list, integer(key, value[k]));
    set(row, key, list);
}

void row_null(json_t *row, const char *key) {
    set(row, key, json_null());
}

void row_number_or_reason(json_t *row, const char *key, double value, const char *reason) {
    if (!isnan(value)) {
        row_number(row, key, value);
        return;
    }
    char *reason_key = text_of("%s_reason", key);
    row_null(row, key);
    row_text(row, reason_key, reason);
    free(reason_key);
}

/* A failure to write stays in the stream, for output_close(). */
static void write_scalar(FILE *stream, const json_t *value) {
    char digits[32];
    if (json_is_real(value)) {
        format_number(digits, json_real_value(value) + 0.0); /* -0 becomes 0 */
        fputs(digits, stream);
    } else if (json_dumpf(value, stream, JSON_ENCODE_ANY) != 0 && !ferror(stream)) {
        fatal(EX_SOFTWARE, "a value of a row cannot be written as JSON");
    }
}

static void new_line(FILE *stream, int indent, int depth) {
    if (indent > 0)
        fprintf(stream, "\n%*s", indent * depth, "");
}

static void write_value(FILE *stream, const json_t *value, int indent, int depth) {
    const char *separator = "", *key;
    const json_t *item;
    size_t index;
    json_t *container = (json_t *)value; /* jansson's loops want it so, and leave it as it is */
    if (json_is_object(value)) {
        fputc('{', stream);
        json_object_foreach(container, key, item) {
            fputs(separator, stream);
            new_line(stream, indent, depth + 1);
            json_t *name = json_string(key);
            write_scalar(stream, name);
            json_decref(name);
            fputs(indent > 0 ? ": " : ":", stream);
            write_value(stream, item, indent, depth + 1);
            separator = ",";
        }
        new_line(stream, indent, depth);
        fputc('}', stream);
    } else if (json_is_array(value)) {
        fputc('[', stream);
        json_array_foreach(container, index, item) {
            fputs(separator, stream);
            new_line(stream, indent, depth + 1);
            write_value(stream, item, indent, depth + 1);
            separator = ",";
        }
        new_line(stream, indent, depth);
        fputc(']', stream);
    } else {
        write_scalar(stream, value);
    }
}

void json_write(FILE *stream, const json_t *value, int indent) {
    write_value(stream, value, indent, 0);
}

void row_write(FILE *stream, json_t *row) {
    json_write(stream, row, 0);
    fputc('\n', stream);
    json_decref(row);
}

struct jsonl_reader {
    struct lines *lines;
    char *where;
};

struct jsonl_reader *jsonl_open(char **paths) {
    struct jsonl_reader *reader = allocate(1, sizeof *reader);
    reader->lines = lines_open(paths);
    reader->where = text_of("%s:1", lines_file(reader->lines));
    return reader;
}

static void set_where(struct jsonl_reader *reader) {
    free(reader->where);
    reader->where = text_of("%s:%ld", lines_file(reader->lines), lines_number(reader->lines));
}

json_t *jsonl_read(struct jsonl_reader *reader) {
    const char *text;
    while ((text = lines_read(reader->lines)) == NULL)
        if (!lines_next_file(reader->lines))
            return NULL;
    set_where(reader);
    json_error_t error;
    json_t *row = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (row == NULL && !lines_ended(reader->lines))
        lines_truncated(reader->lines);
    char *kind = *text == '{' ? NULL : lines_kind(reader->lines);
    if (kind != NULL)
        lines_bad(reader->lines, "expected a row, a JSON object, found %s", kind);
    if (*text != '\0' && text[strspn(text, " 0123456789")] == '\0')
        lines_bad(reader->lines,
                  "expected a row, a JSON object, found the number %.20s, as frames begin: programs of which "
                  "--help says that they read frames, write rows make rows of them",
                  text);
    if (!json_is_object(row))
        lines_bad(reader->lines, "expected a row, a JSON object, found %s",
                  row == NULL ? error.text : "another JSON value");
    const char *key;
    json_t *value;
    json_object_foreach(row, key, value) {
        if (json_is_object(value)) /* an array of leaves or moments is flat enough */
            fatal(EX_DATAERR, "%s: expected a flat object, found an object in \"%s\"", reader->where, key);
    }
    return row;
}

const char *jsonl_where(const struct jsonl_reader *reader) {
    return reader->where;
}

void jsonl_close(struct jsonl_reader *reader) {
    lines_close(reader->lines);
    free(reader->where);
    free(reader);
}

static const json_t *get(const char *where, const json_t *row, const char *key, const char *expected) {
    const json_t *value = json_object_get(row, key);
    if (value == NULL)
        fatal(EX_DATAERR, "%s: expected %s for the key \"%s\", found no such key", where, expected, key);
    return value;
}

/* Sums, squares and quotients of such numbers are numbers again: what is no finite number in a row that is
 * written is a defect of the program. */
static double in_range(const char *where, const char *key, double number) {
    double size = fabs(number);
    if (size > 1e100 || (size > 0 && size < 1e-100))
        fatal(EX_DATAERR,
              "%s: expected 0 or a number from 1e-100 to 1e100 in size for the key \"%s\", found %g", where,
              key, number);
    return number;
}

double row_get_number(const char *where, const json_t *row, const char *key) {
    const json_t *value = get(where, row, key, "a number");
    if (!json_is_number(value))
        fatal(EX_DATAERR, "%s: expected a number for the key \"%s\", found another JSON value", where, key);
    return in_range(where, key, json_number_value(value));
}

int64_t row_get_integer(const char *where, const json_t *row, const char *key) {
    const json_t *value = get(where, row, key, "an integer");
    double number = json_number_value(value); /* programs of others may write 3.0 */
    if (!json_is_number(value))
        fatal(EX_DATAERR, "%s: expected an integer for the key \"%s\", found another JSON value", where, key);
    if (number != floor(number) || fabs(number) > (double)LARGEST_INTEGER)
        fatal(EX_DATAERR, "%s: expected an integer below 2^53 in size for the key \"%s\", found %.17g", where,
              key, number);
    return (int64_t)number;
}

double *row_get_numbers(const char *where, const json_t *row, const char *key, int *count) {
    const json_t *list = get(where, row, key, "a list of numbers");
    *count = (int)json_array_size(list);
    double *values = allocate((size_t)*count + 1, sizeof *values);
    for (int k = 0; k < *count; k++)
        if (json_is_number(json_array_get(list, (size_t)k)))
            values[k] = in_range(where, key, json_number_value(json_array_get(list, (size_t)k)));
        else
            *count = 0;
    if (*count == 0)
        fatal(EX_DATAERR, "%s: expected a list of numbers for the key \"%s\", found another JSON value",
              where, key);
    return values;
}

bool row_get_boolean(const char *where, const json_t *row, const char *key) {
    const json_t *value = json_object_get(row, key);
    if (!json_is_boolean(value))
        fatal(EX_DATAERR, "%s: expected true or false for \"%s\", found %s", where, key,
              value == NULL ? "nothing" : "something else");
    return json_is_true(value);
}
