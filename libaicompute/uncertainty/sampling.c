/* Making a plan: everything that can be wrong with one is found here. */
#include "core/options.h"
#include "uncertainty/elementary.h"
#include "uncertainty/plan.h"

#include <stdio.h>
#include <stdlib.h>

/* Samples from which a plan learns about where its variables lie. */
enum { PILOT_ROWS = 256, QUANTILE_BITS_USUAL = 10 };

/* A plan in the making. */
typedef struct {
    const aic_model *model;
    const aic_distribution *inputs;
    const size_t *results;
    size_t result_count;
    aic_sampling_options options;
    aic_sampling *plan;
    aic_error *error;
} draft;

static int no_memory(const draft *made)
{
    return aic_error_set(made->error, AIC_E_MEMORY, "not enough memory for the plan");
}

static int check_options(const draft *made)
{
    const aic_sampling_options *options = &made->options;
    if (options->method < AIC_RANDOM || options->method > AIC_SOBOL_UNSCRAMBLED)
        return aic_error_set(made->error, AIC_E_ARGUMENT,
                             "no way of sampling has the number %d", options->method);
    uint64_t most = aic_method_samples(options->method);
    if (options->count < 1 || options->count > most)
        return aic_error_set(
            made->error, AIC_E_ARGUMENT, "a plan takes 1 to %llu samples, not %llu",
            (unsigned long long)most, (unsigned long long)options->count);
    uint32_t bits = options->quantile_bits;
    if (bits && (bits < QUANTILE_BITS_MIN || bits > QUANTILE_BITS_MAX))
        return aic_error_set(made->error, AIC_E_ARGUMENT,
                             "quantile_bits is %u, and must be from %d to %d, or 0", bits,
                             QUANTILE_BITS_MIN, QUANTILE_BITS_MAX);
    if (options->correlation_count && !options->correlations)
        return aic_error_set(made->error, AIC_E_ARGUMENT, "the correlations are NULL");
    if (options->threshold_count > THRESHOLDS_MAX ||
        (options->threshold_count && !options->thresholds))
        return aic_error_set(made->error, AIC_E_ARGUMENT,
                             "%zu thresholds, of which there can be %d, or they are NULL",
                             options->threshold_count, THRESHOLDS_MAX);
    return AIC_OK;
}

static int check_results(const draft *made)
{
    if (made->result_count < 1 || made->result_count > made->model->n_results)
        return aic_error_set(
            made->error, AIC_E_ARGUMENT, "%zu results are wanted, of which %s has %zu",
            made->result_count, made->model->name, made->model->n_results);
    for (size_t i = 0; i < made->result_count; i++) {
        if (made->results[i] >= made->model->n_results)
            return aic_error_set(made->error, AIC_E_ARGUMENT,
                                 "result %zu is wanted, and %s has %zu", made->results[i],
                                 made->model->name, made->model->n_results);
        for (size_t k = 0; k < i; k++)
            if (made->results[k] == made->results[i])
                return aic_error_set(made->error, AIC_E_ARGUMENT,
                                     "result %s is wanted twice",
                                     made->model->results[made->results[i]].name);
    }
    return AIC_OK;
}

/* An error of a distribution, with the input that it is of. */
static int name_input(const draft *made, size_t k, int status)
{
    aic_error *error = made->error;
    if (error) {
        char message[sizeof error->message + NAME_MAX];
        snprintf(message, sizeof message, "%s: %s", made->model->inputs[k].name,
                 error->message);
        aic_copy_text(error->message, sizeof error->message, message);
        aic_copy_text(error->variable, sizeof error->variable,
                      made->model->inputs[k].name);
        aic_copy_text(error->model, sizeof error->model,
                      consumer_of(made->model, k)->name);
        error->index = (int32_t)k;
    }
    return status;
}

