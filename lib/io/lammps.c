#include "io/lammps.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "io/header.h"

static const double same_length = 1e-12; /* of the edge */

void configuration_free(struct configuration *configuration) {
    free(configuration->where);
    frame_free(configuration->labels);
    particles_free(configuration->particles);
    free(configuration->type_diameter);
    free(configuration);
}

static struct configuration *configuration_new(const struct lines *lines) {
    struct configuration *made = allocate(1, sizeof *made);
    made->where = text_of("%s:%ld", lines_file(lines), lines_number(lines));
    made->time = NAN;
    made->particles = particles_new();
    return made;
}

static char *need(struct lines *lines, const char *what) {
    char *text = lines_read(lines);
    if (text == NULL)
        lines_bad(lines, "expected %s on the next line, found the end of the file", what);
    return text;
}

/* The bounds of one axis. */
static void set_bounds(const struct lines *lines, struct configuration *made, int axis, double low,
                       double high) {
    double edge = high - low;
    if (!(edge > 0))
        lines_bad(lines, "expected a box with an edge above 0, found bounds %g and %g", low, high);
    if (axis > 0 && fabs(edge - made->box) > same_length * made->box)
        lines_bad(lines,
                  "expected a cubic box, found edges of %.17g and %.17g: only cubes can be computed with",
                  made->box, edge);
    if (axis == 0)
        made->box = edge;
    made->corner[axis] = low;
}

static __attribute__((noreturn)) void triclinic(const struct lines *lines) {
    lines_bad(lines,
              "expected a cubic box, found a triclinic one: only cubes can be computed with (in LAMMPS "
              "change_box all ortho makes it one where its tilts are 0)");
}

/* Dumps. */

static const struct {
    const char *name;
    enum meaning meaning;
    int axis;
} dumped[] = {
    {"x", PLACE, 0},
    {"y", PLACE, 1},
    {"z", PLACE, 2},
    {"xs", SCALED_PLACE, 0},
    {"ys", SCALED_PLACE, 1},
    {"zs", SCALED_PLACE, 2},
    {"xu", UNWRAPPED_PLACE, 0},
    {"yu", UNWRAPPED_PLACE, 1},
    {"zu", UNWRAPPED_PLACE, 2},
    {"xsu", UNWRAPPED_SCALED_PLACE, 0},
    {"ysu", UNWRAPPED_SCALED_PLACE, 1},
    {"zsu", UNWRAPPED_SCALED_PLACE, 2},
    {"ix", IMAGE, 0},
    {"iy", IMAGE, 1},
    {"iz", IMAGE, 2},
    {"vx", VELOCITIES, 0},
    {"vy", VELOCITIES, 1},
    {"vz", VELOCITIES, 2},
    {"fx", FORCES, 0},
    {"fy", FORCES, 1},
    {"fz", FORCES, 2},
    {"id", IDS, 0},
    {"type", TYPES, 0},
    {"element", TYPES, 0},
    {"radius", RADII, 0},
    {"diameter", DIAMETERS, 0},
    {"mass", MASSES, 0},
};

/* what: "pp pp pp", which old dumps lack. */
static void read_bounds(struct lines *lines, struct configuration *made, char *what) {
    double bound[3];
    char *rest;
    for (char *flag = strtok_r(what, " \t", &rest); flag != NULL; flag = strtok_r(NULL, " \t", &rest))
        if (strcmp(flag, "xy") == 0 || strcmp(flag, "abc") == 0)
            triclinic(lines);
        else if (strcmp(flag, "pp") != 0)
            lines_bad(
                lines,
                "expected a box that is periodic in all directions, BOX BOUNDS pp pp pp, found \"%.20s\"",
                flag);
    for (int axis = 0; axis < 3; axis++) {
        if (header_numbers(need(lines, "the bounds of the box"), bound, 3) != 2)
            lines_bad(lines, "expected two numbers, the bounds of the box, found something else");
        set_bounds(lines, made, axis, bound[0], bound[1]);
    }
}

