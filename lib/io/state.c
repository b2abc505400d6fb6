#include "io/state.h"

#include "io/diameters.h"

json_t *state_row(const struct frame *frame) {
    static const char *const labels[] = {"temperature", "glass_phi", "glass_temperature"};
    json_t *row = row_new();
    double value;
    row_number(row, "phi", frame_phi_label(frame));
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
        if (frame_number(frame, labels[k], &value))
            row_number(row, labels[k], value);
    row_integer(row, "glass", frame_glass(frame));
    row_number(row, "polydispersity", diameters_polydispersity(frame));
    if (frame_text(frame, "diameters") != NULL)
        row_text(row, "diameters", frame_text(frame, "diameters"));
    return row;
}
