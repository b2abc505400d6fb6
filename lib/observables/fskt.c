#include "observables/fskt.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "observables/composition.h"
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

/* Curves of some glasses, or of one glass without each of its clones, at the same lags. */
struct curves {
    int lags;
    const double *lag;
    double *fs; /* [curve][lag] */
};

static struct curves curves_new(int lags, const double *lag, int curves) {
    return (struct curves){lags, lag, allocate((size_t)(lags * curves), sizeof(double))};
}

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

/* Of one glass, from its sums at a lag. */
static void take_left_out(struct curves *left_out, int l, int clones, const double *sums) {
    for (int k = 0; k < clones; k++)
        left_out->fs[k * left_out->lags + l] = mean_left_out(clones, sums, 1 + k);
}

static double fs_error(const struct curves *curves, int glasses, int l, const struct curves *left_out,
                       int clones) {
    struct at_lag at = {curves, l}, left_out_at = {left_out, l};
    return error_of_glasses(glasses, fs_of, &at, clones, &left_out_at);
}

/* The lags that have origins. Returns how many. */
static int lags_found(const struct fskt *fskt, double *lag) {
    int found = 0;
    for (int l = 0; l < fskt->lags; l++)
        if (fskt->origins[l] > 0)
            lag[found++] = fskt->lag[l];
    return found;
}

static void write_glass(const struct fskt *fskt) {
    int n = fskt->clones;
    double *lag = allocate((size_t)fskt->lags, sizeof *lag), *sums = allocate((size_t)n + 1, sizeof *sums);
    double *of_clone = allocate((size_t)n, sizeof *of_clone);
    int found = lags_found(fskt, lag);
    struct curves all = curves_new(found, lag, 1), left_out = curves_new(found, lag, n);
    for (int l = 0, at = 0; l < fskt->lags; l++) {
        if (fskt->origins[l] == 0)
            continue;
        double origins = (double)fskt->origins[l];
        for (int c = 0; c < n; c++)
            of_clone[c] = fskt->sum[l * n + c] / origins;
        sums_left_out(n, of_clone, sums);
        all.fs[at] = mean_left_out(n, sums, 0);
        take_left_out(&left_out, at, n, sums);
        json_t *row = new_row(fskt);
        row_number(row, "tau", fskt->lag[l]);
        row_integer(row, "origins", fskt->origins[l]);
        row_number(row, "fs", all.fs[at]);
        row_number_or_reason(row, "fs_error", fs_error(&all, 1, at, &left_out, n), "fewer than 2 clones");
        row_number(row, "fs_cartesian", fskt->cartesian[l] / origins / n);
        row_numbers(row, "sum_fs", n + 1, sums);
        row_write(fskt->stream, row);
        at++;
    }
    write_time(new_row(fskt), time_of(&all, 1, NULL), error_of_glasses(1, time_of, &all, n, &left_out),
               n < 2 ? "fewer than 2 clones" : "without one of the clones F_s does not pass 1/e",
               fskt->stream);
    free(lag);
    free(sums);
    free(of_clone);
    free(all.fs);
    free(left_out.fs);
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

/* The line through F_s of all glasses at one lag. */
static void write_line(json_t *row, const struct merge_row *rows, int glasses, const struct at_lag *at,
                       double polydispersity) {
    double *fs = allocate((size_t)glasses, sizeof *fs);
    for (int g = 0; g < glasses; g++)
        fs[g] = fs_of(at, 1, &g);
    composition_write(row, "fs", rows, glasses, fs, polydispersity, false);
    free(fs);
}

void fskt_merge(void *averages, const struct merge *merge, const struct merge_row *rows, int count,
                FILE *stream) {
    const int depth = ((const struct fskt_averages *)averages)->tau;
    const double polydispersity = ((const struct fskt_averages *)averages)->polydispersity;
    int glasses = check_glasses(rows, count, depth), clones = merge_common(rows, count, "clones");
    int lags = count / glasses;
    double *lag = allocate((size_t)lags, sizeof *lag);
    struct curves curves = curves_new(lags, lag, glasses), left_out = {lags, lag, NULL}; /* of one glass */
    for (int k = 0; k < count; k++) {
        double *sums = merge_sums(&rows[k], "sum_fs", clones, -(double)clones);
        if (k == 0) /* so many clones as the row says: room for them */
            left_out = curves_new(lags, lag, clones);
        curves.fs[(k % glasses) * lags + k / glasses] = mean_left_out(clones, sums, 0);
        take_left_out(&left_out, k / glasses, clones, sums);
        lag[k / glasses] = rows[k].key[depth];
        free(sums);
    }
    static const char *const one_clone = "one glass with fewer than 2 clones";
    for (int l = 0; l < lags; l++) {
        json_t *row = merge_glasses(merge, rows, glasses);
        row_number(row, "tau", lag[l]);
        row_number(row, "fs", fs_of(&(struct at_lag){&curves, l}, glasses, NULL));
        row_number_or_reason(row, "fs_error", fs_error(&curves, glasses, l, &left_out, clones), one_clone);
        if (!isnan(polydispersity))
            write_line(row, &rows[l * glasses], glasses, &(struct at_lag){&curves, l}, polydispersity);
        row_write(stream, row);
    }
    write_time(merge_glasses(merge, rows, glasses), time_of(&curves, glasses, NULL),
               error_of_glasses(glasses, time_of, &curves, clones, &left_out),
               glasses == 1 && clones < 2 ? one_clone : "in most drawings F_s does not pass 1/e", stream);
    free(lag);
    free(curves.fs);
    free(left_out.fs);
}
