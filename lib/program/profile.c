#include "program/profile.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/number.h"
#include "program/document.h"

/* What is wrong with a profile: sentences, said in the order of its lines once all are there. */
struct complaints {
    struct complaint {
        const struct document *document;
        size_t line;
        char *sentence;
    } * all;
    size_t count;
};

/* A place in the profile, and what the schema says of it. */
struct place {
    struct complaints *complaints;
    const struct entry
        *found; /* in the profile, in the one that it includes, and so on, where they have it */
    int count;
    struct entry expected;
    const char *name;     /* "fig7.clones"; "" at the top */
    const char *sections; /* those keys of it that must be there; NULL is all */
};

__attribute__((format(printf, 3, 4))) static void complain(struct complaints *complaints, struct entry entry,
                                                           const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    complaints->all = reallocarray(complaints->all, complaints->count + 1, sizeof *complaints->all);
    complaints->all[complaints->count++] =
        (struct complaint){entry.document, entry_line(entry), text_of_list(format, arguments)};
    va_end(arguments);
}

/* A profile comes before those that it includes. */
static int by_line(const void *one, const void *other) {
    const struct complaint *a = one, *b = other;
    if (a->document == b->document)
        return (a->line > b->line) - (a->line < b->line);
    for (const struct document *next = a->document; next != NULL; next = next->included)
        if (next == b->document)
            return -1;
    return 1;
}

/* The last one ends the program. */
static void say_all(struct complaints *complaints) {
    if (complaints->count > 0)
        qsort(complaints->all, complaints->count, sizeof *complaints->all, by_line);
    for (size_t k = 0; k < complaints->count; k++) {
        const struct complaint *one = &complaints->all[k];
        if (k + 1 == complaints->count)
            fatal(EX_DATAERR, "%s:%zu: %s", one->document->path, one->line, one->sentence);
        complaint("%s:%zu: %s", one->document->path, one->line, one->sentence);
    }
}

static char *inner_name(const char *name, const char *key) {
    return text_of("%s%s%s", name, *name == '\0' ? "" : ".", key);
}

static const char *attribute(struct entry expected, const char *key) {
    return entry_text(entry_value(expected, key));
}

/* The keys of a mapping: "a, b and c". To be freed. */
static char *list_of_keys(struct entry mapping) {
    char *list = copy_text("");
    for (size_t k = 0, size = entry_size(mapping); k < size; k++) {
        const char *key = entry_text(entry_key(mapping, k));
        char *longer = text_of("%s%s%s", list,
                               k == 0         ? ""
                               : k + 1 < size ? ", "
                                              : " and ",
                               key == NULL ? "?" : key);
        free(list);
        list = longer;
    }
    return list;
}

/* What a value must be: "an integer from 2 up to 999", "one of none harmonic". To be freed. */
static char *range_of(struct entry expected) {
    const char *type = attribute(expected, "type"), *min = attribute(expected, "min"),
               *max = attribute(expected, "max");
    struct entry choices = entry_value(expected, "choices");
    if (type != NULL && strcmp(type, "file") == 0)
        return copy_text(
            "a file, named from the folder of the profile by letters, digits and . _ - + @ / alone");
    if (type == NULL || strcmp(type, "text") != 0)
        return text_of("%s%s%s%s%s", type != NULL && strcmp(type, "integer") == 0 ? "an integer" : "a number",
                       min == NULL ? "" : " from ", min == NULL ? "" : min, max == NULL ? "" : " up to ",
                       max == NULL ? "" : max);
    char *range = copy_text(entry_size(choices) == 0 ? "a line of text without $, # and \\" : "one of");
    for (size_t k = 0; k < entry_size(choices); k++) {
        const char *choice = entry_text(entry_item(choices, k));
        char *longer = text_of("%s %s", range, choice == NULL ? "?" : choice);
        free(range);
        range = longer;
    }
    return range;
}

/* " (MEANING)" of a value, or nothing. To be freed. */
static char *meaning_of(struct entry expected) {
    const char *meaning = attribute(expected, "meaning");
    return meaning == NULL ? copy_text("") : text_of(" (%s)", meaning);
}

