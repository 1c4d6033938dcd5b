/* A chain and what was given for its inputs: by run, by solve, by a scenario. */
#ifndef AICOMPUTE_CLI_SETTINGS_H
#define AICOMPUTE_CLI_SETTINGS_H

#include "json.h"

enum { POINTS_MAX = 1000000, NAMES_MAX = 1024 };

/* One name=value. A sweep has more than one point. */
typedef struct setting {
    const char *name, *text;
    size_t input;
    double start, stop, step;
    size_t points;
    int decimals;        /* of the start and the step of a sweep */
    aic_provenance from;  /* of a preset: which row it is from */
    char *own_text;       /* of a preset */
    bool saved;           /* comes from a scenario */
    const json_t *preset; /* what the scenario says of its row, or NULL */
} setting;

typedef struct settings {
    aic_model *model;
    const char *chain;   /* as given, or NULL */
    const char *unknown; /* the input that solve looks for, or NULL */
    setting *rows;
    size_t count;
    bool *used; /* inputs that the wanted results depend on */
    char currency[12], currency_of[64];
    json_t *scenario; /* owns the texts that came from a file */
} settings;

int settings_read(settings *s, const options *given);
int settings_find_model(settings *s, const options *given);
int settings_resolve(settings *s);
void settings_use(settings *s, const size_t *wanted, size_t count);
int settings_save(const settings *s, const char *path);
void settings_free(settings *s);
const setting *settings_of(const settings *s, size_t input);
size_t settings_points(const settings *s);
void settings_drop(settings *s, size_t at);
double setting_value(const setting *row, size_t point);
bool *inputs_used(const aic_model *model, const size_t *wanted, size_t count);
int split_names(const char *option, char *text, const char **names, size_t *count);

/* preset.c */
int settings_preset(settings *s, const options *given, const bool *taken);
int settings_restore(settings *s);
bool is_preset(const setting *row);
const char *preset_version(const setting *row);
const char *origin_word(const setting *row, const aic_variable *input);
char *preset_text(const setting *row);

#endif
