#include "base/gunzip.h"

#include <errno.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/error.h"

enum { MAGIC = 0x1f, GZIP_ONLY = 16 + MAX_WBITS };

struct gunzip {
    FILE *packed;
    z_stream state;
    bool between; /* members: nothing of the next one has been seen */
    const char *fault;
    unsigned char buffer[1 << 16];
};

bool gunzip_knows(FILE *stream) {
    int first = getc(stream);
    if (first != EOF)
        ungetc(first, stream);
    return first == MAGIC;
}

/* More packed bytes. False at the end of them. */
static bool refill(struct gunzip *gunzip) {
    gunzip->state.next_in = gunzip->buffer;
    gunzip->state.avail_in = (unsigned)fread(gunzip->buffer, 1, sizeof gunzip->buffer, gunzip->packed);
    return gunzip->state.avail_in > 0;
}

static ssize_t fail(struct gunzip *gunzip, const char *fault) {
    gunzip->fault = fault;
    errno = EIO;
    return -1;
}

static ssize_t read_text(void *cookie, char *text, size_t size) {
    struct gunzip *gunzip = cookie;
    z_stream *state = &gunzip->state;
    state->next_out = (unsigned char *)text;
    state->avail_out = (unsigned)size;
    while (state->avail_out == size) {
        if (state->avail_in == 0 && !refill(gunzip)) {
            if (ferror(gunzip->packed))
                return -1;
            return gunzip->between ? 0
                                   : fail(gunzip, "expected more gzip data, found the end of the file: it is "
                                                  "truncated, and has to be copied or packed again");
        }
        gunzip->between = false;
        switch (inflate(state, Z_NO_FLUSH)) {
        case Z_OK:
        case Z_BUF_ERROR: /* wants more */
            break;
        case Z_STREAM_END:
            gunzip->between = true;
            inflateReset(state);
            break;
        default:
            return fail(gunzip, "expected gzip data, found bytes that are none: the file is damaged (gzip -t "
                                "tries it), and has to be copied or packed again");
        }
    }
    return (ssize_t)(size - state->avail_out);
}

FILE *gunzip_open(FILE *packed, struct gunzip **gunzip) {
    *gunzip = allocate(1, sizeof **gunzip);
    (*gunzip)->packed = packed;
    if (inflateInit2(&(*gunzip)->state, GZIP_ONLY) != Z_OK)
        fatal(EX_SOFTWARE, "zlib cannot be started");
    return fopencookie(*gunzip, "r", (cookie_io_functions_t){.read = read_text});
}

const char *gunzip_fault(const struct gunzip *gunzip) {
    return gunzip->fault;
}

void gunzip_free(struct gunzip *gunzip) {
    if (gunzip == NULL)
        return;
    inflateEnd(&gunzip->state);
    free(gunzip);
}
