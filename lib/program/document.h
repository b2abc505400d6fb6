/* document.h: a YAML file as entries that know where they stand, and the file that it includes.
 *
 * A key `include: NAME` of the outermost mapping names another file, NAME.yaml: of the same folder or, where
 * there is no other than the file itself, of the folder of a second one. What both say is said by the first;
 * who looks at a mapping looks at it in all of them. */
#ifndef WCA_DOCUMENT_H
#define WCA_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <yaml.h>

struct document {
    char *path;  /* as sentences name it */
    char *place; /* the folder that its names of files are seen from, with its /; "" for the current one */
    dev_t device;
    ino_t file;
    yaml_document_t yaml;
    struct document *included; /* NULL: none */
};

/* A node of a document; node is NULL where there is none. */
struct entry {
    const struct document *document;
    const yaml_node_t *node;
};

/* What names of files are made of, where Make is to read them. */
extern const char document_letters[];

/* Read a file ("-" is standard input) that holds one document and, where `others` is not NULL, those that it
 * includes, one after another: from its own folder or from that of the file `others`. Status 65 with a
 * sentence that names file and line when it is no YAML, or what it includes is missing or comes back to a
 * file that is already there; 66 when the file is missing, 74 when it cannot be read. */
struct document *document_read(const char *path, const struct document *others);
void document_free(struct document *document);

/* Of an entry that is not there, or is of another kind, they say 0, NULL or no entry; a line, key or item
 * must be there. */
struct entry entry_root(const struct document *document);
size_t entry_line(struct entry entry); /* from 1 */
bool entry_is(struct entry entry, yaml_node_type_t type);
const char *entry_text(struct entry scalar);
size_t entry_size(struct entry entry);                           /* items of a list, keys of a mapping */
struct entry entry_key(struct entry mapping, size_t k);          /* the k-th key, as it stands in the file */
struct entry entry_item(struct entry entry, size_t k);           /* of a list; of a mapping the k-th value */
struct entry entry_value(struct entry mapping, const char *key); /* of a key that comes twice: the first */

#endif
