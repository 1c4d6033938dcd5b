/* Numbers as programs and as people read them. The command never calls setlocale(), so
 * the decimal separator is a point. */
#include "cli.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The shortest text that reads back as the same double. */
const char *number_exact(char to[NUMBER_SIZE], double value)
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(to, NUMBER_SIZE, "%.*g", digits, value);
        if (strtod(to, NULL) == value)
            break;
    }
    return to;
}

static void drop_zeros(char *text)
{
    char *end = text + strlen(text);
    if (!strchr(text, '.'))
        return;
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
}

static void group_thousands(char *text)
{
    char *first = text + (*text == '-');
    size_t whole = strcspn(first, ".");
    for (size_t at = whole; at > 3; at -= 3) {
        char *gap = first + at - 3;
        memmove(gap + 1, gap, strlen(gap) + 1);
        *gap = ',';
    }
}

/* Seven significant digits, thousands grouped, billions and trillions in words; whole
 * numbers below a billion in full. */
const char *number_short(char to[NUMBER_SIZE], double value)
{
    if (isnan(value))
        return strcpy(to, "-");
    if (isinf(value))
        return strcpy(to, value < 0 ? "-infinity" : "infinity");
    double size = fabs(value);
    if (value != 0 && (size < 1e-4 || size >= 1e15)) {
        snprintf(to, NUMBER_SIZE, "%.7g", value);
        return to;
    }
    const char *word = size >= 1e12 ? " trillion" : size >= 1e9 ? " billion" : "";
    value /= size >= 1e12 ? 1e12 : size >= 1e9 ? 1e9 : 1;
    size = fabs(value);
    int before = size >= 1 ? (int)floor(log10(size)) + 1 : 0;
    int decimals = size >= 1 ? 7 - before : 7 - (int)ceil(log10(size > 0 ? size : 1));
    snprintf(to, NUMBER_SIZE, "%.*f", decimals > 0 ? decimals : 0, value);
    drop_zeros(to);
    group_thousands(to);
    return strcat(to, word);
}

/* A unit for people: a currency that was named stands in for "cur"; "1" is not shown. */
const char *unit_shown(const char *unit, const char *currency)
{
    static char shown[64];
    if (strcmp(unit, "1") == 0 || strcmp(unit, "any") == 0)
        return "";
    if (strncmp(unit, "cur", 3) != 0 || *currency == '\0')
        return unit;
    snprintf(shown, sizeof shown, "%s%s", currency, unit + 3);
    return shown;
}

int figure_read(const char *name, const char *text, const char *unit, aic_figure *figure)
{
    aic_error error;
    if (aic_figure_parse(text, unit, figure, &error) < 0)
        return fail("%s: %s", name, error.message);
    return STATUS_FINE;
}

/* One currency through a run. Conversion works on units "any" and stands apart. */
int currency_agree(const char *unit, const aic_figure *figure, const char *name,
                   char currency[12], char first_name[64])
{
    if (strncmp(unit, "cur", 3) != 0 || figure->currency[0] == '\0')
        return STATUS_FINE;
    if (*currency == '\0') {
        snprintf(currency, 12, "%s", figure->currency);
        snprintf(first_name, 64, "%s", name);
        return STATUS_FINE;
    }
    if (strcmp(currency, figure->currency) == 0)
        return STATUS_FINE;
    return fail("two currencies: %s is in %s, %s is in %s; convert one with the model "
                "currency",
                first_name, currency, name, figure->currency);
}
