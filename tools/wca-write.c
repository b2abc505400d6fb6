/* wca-write: frames as other programs read them.
 *
 * Reads frames; writes one as a LAMMPS data file, whose pair coefficients make lj/cut with pair_modify shift yes
 * the potential wca,
 *
 *     V = 4 [(s/r)^12 - (s/r)^6] + 1 for r < 2^(1/6) s, and s = (s_i + s_j)/2 (1 - 0.2 |s_i - s_j|),
 *
 * with a type for each diameter or a given number of types; or all of them as a LAMMPS dump, or as a plain table. wca-read makes frames of the first two again, with the same
 * bits where each diameter has its type.
 * Limits: no pair style of LAMMPS gives ipl12, or harmonic in every build; as many types as particles are N (N + 1)/2 coefficients. */
#include <stdlib.h>

#include "program/cli.h"
#include "base/error.h"
#include "base/number.h"
#include "io/extxyz.h"
#include "io/lammps.h"
#include "io/output.h"

enum { DATA, DUMP, TABLE };

static void print_numbers(FILE *stream, int count, const double *value) {
    char text[32];
    for (int k = 0; value != NULL && k < count; k++) {
        format_number(text, value[k]);
        fprintf(stream, "\t%s", text);
    }
}

/* A block of gnuplot, and of NumPy where there is one frame: two blank lines before the next. */
static void write_table(FILE *stream, const struct frame *frame, int64_t position) {
    fprintf(stream, "%s# id\tx\ty\tz\tdiameter%s%s\n", position > 0 ? "\n\n" : "",
            frame->velocity != NULL ? "\tvx\tvy\tvz" : "", frame->force != NULL ? "\tfx\tfy\tfz" : "");
    for (int i = 0; i < frame->n; i++) {
        fprintf(stream, "%ld", frame->id[i]);
        print_numbers(stream, 3, &frame->position[3 * i]);
        print_numbers(stream, 1, &frame->sigma[i]);
        print_numbers(stream, 3, frame->velocity == NULL ? NULL : &frame->velocity[3 * i]);
        print_numbers(stream, 3, frame->force == NULL ? NULL : &frame->force[3 * i]);
        fputc('\n', stream);
    }
}

static void write_frame(FILE *stream, const struct frame *frame, int format, int64_t most, int64_t position) {
    if (format == TABLE) {
        write_table(stream, frame, position);
        return;
    }
    struct types types = types_of(frame, format == DUMP && most == 0 ? 1 : most);
    if (format == DATA && types.largest > 0)
        warning("%s: particles of %d types: diameters change by up to %.3g, and what is computed from them "
                "with it",
                frame_where(frame), types.count, types.largest);
    if (format == DATA)
        lammps_write_data(stream, frame, &types);
    else
        lammps_write_dump(stream, frame, &types, position);
    types_free(&types);
}

int main(int argc, char **argv) {
    int64_t types = UNSET_INTEGER;
    int format = DATA;
    const struct option_spec options[] = {
        {"format", "FORMAT", OPTION_CHOICE, &format, 0, 0, "data|dump|table",
         "A LAMMPS data file of one frame, a LAMMPS dump, or a table: a line for each particle"},
        {"types", "N", OPTION_INTEGER, &types, 1, 1e6, NULL,
         "So many types, of equally many particles, in data with their mean diameters (default in data one "
         "for each diameter, in dump one)"},
        {0},
    };
    const struct program program = {
        .summary = "Read frames, write them as other programs read them: LAMMPS data or dump, tables.",
        .details =
            "A data file holds the coefficients of all pairs of types. Its first line says what LAMMPS needs "
            "before read_data: units lj, atom_style atomic, pair_style lj/cut and pair_modify shift yes. "
            "Energies "
            "there are "
            "per particle. A dump has the time as ITEM: TIME, positions unwrapped, and the position of the "
            "frame as "
            "its step; a table the columns id x y z diameter, velocities and forces where there are any.\n\n"
            "Examples, a glass for LAMMPS, what came of it there, and a table for NumPy:\n"
            "  wca-write glass.xyz -o glass.data\n"
            "  wca-read --diameter-of-type glass.data lammps.dump | wca-min -o minima.xyz\n"
            "  wca-write --format table glass.xyz -o glass.tsv",
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (types != UNSET_INTEGER && format == TABLE)
        fatal(EX_USAGE, "--types is for --format data and dump, found --format table");

    struct extxyz_reader *reader = extxyz_open(cli.files);
    struct output *output = output_open(cli.output);
    struct frame *frame;
    for (int64_t position = 0; (frame = extxyz_read(reader)) != NULL; position++) {
        if (position > 0 && format == DATA)
            fatal(EX_DATAERR,
                  "%s: expected one frame, since a data file holds one, found a second: wca-select "
                  "--position 0 "
                  "takes one, --format dump writes all",
                  frame_where(frame));
        write_frame(output_stream(output), frame, format, types == UNSET_INTEGER ? 0 : types, position);
        frame_free(frame);
    }
    output_close(output);
    extxyz_close(reader);
    return 0;
}
