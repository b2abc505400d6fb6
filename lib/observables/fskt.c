#include "observables/fskt.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "io/jsonl.h"
#include "observables/scattering.h"
#include "io/state.h"
#include "base/statistics.h"

struct fskt {
    double wavenumber;
    int lags;
    const double *lag;
    FILE *stream;
    struct frame *glass; /* a frame of the glass that is added to; NULL: none yet */
    int clones;
    double *sum;       /* [lag][clone] over origins */
    double *cartesian; /* [lag] over origins and clones */
    int64_t *origins;  /* [lag] */
};

struct fskt *fskt_new(double wavenumber, int lags, const double *lag, FILE *stream) {
    struct fskt *fskt = allocate(1, sizeof *fskt);
    *fskt = (struct fskt){.wavenumber = wavenumber, .lags = lags, .lag = lag, .stream = stream};
    return fskt;
}

static void begin_glass(struct fskt *fskt, const struct clones *clones) {
    fskt->glass = frame_copy(clones->frame[0]);
    fskt->clones = clones->count;
    fskt->sum = allocate((size_t)(fskt->lags * clones->count), sizeof *fskt->sum);
    fskt->cartesian = allocate((size_t)fskt->lags, sizeof *fskt->cartesian);
    fskt->origins = allocate((size_t)fskt->lags, sizeof *fskt->origins);
}

/* When a curve first passes 1/e: it is 1 at time 0. NAN: not within it. */
static double relaxation_time(int lags, const double *lag, const double *fs) {
    for (int l = 0; l < lags; l++)
        if (fs[l] <= exp(-1))
            return scattering_decay_time(l == 0 ? 0 : lag[l - 1], l == 0 ? 1 : fs[l - 1], lag[l], fs[l]);
    return NAN;
}

static const char *const not_decayed = "F_s does not pass 1/e within the times";

static void write_time(json_t *row, double time, double error, const char *why_no_error, FILE *stream) {
    row_number_or_reason(row, "tau_alpha", time, not_decayed);
    row_number_or_reason(row, "tau_alpha_error", isnan(time) ? NAN : error,
                         isnan(time) ? not_decayed : why_no_error);
    row_write(stream, row);
}

static json_t *new_row(const struct fskt *fskt) {
    json_t *row = state_row(fskt->glass);
    row_integer(row, "clones", fskt->clones);
    row_integer(row, "particles", fskt->glass->n);
    row_number(row, "wavenumber", fskt->wavenumber);
    return row;
}

/* sums[0] over all clones, sums[1 + k] without the k-th, means over origins */
static void sums_of(const struct fskt *fskt, int l, double *sums) {
    for (int left_out = -1; left_out < fskt->clones; left_out++) {
        sums[1 + left_out] = 0;
        for (int c = 0; c < fskt->clones; c++)
            if (c != left_out)
                sums[1 + left_out] += fskt->sum[l * fskt->clones + c] / (double)fskt->origins[l];
    }
}

static void write_glass(const struct fskt *fskt) {
    int n = fskt->clones, found = 0;
    double *lag = allocate((size_t)fskt->lags, sizeof *lag), *sums = allocate((size_t)n + 1, sizeof *sums);
    double *curve =
        allocate((size_t)(fskt->lags * (n + 1)), sizeof *curve); /* [0: all, 1 + k: without k][lag] */
    double *left_out = allocate((size_t)n, sizeof *left_out);
    for (int l = 0; l < fskt->lags; l++) {
        if (fskt->origins[l] == 0)
            continue;
        sums_of(fskt, l, sums);
        for (int k = 0; k <= n; k++)
            curve[k * fskt->lags + found] = sums[k] / (k == 0 ? n : n - 1);
        for (int k = 0; k < n; k++)
            left_out[k] = curve[(1 + k) * fskt->lags + found];
        lag[found++] = fskt->lag[l];
        json_t *row = new_row(fskt);
        row_number(row, "tau", fskt->lag[l]);
        row_integer(row, "origins", fskt->origins[l]);
        row_number(row, "fs", sums[0] / n);
        row_number_or_reason(row, "fs_error", n < 2 ? NAN : jackknife_error(n, left_out),
                             "fewer than 2 clones");
        row_number(row, "fs_cartesian", fskt->cartesian[l] / (double)fskt->origins[l] / n);
        row_numbers(row, "sum_fs", n + 1, sums);
        row_write(fskt->stream, row);
    }
    for (int k = 0; k < n; k++)
        left_out[k] = n < 2 ? NAN : relaxation_time(found, lag, &curve[(1 + k) * fskt->lags]);
    write_time(new_row(fskt), relaxation_time(found, lag, curve), jackknife_error(n, left_out),
               n < 2 ? "fewer than 2 clones" : "without one of the clones F_s does not pass 1/e",
               fskt->stream);
    free(lag);
    free(sums);
    free(curve);
    free(left_out);
}

static void end_glass(struct fskt *fskt) {
    if (fskt->glass == NULL)
        return;
    write_glass(fskt);
    frame_free(fskt->glass);
    free(fskt->sum);
    free(fskt->cartesian);
    free(fskt->origins);
    fskt->glass = NULL;
}

