/* Does a published figure hold? Verdicts in the order of precedence of enum aic_verdict.
 */
#include "core/internal.h"

#include "aicompute/audit.h"
#include "aicompute/solve.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Printed precision is never taken to be worse than this share of the figure. */
static const double PRECISION_MAX = 0.05;

enum { SOLUTIONS_MAX = 16, SWEEPS_MAX = 8 };

/* A factor by which figures of this field are wrong, and how it comes about. */
typedef struct {
    double factor;
    const char *what;
} slip;

static const slip slips[] = {
    {12, "months in a year"},  {24, "hours in a day"},
    {30, "days in a month"},   {365, "days in a year"},
    {8760, "hours in a year"}, {100, "a percentage taken for a fraction"},
    {1e3, "a prefix: kilo"},   {1e6, "a prefix: mega"},
    {1e4, "a myriad (man)"},   {1e8, "a hundred million (eok)"},
};

/* One statement under audit. */
typedef struct {
    const aic_model *model;
    const aic_audit_input *given;
    size_t result;
    double stated;
    int relation;
    double values[SLOTS_MAX];                            /* of the inputs */
    bool slot_needed[SLOTS_MAX], step_needed[SLOTS_MAX]; /* for the stated result */
    bool input_given[SLOTS_MAX]; /* by the publication or the auditor, or needed */
    aic_audit_report *report;
} statement;

const char *aic_verdict_text(int verdict)
{
    switch (verdict) {
    case AIC_NOT_COMPUTABLE:
        return "not computable";
    case AIC_HOLDS:
        return "holds";
    case AIC_HOLDS_ROUNDING:
        return "holds within input rounding";
    case AIC_UNIT_SLIP:
        return "unit slip";
    case AIC_DOES_NOT_HOLD:
        return "does not hold";
    default:
        return "unknown verdict";
    }
}

static double at_most_share(double half_unit, double value)
{
    double most = PRECISION_MAX * fabs(value);
    return half_unit < most ? half_unit : most;
}

/* A little room for the rounding of binary arithmetic at the edge of a tolerance. */
static double with_rounding(double tolerance, double stated)
{
    return tolerance + 1e-12 * fabs(stated);
}

static bool agrees(const statement *s, double computed, int relation)
{
    double room = with_rounding(s->report->tolerance, s->stated);
    bool enough = relation == AIC_AT_MOST || computed >= s->stated - room;
    bool little = relation == AIC_AT_LEAST || computed <= s->stated + room;
    return enough && little;
}

static int compute(const statement *s, const double *values, double *computed,
                   aic_error *error)
{
    double results[SLOTS_MAX];
    int status = aic_evaluate_part(s->model, s->input_given, s->step_needed, values,
                                   results, error);
    *computed = results[s->result];
    return status;
}

