/* wca-clone: copies of a glass that differ in nothing but their velocities.
 *
 * Reads one frame per glass; writes K frames for each: the same positions, velocities drawn from Maxwell's
 * distribution at temperature T with zero total momentum, labels clone = K0, K0 + 1, ..., time = tw = 0.
 * Reference: Scalliet, Berthier and Zamponi (2019), Methods, clones.
 * Limits: velocities depend on (seed, glass, clone) alone, so two frames of one glass in the input
 * are refused. */
#include <math.h>
#include <stdlib.h>

#include "program/cli.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "io/output.h"
#include "base/rng.h"

/* The option, else the label temperature, else the label glass_temperature. */
static double choose_temperature(const struct frame *frame, double option) {
    double temperature = option;
    if (isnan(option) && !frame_number(frame, "temperature", &temperature) &&
        !frame_number(frame, "glass_temperature", &temperature))
        fatal(EX_DATAERR,
              "%s: expected a label temperature or glass_temperature, found none: give --temperature",
              frame_where(frame));
    return temperature;
}

static void write_clones(FILE *stream, struct frame *frame, double temperature, uint64_t seed, int64_t first,
                         int64_t count) {
    if (frame->velocity == NULL)
        frame->velocity = allocate(3 * (size_t)frame->n, sizeof *frame->velocity);
    frame_set_number(frame, "temperature", temperature);
    frame_set_number(frame, "time", 0);
    frame_set_number(frame, "tw", 0);
    frame_set_seed(frame, "seed", seed);
    for (int64_t clone = first; clone < first + count; clone++) {
        gsl_rng *rng = rng_stream(seed, RNG_VELOCITIES, frame_glass(frame), clone);
        rng_maxwell(rng, temperature, frame->n, frame->velocity);
        gsl_rng_free(rng);
        frame_set_integer(frame, "clone", clone);
        extxyz_write(stream, frame);
    }
}

int main(int argc, char **argv) {
    int64_t clones = 1, first = 1;
    double temperature = NAN;
    uint64_t seed = 1;
    const struct option_spec options[] = {
        {"clones", "K", OPTION_INTEGER, &clones, 1, 1e9, NULL, "Clones of each glass"},
        {"first", "K0", OPTION_INTEGER, &first, 1, 1e9, NULL, "Number of the first clone"},
        {"temperature", "T", OPTION_NUMBER, &temperature, 0, 1e6, NULL,
         "Temperature of the velocities (default the label temperature, else glass_temperature)"},
        {"seed", "SEED", OPTION_SEED, &seed, 0, 0, NULL, "Seed of the velocities"},
        {0},
    };
    const struct program program = {
        .summary = "Read glasses, write clones: the same positions with independent Maxwell velocities.",
        .details = "Total momentum is zero. A clone is the same whether made alone or in a set.\n\n"
                   "Example, 20 clones heated to another temperature:\n"
                   "  wca-clone --clones 20 glass.xyz |\n"
                   "    wca-md --temperature 0.01 --times 1:1024:x2 -o run.xyz",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);

    struct extxyz_reader *reader = extxyz_open(cli.files);
    struct output *output = output_open(cli.output);
    struct frame **glass;
    int count;
    while ((glass = extxyz_read_glass(reader, &count)) != NULL) {
        if (count > 1)
            fatal(EX_DATAERR,
                  "%s: expected one frame of glass %ld, found a second: its clones would be the same "
                  "(wca-select --renumber glass makes a glass of each)",
                  frame_where(glass[1]), frame_glass(glass[1]));
        write_clones(output_stream(output), glass[0], choose_temperature(glass[0], temperature), seed, first,
                     clones);
        frames_free(glass);
        output_flush(output);
    }
    output_close(output);
    extxyz_close(reader);
    return 0;
}