/* What a key is for: " (MEANING: an integer from 2 up to 99)", " (with the keys a and b)". To be freed. */
static char *description_of(struct entry expected) {
    bool list = entry_is(expected, YAML_SEQUENCE_NODE);
    if (list)
        expected = entry_item(expected, 0);
    const char *of_list = list ? "a list, each item " : "", *meaning = attribute(expected, "meaning");
    bool value = attribute(expected, "type") != NULL;
    char *inside = value ? range_of(expected) : list_of_keys(expected);
    char *description = value ? text_of(" (%s%s%s%s)", of_list, meaning == NULL ? "" : meaning,
                                        meaning == NULL ? "" : ": ", inside)
                              : text_of(" (%swith the keys %s)", of_list, inside);
    free(inside);
    return description;
}

static json_t *wrong(const struct place *place, const char *expected) {
    const char *text = entry_text(*place->found), *quote = text == NULL ? "" : "\"";
    char *meaning = meaning_of(place->expected);
    complain(place->complaints, *place->found, "expected %s for %s, found %s%s%s%s", expected,
             *place->name == '\0' ? "the profile" : place->name, quote,
             text != NULL                                  ? text
             : entry_is(*place->found, YAML_SEQUENCE_NODE) ? "a list"
                                                           : "a mapping",
             quote, meaning);
    free(meaning);
    return NULL;
}

/* The value of a text as the schema wants it; NULL when it is none. */
static json_t *value_of(struct entry expected, const char *text) {
    const char *type = attribute(expected, "type"), *min = attribute(expected, "min"),
               *max = attribute(expected, "max");
    double value = 0, limit;
    int64_t whole = 0;
    bool integer = strcmp(type, "integer") == 0;
    if (strcmp(type, "text") != 0) {
        if (text == NULL || !parse_number(text, &value) || (integer && !parse_integer(text, &whole)) ||
            (min != NULL && parse_number(min, &limit) && value < limit) ||
            (max != NULL && parse_number(max, &limit) && value > limit))
            return NULL;
        return integer ? json_integer(whole) : json_real(value);
    }
    struct entry choices = entry_value(expected, "choices");
    if (text == NULL || *text == '\0' || strpbrk(text, "$#\\\n") != NULL) /* Make reads it */
        return NULL;
    for (size_t k = 0; k < entry_size(choices); k++) {
        const char *choice = entry_text(entry_item(choices, k));
        if (choice != NULL && strcmp(choice, text) == 0)
            return json_string(choice);
    }
    return entry_size(choices) == 0 ? json_string(text) : NULL;
}

static json_t *check_value(const struct place *place) {
    json_t *value = value_of(place->expected, entry_text(*place->found));
    if (value != NULL)
        return value;
    char *range = range_of(place->expected);
    wrong(place, range);
    free(range);
    return NULL;
}

/* Make reads the name, and takes it apart at blanks. */
static json_t *check_file(const struct place *place) {
    const char *text = entry_text(*place->found), *folder = place->found->document->place;
    if (text == NULL || *text == '\0' || text[strspn(text, document_letters)] != '\0')
        return check_value(place);
    char *path = text_of("%s%s", *text == '/' ? "" : folder, text);
    struct stat status;
    json_t *value = json_string(path);
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
        char *meaning = meaning_of(place->expected);
        complain(place->complaints, *place->found, "expected a file for %s, found none at %s%s", place->name,
                 path, meaning);
        free(meaning);
    }
    free(path);
    return value;
}

static json_t *check(const struct place *place);

/* The value of a key, in the profile and what it includes. To be freed. */
static struct entry *find(const struct place *place, const char *key, int *count) {
    struct entry *found = allocate((size_t)place->count, sizeof *found);
    *count = 0;
    for (int k = 0; k < place->count; k++) {
        struct entry value = entry_value(place->found[k], key);
        if (value.node != NULL)
            found[(*count)++] = value;
    }
    return found;
}

static bool has(const struct place *place, const char *key) {
    int count;
    free(find(place, key, &count));
    return count > 0;
}

