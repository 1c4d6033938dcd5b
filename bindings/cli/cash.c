/* aicompute cash: the schedule of a project, as a table; or what its variants come to,
 * side by side. */
#include "project.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What people see unless they ask for more; columns of zeros are left out. */
static const int usual_columns[] = {
    AIC_PROJECT_YEAR,           AIC_PROJECT_GPUS,
    AIC_PROJECT_PRICE,          AIC_PROJECT_REVENUE,
    AIC_PROJECT_OPERATING_CASH, AIC_PROJECT_CAPITAL,
    AIC_PROJECT_RESALE,         AIC_PROJECT_TAX,
    AIC_PROJECT_CASH,           AIC_PROJECT_CUMULATIVE,
    AIC_PROJECT_DEBT_DRAWN,     AIC_PROJECT_DEBT_SERVICE,
    AIC_PROJECT_EQUITY_CASH,
};

typedef struct chosen {
    size_t columns[AIC_PROJECT_COLUMN_COUNT], count;
} chosen;

static bool all_zero(const project_file *p, size_t column)
{
    for (size_t t = 0; t < p->rows; t++)
        if (p->columns[column][t] != 0)
            return false;
    return true;
}

static int choose_named(chosen *to, const char *name)
{
    const char *names[AIC_PROJECT_COLUMN_COUNT];
    for (size_t i = 0; i < AIC_PROJECT_COLUMN_COUNT; i++) {
        names[i] = aic_project_column(i)->name;
        if (strcmp(names[i], name) == 0) {
            for (size_t k = 0; k < to->count; k++)
                if (to->columns[k] == i)
                    return fail("--want names %s twice", name);
            to->columns[to->count++] = i;
            return STATUS_FINE;
        }
    }
    const char *meant = nearest(name, names, AIC_PROJECT_COLUMN_COUNT);
    return fail("--want: a schedule has no column \"%s\"%s%s%s", name,
                meant ? "; did you mean \"" : "", meant ? meant : "", meant ? "\"?" : "");
}

/* The columns that --want names, all of them for programs, or what people read. */
static int choose(chosen *to, const project_file *p, const options *given)
{
    *to = (chosen){.count = 0};
    bool all = given->format == FORMAT_CSV || given->format == FORMAT_JSON;
    char *copy = format_text("%s", given->want ? given->want : "");
    int status = STATUS_FINE;
    for (char *name = strtok(copy, ", "); name && status == STATUS_FINE;
         name = strtok(NULL, ", "))
        status = choose_named(to, name);
    free(copy);
    if (given->want && to->count == 0 && status == STATUS_FINE)
        status = fail("--want names no column");
    for (size_t i = 0; !given->want && all && i < AIC_PROJECT_COLUMN_COUNT; i++)
        to->columns[to->count++] = i;
    for (size_t i = 0;
         !given->want && !all && i < sizeof usual_columns / sizeof *usual_columns; i++)
        if (i == 0 || !all_zero(p, (size_t)usual_columns[i]))
            to->columns[to->count++] = (size_t)usual_columns[i];
    return status;
}

static void print_rows(FILE *out, const project_file *p, const chosen *columns,
                       enum format format)
{
    const char *heads[AIC_PROJECT_COLUMN_COUNT];
    char align[AIC_PROJECT_COLUMN_COUNT + 1] = "", number[NUMBER_SIZE];
    for (size_t i = 0; i < columns->count; i++) {
        heads[i] = aic_project_column(columns->columns[i])->name;
        align[i] = 'r';
    }
    table *t = table_new(columns->count, heads, align);
    for (size_t row = 0; row < p->rows; row++)
        for (size_t i = 0; i < columns->count; i++) {
            double value = p->columns[columns->columns[i]][row];
            table_cell(t, "%s",
                       format == FORMAT_CSV ? number_exact(number, value)
                                            : number_short(number, value));
        }
    table_print(out, t, format, 0);
    table_free(t);
}

static double result_at(const project_file *p, size_t position)
{
    double value;
    memcpy(&value, (const char *)&p->report.results + position * sizeof value,
           sizeof value);
    return value;
}

/* Why a rate of return is none. */
static const char *reason(const project_file *p, const char *name)
{
    bool project = strcmp(name, "internal_rate_of_return") == 0;
    if (!project && strcmp(name, "equity_rate_of_return") != 0)
        return "";
    int status = project ? p->report.irr_status : p->report.equity_irr_status;
    return status == AIC_OK ? "" : aic_status_text(status);
}

