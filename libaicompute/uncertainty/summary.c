/* Summaries: made, merged, described. Everything in one is a whole number, a least or a
 * greatest, so nothing depends on the order in which parts come together. */
#include "core/internal.h"
#include "core/options.h"
#include "uncertainty/totals.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool allocate(aic_summary *made)
{
    const plan_design *design = &made->design;
    size_t variables = tracked_count(design), results = design->n_results;
    size_t thresholds = design->n_thresholds;
    made->powers = calloc(variables * POWERS, sizeof *made->powers);
    made->products = calloc(results * design->n_inputs + 1, sizeof *made->products);
    made->least = malloc(variables * sizeof *made->least);
    made->most = malloc(variables * sizeof *made->most);
    made->histograms = calloc(results, sizeof *made->histograms);
    made->joint = calloc(thresholds * thresholds + 1, sizeof *made->joint);
    if (!made->powers || !made->products || !made->least || !made->most ||
        !made->histograms || !made->joint)
        return false;
    for (size_t k = 0; k < results; k++)
        if (!aic_histogram_open(&made->histograms[k], design->bits))
            return false;
    return true;
}

aic_summary *aic_summary_new(const plan_design *design)
{
    aic_summary *made = calloc(1, sizeof *made);
    if (!made || !aic_design_copy(design, &made->design)) {
        free(made);
        return NULL;
    }
    if (!allocate(made)) {
        aic_summary_free(made);
        return NULL;
    }
    aic_summary_clear(made);
    return made;
}

void aic_summary_clear(aic_summary *summary)
{
    const plan_design *design = &summary->design;
    size_t variables = tracked_count(design), results = design->n_results;
    size_t thresholds = design->n_thresholds;
    summary->refused = 0;
    summary->n_spans = 0;
    memset(summary->powers, 0, variables * POWERS * sizeof *summary->powers);
    memset(summary->products, 0, results * design->n_inputs * sizeof *summary->products);
    memset(summary->joint, 0, thresholds * thresholds * sizeof *summary->joint);
    for (size_t k = 0; k < variables; k++) {
        summary->least[k] = INFINITY;
        summary->most[k] = -INFINITY;
    }
    for (size_t k = 0; k < results; k++)
        aic_histogram_clear(&summary->histograms[k]);
}

int aic_summary_create(const aic_sampling *plan, aic_summary **summary, aic_error *error)
{
    if (!plan || !summary)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the plan or the place for the summary is NULL");
    *summary = aic_summary_new(&plan->design);
    if (!*summary)
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for the summary");
    return aic_error_clear(error);
}

void aic_summary_free(aic_summary *summary)
{
    if (!summary)
        return;
    for (size_t k = 0; k < summary->design.n_results && summary->histograms; k++)
        aic_histogram_close(&summary->histograms[k]);
    aic_design_free(&summary->design);
    free(summary->spans);
    free(summary->powers);
    free(summary->products);
    free(summary->least);
    free(summary->most);
    free(summary->histograms);
    free(summary->joint);
    free(summary);
}

aic_summary *aic_summary_clone(const aic_summary *summary)
{
    aic_summary *made = aic_summary_new(&summary->design);
    if (made && !aic_summary_join(made, summary)) {
        aic_summary_free(made);
        return NULL;
    }
    return made;
}

bool aic_summary_has(const aic_summary *summary, uint64_t first, uint64_t end)
{
    for (size_t i = 0; i < summary->n_spans; i++)
        if (summary->spans[i].first < end && first < summary->spans[i].end)
            return true;
    return false;
}

static bool make_room(aic_summary *summary, size_t wanted)
{
    if (wanted <= summary->spans_room)
        return true;
    size_t room = 2 * wanted + 8;
    span *spans = realloc(summary->spans, room * sizeof *spans);
    if (!spans)
        return false;
    summary->spans = spans;
    summary->spans_room = room;
    return true;
}

/* With room for one more: put it in its place, and close up with what it touches. */
static void insert(aic_summary *summary, span added)
{
    span *spans = summary->spans;
    size_t at = summary->n_spans++;
    for (; at > 0 && spans[at - 1].first > added.first; at--)
        spans[at] = spans[at - 1];
    spans[at] = added;
    size_t kept = 0;
    for (size_t i = 1; i < summary->n_spans; i++) {
        if (spans[kept].end == spans[i].first)
            spans[kept].end = spans[i].end;
        else
            spans[++kept] = spans[i];
    }
    summary->n_spans = kept + 1;
}

bool aic_summary_cover(aic_summary *summary, uint64_t first, uint64_t end)
{
    span added = {first, end};
    if (!make_room(summary, summary->n_spans + 1))
        return false;
    insert(summary, added);
    return true;
}

