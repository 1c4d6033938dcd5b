/* What the files that read or write JSON share. */
#ifndef AICOMPUTE_CLI_JSON_H
#define AICOMPUTE_CLI_JSON_H

#include "cli.h"

#include <jansson.h>

json_t *json_of_number(double value);
json_t *json_of_text(const char *text);
json_t *json_of_variable(const aic_variable *variable);
json_t *json_of_model(const aic_model *model);
int json_print(json_t *owned);
json_t *json_read_file(const char *path);
json_t *json_read_text(const char *name, const char *text, size_t size);

#endif
