/* Distributions as text. What is a distribution and what is none, the library decides. */
#include "distribution_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARAMETERS_MAX = 4, PERCENT = 100 };

/* How a family is spelt here, as in Python; underscores do not count. */
typedef struct spelling {
    const char *name;
    int family; /* AIC_AS_DEFAULT for the one that suits the input */
    bool cut;   /* min and max follow the parameters */
} spelling;

static const spelling spellings[] = {
    {"uniform", AIC_UNIFORM, false},
    {"loguniform", AIC_LOG_UNIFORM, false},
    {"normal", AIC_NORMAL, false},
    {"lognormal", AIC_LOG_NORMAL, false},
    {"truncnormal", AIC_NORMAL, true},
    {"truncatednormal", AIC_NORMAL, true},
    {"triangular", AIC_TRIANGULAR, false},
    {"pert", AIC_PERT, false},
    {"beta", AIC_BETA, false},
    {"choices", AIC_CHOICES, false},
    {"discrete", AIC_CHOICES, false},
    {"empirical", AIC_EMPIRICAL, false},
    {"percentiles", AIC_AS_DEFAULT, false},
    {"constant", AIC_CONSTANT, false},
    {"usual", AIC_AS_DEFAULT, false},
};
enum { SPELLINGS = sizeof spellings / sizeof *spellings };

/* What stands between the brackets, while it is read. */
typedef struct reading {
    const aic_variable *input;
    const char *text; /* all of it, for messages */
    char *currency, *currency_of;
    const spelling *as;
    double parameters[PARAMETERS_MAX];
    bool given[PARAMETERS_MAX];
    double min, max; /* NaN when not given */
    size_t positional;
    double *values, *others; /* of a list: weights; of percentiles: probabilities */
    size_t count;
    bool percentiles;
} reading;

static int refuse(const reading *r, const char *what)
{
    return fail("%s=%.200s: %s", r->input->name, r->text, what);
}

static int refuse_owned(const reading *r, char *what)
{
    int status = refuse(r, what);
    free(what);
    return status;
}

/* Blanks around a part of the text go. */
static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t", text[length - 1]))
        text[--length] = '\0';
    return text;
}

static int read_figure(reading *r, const char *text, const char *unit, double *value)
{
    aic_figure figure;
    aic_error error;
    if (*text == '\0')
        return refuse(r, "a value is missing");
    /* As in choices(22,000): nobody writes a number so, but for grouped thousands. */
    if (text[0] == '0' && text[1] >= '0' && text[1] <= '9')
        return refuse(r, "commas part the values, so thousands are not grouped here");
    if (aic_figure_parse(text, unit, &figure, &error) < 0)
        return refuse(r, error.message);
    *value = figure.value;
    return currency_agree(unit, &figure, r->input->name, r->currency, r->currency_of);
}

static bool is_list(const reading *r)
{
    return r->as->family == AIC_CHOICES || r->as->family == AIC_EMPIRICAL;
}

static bool is_percentiles(const reading *r)
{
    return r->as->family == AIC_AS_DEFAULT;
}

/* Percentiles are kept in ascending order of their probabilities. */
static void add_pair(reading *r, double value, double other)
{
    size_t at = r->count++;
    r->values = grow(r->values, r->count, sizeof *r->values);
    r->others = grow(r->others, r->count, sizeof *r->others);
    for (; r->percentiles && at > 0 && r->others[at - 1] > other; at--) {
        r->values[at] = r->values[at - 1];
        r->others[at] = r->others[at - 1];
    }
    r->values[at] = value;
    r->others[at] = other;
}

/* value:weight, value, or probability:value. */
static int read_pair(reading *r, char *text)
{
    char *sign = strchr(text, ':');
    double value, other = 1;
    const char *unit = r->input->unit;
    if (sign)
        *sign = '\0';
    if (is_list(r)) {
        if (read_figure(r, trim(text), unit, &value) != STATUS_FINE ||
            (sign && read_figure(r, trim(sign + 1), "1", &other) != STATUS_FINE))
            return STATUS_ERROR;
    } else {
        if (!sign)
            return refuse(r, "percentiles are PROBABILITY:VALUE, as 0.05:1.1");
        if (read_figure(r, trim(text), "1", &other) != STATUS_FINE ||
            read_figure(r, trim(sign + 1), unit, &value) != STATUS_FINE)
            return STATUS_ERROR;
        r->percentiles = true;
    }
    add_pair(r, value, other);
    return STATUS_FINE;
}

/* Shapes and factors have no unit; everything else has that of the input. */
static const char *unit_of(const reading *r, const char *parameter)
{
    bool plain = strcmp(parameter, "alpha") == 0 || strcmp(parameter, "beta") == 0 ||
                 strcmp(parameter, "factor") == 0;
    return plain ? "1" : r->input->unit;
}

