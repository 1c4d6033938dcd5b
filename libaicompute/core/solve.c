/* A model turned around: scan for where the result passes the wanted value, then close
 * in.
 *
 * Closing in is Brent's method (R. P. Brent, Algorithms for Minimization without
 * Derivatives, 1973, chapter 4), which cannot leave its bracket. */
#include "core/internal.h"

#include "aicompute/solve.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum {
    STEPS = 64,
    POINTS_MAX = 3 * STEPS + 2,
    CURVE_MAX = 2 * POINTS_MAX,
    ROUNDS_MAX = 2000
};

/* The result less the wanted value, as a function of the unknown alone. */
typedef struct {
    const aic_model *model;
    double *inputs; /* a copy; the unknown changes */
    size_t unknown, result;
    double wanted;
    const bool *step_needed; /* for the result: what others refuse is no matter */
    bool *input_given;       /* or needed for the result */
} target;

/* The function as the scan sees it; NaN where the model has no result. */
typedef struct {
    double points[CURVE_MAX], misses[CURVE_MAX];
    size_t count;
} curve;

typedef struct {
    aic_solution *solutions;
    size_t capacity, count;
    const aic_variable *variable;
} answer;

static double miss(const target *f, double x)
{
    double results[SLOTS_MAX];
    f->inputs[f->unknown] = x;
    aic_evaluate_part(f->model, f->input_given, f->step_needed, f->inputs, results, NULL);
    return results[f->result] - f->wanted;
}

/* From `from` to `to` in STEPS steps, each farther than the last by the same factor. The
 * first point is left out: it belongs to the part before. */
static size_t widening_steps(double from, double to, double first, double *points)
{
    double gap = fabs(to - from), sign = to < from ? -1 : 1;
    for (int k = 1; k < STEPS; k++) {
        double share = (double)k / STEPS;
        double way = gap > first ? first * pow(gap / first, share) : gap * share;
        points[k - 1] = from + sign * way;
    }
    points[STEPS - 1] = to;
    return STEPS;
}

/* Down towards zero on a logarithmic scale, to the least value or as far as counts. */
static size_t shrinking_steps(double from, double to, double *points)
{
    double least = to > 0 ? to : from * 1e-16;
    for (int k = 1; k < STEPS; k++)
        points[k - 1] = from * pow(least / from, (double)k / STEPS);
    points[STEPS - 1] = to;
    return STEPS;
}

static void reverse(double *points, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        double kept = points[i];
        points[i] = points[count - 1 - i];
        points[count - 1 - i] = kept;
    }
}

/* Where to look, in ascending order. */
static size_t scan_points(const aic_variable *v, double *points)
{
    size_t count = 0;
    double first = (v->high - v->low) / STEPS;
    if (v->min < v->low) {
        count = v->scale == AIC_LOG ? shrinking_steps(v->low, v->min, points)
                                    : widening_steps(v->low, v->min, first, points);
        reverse(points, count);
    }
    for (int k = 0; k <= STEPS; k++) {
        double share = (double)k / STEPS;
        points[count + (size_t)k] = v->scale == AIC_LOG
                                        ? v->low * pow(v->high / v->low, share)
                                        : v->low + (v->high - v->low) * share;
    }
    points[count + STEPS] = v->high;
    count += STEPS + 1;
    if (v->max > v->high)
        count += widening_steps(v->high, v->max, first, points + count);
    return count;
}

static int scan(const target *f, curve *seen, aic_error *error)
{
    aic_column columns[SLOTS_MAX];
    double *results[SLOTS_MAX] = {NULL};
    const aic_model *model = f->model;
    for (size_t i = 0; i < model->n_inputs; i++)
        columns[i] = (aic_column){f->input_given[i] ? &f->inputs[i] : NULL, 0};
    columns[f->unknown] = (aic_column){seen->points, 1};
    results[f->result] = seen->misses;
    int status = aic_evaluate_columns(model, columns, model->n_inputs, results,
                                      model->n_results, seen->count, NULL, NULL, error);
    for (size_t i = 0; i < seen->count && status >= 0; i++)
        seen->misses[i] -= f->wanted;
    return status;
}

static void add(answer *found, double value, double end, int kind)
{
    const aic_variable *v = found->variable;
    if (found->count < found->capacity)
        found->solutions[found->count] = (aic_solution){
            .value = value,
            .end = end,
            .kind = kind,
            .usual = value >= v->low && value <= v->high,
        };
    found->count++;
}

