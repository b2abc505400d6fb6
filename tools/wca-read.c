/* wca-read: frames from files of other programs.
 *
 * Reads LAMMPS dumps and data files and extended XYZ as ASE and OVITO write it, packed by gzip or not; writes
 * frames: particles in the order of their ids, the corner of the box at 0, diameters by type, column or pair
 * coefficients, and labels that the other programs here ask for. What the files do not say is said by options.
 * Files that are clones of one glass are read side by side, so that its clones at one time stand together.
 * Limits: a cube that is periodic in all directions; one frame of each clone is held. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "base/error.h"
#include "base/number.h"
#include "io/extxyz.h"
#include "io/foreign.h"
#include "io/lammps.h"
#include "io/output.h"
#include "io/unwrap.h"

static const char details[] =
    "A file is known by how it begins; gzip is read as what is in it. Particles come in the order of "
    "their ids, relative to the corner of the box. Numbers keep their bits. Positions that are wrapped "
    "are taken where no particle moves by more than half the box from one frame to the next; image "
    "flags and unwrapped columns (xu yu zu) always. A triclinic box, one that is no cube and one with "
    "walls are refused.\n"
    "\n"
    "Units are those of the potential: energy eps, mass 1, length the mean diameter.\n"
    "\n"
    "Examples, minima of a LAMMPS run of two types, barriers between ten configurations, and clones "
    "that were run by another program:\n"
    "  wca-read --diameter-of-type 1:0.8,2:1.2 --timestep 0.005 run.dump.gz |\n"
    "    wca-min -o minima.xyz\n"
    "  wca-read --glass 1 --clone order quench-*.data | wca-min | wca-neb --unwrap\n"
    "  wca-read --glass 'g*' --clone 'clone*' --temperature 0.1 \\\n"
    "    --diameter-of-type glass.data --timestep 0.005 g*-clone*.dump | wca-chi";

/* What the files do not say. */
struct labels {
    const char *glass, *clone, *time; /* a number, "order", or where it stands in the name of the file */
    double temperature, timestep;
    int potential;
    bool unwrap;
};

/* A file that is read, and the frame of it that was written last. */
struct trajectory {
    const char *path;
    struct foreign_reader *reader;
    int64_t clone;
    struct frame *last;
};

/* A number that an option says (NAN: nothing): its place in an order, itself, or the one that stands at * in the
 * name of a file. */
static double number_of(const char *option, const char *from, const char *path, int64_t place) {
    double number;
    if (from == NULL)
        return NAN;
    if (strcmp(from, "order") == 0)
        return (double)place;
    if (parse_number(from, &number))
        return number;
    const char *star = strchr(from, '*'), *slash = strrchr(path, '/'),
               *name = slash == NULL ? path : slash + 1;
    if (star == NULL)
        fatal(EX_USAGE,
              "--%s: expected a number, order, or a * behind what it follows in the name of a file, such as "
              "run-*; "
              "found \"%s\"",
              option, from);
    char *before = strndup(from, (size_t)(star - from));
    for (const char *at = name; (at = strstr(at, before)) != NULL && *at != '\0'; at++) {
        const char *digits = at + strlen(before);
        size_t length = strspn(digits, "0123456789");
        if (length > 0 && digits[length] == '.' && isdigit((unsigned char)digits[length + 1]))
            length += 1 + strspn(digits + length + 1, "0123456789");
        char *text = strndup(digits, length);
        bool found = parse_number(text, &number);
        free(text);
        if (found) {
            free(before);
            return number;
        }
    }
    fatal(EX_USAGE, "--%s: expected a number behind \"%s\" in the name of the file, found %s", option, before,
          path);
}

/* The same, a whole number of 1 or more; 0 for nothing. */
static int64_t integer_of(const char *option, const char *from, const char *path, int64_t place) {
    double number = number_of(option, from, path, place);
    if (isnan(number))
        return 0;
    if (!(number >= 1 && number < 0x1p53) || number != rint(number))
        fatal(EX_USAGE, "--%s: expected a whole number from 1, found %.12g for the file %s", option, number,
              path);
    return (int64_t)number;
}