static int list_uncertain(draft *made)
{
    aic_sampling *plan = made->plan;
    for (size_t k = 0; k < made->model->n_inputs; k++) {
        const aic_distribution *d = &made->inputs[k];
        if (d->family == AIC_AS_DEFAULT)
            continue;
        int status = aic_distribution_check(d, made->error);
        if (status < 0)
            return name_input(made, k, status);
        if (is_uncertain(d))
            plan->uncertain[plan->n_uncertain++] = (uint16_t)k;
    }
    size_t most = aic_method_streams(made->options.method);
    if (plan->n_uncertain > most)
        return aic_error_set(made->error, AIC_E_ARGUMENT,
                             "Sobol' points have at most %zu coordinates, and %zu inputs "
                             "are uncertain",
                             most, plan->n_uncertain);
    return AIC_OK;
}

/* The ends that a sample can reach, and the fraction beyond the input's hard range. */
static int check_reach(const draft *made, size_t k, const prepared *d)
{
    const aic_variable *input = &made->model->inputs[k];
    double ends[2] = {LEAST_PROBABILITY, 1 - LEAST_PROBABILITY};
    aic_prepared_quantiles(d, ends, ends, 2);
    if (ends[0] >= input->min && ends[1] <= input->max)
        return AIC_OK;
    double below = aic_prepared_fraction_below(d, input->min);
    double above = 1 - aic_prepared_fraction(d, input->max);
    char text[160], min[32], max[32];
    aic_format_number(min, sizeof min, input->min);
    aic_format_number(max, sizeof max, input->max);
    snprintf(
        text, sizeof text,
        "%s, of which %.3g lies outside the hard range of %s to %s; cut it off there "
        "if that is meant",
        aic_family_name(d->family), below + above, min, max);
    aic_error_set(made->error, AIC_E_RANGE, "%s", text);
    if (made->error) {
        made->error->value = below + above;
        made->error->min = input->min;
        made->error->max = input->max;
    }
    return name_input(made, k, AIC_E_RANGE);
}

static int prepare_inputs(draft *made)
{
    aic_sampling *plan = made->plan;
    for (size_t u = 0; u < plan->n_uncertain; u++) {
        size_t k = plan->uncertain[u];
        int status = aic_prepare(&made->inputs[k], &plan->distributions[u], made->error);
        if (status < 0)
            return name_input(made, k, status);
        status = check_reach(made, k, &plan->distributions[u]);
        if (status < 0)
            return status;
    }
    return AIC_OK;
}

/* Constants and what is missing are judged as the column engine judges them. */
static int check_constants(draft *made)
{
    aic_sampling *plan = made->plan;
    const aic_model *model = made->model;
    double **results = calloc(model->n_results, sizeof *results);
    if (!results)
        return no_memory(made);
    for (size_t k = 0; k < plan->n_wanted; k++)
        results[plan->wanted[k]] = plan->constants;
    for (size_t k = 0; k < model->n_inputs; k++) {
        plan->constants[k] = made->inputs[k].parameters[0];
        bool given = made->inputs[k].family != AIC_AS_DEFAULT;
        plan->columns[k].values = given ? &plan->constants[k] : NULL;
        plan->columns[k].stride = is_uncertain(&made->inputs[k]) ? 1 : 0;
    }
    int status = aic_evaluate_columns(model, plan->columns, model->n_inputs, results,
                                      model->n_results, 0, NULL, NULL, made->error);
    free(results);
    return status;
}

/* Which models the wanted results take, and which inputs those take. */
static void find_needed(aic_sampling *plan)
{
    const aic_model *model = plan->model;
    bool needed[SLOTS_MAX] = {false};
    for (size_t k = 0; k < plan->n_wanted; k++)
        needed[model->n_inputs + plan->wanted[k]] = true;
    aic_find_needed(model, needed, plan->step_needed);
    for (size_t k = 0; k < model->n_inputs; k++)
        plan->input_given[k] = plan->columns[k].values || needed[k];
}

/* The number of a threshold's variable among the tracked, or their count. */
static size_t tracked_number(const aic_sampling *plan, const aic_threshold *threshold)
{
    const uint16_t *list = threshold->of_input ? plan->uncertain : plan->wanted;
    size_t count = threshold->of_input ? plan->n_uncertain : plan->n_wanted;
    for (size_t k = 0; k < count; k++)
        if (list[k] == threshold->position)
            return threshold->of_input ? plan->n_wanted + k : k;
    return plan->n_wanted + plan->n_uncertain;
}

