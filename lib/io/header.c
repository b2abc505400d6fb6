#include "io/header.h"

#include <jansson.h>
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

int header_count(const struct lines *lines, const char *text) {
    const int most = INT_MAX / 3; /* arrays of 3N are indexed by int */
    text += strspn(text, " \t");
    char *word = strndup(text, strcspn(text, " \t"));
    int64_t count;
    if (!parse_integer(word, &count) || count < 1 || count > most) {
        char *kind = lines_kind(lines);
        if (kind != NULL)
            lines_bad(lines, "expected a frame in extended XYZ, found %s", kind);
        lines_bad(lines,
                  "expected the number of particles, from 1 to %d, found \"%.40s\" (a frame is extended XYZ: "
                  "this number, a line with Lattice=\"L 0 0 0 L 0 0 0 L\" "
                  "Properties=species:S:1:pos:R:3:radius:R:1:id:I:1, and a line for each particle)",
                  most, word);
    }
    free(word);
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
        int depth = 0; /* of brackets, within which a list may have blanks */
        for (end = word; *end != '\0' && (depth > 0 || (!is_blank(*end) && *end != stop)); end++)
            depth += stop != '\0' || strchr("[]{}", *end) == NULL ? 0 : strchr("[{", *end) != NULL ? 1 : -1;
        if (depth > 0)
            lines_bad(lines, "expected a closing bracket, found the end of the line after \"%.40s\"", word);
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

int header_numbers(char *text, double *number, int most) {
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
    if (header_numbers(text, cell, 9) != 9)
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
    bool numbers = header_numbers(text, origin, 3) == 3;
    for (int axis = 0; axis < 3; axis++)
        if (!numbers || fabs(origin[axis]) > same_length * box)
            lines_bad(lines,
                      "expected Origin=\"0 0 0\", found another corner of the box: wca-read moves it there");
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

bool header_property(const struct lines *lines, char **text, struct property *property) {
    int64_t count = 0;
    const char *name = strsep(text, ":"), *type = strsep(text, ":"), *number = strsep(text, ":");
    if (name == NULL)
        return false;
    if (number == NULL || !parse_integer(number, &count) || count < 1 || strlen(type) != 1 ||
        strchr("SIRL", *type) == NULL)
        lines_bad(lines, "expected name:type:columns after \"%s\" in Properties, found something else", name);
    if (count > MOST_COLUMNS)
        lines_bad(lines, "expected at most %d columns in Properties, found more", MOST_COLUMNS);
    *property = (struct property){.name = name, .type = type, .columns = (int)count};
    return true;
}

/* What each column of the rows is for. */
static void parse_properties(const struct lines *lines, char *text, struct columns *columns) {
    *columns = (struct columns){.text = -1};
    struct property found;
    while (header_property(lines, &text, &found)) {
        if (found.columns > MOST_COLUMNS - columns->count)
            lines_bad(lines, "expected at most %d columns in Properties, found more", MOST_COLUMNS);
        enum column_kind quantity = SKIPPED;
        for (int q = 0; q < QUANTITIES; q++) {
            const struct property *property = &property_of[q];
            if (strcmp(found.name, property->name) != 0)
                continue;
            if (strcmp(found.type, property->type) != 0 || found.columns != property->columns ||
                columns->present[q])
                lines_bad(lines, "expected %s:%s:%d once in Properties, found %s:%s:%d", property->name,
                          property->type, property->columns, found.name, found.type, found.columns);
            columns->present[q] = true;
            quantity = (enum column_kind)q;
        }
        if (*found.type == 'S' && columns->count > 0)
            columns->text = columns->count + found.columns - 1;
        for (int k = 0; k < found.columns; k++)
            columns->column[columns->count++] = quantity;
    }
    for (int q = POSITION; q <= RADIUS; q++)
        if (!columns->present[q])
            lines_bad(
                lines,
                "expected the column %s:%s:%d in Properties, found none (wca-read knows other names, and "
                "takes diameters by type)",
                property_of[q].name, property_of[q].type, property_of[q].columns);
}

/* Rows have labels too, and JSON takes no other text. */
static bool is_utf8(const char *text) {
    json_t *string = json_string(text);
    json_decref(string);
    return string != NULL;
}

struct frame *header_split(const struct lines *lines, char *text, struct header *header) {
    *header = (struct header){0};
    const struct {
        const char *key;
        char **value;
    } ours[] = {{"Lattice", &header->lattice},
                {"Properties", &header->properties},
                {"pbc", &header->pbc},
                {"Origin", &header->origin}};
    enum { OURS = sizeof ours / sizeof *ours };
    struct frame *frame = frame_new(0, 0);
    struct label label;
    while (next_label(lines, &text, &label)) {
        int which = 0;
        while (which < OURS && strcmp(label.key, ours[which].key) != 0)
            which++;
        if (which < OURS ? *ours[which].value != NULL : frame_text(frame, label.key) != NULL)
            lines_bad(lines, "expected the label %s once, found it twice", label.key);
        if (which < OURS)
            *ours[which].value = label.value;
        else if (is_utf8(label.key) && is_utf8(label.value))
            frame_add_label(frame, &label);
        else
            lines_bad(lines,
                      "expected labels in UTF-8, found other bytes at %.40s (iconv -f latin1 -t utf-8 FILE)",
                      label.key);
    }
    return frame;
}

double header_box(const struct lines *lines, const struct header *header) {
    if (header->lattice == NULL)
        lines_bad(lines, "expected Lattice=\"L 0 0 0 L 0 0 0 L\", found none (a plain XYZ file has no box: "
                         "of LAMMPS, dump custom with id type xu yu zu for wca-read; of others, write the "
                         "box so on the second line of each frame)");
    double box = parse_lattice(lines, header->lattice);
    if (header->properties == NULL)
        lines_bad(lines, "expected Properties=species:S:1:pos:R:3:radius:R:1:..., found none");
    if (header->pbc != NULL)
        parse_pbc(lines, header->pbc);
    return box;
}

struct frame *header_parse(const struct lines *lines, char *text, struct columns *columns) {
    struct header header;
    struct frame *frame = header_split(lines, text, &header);
    frame->box = header_box(lines, &header);
    parse_properties(lines, header.properties, columns);
    if (header.origin != NULL)
        parse_origin(lines, header.origin, frame->box);
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
