/* What aicompute sample prints: each result with its width, how likely it exceeds what,
 * which input it hangs on, and what the inputs were. */
#include "histogram.h"
#include "sample.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL = 26 };

static void number_cell(table *t, double value, enum format format)
{
    char number[NUMBER_SIZE];
    if (format != FORMAT_CSV)
        table_cell(t, "%s", number_short(number, value));
    else
        table_cell(t, "%s", isnan(value) ? "" : number_exact(number, value));
}

static void result_row(const drawing *d, size_t i, table *t)
{
    const study *s = &d->study;
    const aic_variable *v = aic_model_result(s->model, s->wanted[i]);
    enum format format = s->given->format;
    aic_moments moments;
    double values[SHARES_MAX];
    aic_summary_result(d->summary, i, &moments, NULL);
    aic_summary_quantiles(d->summary, i, d->shares, values, d->n_shares, NULL);
    table_cell(t, "%s", v->name);
    number_cell(t, moments.mean, format);
    number_cell(t, moments.standard_deviation, format);
    for (size_t k = 0; k < d->n_shares; k++)
        number_cell(t, values[k], format);
    table_cell(t, "%s", unit_shown(v->unit, s->settings.currency));
}

static void print_results(const drawing *d)
{
    static const char *const before[] = {"result", "mean", "deviation"};
    size_t columns = d->n_shares + 4;
    const char **heads = allocate(columns, sizeof *heads);
    char(*names)[NUMBER_SIZE] = allocate(d->n_shares + 1, sizeof *names);
    char *align = allocate(columns + 1, 1);
    memset(align, 'r', columns);
    align[0] = align[columns - 1] = 'l';
    memcpy(heads, before, sizeof before);
    for (size_t i = 0; i < d->n_shares; i++)
        heads[3 + i] = number_exact(names[i], d->shares[i]);
    heads[columns - 1] = "unit";
    table *t = table_new(columns, heads, align);
    for (size_t i = 0; i < d->study.n_wanted; i++)
        result_row(d, i, t);
    table_print(stdout, t, d->study.given->format, 0);
    table_free(t);
    free(heads);
    free(names);
    free(align);
}

static double samples_of(const drawing *d)
{
    aic_summary_about about = {.size = sizeof about};
    aic_summary_describe(d->summary, &about);
    return (double)(about.samples - about.refused);
}

static double exceeding(const drawing *d, size_t i)
{
    uint64_t count;
    aic_summary_joint_count(d->summary, i, i, &count, NULL);
    return (double)count / samples_of(d);
}

