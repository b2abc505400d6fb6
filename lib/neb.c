/* neb.c: the chain of images and its relaxation. */
#include "neb.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"

enum { LINE_EVALUATIONS = 4, CLIMB_AFTER = 50 };

static const double line_share = 0.3; /* a line search ends when F.d has fallen to this share */
static const double spacing_share =
    0.5; /* no image moves further in one line than this share of the first spacing */
static const double burst = 10.0; /* forces that grow by more than this start the search anew */
static const double stiff =
    10.0 * HARMONIC_K;                   /* curvature to begin with: a particle with some ten contacts */
static const double overlap_force = 0.1; /* the harmonic stage is over when no transverse force is larger */

struct band {
    struct band_options options;
    band_surface *surface;
    void *context;
    int count, groups; /* coordinates 3n; images / LANES, rounded up */
    const struct kernel *kernel;
    /* Positions, forces, direction, forces at the start of the line: [group][coordinate][lane]; lanes behind
     * the last image hold minimum b and do not move. */
    double **x, **f, **d, **f_old;
    const double *a, *b;
    double energy_a, energy_b;
    double spacing; /* of the images on the straight line */
    double *energy; /* [groups * LANES] */
    /* the glass, when the surface is one */
    struct ensemble **ensemble;
};

static int group_of(int image) {
    return image / LANES;
}

static int lane_of(int image) {
    return image % LANES;
}

static double **allocate_groups(const struct band *band) {
    double **groups = allocate((size_t)band->groups, sizeof *groups);
    for (int g = 0; g < band->groups; g++)
        groups[g] = allocate((size_t)band->count * LANES, sizeof(double));
    return groups;
}

static void free_groups(const struct band *band, double **groups) {
    for (int g = 0; g < band->groups; g++)
        free(groups[g]);
    free(groups);
}

struct band *band_new(int n, const struct band_options *options, band_surface *surface, void *context) {
    struct band *band = allocate(1, sizeof *band);
    band->options = *options;
    band->surface = surface;
    band->context = context;
    band->count = 3 * n;
    band->groups = (options->images + LANES - 1) / LANES;
    band->kernel = kernel_choose(LANES);
    band->energy = allocate((size_t)band->groups * LANES, sizeof(double));
    band->x = allocate_groups(band);
    band->f = allocate_groups(band);
    band->d = allocate_groups(band);
    band->f_old = allocate_groups(band);
    return band;
}

/* The surface of a glass: an ensemble per group, whose lists follow its images. */
static void glass_surface(void *context, int group, enum potential potential, const double *x, double *f,
                          double *energy) {
    struct ensemble *ensemble = ((struct ensemble **)context)[group];
    neighbors_update(&ensemble->neighbors, x, INFINITY);
    ensemble->kernel->forces(&ensemble->neighbors.inner, potential, x, f, energy);
}

struct band *band_of_glass(int n, double box, const double *sigma, const struct band_options *options) {
    int groups = (options->images + LANES - 1) / LANES;
    struct ensemble **ensemble = allocate((size_t)groups, sizeof(struct ensemble *));
    for (int g = 0; g < groups; g++)
        ensemble[g] = ensemble_new(n, LANES, box, sigma, false);
    struct band *band = band_new(n, options, glass_surface, ensemble);
    band->ensemble = ensemble;
    return band;
}

void band_free(struct band *band) {
    free_groups(band, band->x);
    free_groups(band, band->f);
    free_groups(band, band->d);
    free_groups(band, band->f_old);
    for (int g = 0; band->ensemble != NULL && g < band->groups; g++)
        ensemble_free(band->ensemble[g]);
    free(band->ensemble);
    free(band->energy);
    free(band);
}

/* Images in the lanes of a group: LANES but in the last one. */
static int images_in(const struct band *band, int group) {
    int left = band->options.images - group * LANES;
    return left < LANES ? left : LANES;
}

static void straight_line(struct band *band) {
    for (int image = 0; image < band->groups * LANES; image++) {
        double share = fmin((image + 1.0) / (band->options.images + 1.0), 1.0);
        for (int k = 0; k < band->count; k++)
            band->x[group_of(image)][k * LANES + lane_of(image)] =
                share < 1.0 ? band->a[k] + share * (band->b[k] - band->a[k]) : band->b[k];
    }
}

static double energy_at(const struct band *band, int image) {
    return image < 0 ? band->energy_a : image >= band->options.images ? band->energy_b : band->energy[image];
}

