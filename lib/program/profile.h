/* profile.h: the sizes and grids of a pipeline: a YAML file, checked against a schema.
 *
 * The schema is YAML of the same shape: a mapping for a mapping, a list of one item for a list of such items,
 * and for a value a mapping with
 *
 *     type      integer, number or text
 *     min, max  limits of a number (optional)
 *     choices   the texts that are allowed (optional)
 *     unique    yes: what tells the items of a list from one another, with the others that have it (optional)
 *     optional  yes: the key may be missing (optional)
 *     instead   another key of the same mapping, in whose place this one may stand: one of the two is there
 *               (optional)
 *     meaning   a phrase for the reader
 *
 * All else in the schema must be in the profile, and nothing that is not in it; a list holds no number or
 * text twice. */
#ifndef WCA_PROFILE_H
#define WCA_PROFILE_H

#include <jansson.h>
#include <stdbool.h>

/* The profile as JSON, keys in the order of the schema. "-" is standard input. Status 65 with a sentence
 * that names file and line, what was expected and what was found; 66 when a file is missing, 74 when it
 * cannot be read. partial: keys of the outermost mapping may be missing. */
json_t *profile_read(const char *path, const char *schema_path, bool partial);

#endif
