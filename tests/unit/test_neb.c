/* Bands on surfaces whose saddles are known, and on a glass, where Newton's method finds the saddle a
 * second time. */
#include <gsl/gsl_eigen.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "observables/displacement.h"
#include "glass.h"
#include "dynamics/md.h"
#include "landscape/neb.h"

/* ---- Surfaces of one particle ---- */

/* Energy at a point, and the force. */
typedef double surface(const double x[3], double f[3]);

static void on_lanes(void *context, int group, enum potential potential, const double *x, double *f,
                     double *energy) {
    surface *const *at = context;
    (void)group;
    (void)potential;
    for (int lane = 0; lane < LANES; lane++) {
        double point[3], force[3];
        lane_get(3, LANES, lane, x, point);
        energy[lane] = (*at)(point, force);
        lane_set(3, LANES, lane, f, force);
    }
}

static const struct band_options usual = {.images = 20,
                                          .spring = 10,
                                          .stiffness = 0.03,
                                          .tolerance = 1e-4,
                                          .band_tolerance = 5e-2,
                                          .overlap = 100,
                                          .prerelax = false,
                                          .max_iterations = 20000};

/* A valley bent along y = x^2/2, z = x, in which V = 3x^4 - 4x^3 - 12x^2: V' = 12 x (x + 1) (x - 2), so the
 * minima lie at x = -1 and 2 with V = -5 and -32, the saddle at the origin with V = 0. */
static double bent_valley(const double x[3], double f[3]) {
    double off_y = x[1] - 0.5 * x[0] * x[0], off_z = x[2] - x[0];
    f[0] = -12 * x[0] * (x[0] + 1) * (x[0] - 2) + 40 * off_y * x[0] + 20 * off_z;
    f[1] = -40 * off_y;
    f[2] = -20 * off_z;
    return 3 * pow(x[0], 4) - 4 * pow(x[0], 3) - 12 * x[0] * x[0] + 20 * off_y * off_y + 10 * off_z * off_z;
}

/* Mueller and Brown, Theor. Chim. Acta 53, 75 (1979), a standard of the field, in x and y: minima at
 * (-0.558224, 1.441726), V = -146.699517, and (0.623499, 0.028038), V = -108.166724, a third one between
 * them; the highest saddle between lies at (-0.822002, 0.624313), V = -40.664844. */
static double mueller_brown(const double x[3], double f[3]) {
    static const double height[4] = {-200, -100, -170, 15}, a[4] = {-1, -1, -6.5, 0.7},
                        b[4] = {0, 0, 11, 0.6}, c[4] = {-10, -10, -6.5, 0.7}, at_x[4] = {1, 0, -0.5, -1},
                        at_y[4] = {0, 0.5, 1.5, 1};
    double energy = 0;
    f[0] = f[1] = f[2] = 0;
    for (int k = 0; k < 4; k++) {
        double dx = x[0] - at_x[k], dy = x[1] - at_y[k];
        double term = height[k] * exp(a[k] * dx * dx + b[k] * dx * dy + c[k] * dy * dy);
        energy += term;
        f[0] -= term * (2 * a[k] * dx + b[k] * dy);
        f[1] -= term * (b[k] * dx + 2 * c[k] * dy);
    }
    return energy;
}

static double flat(const double x[3], double f[3]) {
    (void)x;
    f[0] = f[1] = f[2] = 0;
    return 0;
}

static double slope(const double x[3], double f[3]) {
    f[0] = -5;
    f[1] = f[2] = 0;
    return 5 * x[0];
}

/* The highest energy on straight lines from image to image, minima included, in 24 steps each. */
static double highest_of_path(const struct band *band, surface *at, const double a[3], const double b[3]) {
    double from[3], to[3], point[3], f[3], highest = at(a, f);
    memcpy(from, a, sizeof from);
    for (int image = 0; image <= band_images(band); image++) {
        if (image < band_images(band))
            band_image(band, image, to);
        else
            memcpy(to, b, sizeof to);
        for (int step = 1; step <= 24; step++) {
            for (int axis = 0; axis < 3; axis++)
                point[axis] = from[axis] + step / 24.0 * (to[axis] - from[axis]);
            highest = fmax(highest, at(point, f));
        }
        memcpy(from, to, sizeof from);
    }
    return highest;
}