static json_t *check_inside(const struct place *place, const struct entry *found, int count,
                            struct entry expected, const char *key) {
    char *name = inner_name(place->name, key);
    json_t *value = check(&(struct place){place->complaints, found, count, expected, name, NULL});
    free(name);
    return value;
}

/* What tells an item of a list from the others: a number or text itself; of a mapping the values that the
 * schema marks with unique. NULL: nothing does. */
static json_t *identity_of(struct entry expected, json_t *item) {
    if (!json_is_object(item))
        return json_incref(item);
    json_t *identity = json_object();
    for (size_t k = 0; k < entry_size(expected); k++) {
        const char *key = entry_text(entry_key(expected, k));
        if (attribute(entry_item(expected, k), "unique") != NULL)
            json_object_set(identity, key, json_object_get(item, key));
    }
    if (json_object_size(identity) > 0)
        return identity;
    json_decref(identity);
    return NULL;
}

static json_t *check_list(const struct place *place) {
    if (!entry_is(*place->found, YAML_SEQUENCE_NODE))
        return wrong(place, "a list");
    struct entry expected = entry_item(place->expected, 0);
    json_t *list = json_array(), *identities = json_array(), *other;
    size_t size = entry_size(*place->found), k;
    for (size_t item = 0; item < size; item++) {
        char index[24];
        snprintf(index, sizeof index, "%zu", item + 1);
        struct entry found = entry_item(*place->found, item);
        json_t *value = check_inside(place, &found, 1, expected, index);
        json_t *identity = value == NULL ? NULL : identity_of(expected, value);
        json_array_foreach(identities, k, other) {
            if (json_equal(identity, other))
                complain(place->complaints, found, "expected each item of %s once, found item %zu again",
                         place->name, k + 1);
        }
        json_array_append_new(list, value == NULL ? json_null() : value);
        json_array_append_new(identities, identity == NULL ? json_null() : identity);
    }
    json_decref(identities);
    if (size == 0)
        complain(place->complaints, *place->found, "expected at least one item for %s, found none",
                 place->name);
    return list;
}

/* How many letters must be changed, added or left out to make one word of another. */
static size_t edits(const char *one, const char *other) {
    size_t length = strlen(other), *row = allocate(length + 1, sizeof *row);
    for (size_t k = 0; k <= length; k++)
        row[k] = k;
    for (size_t j = 0; one[j] != '\0'; j++) {
        size_t diagonal = row[0]++;
        for (size_t k = 1; k <= length; k++) {
            size_t change = diagonal + (one[j] != other[k - 1]);
            diagonal = row[k];
            size_t fewest = (row[k - 1] < row[k] ? row[k - 1] : row[k]) + 1;
            row[k] = change < fewest ? change : fewest;
        }
    }
    size_t count = row[length];
    free(row);
    return count;
}

/* The key that one which the schema does not know may have been meant for: it is near, and not in this
 * mapping. NULL: none. */
static const char *meant(const struct place *place, struct entry mapping, const char *key) {
    const char *nearest = NULL;
    size_t fewest = strlen(key) / 3 + 1;
    for (size_t k = 0; k < entry_size(place->expected); k++) {
        const char *known = entry_text(entry_key(place->expected, k));
        size_t changes =
            known == NULL || entry_value(mapping, known).node != NULL ? SIZE_MAX : edits(key, known);
        if (changes < fewest) {
            fewest = changes;
            nearest = known;
        }
    }
    return nearest;
}

static void complain_unknown(const struct place *place, struct entry entry, const char *schema,
                             const char *suggestion) {
    const char *key = entry_text(entry);
    char *name = inner_name(place->name, key == NULL ? "a list or mapping" : key);
    char *known = suggestion == NULL ? list_of_keys(place->expected)
                                     : description_of(entry_value(place->expected, suggestion));
    complain(place->complaints, entry, "expected a key that %s knows, found %s; %s %s%s", schema, name,
             suggestion == NULL ? "here it knows" : "perhaps", suggestion == NULL ? "" : suggestion, known);
    free(known);
    free(name);
}

