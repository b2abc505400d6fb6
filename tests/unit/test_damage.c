/* Files that are damaged: every length to which a frame, rows, a profile and a checkpoint may be cut, and each of
 * the eight bits of every byte the other way round. Each is refused with status 65 and its line, or is read as
 * what stands there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "io/extxyz.h"
#include "io/pair_rows.h"
#include "program/checkpoint.h"
#include "program/profile.h"

/* fatal() jumps back. What was held then is lost. */
static jmp_buf over;
static int status;

static void jump_back(int ended, void *nothing) {
    (void)nothing;
    status = ended;
    longjmp(over, 1);
}

/* What is done with a text (on standard input too); false when that was read as something else than it is. */
typedef bool damage_reading(const char *text, size_t length);

/* Of damages: how many were refused, and taken. */
struct tally {
    int refused, taken;
};

static void damage(damage_reading *read, const char *text, size_t length, const char *names, bool cut,
                   struct tally *tally) {
    char said[4096] = "";
    FILE *own_input = stdin, *own_errors = stderr;
    static bool right; /* survives the jump */
    right = false;
    status = 0;
    stdin = fmemopen((void *)text, length + (length == 0), "r");
    stderr = fmemopen(said, sizeof said, "w");
    if (setjmp(over) == 0) {
        on_exit(jump_back, NULL);
        right = read(text, length);
        exit(0);
    }
    fclose(stdin);
    fclose(stderr);
    stdin = own_input;
    stderr = own_errors;
    if (status == 0 ? !right : status != EX_DATAERR || strstr(said, names) == NULL) {
        fprintf(stderr, "# %s: status %d, \"%s\", of\n%.*s\n", cut ? "cut" : "another bit", status, said,
                (int)length, text);
        _exit(1);
    }
    *(status == 0 ? &tally->taken : &tally->refused) += 1;
}

/* One of the damages of a text: the first ones cut it, the others turn a bit. */
static void damage_once(damage_reading *read, const char *text, size_t length, size_t which,
                        const char *names, struct tally *cuts, struct tally *flips) {
    char *copy = malloc(length + 1);
    memcpy(copy, text, length);
    if (which < length - 1) {
        copy[which + 1] = '\0';
        damage(read, copy, which + 1, names, true, cuts);
    } else {
        size_t bit = which - (length - 1);
        copy[length] = '\0';
        copy[bit / 8] = (char)(copy[bit / 8] ^ 1 << bit % 8);
        damage(read, copy, length, names, false, flips);
    }
    free(copy);
}

/* A whole text is taken, one that is cut or has another bit is refused or taken as what it is. A hundred at a time have
 * a process of their own, which ends with what they held. */
static void damage_all(damage_reading *read, const char *text, size_t length, const char *names,
                       struct tally *cuts, struct tally *flips) {
    const size_t damages = length - 1 + 8 * length, at_once = 100;
    struct tally *shared =
        mmap(NULL, 3 * sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    damage(read, text, length, names, false, &shared[2]);
    assert_int_equal(shared[2].taken, 1);
    for (size_t from = 0; from < damages; from += at_once) {
        int ended = -1;
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            for (size_t which = from; which < from + at_once && which < damages; which++)
                damage_once(read, text, length, which, names, &shared[0], &shared[1]);
            _exit(0);
        }
        waitpid(child, &ended, 0);
        assert_int_equal(ended, 0);
    }
    *cuts = shared[0];
    *flips = shared[1];
    assert_int_equal(cuts->refused + cuts->taken + flips->refused + flips->taken, damages);
    print_message("# %zu bytes: cut, %d refused and %d taken; bits, %d and %d\n", length, cuts->refused,
                  cuts->taken, flips->refused, flips->taken);
    munmap(shared, 3 * sizeof *shared);
}

