/* JSON in and out. */
#include "json.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 64 << 20, READ_SIZE = 1 << 16 };

/* JSON has no infinity and no NaN: the one is a word, the other null. */
json_t *json_of_number(double value)
{
    if (isnan(value))
        return json_null();
    if (isinf(value))
        return json_string(value < 0 ? "-inf" : "inf");
    return json_real(value);
}

json_t *json_of_text(const char *text)
{
    json_t *made = json_string(text);
    return made ? made : json_null();
}

json_t *json_of_variable(const aic_variable *v)
{
    static const char *const kinds[] = {"real", "count", "fraction"};
    static const char *const scales[] = {"linear", "log"};
    json_t *row = json_object();
    json_object_set_new(row, "name", json_string(v->name));
    json_object_set_new(row, "unit", json_string(v->unit));
    json_object_set_new(row, "summary", json_string(v->summary));
    json_object_set_new(row, "source", json_string(v->source));
    json_object_set_new(row, "default", json_of_number(v->value));
    json_object_set_new(row, "min", json_of_number(v->min));
    json_object_set_new(row, "max", json_of_number(v->max));
    json_object_set_new(row, "low", json_of_number(v->low));
    json_object_set_new(row, "high", json_of_number(v->high));
    json_object_set_new(row, "kind", json_string(kinds[v->kind]));
    json_object_set_new(row, "scale", json_string(scales[v->scale]));
    return row;
}

json_t *json_of_model(const aic_model *model)
{
    json_t *object = json_object(), *inputs = json_array(), *results = json_array();
    for (size_t i = 0; i < aic_model_input_count(model); i++)
        json_array_append_new(inputs, json_of_variable(aic_model_input(model, i)));
    for (size_t i = 0; i < aic_model_result_count(model); i++)
        json_array_append_new(results, json_of_variable(aic_model_result(model, i)));
    json_object_set_new(object, "id", json_integer(aic_model_id(model)));
    json_object_set_new(object, "name", json_string(aic_model_name(model)));
    json_object_set_new(object, "domain", json_string(aic_model_domain(model)));
    json_object_set_new(object, "summary", json_string(aic_model_summary(model)));
    json_object_set_new(object, "equation", json_string(aic_model_equation(model)));
    json_object_set_new(object, "inputs", inputs);
    json_object_set_new(object, "results", results);
    return object;
}

int json_print(json_t *owned)
{
    json_dumpf(owned, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(17));
    fputs("\n", stdout);
    json_decref(owned);
    return STATUS_FINE;
}

static char *read_all(const char *path, size_t *size)
{
    errno = 0;
    FILE *file = fopen(path, "rb");
    if (!file) {
        fail("%s: cannot open it: %s", path, strerror(errno));
        return NULL;
    }
    char *text = NULL;
    size_t got = 1, room = 0;
    for (*size = 0; got > 0 && *size <= FILE_MAX; *size += got) {
        if (*size + READ_SIZE > room) {
            room = 2 * room + READ_SIZE;
            text = grow(text, room, 1);
        }
        got = fread(text + *size, 1, READ_SIZE, file);
    }
    bool failed = ferror(file) != 0;
    if (failed)
        fail("%s: cannot read it: %s", path, strerror(errno));
    else if (*size > FILE_MAX)
        fail("%s: is larger than %d MiB, so it is no such file", path, FILE_MAX >> 20);
    fclose(file);
    if (!failed && *size <= FILE_MAX)
        return text;
    free(text);
    return NULL;
}

json_t *json_read_text(const char *name, const char *text, size_t size)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* Windows editors put it first */
    json_error_t error;
    if (strncmp(text, mark, strlen(mark)) == 0) {
        text += strlen(mark);
        size -= strlen(mark);
    }
    if (strspn(text, " \t\r\n") >= size) {
        fail("%s: is empty", name);
        return NULL;
    }
    json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        fail("%s: line %d, column %d: %s", name, error.line, error.column, error.text);
    return root;
}

json_t *json_read_file(const char *path)
{
    size_t size;
    char *text = read_all(path, &size);
    if (!text)
        return NULL;
    text = grow(text, size + 1, 1);
    text[size] = '\0';
    json_t *root = json_read_text(path, text, size);
    free(text);
    return root;
}
