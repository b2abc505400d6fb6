/* wca-compare: how two numbers of a row differ, in their difference or ratio, with its error; and means over rows.
 *
 * Reads rows; writes them with what was made of two of their numbers, or, with --mean, a row for each group of
 * them with the means of some numbers. What has neither of the two numbers passes as it is.
 * Limits: the two numbers are independent, and errors are small: to first order. Reference: estimate.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "base/error.h"
#include "base/estimate.h"
#include "base/number.h"
#include "io/groups.h"
#include "io/jsonl.h"
#include "io/output.h"

/* A number or its error: that of a key, or the same in all rows where key is NULL. */
struct term {
    char *key;
    double number;
};

struct operand {
    struct term value, error;
};

struct question {
    const char *of, *as, *mean, *by;
    bool ratio, share, chance, count;
    struct operand operand[2];
    struct names means, groups;
};

static bool is_utf8(const char *text) {
    json_t *string = json_string(text);
    json_decref(string);
    return string != NULL;
}

/* "A,B,..." as the option has it: each once, none empty. */
static struct names names_of(const char *option, const char *text) {
    struct names names = {0};
    char *rest = text == NULL ? NULL : copy_text(text), *name;
    while ((name = strsep(&rest, ",")) != NULL) {
        for (int k = 0; k < names.count; k++)
            if (strcmp(names.name[k], name) == 0)
                fatal(EX_USAGE, "--%s: expected each key once, found \"%s\" again", option, name);
        if (*name == '\0' || !is_utf8(name))
            fatal(EX_USAGE, "--%s: expected keys of rows, such as a,b, found \"%s\"", option, text);
        names.name = reallocarray(names.name, (size_t)names.count + 1, sizeof *names.name);
        names.name[names.count++] = name;
    }
    return names;
}

static struct term term_of(char *text) {
    struct term term = {text, NAN};
    if (parse_number(text, &term.number))
        term.key = NULL;
    return term;
}

/* KEY, with the error of KEY_error; KEY:ERROR; or a number in place of either, one without an error being exact. */
static struct operand operand_of(char *text) {
    char *value = strsep(&text, ":");
    struct operand operand = {.value = term_of(value)};
    if (text != NULL)
        operand.error = term_of(text);
    else if (operand.value.key != NULL)
        operand.error.key = text_of("%s_error", value);
    return operand;
}

static void parse_pair(struct question *question) {
    char *rest = copy_text(question->of);
    bool right = is_utf8(rest), with_errors = strchr(rest, ':') != NULL;
    for (int k = 0; k < 2 && right; k++) {
        char *text = strsep(&rest, ",");
        right = text != NULL && *text != '\0' && *text != ':' && text[strlen(text) - 1] != ':';
        if (right)
            question->operand[k] = operand_of(text);
    }
    const struct operand *a = &question->operand[0], *b = &question->operand[1];
    if (!right || rest != NULL || (a->value.key == NULL && b->value.key == NULL) ||
        !(a->error.key != NULL || a->error.number >= 0) || !(b->error.key != NULL || b->error.number >= 0))
        fatal(EX_USAGE,
              "--of: expected two keys of rows, A,B or A:ERROR,B:ERROR, or a key and a number, found \"%s\"",
              question->of);
    if (question->share && (with_errors || a->value.key == NULL || b->value.key == NULL))
        fatal(EX_USAGE, "--share: expected --of with the keys of two counts, A,B, found \"%s\"",
              question->of);
    if (question->as == NULL)
        question->as = question->share ? "share" : question->ratio ? "ratio" : "difference";
    if (*question->as == '\0' || !is_utf8(question->as))
        fatal(EX_USAGE, "--as: expected a name for the result, found \"%s\"", question->as);
}

