/* neb.c: the chain of images and its relaxation. */
#include "landscape/neb.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "landscape/climb.h"
#include "base/error.h"
#include "landscape/path.h"

/* Numbers that were chosen. Where nothing is said of others, none is known to have been measured. */

/* Iterations of the band: before its highest image climbs for the first time (then after half as many again);
 * in which no image next to a saddle just found climbs; between two spacings of a string; between two looks
 * for overlaps in the harmonic stage. */
enum { CLIMB_AFTER = 50, PINNED = 500, RESPACE = 20, LOOK_FOR_OVERLAPS = 10 };
/* Evaluations of a climb. With 8000 instead of 20 000, and at most 2000 iterations a stage, bands at
 * phi = 0.85 took half the time. */
enum { CLIMB_EVALUATIONS = 8000 };
/* Images of the chain that finds the way: one group of lanes; and iterations of each of its stages. Sixteen
 * images filled two groups: with eight, with climbs that end in valleys and with long bands first 200 pairs
 * at 0.85 took 0.58 of the time, and 198 converged, not 191. */
enum { COARSE = 8, COARSE_ITERATIONS = 1500 };

/* No image moves farther in one line than this share of the first spacing: two neighbours do not pass. */
static const double spacing_share = 0.5;
/* An image that is higher than a minimum by less than `resolution`, eps, or than this share of |E_A - E_B| is
 * not above it. */
static const double resolution = 5e-7, resolved_share = 5e-3;
/* The harmonic stage is over when no transverse force of WCA is above options.overlap, or none of the
 * harmonic potential above this, eps/<sigma>. Where it went on to its own minimum 11 of 50 bands at 0.95
 * found another saddle afterwards. */
static const double harmonic_force = 0.1;
/* The highest image goes on alone when no component of its transverse force is larger than near_saddle,
 * eps/<sigma>, or than near_share of its height above the higher minimum per <sigma>; and returns if it
 * climbs above over_share of that height, up another mountain. */
static const double near_saddle = 1.5e-2, near_share = 0.2, over_share = 1.2;
/* An image that is put between others relaxes until the force across is this share of what the band
 * may keep. */
static const double new_image_share = 0.1;

struct band {
    struct band_options options;
    struct band *coarse; /* of few images, relaxed first, to find the way; or NULL */
    struct elastic *elastic;
    struct chain *chain; /* that of elastic */
    bool reversed;       /* a and b are not in the order of the caller */
    bool settled;        /* it has converged, if not at the end */
    double resolved;     /* an image that is higher than minimum b by less is not above it */
    /* the climbing image on its own */
    struct climber *climber;
    double contact_force; /* mean, in the minima */
    struct path *path;    /* from minimum to minimum, of the band relaxed last; NULL in one of few images */
    /* the glass, when the surface is one: its groups, and a single image */
    struct ensemble **ensemble, *single;
    struct crew *crew; /* which evaluates single images together with those of other bands, or NULL */
};

/* Energy and forces of one image: on the lists of the glass, or on a general surface in all lanes at once. */
static double single_image(void *context, const double *x, double *f) {
    struct band *band = context;
    size_t count = (size_t)band->chain->count;
    double energy[LANES];
    if (band->crew != NULL)
        return crew_forces(band->crew, x, f);
    if (band->single != NULL) {
        memcpy(band->single->x, x, count * sizeof(double));
        ensemble_forces(band->single, INFINITY, energy);
        memcpy(f, band->single->f, count * sizeof(double));
        return energy[0];
    }
    double *lanes = allocate(2 * count * LANES, sizeof(double));
    for (int lane = 0; lane < LANES; lane++)
        lane_set(band->chain->count, LANES, lane, lanes, x);
    band->elastic->surface(band->elastic->context, 0, band->options.potential, lanes, lanes + count * LANES,
                           energy);
    lane_get(band->chain->count, LANES, 0, lanes + count * LANES, f);
    free(lanes);
    return energy[0];
}

