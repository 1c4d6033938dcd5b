/* aicompute sensitivity: which of the uncertain inputs a result hangs on. */
#include "sensitivity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS_DEFAULT = 16384, TRAJECTORIES_DEFAULT = 50, SEED_DEFAULT = 1 };

/* By enum ranking. */
const char *const ranking_words[] = {"tornado", "sobol", "morris"};
enum { RANKINGS = 3 };

/* Options that another method would not look at. */
static int check_options(const options *given, enum ranking method)
{
    const struct {
        const char *name;
        bool said;
        bool taken;
    } rows[] = {
        {"between", given->between, method == RANK_TORNADO},
        {"levels", given->levels, method == RANK_MORRIS},
        {"samples", given->samples, method != RANK_TORNADO},
        {"seed", given->seed, method != RANK_TORNADO},
        {"threads", given->threads > 1, method == RANK_SOBOL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].said && !rows[i].taken)
            return fail("the method %s has no use for --%s", ranking_words[method],
                        rows[i].name);
    return STATUS_FINE;
}

static int read_end(void *context, char *part)
{
    between *b = context;
    aic_figure figure;
    if (b->count == 2)
        return fail("--between takes two quantiles, as 0.05,0.95");
    if (figure_read("--between", part, "1", &figure) != STATUS_FINE)
        return STATUS_ERROR;
    b->ends[b->count++] = figure.value;
    return STATUS_FINE;
}

static int read_between(ranked *r)
{
    between *b = &r->between;
    const char *text = r->study.given->between;
    int status = each_part(text ? text : "0.05,0.95", read_end, b);
    if (status == STATUS_FINE &&
        !(b->count == 2 && b->ends[0] > 0 && b->ends[0] < b->ends[1] && b->ends[1] < 1))
        return fail("--between takes two quantiles between 0 and 1, the lower first, as "
                    "0.05,0.95, not \"%s\"",
                    text);
    return status;
}

static int read_levels(ranked *r)
{
    aic_figure figure;
    const char *text = r->study.given->levels;
    if (!text)
        return STATUS_FINE;
    if (figure_read("--levels", text, "1", &figure) != STATUS_FINE)
        return STATUS_ERROR;
    if (!(figure.value >= 2 && figure.value <= 65536 && fmod(figure.value, 2) == 0))
        return fail("--levels takes an even number from 2 to 65,536, not \"%s\"", text);
    r->levels = (uint32_t)figure.value;
    return STATUS_FINE;
}

static size_t uncertain_count(const study *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->n_inputs; i++)
        count += s->texts[i] != NULL;
    return count;
}

static int prepare(ranked *r)
{
    study *s = &r->study;
    int32_t method = RANK_TORNADO;
    int status =
        choose_word("--method", s->given->method, ranking_words, RANKINGS, &method);
    r->method = (enum ranking)method;
    s->options.seed = SEED_DEFAULT;
    s->options.count = r->method == RANK_SOBOL ? POINTS_DEFAULT : TRAJECTORIES_DEFAULT;
    s->options.method = r->method == RANK_SOBOL ? AIC_SOBOL : AIC_RANDOM;
    if (status == STATUS_FINE)
        status = check_options(s->given, r->method);
    if (status == STATUS_FINE)
        status = read_between(r);
    if (status == STATUS_FINE)
        status = read_levels(r);
    if (status == STATUS_FINE)
        status = study_read(s);
    if (status != STATUS_FINE)
        return status;
    r->n_uncertain = uncertain_count(s);
    return study_plan(s);
}

static int rank_tornado(ranked *r, aic_error *error)
{
    const study *s = &r->study;
    aic_tornado_options how = {
        .size = sizeof how, .low = r->between.ends[0], .high = r->between.ends[1]};
    int status = AIC_OK, worst = AIC_OK;
    r->bars = allocate(s->n_wanted * r->n_uncertain, sizeof *r->bars);
    for (size_t i = 0; i < s->n_wanted && status >= 0; i++) {
        aic_error one;
        status = aic_tornado(s->plan, s->wanted[i], &how, r->bars + i * r->n_uncertain,
                             r->n_uncertain, &one);
        if (status != AIC_OK && worst == AIC_OK) {
            worst = status;
            *error = one;
        }
    }
    return status < 0 ? status : worst;
}

/* What matters most first, within each result; what is no number last. */
static int compare(double left, double right, size_t one, size_t other)
{
    if (isnan(left) != isnan(right))
        return isnan(left) ? 1 : -1;
    if (left != right && !isnan(left))
        return left < right ? 1 : -1;
    return one < other ? -1 : one > other;
}

static int by_total(const void *a, const void *b)
{
    const aic_sobol_index *one = a, *other = b;
    return compare(one->total, other->total, one->input, other->input);
}

static int by_effect(const void *a, const void *b)
{
    const aic_morris_effect *one = a, *other = b;
    return compare(one->mean_absolute, other->mean_absolute, one->input, other->input);
}

static int rank_sobol(ranked *r, watch *watched, aic_error *error)
{
    const study *s = &r->study;
    size_t count = s->n_wanted * r->n_uncertain;
    aic_sobol_options how = {.size = sizeof how,
                             .threads = s->given->threads,
                             .progress = watch_show,
                             .context = watched};
    r->indices = allocate(count, sizeof *r->indices);
    int status = aic_sobol_indices(s->plan, &how, r->indices, count, error);
    for (size_t i = 0; i < s->n_wanted && status >= 0; i++)
        qsort(r->indices + i * r->n_uncertain, r->n_uncertain, sizeof *r->indices,
              by_total);
    return status;
}

static int rank_morris(ranked *r, watch *watched, aic_error *error)
{
    const study *s = &r->study;
    size_t count = s->n_wanted * r->n_uncertain;
    aic_morris_options how = {.size = sizeof how,
                              .levels = r->levels,
                              .progress = watch_show,
                              .context = watched};
    r->effects = allocate(count, sizeof *r->effects);
    int status = aic_morris(s->plan, &how, r->effects, count, error);
    for (size_t i = 0; i < s->n_wanted && status >= 0; i++)
        qsort(r->effects + i * r->n_uncertain, r->n_uncertain, sizeof *r->effects,
              by_effect);
    return status;
}

static int rank(ranked *r)
{
    watch watched;
    aic_error error;
    int status;
    watch_begin(&watched);
    if (r->method == RANK_SOBOL)
        status = rank_sobol(r, &watched, &error);
    else if (r->method == RANK_MORRIS)
        status = rank_morris(r, &watched, &error);
    else
        status = rank_tornado(r, &error);
    watch_end(&watched);
    if (status == AIC_E_CANCELLED)
        return fail("stopped before it was done: there is no result");
    if (status < 0)
        return fail("%s", without_row(&error));
    if (status > 0)
        warn("the model refuses some values, the first: %s", without_row(&error));
    return STATUS_FINE;
}

int run_sensitivity(const options *given)
{
    const char *want = given->want ? given->want : given->to;
    ranked r = {.study = {.given = given, .want = want}};
    int status = prepare(&r);
    if (status == STATUS_FINE)
        status = rank(&r);
    if (status == STATUS_FINE)
        print_ranked(&r);
    free(r.bars);
    free(r.indices);
    free(r.effects);
    study_free(&r.study);
    return status;
}