/* What is asked, from options of which not all go together. */
static void parse_question(struct question *question) {
    static const char *const standard = "value:error,other_value:other_error";
    if (question->mean == NULL && question->by != NULL)
        fatal(EX_USAGE, "--by makes groups for --mean: expected both, found --by alone");
    if (question->mean != NULL &&
        (question->of != NULL || question->as != NULL || question->ratio || question->share))
        fatal(EX_USAGE, "--mean is over rows: expected none of --of, --as, --ratio and --share with it");
    if (question->ratio && question->share)
        fatal(EX_USAGE, "expected --ratio or --share, found both");
    if ((question->chance || question->count) &&
        (question->mean != NULL || question->share || (question->chance && question->count)))
        fatal(EX_USAGE,
              "--chance and --count are of differences and ratios: expected one of them, and none of "
              "--share and --mean with it");
    if (question->of == NULL)
        question->of = question->share ? "value,other_value" : standard;
    if (question->mean == NULL)
        parse_pair(question);
    question->means = names_of("mean", question->mean);
    question->groups = names_of("by", question->by);
}

/* NAN where it is null or missing. */
static double number_of(const char *where, const json_t *row, const struct term *term) {
    if (term->key == NULL)
        return term->number;
    const json_t *value = json_object_get(row, term->key);
    return value == NULL || json_is_null(value) ? NAN : row_get_number(where, row, term->key);
}

/* Why a number is NAN: as the row says, or that it has none. To be freed. */
static char *reason_of(const json_t *row, const char *key) {
    char *reason_key = text_of("%s_reason", key);
    const char *said = json_string_value(json_object_get(row, reason_key));
    free(reason_key);
    return said == NULL ? text_of("no %s", key) : copy_text(said);
}

/* A number with its error; *reason and *error_reason are set where it, or its error, does not exist and they are not set
 * yet. */
static struct uncertain estimate_of(const char *where, const json_t *row, const struct operand *operand,
                                    char **reason, char **error_reason) {
    struct uncertain found = {number_of(where, row, &operand->value), number_of(where, row, &operand->error)};
    if (found.error < 0)
        fatal(EX_DATAERR, "%s: expected an error of at least 0 for the key \"%s\", found %g", where,
              operand->error.key, found.error);
    if (isnan(found.value) && *reason == NULL)
        *reason = reason_of(row, operand->value.key);
    if (isnan(found.error) && *error_reason == NULL)
        *error_reason = reason_of(row, operand->error.key);
    return found;
}

/* NAME and NAME_error. */
static void write_estimate(const char *where, json_t *row, const char *name, struct uncertain found,
                           const char *reason, const char *error_reason) {
    row_new_number_or_reason(where, row, name, found.value, reason);
    char *key = text_of("%s_error", name);
    row_new_number_or_reason(where, row, key, found.error, isnan(found.value) ? reason : error_reason);
    free(key);
}

static double samples_of(const char *where, const json_t *row, const char *key) {
    double samples = number_of(where, row, &(struct term){.key = (char *)key});
    if (samples < 1)
        fatal(EX_DATAERR, "%s: expected samples of at least 1 for the key \"%s\", found %g", where, key,
              samples);
    return samples;
}

/* How many rows were compared, how many of them lie beyond 2 and 3 errors, and how many chance gives. */
struct excess {
    int64_t compared, beyond[2];
    double expected[2];
};

static void count_difference(struct excess *tally, double deviations, double freedom) {
    if (isnan(deviations) || isnan(freedom))
        return;
    tally->compared++;
    for (int k = 0; k < 2; k++) {
        tally->beyond[k] += fabs(deviations) > k + 2;
        tally->expected[k] += estimate_chance(k + 2, freedom);
    }
}

static void write_tally(FILE *stream, const struct excess *tally) {
    json_t *row = row_new();
    row_integer(row, "compared", tally->compared);
    for (int k = 0; k < 2; k++) {
        static const char *const name[] = {"beyond_2", "beyond_3"}, *const expected[] = {"beyond_2_expected",
                                                                                         "beyond_3_expected"};
        row_integer(row, name[k], tally->beyond[k]);
        row_number(row, expected[k], tally->expected[k]);
    }
    row_write(stream, row);
}

