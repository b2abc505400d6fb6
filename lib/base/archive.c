/* archive.c: bytes in two directions, and their sum. */
#include "base/archive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

void archive_expect(const struct archive *archive, bool right) {
    if (!right)
        fatal(EX_DATAERR,
              "%s: expected the state of a run, found what cannot be one: it is damaged (remove it to start "
              "from the beginning)",
              archive->name);
}

void archive_int(struct archive *archive, int *value, int least, int most) {
    ARCHIVE(archive, *value);
    archive_expect(archive, *value >= least && *value <= most);
}

void archive_int64(struct archive *archive, int64_t *value, int64_t least, int64_t most) {
    ARCHIVE(archive, *value);
    archive_expect(archive, *value >= least && *value <= most);
}

void archive_bool(struct archive *archive, bool *value) {
    unsigned char byte = *value;
    ARCHIVE(archive, byte);
    archive_expect(archive, byte <= 1);
    *value = byte == 1;
}

void archive_finite(struct archive *archive, double *value, size_t count) {
    archive_bytes(archive, value, count * sizeof *value);
    for (size_t k = 0; archive->loads && k < count; k++)
        archive_expect(archive, isfinite(value[k]));
}

void archive_text(struct archive *archive, char **text) {
    int64_t size = archive->loads ? 0 : (int64_t)strlen(*text) + 1;
    archive_int64(archive, &size, 1, 1 << 20);
    if (archive->loads) {
        free(*text);
        *text = allocate((size_t)size, 1);
    }
    archive_bytes(archive, *text, (size_t)size);
    archive_expect(archive, (*text)[size - 1] == '\0');
}

void archive_rng(struct archive *archive, gsl_rng *rng) {
    archive_bytes(archive, gsl_rng_state(rng), gsl_rng_size(rng));
}
