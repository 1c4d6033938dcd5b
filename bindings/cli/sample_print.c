/* What aicompute sample prints: each result with its width, how likely it exceeds what,
 * which input it hangs on, and what the inputs were. */
#include "sample.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIXED_COLUMNS = 4, LABEL = 26 };

static const char *result_unit(const study *s, size_t i)
{
    const aic_variable *v = aic_model_result(s->model, s->wanted[i]);
    return unit_shown(v->unit, s->settings.currency);
}

static void print_results(const study *s)
{
    size_t columns = s->n_shares + FIXED_COLUMNS;
    const char **heads = allocate(columns, sizeof *heads);
    char(*names)[NUMBER_SIZE] = allocate(s->n_shares + 1, sizeof *names);
    char *align = allocate(columns + 1, 1), number[NUMBER_SIZE];
    memset(align, 'r', columns);
    align[0] = align[columns - 1] = 'l';
    heads[0] = "result";
    heads[1] = "mean";
    heads[2] = "deviation";
    for (size_t i = 0; i < s->n_shares; i++) {
        number_exact(names[i], s->shares[i]);
        heads[3 + i] = names[i];
    }
    heads[columns - 1] = "unit";
    table *t = table_new(columns, heads, align);
    for (size_t i = 0; i < s->n_wanted; i++) {
        aic_moments moments;
        double values[SHARES_MAX];
        aic_summary_result(s->summary, i, &moments, NULL);
        aic_summary_quantiles(s->summary, i, s->shares, values, s->n_shares, NULL);
        table_cell(t, "%s", aic_summary_result_name(s->summary, i));
        table_cell(t, "%s", number_short(number, moments.mean));
        table_cell(t, "%s", number_short(number, moments.standard_deviation));
        for (size_t k = 0; k < s->n_shares; k++)
            table_cell(t, "%s", number_short(number, values[k]));
        table_cell(t, "%s", result_unit(s, i));
    }
    table_print(stdout, t, FORMAT_TEXT, 0);
    table_free(t);
    free(heads);
    free(names);
    free(align);
}

static double exceeding(const study *s, size_t i)
{
    aic_summary_about about = {.size = sizeof about};
    uint64_t count;
    aic_summary_describe(s->summary, &about);
    aic_summary_joint_count(s->summary, i, i, &count, NULL);
    return (double)count / (double)(about.samples - about.refused);
}

static void print_exceedances(const study *s)
{
    char value[NUMBER_SIZE], number[NUMBER_SIZE];
    for (size_t i = 0; i < s->options.threshold_count; i++) {
        const aic_threshold *one = &s->thresholds[i];
        const aic_variable *v = aic_model_result(s->model, one->position);
        printf("%s%s exceeds %s%s%s with a probability of %s\n", i ? "" : "\n", v->name,
               number_short(value, one->value), strcmp(v->unit, "1") ? " " : "",
               unit_shown(v->unit, s->settings.currency),
               number_short(number, exceeding(s, i)));
    }
}

typedef struct influence {
    size_t input;
    double correlation;
} influence;

static int stronger(const void *a, const void *b)
{
    const influence *one = a, *other = b;
    double left = fabs(one->correlation), right = fabs(other->correlation);
    if (left != right)
        return left < right ? 1 : -1;
    return one->input < other->input ? -1 : 1;
}

/* The correlations of a result, the strongest first; those of what does not vary are
 * left out. The caller frees them. */
static influence *influences_of(const study *s, size_t result, size_t *count)
{
    aic_summary_about about = {.size = sizeof about};
    aic_summary_describe(s->summary, &about);
    influence *rows = allocate(about.input_count + 1, sizeof *rows);
    *count = 0;
    for (size_t i = 0; i < about.input_count; i++) {
        double correlation;
        aic_summary_correlation(s->summary, i, result, &correlation, NULL);
        if (!isnan(correlation))
            rows[(*count)++] = (influence){i, correlation};
    }
    qsort(rows, *count, sizeof *rows, stronger);
    return rows;
}

static void print_influences(const study *s)
{
    printf("\nCorrelation with each uncertain input, the strongest first\n");
    for (size_t i = 0; i < s->n_wanted; i++) {
        size_t count;
        influence *rows = influences_of(s, i, &count);
        char *text = format_text("%s", count ? "" : "does not vary");
        for (size_t k = 0; k < count; k++) {
            char *more = format_text("%s%s%s %.2f", text, k ? ", " : "",
                                     aic_summary_input_name(s->summary, rows[k].input),
                                     rows[k].correlation);
            free(text);
            text = more;
        }
        print_labelled(aic_summary_result_name(s->summary, i), text, 2, LABEL);
        free(text);
        free(rows);
    }
}

