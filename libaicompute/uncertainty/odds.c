/* aic_audit_odds(): how likely a stated figure is to hold. */
#include "core/internal.h"
#include "core/options.h"
#include "uncertainty/elementary.h"
#include "uncertainty/plan.h"

#include "aicompute/uncertainty.h"

static const uint64_t COUNT_USUAL = 100000;
static const double CONFIDENCE = 0.95;

/* The room that aic_audit() leaves for the rounding of binary arithmetic. */
static const double ROUNDING = 1e-12;

/* One statement. */
typedef struct {
    const aic_model *model;
    const aic_audit_input *inputs;
    size_t result;
    int relation;
    double low, high; /* between which the figure holds */
    aic_odds_options options;
    aic_distribution distributions[SLOTS_MAX];
    aic_odds odds;
    aic_error *error;
} statement;

/* aic_audit() says what is wrong with the arguments, and the tolerance. Whether the
 * model takes the inputs as they are is another question. */
static int judge_once(statement *s, size_t input_count, const aic_figure *stated)
{
    aic_audit_report report = {.size = sizeof report};
    int status = aic_audit(s->model, s->inputs, input_count, s->result, stated,
                           s->relation, &report, NULL, NULL, s->error);
    if (status == AIC_E_ARGUMENT)
        return status;
    double room = report.tolerance + ROUNDING * fabs(stated->value);
    s->low = s->relation == AIC_AT_MOST ? -INFINITY : stated->value - room;
    s->high = s->relation == AIC_AT_LEAST ? INFINITY : stated->value + room;
    return AIC_OK;
}

static double within(double value, const aic_variable *input)
{
    return value < input->min ? input->min : value > input->max ? input->max : value;
}

/* What is usual for an input, here or in the model. */
static int vary(statement *s, size_t k)
{
    aic_variable usual = s->model->inputs[k];
    double low = s->inputs[k].low, high = s->inputs[k].high;
    usual.low = within(isnan(low) ? usual.low : low, &usual);
    usual.high = within(isnan(high) ? usual.high : high, &usual);
    s->odds.varied += usual.low < usual.high;
    return aic_distribution_usual(&usual, &s->distributions[k], s->error);
}

static int spread_inputs(statement *s)
{
    const aic_model *model = s->model;
    bool slot_needed[SLOTS_MAX] = {false}, step_needed[SLOTS_MAX] = {false};
    slot_needed[model->n_inputs + s->result] = true;
    aic_find_needed(model, slot_needed, step_needed);
    int status = AIC_OK;
    for (size_t k = 0; k < model->n_inputs && status == AIC_OK; k++) {
        if (s->inputs[k].origin == AIC_STATED)
            status = aic_distribution_constant(s->inputs[k].value, &s->distributions[k],
                                               s->error);
        else if (slot_needed[k])
            status = vary(s, k);
    }
    return status;
}

static uint64_t count_above(const aic_summary *summary, size_t threshold)
{
    uint64_t count = 0;
    aic_summary_joint_count(summary, threshold, threshold, &count, NULL);
    return count;
}

/* A score interval of a probability (Wilson 1927). */
static void take_probability(aic_odds *odds, double holding, double n)
{
    double z = normal_reach(CONFIDENCE), p = holding / n, weight = 1 + z * z / n;
    double middle = (p + z * z / (2 * n)) / weight;
    double away = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / weight;
    odds->probability = p;
    odds->low = middle - away > 0 ? middle - away : 0;
    odds->high = middle + away < 1 ? middle + away : 1;
}

static void take_odds(statement *s, const aic_summary *summary)
{
    aic_odds *odds = &s->odds;
    aic_summary_about about = {.size = sizeof about};
    double probabilities[] = {0.05, 0.5, 0.95}, quantiles[3];
    aic_summary_describe(summary, &about);
    aic_summary_quantiles(summary, 0, probabilities, quantiles, 3, NULL);
    odds->q05 = quantiles[0];
    odds->median = quantiles[1];
    odds->q95 = quantiles[2];
    odds->samples = about.samples;
    odds->refused = about.refused;
    uint64_t from_low = count_above(summary, 0), above_high = count_above(summary, 1);
    if (about.samples > about.refused)
        take_probability(odds, (double)(from_low - above_high),
                         (double)(about.samples - about.refused));
}

static int sample(statement *s)
{
    /* At least `low` is above the double before it. */
    aic_threshold thresholds[] = {
        {.position = s->result, .value = nextafter(s->low, -INFINITY)},
        {.position = s->result, .value = s->high}};
    aic_sampling_options drawing = {.size = sizeof drawing,
                                    .count =
                                        s->options.count ? s->options.count : COUNT_USUAL,
                                    .seed = s->options.seed,
                                    .method = s->options.method,
                                    .thresholds = thresholds,
                                    .threshold_count = 2};
    aic_sample_options running = {.size = sizeof running, .threads = s->options.threads};
    aic_sampling *plan = NULL;
    aic_summary *summary = NULL;
    int status = aic_sampling_create(s->model, s->distributions, s->model->n_inputs,
                                     &s->result, 1, &drawing, &plan, s->error);
    if (status == AIC_OK)
        status = aic_summary_create(plan, &summary, s->error);
    if (status == AIC_OK)
        status = aic_sample(plan, 0, drawing.count, &running, summary, s->error);
    if (status >= 0)
        take_odds(s, summary);
    aic_summary_free(summary);
    aic_sampling_free(plan);
    return status;
}

int aic_audit_odds(const aic_model *model, const aic_audit_input *inputs,
                   size_t input_count, size_t result, const aic_figure *stated,
                   int relation, const aic_odds_options *options, aic_odds *odds,
                   aic_error *error)
{
    if (!odds || odds->size < sizeof odds->size)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the odds are NULL or do not say their size");
    statement s = {.model = model,
                   .inputs = inputs,
                   .result = result,
                   .relation = relation,
                   .odds = {.probability = NAN, .low = NAN, .high = NAN},
                   .error = error};
    s.odds.q05 = s.odds.median = s.odds.q95 = NAN;
    int status = aic_receive_options(options, &s.options, sizeof s.options, error);
    if (status == AIC_OK)
        status = judge_once(&s, input_count, stated);
    if (status == AIC_OK)
        status = spread_inputs(&s);
    if (status == AIC_OK)
        status = sample(&s);
    if (status >= 0)
        aic_hand_over(&s.odds, sizeof s.odds, odds);
    return status;
}
