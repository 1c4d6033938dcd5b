/* A table that prints as aligned text, CSV, Markdown or HTML. */
#include "cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct table {
    size_t columns, count, room;
    const char *const *heads;
    const char *align; /* one letter a column: l or r */
    char **cells;
    bool below; /* as text, the last column goes on a line of its own */
};

table *table_new(size_t columns, const char *const *heads, const char *align)
{
    table *t = allocate(1, sizeof *t);
    t->columns = columns;
    t->heads = heads;
    t->align = align;
    return t;
}

void table_below(table *t)
{
    t->below = true;
}

void table_cell(table *t, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t size = (size_t)vsnprintf(NULL, 0, format, again) + 1;
    va_end(again);
    if (t->count == t->room) {
        t->room = 2 * t->room + 16;
        t->cells = grow(t->cells, t->room, sizeof *t->cells);
    }
    t->cells[t->count] = allocate(size, 1);
    vsnprintf(t->cells[t->count++], size, format, arguments);
    va_end(arguments);
}

size_t table_rows(const table *t)
{
    return t->count / t->columns;
}

void table_free(table *t)
{
    for (size_t i = 0; i < t->count; i++)
        free(t->cells[i]);
    free(t->cells);
    free(t);
}

static const char *cell_of(const table *t, size_t row, size_t column)
{
    return row == 0 ? t->heads[column] : t->cells[(row - 1) * t->columns + column];
}

static void print_padded(FILE *out, const char *text, size_t width, bool right, bool last)
{
    size_t own = text_width(text);
    int room = own < width ? (int)(width - own) : 0;
    if (right)
        fprintf(out, "%*s%s", room, "", text);
    else
        fprintf(out, "%s%*s", text, last ? 0 : room, "");
}

static void measure(const table *t, size_t columns, size_t *widths)
{
    for (size_t row = 0; row <= table_rows(t); row++)
        for (size_t c = 0; c < columns; c++) {
            size_t own = text_width(cell_of(t, row, c));
            widths[c] = own > widths[c] ? own : widths[c];
        }
}

static void print_text(FILE *out, const table *t, int indent)
{
    size_t columns = t->below ? t->columns - 1 : t->columns;
    size_t *widths = allocate(columns, sizeof *widths);
    measure(t, columns, widths);
    for (size_t row = 0; row <= table_rows(t); row++) {
        size_t shown = columns;
        while (shown > 1 && *cell_of(t, row, shown - 1) == '\0')
            shown--;
        fprintf(out, "%*s", indent, "");
        for (size_t c = 0; c < shown; c++) {
            fputs(c ? "  " : "", out);
            print_padded(out, cell_of(t, row, c), widths[c], t->align[c] == 'r',
                         c + 1 == shown);
        }
        fputs("\n", out);
        if (t->below && row > 0)
            print_wrapped(out, cell_of(t, row, columns), indent + 4);
    }
    free(widths);
}

/* Cells are names and numbers: nothing to quote. */
static void print_csv_cell(FILE *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void print_csv(FILE *out, const table *t)
{
    for (size_t row = 0; row <= table_rows(t); row++)
        for (size_t c = 0; c < t->columns; c++) {
            print_csv_cell(out, cell_of(t, row, c));
            fputs(c + 1 < t->columns ? "," : "\n", out);
        }
}

static void print_markdown_table(FILE *out, const table *t)
{
    for (size_t row = 0; row <= table_rows(t); row++) {
        for (size_t c = 0; c < t->columns; c++) {
            fputs("| ", out);
            print_markdown(out, cell_of(t, row, c));
            fputs(" ", out);
        }
        fputs("|\n", out);
        for (size_t c = 0; row == 0 && c < t->columns; c++)
            fputs(t->align[c] == 'r' ? "| ---: " : "| --- ", out);
        fputs(row == 0 ? "|\n" : "", out);
    }
}

static void print_html_table(FILE *out, const table *t)
{
    fputs("<div class=\"table\"><table>\n", out);
    for (size_t row = 0; row <= table_rows(t); row++) {
        const char *tag = row == 0 ? "th" : "td";
        fputs(row == 0 ? "<thead><tr>" : row == 1 ? "<tbody>\n<tr>" : "<tr>", out);
        for (size_t c = 0; c < t->columns; c++) {
            fprintf(out, "<%s%s>", tag, t->align[c] == 'r' ? " class=\"right\"" : "");
            print_html(out, cell_of(t, row, c));
            fprintf(out, "</%s>", tag);
        }
        fputs(row == 0 ? "</tr></thead>\n" : "</tr>\n", out);
    }
    fputs(table_rows(t) > 0 ? "</tbody>\n</table></div>\n" : "</table></div>\n", out);
}

void table_print(FILE *out, const table *t, enum format format, int indent)
{
    if (format == FORMAT_CSV)
        print_csv(out, t);
    else if (format == FORMAT_MARKDOWN)
        print_markdown_table(out, t);
    else if (format == FORMAT_HTML)
        print_html_table(out, t);
    else
        print_text(out, t, indent);
}