static void print_results(FILE *out, const project_file *variants, size_t count,
                          enum format format)
{
    const char **heads = allocate(count + 3, sizeof *heads);
    char *align = allocate(count + 4, 1), number[NUMBER_SIZE];
    heads[0] = "result";
    align[0] = 'l';
    for (size_t i = 0; i < count; i++) {
        heads[i + 1] = count > 1 ? variants[i].title : "value";
        align[i + 1] = 'r';
    }
    heads[count + 1] = "unit";
    heads[count + 2] = "what it is";
    align[count + 1] = align[count + 2] = 'l';
    table *t = table_new(count + 3, heads, align);
    for (size_t k = 0; aic_project_result(k); k++) {
        const aic_variable *row = aic_project_result(k);
        bool any = false;
        for (size_t i = 0; i < count; i++)
            any |= !isnan(result_at(&variants[i], k)) || *reason(&variants[i], row->name);
        if (!any)
            continue;
        table_cell(t, "%s", row->name);
        for (size_t i = 0; i < count; i++)
            table_cell(t, "%s", number_short(number, result_at(&variants[i], k)));
        table_cell(t, "%s", unit_shown(row->unit, variants->currency));
        table_cell(t, "%s%s%s", row->summary, *reason(variants, row->name) ? " " : "",
                   count == 1 ? reason(variants, row->name) : "");
    }
    table_print(out, t, format, format == FORMAT_TEXT ? 2 : 0);
    table_free(t);
    free(heads);
    free(align);
}

static const char *origin_of(const origin *from, const aic_variable *row)
{
    if (from->model)
        return "computed";
    return from->text ? "given" : isnan(row->value) ? "missing" : "default";
}

/* Where a number comes from. The caller frees it. */
static char *explanation(const origin *from, const aic_variable *row)
{
    if (from->model)
        return format_text("by %s", from->model);
    if (!from->text)
        return source_line(row->source);
    if (*from->source)
        return format_text("%s; %s", from->text, from->source);
    return format_text("as %s", from->text);
}

/* Defaults that this project has no use for are not told. */
static bool matters(const project_file *p, const char *name)
{
    const aic_project_inputs *in = &p->project.inputs;
    bool taxed = in->tax_rate > 0;
    bool declines = p->project.depreciation == AIC_DECLINING_BALANCE;
    const struct {
        const char *name;
        bool used;
    } rules[] = {
        {"gpu_count", in->gpu_count > 0},
        {"availability", in->gpu_count > 0},
        {"server_busy_power_fraction", in->server_share_w > 0},
        {"server_idle_power_fraction", in->server_share_w > 0},
        {"pue", in->server_share_w > 0 || p->chain},
        {"life_years", p->project.mode != AIC_PERPETUITY},
        {"value_decades_per_year",
         p->project.mode != AIC_PERPETUITY && isnan(in->resale_fraction)},
        {"depreciation_years", taxed},
        {"facility_depreciation_years", taxed && in->facility_cost > 0},
        {"depreciation_factor", taxed && declines},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rules[i].name, name) == 0)
            return rules[i].used;
    return true;
}

static void origin_row(table *t, const project_file *p, const aic_variable *row,
                       double value, const origin *from, bool explain)
{
    char number[NUMBER_SIZE];
    bool shown = explain || (!from->text && !from->model);
    bool says_nothing = strcmp(row->source, "neutral") == 0 || !matters(p, row->name);
    if (!shown || isnan(value) || (!explain && says_nothing))
        return;
    char *text = explanation(from, row);
    table_cell(t, "%s", row->name);
    table_cell(t, "%s", number_short(number, value));
    table_cell(t, "%s", unit_shown(row->unit, p->currency));
    if (explain)
        table_cell(t, "%s", origin_of(from, row));
    table_cell(t, "%s", text);
    free(text);
}

/* Inputs that were assumed, but for those that leave a term out; or, to explain, all. */
static void print_origins(FILE *out, const project_file *p, const options *given)
{
    static const char *const all[] = {"input", "value", "unit", "origin", "from"};
    static const char *const few[] = {"input", "value", "unit", "source"};
    bool explain = given->explain;
    table *t = explain ? table_new(5, all, "lrlll") : table_new(4, few, "lrll");
    for (size_t i = 0; i < aic_model_input_count(p->chain); i++) {
        const aic_variable *row = aic_model_input(p->chain, i);
        size_t k = 0;
        while (aic_project_input(k) && strcmp(aic_project_input(k)->name, row->name) != 0)
            k++;
        if (!aic_project_input(k))
            origin_row(t, p, row, p->chain_inputs[i], &p->chain_origins[i], explain);
    }
    for (size_t i = 0; aic_project_input(i); i++)
        origin_row(t, p, aic_project_input(i), project_number(p, i), &p->origins[i],
                   explain);
    if (table_rows(t) > 0) {
        document_heading(
            out, explain ? "Where each input comes from" : "Assumed, since not given",
            given->format);
        table_print(out, t, given->format, 2);
    }
    table_free(t);
}

