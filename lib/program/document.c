#include "program/document.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"

const char document_letters[] = "/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+@";

struct opened {
    const char *path;
    FILE *file;
    size_t lines; /* that have ended, of what was read */
    char last;    /* its last byte */
};

/* What libyaml reads with: to it a failure is one of the text. */
static int read_bytes(void *context, unsigned char *buffer, size_t size, size_t *count) {
    struct opened *opened = context;
    *count = fread(buffer, 1, size, opened->file);
    if (ferror(opened->file))
        fatal(EX_IOERR, "%s: cannot be read: %m", opened->path);
    for (size_t k = 0; k < *count; k++)
        opened->lines += buffer[k] == '\n';
    if (*count > 0)
        opened->last = (char)buffer[*count - 1];
    return 1;
}

/* The next document of a file, without a root behind the last one. */
static void load_next(const char *path, yaml_parser_t *parser, yaml_document_t *yaml) {
    if (!yaml_parser_load(parser, yaml))
        fatal(EX_DATAERR, "%s:%zu: expected YAML, found what is none: %s", path,
              parser->problem_mark.line + 1, parser->problem == NULL ? "it cannot be read" : parser->problem);
}

/* The folder of a file, with its /. To be freed. */
static char *folder_of(const char *path) {
    const char *end = strrchr(path, '/');
    return end == NULL ? copy_text("") : text_of("%.*s", (int)(end - path + 1), path);
}

static void check_keys(const struct document *document) {
    yaml_document_t *yaml = (yaml_document_t *)&document->yaml;
    for (const yaml_node_t *node = yaml->nodes.start; node < yaml->nodes.top; node++)
        for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
             node->type == YAML_MAPPING_NODE && pair < node->data.mapping.pairs.top; pair++) {
            const yaml_node_t *key = yaml_document_get_node(yaml, pair->key);
            if (key->type != YAML_SCALAR_NODE)
                fatal(EX_DATAERR, "%s:%zu: expected a word for a key, found a list or a mapping",
                      document->path, key->start_mark.line + 1);
        }
}

static struct document *load(const char *path) {
    bool standard_input = strcmp(path, "-") == 0;
    struct document *document = allocate(1, sizeof *document);
    document->path = copy_text(standard_input ? "standard input" : path);
    document->place = standard_input ? copy_text("") : folder_of(path);
    struct opened opened = {.path = document->path, .file = standard_input ? stdin : fopen(path, "r")};
    if (opened.file == NULL)
        fatal(EX_NOINPUT, "%s: cannot be opened for reading: %m", path);
    struct stat status;
    if (fstat(fileno(opened.file), &status) == 0) {
        document->device = status.st_dev;
        document->file = status.st_ino;
    }
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input(&parser, read_bytes, &opened);
    load_next(document->path, &parser, &document->yaml);
    if (yaml_document_get_root_node(&document->yaml) == NULL)
        fatal(EX_DATAERR, "%s:1: expected YAML, found nothing", document->path);
    yaml_document_t second;
    load_next(document->path, &parser, &second);
    if (yaml_document_get_root_node(&second) != NULL)
        fatal(EX_DATAERR, "%s:%zu: expected one YAML document, found a second", document->path,
              second.start_mark.line + 1);
    check_keys(document);
    if (opened.last != '\n') /* half a number is a number too */
        fatal(EX_DATAERR,
              "%s:%zu: expected a line end, found the end of the file: it is truncated, or lacks its last "
              "line end",
              document->path, opened.lines + 1);
    yaml_document_delete(&second);
    yaml_parser_delete(&parser);
    if (!standard_input)
        fclose(opened.file);
    return document;
}

/* Is there a file of this name other than that of the document? */
static bool is_another(const char *path, const struct document *document) {
    struct stat status;
    return stat(path, &status) == 0 && (status.st_dev != document->device || status.st_ino != document->file);
}