static int take_thresholds(draft *made)
{
    aic_sampling *plan = made->plan;
    plan_design *design = &plan->design;
    for (size_t i = 0; i < made->options.threshold_count; i++) {
        const aic_threshold *given = &made->options.thresholds[i];
        size_t variable = tracked_number(plan, given);
        if (variable == tracked_count(design))
            return aic_error_set(made->error, AIC_E_ARGUMENT,
                                 "threshold %zu is of %s %zu, which is %s", i,
                                 given->of_input ? "input" : "result", given->position,
                                 given->of_input ? "not uncertain" : "not wanted");
        if (isnan(given->value))
            return aic_error_set(made->error, AIC_E_ARGUMENT, "threshold %zu is NaN", i);
        design->thresholds[design->n_thresholds++] =
            (counted){.variable = (uint32_t)variable, .value = given->value};
    }
    return AIC_OK;
}

static void name_variables(aic_sampling *plan)
{
    plan_design *design = &plan->design;
    for (size_t k = 0; k < plan->n_wanted; k++)
        aic_copy_text(design->variables[k].name, NAME_MAX,
                      plan->model->results[plan->wanted[k]].name);
    for (size_t k = 0; k < plan->n_uncertain; k++)
        aic_copy_text(design->variables[plan->n_wanted + k].name, NAME_MAX,
                      plan->model->inputs[plan->uncertain[k]].name);
}

/* Hashing: numbers as the bits that they have on every machine. */
static uint64_t hash_number(uint64_t hash, uint64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(number >> 8 * i);
    return aic_hash(hash, bytes, sizeof bytes);
}

static uint64_t hash_double(uint64_t hash, double value)
{
    return hash_number(hash, isnan(value) ? UINT64_MAX : bits_of(value));
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return aic_hash(hash, text, strlen(text) + 1);
}

static uint64_t hash_model(const aic_model *model)
{
    uint64_t hash = hash_text(HASH_START, model->name);
    for (size_t k = 0; k < model->n_inputs; k++) {
        const aic_variable *input = &model->inputs[k];
        hash = hash_text(hash, input->name);
        hash = hash_double(hash, input->value);
        hash = hash_double(hash, input->min);
        hash = hash_double(hash, input->max);
    }
    return hash;
}

static uint64_t hash_distribution(uint64_t hash, const aic_distribution *d)
{
    hash = hash_number(hash, (uint64_t)d->family);
    if (d->family == AIC_AS_DEFAULT)
        return hash;
    for (size_t i = 0; i < sizeof d->parameters / sizeof *d->parameters; i++)
        hash = hash_double(hash, d->parameters[i]);
    hash = hash_double(hash_double(hash, d->min), d->max);
    bool listed = d->family == AIC_CHOICES || d->family == AIC_EMPIRICAL;
    size_t count = listed ? d->count : 0;
    for (size_t i = 0; i < count; i++) {
        hash = hash_double(hash, d->values[i]);
        hash = hash_double(hash, d->weights ? d->weights[i] : 1);
    }
    return hash;
}

static uint64_t hash_inputs(const draft *made)
{
    uint64_t hash = HASH_START;
    for (size_t k = 0; k < made->model->n_inputs; k++)
        hash = hash_distribution(hash, &made->inputs[k]);
    for (size_t i = 0; i < made->options.correlation_count; i++) {
        const aic_rank_correlation *pair = &made->options.correlations[i];
        hash = hash_number(hash_number(hash, pair->first), pair->second);
        hash = hash_double(hash, pair->value);
    }
    return hash;
}

static uint64_t hash_counting(const plan_design *design)
{
    uint64_t hash = hash_number(HASH_START, design->bits);
    for (size_t i = 0; i < design->n_results; i++)
        hash = hash_text(hash, design->variables[i].name);
    for (size_t i = 0; i < design->n_thresholds; i++) {
        hash = hash_number(hash, design->thresholds[i].variable);
        hash = hash_double(hash, design->thresholds[i].value);
    }
    return hash;
}

