#include "io/header.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"

static const double same_length = 1e-12; /* of the edge */

const struct property property_of[QUANTITIES] = {
    [POSITION] = {"pos", "R", 3},  [RADIUS] = {"radius", "R", 1}, [ID] = {"id", "I", 1},
    [VELOCITY] = {"velo", "R", 3}, [FORCE] = {"forces", "R", 3},
};

int header_count(const struct lines *lines, char *text) {
    const int most = INT_MAX / 3; /* arrays of 3N are indexed by int */
    char *word = text + strspn(text, " \t");
    word[strcspn(word, " \t")] = '\0';
    int64_t count;
    if (!parse_integer(word, &count) || count < 1 || count > most)
        lines_bad(lines,
                  "expected the number of particles, from 1 to %d, found \"%.40s\" (a frame is extended XYZ: "
                  "this number, a line with Lattice=\"L 0 0 0 L 0 0 0 L\" "
                  "Properties=species:S:1:pos:R:3:radius:R:1:id:I:1, and a line for each particle)",
                  most, word);
    return (int)count;
}

int header_words(const char *text) {
    int words = 0;
    for (text += strspn(text, " \t"); *text != '\0'; text += strspn(text, " \t")) {
        text += strcspn(text, " \t");
        words++;
    }
    return words;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* Cut a word in quotes, or one that ends before a blank or before `stop`, off *text: the quotes go, a
 * backslash and what it protects stay. The character behind it is handed over in *after, since the word's end
 * is put there. */
static char *next_word(const struct lines *lines, char **text, char stop, char *quote, char *after) {
    char *word = *text, *end;
    *quote = *word == '"' || *word == '\'' ? *word : '\0';
    if (*quote != '\0') {
        for (end = ++word; *end != *quote; end++) {
            if (*end == '\\' && end[1] != '\0')
                end++;
            if (*end == '\0')
                lines_bad(lines, "expected a closing quote (%c), found the end of the line after \"%.40s\"",
                          *quote, word);
        }
        *end++ = '\0';
    } else {
        for (end = word; *end != '\0' && !is_blank(*end) && *end != stop; end++)
            ;
    }
    *after = *end;
    *text = *end == '\0' ? end : end + 1;
    if (*quote == '\0')
        *end = '\0';
    return word;
}

/* Cut "key=value" or "key" off *text. False at the end of the line. */
static bool next_label(const struct lines *lines, char **text, struct label *label) {
    while (is_blank(**text))
        ++*text;
    char *start = *text, after;
    if (*start == '\0')
        return false;
    *label = (struct label){.value = ""};
    label->key = next_word(lines, text, '=', &label->key_quote, &after);
    if (*label->key == '\0')
        lines_bad(lines, "expected key=value, found \"%c%.40s\"", after, *text);
    label->bare = after != '=';
    if (!label->bare)
        label->value = next_word(lines, text, '\0', &label->quote, &after);
    if (after != '\0' && !is_blank(after))
        lines_bad(lines, "expected a blank after the label %s, found \"%c%.40s\"", label->key, after, *text);
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
static double parse_lattice(const struct lines *lines, char *text) {
    double cell[9];
    if (parse_numbers(text, cell, 9) != 9)
        lines_bad(lines, "expected nine finite numbers in Lattice, found something else");
    for (int k = 0; k < 9; k++)
        if (fabs(cell[k] - (k % 4 == 0 ? cell[0] : 0)) > same_length * fabs(cell[0]))
            lines_bad(lines,
                      "expected a cubic box \"L 0 0 0 L 0 0 0 L\" in Lattice, found another one: only cubes "
                      "can be computed with");
    if (!(cell[0] > 0))
        lines_bad(lines, "expected a positive box edge in Lattice, found %g", cell[0]);
    return cell[0];
}

static void parse_origin(const struct lines *lines, char *text, double box) {
    double origin[3];
    bool numbers = parse_numbers(text, origin, 3) == 3;
    for (int axis = 0; axis < 3; axis++)
        if (!numbers || fabs(origin[axis]) > same_length * box)
            lines_bad(lines,
                      "expected Origin=\"0 0 0\", found another corner of the box: subtract it from the "
                      "positions and leave the label out");
}

/* Is it periodic in all three directions? */
static void parse_pbc(const struct lines *lines, const char *text) {
    static const char *const periodic[] = {"T T T", "1 1 1", "True True True", "true true true"};
    for (size_t k = 0; k < sizeof periodic / sizeof *periodic; k++)
        if (strcmp(text, periodic[k]) == 0)
            return;
    lines_bad(lines, "expected pbc=\"T T T\", found pbc=\"%s\": the box must be periodic in all directions",
              text);
}

/* "name:type:columns" thrice, and again: what each column of the rows is for. */
static void parse_properties(const struct lines *lines, char *text, struct columns *columns) {
    *columns = (struct columns){.text = -1};
    char *rest;
    for (char *name = strtok_r(text, ":", &rest); name != NULL; name = strtok_r(NULL, ":", &rest)) {
        const char *type = strtok_r(NULL, ":", &rest), *number = strtok_r(NULL, ":", &rest);
        int64_t count;
        if (number == NULL || !parse_integer(number, &count) || count < 1 || strchr("SIRL", *type) == NULL)
            lines_bad(lines, "expected name:type:columns after \"%s\" in Properties, found something else",
                      name);
        if (count > MOST_COLUMNS - columns->count)
            lines_bad(lines, "expected at most %d columns in Properties, found more", MOST_COLUMNS);
        enum column_kind quantity = SKIPPED;
        for (int q = 0; q < QUANTITIES; q++) {
            const struct property *property = &property_of[q];
            if (strcmp(name, property->name) != 0)
                continue;
            if (strcmp(type, property->type) != 0 || count != property->columns || columns->present[q])
                lines_bad(lines, "expected %s:%s:%d once in Properties, found %s:%s:%ld", name,
                          property->type, property->columns, name, type, count);
            columns->present[q] = true;
            quantity = (enum column_kind)q;
        }
        if (*type == 'S' && columns->count > 0)
            columns->text = columns->count + (int)count - 1;
        for (; count > 0; count--)
            columns->column[columns->count++] = quantity;
    }
    for (int q = POSITION; q <= RADIUS; q++)
        if (!columns->present[q])
            lines_bad(lines, "expected the column %s:%s:%d in Properties, found none", property_of[q].name,
                      property_of[q].type, property_of[q].columns);
}

struct frame *header_parse(const struct lines *lines, char *text, struct columns *columns) {
    enum { LATTICE, PROPERTIES, PBC, ORIGIN, OURS };
    static const char *const ours[OURS] = {"Lattice", "Properties", "pbc", "Origin"};
    struct frame *frame = frame_new(0, 0);
    char *value[OURS] = {NULL};
    struct label label;
    while (next_label(lines, &text, &label)) {
        int which = 0;
        while (which < OURS && strcmp(label.key, ours[which]) != 0)
            which++;
        if (which < OURS ? value[which] != NULL : frame_text(frame, label.key) != NULL)
            lines_bad(lines, "expected the label %s once, found it twice", label.key);
        if (which < OURS)
            value[which] = label.value;
        else
            frame_add_label(frame, &label);
    }
    if (value[LATTICE] == NULL)
        lines_bad(lines, "expected Lattice=\"L 0 0 0 L 0 0 0 L\", found none");
    frame->box = parse_lattice(lines, value[LATTICE]);
    if (value[PROPERTIES] == NULL)
        lines_bad(lines, "expected Properties=species:S:1:pos:R:3:radius:R:1:..., found none");
    parse_properties(lines, value[PROPERTIES], columns);
    if (value[PBC] != NULL)
        parse_pbc(lines, value[PBC]);
    if (value[ORIGIN] != NULL)
        parse_origin(lines, value[ORIGIN], frame->box);
    return frame;
}

char *header_with(const struct lines *lines, const char *text, const char *key, const char *value) {
    char *copy = copy_text(text), *rest = copy;
    struct label label;
    size_t length = strlen(text), from = length, to = length;
    char quote = strpbrk(value, " \t") != NULL || *value == '\0' ? '"' : '\0';
    for (;;) {
        rest += strspn(rest, " \t");
        size_t start = (size_t)(rest - copy);
        if (!next_label(lines, &rest, &label))
            break;
        if (strcmp(label.key, key) != 0)
            continue;
        from = start;
        to = (size_t)(rest - copy);
        to -= is_blank(text[to - 1]); /* what follows the label */
        quote = label.quote != '\0' ? label.quote : quote;
        break;
    }
    const char mark[2] = {quote, '\0'};
    const char *blank = from == length && length > 0 && !is_blank(text[length - 1]) ? " " : "";
    char *line = text_of("%.*s%s%s=%s%s%s%s", (int)from, text, blank, key, mark, value, mark, text + to);
    free(copy);
    return line;
}
