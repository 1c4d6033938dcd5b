/* aic_morris(): elementary effects (Morris 1991; Campolongo and others 2007).
 *
 * A trajectory starts at a point of a grid in the probabilities of the inputs and moves
 * one input after another, in an order of its own, by half of the way from 0 to 1. What
 * the result does at a step, divided by the step, is an elementary effect. The levels of
 * the grid are the middles of equal parts, so that no input gets infinite.
 */
#include "core/options.h"
#include "uncertainty/plan.h"
#include "uncertainty/progress.h"

#include "aicompute/sensitivity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEVELS_USUAL = 4,
    LEVELS_MAX = 65536,
    MORRIS_STREAM = 0x6d6f7272 /* apart from the streams of inputs */
};

static const double STEP = 0.5;

/* Of a result and an input: effects, their mean and that of their sizes, and the squares
 * of what they are apart from these (Welford 1962). */
typedef struct {
    double count, mean, apart, mean_size, size_apart;
} effect_sums;

/* A call, and a bundle of trajectories: by how much of its probability each input of each
 * of them moves and where to, in which order, and the results before the step. */
typedef struct {
    const aic_sampling *plan;
    aic_morris_options options;
    draw_room room;
    double *way, *to, *before;
    uint16_t *order;   /* order[j * DRAW_ROWS + r] moves at turn j */
    effect_sums *sums; /* wanted * uncertain */
    void *memory;
    bool refused;
    aic_error *error;
} screening;

static void draw_words(const screening *s, uint64_t trajectory, size_t input,
                       uint32_t words[4])
{
    uint64_t seed = s->plan->design.seed;
    const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    const uint32_t counter[4] = {(uint32_t)trajectory, (uint32_t)(trajectory >> 32),
                                 (uint32_t)input, MORRIS_STREAM};
    aic_philox(counter, key, words);
}

/* A whole number below `count` that a word stands for. */
static uint32_t pick(uint32_t word, uint32_t count)
{
    return (uint32_t)(((uint64_t)word * count) >> 32);
}

/* Start, direction and order: each input goes to the other half of the levels, and its
 * place in the order is changed with one before it (Fisher and Yates). */
static void draw_trajectory(const screening *s, uint64_t trajectory, size_t row)
{
    uint32_t levels = s->options.levels, words[4];
    for (size_t k = 0; k < s->plan->n_uncertain; k++) {
        draw_words(s, trajectory, k, words);
        uint32_t level = pick(words[0], levels);
        double start = (level + 0.5) / levels, way = level < levels / 2 ? STEP : -STEP;
        size_t other = pick(words[1], (uint32_t)k + 1);
        input_column(&s->room, k)[row] = start;
        s->to[k * DRAW_ROWS + row] = start + way;
        s->way[k * DRAW_ROWS + row] = way;
        s->order[k * DRAW_ROWS + row] = s->order[other * DRAW_ROWS + row];
        s->order[other * DRAW_ROWS + row] = (uint16_t)k;
    }
}

static void start_bundle(screening *s, uint64_t first, size_t rows)
{
    const aic_sampling *plan = s->plan;
    for (size_t row = 0; row < rows; row++)
        draw_trajectory(s, first + row, row);
    for (size_t k = 0; k < plan->n_uncertain; k++) {
        double *column = input_column(&s->room, k), *to = s->to + k * DRAW_ROWS;
        aic_prepared_quantiles(&plan->distributions[k], column, column, rows);
        aic_prepared_quantiles(&plan->distributions[k], to, to, rows);
    }
}

static void add_effect(effect_sums *sums, double effect)
{
    double size = fabs(effect), count = ++sums->count;
    double off = effect - sums->mean, size_off = size - sums->mean_size;
    sums->mean += off / count;
    sums->apart += off * (effect - sums->mean);
    sums->mean_size += size_off / count;
    sums->size_apart += size_off * (size - sums->mean_size);
}

static void note_refused(screening *s, size_t rows)
{
    const double *results = result_column(&s->room, 0);
    for (size_t row = 0; row < rows && !s->refused; row++)
        if (isnan(results[row])) {
            s->refused = true;
            aic_draw_refusal(&s->room, row, s->error);
        }
}

static void compute(screening *s, size_t rows)
{
    aic_draw_results(&s->room, rows);
    note_refused(s, rows);
}

static void take_step(screening *s, size_t turn, size_t rows)
{
    size_t wanted = s->plan->n_wanted, uncertain = s->plan->n_uncertain;
    const uint16_t *moved = s->order + turn * DRAW_ROWS;
    memcpy(s->before, s->room.made, wanted * DRAW_ROWS * sizeof *s->before);
    for (size_t row = 0; row < rows; row++)
        input_column(&s->room, moved[row])[row] = s->to[moved[row] * DRAW_ROWS + row];
    compute(s, rows);
    for (size_t w = 0; w < wanted; w++)
        for (size_t row = 0; row < rows; row++) {
            double after = result_column(&s->room, w)[row];
            double before = s->before[w * DRAW_ROWS + row];
            double way = s->way[moved[row] * DRAW_ROWS + row];
            double effect = after == before ? 0 : (after - before) / way;
            if (!isnan(after) && !isnan(before))
                add_effect(&s->sums[w * uncertain + moved[row]], effect);
        }
}