static struct band *band_alone(int n, const struct band_options *options, elastic_surface *surface,
                               void *context) {
    struct band *band = allocate(1, sizeof *band);
    band->options = *options;
    band->elastic = elastic_new(n, options->images, surface, context);
    band->elastic->stiffness = options->stiffness;
    band->chain = band->elastic->chain;
    band->climber = climber_new(band->chain->count, single_image, band);
    return band;
}

static struct band_options coarse_options(const struct band_options *options) {
    struct band_options coarse = *options;
    coarse.images = COARSE;
    coarse.string = !options->way_springs;
    coarse.again = false;
    coarse.max_iterations =
        coarse.max_iterations < COARSE_ITERATIONS ? coarse.max_iterations : COARSE_ITERATIONS;
    return coarse;
}

struct band *band_new(int n, const struct band_options *options, elastic_surface *surface, void *context) {
    struct band *band = band_alone(n, options, surface, context);
    struct band_options coarse = coarse_options(options);
    band->path = path_new(3 * n);
    if (options->images > COARSE)
        band->coarse = band_alone(n, &coarse, surface, context);
    return band;
}

/* The surface of a glass: an ensemble per group, whose lists follow its images. */
static void glass_surface(void *context, int group, enum potential potential, const double *x, double *f,
                          double *energy) {
    struct band *band = context;
    struct ensemble *ensemble = band->ensemble[group];
    neighbors_update(&ensemble->neighbors, x, band->elastic->moved);
    ensemble->kernel->pairs.forces(&ensemble->neighbors.inner, potential, x, f, energy);
}

static struct band *glass_alone(int n, double box, const double *sigma, const struct band_options *options,
                                struct crew *crew) {
    struct band *band = band_alone(n, options, glass_surface, NULL);
    band->elastic->context = band;
    band->crew = crew;
    band->ensemble = allocate((size_t)band->chain->groups, sizeof(struct ensemble *));
    for (int g = 0; g < band->chain->groups; g++)
        band->ensemble[g] = ensemble_new(n, LANES, box, sigma, options->potential, false);
    if (crew == NULL)
        band->single = ensemble_new(n, 1, box, sigma, options->potential, false);
    return band;
}

struct band *band_of_glass(int n, double box, const double *sigma, const struct band_options *options,
                           struct crew *crew) {
    struct band *band = glass_alone(n, box, sigma, options, crew);
    struct band_options coarse = coarse_options(options);
    band->path = path_new(3 * n);
    if (options->images > COARSE)
        band->coarse = glass_alone(n, box, sigma, &coarse, crew);
    return band;
}

void band_free(struct band *band) {
    if (band->coarse != NULL)
        band_free(band->coarse);
    for (int g = 0; band->ensemble != NULL && g < band->chain->groups; g++)
        ensemble_free(band->ensemble[g]);
    if (band->single != NULL)
        ensemble_free(band->single);
    if (band->path != NULL)
        path_free(band->path);
    climber_free(band->climber);
    free(band->ensemble);
    elastic_free(band->elastic);
    free(band);
}

/* The string method (E, Ren and Vanden-Eijnden, J. Chem. Phys. 126, 164103 (2007)): no springs, but time and
 * again the images are put at equal distances on the band. Returns whether it was time. */
static bool respace(struct band *band, int64_t iteration) {
    if (!band->options.string || iteration % RESPACE != RESPACE - 1)
        return false;
    struct chain *chain = band->chain, before = *chain;
    size_t images = (size_t)chain->groups * LANES;
    before.x = band->elastic->d; /* which the next step begins anew */
    before.pinned = allocate(images, sizeof(double));
    memcpy(before.pinned, chain->pinned, images * sizeof(double));
    for (int g = 0; g < chain->groups; g++)
        memcpy(before.x[g], chain->x[g], (size_t)chain->count * LANES * sizeof(double));
    chain_place(chain, &before);
    band->elastic->moved = INFINITY;
    free(before.pinned);
    return true;
}

