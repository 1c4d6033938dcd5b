/* Messages, memory, and names that were meant. */
#include "cli.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Names and texts come from files of strangers: no control character reaches the
 * terminal. */
static void say(const char *what, const char *format, va_list arguments)
{
    char text[2048];
    vsnprintf(text, sizeof text, format, arguments);
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = ' ';
    fprintf(stderr, "aicompute: %s%s\n", what, text);
}

int fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say("", format, arguments);
    va_end(arguments);
    return STATUS_ERROR;
}

void warn(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say("warning: ", format, arguments);
    va_end(arguments);
}

/* The library counts rows from 0 and within the chunk; people do neither. */
const char *without_row(const aic_error *error)
{
    const char *message = error->message, *digits = message + strlen("row ");
    if (strncmp(message, "row ", strlen("row ")) != 0)
        return message;
    const char *rest = digits + strspn(digits, "0123456789,");
    return strncmp(rest, ": ", 2) == 0 ? rest + 2 : message;
}

void *grow(void *old, size_t count, size_t size)
{
    void *block = NULL;
    if (count <= SIZE_MAX / size)
        block = realloc(old, count * size > 0 ? count * size : 1);
    if (!block)
        exit(fail("not enough memory"));
    return block;
}

void *allocate(size_t count, size_t size)
{
    void *block = grow(NULL, count, size);
    memset(block, 0, count * size);
    return block;
}

char *format_text(const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t size = (size_t)vsnprintf(NULL, 0, format, again) + 1;
    va_end(again);
    char *text = allocate(size, 1);
    vsnprintf(text, size, format, arguments);
    va_end(arguments);
    return text;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters to add, drop or change to get from one name to the other. */
static size_t edits(const char *a, const char *b)
{
    enum { LONGEST = 63 };
    size_t row[LONGEST + 1], n = strlen(b);
    if (n > LONGEST)
        return SIZE_MAX;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < n; j++) {
            size_t above = row[j + 1];
            size_t changed = diagonal + (a[i] != b[j]);
            row[j + 1] = least(changed, least(above, row[j]) + 1);
            diagonal = above;
        }
    }
    return row[n];
}

const char *nearest(const char *name, const char *const *names, size_t count)
{
    const char *best = NULL;
    size_t fewest = strlen(name) / 2 + 2;
    for (size_t i = 0; i < count; i++) {
        size_t away = edits(name, names[i]);
        if (away < fewest) {
            fewest = away;
            best = names[i];
        }
    }
    return best;
}

int check_key(const char *where, const char *key, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(keys[i], key) == 0)
            return STATUS_FINE;
    const char *meant = nearest(key, keys, count);
    if (meant)
        return fail("%s: unknown key \"%s\"; did you mean \"%s\"?", where, key, meant);
    return fail("%s: unknown key \"%s\"", where, key);
}