/* NAME_deviations and, where they are asked for, the chance of that and the count. */
static void write_deviations(const char *where, json_t *row, const struct question *question,
                             const char *name, struct uncertain a, struct uncertain b, const char *none,
                             struct excess *tally) {
    double deviations = estimate_deviations(estimate_difference(a, b)), freedom = INFINITY;
    char *key = text_of("%s_deviations", name), *chance_key = text_of("%s_chance", name);
    row_new_number_or_reason(where, row, key, deviations, none != NULL ? none : "the error is 0");
    if (question->chance || question->count)
        freedom = estimate_freedom(a, samples_of(where, row, "samples"), b,
                                   samples_of(where, row, "other_samples"));
    if (question->chance)
        row_new_number_or_reason(where, row, chance_key, estimate_chance(deviations, freedom),
                                 !isnan(deviations) ? "an error of a single sample is none"
                                 : none != NULL     ? none
                                                    : "the error is 0");
    count_difference(tally, deviations, freedom);
    free(key);
    free(chance_key);
}

static void write_difference(const char *where, json_t *row, const struct question *question,
                             struct uncertain a, struct uncertain b, const char *reason,
                             const char *error_reason, struct excess *tally) {
    write_estimate(where, row, question->as, estimate_difference(a, b), reason, error_reason);
    write_deviations(where, row, question, question->as, a, b, reason != NULL ? reason : error_reason, tally);
}

static void write_ratio(const char *where, json_t *row, const struct question *question, struct uncertain a,
                        struct uncertain b, const char *reason, const char *error_reason,
                        struct excess *tally) {
    static const struct uncertain one = {1, 0};
    const char *beyond = error_reason != NULL ? error_reason : "it is beyond all numbers";
    const char *log_reason = reason != NULL ? reason : "a number is not above 0";
    struct uncertain log_ratio = estimate_log_ratio(a, b);
    char *log_name = text_of("log_%s", question->as);
    write_estimate(where, row, question->as, estimate_ratio(a, b),
                   reason != NULL ? reason : "the divisor is 0", beyond);
    write_estimate(where, row, log_name, log_ratio, log_reason, beyond);
    if (question->chance || question->count)
        write_deviations(where, row, question, log_name, estimate_log_ratio(a, one),
                         estimate_log_ratio(b, one), isnan(log_ratio.value) ? log_reason : error_reason,
                         tally);
    free(log_name);
}

static void compare(const char *where, json_t *row, const struct question *question, struct excess *tally) {
    char *reason = NULL, *error_reason = NULL;
    struct uncertain a = estimate_of(where, row, &question->operand[0], &reason, &error_reason);
    struct uncertain b = estimate_of(where, row, &question->operand[1], &reason, &error_reason);
    if (question->ratio)
        write_ratio(where, row, question, a, b, reason, error_reason, tally);
    else
        write_difference(where, row, question, a, b, reason, error_reason, tally);
    free(reason);
    free(error_reason);
}

static double count_of(const char *where, const json_t *row, const char *key) {
    int64_t count = row_get_integer(where, row, key);
    if (count < 0)
        fatal(EX_DATAERR, "%s: expected a count of at least 0 for the key \"%s\", found %ld", where, key,
              count);
    return (double)count;
}

static void share(const char *where, json_t *row, const struct question *question) {
    struct uncertain found = estimate_share(count_of(where, row, question->operand[0].value.key),
                                            count_of(where, row, question->operand[1].value.key));
    write_estimate(where, row, question->as, found, "both counts are 0", NULL);
}

static bool has(const json_t *row, const struct operand *operand) {
    return operand->value.key != NULL && json_object_get(row, operand->value.key) != NULL;
}

