/* chain.c: images in lanes, and where they are put. */
#include "landscape/chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forces/ensemble.h"
#include "base/error.h"

struct chain *chain_new(int count, int images) {
    struct chain *chain = allocate(1, sizeof *chain);
    chain->count = count;
    chain->images = images;
    chain->groups = (images + LANES - 1) / LANES;
    chain->x = chain_field(chain);
    chain->energy = allocate((size_t)chain->groups * LANES, sizeof(double));
    chain->pinned = allocate((size_t)chain->groups * LANES, sizeof(double));
    return chain;
}

void chain_free(struct chain *chain) {
    chain_field_free(chain, chain->x);
    free(chain->energy);
    free(chain->pinned);
    free(chain);
}

double **chain_field(const struct chain *chain) {
    double **field = allocate((size_t)chain->groups, sizeof *field);
    for (int g = 0; g < chain->groups; g++)
        field[g] = allocate((size_t)chain->count * LANES, sizeof(double));
    return field;
}

void chain_field_free(const struct chain *chain, double **field) {
    for (int g = 0; g < chain->groups; g++)
        free(field[g]);
    free(field);
}

int chain_images_in(const struct chain *chain, int group) {
    int left = chain->images - group * LANES;
    return left < LANES ? left : LANES;
}

bool chain_is_pinned(const struct chain *chain, int image) {
    return image >= 0 && image < chain->images && chain->pinned[image] >= 0;
}

void chain_unpin(struct chain *chain) {
    for (int image = 0; image < chain->images; image++)
        chain->pinned[image] = -1;
}

double chain_energy(const struct chain *chain, int image) {
    return image < 0 ? chain->energy_a : image >= chain->images ? chain->energy_b : chain->energy[image];
}

void chain_tangent(const struct chain *chain, int image, double length_a, double length_b, double *on_a,
                   double *on_b) {
    double before = chain_energy(chain, image - 1), here = chain_energy(chain, image),
           behind = chain_energy(chain, image + 1);
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

void chain_position(const struct chain *chain, int image, double *position) {
    const double *end = image < 0 ? chain->a : chain->b;
    if (image < 0 || image >= chain->images)
        memcpy(position, end, (size_t)chain->count * sizeof(double));
    else
        lane_get(chain->count, LANES, chain_lane(image), chain->x[chain_group(image)], position);
}

void chain_straighten(struct chain *chain) {
    for (int image = 0; image < chain->groups * LANES; image++) {
        double share = fmin((image + 1.0) / (chain->images + 1.0), 1.0);
        for (int k = 0; k < chain->count; k++)
            chain->x[chain_group(image)][k * LANES + chain_lane(image)] =
                share < 1.0 ? chain->a[k] + share * (chain->b[k] - chain->a[k]) : chain->b[k];
    }
}

void chain_place(struct chain *chain, const struct chain *other) {
    int nodes = other->images + 2, images = chain->images;
    size_t count = (size_t)chain->count;
    double *arc = allocate((size_t)nodes, sizeof(double));
    double *from = allocate(count, sizeof(double)), *to = allocate(count, sizeof(double));
    for (int node = 1; node < nodes; node++) {
        double length2 = 0;
        chain_position(other, node - 2, from);
        chain_position(other, node - 1, to);
        for (size_t k = 0; k < count; k++)
            length2 += (to[k] - from[k]) * (to[k] - from[k]);
        arc[node] = arc[node - 1] + sqrt(length2);
    }
    double whole = arc[nodes - 1];
    int pins = 0;
    for (int node = 1; node < nodes - 1; node++)
        pins += chain_is_pinned(other, node - 1);
    chain_unpin(chain);
    for (int node = 1, first = -1, start = 0; node < nodes; node++) { /* from one pinned image to the next */
        bool end = node == nodes - 1;
        if (!end && !chain_is_pinned(other, node - 1))
            continue;
        int last = end ? images : (int)lround(arc[node] / whole * (images + 1)) - 1;
        if (!end) {
            last = last <= first ? first + 1 : last;
            last = last > images - pins ? images - pins : last; /* room for the others */
            pins--;
            chain->pinned[last] = other->pinned[node - 1];
        }
        for (int image = first + 1, behind = start + 1; image <= last && image < images; image++) {
            double wanted = arc[start] + (arc[node] - arc[start]) * (image - first) / (last - first);
            while (behind < node && arc[behind] < wanted)
                behind++;
            double share = fmin(fmax((wanted - arc[behind - 1]) / (arc[behind] - arc[behind - 1]), 0.0), 1.0);
            chain_position(other, behind - 2, from);
            chain_position(other, behind - 1, to);
            for (size_t k = 0; k < count; k++)
                chain->x[chain_group(image)][k * LANES + (size_t)chain_lane(image)] =
                    image < last ? from[k] + share * (to[k] - from[k]) : to[k];
        }
        first = last;
        start = node;
    }
    free(arc);
    free(from);
    free(to);
}