/* No key that the schema does not know, and none twice. In suggested[] those that others were meant for. */
static void check_keys(const struct place *place, struct entry mapping, bool *suggested) {
    for (size_t k = 0; k < entry_size(mapping); k++) {
        const char *key = entry_text(entry_key(mapping, k));
        if (*place->name == '\0' && key != NULL && strcmp(key, "include") == 0)
            ;
        else if (key == NULL || entry_value(place->expected, key).node == NULL) {
            const char *suggestion = key == NULL ? NULL : meant(place, mapping, key);
            complain_unknown(place, entry_key(mapping, k), place->expected.document->path, suggestion);
            for (size_t j = 0; suggestion != NULL && j < entry_size(place->expected); j++)
                suggested[j] = suggested[j] || entry_text(entry_key(place->expected, j)) == suggestion;
        }
        if (key != NULL && entry_value(mapping, key).node != entry_item(mapping, k).node) {
            char *name = inner_name(place->name, key);
            complain(place->complaints, entry_key(mapping, k), "expected each key once, found %s again",
                     name);
            free(name);
        }
    }
}

/* The key that the profile has in place of this one: the schema says of it, instead: KEY. NULL: none. */
static const char *stand_in(const struct place *place, const char *key) {
    for (size_t k = 0; k < entry_size(place->expected); k++) {
        const char *other = entry_text(entry_key(place->expected, k));
        const char *instead = attribute(entry_item(place->expected, k), "instead");
        if (instead != NULL && strcmp(instead, key) == 0 && has(place, other))
            return other;
    }
    return NULL;
}

/* Is a word in a list with commas between them? */
static bool listed(const char *list, const char *word) {
    for (size_t length = strlen(word); *list != '\0'; list += strcspn(list, ","), list += *list == ',')
        if (strcspn(list, ",") == length && strncmp(list, word, length) == 0)
            return true;
    return false;
}

/* May a key be missing: is it optional, or another one there in its place? */
static bool may_be_missing(const struct place *place, const char *key, struct entry expected) {
    return (place->sections != NULL && !listed(place->sections, key)) || stand_in(place, key) != NULL ||
           attribute(expected, "instead") != NULL || attribute(expected, "optional") != NULL;
}

static _Noreturn void wrong_schema(struct entry entry, const char *expected, const char *found) {
    fatal(EX_DATAERR, "%s:%zu: expected %s in the schema%s%s%s", entry.document->path, entry_line(entry),
          expected, found == NULL ? "" : ", found \"", found == NULL ? "" : found, found == NULL ? "" : "\"");
}

/* What a key that is missing is: a value, or what follows from others of its mapping. NULL: one of these is
 * missing or wrong. */
static json_t *default_of(struct entry expected, struct entry standard, const json_t *mapping) {
    static const char rule[] =
        "a value, N * KEY, or a mapping of KEY below N and otherwise to these, for a default";
    const char *text = entry_text(standard);
    char key[64] = "";
    double number;
    int end = 0;
    for (size_t k = 0; k < entry_size(standard); k++) {
        const char *condition = entry_text(entry_key(standard, k));
        if (condition == NULL ||
            (strcmp(condition, "otherwise") != 0 &&
             (sscanf(condition, "%63s below %lf%n", key, &number, &end) != 2 || condition[end] != '\0')))
            wrong_schema(standard, rule, NULL);
        const json_t *value = json_object_get(mapping, key);
        if (strcmp(condition, "otherwise") == 0 || (value != NULL && json_number_value(value) < number))
            return default_of(expected, entry_item(standard, k), mapping);
    }
    if (text != NULL && sscanf(text, "%lf * %63s%n", &number, key, &end) == 2 && text[end] == '\0') {
        const json_t *value = json_object_get(mapping, key);
        return value == NULL ? NULL : json_real(number * json_number_value(value));
    }
    json_t *value = value_of(expected, text);
    if (value == NULL)
        wrong_schema(standard, rule, NULL);
    return value;
}

