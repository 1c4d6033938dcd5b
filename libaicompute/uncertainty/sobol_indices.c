/* aic_sobol_indices(): shares of variance, by Jansen's estimators on Saltelli's design.
 *
 * Samples A and B of the plan are independent; AB_i is A with input i of B. With V the
 * variance, E[(f(B) - f(AB_i))^2]/2 = V - V_i and E[(f(A) - f(AB_i))^2]/2 = V_Ti (Jansen
 * 1999; Saltelli and others 2010, table 2). Samples are summed up in groups whose bounds
 * depend on their number alone: each is one thread's work, and what the bootstrap draws.
 */
#include "core/clock.h"
#include "core/options.h"
#include "core/thread.h"
#include "uncertainty/plan.h"

#include "aicompute/sensitivity.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    GROUPS_MAX = 256,
    REPLICATES_USUAL = 1000,
    REPLICATES_MAX = 100000,
    BOOTSTRAP_STREAM = 0x626f6f74 /* apart from the streams of inputs */
};

static const double CONFIDENCE_USUAL = 0.95;

/* Of a result: pairs of A and B, sums of both, and of the squares of their difference.
 * Values are less the plan's shift of the variable. */
typedef struct {
    double pairs, sum, squares, apart;
} result_sums;

/* Of a result and an input: rows, and squares of AB_i less B, and less A. */
typedef struct {
    double rows, from_b, from_a;
} input_sums;

struct crew;

/* One thread, with the inputs of B and the results of A and B of a bundle of rows, and
 * the replicates of both indices. */
typedef struct {
    struct crew *crew;
    draw_room room;
    double *b_inputs, *a_made, *b_made, *replicates;
    bool calls_back;
} hand;

/* A call. */
typedef struct crew {
    const aic_sampling *plan;
    aic_sobol_options options;
    uint64_t groups;
    result_sums *of_results; /* groups * wanted */
    input_sums *of_inputs;   /* groups * wanted * uncertain */
    atomic_uint_fast64_t next, done, refused;
    atomic_bool cancelled;
    double begun;
    size_t n_hands;
    hand *hands;
    aic_sobol_index *indices;
    aic_error *error;
} crew;

static void add_result(const hand *self, size_t w, size_t rows, result_sums *sums)
{
    const double *a = self->a_made + w * DRAW_ROWS, *b = self->b_made + w * DRAW_ROWS;
    double shift = self->crew->plan->design.variables[w].shift;
    for (size_t i = 0; i < rows; i++) {
        if (isnan(a[i]) || isnan(b[i]))
            continue;
        double from_a = a[i] - shift, from_b = b[i] - shift, apart = b[i] - a[i];
        sums->pairs++;
        sums->sum += from_a + from_b;
        sums->squares += from_a * from_a + from_b * from_b;
        sums->apart += apart * apart;
    }
}

static uint64_t add_input(const hand *self, size_t w, size_t rows, input_sums *sums)
{
    const double *a = self->a_made + w * DRAW_ROWS, *b = self->b_made + w * DRAW_ROWS;
    const double *mixed = result_column(&self->room, w);
    uint64_t refused = 0;
    for (size_t i = 0; i < rows; i++) {
        if (isnan(mixed[i]) || isnan(a[i]) || isnan(b[i])) {
            refused++;
            continue;
        }
        double from_b = mixed[i] - b[i], from_a = mixed[i] - a[i];
        sums->rows++;
        sums->from_b += from_b * from_b;
        sums->from_a += from_a * from_a;
    }
    return refused;
}

/* The inputs of B and the results of both; the room is left with the inputs of A. */
static void draw_both(hand *self, uint64_t first, size_t rows)
{
    const aic_sampling *plan = self->crew->plan;
    size_t inputs = plan->n_uncertain * DRAW_ROWS * sizeof(double);
    size_t made = plan->n_wanted * DRAW_ROWS * sizeof(double);
    aic_draw_inputs(&self->room, (uint32_t)plan->n_uncertain, first, rows);
    aic_draw_results(&self->room, rows);
    memcpy(self->b_inputs, self->room.inputs, inputs);
    memcpy(self->b_made, self->room.made, made);
    aic_draw_inputs(&self->room, 0, first, rows);
    aic_draw_results(&self->room, rows);
    memcpy(self->a_made, self->room.made, made);
}

