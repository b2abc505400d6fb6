#include "io/place.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"

/* A file that is there is its inode; one that is not yet, its folder's and the name it will have there. */
struct location {
    struct stat found;
    bool known, there;
    char *name;
};

static struct location location_of(const char *path) {
    struct location location = {.name = copy_text(path)};
    char *folder = copy_text(path);
    location.there = stat(path, &location.found) == 0;
    location.known = location.there || stat(dirname(folder), &location.found) == 0;
    free(folder);
    return location;
}

bool same_file(const char *one, const char *other) {
    struct location a = location_of(one), b = location_of(other);
    bool same = a.known && b.known && a.found.st_dev == b.found.st_dev && a.found.st_ino == b.found.st_ino &&
                a.there == b.there && !S_ISCHR(a.found.st_mode) &&
                (a.there || strcmp(basename(a.name), basename(b.name)) == 0);
    free(a.name);
    free(b.name);
    return same;
}