static void read_columns(const struct lines *lines, struct particles *particles, char *names,
                         const char *diameter) {
    char *rest;
    unsigned axes[MEANINGS] = {0};
    for (char *name = strtok_r(names, " \t", &rest); name != NULL; name = strtok_r(NULL, " \t", &rest)) {
        enum meaning meaning = NO_MEANING;
        int axis = 0;
        for (size_t k = 0; k < sizeof dumped / sizeof *dumped; k++)
            if (strcmp(name, dumped[k].name) == 0) {
                meaning = dumped[k].meaning;
                axis = dumped[k].axis;
            }
        if (meaning == DIAMETERS && diameter != NULL)
            meaning = NO_MEANING;
        if (diameter != NULL && strcmp(name, diameter) == 0)
            meaning = DIAMETERS;
        if (meaning == TYPES && (axes[TYPES] & 1)) /* type and element: the first one counts */
            meaning = NO_MEANING;
        if (meaning != NO_MEANING && (axes[meaning] & 1U << axis))
            lines_bad(lines, "expected the column %s once, found it twice", name);
        if (meaning != NO_MEANING)
            axes[meaning] |= 1U << axis;
        particles_column(particles, lines, meaning, axis);
    }
    for (int m = 0; m <= FORCES; m++)
        if (axes[m] != 0 && axes[m] != 7)
            lines_bad(lines, "expected columns for all three axes, such as xu yu zu, found them for some");
}

/* What an ITEM of one number says. */
static void take_item(const struct lines *lines, struct configuration *made, const char *item, double number,
                      int *count) {
    if (strcmp(item, "NUMBER OF ATOMS") == 0) {
        if (!(number >= 1 && number <= INT_MAX / 3) || number != rint(number))
            lines_bad(lines, "expected a number of particles from 1 to %d, found %g", INT_MAX / 3, number);
        *count = (int)number;
    } else if (strcmp(item, "TIME") == 0) {
        made->time = number;
        made->is_step = false;
    } else if (strcmp(item, "TIMESTEP") == 0 && isnan(made->time)) {
        made->time = number;
        made->is_step = true;
    }
}

struct configuration *lammps_read_dump(struct lines *lines, char *text, const char *diameter) {
    struct configuration *made = configuration_new(lines);
    static const char item[] = "ITEM: ";
    double number;
    int count = 0;
    made->any_order = true;
    for (bool rows = false; !rows; text = rows ? text : need(lines, "another ITEM of the dump")) {
        if (strncmp(text, item, strlen(item)) != 0)
            lines_bad(lines, "expected ITEM: ..., as a LAMMPS dump has it, found \"%.40s\"", text);
        char *what = copy_text(text + strlen(item));
        rows = strncmp(what, "ATOMS", 5) == 0;
        if (rows && (count == 0 || made->box <= 0))
            lines_bad(lines, "expected ITEM: NUMBER OF ATOMS and ITEM: BOX BOUNDS before ITEM: ATOMS");
        if (rows)
            read_columns(lines, made->particles, what + 5, diameter);
        else if (strncmp(what, "BOX BOUNDS", 10) == 0)
            read_bounds(lines, made, what + 10);
        else if (strcmp(what, "UNITS") == 0)
            made->foreign_units = strcmp(need(lines, "the units"), "lj") != 0;
        else if (!parse_number(need(lines, "a number"), &number))
            lines_bad(lines, "expected a number behind ITEM: %.40s, found something else", what);
        else
            take_item(lines, made, what, number, &count);
        free(what);
    }
    for (int i = 0; i < count; i++) {
        text = lines_read(lines);
        if (text == NULL || strncmp(text, item, strlen(item)) == 0)
            lines_bad(lines, "expected %d particles in this frame, found %s after %d", count,
                      text == NULL ? "the end of the file" : "another ITEM", i);
        particles_row(made->particles, lines, text);
    }
    return made;
}

/* Data files. */

enum { ATOMIC, MOLECULAR = 3, STYLES = 5 };

static void atom_columns(struct particles *particles, const struct lines *lines, int style) {
    static const char *const before[] = {"it", "itd.", "it.", "i.t", "i.t."}; /* in the order of the styles */
    for (const char *c = before[style]; *c != '\0'; c++)
        particles_column(particles, lines,
                         *c == 'i'   ? IDS
                         : *c == 't' ? TYPES
                         : *c == 'd' ? DIAMETERS
                                     : NO_MEANING,
                         0);
    for (int axis = 0; axis < 3; axis++)
        particles_column(particles, lines, PLACE, axis);
    for (int axis = 0; axis < 3; axis++)
        particles_column(particles, lines, IMAGE, axis);
    particles->optional = 3;
}

