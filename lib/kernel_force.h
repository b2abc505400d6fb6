/* kernel_force.h: the force of a pair on a vector of pairs; included by kernel.c once per type of vector,
 * VECTOR of doubles with the masks MASK, as PAIR_FORCE. SELECT(mask, value) is the value where the mask is
 * set, else 0. */

/* -V'(r)/r, and V in *energy when that is wanted: wca.h on lanes, the same operations in the same order. */
static inline __attribute__((always_inline)) VECTOR PAIR_FORCE(enum potential potential, VECTOR r2,
                                                               VECTOR sigma2, VECTOR *energy) {
    if (potential == POTENTIAL_WCA) {
        VECTOR inv_r2 = 1.0 / r2;
        VECTOR q = sigma2 * inv_r2;
        VECTOR s6 = q * q * q;
        MASK near = q > WCA_INV_CUTOFF2;
        if (energy != NULL)
            *energy = SELECT(near, 4.0 * (s6 * (s6 - 1.0)) + 1.0);
        return SELECT(near, (s6 * (s6 - 0.5)) * (48.0 * inv_r2));
    }
    VECTOR q = r2 / sigma2;
    double *ratio = (double *)&q;
    for (size_t lane = 0; lane < sizeof q / sizeof *ratio; lane++)
        ratio[lane] = __builtin_sqrt(ratio[lane]);
    VECTOR overlap = WCA_CUTOFF - q;
    MASK near = overlap > 0.0;
    if (energy != NULL)
        *energy = SELECT(near, (0.5 * HARMONIC_K) * (overlap * overlap));
    return SELECT(near, (HARMONIC_K * overlap) / (q * sigma2));
}

#undef VECTOR
#undef MASK
#undef PAIR_FORCE
