/* elastic.c: forces across and springs along a chain, and steps of the chain as a whole. */
#include "landscape/elastic.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"

static const struct line_rule rule = {0.3, 5};
static const double burst = 10.0; /* forces that grow by more than this start the search anew */
/* Curvature to begin with, eps/<sigma>^2: a particle with some ten contacts. */
static const double stiff = 10.0 * HARMONIC_K;

struct elastic *elastic_new(int n, int images, elastic_surface *surface, void *context) {
    struct elastic *elastic = allocate(1, sizeof *elastic);
    elastic->surface = surface;
    elastic->context = context;
    elastic->chain = chain_new(3 * n, images);
    elastic->kernel = kernel_choose(LANES);
    elastic->f = chain_field(elastic->chain);
    elastic->d = chain_field(elastic->chain);
    elastic->f_old = chain_field(elastic->chain);
    size_t lanes = (size_t)elastic->chain->groups * LANES;
    elastic->ff = allocate(lanes, sizeof(double));
    elastic->fd = allocate(lanes, sizeof(double));
    elastic->dd = allocate(lanes, sizeof(double));
    elastic->largest = allocate(lanes, sizeof(double));
    elastic->moved = INFINITY;
    return elastic;
}

void elastic_free(struct elastic *elastic) {
    chain_field_free(elastic->chain, elastic->f);
    chain_field_free(elastic->chain, elastic->d);
    chain_field_free(elastic->chain, elastic->f_old);
    free(elastic->ff);
    free(elastic->fd);
    free(elastic->dd);
    free(elastic->largest);
    chain_free(elastic->chain);
    free(elastic);
}

/* Replace the part along the band of the forces on a group, and add them up. The energies of its images and
 * of their neighbours are known. loose: the image that the springs across the band leave alone, or -1. */
static void project_group(struct elastic *elastic, int g, int loose, struct survey *survey) {
    struct chain *chain = elastic->chain;
    const struct kernel *kernel = elastic->kernel;
    const double *left = g == 0 ? chain->a : chain->x[g - 1] + LANES - 1;
    const double *right = g == chain->groups - 1 ? chain->b : chain->x[g + 1];
    int left_stride = g == 0 ? 1 : LANES, right_stride = g == chain->groups - 1 ? 1 : LANES;
    double products[5][LANES], keep[LANES], alpha[LANES] = {0}, beta[LANES] = {0}, sums[3][LANES],
                                            largest[LANES];
    for (int lane = 0; lane < LANES; lane++)
        keep[lane] = 1.0;
    kernel->chain.products(chain->count, chain->x[g], elastic->f[g], left, left_stride, right, right_stride,
                           products[0]);
    for (int lane = 0; lane < chain_images_in(chain, g); lane++) {
        keep[lane] = !chain_is_pinned(chain, g * LANES + lane);
        if (chain_is_pinned(chain, g * LANES + lane))
            continue;
        double length_a = sqrt(products[0][lane]), length_b = sqrt(products[1][lane]), on_a, on_b;
        chain_tangent(chain, g * LANES + lane, length_a, length_b, &on_a, &on_b);
        double norm2 = on_a * on_a * products[0][lane] + on_b * on_b * products[1][lane] +
                       2 * on_a * on_b * products[2][lane];
        double along = on_a * products[3][lane] + on_b * products[4][lane]; /* f.t |t| */
        double wanted = elastic->spring * (length_b - length_a) / sqrt(norm2);
        alpha[lane] = (wanted - along / norm2) * on_a;
        beta[lane] = (wanted - along / norm2) * on_b;
        if (g * LANES + lane == loose)
            continue;
        /* k' times the part of b - a across t */
        double bend = (on_a * (products[2][lane] - products[0][lane]) +
                       on_b * (products[1][lane] - products[2][lane])) /
                      norm2;
        alpha[lane] -= elastic->stiffness * (1.0 + bend * on_a);
        beta[lane] += elastic->stiffness * (1.0 - bend * on_b);
    }
    kernel->chain.project(chain->count, chain->x[g], elastic->f[g], left, left_stride, right, right_stride,
                          keep, alpha, beta, elastic->d[g], elastic->f_old[g], sums[0], largest);
    for (int lane = 0; lane < chain_images_in(chain, g); lane++) {
        survey->ff += elastic->ff[g * LANES + lane] = sums[0][lane];
        survey->slope += elastic->fd[g * LANES + lane] = sums[1][lane];
        survey->ff_old += sums[2][lane];
        elastic->largest[g * LANES + lane] = largest[lane];
        survey->worst = fmax(survey->worst, largest[lane]);
    }
}

