#include "io/foreign.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/number.h"
#include "io/diameters.h"
#include "io/frame_check.h"
#include "io/header.h"
#include "io/lammps.h"

struct type_diameter {
    char *type;
    double diameter;
};

struct type_diameters {
    struct type_diameter *of; /* in the order of their names */
    size_t count;
};

struct foreign_reader {
    struct foreign_options how;
    char *path[2];
    struct lines *lines;
    bool any, warned, said_steps, said_digits, said_mean, said_units, said_masses, said_momenta, said_ids;
};

static int by_type(const void *one, const void *other) {
    return strcmp(((const struct type_diameter *)one)->type, ((const struct type_diameter *)other)->type);
}

static void add_type(struct type_diameters *types, char *type, double diameter) {
    types->of = reallocarray(types->of, types->count + 1, sizeof *types->of);
    types->of[types->count++] = (struct type_diameter){type, diameter};
}

/* "1:0.8,2:1.2" */
static void list_types(struct type_diameters *types, const char *text) {
    char *copy = copy_text(text), *rest = copy, *item;
    while ((item = strsep(&rest, ",")) != NULL) {
        char *colon = strrchr(item, ':');
        double diameter = 0;
        if (colon == NULL || colon == item || !parse_number(colon + 1, &diameter) || !(diameter > 0))
            fatal(EX_USAGE,
                  "--diameter-of-type: expected types and their diameters such as 1:0.8,2:1.2, or a LAMMPS "
                  "data file, found \"%s\"",
                  text);
        *colon = '\0';
        add_type(types, copy_text(item), diameter);
    }
    free(copy);
}

static void warn_of_digits(const char *path) {
    warning(
        "%s:1: these diameters have six digits, as write_data of LAMMPS writes coefficients, which changes "
        "energies in the fifth: --diameter-of-type takes diameters from the data file that the run began "
        "with",
        path);
}

/* Those of the pair coefficients of a LAMMPS data file */
static void data_types(struct type_diameters *types, const char *path) {
    char *paths[] = {copy_text(path), NULL};
    struct lines *lines = lines_open(paths);
    struct configuration *from = NULL;
    const char *text = lines_read(lines);
    bool six_digits = text != NULL && strstr(text, "write_data") != NULL;
    if (text != NULL && strncmp(text, "ITEM: ", 6) != 0)
        from = lammps_read_data(lines, -1);
    for (int k = 0; from != NULL && k < from->types; k++)
        if (from->type_diameter[k] > 0)
            add_type(types, text_of("%d", k + 1), from->type_diameter[k]);
    if (types->count == 0)
        fatal(EX_DATAERR,
              "%s:1: expected the LAMMPS data file of --diameter-of-type, with the Pair Coeffs of lj/cut, "
              "found none: wca-write writes them, and write_data of LAMMPS with pair ij",
              path);
    if (six_digits)
        warn_of_digits(path);
    configuration_free(from);
    lines_close(lines);
    free(paths[0]);
}

struct type_diameters *type_diameters_of(const char *text) {
    struct type_diameters *types = allocate(1, sizeof *types);
    if (strchr(text, ':') == NULL && access(text, F_OK) == 0)
        data_types(types, text);
    else
        list_types(types, text);
    qsort(types->of, types->count, sizeof *types->of, by_type);
    for (size_t k = 1; k < types->count; k++)
        if (by_type(&types->of[k - 1], &types->of[k]) == 0)
            fatal(EX_USAGE, "--diameter-of-type: expected each type once, found %s twice", types->of[k].type);
    return types;
}

void type_diameters_free(struct type_diameters *types) {
    for (size_t k = 0; types != NULL && k < types->count; k++)
        free(types->of[k].type);
    if (types != NULL)
        free(types->of);
    free(types);
}

struct foreign_reader *foreign_open(const char *path, const struct foreign_options *options) {
    struct foreign_reader *reader = allocate(1, sizeof *reader);
    reader->how = *options;
    reader->path[0] = copy_text(path);
    reader->lines = lines_open(reader->path);
    return reader;
}

void foreign_close(struct foreign_reader *reader) {
    lines_close(reader->lines);
    free(reader->path[0]);
    free(reader);
}

/* Extended XYZ. */