static void print_exceedances(const drawing *d)
{
    const study *s = &d->study;
    char value[NUMBER_SIZE], number[NUMBER_SIZE];
    for (size_t i = 0; i < s->options.threshold_count; i++) {
        const aic_threshold *one = &d->thresholds[i];
        const aic_variable *v = aic_model_result(s->model, one->position);
        char *text =
            format_text("%s exceeds %s%s%s with a probability of %s", v->name,
                        number_short(value, one->value), strcmp(v->unit, "1") ? " " : "",
                        unit_shown(v->unit, s->settings.currency),
                        number_short(number, exceeding(d, i)));
        fputs(s->given->format == FORMAT_HTML ? "" : "\n", stdout);
        document_paragraph(stdout, text, s->given->format);
        free(text);
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
static influence *influences_of(const drawing *d, size_t result, size_t *count)
{
    aic_summary_about about = {.size = sizeof about};
    aic_summary_describe(d->summary, &about);
    influence *rows = allocate(about.input_count + 1, sizeof *rows);
    *count = 0;
    for (size_t i = 0; i < about.input_count; i++) {
        double correlation;
        aic_summary_correlation(d->summary, i, result, &correlation, NULL);
        if (!isnan(correlation))
            rows[(*count)++] = (influence){i, correlation};
    }
    qsort(rows, *count, sizeof *rows, stronger);
    return rows;
}

/* "pue 0.80, load_factor 0.60". The caller frees it. */
static char *influences_text(const drawing *d, size_t result)
{
    size_t count;
    influence *rows = influences_of(d, result, &count);
    char *text = format_text("%s", count ? "" : "does not vary");
    for (size_t k = 0; k < count; k++) {
        char *more = format_text("%s%s%s %.2f", text, k ? ", " : "",
                                 aic_summary_input_name(d->summary, rows[k].input),
                                 rows[k].correlation);
        free(text);
        text = more;
    }
    free(rows);
    return text;
}

static void print_influences(const drawing *d)
{
    static const char *const heads[] = {"result", "correlations"};
    enum format format = d->study.given->format;
    table *t = table_new(2, heads, "ll");
    document_heading(stdout, "Correlation with each uncertain input, the strongest first",
                     format);
    for (size_t i = 0; i < d->study.n_wanted; i++) {
        const char *name = aic_summary_result_name(d->summary, i);
        char *text = influences_text(d, i);
        if (format == FORMAT_TEXT)
            print_labelled(name, text, 2, LABEL);
        table_cell(t, "%s", name);
        table_cell(t, "%s", text);
        free(text);
    }
    if (format != FORMAT_TEXT)
        table_print(stdout, t, format, 0);
    table_free(t);
}

static void print_histogram(const drawing *d, size_t i)
{
    const study *s = &d->study;
    const aic_variable *v = aic_model_result(s->model, s->wanted[i]);
    const char *unit = unit_shown(v->unit, s->settings.currency);
    char *title = format_text("%s%s%s", v->name, *unit ? ", " : "", unit);
    histogram h = histogram_of(d->summary, i);
    document_heading(stdout, title, s->given->format);
    if (h.count > 0)
        histogram_print(&h, samples_of(d), s->given->format);
    else
        document_paragraph(stdout, "A single value or infinite: there are no bins.",
                           s->given->format);
    histogram_free(&h);
    free(title);
}

static void print_document(drawing *d, const aic_summary_about *about)
{
    study *s = &d->study;
    enum format format = s->given->format;
    char samples[NUMBER_SIZE];
    char *drawn = format_text("%s samples%s, method %s, seed %" PRIu64,
                              number_short(samples, (double)about->samples),
                              d->stopped ? " before it was stopped" : "",
                              sampling_words[about->method], about->seed);
    document_open(stdout, aic_model_name(s->model), format);
    document_paragraph(stdout, drawn, format);
    fputs(format == FORMAT_HTML ? "" : "\n", stdout);
    free(drawn);
    print_results(d);
    print_exceedances(d);
    for (size_t i = 0; s->given->histogram && i < s->n_wanted; i++)
        print_histogram(d, i);
    print_influences(d);
    print_uncertain(s);
    print_certain(s);
    document_close(stdout, format);
}

static json_t *json_of_result(const drawing *d, size_t i)
{
    const study *s = &d->study;
    const aic_variable *v = aic_model_result(s->model, s->wanted[i]);
    aic_moments m;
    double values[SHARES_MAX];
    size_t count;
    aic_summary_result(d->summary, i, &m, NULL);
    aic_summary_quantiles(d->summary, i, d->shares, values, d->n_shares, NULL);
    json_t *row = json_object(), *quantiles = json_array(), *correlations = json_object();
    json_object_set_new(row, "name", json_string(v->name));
    json_object_set_new(row, "unit", json_string(v->unit));
    json_object_set_new(row, "mean", json_of_number(m.mean));
    json_object_set_new(row, "standard_deviation", json_of_number(m.standard_deviation));
    json_object_set_new(row, "skewness", json_of_number(m.skewness));
    json_object_set_new(row, "min", json_of_number(m.min));
    json_object_set_new(row, "max", json_of_number(m.max));
    json_object_set_new(row, "standard_error", json_of_number(m.standard_error));
    for (size_t k = 0; k < d->n_shares; k++) {
        json_t *one = json_object();
        json_object_set_new(one, "probability", json_of_number(d->shares[k]));
        json_object_set_new(one, "value", json_of_number(values[k]));
        json_array_append_new(quantiles, one);
    }
    influence *rows = influences_of(d, i, &count);
    for (size_t k = 0; k < count; k++)
        json_object_set_new(correlations,
                            aic_summary_input_name(d->summary, rows[k].input),
                            json_of_number(rows[k].correlation));
    free(rows);
    json_object_set_new(row, "quantiles", quantiles);
    json_object_set_new(row, "correlations", correlations);
    if (s->given->histogram) {
        histogram h = histogram_of(d->summary, i);
        json_object_set_new(row, "histogram", json_of_histogram(&h));
        histogram_free(&h);
    }
    return row;
}

static json_t *json_of_exceedance(const drawing *d, size_t i)
{
    const aic_threshold *one = &d->thresholds[i];
    const aic_variable *v = aic_model_result(d->study.model, one->position);
    json_t *row = json_object();
    json_object_set_new(row, "result", json_string(v->name));
    json_object_set_new(row, "value", json_of_number(one->value));
    json_object_set_new(row, "probability", json_of_number(exceeding(d, i)));
    return row;
}

static void print_json(const drawing *d, const aic_summary_about *about)
{
    const study *s = &d->study;
    json_t *root = json_of_study(s), *results = json_array(), *above = json_array();
    for (size_t i = 0; i < s->n_wanted; i++)
        json_array_append_new(results, json_of_result(d, i));
    for (size_t i = 0; i < s->options.threshold_count; i++)
        json_array_append_new(above, json_of_exceedance(d, i));
    json_object_set_new(root, "samples", json_integer((json_int_t)about->samples));
    json_object_set_new(root, "refused", json_integer((json_int_t)about->refused));
    json_object_set_new(root, "wanted", json_integer((json_int_t)about->count));
    json_object_set_new(root, "stopped", json_boolean(d->stopped));
    json_object_set_new(root, "method", json_string(sampling_words[about->method]));
    json_object_set_new(root, "quantile_error", json_of_number(about->quantile_error));
    json_object_set_new(root, "results", results);
    json_object_set_new(root, "exceeds", above);
    json_print(root);
}

void print_drawing(drawing *d)
{
    aic_summary_about about = {.size = sizeof about};
    aic_summary_describe(d->summary, &about);
    if (d->study.given->format == FORMAT_JSON)
        print_json(d, &about);
    else if (d->study.given->format == FORMAT_CSV)
        print_results(d);
    else
        print_document(d, &about);
}