void fskt_add(struct fskt *fskt, const struct clones *clones, const struct clones *later, double lag) {
    const struct frame *frame = clones->frame[0];
    if (fskt->glass != NULL && frame_glass(fskt->glass) != frame_glass(frame))
        end_glass(fskt);
    if (fskt->glass == NULL)
        begin_glass(fskt, clones);
    int l = 0;
    while (fskt->lag[l] < lag)
        l++;
    for (int c = 0; c < clones->count; c++) {
        const double *from = clones->frame[c]->position, *to = later->frame[c]->position;
        fskt->sum[l * fskt->clones + c] += scattering_self(frame->n, fskt->wavenumber, from, to);
        fskt->cartesian[l] += scattering_cartesian(frame->n, fskt->wavenumber, from, to);
    }
    fskt->origins[l]++;
}

void fskt_end(struct fskt *fskt) {
    end_glass(fskt);
    free(fskt);
}

/* Averages over glasses. */

struct curves {
    int lags;
    double *lag;
    double *fs; /* [glass][lag] */
};

static double time_of(const void *context, int n, const int *pick) {
    const struct curves *curves = context;
    double *mean = allocate((size_t)curves->lags, sizeof *mean);
    for (int l = 0; l < curves->lags; l++)
        for (int k = 0; k < n; k++)
            mean[l] += curves->fs[picked(pick, k) * curves->lags + l] / n;
    double time = relaxation_time(curves->lags, curves->lag, mean);
    free(mean);
    return time;
}

struct at_lag {
    const struct curves *curves;
    int lag;
};

static double fs_of(const void *context, int n, const int *pick) {
    const struct at_lag *at = context;
    double mean = 0;
    for (int k = 0; k < n; k++)
        mean += at->curves->fs[picked(pick, k) * at->curves->lags + at->lag] / n;
    return mean;
}

/* Each lag must have the glasses of the first. Returns how many they are. */
static int check_glasses(const struct merge_row *rows, int count, int tau) {
    int glasses = 1;
    while (glasses < count && rows[glasses].key[tau] == rows[0].key[tau])
        glasses++;
    for (int k = 0; k < count; k++)
        if (count % glasses != 0 || rows[k].glass != rows[k % glasses].glass ||
            rows[k].key[tau] != rows[k - k % glasses].key[tau])
            fatal(EX_DATAERR, "%s: expected the same glasses at tau = %.12g as at %.12g, found others",
                  rows[k].where, rows[k].key[tau], rows[0].key[tau]);
    return glasses;
}

static json_t *merged_row(const struct merge *merge, const struct merge_row *rows, int glasses, int depth) {
    json_t *row = merge_state(merge, rows, depth);
    merge_write_glasses(row, rows, glasses);
    return row;
}

/* A number of a state point with its error: by bootstrap over glasses; of one glass by jackknife over its
 * clones, from the curves that leave out each. */
static double error_of(int glasses, quantity *of, const void *context, int clones,
                       const void *left_out_context) {
    if (glasses > 1)
        return bootstrap_error(glasses, of, context, NULL);
    double *left_out = allocate((size_t)clones, sizeof *left_out);
    for (int k = 0; k < clones; k++)
        left_out[k] = of(left_out_context, 1, &k);
    double error = jackknife_error(clones, left_out);
    free(left_out);
    return error;
}

void fskt_merge(const struct merge *merge, const struct merge_row *rows, int count, int depth, FILE *stream) {
    int glasses = check_glasses(rows, count, depth), clones = merge_common(rows, count, "clones");
    int lags = count / glasses;
    double *lag = allocate((size_t)lags, sizeof *lag);
    struct curves curves = {lags, lag, allocate((size_t)count, sizeof(double))};
    struct curves left_out = {lags, lag, NULL}; /* of one glass */
    for (int k = 0; k < count; k++) {
        double *sums = merge_sums(&rows[k], "sum_fs", clones,
                                  -(double)clones); /* so many as the row says: room for them */
        if (k == 0)
            left_out.fs = allocate((size_t)clones * (size_t)lags, sizeof *left_out.fs);
        curves.fs[(k % glasses) * lags + k / glasses] = sums[0] / clones;
        for (int c = 0; c < clones; c++)
            left_out.fs[c * lags + k / glasses] = clones < 2 ? NAN : sums[1 + c] / (clones - 1);
        lag[k / glasses] = rows[k].key[depth];
        free(sums);
    }
    static const char *const one_clone = "one glass with fewer than 2 clones";
    for (int l = 0; l < lags; l++) {
        struct at_lag at = {&curves, l}, left_out_at = {&left_out, l};
        json_t *row = merged_row(merge, rows, glasses, depth);
        row_number(row, "tau", lag[l]);
        row_number(row, "fs", fs_of(&at, glasses, NULL));
        row_number_or_reason(row, "fs_error", error_of(glasses, fs_of, &at, clones, &left_out_at), one_clone);
        row_write(stream, row);
    }
    write_time(merged_row(merge, rows, glasses, depth), time_of(&curves, glasses, NULL),
               error_of(glasses, time_of, &curves, clones, &left_out),
               glasses == 1 && clones < 2 ? one_clone : "in most drawings F_s does not pass 1/e", stream);
    free(lag);
    free(curves.fs);
    free(left_out.fs);
}
