/* wca-select: frames of a stream, chosen by where they stand and by their labels.
 *
 * Reads frames; writes those that fit all that is asked of them, in their order or from the last to the first,
 * numbered and labelled anew if that is asked too. What no option sets passes with not a byte changed.
 * Limits: rows of particles are counted, not read. --reverse holds all frames that fit. */
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "base/error.h"
#include "base/number.h"
#include "base/ranges.h"
#include "io/jsonl.h"
#include "io/output.h"
#include "io/verbatim.h"

/* A list of whole numbers for a label, or for the position in the glass. */
struct numbers {
    const char *key, *text;
    struct ranges ranges;
};

/* A list of times for a label. */
struct chosen_times {
    const char *key;
    struct times times;
    bool *found;
};

/* The frames whose labels are those of a row: for each row the values of the labels, in the order of `row`. */
struct table {
    const char *path, *on;
    char *key[8];
    int keys, rows;
    double (*value)[8];
};

struct choice {
    struct numbers numbers[3];
    struct chosen_times moments[2];
    const char **where;
    struct table table;
    bool optional;
};

/* KEY of "KEY=VALUE", to be freed; *value is behind the sign. Anything else is status 64. */
static char *split(const char *option, const char *text, const char **value) {
    size_t length = strcspn(text, "=");
    if (length == 0 || text[length] != '=' || strcspn(text, " \t\"'\\") < length)
        fatal(EX_USAGE, "--%s: expected KEY=VALUE, found \"%s\"", option, text);
    *value = text + length + 1;
    return strndup(text, length);
}

static void open_numbers(struct numbers *numbers) {
    if (numbers->text != NULL && !ranges_parse(numbers->text, &numbers->ranges))
        fatal(EX_USAGE, "--%s: expected whole numbers and ranges such as 0,3,5:8,20:, found \"%s\"",
              numbers->key, numbers->text);
}

static void open_table(struct table *table) {
    enum { MOST = sizeof table->key / sizeof *table->key };
    if ((table->path == NULL) != (table->on == NULL))
        fatal(EX_USAGE, "expected --rows and --on together, found --%s alone",
              table->on == NULL ? "rows" : "on");
    if (table->path == NULL)
        return;
    char *rest = copy_text(table->on), *key;
    while ((key = strsep(&rest, ",")) != NULL) {
        if (table->keys == MOST || *key == '\0')
            fatal(EX_USAGE, "--on: expected up to %d names of labels, such as a,b, found \"%s\"", MOST,
                  table->on);
        table->key[table->keys++] = key;
    }
    struct jsonl_reader *reader = jsonl_open((char *[]){(char *)table->path, NULL});
    json_t *row;
    while ((row = jsonl_read(reader)) != NULL) {
        table->value = reallocarray(table->value, (size_t)table->rows + 1, sizeof *table->value);
        for (int k = 0; k < table->keys; k++)
            table->value[table->rows][k] =
                row_get_number(jsonl_where(reader), row, table->key[k]) + 0.0; /* not -0 */
        table->rows++;
        json_decref(row);
    }
    jsonl_close(reader);
}

/* Is a number in the list? A label that is missing is the number `standard`. */
static bool numbers_fit(struct numbers *numbers, const struct frame *header, int64_t standard) {
    int64_t number = standard;
    if (numbers->text == NULL)
        return true;
    frame_integer(header, numbers->key, &number);
    return ranges_have(&numbers->ranges, number);
}

static bool moments_fit(const struct chosen_times *moments, const struct frame *header) {
    double time;
    if (moments->times.count == 0)
        return true;
    if (!frame_number(header, moments->key, &time))
        return false;
    for (int t = 0; t < moments->times.count; t++)
        if (moments->times.value[t] == time)
            return moments->found[t] = true;
    return false;
}

/* The label has this value: the same text, or the same number. */
static bool where_fits(const char *text, const struct frame *header) {
    const char *value;
    char *key = split("where", text, &value);
    const char *label = frame_text(header, key);
    double one, other;
    bool fits = label != NULL && (strcmp(label, value) == 0 ||
                                  (parse_number(label, &one) && parse_number(value, &other) && one == other));
    free(key);
    return fits;
}

