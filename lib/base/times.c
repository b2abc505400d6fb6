/* times.c: LIST -> times. */
#include "base/times.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"

static bool append_time(struct times *times, double value) {
    const int most = 1000000;
    if (times->count == most)
        return false;
    if ((times->count & (times->count - 1)) == 0) { /* full at every power of two */
        size_t room = times->count == 0 ? 1 : 2 * (size_t)times->count;
        times->value = reallocarray(times->value, room, sizeof *times->value);
    }
    times->value[times->count++] = value;
    return true;
}

/* 0.3, not 0.30000000000000004: the time that was meant. */
static double fifteen_digits(double value) {
    char text[32];
    snprintf(text, sizeof text, "%.15g", value);
    return strtod(text, NULL);
}

/* One item of a LIST: "8", "100:1000:100" or "8:8192:x2". */
static bool append_item(struct times *times, char *item) {
    double start, stop, step;
    char *second = strchr(item, ':');
    if (second == NULL)
        return parse_number(item, &start) && start >= 0 && append_time(times, start);
    *second++ = '\0';
    char *third = strchr(second, ':');
    if (third == NULL)
        return false;
    *third++ = '\0';
    bool factor = *third == 'x';
    if (!parse_number(item, &start) || !parse_number(second, &stop) || !parse_number(third + factor, &step) ||
        start < 0 || stop < start || step <= (factor ? 1 : 0) || (factor && start == 0))
        return false;
    const double rounding = 1e-9; /* the last of 0:1:0.1 is 1 although ten steps of 0.1 are not */
    double last = factor ? stop * (1 + rounding) : stop + rounding * step;
    for (int64_t k = 0;; k++) {
        double value = factor ? start * pow(step, (double)k) : fifteen_digits(start + (double)k * step);
        if (value > last)
            return true;
        if (!append_time(times, value))
            return false;
    }
}

static int ascending(const void *one, const void *other) {
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static void sort_without_repeats(struct times *times) {
    qsort(times->value, (size_t)times->count, sizeof *times->value, ascending);
    int kept = 0;
    for (int t = 0; t < times->count; t++)
        if (kept == 0 || times->value[t] > times->value[kept - 1] * (1 + 1e-12))
            times->value[kept++] = times->value[t];
    times->count = kept;
}

bool times_parse(const char *text, struct times *times, const char **message) {
    *times = (struct times){0};
    char *copy = copy_text(text), *rest = copy, *item;
    while ((item = strsep(&rest, ",")) != NULL) {
        char *original = copy_text(item);
        if (!append_item(times, item)) {
            *message = text_of("expected times such as 8,16,100:1000:100 or 8:8192:x2 (at most a million), "
                               "found \"%s\"",
                               original);
            free(times->value);
            *times = (struct times){0};
            free(original);
            free(copy);
            return false;
        }
        free(original);
    }
    free(copy);
    sort_without_repeats(times);
    return true;
}
