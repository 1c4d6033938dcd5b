/* aicompute data: the reference tables. */
#include "json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_NUMBERS = 5, FILTERS_MAX = 16, FIELDS_MAX = 64 };

/* FIELD=TEXT, FIELD<NUMBER or FIELD>NUMBER. */
typedef struct filter {
    size_t field;
    char sign;
    const char *text;
    double number;
} filter;

typedef struct query {
    const aic_table *table;
    filter filters[FILTERS_MAX];
    size_t n_filters;
    size_t fields[FIELDS_MAX], n_fields; /* to show, by position */
    size_t *rows, n_rows;
} query;

static aic_cell cell_at(const aic_table *of, size_t row, size_t field)
{
    aic_cell cell;
    aic_table_cell(of, row, field, &cell);
    return cell;
}

static int list_tables(const options *given)
{
    static const char *const heads[] = {"table", "rows", ""};
    table *t = table_new(3, heads, "lrl");
    json_t *tables = json_array();
    table_below(t);
    for (size_t i = 0; i < aic_table_count(); i++) {
        const aic_table *one = aic_table_at(i);
        table_cell(t, "%s", aic_table_name(one));
        table_cell(t, "%zu", aic_table_row_count(one));
        table_cell(t, "%s", aic_table_summary(one));
        json_array_append_new(
            tables,
            json_pack("{s:s, s:s, s:i, s:i}", "name", aic_table_name(one), "summary",
                      aic_table_summary(one), "rows", (int)aic_table_row_count(one),
                      "review_years", aic_table_review_years(one)));
    }
    if (given->format == FORMAT_JSON) {
        json_print(json_pack("{s:s, s:O}", "data_version", aic_data_version(), "tables",
                             tables));
    } else {
        table_print(stdout, t, given->format, 0);
        if (given->format == FORMAT_TEXT)
            printf("\nData version %s.\n", aic_data_version());
    }
    json_decref(tables);
    table_free(t);
    return STATUS_FINE;
}

static int read_filter(query *q, char *word)
{
    aic_error error;
    char *sign = strpbrk(word, "=<>");
    filter *to = &q->filters[q->n_filters];
    if (q->n_filters == FILTERS_MAX)
        return fail("at most %d filters", FILTERS_MAX);
    *to = (filter){.sign = *sign, .text = sign + 1};
    *sign = '\0';
    if (aic_table_field_index(q->table, word, &to->field, &error) < 0)
        return fail("%s", error.message);
    const aic_field *field = aic_table_field(q->table, to->field);
    bool numeric = field->kind == AIC_NUMBER;
    if (to->sign != '=' && !numeric)
        return fail("%s is no number: use %s=TEXT", word, word);
    q->n_filters++;
    if (!numeric)
        return STATUS_FINE;
    char *end;
    to->number = strtod(to->text, &end);
    return end != to->text && *end == '\0'
               ? STATUS_FINE
               : fail("%s: \"%s\" is no number", word, to->text);
}

/* Texts compare without regard to case; one of several, "A, B", is enough. */
static bool text_has(const char *text, const char *wanted)
{
    size_t length = strlen(wanted);
    for (;; text++) {
        size_t same = 0;
        while (same < length && text[same] &&
               (text[same] | 0x20) == (wanted[same] | 0x20))
            same++;
        if (same == length)
            return true;
        if (*text == '\0')
            return false;
    }
}

static bool passes(const query *q, size_t row)
{
    for (size_t i = 0; i < q->n_filters; i++) {
        const filter *f = &q->filters[i];
        aic_cell cell = cell_at(q->table, row, f->field);
        bool good = cell.kind == AIC_TEXT ? text_has(cell.text, f->text)
                    : f->sign == '<'      ? cell.number < f->number
                    : f->sign == '>'      ? cell.number > f->number
                                          : cell.number == f->number;
        if (!good)
            return false;
    }
    return true;
}

static int choose_fields(query *q, const char *want)
{
    const char *names[FIELDS_MAX];
    aic_error error;
    int status = STATUS_FINE;
    char *copy = format_text("%s", want);
    size_t count = 0;
    for (char *name = strtok(copy, ", "); name && count < FIELDS_MAX;
         name = strtok(NULL, ", "))
        names[count++] = name;
    for (size_t i = 0; i < count && status == STATUS_FINE; i++)
        if (aic_table_field_index(q->table, names[i], &q->fields[q->n_fields++], &error) <
            0)
            status = fail("%s", error.message);
    free(copy);
    return status;
}

