/* climb.c: hybrid eigenvector following. */
#include "landscape/climb.h"

#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "forces/kernel.h"
#include "landscape/line.h"

/* Numbers that were chosen. Where nothing is said of others, none is known to have been measured. */

/* Lanczos steps for the first mode; then, since it is nearly known. */
enum { FIRST_KRYLOV = 24, KRYLOV = 10 };
/* Steps of a relaxation across the mode; of the first ones few, while the mode still turns. */
enum { FIRST_RELAXATIONS = 5, FEW_STEPS = 40, MANY_STEPS = 200 };
/* Turns in a row without a direction of negative curvature: it has gone down into a valley. Without this
 * limit two thirds of the evaluations of climbs at phi = 0.85 were spent there. */
enum { CONVEX_TURNS = 8 };

/* Of positions, for products with the Hessian, <sigma>. Where contacts open or close what Lanczos finds
 * depends on it: one saddle had a second curvature of -0.17, -0.009, -0.001 or none with 1e-5, 1e-6, 1e-7 and
 * 1e-8. So curvatures that are told are measured again: climber_curvatures(). */
static const double difference = 1e-5;
static const double uphill_step = 0.05; /* the longest along the mode, <sigma> */
static const double across_step = 0.05; /* the longest in one line across it, <sigma> */
static const double across_far = 0.3;   /* and in one relaxation */
static const double stiff = 100.0;      /* curvature to begin with, eps/<sigma>^2 */
/* A curvature nearer to 0 is that of a rattler or of rounding, eps/<sigma>^2. */
static const double flat = 1e-4;
/* The force across the mode that is small enough, in that along it, or in the tolerance. */
static const double across_share = 3e-5, tolerance_share = 0.3;
/* Of the tolerance: where there is no more force, and no unstable mode, it is a minimum. */
static const double minimum_share = 0.1;
/* The product of a mode with the last one: above this it has not turned. */
static const double same_mode = 0.9;
/* A Lanczos vector is orthogonal to the others when taking its parts along them off leaves this share of it
 * (Parlett, The symmetric eigenvalue problem, 6-9): doing it twice only then saves three tenths of the time
 * of wca-saddle. When next to nothing is left there are no others. */
static const double still_new = 0.7, closed = 1e-6;
static const struct line_rule across_rule = {0.3, 4};

struct climber {
    int count, vectors; /* coordinates; in vectors of LANES, a multiple of 3, the last filled with zeros */
    climb_surface *surface;
    void *context;
    const struct kernel *kernel;
    int64_t evaluations;
    double *x, *mode, *mode_before;
    double *f, *d, *f_old, *start;
    double *aside, *f_plus; /* for products with the Hessian */
    int space;              /* Lanczos steps for which there is room: */
    double **krylov;        /* [space + 1], the vectors */
    double *above, *diagonal;
};

enum { ARRAYS = 9 };

static void all_arrays(struct climber *climber, double **arrays[ARRAYS]) {
    double **own[ARRAYS] = {&climber->x,     &climber->mode,  &climber->mode_before,
                            &climber->f,     &climber->d,     &climber->f_old,
                            &climber->start, &climber->aside, &climber->f_plus};
    memcpy(arrays, own, sizeof own);
}

static void free_space(struct climber *climber) {
    for (int k = 0; climber->space > 0 && k <= climber->space; k++)
        free(climber->krylov[k]);
    free(climber->krylov);
    free(climber->above);
    free(climber->diagonal);
}

/* Room for so many Lanczos steps. */
static void make_space(struct climber *climber, int steps) {
    if (steps <= climber->space)
        return;
    free_space(climber);
    climber->space = steps;
    climber->krylov = allocate((size_t)steps + 1, sizeof(double *));
    for (int k = 0; k <= steps; k++)
        climber->krylov[k] = allocate((size_t)climber->vectors * LANES, sizeof(double));
    climber->above = allocate((size_t)steps, sizeof(double));
    climber->diagonal = allocate((size_t)steps, sizeof(double));
}

