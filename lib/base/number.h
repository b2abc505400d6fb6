/* number.h: decimal text <-> number: whole texts only, finite numbers only, and no bit lost on the way. */
#ifndef WCA_NUMBER_H
#define WCA_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* The first of %.15g, %.16g and %.17g that reads back to the same bits. */
void format_number(char text[32], double value) __attribute__((nonnull));

/* The whole text as a decimal number. False when it is none, or NaN, infinite or beyond the range. */
bool parse_number(const char *text, double *value);
bool parse_integer(const char *text, int64_t *value);
bool parse_seed(const char *text, uint64_t *value); /* decimal, or hexadecimal after 0x */

#endif
