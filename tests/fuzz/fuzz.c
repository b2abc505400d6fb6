#include "fuzz.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "io/clones.h"
#include "io/extxyz.h"
#include "io/pair_rows.h"
#include "io/verbatim.h"
#include "landscape/landscape.h"
#include "program/cli.h"

typedef int program_function(int argc, char **argv);

/* The programs, whose main() has another name here: main_of_md() is that of wca-md. */
#define PROGRAM(name) program_function main_of_##name;
PROGRAMS
#undef PROGRAM
static const struct {
    const char *name;
    program_function *main;
} programs[] = {
#define PROGRAM(name) {"wca-" #name, main_of_##name},
    PROGRAMS
#undef PROGRAM
};

#define STATE "state" /* the checkpoint */

/* Functions of lib that free what they read. */

static char *there[] = {"-", NULL};

/* A frame that is taken is written, and what was written is read as the same. */
static int read_frames(int argc, char **argv) {
    (void)argc, (void)argv;
    char *text[2] = {NULL, NULL};
    size_t length[2];
    for (int pass = 0; pass < 2; pass++) {
        FILE *written = open_memstream(&text[pass], &length[pass]), *first = stdin;
        stdin = pass == 0 ? first : fmemopen(text[0], length[0], "r");
        struct extxyz_reader *reader = extxyz_open(there);
        int count;
        for (struct frame **frames; (frames = extxyz_read_glass(reader, &count)) != NULL; frames_free(frames))
            for (int k = 0; k < count; k++)
                extxyz_write(written, frames[k]);
        extxyz_close(reader);
        fclose(written);
        if (pass == 1)
            fclose(stdin);
        stdin = first;
    }
    if (length[0] != length[1] || memcmp(text[0], text[1], length[0]) != 0) {
        dprintf(STDERR_FILENO, "a frame that was written is read as another one:\n%s\nand then\n%s\n",
                text[0], text[1]);
        abort();
    }
    free(text[0]);
    free(text[1]);
    return 0;
}

static int read_verbatim(int argc, char **argv) {
    (void)argc, (void)argv;
    struct verbatim_reader *reader = verbatim_open(there, false);
    for (struct verbatim *frame; (frame = verbatim_read(reader)) != NULL; verbatim_free(frame))
        verbatim_set(reader, frame, "mood", "very calm");
    verbatim_close(reader);
    return 0;
}

static int read_clones(int argc, char **argv) {
    (void)argv;
    struct clones_reader *reader = clones_open(there, argc > 1, argc > 1);
    for (struct clones *clones; (clones = clones_read(reader)) != NULL;)
        clones_free(clones);
    clones_close(reader);
    return 0;
}

static int read_rows(int argc, char **argv) {
    (void)argc, (void)argv;
    struct jsonl_reader *reader = jsonl_open(there);
    for (json_t *row; (row = jsonl_read(reader)) != NULL; json_decref(row))
        ;
    jsonl_close(reader);
    return 0;
}

static int read_pairs(int argc, char **argv) {
    (void)argc, (void)argv;
    struct pair_reader *reader = pair_reader_open(there);
    for (struct pair_rows *rows; (rows = pair_rows_read(reader, "barrier")) != NULL; pair_rows_free(rows))
        ;
    pair_reader_close(reader);
    return 0;
}

static int read_known(int argc, char **argv) {
    (void)argc, (void)argv;
    known_rows_free(known_rows_read(there[0]));
    return 0;
}

/* The readers. */

struct command {
    const char *reader, *line; /* the words behind a program, which writes to nowhere */
    program_function *read;    /* NULL: the program that the line names */
};

