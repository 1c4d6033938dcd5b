/* aicompute show: a model or a chain, as its table says it. */
#include "json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void print_inputs(const aic_model *model)
{
    static const char *const heads[] = {"input", "unit",   "default", "range",
                                        "usual", "source", ""};
    char a[NUMBER_SIZE], b[NUMBER_SIZE];
    table *t = table_new(7, heads, "llrllll");
    table_below(t);
    for (size_t i = 0; i < aic_model_input_count(model); i++) {
        const aic_variable *v = aic_model_input(model, i);
        table_cell(t, "%s", v->name);
        table_cell(t, "%s", v->unit);
        table_cell(t, "%s", isnan(v->value) ? "required" : number_short(a, v->value));
        table_cell(t, "%s to %s", number_short(a, v->min), number_short(b, v->max));
        table_cell(t, "%s to %s", number_short(a, v->low), number_short(b, v->high));
        table_cell(t, "%s", v->source);
        table_cell(t, "%s", v->summary);
    }
    printf("\nInputs\n");
    table_print(stdout, t, FORMAT_TEXT, 2);
    table_free(t);
}

static void print_results(const aic_model *model)
{
    static const char *const heads[] = {"result", "unit", "source", ""};
    table *t = table_new(4, heads, "llll");
    table_below(t);
    for (size_t i = 0; i < aic_model_result_count(model); i++) {
        const aic_variable *v = aic_model_result(model, i);
        table_cell(t, "%s", v->name);
        table_cell(t, "%s", v->unit);
        table_cell(t, "%s", v->source);
        table_cell(t, "%s", v->summary);
    }
    printf("\nResults\n");
    table_print(stdout, t, FORMAT_TEXT, 2);
    table_free(t);
}

static bool uses_source(const aic_model *model, const char *key)
{
    for (size_t i = 0; i < aic_model_input_count(model); i++)
        if (strcmp(aic_model_input(model, i)->source, key) == 0)
            return true;
    for (size_t i = 0; i < aic_model_result_count(model); i++)
        if (strcmp(aic_model_result(model, i)->source, key) == 0)
            return true;
    return false;
}

static void print_sources(const aic_model *model)
{
    printf("\nSources\n");
    for (size_t i = 0; i < aic_source_count(); i++) {
        const aic_source *source = aic_source_at(i);
        if (!uses_source(model, source->key))
            continue;
        char *line = source_line(source->key);
        printf("  %s\n", source->key);
        print_wrapped(stdout, line, 6);
        print_wrapped(stdout, source->address, 6);
        print_wrapped(stdout, source->taken, 6);
        free(line);
    }
}

static void print_equation(const char *equation)
{
    while (*equation) {
        size_t length = strcspn(equation, "\n");
        printf("      %.*s\n", (int)length, equation);
        equation += length + (equation[length] == '\n');
    }
}

static void print_steps(const aic_model *model)
{
    for (size_t i = 0; i < aic_model_step_count(model); i++) {
        const aic_model *step = aic_model_step(model, i);
        printf("%s%s\n", i ? "\n" : "", aic_model_name(step));
        print_wrapped(stdout, aic_model_summary(step), 2);
        print_equation(aic_model_equation(step));
    }
}

int run_show(const options *given)
{
    aic_model *model;
    aic_error error;
    if (given->n_words != 1)
        return fail(
            "show takes one model or one quoted chain; see aicompute show --help");
    if (aic_model_from_text(given->words[0], &model, &error) < 0)
        return fail("%s", error.message);
    if (given->format == FORMAT_JSON) {
        bool single = aic_model_step_count(model) == 1;
        json_print(json_of_model(single ? aic_model_step(model, 0) : model));
    } else {
        print_steps(model);
        print_inputs(model);
        print_results(model);
        print_sources(model);
    }
    aic_model_free(model);
    return STATUS_FINE;
}
