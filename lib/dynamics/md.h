/* md.h: molecular dynamics of replicas in lanes: velocity Verlet, masses 1, with a thermostat per lane. */
#ifndef WCA_MD_H
#define WCA_MD_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

#include "forces/ensemble.h"

enum thermostat {
    THERMOSTAT_BERENDSEN, /* v *= sqrt(1 + dt/tau (T/T_kin - 1)) after each step (the paper's Methods) */
    THERMOSTAT_CSVR,      /* canonical: Bussi, Donadio, Parrinello, J. Chem. Phys. 126, 014101 (2007) */
    THERMOSTAT_NONE       /* constant energy */
};

struct md {
    enum thermostat thermostat;
    double temperature;  /* eps / k_B */
    double dt, tau;      /* time step and thermostat time, sqrt(m <sigma>^2 / eps) */
    gsl_rng *rng[LANES]; /* csvr: a stream for each lane */
};

/* Advance all lanes by `steps` steps: leaves x, v and f at the new time. kinetic_temperature, unless NULL,
 * receives 2K/(3N - 3) of each lane after each step, before the thermostat acts: [step][lane]. Under a
 * thermostat the total momentum is kept zero. The trajectory has the same bits however it is divided into
 * calls. A replica that blew up (a particle moves by half a diameter or more in one step, or there is no
 * finite kinetic energy) ends the program with status 65, naming frame, particle and time. */
#define LONGEST_STEP 0.5 /* <sigma> */
void md_advance(struct ensemble *ensemble, const struct md *md, int64_t steps, double *kinetic_temperature);

#endif