/* Send an image on towards the saddle by itself, which costs little. Where it falls below the higher minimum
 * there was none: the band takes it from there. Returns whether it went. */
static bool climb(struct band *band, int climbing, double top, struct barrier *barrier) {
    struct chain *chain = band->chain;
    double upper = chain->energy_b, *mode = climber_mode(band->climber),
           *image = climber_position(band->climber);
    double mean[3] = {0};
    chain_position(chain, climbing - 1, image);
    chain_position(chain, climbing + 1, mode);
    for (int k = 0; k < chain->count; k++) {
        mode[k] -= image[k];
        mean[k % 3] += band->ensemble != NULL ? mode[k] / (chain->count / 3.0) : 0.0;
    }
    for (int k = 0; k < chain->count; k++) /* a translation has no curvature */
        mode[k] -= mean[k % 3];
    chain_position(chain, climbing, image);
    double ceiling = upper + over_share * (top - upper);
    struct climb found = climber_run(band->climber, band->options.tolerance, upper + band->resolved, ceiling,
                                     CLIMB_EVALUATIONS);
    barrier->evaluations += found.evaluations;
    if (found.energy > ceiling) /* up another mountain */
        return false;
    for (int side = -1; found.converged && side <= 1; side += 2) /* the saddle that a neighbour has found */
        if (chain_is_pinned(chain, climbing + side) &&
            fabs(found.energy - chain->energy[climbing + side]) < resolution)
            return false;
    lane_set(chain->count, LANES, chain_lane(climbing), chain->x[chain_group(climbing)], image);
    band->elastic->moved = INFINITY;
    if (found.converged)
        chain->pinned[climbing] = found.max_force;
    return true;
}

/* What the last evaluation says; true when the band need not be relaxed any more: its highest image is on a
 * saddle and the others have come to rest, or none is above the higher minimum. */
static bool judge(const struct band *band, const struct survey *survey, struct barrier *barrier) {
    double height = survey->top - band->chain->energy_b;
    bool found = chain_is_pinned(band->chain, survey->highest);
    barrier->max_force =
        found ? band->chain->pinned[survey->highest] : band->elastic->largest[survey->highest];
    barrier->max_band_force = survey->worst;
    bool above = height > band->resolved,
         rests = survey->worst <= band->options.band_tolerance * fmax(band->contact_force, height);
    return above ? found && rests : rests || band->path == NULL;
}

/* On the harmonic potential, until strong overlaps are gone and no longer: its valleys are not those
 * of WCA. */
static void relax_overlaps(struct band *band, struct barrier *barrier) {
    bool restart = true;
    band->elastic->moved = INFINITY;
    chain_unpin(band->chain);
    for (int64_t iteration = 0; iteration < band->options.max_iterations; iteration++) {
        if (iteration % LOOK_FOR_OVERLAPS == 0) {
            barrier->evaluations += band->options.images;
            if (elastic_forces(band->elastic, band->options.potential, -1).worst < band->options.overlap)
                return;
        }
        struct survey survey = elastic_forces(band->elastic, POTENTIAL_HARMONIC, -1);
        barrier->iterations++;
        barrier->evaluations += band->options.images;
        if (survey.worst < harmonic_force)
            return;
        if (respace(band, iteration)) {
            restart = true;
            continue;
        }
        elastic_step(band->elastic, &survey, restart);
        restart = false;
    }
}

/* Whether the highest image is to go on by itself: it is near a saddle, and not on the flank of one that was
 * just found. */
static bool ready_to_climb(const struct band *band, const struct survey *survey, bool just_found) {
    int image = survey->highest;
    double height = survey->top - band->chain->energy_b;
    return !chain_is_pinned(band->chain, image) &&
           band->elastic->largest[image] <= fmax(near_saddle, near_share * height) &&
           !(just_found &&
             (chain_is_pinned(band->chain, image - 1) || chain_is_pinned(band->chain, image + 1)));
}

