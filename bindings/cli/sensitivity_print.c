/* What aicompute sensitivity prints: of each result the inputs that it hangs on, what
 * matters most first. */
#include "sensitivity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBERS_MAX = 6, BAR_WIDTH = 30 };

/* The numbers of a row by method: as programs and as people call them. */
static const struct shape {
    size_t count;
    const char *fields[NUMBERS_MAX];
    const char *heads[NUMBERS_MAX];
} shapes[] = {
    [RANK_TORNADO] = {6,
                      {"low_input", "high_input", "low", "high", "swing", "base"},
                      {"low", "high", "result at low", "at high", "swing"}},
    [RANK_SOBOL] = {6,
                    {"first", "first_low", "first_high", "total", "total_low",
                     "total_high"},
                    {"first", "from", "to", "total", "from", "to"}},
    [RANK_MORRIS] = {4,
                     {"mean_absolute", "standard_error", "mean", "standard_deviation"},
                     {"mean absolute", "error", "mean", "deviation"}},
};

typedef struct row {
    size_t input;
    double numbers[NUMBERS_MAX]; /* as `fields` of its shape */
} row;

static row row_of(const ranked *r, size_t at)
{
    if (r->method == RANK_TORNADO) {
        const aic_tornado_bar *b = &r->bars[at];
        return (row){b->input,
                     {b->low_input, b->high_input, b->low, b->high, b->swing, b->base}};
    }
    if (r->method == RANK_SOBOL) {
        const aic_sobol_index *s = &r->indices[at];
        return (row){s->input,
                     {s->first, s->first_low, s->first_high, s->total, s->total_low,
                      s->total_high}};
    }
    const aic_morris_effect *e = &r->effects[at];
    return (row){e->input,
                 {e->mean_absolute, e->standard_error, e->mean, e->standard_deviation}};
}

/* Where bars begin and end, over all rows of a result. */
typedef struct scale {
    double low, high;
} scale;

static scale scale_of(const ranked *r, size_t result)
{
    scale all = {0, 1};
    if (r->method == RANK_SOBOL)
        return all;
    if (r->method == RANK_TORNADO)
        all.low = all.high = r->bars[result * r->n_uncertain].base;
    for (size_t k = 0; k < r->n_uncertain; k++) {
        row one = row_of(r, result * r->n_uncertain + k);
        bool tornado = r->method == RANK_TORNADO;
        double from = tornado ? one.numbers[2] : 0, to = one.numbers[tornado ? 3 : 0];
        all.low = fmin(all.low, fmin(from, to));
        all.high = k == 0 && !tornado ? to : fmax(all.high, fmax(from, to));
    }
    return all;
}

static int place(const scale *all, double value)
{
    double share = (value - all->low) / (all->high - all->low);
    return (int)lround(BAR_WIDTH * fmin(fmax(share, 0), 1));
}

/* From one value to another, with a mark at the base of a tornado. */
static void draw_bar(const ranked *r, const scale *all, const row *one,
                     char bar[BAR_WIDTH + 2])
{
    bool tornado = r->method == RANK_TORNADO;
    char blank = r->study.given->format == FORMAT_TEXT ? ' ' : '.';
    double from = tornado ? one->numbers[2] : 0;
    double to = one->numbers[tornado ? 3 : r->method == RANK_SOBOL ? 3 : 0];
    size_t length = 0;
    if (isfinite(all->high - all->low) && all->high > all->low && !isnan(from + to)) {
        int first = place(all, fmin(from, to)), last = place(all, fmax(from, to));
        int base = tornado ? place(all, one->numbers[5]) : -1;
        for (int i = 0; i < last || i <= base; i++)
            bar[length++] = i == base ? '|' : i >= first && i < last ? '=' : blank;
    }
    bar[length] = '\0';
}

static void print_result(const ranked *r, size_t result)
{
    const struct shape *shape = &shapes[r->method];
    size_t shown = r->method == RANK_TORNADO ? shape->count - 1 : shape->count;
    const char *heads[NUMBERS_MAX + 2] = {"input"};
    char align[NUMBERS_MAX + 3] = "lrrrrrrr", number[NUMBER_SIZE], bar[BAR_WIDTH + 2];
    scale all = scale_of(r, result);
    memcpy(heads + 1, shape->heads, shown * sizeof *heads);
    heads[shown + 1] = "";
    align[shown + 1] = 'l';
    table *t = table_new(shown + 2, heads, align);
    for (size_t k = 0; k < r->n_uncertain; k++) {
        row one = row_of(r, result * r->n_uncertain + k);
        table_cell(t, "%s", aic_model_input(r->study.model, one.input)->name);
        for (size_t c = 0; c < shown; c++)
            if (r->method == RANK_SOBOL && !isnan(one.numbers[c]))
                table_cell(t, "%.4f", one.numbers[c]);
            else
                table_cell(t, "%s", number_short(number, one.numbers[c]));
        draw_bar(r, &all, &one, bar);
        table_cell(t, "%s", bar);
    }
    table_print(stdout, t, r->study.given->format, 2);
    table_free(t);
}

