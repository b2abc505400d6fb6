/* neb.h: energy barriers between two minima by the nudged elastic band, images in SIMD lanes.
 *
 * A chain of images starts as the straight line between the minima. Across the chain each image feels the
 * true force, along it springs: F = f - (f.t) t + k (|b| - |a|) t, with a and b the vectors from the image
 * before and to the image behind, and t the improved tangent (Henkelman and Jonsson, J. Chem. Phys. 113, 9978
 * (2000)). A weak spring k' across the chain, on all images but the highest one, keeps it from kinking along
 * directions without stiffness (rattlers, floppy modes near jamming). The chain relaxes as a whole by
 * conjugate gradients with line searches on F.d, since F has no energy.
 *
 * The highest image is the one that climbs (Henkelman, Uberuaga and Jonsson, J. Chem. Phys. 113, 9901
 * (2000)), but by itself (climb.h): soft modes need thousands of evaluations, which cost little for one image
 * and much for forty, and an image that climbs with the band can climb away from it. It stays on the saddle
 * that it has found, which no spring has moved, and the others relax around it; where the band then is higher
 * elsewhere, that image climbs too. One that falls below the higher minimum has found none, and goes on with
 * the band.
 *
 * Many paths lead from one minimum to another, and which one a chain takes is decided while it has few
 * images. So a chain of eight comes first (when there are to be more), by the string method: no springs, but
 * its images are put at equal distances time and again (E, Ren and Vanden-Eijnden, J. Chem. Phys. 126, 164103
 * (2007)). The chain of all images starts on its path, and the springs of that one hardly matter. (With
 * springs on the first chain too, ten times softer or stiffer ones led to another saddle in 15 of 100 pairs
 * at phi = 0.85.)
 *
 * A band that does not converge is relaxed once more from the straight line, with methods exchanged: what had
 * springs is a string, and the string has springs. At phi = 0.85 one converges where the other does not.
 *
 * When its images are at rest the path is settled (path.h): the lines between the images are walked, and
 * where the energy is too high images are put there, and may climb. A band has converged where its highest
 * image is a saddle and nothing on the path exceeds the barrier by one per cent, or 1e-6.
 *
 * The barrier is an upper bound of the lowest one; V_AB = E_saddle - min(E_A, E_B) (the paper's Methods).
 * |E_A - E_B| is a lower bound, which is never reached, since a strict minimum lies below all around it.
 * What a band finds does not depend on which of the two minima is named first: it always leads from the
 * lower one. */
#ifndef WCA_NEB_H
#define WCA_NEB_H

#include <stdbool.h>
#include <stdint.h>

#include "forces/crew.h"
#include "landscape/elastic.h"
#include "forces/ensemble.h"

struct band_options {
    enum potential potential; /* of the minima */
    int images;               /* between the two minima */
    double spring;            /* k along the chain, eps/<sigma>^2 */
    double stiffness;         /* k' across it, eps/<sigma>^2 */
    double tolerance;         /* largest component of the force on the climbing image, eps/<sigma> */
    double band_tolerance; /* largest component of F on any other image, in units of the mean contact force of
                              the minima, or of the height of the band per <sigma> where that is more */
    double overlap;        /* transverse force of particles that overlap strongly, eps/<sigma> */
    bool prerelax; /* where particles overlap strongly relax with the harmonic potential first, until they do
                      not (the paper's two steps at low density) */
    bool string;   /* no springs along the chain: time and again images are put at equal distances on it */
    bool way_springs;       /* the chain of few images that comes first has springs, and is no string */
    bool again;             /* having converged, go on for as many iterations: to see that nothing changes */
    int64_t max_iterations; /* of each stage: harmonic, few images (1500 at most), all images; and of these
                               with methods exchanged */
};

struct barrier {
    double barrier;        /* saddle_energy - min(energy_a, energy_b), eps */
    double saddle_energy;  /* of the highest image; not converged: highest_energy */
    double highest_energy; /* on the whole path, also between the images (path.h) */
    double max_force;      /* largest component of the force on the saddle; where none was found, of F on the
                              highest image; 0 at the lower bound */
    double max_band_force; /* largest component of F on any image that is on no saddle */
    int64_t iterations;    /* of all stages: evaluations of the band */
    int64_t evaluations;   /* of single images, in the band or by themselves */
    bool converged;
    bool at_lower_bound; /* no saddle was found above the higher minimum: not converged, unless all is flat */
    bool string;         /* it is that of a string, not of a band with springs */
    int climbing;        /* which image is the highest: 0 .. band_images() - 1; at_lower_bound: none */
    int intermediates;   /* images lower than both their neighbours: minima on the way */
};

struct band;

/* A chain of images of n particles (3n coordinates) on any surface. */
struct band *band_new(int n, const struct band_options *options, elastic_surface *surface, void *context);
/* A chain on the surface of a glass. crew: other bands with which its climbing image shares the lanes,
 * or NULL. */
struct band *band_of_glass(int n, double box, const double *sigma, const struct band_options *options,
                           struct crew *crew);
void band_free(struct band *band);

/* Relax the band between minima at a and b (3n each) of the given energies. contact_force: the mean in the
 * two, eps/<sigma>, of the forces between particles that touch. */
struct barrier band_relax(struct band *band, const double *a, double energy_a, const double *b,
                          double energy_b, double contact_force);

/* How many images the band relaxed last has: as many as wanted, and those put between them. */
int band_images(const struct band *band);

/* Image k of it, 0 .. band_images() - 1, and its energy. */
double band_image(const struct band *band, int image, double *position);

#endif
