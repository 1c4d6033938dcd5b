/* aic_sobol_indices(): shares of variance, by Jansen's estimators.
 *
 * With V the variance, E[(f(B) - f(AB_i))^2]/2 = V - V_i and E[(f(A) - f(AB_i))^2]/2 =
 * V_Ti (Jansen 1999; Saltelli and others 2010, table 2), where A, B and AB_i are what
 * sobol_sums.c says.
 */
#include "core/options.h"
#include "core/thread.h"
#include "uncertainty/sobol.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
    REPLICATES_USUAL = 1000,
    REPLICATES_MAX = 100000,
    BOOTSTRAP_STREAM = 0x626f6f74 /* apart from the streams of inputs */
};

static const double CONFIDENCE_USUAL = 0.95;

struct crew;

/* One thread, with room for the replicates of both indices. */
typedef struct {
    struct crew *crew;
    double *replicates;
} hand;

/* A call. */
typedef struct crew {
    const aic_sampling *plan;
    const aic_sobol_options *options;
    uint64_t groups;
    const double *sums;
    aic_sobol_index *indices;
    atomic_size_t next;
    size_t n_hands;
    hand *hands;
} crew;

/* Groups that a replicate of the bootstrap draws. */
static void draw_groups(const crew *all, uint32_t replicate, uint16_t *drawn)
{
    uint64_t seed = all->plan->design.seed;
    uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)}, words[4];
    for (uint64_t g = 0; g < all->groups; g++) {
        uint32_t counter[4] = {(uint32_t)g / 4, replicate, 0, BOOTSTRAP_STREAM};
        if (g % 4 == 0)
            aic_philox(counter, key, words);
        drawn[g] = (uint16_t)(((uint64_t)words[g % 4] * all->groups) >> 32);
    }
}

/* Both indices of an input for a result, from the groups drawn; NaN, as 0/0, where none
 * of their rows has been left. */
static void estimate(const crew *all, size_t w, size_t k, const uint16_t *drawn,
                     double *first, double *total)
{
    size_t stride = sums_of_group(all->plan);
    const double *of_result = all->sums + sums_of_result(all->plan, w);
    const double *of_input = all->sums + sums_of_input(all->plan, w, k);
    double r[RESULT_SUMS] = {0}, n[INPUT_SUMS] = {0};
    for (uint64_t i = 0; i < all->groups; i++) {
        for (size_t j = 0; j < RESULT_SUMS; j++)
            r[j] += of_result[drawn[i] * stride + j];
        for (size_t j = 0; j < INPUT_SUMS; j++)
            n[j] += of_input[drawn[i] * stride + j];
    }
    double values = 2 * r[PAIRS];
    double variance = (r[SQUARES] - r[SUM] * r[SUM] / values) / (values - 1);
    bool varies =
        r[APART] > 0 && variance > 0 && isfinite(variance + n[FROM_A] + n[FROM_B]);
    *first = varies ? 1 - n[FROM_B] / (2 * n[ROWS] * variance) : NAN;
    *total = varies ? n[FROM_A] / (2 * n[ROWS] * variance) : NAN;
}

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* The ends of a percentile interval of `count` replicates. */
static void take_interval(const crew *all, double *replicates, size_t count, double *low,
                          double *high)
{
    double tail = (1 - all->options->confidence) / 2;
    size_t skipped = count ? (size_t)(tail * (double)(count - 1) + 0.5) : 0;
    qsort(replicates, count, sizeof *replicates, compare_doubles);
    *low = count ? replicates[skipped] : NAN;
    *high = count ? replicates[count - 1 - skipped] : NAN;
}

/* Replicates in which the result does not vary say nothing. */
static void take_index(const crew *all, size_t w, size_t k, double *replicates,
                       aic_sobol_index *index)
{
    uint16_t drawn[GROUPS_MAX];
    size_t count = 0, most = all->options->replicates;
    for (uint16_t g = 0; g < all->groups; g++)
        drawn[g] = g;
    index->input = all->plan->uncertain[k];
    index->result = all->plan->wanted[w];
    estimate(all, w, k, drawn, &index->first, &index->total);
    for (uint32_t i = 0; i < most && !isnan(index->first); i++) {
        draw_groups(all, i, drawn);
        estimate(all, w, k, drawn, &replicates[count], &replicates[most + count]);
        count += !isnan(replicates[count]);
    }
    take_interval(all, replicates, count, &index->first_low, &index->first_high);
    take_interval(all, replicates + most, count, &index->total_low, &index->total_high);
}

static void take_indices(void *argument)
{
    hand *self = argument;
    crew *all = self->crew;
    size_t uncertain = all->plan->n_uncertain, count = uncertain * all->plan->n_wanted, i;
    while ((i = atomic_fetch_add(&all->next, 1)) < count)
        take_index(all, i / uncertain, i % uncertain, self->replicates, &all->indices[i]);
}

static bool equip(crew *all)
{
    size_t wanted = all->options->threads ? all->options->threads : 1;
    size_t indices = all->plan->n_wanted * all->plan->n_uncertain;
    wanted = wanted < THREADS_MAX ? wanted : THREADS_MAX;
    wanted = wanted < indices ? wanted : indices;
    all->hands = calloc(wanted, sizeof *all->hands);
    for (; all->hands && all->n_hands < wanted; all->n_hands++) {
        hand *one = &all->hands[all->n_hands];
        *one = (hand){.crew = all};
        one->replicates = calloc(2 * (size_t)all->options->replicates, sizeof(double));
        if (!one->replicates)
            return false;
    }
    return all->hands != NULL;
}

