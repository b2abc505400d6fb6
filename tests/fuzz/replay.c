/* replay.c: every input of a corpus, and mutations of them, without an engine.
 *
 *     replay COUNT SEED    in a folder with a folder for each reader
 *
 * COUNT mutations of each reader's inputs, which the seed decides. Results are TAP. Each reader has a process
 * of its own; when that ends, or an input takes longer than 10 s of CPU time, the input stands in
 * READER.failed. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz.h"

enum { LONGEST = 1 << 18, SECONDS = 10, FILES = 1000 };

struct input {
    size_t size;
    uint8_t data[LONGEST];
};

/* What a process and the one that waits for it both see. */
struct tally {
    struct input now;
    long inputs, tried, refused;
};

/* splitmix64 */
static uint64_t draw(uint64_t *state, uint64_t below) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (z ^ z >> 31) % below;
}

/* Put `size` bytes in the place of `gone` at `at`. */
static void replace(struct input *input, size_t at, size_t gone, const void *bytes, size_t size) {
    if (input->size - gone + size > LONGEST)
        return;
    uint8_t *place = input->data + at;
    memmove(place + size, place + gone, input->size - at - gone);
    memmove(place, bytes, size);
    input->size += size - gone;
}

static void mutate(struct input *input, const struct input *other, uint64_t *state) {
    static const char *const words[] = {
        "0",    "-1",   "nan",   "1e308", "-1e-308",    "9007199254740993",
        "null", "[]",   "{}",    "\"",    "4294967297", "18446744073709551616",
        "\n",   "\r\n", " ",     "=",     ":",          "-9223372036854775808",
        "T",    "x",    "\xff",  "0x7",   "1e-400",     "0.1.2",
        "",     ",",    "[[1]]", "\t"};
    uint8_t bytes[LONGEST];
    if (input->size == 0)
        return;
    size_t at = draw(state, input->size), most = input->size - at;
    size_t length = 1 + draw(state, 1 + draw(state, most < 200 ? most : 200)) % most;
    switch (draw(state, 7)) {
    case 0:
        input->data[at] ^= (uint8_t)(1 << draw(state, 8));
        break;
    case 1:
        input->data[at] = (uint8_t)draw(state, 256);
        break;
    case 2: /* gone */
        replace(input, at, length, "", 0);
        break;
    case 3: /* twice */
        memcpy(bytes, input->data + at, length);
        replace(input, at, 0, bytes, length);
        break;
    case 4: /* cut off */
        input->size = at;
        break;
    case 5: { /* a word, in the place of a number or in between */
        const char *word = words[draw(state, sizeof words / sizeof *words)];
        size_t digits = 0;
        while (digits < most && strchr("+-.0123456789eE", input->data[at + digits]) != NULL &&
               input->data[at + digits] != '\0')
            digits++;
        replace(input, at, digits, word, strlen(word));
        break;
    }
    case 6: /* the end of another */
        if (other->size > 0) {
            size_t from = draw(state, other->size);
            replace(input, at, most, other->data + from, other->size - from);
        }
        break;
    }
}

static void try(struct tally *tally) {
    const struct itimerval most = {.it_value = {.tv_sec = SECONDS}};
    setitimer(ITIMER_PROF, &most, NULL);
    tally->refused += fuzz_try(tally->now.data, tally->now.size) != 0;
    tally->tried++;
}

static int visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

/* The inputs of a reader, in the order of their names; how many. */
static size_t read_corpus(const char *reader, struct input **inputs) {
    char path[FILENAME_MAX];
    struct dirent **entries;
    int count = scandir(reader, &entries, visible, alphasort);
    if (count < 1) {
        fprintf(stderr, "replay: %s: expected inputs, found none\n", reader);
        _exit(1);
    }
    *inputs = calloc((size_t)count, sizeof **inputs);
    for (int k = 0; k < count; k++) {
        snprintf(path, sizeof path, "%s/%s", reader, entries[k]->d_name);
        FILE *file = fopen(path, "r");
        (*inputs)[k].size = fread((*inputs)[k].data, 1, LONGEST, file);
        fclose(file);
        free(entries[k]);
    }
    free(entries);
    return (size_t)count;
}

static void replay(const char *reader, long mutations, uint64_t state, struct tally *tally) {
    struct input *inputs;
    fuzz_open(reader);
    size_t count = read_corpus(reader, &inputs);
    tally->inputs = (long)count;
    for (size_t k = 0; k < count; k++) {
        tally->now = inputs[k];
        try(tally);
    }
    for (long m = 0; m < mutations; m++) {
        tally->now = inputs[draw(&state, count)];
        for (uint64_t more = 1 + draw(&state, 3); more > 0; more--)
            mutate(&tally->now, &inputs[draw(&state, count)], &state);
        try(tally);
    }
    free(inputs);
}

/* Is all as it should be? */
static int report(const char *reader, int ended, const struct tally *tally) {
    char name[FILENAME_MAX];
    if (ended == 0) {
        printf("ok - %s: %ld inputs and %ld mutations, %ld refused\n", reader, tally->inputs,
               tally->tried - tally->inputs, tally->refused);
        return 1;
    }
    snprintf(name, sizeof name, "%s.failed", reader);
    FILE *file = fopen(name, "w");
    fwrite(tally->now.data, 1, tally->now.size, file);
    fclose(file);
    printf("not ok - %s: input %ld ended with %s %d, and stands in %s\n", reader, tally->tried + 1,
           WIFSIGNALED(ended) ? "signal" : "status",
           WIFSIGNALED(ended) ? WTERMSIG(ended) : WEXITSTATUS(ended), name);
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: replay COUNT SEED\n");
        return 64;
    }
    int right = 1;
    for (const char *const *reader = fuzz_readers; *reader != NULL; reader++) {
        struct tally *tally =
            mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        int ended;
        fflush(stdout);
        if (fork() == 0) {
            replay(*reader, strtol(argv[1], NULL, 10), strtoull(argv[2], NULL, 10), tally);
            _exit(0);
        }
        wait(&ended);
        right &= report(*reader, ended, tally);
        munmap(tally, sizeof *tally);
    }
    return !right;
}