/* "households: 61,714 with every input at its median" or "households". */
static void print_heading(const ranked *r, size_t result)
{
    const study *s = &r->study;
    const aic_variable *v = aic_model_result(s->model, s->wanted[result]);
    char number[NUMBER_SIZE];
    const char *unit = unit_shown(v->unit, s->settings.currency);
    char *title =
        r->method == RANK_TORNADO
            ? format_text("%s: %s%s%s with every uncertain input at its median", v->name,
                          number_short(number, r->bars[result * r->n_uncertain].base),
                          *unit ? " " : "", unit)
            : format_text("%s%s%s", v->name,
                          r->method == RANK_MORRIS && *unit ? ", " : "",
                          r->method == RANK_MORRIS ? unit : "");
    document_heading(stdout, title, s->given->format);
    free(title);
}

static void print_about(const ranked *r)
{
    const study *s = &r->study;
    char count[NUMBER_SIZE], low[NUMBER_SIZE], high[NUMBER_SIZE], *text;
    number_short(count, (double)s->options.count);
    if (r->method == RANK_TORNADO)
        text = format_text(
            "Each input from its quantile %s to %s, the others at their medians",
            number_exact(low, r->between.ends[0]),
            number_exact(high, r->between.ends[1]));
    else if (r->method == RANK_SOBOL)
        text = format_text("Sobol' indices: the share of the variance that is due to an "
                           "input alone, and in total, each with its 95 %% interval; %s "
                           "points, seed %llu",
                           count, (unsigned long long)s->options.seed);
    else
        text = format_text("Morris screening: what moving an input by half of its "
                           "distribution does, per half; %s trajectories, seed %llu",
                           count, (unsigned long long)s->options.seed);
    document_paragraph(stdout, text, s->given->format);
    free(text);
}

static void print_document(ranked *r)
{
    study *s = &r->study;
    document_open(stdout, aic_model_name(s->model), s->given->format);
    print_about(r);
    for (size_t i = 0; i < s->n_wanted; i++) {
        print_heading(r, i);
        print_result(r, i);
    }
    print_uncertain(s);
    print_certain(s);
    document_close(stdout, s->given->format);
}

static void print_csv(const ranked *r)
{
    const study *s = &r->study;
    const struct shape *shape = &shapes[r->method];
    const char *heads[NUMBERS_MAX + 2] = {"result", "input"};
    char number[NUMBER_SIZE];
    memcpy(heads + 2, shape->fields, shape->count * sizeof *heads);
    table *t = table_new(shape->count + 2, heads, "llrrrrrr");
    for (size_t at = 0; at < s->n_wanted * r->n_uncertain; at++) {
        row one = row_of(r, at);
        size_t result = s->wanted[at / r->n_uncertain];
        table_cell(t, "%s", aic_model_result(s->model, result)->name);
        table_cell(t, "%s", aic_model_input(s->model, one.input)->name);
        for (size_t c = 0; c < shape->count; c++)
            table_cell(t, "%s",
                       isnan(one.numbers[c]) ? "" : number_exact(number, one.numbers[c]));
    }
    table_print(stdout, t, FORMAT_CSV, 0);
    table_free(t);
}

static json_t *json_of_result(const ranked *r, size_t result)
{
    const study *s = &r->study;
    const struct shape *shape = &shapes[r->method];
    const aic_variable *v = aic_model_result(s->model, s->wanted[result]);
    json_t *object = json_object(), *inputs = json_array();
    for (size_t k = 0; k < r->n_uncertain; k++) {
        row one = row_of(r, result * r->n_uncertain + k);
        json_t *input = json_object();
        json_object_set_new(input, "name",
                            json_string(aic_model_input(s->model, one.input)->name));
        for (size_t c = 0; c < shape->count; c++)
            json_object_set_new(input, shape->fields[c], json_of_number(one.numbers[c]));
        json_array_append_new(inputs, input);
    }
    json_object_set_new(object, "name", json_string(v->name));
    json_object_set_new(object, "unit", json_string(v->unit));
    json_object_set_new(object, "inputs", inputs);
    return object;
}

static void print_json(const ranked *r)
{
    const study *s = &r->study;
    json_t *root = json_of_study(s), *results = json_array();
    for (size_t i = 0; i < s->n_wanted; i++)
        json_array_append_new(results, json_of_result(r, i));
    json_object_set_new(root, "method", json_string(ranking_words[r->method]));
    json_object_set_new(root, "results", results);
    if (r->method == RANK_TORNADO)
        json_object_set_new(root, "between",
                            json_pack("[f, f]", r->between.ends[0], r->between.ends[1]));
    else
        json_object_set_new(root, "samples", json_integer((json_int_t)s->options.count));
    json_print(root);
}

void print_ranked(ranked *r)
{
    enum format format = r->study.given->format;
    if (format == FORMAT_JSON)
        print_json(r);
    else if (format == FORMAT_CSV)
        print_csv(r);
    else
        print_document(r);
}