static void set_labels(struct frame *frame, const struct labels *labels, int64_t glass,
                       const struct trajectory *trajectory, int64_t position) {
    double time = number_of("time", labels->time, trajectory->path, position);
    if (glass > 0)
        frame_set_integer(frame, "glass", glass);
    if (trajectory->clone > 0)
        frame_set_integer(frame, "clone", trajectory->clone);
    if (!isnan(time)) {
        bool counted = !parse_number(labels->time, &(double){0}) && !isnan(labels->timestep); /* in steps */
        frame_set_number(frame, "time", counted ? time * labels->timestep : time);
        frame_set_number(frame, "tw", counted ? time * labels->timestep : time);
    }
    if (!isnan(labels->temperature))
        frame_set_number(frame, "temperature", labels->temperature);
    if (labels->potential >= 0)
        frame_set_text(frame, "potential", potential_name((enum potential)labels->potential));
}

/* Is it on its way from the frame before? Then positions are unwrapped, or are made so. */
static void follow(const struct labels *labels, struct frame *frame, struct frame *before, bool wrapped) {
    const double far = 0.4; /* boxes: the nearest image may be another one than that to which it went */
    double time, time_before;
    if (before == NULL || before->n != frame->n || frame_glass(before) != frame_glass(frame))
        return;
    if (frame_number(frame, "tw", &time) && frame_number(before, "tw", &time_before) && time < time_before)
        fatal(EX_DATAERR,
              "%s: expected times ascending, found tw=%.12g after tw=%.12g in %s: give the files in the "
              "order of "
              "their times (ls -v has it), or --clone order where each is a clone",
              frame_where(frame), time, time_before, frame_where(before));
    if (!labels->unwrap) {
        unwrap_check((struct frame *[]){before, frame}, 2, !wrapped);
        return;
    }
    double moved = unwrap_frame(frame, frame->n, before->position);
    if (moved > far)
        warning("%s: a particle is %.2g boxes from where it was before, and --unwrap may have taken the "
                "wrong image: "
                "frames at shorter intervals would settle it",
                frame_where(frame), moved);
}

/* All frames of files that are read side by side. Returns how many there were at each of them. */
static int64_t read_beside(struct trajectory *trajectory, int count, const struct labels *labels,
                           int64_t glass, int64_t position, FILE *stream) {
    for (;; position++) {
        double first_time = NAN, time;
        for (int k = 0; k < count; k++) {
            bool wrapped;
            struct frame *frame = foreign_read(trajectory[k].reader, &wrapped);
            if ((frame == NULL) != (k > 0 && trajectory[0].reader == NULL)) {
                if (k > 0)
                    fatal(
                        EX_DATAERR,
                        "%s: expected as many frames as in %s, since both are clones of one glass, found %s",
                        trajectory[k].path, trajectory[0].path, frame == NULL ? "fewer" : "more");
                foreign_close(trajectory[0].reader);
                trajectory[0].reader = NULL;
            }
            if (frame == NULL)
                continue;
            set_labels(frame, labels, glass, &trajectory[k], position);
            time = NAN;
            frame_number(frame, "tw", &time);
            if (k > 0 && !(time == first_time || (isnan(time) && isnan(first_time))))
                fatal(EX_DATAERR,
                      "%s: expected tw=%.12g as in %s, since both are clones of one glass, found tw=%.12g",
                      frame_where(frame), first_time, frame_where(trajectory[0].last), time);
            first_time = time;
            follow(labels, frame,
                   trajectory[k].last != NULL ? trajectory[k].last
                   : k > 0                    ? trajectory[0].last
                                              : NULL,
                   wrapped);
            extxyz_write(stream, frame);
            frame_free(trajectory[k].last);
            trajectory[k].last = frame;
        }
        if (trajectory[0].reader == NULL)
            return position;
    }
}