struct climber *climber_new(int count, climb_surface *surface, void *context) {
    struct climber *climber = allocate(1, sizeof *climber);
    climber->count = count;
    climber->vectors = (count + 3 * LANES - 1) / (3 * LANES) * 3;
    double **arrays[ARRAYS];
    all_arrays(climber, arrays);
    climber->surface = surface;
    climber->context = context;
    climber->kernel = kernel_choose(LANES);
    for (int k = 0; k < ARRAYS; k++)
        *arrays[k] = allocate((size_t)climber->vectors * LANES, sizeof(double));
    make_space(climber, FIRST_KRYLOV);
    return climber;
}

void climber_free(struct climber *climber) {
    double **arrays[ARRAYS];
    all_arrays(climber, arrays);
    for (int k = 0; k < ARRAYS; k++)
        free(*arrays[k]);
    free_space(climber);
    free(climber);
}

double *climber_position(struct climber *climber) {
    return climber->x;
}

double *climber_mode(struct climber *climber) {
    return climber->mode;
}

static double dot(const struct climber *climber, const double *a, const double *b) {
    double sum = 0, lanes[LANES];
    climber->kernel->vectors.dot(climber->vectors, a, b, lanes);
    for (int lane = 0; lane < LANES; lane++)
        sum += lanes[lane];
    return sum;
}

static double largest(const struct climber *climber, const double *a) {
    double most = 0, lanes[LANES];
    climber->kernel->vectors.max_abs(climber->vectors, a, lanes);
    for (int lane = 0; lane < LANES; lane++)
        most = fmax(most, lanes[lane]);
    return most;
}

/* y += s x */
static void add(const struct climber *climber, double s, const double *x, double *y) {
    const double same[LANES] = {s, s, s, s, s, s, s, s};
    climber->kernel->vectors.axpy(climber->vectors, same, x, y);
}

/* y *= s */
static void shrink(const struct climber *climber, double s, double *y) {
    const double same[LANES] = {s, s, s, s, s, s, s, s};
    climber->kernel->vectors.scale(climber->vectors, same, y);
}

static double evaluate(struct climber *climber, const double *x, double *f) {
    climber->evaluations++;
    return climber->surface(climber->context, x, f);
}

/* out = H v at x, by central differences */
static void hessian_times(struct climber *climber, const double *x, const double *v, double *out) {
    size_t bytes = (size_t)climber->count * sizeof(double);
    memcpy(climber->aside, x, bytes);
    add(climber, difference, v, climber->aside);
    evaluate(climber, climber->aside, climber->f_plus);
    add(climber, -2 * difference, v, climber->aside);
    evaluate(climber, climber->aside, out);
    add(climber, -1.0, climber->f_plus, out);
    shrink(climber, 1 / (2 * difference), out);
}

/* The eigenvectors of the tridiagonal matrix, lowest eigenvalue first. */
static gsl_matrix *eigenvectors(const struct climber *climber, int size, double *lowest) {
    gsl_matrix *matrix = gsl_matrix_calloc((size_t)size, (size_t)size);
    gsl_matrix *vectors = gsl_matrix_alloc((size_t)size, (size_t)size);
    gsl_vector *values = gsl_vector_alloc((size_t)size);
    gsl_eigen_symmv_workspace *workspace = gsl_eigen_symmv_alloc((size_t)size);
    for (size_t k = 0; k < (size_t)size; k++) {
        gsl_matrix_set(matrix, k, k, climber->diagonal[k]);
        if (k > 0)
            gsl_matrix_set(matrix, k, k - 1, climber->above[k - 1]);
    }
    gsl_eigen_symmv(matrix, values, vectors, workspace);
    gsl_eigen_symmv_sort(values, vectors, GSL_EIGEN_SORT_VAL_ASC);
    *lowest = gsl_vector_get(values, 0);
    gsl_eigen_symmv_free(workspace);
    gsl_vector_free(values);
    gsl_matrix_free(matrix);
    return vectors;
}