static const struct {
    const char *name;
    enum meaning meaning;
} named[] = {
    {"pos", UNWRAPPED_PLACE},
    {"positions", UNWRAPPED_PLACE},
    {"Position", UNWRAPPED_PLACE},
    {"velo", VELOCITIES},
    {"velocities", VELOCITIES},
    {"velocity", VELOCITIES},
    {"Velocity", VELOCITIES},
    {"vel", VELOCITIES},
    {"momenta", MOMENTA},
    {"Momentum", MOMENTA},
    {"forces", FORCES},
    {"force", FORCES},
    {"Force", FORCES},
    {"radius", RADII},
    {"Radius", RADII},
    {"radii", RADII},
    {"diameter", DIAMETERS},
    {"Diameter", DIAMETERS},
    {"diameters", DIAMETERS},
    {"sigma", DIAMETERS},
    {"masses", MASSES},
    {"mass", MASSES},
    {"Mass", MASSES},
    {"id", IDS},
    {"ID", IDS},
    {"identifier", IDS},
    {"Particle_Identifier", IDS},
    {"species", TYPES},
    {"type", TYPES},
    {"Particle_Type", TYPES},
};

static enum meaning meaning_of(const struct foreign_reader *reader, const struct property *property) {
    enum meaning meaning = NO_MEANING;
    for (size_t k = 0; k < sizeof named / sizeof *named; k++)
        if (strcmp(property->name, named[k].name) == 0)
            meaning = named[k].meaning;
    if (reader->how.diameter_column != NULL && meaning == DIAMETERS)
        meaning = NO_MEANING;
    if (reader->how.diameter_column != NULL && strcmp(property->name, reader->how.diameter_column) == 0)
        meaning = DIAMETERS;
    if (meaning != NO_MEANING && property->columns != (meaning <= FORCES ? 3 : 1))
        lines_bad(reader->lines, "expected %d columns of %s in Properties, found %d",
                  meaning <= FORCES ? 3 : 1, property->name, property->columns);
    return meaning;
}

static void read_properties(const struct foreign_reader *reader, char *text, struct particles *particles) {
    struct property property;
    while (header_property(reader->lines, &text, &property)) {
        enum meaning meaning = meaning_of(reader, &property);
        if (meaning == TYPES && particles->present[TYPES]) /* species and type: the first one counts */
            meaning = NO_MEANING;
        if (meaning != NO_MEANING && particles->present[meaning])
            lines_bad(reader->lines, "expected one column for what %s is in Properties, found two",
                      property.name);
        if (*property.type == 'S' && particles->columns > 0)
            particles->text = particles->columns + property.columns - 1;
        for (int axis = 0; axis < property.columns; axis++)
            particles_column(particles, reader->lines, meaning, axis);
    }
}

/* A time that the labels of others say; tw and time are labels of our own, and stay as they are. */
static double labelled_time(const struct frame *labels, bool *is_step) {
    static const char *const names[] = {"Time", "Timestep", "timestep", "step"};
    double time;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (frame_text(labels, "tw") == NULL && frame_text(labels, "time") == NULL &&
            frame_number(labels, names[k], &time)) {
            *is_step = k > 0;
            return time;
        }
    return NAN;
}

static struct configuration *read_xyz(const struct foreign_reader *reader, const char *text) {
    struct lines *lines = reader->lines;
    struct configuration *made = allocate(1, sizeof *made);
    made->where = text_of("%s:%ld", lines_file(lines), lines_number(lines));
    made->particles = particles_new();
    int n = header_count(lines, text);
    char *second = lines_read(lines);
    if (second == NULL)
        lines_bad(lines,
                  "expected Lattice, Properties and labels on the next line, found the end of the file");
    if (!lines_ended(lines))
        lines_truncated(lines);
    struct header header;
    made->labels = header_split(lines, second, &header);
    made->labels->where = copy_text(made->where);
    made->box = header_box(lines, &header);
    read_properties(reader, header.properties, made->particles);
    if (header.origin != NULL && header_numbers(header.origin, made->corner, 3) != 3)
        lines_bad(lines, "expected three numbers in Origin, found something else");
    made->time = labelled_time(made->labels, &made->is_step);
    for (int i = 0; i < n; i++) {
        char *row = lines_read(lines);
        if (row == NULL)
            lines_bad(lines, "expected %d particles in this frame, found the end of the file after %d", n, i);
        particles_row(made->particles, lines, row);
    }
    return made;
}

/* What all have. */