/* t = on_a a + on_b b, not normalised: the improved tangent (Henkelman and Jonsson 2000, eqs 8 to 11). */
static void tangent(const struct band *band, int image, double length_a, double length_b, double *on_a,
                    double *on_b) {
    double before = energy_at(band, image - 1), here = energy_at(band, image),
           behind = energy_at(band, image + 1);
    double up = fabs(behind - here), down = fabs(before - here);
    double most = fmax(up, down), least = fmin(up, down);
    if (before < here && here < behind) {
        *on_a = 0.0, *on_b = 1.0;
    } else if (before > here && here > behind) {
        *on_a = 1.0, *on_b = 0.0;
    } else if (most > 0) {
        *on_a = behind > before ? least : most;
        *on_b = behind > before ? most : least;
    } else { /* a flat band: no energy says where it leads; bisect */
        *on_a = 1.0 / length_a, *on_b = 1.0 / length_b;
    }
}

/* What an evaluation of the band found; F is the force with its part along the band replaced. */
struct survey {
    double ff, slope; /* sums over images of F.F and F.d */
    double worst;     /* largest component of F on an image that does not climb */
    double climbing;  /* of the climbing image */
    int highest;      /* image */
    double top;       /* and its energy */
};

static struct survey band_forces(struct band *band, enum potential potential, int climbing) {
    const struct kernel *kernel = band->kernel;
    struct survey survey = {.highest = 0};
    for (int g = 0; g < band->groups; g++)
        band->surface(band->context, g, potential, band->x[g], band->f[g], band->energy + g * LANES);
    for (int g = 0; g < band->groups; g++) {
        const double *left = g == 0 ? band->a : band->x[g - 1] + LANES - 1;
        const double *right = g == band->groups - 1 ? band->b : band->x[g + 1];
        int left_stride = g == 0 ? 1 : LANES, right_stride = g == band->groups - 1 ? 1 : LANES;
        double products[5][LANES], alpha[LANES] = {0}, beta[LANES] = {0}, sums[2][LANES], largest[LANES];
        kernel->chain_products(band->count, band->x[g], band->f[g], left, left_stride, right, right_stride,
                               products[0]);
        for (int lane = 0; lane < images_in(band, g); lane++) {
            double length_a = sqrt(products[0][lane]), length_b = sqrt(products[1][lane]), on_a, on_b;
            tangent(band, g * LANES + lane, length_a, length_b, &on_a, &on_b);
            double norm2 = on_a * on_a * products[0][lane] + on_b * on_b * products[1][lane] +
                           2 * on_a * on_b * products[2][lane];
            double along = on_a * products[3][lane] + on_b * products[4][lane]; /* f.t |t| */
            double wanted = g * LANES + lane == climbing
                                ? -along / norm2
                                : band->options.spring * (length_b - length_a) / sqrt(norm2);
            alpha[lane] = (wanted - along / norm2) * on_a;
            beta[lane] = (wanted - along / norm2) * on_b;
            if (g * LANES + lane == climbing)
                continue;
            /* k' times the part of b - a across t */
            double bend = (on_a * (products[2][lane] - products[0][lane]) +
                           on_b * (products[1][lane] - products[2][lane])) /
                          norm2;
            alpha[lane] -= band->options.stiffness * (1.0 + bend * on_a);
            beta[lane] += band->options.stiffness * (1.0 - bend * on_b);
        }
        kernel->chain_project(band->count, band->x[g], band->f[g], left, left_stride, right, right_stride,
                              alpha, beta, band->d[g], sums[0], largest);
        for (int lane = 0; lane < images_in(band, g); lane++) {
            survey.ff += sums[0][lane];
            survey.slope += sums[1][lane];
            if (g * LANES + lane == climbing)
                survey.climbing = largest[lane];
            else
                survey.worst = fmax(survey.worst, largest[lane]);
        }
    }
    for (int image = 1; image < band->options.images; image++)
        if (band->energy[image] > band->energy[survey.highest])
            survey.highest = image;
    survey.top = band->energy[survey.highest];
    return survey;
}

/* A line search of the whole band along d, by the zero of F.d. The band force has no energy, so it is the
 * only guide. */
struct line {
    double alpha, start_slope; /* how far along d, and F.d at its start */
    double dd, ff_old;
    double curvature; /* -d(F.d)/dalpha / d.d of the last line */
    int evaluations;
    double longest_step; /* of one image, <sigma> */
};

static double sum_over_images(const struct band *band, double *const *left, double *const *right) {
    double sum = 0, lanes[LANES];
    for (int g = 0; g < band->groups; g++) {
        band->kernel->dot(band->count, left[g], right[g], lanes);
        for (int lane = 0; lane < images_in(band, g); lane++)
            sum += lanes[lane];
    }
    return sum;
}

static void move_along(struct band *band, double alpha) {
    for (int g = 0; g < band->groups; g++) {
        double alphas[LANES] = {0};
        for (int lane = 0; lane < images_in(band, g); lane++)
            alphas[lane] = alpha;
        band->kernel->axpy(band->count, alphas, band->d[g], band->x[g]);
    }
}

