/* kernel_interleave.h: from replicas one behind the other to replicas in lanes, and back; included by
 * kernel_lanes.h for the width LANES. With quads, four numbers of four replicas at a time. */

static double interleave(int count, const double *const *plain, double *lanes) {
    double farthest = 0;
    int k = 0;
#ifdef __AVX2__
    quad changes = {0};
    for (; k + 4 <= count; k += 4)
        for (int half = 0; half < WIDTH; half += 4) {
            quad q[4];
            for (int row = 0; row < 4; row++)
                memcpy(&q[row], plain[half + row] + k, sizeof q[row]);
            transpose(q);
            for (int row = 0; row < 4; row++) {
                quad *at = (quad *)(lanes + (k + row) * WIDTH + half);
                changes = QUAD_MAX(QUAD_ABS(q[row] - *at), changes);
                *at = q[row];
            }
        }
    for (int lane = 0; lane < 4; lane++)
        farthest = changes[lane] > farthest ? changes[lane] : farthest;
#endif
    for (; k < count; k++)
        for (int lane = 0; lane < WIDTH; lane++) {
            double *at = lanes + k * WIDTH + lane, change = __builtin_fabs(plain[lane][k] - *at);
            farthest = change > farthest ? change : farthest;
            *at = plain[lane][k];
        }
    return farthest;
}

static void deinterleave(int count, const double *lanes, double *const *plain) {
    int k = 0;
#ifdef __AVX2__
    for (; k + 4 <= count; k += 4)
        for (int half = 0; half < WIDTH; half += 4) {
            quad q[4];
            for (int row = 0; row < 4; row++)
                q[row] = *(const quad *)(lanes + (k + row) * WIDTH + half);
            transpose(q);
            for (int row = 0; row < 4; row++)
                memcpy(plain[half + row] + k, &q[row], sizeof q[row]);
        }
#endif
    for (; k < count; k++)
        for (int lane = 0; lane < WIDTH; lane++)
            plain[lane][k] = lanes[k * WIDTH + lane];
}