/* On WCA: the band sinks, and time and again its highest image goes on by itself; where it finds a saddle
 * it stays. */
static void relax(struct band *band, struct barrier *barrier) {
    int64_t next_climb = CLIMB_AFTER, end = band->options.max_iterations, enough = -1, pinned_until = PINNED;
    int loose = -1;
    bool restart = true;
    band->elastic->moved = INFINITY;
    band->settled = false;
    barrier->string = band->options.string;
    for (int64_t iteration = 0; iteration < end; iteration++) {
        struct survey survey = elastic_forces(band->elastic, band->options.potential, loose);
        barrier->iterations++;
        barrier->evaluations += band->options.images;
        if (judge(band, &survey, barrier)) {
            if (enough < 0) /* for the first time */
                enough = band->options.again ? 2 * iteration : iteration;
            if (iteration >= enough)
                return;
            end = end > 2 * enough ? end : 2 * enough + 1;
            band->settled = true;
        }
        if (iteration + 1 == end) /* the images stay where their energies are */
            return;
        if (iteration >= next_climb && ready_to_climb(band, &survey, iteration < pinned_until)) {
            next_climb = iteration + iteration / 2;
            if (climb(band, survey.highest, survey.top, barrier)) {
                if (chain_is_pinned(band->chain, survey.highest))
                    pinned_until = iteration + PINNED;
                restart = true;
                continue;
            }
        }
        if (respace(band, iteration)) {
            restart = true;
            continue;
        }
        elastic_step(band->elastic, &survey, restart);
        loose = survey.highest;
        restart = false;
    }
}

/* The minima that the band joins; it leads upwards. */
static void set_ends(struct band *band, const double *a, double energy_a, const double *b, double energy_b) {
    struct chain *chain = band->chain;
    double length2 = 0;
    for (int k = 0; k < chain->count; k++)
        length2 += (b[k] - a[k]) * (b[k] - a[k]);
    chain->a = a;
    chain->b = b;
    chain->energy_a = energy_a;
    chain->energy_b = energy_b;
    band->elastic->farthest = spacing_share * (sqrt(length2) / (band->options.images + 1));
    band->resolved = fmax(resolution, resolved_share * (energy_b - energy_a));
}

/* Relax a band from the straight line, by a band of few images if it has one. */
static void relax_from_line(struct band *band, struct barrier *barrier) {
    band->elastic->spring = band->options.string ? 0.0 : band->options.spring;
    chain_straighten(band->chain); /* also the lanes behind the last image */
    chain_unpin(band->chain);
    if (band->coarse != NULL) {
        relax_from_line(band->coarse, barrier);
        chain_place(band->chain, band->coarse->chain);
    } else if (band->options.prerelax) {
        relax_overlaps(band, barrier);
    }
    relax(band, barrier);
}

/* Springs instead of a string, or a string instead of springs. */
static void change_method(struct band *band) {
    for (; band != NULL; band = band->coarse)
        band->options.string = !band->options.string;
}

/* Energies of LANES points, by the lists of the first images, which are not needed any more. */
static void energies_of_points(void *context, const double *x, double *energy) {
    const struct band *band = context;
    struct elastic *elastic = band->elastic;
    elastic->surface(elastic->context, 0, band->options.potential, x, elastic->f[0], energy);
}

