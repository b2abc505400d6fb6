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

/* Rows of two potentials do not belong together: status 65 when that of this one (wca when missing) is not
 * *known, which is set where it is NULL. */
void state_check_potential(const char *where, const json_t *row, const char **known);

/* A new row with potential, phi (or density), temperature, glass_phi (or glass_density), glass_temperature,
 * glass, polydispersity and diameters (random or quantile); a label that the frame does not have is left
 * out, but the polydispersity is worked out. */
json_t *state_row(const struct frame *frame);

#endif
