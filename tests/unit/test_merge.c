/* Rows of glasses brought together, against rows that are sorted and divided the slow way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "glass.h"

#include "io/merge.h"

static const char *const names[] = {"phi", "temperature", "tau", NULL};

static char *rows_in(FILE *file, const char *const *rows, size_t count) {
    for (size_t k = 0; k < count; k++)
        fprintf(file, "%s\n", rows[k]);
    return path_of(file);
}

/* What comes together: the state point, then the numbers of the rows in their order. */
static void take_down(void *context, const struct merge *merge, const struct merge_row *rows, int count,
                      FILE *stream) {
    json_t *state = merge_state(merge, rows);
    char *text = json_dumps(state, JSON_COMPACT | JSON_REAL_PRECISION(6));
    fprintf(stream, "%s", text);
    for (int k = 0; k < count; k++)
        fprintf(stream, " %lld", (long long)json_integer_value(json_object_get(rows[k].json, "number")));
    fputc('\n', stream);
    ++*(int *)context;
    free(text);
    json_decref(state);
}

/* The same of rows in a file. *groups: how many there are. */
static char *merged(char *path, const char *needed, int depth, int *groups) {
    char *text, *paths[] = {path, NULL};
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    *groups = 0;
    merge_read(paths, names, needed, depth, take_down, groups, stream);
    fclose(stream);
    return text;
}

enum { ROWS = 60 };

struct numbered_row {
    double key[3]; /* NAN: missing */
    int glass, number;
};

/* Before another row: key by key, what is missing first, then by glass. */
static bool before(const struct numbered_row *a, const struct numbered_row *b) {
    for (int k = 0; k < 3; k++) {
        if (isnan(a->key[k]) != isnan(b->key[k]))
            return isnan(a->key[k]);
        if (!isnan(a->key[k]) && a->key[k] != b->key[k])
            return a->key[k] < b->key[k];
    }
    return a->glass < b->glass;
}

static bool together(const struct numbered_row *a, const struct numbered_row *b, int depth) {
    bool same = true;
    for (int k = 0; k < depth; k++)
        same &= a->key[k] == b->key[k] || (isnan(a->key[k]) && isnan(b->key[k]));
    return same;
}

/* The slow way: always the first of the rows that are left. */
static char *expected(struct numbered_row *row, int count, int depth, int *groups) {
    char *text;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    for (int k = 0; k < count; k++)
        for (int l = k + 1; l < count; l++)
            if (before(&row[l], &row[k])) {
                struct numbered_row kept = row[k];
                row[k] = row[l];
                row[l] = kept;
            }
    *groups = 0;
    for (int k = 0; k < count; k++) {
        if (k == 0 || !together(&row[k - 1], &row[k], depth)) {
            fprintf(stream, "%s{", k == 0 ? "" : "\n");
            for (int m = 0, comma = 0; m < depth; m++)
                if (!isnan(row[k].key[m]))
                    fprintf(stream, "%s\"%s\":%.1f", comma++ > 0 ? "," : "", names[m], row[k].key[m]);
            fputc('}', stream);
            ++*groups;
        }
        fprintf(stream, " %d", row[k].number);
    }
    fputs(count > 0 ? "\n" : "", stream);
    fclose(stream);
    return text;
}

static void rows_come_together_in_an_order_that_does_not_depend_on_files(void **state) {
    (void)state;
    for (int depth = 1; depth <= 3; depth++)
        for (int from = 0; from < ROWS; from += 7) { /* the same rows in other orders */
            struct numbered_row row[ROWS];
            int count = 0, groups, wanted_groups;
            FILE *file = tmpfile();
            for (int k = 0; k < ROWS; k++) {
                int number = 11 * (k + from) % ROWS;
                double tau = number / 12 % 5;
                struct numbered_row next = {
                    {0.5 + number % 2, 1.5 + number / 2 % 2, tau == 0 ? NAN : tau + 0.5},
                    1 + number / 4 % 3,
                    number};
                row[count++] = next;
                fprintf(file, "{\"temperature\": %.1f, \"number\": %d, \"glass\": %d, \"phi\": %.1f",
                        next.key[1], number, next.glass, next.key[0]);
                fprintf(file, isnan(next.key[2]) ? "}\n" : ", \"tau\": %.1f}\n", next.key[2]);
            }
            char *path = path_of(file), *found = merged(path, NULL, depth, &groups);
            char *wanted = expected(row, count, depth, &wanted_groups);
            assert_string_equal(found, wanted);
            assert_int_equal(groups, wanted_groups);
            assert_int_equal(groups, depth == 1 ? 2 : depth == 2 ? 4 : 20);
            free(found);
            free(wanted);
            free(path);
            fclose(file);
        }
}

static void rows_without_the_key_that_is_needed_are_left_out(void **state) {
    (void)state;
    static const char *const rows[] = {"{\"phi\":1,\"glass\":1,\"number\":1,\"tau\":3}",
                                       "{\"phi\":1,\"glass\":2,\"number\":2}",
                                       "{\"phi\":1,\"glass\":3,\"number\":3,\"tau\":3}"};
    FILE *file = tmpfile();
    int groups;
    char *path = rows_in(file, rows, 3), *found = merged(path, "tau", 1, &groups);
    assert_string_equal(found, "{\"phi\":1.0} 1 3\n");
    free(found);
    free(path);
    fclose(file);
}

