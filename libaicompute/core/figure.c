/* Figures as people write them: "22,000", "21.6GWh", "3조 7000억", "$1.5 trillion".
 *
 * A figure is one or more numbers, each with its scale words, then a unit. Nothing is
 * multiplied: scale words and unit prefixes only move the decimal exponent, so the value
 * is the double nearest to what is written. */
#include "core/internal.h"

#include "aicompute/audit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word that multiplies by a power of ten. Longer words before their beginnings. */
typedef struct {
    const char *word;
    int exponent;
    bool joins; /* another number may follow: "3조 7000억" */
} scale_word;

static const scale_word scale_words[] = {
    {"thousand", 3, false},
    {"million", 6, false},
    {"billion", 9, false},
    {"trillion", 12, false},
    {"quadrillion", 15, false},
    {"mn", 6, false},
    {"bn", 9, false},
    {"tn", 12, false},
    {"천만", 7, true},
    {"백만", 6, true},
    {"십만", 5, true},
    {"천억", 11, true},
    {"백억", 10, true},
    {"십억", 9, true},
    {"경", 16, true},
    {"조", 12, true},
    {"억", 8, true},
    {"만", 4, true},
    {"천", 3, true},
    {"k", 3, false},
    {"K", 3, false},
    {"M", 6, false},
    {"B", 9, false},
    {"T", 12, false},
};

/* A unit: what it measures, and its power of ten among the units of that kind. */
typedef struct {
    const char *name, *kind;
    int exponent;
} unit_word;

static const unit_word unit_words[] = {
    {"W", "power", 0},
    {"kW", "power", 3},
    {"MW", "power", 6},
    {"GW", "power", 9},
    {"watts", "power", 0},
    {"kilowatts", "power", 3},
    {"megawatts", "power", 6},
    {"gigawatts", "power", 9},
    {"TW", "power", 12},
    {"Wh", "energy", 0},
    {"kWh", "energy", 3},
    {"MWh", "energy", 6},
    {"GWh", "energy", 9},
    {"TWh", "energy", 12},
    {"g", "mass", 0},
    {"kg", "mass", 3},
    {"t", "mass", 6},
    {"kt", "mass", 9},
    {"Mt", "mass", 12},
    {"gCO2", "mass", 0},
    {"gCO2e", "mass", 0},
    {"kgCO2e", "mass", 3},
    {"tCO2", "mass", 6},
    {"tCO2e", "mass", 6},
    {"ktCO2e", "mass", 9},
    {"MtCO2e", "mass", 12},
    {"tonne", "mass", 6},
    {"tonnes", "mass", 6},
    {"h", "hour", 0},
    {"hour", "hour", 0},
    {"hours", "hour", 0},
    {"시간", "hour", 0},
    {"day", "day", 0},
    {"days", "day", 0},
    {"d", "day", 0},
    {"일", "day", 0},
    {"month", "month", 0},
    {"months", "month", 0},
    {"개월", "month", 0},
    {"월", "month", 0},
    {"year", "year", 0},
    {"years", "year", 0},
    {"a", "year", 0},
    {"yr", "year", 0},
    {"년", "year", 0},
    {"%", "number", -2},
    {"percent", "number", -2},
    {"퍼센트", "number", -2},
    {"1", "number", 0},
    {"GPU", "number", 0},
    {"GPUs", "number", 0},
    {"accelerators", "number", 0},
    {"households", "number", 0},
    {"homes", "number", 0},
    {"people", "number", 0},
    {"persons", "number", 0},
    {"users", "number", 0},
    {"subscribers", "number", 0},
    {"firms", "number", 0},
    {"servers", "number", 0},
    {"times", "number", 0},
    {"x", "number", 0},
    {"장", "number", 0},
    {"대", "number", 0},
    {"명", "number", 0},
    {"가구", "number", 0},
    {"배", "number", 0},
    {"cur", "money", 0},

};

/* Signs and words of currencies; any other three capital letters are one too. */
typedef struct {
    const char *sign, *code;
} currency_word;

static const currency_word currency_words[] = {
    {"US$", "USD"},   {"$", "USD"},   {"₩", "KRW"},       {"€", "EUR"},
    {"£", "GBP"},     {"¥", "JPY"},   {"dollars", "USD"}, {"달러", "USD"},
    {"euros", "EUR"}, {"won", "KRW"}, {"원", "KRW"},
};

enum { TEXT_MAX = 120, DIGITS_MAX = 400 };

/* A number in the making. */
typedef struct {
    const char *at;
    double value;
    bool negative;
    int first, last; /* exponents of the first and the last significant digit */
    bool any_digit;  /* a digit other than 0 has been read */
    int zero_place;  /* exponent of the last digit of a zero */
    bool lettered;   /* the last scale word is one letter: k, K, M, B or T */
} reader;