/* The next configuration, of whatever kind. */
static struct configuration *read_next(struct foreign_reader *reader) {
    char *text;
    bool first = !reader->any;
    while ((text = lines_read(reader->lines)) != NULL && !first && text[strspn(text, " \t")] == '\0')
        ; /* a blank line between frames is none */
    if (text == NULL && first)
        fatal(EX_DATAERR, "%s:1: expected a frame, found an empty file", lines_file(reader->lines));
    if (text == NULL)
        return NULL;
    reader->any = true;
    double count;
    if (strncmp(text, "ITEM: ", 6) == 0)
        return lammps_read_dump(reader->lines, text, reader->how.diameter_column);
    if (!first || parse_number(text + strspn(text, " \t"), &count))
        return read_xyz(reader, text);
    char *kind = strcasestr(text, "lammps") != NULL ? NULL : lines_kind(reader->lines);
    if (kind != NULL)
        lines_bad(reader->lines, "expected a LAMMPS dump or data file, or extended XYZ, found %s", kind);
    bool six_digits = strstr(text, "write_data") != NULL;
    struct configuration *made = lammps_read_data(reader->lines, reader->how.atom_style);
    made->six_digits = six_digits;
    return made;
}

static double diameter_of(const struct foreign_reader *reader, const struct configuration *from, int i) {
    const struct particles *particles = from->particles;
    const struct type_diameters *types = reader->how.type_diameters;
    if (types != NULL) {
        struct type_diameter key = {particles->type[i], 0};
        const struct type_diameter *found = bsearch(&key, types->of, types->count, sizeof key, by_type);
        if (found == NULL)
            fatal(EX_DATAERR, "%s:%ld: expected a type that --diameter-of-type names, found %s",
                  lines_file(reader->lines), particles->line[i], key.type);
        return found->diameter;
    }
    if (particles->present[DIAMETERS])
        return particles->value[DIAMETERS][i];
    if (particles->present[RADII])
        return 2 * particles->value[RADII][i];
    int64_t type = 0;
    if (from->types > 0 && parse_integer(particles->type[i], &type) && type >= 1 && type <= from->types &&
        from->type_diameter[type - 1] > 0)
        return from->type_diameter[type - 1];
    fatal(
        EX_DATAERR,
        "%s: expected diameters, found no column radius or diameter%s: --diameter-of-type 1:0.8,2:1.2 gives "
        "them by type, --diameter-of-type glass.data as a data file does, --diameter-column NAME names their "
        "column",
        from->where, from->types > 0 ? ", and no Pair Coeffs of lj/cut for all types" : "");
}

static void take_diameters(struct foreign_reader *reader, const struct configuration *from,
                           struct frame *frame) {
    if (reader->how.diameter_column != NULL && !from->particles->present[DIAMETERS])
        fatal(EX_DATAERR, "%s: expected the column %s of --diameter-column, found none", from->where,
              reader->how.diameter_column);
    if (reader->how.type_diameters != NULL && !from->particles->present[TYPES])
        fatal(EX_DATAERR, "%s: expected a column of types for --diameter-of-type, found none", from->where);
    for (int i = 0; i < frame->n; i++)
        frame->sigma[i] = diameter_of(reader, from, i);
    if (from->six_digits && reader->how.type_diameters == NULL && !from->particles->present[DIAMETERS] &&
        !reader->said_digits) {
        warn_of_digits(reader->path[0]);
        reader->said_digits = true;
    }
}

/* Positions relative to the corner, of the column that says most: where particles are, or else where they are in
 * the box, by images or as it is. */
static void take_positions(const struct configuration *from, struct frame *frame, bool *wrapped) {
    static const enum meaning best[] = {UNWRAPPED_PLACE, UNWRAPPED_SCALED_PLACE, PLACE, SCALED_PLACE};
    const struct particles *particles = from->particles;
    size_t k = 0;
    while (k < 4 && !particles->present[best[k]])
        k++;
    if (k == 4)
        fatal(EX_DATAERR,
              "%s: expected columns of positions (pos:R:3; in a dump xu yu zu, x y z, xsu ysu zsu or "
              "xs ys zs), found none",
              from->where);
    bool scaled = best[k] == SCALED_PLACE || best[k] == UNWRAPPED_SCALED_PLACE;
    bool images = k > 1 && particles->present[IMAGE];
    for (int c = 0; c < 3 * frame->n; c++) {
        double x = particles->value[best[k]][c];
        x = scaled ? x * frame->box : x - from->corner[c % 3];
        frame->position[c] = images ? x + particles->value[IMAGE][c] * frame->box : x;
    }
    *wrapped = k > 1 && !images;
}

static double *copy_vectors(const double *from, int n) {
    return from == NULL ? NULL
                        : memcpy(allocate(3 * (size_t)n, sizeof *from), from, 3 * (size_t)n * sizeof *from);
}

