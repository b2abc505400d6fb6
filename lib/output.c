#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"

struct output {
    FILE *stream;
    char *name;      /* for sentences */
    char *path;      /* where the whole file goes; NULL when written directly */
    char *temporary; /* beside path */
};

/* Temporary files that exist now. At file scope because a signal handler and atexit() take no argument. */
enum { MOST_TEMPORARIES = 64 };
static char *volatile temporaries[MOST_TEMPORARIES];

static void remove_temporaries(void) {
    for (int t = 0; t < MOST_TEMPORARIES; t++)
        if (temporaries[t] != NULL)
            unlink(temporaries[t]);
}

static void remove_and_die(int number) {
    remove_temporaries();
    raise(number); /* SA_RESETHAND: now with its default action */
}

static void prepare_clean_up(void) {
    static bool prepared;
    if (prepared)
        return;
    prepared = true;
    atexit(remove_temporaries);
    signal(SIGPIPE, SIG_IGN);
    const int deadly[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t d = 0; d < sizeof deadly / sizeof *deadly; d++) {
        struct sigaction before, action = {.sa_handler = remove_and_die, .sa_flags = (int)SA_RESETHAND};
        sigaction(deadly[d], NULL, &before);
        if (before.sa_handler != SIG_IGN) /* nohup, and background jobs, stay deaf */
            sigaction(deadly[d], &action, NULL);
    }
}

static __attribute__((noreturn)) void cannot_write(const char *name) {
    fatal(EX_IOERR, "%s: cannot be written: %s", name, strerror(errno));
}

static void remember(char *temporary, const char *name) {
    for (int t = 0; t < MOST_TEMPORARIES; t++)
        if (temporaries[t] == NULL) {
            temporaries[t] = temporary;
            return;
        }
    unlink(temporary);
    fatal(EX_SOFTWARE, "%s: more than %d outputs are open", name, MOST_TEMPORARIES);
}

static void forget(const char *temporary) {
    for (int t = 0; t < MOST_TEMPORARIES; t++)
        if (temporaries[t] == temporary)
            temporaries[t] = NULL;
}

/* Create .NAME.HOST.PID.tmp beside the path, or .NAME.HOST.PID.1.tmp, ... when a killed run left that behind.
 */
static int create_temporary(struct output *output) {
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    const char *slash = strrchr(output->path, '/');
    const char *name = slash ? slash + 1 : output->path;
    for (int attempt = 0; attempt < 100; attempt++) {
        char number[16] = "";
        if (attempt > 0)
            snprintf(number, sizeof number, ".%d", attempt);
        if (asprintf(&output->temporary, "%.*s.%s.%s.%d%s.tmp", (int)(name - output->path), output->path,
                     name, host, (int)getpid(), number) < 0)
            fatal(EX_OSERR, "no memory for the name of a temporary file");
        int descriptor = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            remember(output->temporary, output->name);
            return descriptor;
        }
        if (errno != EEXIST)
            break;
        free(output->temporary);
    }
    cannot_write(output->name);
}

/* One program writes one stream there. */
static bool standard_output_taken;

struct output *output_open(const char *path) {
    prepare_clean_up();
    struct output *output = allocate(1, sizeof *output);
    if (path == NULL || strcmp(path, "-") == 0) {
        if (standard_output_taken)
            fatal(EX_USAGE, "two outputs go to standard output: give one of them a file");
        standard_output_taken = true;
        output->name = copy_text("standard output");
        output->stream = stdout;
        return output;
    }
    output->name = copy_text(path);
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
    output->stream = fdopen(descriptor, "w");
    if (output->stream == NULL)
        cannot_write(path);
    return output;
}

struct output *output_open_besides(const char *path) {
    return path == NULL ? NULL : output_open(path);
}

FILE *output_stream(struct output *output) {
    return output == NULL ? NULL : output->stream;
}

void output_flush(struct output *output) {
    errno = 0;
    if (fflush(output->stream) != 0 || ferror(output->stream)) {
        if (errno == 0)
            errno = EIO; /* an earlier write failed, and its reason is gone */
        cannot_write(output->name);
    }
}

bool output_is_file(const struct output *output) {
    return output->path != NULL;
}

void output_archive(struct output *output, struct archive *archive) {
    char buffer[1 << 16];
    FILE *written = NULL;
    uint64_t left = 0;
    if (!archive->loads) {
        output_flush(output);
        left = (uint64_t)ftello(output->stream);
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

void output_close(struct output *output) {
    if (output == NULL)
        return;
    output_flush(output);
    if (output->path != NULL && fsync(fileno(output->stream)) != 0)
        cannot_write(output->name);
    if (fclose(output->stream) != 0)
        cannot_write(output->name);
    if (output->path != NULL) {
        if (rename(output->temporary, output->path) != 0)
            cannot_write(output->name);
        forget(output->temporary);
    }
    free(output->temporary);
    free(output->path);
    free(output->name);
    free(output);
}
