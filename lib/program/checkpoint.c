/* checkpoint.c: when and where states are written, and whose they are. */
#include "program/checkpoint.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "io/extxyz.h"
#include "forces/kernel.h"
#include "io/place.h"
#include "base/progress.h"

static const char heading[] = "wca checkpoint 2\n";

struct checkpoint {
    struct checkpoint_options options;
    char *settings; /* program, options and instruction set, a line each */
    int outputs;
    struct output *const *output;
    int64_t glasses; /* read so far */
    uint64_t input;  /* the sum of their frames */
    double saved;    /* when, in s; -INFINITY before */
    /* What the file says from which the run goes on, until it has: */
    struct archive from; /* stream NULL: there is none, or no longer */
    int64_t from_glass;
    uint64_t from_input;
};

/* Signals. At file scope because a handler takes no argument. */
static const int polite[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1};
enum { POLITE = sizeof polite / sizeof *polite };
static struct sigaction before[POLITE];
static volatile sig_atomic_t stop_asked;
static volatile double first_asked; /* s */

/* s: a batch system, a shell and a script may each hand one request on */
static const double same_request = 5;

/* The first one asks, and so do others soon after it; a later one does what it would have done without
 * checkpoints. */
static void ask_to_stop(int number) {
    double time = progress_now();
    if (!stop_asked)
        first_asked = time;
    stop_asked = 1;
    if (time - first_asked < same_request)
        return;
    for (int s = 0; s < POLITE; s++)
        if (polite[s] == number)
            sigaction(number, &before[s], NULL);
    raise(number);
}

static void listen(void) {
    struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int)SA_RESTART};
    for (int s = 0; s < POLITE; s++) {
        sigaction(polite[s], NULL, &before[s]);
        if (before[s].sa_handler != SIG_IGN)
            sigaction(polite[s], &action, NULL);
    }
}

/* The file: heading, settings, place in the input, outputs, state, sum. */

static void archive_heading(struct archive *archive) {
    char found[sizeof heading];
    memcpy(found, heading, sizeof heading);
    archive_bytes(archive, found, sizeof heading);
    if (memcmp(found, heading, sizeof heading) != 0)
        fatal(EX_DATAERR, "%s: expected a checkpoint, found another kind of file", archive->name);
}

/* The first line of two texts that is not the same, without its end; it may be that one text has no more. */
static void first_difference(const char **one, const char **other, int *one_length, int *other_length) {
    for (;;) {
        *one_length = (int)strcspn(*one, "\n");
        *other_length = (int)strcspn(*other, "\n");
        if (*one_length != *other_length || memcmp(*one, *other, (size_t)*one_length) != 0)
            return;
        *one += *one_length + ((*one)[*one_length] == '\n');
        *other += *other_length + ((*other)[*other_length] == '\n');
        if (**one == '\0' && **other == '\0') {
            *one_length = *other_length = 0;
            return;
        }
    }
}

enum { LONGEST_SETTINGS = 1 << 20 };

static void archive_settings(struct checkpoint *checkpoint, struct archive *archive) {
    size_t length = strlen(checkpoint->settings) + 1;
    ARCHIVE(archive, length);
    archive_expect(archive, length > 0 && length < LONGEST_SETTINGS);
    char *found = allocate(length, 1);
    memcpy(found, checkpoint->settings, archive->loads ? 0 : length);
    archive_bytes(archive, found, length);
    archive_expect(archive, found[length - 1] == '\0');
    if (strcmp(found, checkpoint->settings) != 0) {
        const char *expected = checkpoint->settings, *other = found;
        int expected_length, other_length;
        first_difference(&expected, &other, &expected_length, &other_length);
        fatal(EX_DATAERR,
              "%s: is the checkpoint of another run: expected \"%.*s\", found \"%.*s\" (call it so to go on, "
              "or remove it to start from the beginning)",
              archive->name, expected_length, expected, other_length, other);
    }
    free(found);
}