static void join_sums(aic_summary *summary, const aic_summary *other)
{
    const plan_design *design = &summary->design;
    size_t variables = tracked_count(design), thresholds = design->n_thresholds;
    for (size_t k = 0; k < variables * POWERS; k++)
        aic_exact_merge(&summary->powers[k], &other->powers[k]);
    for (size_t k = 0; k < (size_t)design->n_results * design->n_inputs; k++)
        aic_exact_merge(&summary->products[k], &other->products[k]);
    for (size_t k = 0; k < variables; k++) {
        if (other->least[k] < summary->least[k])
            summary->least[k] = other->least[k];
        if (other->most[k] > summary->most[k])
            summary->most[k] = other->most[k];
    }
    for (size_t k = 0; k < thresholds * thresholds; k++)
        summary->joint[k] += other->joint[k];
}

bool aic_summary_join(aic_summary *summary, const aic_summary *other)
{
    size_t results = summary->design.n_results;
    if (!make_room(summary, summary->n_spans + other->n_spans))
        return false;
    for (size_t k = 0; k < results; k++)
        if (!aic_histogram_reserve(&summary->histograms[k], &other->histograms[k]))
            return false;
    for (size_t k = 0; k < results; k++)
        aic_histogram_merge(&summary->histograms[k], &other->histograms[k]);
    for (size_t i = 0; i < other->n_spans; i++)
        insert(summary, other->spans[i]);
    summary->refused += other->refused;
    join_sums(summary, other);
    return true;
}

uint64_t aic_summary_samples(const aic_summary *summary)
{
    uint64_t samples = 0;
    for (size_t i = 0; i < summary->n_spans; i++)
        samples += summary->spans[i].end - summary->spans[i].first;
    return samples;
}

int aic_summary_check_same(const plan_design *one, const plan_design *other,
                           aic_error *error)
{
    static const char *const parts[] = {
        [OF_MODEL] = "their models",
        [OF_INPUTS] = "their distributions or correlations",
        [OF_DRAWING] = "their method, seed or number of samples",
        [OF_COUNTING] = "their wanted results, thresholds or quantile_bits",
        [OF_PILOT] = "their first samples, so the machines compute a model differently,",
    };
    if (strcmp(one->version, other->version) != 0)
        return aic_error_set(error, AIC_E_VERSION,
                             "the summaries were made by versions %s and %s of the "
                             "library, which need not draw the same samples",
                             one->version, other->version);
    for (int i = 0; i < FINGERPRINTS; i++)
        if (one->fingerprints[i] != other->fingerprints[i])
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "the summaries are of different plans: %s differ",
                                 parts[i]);
    return AIC_OK;
}

static int check_apart(const aic_summary *summary, const aic_summary *other,
                       aic_error *error)
{
    for (size_t i = 0; i < other->n_spans; i++)
        if (aic_summary_has(summary, other->spans[i].first, other->spans[i].end))
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "both summaries have samples of %llu to %llu",
                                 (unsigned long long)other->spans[i].first,
                                 (unsigned long long)other->spans[i].end - 1);
    return AIC_OK;
}

int aic_summary_merge(aic_summary *summary, const aic_summary *other, aic_error *error)
{
    if (!summary || !other)
        return aic_error_set(error, AIC_E_ARGUMENT, "a summary is NULL");
    int status = aic_summary_check_same(&summary->design, &other->design, error);
    if (status == AIC_OK)
        status = check_apart(summary, other, error);
    if (status < 0)
        return status;
    if (!aic_summary_join(summary, other))
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory to merge");
    return aic_error_clear(error);
}

int aic_summary_describe(const aic_summary *summary, aic_summary_about *about)
{
    if (!summary || !about)
        return AIC_E_ARGUMENT;
    const plan_design *design = &summary->design;
    aic_summary_about own = {
        .samples = aic_summary_samples(summary),
        .refused = summary->refused,
        .count = design->count,
        .seed = design->seed,
        .fingerprint = aic_design_fingerprint(design),
        .result_count = design->n_results,
        .input_count = design->n_inputs,
        .threshold_count = design->n_thresholds,
        .quantile_error = ldexp(1, -(int)design->bits),
        .method = design->method,
    };
    aic_copy_text(own.version, sizeof own.version, design->version);
    return aic_hand_over(&own, sizeof own, about) ? AIC_OK : AIC_E_ARGUMENT;
}

const char *aic_summary_result_name(const aic_summary *summary, size_t result)
{
    if (!summary || result >= summary->design.n_results)
        return NULL;
    return summary->design.variables[result].name;
}

const char *aic_summary_input_name(const aic_summary *summary, size_t input)
{
    if (!summary || input >= summary->design.n_inputs)
        return NULL;
    return summary->design.variables[summary->design.n_results + input].name;
}
