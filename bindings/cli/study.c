/* What is known of the inputs of a chain, from the words of the command line. */
#include "study.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SAMPLES_END = 18446744073709551616.0; /* 2^64 */

static int read_count(const char *text, uint64_t *count)
{
    aic_figure figure;
    if (figure_read("-n", text, "1", &figure) != STATUS_FINE)
        return STATUS_ERROR;
    if (figure.value < 1 || figure.value >= SAMPLES_END ||
        figure.value != floor(figure.value))
        return fail("-n takes a whole number of samples, 1 or more, not \"%s\"", text);
    *count = (uint64_t)figure.value;
    return STATUS_FINE;
}

static int read_seed(const char *text, uint64_t *seed)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno)
        return fail("--seed takes a whole number from 0 to 2^64 - 1, not \"%s\"", text);
    *seed = value;
    return STATUS_FINE;
}

/* "random, latin or sobol". The caller frees it. */
static char *listed(const char *const *words, int count)
{
    char *text = format_text("%s", words[0]);
    for (int i = 1; i < count; i++) {
        char *more = format_text("%s%s%s", text, i + 1 < count ? ", " : " or ", words[i]);
        free(text);
        text = more;
    }
    return text;
}

/* The position of one of the words that an option takes; nothing when it is not there. */
int choose_word(const char *option, const char *text, const char *const *words, int count,
                int32_t *chosen)
{
    if (!text)
        return STATUS_FINE;
    for (int i = 0; i < count; i++)
        if (strcmp(text, words[i]) == 0) {
            *chosen = i;
            return STATUS_FINE;
        }
    char *all = listed(words, count);
    int status = fail("%s is %s, not \"%s\"", option, all, text);
    free(all);
    return status;
}

/* Of a text that commas part; nothing when there is none. */
int each_part(const char *text, int (*read)(void *context, char *part), void *context)
{
    char *copy = format_text("%s", text ? text : "");
    int status = STATUS_FINE;
    for (char *part = strtok(copy, ", "); part && status == STATUS_FINE;
         part = strtok(NULL, ", "))
        status = read(context, part);
    free(copy);
    return status;
}

/* A:B=CORRELATION. */
static int read_pair(void *context, char *part)
{
    study *s = context;
    aic_rank_correlation *one = &s->pairs[s->options.correlation_count];
    aic_figure figure;
    aic_error error;
    char *colon = strchr(part, ':'), *sign = strchr(part, '=');
    if (!colon || !sign || sign < colon)
        return fail("--correlation: \"%s\" is not INPUT:INPUT=VALUE", part);
    if (s->options.correlation_count == PAIRS_MAX)
        return fail("--correlation names more than %d pairs", PAIRS_MAX);
    *colon = *sign = '\0';
    if (aic_model_input_index(s->model, part, &one->first, &error) < 0 ||
        aic_model_input_index(s->model, colon + 1, &one->second, &error) < 0)
        return fail("--correlation: %s", error.message);
    if (figure_read("--correlation", sign + 1, "1", &figure) != STATUS_FINE)
        return STATUS_ERROR;
    one->value = figure.value;
    s->options.correlation_count++;
    return STATUS_FINE;
}

/* name=DISTRIBUTION out of the settings: it varies. */
static int take_distributions(study *s)
{
    settings *all = &s->settings;
    for (size_t i = 0; i < all->count; i++) {
        const setting row = all->rows[i];
        size_t at;
        aic_error error;
        if (!says_distribution(row.text))
            continue;
        if (aic_model_input_index(s->model, row.name, &at, &error) < 0)
            return fail("%s", error.message);
        if (distribution_read(aic_model_input(s->model, at), row.text, all->currency,
                              all->currency_of, &s->spreads[at]) != STATUS_FINE)
            return STATUS_ERROR;
        s->texts[at] = row.text;
        settings_drop(all, i--);
    }
    return STATUS_FINE;
}

/* What nobody gave and a wanted result depends on varies over its usual range: when that
 * is asked for, or when nothing else varies. */
static int vary_rest(study *s)
{
    bool any = false;
    for (size_t i = 0; i < s->n_inputs; i++)
        any |= s->texts[i] != NULL;
    for (size_t i = 0; i < s->n_inputs && (!any || s->given->usual); i++) {
        const aic_variable *v = aic_model_input(s->model, i);
        if (s->texts[i] || settings_of(&s->settings, i) || !s->settings.used[i])
            continue;
        s->texts[i] = "usual";
        if (distribution_read(v, "usual", s->settings.currency, s->settings.currency_of,
                              &s->spreads[i]) != STATUS_FINE)
            return STATUS_ERROR;
    }
    return STATUS_FINE;
}