static void add_rows(hand *self, uint64_t group, uint64_t first, size_t rows)
{
    crew *all = self->crew;
    size_t wanted = all->plan->n_wanted, uncertain = all->plan->n_uncertain;
    double kept[DRAW_ROWS];
    uint64_t refused = 0;
    draw_both(self, first, rows);
    for (size_t w = 0; w < wanted; w++)
        add_result(self, w, rows, &all->of_results[group * wanted + w]);
    for (size_t k = 0; k < uncertain; k++) {
        double *column = input_column(&self->room, k);
        memcpy(kept, column, sizeof kept);
        memcpy(column, self->b_inputs + k * DRAW_ROWS, sizeof kept);
        aic_draw_results(&self->room, rows);
        memcpy(column, kept, sizeof kept);
        for (size_t w = 0; w < wanted; w++)
            refused += add_input(self, w, rows,
                                 &all->of_inputs[(group * wanted + w) * uncertain + k]);
    }
    atomic_fetch_add(&all->refused, refused);
}

static void report_progress(hand *self, uint64_t rows)
{
    crew *all = self->crew;
    uint64_t count = all->plan->design.count;
    uint64_t done = atomic_fetch_add(&all->done, rows) + rows;
    if (!self->calls_back)
        return;
    aic_sample_state state = {.done = done, .count = count};
    state.seconds = seconds_now() - all->begun;
    state.rate = state.seconds > 0 ? (double)done / state.seconds : 0;
    state.left = done < count ? (double)(count - done) / state.rate : 0;
    if (all->options.progress(all->options.context, &state) != 0)
        atomic_store(&all->cancelled, true);
}

/* The first sample of a group: counts are below 2^48 and groups below 2^9. */
static uint64_t group_start(const crew *all, uint64_t group)
{
    return group * all->plan->design.count / all->groups;
}

static void sum_groups(void *argument)
{
    hand *self = argument;
    crew *all = self->crew;
    uint64_t group;
    while ((group = atomic_fetch_add(&all->next, 1)) < all->groups) {
        uint64_t end = group_start(all, group + 1), rows;
        for (uint64_t first = group_start(all, group);
             first < end && !atomic_load(&all->cancelled); first += rows) {
            rows = end - first < DRAW_ROWS ? end - first : DRAW_ROWS;
            add_rows(self, group, first, (size_t)rows);
            report_progress(self, rows);
        }
    }
}

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

/* Both indices of an input for a result, from the groups drawn. */
static void estimate(const crew *all, size_t w, size_t k, const uint16_t *drawn,
                     double *first, double *total)
{
    size_t wanted = all->plan->n_wanted, uncertain = all->plan->n_uncertain;
    result_sums r = {0};
    input_sums n = {0};
    for (uint64_t i = 0; i < all->groups; i++) {
        size_t at = drawn[i] * wanted + w;
        const result_sums *of_result = &all->of_results[at];
        const input_sums *of_input = &all->of_inputs[at * uncertain + k];
        r.pairs += of_result->pairs;
        r.sum += of_result->sum;
        r.squares += of_result->squares;
        r.apart += of_result->apart;
        n.rows += of_input->rows;
        n.from_b += of_input->from_b;
        n.from_a += of_input->from_a;
    }
    double values = 2 * r.pairs;
    double variance = (r.squares - r.sum * r.sum / values) / (values - 1);
    bool varies = r.apart > 0 && variance > 0 && n.rows > 0 &&
                  isfinite(variance + n.from_a + n.from_b);
    *first = varies ? 1 - n.from_b / (2 * n.rows * variance) : NAN;
    *total = varies ? n.from_a / (2 * n.rows * variance) : NAN;
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
    double tail = (1 - all->options.confidence) / 2;
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
    size_t count = 0, most = all->options.replicates;
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
    while ((i = (size_t)atomic_fetch_add(&all->next, 1)) < count)
        take_index(all, i / uncertain, i % uncertain, self->replicates, &all->indices[i]);
}

static int take_options(crew *all, const aic_sobol_options *given)
{
    aic_sobol_options *own = &all->options;
    int status = aic_receive_options(given, own, sizeof *own, all->error);
    if (status < 0)
        return status;
    own->confidence = own->confidence == 0 ? CONFIDENCE_USUAL : own->confidence;
    own->replicates = own->replicates ? own->replicates : REPLICATES_USUAL;
    if (!(own->confidence > 0 && own->confidence < 1))
        return aic_error_set(all->error, AIC_E_ARGUMENT,
                             "confidence is %g, and must be above 0 and below 1",
                             own->confidence);
    if (own->replicates > REPLICATES_MAX)
        return aic_error_set(all->error, AIC_E_ARGUMENT,
                             "%u replicates, of which there can be %d", own->replicates,
                             REPLICATES_MAX);
    return AIC_OK;
}

