/* crew.c: searches as coroutines, their forces in lanes. */
#include "forces/crew.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <ucontext.h>

#include "forces/ensemble.h"
#include "base/error.h"

enum { STACK = 1 << 20 };

struct worker {
    ucontext_t context;
    void *stack;
    bool alive;
    /* what it waits for */
    const double *x;
    double *f, energy;
};

struct crew {
    struct ensemble *ensemble;
    double *nowhere; /* forces of lanes without a worker: 3n */
    struct worker worker[LANES];
    ucontext_t main;
    int running; /* the worker that has the processor */
    bool begun;  /* a task since the last evaluation: its positions are elsewhere */
    int next, count;
    void (*task)(void *context, int worker, int item);
    void *context;
};

struct crew *crew_new(int n, double box, const double *sigma, enum potential potential) {
    struct crew *crew = allocate(1, sizeof *crew);
    crew->ensemble = ensemble_new(n, LANES, box, sigma, potential, false);
    crew->nowhere = allocate(3 * (size_t)n, sizeof(double));
    for (int k = 0; k < LANES; k++)
        crew->worker[k].stack = allocate(STACK, 1);
    return crew;
}

void crew_free(struct crew *crew) {
    for (int k = 0; k < LANES; k++)
        free(crew->worker[k].stack);
    free(crew->nowhere);
    ensemble_free(crew->ensemble);
    free(crew);
}

/* makecontext() passes ints only: the two halves of a pointer. */
static void work(unsigned high, unsigned low) {
    struct crew *crew = (struct crew *)((uintptr_t)high << 32 | low);
    int self = crew->running;
    while (crew->next < crew->count) {
        crew->begun = true;
        crew->task(crew->context, self, crew->next++);
    }
    crew->worker[self].alive = false;
}

double crew_forces(struct crew *crew, const double *x, double *f) {
    struct worker *worker = &crew->worker[crew->running];
    worker->x = x;
    worker->f = f;
    swapcontext(&worker->context, &crew->main);
    return worker->energy;
}

/* One evaluation for all that wait. A lane without a worker repeats another one. */
static void evaluate(struct crew *crew) {
    struct ensemble *ensemble = crew->ensemble;
    int count = 3 * ensemble->n;
    const double *x[LANES];
    double energy[LANES];
    int some = 0;
    while (!crew->worker[some].alive)
        some++;
    for (int lane = 0; lane < LANES; lane++)
        x[lane] = crew->worker[crew->worker[lane].alive ? lane : some].x;
    double change = ensemble->kernel->lanes.interleave(count, x, ensemble->x);
    ensemble_forces(ensemble, crew->begun ? INFINITY : sqrt(3.0) * change, energy);
    crew->begun = false;
    double *f[LANES];
    for (int lane = 0; lane < LANES; lane++) {
        struct worker *worker = &crew->worker[lane];
        f[lane] = worker->alive ? worker->f : crew->nowhere;
        worker->energy = energy[lane];
    }
    ensemble->kernel->lanes.deinterleave(count, ensemble->f, f);
}

/* (A function of its own: getcontext() may return twice, as far as the compiler knows, and what changes in a
 * loop around it would not be certain then.) */
static void give_stack(struct crew *crew, struct worker *worker) {
    uintptr_t self = (uintptr_t)crew;
    getcontext(&worker->context);
    worker->context.uc_stack.ss_sp = worker->stack;
    worker->context.uc_stack.ss_size = STACK;
    worker->context.uc_link = &crew->main;
    makecontext(&worker->context, (void (*)(void))work, 2, (unsigned)(self >> 32), (unsigned)self);
    worker->alive = true;
}

void crew_run(struct crew *crew, int count, void (*task)(void *context, int worker, int item),
              void *context) {
    crew->next = 0;
    crew->count = count;
    crew->task = task;
    crew->context = context;
    for (int k = 0; k < LANES && k < count; k++)
        give_stack(crew, &crew->worker[k]);
    for (int alive = 1; alive > 0;) {
        alive = 0;
        for (int k = 0; k < LANES; k++)
            if (crew->worker[k].alive) {
                crew->running = k;
                swapcontext(&crew->main, &crew->worker[k].context);
                alive += crew->worker[k].alive;
            }
        if (alive > 0)
            evaluate(crew);
    }
}