static void dismiss(crew *all)
{
    for (size_t i = 0; i < all->n_hands; i++)
        free(all->hands[i].replicates);
    free(all->hands);
}

static int conclude(const crew *all, aic_error *error)
{
    size_t stride = sums_of_group(all->plan);
    double refused = 0;
    for (uint64_t g = 0; g < all->groups; g++)
        refused += all->sums[g * stride + REFUSED];
    if (refused == 0)
        return aic_error_clear(error);
    return aic_error_set(error, AIC_W_ROWS,
                         "the model refused some samples, which are left out");
}

static int take_options(const aic_sobol_options *given, aic_sobol_options *own,
                        aic_error *error)
{
    int status = aic_receive_options(given, own, sizeof *own, error);
    if (status < 0)
        return status;
    own->confidence = own->confidence == 0 ? CONFIDENCE_USUAL : own->confidence;
    own->replicates = own->replicates ? own->replicates : REPLICATES_USUAL;
    if (!(own->confidence > 0 && own->confidence < 1))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "confidence is %g, and must be above 0 and below 1",
                             own->confidence);
    if (own->replicates > REPLICATES_MAX)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%u replicates, of which there can be %d", own->replicates,
                             REPLICATES_MAX);
    return AIC_OK;
}

static int check_plan(const aic_sampling *plan, aic_error *error)
{
    size_t most = aic_method_streams(plan->design.method) / 2;
    if (plan->n_uncertain == 0)
        return aic_error_set(error, AIC_E_ARGUMENT, "no input of %s is uncertain",
                             plan->model->name);
    if (plan->together.count > 0)
        return aic_error_set(
            error, AIC_E_ARGUMENT,
            "%s goes together with another input: shares of variance are those of "
            "independent inputs",
            plan->model->inputs[plan->uncertain[plan->together.members[0]]].name);
    if (plan->n_uncertain > most)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "Sobol' points have coordinates for %zu uncertain inputs "
                             "here, which take two each, and there are %zu",
                             most, plan->n_uncertain);
    if (plan->design.count < 2)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the plan has 1 sample, and at least 2 are needed");
    return AIC_OK;
}

int aic_sobol_check(const aic_sampling *plan, const aic_sobol_options *given,
                    aic_sobol_options *own, aic_error *error)
{
    if (!plan)
        return aic_error_set(error, AIC_E_ARGUMENT, "the plan is NULL");
    int status = take_options(given, own, error);
    return status < 0 ? status : check_plan(plan, error);
}

static int check_indices(const aic_sampling *plan, const aic_sobol_index *indices,
                         size_t count, aic_error *error)
{
    if (indices && count == plan->n_uncertain * plan->n_wanted)
        return AIC_OK;
    return aic_error_set(error, AIC_E_ARGUMENT,
                         "%zu results by %zu uncertain inputs, and there are %zu "
                         "indices, or they are NULL",
                         plan->n_wanted, plan->n_uncertain, count);
}

/* From sums of all groups. */
static int take_all(const aic_sampling *plan, const aic_sobol_options *options,
                    const double *sums, aic_sobol_index *indices, aic_error *error)
{
    crew all = {.plan = plan, .options = options, .sums = sums, .indices = indices};
    all.groups = group_count(plan);
    bool equipped = equip(&all);
    if (equipped)
        run_together(take_indices, all.hands, sizeof *all.hands, all.n_hands);
    dismiss(&all);
    if (!equipped)
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for the indices");
    return conclude(&all, error);
}

int aic_sobol_from_sums(const aic_sampling *plan, const double *sums, size_t sum_count,
                        const aic_sobol_options *options, aic_sobol_index *indices,
                        size_t index_count, aic_error *error)
{
    aic_sobol_options own;
    int status = aic_sobol_check(plan, options, &own, error);
    if (status == AIC_OK)
        status = check_indices(plan, indices, index_count, error);
    if (status < 0)
        return status;
    size_t needed = (size_t)group_count(plan) * sums_of_group(plan);
    if (!sums || sum_count != needed)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the plan makes %zu sums, and there are %zu", needed,
                             sums ? sum_count : 0);
    return take_all(plan, &own, sums, indices, error);
}

int aic_sobol_indices(const aic_sampling *plan, const aic_sobol_options *options,
                      aic_sobol_index *indices, size_t index_count, aic_error *error)
{
    aic_sobol_options own;
    int status = aic_sobol_check(plan, options, &own, error);
    if (status == AIC_OK)
        status = check_indices(plan, indices, index_count, error);
    if (status < 0)
        return status;
    size_t groups = (size_t)group_count(plan), count = groups * sums_of_group(plan);
    double *sums = calloc(count, sizeof *sums);
    if (!sums)
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for the indices");
    status = aic_sobol_sums(plan, 0, groups, options, sums, count, error);
    if (status == AIC_OK)
        status = take_all(plan, &own, sums, indices, error);
    free(sums);
    return status;
}
