#include "program/cli.h"

#include <argp.h>
#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/number.h"
#include "forces/kernel.h"
#include "io/output.h"

/* The table of options. */

enum { FIRST_KEY = 256 }; /* keys of the table: beyond the letters */

struct parse {
    const struct program *program;
    struct cli *cli;
    int files;
};

/* "a positive number", "an integer from 1 to 9": what the range of an option asks for. */
static char *range_of(const struct option_spec *option) {
    const char *noun = option->kind == OPTION_INTEGER ? "an integer" : "a number";
    bool bounded = option->maximum < (option->kind == OPTION_INTEGER ? 0x1p53 : DBL_MAX);
    if (option->minimum == DBL_MIN)
        return bounded ? text_of("a positive number up to %.12g", option->maximum)
                       : text_of("a positive number");
    if (!(option->minimum > -DBL_MAX))
        return bounded ? text_of("%s up to %.12g", noun, option->maximum) : text_of("%s", noun);
    return bounded ? text_of("%s from %.12g to %.12g", noun, option->minimum, option->maximum)
                   : text_of("%s of at least %.12g", noun, option->minimum);
}

/* The default as --help shows it, or NULL. */
static char *default_of(const struct option_spec *option) {
    char number[32];
    switch (option->kind) {
    case OPTION_INTEGER:
        return *(int64_t *)option->value == UNSET_INTEGER ? NULL : text_of("%ld", *(int64_t *)option->value);
    case OPTION_NUMBER:
        if (isnan(*(double *)option->value))
            return NULL;
        format_number(number, *(double *)option->value);
        return text_of("%s", number);
    case OPTION_SEED:
        return text_of("%lu", *(uint64_t *)option->value);
    case OPTION_TEXT:
        return *(const char **)option->value ? text_of("%s", *(const char **)option->value) : NULL;
    case OPTION_CHOICE: {
        const char *choice = option->choices;
        if (*(int *)option->value < 0)
            return NULL;
        for (int c = 0; c < *(int *)option->value; c++)
            choice = strchr(choice, '|') + 1;
        return text_of("%.*s", (int)strcspn(choice, "|"), choice);
    }
    case OPTION_FLAG:
    case OPTION_TEXTS:
    case OPTION_TIMES:
        break;
    }
    return NULL;
}

/* The help of one option, from the same table that parses it. */
static char *help_of(const struct option_spec *option) {
    char *standard = default_of(option);
    bool number = option->kind == OPTION_INTEGER || option->kind == OPTION_NUMBER;
    char *range = number ? range_of(option) : copy_text(option->kind == OPTION_CHOICE ? option->choices : "");
    const char *separator = *range != '\0' ? ": " : "";
    return standard ? text_of("%s%s%s (default %s)", option->help, separator, range, standard)
                    : text_of("%s%s%s", option->help, separator, range);
}

static bool parse_choice(const char *choices, const char *text, int *value) {
    size_t length = strlen(text);
    for (int c = 0;; c++) {
        size_t width = strcspn(choices, "|");
        if (width == length && strncmp(choices, text, width) == 0) {
            *value = c;
            return true;
        }
        if (choices[width] == '\0')
            return false;
        choices += width + 1;
    }
}

/* One more text behind those of a list. */
static void add_text(const char ***list, const char *text) {
    size_t count = 0;
    while (*list != NULL && (*list)[count] != NULL)
        count++;
    *list = reallocarray(*list, count + 2, sizeof **list);
    (*list)[count] = text;
    (*list)[count + 1] = NULL;
}

/* Put what the user said into the table's value; argp_error() ends the program with status 64. */
static void set_option(const struct option_spec *option, const char *text, struct argp_state *state) {
    const char *expected = NULL, *message;
    int64_t integer;
    double number;
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)option->value = true;
        break;
    case OPTION_INTEGER:
        if (parse_integer(text, &integer) && (double)integer >= option->minimum &&
            (double)integer <= option->maximum)
            *(int64_t *)option->value = integer;
        else
            expected = range_of(option);
        break;
    case OPTION_NUMBER:
        if (parse_number(text, &number) && number >= option->minimum && number <= option->maximum)
            *(double *)option->value = number;
        else
            expected = range_of(option);
        break;
    case OPTION_SEED:
        if (!parse_seed(text, option->value))
            expected = "a seed from 0 to 2^64 - 1, decimal or 0x...";
        break;
    case OPTION_TEXT:
        *(const char **)option->value = text;
        break;
    case OPTION_TEXTS:
        add_text(option->value, text);
        break;
    case OPTION_CHOICE:
        if (!parse_choice(option->choices, text, option->value))
            expected = text_of("one of %s", option->choices);
        break;
    case OPTION_TIMES:
        if (!times_parse(text, option->value, &message))
            argp_error(state, "--%s: %s", option->name, message);
        break;
    }
    if (expected != NULL)
        argp_error(state, "--%s: expected %s, found \"%s\"", option->name, expected, text);
}