static bool table_fits(const struct table *table, const struct frame *header) {
    double label[8] = {0};
    for (int k = 0; k < table->keys; k++)
        if (!frame_number(header, table->key[k], &label[k]))
            return false;
        else
            label[k] += 0.0; /* not -0 */
    for (int row = 0; row < table->rows; row++)
        if (memcmp(table->value[row], label, (size_t)table->keys * sizeof *label) == 0)
            return true;
    return table->path == NULL;
}

static bool fits(struct choice *choice, const struct verbatim *frame) {
    const struct frame *header = frame->header;
    bool fit = numbers_fit(&choice->numbers[0], header, 1) &&
               numbers_fit(&choice->numbers[1], header, frame->position + 1) &&
               (choice->numbers[2].text == NULL || ranges_have(&choice->numbers[2].ranges, frame->position));
    for (int k = 0; k < 2; k++)
        fit = fit && moments_fit(&choice->moments[k], header);
    for (const char **where = choice->where; fit && where != NULL && *where != NULL; where++)
        fit = where_fits(*where, header);
    return fit && table_fits(&choice->table, header);
}

/* What was asked for by name and was not there is status 65. */
static void check_found(const struct choice *choice, size_t chosen) {
    int64_t number;
    if (choice->optional)
        return;
    for (int k = 0; k < 3; k++)
        if (choice->numbers[k].text != NULL && ranges_missing(&choice->numbers[k].ranges, &number))
            fatal(EX_DATAERR, "expected a frame of %s %ld, found none", choice->numbers[k].key, number);
    for (int k = 0; k < 2; k++)
        for (int t = 0; t < choice->moments[k].times.count; t++)
            if (!choice->moments[k].found[t])
                fatal(EX_DATAERR, "expected a frame of %s %.12g, found none", choice->moments[k].key,
                      choice->moments[k].times.value[t]);
    if (chosen == 0)
        fatal(EX_DATAERR, "expected a frame that fits, found none (--optional: write nothing then)");
}

/* What is set on frames as they are written. */
struct change {
    const char **set;
    int renumber;
    int64_t glass, number; /* of the frame written last */
};

enum { KEEP, GLASSES, CLONES };

static void write_changed(FILE *stream, const struct verbatim_reader *reader, struct verbatim *frame,
                          struct change *change) {
    int64_t glass = frame_glass(frame->header);
    change->number = change->renumber == CLONES && glass != change->glass ? 1 : change->number + 1;
    change->glass = glass;
    if (change->renumber != KEEP) {
        char *number = text_of("%ld", change->number);
        verbatim_set(reader, frame, change->renumber == GLASSES ? "glass" : "clone", number);
        free(number);
    }
    for (const char **set = change->set; set != NULL && *set != NULL; set++) {
        const char *value;
        char *key = split("set", *set, &value);
        verbatim_set(reader, frame, key, value);
        free(key);
    }
    verbatim_write(stream, frame);
}

static void check_set(const char **set) {
    for (; set != NULL && *set != NULL; set++) {
        const char *value;
        char *key = split("set", *set, &value);
        if (strpbrk(value, "\"'\\\r\n") != NULL)
            fatal(EX_USAGE, "--set: expected a value without quotes, \\ and line ends, found %s", *set);
        if (strcmp(key, "Lattice") == 0 || strcmp(key, "Properties") == 0 || strcmp(key, "pbc") == 0 ||
            strcmp(key, "Origin") == 0)
            fatal(EX_USAGE, "--set: expected a label, found %s, which says how the frame is to be read", key);
        free(key);
    }
}

/* Every frame that fits, written at once or, when they are reversed, at the end. */
static void select_frames(char **files, struct output *output, struct choice *choice, struct change *change,
                          bool reverse) {
    struct verbatim_reader *reader = verbatim_open(files, choice->optional);
    struct verbatim *frame, **kept = NULL;
    size_t chosen = 0, held = 0;
    while ((frame = verbatim_read(reader)) != NULL) {
        bool fit = fits(choice, frame);
        chosen += fit;
        if (fit && reverse) {
            struct verbatim **more = reallocarray(kept, held + 1, sizeof(struct verbatim *));
            kept = more;
            kept[held++] = frame;
            continue;
        }
        if (fit)
            write_changed(output_stream(output), reader, frame, change);
        output_flush(output);
        verbatim_free(frame);
    }
    check_found(choice, chosen);
    while (held > 0) {
        write_changed(output_stream(output), reader, kept[--held], change);
        verbatim_free(kept[held]);
    }
    free(kept);
    verbatim_close(reader);
}

