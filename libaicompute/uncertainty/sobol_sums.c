/* aic_sobol_sums(): what Sobol' indices are estimated from, on Saltelli's design.
 *
 * Samples A and B of the plan are independent; AB_i is A with input i of B. Samples are
 * summed up in groups whose bounds depend on their number alone: each is one thread's
 * work, and what the bootstrap draws. Values are less the plan's shift of the variable.
 */
#include "core/options.h"
#include "core/thread.h"
#include "uncertainty/progress.h"
#include "uncertainty/sobol.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct crew;

/* One thread, with the inputs of B and the results of A and B of a bundle of rows. */
typedef struct {
    struct crew *crew;
    draw_room room;
    double *b_inputs, *a_made, *b_made;
    bool calls_back;
} hand;

/* A call. */
typedef struct crew {
    const aic_sampling *plan;
    aic_sobol_options options;
    uint64_t first, end; /* groups */
    double *sums;
    atomic_uint_fast64_t next, done;
    atomic_bool cancelled;
    double begun;
    size_t n_hands;
    hand *hands;
} crew;

static void add_result(const hand *self, size_t w, size_t rows, double *sums)
{
    const double *a = self->a_made + w * DRAW_ROWS, *b = self->b_made + w * DRAW_ROWS;
    double shift = self->crew->plan->design.variables[w].shift;
    for (size_t i = 0; i < rows; i++) {
        if (isnan(a[i]) || isnan(b[i]))
            continue;
        double from_a = a[i] - shift, from_b = b[i] - shift, apart = b[i] - a[i];
        sums[PAIRS]++;
        sums[SUM] += from_a + from_b;
        sums[SQUARES] += from_a * from_a + from_b * from_b;
        sums[APART] += apart * apart;
    }
}