/* Is what was written to it in the checkpoint? */
static bool is_held(const struct output *output) {
    return output != NULL && output_is_file(output);
}

static void archive_outputs(struct checkpoint *checkpoint, struct archive *archive) {
    for (int k = 0; k < checkpoint->outputs; k++) {
        bool wanted = is_held(checkpoint->output[k]), there = wanted;
        archive_bool(archive, &there);
        if (there != wanted)
            fatal(EX_DATAERR,
                  "%s: is the checkpoint of a run with %s files of output than this one (remove it to start "
                  "from the beginning)",
                  archive->name, there ? "more" : "fewer");
        if (there)
            output_archive(checkpoint->output[k], archive);
    }
}

/* All that comes before the state of the run; where it is read, another run ends the program. */
static void archive_front(struct checkpoint *checkpoint, struct archive *archive, int64_t *glass,
                          uint64_t *input) {
    archive_heading(archive);
    archive_settings(checkpoint, archive);
    ARCHIVE(archive, *glass);
    ARCHIVE(archive, *input);
    archive_outputs(checkpoint, archive);
}

/* All but the last eight bytes of a file have these as their sum. */
static void check_sum(const char *path, FILE *stream) {
    unsigned char buffer[1 << 16];
    uint64_t sum = ARCHIVE_NOTHING, found = 0;
    size_t kept = 0, count; /* the last bytes so far may be the sum */
    while ((count = fread(buffer + kept, 1, sizeof buffer - kept, stream)) > 0) {
        count += kept;
        kept = count < sizeof sum ? count : sizeof sum;
        sum = archive_sum(sum, buffer, count - kept);
        memmove(buffer, buffer + count - kept, kept);
    }
    if (ferror(stream))
        fatal(EX_IOERR, "%s: cannot be read: %s", path, strerror(errno));
    memcpy(&found, buffer, kept);
    if (kept < sizeof sum || found != sum)
        fatal(EX_DATAERR,
              "%s: expected a whole checkpoint, found one that is cut off or damaged, or another kind of "
              "file (remove it to start from the beginning)",
              path);
    rewind(stream);
}

/* The state that was read is all that the file has: nothing but the sum is left. */
static void check_end(struct archive *archive) {
    uint64_t sum = archive->sum, found = 0;
    bool ends = fread(&found, 1, sizeof found, archive->stream) == sizeof found && found == sum &&
                fgetc(archive->stream) == EOF;
    if (ferror(archive->stream))
        fatal(EX_IOERR, "%s: cannot be read: %m", archive->name);
    if (!ends)
        fatal(EX_DATAERR,
              "%s: is the checkpoint of another version of this program: its state has another size (remove "
              "it to start from the beginning)",
              archive->name);
}

static void load(struct checkpoint *checkpoint) {
    const char *path = checkpoint->options.path;
    FILE *stream = fopen(path, "re");
    if (stream == NULL && errno == ENOENT)
        return;
    if (stream == NULL)
        fatal(EX_IOERR, "%s: cannot be read: %s", path, strerror(errno));
    check_sum(path, stream);
    checkpoint->from = (struct archive){stream, true, path, ARCHIVE_NOTHING};
    archive_front(checkpoint, &checkpoint->from, &checkpoint->from_glass, &checkpoint->from_input);
}

static void save(struct checkpoint *checkpoint, archive_function *state, void *run) {
    struct output *output = output_open(checkpoint->options.path);
    struct archive archive = {output_stream(output), false, checkpoint->options.path, ARCHIVE_NOTHING};
    archive_front(checkpoint, &archive, &checkpoint->glasses, &checkpoint->input);
    state(&archive, run);
    uint64_t sum = archive.sum;
    ARCHIVE(&archive, sum);
    output_close(output);
    checkpoint->saved = progress_now();
}