/* The style that a heading "Atoms # sphere" names, or -1. */
static int style_of(const char *hint) {
    static const char *const styles[] = {"atomic", "sphere", "charge", "molecular", "full"};
    for (int s = 0; s < STYLES; s++)
        if (strcmp(hint, styles[s]) == 0 ||
            (s == MOLECULAR && (strcmp(hint, "bond") == 0 || strcmp(hint, "angle") == 0)))
            return s;
    return -1;
}

/* A line without its comment and the blanks around it; *comment what stands behind the #. */
static char *trimmed(char *text, char **comment) {
    char *hash = strchr(text, '#');
    *comment = hash == NULL ? text + strlen(text) : hash + 1;
    if (hash != NULL)
        *hash = '\0';
    *comment += strspn(*comment, " \t");
    text += strspn(text, " \t");
    for (char *end = text + strlen(text); end > text && strchr(" \t", end[-1]) != NULL; end--)
        end[-1] = '\0';
    return text;
}

/* The diameter of a type from its coefficients in lj/cut: the sigma of a pair of its own. */
static void take_coefficients(const struct lines *lines, struct configuration *made, char *text,
                              bool of_pairs) {
    double number[8];
    int count = header_numbers(text, number, 8), k = of_pairs ? 2 : 1;
    if (count < k + 2)
        lines_bad(lines, "expected epsilon and sigma of lj/cut, found something else");
    if (of_pairs && number[0] != number[1])
        return;
    if (!(number[0] >= 1 && number[0] <= made->types))
        lines_bad(lines, "expected a type from 1 to %d, found %g", made->types, number[0]);
    made->type_diameter[(int)number[0] - 1] = number[k + 1];
}

static void header_line(const struct lines *lines, struct configuration *made, const char *text,
                        double *count, bool bounded[3]) {
    double number[3];
    char *copy = copy_text(text), *word = copy;
    int numbers = 0;
    while (numbers < 3) { /* the numbers at its start */
        char *end = word + strcspn(word, " \t"), after = *end;
        *end = '\0';
        bool is = parse_number(word, &number[numbers]);
        *end = after;
        if (!is)
            break;
        numbers++;
        word = end + strspn(end, " \t");
    }
    if (numbers == 1 && strcmp(word, "atoms") == 0) {
        *count = number[0];
    } else if (numbers == 1 && strcmp(word, "atom types") == 0) {
        if (!(number[0] >= 1 && number[0] <= 1e8))
            lines_bad(lines, "expected a number of types of at least 1, found %g", number[0]);
        made->types = (int)number[0];
        free(made->type_diameter);
        made->type_diameter = allocate((size_t)made->types, sizeof *made->type_diameter);
        for (int k = 0; k < made->types; k++)
            made->type_diameter[k] = NAN;
    } else if (numbers == 3 && strstr(word, "xy") != NULL) {
        if (number[0] != 0 || number[1] != 0 || number[2] != 0)
            triclinic(lines);
    } else if (numbers == 2) {
        static const char *const names[] = {"xlo xhi", "ylo yhi", "zlo zhi"};
        for (int axis = 0; axis < 3; axis++)
            if (strcmp(word, names[axis]) == 0) {
                set_bounds(lines, made, axis, number[0], number[1]);
                bounded[axis] = true;
            }
    } else if (numbers == 0 && strstr(word, "vec") != NULL) {
        triclinic(lines);
    }
    free(copy);
}