/* Returns how many rows the model refused. */
static size_t add_input(const hand *self, size_t w, size_t rows, double *sums)
{
    const double *a = self->a_made + w * DRAW_ROWS, *b = self->b_made + w * DRAW_ROWS;
    const double *mixed = result_column(&self->room, w);
    size_t refused = 0;
    for (size_t i = 0; i < rows; i++) {
        if (isnan(mixed[i]) || isnan(a[i]) || isnan(b[i])) {
            refused++;
            continue;
        }
        double from_b = mixed[i] - b[i], from_a = mixed[i] - a[i];
        sums[ROWS]++;
        sums[FROM_B] += from_b * from_b;
        sums[FROM_A] += from_a * from_a;
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

static void add_rows(hand *self, uint64_t first, size_t rows, double *sums)
{
    const aic_sampling *plan = self->crew->plan;
    size_t wanted = plan->n_wanted;
    double kept[DRAW_ROWS];
    draw_both(self, first, rows);
    for (size_t w = 0; w < wanted; w++)
        add_result(self, w, rows, sums + sums_of_result(plan, w));
    for (size_t k = 0; k < plan->n_uncertain; k++) {
        double *column = input_column(&self->room, k);
        memcpy(kept, column, sizeof kept);
        memcpy(column, self->b_inputs + k * DRAW_ROWS, sizeof kept);
        aic_draw_results(&self->room, rows);
        memcpy(column, kept, sizeof kept);
        for (size_t w = 0; w < wanted; w++)
            sums[REFUSED] +=
                (double)add_input(self, w, rows, sums + sums_of_input(plan, w, k));
    }
}

/* The first sample of a group: counts are below 2^48 and groups below 2^9. */
static uint64_t group_start(const aic_sampling *plan, uint64_t group)
{
    return group * plan->design.count / group_count(plan);
}

static void report_progress(hand *self, uint64_t rows)
{
    crew *all = self->crew;
    uint64_t count =
        group_start(all->plan, all->end) - group_start(all->plan, all->first);
    uint64_t done = atomic_fetch_add(&all->done, rows) + rows;
    if (!self->calls_back)
        return;
    aic_sample_state state = state_of(done, count, all->begun);
    if (all->options.progress(all->options.context, &state) != 0)
        atomic_store(&all->cancelled, true);
}

static void sum_groups(void *argument)
{
    hand *self = argument;
    crew *all = self->crew;
    uint64_t group;
    while ((group = atomic_fetch_add(&all->next, 1)) < all->end) {
        double *sums = all->sums + (group - all->first) * sums_of_group(all->plan);
        uint64_t end = group_start(all->plan, group + 1), rows;
        for (uint64_t first = group_start(all->plan, group);
             first < end && !atomic_load(&all->cancelled); first += rows) {
            rows = end - first < DRAW_ROWS ? end - first : DRAW_ROWS;
            add_rows(self, first, (size_t)rows, sums);
            report_progress(self, rows);
        }
    }
}

static bool equip_hand(crew *all, hand *one)
{
    size_t inputs = all->plan->n_uncertain * DRAW_ROWS;
    size_t made = all->plan->n_wanted * DRAW_ROWS;
    one->crew = all;
    one->b_inputs = calloc(inputs + 2 * made, sizeof *one->b_inputs);
    if (!one->b_inputs || !aic_draw_open(all->plan, &one->room)) {
        free(one->b_inputs);
        return false;
    }
    one->a_made = one->b_inputs + inputs;
    one->b_made = one->a_made + made;
    return true;
}

static bool equip(crew *all)
{
    uint64_t groups = all->end - all->first;
    size_t wanted = all->options.threads ? all->options.threads : 1;
    wanted = wanted < THREADS_MAX ? wanted : THREADS_MAX;
    wanted = wanted < groups ? wanted : (size_t)groups;
    all->hands = calloc(wanted, sizeof *all->hands);
    while (all->hands && all->n_hands < wanted &&
           equip_hand(all, &all->hands[all->n_hands]))
        all->n_hands++;
    if (all->n_hands < wanted)
        return false;
    all->hands[0].calls_back = all->options.progress != NULL;
    return true;
}

static void dismiss(crew *all)
{
    for (size_t i = 0; i < all->n_hands; i++) {
        aic_draw_close(&all->hands[i].room);
        free(all->hands[i].b_inputs);
    }
    free(all->hands);
}

static int run(crew *all, size_t sum_count, aic_error *error)
{
    if (!equip(all))
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for the indices");
    memset(all->sums, 0, sum_count * sizeof *all->sums);
    atomic_store(&all->next, all->first);
    run_together(sum_groups, all->hands, sizeof *all->hands, all->n_hands);
    if (!atomic_load(&all->cancelled))
        return AIC_OK;
    memset(all->sums, 0, sum_count * sizeof *all->sums);
    return aic_error_set(error, AIC_E_CANCELLED, "the progress callback asked to stop");
}

static int check_groups(const aic_sampling *plan, size_t first, size_t count,
                        const double *sums, size_t sum_count, aic_error *error)
{
    size_t groups = (size_t)group_count(plan);
    if (first > groups || count > groups - first)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%zu groups from %zu on, and the plan has %zu", count, first,
                             groups);
    if ((count && !sums) || sum_count != count * sums_of_group(plan))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%zu groups of %zu sums, and there is room for %zu, or it "
                             "is NULL",
                             count, sums_of_group(plan), sums ? sum_count : 0);
    return AIC_OK;
}

size_t aic_sobol_group_count(const aic_sampling *plan)
{
    return plan ? (size_t)group_count(plan) : 0;
}

size_t aic_sobol_sum_count(const aic_sampling *plan)
{
    return plan ? sums_of_group(plan) : 0;
}

int aic_sobol_sums(const aic_sampling *plan, size_t first, size_t count,
                   const aic_sobol_options *options, double *sums, size_t sum_count,
                   aic_error *error)
{
    crew all = {.plan = plan, .first = first, .end = first + count, .sums = sums};
    int status = aic_sobol_check(plan, options, &all.options, error);
    if (status == AIC_OK)
        status = check_groups(plan, first, count, sums, sum_count, error);
    if (status < 0 || count == 0)
        return status < 0 ? status : aic_error_clear(error);
    all.begun = seconds_now();
    status = run(&all, sum_count, error);
    dismiss(&all);
    return status < 0 ? status : aic_error_clear(error);
}
