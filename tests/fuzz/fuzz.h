/* fuzz.h: programs as functions of what they read, for inputs that are not what they should be.
 *
 * An input is a line with a command and, behind it, what that command reads. The commands of a reader stand in
 * a table; a line that is none of them stands for one of them all the same, so that any bytes are an input.
 * Programs run as they are, in this process: exit(), with which fatal() and argp end, jumps back, and what a
 * program held is freed. An input from which one ends otherwise than it may ends this process by abort(), and
 * says why: only 0 or a refusal are right, with the status that belongs to the reader and a sentence that
 * names the line; a sanitizer sees to the rest. A function that frees what it reads may leave nothing behind. */
#ifndef WCA_FUZZ_H
#define WCA_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Those whose inputs are replayed; NULL ends them. (The reader "checkpoints" mends the sum of what it is given,
 * and finds that nothing behind that sum is checked: it is for the engine alone.) */
extern const char *const fuzz_readers[];

/* Once, before the first input. */
void fuzz_open(const char *reader);
/* The status with which the program ended. */
int fuzz_try(const uint8_t *data, size_t size);

#endif