static void compare_rows(struct jsonl_reader *reader, const struct question *question, FILE *stream) {
    const struct operand *a = &question->operand[0], *b = &question->operand[1];
    bool any = false;
    struct excess tally = {0};
    for (json_t *row; (row = jsonl_read(reader)) != NULL;) {
        if (has(row, a) || has(row, b)) {
            if (question->share)
                share(jsonl_where(reader), row, question);
            else
                compare(jsonl_where(reader), row, question, &tally);
            any = true;
        }
        if (question->count)
            json_decref(row);
        else
            row_write(stream, row);
    }
    if (!any)
        fatal(EX_DATAERR, "%s: expected at least one row with a key of --of %s, found none",
              jsonl_where(reader), question->of);
    if (question->count)
        write_tally(stream, &tally);
}

int main(int argc, char **argv) {
    struct question question = {0};
    const struct option_spec options[] = {
        {"of", "A,B", OPTION_TEXT, &question.of, 0, 0, NULL,
         "The keys of two numbers, A:ERROR,B:ERROR with those of their errors, which are A_error "
         "and B_error where they are not given; a number stands for itself (default "
         "value:error,other_value:other_error)"},
        {"ratio", NULL, OPTION_FLAG, &question.ratio, 0, 0, NULL, "Write A/B and ln A/B in place of A - B"},
        {"share", NULL, OPTION_FLAG, &question.share, 0, 0, NULL,
         "A and B are counts: write the share of A in both in place of A - B"},
        {"chance", NULL, OPTION_FLAG, &question.chance, 0, 0, NULL,
         "Write difference_chance too, or log_ratio_chance: that two equal numbers lie so far apart"},
        {"count", NULL, OPTION_FLAG, &question.count, 0, 0, NULL,
         "In place of rows write how many differences lie beyond 2 and 3 errors, and how many chance gives"},
        {"as", "NAME", OPTION_TEXT, &question.as, 0, 0, NULL,
         "The key of the result (default difference, ratio or share)"},
        {"mean", "KEYS", OPTION_TEXT, &question.mean, 0, 0, NULL,
         "In place of all that: the means over the rows of the numbers under these keys"},
        {"by", "KEYS", OPTION_TEXT, &question.by, 0, 0, NULL,
         "With --mean: a row for each group of rows that agree in these keys"},
        {0},
    };
    const struct program program = {
        .summary = "Read rows, write them with the difference or ratio of two of their numbers, or means.",
        .details =
            "Each row gets difference = A - B, difference_error, and difference_deviations, how many "
            "errors that is; with --ratio ratio = A/B and log_ratio = ln A/B, with ratio_error and "
            "log_ratio_error; with --share share and share_error, the standard deviation of a beta "
            "distribution given the counts. --as names them. Errors are of independent numbers, and "
            "add in squares, to first order. What does not exist is null, with its reason: where A is "
            "null, as A_reason says. Rows that have neither A nor B pass as they are.\n\n"
            "The chance of a difference is that of Student's t, with the degrees of freedom of Welch and "
            "Satterthwaite, where rows say from how many samples (glasses) the errors of both come, samples "
            "and other_samples; where they do not, that of a normal distribution. Numbers that scatter by a "
            "factor, such as "
            "variances of few samples, are to be compared by --ratio: that of their logarithms.\n\n"
            "With --mean a row for each group, in the order of their first rows: the keys of --by, how "
            "many rows, and for each KEY KEY_mean, KEY_mean_error (of independent rows), KEY_sd and "
            "KEY_rows, those in which it is a number.\n\n"
            "Examples:\n"
            "  wca-compare --of phi_j,0.8404 packings.jsonl\n"
            "  wca-compare --mean barrier,distance --by phi,converged pairs.jsonl",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    parse_question(&question);

    struct jsonl_reader *reader = jsonl_open(cli.files);
    struct output *output = output_open(cli.output);
    if (question.mean != NULL)
        groups_average(reader, &question.means, &question.groups, output_stream(output));
    else
        compare_rows(reader, &question, output_stream(output));
    output_close(output);
    jsonl_close(reader);
    return 0;
}