/* d = F + beta d; returns the longest |d| of an image. */
static double turn(struct band *band, double beta) {
    double renew[LANES], betas[LANES], largest[LANES], dd[LANES], longest = 0;
    for (int lane = 0; lane < LANES; lane++) {
        renew[lane] = 1.0;
        betas[lane] = beta;
    }
    for (int g = 0; g < band->groups; g++) {
        band->kernel->conjugate(band->count, renew, betas, band->f[g], band->d[g], band->f_old[g], largest);
        band->kernel->dot(band->count, band->d[g], band->d[g], dd);
        for (int lane = 0; lane < images_in(band, g); lane++)
            longest = fmax(longest, dd[lane]);
    }
    return sqrt(longest);
}

/* One step of nonlinear conjugate gradients (Polak-Ribiere+) of the band as a whole; restart: forget the
 * past. */
static void step_band(struct band *band, struct line *line, const struct survey *survey, bool restart) {
    bool lost = line->evaluations >= LINE_EVALUATIONS;
    double beta = 0.0;
    if (survey->ff == 0.0) /* nothing pulls anywhere */
        return;
    if (!restart) {
        line->evaluations++;
        if (fabs(survey->slope) > line_share * line->start_slope && !lost) { /* secant, kept within bounds */
            double fall = line->start_slope - survey->slope;
            double alpha = fall > 0 ? line->alpha * line->start_slope / fall : 2.0 * line->alpha;
            alpha = fmin(fmax(alpha, 0.1 * line->alpha), 3.0 * line->alpha);
            alpha = fmin(alpha, line->longest_step);
            move_along(band, alpha - line->alpha);
            line->alpha = alpha;
            return;
        }
        if (line->start_slope > survey->slope)
            line->curvature = (line->start_slope - survey->slope) / (line->alpha * line->dd);
        beta = fmax(0.0, (survey->ff - sum_over_images(band, band->f, band->f_old)) / line->ff_old);
        if (lost || survey->ff + beta * survey->slope <= 0 || survey->ff > burst * line->ff_old)
            beta = 0.0;
    }
    if (restart)
        line->curvature = stiff;
    line->dd = survey->ff + 2 * beta * survey->slope + beta * beta * line->dd;
    line->start_slope = survey->ff + beta * survey->slope;
    line->ff_old = survey->ff;
    line->evaluations = 0;
    double cap = spacing_share * band->spacing / turn(band, beta);
    double alpha = line->start_slope / (line->curvature * line->dd);
    line->longest_step = cap;
    line->alpha = fmin(alpha, cap);
    move_along(band, line->alpha);
}

/* Relax on one potential. On the harmonic one only until strong overlaps are gone; on WCA the highest image
 * climbs. */
static void relax(struct band *band, enum potential potential, struct barrier *barrier) {
    const struct band_options *options = &band->options;
    struct line line = {.alpha = 0.0};
    double upper = fmax(band->energy_a, band->energy_b), lowest_top = INFINITY;
    int climbing = -1;
    for (int64_t iteration = 0; iteration < options->max_iterations; iteration++) {
        struct survey survey = band_forces(band, potential, climbing);
        barrier->iterations++;
        if (potential == POTENTIAL_HARMONIC) {
            if (survey.worst < overlap_force)
                return;
        } else {
            barrier->at_lower_bound = survey.top <= upper;
            lowest_top = fmin(lowest_top, fmax(survey.top, upper));
            barrier->saddle_energy = lowest_top; /* an upper bound, whatever comes after */
            barrier->climbing = survey.highest;
            barrier->max_force = barrier->at_lower_bound ? 0.0
                                 : climbing >= 0         ? survey.climbing
                                                         : survey.worst;
            barrier->converged = barrier->at_lower_bound ||
                                 (climbing == survey.highest && survey.climbing <= options->tolerance &&
                                  survey.worst <= options->band_tolerance);
            if (barrier->converged) {
                barrier->saddle_energy = fmax(survey.top, upper);
                return;
            }
        }
        int climbs = potential == POTENTIAL_WCA && iteration >= CLIMB_AFTER ? survey.highest : -1;
        step_band(band, &line, &survey, iteration == 0 || climbs != climbing);
        climbing = climbs;
    }
}

struct barrier band_relax(struct band *band, const double *a, double energy_a, const double *b,
                          double energy_b) {
    struct barrier barrier = {.converged = false};
    double length2 = 0;
    band->a = a;
    band->b = b;
    band->energy_a = energy_a;
    band->energy_b = energy_b;
    for (int k = 0; k < band->count; k++)
        length2 += (b[k] - a[k]) * (b[k] - a[k]);
    band->spacing = sqrt(length2) / (band->options.images + 1);
    straight_line(band);
    if (band->options.prerelax)
        relax(band, POTENTIAL_HARMONIC, &barrier);
    relax(band, POTENTIAL_WCA, &barrier);
    barrier.barrier = barrier.saddle_energy - fmin(energy_a, energy_b);
    return barrier;
}

double band_image(const struct band *band, int image, double *position) {
    lane_get(band->count, LANES, lane_of(image), band->x[group_of(image)], position);
    return band->energy[image];
}
