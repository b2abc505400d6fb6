#include "place.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "error.h"

/* A file that is there is its inode; one that is not yet, its folder's and the name it will have there. */
struct place {
    struct stat found;
    bool known, there;
    char *name;
};

static struct place place_of(const char *path) {
    struct place place = {.name = copy_text(path)};
    char *folder = copy_text(path);
    place.there = stat(path, &place.found) == 0;
    place.known = place.there || stat(dirname(folder), &place.found) == 0;
    free(folder);
    return place;
}

bool same_file(const char *one, const char *other) {
    struct place a = place_of(one), b = place_of(other);
    bool same = a.known && b.known && a.found.st_dev == b.found.st_dev && a.found.st_ino == b.found.st_ino &&
                a.there == b.there && !S_ISCHR(a.found.st_mode) &&
                (a.there || strcmp(basename(a.name), basename(b.name)) == 0);
    free(a.name);
    free(b.name);
    return same;
}