static void check_unlike(const struct place *place, const char *key, const json_t *mapping,
                         struct entry found, struct entry expected) {
    const char *other = attribute(expected, "unlike");
    if (other == NULL || !json_equal(json_object_get(mapping, key), json_object_get(mapping, other)))
        return;
    char *meaning = meaning_of(expected);
    complain(place->complaints, found, "expected another number for %s.%s than for %s, found \"%s\"%s",
             place->name, key, other, entry_text(found), meaning);
    free(meaning);
}

/* One key that the schema knows. */
static void check_key(const struct place *place, const char *key, struct entry expected, bool suggested,
                      json_t *mapping) {
    int count;
    struct entry *found = find(place, key, &count), standard = entry_value(expected, "default");
    json_t *value = NULL;
    if (count > 0 && stand_in(place, key) != NULL)
        complain(place->complaints, *found, "expected one of the keys %s and %s of %s, found both", key,
                 stand_in(place, key), place->name);
    if (count > 0) {
        value = check_inside(place, found, count, expected, key);
    } else if (standard.node != NULL && attribute(expected, "type") != NULL) {
        value = default_of(expected, standard, mapping);
    } else if (!suggested && !may_be_missing(place, key, expected)) {
        char *name = inner_name(place->name, key), *description = description_of(expected);
        complain(place->complaints, *place->found, "expected the key %s, found no such key%s", name,
                 description);
        free(description);
        free(name);
    }
    if (value != NULL)
        json_object_set_new(mapping, key, value);
    if (count > 0)
        check_unlike(place, key, mapping, *found, expected);
    free(found);
}

static json_t *check_mapping(const struct place *place) {
    int count = 0; /* where they are mappings */
    while (count < place->count && entry_is(place->found[count], YAML_MAPPING_NODE))
        count++;
    if (count == 0)
        return wrong(place, "a mapping");
    struct place here = *place;
    here.count = count;
    size_t size = entry_size(place->expected);
    bool *suggested = allocate(size, sizeof *suggested);
    for (int k = 0; k < count; k++)
        check_keys(&here, here.found[k], suggested);
    json_t *mapping = json_object();
    for (size_t k = 0; k < size; k++)
        check_key(&here, entry_text(entry_key(place->expected, k)), entry_item(place->expected, k),
                  suggested[k], mapping);
    free(suggested);
    return mapping;
}

static json_t *check(const struct place *place) {
    const char *type = attribute(place->expected, "type");
    if (entry_is(place->expected, YAML_SCALAR_NODE) ||
        (entry_is(place->expected, YAML_SEQUENCE_NODE) && entry_size(place->expected) == 0))
        wrong_schema(place->expected, "a mapping or a list of one item", NULL);
    if (entry_is(place->expected, YAML_SEQUENCE_NODE))
        return check_list(place);
    if (type == NULL)
        return check_mapping(place);
    if (strcmp(type, "file") == 0)
        return check_file(place);
    if (strcmp(type, "integer") != 0 && strcmp(type, "number") != 0 && strcmp(type, "text") != 0)
        wrong_schema(place->expected, "the type integer, number, text or file", type);
    return check_value(place);
}

/* Sections are keys of the schema. */
static void check_sections(const char *sections, struct entry schema) {
    char *rest = copy_text(sections), *all = rest, *section;
    while ((section = strsep(&rest, ",")) != NULL)
        if (*section != '\0' && entry_value(schema, section).node == NULL)
            fatal(EX_USAGE, "expected sections that %s knows, found \"%s\"", schema.document->path, section);
    free(all);
}

json_t *profile_read(const char *path, const char *schema_path, const char *sections) {
    struct document *schema = document_read(schema_path, NULL), *profile = document_read(path, schema);
    if (sections != NULL)
        check_sections(sections, entry_root(schema));
    int count = 0;
    for (struct document *each = profile; each != NULL; each = each->included)
        count++;
    struct entry *roots = allocate((size_t)count, sizeof *roots);
    count = 0;
    for (struct document *each = profile; each != NULL; each = each->included)
        roots[count++] = entry_root(each);
    struct complaints complaints = {0};
    json_t *value = check(&(struct place){&complaints, roots, count, entry_root(schema), "", sections});
    say_all(&complaints);
    free(roots);
    document_free(profile);
    document_free(schema);
    return value;
}
