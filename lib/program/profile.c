#include "program/profile.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/error.h"
#include "base/number.h"

struct yaml {
    const char *path; /* as sentences name it */
    FILE *file;
    yaml_document_t document;
};

/* A place in the profile, and what the schema says of it. */
struct place {
    struct yaml *profile, *schema;
    const yaml_node_t *found, *expected;
    const char *name; /* "fig7.clones"; "" at the top */
    bool partial;     /* keys may be missing */
};

/* What libyaml reads with: to it a failure is one of the text. */
static int read_bytes(void *context, unsigned char *buffer, size_t size, size_t *count) {
    const struct yaml *yaml = context;
    *count = fread(buffer, 1, size, yaml->file);
    if (ferror(yaml->file))
        fatal(EX_IOERR, "%s: cannot be read: %m", yaml->path);
    return 1;
}

/* The next document of a file, without a root behind the last one. */
static void load_document(const struct yaml *yaml, yaml_parser_t *parser, yaml_document_t *document) {
    if (!yaml_parser_load(parser, document))
        fatal(EX_DATAERR, "%s:%zu: expected YAML, found that %s", yaml->path, parser->problem_mark.line + 1,
              parser->problem == NULL ? "it cannot be read" : parser->problem);
}

static void load(struct yaml *yaml, const char *path) {
    bool standard_input = strcmp(path, "-") == 0;
    yaml->path = standard_input ? "standard input" : path;
    yaml->file = standard_input ? stdin : fopen(path, "r");
    if (yaml->file == NULL)
        fatal(EX_NOINPUT, "%s: cannot be opened for reading: %m", path);
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input(&parser, read_bytes, yaml);
    load_document(yaml, &parser, &yaml->document);
    if (yaml_document_get_root_node(&yaml->document) == NULL)
        fatal(EX_DATAERR, "%s: expected YAML, found nothing", yaml->path);
    yaml_document_t second;
    load_document(yaml, &parser, &second);
    if (yaml_document_get_root_node(&second) != NULL)
        fatal(EX_DATAERR, "%s:%zu: expected one YAML document, found a second", yaml->path,
              second.start_mark.line + 1);
    yaml_document_delete(&second);
    yaml_parser_delete(&parser);
    if (!standard_input)
        fclose(yaml->file);
}

static size_t line(const yaml_node_t *node) {
    return node->start_mark.line + 1;
}

/* The text of a scalar; NULL when the node is none. */
static const char *scalar(const yaml_node_t *node) {
    bool is_scalar = node != NULL && node->type == YAML_SCALAR_NODE;
    return is_scalar ? (const char *)node->data.scalar.value : NULL;
}

static const yaml_node_t *value_of(struct yaml *yaml, const yaml_node_t *mapping, const char *key) {
    const yaml_node_pair_t *pair = mapping->data.mapping.pairs.start;
    for (; mapping->type == YAML_MAPPING_NODE && pair < mapping->data.mapping.pairs.top; pair++) {
        const char *name = scalar(yaml_document_get_node(&yaml->document, pair->key));
        if (name != NULL && strcmp(name, key) == 0)
            return yaml_document_get_node(&yaml->document, pair->value);
    }
    return NULL;
}

static const char *attribute(const struct place *place, const char *key) {
    return scalar(value_of(place->schema, place->expected, key));
}

static _Noreturn void wrong(const struct place *place, const char *expected) {
    const char *text = scalar(place->found);
    fatal(EX_DATAERR, "%s:%zu: expected %s for %s, found %s%s%s", place->profile->path, line(place->found),
          expected, *place->name == '\0' ? "the profile" : place->name, text == NULL ? "" : "\"",
          text != NULL                               ? text
          : place->found->type == YAML_SEQUENCE_NODE ? "a list"
                                                     : "a mapping",
          text == NULL ? "" : "\"");
}

static json_t *check_number(const struct place *place, bool integer) {
    const char *min = attribute(place, "min"), *max = attribute(place, "max"), *text = scalar(place->found);
    char expected[200];
    snprintf(expected, sizeof expected, "%s%s%s%s%s", integer ? "an integer" : "a number",
             min == NULL ? "" : " from ", min == NULL ? "" : min, max == NULL ? "" : " up to ",
             max == NULL ? "" : max);
    double value = 0, limit;
    int64_t whole = 0;
    if (text == NULL || !parse_number(text, &value) || (integer && !parse_integer(text, &whole)) ||
        (min != NULL && parse_number(min, &limit) && value < limit) ||
        (max != NULL && parse_number(max, &limit) && value > limit))
        wrong(place, expected);
    return integer ? json_integer(whole) : json_real(value);
}

