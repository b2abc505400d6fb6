#include "dynamics/verdict.h"

#include <math.h>

#include "dynamics/order.h"
#include "observables/scattering.h"

void verdict_reach(struct verdict *verdict, const struct equilibrium *equilibrium, struct ensemble *ensemble,
                   const struct frame *frame) {
    verdict->certificate = equilibrium_certificate(equilibrium);
    verdict->crystalline = order_crystalline(ensemble);
    verdict->demixing = order_demixing(frame->n, frame->box, frame->sigma, frame->position);
    verdict->reason = verdict->crystalline > ORDER_CRYSTALLISED ? "it has crystallised"
                      : verdict->demixing > ORDER_DEMIXED       ? "it has demixed"
                      : !verdict->certificate.passed            ? verdict->certificate.reason
                                                                : NULL;
}

void verdict_write(const struct verdict *verdict, double decays, json_t *row) {
    const struct certificate *found = &verdict->certificate;
    static const char no_decay[] = "F_s did not decay",
                      too_short[] = "fewer than three blocks of a decay time or three memories of the energy";
    const char *missing = isnan(found->decay_time) ? no_decay : too_short;
    row_number(row, "wavenumber", SCATTERING_WAVENUMBER);
    row_number_or_reason(row, "decay_time", found->decay_time, no_decay);
    row_number_or_reason(row, "decay_time_before", found->decay_time_before, "no origin before it");
    row_number_or_reason(row, "origin", found->origin, no_decay);
    row_number(row, "time", found->time);
    row_number_or_reason(row, "decays", found->decays, no_decay);
    row_number(row, "decays_wanted", decays);
    row_number_or_reason(row, "energy", found->energy, missing);
    row_number_or_reason(row, "energy_error", found->energy_error, missing);
    row_number_or_reason(row, "energy_memory", found->energy_memory,
                         isnan(found->decay_time) ? no_decay : "fewer than eight energies");
    row_number_or_reason(row, "drift", found->drift, missing);
    row_number_or_reason(row, "drift_error", found->drift_error, missing);
    row_number(row, "crystalline", verdict->crystalline);
    row_number(row, "demixing", verdict->demixing);
    row_boolean(row, "equilibrium", verdict->reason == NULL);
    if (verdict->reason != NULL)
        row_text(row, "reason", verdict->reason);
}
