/* The words that the text, the pages and the JSON of an audit share. What a function
 * returns as char * is the caller's to free. */
#include "claims.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool statement_holds(const statement *s)
{
    return s->report.verdict == AIC_HOLDS || s->report.verdict == AIC_HOLDS_ROUNDING;
}

/* Where a figure simply holds, the values that give exactly it are those in use. */
bool shows_implied(const statement *s)
{
    bool plain = s->report.verdict == AIC_HOLDS && s->relation == AIC_ABOUT;
    return s->n_implied > 0 && !plain;
}

char *value_text(double value, const char *unit, const char *currency)
{
    char number[NUMBER_SIZE];
    const char *shown = isnan(value) ? "" : unit_shown(unit, currency);
    return format_text("%s%s%s", number_short(number, value), *shown ? " " : "", shown);
}

/* What nobody gave and nothing needs is not worth a line. */
bool shows_input(const situation *s, size_t input)
{
    return s->used[input] || s->inputs[input].audit.origin != AIC_DEFAULTED;
}

const char *input_origin(const situation *s, size_t input)
{
    switch (s->inputs[input].audit.origin) {
    case AIC_STATED:
        return "stated";
    case AIC_ASSUMED:
        return "assumed";
    default:
        return isnan(aic_model_input(s->model, input)->value) ? "missing" : "default";
    }
}

/* A value as the file has it. */
char *input_value(const situation *s, size_t input)
{
    const aic_variable *v = aic_model_input(s->model, input);
    const given_input *g = &s->inputs[input];
    if (g->text)
        return format_text("%s", g->text);
    if (isnan(v->value))
        return format_text("not stated");
    return value_text(v->value, v->unit, s->currency);
}

/* What a reader may ask about an input: whence, and why this value. */
char *input_source(const situation *s, size_t input)
{
    const given_input *g = &s->inputs[input];
    const aic_variable *v = aic_model_input(s->model, input);
    char *source;
    if (g->audit.origin == AIC_STATED && *g->source == '\0')
        source = format_text("the article");
    else if (g->audit.origin == AIC_DEFAULTED)
        source = isnan(v->value) ? format_text("%s", "") : source_line(v->source);
    else
        source = *g->source ? source_line(g->source) : format_text("no source given");
    char *text = format_text("%s%s%s", source, *source && *g->note ? ". " : "", g->note);
    free(source);
    return text;
}

char *stated_text(const statement *s)
{
    bool about = strcmp(s->relation_text, "about") == 0;
    return format_text("%s%s%s", about ? "" : s->relation_text, about ? "" : " ",
                       s->stated_text);
}

char *computed_text(const statement *s)
{
    const situation *own = &s->situation;
    const char *unit = aic_model_result(own->model, own->result)->unit;
    bool open = strcmp(unit, "any") == 0 && s->stated.currency[0];
    char number[NUMBER_SIZE];
    if (isnan(s->report.computed))
        return format_text("not computable");
    if (strcmp(unit, "1") == 0 && strchr(s->stated_text, '%'))
        return format_text("%s %%", number_short(number, 100 * s->report.computed));
    return value_text(s->report.computed, open ? "cur" : unit,
                      open ? s->stated.currency : own->currency);
}

char *ratio_text(const statement *s)
{
    char number[NUMBER_SIZE];
    if (isnan(s->report.ratio))
        return format_text("-");
    snprintf(number, sizeof number, "%.4g", s->report.ratio);
    return format_text("%s", number_short(number, strtod(number, NULL)));
}

static void percent(char to[16], double share)
{
    snprintf(to, 16, "%.3g %%", 100 * share);
}

