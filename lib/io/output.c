#include "io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "io/place.h"

struct output {
    FILE *stream; /* what is printed goes through write_bytes() */
    int descriptor;
    uint64_t written;         /* bytes */
    bool failed;              /* and the program is about to end */
    char *name;               /* for sentences */
    const char *given;        /* as it was named */
    char *path;               /* where the whole file goes; NULL when written directly */
    char *volatile temporary; /* beside path, once it exists */
};

/* Those that are open. At file scope because a signal handler and atexit() take no argument. */
enum { MOST_OUTPUTS = 64 };
static struct output *volatile opened[MOST_OUTPUTS];

static void remove_temporaries(void) {
    for (int o = 0; o < MOST_OUTPUTS; o++) {
        if (opened[o] != NULL && opened[o]->temporary != NULL)
            unlink(opened[o]->temporary);
        opened[o] = NULL;
    }
}

static void remove_and_die(int number) {
    remove_temporaries();
    raise(number); /* SA_RESETHAND: now with its default action */
}

/* What is printed to stdout itself, --help and --version, is held back to the end, when it is seen why it
 * cannot be written. */
static char held[1 << 16];

static void write_held(void) {
    if (fflush(stdout) == 0)
        return;
    if (errno != EPIPE)
        fprintf(stderr, "%s: standard output: cannot be written: %m\n", program_invocation_short_name);
    _exit(EX_IOERR);
}

/* A program may be called with its standard streams closed. The first file that it opens would get the
 * number of one of them, and what was not meant for it: the numbers are taken here, by what fails when it
 * is used. */
static void take_standard_streams(void) {
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; number++)
        if (fcntl(number, F_GETFD) < 0)
            open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void output_prepare(void) {
    take_standard_streams();
    setvbuf(stdout, held, _IOFBF, sizeof held);
    atexit(write_held);
    atexit(remove_temporaries);
    signal(SIGXFSZ, SIG_IGN); /* write() says it */
    const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1};
    for (size_t d = 0; d < sizeof deadly / sizeof *deadly; d++) {
        struct sigaction before, action = {.sa_handler = remove_and_die, .sa_flags = (int)SA_RESETHAND};
        sigaction(deadly[d], NULL, &before);
        if (before.sa_handler != SIG_IGN) /* nohup, and background jobs, stay deaf */
            sigaction(deadly[d], &action, NULL);
    }
}

/* Nobody reads on from a pipe that is closed, and nobody wants to know: end as SIGPIPE ends other programs.
 * It is ignored all the same: a closed pipe behind standard error is no reason to end. */
static __attribute__((noreturn)) void end_unread(void) {
    remove_temporaries();
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
    _exit(EX_IOERR); /* the signal is blocked */
}

static __attribute__((noreturn)) void cannot_write(const char *name) {
    if (errno == EPIPE)
        end_unread();
    fatal(EX_IOERR, "%s: cannot be written: %s", name, strerror(errno));
}

/* Where a stream hands on what was printed to it: the one place where writing can fail, so that every failure
 * ends the program there and then, and with its reason. */
static ssize_t write_bytes(void *cookie, const char *data, size_t size) {
    struct output *output = cookie;
    for (size_t done = 0; done < size && !output->failed;) {
        ssize_t count = write(output->descriptor, data + done, size - done);
        if (count >= 0) {
            done += (size_t)count;
        } else if (errno != EINTR) {
            output->failed = true; /* exit() will try to write the rest */
            cannot_write(output->name);
        }
    }
    output->written += size;
    return (ssize_t)size;
}

static void remember(struct output *output) {
    for (int o = 0; o < MOST_OUTPUTS; o++)
        if (opened[o] == NULL) {
            opened[o] = output;
            return;
        }
    fatal(EX_SOFTWARE, "%s: more than %d outputs are open", output->name, MOST_OUTPUTS);
}

static void forget(const struct output *output) {
    for (int o = 0; o < MOST_OUTPUTS; o++)
        if (opened[o] == output)
            opened[o] = NULL;
}

/* Of two outputs to one file the one that is renamed last would be all that is left. */
static void refuse_second(const struct output *output) {
    for (int o = 0; o < MOST_OUTPUTS; o++)
        if (opened[o] != NULL &&
            (same_file(opened[o]->given, output->given) ||
             (opened[o]->descriptor == STDOUT_FILENO && output->descriptor == STDOUT_FILENO)))
            fatal(EX_USAGE, "two outputs go to one file, as %s and %s: give one of them another name",
                  opened[o]->name, output->name);
}

/* Create .NAME.HOST.PID.tmp beside the path, or .NAME.HOST.PID.1.tmp, ... when a killed run left
 * that behind. */