static void write_glasses_of(void *context, const struct merge *merge, const struct merge_row *rows,
                             int count, FILE *stream) {
    (void)context;
    json_t *row = merge_glasses(merge, rows, count);
    row_write(stream, row);
}

static void a_row_of_many_glasses_names_them(void **state) {
    (void)state;
    static const char *const rows[] = {"{\"phi\":1,\"glass\":7,\"clones\":4,\"particles\":50,"
                                       "\"polydispersity\":0.25,\"diameters\":\"random\"}",
                                       "{\"phi\":1,\"glass\":2,\"clones\":4,\"particles\":50,"
                                       "\"polydispersity\":0.75,\"diameters\":\"random\"}"};
    FILE *file = tmpfile();
    char *text, *path = rows_in(file, rows, 2), *paths[] = {path, NULL};
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    merge_read(paths, names, NULL, 1, write_glasses_of, NULL, stream);
    fclose(stream);
    json_t *found = json_loads(text, 0, NULL);
    json_t *wanted =
        json_loads("{\"phi\": 1, \"glasses\": 2, \"glass_numbers\": [2, 7], \"polydispersity\": 0.5, "
                   "\"polydispersity_sd\": 0.3535533905932738, \"polydispersity_of_glasses\": [0.75, 0.25], "
                   "\"diameters\": \"random\", \"clones\": 4, \"particles\": 50}",
                   0, NULL);
    assert_non_null(found);
    assert_non_null(wanted);
    assert_true(near_to(json_number_value(json_object_get(wanted, "polydispersity_sd")),
                        json_number_value(json_object_get(found, "polydispersity_sd")), 1e-15));
    json_object_del(found, "polydispersity_sd");
    json_object_del(wanted, "polydispersity_sd");
    assert_true(json_equal(found, wanted));
    json_decref(found);
    json_decref(wanted);
    free(text);
    free(path);
    fclose(file);
}

static void merge_all(void *context) {
    char *paths[] = {context, NULL};
    merge_read(paths, names, NULL, 1, write_glasses_of, NULL, stderr);
}

static void rows_that_do_not_belong_together_are_bad_data(void **state) {
    (void)state;
    static const char good[] =
        "{\"phi\":1,\"glass\":1,\"clones\":4,\"particles\":50,\"diameters\":\"random\"}";
    static const struct {
        const char *other;
        int status;
    } cases[] = {
        {"{\"phi\":1,\"glass\":2,\"clones\":4,\"particles\":50,\"diameters\":\"random\"}", 0},
        {"{\"phi\":1,\"glass\":1,\"clones\":4,\"particles\":50,\"diameters\":\"random\"}",
         EX_DATAERR}, /* twice */
        {"{\"phi\":1,\"glass\":2,\"clones\":5,\"particles\":50}", EX_DATAERR},
        {"{\"phi\":1,\"glass\":2,\"clones\":4,\"particles\":51}", EX_DATAERR},
        {"{\"phi\":1,\"glass\":2,\"clones\":4}", EX_DATAERR},
        {"{\"phi\":1,\"glass\":2,\"clones\":4,\"particles\":50,\"diameters\":\"quantile\"}", EX_DATAERR},
        {"{\"phi\":\"1\",\"glass\":2,\"clones\":4,\"particles\":50}", EX_DATAERR},
        {"{\"phi\":2,\"glass\":1,\"clones\":7,\"particles\":9}", 0}, /* another state point */
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        FILE *file = tmpfile();
        char *path = rows_in(file, (const char *const[]){good, cases[k].other}, 2);
        assert_int_equal(status_of(merge_all, path), cases[k].status);
        free(path);
        fclose(file);
    }
}

struct asked {
    struct merge_row row;
    int clones;
    double least;
};

static void read_sums(void *context) {
    struct asked *asked = context;
    free(merge_sums(&asked->row, "sum", asked->clones, asked->least));
}

static void sums_have_a_number_for_all_clones_and_without_each(void **state) {
    (void)state;
    struct asked asked = {.row = {.where = (char[]){"here"}}, .clones = 2, .least = 0};
    asked.row.json = json_loads("{\"sum\": [5, 3, 0]}", 0, NULL);
    double *sums = merge_sums(&asked.row, "sum", 2, 0);
    assert_memory_equal(sums, ((double[]){5, 3, 0}), 3 * sizeof(double));
    free(sums);
    assert_int_equal(status_of(read_sums, &asked), 0);
    asked.least = 0.5;
    assert_int_equal(status_of(read_sums, &asked), EX_DATAERR);
    asked.least = -1;
    asked.clones = 3;
    assert_int_equal(status_of(read_sums, &asked), EX_DATAERR);
    json_decref(asked.row.json);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_together_in_an_order_that_does_not_depend_on_files),
        cmocka_unit_test(rows_without_the_key_that_is_needed_are_left_out),
        cmocka_unit_test(a_row_of_many_glasses_names_them),
        cmocka_unit_test(rows_that_do_not_belong_together_are_bad_data),
        cmocka_unit_test(sums_have_a_number_for_all_clones_and_without_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