static int read_inputs(study *s)
{
    int status = take_distributions(s);
    if (status == STATUS_FINE)
        status = settings_resolve(&s->settings);
    if (status == STATUS_FINE && settings_points(&s->settings) > 1)
        status = fail("no sweep can be sampled: write uniform(LOW, HIGH) for a range");
    if (status == STATUS_FINE)
        status = choose_results(s->model, s->want, &s->wanted, &s->n_wanted);
    if (status != STATUS_FINE)
        return status;
    settings_use(&s->settings, s->wanted, s->n_wanted);
    bool *taken = allocate(s->n_inputs, sizeof *taken);
    for (size_t i = 0; i < s->n_inputs; i++)
        taken[i] = s->texts[i] != NULL;
    status = settings_preset(&s->settings, s->given, taken);
    free(taken);
    return status == STATUS_FINE ? vary_rest(s) : status;
}

int study_read(study *s)
{
    const options *given = s->given;
    int status = settings_read(&s->settings, given);
    s->options.size = sizeof s->options;
    if (status == STATUS_FINE && given->samples)
        status = read_count(given->samples, &s->options.count);
    if (status == STATUS_FINE && given->seed)
        status = read_seed(given->seed, &s->options.seed);
    if (status == STATUS_FINE)
        status = settings_find_model(&s->settings, given);
    if (status != STATUS_FINE)
        return status;
    s->model = s->settings.model;
    s->n_inputs = aic_model_input_count(s->model);
    s->spreads = allocate(s->n_inputs, sizeof *s->spreads);
    s->texts = allocate(s->n_inputs, sizeof *s->texts);
    status = read_inputs(s);
    return status == STATUS_FINE ? each_part(given->correlation, read_pair, s) : status;
}

int study_plan(study *s)
{
    aic_error error;
    aic_distribution *inputs = allocate(s->n_inputs, sizeof *inputs);
    for (size_t i = 0; i < s->n_inputs; i++) {
        const setting *row = settings_of(&s->settings, i);
        inputs[i] = s->spreads[i].known;
        if (row)
            inputs[i] = (aic_distribution){.family = AIC_CONSTANT,
                                           .parameters = {row->start},
                                           .min = -INFINITY,
                                           .max = INFINITY};
    }
    s->options.correlations = s->pairs;
    int status = aic_sampling_create(s->model, inputs, s->n_inputs, s->wanted,
                                     s->n_wanted, &s->options, &s->plan, &error);
    free(inputs);
    return status < 0 ? fail("%s", error.message) : STATUS_FINE;
}

void study_free(study *s)
{
    aic_sampling_free(s->plan);
    for (size_t i = 0; s->spreads && i < s->n_inputs; i++)
        distribution_free(&s->spreads[i]);
    free(s->spreads);
    free(s->texts);
    free(s->wanted);
    settings_free(&s->settings);
}

/* What varies, and how. */
void print_uncertain(const study *s)
{
    static const char *const heads[] = {"input", "distribution", "low", "high", "unit"};
    static const double ends[] = {0.05, 0.95};
    table *t = table_new(5, heads, "llrrl");
    char number[NUMBER_SIZE];
    for (size_t i = 0; i < s->n_inputs; i++) {
        double values[2];
        if (!s->texts[i])
            continue;
        const aic_variable *v = aic_model_input(s->model, i);
        aic_distribution_quantiles(&s->spreads[i].known, ends, values, 2, NULL);
        table_cell(t, "%s", v->name);
        table_cell(t, "%s", s->texts[i]);
        table_cell(t, "%s", number_short(number, values[0]));
        table_cell(t, "%s", number_short(number, values[1]));
        table_cell(t, "%s", unit_shown(v->unit, s->settings.currency));
    }
    document_heading(stdout, "Uncertain, with 5th and 95th percentile", s->given->format);
    table_print(stdout, t, s->given->format, 2);
    table_free(t);
}

/* Whence the other inputs are: what varies is not assumed. */
void print_certain(study *s)
{
    for (size_t i = 0; i < s->n_inputs; i++)
        s->settings.used[i] &= s->texts[i] == NULL;
    print_origins(stdout, &s->settings, s->model, s->given, SIZE_MAX);
}

/* As run has them; of what varies, the distribution instead of the value. */
static json_t *json_of_study_inputs(const study *s)
{
    json_t *rows = json_of_inputs(&s->settings, s->model);
    for (size_t i = 0; i < s->n_inputs; i++) {
        json_t *row = json_array_get(rows, i);
        if (!s->texts[i])
            continue;
        json_object_set_new(row, "value", json_null());
        json_object_set_new(row, "distribution", json_of_text(s->texts[i]));
    }
    return rows;
}

/* All but what came out. The caller adds that. */
json_t *json_of_study(const study *s)
{
    json_t *root = json_object();
    char seed[24];
    snprintf(seed, sizeof seed, "%" PRIu64, s->options.seed);
    json_object_set_new(root, "chain", json_string(aic_model_name(s->model)));
    json_object_set_new(root, "version", json_string(aic_version()));
    json_object_set_new(root, "data_version", json_string(aic_data_version()));
    json_object_set_new(root, "currency", json_string(s->settings.currency));
    json_object_set_new(root, "seed", json_string(seed));
    json_object_set_new(root, "inputs", json_of_study_inputs(s));
    return root;
}