static struct barrier cross(surface *at, const struct band_options *options, const double a[3],
                            const double b[3], double top[3]) {
    surface *context = at;
    double f[3];
    struct band *band = band_new(1, options, on_lanes, &context);
    struct barrier barrier = band_relax(band, a, at(a, f), b, at(b, f), 1);
    double highest = highest_of_path(band, at, a, b);
    if (!barrier.at_lower_bound) {
        double energy = band_image(band, barrier.climbing, top);
        assert_true(!barrier.converged || energy == barrier.saddle_energy);
    }
    assert_true(barrier.highest_energy >= highest - 1e-12 * fmax(1.0, fabs(highest)));
    assert_true(!barrier.converged || highest - barrier.saddle_energy < fmax(0.01 * barrier.barrier, 1e-6));
    assert_true(barrier.barrier == barrier.saddle_energy - fmin(at(a, f), at(b, f)));
    band_free(band);
    return barrier;
}

static const double shallow[3] = {-1, 0.5, -1}, deep[3] = {2, 2, 2};

static void the_saddle_of_a_bent_valley_is_found_with_any_number_of_images(void **state) {
    (void)state;
    static const int images[] = {2, 3, 5, 7, 8, 9, 16, 20, 40};
    for (size_t k = 0; k < sizeof images / sizeof *images; k++) {
        struct band_options options = usual;
        double top[3];
        options.images = images[k];
        struct barrier barrier = cross(bent_valley, &options, shallow, deep, top);
        assert_true(barrier.converged && !barrier.at_lower_bound);
        assert_true(near_to(32, barrier.barrier, 1e-8));
        assert_true(fabs(barrier.saddle_energy) < 1e-7);
        assert_true(fabs(top[0]) < 1e-4 && fabs(top[1]) < 1e-4 && fabs(top[2]) < 1e-4);
        assert_true(barrier.max_force <= 1e-4);
    }
}

static void the_barrier_does_not_depend_on_springs_or_direction(void **state) {
    (void)state;
    static const double springs[] = {0.1, 10, 200}, stiffnesses[] = {0, 0.1, 1};
    double top[3];
    for (int s = 0; s < 3; s++)
        for (int t = 0; t < 3; t++) {
            struct band_options options = usual;
            options.spring = springs[s];
            options.stiffness = stiffnesses[t];
            struct barrier there = cross(bent_valley, &options, shallow, deep, top);
            struct barrier back = cross(bent_valley, &options, deep, shallow, top);
            assert_true(there.converged && back.converged);
            assert_true(near_to(32, there.barrier, 1e-8) && near_to(32, back.barrier, 1e-8));
        }
}

/* Without springs: also when they are stiff, as nothing feels them. */
static void a_string_finds_the_same_saddle_and_has_equal_distances_on_either_side_of_it(void **state) {
    (void)state;
    struct band_options options = usual;
    double top[3], before[3], here[3], f[3], shortest[2] = {INFINITY, INFINITY}, longest[2] = {0, 0};
    surface *context = bent_valley;
    options.string = true;
    options.images = 30;
    struct barrier there = cross(bent_valley, &options, shallow, deep, top);
    struct barrier back = cross(bent_valley, &options, deep, shallow, top);
    assert_true(there.converged && back.converged);
    assert_true(near_to(32, there.barrier, 1e-8) && near_to(32, back.barrier, 1e-8));
    options.spring = 1e5;
    assert_true(cross(bent_valley, &options, shallow, deep, top).barrier == there.barrier);

    struct band *band = band_new(1, &options, on_lanes, &context);
    struct barrier barrier =
        band_relax(band, shallow, bent_valley(shallow, f), deep, bent_valley(deep, f), 1);
    memcpy(before, shallow, sizeof before);
    for (int image = 0; image < options.images; image++) {
        double gap2 = 0;
        band_image(band, image, here);
        for (int axis = 0; axis < 3; axis++)
            gap2 += (here[axis] - before[axis]) * (here[axis] - before[axis]);
        int side = image > barrier.climbing;
        shortest[side] = fmin(shortest[side], sqrt(gap2));
        longest[side] = fmax(longest[side], sqrt(gap2));
        memcpy(before, here, sizeof before);
    }
    band_free(band);
    for (int side = 0; side < 2; side++)
        assert_true(longest[side] < 1.2 * shortest[side]);
}

