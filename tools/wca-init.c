/* wca-init: polydisperse particles at random positions, the start of every glass.
 *
 * Reads nothing; writes one frame per glass. Diameters follow P(sigma) ~ sigma^-3 between sigma_min = 0.725
 * and sigma_max = 1.45/0.9, mean 1, by inversion:
 *
 *     sigma(u) = [sigma_min^-2 - u (sigma_min^-2 - sigma_max^-2)]^(-1/2)
 *
 * with u uniform (random), or (i + 1/2)/N given to the particles in random order (quantile). The box follows
 * from phi = sqrt(2) pi / (6 L^3) sum sigma_i^3; positions are uniform in it.
 * Reference: Scalliet, Berthier and Zamponi (2019), Methods, Model.
 * Limits: particles overlap, at any energy; relax them with wca-min --potential harmonic before anything
 * moves with wca-md or wca-swap. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "program/cli.h"
#include "io/diameters.h"
#include "base/error.h"
#include "io/extxyz.h"
#include "io/output.h"
#include "base/rng.h"

enum diameters { DIAMETERS_RANDOM, DIAMETERS_QUANTILE };
enum { MOST_DRAWINGS = 10000 };

static void draw_diameters(struct frame *frame, enum diameters method, gsl_rng *rng) {
    for (int i = 0; i < frame->n; i++)
        frame->sigma[i] =
            diameter_at(method == DIAMETERS_RANDOM ? gsl_rng_uniform(rng) : (i + 0.5) / frame->n);
    if (method == DIAMETERS_QUANTILE)
        gsl_ran_shuffle(rng, frame->sigma, (size_t)frame->n, sizeof *frame->sigma);
}

/* Draw diameters again until their polydispersity is the one that is wanted (NAN: any). The first drawing is
 * that of a glass of which none is. */
static void find_diameters(struct frame *frame, enum diameters method, double wanted, uint64_t seed,
                           int64_t glass) {
    const double near = 5e-4;
    double nearest = INFINITY, found = NAN;
    for (int64_t drawing = 0; drawing < MOST_DRAWINGS; drawing++) {
        gsl_rng *rng = rng_stream(seed, RNG_DIAMETERS, glass, drawing);
        draw_diameters(frame, method, rng);
        gsl_rng_free(rng);
        found = diameters_polydispersity(frame);
        if (isnan(wanted) || fabs(found - wanted) <= near)
            return;
        nearest = fabs(found - wanted) < fabs(nearest - wanted) ? found : nearest;
    }
    fatal(EX_USAGE,
          "--polydispersity %.6g is out of reach of %d particles: the nearest of %d drawings has %.6g",
          wanted, frame->n, MOST_DRAWINGS, nearest);
}

/* phi: NAN, and the density is given. */
static struct frame *make_glass(int n, double phi, double density, enum potential potential,
                                enum diameters method, double polydispersity, uint64_t seed, int64_t glass) {
    struct frame *frame = frame_new(n, 1);
    find_diameters(frame, method, polydispersity, seed, glass);
    gsl_rng *rng = rng_stream(seed, RNG_POSITIONS, glass, 0);
    for (int k = 0; k < 3 * n; k++)
        frame->position[k] = gsl_rng_uniform(rng); /* in a box of edge 1, to be scaled */
    gsl_rng_free(rng);
    if (isnan(density))
        frame_set_packing_fraction(frame, phi);
    else
        frame_set_density(frame, density);
    frame_set_integer(frame, "glass", glass);
    frame_set_seed(frame, "seed", seed);
    frame_set_number(frame, "polydispersity", diameters_polydispersity(frame));
    if (potential != POTENTIAL_WCA)
        frame_set_text(frame, "potential", potential_name(potential));
    frame_set_text(frame, "diameters", method == DIAMETERS_RANDOM ? "random" : "quantile");
    return frame;
}

int main(int argc, char **argv) {
    int64_t particles = 1000, glasses = 1, first = 1;
    double phi = NAN, density = NAN, polydispersity = NAN;
    uint64_t seed = 1;
    int diameters = DIAMETERS_RANDOM, potential = POTENTIAL_WCA;
    const struct option_spec options[] = {
        {"particles", "N", OPTION_INTEGER, &particles, 2, 1e8, NULL, "Particles in a glass"},
        {"phi", "PHI", OPTION_NUMBER, &phi, 1e-6, 10, NULL, "Packing fraction (default 0.85)"},
        {"density", "RHO", OPTION_NUMBER, &density, 1e-6, 10, NULL,
         "Number density, <sigma>^-3, in place of --phi"},
        {"potential", "NAME", OPTION_CHOICE, &potential, 0, 0, POTENTIAL_CHOICES,
         "Pair potential, a label of the frames"},
        {"seed", "SEED", OPTION_SEED, &seed, 0, 0, NULL, "Seed of all random numbers"},
        {"glasses", "G", OPTION_INTEGER, &glasses, 1, 1e9, NULL, "How many glasses"},
        {"first", "G0", OPTION_INTEGER, &first, 1, 1e9, NULL, "Number of the first glass"},
        {"diameters", "HOW", OPTION_CHOICE, &diameters, 0, 0, "random|quantile",
         "Draw diameters, or take equally spaced quantiles in random order"},
        {"polydispersity", "DELTA", OPTION_NUMBER, &polydispersity, 0, 1, NULL,
         "Draw diameters until sd(sigma)/mean is within 0.0005 of this (0.2293 in the limit of many "
         "particles)"},
        {0},
    };
    const struct program program = {
        .summary = "Write glasses of polydisperse particles at random positions.",
        .details = "Diameters follow P(sigma) ~ sigma^-3 between 0.725 and 1.45/0.9, with mean 1. A glass is "
                   "the same whether made alone or in a set.\n\nExample, 3 glasses ready for equilibration:\n"
                   "  wca-init --glasses 3 --phi 0.85 | wca-min --potential harmonic -o start.xyz",
        .options = options,
    };
    struct cli cli;
    cli_parse(&program, argc, argv, &cli);
    if (!isnan(polydispersity) && diameters == DIAMETERS_QUANTILE)
        fatal(EX_USAGE,
              "--polydispersity chooses among random diameters: expected --diameters random, found quantile");

    if (!isnan(phi) && !isnan(density))
        fatal(EX_USAGE, "expected --phi or --density, found both");

    struct output *output = output_open(cli.output);
    for (int64_t glass = first; glass < first + glasses; glass++) {
        struct frame *frame =
            make_glass((int)particles, isnan(phi) ? 0.85 : phi, density, (enum potential)potential,
                       (enum diameters)diameters, polydispersity, seed, glass);
        extxyz_write(output_stream(output), frame);
        frame_free(frame);
        output_flush(output);
    }
    output_close(output);
    return 0;
}
