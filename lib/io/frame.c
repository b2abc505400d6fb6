#include "io/frame.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"

struct frame *frame_new(int n, double box) {
    struct frame *frame = allocate(1, sizeof *frame);
    frame->n = n;
    frame->box = box;
    frame->sigma = allocate((size_t)n, sizeof *frame->sigma);
    frame->position = allocate(3 * (size_t)n, sizeof *frame->position);
    frame->id = allocate((size_t)n, sizeof *frame->id);
    for (int i = 0; i < n; i++)
        frame->id[i] = i + 1;
    return frame;
}

/* A copy of count doubles, or NULL for NULL. */
static double *copy_numbers(const double *from, size_t count) {
    if (from == NULL)
        return NULL;
    return memcpy(allocate(count, sizeof *from), from, count * sizeof *from);
}

void frame_add_label(struct frame *frame, const struct label *label) {
    frame->label = reallocarray(frame->label, (size_t)frame->labels + 1, sizeof *label);
    struct label *added = &frame->label[frame->labels++];
    *added = *label;
    added->key = copy_text(label->key);
    added->value = copy_text(label->value);
}

struct frame *frame_copy(const struct frame *frame) {
    struct frame *copy = frame_new(frame->n, frame->box);
    size_t n = (size_t)frame->n;
    memcpy(copy->sigma, frame->sigma, n * sizeof *copy->sigma);
    memcpy(copy->position, frame->position, 3 * n * sizeof *copy->position);
    memcpy(copy->id, frame->id, n * sizeof *copy->id);
    copy->velocity = copy_numbers(frame->velocity, 3 * n);
    copy->force = copy_numbers(frame->force, 3 * n);
    copy->displacement = copy_numbers(frame->displacement, 3 * n);
    for (int l = 0; l < frame->labels; l++)
        frame_add_label(copy, &frame->label[l]);
    copy->where = frame->where ? copy_text(frame->where) : NULL;
    return copy;
}

/* Numbers for each particle, which may be there. */
static void archive_numbers(struct archive *archive, double **numbers, size_t count) {
    bool there = *numbers != NULL;
    archive_bool(archive, &there);
    if (archive->loads) {
        free(*numbers);
        *numbers = there ? allocate(count, sizeof **numbers) : NULL;
    }
    if (there)
        archive_finite(archive, *numbers, count);
}

static void archive_label(struct archive *archive, struct label *label) {
    archive_text(archive, &label->key);
    archive_text(archive, &label->value);
    ARCHIVE(archive, label->key_quote);
    ARCHIVE(archive, label->quote);
    archive_bool(archive, &label->bare);
}

void frame_archive(struct frame *frame, struct archive *archive) {
    enum { MOST_LABELS = 10000 };
    size_t count = 3 * (size_t)frame->n;
    int labels = frame->labels;
    archive_finite(archive, &frame->box, 1);
    archive_expect(archive, frame->box > 0);
    archive_finite(archive, frame->position, count);
    archive_numbers(archive, &frame->velocity, count);
    archive_numbers(archive, &frame->force, count);
    archive_int(archive, &labels, 0, MOST_LABELS);
    while (archive->loads && frame->labels > labels)
        frame_drop(frame, frame->label[frame->labels - 1].key);
    while (frame->labels < labels)
        frame_add_label(frame, &(struct label){.key = "", .value = ""});
    for (int l = 0; l < labels; l++)
        archive_label(archive, &frame->label[l]);
}

/* Rows of count numbers, row i from where from[i] says. */
static void reorder_numbers(double *numbers, int rows, size_t count, const int *from) {
    if (numbers == NULL)
        return;
    double *copy = copy_numbers(numbers, (size_t)rows * count);
    for (int i = 0; i < rows; i++)
        memcpy(numbers + (size_t)i * count, copy + (size_t)from[i] * count, count * sizeof *copy);
    free(copy);
}

