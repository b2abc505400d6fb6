#include "base/ranges.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"

/* "3", "5:8", "5:" or ":8". */
static bool parse_range(char *item, struct range *range) {
    *range = (struct range){INT64_MIN, INT64_MAX, false};
    char *colon = strchr(item, ':');
    if (colon == NULL) {
        bool number = parse_integer(item, &range->first);
        range->last = range->first;
        return number;
    }
    *colon = '\0';
    bool ends = *item != '\0' || colon[1] != '\0';
    return ends && (*item == '\0' || parse_integer(item, &range->first)) &&
           (colon[1] == '\0' || parse_integer(colon + 1, &range->last)) && range->first <= range->last;
}

bool ranges_parse(const char *text, struct ranges *ranges) {
    char *copy = copy_text(text), *rest = copy, *item;
    bool parsed = true;
    *ranges = (struct ranges){0, NULL};
    while (parsed && (item = strsep(&rest, ",")) != NULL) {
        ranges->range = reallocarray(ranges->range, (size_t)ranges->count + 1, sizeof *ranges->range);
        parsed = parse_range(item, &ranges->range[ranges->count++]);
    }
    free(copy);
    return parsed;
}

bool ranges_have(struct ranges *ranges, int64_t number) {
    bool have = false;
    for (struct range *range = ranges->range; range < ranges->range + ranges->count; range++)
        if (range->first <= number && number <= range->last)
            have = range->found = true;
    return have;
}

bool ranges_missing(const struct ranges *ranges, int64_t *number) {
    for (const struct range *range = ranges->range; range < ranges->range + ranges->count; range++)
        if (range->first == range->last && !range->found) {
            *number = range->first;
            return true;
        }
    return false;
}
