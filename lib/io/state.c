#include "io/state.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "io/diameters.h"

void state_write_density(json_t *row, const struct frame *frame) {
    double density;
    if (frame_potential(frame) != POTENTIAL_WCA)
        row_text(row, "potential", potential_name(frame_potential(frame)));
    if (frame_number(frame, "density", &density))
        row_number(row, "density", density);
    else
        row_number(row, "phi", frame_phi_label(frame));
}

void state_label_glass(struct frame *frame, double temperature) {
    double density;
    bool by_density = frame_number(frame, "density", &density);
    frame_drop(frame, by_density ? "glass_phi" : "glass_density");
    frame_set_number(frame, by_density ? "glass_density" : "glass_phi",
                     by_density ? density : frame_phi_label(frame));
    frame_set_number(frame, "glass_temperature", temperature);
}

json_t *state_row(const struct frame *frame) {
    static const char *const labels[] = {"temperature", STATE_GLASS};
    json_t *row = row_new();
    double value;
    state_write_density(row, frame);
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
        if (frame_number(frame, labels[k], &value))
            row_number(row, labels[k], value);
    row_integer(row, "glass", frame_glass(frame));
    row_number(row, "polydispersity", diameters_polydispersity(frame));
    if (frame_text(frame, "diameters") != NULL)
        row_text(row, "diameters", frame_text(frame, "diameters"));
    return row;
}

static void check_diameters(const char *where, const json_t *row, struct state_model *model) {
    const char *diameters = json_string_value(json_object_get(row, "diameters"));
    if (diameters == NULL) {
        model->unsaid = true;
    } else if (model->diameters == NULL) {
        model->diameters = copy_text(diameters);
        model->said_at = copy_text(where);
    } else if (strcmp(model->diameters, diameters) != 0) {
        fatal(EX_DATAERR, "%s: expected diameters \"%s\" as in %s, found \"%s\": they do not merge", where,
              model->diameters, model->said_at, diameters);
    }
}

void state_check_model(const char *where, const json_t *row, struct state_model *model) {
    const char *potential = json_string_value(json_object_get(row, "potential"));
    potential = potential == NULL ? potential_name(POTENTIAL_WCA) : potential;
    if (model->potential == NULL)
        model->potential = copy_text(potential);
    if (strcmp(model->potential, potential) != 0)
        fatal(EX_DATAERR,
              "%s: expected rows of the potential %s as before, found one of %s: they do not merge", where,
              model->potential, potential);
    check_diameters(where, row, model);
}

void state_write_model(json_t *row, const struct state_model *model) {
    if (strcmp(model->potential, potential_name(POTENTIAL_WCA)) != 0)
        row_text(row, "potential", model->potential);
    if (model->diameters != NULL && !model->unsaid)
        row_text(row, "diameters", model->diameters);
}

void state_model_free(struct state_model *model) {
    free(model->potential);
    free(model->diameters);
    free(model->said_at);
}
