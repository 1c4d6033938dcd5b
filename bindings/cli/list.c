/* aicompute list, sources, units. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

static int list_json(void)
{
    json_t *models = json_array();
    for (size_t i = 0; i < aic_model_count(); i++)
        json_array_append_new(models, json_of_model(aic_model_at(i)));
    return json_print(models);
}

int run_list(const options *given)
{
    if (given->format == FORMAT_JSON)
        return list_json();
    const char *domain = "";
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        if (strcmp(domain, aic_model_domain(model)) != 0) {
            printf("%s%s\n", i ? "\n" : "", aic_model_domain(model));
            domain = aic_model_domain(model);
        }
        printf("  %s\n", aic_model_name(model));
        print_wrapped(stdout, aic_model_summary(model), 6);
    }
    return STATUS_FINE;
}

static json_t *source_json(const aic_source *source)
{
    json_t *row = json_object();
    json_object_set_new(row, "key", json_string(source->key));
    json_object_set_new(row, "title", json_string(source->title));
    json_object_set_new(row, "publisher", json_string(source->publisher));
    json_object_set_new(row, "year", json_integer(source->year));
    json_object_set_new(row, "address", json_string(source->address));
    json_object_set_new(row, "taken", json_string(source->taken));
    json_object_set_new(row, "reviewed", json_integer(source->reviewed));
    json_object_set_new(row, "licence", json_string(aic_source_licence(source->key)));
    return row;
}

int run_sources(const options *given)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < aic_source_count(); i++) {
        const aic_source *source = aic_source_at(i);
        if (given->format == FORMAT_JSON) {
            json_array_append_new(rows, source_json(source));
            continue;
        }
        printf("%s%s\n", i ? "\n" : "", source->key);
        char *line = source_line(source->key);
        print_wrapped(stdout, line, 4);
        print_wrapped(stdout, source->address, 4);
        print_wrapped(stdout, source->taken, 4);
        printf("    reviewed %d, licence: %s\n", (int)source->reviewed,
               aic_source_licence(source->key));
        free(line);
    }
    if (given->format == FORMAT_JSON)
        return json_print(rows);
    json_decref(rows);
    return STATUS_FINE;
}

int run_units(const options *given)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < aic_unit_count(); i++) {
        json_array_append_new(rows, json_string(aic_unit_at(i)));
        if (given->format != FORMAT_JSON)
            printf("%s\n", aic_unit_at(i));
    }
    if (given->format == FORMAT_JSON)
        return json_print(rows);
    json_decref(rows);
    return STATUS_FINE;
}