static json_t *check_text(const struct place *place) {
    const yaml_node_t *choices = value_of(place->schema, place->expected, "choices");
    const char *text = scalar(place->found);
    if (text == NULL || *text == '\0' || strpbrk(text, "$#\\\n") != NULL) /* Make reads it */
        wrong(place, "a line of text without $, # and \\");
    if (choices == NULL || choices->type != YAML_SEQUENCE_NODE)
        return json_string(text);
    char expected[500] = "one of";
    const yaml_node_item_t *item = choices->data.sequence.items.start;
    for (; item < choices->data.sequence.items.top; item++) {
        const char *choice = scalar(yaml_document_get_node(&place->schema->document, *item));
        if (choice != NULL && strcmp(choice, text) == 0)
            return json_string(choice);
        size_t length = strlen(expected);
        snprintf(expected + length, sizeof expected - length, " %s", choice == NULL ? "?" : choice);
    }
    wrong(place, expected);
}

static json_t *check(const struct place *place);

static json_t *check_inside(const struct place *place, const yaml_node_t *found, const yaml_node_t *expected,
                            const char *key) {
    char *name = text_of("%s%s%s", place->name, *place->name == '\0' ? "" : ".", key);
    if (found == NULL)
        fatal(EX_DATAERR, "%s:%zu: expected the key %s, found no such key", place->profile->path,
              line(place->found), name);
    json_t *value = check(&(struct place){place->profile, place->schema, found, expected, name, false});
    free(name);
    return value;
}

/* What tells an item of a list from the others: a number or text itself; of a mapping the values that the
 * schema marks with unique. NULL: nothing does. */
static json_t *identity_of(const struct place *place, const yaml_node_t *expected, json_t *item) {
    if (!json_is_object(item))
        return json_incref(item);
    json_t *identity = json_object();
    const yaml_node_pair_t *pair = expected->data.mapping.pairs.start;
    for (; pair < expected->data.mapping.pairs.top; pair++) {
        const char *key = scalar(yaml_document_get_node(&place->schema->document, pair->key));
        const yaml_node_t *value = yaml_document_get_node(&place->schema->document, pair->value);
        if (scalar(value_of(place->schema, value, "unique")) != NULL)
            json_object_set(identity, key, json_object_get(item, key));
    }
    if (json_object_size(identity) > 0)
        return identity;
    json_decref(identity);
    return NULL;
}

static json_t *check_list(const struct place *place) {
    if (place->found->type != YAML_SEQUENCE_NODE)
        wrong(place, "a list");
    const yaml_node_t *expected =
        yaml_document_get_node(&place->schema->document, *place->expected->data.sequence.items.start);
    const yaml_node_item_t *item = place->found->data.sequence.items.start;
    json_t *list = json_array(), *identities = json_array(), *other;
    for (; item < place->found->data.sequence.items.top; item++) {
        char index[20];
        size_t k;
        snprintf(index, sizeof index, "%zu", json_array_size(list) + 1);
        const yaml_node_t *found = yaml_document_get_node(&place->profile->document, *item);
        json_t *value = check_inside(place, found, expected, index);
        json_t *identity = identity_of(place, expected, value);
        json_array_foreach(identities, k, other) {
            if (json_equal(identity, other))
                fatal(EX_DATAERR, "%s:%zu: expected each item of %s once, found item %zu again",
                      place->profile->path, line(found), place->name, k + 1);
        }
        json_array_append_new(list, value);
        json_array_append_new(identities, identity == NULL ? json_null() : identity);
    }
    json_decref(identities);
    if (json_array_size(list) == 0)
        fatal(EX_DATAERR, "%s:%zu: expected at least one item for %s, found none", place->profile->path,
              line(place->found), place->name);
    return list;
}