static void the_highest_saddle_of_mueller_and_brown_is_found(void **state) {
    (void)state;
    const double left[3] = {-0.5582236346, 1.4417258418}, right[3] = {0.6234994049, 0.0280377585};
    struct band_options options = usual;
    double top[3];
    options.images = 30;
    struct barrier barrier = cross(mueller_brown, &options, left, right, top);
    assert_true(barrier.converged && !barrier.at_lower_bound);
    assert_true(near_to(-40.6648435, barrier.saddle_energy, 1e-8));
    assert_true(near_to(-40.6648435 + 146.6995172, barrier.barrier, 1e-8));
    assert_true(fabs(top[0] + 0.822002) < 1e-5 && fabs(top[1] - 0.624313) < 1e-5);
}

static void a_flat_band_ends_at_the_lower_bound(void **state) {
    (void)state;
    double top[3];
    struct barrier barrier = cross(flat, &usual, shallow, deep, top);
    assert_true(barrier.converged && barrier.at_lower_bound);
    assert_true(barrier.barrier == 0 && barrier.saddle_energy == 0 && barrier.max_force == 0);
    assert_int_equal(barrier.iterations, 2); /* of few images, and of all */
}

/* The end of a slope is no minimum. */
static void a_band_without_a_saddle_has_not_converged_and_says_so(void **state) {
    (void)state;
    double top[3];
    struct barrier barrier = cross(slope, &usual, shallow, deep, top);
    assert_true(!barrier.converged && barrier.at_lower_bound);
    assert_true(near_to(15, barrier.barrier, 1e-9) && near_to(10, barrier.highest_energy, 1e-9));
}

/* V' = 12 (x + 1)(x - 1.9)(x - 2) along the same valley: a saddle that is 0.0118 higher than the minimum
 * right behind it, and none of the images. */
static double valley_with_a_narrow_bump(const double x[3], double f[3]) {
    double off_y = x[1] - 0.5 * x[0] * x[0], off_z = x[2] - x[0];
    f[0] = -12 * (x[0] + 1) * (x[0] - 1.9) * (x[0] - 2) + 40 * off_y * x[0] + 20 * off_z;
    f[1] = -40 * off_y;
    f[2] = -20 * off_z;
    return 12 * (pow(x[0], 4) / 4 - 2.9 * pow(x[0], 3) / 3 - 0.1 * x[0] * x[0] / 2 + 3.8 * x[0]) +
           20 * off_y * off_y + 10 * off_z * off_z;
}

static void a_saddle_between_the_last_image_and_the_higher_minimum_is_found(void **state) {
    (void)state;
    const double saddle[3] = {1.9, 0.5 * 1.9 * 1.9, 1.9};
    static const int images[] = {3, 8, 20};
    double top[3], f[3];
    for (size_t k = 0; k < sizeof images / sizeof *images; k++) {
        struct band_options options = usual;
        options.images = images[k];
        struct barrier barrier = cross(valley_with_a_narrow_bump, &options, shallow, deep, top);
        assert_true(barrier.converged && !barrier.at_lower_bound);
        assert_true(near_to(valley_with_a_narrow_bump(saddle, f), barrier.saddle_energy, 1e-8));
        assert_true(barrier.saddle_energy > valley_with_a_narrow_bump(deep, f) + 0.005);
        assert_true(fabs(top[0] - 1.9) < 1e-4);
    }
}

