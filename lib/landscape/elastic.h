/* elastic.h: a chain of images (chain.h) that relaxes as a whole: each image feels the force of a surface
 * across the chain, and springs along it (neb.h). Conjugate gradients with line searches on F.d, since F has
 * no energy. */
#ifndef WCA_ELASTIC_H
#define WCA_ELASTIC_H

#include "landscape/chain.h"
#include "landscape/line.h"

/* Energies and forces of LANES images at once: [particle][axis][lane]; group is which LANES of the chain. */
typedef void elastic_surface(void *context, int group, enum potential potential, const double *x, double *f,
                             double *energy);

struct elastic {
    struct chain *chain;
    elastic_surface *surface;
    void *context;
    double spring, stiffness; /* k along the chain and k' across it, eps/<sigma>^2 */
    double farthest;          /* that an image may move in one line, <sigma> */
    const struct kernel *kernel;
    double **f, **d, **f_old; /* fields on the chain: F, direction, F at the start of the line */
    double *ff, *fd, *dd;     /* of each image: F.F, F.d, d.d */
    double *largest;          /* of each image: component of F */
    double moved;     /* since the last evaluation, by any particle at most, <sigma>; INFINITY: placed */
    struct line line; /* of the whole chain, by the zero of F.d */
};

/* What an evaluation of the chain found; F is the force with its part along the chain replaced. */
struct survey {
    double ff, slope, ff_old; /* sums over images of F.F, F.d and F.F_old */
    double worst;             /* largest component of F */
    int highest;              /* image */
    double top;               /* and its energy */
};

/* A chain of images of n particles. */
struct elastic *elastic_new(int n, int images, elastic_surface *surface, void *context);
void elastic_free(struct elastic *elastic);

/* Energies and F of all images. loose: the image that the springs across the chain leave alone, or -1. */
struct survey elastic_forces(struct elastic *elastic, enum potential potential, int loose);

/* One step of nonlinear conjugate gradients (Polak-Ribiere+) of the chain as a whole; restart: forget
 * the past. */
void elastic_step(struct elastic *elastic, const struct survey *survey, bool restart);

#endif