/* What the options ask for, made ready to be compared. */
static void open_choice(struct choice *choice) {
    for (int k = 0; k < 3; k++)
        open_numbers(&choice->numbers[k]);
    for (int k = 0; k < 2; k++)
        choice->moments[k].found = allocate((size_t)choice->moments[k].times.count + 1, sizeof(bool));
    for (const char **where = choice->where; where != NULL && *where != NULL; where++)
        free(split("where", *where, &(const char *){NULL}));
    open_table(&choice->table);
}

int main(int argc, char **argv) {
    struct choice choice = {
        .numbers = {{.key = "glass"}, {.key = "clone"}, {.key = "position"}},
        .moments = {{.key = "time"}, {.key = "tw"}},
    };
    struct change change = {0};
    bool reverse = false;
    const struct option_spec options[] = {
        {"position", "LIST", OPTION_TEXT, &choice.numbers[2].text, 0, 0, NULL,
         "Frames that stand there in their glass, from 0, as a and b in the rows of pairs: 0,3,5:8,20:"},
        {"glass", "LIST", OPTION_TEXT, &choice.numbers[0].text, 0, 0, NULL,
         "Frames of these glasses (1 where there is no label)"},
        {"clone", "LIST", OPTION_TEXT, &choice.numbers[1].text, 0, 0, NULL,
         "Frames of these clones (from 1 in each glass where there is no label)"},
        {"time", "LIST", OPTION_TIMES, &choice.moments[0].times, 0, 0, NULL,
         "Frames at these times: values, start:stop:step, start:stop:xfactor"},
        {"tw", "LIST", OPTION_TIMES, &choice.moments[1].times, 0, 0, NULL, "Frames at these waiting times"},
        {"where", "KEY=VALUE", OPTION_TEXTS, &choice.where, 0, 0, NULL,
         "Frames with this label, as the same text or the same number; may be given again, and all must "
         "hold"},
        {"rows", "FILE", OPTION_TEXT, &choice.table.path, 0, 0, NULL,
         "Frames whose labels --on are those of a row of this table (JSON Lines)"},
        {"on", "KEYS", OPTION_TEXT, &choice.table.on, 0, 0, NULL,
         "The labels that --rows compares, numbers: a,b"},
        {"optional", NULL, OPTION_FLAG, &choice.optional, 0, 0, NULL,
         "What is asked for need not be there, and no frame need fit: then nothing is written"},
        {"reverse", NULL, OPTION_FLAG, &reverse, 0, 0, NULL, "From the last frame to the first"},
        {"renumber", "WHAT", OPTION_CHOICE, &change.renumber, 0, 0, "no|glass|clone",
         "Number what is written from 1: each frame as a glass of its own, or as a clone of its glass"},
        {"set", "KEY=VALUE", OPTION_TEXTS, &change.set, 0, 0, NULL,
         "Set this label on every frame that is written; may be given again"},
        {0},
    };
    const struct program program = {
        .summary = "Read frames, write those that fit all that is asked of them.",
        .details =
            "Frames pass with not a byte changed, but for the labels that are set. A glass, clone, position "
            "or time that is asked for by itself and not found is status 65; a range may be empty.\n\n"
            "Examples, the two minima of a pair, the clones of glass 2 at the end of a run, and the same "
            "backwards as a glass of another number:\n"
            "  wca-select --position 3,17 minima.xyz | wca-diff\n"
            "  wca-select --glass 2 --tw 8192 run.xyz -o late.xyz\n"
            "  wca-select --reverse --set glass=5 late.xyz -o other.xyz",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    check_set(change.set);
    open_choice(&choice);

    struct output *output = output_open(cli.output);
    select_frames(cli.files, output, &choice, &change, reverse);
    output_close(output);
    return 0;
}
