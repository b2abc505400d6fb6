/* checkpoint.h: a long run leaves its state in a file from time to time, and goes on from there when it is
 * started again: to the same bytes as if it had never stopped.
 *
 * With --checkpoint FILE a program writes FILE (whole or absent, like every output) at the start, then every
 * --checkpoint-every seconds, and at once when it is told to stop (SIGINT, SIGTERM, SIGHUP, SIGUSR1), which
 * ends it with status 75: run it again to go on. A signal that comes again within five seconds changes
 * nothing; one that comes later ends it there and then. FILE holds what was written to the outputs so far, so these must be
 * files (or the program writes again what it wrote before), and is removed when they are complete. It belongs to one command, one input and one rounding (AVX2
 * and AVX-512 go on from one another, baseline instructions from neither): another one is status 65, with a
 * sentence that says what differs, and so is a file that is damaged. */
#ifndef WCA_CHECKPOINT_H
#define WCA_CHECKPOINT_H

#include "base/archive.h"
#include "program/cli.h"
#include "io/frame.h"
#include "io/output.h"

struct checkpoint_options {
    const char *path; /* NULL: no checkpoints, and none of the functions does anything */
    double every;     /* s */
    bool resends;     /* what was written to an output that is no file is written again */
};

/* Two lines for the table of options. */
#define CHECKPOINT_OPTIONS(options)                                                                          \
    {"checkpoint",                                                                                           \
     "FILE",                                                                                                 \
     OPTION_TEXT,                                                                                            \
     &(options).path,                                                                                        \
     0,                                                                                                      \
     0,                                                                                                      \
     NULL,                                                                                                   \
     "Leave the state of the run in this file, go on from there when it exists, remove it at the end"},      \
    {                                                                                                        \
        "checkpoint-every", "S", OPTION_NUMBER, &(options).every, 0, 1e6, NULL,                              \
            "Seconds between two checkpoints, and the most that a run can lose"                              \
    }
#define CHECKPOINT_EVERY 300.0

/* And a paragraph for the details. */
#define CHECKPOINT_DETAILS                                                                                   \
    "With --checkpoint FILE a run that was stopped or killed goes on when it is called again in the same "   \
    "words, and ends in the same bytes (on a processor without AVX2 only if it was begun on such a one, or " \
    "with WCA_SIMD=baseline). Told to stop (Ctrl-C, SIGTERM, SIGUSR1), it leaves FILE and ends with "        \
    "status 75. The outputs must be files: FILE holds what was written to them.\n\n"

struct checkpoint;

/* For the inputs of a program (NULL-terminated) and its outputs, which were just opened (NULL where one was
 * not asked for; the array stays); a checkpoint that is there fills them. A checkpoint that would be one of
 * these files is status 64. */
struct checkpoint *checkpoint_open(const struct checkpoint_options *options, const struct program *program,
                                   char **inputs, int outputs, struct output *const output[]);

/* Take note of the frames of the next glass. True when the run had done with it: its output is there. */
bool checkpoint_done_with(struct checkpoint *checkpoint, struct frame *const frame[], int frames);

/* The state of the run of this glass, if the checkpoint has it. */
void checkpoint_resume(struct checkpoint *checkpoint, archive_function *archive, void *run);

/* The run may be left here: write a checkpoint if it is time, and stop if that was asked for. */
void checkpoint_offer(struct checkpoint *checkpoint, archive_function *archive, void *run);

/* The run is over: close the outputs, the first one last, and remove the file. */
void checkpoint_close(struct checkpoint *checkpoint);

#endif