/* The images are far from the valley still, but where they are highest one of them climbs. */
static void a_band_that_is_cut_short_has_converged_only_where_its_path_says_so(void **state) {
    (void)state;
    static const int iterations[] = {1, 3, 10};
    double top[3];
    for (size_t k = 0; k < sizeof iterations / sizeof *iterations; k++) {
        struct band_options options = usual;
        options.max_iterations = iterations[k];
        options.tolerance = -1; /* no force is so small: no image finds a saddle */
        struct barrier barrier = cross(bent_valley, &options, shallow, deep, top);
        assert_false(barrier.converged);
        assert_int_equal(barrier.iterations, 4 * iterations[k]); /* of few images, and of all, and again */
        assert_true(barrier.barrier > 32 && barrier.saddle_energy == barrier.highest_energy);
        options.tolerance = usual.tolerance;
        barrier = cross(bent_valley, &options, shallow, deep, top);
        assert_true(barrier.converged ? near_to(32, barrier.barrier, 1e-8) : barrier.barrier > 32);
    }
}

/* ---- A glass ---- */

enum { N = 80, COUNT = 3 * N, MINIMA = LANES };

struct landscape_of_a_glass {
    struct glass glass;
    double x[MINIMA][COUNT], energy[MINIMA];
};

/* Inherent structures of clones that went apart for a while. */
static struct landscape_of_a_glass *minima_of_a_glass(double phi, double temperature) {
    struct landscape_of_a_glass *minima = allocate(1, sizeof *minima);
    minima->glass = glass_relaxed(N, phi, temperature, 52);
    struct glass *glass = &minima->glass;
    struct ensemble *ensemble = ensemble_new(N, LANES, glass->box, glass->sigma, POTENTIAL_WCA, false);
    struct md md = {.thermostat = THERMOSTAT_BERENDSEN, .temperature = temperature, .dt = 0.0035, .tau = 0.2};
    glass_minimize(glass, POTENTIAL_WCA, 1e-6);
    for (int k = 0; k < MINIMA; k++) {
        gsl_rng *rng = rng_stream(52, RNG_VELOCITIES, 1, k);
        rng_maxwell(rng, temperature, N, glass->velocity);
        gsl_rng_free(rng);
        ensemble_load(ensemble, k, glass->position, glass->velocity);
    }
    md_advance(ensemble, &md, 1500, NULL);
    for (int k = 0; k < MINIMA; k++) {
        ensemble_store(ensemble, k, glass->position, NULL);
        struct minimum minimum = glass_minimize(glass, POTENTIAL_WCA, 1e-11);
        assert_true(minimum.converged);
        minima->energy[k] = minimum.energy;
        memcpy(minima->x[k], glass->position, sizeof minima->x[k]);
    }
    ensemble_free(ensemble);
    return minima;
}

static void forget(struct landscape_of_a_glass *minima) {
    glass_free(&minima->glass);
    free(minima);
}

/* Eigenvalues and vectors of the second derivatives of the energy, from differences of the forces of
 * all pairs. */
static void hessian(const struct glass *glass, const double *x, gsl_vector *value, gsl_matrix *vector) {
    static double moved[COUNT], ahead[COUNT], behind[COUNT];
    const double h = 1e-5;
    gsl_matrix *matrix = gsl_matrix_alloc(COUNT, COUNT);
    memcpy(moved, x, sizeof moved);
    for (size_t k = 0; k < COUNT; k++) {
        moved[k] = x[k] + h;
        all_pairs(N, glass->box, glass->sigma, moved, POTENTIAL_WCA, ahead);
        moved[k] = x[k] - h;
        all_pairs(N, glass->box, glass->sigma, moved, POTENTIAL_WCA, behind);
        moved[k] = x[k];
        for (size_t l = 0; l < COUNT; l++)
            gsl_matrix_set(matrix, l, k, (behind[l] - ahead[l]) / (2 * h));
    }
    for (size_t k = 0; k < COUNT; k++)
        for (size_t l = 0; l < k; l++) {
            double mean = 0.5 * (gsl_matrix_get(matrix, l, k) + gsl_matrix_get(matrix, k, l));
            gsl_matrix_set(matrix, l, k, mean);
            gsl_matrix_set(matrix, k, l, mean);
        }
    gsl_eigen_symmv_workspace *workspace = gsl_eigen_symmv_alloc(COUNT);
    gsl_eigen_symmv(matrix, value, vector, workspace);
    gsl_eigen_symmv_free(workspace);
    gsl_matrix_free(matrix);
}