static void print_uncertain(const study *s)
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
    printf("\nUncertain, with 5th and 95th percentile\n");
    table_print(stdout, t, FORMAT_TEXT, 2);
    table_free(t);
}

static void print_text(const study *s, const aic_summary_about *about)
{
    char samples[NUMBER_SIZE];
    printf("%s\n\n%s samples%s, method %s, seed %" PRIu64 "\n\n",
           aic_model_name(s->model), number_short(samples, (double)about->samples),
           s->stopped ? " before it was stopped" : "", method_names[about->method],
           about->seed);
    print_results(s);
    print_exceedances(s);
    print_influences(s);
    print_uncertain(s);
    /* What varies is not assumed. */
    for (size_t i = 0; i < s->n_inputs; i++)
        s->settings.used[i] &= s->texts[i] == NULL;
    print_origins(stdout, &s->settings, s->model, s->given, SIZE_MAX);
}

static json_t *json_of_result(const study *s, size_t i)
{
    const aic_variable *v = aic_model_result(s->model, s->wanted[i]);
    aic_moments m;
    double values[SHARES_MAX];
    size_t count;
    aic_summary_result(s->summary, i, &m, NULL);
    aic_summary_quantiles(s->summary, i, s->shares, values, s->n_shares, NULL);
    json_t *row = json_object(), *quantiles = json_array(), *correlations = json_object();
    json_object_set_new(row, "name", json_string(v->name));
    json_object_set_new(row, "unit", json_string(v->unit));
    json_object_set_new(row, "mean", json_of_number(m.mean));
    json_object_set_new(row, "standard_deviation", json_of_number(m.standard_deviation));
    json_object_set_new(row, "skewness", json_of_number(m.skewness));
    json_object_set_new(row, "min", json_of_number(m.min));
    json_object_set_new(row, "max", json_of_number(m.max));
    json_object_set_new(row, "standard_error", json_of_number(m.standard_error));
    for (size_t k = 0; k < s->n_shares; k++) {
        json_t *one = json_object();
        json_object_set_new(one, "probability", json_of_number(s->shares[k]));
        json_object_set_new(one, "value", json_of_number(values[k]));
        json_array_append_new(quantiles, one);
    }
    influence *rows = influences_of(s, i, &count);
    for (size_t k = 0; k < count; k++)
        json_object_set_new(correlations,
                            aic_summary_input_name(s->summary, rows[k].input),
                            json_of_number(rows[k].correlation));
    free(rows);
    json_object_set_new(row, "quantiles", quantiles);
    json_object_set_new(row, "correlations", correlations);
    return row;
}

static json_t *json_of_exceedance(const study *s, size_t i)
{
    const aic_threshold *one = &s->thresholds[i];
    json_t *row = json_object();
    json_object_set_new(row, "result",
                        json_string(aic_model_result(s->model, one->position)->name));
    json_object_set_new(row, "value", json_of_number(one->value));
    json_object_set_new(row, "probability", json_of_number(exceeding(s, i)));
    return row;
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

static void print_json(const study *s, const aic_summary_about *about)
{
    json_t *root = json_object(), *results = json_array(), *above = json_array();
    for (size_t i = 0; i < s->n_wanted; i++)
        json_array_append_new(results, json_of_result(s, i));
    for (size_t i = 0; i < s->options.threshold_count; i++)
        json_array_append_new(above, json_of_exceedance(s, i));
    json_object_set_new(root, "chain", json_string(aic_model_name(s->model)));
    json_object_set_new(root, "version", json_string(aic_version()));
    json_object_set_new(root, "data_version", json_string(aic_data_version()));
    json_object_set_new(root, "currency", json_string(s->settings.currency));
    json_object_set_new(root, "samples", json_integer((json_int_t)about->samples));
    json_object_set_new(root, "refused", json_integer((json_int_t)about->refused));
    json_object_set_new(root, "wanted", json_integer((json_int_t)about->count));
    json_object_set_new(root, "stopped", json_boolean(s->stopped));
    char seed[24];
    snprintf(seed, sizeof seed, "%" PRIu64, about->seed);
    json_object_set_new(root, "seed", json_string(seed));
    json_object_set_new(root, "method", json_string(method_names[about->method]));
    json_object_set_new(root, "quantile_error", json_of_number(about->quantile_error));
    json_object_set_new(root, "results", results);
    json_object_set_new(root, "exceeds", above);
    json_object_set_new(root, "inputs", json_of_study_inputs(s));
    json_print(root);
}

void print_study(const study *s)
{
    aic_summary_about about = {.size = sizeof about};
    aic_summary_describe(s->summary, &about);
    if (s->given->format == FORMAT_JSON)
        print_json(s, &about);
    else
        print_text(s, &about);
}
