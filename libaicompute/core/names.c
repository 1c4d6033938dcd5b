/* The nearest name, for "did you mean". */
#include "core/internal.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 63 };

static bool same_letter(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Edits (insert, delete, change, swap of neighbours) that make one name of the other:
 * Damerau's distance in its optimal string alignment form. */
static size_t edits(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][NAME_MAX_LENGTH + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *now = rows[i % 3], *above = rows[(i + 2) % 3],
               *two_up = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t least = above[j - 1] + !same_letter(a[i - 1], b[j - 1]);
            if (above[j] + 1 < least)
                least = above[j] + 1;
            if (now[j - 1] + 1 < least)
                least = now[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && two_up[j - 2] + 1 < least)
                least = two_up[j - 2] + 1;
            now[j] = least;
        }
    }
    return rows[a_length % 3][b_length];
}

static size_t shared_start(const char *a, const char *b)
{
    size_t length = 0;
    while (a[length] && same_letter(a[length], b[length]))
        length++;
    return length;
}

/* A name that holds the wanted one as a whole counts as one edit a missing part, and one
 * that starts as most of it does as two. */
static size_t distance(const char *wanted, size_t length, const char *name)
{
    size_t name_length = strlen(name);
    if (name_length > NAME_MAX_LENGTH)
        return SIZE_MAX;
    size_t apart = edits(wanted, length, name, name_length);
    bool contained = length >= 3 && strstr(name, wanted);
    if (contained && apart > 1)
        return 1 + name_length / 32;
    size_t shared = shared_start(wanted, name);
    return shared >= 3 && 4 * shared >= 3 * length && apart > 2 ? 2 : apart;
}

const char *aic_nearest_name(const char *wanted, size_t count,
                             const char *(*name_at)(const void *context, size_t position),
                             const void *context)
{
    size_t length = strlen(wanted);
    if (length == 0 || length > NAME_MAX_LENGTH)
        return NULL;
    size_t best = length / 3 + 1; /* farther than this is another word */
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *name = name_at(context, i);
        size_t apart = distance(wanted, length, name);
        if (apart < best || (apart == best && !nearest)) {
            best = apart;
            nearest = name;
        }
    }
    return nearest;
}

const char *aic_did_you_mean(char to[MEANT_SIZE], const char *wanted, size_t count,
                             const char *(*name_at)(const void *context, size_t position),
                             const void *context)
{
    const char *near = aic_nearest_name(wanted, count, name_at, context);
    *to = '\0';
    if (near)
        snprintf(to, MEANT_SIZE, "; did you mean \"%s\"?", near);
    return to;
}
