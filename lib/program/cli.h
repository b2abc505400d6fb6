/* cli.h: one table of options gives parsing, default, range and --help, through argp.
 *
 * Every program has in addition -o FILE, -q (quiet: no progress, no warnings), -v (more detail on standard
 * error), --help, --usage, --version (and the instructions that it computes with; of an installed one the
 * commit too), and FILE... or - or nothing for standard input. Bad usage is status
 * 64, in a sentence that names the option, what was expected and what was found; numbers are parsed whole,
 * with bounds. */
#ifndef WCA_CLI_H
#define WCA_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/times.h"

#define WCA_VERSION "0.2.0"

/* What the value of an option points to. */
enum option_kind {
    OPTION_FLAG,    /* bool: no argument */
    OPTION_INTEGER, /* int64_t in [minimum, maximum]; UNSET_INTEGER when there is no default */
    OPTION_NUMBER,  /* double in [minimum, maximum], finite; NAN when there is no default */
    OPTION_SEED,    /* uint64_t, decimal or 0x... */
    OPTION_TEXT,    /* const char *; NULL when there is no default */
    OPTION_TEXTS,  /* const char **: one for each time that it was given, then NULL; NULL when it never was */
    OPTION_CHOICE, /* int: index into choices, "one|two|three"; -1 when there is no default */
    OPTION_TIMES,  /* struct times: a LIST, see times_parse() */
};

#define UNSET_INTEGER INT64_MIN

struct option_spec {
    const char *name;     /* long name, without dashes; NULL ends the table */
    const char *argument; /* name of the argument in --help, such as "T" or "FILE" */
    enum option_kind kind;
    void *value; /* holds the default before, the user's choice after cli_parse() */
    double minimum, maximum;
    const char *choices;
    const char *help; /* a phrase with the unit; the default is appended by cli_parse() */
};

struct program {
    const char *summary; /* one line: what it reads, what it writes */
    const char *details; /* a paragraph or two for --help and the man page: equation, reference, an example */
    bool reads;          /* takes FILE... */
    const struct option_spec *options;
};

struct cli {
    const char *output; /* -o, NULL for standard output */
    bool quiet;
    int verbose;
    char **files; /* NULL-terminated; {"-", NULL} when none was given */
};

/* Parse the command line into the table's values and *cli, or exit (64; 71 without memory; 0 after --help
 * and --version). */
void cli_parse(const struct program *program, int argc, char **argv, struct cli *cli);

/* What was asked for, as text: the program, its version, and "NAME VALUE" for each option that decides
 * what is computed, a line each. Left out are names of files (OPTION_TEXT, OPTION_TEXTS) and how often a
 * checkpoint is written. */
char *cli_settings(const struct program *program);

/* Options of a program that reads frames with --tw and --tau, or rows with --merge: both, or a --tau without
 * positive times, is status 64. */
void cli_check_lags(bool merge, const struct times *tw, const struct times *tau);

#endif
