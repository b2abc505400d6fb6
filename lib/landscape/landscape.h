/* landscape.h: the minima of one glass and what connects them: which frames are one minimum, which bands
 * are known. */
#ifndef WCA_LANDSCAPE_H
#define WCA_LANDSCAPE_H

#include "io/frame.h"
#include "io/jsonl.h"
#include "landscape/neb.h"

/* The band between two distinct minima. */
struct connection {
    int a, b; /* the minima, the lower one first */
    bool known;
    int64_t part;         /* of --part, or -1 while not dealt out */
    double *saddle;       /* 3n, owned, or NULL: the highest image, */
    int image;            /* which it is, */
    double saddle_energy; /* and its energy */
    struct barrier barrier;
};

struct landscape {
    int count;
    struct frame **frame;  /* the caller's */
    double *energy;        /* totals, eps */
    double *contact_force; /* the mean over pairs that touch, eps/<sigma>; 0 where none do */
    int64_t *clone;
    int *minimum;                  /* lowest position that is the same minimum */
    struct connection *connection; /* count * count */
};

/* Frames of one glass: each must carry energy, be a minimum of WCA (label max_force at most 1e-8) and have
 * the same box, diameters and N as the first, and unwrapped positions (unwrap_compared()); anything else is
 * status 65, with file and line. */
struct landscape *landscape_new(struct frame **frames, int count, bool unwrap);
void landscape_free(struct landscape *landscape);
struct connection *landscape_connection(struct landscape *landscape, int a, int b);

/* Rows that wca-neb wrote earlier. A pair that is there twice, or two minima with several saddles, are
 * status 65. */
struct known_rows;
struct known_rows *known_rows_read(const char *path);
void known_rows_free(struct known_rows *rows);
/* Take the bands of this glass from them. A row whose energies are not those of the frames at its positions,
 * or whose barrier is not saddle_energy less the lower one, is status 65. */
void landscape_take(struct landscape *landscape, const struct known_rows *rows);

struct pair_request {
    int a, b;
};

/* "all", "A:B,..." or ":B" among `count` minima: pairs a < b, ascending, in memory of the caller's. A list
 * that is none of these, or names a position that is not there, is status 64. */
struct pair_request *pairs_requested(const char *list, int count, int *requested);

/* Status 65 when the images of even the longest of these bands cannot be told apart: on the straight line
 * between its minima the farthest moving particle makes steps below SAME_DISPLACEMENT, and there are more
 * than 100 images. */
void landscape_check_images(const struct landscape *landscape, const struct pair_request *requests, int count,
                            int64_t images);

#endif
