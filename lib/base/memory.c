/* memory.c: memory that is refused ends the program, whoever asked for it.
 *
 * Libraries meet a refusal in ways of their own: GSL and argp abort, libyaml calls it a fault of the file,
 * jansson loses a digit of a number and goes on. A wrapper for each would cover those of today. But malloc()
 * and its kin can be replaced for a whole program, shared libraries and the C library itself included, by
 * functions of its own: those below. They hand each call to the next allocator (that of the C library, or one
 * that was preloaded or comes with a sanitizer), and what it refuses is status 71 and a sentence. So nobody
 * ever sees a refusal. free() stays as it is, since all memory is the next allocator's. */
#include <dlfcn.h>
#include <stdlib.h>

#include "base/error.h"

/* Weak, so that an allocator that is linked in comes first. */
#define REPLACES __attribute__((weak))

static void *next(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (function == NULL)
        fatal(EX_SOFTWARE, "there is no %s() behind that of the program", name);
    return function;
}

REPLACES void *malloc(size_t size) {
    static void *(*next_malloc)(size_t);
    if (next_malloc == NULL)
        next_malloc = next("malloc");
    void *memory = next_malloc(size);
    if (memory == NULL && size > 0)
        fatal(EX_OSERR, "no memory for %zu bytes", size);
    return memory;
}

REPLACES void *calloc(size_t count, size_t size) {
    static void *(*next_calloc)(size_t, size_t);
    if (next_calloc == NULL)
        next_calloc = next("calloc");
    void *memory = next_calloc(count, size);
    if (memory == NULL && count > 0 && size > 0)
        fatal(EX_OSERR, "no memory for %zu items of %zu bytes", count, size);
    return memory;
}

REPLACES void *realloc(void *old, size_t size) {
    static void *(*next_realloc)(void *, size_t);
    if (next_realloc == NULL)
        next_realloc = next("realloc");
    void *memory = next_realloc(old, size);
    if (memory == NULL && size > 0)
        fatal(EX_OSERR, "no memory for %zu bytes", size);
    return memory;
}

REPLACES void *aligned_alloc(size_t alignment, size_t size) {
    static void *(*next_aligned_alloc)(size_t, size_t);
    if (next_aligned_alloc == NULL)
        next_aligned_alloc = next("aligned_alloc");
    void *memory = next_aligned_alloc(alignment, size);
    if (memory == NULL && size > 0)
        fatal(EX_OSERR, "no memory for %zu bytes", size);
    return memory;
}
