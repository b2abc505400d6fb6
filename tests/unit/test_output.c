/* Outputs of one run: all have their names in the end, or none has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "glass.h"

#include "io/output.h"

/* Three outputs here, a line in each. */
static void open_three(struct output *output[3]) {
    const char *const names[] = {"first", "second", "third"};
    for (int k = 0; k < 3; k++) {
        output[k] = output_open(names[k]);
        fprintf(output_stream(output[k]), "%s\n", names[k]);
    }
}

static void close_three(void *unused) {
    (void)unused;
    struct output *output[3];
    output_prepare();
    open_three(output);
    outputs_close(3, output);
}

/* The one that comes last cannot have its name, which is that of a folder by now. */
static void close_in_vain(void *unused) {
    (void)unused;
    struct output *output[3];
    output_prepare();
    open_three(output);
    mkdir("first", 0700);
    outputs_close(3, output);
}

static void all_have_their_names_or_none_has(void **state) {
    (void)state;
    char folder[] = "/tmp/test_output.XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(status_of(close_in_vain, NULL), EX_IOERR);
    assert_int_equal(rmdir("first"), 0);
    assert_int_not_equal(access("second", F_OK), 0);
    assert_int_not_equal(access("third", F_OK), 0);
    assert_int_equal(status_of(close_three, NULL), 0);
    assert_int_equal(unlink("first") + unlink("second") + unlink("third"), 0);
    assert_int_equal(rmdir(folder), 0); /* no temporary file is left */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_have_their_names_or_none_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
