/* Reading CSV: quoted cells, any line end, a byte order mark, and the line of an error.
 */
#include "csv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_MAX = 4096 };

static void skip_mark(csv *in)
{
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    for (int i = 0; i < 3; i++) {
        int c = getc(in->file);
        if (c == mark[i])
            continue;
        if (c != EOF)
            ungetc(c, in->file);
        return;
    }
}

int csv_open(csv *in, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    *in = (csv){.name = standard ? "standard input" : path, .line = 1};
    errno = 0;
    in->file = standard ? stdin : fopen(path, "rb");
    if (!in->file)
        return fail("%s: cannot open it: %s", path, strerror(errno));
    in->room = CELL_MAX;
    in->cell = allocate(in->room, 1);
    skip_mark(in);
    return STATUS_FINE;
}

void csv_close(csv *in)
{
    free(in->cell);
    if (in->file && in->file != stdin)
        fclose(in->file);
}

static enum csv_end broken(const csv *in, const char *what)
{
    fail("%s: line %zu: %s", in->name, in->line, what);
    return CSV_BROKEN;
}

static bool is_blank(int c)
{
    return c == ' ' || c == '\t';
}

static bool add(csv *in, int c)
{
    if (in->length == 0 && is_blank(c))
        return true;
    if (in->length + 1 == in->room || c == '\0')
        return false;
    in->cell[in->length++] = (char)c;
    return true;
}

static enum csv_end end_of_cell(csv *in, int c)
{
    while (in->length > 0 && is_blank(in->cell[in->length - 1]))
        in->length--;
    in->cell[in->length] = '\0';
    if (c == ',')
        return CSV_CELL;
    if (c == '\r') {
        int next = getc(in->file);
        if (next != '\n' && next != EOF)
            ungetc(next, in->file);
        return CSV_ROW;
    }
    if (c == '\n')
        return CSV_ROW;
    if (ferror(in->file)) {
        fail("%s: cannot read it: %s", in->name, strerror(errno));
        return CSV_BROKEN;
    }
    return CSV_FILE;
}

static int skip_blanks(csv *in)
{
    int c = getc(in->file);
    while (is_blank(c))
        c = getc(in->file);
    return c;
}

static bool ends_cell(int c)
{
    return c == ',' || c == '\n' || c == '\r' || c == EOF;
}

/* The closing quote was not the first of two: only blanks may follow it. */
static enum csv_end end_of_quoted(csv *in, int c)
{
    if (is_blank(c))
        c = skip_blanks(in);
    return ends_cell(c) ? end_of_cell(in, c)
                        : broken(in, "something follows a closing quote");
}

/* Behind the opening quote; a quote inside is doubled. */
static enum csv_end read_quoted(csv *in)
{
    in->quoted = true;
    for (int c; (c = getc(in->file)) != EOF;) {
        in->line += c == '\n';
        if (c == '"') {
            c = getc(in->file);
            if (c != '"')
                return end_of_quoted(in, c);
        }
        if (!add(in, c))
            return broken(in, "a cell is too long or has a zero byte");
    }
    return broken(in, "a quote is never closed");
}

/* The next cell into `in->cell`, and what ended it. */
enum csv_end csv_next(csv *in)
{
    in->length = 0;
    in->quoted = false;
    int c = skip_blanks(in);
    if (c == '"')
        return read_quoted(in);
    for (; !ends_cell(c); c = getc(in->file)) {
        if (c == '"')
            return broken(in, "a quote stands inside an unquoted cell");
        if (!add(in, c))
            return broken(in, "a cell is too long or has a zero byte");
    }
    return end_of_cell(in, c);
}