static int check_plan(const crew *all, const aic_sobol_index *indices, size_t count)
{
    const aic_sampling *plan = all->plan;
    size_t most = aic_method_streams(plan->design.method) / 2;
    if (plan->n_uncertain == 0)
        return aic_error_set(all->error, AIC_E_ARGUMENT, "no input of %s is uncertain",
                             plan->model->name);
    if (plan->together.count > 0)
        return aic_error_set(
            all->error, AIC_E_ARGUMENT,
            "%s goes together with another input: shares of variance are those of "
            "independent inputs",
            plan->model->inputs[plan->uncertain[plan->together.members[0]]].name);
    if (plan->n_uncertain > most)
        return aic_error_set(all->error, AIC_E_ARGUMENT,
                             "Sobol' points have coordinates for %zu uncertain inputs "
                             "here, which take two each, and there are %zu",
                             most, plan->n_uncertain);
    if (plan->design.count < 2)
        return aic_error_set(all->error, AIC_E_ARGUMENT,
                             "the plan has 1 sample, and at least 2 are needed");
    if (!indices || count != plan->n_uncertain * plan->n_wanted)
        return aic_error_set(all->error, AIC_E_ARGUMENT,
                             "%zu results by %zu uncertain inputs, and there are %zu "
                             "indices, or they are NULL",
                             plan->n_wanted, plan->n_uncertain, count);
    return AIC_OK;
}

static bool equip_hand(crew *all, hand *one)
{
    size_t inputs = all->plan->n_uncertain * DRAW_ROWS;
    size_t made = all->plan->n_wanted * DRAW_ROWS;
    one->crew = all;
    one->b_inputs =
        calloc(inputs + 2 * made + 2 * all->options.replicates, sizeof *one->b_inputs);
    if (!one->b_inputs || !aic_draw_open(all->plan, &one->room)) {
        free(one->b_inputs);
        return false;
    }
    one->a_made = one->b_inputs + inputs;
    one->b_made = one->a_made + made;
    one->replicates = one->b_made + made;
    return true;
}

static bool equip(crew *all)
{
    size_t wanted = all->options.threads ? all->options.threads : 1;
    size_t results = (size_t)all->groups * all->plan->n_wanted;
    wanted = wanted < THREADS_MAX ? wanted : THREADS_MAX;
    wanted = wanted < all->groups ? wanted : (size_t)all->groups;
    all->hands = calloc(wanted, sizeof *all->hands);
    all->of_results = calloc(results, sizeof *all->of_results);
    all->of_inputs = calloc(results * all->plan->n_uncertain, sizeof *all->of_inputs);
    if (!all->hands || !all->of_results || !all->of_inputs)
        return false;
    while (all->n_hands < wanted && equip_hand(all, &all->hands[all->n_hands]))
        all->n_hands++;
    all->hands[0].calls_back = all->options.progress != NULL;
    return all->n_hands == wanted;
}

static void dismiss(crew *all)
{
    for (size_t i = 0; i < all->n_hands; i++) {
        aic_draw_close(&all->hands[i].room);
        free(all->hands[i].b_inputs);
    }
    free(all->hands);
    free(all->of_results);
    free(all->of_inputs);
}

static int run(crew *all)
{
    if (!equip(all))
        return aic_error_set(all->error, AIC_E_MEMORY,
                             "not enough memory for the indices");
    run_together(sum_groups, all->hands, sizeof *all->hands, all->n_hands);
    if (atomic_load(&all->cancelled))
        return aic_error_set(all->error, AIC_E_CANCELLED,
                             "the progress callback asked to stop");
    atomic_store(&all->next, 0);
    run_together(take_indices, all->hands, sizeof *all->hands, all->n_hands);
    return AIC_OK;
}

int aic_sobol_indices(const aic_sampling *plan, const aic_sobol_options *options,
                      aic_sobol_index *indices, size_t index_count, aic_error *error)
{
    if (!plan)
        return aic_error_set(error, AIC_E_ARGUMENT, "the plan is NULL");
    crew all = {.plan = plan, .begun = seconds_now(), .indices = indices, .error = error};
    int status = take_options(&all, options);
    if (status == AIC_OK)
        status = check_plan(&all, indices, index_count);
    if (status < 0)
        return status;
    all.groups = plan->design.count < GROUPS_MAX ? plan->design.count : GROUPS_MAX;
    status = run(&all);
    dismiss(&all);
    if (status < 0)
        return status;
    if (atomic_load(&all.refused) == 0)
        return aic_error_clear(error);
    return aic_error_set(error, AIC_W_ROWS,
                         "the model refused some samples, which are left out");
}
