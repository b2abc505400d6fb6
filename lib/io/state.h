/* state.h: the state point of a frame, with which every row begins. */
#ifndef WCA_STATE_H
#define WCA_STATE_H

#include "io/frame.h"
#include "io/jsonl.h"

/* The keys of a state point: how the glass was equilibrated, where it is now, and both, in the order in which
 * rows are sorted. A row has phi or density. */
#define STATE_GLASS "glass_phi", "glass_density", "glass_temperature"
#define STATE_DENSITY "phi", "density"
#define STATE_POINT STATE_GLASS, STATE_DENSITY, "temperature"
enum { STATE_GLASS_KEYS = 3, STATE_DENSITY_KEYS = 2, STATE_POINT_KEYS = 6 };

/* What a row begins with: the potential, where it is not wca, and phi, or density where the frame has that
 * label: samples of one density differ in phi. */
void state_write_density(json_t *row, const struct frame *frame);

/* Label a frame as a glass that is equilibrated here: glass_phi, or glass_density, and glass_temperature. */
void state_label_glass(struct frame *frame, double temperature);

/* What rows must have in common to be of one model. Empty before the first row. */
struct state_model {
    char *potential, *diameters; /* diameters: NULL before a row says them */
    char *said_at;               /* the place of that row */
    bool unsaid;                 /* not every row did */
};

/* Rows of two potentials (wca when missing) do not belong together, nor those of random diameters and of quantiles: what
 * differs between glasses of the one does not between those of the other. Status 65. */
void state_check_model(const char *where, const json_t *row, struct state_model *model);
/* Into a row: potential, where it is not wca, and diameters, where all rows said them. */
void state_write_model(json_t *row, const struct state_model *model);
void state_model_free(struct state_model *model);

/* A new row with potential, phi (or density), temperature, glass_phi (or glass_density), glass_temperature,
 * glass, polydispersity and diameters (random or quantile); a label that the frame does not have is left
 * out, but the polydispersity is worked out. */
json_t *state_row(const struct frame *frame);

#endif