/* direction = the combination of Lanczos vectors that is this eigenvector */
static void combine(struct climber *climber, const gsl_matrix *vectors, int number, double *direction) {
    memset(direction, 0, (size_t)climber->count * sizeof(double));
    for (size_t k = 0; k < vectors->size1; k++)
        add(climber, gsl_matrix_get(vectors, k, (size_t)number), climber->krylov[k], direction);
    shrink(climber, 1 / sqrt(dot(climber, direction, direction)), direction);
}

/* Lanczos steps from the mode; how many there were. */
static int build_space(struct climber *climber, const double *x, const double *mode, int steps) {
    int size = 0;
    make_space(climber, steps);
    memcpy(climber->krylov[0], mode, (size_t)climber->count * sizeof(double));
    shrink(climber, 1 / sqrt(dot(climber, mode, mode)), climber->krylov[0]);
    while (size < steps) {
        double *next = climber->krylov[size + 1];
        hessian_times(climber, x, climber->krylov[size], next);
        climber->diagonal[size] = dot(climber, next, climber->krylov[size]);
        /* its parts along all but the last two are what rounding left of them */
        add(climber, -climber->diagonal[size], climber->krylov[size], next);
        if (size > 0)
            add(climber, -climber->above[size - 1], climber->krylov[size - 1], next);
        double length = sqrt(dot(climber, next, next)), before;
        do { /* again, where much of it was not new */
            before = length;
            for (int k = size; k >= 0; k--)
                add(climber, -dot(climber, next, climber->krylov[k]), climber->krylov[k], next);
            length = sqrt(dot(climber, next, next));
        } while (length < still_new * before && length > closed * fabs(climber->diagonal[0]));
        climber->above[size++] = length;
        if (!(length > closed * fabs(climber->diagonal[0])))
            break; /* the space is closed */
        shrink(climber, 1 / length, next);
    }
    return size;
}

/* Improve the mode of lowest curvature; that curvature. */
static double lowest_mode(struct climber *climber, const double *x, double *mode, int steps) {
    double curvature;
    int size = build_space(climber, x, mode, steps);
    gsl_matrix *vectors = eigenvectors(climber, size, &curvature);
    combine(climber, vectors, 0, mode);
    gsl_matrix_free(vectors);
    return curvature;
}

/* -f' along a direction of length 1 */
static double curvature_along(struct climber *climber, const double *direction) {
    hessian_times(climber, climber->x, direction, climber->d);
    return dot(climber, direction, climber->d);
}

int climber_curvatures(struct climber *climber, int steps, int count, double *curvature) {
    double lowest;
    int size = build_space(climber, climber->x, climber->mode, steps), found = count < size ? count : size;
    int *number = allocate((size_t)count, sizeof *number);
    gsl_matrix *vectors = eigenvectors(climber, size, &lowest);
    double *direction = climber->krylov[size]; /* of no use any more */
    for (int k = 0; k < found; k++) {          /* sorted by insertion */
        combine(climber, vectors, k, direction);
        double here = curvature_along(climber, direction);
        int place = k;
        for (; place > 0 && curvature[place - 1] > here; place--) {
            curvature[place] = curvature[place - 1];
            number[place] = number[place - 1];
        }
        curvature[place] = here;
        number[place] = k;
    }
    combine(climber, vectors, number[0], climber->mode);
    gsl_matrix_free(vectors);
    free(number);
    return found;
}

/* f without its part along the mode */
static double across(struct climber *climber, const double *x, const double *mode) {
    double energy = evaluate(climber, x, climber->f);
    add(climber, -dot(climber, climber->f, mode), mode, climber->f);
    return energy;
}

