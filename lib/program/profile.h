/* profile.h: the sizes and grids of a pipeline: a YAML file, checked against a schema.
 *
 * The schema is YAML of the same shape: a mapping for a mapping, a list of one item for a list of such items,
 * and for a value a mapping with
 *
 *     type      integer, number, text or file: a file that is there, named as from the folder of the profile;
 *               its value is the name from here
 *     min, max  limits of a number (optional)
 *     choices   the texts that are allowed (optional)
 *     unique    yes: what tells the items of a list from one another, with the others that have it (optional)
 *     optional  yes: the key may be missing (optional)
 *     default   what it is when it is missing: a value; N * KEY, so many times a number of the same mapping
 *               that the schema names before it; or a mapping to these from KEY below N and otherwise, of
 *               which the first that holds counts (optional)
 *     instead   another key of the same mapping, in whose place this one may stand: one of the two is there
 *               (optional)
 *     unlike    another number of the same mapping, named before it, which this one must not be (optional)
 *     meaning   a phrase for the reader
 *
 * All else in the schema must be in the profile, and nothing that is not in it; a list holds no number or
 * text twice.
 *
 * A profile with a key `include: NAME` has all that another one says, but for what it says itself
 * (document.h): mappings are joined key by key, lists are replaced whole. */
#ifndef WCA_PROFILE_H
#define WCA_PROFILE_H

#include <jansson.h>

/* The profile as JSON, keys in the order of the schema. "-" is standard input. What is wrong with it is all
 * said at once, a sentence each that names file and line, what was expected, what was found and what the key
 * means; then the status is 65. It is 66 when a file is missing, 74 when it cannot be read. sections: the
 * keys of the outermost mapping that must be there, with commas between them; NULL is all. */
json_t *profile_read(const char *path, const char *schema_path, const char *sections);

#endif
