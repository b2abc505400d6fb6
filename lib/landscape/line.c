#include "landscape/line.h"

#include <math.h>

/* Without a bracket the next point is at most so many times as far as this one, no_fall times where the slope
 * does not fall, and no nearer than this share of the last step (line_bracket()) or of this point
 * (line_secant()); within one it stays off the ends by this share of the bracket. */
static const double bracket_most = 4, secant_most = 3, no_fall = 2, least = 0.1, margin = 0.05;

void line_begin(struct line *line, double slope, double dd, double ff) {
    line->start = line->low = line->here = (struct line_point){0.0, slope};
    line->high = (struct line_point){INFINITY, 0.0};
    line->evaluations = 0;
    line->dd = dd;
    line->ff = ff;
}

void line_turn(struct line *line, double beta, double ff) {
    double slope = line->here.slope;
    line_begin(line, ff + beta * slope, ff + 2 * beta * slope + beta * beta * line->dd, ff);
}

double line_first(const struct line *line, double otherwise) {
    double alpha = line->start.slope / (line->curvature * line->dd);
    if (isnan(alpha) || alpha <= 0)
        alpha = otherwise;
    return fmin(alpha, line->longest);
}

double line_go(struct line *line, double alpha) {
    double step = alpha - line->here.alpha;
    line->here.alpha = alpha;
    return step;
}

void line_found(struct line *line, double slope) {
    line->here.slope = slope;
    line->evaluations++;
}

bool line_gave_up(const struct line *line, const struct line_rule *rule) {
    return line->evaluations >= rule->evaluations;
}

bool line_done(const struct line *line, const struct line_rule *rule) {
    return fabs(line->here.slope) <= rule->share * line->start.slope || line_gave_up(line, rule);
}

void line_learn(struct line *line) {
    double fall = line->start.slope - line->here.slope;
    if (fall > 0)
        line->curvature = fall / (line->here.alpha * line->dd);
}

double line_bracket(struct line *line) {
    struct line_point here = line->here;
    if (here.slope > 0) {
        struct line_point before = line->low;
        line->low = here;
        if (isinf(line->high.alpha)) {
            double gone = here.alpha - before.alpha;
            double secant = gone * here.slope / (before.slope - here.slope);
            double step =
                before.slope > here.slope ? fmin(secant, bracket_most * here.alpha) : no_fall * here.alpha;
            return here.alpha + fmin(fmax(step, least * gone), line->longest);
        }
    } else {
        line->high = here;
    }
    double width = line->high.alpha - line->low.alpha;
    double secant = width * line->low.slope / (line->low.slope - line->high.slope);
    return line->low.alpha + fmin(fmax(secant, margin * width), (1 - margin) * width);
}

double line_secant(const struct line *line) {
    double alpha = line->here.alpha, fall = line->start.slope - line->here.slope;
    double secant = fall > 0 ? alpha * line->start.slope / fall : no_fall * alpha;
    return fmin(fmin(fmax(secant, least * alpha), secant_most * alpha), line->longest);
}

double line_polak_ribiere(const struct line *line, double ff, double f_f_old) {
    return fmax(0.0, (ff - f_f_old) / line->ff);
}

double line_conjugate(const struct line *line, const struct line_rule *rule, double ff, double f_f_old) {
    double beta = line_polak_ribiere(line, ff, f_f_old);
    return line_gave_up(line, rule) || ff + beta * line->here.slope <= 0 ? 0.0 : beta;
}
