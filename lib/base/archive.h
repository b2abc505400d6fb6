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

/* What is not taken as it comes, since counts and indices of memory come of it: when it loads, a value outside of
 * [least, most] is status 65, and so is a truth that is neither 0 nor 1 and a number that is not finite. */
void archive_int(struct archive *archive, int *value, int least, int most);
void archive_int64(struct archive *archive, int64_t *value, int64_t least, int64_t most);
void archive_bool(struct archive *archive, bool *value);
void archive_finite(struct archive *archive, double *value, size_t count);

/* A count of steps: more never come, and sums of two of them are numbers. */
#define ARCHIVE_MOST (INT64_MAX / 4)

/* What is there does not belong together: status 65 unless it does. */
void archive_expect(const struct archive *archive, bool right);

/* A text, which is replaced when it loads. */
void archive_text(struct archive *archive, char **text);

/* What the state of a run is. */
typedef void archive_function(struct archive *archive, void *run);

/* Where a random stream stands. */
void archive_rng(struct archive *archive, gsl_rng *rng);

/* FNV-1a, 64 bits: of bytes after others whose sum is given (ARCHIVE_NOTHING before the first). */
#define ARCHIVE_NOTHING UINT64_C(0xcbf29ce484222325)
uint64_t archive_sum(uint64_t sum, const void *data, size_t size);

#endif
