/* aicompute sample: what a chain gives when its inputs are not known exactly. */
#include "sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES_DEFAULT = 1000000, SEED_DEFAULT = 1 };

/* By enum aic_sampling_method. */
const char *const sampling_words[] = {"random", "latin", "sobol"};
enum { METHODS = 3 };

static int read_share(void *context, char *part)
{
    drawing *d = context;
    aic_figure figure;
    if (d->n_shares == SHARES_MAX)
        return fail("--quantiles names more than %d", SHARES_MAX);
    if (figure_read("--quantiles", part, "1", &figure) != STATUS_FINE)
        return STATUS_ERROR;
    if (!(figure.value >= 0 && figure.value <= 1))
        return fail("--quantiles are from 0 to 1, as 0.05, not \"%s\"", part);
    d->shares[d->n_shares++] = figure.value;
    return STATUS_FINE;
}

/* The number among the wanted results of the one of this name. */
static int find_wanted(const study *s, const char *option, const char *name, size_t *at)
{
    size_t position;
    aic_error error;
    if (aic_model_result_index(s->model, name, &position, &error) < 0)
        return fail("%s: %s", option, error.message);
    *at = 0;
    while (*at < s->n_wanted && s->wanted[*at] != position)
        ++*at;
    if (*at == s->n_wanted)
        return fail("%s: %s is not among the results of --want", option, name);
    return STATUS_FINE;
}

/* RESULT=VALUE, of which samples above it are counted. */
static int read_threshold(void *context, char *part)
{
    drawing *d = context;
    study *s = &d->study;
    aic_threshold *one = &d->thresholds[s->options.threshold_count];
    aic_figure figure;
    size_t at;
    char *sign = strchr(part, '=');
    if (!sign)
        return fail("--exceeds: \"%s\" is not RESULT=VALUE (commas part them, so "
                    "thousands are not grouped)",
                    part);
    if (s->options.threshold_count == SHARES_MAX)
        return fail("--exceeds names more than %d", SHARES_MAX);
    *sign = '\0';
    if (find_wanted(s, "--exceeds", part, &at) != STATUS_FINE)
        return STATUS_ERROR;
    const char *unit = aic_model_result(s->model, s->wanted[at])->unit;
    if (figure_read(part, sign + 1, unit, &figure) != STATUS_FINE)
        return STATUS_ERROR;
    one->position = s->wanted[at];
    one->value = figure.value;
    s->options.threshold_count++;
    return currency_agree(unit, &figure, part, s->settings.currency,
                          s->settings.currency_of);
}

/* RESULT=SHARE for a mean, RESULT:QUANTILE=SHARE for a quantile. */
static int read_precision(void *context, char *part)
{
    drawing *d = context;
    aic_precision *one = &d->enough[d->n_enough];
    aic_figure share, quantile = {.value = NAN};
    char *sign = strchr(part, '='), *colon = strchr(part, ':');
    if (!sign || (colon && colon > sign))
        return fail("--precision: \"%s\" is not RESULT=SHARE or RESULT:QUANTILE=SHARE",
                    part);
    if (d->n_enough == SHARES_MAX)
        return fail("--precision names more than %d", SHARES_MAX);
    *sign = '\0';
    if (colon)
        *colon = '\0';
    if (find_wanted(&d->study, "--precision", part, &one->result) != STATUS_FINE ||
        figure_read("--precision", sign + 1, "1", &share) != STATUS_FINE ||
        (colon && figure_read("--precision", colon + 1, "1", &quantile) != STATUS_FINE))
        return STATUS_ERROR;
    if (!(share.value > 0 && share.value < INFINITY))
        return fail("--precision: %s needs a share above 0, as 1%%, not \"%s\"", part,
                    sign + 1);
    if (colon && !(quantile.value > 0 && quantile.value < 1))
        return fail("--precision: a quantile is between 0 and 1, not \"%s\"", colon + 1);
    one->relative = share.value;
    one->probability = quantile.value;
    one->confidence = 0.95;
    d->n_enough++;
    return STATUS_FINE;
}