static int tell(const screening *s, uint64_t done, double begun)
{
    if (!s->options.progress)
        return AIC_OK;
    aic_sample_state state = state_of(done, s->plan->design.count, begun);
    if (s->options.progress(s->options.context, &state) == 0)
        return AIC_OK;
    return aic_error_set(s->error, AIC_E_CANCELLED,
                         "the progress callback asked to stop");
}

static int run(screening *s)
{
    uint64_t count = s->plan->design.count, rows;
    double begun = seconds_now();
    int status = AIC_OK;
    for (uint64_t first = 0; first < count && status == AIC_OK; first += rows) {
        rows = count - first < DRAW_ROWS ? count - first : DRAW_ROWS;
        start_bundle(s, first, (size_t)rows);
        compute(s, (size_t)rows);
        for (size_t turn = 0; turn < s->plan->n_uncertain; turn++)
            take_step(s, turn, (size_t)rows);
        status = tell(s, first + rows, begun);
    }
    return status;
}

static aic_morris_effect effect_of(const screening *s, size_t number)
{
    size_t uncertain = s->plan->n_uncertain;
    const effect_sums *sums = &s->sums[number];
    double n = sums->count, others = n > 1 ? n - 1 : NAN;
    return (aic_morris_effect){
        .input = s->plan->uncertain[number % uncertain],
        .result = s->plan->wanted[number / uncertain],
        .mean = n > 0 ? sums->mean : NAN,
        .mean_absolute = n > 0 ? sums->mean_size : NAN,
        .standard_deviation = sqrt(sums->apart / others),
        .standard_error = sqrt(sums->size_apart / others / n),
    };
}

static int take_options(screening *s, const aic_morris_options *given)
{
    aic_morris_options *own = &s->options;
    int status = aic_receive_options(given, own, sizeof *own, s->error);
    if (status < 0)
        return status;
    own->levels = own->levels ? own->levels : LEVELS_USUAL;
    if (own->levels % 2 == 0 && own->levels <= LEVELS_MAX)
        return AIC_OK;
    return aic_error_set(s->error, AIC_E_ARGUMENT,
                         "%u levels, which must be even and at most %d", own->levels,
                         LEVELS_MAX);
}

static int check_plan(const screening *s, const aic_morris_effect *effects, size_t count)
{
    const aic_sampling *plan = s->plan;
    if (plan->n_uncertain == 0)
        return aic_error_set(s->error, AIC_E_ARGUMENT, "no input of %s is uncertain",
                             plan->model->name);
    if (plan->together.count > 0)
        return aic_error_set(
            s->error, AIC_E_ARGUMENT,
            "%s goes together with another input: effects are those of independent "
            "inputs",
            plan->model->inputs[plan->uncertain[plan->together.members[0]]].name);
    if (!effects || count != plan->n_uncertain * plan->n_wanted)
        return aic_error_set(s->error, AIC_E_ARGUMENT,
                             "%zu results by %zu uncertain inputs, and there are %zu "
                             "effects, or they are NULL",
                             plan->n_wanted, plan->n_uncertain, count);
    return AIC_OK;
}

static bool equip(screening *s)
{
    size_t uncertain = s->plan->n_uncertain, wanted = s->plan->n_wanted;
    size_t inputs = uncertain * DRAW_ROWS, results = wanted * DRAW_ROWS;
    s->memory =
        calloc(1, (2 * inputs + results) * sizeof *s->way +
                      wanted * uncertain * sizeof *s->sums + inputs * sizeof *s->order);
    if (!s->memory || !aic_draw_open(s->plan, &s->room))
        return false;
    s->way = s->memory;
    s->to = s->way + inputs;
    s->before = s->to + inputs;
    s->sums = (effect_sums *)(void *)(s->before + results);
    s->order = (uint16_t *)(void *)(s->sums + wanted * uncertain);
    return true;
}

int aic_morris(const aic_sampling *plan, const aic_morris_options *options,
               aic_morris_effect *effects, size_t effect_count, aic_error *error)
{
    if (!plan)
        return aic_error_set(error, AIC_E_ARGUMENT, "the plan is NULL");
    screening s = {.plan = plan, .error = error};
    int status = take_options(&s, options);
    if (status == AIC_OK)
        status = check_plan(&s, effects, effect_count);
    if (status < 0)
        return status;
    if (!equip(&s)) {
        free(s.memory);
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for the effects");
    }
    status = run(&s);
    for (size_t i = 0; i < effect_count && status == AIC_OK; i++)
        effects[i] = effect_of(&s, i);
    aic_draw_close(&s.room);
    free(s.memory);
    if (status < 0)
        return status;
    return s.refused ? AIC_W_ROWS : aic_error_clear(error);
}
