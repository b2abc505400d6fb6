#include "io/frame_check.h"

#include <math.h>

#include "io/diameters.h"
#include "base/error.h"

/* The label phi, when there, says what box and radii say; from now on it is what frame_phi_label() says. */
static void check_packing_fraction(struct frame *frame, const char *file, long line) {
    double claimed, computed = frame_packing_fraction(frame);
    if (!isnormal(computed))
        fatal(EX_DATAERR,
              "%s:%ld: expected a box and radii that make a packing fraction, found a box of edge %g and "
              "phi=%g",
              file, line, frame->box, computed);
    if (!frame_number(frame, "phi", &claimed))
        claimed = computed;
    if (!(fabs(claimed - computed) <= 1e-6))
        fatal(EX_DATAERR,
              "%s:%ld: expected phi=%.9g from box and radii, found phi=%.9g (wca-select --set phi=%.9g sets "
              "it)",
              file, line, computed, claimed, computed);
    frame_set_number(frame, "phi", frame_phi_label(frame));
}

/* So does the label density. */
static void check_density(const struct frame *frame, const char *file, long line) {
    double claimed, computed = frame->n / (frame->box * frame->box * frame->box);
    if (frame_number(frame, "density", &claimed) && !(fabs(claimed - computed) <= 1e-6 * computed))
        fatal(EX_DATAERR,
              "%s:%ld: expected density=%.9g, particles in a volume of <sigma>^3, from the box, found "
              "density=%.9g (wca-select --set sets it)",
              file, line, computed, claimed);
}

/* The label polydispersity, when there, says what the diameters say. */
static void check_polydispersity(const struct frame *frame, const char *file, long line) {
    double claimed, computed = diameters_polydispersity(frame);
    if (frame_number(frame, "polydispersity", &claimed) && !(fabs(claimed - computed) <= 1e-5))
        fatal(EX_DATAERR,
              "%s:%ld: expected polydispersity=%.6g from the diameters, found polydispersity=%.6g "
              "(wca-select --set sets it)",
              file, line, computed, claimed);
}

static void check_positions(const struct frame *frame, const char *file, long line) {
    for (int k = 0; k < 3 * frame->n; k++)
        if (!(fabs(frame->position[k]) <= MOST_BOXES * frame->box))
            fatal(EX_DATAERR,
                  "%s:%ld: expected positions within %g boxes of the origin, found particle %ld at %g: did "
                  "the run that wrote it blow up?",
                  file, line + 1 + k / 3, MOST_BOXES, frame->id[k / 3], frame->position[k]);
}

/* Labels that mean something to the programs are what they may be: rows hold no larger integers, and steps of
 * a time are counted. */
static void check_labels(const struct frame *frame) {
    static const struct {
        const char *key;
        double least, most;
        bool integer;
    } labels[] = {{"temperature", 0, 1e15, false}, {"glass_temperature", 0, 1e15, false},
                  {"time", 0, 1e15, false},        {"tw", 0, 1e15, false},
                  {"glass", 1, 0x1p53 - 1, true},  {"clone", 1, 0x1p53 - 1, true}};
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        int64_t integer = 0;
        double value = 0;
        bool there = labels[k].integer ? frame_integer(frame, labels[k].key, &integer)
                                       : frame_number(frame, labels[k].key, &value);
        if (labels[k].integer)
            value = (double)integer;
        if (there && !(value >= labels[k].least && value <= labels[k].most))
            fatal(EX_DATAERR, "%s: expected %s from %g to %.16g for the label %s, found %s",
                  frame_where(frame), labels[k].integer ? "an integer" : "a number", labels[k].least,
                  labels[k].most, labels[k].key, frame_text(frame, labels[k].key));
    }
}

void frame_check(struct frame *frame, const char *file, long line) {
    check_packing_fraction(frame, file, line);
    check_density(frame, file, line);
    check_polydispersity(frame, file, line);
    check_positions(frame, file, line);
    check_labels(frame);
}
