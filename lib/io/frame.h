/* frame.h: one configuration of the glass: a cubic box with its corner at 0, N particles, labels.
 *
 * Units: energy eps, length <sigma>, mass m, time sqrt(m <sigma>^2 / eps), k_B = 1. Arrays of 3N hold x, y, z
 * of particle 0, then of particle 1, ... Positions are unwrapped. Labels are kept as text, in the order of
 * the file, so that those a program does not know pass through it unchanged. */
#ifndef WCA_FRAME_H
#define WCA_FRAME_H

#include "base/archive.h"
#include <stdbool.h>
#include <stdint.h>

#include "potentials/potential.h"

struct label {
    char *key, *value;     /* without quotes */
    char key_quote, quote; /* what stands around them: ", ' or 0 */
    bool bare;             /* a key alone: the value is empty, and no = is written */
};

struct frame {
    int n;
    double box;           /* edge L of the cube, <sigma> */
    double *sigma;        /* N diameters, <sigma> */
    double *position;     /* 3N, <sigma> */
    double *velocity;     /* 3N, or NULL */
    double *force;        /* 3N, or NULL */
    double *displacement; /* 3N, or NULL: to another configuration; written, never read (wca-diff) */
    int64_t *id;          /* N */
    int labels;
    struct label *label;
    char *where; /* "FILE:LINE" it was read from, for sentences about it; NULL when it was made here */
};

/* N particles of diameter 0 at 0, ids 1..N, no velocities, forces or labels. */
struct frame *frame_new(int n, double box);
struct frame *frame_copy(const struct frame *frame);
void frame_free(struct frame *frame);
/* Where the particles are, and the labels, to and from the state of a run. Loaded into a copy of the same glass: diameters and
 * ids stay. */
void frame_archive(struct frame *frame, struct archive *archive);

/* phi = sqrt(2) pi / (6 L^3) sum sigma_i^3 (the paper's Methods, Model). */
double frame_packing_fraction(const struct frame *frame);
/* The box edge that gives these diameters the packing fraction phi. */
double frame_box_for(const struct frame *frame, double phi);
/* Scale box and positions affinely to the packing fraction phi; the label phi follows, and there is no
 * label density. */
void frame_set_packing_fraction(struct frame *frame, double phi);
/* The same to the number density N / L^3, <sigma>^-3: the label density, which names the state point where
 * it is there, is that. */
void frame_set_density(struct frame *frame, double density);

/* Positions are within so many boxes of the origin: beyond, they have lost a third of their digits, and
 * periodic images their numbers. */
#define MOST_BOXES 1e6

/* Particles in another order: row i is what row from[i] was. */
void frame_reorder(struct frame *frame, const int *from);

/* The packing fraction that names the state point, on which rows of glasses must join: the label phi, where
 * box and radii say the same within 1e-8 (other programs write them with eight decimals); else what they say,
 * to 12 significant digits, because box and sum of sigma^3 differ between glasses. */
#define PHI_TOLERANCE 1e-8
double frame_phi_label(const struct frame *frame);

/* Labels. The text is NULL, the number false, when the label is missing.
 * A label that should be a number and is not ends the program with status 65. */
const char *frame_text(const struct frame *frame, const char *key);
bool frame_number(const struct frame *frame, const char *key, double *value);
bool frame_integer(const struct frame *frame, const char *key, int64_t *value);
bool frame_seed(const struct frame *frame, const char *key, uint64_t *value); /* "0x..." or decimal */
bool frame_boolean(const struct frame *frame, const char *key, bool *value);  /* T or F */
/* Replace a label where it stands or add it at the end. Numbers round-trip; integers are exact. */
void frame_set_text(struct frame *frame, const char *key, const char *value);
void frame_set_number(struct frame *frame, const char *key, double value);
void frame_set_integer(struct frame *frame, const char *key, int64_t value);
void frame_set_seed(struct frame *frame, const char *key, uint64_t value); /* quoted "0x..." */
void frame_set_boolean(struct frame *frame, const char *key, bool value);
/* Add a label as a file has it: the caller knows that it is not there yet. */
void frame_add_label(struct frame *frame, const struct label *label);
void frame_drop(struct frame *frame, const char *key);
/* Drop what is no longer true once particles have moved: energy max_force converged, overlaps_removed,
 * forces, and potential where it is wca, which only a minimum is labelled with. */
void frame_moved(struct frame *frame);

/* Same N, box, diameters and glass: replicas that may share lanes. On false *difference says what b has:
 * "another box". */
bool frame_same_glass(const struct frame *a, const struct frame *b, const char **difference);

/* "FILE:LINE", or "a frame" when it was not read from a file: the start of a sentence about the frame. */
const char *frame_where(const struct frame *frame);

/* Which glass (label `glass`, 1 when missing). */
int64_t frame_glass(const struct frame *frame);

/* How particles interact (label `potential`, wca when missing; status 65 when no potential has this name). */
enum potential frame_potential(const struct frame *frame);

#endif
