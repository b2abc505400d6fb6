/* replicas.h: any number of clones of one glass, in batches of lanes, carried from one waiting time to
 * the next.
 *
 * A clone's waiting time tw is counted from its origin: the start of the run, or the step at which its
 * kinetic temperature, averaged over a time 1, first is within 2 % of the bath's (the paper's Methods:
 * Observables). Origins differ between clones, so each lane is read out at steps of its own. */
#ifndef WCA_REPLICAS_H
#define WCA_REPLICAS_H

#include "base/archive.h"
#include "base/times.h"
#include "io/frame.h"
#include "dynamics/md.h"

enum origin { ORIGIN_ZERO, ORIGIN_THERMAL };

struct replicas;

/* The frames (count, one glass and box, with velocities) stay the caller's and give each clone its labels; md
 * has no streams yet: those of csvr are keyed (label seed, glass, clone). A clone whose label tw is above the
 * first time asked for ends the program with status 65. */
struct replicas *replicas_new(struct frame **frames, int count, const struct md *md, enum origin origin,
                              const struct times *times);
void replicas_free(struct replicas *replicas);

/* Advance some clones by a piece of time. True when every clone has passed times->value[index]; call with
 * index ascending. */
bool replicas_advance(struct replicas *replicas, int index);

/* Steps made so far by all clones together. */
double replicas_steps(const struct replicas *replicas);

/* The state of the run, between two pieces. */
void replicas_archive(struct replicas *replicas, struct archive *archive);

/* Before the run begins: what is taken can be taken again, also of a run that goes on from an archive; with or
 * without velocities. (Otherwise once.) */
void replicas_keep(struct replicas *replicas, bool velocities);

/* Is all there that is to be taken: of the times from that index on, or of all where they are kept? (An archive may be
 * damaged.) */
bool replicas_has(const struct replicas *replicas, int index);

/* The clone as it was at that time, to be freed by frame_free(). */
struct frame *replicas_take(struct replicas *replicas, int clone, int index);

#endif
