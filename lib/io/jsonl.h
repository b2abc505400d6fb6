/* jsonl.h: tables as JSON Lines: one flat object per line, through jansson.
 *
 * Rows are json_t objects; keys keep their order. Numbers are written as in frames, with the fewest digits
 * that read back to the same bits (format_number): 0.95, not 0.94999999999999996, which jq from 1.7 on does
 * not take for 0.95, since it compares the digits. A whole number has no point, and zero no sign. */
#ifndef WCA_JSONL_H
#define WCA_JSONL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Setters append or replace; NaN and infinity end the program with status 70, naming the key. */
json_t *row_new(void);
void row_number(json_t *row, const char *key, double value);
void row_integer(json_t *row, const char *key, int64_t value); /* |value| < 2^53, else status 70 */
void row_text(json_t *row, const char *key, const char *value);
void row_boolean(json_t *row, const char *key, bool value);
void row_numbers(json_t *row, const char *key, int count, const double *value); /* a list */
void row_integers(json_t *row, const char *key, int count, const int64_t *value);
void row_null(json_t *row, const char *key);
/* The number, or when it is NAN null and in "KEY_reason" why it does not exist. */
void row_number_or_reason(json_t *row, const char *key, double value, const char *reason);
/* Write the row and a newline, and release it. */
void row_write(FILE *stream, json_t *row);
/* Any value, its objects and lists over several lines when `indent` blanks are asked for; no newline
 * behind it. */
void json_write(FILE *stream, const json_t *value, int indent);

struct jsonl_reader;

/* Reads the files one after the other; "-" is standard input; a missing file is status 66. */
struct jsonl_reader *jsonl_open(char **paths);
/* The next row (release with json_decref), NULL at the end. A line that is no flat JSON object is status
 * 65 with file and line; the last one may lack its line end, since an object that is cut off is none. */
json_t *jsonl_read(struct jsonl_reader *reader);
/* "FILE:LINE" of the row read last, or of the first line before there is one. */
const char *jsonl_where(const struct jsonl_reader *reader);
void jsonl_close(struct jsonl_reader *reader);

/* Getters for a row read at `where`, jsonl_where(): status 65 naming file, line and key when it is
 * missing or of another type, and when a number is neither 0 nor from 1e-100 to 1e100 in size, an integer
 * 2^53 or beyond. */
double row_get_number(const char *where, const json_t *row, const char *key);
int64_t row_get_integer(const char *where, const json_t *row, const char *key);
/* A list of at least one number, to be freed. */
double *row_get_numbers(const char *where, const json_t *row, const char *key, int *count);
bool row_get_boolean(const char *where, const json_t *row, const char *key);

#endif
