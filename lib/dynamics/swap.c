/* swap.c: Metropolis exchanges of diameters at fixed positions. */
#include "dynamics/swap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

struct swap *swap_new(int n, double temperature, gsl_rng *exchanges) {
    struct swap *swap = allocate(1, sizeof *swap);
    swap->n = n;
    swap->temperature = temperature;
    swap->exchanges = exchanges;
    swap->contacts.start = allocate((size_t)n + 2, sizeof(int));
    swap->energy = allocate((size_t)n, sizeof(double));
    return swap;
}

void swap_free(struct swap *swap) {
    free(swap->contacts.start);
    free(swap->contacts.touching);
    free(swap->contacts.order);
    free(swap->contacts.partner);
    free(swap->contacts.nearness);
    free(swap->energy);
    free(swap);
}

static void reserve(struct contacts *contacts, int pairs) {
    if (contacts->capacity >= pairs)
        return;
    int capacity = pairs + pairs / 4;
    free(contacts->partner);
    free(contacts->nearness);
    free(contacts->touching);
    free(contacts->order);
    contacts->order = allocate((size_t)capacity, sizeof(int));
    contacts->touching =
        allocate((size_t)capacity + 1, sizeof *contacts->touching); /* one is written ahead */
    contacts->partner = allocate(2 * (size_t)capacity + LANES, sizeof(int));
    contacts->nearness = allocate(2 * (size_t)capacity + LANES, sizeof(double));
    contacts->capacity = capacity;
}

/* The order of the pairs by distance, in steps of the range squared over STEPS. */
static void order_by_distance(struct contacts *contacts, int pairs, double range2) {
    enum { STEPS = 512 };
    const struct touching *touching = contacts->touching;
    double scale = (double)STEPS / range2 * (1 - 1e-12);
    int next[STEPS + 1] = {0};
    for (int k = 0; k < pairs; k++)
        next[(int)(touching[k].r2 * scale) + 1]++;
    for (int step = 0; step < STEPS; step++)
        next[step + 1] += next[step];
    for (int k = 0; k < pairs; k++)
        contacts->order[next[(int)(touching[k].r2 * scale)]++] = k;
}

/* Insertion sort of the partners of i: there are some thirty, and nearly in order. */
static void closest_first(struct contacts *contacts, int i) {
    for (int k = contacts->start[i] + 1; k < contacts->start[i + 1]; k++) {
        int partner = contacts->partner[k], at = k;
        double nearness = contacts->nearness[k];
        for (; at > contacts->start[i] && contacts->nearness[at - 1] < nearness; at--) {
            contacts->nearness[at] = contacts->nearness[at - 1];
            contacts->partner[at] = contacts->partner[at - 1];
        }
        contacts->nearness[at] = nearness;
        contacts->partner[at] = partner;
    }
}

void swap_look_up(struct swap *swap, struct ensemble *ensemble) {
    struct contacts *contacts = &swap->contacts;
    const double *x = ensemble->x;
    contacts->kernel = ensemble->kernel;
    contacts->potential = ensemble->potential;
    neighbors_update(&ensemble->neighbors, x, INFINITY);
    const struct pair_list *outer = &ensemble->neighbors.outer;
    double range2 = ensemble->neighbors.range * ensemble->neighbors.range;
    reserve(contacts, outer->start[swap->n]);
    memset(contacts->start, 0, ((size_t)swap->n + 2) * sizeof(int));
    int found = 0;
    EACH_PAIR (outer, i, pair) {
        double r2 = pair_distance2(outer, i, pair, x);
        bool near = r2 < range2;
        contacts->touching[found] = (struct touching){i, pair->j, r2};
        contacts->start[i + 2] += near;
        contacts->start[pair->j + 2] += near;
        found += near;
    }
    for (int i = 0; i < swap->n; i++)
        contacts->start[i + 2] += contacts->start[i + 1];
    order_by_distance(contacts, found, range2);
    for (int k = 0; k < found; k++) {
        struct touching pair = contacts->touching[contacts->order[k]];
        int of_i = contacts->start[pair.i + 1]++, of_j = contacts->start[pair.j + 1]++;
        contacts->partner[of_i] = pair.j;
        contacts->partner[of_j] = pair.i;
        contacts->nearness[of_i] = contacts->nearness[of_j] =
            potential_nearness(contacts->potential, pair.r2);
    }
    contacts->largest_sigma = 0;
    for (int i = 0; i < swap->n; i++) {
        closest_first(contacts, i);
        contacts->largest_sigma = fmax(contacts->largest_sigma, ensemble->sigma[i]);
        swap->energy[i] = NAN;
    }
}