static int check_raw(const options *given)
{
    const struct {
        const char *name;
        bool said;
    } others[] = {
        {"exceeds", given->exceeds},
        {"quantiles", given->quantiles},
        {"precision", given->precision},
        {"histogram", given->histogram},
        {"explain", given->explain},
        {"json", given->format == FORMAT_JSON},
        {"html", given->format == FORMAT_HTML},
        {"markdown", given->format == FORMAT_MARKDOWN},
    };
    for (size_t i = 0; given->raw && i < sizeof others / sizeof *others; i++)
        if (others[i].said)
            return fail("--raw prints the samples themselves, as CSV: leave --%s out",
                        others[i].name);
    return STATUS_FINE;
}

static int prepare(drawing *d)
{
    study *s = &d->study;
    const options *given = s->given;
    const char *shares = given->quantiles ? given->quantiles : "0.05,0.5,0.95";
    s->options.count = SAMPLES_DEFAULT;
    s->options.seed = SEED_DEFAULT;
    int status = check_raw(given);
    if (status == STATUS_FINE)
        status = choose_word("--method", given->method, sampling_words, METHODS,
                             &s->options.method);
    if (status == STATUS_FINE)
        status = each_part(shares, read_share, d);
    if (status == STATUS_FINE)
        status = study_read(s);
    if (status == STATUS_FINE)
        status = each_part(given->exceeds, read_threshold, d);
    if (status == STATUS_FINE)
        status = each_part(given->precision, read_precision, d);
    s->options.thresholds = d->thresholds;
    return status == STATUS_FINE ? study_plan(s) : status;
}

static void report(const drawing *d, const aic_summary_about *about,
                   const aic_error *error)
{
    if (d->stopped)
        warn("stopped: this is of %llu of %llu samples, and the seed does not repeat it",
             (unsigned long long)about->samples, (unsigned long long)about->count);
    else if (about->refused > 0)
        warn("the model refuses %llu of %llu samples, the first: %s",
             (unsigned long long)about->refused, (unsigned long long)about->samples,
             without_row(error));
    else if (d->n_enough > 0 && about->samples == about->count)
        warn("%llu samples were not enough for the wanted precision: see -n",
             (unsigned long long)about->count);
}

static int draw(drawing *d)
{
    study *s = &d->study;
    watch watched;
    aic_error error;
    aic_sample_options how = {.size = sizeof how,
                              .threads = s->given->threads,
                              .progress = watch_show,
                              .context = &watched,
                              .enough = d->enough,
                              .enough_count = d->n_enough};
    aic_summary_about about = {.size = sizeof about};
    if (aic_summary_create(s->plan, &d->summary, &error) < 0)
        return fail("%s", error.message);
    watch_begin(&watched);
    int status = aic_sample(s->plan, 0, s->options.count, &how, d->summary, &error);
    watch_end(&watched);
    d->stopped = status == AIC_E_CANCELLED;
    if (status < 0 && !d->stopped)
        return fail("%s", without_row(&error));
    aic_summary_describe(d->summary, &about);
    if (d->stopped && about.samples == 0)
        return fail("stopped before the first samples were done");
    if (about.refused == about.samples)
        return fail("the model refuses every sample, the first: %s", without_row(&error));
    report(d, &about, &error);
    return STATUS_FINE;
}

static int summarize(drawing *d)
{
    if (draw(d) != STATUS_FINE)
        return STATUS_ERROR;
    print_drawing(d);
    return d->stopped ? STATUS_NOT : STATUS_FINE;
}

int run_sample(const options *given)
{
    drawing d = {.study = {.given = given, .want = given->want}};
    int status = prepare(&d);
    if (status == STATUS_FINE)
        status = given->raw ? print_raw(&d.study) : summarize(&d);
    aic_summary_free(d.summary);
    study_free(&d.study);
    return status;
}