static void take_velocities(struct foreign_reader *reader, const struct configuration *from,
                            struct frame *frame) {
    const struct particles *particles = from->particles;
    bool unit = true; /* masses */
    for (int i = 0; particles->present[MASSES] && i < frame->n; i++)
        unit = unit && particles->value[MASSES][i] == 1;
    if ((!unit || from->foreign_masses) && !reader->said_masses) {
        warning("%s: there are masses other than 1: all programs take 1 for the mass of every particle",
                from->where);
        reader->said_masses = true;
    }
    if (particles->present[VELOCITIES] || !particles->present[MOMENTA]) {
        frame->velocity = copy_vectors(particles->value[VELOCITIES], frame->n);
        return;
    }
    if (!particles->present[MASSES])
        fatal(EX_DATAERR,
              "%s: expected the column masses beside momenta, found none: velocities are momenta / masses "
              "(in ASE "
              "atoms.set_masses() before writing)",
              from->where);
    frame->velocity = copy_vectors(particles->value[MOMENTA], frame->n);
    for (int c = 0; c < 3 * frame->n; c++)
        frame->velocity[c] /= particles->value[MASSES][c / 3];
    if (!reader->said_momenta)
        warning("%s: velocities are momenta / masses, in the units of the file", from->where);
    reader->said_momenta = true;
}

/* Ids become 1..N in their order, and say so where they were others. */
static void number_particles(struct foreign_reader *reader, const struct configuration *from) {
    const struct particles *particles = from->particles;
    if (!particles->present[IDS] && from->any_order && !reader->said_ids) {
        warning(
            "%s: there is no column id: particles are numbered by their rows, which LAMMPS puts in another "
            "order as it runs: dump with id",
            from->where);
        reader->said_ids = true;
    }
    if (!particles->present[IDS] || reader->said_ids)
        return;
    for (int i = 0; i < particles->n && !reader->said_ids; i++)
        if (particles->value[IDS][i] != i + 1) {
            warning("%s: ids from %.12g to %.12g become 1 to %d, in their order", from->where,
                    particles->value[IDS][0], particles->value[IDS][particles->n - 1], particles->n);
            reader->said_ids = true;
        }
}

/* Lengths in units of the mean diameter: a time is one of sqrt(m <sigma>^2 / eps), a velocity of sqrt(eps / m). */
static void scale_lengths(struct foreign_reader *reader, struct frame *frame) {
    static const char *const times[] = {"time", "tw"};
    double mean = 0, time;
    for (int i = 0; i < frame->n; i++)
        mean += frame->sigma[i] / frame->n;
    if (!reader->how.scale)
        return;
    frame->box /= mean;
    for (int k = 0; k < 2; k++)
        if (frame_number(frame, times[k], &time))
            frame_set_number(frame, times[k], time / mean);
    for (int i = 0; i < frame->n; i++)
        frame->sigma[i] /= mean;
    for (int c = 0; c < 3 * frame->n; c++) {
        frame->position[c] /= mean;
        if (frame->force != NULL)
            frame->force[c] *= mean;
    }
    frame_drop(frame, "density");
    if (!reader->said_mean)
        warning("%s: lengths and times were divided by %.12g, the mean diameter: now it is 1", frame->where,
                mean);
    reader->said_mean = true;
}

struct frame *foreign_read(struct foreign_reader *reader, bool *wrapped) {
    struct configuration *from = read_next(reader);
    if (from == NULL)
        return NULL;
    particles_sort(from->particles, lines_file(reader->lines));
    number_particles(reader, from);
    struct frame *frame = frame_new(from->particles->n, from->box);
    frame->where = copy_text(from->where);
    for (int l = 0; from->labels != NULL && l < from->labels->labels; l++)
        frame_add_label(frame, &from->labels->label[l]);
    take_diameters(reader, from, frame);
    take_positions(from, frame, wrapped);
    take_velocities(reader, from, frame);
    frame->force = copy_vectors(from->particles->value[FORCES], frame->n);
    if (from->foreign_units && !reader->said_units) {
        warning("%s: units other than lj are taken as they stand: those of the potential are expected "
                "(energy eps, "
                "mass 1)",
                from->where);
        reader->said_units = true;
    }
    double step = isnan(reader->how.timestep) ? 1 : reader->how.timestep;
    double time = from->is_step ? from->time * step : from->time;
    if (from->is_step && from->time > 0 && isnan(reader->how.timestep) && !reader->said_steps) {
        warning("%s: times are numbers of steps: --timestep DT says how long one is", from->where);
        reader->said_steps = true;
    }
    if (!isnan(time)) {
        frame_set_number(frame, "time", time);
        frame_set_number(frame, "tw", time);
    }
    scale_lengths(reader, frame);
    long line = strtol(strrchr(from->where, ':') + 1, NULL, 10);
    frame_check(frame, lines_file(reader->lines), line);
    diameters_check(frame, &reader->warned);
    configuration_free(from);
    return frame;
}
