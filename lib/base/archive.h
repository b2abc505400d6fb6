/* archive.h: the state of a run as bytes, to a file and back (checkpoint.h).
 *
 * One function for each struct says what its state is, for both directions: it hands each member to
 * archive_bytes(), which writes it, or fills it when the archive loads. The bytes are those of this machine:
 * an archive is read by the program that wrote it. */
#ifndef WCA_ARCHIVE_H
#define WCA_ARCHIVE_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct archive {
    FILE *stream;
    bool loads;       /* from the stream into memory */
    const char *name; /* of the stream, for sentences */
    uint64_t sum;     /* of all bytes that went through, by archive_sum() */
};

/* `size` bytes at data. A stream that ends too early is status 65, one that cannot be read 74; errors of
 * writing are left to output_close(). */
void archive_bytes(struct archive *archive, void *data, size_t size);
#define ARCHIVE(archive, variable) archive_bytes(archive, &(variable), sizeof(variable))

/* Where a random stream stands. */
void archive_rng(struct archive *archive, gsl_rng *rng);

/* FNV-1a, 64 bits: of bytes after others whose sum is given (ARCHIVE_NOTHING before the first). */
#define ARCHIVE_NOTHING UINT64_C(0xcbf29ce484222325)
uint64_t archive_sum(uint64_t sum, const void *data, size_t size);

#endif