static int create_temporary(struct output *output) {
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    const char *slash = strrchr(output->path, '/');
    const char *name = slash ? slash + 1 : output->path;
    for (int attempt = 0; attempt < 100; attempt++) {
        char number[16] = "";
        if (attempt > 0)
            snprintf(number, sizeof number, ".%d", attempt);
        char *temporary = text_of("%.*s.%s.%s.%d%s.tmp", (int)(name - output->path), output->path, name, host,
                                  (int)getpid(), number);
        int descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            output->temporary = temporary;
            return descriptor;
        }
        if (errno != EEXIST)
            break;
        free(temporary);
    }
    cannot_write(output->name);
}

/* Create the temporary file, or open what is no regular file. */
static int open_file(struct output *output) {
    const char *path = output->given;
    struct stat found;
    bool exists = stat(path, &found) == 0;
    int descriptor;
    if (exists && !S_ISREG(found.st_mode)) {
        descriptor = open(path, O_WRONLY | O_CLOEXEC);
        if (descriptor < 0)
            cannot_write(path);
    } else {
        /* Through a symbolic link, the file it names is replaced and not the link. */
        output->path = exists ? realpath(path, NULL) : copy_text(path);
        if (output->path == NULL || (exists && access(path, W_OK) != 0))
            cannot_write(path);
        descriptor = create_temporary(output);
        if (exists && fchmod(descriptor, found.st_mode & 0777) != 0)
            cannot_write(path);
    }
    return descriptor;
}

struct output *output_open(const char *path) {
    struct output *output = allocate(1, sizeof *output);
    bool standard = path == NULL || strcmp(path, "-") == 0;
    *output = (struct output){.descriptor = standard ? STDOUT_FILENO : -1,
                              .name = copy_text(standard ? "standard output" : path),
                              .given = standard ? "/dev/stdout" : path};
    refuse_second(output);
    remember(output);
    signal(SIGPIPE, SIG_IGN);
    if (!standard)
        output->descriptor = open_file(output);
    output->stream = fopencookie(output, "w", (cookie_io_functions_t){.write = write_bytes});
    if (isatty(output->descriptor))
        setlinebuf(output->stream);
    return output;
}

struct output *output_open_besides(const char *path) {
    return path == NULL ? NULL : output_open(path);
}

FILE *output_stream(struct output *output) {
    return output == NULL ? NULL : output->stream;
}

void output_flush(struct output *output) {
    if (output != NULL)
        fflush(output->stream);
}

bool output_is_file(const struct output *output) {
    return output->path != NULL;
}

bool output_is(const struct output *output, const char *path) {
    return same_file(output->given, path);
}

void output_archive(struct output *output, struct archive *archive) {
    char buffer[1 << 16];
    FILE *written = NULL;
    uint64_t left = 0;
    if (!archive->loads) {
        output_flush(output);
        left = output->written;
        written = fopen(output->temporary, "re");
        if (written == NULL)
            fatal(EX_IOERR, "%s: cannot be read: %s", output->temporary, strerror(errno));
    }
    ARCHIVE(archive, left);
    for (size_t count; left > 0; left -= count) {
        count = left < sizeof buffer ? (size_t)left : sizeof buffer;
        if (!archive->loads && fread(buffer, 1, count, written) != count)
            fatal(EX_IOERR, "%s: cannot be read back: expected %zu bytes more", output->temporary, count);
        archive_bytes(archive, buffer, count);
        if (archive->loads)
            fwrite(buffer, 1, count, output->stream);
    }
    if (written != NULL)
        fclose(written);
}

/* All of its bytes are where they stay. */
static void settle(struct output *output) {
    fclose(output->stream);
    if (output->path != NULL && fsync(output->descriptor) != 0)
        cannot_write(output->name);
    if (close(output->descriptor) != 0)
        cannot_write(output->name);
}

/* It has its name, and loses it again when another one cannot have its own. */
static void give_name(struct output *output) {
    char *temporary = output->temporary;
    if (output->path == NULL)
        return;
    if (rename(temporary, output->path) != 0)
        cannot_write(output->name);
    output->temporary = output->path;
    free(temporary);
}

void outputs_close(int count, struct output *const output[]) {
    for (int k = count - 1; k >= 0; k--)
        if (output[k] != NULL)
            settle(output[k]);
    for (int k = count - 1; k >= 0; k--)
        if (output[k] != NULL)
            give_name(output[k]);
    for (int k = 0; k < count; k++)
        if (output[k] != NULL)
            forget(output[k]);
    for (int k = 0; k < count; k++)
        if (output[k] != NULL) {
            free(output[k]->path);
            free(output[k]->name);
            free(output[k]);
        }
}

void output_close(struct output *output) {
    outputs_close(1, &output);
}
