/* aicompute data: the reference tables. What is asked; data_print.c shows what is found.
 */
#include "data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_NUMBERS = 5, CODE_LENGTH = 8 };

/* The version was checked when it was read. */
aic_cell query_cell(const query *q, size_t row, size_t field)
{
    aic_cell cell;
    aic_table_cell_as_of(q->table, row, field, q->version, &cell, NULL);
    return cell;
}

const char *query_version(const query *q)
{
    return q->version ? q->version : aic_data_version();
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
            printf("\nData version %s. See aicompute data TABLE, and data TABLE ROW.\n",
                   aic_data_version());
    }
    json_decref(tables);
    table_free(t);
    return STATUS_FINE;
}

/* Cuts the word at its sign. */
static filter split_filter(char *word)
{
    char *at = strpbrk(word, "=<>");
    bool equal = *at != '=' && at[1] == '=';
    enum sign sign = *at == '='   ? SIGN_IS
                     : *at == '<' ? (equal ? SIGN_AT_MOST : SIGN_LESS)
                                  : (equal ? SIGN_AT_LEAST : SIGN_MORE);
    *at = '\0';
    return (filter){.sign = sign, .text = at + 1 + equal};
}

/* A unit that only tables have is none of figures, which then stand without one. */
static int read_limit(const aic_field *field, filter *to)
{
    aic_error error;
    int status = aic_figure_parse(to->text, field->unit, &to->figure, &error);
    if (status == AIC_E_NAME)
        status = aic_figure_parse(to->text, "any", &to->figure, &error);
    return status < 0 ? fail("%s: %s", field->name, error.message) : STATUS_FINE;
}

static int read_filter(query *q, char *word)
{
    aic_error error;
    filter *to = &q->filters[q->n_filters];
    if (q->n_filters == FILTERS_MAX)
        return fail("at most %d filters", FILTERS_MAX);
    *to = split_filter(word);
    if (aic_table_field_index(q->table, word, &to->field, &error) < 0)
        return fail("%s", error.message);
    const aic_field *field = aic_table_field(q->table, to->field);
    q->n_filters++;
    if (field->kind == AIC_NUMBER)
        return read_limit(field, to);
    return to->sign == SIGN_IS ? STATUS_FINE
                               : fail("%s is no number: use %s=TEXT", word, word);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Texts compare without regard to the case of Latin letters; one of several, "A, B", is
 * enough. */
static bool text_has(const char *text, const char *wanted)
{
    size_t length = strlen(wanted);
    for (;; text++) {
        size_t same = 0;
        while (same < length && lower(text[same]) == lower(wanted[same]))
            same++;
        if (same == length)
            return true;
        if (*text == '\0')
            return false;
    }
}

/* A cell without a number passes no comparison, nor does one in another currency. */
static bool filter_passes(const filter *f, const aic_cell *cell)
{
    double limit = f->figure.value;
    if (cell->kind == AIC_TEXT)
        return text_has(cell->text, f->text);
    if (*f->figure.currency && strcmp(f->figure.currency, cell->currency) != 0)
        return false;
    switch (f->sign) {
    case SIGN_LESS:
        return cell->number < limit;
    case SIGN_MORE:
        return cell->number > limit;
    case SIGN_AT_MOST:
        return cell->number <= limit;
    case SIGN_AT_LEAST:
        return cell->number >= limit;
    default:
        return cell->number == limit;
    }
}

static bool passes(const query *q, size_t row)
{
    for (size_t i = 0; i < q->n_filters; i++) {
        aic_cell cell = query_cell(q, row, q->filters[i].field);
        if (!filter_passes(&q->filters[i], &cell))
            return false;
    }
    return true;
}

static int choose_fields(query *q, const char *want)
{
    aic_error error;
    int status = STATUS_FINE;
    char *copy = format_text("%s", want);
    for (char *name = strtok(copy, ", "); name && status == STATUS_FINE;
         name = strtok(NULL, ", ")) {
        if (q->n_fields == FIELDS_MAX)
            status = fail("--want names more than %d columns", FIELDS_MAX);
        else if (aic_table_field_index(q->table, name, &q->fields[q->n_fields++],
                                       &error) < 0)
            status = fail("%s", error.message);
    }
    free(copy);
    return status == STATUS_FINE && q->n_fields == 0 ? fail("--want names no column")
                                                     : status;
}

/* How many of the rows have something in the column. */
size_t filled_rows(const query *q, size_t field)
{
    size_t count = 0;
    for (size_t i = 0; i < q->n_rows; i++)
        count += *query_cell(q, q->rows[i], field).text != '\0';
    return count;
}

static bool is_figure(const aic_field *field)
{
    return field->kind == AIC_NUMBER && strcmp(field->unit, "year") != 0;
}

/* How many numbers more of the rows have; of equals, the first counts. */
static size_t fuller_numbers(const query *q, size_t field)
{
    size_t own = filled_rows(q, field), count = 0;
    for (size_t i = 0; i < aic_table_field_count(q->table); i++) {
        if (!is_figure(aic_table_field(q->table, i)))
            continue;
        size_t other = filled_rows(q, i);
        count += other > own || (other == own && i < field);
    }
    return count;
}

/* Short keys are codes that people know, as KR; others repeat the name. */
static bool keys_are_codes(const query *q)
{
    for (size_t i = 0; i < aic_table_row_count(q->table); i++)
        if (strlen(query_cell(q, i, 0).text) > CODE_LENGTH)
            return false;
    return true;
}

static bool is_usual_field(const query *q, size_t at)
{
    const aic_field *field = aic_table_field(q->table, at);
    static const char *const names[] = {"name", "unit", "year", "source"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(field->name, names[i]) == 0)
            return true;
    if (strcmp(field->name, "key") == 0)
        return keys_are_codes(q);
    return is_figure(field) && filled_rows(q, at) > 0 &&
           fuller_numbers(q, at) < SHOWN_NUMBERS;
}

/* In a list on a terminal, the few numbers that most rows have; else everything. */
static void choose_usual_fields(query *q, bool all)
{
    for (size_t i = 0; i < aic_table_field_count(q->table); i++)
        if (all || is_usual_field(q, i))
            q->fields[q->n_fields++] = i;
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

static int check_version(query *q, const char *version)
{
    aic_error error;
    aic_cell cell;
    q->version = version;
    return aic_table_cell_as_of(q->table, 0, 0, version, &cell, &error) < 0
               ? fail("--as-of: %s", error.message)
               : STATUS_FINE;
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
    int status = check_version(q, given->as_of);
    return status == STATUS_FINE && given->want ? choose_fields(q, given->want) : status;
}

static int run_query(const options *given)
{
    query q = {0};
    const char *row;
    int status = read_query(&q, given, &row);
    if (status == STATUS_FINE)
        status = find_rows(&q, row);
    if (status == STATUS_FINE) {
        if (q.n_fields == 0)
            choose_usual_fields(&q,
                                row || given->describe || given->format != FORMAT_TEXT);
        if (given->describe)
            print_columns(&q, given->format);
        else
            print_query(&q, given->format, row != NULL);
        status = q.n_rows > 0 ? STATUS_FINE : STATUS_NOT;
    }
    free(q.rows);
    return status;
}

int run_data(const options *given)
{
    if (given->overdue)
        return run_overdue(given);
    if (given->on)
        return fail("--on needs --overdue");
    if (given->n_words > 0)
        return run_query(given);
    if (given->as_of || given->want || given->describe)
        return fail("--%s needs a table", given->as_of  ? "as-of"
                                          : given->want ? "want"
                                                        : "describe");
    return list_tables(given);
}