static void skip_spaces(reader *in)
{
    for (;;) {
        if (*in->at == ' ' || *in->at == '\t')
            in->at++;
        else if (strncmp(in->at, "\xC2\xA0", 2) == 0)
            in->at += 2;
        else
            return;
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool skip_word(reader *in, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(in->at, word, length) != 0)
        return false;
    in->at += length;
    return true;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* A currency before or after the number. */
static bool read_currency(reader *in, char code[12])
{
    for (size_t i = 0; i < sizeof currency_words / sizeof *currency_words; i++)
        if (skip_word(in, currency_words[i].sign)) {
            aic_copy_text(code, 12, currency_words[i].code);
            return true;
        }
    const char *at = in->at;
    if (!is_capital(at[0]) || !is_capital(at[1]) || !is_capital(at[2]) ||
        strchr(" \t/", at[3] ? at[3] : ' ') == NULL)
        return false;
    if (strncmp(at, "GPU", 3) == 0)
        return false;
    memcpy(code, at, 3);
    code[3] = '\0';
    in->at += 3;
    return true;
}

/* The digits of one number, its grouping commas and its point, into `digits` as
 * "123.45". False when there is no digit or a comma does not group by three. */
static bool read_digits(reader *in, char *digits, size_t size)
{
    size_t count = 0, group = 0;
    bool point = false, grouped = false, any = false;
    for (; is_digit(*in->at) || *in->at == ',' || *in->at == '.'; in->at++) {
        if (*in->at == ',') {
            bool bad = point || !any || (grouped && group != 3) || group > 3 ||
                       !is_digit(in->at[1]);
            if (bad)
                return false;
            grouped = true;
            group = 0;
            continue;
        }
        if (*in->at == '.' && (point || (grouped && group != 3)))
            return false;
        if (count + 1 >= size)
            return false;
        point |= *in->at == '.';
        any |= is_digit(*in->at);
        group++;
        digits[count++] = *in->at;
    }
    digits[count] = '\0';
    return any && !(grouped && !point && group != 3);
}

/* "e9", "E-3": only with digits behind it. */
static int read_exponent(reader *in)
{
    if (*in->at != 'e' && *in->at != 'E')
        return 0;
    const char *at = in->at + 1;
    if (*at == '+' || *at == '-')
        at++;
    if (!is_digit(*at))
        return 0;
    char *end;
    long exponent = strtol(in->at + 1, &end, 10);
    in->at = end;
    return exponent > 9999 ? 9999 : exponent < -9999 ? -9999 : (int)exponent;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int read_scale_words(reader *in, bool *joins)
{
    int exponent = 0;
    *joins = false;
    for (bool found = true; found;) {
        skip_spaces(in);
        found = false;
        for (size_t i = 0; i < sizeof scale_words / sizeof *scale_words && !found; i++) {
            size_t length = strlen(scale_words[i].word);
            bool fits = strncmp(in->at, scale_words[i].word, length) == 0 &&
                        (scale_words[i].joins || !is_letter(in->at[length]));
            if (!fits)
                continue;
            in->at += length;
            exponent += scale_words[i].exponent;
            *joins = scale_words[i].joins;
            in->lettered = length == 1;
            found = true;
        }
    }
    return exponent;
}

/* Where the significant digits of `digits` times ten to `exponent` begin and end. Zeros
 * at the end of a number without a point do not count. */
static void note_digits(reader *in, const char *digits, int exponent)
{
    const char *point = strchr(digits, '.');
    size_t length = strlen(digits);
    int place = (int)(point ? (size_t)(point - digits) : length) - 1 + exponent;
    for (size_t i = 0; i < length; i++) {
        if (digits[i] == '.')
            continue;
        in->zero_place = place;
        if (digits[i] != '0' && !in->any_digit) {
            in->any_digit = true;
            in->first = in->last = place;
        }
        if (in->any_digit && (digits[i] != '0' || point))
            in->last = place;
        place--;
    }
}

/* The double nearest to `digits` times ten to `exponent`. The point becomes part of the
 * exponent, for strtod() expects that of the locale. */
static double decimal(const char *digits, int exponent)
{
    char text[DIGITS_MAX + 32];
    size_t whole = strcspn(digits, "."), length = strlen(digits);
    const char *behind = digits + whole + (whole < length);
    exponent -= (int)strlen(behind);
    snprintf(text, sizeof text, "%.*s%se%d", (int)whole, digits, behind, exponent);
    return strtod(text, NULL);
}

/* All numbers of the figure, moved by `shift` powers of ten for its unit. */
static bool read_numbers(reader *in, int shift)
{
    bool joins;
    do {
        char digits[DIGITS_MAX];
        if (!read_digits(in, digits, sizeof digits))
            return false;
        int exponent = read_exponent(in) + shift;
        exponent += read_scale_words(in, &joins);
        note_digits(in, digits, exponent);
        in->value += decimal(digits, exponent);
    } while (joins && is_digit(*in->at));
    return true;
}

static const unit_word *find_unit(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++)
        if (strlen(unit_words[i].name) == length &&
            strncmp(unit_words[i].name, name, length) == 0)
            return &unit_words[i];
    return NULL;
}

/* The next part of a unit's text and its end: parts are separated by "/", "per" or "a".
 */
static const char *next_part(const char **text, size_t *length)
{
    const char *at = *text + strspn(*text, " /");
    if (strncmp(at, "per ", 4) == 0)
        at += 4;
    else if (strncmp(at, "a ", 2) == 0)
        at += 2;
    *length = strcspn(at, " /");
    *text = at + *length;
    return *length ? at : NULL;
}

/* The powers of ten from the written unit to the wanted one, part by part. A written unit
 * may stop early: "350 kWh" is taken for a kWh/month. */
static bool unit_shift(const char *written, const char *wanted, int *shift)
{
    size_t length, own_length;
    int sign = 1;
    *shift = 0;
    for (const char *part; (part = next_part(&written, &length)) != NULL; sign = -1) {
        const char *own_part = next_part(&wanted, &own_length);
        const unit_word *unit = find_unit(part, length);
        const unit_word *own = own_part ? find_unit(own_part, own_length) : NULL;
        if (!unit || !own)
            return false;
        if (strcmp(unit->kind, own->kind) != 0)
            return false;
        *shift += sign * (unit->exponent - own->exponent);
    }
    return true;
}

/* A quantity of any unit keeps its number only when the unit does not change it: a count,
 * money, or none. */
static bool leaves_number(const char *written)
{
    const unit_word *unit = find_unit(written, strlen(written));
    return !*written ||
           (unit && unit->exponent == 0 &&
            (strcmp(unit->kind, "number") == 0 || strcmp(unit->kind, "money") == 0));
}

/* "5 M W" is a unit torn apart, or a scale for which the unit has a prefix. */
static bool is_bare_watt(const char *text)
{
    size_t length = strcspn(text, " \t/");
    return (length == 1 || length == 2) && strncmp(text, "Wh", length) == 0;
}

/* A currency stands for the unit "cur", and what begins with "per" for "1/...". */
static bool read_unit(reader *in, const char *wanted, aic_figure *figure, int *shift)
{
    char written[TEXT_MAX];
    skip_spaces(in);
    if (in->lettered && is_bare_watt(in->at))
        return false;
    bool money = figure->currency[0] || read_currency(in, figure->currency);
    bool inverse = *in->at == '/' || strncmp(in->at, "per ", 4) == 0;
    size_t length = strlen(in->at);
    while (length > 0 && (in->at[length - 1] == ' ' || in->at[length - 1] == '\t'))
        length--;
    if (length + sizeof "cur " > sizeof written || (length && in->at[length - 1] == '/'))
        return false;
    snprintf(written, sizeof written, "%s%s%.*s",
             money     ? "cur"
             : inverse ? "1"
                       : "",
             (money || inverse) && length ? " " : "", (int)length, in->at);
    *shift = 0;
    return strcmp(wanted, "any") == 0 ? leaves_number(written)
                                      : unit_shift(written, wanted, shift);
}

/* Signs and a currency stand before the number. */
static void read_prefix(reader *in, aic_figure *figure)
{
    skip_spaces(in);
    if (skip_word(in, "-") || skip_word(in, "\xE2\x88\x92"))
        in->negative = true;
    else
        skip_word(in, "+");
    if (read_currency(in, figure->currency))
        skip_spaces(in);
}

static bool read_figure(const char *text, const char *unit, aic_figure *figure)
{
    reader look = {.at = text};
    int shift;
    read_prefix(&look, figure);
    const char *numbers = look.at;
    if (!read_numbers(&look, 0) || !read_unit(&look, unit, figure, &shift))
        return false;

    reader in = {.at = numbers};
    read_numbers(&in, shift);
    figure->value = look.negative ? -in.value : in.value;
    figure->digits = in.any_digit ? in.first - in.last + 1 : 0;
    figure->half_unit = 0.5 * pow(10, in.any_digit ? in.last : in.zero_place);
    return true;
}

int aic_figure_parse(const char *text, const char *unit, aic_figure *figure,
                     aic_error *error)
{
    if (!text || !unit || !figure)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the text, the unit or the figure is NULL");
    if (!aic_unit_exists(unit))
        return aic_error_set(error, AIC_E_NAME, "no unit is written \"%s\"", unit);
    aic_figure made = {0};
    if (!read_figure(text, unit, &made))
        return aic_error_set(error, AIC_E_FIGURE, "\"%s\" is not a figure of unit %s",
                             text, unit);
    bool vanished = made.value == 0 && made.digits > 0;
    if (vanished || !isfinite(made.value))
        return aic_error_set(error, AIC_E_FIGURE,
                             "\"%s\" is too %s for a number (unit %s)", text,
                             vanished ? "close to 0" : "large", unit);
    *figure = made;
    return aic_error_clear(error);
}