/* No key that the schema does not know, and none twice. */
static void check_keys(const struct place *place) {
    const yaml_node_pair_t *start = place->found->data.mapping.pairs.start, *pair = start;
    for (; pair < place->found->data.mapping.pairs.top; pair++) {
        const yaml_node_t *node = yaml_document_get_node(&place->profile->document, pair->key);
        const char *key = scalar(node), *dot = *place->name == '\0' ? "" : ".";
        if (key == NULL || value_of(place->schema, place->expected, key) == NULL)
            fatal(EX_DATAERR, "%s:%zu: expected a key that %s knows, found %s%s%s", place->profile->path,
                  line(node), place->schema->path, place->name, dot, key == NULL ? "a list or mapping" : key);
        if (value_of(place->profile, place->found, key) !=
            yaml_document_get_node(&place->profile->document, pair->value))
            fatal(EX_DATAERR, "%s:%zu: expected each key once, found %s%s%s again", place->profile->path,
                  line(node), place->name, dot, key);
    }
}

/* The key that the profile has in place of this one: the schema says of it, instead: KEY. NULL: none. */
static const char *stand_in(const struct place *place, const char *key) {
    const yaml_node_pair_t *pair = place->expected->data.mapping.pairs.start;
    for (; pair < place->expected->data.mapping.pairs.top; pair++) {
        const yaml_node_t *value = yaml_document_get_node(&place->schema->document, pair->value);
        const char *other = scalar(yaml_document_get_node(&place->schema->document, pair->key));
        const char *instead = scalar(value_of(place->schema, value, "instead"));
        if (instead != NULL && strcmp(instead, key) == 0 &&
            value_of(place->profile, place->found, other) != NULL)
            return other;
    }
    return NULL;
}

/* May a key be missing: is it optional, or another one there in its place? */
static bool may_be_missing(const struct place *place, const char *key, const yaml_node_t *expected) {
    return place->partial || stand_in(place, key) != NULL ||
           scalar(value_of(place->schema, expected, "instead")) != NULL ||
           scalar(value_of(place->schema, expected, "optional")) != NULL;
}

static json_t *check_mapping(const struct place *place) {
    if (place->found->type != YAML_MAPPING_NODE)
        wrong(place, "a mapping");
    check_keys(place);
    json_t *mapping = json_object();
    const yaml_node_pair_t *pair = place->expected->data.mapping.pairs.start;
    for (; pair < place->expected->data.mapping.pairs.top; pair++) {
        const char *key = scalar(yaml_document_get_node(&place->schema->document, pair->key));
        const yaml_node_t *expected = yaml_document_get_node(&place->schema->document, pair->value);
        const yaml_node_t *found = value_of(place->profile, place->found, key);
        if (found != NULL && stand_in(place, key) != NULL)
            fatal(EX_DATAERR, "%s:%zu: expected one of the keys %s and %s of %s, found both",
                  place->profile->path, line(place->found), key, stand_in(place, key), place->name);
        if (found != NULL || !may_be_missing(place, key, expected))
            json_object_set_new(mapping, key, check_inside(place, found, expected, key));
    }
    return mapping;
}

static json_t *check(const struct place *place) {
    const yaml_node_t *expected = place->expected;
    if (expected->type == YAML_SCALAR_NODE ||
        (expected->type == YAML_SEQUENCE_NODE &&
         expected->data.sequence.items.start == expected->data.sequence.items.top))
        fatal(EX_DATAERR, "%s:%zu: expected a mapping or a list of one item in the schema",
              place->schema->path, line(expected));
    if (expected->type == YAML_SEQUENCE_NODE)
        return check_list(place);
    const char *type = attribute(place, "type");
    if (type == NULL)
        return check_mapping(place);
    if (strcmp(type, "integer") == 0 || strcmp(type, "number") == 0)
        return check_number(place, strcmp(type, "integer") == 0);
    if (strcmp(type, "text") == 0)
        return check_text(place);
    fatal(EX_DATAERR, "%s:%zu: expected the type integer, number or text in the schema, found \"%s\"",
          place->schema->path, line(expected), type);
}

json_t *profile_read(const char *path, const char *schema_path, bool partial) {
    struct yaml profile, schema;
    load(&schema, schema_path);
    load(&profile, path);
    json_t *value = check(&(struct place){&profile, &schema, yaml_document_get_root_node(&profile.document),
                                          yaml_document_get_root_node(&schema.document), "", partial});
    yaml_document_delete(&profile.document);
    yaml_document_delete(&schema.document);
    return value;
}
