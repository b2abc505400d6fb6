#include "base/number.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What %.{precision}g would print, as an integer of that many digits and the place of the decimal point. */
struct decimal {
    uint64_t digits;
    int precision, point;
};

/* The shortest of 15, 16 or 17 digits that reads back to value, in exact integer arithmetic: value = m 2^-s,
 * and m 10^k with 10^k < 2^67 fits in 128 bits. For 1e-4 <= value < 1e15, where %g prints no exponent; false
 * elsewhere, and for powers of two, whose lower neighbour is nearer than the upper. Frames are mostly such
 * numbers, and printf followed by strtod takes ten times as long. */
static bool shortest_decimal(double value, struct decimal *decimal) {
    if (!(value >= 1e-4 && value < 1e15))
        return false;
    int exponent;
    uint64_t m = (uint64_t)ldexp(frexp(value, &exponent), 53);
    int s = 53 - exponent;
    if (s < 1 || m == (uint64_t)1 << 52)
        return false;
    int point = (int)floor(log10(value)) + 1;
    unsigned __int128 power = 1; /* 10^k, also the spacing of neighbours in units of 2^-s 10^-k */
    for (int k = 0; k < 15 - point; k++)
        power *= 10;
    uint64_t lowest = 100000000000000; /* 10^(precision - 1) */
    for (int precision = 15; precision <= 17; precision++, power *= 10, lowest *= 10) {
        unsigned __int128 exact = m * power, half = (unsigned __int128)1 << (s - 1);
        unsigned __int128 digits = exact >> s, rest = exact - (digits << s);
        if (rest > half || (rest == half && digits % 2 == 1))
            digits++;
        if (digits < lowest || digits / 10 >= lowest)
            return false; /* log10 was rounded across a power of ten, or the digits were */
        unsigned __int128 read = digits << s;
        unsigned __int128 error = read > exact ? read - exact : exact - read;
        if (precision == 17 || 2 * error < power || (2 * error == power && m % 2 == 0)) {
            *decimal = (struct decimal){.digits = (uint64_t)digits, .precision = precision, .point = point};
            return true;
        }
    }
    return false;
}

/* "digits" with the decimal point after `point` of them, without zeros at the end. */
static void print_decimal(char *text, struct decimal decimal) {
    char digit[20] = "";
    for (int d = decimal.precision; d-- > 0; decimal.digits /= 10)
        digit[d] = (char)('0' + decimal.digits % 10);
    int count = decimal.precision;
    while (count > 1 && count > decimal.point && digit[count - 1] == '0')
        count--;
    if (decimal.point <= 0) {
        *text++ = '0';
        *text++ = '.';
        for (int zero = decimal.point; zero < 0; zero++)
            *text++ = '0';
    }
    for (int d = 0; d < count; d++) {
        if (d == decimal.point && d > 0)
            *text++ = '.';
        *text++ = digit[d];
    }
    *text = '\0';
}

void format_number(char text[32], double value) {
    struct decimal decimal;
    if (shortest_decimal(fabs(value), &decimal)) {
        if (value < 0)
            *text++ = '-';
        print_decimal(text, decimal);
        return;
    }
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(text, 32, "%.*g", precision, value);
        if (strtod(text, NULL) == value)
            return;
    }
}

bool parse_number(const char *text, double *value) {
    char *end;
    size_t length = strspn(text, "+-.0123456789eE"); /* strtod would take nan, inf and 0x1p3 as well */
    *value = strtod(text, &end);
    return length > 0 && end == text + length && *end == '\0' && isfinite(*value);
}

bool parse_integer(const char *text, int64_t *value) {
    char *end;
    size_t length = strspn(text, "+-0123456789");
    errno = 0;
    *value = strtoll(text, &end, 10);
    return length > 0 && end == text + length && *end == '\0' && errno == 0;
}

bool parse_seed(const char *text, uint64_t *value) {
    bool hexadecimal = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    if (hexadecimal)
        text += 2;
    char *end;
    size_t length = strspn(text, hexadecimal ? "0123456789abcdefABCDEF" : "0123456789");
    errno = 0;
    *value = strtoull(text, &end, hexadecimal ? 16 : 10);
    return length > 0 && end == text + length && *end == '\0' && errno == 0;
}