/* On a terminal, the first few numbers; else everything. */
static void choose_usual_fields(query *q, enum format format)
{
    size_t numbers = 0;
    for (size_t i = 0; i < aic_table_field_count(q->table); i++) {
        const aic_field *field = aic_table_field(q->table, i);
        bool number = field->kind == AIC_NUMBER && strcmp(field->unit, "year") != 0;
        bool name = strcmp(field->name, "key") == 0 || strcmp(field->name, "name") == 0 ||
                    strcmp(field->name, "unit") == 0 ||
                    strcmp(field->name, "source") == 0 ||
                    strcmp(field->name, "year") == 0;
        if (format != FORMAT_TEXT || name || (number && numbers < SHOWN_NUMBERS))
            q->fields[q->n_fields++] = i;
        numbers += number;
    }
}

static void show_cell(table *t, const aic_cell *cell, enum format format)
{
    char number[NUMBER_SIZE];
    if (cell->kind == AIC_NUMBER && !isnan(cell->number) && format == FORMAT_TEXT &&
        strcmp(cell->unit, "year") != 0)
        table_cell(t, "%s", number_short(number, cell->number));
    else
        table_cell(t, "%s", cell->text);
}

static void print_rows(const query *q, enum format format)
{
    const char *heads[FIELDS_MAX];
    char align[FIELDS_MAX + 1];
    for (size_t i = 0; i < q->n_fields; i++) {
        const aic_field *field = aic_table_field(q->table, q->fields[i]);
        heads[i] = field->name;
        align[i] = field->kind == AIC_NUMBER ? 'r' : 'l';
    }
    table *t = table_new(q->n_fields, heads, align);
    for (size_t i = 0; i < q->n_rows; i++)
        for (size_t k = 0; k < q->n_fields; k++) {
            aic_cell cell = cell_at(q->table, q->rows[i], q->fields[k]);
            show_cell(t, &cell, format);
        }
    table_print(stdout, t, format, 0);
    table_free(t);
}

static json_t *json_of_cell(const aic_cell *cell)
{
    json_t *object = json_object();
    bool number = cell->kind == AIC_NUMBER;
    json_object_set_new(object, "value",
                        number ? json_of_number(cell->number) : json_of_text(cell->text));
    json_object_set_new(object, "text", json_of_text(cell->text));
    if (*cell->currency)
        json_object_set_new(object, "currency", json_string(cell->currency));
    if (*cell->source) {
        json_object_set_new(object, "source", json_string(cell->source));
        json_object_set_new(object, "licence", json_string(cell->licence));
    }
    if (cell->year > 0)
        json_object_set_new(object, "year", json_integer(cell->year));
    if (*cell->confidence)
        json_object_set_new(object, "confidence", json_string(cell->confidence));
    return object;
}

static int print_json(const query *q)
{
    json_t *fields = json_array(), *rows = json_array();
    for (size_t i = 0; i < q->n_fields; i++) {
        const aic_field *field = aic_table_field(q->table, q->fields[i]);
        json_array_append_new(
            fields,
            json_pack("{s:s, s:s, s:s, s:s, s:s}", "name", field->name, "kind",
                      field->kind == AIC_NUMBER ? "number" : "text", "unit", field->unit,
                      "currency", field->currency, "summary", field->summary));
    }
    for (size_t i = 0; i < q->n_rows; i++) {
        json_t *row = json_object();
        for (size_t k = 0; k < q->n_fields; k++) {
            aic_cell cell = cell_at(q->table, q->rows[i], q->fields[k]);
            if (*cell.text)
                json_object_set_new(row, aic_table_field(q->table, q->fields[k])->name,
                                    json_of_cell(&cell));
        }
        json_array_append_new(rows, row);
    }
    return json_print(json_pack("{s:s, s:s, s:s, s:o, s:o}", "data_version",
                                aic_data_version(), "table", aic_table_name(q->table),
                                "summary", aic_table_summary(q->table), "fields", fields,
                                "rows", rows));
}

