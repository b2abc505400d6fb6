/* place.h: do two names mean one file? */
#ifndef WCA_PLACE_H
#define WCA_PLACE_H

#include <stdbool.h>

/* By whatever way they lead there (./, symbolic and hard links), and also before the file is there. Not so
 * for character devices, such as a terminal or /dev/null, into which everybody may write. */
bool same_file(const char *one, const char *other);

#endif