/* The last value towards `outside` at which the miss is still nothing. */
static double flat_end(const target *f, double inside, double outside)
{
    for (int i = 0; i < ROUNDS_MAX; i++) {
        double middle = inside + (outside - inside) / 2;
        if (middle == inside || middle == outside)
            break;
        if (miss(f, middle) == 0)
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

/* An exact hit at x: one point, or a stretch between `below` and `above`? Rounding makes
 * a few doubles beside any root hit too, so the look goes a little farther. */
static void add_hit(const target *f, answer *found, double x, double below, double above)
{
    double aside = fabs(x) > 0 ? fabs(x) * 1e-9 : (above - below) * 1e-9;
    bool flat = (x - aside >= below && miss(f, x - aside) == 0) ||
                (x + aside <= above && miss(f, x + aside) == 0);
    if (flat)
        add(found, flat_end(f, x, below), flat_end(f, x, above), AIC_FLAT);
    else
        add(found, x, x, AIC_ROOT);
}

/* The two ends of a bracket; `b` is the better. */
typedef struct {
    double a, fa, b, fb;
} bracket;

/* One step of interpolation between the ends and the end before, or NaN. */
static double interpolated(const bracket *at, double c, double fc)
{
    double s = at->fb / at->fa;
    double half = (c - at->b) / 2;
    double p, q;
    if (at->a == c) {
        p = 2 * half * s;
        q = 1 - s;
    } else {
        double t = at->fa / fc, r = at->fb / fc;
        p = s * (2 * half * t * (t - r) - (at->b - at->a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
    }
    return -p / q;
}

/* Close in until the ends are neighbours: returns the better end and, in `other`, the end
 * on the far side of the wanted value. */
static bracket close_in(const target *f, bracket at)
{
    double c = at.a, fc = at.fa, stride = at.b - at.a, before = stride;
    for (int i = 0; i < ROUNDS_MAX && at.fb != 0; i++) {
        if ((at.fb > 0) == (fc > 0)) {
            c = at.a;
            fc = at.fa;
            stride = before = at.b - at.a;
        }
        if (fabs(fc) < fabs(at.fb))
            at = (bracket){at.b, at.fb, c, fc}, c = at.a, fc = at.fa;
        double least = DBL_EPSILON * fabs(at.b), half = (c - at.b) / 2;
        if (fabs(half) <= least || at.b + half == at.b || at.b + half == c)
            break;
        double move = fabs(before) > least && fabs(at.fa) > fabs(at.fb)
                          ? interpolated(&at, c, fc)
                          : NAN;
        bool good = move * half > 0 && fabs(move) < 1.5 * fabs(half) &&
                    fabs(move) < fabs(before) / 2;
        before = good ? stride : half;
        stride = good ? move : half;
        at.a = at.b;
        at.fa = at.fb;
        at.b += fabs(stride) > least ? stride : copysign(least, half);
        at.fb = miss(f, at.b);
        if (isnan(at.fb))
            break;
    }
    return (bracket){c, fc, at.b, at.fb};
}

/* The miss at x, or `otherwise` where the model has no result, as beyond its range. */
static double miss_or(const target *f, double x, double otherwise)
{
    double found = miss(f, x);
    return isnan(found) ? otherwise : found;
}

/* Neighbouring doubles on either side of the wanted value: does the result pass through
 * it, or jump across? A jump stays as high however near one looks. */
static bool is_jump(const target *f, const bracket *ends)
{
    double height = fabs(ends->fa - ends->fb);
    if (height <= 1e-9 * fabs(f->wanted))
        return false;
    double aside = fabs(ends->b) > 0 ? fabs(ends->b) * 1e-7 : 1e-300;
    double above = miss_or(f, ends->b + aside, ends->fb);
    double below = miss_or(f, ends->b - aside, ends->fb);
    return !(height < 0.01 * fabs(above - below));
}

static void add_crossing(const target *f, answer *found, double below, double f_below,
                         double above, double f_above)
{
    bracket ends = close_in(f, (bracket){below, f_below, above, f_above});
    if (isnan(ends.fb))
        return;
    if (ends.fb == 0)
        add_hit(f, found, ends.b, below, above);
    else
        add(found, ends.b, ends.b, is_jump(f, &ends) ? AIC_JUMP : AIC_ROOT);
}

/* Neighbouring scan points that all hit are one stretch. Returns the last of them. */
static size_t add_hits(const target *f, answer *found, const curve *seen, size_t i)
{
    const double *points = seen->points, *misses = seen->misses;
    size_t last = i;
    while (last + 1 < seen->count && misses[last + 1] == 0)
        last++;
    bool ends = last + 1 == seen->count || isnan(misses[last + 1]);
    double below = i > 0 && !isnan(misses[i - 1]) ? points[i - 1] : points[i];
    double above = ends ? points[last] : points[last + 1];
    if (last == i)
        add_hit(f, found, points[i], below, above);
    else
        add(found, flat_end(f, points[i], below), flat_end(f, points[last], above),
            AIC_FLAT);
    return last;
}

/* The last value from `good` towards `refused` at which the model has a result. */
static double last_result(const target *f, double good, double refused, double *f_good)
{
    for (int i = 0; i < ROUNDS_MAX; i++) {
        double middle = good + (refused - good) / 2;
        if (middle == good || middle == refused)
            break;
        double found = miss(f, middle);
        if (isnan(found)) {
            refused = middle;
        } else {
            good = middle;
            *f_good = found;
        }
    }
    return good;
}

static void add_point(curve *to, double point, double f_point)
{
    to->points[to->count] = point;
    to->misses[to->count++] = f_point;
}

/* Between a point with a result and one without lies the edge of what the model takes: it
 * becomes a point too. */
static void add_edges(const target *f, const curve *seen, curve *to)
{
    to->count = 0;
    for (size_t i = 0; i < seen->count; i++) {
        add_point(to, seen->points[i], seen->misses[i]);
        bool here = !isnan(seen->misses[i]);
        bool edge = i + 1 < seen->count && here == isnan(seen->misses[i + 1]);
        if (!edge)
            continue;
        size_t good = here ? i : i + 1, refused = here ? i + 1 : i;
        double f_last = seen->misses[good];
        double last = last_result(f, seen->points[good], seen->points[refused], &f_last);
        if (last != seen->points[good])
            add_point(to, last, f_last);
    }
}

static void find_all(const target *f, const curve *seen, answer *found)
{
    const double *points = seen->points, *misses = seen->misses;
    for (size_t i = 0; i < seen->count; i++) {
        if (misses[i] == 0)
            i = add_hits(f, found, seen, i);
        else if (i + 1 < seen->count && ((misses[i] < 0 && misses[i + 1] > 0) ||
                                         (misses[i] > 0 && misses[i + 1] < 0)))
            add_crossing(f, found, points[i], misses[i], points[i + 1], misses[i + 1]);
    }
}

static int check_arguments(const aic_model *model, const double *inputs,
                           size_t input_count, size_t unknown, size_t result,
                           double wanted, const aic_solution *solutions, size_t capacity,
                           const size_t *count, aic_error *error)
{
    if (!model || !inputs || !count || (!solutions && capacity > 0))
        return aic_error_set(
            error, AIC_E_ARGUMENT,
            "the model, the inputs, the solutions or the count are NULL");
    if (input_count != model->n_inputs)
        return aic_error_set(error, AIC_E_ARGUMENT, "%s has %zu inputs, not %zu",
                             model->name, model->n_inputs, input_count);
    if (unknown >= model->n_inputs || result >= model->n_results)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s has no input %zu or no result %zu", model->name, unknown,
                             result);
    if (!isfinite(wanted))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the wanted %s is not a finite number",
                             model->results[result].name);
    return AIC_OK;
}

/* Every point was refused: let the first say why. */
static int explain_nothing(const target *f, const double *points, size_t count,
                           aic_error *error)
{
    double results[SLOTS_MAX];
    f->inputs[f->unknown] = points[count / 2];
    return aic_evaluate_part(f->model, f->input_given, f->step_needed, f->inputs, results,
                             error);
}

int aic_solve(const aic_model *model, const double *inputs, size_t input_count,
              size_t unknown, size_t result, double wanted, aic_solution *solutions,
              size_t capacity, size_t *count, aic_error *error)
{
    int status = check_arguments(model, inputs, input_count, unknown, result, wanted,
                                 solutions, capacity, count, error);
    if (status < 0)
        return status;
    *count = 0;
    double own[SLOTS_MAX];
    curve scanned, seen;
    bool slot_needed[SLOTS_MAX] = {false}, step_needed[SLOTS_MAX] = {false};
    bool input_given[SLOTS_MAX];
    slot_needed[model->n_inputs + result] = true;
    aic_find_needed(model, slot_needed, step_needed);
    memcpy(own, inputs, input_count * sizeof *own);
    for (size_t i = 0; i < input_count; i++)
        input_given[i] = slot_needed[i] || i == unknown || !isnan(inputs[i]);
    target f = {model, own, unknown, result, wanted, step_needed, input_given};
    answer found = {solutions, capacity, 0, &model->inputs[unknown]};
    scanned.count = scan_points(found.variable, scanned.points);
    status = scan(&f, &scanned, error);
    if (status < 0)
        return status;
    bool any = false;
    for (size_t i = 0; i < scanned.count; i++)
        any |= !isnan(scanned.misses[i]);
    if (!any)
        return explain_nothing(&f, scanned.points, scanned.count, error);
    add_edges(&f, &scanned, &seen);
    find_all(&f, &seen, &found);
    *count = found.count;
    return aic_error_clear(error);
}
