/* Numbers as text: the fast way prints what the slow, obvious way prints. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/number.h"
#include "base/rng.h"

static void obvious(char text[32], double value) {
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(text, 32, "%.*g", precision, value);
        if (strtod(text, NULL) == value)
            return;
    }
}

static void compare(double value) {
    char fast[32], slow[32];
    format_number(fast, value);
    obvious(slow, value);
    assert_string_equal(fast, slow);
    double read;
    assert_true(parse_number(fast, &read));
    assert_memory_equal(&read, &value, sizeof value);
}

static void special_numbers_read_back(void **state) {
    (void)state;
    static const double values[] = {0,
                                    -0.0,
                                    1,
                                    -1,
                                    0.1,
                                    0.5,
                                    2,
                                    1e-4,
                                    9.9999999999999999e-5,
                                    1e15,
                                    1e16,
                                    1e17,
                                    1e22,
                                    1e23,
                                    5e-324,
                                    1e-308,
                                    1.7976931348623157e308,
                                    0.3,
                                    1 / 3.,
                                    2 / 3.,
                                    999999999999999.9,
                                    9999999999999998.,
                                    0x1p53,
                                    0x1.fffffffffffffp52};
    for (size_t v = 0; v < sizeof values / sizeof *values; v++)
        compare(values[v]);
}

static void random_numbers_of_any_size_read_back(void **state) {
    (void)state;
    gsl_rng *rng = rng_stream(1, RNG_POSITIONS, 1, 0);
    for (int k = 0; k < 20000; k++) {
        compare(10 * gsl_rng_uniform(rng));
        compare(gsl_rng_uniform(rng) - 0.5);
        compare(ldexp(gsl_rng_uniform(rng), (int)gsl_rng_uniform_int(rng, 200) - 100));
        compare(round(1e6 * gsl_rng_uniform(rng)) / 1e5); /* few digits */
    }
    gsl_rng_free(rng);
}

static void neighbours_of_powers_of_ten_read_back(void **state) {
    (void)state;
    for (int power = -6; power < 18; power++) {
        double value = strtod((char[]){'1', 'e', power < 0 ? '-' : '+', (char)('0' + abs(power) / 10),
                                       (char)('0' + abs(power) % 10), '\0'},
                              NULL);
        for (int step = 0; step < 4; step++, value = nextafter(value, 0))
            compare(value);
    }
}

static void only_whole_finite_decimal_texts_are_numbers(void **state) {
    (void)state;
    static const char *const bad[] = {"",   " 1", "1 ",  "1x",  "nan", "inf", "-inf",  "0x10",
                                      "1e", "e1", "--1", "1,5", ".",   "+",   "1e999", "1..2"};
    static const char *const good[] = {"1", "-1", "+1", "1.", ".5", "1e3", "1E-3", "-0", "1e-999"};
    double value;
    for (size_t t = 0; t < sizeof bad / sizeof *bad; t++)
        assert_false(parse_number(bad[t], &value));
    for (size_t t = 0; t < sizeof good / sizeof *good; t++)
        assert_true(parse_number(good[t], &value));
}

static void integers_and_seeds_are_exact(void **state) {
    (void)state;
    int64_t integer;
    assert_true(parse_integer("-9223372036854775808", &integer));
    assert_true(integer == INT64_MIN);
    assert_false(parse_integer("9223372036854775808", &integer));
    assert_false(parse_integer("1.0", &integer));
    assert_false(parse_integer("", &integer));
    uint64_t seed;
    assert_true(parse_seed("18446744073709551615", &seed));
    assert_true(seed == UINT64_MAX);
    assert_true(parse_seed("0xFFFFffffFFFFffff", &seed));
    assert_true(seed == UINT64_MAX);
    assert_false(parse_seed("18446744073709551616", &seed));
    assert_false(parse_seed("0x", &seed));
    assert_false(parse_seed("ff", &seed));
    assert_false(parse_seed("-1", &seed));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(special_numbers_read_back),
        cmocka_unit_test(random_numbers_of_any_size_read_back),
        cmocka_unit_test(neighbours_of_powers_of_ten_read_back),
        cmocka_unit_test(only_whole_finite_decimal_texts_are_numbers),
        cmocka_unit_test(integers_and_seeds_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