struct survey elastic_forces(struct elastic *elastic, enum potential potential, int loose) {
    struct chain *chain = elastic->chain;
    struct survey survey = {.highest = 0};
    for (int g = 0; g <= chain->groups; g++) { /* one group behind, while it is still in the cache */
        if (g < chain->groups)
            elastic->surface(elastic->context, g, potential, chain->x[g], elastic->f[g],
                             chain->energy + g * LANES);
        if (g > 0)
            project_group(elastic, g - 1, loose, &survey);
    }
    for (int image = 1; image < chain->images; image++)
        if (chain->energy[image] > chain->energy[survey.highest])
            survey.highest = image;
    survey.top = chain->energy[survey.highest];
    return survey;
}

static void move_along(struct elastic *elastic, double alpha) {
    double longest = 0;
    for (int image = 0; image < elastic->chain->images; image++)
        longest = fmax(longest, elastic->dd[image]);
    elastic->moved = fabs(alpha) * sqrt(longest);
    for (int g = 0; g < elastic->chain->groups; g++) {
        double alphas[LANES] = {0};
        for (int lane = 0; lane < chain_images_in(elastic->chain, g); lane++)
            alphas[lane] = alpha;
        elastic->kernel->vectors.axpy(elastic->chain->count, alphas, elastic->d[g], elastic->chain->x[g]);
    }
}

/* d.d of every image for d = F + beta d; returns the longest |d|. */
static double lengths(struct elastic *elastic, double beta) {
    double longest = 0;
    for (int image = 0; image < elastic->chain->images; image++) {
        elastic->dd[image] =
            fmax(0.0, elastic->ff[image] + 2 * beta * elastic->fd[image] + beta * beta * elastic->dd[image]);
        longest = fmax(longest, elastic->dd[image]);
    }
    return sqrt(longest);
}

/* d = F + beta d; go alpha along it. F becomes the F of the line's start. */
static void turn(struct elastic *elastic, double beta, double alpha, double longest) {
    elastic->moved = alpha * longest;
    for (int g = 0; g < elastic->chain->groups; g++) {
        double alphas[LANES] = {0}, betas[LANES] = {0};
        for (int lane = 0; lane < chain_images_in(elastic->chain, g); lane++) {
            alphas[lane] = alpha;
            betas[lane] = beta;
        }
        elastic->kernel->chain.turn(elastic->chain->count, betas, alphas, elastic->f[g], elastic->d[g],
                                    elastic->chain->x[g]);
    }
    double **f = elastic->f;
    elastic->f = elastic->f_old;
    elastic->f_old = f;
}

void elastic_step(struct elastic *elastic, const struct survey *survey, bool restart) {
    struct line *line = &elastic->line;
    if (survey->ff == 0.0) /* nothing pulls anywhere */
        return;
    double beta = 0.0;
    if (restart) {
        line->curvature = stiff;
        line_begin(line, survey->ff, survey->ff, survey->ff);
    } else {
        line_found(line, survey->slope);
        if (!line_done(line, &rule)) {
            move_along(elastic, line_go(line, line_secant(line)));
            return;
        }
        line_learn(line);
        if (survey->ff <= burst * line->ff)
            beta = line_conjugate(line, &rule, survey->ff, survey->ff_old);
        line_turn(line, beta, survey->ff);
    }
    double longest = lengths(elastic, beta);
    line->longest = elastic->farthest / longest;
    turn(elastic, beta, line_go(line, line_first(line, line->longest)), longest);
}
