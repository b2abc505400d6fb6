/* refuse.c: memory that is refused, for tests. Preloaded into a program it makes one of its allocations fail.
 *
 *     LD_PRELOAD=refuse.so REFUSE=7 PROGRAM     the seventh
 *     LD_PRELOAD=refuse.so REFUSE=7- PROGRAM    the seventh and all after it
 *     LD_PRELOAD=refuse.so COUNTED=FILE PROGRAM none; when it ends, how many there were is in FILE
 *
 * Counted is from when the program's own code runs: what the dynamic linker asks for before is its own. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/* The C library's own. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static long asked, refused_from, refused_to;
static bool counts;

static __attribute__((constructor)) void begin(void) {
    const char *text = getenv("REFUSE");
    char *rest;
    if (text != NULL) {
        refused_from = strtol(text, &rest, 10);
        refused_to = *rest == '-' ? __LONG_MAX__ : refused_from;
    }
    counts = true;
}

static __attribute__((destructor)) void end(void) {
    counts = false;
    const char *path = getenv("COUNTED");
    FILE *file = path == NULL ? NULL : fopen(path, "w");
    if (file != NULL) {
        fprintf(file, "%ld\n", asked);
        fclose(file);
    }
}

static bool is_refused(void) {
    if (!counts || ++asked < refused_from || asked > refused_to)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) {
    return is_refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return is_refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    return is_refused() ? NULL : __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
    return is_refused() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    return memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    *memory = memalign(alignment, size);
    return *memory == NULL ? ENOMEM : 0;
}
