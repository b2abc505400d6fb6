/* wca-params: a profile of the pipelines as variables of Make, or as JSON.
 *
 * Reads a YAML profile, such as pipelines/profiles/quick.yaml; checks it against its schema (profile.h);
 * writes it. In Make
 *
 *     a: {b: 1}              becomes  a.b := 1
 *     c: [5, 6]              becomes  c := 5 6
 *     d: [{e: 7}, {e: 8}]    becomes  d := 1 2, d.1.e := 7 and d.2.e := 8
 */
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "base/error.h"
#include "io/jsonl.h"
#include "base/number.h"
#include "io/output.h"
#include "program/profile.h"

static char *joined(const char *name, const char *key) {
    return text_of("%s%s%s", name, *name == '\0' ? "" : ".", key);
}

static void write_value(FILE *stream, const json_t *value) {
    char digits[32];
    if (json_is_real(value))
        format_number(digits, json_real_value(value));
    else
        snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    fprintf(stream, " %s", json_is_string(value) ? json_string_value(value) : digits);
}

static void write_make(FILE *stream, const char *name, json_t *value);

static void write_make_list(FILE *stream, const char *name, json_t *list) {
    size_t index;
    json_t *item;
    fprintf(stream, "%s :=", name);
    json_array_foreach(list, index, item) {
        if (json_is_object(item))
            fprintf(stream, " %zu", index + 1);
        else
            write_value(stream, item);
    }
    fputc('\n', stream);
    json_array_foreach(list, index, item) {
        char digits[32];
        snprintf(digits, sizeof digits, "%zu", index + 1);
        char *inner = joined(name, digits);
        if (json_is_object(item))
            write_make(stream, inner, item);
        free(inner);
    }
}

static void write_make(FILE *stream, const char *name, json_t *value) {
    if (json_is_array(value)) {
        write_make_list(stream, name, value);
    } else if (json_is_object(value)) {
        const char *key;
        json_t *item;
        json_object_foreach(value, key, item) {
            char *inner = joined(name, key);
            write_make(stream, inner, item);
            free(inner);
        }
    } else {
        fprintf(stream, "%s :=", name);
        write_value(stream, value);
        fputc('\n', stream);
    }
}

int main(int argc, char **argv) {
    enum { JSON, MAKE };
    const char *schema = NULL, *sections = NULL;
    int format = JSON;
    const struct option_spec options[] = {
        {"schema", "FILE", OPTION_TEXT, &schema, 0, 0, NULL,
         "The YAML file that says what a profile must hold"},
        {"sections", "NAMES", OPTION_TEXT, &sections, 0, 0, NULL,
         "Of the sections, the outermost keys, only these must be there (all when it is not given): "
         "particles,seed,glasses"},
        {"format", "FORMAT", OPTION_CHOICE, &format, 0, 0, "json|make", "What to write"},
        {0},
    };
    const struct program program = {
        .summary = "Read a YAML profile, check it against its schema, write it as JSON or variables of Make.",
        .details =
            "The schema has the shape of the profile. For a value it holds a mapping with type (integer, "
            "number, text, or file), min and max of a number, the choices of a text, the default of one that "
            "may be missing, and its meaning. A key include: NAME adds what another profile says and this "
            "one does not, NAME.yaml in its folder or, where there is no other, in that of the schema: "
            "mappings are joined key by key, lists replaced whole. Keys that are missing or unknown, wrong "
            "types and "
            "numbers out of range are status 65 and a sentence each, with file and line, and what the key "
            "means.\n\n"
            "Example:\n  wca-params --schema pipelines/profiles/schema.yaml my/mine.yaml",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (schema == NULL)
        fatal(EX_USAGE, "expected the option --schema FILE, found none");
    if (cli.files[1] != NULL)
        fatal(EX_USAGE, "expected one profile, found also %s", cli.files[1]);

    json_t *profile = profile_read(cli.files[0], schema, sections);
    struct output *output = output_open(cli.output);
    if (format == MAKE) {
        write_make(output_stream(output), "", profile);
    } else {
        json_write(output_stream(output), profile, 2);
        fputc('\n', output_stream(output));
    }
    output_close(output);
    json_decref(profile);
    return 0;
}
