/* archive.c: bytes in two directions, and their sum. */
#include "base/archive.h"

#include "base/error.h"

uint64_t archive_sum(uint64_t sum, const void *data, size_t size) {
    const unsigned char *byte = data;
    for (size_t b = 0; b < size; b++)
        sum = (sum ^ byte[b]) * UINT64_C(0x100000001b3);
    return sum;
}

void archive_bytes(struct archive *archive, void *data, size_t size) {
    if (!archive->loads) {
        fwrite(data, 1, size, archive->stream);
    } else if (fread(data, 1, size, archive->stream) != size) {
        if (ferror(archive->stream))
            fatal(EX_IOERR, "%s: cannot be read: %m", archive->name);
        fatal(EX_DATAERR, "%s: expected %zu bytes more of a checkpoint, found its end", archive->name, size);
    }
    archive->sum = archive_sum(archive->sum, data, size);
}

void archive_rng(struct archive *archive, gsl_rng *rng) {
    archive_bytes(archive, gsl_rng_state(rng), gsl_rng_size(rng));
}
