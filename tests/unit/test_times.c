/* Lists of times, as options such as --times and --tw take them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "program/cli.h"

struct row {
    const char *text;
    int count;
    double value[12];
};

static void lists_are_sorted_and_without_repeats(void **state) {
    (void)state;
    static const struct row rows[] = {
        {"8", 1, {8}},
        {"0", 1, {0}},
        {"1e3,2.5", 2, {2.5, 1000}},
        {"8,16,8", 2, {8, 16}},
        {"100:400:100", 4, {100, 200, 300, 400}},
        {"100:399:100", 3, {100, 200, 300}},
        {"0:1:0.1", 11, {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}},
        {"8:64:x2", 4, {8, 16, 32, 64}},
        {"1:1000:x10", 4, {1, 10, 100, 1000}},
        {"8:63:x2", 3, {8, 16, 32}},
        {"5:5:1", 1, {5}},
        {"8,16,10:30:10,8:32:x2", 6, {8, 10, 16, 20, 30, 32}},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        struct times times;
        const char *message;
        assert_true(times_parse(rows[r].text, &times, &message));
        assert_int_equal(times.count, rows[r].count);
        for (int t = 0; t < times.count; t++)
            assert_true(fabs(times.value[t] - rows[r].value[t]) <= 1e-12 * rows[r].value[t]);
        free(times.value);
    }
}

static void powers_of_two_are_exact(void **state) {
    (void)state;
    struct times times;
    const char *message;
    assert_true(times_parse("0.125:8192:x2", &times, &message));
    assert_int_equal(times.count, 17);
    for (int t = 0; t < times.count; t++)
        assert_true(times.value[t] == ldexp(0.125, t));
    free(times.value);
}

static void what_is_no_list_is_refused_with_what_was_found(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",      "8,",     ",8",     "eight",  "-1",     "nan",   "inf",    "8 16", "1:2", "1:2:3:4", "2:1:1",
        "1:2:0", "1:2:-1", "1:2:x1", "1:2:x0", "0:8:x2", "1:2:x", "1:2:y2", "0x10", "::",  "0:1e9:1"};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        struct times times;
        const char *message = "";
        assert_false(times_parse(texts[t], &times, &message));
        assert_non_null(strstr(message, "expected times such as"));
        assert_non_null(strstr(message, "found \""));
        assert_int_equal(times.count, 0);
        free((char *)(uintptr_t)message);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_sorted_and_without_repeats),
        cmocka_unit_test(powers_of_two_are_exact),
        cmocka_unit_test(what_is_no_list_is_refused_with_what_was_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
