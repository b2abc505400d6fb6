/* line.h: the search for the zero of the slope f.d on a line x + alpha d, by forces alone: energies have no
 * digits left near a minimum, and the force on a band has none.
 *
 * The caller moves and evaluates; a line only says how far. It begins where the curvature of the line before
 * puts the zero, line_first(), and is over when the slope has fallen to a share of what it was, or after so
 * many evaluations, line_done(). In between there are two ways on, which are two algorithms:
 *
 * line_bracket(), of minimisers (minimize.h): secants through the last two points, in long steps, until the
 * slope leads uphill; from then on through the two points between which the zero lies, and inside them.
 *
 * line_secant(), of a chain (elastic.h) and of a point that relaxes across a mode (climb.h): secants through
 * the start of the line, at least a tenth and at most three times as far as the point before, no bracket.
 * The force on a chain is no gradient, so a slope that has changed its sign brackets nothing. Where the
 * slope falls more than twice as fast at its zero as on the way there the secants do not settle: the line is
 * given up. */
#ifndef WCA_LINE_H
#define WCA_LINE_H

#include <stdbool.h>

/* A point on the line; slope = f.d: positive downhill. */
struct line_point {
    double alpha, slope;
};

struct line {
    struct line_point start, here;
    struct line_point low, high; /* of line_bracket(): still downhill; uphill, alpha INFINITY while unknown */
    int evaluations;             /* on this line */
    double longest;              /* alpha of the longest step (line_bracket()), or line: the caller's */
    double dd;                   /* d.d */
    double ff;                   /* f.f at its start */
    double curvature; /* -d(f.d)/dalpha / d.d of the last line; a guess, or NAN, before the first */
};

/* When a search is over. */
struct line_rule {
    double share; /* of the slope at its start */
    int evaluations;
};

/* A new line: slope, d.d and f.f at its start. */
void line_begin(struct line *line, double slope, double dd, double ff);
/* The next line from here, along d = f + beta d. */
void line_turn(struct line *line, double beta, double ff);

/* Where to go first: to the zero by `curvature`, or to `otherwise` where that says nothing; at most
 * to `longest`. */
double line_first(const struct line *line, double otherwise);
/* Go to alpha; returns the step from here to there. */
double line_go(struct line *line, double alpha);
/* The slope was evaluated here. */
void line_found(struct line *line, double slope);
bool line_gave_up(const struct line *line, const struct line_rule *rule);
/* The slope is small enough, or the search gave up. */
bool line_done(const struct line *line, const struct line_rule *rule);
/* The curvature between the start and here, unless the slope has not fallen. */
void line_learn(struct line *line);

/* Where to go next. */
double line_bracket(struct line *line);
double line_secant(const struct line *line);

/* beta of Polak-Ribiere+, with f.f here, f.f_old and the f.f of the start of the line. */
double line_polak_ribiere(const struct line *line, double ff, double f_f_old);
/* The same, but 0 (steepest descent) where the search gave up or the new direction would lead uphill. */
double line_conjugate(const struct line *line, const struct line_rule *rule, double ff, double f_f_old);

#endif