static uint64_t hash_pilot(const plan_design *design)
{
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < tracked_count(design); i++) {
        hash = hash_double(hash, design->variables[i].shift);
        hash = hash_double(hash, design->variables[i].scale);
    }
    return hash;
}

static void take_fingerprints(draft *made)
{
    plan_design *design = &made->plan->design;
    uint64_t drawing = hash_number(HASH_START, (uint64_t)design->method);
    drawing = hash_number(hash_number(drawing, design->seed), design->count);
    design->fingerprints[OF_MODEL] = hash_model(made->model);
    design->fingerprints[OF_INPUTS] = hash_inputs(made);
    design->fingerprints[OF_DRAWING] = drawing;
    design->fingerprints[OF_COUNTING] = hash_counting(design);
}

/* With a few digits, which machines whose last digits differ still agree on. */
static double shortened(double value)
{
    static const uint64_t LAST_DIGITS = 0xffffffff;
    return of_bits(bits_of(value) & ~LAST_DIGITS);
}

/* About where a variable lies, and how wide: close enough that sums of what is left when
 * the shift is taken off keep their digits. */
static void learn(tracked *variable, const double *values, size_t rows)
{
    double sum = 0, squares = 0;
    size_t count = 0;
    for (size_t i = 0; i < rows; i++)
        if (isfinite(values[i])) {
            sum += values[i];
            count++;
        }
    double shift = count ? sum / (double)count : 0;
    variable->shift = isfinite(shift) ? shortened(shift) : 0;
    for (size_t i = 0; i < rows; i++)
        if (isfinite(values[i]))
            squares += (values[i] - variable->shift) * (values[i] - variable->shift);
    double spread = count ? sqrt(squares / (double)count) : 0;
    int exponent = 0;
    if (spread > 0x1p-900 && spread < 0x1p900)
        frexp(spread, &exponent);
    variable->scale = ldexp(1, -exponent);
}

static int run_pilot(draft *made)
{
    aic_sampling *plan = made->plan;
    draw_room room;
    if (!aic_draw_open(plan, &room))
        return no_memory(made);
    size_t rows = plan->design.count < PILOT_ROWS ? plan->design.count : PILOT_ROWS;
    aic_draw_inputs(&room, 0, 0, rows);
    aic_draw_results(&room, rows);
    for (size_t k = 0; k < plan->n_wanted; k++)
        learn(&plan->design.variables[k], result_column(&room, k), rows);
    for (size_t k = 0; k < plan->n_uncertain; k++)
        learn(&plan->design.variables[plan->n_wanted + k], input_column(&room, k), rows);
    aic_draw_close(&room);
    plan->design.fingerprints[OF_PILOT] = hash_pilot(&plan->design);
    return AIC_OK;
}

static bool allocate(draft *made)
{
    const aic_model *model = made->model;
    aic_sampling *plan = calloc(1, sizeof *plan);
    made->plan = plan;
    if (!plan)
        return false;
    size_t inputs = model->n_inputs, variables = inputs + made->result_count;
    plan->model = model;
    plan->uncertain = calloc(inputs, sizeof *plan->uncertain);
    plan->wanted = calloc(made->result_count, sizeof *plan->wanted);
    plan->distributions = calloc(inputs, sizeof *plan->distributions);
    plan->columns = calloc(inputs, sizeof *plan->columns);
    plan->constants = calloc(inputs, sizeof *plan->constants);
    plan->is_together = calloc(inputs, sizeof *plan->is_together);
    plan->step_needed = calloc(model->n_steps, sizeof *plan->step_needed);
    plan->input_given = calloc(inputs, sizeof *plan->input_given);
    plan->design.variables = calloc(variables, sizeof *plan->design.variables);
    plan->design.thresholds = calloc(THRESHOLDS_MAX, sizeof *plan->design.thresholds);
    return plan->uncertain && plan->wanted && plan->distributions && plan->columns &&
           plan->constants && plan->is_together && plan->step_needed &&
           plan->input_given && plan->design.variables && plan->design.thresholds;
}