/* Of each particle the sum over its contacts of force / distance, the largest in any image. */
static double *tensions(const struct band *band) {
    int n = band->chain->count / 3;
    double *tension = allocate((size_t)n, sizeof(double)), *here = allocate((size_t)n, sizeof(double));
    double *x = allocate((size_t)band->chain->count, sizeof(double));
    for (int image = 0; image < band->chain->images; image++) {
        const struct pair_list *list = &band->ensemble[chain_group(image)]->neighbors.inner;
        chain_position(band->chain, image, x);
        memset(here, 0, (size_t)n * sizeof(double));
        EACH_PAIR (list, i, pair) {
            double force =
                potential_pair(band->options.potential, pair_distance2(list, i, pair, x), pair->sigma2, NULL);
            here[i] += force;
            here[pair->j] += force;
        }
        for (int i = 0; i < n; i++)
            tension[i] = fmax(tension[i], here[i]);
    }
    free(here);
    free(x);
    return tension;
}

/* Look between the images of a band that has been relaxed, and say what its barrier is. */
static void settle(struct band *band, struct barrier *barrier) {
    struct chain *chain = band->chain;
    double *tension = band->ensemble == NULL ? NULL : tensions(band);
    struct path_search search = {.energies = energies_of_points,
                                 .context = band,
                                 .climber = band->climber,
                                 .tolerance = band->options.tolerance,
                                 .enough = new_image_share * band->options.band_tolerance *
                                           fmax(band->contact_force, near_saddle),
                                 .tension = tension,
                                 .drifts = band->ensemble != NULL};
    path_take(band->path, chain);
    band->elastic->moved = INFINITY;
    struct path_found found = path_settle(band->path, &search);
    const struct node *top = &band->path->node[found.top];
    barrier->evaluations += found.evaluations;
    barrier->converged = found.converged;
    barrier->at_lower_bound = found.no_saddle;
    barrier->highest_energy = found.high;
    barrier->saddle_energy = found.converged ? top->energy : found.high;
    barrier->barrier = barrier->saddle_energy - chain->energy_a;
    barrier->climbing = found.top - 1;
    if (top->pinned >= 0 || found.no_saddle)
        barrier->max_force = found.no_saddle ? 0.0 : top->pinned;
    barrier->intermediates = 0;
    for (int image = 0; image < band->options.images; image++)
        barrier->intermediates += chain_energy(chain, image) < chain_energy(chain, image - 1) - resolution &&
                                  chain_energy(chain, image) < chain_energy(chain, image + 1) - resolution;
    free(tension);
}

/* Relax a band that has not converged once more, with methods exchanged. It keeps the better of the two. */
static void relax_again(struct band *band, struct barrier *barrier) {
    struct barrier before = *barrier;
    struct path *path = band->path;
    band->path = path_new(band->chain->count);
    change_method(band);
    relax_from_line(band, barrier);
    settle(band, barrier);
    change_method(band);
    if (!barrier->converged && before.highest_energy <= barrier->highest_energy) {
        before.iterations = barrier->iterations;
        before.evaluations = barrier->evaluations;
        *barrier = before;
        path_free(band->path);
        band->path = path;
    } else {
        path_free(path);
    }
}

struct barrier band_relax(struct band *band, const double *a, double energy_a, const double *b,
                          double energy_b, double contact_force) {
    struct barrier barrier = {.converged = false};
    band->reversed = energy_b < energy_a;
    for (struct band *each = band; each != NULL; each = each->coarse) {
        set_ends(each, band->reversed ? b : a, fmin(energy_a, energy_b), band->reversed ? a : b,
                 fmax(energy_a, energy_b));
        each->contact_force = contact_force;
    }
    relax_from_line(band, &barrier);
    settle(band, &barrier);
    if (!barrier.converged && !band->settled)
        relax_again(band, &barrier);
    if (band->reversed)
        barrier.climbing = band_images(band) - 1 - barrier.climbing;
    return barrier;
}

int band_images(const struct band *band) {
    return band->path->nodes - 2;
}

double band_image(const struct band *band, int image, double *position) {
    const struct path *path = band->path;
    const struct node *node = &path->node[band->reversed ? path->nodes - 2 - image : image + 1];
    memcpy(position, node->x, (size_t)path->count * sizeof(double));
    return node->energy;
}