/* p05, p95, p2.5: a percentile of the family. */
static bool is_percentile(const char *label, double *probability)
{
    char *end;
    if (label[0] != 'p' || label[1] < '0' || label[1] > '9')
        return false;
    *probability = strtod(label + 1, &end) / PERCENT;
    return *end == '\0';
}

static size_t count_parameters(int family)
{
    size_t count = 0;
    while (count < PARAMETERS_MAX && aic_family_parameter(family, count))
        count++;
    return count;
}

static int unknown_label(const reading *r, const char *label)
{
    const char *names[PARAMETERS_MAX + 2];
    size_t count = count_parameters(r->as->family);
    for (size_t i = 0; i < count; i++)
        names[i] = aic_family_parameter(r->as->family, i);
    names[count++] = "min";
    names[count++] = "max";
    const char *meant = nearest(label, names, count);
    return refuse_owned(r, format_text("%s has no parameter \"%s\"%s%s%s", r->as->name,
                                       label, meant ? "; did you mean \"" : "",
                                       meant ? meant : "", meant ? "\"?" : ""));
}

static int read_end(reading *r, const char *name, const char *text)
{
    double *end = strcmp(name, "min") == 0 ? &r->min : &r->max;
    if (!isnan(*end))
        return refuse_owned(r, format_text("%s is given twice", name));
    return read_figure(r, text, r->input->unit, end);
}

static int read_parameter(reading *r, size_t at, const char *text)
{
    const char *name = aic_family_parameter(r->as->family, at);
    if (r->given[at])
        return refuse_owned(r, format_text("%s is given twice", name));
    r->given[at] = true;
    return read_figure(r, text, unit_of(r, name), &r->parameters[at]);
}

static int read_labelled(reading *r, const char *label, const char *text)
{
    double probability, value;
    if (strcmp(label, "min") == 0 || strcmp(label, "max") == 0)
        return read_end(r, label, text);
    for (size_t i = 0; i < count_parameters(r->as->family); i++)
        if (strcmp(label, aic_family_parameter(r->as->family, i)) == 0)
            return read_parameter(r, i, text);
    if (is_list(r) || !is_percentile(label, &probability))
        return unknown_label(r, label);
    if (read_figure(r, text, r->input->unit, &value) != STATUS_FINE)
        return STATUS_ERROR;
    r->percentiles = true;
    add_pair(r, value, probability);
    return STATUS_FINE;
}

static int read_positional(reading *r, const char *text)
{
    size_t count = count_parameters(r->as->family), at = r->positional++;
    if (at < count)
        return read_parameter(r, at, text);
    if (r->as->cut && at < count + 2)
        return read_end(r, at == count ? "min" : "max", text);
    return refuse_owned(
        r, format_text("%s takes %zu values", r->as->name, count + (r->as->cut ? 2 : 0)));
}

static int read_argument(reading *r, char *text)
{
    char *sign = strchr(text, '=');
    if (sign) {
        *sign = '\0';
        return read_labelled(r, trim(text), trim(sign + 1));
    }
    if (is_list(r) || is_percentiles(r))
        return read_pair(r, text);
    return read_positional(r, trim(text));
}

static int read_arguments(reading *r, char *text)
{
    while (text) {
        char *comma = strchr(text, ',');
        if (comma)
            *comma = '\0';
        if (read_argument(r, text) != STATUS_FINE)
            return STATUS_ERROR;
        text = comma ? comma + 1 : NULL;
    }
    return STATUS_FINE;
}

/* A beta distribution is from 0 to 1 unless its ends are given. */
static int complete(reading *r)
{
    if (r->as->family == AIC_BETA && !r->given[2] && !r->given[3]) {
        r->parameters[3] = 1;
        r->given[2] = r->given[3] = true;
    }
    for (size_t i = 0; i < count_parameters(r->as->family); i++)
        if (!r->given[i])
            return refuse_owned(r, format_text("%s needs %s", r->as->name,
                                               aic_family_parameter(r->as->family, i)));
    return STATUS_FINE;
}

static int make_family(const reading *r, aic_distribution *made, aic_error *error)
{
    const double *p = r->parameters;
    switch (r->as->family) {
    case AIC_CONSTANT:
        return aic_distribution_constant(p[0], made, error);
    case AIC_UNIFORM:
        return aic_distribution_uniform(p[0], p[1], made, error);
    case AIC_LOG_UNIFORM:
        return aic_distribution_log_uniform(p[0], p[1], made, error);
    case AIC_NORMAL:
        return aic_distribution_normal(p[0], p[1], made, error);
    case AIC_LOG_NORMAL:
        return aic_distribution_log_normal(p[0], p[1], made, error);
    case AIC_TRIANGULAR:
        return aic_distribution_triangular(p[0], p[1], p[2], made, error);
    case AIC_PERT:
        return aic_distribution_pert(p[0], p[1], p[2], made, error);
    default:
        return aic_distribution_beta(p[0], p[1], p[2], p[3], made, error);
    }
}