void frame_reorder(struct frame *frame, const int *from) {
    int64_t *id = frame->id;
    frame->id = allocate((size_t)frame->n, sizeof *id);
    for (int i = 0; i < frame->n; i++)
        frame->id[i] = id[from[i]];
    free(id);
    reorder_numbers(frame->sigma, frame->n, 1, from);
    double *const vectors[] = {frame->position, frame->velocity, frame->force, frame->displacement};
    for (size_t v = 0; v < sizeof vectors / sizeof *vectors; v++)
        reorder_numbers(vectors[v], frame->n, 3, from);
}

static void free_label(struct label *label) {
    free(label->key);
    free(label->value);
}

void frame_free(struct frame *frame) {
    if (frame == NULL)
        return;
    for (int l = 0; l < frame->labels; l++)
        free_label(&frame->label[l]);
    free(frame->label);
    free(frame->sigma);
    free(frame->position);
    free(frame->velocity);
    free(frame->force);
    free(frame->displacement);
    free(frame->id);
    free(frame->where);
    free(frame);
}

/* sqrt(2) pi / 6 sum sigma_i^3: the packing fraction times the volume. */
static double packed_volume(const struct frame *frame) {
    double sum = 0;
    for (int i = 0; i < frame->n; i++)
        sum += frame->sigma[i] * frame->sigma[i] * frame->sigma[i];
    return M_SQRT2 * M_PI / 6 * sum;
}

double frame_packing_fraction(const struct frame *frame) {
    return packed_volume(frame) / (frame->box * frame->box * frame->box);
}

double frame_box_for(const struct frame *frame, double phi) {
    return cbrt(packed_volume(frame) / phi);
}

double frame_phi_label(const struct frame *frame) {
    char text[32];
    double claimed, computed = frame_packing_fraction(frame);
    if (frame_number(frame, "phi", &claimed) && fabs(claimed - computed) <= PHI_TOLERANCE)
        return claimed;
    snprintf(text, sizeof text, "%.12g", computed);
    return strtod(text, NULL);
}

static void set_box(struct frame *frame, double box) {
    double scale = box / frame->box;
    for (int i = 0; i < 3 * frame->n; i++)
        frame->position[i] *= scale;
    frame->box = box;
    frame_drop(frame, "phi");
    frame_set_number(frame, "phi", frame_phi_label(frame));
}

void frame_set_packing_fraction(struct frame *frame, double phi) {
    set_box(frame, frame_box_for(frame, phi));
    frame_drop(frame, "density");
}

void frame_set_density(struct frame *frame, double density) {
    set_box(frame, cbrt(frame->n / density));
    frame_set_number(frame, "density", density);
}

const char *frame_where(const struct frame *frame) {
    return frame->where ? frame->where : "a frame";
}

/* Labels. */

static struct label *find_label(const struct frame *frame, const char *key) {
    for (int l = 0; l < frame->labels; l++)
        if (strcmp(frame->label[l].key, key) == 0)
            return &frame->label[l];
    return NULL;
}

const char *frame_text(const struct frame *frame, const char *key) {
    const struct label *label = find_label(frame, key);
    return label ? label->value : NULL;
}

static __attribute__((noreturn)) void bad_label(const struct frame *frame, const char *key,
                                                const char *expected) {
    fatal(EX_DATAERR, "%s: expected %s for the label %s, found \"%s\"", frame_where(frame), expected, key,
          frame_text(frame, key));
}

bool frame_number(const struct frame *frame, const char *key, double *value) {
    const char *text = frame_text(frame, key);
    if (text == NULL)
        return false;
    if (!parse_number(text, value))
        bad_label(frame, key, "a finite number");
    return true;
}

bool frame_integer(const struct frame *frame, const char *key, int64_t *value) {
    const char *text = frame_text(frame, key);
    if (text == NULL)
        return false;
    if (!parse_integer(text, value))
        bad_label(frame, key, "an integer");
    return true;
}

bool frame_seed(const struct frame *frame, const char *key, uint64_t *value) {
    const char *text = frame_text(frame, key);
    if (text == NULL)
        return false;
    if (!parse_seed(text, value))
        bad_label(frame, key, "a 64-bit seed such as \"0x7\"");
    return true;
}