struct configuration *lammps_read_data(struct lines *lines, int style) {
    struct configuration *made = configuration_new(lines);
    struct particles *moving = particles_new();
    double count = NAN, mass[3];
    bool bounded[3] = {false};
    enum { HEADER, ATOMS, VELOCITIES_OF, COEFFICIENTS, PAIRS, MASSES_OF, OTHER } section = HEADER;
    particles_column(moving, lines, IDS, 0);
    for (int axis = 0; axis < 3; axis++)
        particles_column(moving, lines, VELOCITIES, axis);
    for (int k = 0; k < 3; k++)
        particles_column(moving, lines, NO_MEANING, 0); /* of sphere: angular velocities */
    moving->optional = 3;
    for (char *text, *comment; (text = lines_read(lines)) != NULL;) {
        text = trimmed(text, &comment);
        if (*text == '\0')
            continue;
        if (strchr("+-.0123456789", *text) == NULL && strstr(text, "vec") == NULL) {
            bool lj = *comment == '\0' || strncmp(comment, "lj", 2) == 0;
            section = strcmp(text, "Atoms") == 0                 ? ATOMS
                      : strcmp(text, "Velocities") == 0          ? VELOCITIES_OF
                      : strcmp(text, "Masses") == 0              ? MASSES_OF
                      : strcmp(text, "Pair Coeffs") == 0 && lj   ? COEFFICIENTS
                      : strcmp(text, "PairIJ Coeffs") == 0 && lj ? PAIRS
                                                                 : OTHER;
            if (isnan(count) || !(bounded[0] && bounded[1] && bounded[2]))
                lines_bad(
                    lines,
                    "expected a LAMMPS dump (ITEM: TIMESTEP), a LAMMPS data file (after a first line \"N "
                    "atoms\" and the bounds \"lo hi xlo xhi\", ...) or extended XYZ (the number of "
                    "particles), found \"%.40s\"",
                    text);
            if (section == ATOMS && *comment != '\0') {
                int said = style_of(comment);
                if (said < 0)
                    lines_bad(lines, "expected Atoms of one of the styles " LAMMPS_STYLES ", found \"%.40s\"",
                              comment);
                if (style >= 0 && said != style)
                    lines_bad(lines, "expected Atoms of the style of --atom-style, found \"%.40s\"", comment);
                style = said;
            }
            continue;
        }
        if (!lines_ended(lines))
            lines_truncated(lines);
        switch (section) {
        case HEADER:
            header_line(lines, made, text, &count, bounded);
            break;
        case ATOMS:
            if (style < 0 && header_words(text) != 5 && header_words(text) != 8)
                lines_bad(
                    lines,
                    "expected columns of the style atomic (id type x y z), found %d columns: --atom-style "
                    "says of which style they are",
                    header_words(text));
            style = style < 0 ? ATOMIC : style;
            if (made->particles->columns == 0)
                atom_columns(made->particles, lines, style);
            particles_row(made->particles, lines, text);
            break;
        case VELOCITIES_OF:
            particles_row(moving, lines, text);
            break;
        case COEFFICIENTS:
        case PAIRS:
            take_coefficients(lines, made, text, section == PAIRS);
            break;
        case MASSES_OF:
            if (header_numbers(text, mass, 3) != 2 || !(mass[1] > 0))
                lines_bad(lines, "expected a type and its mass, found something else");
            made->foreign_masses |= mass[1] != 1;
            break;
        case OTHER:
            break;
        }
    }
    if (made->particles->n != count) /* it may be NAN, and any number */
        lines_bad(lines, "expected a section Atoms of %.12g particles, found %d and the end of the file",
                  isnan(count) ? 1 : count, made->particles->n);
    if (moving->n > 0) {
        particles_sort(moving, lines_file(lines));
        particles_sort(made->particles, lines_file(lines));
        struct particles *particles = made->particles;
        for (int i = 0; i < particles->n; i++)
            if (moving->n != particles->n || moving->value[IDS][i] != particles->value[IDS][i])
                lines_bad(lines, "expected the ids of Atoms in Velocities, found others");
        particles->present[VELOCITIES] = true;
        particles->value[VELOCITIES] = moving->value[VELOCITIES];
        moving->value[VELOCITIES] = NULL;
    }
    particles_free(moving);
    return made;
}

/* Writing. */

struct with_size {
    double sigma;
    int index;
};

static int by_size(const void *one, const void *other) {
    const struct with_size *a = one, *b = other;
    return a->sigma != b->sigma ? (a->sigma > b->sigma) - (a->sigma < b->sigma)
                                : (a->index > b->index) - (a->index < b->index);
}

struct types types_of(const struct frame *frame, int64_t most) {
    int n = frame->n;
    struct types types = {.sigma = allocate((size_t)n, sizeof(double)),
                          .of = allocate((size_t)n, sizeof(int))};
    struct with_size *sized = allocate((size_t)n, sizeof *sized);
    for (int i = 0; i < n; i++)
        sized[i] = (struct with_size){frame->sigma[i], i};
    qsort(sized, (size_t)n, sizeof *sized, by_size);
    for (int k = 0, end; k < n; k = end) {
        double sum = 0;
        if (most == 0 || most >= n) /* as many as there are diameters */
            for (end = k; end < n && sized[end].sigma == sized[k].sigma; end++)
                ;
        else
            end = (int)((int64_t)n * (types.count + 1) / most);
        for (int i = k; i < end; i++)
            sum += sized[i].sigma;
        bool same = sized[k].sigma == sized[end - 1].sigma;
        types.sigma[types.count] = same ? sized[k].sigma : sum / (end - k);
        for (int i = k; i < end; i++) {
            types.of[sized[i].index] = types.count;
            types.largest = fmax(types.largest, fabs(sized[i].sigma - types.sigma[types.count]));
        }
        types.count++;
    }
    free(sized);
    return types;
}