static double clamped(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

/* Move each stated input to whichever end of its rounding takes the figure farther in one
 * direction, until none moves any more. */
static double extreme(const statement *s, int direction)
{
    double values[SLOTS_MAX], best = s->report->computed;
    memcpy(values, s->values, s->model->n_inputs * sizeof *values);
    bool moved = true;
    for (int sweep = 0; sweep < SWEEPS_MAX && moved; sweep++) {
        moved = false;
        for (size_t i = 0; i < s->model->n_inputs; i++) {
            if (s->given[i].origin != AIC_STATED)
                continue;
            double half = at_most_share(s->given[i].half_unit, s->given[i].value);
            double kept = values[i];
            for (int end = -1; end <= 1; end += 2) {
                double computed, before = values[i];
                values[i] = clamped(s->given[i].value + end * half,
                                    s->model->inputs[i].min, s->model->inputs[i].max);
                bool farther = compute(s, values, &computed, NULL) >= 0 &&
                               direction * computed > direction * best;
                best = farther ? computed : best;
                values[i] = farther ? values[i] : before;
            }
            moved |= values[i] != kept;
        }
    }
    return best;
}

static const slip *find_slip(const statement *s)
{
    double computed = s->report->computed;
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        if (agrees(s, computed / slips[i].factor, AIC_ABOUT) ||
            agrees(s, computed * slips[i].factor, AIC_ABOUT))
            return &slips[i];
    return NULL;
}

static bool rounding_agrees(const statement *s)
{
    double room = with_rounding(s->report->tolerance, s->stated);
    bool enough = s->relation == AIC_AT_MOST || s->report->most >= s->stated - room;
    bool little = s->relation == AIC_AT_LEAST || s->report->least <= s->stated + room;
    return enough && little;
}

/* A figure for people to read: six digits, the thousands set apart. */
static void short_number(char *to, size_t size, double value)
{
    char text[64];
    snprintf(text, sizeof text, "%.6g", value);
    aic_format_number(text, sizeof text, strtod(text, NULL));
    size_t length = strspn(text, "-0123456789");
    bool plain = fabs(value) >= 1000 && !strchr(text, 'e');
    size_t at = 0;
    for (size_t i = 0; text[i] && at + 2 < size; i++) {
        bool group = i > 0 && i < length && (length - i) % 3 == 0 && text[i - 1] != '-';
        if (plain && group)
            to[at++] = ',';
        to[at++] = text[i];
    }
    to[at] = '\0';
}

static const char *relation_words(int relation)
{
    return relation == AIC_AT_LEAST  ? "at least "
           : relation == AIC_AT_MOST ? "at most "
                                     : "";
}

static void explain_agreement(statement *s)
{
    aic_audit_report *r = s->report;
    char computed[32], stated[32], room[32], least[32], most[32];
    short_number(computed, sizeof computed, r->computed);
    short_number(stated, sizeof stated, s->stated);
    short_number(room, sizeof room, r->tolerance);
    short_number(least, sizeof least, r->least);
    short_number(most, sizeof most, r->most);
    const char *relation = relation_words(s->relation);
    bool rounded =
        s->relation == AIC_AT_LEAST ? r->computed < s->stated : r->computed > s->stated;
    if (r->verdict == AIC_HOLDS && s->relation == AIC_ABOUT)
        snprintf(r->explanation, sizeof r->explanation,
                 "computed %s agrees with the stated %s to within %s", computed, stated,
                 room);
    else if (r->verdict == AIC_HOLDS)
        snprintf(r->explanation, sizeof r->explanation,
                 "computed %s is %sthe stated %s%s%s", computed, relation, stated,
                 rounded ? ", which is rounded by up to " : "", rounded ? room : "");
    else if (r->verdict == AIC_HOLDS_ROUNDING)
        snprintf(r->explanation, sizeof r->explanation,
                 "computed %s is not the stated %s%s, but the stated inputs moved within "
                 "their printed precision give %s to %s",
                 computed, relation, stated, least, most);
    else
        snprintf(r->explanation, sizeof r->explanation,
                 "computed %s, stated %s%s; the stated inputs moved within their printed "
                 "precision give %s to %s",
                 computed, relation, stated, least, most);
}

static void explain_slip(statement *s, const slip *found)
{
    aic_audit_report *r = s->report;
    bool too_small = fabs(s->stated) < fabs(r->computed);
    char computed[32], stated[32], mended[32];
    short_number(computed, sizeof computed, r->computed);
    short_number(stated, sizeof stated, s->stated);
    short_number(mended, sizeof mended,
                 too_small ? r->computed / found->factor : r->computed * found->factor);
    snprintf(r->explanation, sizeof r->explanation,
             "computed %s is off the stated %s by a factor of %g, %s: %s would hold",
             computed, stated, found->factor, found->what, mended);
}

static void judge(statement *s)
{
    aic_audit_report *r = s->report;
    r->ratio = s->stated != 0 ? r->computed / s->stated : NAN;
    r->least = extreme(s, -1);
    r->most = extreme(s, 1);
    if (agrees(s, r->computed, s->relation)) {
        r->verdict = AIC_HOLDS;
    } else if (rounding_agrees(s)) {
        r->verdict = AIC_HOLDS_ROUNDING;
    } else {
        const slip *found = find_slip(s);
        r->verdict = found ? AIC_UNIT_SLIP : AIC_DOES_NOT_HOLD;
        if (found) {
            r->slip = found->factor;
            explain_slip(s, found);
            return;
        }
    }
    explain_agreement(s);
}

/* The inputs that have no value, by name, into `names`. Returns how many. */
static size_t missing_inputs(const statement *s, char *names, size_t size)
{
    size_t count = 0, length = 0;
    names[0] = '\0';
    for (size_t i = 0; i < s->model->n_inputs; i++) {
        if (!isnan(s->values[i]) || !s->slot_needed[i])
            continue;
        const char *name = s->model->inputs[i].name;
        if (length + strlen(name) + 3 < size)
            length += (size_t)snprintf(names + length, size - length, "%s%s",
                                       count ? ", " : "", name);
        count++;
    }
    return count;
}

static double usual_low(const statement *s, size_t input)
{
    double low = s->given[input].low;
    return isnan(low) ? s->model->inputs[input].low : low;
}

static double usual_high(const statement *s, size_t input)
{
    double high = s->given[input].high;
    return isnan(high) ? s->model->inputs[input].high : high;
}

static bool is_usual(const statement *s, size_t input, double value)
{
    return value >= usual_low(s, input) && value <= usual_high(s, input);
}

/* Of a stretch of values that all do, the one nearest to the value used, and a usual one
 * if there is any. */
static double nearest_of(const statement *s, size_t input, const aic_solution *solution)
{
    double used = s->values[input], least = solution->value, most = solution->end;
    double low = usual_low(s, input), high = usual_high(s, input);
    bool any_usual = least <= high && most >= low;
    if (any_usual) {
        least = least < low ? low : least;
        most = most > high ? high : most;
    }
    return isnan(used) ? least : clamped(used, least, most);
}

static bool is_better(const statement *s, const aic_implied *one, const aic_implied *best)
{
    double used = s->values[one->input];
    if (one->usual != best->usual)
        return one->usual > best->usual;
    return fabs(one->value - used) < fabs(best->value - used);
}

/* Any value will do, as far as one looks: nothing is implied. */
static bool says_nothing(const statement *s, size_t input, const aic_solution *solution)
{
    const aic_variable *variable = &s->model->inputs[input];
    return solution->kind == AIC_FLAT && solution->value <= variable->low &&
           solution->end >= variable->high;
}

/* The value of one input that gives exactly the stated figure. */
static int imply(const statement *s, size_t input, aic_implied *implied, bool *found,
                 aic_error *error)
{
    aic_solution solutions[SOLUTIONS_MAX];
    size_t count;
    *found = false;
    int status = aic_solve(s->model, s->values, s->model->n_inputs, input, s->result,
                           s->stated, solutions, SOLUTIONS_MAX, &count, error);
    if (status == AIC_E_CONDITION || status == AIC_E_RANGE)
        return AIC_OK;
    for (size_t i = 0; i < count && i < SOLUTIONS_MAX && status >= 0; i++) {
        if (solutions[i].kind == AIC_JUMP || says_nothing(s, input, &solutions[i]))
            continue;
        aic_implied one = {.input = input, .value = nearest_of(s, input, &solutions[i])};
        one.usual = is_usual(s, input, one.value);
        if (!*found || is_better(s, &one, implied))
            *implied = one;
        *found = true;
    }
    return status;
}

/* With one input missing, only that one can be found; with none missing, each can. */
static int imply_all(const statement *s, size_t missing, aic_implied *implied,
                     size_t *count, aic_error *error)
{
    for (size_t i = 0; i < s->model->n_inputs && missing <= 1; i++) {
        aic_implied one;
        bool found;
        if (!s->slot_needed[i] || (missing == 1 && !isnan(s->values[i])))
            continue;
        int status = imply(s, i, &one, &found, error);
        if (status < 0)
            return status;
        if (found)
            implied[(*count)++] = one;
    }
    return AIC_OK;
}

static int receive_inputs(statement *s, aic_error *error)
{
    for (size_t i = 0; i < s->model->n_inputs; i++) {
        const aic_audit_input *given = &s->given[i];
        bool known = given->origin >= AIC_DEFAULTED && given->origin <= AIC_ASSUMED;
        bool precise = given->origin != AIC_STATED || given->half_unit >= 0;
        bool own = given->origin != AIC_DEFAULTED;
        if (!known || !precise || (own && isnan(given->value)))
            return aic_error_set(
                error, AIC_E_ARGUMENT,
                "%s: input %s has an unknown origin, no value or a negative "
                "precision",
                s->model->name, s->model->inputs[i].name);
        s->input_given[i] = own || s->slot_needed[i];
        s->values[i] = own ? given->value : s->model->inputs[i].value;
    }
    return AIC_OK;
}

static int audit(statement *s, aic_implied *implied, size_t *count, aic_error *error)
{
    aic_audit_report *r = s->report;
    char names[256];
    size_t missing = missing_inputs(s, names, sizeof names);
    int status = AIC_OK;
    if (missing > 0) {
        r->verdict = AIC_NOT_COMPUTABLE;
        snprintf(r->explanation, sizeof r->explanation,
                 "neither stated nor assumed, and without a default: %s", names);
    } else {
        status = compute(s, s->values, &r->computed, error);
        if (status >= 0)
            judge(s);
    }
    if (status >= 0 && implied)
        status = imply_all(s, missing, implied, count, error);
    return status < 0 ? status : aic_error_clear(error);
}

static int check_arguments(const aic_model *model, const aic_audit_input *inputs,
                           size_t input_count, size_t result, const aic_figure *stated,
                           int relation, const aic_audit_report *report,
                           const aic_implied *implied, const size_t *count,
                           aic_error *error)
{
    if (!model || !inputs || !stated || !report || !implied != !count)
        return aic_error_set(
            error, AIC_E_ARGUMENT,
            "the model, the inputs, the figure or the report is NULL, or only "
            "one of the implied values and their count is");
    if (input_count != model->n_inputs || result >= model->n_results)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s has %zu inputs, not %zu, or no result "
                             "%zu",
                             model->name, model->n_inputs, input_count, result);
    if (!isfinite(stated->value) || !(stated->half_unit >= 0))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the stated figure is not a finite number "
                             "with a precision");
    if (relation < AIC_ABOUT || relation > AIC_AT_MOST)
        return aic_error_set(error, AIC_E_ARGUMENT, "no relation has the number %d",
                             relation);
    if (report->size < sizeof report->size)
        return aic_error_set(error, AIC_E_ARGUMENT, "the report does not say its size");
    return AIC_OK;
}

int aic_audit(const aic_model *model, const aic_audit_input *inputs, size_t input_count,
              size_t result, const aic_figure *stated, int relation,
              aic_audit_report *report, aic_implied *implied, size_t *count,
              aic_error *error)
{
    int status = check_arguments(model, inputs, input_count, result, stated, relation,
                                 report, implied, count, error);
    if (status < 0)
        return status;
    aic_audit_report own = {.size = report->size,
                            .computed = NAN,
                            .ratio = NAN,
                            .least = NAN,
                            .most = NAN,
                            .slip = NAN,
                            .tolerance = at_most_share(stated->half_unit, stated->value)};
    statement s = {.model = model,
                   .given = inputs,
                   .result = result,
                   .stated = stated->value,
                   .relation = relation,
                   .report = &own};
    s.slot_needed[model->n_inputs + result] = true;
    aic_find_needed(model, s.slot_needed, s.step_needed);
    if (count)
        *count = 0;
    status = receive_inputs(&s, error);
    if (status == AIC_OK)
        status = audit(&s, implied, count, error);
    size_t known = own.size < sizeof own ? own.size : sizeof own;
    memset(report, 0, own.size);
    memcpy(report, &own, known);
    return status;
}