static struct document *load_included(const struct document *document, struct entry include,
                                      const struct document *others) {
    const char *name = entry_text(include);
    if (name == NULL || *name == '\0' || *name == '.' || strchr(name, '/') != NULL ||
        name[strspn(name, document_letters)] != '\0')
        fatal(EX_DATAERR,
              "%s:%zu: expected the name of a profile, letters, digits and . _ - + @ alone, for "
              "include, found %s%s%s",
              document->path, entry_line(include), name == NULL ? "a list or mapping" : "\"",
              name == NULL ? "" : name, name == NULL ? "" : "\"");
    char *path = text_of("%s%s.yaml", document->place, name);
    if (!is_another(path, document)) {
        free(path);
        path = text_of("%s%s.yaml", others->place, name);
    }
    if (!is_another(path, document))
        fatal(EX_DATAERR,
              "%s:%zu: expected another profile %s.yaml for include, in the folder %s or %s, found "
              "none",
              document->path, entry_line(include), name, *document->place == '\0' ? "./" : document->place,
              *others->place == '\0' ? "./" : others->place);
    struct document *included = load(path);
    free(path);
    return included;
}

struct document *document_read(const char *path, const struct document *others) {
    struct document *first = load(path), *last = first;
    while (others != NULL) {
        struct entry include = entry_value(entry_root(last), "include");
        if (include.node == NULL)
            break;
        last->included = load_included(last, include, others);
        for (struct document *each = first; each != last; each = each->included)
            if (each->device == last->included->device && each->file == last->included->file)
                fatal(EX_DATAERR,
                      "%s:%zu: expected a profile that does not lead back here for include, "
                      "found %s, which includes this one",
                      last->path, entry_line(include), each->path);
        last = last->included;
    }
    return first;
}

void document_free(struct document *document) {
    while (document != NULL) {
        struct document *included = document->included;
        yaml_document_delete(&document->yaml);
        free(document->path);
        free(document->place);
        free(document);
        document = included;
    }
}

/* libyaml does not change a document that it is asked for a node of. */
static struct entry entry_of(const struct document *document, int index) {
    return (struct entry){document, yaml_document_get_node((yaml_document_t *)&document->yaml, index)};
}

struct entry entry_root(const struct document *document) {
    return (struct entry){document, yaml_document_get_root_node((yaml_document_t *)&document->yaml)};
}

size_t entry_line(struct entry entry) {
    return entry.node->start_mark.line + 1;
}

bool entry_is(struct entry entry, yaml_node_type_t type) {
    return entry.node != NULL && entry.node->type == type;
}

const char *entry_text(struct entry scalar) {
    return entry_is(scalar, YAML_SCALAR_NODE) ? (const char *)scalar.node->data.scalar.value : NULL;
}

size_t entry_size(struct entry entry) {
    if (entry_is(entry, YAML_MAPPING_NODE))
        return (size_t)(entry.node->data.mapping.pairs.top - entry.node->data.mapping.pairs.start);
    if (entry_is(entry, YAML_SEQUENCE_NODE))
        return (size_t)(entry.node->data.sequence.items.top - entry.node->data.sequence.items.start);
    return 0;
}

struct entry entry_key(struct entry mapping, size_t k) {
    return entry_of(mapping.document, mapping.node->data.mapping.pairs.start[k].key);
}

struct entry entry_item(struct entry entry, size_t k) {
    return entry_of(entry.document, entry.node->type == YAML_MAPPING_NODE
                                        ? entry.node->data.mapping.pairs.start[k].value
                                        : entry.node->data.sequence.items.start[k]);
}

struct entry entry_value(struct entry mapping, const char *key) {
    size_t size = entry_is(mapping, YAML_MAPPING_NODE) ? entry_size(mapping) : 0;
    for (size_t k = 0; k < size; k++) {
        const char *name = entry_text(entry_key(mapping, k));
        if (name != NULL && strcmp(name, key) == 0)
            return entry_item(mapping, k);
    }
    return (struct entry){mapping.document, NULL};
}