static const double stiff_enough = 1e-3; /* eigenvalues nearer to 0 are those of translations */

/* To where no force is left, by Newton's method; downhill[COUNT] is the direction of the one negative
 * eigenvalue. Returns the number of negative ones. */
static int find_stationary_point(const struct glass *glass, double *x, double *downhill) {
    gsl_vector *value = gsl_vector_alloc(COUNT);
    gsl_matrix *vector = gsl_matrix_alloc(COUNT, COUNT);
    int negative = 0;
    for (int iteration = 0; iteration < 20; iteration++) {
        double f[COUNT], largest = 0;
        all_pairs(N, glass->box, glass->sigma, x, POTENTIAL_WCA, f);
        for (int k = 0; k < COUNT; k++)
            largest = fmax(largest, fabs(f[k]));
        if (iteration > 0 && largest < 1e-10)
            break;
        assert_true(iteration < 19);
        hessian(glass, x, value, vector);
        negative = 0;
        for (size_t m = 0; m < COUNT; m++) {
            double eigenvalue = gsl_vector_get(value, m), along = 0;
            if (fabs(eigenvalue) < stiff_enough)
                continue;
            for (size_t k = 0; k < COUNT; k++)
                along += f[k] * gsl_matrix_get(vector, k, m);
            for (size_t k = 0; k < COUNT; k++) {
                x[k] += along / eigenvalue * gsl_matrix_get(vector, k, m);
                if (eigenvalue < 0)
                    downhill[k] = gsl_matrix_get(vector, k, m);
            }
            negative += eigenvalue < 0;
        }
    }
    gsl_vector_free(value);
    gsl_matrix_free(vector);
    return negative;
}

/* Which minimum lies below the saddle on this side; -1 when none of ours. */
static int minimum_below(const struct landscape_of_a_glass *minima, const double *saddle,
                         const double *downhill, double side) {
    struct glass here = minima->glass;
    double position[COUNT], field[COUNT];
    here.position = position;
    for (int k = 0; k < COUNT; k++)
        position[k] = saddle[k] + side * 0.02 * downhill[k];
    struct minimum minimum = glass_minimize(&here, POTENTIAL_WCA, 1e-11);
    for (int k = 0; k < MINIMA; k++)
        if (fabs(minimum.energy - minima->energy[k]) < 1e-8 &&
            displacement_field(N, minima->x[k], position, field) < 1e-4)
            return k;
    return -1;
}

/* The first minimum with this energy. */
static int first_of_its_kind(const struct landscape_of_a_glass *minima, int k) {
    int first = 0;
    while (fabs(minima->energy[first] - minima->energy[k]) > 1e-6)
        first++;
    return first;
}

/* Pairs of distinct minima between which the band ends at a saddle: Newton's method finds a saddle of the
 * same energy there, whose second derivatives have one negative eigenvalue, and from some of them the ways
 * down lead to the two. */