static int make_fitted(const reading *r, aic_distribution *made, aic_error *error)
{
    int family = r->as->family;
    if (family == AIC_AS_DEFAULT)
        family = r->input->scale == AIC_LOG ? AIC_LOG_NORMAL : AIC_NORMAL;
    return aic_distribution_fit(family, r->others, r->values, r->count, made, error);
}

/* The list goes over to the distribution: values, then weights. */
static int make_list(const reading *r, spread *made, aic_error *error)
{
    size_t n = r->count;
    made->own = allocate(2 * n, sizeof *made->own);
    for (size_t i = 0; i < n; i++) {
        made->own[i] = r->values[i];
        made->own[n + i] = r->others[i];
    }
    return r->as->family == AIC_CHOICES
               ? aic_distribution_choices(made->own, made->own + n, n, &made->known,
                                          error)
               : aic_distribution_empirical(made->own, made->own + n, n, &made->known,
                                            error);
}

static int make(reading *r, spread *made)
{
    aic_error error;
    int status;
    bool mixed = r->positional > 0;
    for (size_t i = 0; i < PARAMETERS_MAX; i++)
        mixed |= r->given[i];
    if (r->percentiles && mixed)
        return refuse(r, "parameters and percentiles do not go together");
    if (is_percentiles(r) && !r->percentiles)
        return refuse(r, "percentiles are PROBABILITY:VALUE, as 0.05:1.1");
    if (is_list(r) && r->count == 0)
        return refuse(r, "a value is missing");
    if (!is_list(r) && !r->percentiles && complete(r) != STATUS_FINE)
        return STATUS_ERROR;
    if (is_list(r))
        status = make_list(r, made, &error);
    else if (r->percentiles)
        status = make_fitted(r, &made->known, &error);
    else
        status = make_family(r, &made->known, &error);
    if (status >= 0 && (!isnan(r->min) || !isnan(r->max)))
        status = aic_distribution_truncate(isnan(r->min) ? -INFINITY : r->min,
                                           isnan(r->max) ? INFINITY : r->max,
                                           &made->known, &error);
    return status < 0 ? refuse(r, error.message) : STATUS_FINE;
}

static int find_spelling(reading *r, const char *name)
{
    char plain[64];
    size_t length = 0;
    const char *names[SPELLINGS];
    for (const char *c = name; *c && length + 1 < sizeof plain; c++)
        if (*c != '_' && *c != '-')
            plain[length++] = *c;
    plain[length] = '\0';
    for (size_t i = 0; i < SPELLINGS; i++) {
        names[i] = spellings[i].name;
        if (strcmp(plain, names[i]) == 0)
            r->as = &spellings[i];
    }
    if (r->as)
        return STATUS_FINE;
    const char *meant = nearest(plain, names, SPELLINGS);
    return refuse_owned(r, format_text("no distribution is named \"%.60s\"%s%s%s", name,
                                       meant ? "; did you mean \"" : "",
                                       meant ? meant : "", meant ? "\"?" : ""));
}

static int read_usual(const reading *r, bool arguments, spread *made)
{
    aic_error error;
    if (arguments)
        return refuse(r, "usual takes no values");
    if (aic_distribution_usual(r->input, &made->known, &error) < 0)
        return refuse(r, error.message);
    return STATUS_FINE;
}

static int read_copy(reading *r, char *copy, spread *made)
{
    char *open = strchr(copy, '('), *close = strrchr(copy, ')');
    if (open && (!close || *trim(close + 1) != '\0' || close < open))
        return refuse(r, "the bracket is not closed");
    if (open)
        *open = *close = '\0';
    if (find_spelling(r, trim(copy)) != STATUS_FINE)
        return STATUS_ERROR;
    if (strcmp(r->as->name, "usual") == 0)
        return read_usual(r, open && *trim(open + 1) != '\0', made);
    if (!open)
        return refuse(r, "a distribution has its values in brackets");
    if (read_arguments(r, open + 1) != STATUS_FINE)
        return STATUS_ERROR;
    return make(r, made);
}

bool says_distribution(const char *text)
{
    return strchr(text, '(') || strcmp(text, "usual") == 0;
}

int distribution_read(const aic_variable *input, const char *text, char currency[12],
                      char currency_of[64], spread *made)
{
    reading r = {.input = input,
                 .text = text,
                 .currency = currency,
                 .currency_of = currency_of,
                 .min = NAN,
                 .max = NAN};
    char *copy = format_text("%s", text);
    *made = (spread){0};
    int status = read_copy(&r, copy, made);
    if (status != STATUS_FINE)
        distribution_free(made);
    free(copy);
    free(r.values);
    free(r.others);
    return status;
}

void distribution_free(spread *made)
{
    free(made->own);
    *made = (spread){0};
}