static json_t *json_of_origin(const aic_variable *row, double value, const origin *from)
{
    json_t *object = json_object();
    json_object_set_new(object, "name", json_string(row->name));
    json_object_set_new(object, "value", json_of_number(value));
    json_object_set_new(object, "unit", json_string(row->unit));
    json_object_set_new(object, "origin", json_string(origin_of(from, row)));
    json_object_set_new(object, "text",
                        from->text ? json_of_text(from->text) : json_null());
    json_object_set_new(object, "source",
                        json_of_text(from->text ? from->source : row->source));
    return object;
}

static json_t *json_of_rows(const project_file *p, const chosen *columns)
{
    json_t *rows = json_array();
    for (size_t t = 0; t < p->rows; t++) {
        json_t *row = json_object();
        for (size_t i = 0; i < columns->count; i++)
            json_object_set_new(row, aic_project_column(columns->columns[i])->name,
                                json_of_number(p->columns[columns->columns[i]][t]));
        json_array_append_new(rows, row);
    }
    return rows;
}

static json_t *json_of_project(const project_file *p, const chosen *columns)
{
    static const char *const keys[] = {"mode", "depreciation", "repayment"};
    json_t *root = json_object(), *inputs = json_array(), *results = json_array();
    json_object_set_new(root, "title", json_of_text(p->title));
    json_object_set_new(root, "version", json_string(aic_version()));
    json_object_set_new(root, "currency", json_string(p->currency));
    for (size_t i = 0; i < 3; i++)
        json_object_set_new(root, keys[i], json_string(project_choice(p, keys[i])));
    json_object_set_new(root, "periods_per_year",
                        json_integer(p->project.periods_per_year));
    for (size_t i = 0; aic_project_input(i); i++)
        json_array_append_new(
            inputs,
            json_of_origin(aic_project_input(i), project_number(p, i), &p->origins[i]));
    for (size_t i = 0; aic_project_result(i); i++) {
        const aic_variable *row = aic_project_result(i);
        json_t *object = json_object();
        json_object_set_new(object, "name", json_string(row->name));
        json_object_set_new(object, "value", json_of_number(result_at(p, i)));
        json_object_set_new(object, "unit", json_string(row->unit));
        json_object_set_new(object, "summary", json_string(row->summary));
        if (*reason(p, row->name))
            json_object_set_new(object, "reason", json_string(reason(p, row->name)));
        json_array_append_new(results, object);
    }
    json_object_set_new(root, "inputs", inputs);
    json_object_set_new(root, "results", results);
    json_object_set_new(root, "rows", json_of_rows(p, columns));
    return root;
}

int project_print(const project_file *variants, size_t count, const options *given)
{
    enum format format = given->format;
    chosen columns;
    if (choose(&columns, variants, given) != STATUS_FINE)
        return STATUS_ERROR;
    if (format == FORMAT_JSON) {
        json_t *all = json_array();
        for (size_t i = 0; i < count; i++)
            json_array_append_new(all, json_of_project(&variants[i], &columns));
        json_t *root =
            count == 1 ? json_incref(json_array_get(all, 0)) : json_incref(all);
        json_decref(all);
        return json_print(root);
    }
    if (format == FORMAT_CSV && count > 1)
        return fail("%s: has variants; --csv prints the schedule of one project",
                    variants->path);
    if (format == FORMAT_CSV) {
        print_rows(stdout, variants, &columns, format);
        return STATUS_FINE;
    }
    document_open(stdout, variants->heading, format);
    if (*variants->note)
        document_paragraph(stdout, variants->note, format);
    if (*variants->note && format != FORMAT_HTML)
        fputs("\n", stdout);
    if (count == 1) {
        print_rows(stdout, variants, &columns, format);
        document_heading(stdout, "What comes of it", format);
    }
    print_results(stdout, variants, count, format);
    print_origins(stdout, variants, given);
    document_close(stdout, format);
    return STATUS_FINE;
}

int run_cash(const options *given)
{
    if (given->n_words == 0)
        return fail("no project is given: name a file of the format aicompute-project/1");
    json_t *root = project_load(given->words[0], given->words + 1, given->n_words - 1);
    if (!root)
        return STATUS_ERROR;
    size_t count = project_variants(root), read = 0;
    project_file *variants = allocate(count, sizeof *variants);
    int status = STATUS_FINE;
    while (read < count && status == STATUS_FINE) {
        status = project_read(&variants[read], given->words[0], root, read);
        read++;
        if (status == STATUS_FINE)
            status = project_compute(&variants[read - 1]);
    }
    if (status == STATUS_FINE)
        status = project_print(variants, count, given);
    for (size_t i = 0; i < read; i++)
        project_free(&variants[i]);
    free(variants);
    json_decref(root);
    return status;
}
