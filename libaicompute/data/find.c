/* Finding a row by name. */
#include "data/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAME_SIZE = 128,   /* longer than any name */
    LISTED_MAX = 8,    /* rows that a message lists */
    NEAREST_COUNT = 3, /* rows that a message suggests */
    LIST_SIZE = 384
};

/* A name as it is compared; compile.py does the same. False when it is too long. */
static bool normalise(char to[NAME_SIZE], const char *name)
{
    size_t length = 0;
    for (; *name; name++) {
        if (strchr(" -_/(),'\"", *name))
            continue;
        if (length + 1 >= NAME_SIZE)
            return false;
        bool capital = *name >= 'A' && *name <= 'Z';
        to[length++] = (char)(capital ? *name - 'A' + 'a' : *name);
    }
    to[length] = '\0';
    return length > 0;
}

static const char *name_text(const aic_table *table, size_t i)
{
    return (const char *)aic_data_texts + table->names[i].text;
}

/* The first of the rows found, in the order of the table, and how many there are. */
typedef struct found {
    size_t *rows, room, count;
} found;

static void match(const aic_table *table, const char *wanted, bool whole, found *f)
{
    bool matching[ROWS_MAX] = {false};
    for (size_t i = 0; i < table->n_names; i++) {
        const char *name = name_text(table, i);
        if (whole ? strcmp(name, wanted) == 0 : strstr(name, wanted) != NULL)
            matching[table->names[i].row] = true;
    }
    for (size_t row = 0; row < table->n_rows; row++) {
        if (matching[row] && f->count < f->room)
            f->rows[f->count] = row;
        f->count += matching[row];
    }
}

/* Sets `whole` when the name is one that a row has. */
static found matches(const aic_table *table, const char *name, size_t *rows, size_t room,
                     bool *whole)
{
    char wanted[NAME_SIZE];
    found f = {rows, room, 0};
    *whole = false;
    if (!normalise(wanted, name))
        return f;
    match(table, wanted, true, &f);
    *whole = f.count > 0;
    if (!*whole)
        match(table, wanted, false, &f);
    return f;
}

int aic_table_row_matches(const aic_table *table, const char *name, size_t *rows,
                          size_t room, size_t *count)
{
    if (!table || !name || !count || (room > 0 && !rows))
        return AIC_E_ARGUMENT;
    bool whole;
    found f = matches(table, name, rows, room, &whole);
    *count = f.count;
    return whole && f.count == 1 ? AIC_OK : AIC_E_NAME;
}

/* Adds `"name"` to a list in a text, as far as there is room. */
static void add_to_list(char list[LIST_SIZE], const aic_table *table, size_t row)
{
    size_t length = strlen(list);
    snprintf(list + length, LIST_SIZE - length, "%s\"%s\"", length ? ", " : "",
             aic_cell_text(table, row, NAME_FIELD));
}

static int refuse_several(const aic_table *table, const char *name, const found *f,
                          bool whole, aic_error *error)
{
    char list[LIST_SIZE] = "";
    for (size_t i = 0; i < f->count && i < f->room; i++)
        add_to_list(list, table, f->rows[i]);
    const char *more = f->count > f->room ? " and more" : "";
    if (f->count == 1)
        return aic_error_set(error, AIC_E_NAME, "%s has no row \"%s\"; did you mean %s?",
                             table->name, name, list);
    return aic_error_set(error, AIC_E_NAME, "%s: \"%s\" %s %zu rows: %s%s", table->name,
                         name, whole ? "may mean" : "is a part of the names of", f->count,
                         list, more);
}

typedef struct search {
    const aic_table *table;
    const size_t *taken;
    size_t n_taken;
} search;

/* Names of rows already suggested count as no name at all. */
static const char *name_left(const void *context, size_t position)
{
    const search *s = context;
    for (size_t i = 0; i < s->n_taken; i++)
        if (s->taken[i] == s->table->names[position].row)
            return "";
    return name_text(s->table, position);
}

/* Several rows may share the name: the first that was not suggested yet. */
static size_t row_left(const search *s, const char *name)
{
    size_t i = 0;
    while (name_left(s, i) != name)
        i++;
    return s->table->names[i].row;
}

static int refuse_unknown(const aic_table *table, const char *name, aic_error *error)
{
    char wanted[NAME_SIZE], list[LIST_SIZE] = "";
    size_t taken[NEAREST_COUNT];
    search s = {table, taken, 0};
    if (!normalise(wanted, name))
        wanted[0] = '\0';
    while (s.n_taken < NEAREST_COUNT) {
        const char *near = aic_nearest_name(wanted, table->n_names, name_left, &s);
        if (!near || *near == '\0')
            break;
        taken[s.n_taken] = row_left(&s, near);
        add_to_list(list, table, taken[s.n_taken++]);
    }
    return aic_error_set(error, AIC_E_NAME, "%s has no row \"%s\"%s%s%s", table->name,
                         name, *list ? "; the nearest: " : "", list, "");
}

int aic_table_row_find(const aic_table *table, const char *name, size_t *position,
                       aic_error *error)
{
    if (!table || !name || !position)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the table, the name or the place for the position is NULL");
    size_t rows[LISTED_MAX];
    bool whole;
    found f = matches(table, name, rows, LISTED_MAX, &whole);
    if (f.count == 0)
        return refuse_unknown(table, name, error);
    if (!whole || f.count > 1)
        return refuse_several(table, name, &f, whole, error);
    *position = rows[0];
    return aic_error_clear(error);
}
