/* wca-diff: how one configuration of a glass differs from another.
 *
 * Reads two frames, A and B, of the same glass in the same box; writes one row, or with --field the frame of
 * A with the displacement from A to B of every particle as the column displacement:R:3, for OVITO. The row
 * has, all in the frame of the centre of mass,
 *
 *     distance       Delta0_AB = (1/N) sum_i |dr_i|^2                              the paper's eq. (5)
 *     participation  P_AB = (sum d^2)^2 / sum d^4 over the 3N components d of dr   the paper's eq. (6)
 *     largest        the largest |dr_i|
 *
 * Positions are unwrapped, so that a displacement is a subtraction, or made so with --unwrap.
 * Reference: Scalliet, Berthier and Zamponi (2019). */
#include <stdlib.h>

#include "program/cli.h"
#include "observables/displacement.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "io/jsonl.h"
#include "io/output.h"
#include "io/state.h"
#include "io/unwrap.h"

static void read_two(char **files, bool unwrap, struct frame *frame[2]) {
    struct extxyz_reader *reader = extxyz_open(files);
    for (int f = 0; f < 2; f++)
        if ((frame[f] = extxyz_read(reader)) == NULL)
            fatal(EX_DATAERR, "%s: expected two frames, found one: give a second file", extxyz_where(reader));
    struct frame *third = extxyz_read(reader);
    if (third != NULL)
        fatal(EX_DATAERR, "%s: expected two frames, found a third: wca-select --position A,B takes two",
              frame_where(third));
    unwrap_compared(frame, 2, unwrap);
    extxyz_close(reader);
}

/* The number of a label that both frames have. */
static void row_label(json_t *row, const char *key, const struct frame *a, const struct frame *b) {
    double of_a, of_b;
    if (frame_number(a, key, &of_a) && frame_number(b, key, &of_b) && of_a == of_b)
        row_number(row, key, of_a);
}

static void write_row(FILE *stream, const struct frame *a, const struct frame *b, double largest) {
    double participation = displacement_participation(a->n, a->position, b->position);
    json_t *row = row_new();
    state_write_density(row, a);
    row_label(row, "temperature", a, b);
    row_integer(row, "glass", frame_glass(a));
    row_integer(row, "particles", a->n);
    row_number(row, "distance", displacement_distance(a->n, a->position, b->position));
    row_number_or_reason(row, "participation", participation, "nothing moved");
    row_number(row, "largest", largest);
    row_write(stream, row);
}

int main(int argc, char **argv) {
    bool field = false, unwrap = false;
    const struct option_spec options[] = {
        {"field", NULL, OPTION_FLAG, &field, 0, 0, NULL,
         "Write the frame of A with the column displacement:R:3 instead of a row"},
        UNWRAP_OPTION(unwrap, "first frame"),
        {0},
    };
    const struct program program = {
        .summary = "Read two frames of a glass, write their distance and participation ratio as a row.",
        .details = "The frames come from two files or from one stream. distance is the sum of |dr|^2 over N, "
                   "participation (sum of d^2)^2 / sum of d^4 over the 3N components d of the displacements: "
                   "near the number of particles that move. The centre of mass is removed.\n\n"
                   "Example, the displacement field between two minima for OVITO:\n"
                   "  wca-diff --field minimum1.xyz minimum2.xyz -o field.xyz",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);

    struct frame *frame[2];
    read_two(cli.files, unwrap, frame);
    struct frame *a = frame[0], *b = frame[1];
    a->displacement = allocate(3 * (size_t)a->n, sizeof *a->displacement);
    double largest = displacement_field(a->n, a->position, b->position, a->displacement);

    struct output *output = output_open(cli.output);
    if (field)
        extxyz_write(output_stream(output), a);
    else
        write_row(output_stream(output), a, b, largest);
    output_close(output);
    frame_free(a);
    frame_free(b);
    return 0;
}