static const struct command commands[] = {
    {"frames", "frames", read_frames},
    {"frames", "verbatim", read_verbatim},
    {"frames", "clones", read_clones},
    {"frames", "clones unwrapped", read_clones},
    {"frames", "wca-select --renumber glass --set mood=calm --where phi=1 --optional", NULL},
    {"frames", "wca-select --tw 0:9:1 --position 0: --reverse", NULL},
    {"frames", "wca-clone --clones 2", NULL},
    {"frames", "wca-msd --tau 0.5", NULL},
    {"frames", "wca-fskt --tau 0.5", NULL},
    {"frames", "wca-chi --lag 0.5 --unwrap", NULL},
    {"frames", "wca-diff", NULL},
    {"frames", "wca-diff --field", NULL},
    {"frames", "wca-minima", NULL},
    {"frames", "wca-minima --pairs", NULL},
    {"frames", "wca-md --times 0", NULL},
    {"frames", "wca-md --times 0 --phi 1", NULL},
    {"frames", "wca-swap --temperature 1 --time 0", NULL},
    {"frames", "wca-min --forces --max-steps 0", NULL},
    {"frames", "wca-neb --images 2 --max-iterations 1", NULL},
    {"frames", "wca-write", NULL},
    {"frames", "wca-write --format dump --types 3", NULL},
    {"frames", "wca-write --format table", NULL},
    {"foreign", "wca-read", NULL},
    {"foreign", "wca-read --scale-to-mean-diameter", NULL},
    {"foreign", "wca-read --unwrap --diameter-of-type 1:0.8,2:1.2", NULL},
    {"foreign", "wca-read --diameter-column v_d --temperature 1", NULL},
    {"rows", "rows", read_rows},
    {"rows", "pairs", read_pairs},
    {"rows", "known", read_known},
    {"rows", "wca-chi --merge", NULL},
    {"rows", "wca-chi --cross 1.06 --chi-at 8", NULL},
    {"rows", "wca-msd --merge", NULL},
    {"rows", "wca-msd --aging", NULL},
    {"rows", "wca-fskt --merge", NULL},
    {"rows", "wca-relax", NULL},
    {"rows", "wca-relax --at 0.5", NULL},
    {"rows", "wca-jam --merge --polydispersity 0.2293", NULL},
    {"rows", "wca-minima --merge --polydispersity 0.2293", NULL},
    {"rows", "wca-minima --cross 0.5", NULL},
    {"rows", "wca-cluster", NULL},
    {"rows", "wca-landscape", NULL},
    {"rows", "wca-landscape --minimax", NULL},
    {"rows", "wca-landscape --tree", NULL},
    {"rows", "wca-landscape --merge", NULL},
    {"rows", "wca-landscape --distributions", NULL},
    {"rows", "wca-compare --of a,b", NULL},
    {"rows", "wca-compare --ratio --of a:b_error,2", NULL},
    {"rows", "wca-compare --share --of clones,others", NULL},
    {"rows", "wca-compare --mean a,a_error --by phi,glass", NULL},
    {"profiles", "wca-params --schema schema.yaml", NULL},
    {"profiles", "wca-params --schema schema.yaml --sections size,list --format make", NULL},
    {"profiles", "wca-params --schema - profile.yaml", NULL},
    {"checkpoints", "wca-swap --temperature 0.46 --time 4 --dt 0.02 --decays 10 glass.xyz", NULL},
    {"checkpoints", "wca-swap --temperature 0.46 --times 0:0.21:0.105 glass.xyz", NULL},
    {"checkpoints",
     "wca-jam --temperature 0.01 --phi-step 0.02 --rate 1 --cooling-rate 1 --pressure-tolerance 0.05 "
     "dense.xyz",
     NULL},
    {"checkpoints", "wca-md --times 0:1:0.1 --dt 0.02 --origin thermal --thermostat csvr clones.xyz", NULL},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

const char *const fuzz_readers[] = {"frames", "foreign", "rows", "profiles", "options", "checkpoints", NULL};

/* Memory, streams and files that a run opened and has not given back. */

enum { MOST = 1 << 20, MOST_STREAMS = 64 };
static bool runs;
static const volatile void *held[MOST];
static size_t helds;
static FILE *opened[MOST_STREAMS];
static int first_descriptor;

/* A sanitizer, if there is one, calls these. */
__attribute__((weak)) int __sanitizer_install_malloc_and_free_hooks(void (*taken)(const volatile void *,
                                                                                  size_t),
                                                                    void (*freed)(const volatile void *));

static void taken(const volatile void *memory, size_t size) {
    (void)size;
    if (!runs || memory == NULL)
        return;
    if (helds == MOST)
        abort();
    held[helds++] = memory;
}

static void freed(const volatile void *memory) {
    if (!runs)
        return;
    for (size_t k = helds; k-- > 0;)
        if (held[k] == memory) {
            held[k] = held[--helds];
            return;
        }
}

/* The linker puts these in the place of what lib calls (--wrap). */
FILE *__real_fopen(const char *path, const char *mode);
FILE *__real_open_memstream(char **text, size_t *length);
FILE *__real_fopencookie(void *cookie, const char *mode, cookie_io_functions_t functions);
int __real_fclose(FILE *stream);
int __real_unlink(const char *path);
void __real_cli_parse(const struct program *program, int argc, char **argv, struct cli *cli);

static FILE *note(FILE *stream) {
    for (int k = 0; runs && stream != NULL && k < MOST_STREAMS; k++)
        if (opened[k] == NULL) {
            opened[k] = stream;
            break;
        }
    return stream;
}

FILE *__wrap_fopen(const char *path, const char *mode) {
    return note(__real_fopen(path, mode));
}

FILE *__wrap_open_memstream(char **text, size_t *length) {
    return note(__real_open_memstream(text, length));
}

FILE *__wrap_fopencookie(void *cookie, const char *mode, cookie_io_functions_t functions) {
    return note(__real_fopencookie(cookie, mode, functions));
}

int __wrap_fclose(FILE *stream) {
    for (int k = 0; k < MOST_STREAMS; k++)
        if (opened[k] == stream)
            opened[k] = NULL;
    return __real_fclose(stream);
}

/* A checkpoint stays, for the next run. */
int __wrap_unlink(const char *path) {
    return strcmp(path, STATE) == 0 ? 0 : __real_unlink(path);
}

/* A run. */

static const char *reader_now;
static bool is_checkpoint, is_command_line; /* what the input is, if not what stands on standard input */
static jmp_buf over;
static int status;
static char said[1 << 16];
static FILE *says;
static char *program_name;

static void jump_back(int exit_status, void *nothing) {
    (void)nothing;
    status = exit_status;
    longjmp(over, 1);
}

/* Of a command line that is tried, no file is read or written, and what reads none does nothing. */
void __wrap_cli_parse(const struct program *program, int argc, char **argv, struct cli *cli) {
    __real_cli_parse(program, argc, argv, cli);
    if (!is_command_line)
        return;
    if (!program->reads)
        exit(0);
    cli->output = "/dev/null";
    cli->files = there;
    for (const struct option_spec *option = program->options; option->name != NULL; option++)
        if (option->kind == OPTION_TEXT &&
            (strcmp(option->argument, "FILE") == 0 || strcmp(option->argument, "ROWS") == 0))
            *(const char **)option->value = NULL;
}

/* The end of a program and all that it held. */
static void run(program_function *program, int argc, char **argv, const void *data, size_t size) {
    rewind(says);
    memset(said, 0, 2);
    FILE *own_input = stdin, *own_errors = stderr;
    program_invocation_short_name = program_name = argv[0];
    optind = 0;
    runs = true;
    stdin = fmemopen((void *)data, size, "r");
    stderr = says;
    if (setjmp(over) == 0) {
        on_exit(jump_back, NULL);
        exit(program(argc, argv));
    }
    for (int k = 0; k < MOST_STREAMS; k++)
        if (opened[k] != NULL)
            __wrap_fclose(opened[k]);
    fclose(stdin);
    fflush(says);
    stdin = own_input;
    stderr = own_errors;
    close_range((unsigned)first_descriptor, UINT_MAX, 0);
    runs = false;
}

static __attribute__((noreturn, format(printf, 1, 2))) void wrong(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    dprintf(STDERR_FILENO, "fuzz: %s: ", program_name);
    vdprintf(STDERR_FILENO, format, arguments);
    va_end(arguments);
    dprintf(STDERR_FILENO, "\n%s\n", said);
    abort();
}

/* Does a sentence name a line of what was read, "standard input:7: " or "profile.yaml:7: "? What was asked for
 * and is nowhere has none. */
static bool names_line(void) {
    if (strstr(said, ": expected a frame of ") != NULL ||
        strstr(said, ": expected frames of glass ") != NULL ||
        strstr(said, "with the key \"lag\", found none") != NULL)
        return true;
    static const char *const names[] = {"standard input:", ".yaml:"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        for (const char *place = said; (place = strstr(place, names[k])) != NULL;) {
            place += strlen(names[k]);
            if (*place >= '1' && *place <= '9')
                return true;
        }
    return false;
}

/* Or the frame whose particles start where the checkpoint has them, too near or too fast. */
static bool names_checkpoint(void) {
    return strstr(said, ": state: ") != NULL || strstr(said, ": glass.xyz:") != NULL ||
           strstr(said, ": clones.xyz:") != NULL || strstr(said, ": dense.xyz:") != NULL;
}

static void check(bool frees) {
    bool refused = status == EX_DATAERR || (is_command_line && status == EX_USAGE);
    if (status != 0 && !refused)
        wrong("ended with status %d", status);
    if (refused && strncmp(said, program_name, strlen(program_name)) != 0 && strchr(said, '\n') == NULL)
        wrong("refused without a sentence");
    if (status == EX_DATAERR && !(is_checkpoint ? names_checkpoint() : names_line()))
        wrong("refused without naming %s", is_checkpoint ? "the file" : "a line");
    if (frees && status == 0 && helds > 0)
        wrong("left %zu pieces of memory behind", helds);
}

static void let_go(void) {
    while (helds > 0)
        free((void *)held[--helds]);
}

/* Inputs. */

enum { MOST_WORDS = 64, LONGEST = 1 << 12 };

/* Cut into words, as a shell does without quotes. */
static int split(char *line, char **word, int most) {
    int count = 0;
    char *rest;
    for (char *next = strtok_r(line, " \t\r\n", &rest); next != NULL && count < most;
         next = strtok_r(NULL, " \t\r\n", &rest))
        word[count++] = next;
    word[count] = NULL;
    return count;
}

static const struct command *command_of(const uint8_t *line, size_t length) {
    const struct command *own[COMMANDS];
    size_t count = 0, sum = 0;
    for (int k = 0; k < COMMANDS; k++) {
        if (strcmp(commands[k].reader, reader_now) != 0)
            continue;
        if (strlen(commands[k].line) == length && memcmp(commands[k].line, line, length) == 0)
            return &commands[k];
        own[count++] = &commands[k];
    }
    for (size_t k = 0; k < length; k++)
        sum += line[k];
    return own[sum % count];
}

static program_function *program_of(const char *name) {
    for (size_t k = 0; k < sizeof programs / sizeof *programs; k++)
        if (strcmp(programs[k].name, name) == 0)
            return programs[k].main;
    return NULL;
}

/* The checkpoint that a program finds: the input, with the sum that belongs to it. */
static void leave_checkpoint(const uint8_t *data, size_t size) {
    uint64_t sum;
    size_t summed = size < sizeof sum ? 0 : size - sizeof sum;
    FILE *file = fopen(STATE, "w");
    sum = archive_sum(ARCHIVE_NOTHING, data, summed);
    fwrite(data, 1, summed, file);
    fwrite(&sum, 1, sizeof sum, file);
    fclose(file);
}

int fuzz_try(const uint8_t *data, size_t size) {
    char line[LONGEST], *word[MOST_WORDS + 8];
    const uint8_t *end = memchr(data, '\n', size);
    size_t length = end == NULL ? size : (size_t)(end - data);
    const uint8_t *rest = end == NULL ? data + size : end + 1;
    size_t left = size - (size_t)(rest - data);
    program_function *program = NULL;
    bool frees = false;
    if (is_command_line) {
        snprintf(line, sizeof line, "%.*s", (int)length, data);
        left = 0;
    } else {
        const struct command *command = command_of(data, length);
        snprintf(line, sizeof line, "%s", command->line);
        program = command->read;
        frees = program != NULL;
    }
    int count = split(line, word, MOST_WORDS);
    for (int k = 0; k < count; k++)
        if (strncmp(word[k], "--H", 3) == 0) /* --HANG of argp waits for a debugger */
            return -1;
    if (program == NULL)
        program = count == 0 ? NULL : program_of(word[0]);
    if (program == NULL)
        return -1;
    if (!frees && !is_command_line) {
        word[count++] = "-o";
        word[count++] = is_checkpoint ? "out" : "/dev/null";
    }
    if (is_checkpoint) {
        word[count++] = "--checkpoint";
        word[count++] = STATE;
        leave_checkpoint(rest, left);
        left = 0;
    }
    word[count] = NULL;
    run(program, count, word, rest, left);
    check(frees);
    let_go();
    return status;
}

/* A checkpoint that is good goes to a file of inputs: as a run leaves it at its start, or at its end. */
static void write_checkpoint(const struct command *command, const char *every, const char *path) {
    char line[LONGEST], *word[MOST_WORDS + 8], bytes[LONGEST * 64];
    snprintf(line, sizeof line, "%s -o out --checkpoint " STATE " --checkpoint-every %s", command->line,
             every);
    int count = split(line, word, MOST_WORDS);
    remove(STATE);
    run(program_of(word[0]), count, word, "", 0);
    check(false);
    let_go();
    FILE *state = fopen(STATE, "r"), *input = fopen(path, "w");
    if (state == NULL || input == NULL)
        wrong("%s: a checkpoint cannot be written", path);
    fprintf(input, "%s\n", command->line);
    size_t length = fread(bytes, 1, sizeof bytes, state);
    fwrite(bytes, 1, length, input);
    fclose(state);
    fclose(input);
}

static void write_checkpoints(void) {
    char path[64];
    mkdir(reader_now, 0777);
    for (int k = 0; k < COMMANDS; k++)
        for (int ends = 0; ends < 2 && strcmp(commands[k].reader, reader_now) == 0; ends++) {
            snprintf(path, sizeof path, "%s/%d-%s", reader_now, k, ends ? "end" : "start");
            write_checkpoint(&commands[k], ends ? "0" : "1e6", path);
        }
}

void fuzz_open(const char *reader) {
    reader_now = reader;
    is_checkpoint = strcmp(reader, "checkpoints") == 0;
    is_command_line = strcmp(reader, "options") == 0;
    says = fmemopen(said, sizeof said, "w");
    setvbuf(says, NULL, _IONBF, 0);
    stdout = fopen("/dev/null", "w");
    if (__sanitizer_install_malloc_and_free_hooks != NULL)
        __sanitizer_install_malloc_and_free_hooks(taken, freed);
    first_descriptor = dup(STDERR_FILENO) + 1;
    if (is_checkpoint)
        write_checkpoints();
}

/* With an engine. */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    fuzz_open(getenv("READER"));
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_try(data, size);
    return 0;
}