static char *cell_value(const aic_cell *cell)
{
    char number[NUMBER_SIZE];
    bool bare = cell->kind == AIC_TEXT || strcmp(cell->unit, "year") == 0 ||
                strcmp(cell->unit, "1") == 0 || strcmp(cell->unit, "any") == 0;
    const char *shown = cell->kind == AIC_NUMBER && strcmp(cell->unit, "year") != 0
                            ? number_short(number, cell->number)
                            : cell->text;
    return format_text("%s%s%s", shown, bare ? "" : " ",
                       bare ? "" : unit_shown(cell->unit, cell->currency));
}

/* Everything about one row: each figure with its source, then the sources. */
static void print_one(const query *q, size_t row)
{
    static const char *const heads[] = {"column",     "value",  "year",
                                        "confidence", "source", ""};
    table *t = table_new(6, heads, "llllll");
    table_below(t);
    for (size_t i = 0; i < q->n_fields; i++) {
        const aic_field *field = aic_table_field(q->table, q->fields[i]);
        aic_cell cell = cell_at(q->table, row, q->fields[i]);
        if (*cell.text == '\0')
            continue;
        char *value = cell_value(&cell), year[16] = "";
        if (cell.year > 0)
            snprintf(year, sizeof year, "%d", (int)cell.year);
        table_cell(t, "%s", field->name);
        table_cell(t, "%s", value);
        table_cell(t, "%s", year);
        table_cell(t, "%s", cell.confidence);
        table_cell(t, "%s", cell.source);
        table_cell(t, "%s", field->summary);
        free(value);
    }
    table_print(stdout, t, FORMAT_TEXT, 0);
    table_free(t);
}

static bool row_uses(const query *q, size_t row, const char *key)
{
    for (size_t i = 0; i < q->n_fields; i++)
        if (strcmp(cell_at(q->table, row, q->fields[i]).source, key) == 0)
            return true;
    return false;
}

static void print_sources(const query *q, size_t row)
{
    printf("\nSources\n");
    for (size_t i = 0; i < aic_source_count(); i++) {
        const aic_source *source = aic_source_at(i);
        if (!row_uses(q, row, source->key))
            continue;
        char *line = source_line(source->key);
        printf("  %s (%s)\n", source->key, aic_source_licence(source->key));
        print_wrapped(stdout, line, 6);
        print_wrapped(stdout, source->address, 6);
        print_wrapped(stdout, source->taken, 6);
        free(line);
    }
}

static int find_rows(query *q, const char *name)
{
    aic_error error;
    size_t count = aic_table_row_count(q->table);
    q->rows = allocate(count, sizeof *q->rows);
    if (name) {
        q->n_rows = 1;
        return aic_table_row_find(q->table, name, q->rows, &error) < 0
                   ? fail("%s", error.message)
                   : STATUS_FINE;
    }
    for (size_t i = 0; i < count; i++)
        if (passes(q, i))
            q->rows[q->n_rows++] = i;
    return STATUS_FINE;
}

static int read_query(query *q, const options *given, const char **row)
{
    aic_error error;
    *row = NULL;
    q->table = aic_table_find(given->words[0], &error);
    if (!q->table)
        return fail("%s", error.message);
    for (size_t i = 1; i < given->n_words; i++) {
        if (strpbrk(given->words[i], "=<>")) {
            if (read_filter(q, given->words[i]) != STATUS_FINE)
                return STATUS_ERROR;
        } else if (*row || q->n_filters > 0) {
            return fail("data takes one row, or filters such as year>2024");
        } else {
            *row = given->words[i];
        }
    }
    if (*row && q->n_filters > 0)
        return fail("data takes one row, or filters such as year>2024");
    return given->want ? choose_fields(q, given->want) : STATUS_FINE;
}

int run_data(const options *given)
{
    query q = {0};
    const char *row;
    if (given->n_words == 0)
        return list_tables(given);
    int status = read_query(&q, given, &row);
    if (status == STATUS_FINE && q.n_fields == 0)
        choose_usual_fields(&q, row ? FORMAT_CSV : given->format);
    if (status == STATUS_FINE)
        status = find_rows(&q, row);
    if (status == STATUS_FINE && given->format == FORMAT_JSON) {
        print_json(&q);
    } else if (status == STATUS_FINE && row && given->format == FORMAT_TEXT) {
        print_one(&q, q.rows[0]);
        print_sources(&q, q.rows[0]);
    } else if (status == STATUS_FINE) {
        print_rows(&q, given->format);
    }
    if (status == STATUS_FINE && q.n_rows == 0)
        status = STATUS_NOT;
    free(q.rows);
    return status;
}