/* Lines that are not blank. */
static int lines_of(const char *text, size_t length) {
    int lines = 0;
    bool blank = true;
    for (size_t k = 0; k < length; k++) {
        lines += blank && strchr(" \t\r\n", text[k]) == NULL;
        blank = text[k] == '\n' || (blank && strchr(" \t\r\n", text[k]) != NULL);
    }
    return lines;
}

static char *there[] = {"-", NULL};

/* A frame of one particle, and one of three. */
static const char frames[] =
    "1\nLattice=\"3 0 0 0 3 0 0 0 3\" Properties=pos:R:3:radius:R:1:id:I:1\n0.25 1 2.5 0.5 1\n"
    "3\nLattice=\"3 0 0 0 3 0 0 0 3\" Properties=pos:R:3:radius:R:1:velo:R:3 glass=2\n"
    "0.7 1 2 0.5 0.1 -1 0.5\n1.5 0 0.4 0.4 -2 1e-3 0.12\n2 2.5 1 0.6 0 1 -0.567\n";

/* All lines belong to frames, and what is written of them is read as the same. */
static bool read_frames(const char *text, size_t length) {
    char *written[2];
    size_t size[2];
    int lines = 0;
    for (int pass = 0; pass < 2; pass++) {
        FILE *stream = open_memstream(&written[pass], &size[pass]), *first = stdin;
        if (pass == 1)
            stdin = fmemopen(written[0], size[0], "r");
        struct extxyz_reader *reader = extxyz_open(there);
        for (struct frame *frame; (frame = extxyz_read(reader)) != NULL; frame_free(frame)) {
            lines += pass == 0 ? frame->n + 2 : 0;
            extxyz_write(stream, frame);
        }
        extxyz_close(reader);
        fclose(stream);
        if (pass == 1)
            fclose(stdin);
        stdin = first;
    }
    bool right =
        lines == lines_of(text, length) && size[0] == size[1] && memcmp(written[0], written[1], size[0]) == 0;
    if (right && length < sizeof frames - 1)
        right = lines == 3; /* cut, it is the first frame alone */
    free(written[0]);
    free(written[1]);
    return right;
}

static void a_frame_is_refused_or_read_as_what_stands_there(void **state) {
    (void)state;
    struct tally cuts = {0}, flips = {0};
    damage_all(read_frames, frames, sizeof frames - 1, "standard input:", &cuts, &flips);
    assert_int_equal(cuts.taken, 2); /* the first frame, with its last line end or without */
}

static const char rows[] = "{\"phi\":1,\"temperature\":0.5,\"glass\":1,\"a\":0,\"b\":1,\"barrier\":0.25}\n"
                           "{\"phi\":1,\"temperature\":0.5,\"glass\":1,\"a\":0,\"b\":2,\"barrier\":1.5}\n"
                           "{\"phi\":1,\"temperature\":0.5,\"glass\":1,\"a\":1,\"b\":2,\"barrier\":3}\n";

/* Each row is a pair of its glass, and no pair is missing. */
static bool read_rows(const char *text, size_t length) {
    int lines = 0;
    struct pair_reader *reader = pair_reader_open(there);
    for (struct pair_rows *found; (found = pair_rows_read(reader, "barrier")) != NULL;
         pair_rows_free(found)) {
        if (found->count != (size_t)found->items * (size_t)(found->items - 1) / 2)
            return false;
        lines += (int)found->count;
    }
    pair_reader_close(reader);
    return lines == lines_of(text, length);
}

static void rows_are_refused_or_read_as_what_stands_there(void **state) {
    (void)state;
    struct tally cuts = {0}, flips = {0};
    damage_all(read_rows, rows, sizeof rows - 1, "standard input:", &cuts, &flips);
    assert_true(cuts.taken <= 3); /* of two items or three */
}

static const char schema[] = "size: {type: integer, min: 1, max: 50}\n"
                             "name: {type: text, choices: [one, other]}\n"
                             "list: [{value: {type: number, max: 3}}]\n";
