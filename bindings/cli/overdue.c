/* aicompute data --overdue: rows whose sources were last looked at longer ago than their
 * table allows. */
#include "data.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { YEAR_DIGITS = 4 };

/* Sources are reviewed in a year, so of a date the year counts. */
static int read_year(const char *text, int *year)
{
    const char *rest = text + strspn(text, "0123456789");
    bool date = strlen(rest) == 6 && rest[0] == '-' && rest[3] == '-' &&
                strspn(rest, "-0123456789") == 6;
    *year = atoi(text);
    return rest == text + YEAR_DIGITS && (*rest == '\0' || date)
               ? STATUS_FINE
               : fail("--on takes a year or a date, as 2028 or 2028-06-30, not \"%s\"",
                      text);
}

static int this_year(void)
{
    time_t now = time(NULL);
    const struct tm *date = gmtime(&now);
    return date->tm_year + 1900;
}

static void add_row(table *t, json_t *rows, const aic_table *of, size_t row)
{
    aic_cell key, name;
    aic_table_cell(of, row, 0, &key);
    aic_table_cell(of, row, 1, &name);
    int due = aic_table_row_due(of, row), reviewed = due - aic_table_review_years(of);
    table_cell(t, "%s", aic_table_name(of));
    table_cell(t, "%s", key.text);
    table_cell(t, "%d", reviewed);
    table_cell(t, "%d", due);
    json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:i, s:i}", "table",
                                          aic_table_name(of), "row", key.text, "name",
                                          name.text, "reviewed", reviewed, "due", due));
}

static void add_table(table *t, json_t *rows, const aic_table *of, int year)
{
    for (size_t i = 0; i < aic_table_row_count(of); i++) {
        int due = aic_table_row_due(of, i);
        if (due > 0 && due < year)
            add_row(t, rows, of, i);
    }
}

static void print_overdue(const table *t, json_t *rows, int year, enum format format)
{
    if (format == FORMAT_JSON) {
        json_print(json_pack("{s:s, s:i, s:O}", "data_version", aic_data_version(), "on",
                             year, "overdue", rows));
    } else if (format == FORMAT_CSV || table_rows(t) > 0) {
        table_print(stdout, t, format, 0);
    }
    if (format == FORMAT_TEXT)
        printf("%s%zu rows are overdue for review in %d, data version %s.\n",
               table_rows(t) > 0 ? "\n" : "", table_rows(t), year, aic_data_version());
}

int run_overdue(const options *given)
{
    static const char *const heads[] = {"table", "row", "reviewed", "due"};
    int year = this_year();
    aic_error error;
    const aic_table *only = NULL;
    if (given->n_words > 1 || given->want || given->as_of || given->describe)
        return fail("--overdue takes a table, --on and a format, and nothing else");
    if (given->on && read_year(given->on, &year) != STATUS_FINE)
        return STATUS_ERROR;
    if (given->n_words == 1 && !(only = aic_table_find(given->words[0], &error)))
        return fail("%s", error.message);
    table *t = table_new(4, heads, "llrr");
    json_t *rows = json_array();
    for (size_t i = 0; i < aic_table_count(); i++)
        if (!only || only == aic_table_at(i))
            add_table(t, rows, aic_table_at(i), year);
    print_overdue(t, rows, year, given->format);
    int status = table_rows(t) > 0 ? STATUS_NOT : STATUS_FINE;
    json_decref(rows);
    table_free(t);
    return status;
}