/* "3.1 % that it holds (95 % interval 3 % to 3.2 %) when what is not stated ..." */
char *odds_text(const statement *s)
{
    const situation *own = &s->situation;
    const aic_odds *odds = &s->odds;
    const char *unit = aic_model_result(own->model, own->result)->unit;
    char share[16], low[16], high[16], samples[NUMBER_SIZE];
    if (isnan(odds->probability))
        return format_text("none: the model refuses every sample");
    percent(share, odds->probability);
    percent(low, odds->low);
    percent(high, odds->high);
    char *from = value_text(odds->q05, unit, own->currency);
    char *middle = value_text(odds->median, unit, own->currency);
    char *to = value_text(odds->q95, unit, own->currency);
    char *text = format_text(
        "%s that it holds (95 %% interval %s to %s) when what is not stated, %zu of the "
        "inputs, is anything usual; median %s, 90 %% between %s and %s; %s samples, seed "
        "%d",
        share, low, high, odds->varied, middle, from, to,
        number_short(samples, (double)odds->samples), ODDS_SEED);
    free(from);
    free(middle);
    free(to);
    return text;
}

/* "household_kwh_per_month = 981.8182 kWh/month (not usual: 280 to 430)" */
char *implied_text(const statement *s, size_t i)
{
    const situation *own = &s->situation;
    const aic_implied *one = &s->implied[i];
    const aic_variable *v = aic_model_input(own->model, one->input);
    const aic_audit_input *range = &own->inputs[one->input].audit;
    char low[NUMBER_SIZE], high[NUMBER_SIZE];
    char *value = value_text(one->value, v->unit, own->currency);
    char *text = format_text(
        "%s = %s (%s: %s to %s)", v->name, value, one->usual ? "usual" : "not usual",
        number_short(low, isnan(range->low) ? v->low : range->low),
        number_short(high, isnan(range->high) ? v->high : range->high));
    free(value);
    return text;
}

/* "life_years = 5 years, capital_share = 1 (default)": what differs from the statement,
 * or everything when the model does. */
static char *changed_inputs(const what_if *w, const situation *base)
{
    const situation *s = &w->situation;
    bool same = strcmp(aic_model_name(s->model), aic_model_name(base->model)) == 0;
    char *text = format_text("%s", "");
    for (size_t i = 0; i < s->n_inputs; i++) {
        const given_input *g = &s->inputs[i];
        bool unchanged = same && g->text == base->inputs[i].text;
        if ((w->solves && i == w->unknown) || unchanged || !shows_input(s, i))
            continue;
        char *value = input_value(s, i);
        char *source = *g->source ? source_line(g->source) : format_text("%s", "");
        char *longer =
            format_text("%s%s%s = %s%s%s%s", text, *text ? ", " : "",
                        aic_model_input(s->model, i)->name, value,
                        g->text ? "" : " by default", *source ? " from " : "", source);
        free(value);
        free(source);
        free(text);
        text = longer;
    }
    return text;
}

char *what_if_text(const what_if *w, const situation *base)
{
    const situation *s = &w->situation;
    const aic_variable *v = w->solves ? aic_model_input(s->model, w->unknown)
                                      : aic_model_result(s->model, s->result);
    char *value = value_text(w->value, v->unit, s->currency);
    char *inputs = changed_inputs(w, base);
    bool none = w->solves && isnan(w->value);
    char *text = format_text("%s: %s%s%s%s%s%s%s%s", w->text, v->name,
                             none ? " has no such value" : " = ", none ? "" : value,
                             *inputs ? " (with " : "", inputs, *inputs ? ")" : "",
                             *w->note ? ". " : "", w->note);
    free(inputs);
    free(value);
    return text;
}

/* "3 statements; holds: 2; does not hold: 1" */
char *tally_text(const article *articles, size_t count)
{
    size_t tally[AIC_DOES_NOT_HOLD + 1] = {0}, all = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < articles[i].n_statements; k++, all++)
            tally[articles[i].statements[k].report.verdict]++;
    static const int order[] = {AIC_HOLDS, AIC_HOLDS_ROUNDING, AIC_UNIT_SLIP,
                                AIC_DOES_NOT_HOLD, AIC_NOT_COMPUTABLE};
    char *text = format_text("%zu statement%s", all, all == 1 ? "" : "s");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (tally[order[i]] == 0)
            continue;
        char *longer =
            format_text("%s; %s: %zu", text, aic_verdict_text(order[i]), tally[order[i]]);
        free(text);
        text = longer;
    }
    return text;
}