static const char profile[] = "size: 12\nname: other\nlist:\n  - {value: 0.125}\n  - {value: 2}\n";
static char schema_path[] = "/tmp/test_damage.XXXXXX";

/* What the schema asks for is there; a text without its last line end is cut. */
static bool read_profile(const char *text, size_t length) {
    json_t *found = profile_read("-", schema_path, false);
    json_int_t size = json_integer_value(json_object_get(found, "size"));
    const char *name = json_string_value(json_object_get(found, "name"));
    const json_t *list = json_object_get(found, "list");
    bool right =
        size >= 1 && size <= 50 && name != NULL && (strcmp(name, "one") == 0 || strcmp(name, "other") == 0);
    for (size_t k = 0; k < json_array_size(list); k++)
        right = right && json_number_value(json_object_get(json_array_get(list, k), "value")) <= 3;
    return right && json_array_size(list) > 0 && text[length - 1] == '\n';
}

static void a_profile_is_refused_or_read_as_what_stands_there(void **state) {
    (void)state;
    struct tally cuts = {0}, flips = {0};
    int file = mkstemp(schema_path);
    assert_int_equal(write(file, schema, sizeof schema - 1), sizeof schema - 1);
    close(file);
    damage_all(read_profile, profile, sizeof profile - 1, "standard input:", &cuts, &flips);
    assert_int_equal(cuts.taken, 1); /* a list may end with an item */
    unlink(schema_path);
}

/* Checkpoints: of a run whose state is a few numbers. */

static char checkpoint_path[] = "/tmp/test_damage_checkpoint.XXXXXX";
static const struct option_spec options[] = {{0}};
static const struct program program = {.summary = "", .details = "", .options = options};

static void archive_numbers(struct archive *archive, void *numbers) {
    archive_bytes(archive, numbers, 3 * sizeof(double));
}

static struct checkpoint *opened(void) {
    static char *no_inputs[] = {NULL};
    const struct checkpoint_options how = {checkpoint_path, 0, false};
    return checkpoint_open(&how, &program, no_inputs, 0, NULL);
}

static bool go_on(const char *text, size_t length) {
    double numbers[3] = {0};
    FILE *file = fopen(checkpoint_path, "w");
    fwrite(text, 1, length, file);
    fclose(file);
    checkpoint_resume(opened(), archive_numbers, numbers);
    return numbers[0] == 1 && numbers[1] == 0.5 && numbers[2] == 0.25;
}

/* A program of which the state is less. */
static void archive_less(struct archive *archive, void *numbers) {
    archive_bytes(archive, numbers, 2 * sizeof(double));
}

static bool go_on_with_less(const char *text, size_t length) {
    double numbers[2];
    (void)text, (void)length;
    checkpoint_resume(opened(), archive_less, numbers);
    return false;
}

static void no_damaged_checkpoint_is_taken_nor_one_of_another_version(void **state) {
    (void)state;
    struct tally cuts = {0}, flips = {0};
    double numbers[3] = {1, 0.5, 0.25};
    char text[1000];
    close(mkstemp(checkpoint_path));
    unlink(checkpoint_path);
    checkpoint_offer(opened(), archive_numbers, numbers);
    FILE *file = fopen(checkpoint_path, "r");
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    assert_true(length > 3 * sizeof(double) && length < sizeof text);
    damage_all(go_on, text, length, checkpoint_path, &cuts, &flips);
    assert_int_equal(cuts.taken + flips.taken, 0);
    damage(go_on, text, length, "", false, &cuts); /* is there again, whole */
    damage(go_on_with_less, text, length, "is the checkpoint of another version", false, &cuts);
    assert_int_equal(cuts.taken, 1);
    unlink(checkpoint_path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_is_refused_or_read_as_what_stands_there),
        cmocka_unit_test(rows_are_refused_or_read_as_what_stands_there),
        cmocka_unit_test(a_profile_is_refused_or_read_as_what_stands_there),
        cmocka_unit_test(no_damaged_checkpoint_is_taken_nor_one_of_another_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