/* Energy of particle i with all its partners for these diameters; stops early once it exceeds `enough`. The
 * closest partners come first, so the search is over at the first one that could not touch i even with the
 * largest diameter (sigma_ij grows with either diameter). */
static double energy_of(const struct contacts *contacts, const double *sigma, int i, double enough) {
    int start = contacts->start[i];
    double farthest = potential_range(contacts->potential) *
                      potential_sigma(contacts->potential, sigma[i], contacts->largest_sigma);
    double least = potential_nearness(contacts->potential, farthest * farthest) * (1 - 1e-12);
    return contacts->kernel->pairs.contact_energy(contacts->potential, contacts->start[i + 1] - start,
                                                  contacts->partner + start, contacts->nearness + start,
                                                  sigma, sigma[i], least, enough);
}

static void exchange(double *sigma, int a, int b) {
    double of_a = sigma[a];
    sigma[a] = sigma[b];
    sigma[b] = of_a;
}

double swap_energy_change(struct swap *swap, double *sigma, int a, int b) {
    const struct contacts *contacts = &swap->contacts;
    double before = energy_of(contacts, sigma, a, INFINITY) + energy_of(contacts, sigma, b, INFINITY);
    exchange(sigma, a, b);
    double after = energy_of(contacts, sigma, a, INFINITY) + energy_of(contacts, sigma, b, INFINITY);
    exchange(sigma, a, b);
    return after - before; /* if a and b touch, their own pair is counted twice in both and does not change */
}

static double known_energy(struct swap *swap, const double *sigma, int i) {
    if (isnan(swap->energy[i]))
        swap->energy[i] = energy_of(&swap->contacts, sigma, i, INFINITY);
    return swap->energy[i];
}

static void forget_around(struct swap *swap, int i) {
    for (int k = swap->contacts.start[i]; k < swap->contacts.start[i + 1]; k++)
        swap->energy[swap->contacts.partner[k]] = NAN;
    swap->energy[i] = NAN;
}

void swap_exchange(struct swap *swap, struct ensemble *ensemble, int64_t count) {
    double *sigma = ensemble->sigma;
    bool changed = false;
    for (int64_t attempt = 0; attempt < count; attempt++) {
        int a = (int)gsl_rng_uniform_int(swap->exchanges, (unsigned long)swap->n);
        int b = (int)gsl_rng_uniform_int(swap->exchanges, (unsigned long)swap->n - 1);
        b += b >= a;
        double draw = 1.0 - gsl_rng_uniform(swap->exchanges); /* in (0, 1] */
        if (sigma[a] > sigma[b]) {
            int larger = a; /* a grows: its new energy decides most attempts */
            a = b;
            b = larger;
        }
        double most =
            known_energy(swap, sigma, a) + known_energy(swap, sigma, b) - swap->temperature * log(draw);
        exchange(sigma, a, b);
        double after = energy_of(&swap->contacts, sigma, a, most);
        if (after <= most)
            after += energy_of(&swap->contacts, sigma, b, most - after);
        if (after <= most) {
            swap->accepted++;
            changed = true;
            forget_around(swap, a);
            forget_around(swap, b);
        } else {
            exchange(sigma, a, b);
        }
    }
    swap->tried += count;
    if (changed) {
        neighbors_diameters_changed(&ensemble->neighbors);
        ensemble->forces_known = false;
    }
}
