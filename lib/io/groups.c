#include "io/groups.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/estimate.h"

/* The numbers of a group under one key. */
struct key_sample {
    int count;
    double *value;
};

struct row_group {
    json_t *row; /* with the keys `by` */
    int rows;
    struct key_sample *sample; /* of each key of `mean` */
};

struct groups {
    json_t *position; /* in the list, from 0, by the text of the keys and values */
    int count;
    struct row_group *group;
};

void row_new_number_or_reason(const char *where, json_t *row, const char *key, double value,
                              const char *reason) {
    if (json_object_get(row, key) != NULL)
        fatal(EX_DATAERR, "%s: expected no key \"%s\" yet, found one, which would be lost", where, key);
    row_number_or_reason(row, key, value, reason);
}

/* A row with those of the keys that this one has. */
static json_t *state_of(const char *where, const json_t *row, const struct names *by) {
    json_t *state = row_new();
    for (int k = 0; k < by->count; k++) {
        json_t *value = json_object_get(row, by->name[k]);
        if (json_is_array(value))
            fatal(EX_DATAERR, "%s: expected a number or text to group by for the key \"%s\", found a list",
                  where, by->name[k]);
        if (value != NULL && !json_is_null(value))
            json_object_set(state, by->name[k], value);
    }
    return state;
}

static char *text_of_row(const json_t *row) {
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    json_write(stream, row, 0);
    fclose(stream);
    return text;
}

/* The group of this state, which it takes; a new one where there is none yet. */
static struct row_group *group_of(struct groups *groups, json_t *state, int keys) {
    char *text = text_of_row(state);
    const json_t *known = json_object_get(groups->position, text);
    int position = known == NULL ? groups->count : (int)json_integer_value(known);
    if (known == NULL) {
        groups->group = reallocarray(groups->group, (size_t)groups->count + 1, sizeof *groups->group);
        groups->group[groups->count++] =
            (struct row_group){.row = state, .sample = allocate((size_t)keys, sizeof(struct key_sample))};
        json_object_set_new(groups->position, text, json_integer(position));
    } else {
        json_decref(state);
    }
    free(text);
    return &groups->group[position];
}

static void take(struct key_sample *sample, double value) {
    if ((sample->count & (sample->count - 1)) == 0) /* full at every power of two */
        sample->value = reallocarray(sample->value, sample->count == 0 ? 1 : 2 * (size_t)sample->count,
                                     sizeof *sample->value);
    sample->value[sample->count++] = value;
}

/* The groups of all rows. */
static struct groups read_groups(struct jsonl_reader *reader, const struct names *mean,
                                 const struct names *by) {
    struct groups groups = {.position = json_object()};
    bool *found = allocate((size_t)mean->count, sizeof *found);
    for (json_t *row; (row = jsonl_read(reader)) != NULL; json_decref(row)) {
        const char *where = jsonl_where(reader);
        struct row_group *group = group_of(&groups, state_of(where, row, by), mean->count);
        group->rows++;
        for (int k = 0; k < mean->count; k++) {
            const json_t *value = json_object_get(row, mean->name[k]);
            found[k] |= value != NULL;
            if (value != NULL && !json_is_null(value))
                take(&group->sample[k], row_get_number(where, row, mean->name[k]));
        }
    }
    for (int k = 0; k < mean->count; k++)
        if (!found[k])
            fatal(EX_DATAERR, "%s: expected at least one row with the key \"%s\" to average, found none",
                  jsonl_where(reader), mean->name[k]);
    free(found);
    return groups;
}

static void write_mean(const char *where, json_t *row, const char *name, const struct key_sample *sample) {
    double sd;
    struct uncertain mean = estimate_mean(sample->count, sample->value, &sd);
    const double value[] = {mean.value, mean.error, sd, sample->count};
    static const char *const ending[] = {"mean", "mean_error", "sd", "rows"};
    for (size_t k = 0; k < sizeof value / sizeof *value; k++) {
        char *key = text_of("%s_%s", name, ending[k]);
        row_new_number_or_reason(where, row, key, value[k],
                                 sample->count == 0 ? "no row has it" : "a single row has it");
        free(key);
    }
}

void groups_average(struct jsonl_reader *reader, const struct names *mean, const struct names *by,
                    FILE *stream) {
    struct groups groups = read_groups(reader, mean, by);
    for (int g = 0; g < groups.count; g++) {
        struct row_group *group = &groups.group[g];
        row_new_number_or_reason(jsonl_where(reader), group->row, "rows", group->rows, NULL);
        for (int k = 0; k < mean->count; k++) {
            write_mean(jsonl_where(reader), group->row, mean->name[k], &group->sample[k]);
            free(group->sample[k].value);
        }
        row_write(stream, group->row);
        free(group->sample);
    }
    json_decref(groups.position);
    free(groups.group);
}
