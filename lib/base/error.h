/* error.h: how a program stops or warns: one sentence on standard error that names the program.
 *
 * Statuses are those of sysexits.h:
 *
 *     64 EX_USAGE     the command line
 *     65 EX_DATAERR   what was read
 *     66 EX_NOINPUT   no such file
 *     70 EX_SOFTWARE  a defect of ours
 *     71 EX_OSERR     no memory
 *     74 EX_IOERR     reading or writing failed
 *     75 EX_TEMPFAIL  told to stop, and a checkpoint is there: run again to go on
 *
 * No allocation fails, of any function, also of the libraries: where there is no memory the program has ended
 * with status 71 (memory.c). Nobody has to look. */
#ifndef WCA_ERROR_H
#define WCA_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <sysexits.h>

/* Print "PROGRAM: SENTENCE\n" to standard error and exit(status). Temporary outputs are removed at exit. */
void fatal(int status, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));

/* Print "PROGRAM: SENTENCE\n" and go on, for what else is wrong, to fatal(). */
void complaint(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Print "PROGRAM: warning: SENTENCE\n" and go on; silent after warnings_off() (the option -q). */
void warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void warnings_off(void);

/* Print "PROGRAM: SENTENCE\n" only after details_on() (the option -v). */
void detail(const char *format, ...) __attribute__((format(printf, 1, 2)));
void details_on(void);

/* count * size bytes, zeroed, aligned to 64 bytes (a vector of 8 lanes); free() them. */
void *allocate(size_t count, size_t size);

/* A copy of a string on the heap. */
char *copy_text(const char *text);
/* Text on the heap, as printf makes it. */
char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *text_of_list(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

#endif
