#include "base/error.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Set once, by -q, before any work: the one switch that every warning asks. */
static bool silent;
/* Set once, by -v. */
static bool talkative;

static void sentence(const char *kind, const char *format, va_list arguments) {
    const int reason = errno; /* of %m */
    fflush(NULL); /* on a terminal, after what was written before, and over the progress of a program */
    fprintf(stderr, "%s%s: %s", isatty(STDERR_FILENO) ? "\r\033[K" : "", program_invocation_short_name, kind);
    errno = reason;
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

void fatal(int status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    sentence("", format, arguments);
    va_end(arguments);
    exit(status);
}

void complaint(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    sentence("", format, arguments);
    va_end(arguments);
}

void warning(const char *format, ...) {
    if (silent)
        return;
    va_list arguments;
    va_start(arguments, format);
    sentence("warning: ", format, arguments);
    va_end(arguments);
}

void detail(const char *format, ...) {
    if (!talkative)
        return;
    va_list arguments;
    va_start(arguments, format);
    sentence("", format, arguments);
    va_end(arguments);
}

void details_on(void) {
    talkative = true;
}

void warnings_off(void) {
    silent = true;
}

void *allocate(size_t count, size_t size) {
    const size_t alignment = 64;
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - alignment)
        fatal(EX_OSERR, "no memory for %zu items of %zu bytes", count, size);
    bytes = bytes == 0 ? alignment : (bytes + alignment - 1) / alignment * alignment;
    return memset(aligned_alloc(alignment, bytes), 0, bytes);
}

char *copy_text(const char *text) {
    return strdup(text);
}

char *text_of_list(const char *format, va_list arguments) {
    char *text;
    if (vasprintf(&text, format, arguments) < 0)
        fatal(EX_SOFTWARE, "a text cannot be made: %s", format);
    return text;
}

char *text_of(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = text_of_list(format, arguments);
    va_end(arguments);
    return text;
}