/* All that the bytes of a run depend on, but for its input. */
static char *settings_of(const struct program *program) {
    char *options = cli_settings(program), *settings = text_of("%sWCA_SIMD=%s\n", options, kernel_alike());
    free(options);
    return settings;
}

/* The checkpoint is replaced and in the end removed: nothing else may be in that file. */
static void check_file(const char *path, char **inputs, int outputs, struct output *const output[]) {
    for (int k = 0; k < outputs; k++)
        if (output[k] != NULL && output_is(output[k], path))
            fatal(EX_USAGE, "--checkpoint: expected a file of its own, found %s, which is an output too",
                  path);
    for (; *inputs != NULL; inputs++)
        if (same_file(strcmp(*inputs, "-") == 0 ? "/dev/stdin" : *inputs, path))
            fatal(EX_USAGE, "--checkpoint: expected a file of its own, found %s, which is read as well",
                  path);
}

struct checkpoint *checkpoint_open(const struct checkpoint_options *options, const struct program *program,
                                   char **inputs, int outputs, struct output *const output[]) {
    struct checkpoint *checkpoint = allocate(1, sizeof *checkpoint);
    *checkpoint = (struct checkpoint){
        .options = *options, .outputs = outputs, .output = output, .input = ARCHIVE_NOTHING};
    if (options->path == NULL)
        return checkpoint;
    for (int k = 0; k < outputs; k++)
        if (output[k] != NULL && !is_held(output[k]) && !options->resends)
            fatal(EX_USAGE, "--checkpoint: expected outputs that are files, since what was written must be "
                            "written again: give -o FILE");
    check_file(options->path, inputs, outputs, output);
    checkpoint->settings = settings_of(program);
    checkpoint->saved = -INFINITY;
    load(checkpoint);
    listen();
    return checkpoint;
}

bool checkpoint_done_with(struct checkpoint *checkpoint, struct frame *const frame[], int frames) {
    if (checkpoint->options.path == NULL)
        return false;
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    for (int k = 0; k < frames; k++)
        extxyz_write(stream, frame[k]);
    fclose(stream);
    checkpoint->input = archive_sum(checkpoint->input, text, length);
    free(text);
    checkpoint->glasses++;
    if (checkpoint->from.stream == NULL)
        return false;
    if (checkpoint->glasses < checkpoint->from_glass)
        return true;
    if (checkpoint->input != checkpoint->from_input)
        fatal(EX_DATAERR,
              "%s: is the checkpoint of a run on other frames: %lld of them are not as they were (remove it "
              "to start from the beginning)",
              checkpoint->options.path, (long long)checkpoint->glasses);
    return false;
}

void checkpoint_resume(struct checkpoint *checkpoint, archive_function *state, void *run) {
    struct archive *archive = &checkpoint->from;
    if (archive->stream == NULL)
        return;
    state(archive, run);
    check_end(archive);
    detail("goes on from %s", archive->name);
    fclose(archive->stream);
    archive->stream = NULL;
    checkpoint->saved = progress_now();
}

void checkpoint_offer(struct checkpoint *checkpoint, archive_function *state, void *run) {
    if (checkpoint->options.path == NULL ||
        (!stop_asked && progress_now() - checkpoint->saved < checkpoint->options.every))
        return;
    save(checkpoint, state, run);
    if (stop_asked)
        fatal(EX_TEMPFAIL, "stopped as it was told to: run it again to go on from %s",
              checkpoint->options.path);
}

void checkpoint_close(struct checkpoint *checkpoint) {
    if (checkpoint->from.stream != NULL)
        fatal(EX_DATAERR,
              "%s: is the checkpoint of a run on more frames: expected those of %lld glasses, found %lld",
              checkpoint->options.path, (long long)checkpoint->from_glass, (long long)checkpoint->glasses);
    outputs_close(checkpoint->outputs, checkpoint->output);
    if (checkpoint->options.path != NULL)
        unlink(checkpoint->options.path);
    free(checkpoint->settings);
    free(checkpoint);
}