void types_free(struct types *types) {
    free(types->sigma);
    free(types->of);
}

static void write_numbers(FILE *stream, int count, const double *value) {
    char text[32];
    for (int k = 0; k < count; k++) {
        format_number(text, value[k]);
        fprintf(stream, " %s", text);
    }
}

void lammps_write_data(FILE *stream, const struct frame *frame, const struct types *types) {
    enum potential potential = frame_potential(frame);
    const double range = potential_range(potential);
    char box[32], cutoff[32];
    if (potential != POTENTIAL_WCA)
        fatal(EX_DATAERR,
              "%s: expected the potential wca, which lj/cut of LAMMPS gives, found %s, which no pair style "
              "does: "
              "--format dump and table write the configuration alone",
              frame_where(frame), potential_name(potential));
    format_number(box, frame->box);
    format_number(cutoff, range * types->sigma[types->count - 1]);
    fprintf(stream,
            "LAMMPS data file: units lj, atom_style atomic, pair_style lj/cut %s, pair_modify shift yes\n",
            cutoff);
    fprintf(stream, "\n%d atoms\n%d atom types\n\n", frame->n, types->count);
    for (int axis = 0; axis < 3; axis++)
        fprintf(stream, "0 %s %clo %chi\n", box, "xyz"[axis], "xyz"[axis]);
    fprintf(stream, "\nMasses\n\n");
    for (int k = 1; k <= types->count; k++)
        fprintf(stream, "%d 1\n", k);
    fprintf(stream, "\nPairIJ Coeffs # lj/cut\n\n");
    for (int a = 0; a < types->count; a++)
        for (int b = a; b < types->count; b++) {
            double sigma = potential_sigma(potential, types->sigma[a], types->sigma[b]);
            fprintf(stream, "%d %d", a + 1, b + 1);
            write_numbers(stream, 3, (const double[]){1, sigma, range * sigma}); /* epsilon, sigma, cutoff */
            fputc('\n', stream);
        }
    fprintf(stream, "\nAtoms # atomic\n\n");
    for (int i = 0; i < frame->n; i++) {
        fprintf(stream, "%ld %d", frame->id[i], types->of[i] + 1);
        write_numbers(stream, 3, &frame->position[3 * i]);
        fputc('\n', stream);
    }
    if (frame->velocity != NULL)
        fprintf(stream, "\nVelocities\n\n");
    for (int i = 0; frame->velocity != NULL && i < frame->n; i++) {
        fprintf(stream, "%ld", frame->id[i]);
        write_numbers(stream, 3, &frame->velocity[3 * i]);
        fputc('\n', stream);
    }
}

void lammps_write_dump(FILE *stream, const struct frame *frame, const struct types *types, int64_t step) {
    char box[32], number[32];
    double time, radius;
    format_number(box, frame->box);
    if (frame_number(frame, "tw", &time) || frame_number(frame, "time", &time)) {
        format_number(number, time);
        fprintf(stream, "ITEM: TIME\n%s\n", number);
    }
    fprintf(stream,
            "ITEM: TIMESTEP\n%ld\nITEM: NUMBER OF ATOMS\n%d\nITEM: BOX BOUNDS pp pp pp\n0 %s\n0 %s\n0 %s\n",
            step, frame->n, box, box, box);
    fprintf(stream, "ITEM: ATOMS id type xu yu zu radius%s%s\n", frame->velocity != NULL ? " vx vy vz" : "",
            frame->force != NULL ? " fx fy fz" : "");
    for (int i = 0; i < frame->n; i++) {
        fprintf(stream, "%ld %d", frame->id[i], types->of[i] + 1);
        radius = frame->sigma[i] / 2;
        write_numbers(stream, 3, &frame->position[3 * i]);
        write_numbers(stream, 1, &radius);
        if (frame->velocity != NULL)
            write_numbers(stream, 3, &frame->velocity[3 * i]);
        if (frame->force != NULL)
            write_numbers(stream, 3, &frame->force[3 * i]);
        fputc('\n', stream);
    }
}
