/* packing.c: minimise, then measure. */
#include "landscape/packing.h"

#include <math.h>
#include <stdlib.h>

#include "forces/ensemble.h"
#include "base/error.h"
#include "landscape/minima.h"
#include "landscape/minimize.h"

static const double balanced = 1e-5;        /* largest force component by pressure <sigma>^2 */
static const double first_tolerance = 1e-5; /* eps/<sigma>; then each a tenth of the force that is left */
static const int64_t most_evaluations = 500000;

double packing_pressure(const struct frame *frame) {
    struct ensemble *ensemble = ensemble_of(frame, 1, false);
    double virial = 0;
    ensemble_load(ensemble, 0, frame->position, NULL);
    neighbors_update(&ensemble->neighbors, ensemble->x, INFINITY);
    const struct pair_list *list = &ensemble->neighbors.inner;
    EACH_PAIR (list, i, pair) {
        double r2 = pair_distance2(list, i, pair, ensemble->x);
        virial += potential_pair(ensemble->potential, r2, pair->sigma2, NULL) * r2;
    }
    ensemble_free(ensemble);
    return virial / (3 * frame->box * frame->box * frame->box);
}

/* L-BFGS: near jamming it needs a third of the evaluations of conjugate gradients, and half of FIRE's. */
static struct minimum minimise(struct frame *frame, double tolerance, int64_t evaluations) {
    struct ensemble *ensemble = ensemble_of(frame, 1, false);
    struct minimizer *minimizer = minimizer_new(ensemble, METHOD_LBFGS, tolerance, evaluations);
    struct minimum minimum;
    ensemble_load(ensemble, 0, frame->position, NULL);
    ensemble_name(ensemble, 0, frame);
    minimizer_start(minimizer, 0);
    while (!minimizer_step(minimizer))
        ;
    minimizer_ended(minimizer, &minimum);
    ensemble_store(ensemble, 0, frame->position, NULL);
    minimizer_free(minimizer);
    ensemble_free(ensemble);
    return minimum;
}

static void label(struct frame *frame, const struct packing *packing) {
    free(frame->velocity);
    frame->velocity = NULL;
    frame_drop(frame, "temperature");
    frame_moved(frame);
    frame_set_number(frame, "energy", packing->energy);
    frame_set_number(frame, "max_force", packing->max_force);
    frame_set_text(frame, "potential", potential_name(frame_potential(frame)));
    frame_set_boolean(frame, "converged", packing->converged);
    frame_set_number(frame, "pressure", packing->pressure);
}

/* Below jamming the forces vanish with the pressure, ever slower the nearer it is: so the tolerance falls in
 * stages, and the pressure is looked at after each. */
struct packing packing_relax(struct frame *frame, double pressure_tolerance) {
    struct packing packing = {.phi = frame_phi_label(frame), .rattlers = frame->n, .contact_number = NAN};
    double tolerance = first_tolerance;
    while (!packing.converged && packing.evaluations < most_evaluations) {
        struct minimum minimum = minimise(frame, tolerance, most_evaluations - packing.evaluations);
        packing.evaluations += minimum.evaluations;
        packing.energy = minimum.energy;
        packing.max_force = minimum.max_force;
        packing.pressure = packing_pressure(frame);
        packing.jammed = packing.pressure > pressure_tolerance;
        packing.converged = !packing.jammed || packing.max_force <= balanced * packing.pressure;
        tolerance = 0.1 * packing.max_force;
    }
    if (packing.jammed) {
        bool *rattler = allocate((size_t)frame->n, sizeof *rattler);
        packing.rattlers = minima_rattlers(frame, rattler, &packing.contacts);
        int held = frame->n - packing.rattlers;
        packing.contact_number = held > 0 ? 2.0 * packing.contacts / held : NAN;
        free(rattler);
    }
    if (!packing.converged)
        warning("glass %ld at phi = %.12g: not converged after %ld force evaluations: largest force "
                "component %g at a pressure of %g",
                frame_glass(frame), packing.phi, packing.evaluations, packing.max_force, packing.pressure);
    label(frame, &packing);
    return packing;
}
