/* Status codes in words, and the error record. */
#include "core/internal.h"

#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int status;
    const char *name, *text;
} status_row;

static const status_row statuses[] = {
    {AIC_OK, "AIC_OK", "The result is valid."},
    {AIC_W_UNUSUAL, "AIC_W_UNUSUAL",
     "The result is valid, though an input is outside its usual range."},
    {AIC_W_VERSION, "AIC_W_VERSION",
     "The result is valid, though the caller knows results that this library does not."},
    {AIC_W_ROWS, "AIC_W_ROWS", "Some rows have no result; theirs is NaN."},
    {AIC_W_NEVER, "AIC_W_NEVER",
     "The result is valid, and a time that never comes is +infinity."},
    {AIC_W_SEVERAL_ROOTS, "AIC_W_SEVERAL_ROOTS",
     "The result is valid, though other rates solve the same equation."},
    {AIC_W_DOUBLE_ROOT, "AIC_W_DOUBLE_ROOT",
     "The result is valid, though the value touches zero there and does not cross it."},
    {AIC_E_ARGUMENT, "AIC_E_ARGUMENT",
     "A pointer, size, count or option cannot be right."},
    {AIC_E_MISSING, "AIC_E_MISSING", "An input has no value."},
    {AIC_E_RANGE, "AIC_E_RANGE", "An input is outside its hard range."},
    {AIC_E_CONDITION, "AIC_E_CONDITION", "Inputs contradict each other."},
    {AIC_E_NAME, "AIC_E_NAME", "Nothing has that name."},
    {AIC_E_VERSION, "AIC_E_VERSION",
     "The caller uses something newer than this library."},
    {AIC_E_CHAIN, "AIC_E_CHAIN", "These models do not chain."},
    {AIC_E_COMPUTED, "AIC_E_COMPUTED", "The chain computes that input itself."},
    {AIC_E_PATH, "AIC_E_PATH", "No chain leads from these inputs to that result."},
    {AIC_E_FIGURE, "AIC_E_FIGURE", "The text is not a figure, or its unit does not fit."},
    {AIC_E_MEMORY, "AIC_E_MEMORY", "There is not enough memory."},
    {AIC_E_CANCELLED, "AIC_E_CANCELLED", "The caller asked to stop."},
    {AIC_E_TOO_FEW_FLOWS, "AIC_E_TOO_FEW_FLOWS",
     "The series has too few flows for this question."},
    {AIC_E_NO_SIGN_CHANGE, "AIC_E_NO_SIGN_CHANGE",
     "Every flow has the same sign, or is zero."},
    {AIC_E_NO_ROOT, "AIC_E_NO_ROOT", "No rate above -1 solves it."},
    {AIC_E_OVERFLOW, "AIC_E_OVERFLOW", "The result is too large for a double."},
};

static const status_row *find_status(int status)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (statuses[i].status == status)
            return &statuses[i];
    return NULL;
}

const char *aic_status_name(int status)
{
    const status_row *row = find_status(status);
    return row ? row->name : "unknown status";
}

const char *aic_status_text(int status)
{
    const status_row *row = find_status(status);
    return row ? row->text : "unknown status";
}

#define TEXT_OF(number) #number
#define VERSION_TEXT(major, minor, patch)                                                \
    TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

const char *aic_version(void)
{
    return VERSION_TEXT(AIC_VERSION_MAJOR, AIC_VERSION_MINOR, AIC_VERSION_PATCH);
}

/* Cut between characters, not inside one: names may be in any language. */
void aic_copy_text(char *to, size_t size, const char *from)
{
    size_t length = strlen(from);
    if (length >= size)
        for (length = size - 1;
             length > 0 && ((unsigned char)from[length] & 0xC0) == 0x80;)
            length--;
    memcpy(to, from, length);
    to[length] = '\0';
}

/* As few digits as give the same double back, with a point in every locale. */
void aic_format_number(char *to, size_t size, double value)
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(to, size, "%.*g", digits, value);
        if (strtod(to, NULL) == value)
            break;
    }
    const char *point = localeconv()->decimal_point;
    char *at = strcmp(point, ".") == 0 ? NULL : strstr(to, point);
    if (at) {
        memmove(at + 1, at + strlen(point), strlen(at + strlen(point)) + 1);
        *at = '.';
    }
}

int aic_error_clear(aic_error *error)
{
    if (error) {
        error->status = AIC_OK;
        error->index = -1;
        error->row = -1;
        error->model[0] = error->variable[0] = error->message[0] = '\0';
    }
    return AIC_OK;
}

int aic_error_set(aic_error *error, int status, const char *format, ...)
{
    if (!error)
        return status;
    memset(error, 0, sizeof *error);
    error->status = status;
    error->index = -1;
    error->row = -1;
    error->value = error->min = error->max = NAN;
    va_list arguments;
    va_start(arguments, format);
    char message[2 * sizeof error->message];
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    aic_copy_text(error->message, sizeof error->message, message);
    return status;
}

static void describe(char *message, size_t size, int status, const aic_variable *variable,
                     double value, const char *why)
{
    char number[32], min[32], max[32];
    aic_format_number(number, sizeof number, value);
    bool unusual = status == AIC_W_UNUSUAL;
    aic_format_number(min, sizeof min, unusual ? variable->low : variable->min);
    aic_format_number(max, sizeof max, unusual ? variable->high : variable->max);
    if (why)
        snprintf(message, size, "%s is %s: %s", variable->name, number, why);
    else if (status == AIC_E_MISSING)
        snprintf(message, size, "%s has no value: give a number from %s to %s (unit %s)",
                 variable->name, min, max, variable->unit);
    else
        snprintf(message, size, "%s is %s, outside its %s range of %s to %s (unit %s)",
                 variable->name, number, unusual ? "usual" : "hard", min, max,
                 variable->unit);
}

int aic_error_variable(aic_error *error, int status, const aic_model *model, size_t index,
                       const aic_variable *variable, double value, const char *why)
{
    if (!error)
        return status;
    char message[sizeof error->message];
    describe(message, sizeof message, status, variable, value, why);
    aic_error_set(error, status, "%s: %s", model->name, message);
    error->index = index == SIZE_MAX ? -1 : (int32_t)index;
    error->value = value;
    error->min = status == AIC_W_UNUSUAL ? variable->low : variable->min;
    error->max = status == AIC_W_UNUSUAL ? variable->high : variable->max;
    aic_copy_text(error->model, sizeof error->model, model->name);
    aic_copy_text(error->variable, sizeof error->variable, variable->name);
    return status;
}