/* Relax x in the hyperplane across the mode: Polak-Ribiere+ conjugate gradients, lines by secants of f.d. */
static double relax_across(struct climber *climber, double *x, const double *mode, int steps, double enough,
                           double floor) {
    size_t bytes = (size_t)climber->count * sizeof(double);
    double *f = climber->f, *d = climber->d, energy = across(climber, x, mode);
    double gone = 0;
    struct line line = {.curvature = stiff};
    for (int step = 0; step < steps && gone < across_far && energy > floor; step++) {
        double ff = dot(climber, f, f);
        double beta = step == 0 ? 0.0 : line_polak_ribiere(&line, ff, dot(climber, f, climber->f_old));
        if (ff <= climber->count * enough * enough && largest(climber, f) <= enough)
            break;
        shrink(climber, beta, d);
        add(climber, 1.0, f, d);
        double slope = dot(climber, f, d);
        if (slope <= 0) {
            memcpy(d, f, bytes);
            slope = ff;
        }
        memcpy(climber->f_old, f, bytes);
        line_begin(&line, slope, dot(climber, d, d), ff);
        line.longest = across_step / sqrt(line.dd);
        double alpha = line_first(&line, line.longest);
        do {
            add(climber, line_go(&line, alpha), d, x);
            energy = across(climber, x, mode);
            line_found(&line, dot(climber, f, d));
            line_learn(&line);
            alpha = line_secant(&line);
        } while (!line_done(&line, &across_rule) && line.here.alpha < line.longest);
        gone += line.here.alpha * sqrt(line.dd);
    }
    return energy;
}

struct climb climber_relax(struct climber *climber, int steps, double enough) {
    double *mode = climber->mode;
    climber->evaluations = 0;
    shrink(climber, 1 / sqrt(dot(climber, mode, mode)), mode);
    double energy = relax_across(climber, climber->x, mode, steps, enough, -INFINITY);
    return (struct climb){.energy = energy, .evaluations = climber->evaluations};
}

struct climb climber_run(struct climber *climber, double tolerance, double floor, double ceiling,
                         int64_t most) {
    struct climb climb = {.converged = false};
    size_t bytes = (size_t)climber->count * sizeof(double);
    double *x = climber->x, *mode = climber->mode, force = 0, step = 0;
    int convex = 0; /* turns in a row */
    climber->evaluations = 0;
    memcpy(climber->start, x, bytes);
    for (int turn = 0;; turn++) {
        memcpy(climber->mode_before, mode, bytes);
        climb.curvature = lowest_mode(climber, x, mode, turn == 0 ? FIRST_KRYLOV : KRYLOV);
        if (climb.curvature >= -flat && turn > 0 && climb.max_force <= tolerance) /* look closer */
            climb.curvature = lowest_mode(climber, x, mode, FIRST_KRYLOV);
        double overlap = dot(climber, mode, climber->mode_before), force_before = force;
        if (overlap < 0)
            shrink(climber, -1.0, mode);
        climb.energy = evaluate(climber, x, climber->f);
        climb.max_force = largest(climber, climber->f);
        convex = climb.curvature >= -flat ? convex + 1 : 0;
        climb.converged = climb.max_force <= tolerance && convex == 0;
        bool minimum = convex > 0 && turn > 0 && climb.max_force <= minimum_share * tolerance;
        if (climb.converged || minimum || convex == CONVEX_TURNS || climb.energy <= floor ||
            climb.energy > ceiling || climber->evaluations >= most)
            break;
        force = dot(climber, climber->f, mode);
        /* Where contacts open the curvature jumps: if the mode has not turned, the change of the force over
         * the last step tells more than the curvature here. */
        double rise = (force - force_before) / step;
        double curvature = turn > 0 && fabs(overlap) > same_mode && rise > 0 ? rise : fabs(climb.curvature);
        step = fmax(-uphill_step, fmin(-force / curvature, uphill_step)); /* uphill */
        add(climber, step, mode, x);
        relax_across(climber, x, mode, turn < FIRST_RELAXATIONS ? FEW_STEPS : MANY_STEPS,
                     fmax(tolerance_share * tolerance, across_share * fabs(force)), floor);
    }
    climb.evaluations = climber->evaluations;
    add(climber, -1.0, x, climber->start);
    climb.distance = sqrt(dot(climber, climber->start, climber->start));
    return climb;
}