static void describe_design(draft *made)
{
    aic_sampling *plan = made->plan;
    plan_design *design = &plan->design;
    const aic_sampling_options *options = &made->options;
    for (size_t k = 0; k < made->result_count; k++)
        plan->wanted[plan->n_wanted++] = (uint16_t)made->results[k];
    plan->source = (uniform_source){options->method, options->seed, options->count};
    aic_copy_text(design->version, sizeof design->version, aic_version());
    design->count = options->count;
    design->seed = options->seed;
    design->method = options->method;
    design->bits = options->quantile_bits ? options->quantile_bits : QUANTILE_BITS_USUAL;
    design->n_results = (uint32_t)plan->n_wanted;
    design->n_inputs = (uint32_t)plan->n_uncertain;
    name_variables(plan);
}

static int correlate(draft *made)
{
    aic_sampling *plan = made->plan;
    int status = aic_correlate(plan->model, made->options.correlations,
                               made->options.correlation_count, plan->uncertain,
                               plan->n_uncertain, &plan->together, made->error);
    for (size_t i = 0; i < plan->together.count; i++)
        plan->is_together[plan->together.members[i]] = true;
    return status;
}

static int complete(draft *made)
{
    int status = allocate(made) ? list_uncertain(made) : no_memory(made);
    if (status == AIC_OK)
        status = prepare_inputs(made);
    if (status == AIC_OK)
        describe_design(made);
    if (status == AIC_OK)
        status = check_constants(made);
    if (status < 0)
        return status;
    find_needed(made->plan);
    status = correlate(made);
    if (status == AIC_OK)
        status = take_thresholds(made);
    if (status < 0)
        return status;
    take_fingerprints(made);
    return run_pilot(made);
}

int aic_sampling_create(const aic_model *model, const aic_distribution *inputs,
                        size_t input_count, const size_t *results, size_t result_count,
                        const aic_sampling_options *options, aic_sampling **plan,
                        aic_error *error)
{
    if (!plan)
        return aic_error_set(error, AIC_E_ARGUMENT, "the place for the plan is NULL");
    *plan = NULL;
    if (!model || !inputs || !results || !options)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the model, the inputs, the results or the options are "
                             "NULL");
    if (input_count != model->n_inputs)
        return aic_error_set(error, AIC_E_ARGUMENT, "%s has %zu inputs, not %zu",
                             model->name, model->n_inputs, input_count);
    draft made = {.model = model,
                  .inputs = inputs,
                  .results = results,
                  .result_count = result_count,
                  .error = error};
    int status = aic_receive_options(options, &made.options, sizeof made.options, error);
    if (status == AIC_OK)
        status = check_options(&made);
    if (status == AIC_OK)
        status = check_results(&made);
    if (status == AIC_OK)
        status = complete(&made);
    if (status < 0) {
        aic_sampling_free(made.plan);
        return status;
    }
    *plan = made.plan;
    return aic_error_clear(error);
}

void aic_sampling_free(aic_sampling *plan)
{
    if (!plan)
        return;
    for (size_t k = 0; k < plan->n_uncertain; k++)
        aic_prepared_free(&plan->distributions[k]);
    aic_design_free(&plan->design);
    free(plan->uncertain);
    free(plan->wanted);
    free(plan->distributions);
    free(plan->columns);
    free(plan->constants);
    free(plan->together.members);
    free(plan->together.factor);
    free(plan->is_together);
    free(plan->step_needed);
    free(plan->input_given);
    free(plan);
}

const aic_model *aic_sampling_model(const aic_sampling *plan)
{
    return plan ? plan->model : NULL;
}

uint64_t aic_sampling_count(const aic_sampling *plan)
{
    return plan ? plan->design.count : 0;
}

uint64_t aic_sampling_seed(const aic_sampling *plan)
{
    return plan ? plan->design.seed : 0;
}

uint64_t aic_sampling_fingerprint(const aic_sampling *plan)
{
    return plan ? aic_design_fingerprint(&plan->design) : 0;
}