static void barriers_in_a_glass_are_those_of_saddles_found_by_newtons_method(void **state) {
    (void)state;
    struct landscape_of_a_glass *minima = minima_of_a_glass(1.1, 0.46);
    const struct glass *glass = &minima->glass;
    struct band_options options = usual;
    options.tolerance = 1e-5;
    struct band *band = band_of_glass(N, glass->box, glass->sigma, &options, NULL);
    int saddles = 0, between = 0;
    for (int a = 0; a < MINIMA; a++)
        for (int b = a + 1; b < MINIMA && saddles < 4; b++) {
            double saddle[COUNT], downhill[COUNT];
            if (first_of_its_kind(minima, a) != a || first_of_its_kind(minima, b) != b)
                continue;
            struct barrier there =
                band_relax(band, minima->x[a], minima->energy[a], minima->x[b], minima->energy[b], 1);
            if (!there.converged || there.at_lower_bound)
                continue;
            band_image(band, there.climbing, saddle);
            assert_int_equal(find_stationary_point(glass, saddle, downhill), 1);
            double energy = all_pairs(N, glass->box, glass->sigma, saddle, POTENTIAL_WCA, NULL);
            assert_true(near_to(energy, there.saddle_energy, 1e-9));
            assert_true(near_to(energy - fmin(minima->energy[a], minima->energy[b]), there.barrier, 1e-6));
            int left = minimum_below(minima, saddle, downhill, 1),
                right = minimum_below(minima, saddle, downhill, -1);
            between += (left == a && right == b) || (left == b && right == a);
            struct barrier back =
                band_relax(band, minima->x[b], minima->energy[b], minima->x[a], minima->energy[a], 1);
            assert_true(back.converged && near_to(there.barrier, back.barrier, 1e-6));
            saddles++;
        }
    assert_true(saddles >= 3);
    assert_true(between >= 1);
    band_free(band);
    forget(minima);
}

static void a_glass_without_contacts_is_a_flat_band(void **state) {
    (void)state;
    const double sigma[3] = {1, 1, 1}, a[9] = {0, 0, 0, 2, 0, 0, 0, 2, 0},
                 b[9] = {0, 0, 0.5, 2, 0.3, 0, 0, 2, 0};
    struct band_options options = usual;
    options.prerelax = true;
    struct band *band = band_of_glass(3, 6, sigma, &options, NULL);
    struct barrier barrier = band_relax(band, a, 0, b, 0, 0);
    assert_true(barrier.converged && barrier.at_lower_bound && barrier.barrier == 0);
    band_free(band);
}

static void a_head_on_exchange_relaxes_to_the_way_around(void **state) {
    (void)state;
    /* Two particles in an empty box change places: on the straight line they run through each other, but
     * around each other they go freely, E = 0. */
    const double sigma[2] = {1, 1}, a[6] = {0, 0, 0, 1.5, 0, 0}, b[6] = {1.5, 0.1, 0, 0, 0, 0.1};
    struct band_options options = usual;
    options.images = 40;
    options.prerelax = true;
    struct band *band = band_of_glass(2, 6, sigma, &options, NULL);
    struct barrier barrier = band_relax(band, a, 0, b, 0, 0);
    assert_true(barrier.converged && barrier.barrier < 1e-8);
    band_free(band);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_saddle_of_a_bent_valley_is_found_with_any_number_of_images),
        cmocka_unit_test(the_barrier_does_not_depend_on_springs_or_direction),
        cmocka_unit_test(a_string_finds_the_same_saddle_and_has_equal_distances_on_either_side_of_it),
        cmocka_unit_test(the_highest_saddle_of_mueller_and_brown_is_found),
        cmocka_unit_test(a_flat_band_ends_at_the_lower_bound),
        cmocka_unit_test(a_band_without_a_saddle_has_not_converged_and_says_so),
        cmocka_unit_test(a_saddle_between_the_last_image_and_the_higher_minimum_is_found),
        cmocka_unit_test(a_band_that_is_cut_short_has_converged_only_where_its_path_says_so),
        cmocka_unit_test(barriers_in_a_glass_are_those_of_saddles_found_by_newtons_method),
        cmocka_unit_test(a_glass_without_contacts_is_a_flat_band),
        cmocka_unit_test(a_head_on_exchange_relaxes_to_the_way_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