bool frame_boolean(const struct frame *frame, const char *key, bool *value) {
    const char *text = frame_text(frame, key);
    if (text == NULL)
        return false;
    *value = strcmp(text, "T") == 0;
    if (!*value && strcmp(text, "F") != 0)
        bad_label(frame, key, "T or F");
    return true;
}

static void set_label(struct frame *frame, const char *key, const char *value, char quote) {
    struct label *label = find_label(frame, key);
    if (label == NULL) {
        frame_add_label(frame, &(struct label){.key = (char *)key, .value = (char *)value, .quote = quote});
        return;
    }
    char *text = copy_text(value);
    free(label->value);
    label->value = text;
    label->quote = quote;
    label->bare = false;
}

void frame_set_text(struct frame *frame, const char *key, const char *value) {
    if (strpbrk(value, "\"\\\n") != NULL)
        fatal(EX_SOFTWARE, "the text of the label %s holds a quote, a backslash or a line end", key);
    set_label(frame, key, value, '"');
}

void frame_set_number(struct frame *frame, const char *key, double value) {
    char text[32];
    if (!isfinite(value))
        fatal(EX_SOFTWARE, "the label %s would be %g, which is no finite number", key, value);
    format_number(text, value);
    set_label(frame, key, text, '\0');
}

void frame_set_integer(struct frame *frame, const char *key, int64_t value) {
    char text[32];
    snprintf(text, sizeof text, "%ld", value);
    set_label(frame, key, text, '\0');
}

void frame_set_seed(struct frame *frame, const char *key, uint64_t value) {
    char text[32];
    snprintf(text, sizeof text, "0x%lx", value);
    set_label(frame, key, text, '"');
}

void frame_set_boolean(struct frame *frame, const char *key, bool value) {
    set_label(frame, key, value ? "T" : "F", '\0');
}

void frame_drop(struct frame *frame, const char *key) {
    struct label *label = find_label(frame, key);
    if (label == NULL)
        return;
    free_label(label);
    frame->labels--;
    size_t behind = (size_t)(frame->label + frame->labels - label);
    memmove(label, label + 1, behind * sizeof *label);
}

void frame_moved(struct frame *frame) {
    static const char *const stale[] = {"energy", "max_force", "converged", "overlaps_removed"};
    for (size_t s = 0; s < sizeof stale / sizeof *stale; s++)
        frame_drop(frame, stale[s]);
    if (frame_potential(frame) == POTENTIAL_WCA)
        frame_drop(frame, "potential");
    free(frame->force);
    frame->force = NULL;
    free(frame->displacement);
    frame->displacement = NULL;
}

/* Do they differ by no more than what a file of some digits loses? */
static bool nearly_same(int n, const double *a, const double *b) {
    const double lost = 1e-5;
    for (int i = 0; i < n; i++)
        if (fabs(a[i] - b[i]) > lost * a[i])
            return false;
    return true;
}

bool frame_same_glass(const struct frame *a, const struct frame *b, const char **difference) {
    if (a->n != b->n)
        *difference = "another number of particles";
    else if (a->box != b->box)
        *difference = "another box";
    else if (memcmp(a->sigma, b->sigma, (size_t)a->n * sizeof *a->sigma) != 0)
        *difference = nearly_same(a->n, a->sigma, b->sigma)
                          ? "the same diameters but for their last digits, which another program rounded: "
                            "take all frames from its files, or none"
                          : "other diameters";
    else if (frame_potential(a) != frame_potential(b))
        *difference = "another potential";
    else if (frame_glass(a) != frame_glass(b))
        *difference = "another label glass";
    else
        return true;
    return false;
}

int64_t frame_glass(const struct frame *frame) {
    int64_t glass = 1;
    frame_integer(frame, "glass", &glass);
    return glass;
}

enum potential frame_potential(const struct frame *frame) {
    const char *name = frame_text(frame, "potential");
    if (name == NULL)
        return POTENTIAL_WCA;
    for (int k = 0; k < POTENTIAL_COUNT; k++)
        if (strcmp(name, potential_name((enum potential)k)) == 0)
            return (enum potential)k;
    fatal(EX_DATAERR, "%s: expected the label potential to be one of %s, found '%s'", frame_where(frame),
          POTENTIAL_CHOICES, name);
}