static error_t parse_option(int key, char *text, struct argp_state *state) {
    struct parse *parse = state->input;
    switch (key) {
    case 'o':
        parse->cli->output = text;
        return 0;
    case 'q':
        parse->cli->quiet = true;
        warnings_off();
        return 0;
    case 'v':
        parse->cli->verbose++;
        details_on();
        return 0;
    case ARGP_KEY_ARG:
        if (!parse->program->reads)
            argp_error(state, "expected no file: this program reads none; found \"%s\"", text);
        parse->cli->files[parse->files++] = text;
        return 0;
    case ARGP_KEY_END:
        if (parse->files == 0)
            parse->cli->files[0] = "-";
        return 0;
    default:
        if (key < FIRST_KEY || key >= ARGP_KEY_END)
            return ARGP_ERR_UNKNOWN;
        set_option(&parse->program->options[key - FIRST_KEY], text, state);
        return 0;
    }
}

/* The commit that was installed, or NULL: install writes it into share/wca beside the folder of the program. It
 * is not in the program, whose bytes say what its products were made by, and stay while nothing else changes. */
static char *installed_commit(void) {
    char program[4096], commit[64];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program);
    if (length < 0 || length == sizeof program)
        return NULL;
    char *folder = text_of("%.*s", (int)length, program);
    char *slash = strrchr(folder, '/');
    *slash = '\0';
    char *path = text_of("%s/../share/wca/commit", folder);
    FILE *file = fopen(path, "r");
    bool found = file != NULL && fgets(commit, sizeof commit, file) != NULL;
    if (file != NULL)
        fclose(file);
    free(path);
    free(folder);
    return found ? text_of("%.*s", (int)strcspn(commit, "\n"), commit) : NULL;
}

static void print_version(FILE *stream, struct argp_state *state) {
    char *commit = installed_commit();
    fprintf(stream, "%s (wca) %s%s%s\ninstructions: %s\n", state->name, WCA_VERSION,
            commit == NULL ? "" : ", commit ", commit == NULL ? "" : commit, kernel_choose(1)->name);
    free(commit);
}

void cli_parse(const struct program *program, int argc, char **argv, struct cli *cli) {
    output_prepare();
    static const struct argp_option shared[] = {
        {"output", 'o', "FILE", 0, "Write to FILE, which is then whole or absent (default standard output)",
         1},
        {"quiet", 'q', NULL, 0, "No progress line and no warnings", 1},
        {"verbose", 'v', NULL, 0, "Say more on standard error", 1},
    };
    const size_t shared_count = sizeof shared / sizeof *shared;
    size_t count = 0;
    while (program->options[count].name != NULL)
        count++;
    struct argp_option *options = allocate(count + shared_count + 1, sizeof *options);
    for (size_t k = 0; k < count; k++) {
        const struct option_spec *option = &program->options[k];
        options[k].name = option->name;
        options[k].key = FIRST_KEY + (int)k;
        options[k].arg = option->kind == OPTION_FLAG ? NULL : option->argument;
        options[k].doc = help_of(option);
    }
    memcpy(options + count, shared, sizeof shared);

    *cli = (struct cli){.files = allocate((size_t)argc + 2, sizeof *cli->files)};
    struct parse parse = {.program = program, .cli = cli};
    const struct argp argp = {
        .options = options,
        .parser = parse_option,
        .args_doc = program->reads ? "[FILE...]" : NULL,
        .doc = text_of("%s\v%s", program->summary, program->details),
    };
    argp_program_version_hook = print_version;
    argp_err_exit_status = EX_USAGE;
    /* What is wrong with the command line has ended the program: no memory is all that can be left. */
    if (argp_parse(&argp, argc, argv, 0, NULL, &parse) != 0)
        fatal(EX_OSERR, "no memory to read the command line");
    free(options);
}

char *cli_settings(const struct program *program) {
    char *settings, number[32];
    size_t length;
    FILE *stream = open_memstream(&settings, &length);
    fprintf(stream, "%s %s\n", program_invocation_short_name, WCA_VERSION);
    for (const struct option_spec *option = program->options; option->name != NULL; option++) {
        if (option->kind == OPTION_TEXT || option->kind == OPTION_TEXTS ||
            strcmp(option->name, "checkpoint-every") == 0)
            continue;
        fprintf(stream, "--%s ", option->name);
        if (option->kind == OPTION_FLAG) {
            fputs(*(bool *)option->value ? "yes" : "no", stream);
        } else if (option->kind == OPTION_TIMES) {
            const struct times *times = option->value;
            for (int t = 0; t < times->count; t++) {
                format_number(number, times->value[t]);
                fprintf(stream, "%s%s", t == 0 ? "" : ",", number);
            }
        } else {
            char *value = default_of(option);
            fputs(value == NULL ? "none" : value, stream);
            free(value);
        }
        fputc('\n', stream);
    }
    fclose(stream);
    return settings;
}

void cli_check_lags(bool merge, const struct times *tw, const struct times *tau) {
    if (merge && tw->count + tau->count > 0)
        fatal(EX_USAGE, "expected --merge, or --tw and --tau, which are for frames; found both");
    if (!merge && (tau->count == 0 || tau->value[0] == 0))
        fatal(EX_USAGE, "expected the option --tau with positive times, found %s",
              tau->count == 0 ? "none" : "a time 0");
}
