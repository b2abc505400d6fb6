#include "io/particles.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"

static int axes_of(int meaning) {
    return meaning <= FORCES ? 3 : 1;
}

struct particles *particles_new(void) {
    struct particles *particles = allocate(1, sizeof *particles);
    particles->text = -1;
    return particles;
}

void particles_free(struct particles *particles) {
    if (particles == NULL)
        return;
    for (int m = 0; m < MEANINGS; m++)
        free(particles->value[m]);
    for (int i = 0; particles->type != NULL && i < particles->n; i++)
        free(particles->type[i]);
    free(particles->type);
    free(particles->line);
    free(particles);
}

void particles_column(struct particles *particles, const struct lines *lines, enum meaning meaning,
                      int axis) {
    if (particles->columns == MOST_PARTICLE_COLUMNS)
        lines_bad(lines, "expected at most %d columns, found more", MOST_PARTICLE_COLUMNS);
    particles->column[particles->columns].meaning = meaning;
    particles->column[particles->columns++].axis = axis;
    if (meaning != NO_MEANING)
        particles->present[meaning] = true;
}

static void grow(struct particles *particles) {
    particles->room = particles->room == 0 ? 256 : 2 * particles->room;
    size_t room = (size_t)particles->room;
    for (int m = 0; m < MEANINGS; m++)
        if (particles->present[m] && m != TYPES)
            particles->value[m] =
                reallocarray(particles->value[m], room * (size_t)axes_of(m), sizeof(double));
    if (particles->present[TYPES])
        particles->type = reallocarray(particles->type, room, sizeof *particles->type);
    particles->line = reallocarray(particles->line, room, sizeof *particles->line);
}

static int words_of(const char *text) {
    int words = 0;
    for (text += strspn(text, " \t"); *text != '\0'; text += strspn(text, " \t"), words++)
        text += strcspn(text, " \t");
    return words;
}

static void take_word(struct particles *particles, const struct lines *lines, int c, const char *word) {
    enum meaning meaning = particles->column[c].meaning;
    int i = particles->n, axes = axes_of((int)meaning);
    if (meaning == TYPES) {
        particles->type[i] = copy_text(word);
    } else if (meaning != NO_MEANING) {
        double *value =
            &particles->value[meaning][(size_t)i * (size_t)axes + (size_t)particles->column[c].axis];
        if (!parse_number(word, value))
            lines_bad(lines, "expected a finite number in column %d, found \"%.40s\"", c + 1, word);
        if (meaning == IMAGE && *value != rint(*value))
            lines_bad(lines, "expected a whole number of boxes in column %d, found \"%.40s\"", c + 1, word);
        if ((meaning == RADII || meaning == DIAMETERS || meaning == MASSES) && !(*value > 0))
            lines_bad(lines, "expected a positive %s in column %d, found \"%.40s\"",
                      meaning == RADII       ? "radius"
                      : meaning == DIAMETERS ? "diameter"
                                             : "mass",
                      c + 1, word);
    }
}

void particles_row(struct particles *particles, const struct lines *lines, char *text) {
    int words = words_of(text), columns = particles->columns;
    if (particles->n == particles->room)
        grow(particles);
    if (particles->optional > 0 && words == columns - particles->optional) {
        columns = words;
        if (particles->present[IMAGE])
            memset(&particles->value[IMAGE][3 * (size_t)particles->n], 0, 3 * sizeof(double));
    }
    if (!lines_ended(lines))
        lines_truncated(lines);
    if (words < columns || (words > columns && particles->text < 0))
        lines_bad(lines, "expected %d columns, found %d", columns, words);
    char *rest, *word = strtok_r(text, " \t", &rest);
    for (int c = 0; c < columns; c++, word = strtok_r(NULL, " \t", &rest)) {
        take_word(particles, lines, c, word);
        for (int more = c == particles->text ? words - columns : 0; more > 0; more--)
            word = strtok_r(NULL, " \t", &rest);
    }
    particles->line[particles->n++] = lines_number(lines);
}

struct numbered {
    double id;
    int row;
};

static int by_id(const void *one, const void *other) {
    const struct numbered *a = one, *b = other;
    return a->id != b->id ? (a->id > b->id) - (a->id < b->id) : (a->row > b->row) - (a->row < b->row);
}

/* Items of some bytes: item k is what stood at from[k].row. */
static void reorder(void *items, size_t size, int n, const struct numbered *from) {
    if (items == NULL)
        return;
    char *copy = memcpy(allocate((size_t)n, size), items, (size_t)n * size);
    for (int i = 0; i < n; i++)
        memcpy((char *)items + (size_t)i * size, copy + (size_t)from[i].row * size, size);
    free(copy);
}

void particles_sort(struct particles *particles, const char *file) {
    int n = particles->n;
    if (!particles->present[IDS])
        return;
    struct numbered *order = allocate((size_t)n, sizeof *order);
    for (int i = 0; i < n; i++)
        order[i] = (struct numbered){particles->value[IDS][i], i};
    qsort(order, (size_t)n, sizeof *order, by_id);
    for (int i = 1; i < n; i++)
        if (order[i].id == order[i - 1].id)
            fatal(EX_DATAERR, "%s:%ld: expected each id once, found %.17g also at %s:%ld", file,
                  particles->line[order[i].row], order[i].id, file, particles->line[order[i - 1].row]);
    for (int m = 0; m < MEANINGS; m++)
        reorder(particles->value[m], (size_t)axes_of(m) * sizeof(double), n, order);
    reorder(particles->type, sizeof *particles->type, n, order);
    reorder(particles->line, sizeof *particles->line, n, order);
    free(order);
}