/* The files in turn, or those of a glass side by side where they are its clones. */
static void read_files(char **files, const struct labels *labels, const struct foreign_options *how,
                       FILE *stream) {
    struct frame *last = NULL;
    int64_t order = 1, position = 0, glass_before = 0;
    for (char **file = files; *file != NULL;) {
        int64_t glass = integer_of("glass", labels->glass, *file, order);
        struct trajectory *trajectory = NULL;
        int count = 0;
        do {
            struct trajectory *more = reallocarray(trajectory, (size_t)count + 1, sizeof *trajectory);
            trajectory = more;
            trajectory[count] = (struct trajectory){
                .path = *file,
                .reader = foreign_open(*file, how),
                .clone = integer_of("clone", labels->clone, *file, count + 1),
            };
            count++, file++, order++;
        } while (labels->clone != NULL && *file != NULL &&
                 integer_of("glass", labels->glass, *file, order) == glass);
        if (glass != glass_before || count > 1)
            position = 0;
        glass_before = glass;
        trajectory[0].last = count == 1 ? last : NULL;
        position = read_beside(trajectory, count, labels, glass, position, stream);
        last = trajectory[0].last;
        for (int k = 1; k < count; k++) {
            foreign_close(trajectory[k].reader);
            frame_free(trajectory[k].last);
        }
        free(trajectory);
    }
    frame_free(last);
}

int main(int argc, char **argv) {
    struct labels labels = {.temperature = NAN, .timestep = NAN, .potential = -1};
    struct foreign_options how = {.atom_style = -1};
    const char *diameter_of_type = NULL;
    const struct option_spec options[] = {
        {"diameter-of-type", "LIST", OPTION_TEXT, &diameter_of_type, 0, 0, NULL,
         "Diameters of particles by their type, element or species, 1:0.8,2:1.2; or the name of a LAMMPS "
         "data file, such as wca-write makes, whose pair coefficients give them"},
        {"diameter-column", "NAME", OPTION_TEXT, &how.diameter_column, 0, 0, NULL,
         "The column of diameters, such as v_sigma (default radius or diameter, by whatever name)"},
        {"scale-to-mean-diameter", NULL, OPTION_FLAG, &how.scale, 0, 0, NULL,
         "Divide lengths and times by the mean diameter, so that it is 1"},
        UNWRAP_OPTION(labels.unwrap, "frame before"),
        {"glass", "FROM", OPTION_TEXT, &labels.glass, 0, 0, NULL,
         "Label glass: a number; order, that of the files; or, as glass*, the number that stands there in "
         "the name "
         "of the file"},
        {"clone", "FROM", OPTION_TEXT, &labels.clone, 0, 0, NULL,
         "Label clone, in the same way; files of one glass are then read side by side, time by time"},
        {"time", "FROM", OPTION_TEXT, &labels.time, 0, 0, NULL,
         "Labels time and tw: a number; order, that of the frames, from 0; or, as dump.*, the number in the "
         "name of "
         "the file; the last two in steps (default what the files say)"},
        {"timestep", "DT", OPTION_NUMBER, &labels.timestep, 1e-12, 1e12, NULL,
         "The time of a step (default 1)"},
        {"temperature", "T", OPTION_NUMBER, &labels.temperature, 0, 1e15, NULL,
         "Label temperature, of the bath"},
        {"potential", "NAME", OPTION_CHOICE, &labels.potential, 0, 0, POTENTIAL_CHOICES,
         "Label potential: how particles interact here"},
        {"atom-style", "STYLE", OPTION_CHOICE, &how.atom_style, 0, 0, LAMMPS_STYLES,
         "Style of the section Atoms of LAMMPS data files (default what the file says)"},
        {0},
    };
    const struct program program = {
        .summary = "Read files of other programs, write frames: LAMMPS dumps and data files, extended XYZ.",
        .details = details,
        .reads = true,
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    how.timestep = labels.timestep;
    if (diameter_of_type != NULL && how.diameter_column != NULL)
        fatal(EX_USAGE, "expected --diameter-of-type or --diameter-column, found both");
    struct type_diameters *types = diameter_of_type == NULL ? NULL : type_diameters_of(diameter_of_type);
    how.type_diameters = types;

    struct output *output = output_open(cli.output);
    read_files(cli.files, &labels, &how, output_stream(output));
    output_close(output);
    type_diameters_free(types);
    return 0;
}
