/* name=value, sweeps, scenarios, and the chain that they are for. */
#include "settings.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char scenario_format[] = "aicompute-scenario/1";

/* A value of the command line replaces one of the scenario, and no other. */
static int add_setting(settings *s, const char *name, const char *text, bool saved)
{
    for (size_t i = 0; i < s->count; i++) {
        setting *row = &s->rows[i];
        if (strcmp(row->name, name) != 0)
            continue;
        if (!row->saved)
            return fail("%s is given twice", name);
        *row = (setting){.name = name, .text = text};
        return STATUS_FINE;
    }
    s->rows = grow(s->rows, s->count + 1, sizeof *s->rows);
    s->rows[s->count++] = (setting){.name = name, .text = text, .saved = saved};
    return STATUS_FINE;
}

/* Which rows of the reference tables values are from: {"gpu_tdp_w": {"table": ...,
 * "row": ..., "data_version": ...}}. */
static int read_saved_presets(settings *s, const char *path)
{
    json_t *presets = json_object_get(s->scenario, "presets"), *value;
    const char *name;
    if (presets && !json_is_object(presets))
        return fail("%s: \"presets\" must be an object", path);
    json_object_foreach(presets, name, value)
    {
        setting *row = NULL;
        for (size_t i = 0; i < s->count; i++)
            if (strcmp(s->rows[i].name, name) == 0)
                row = &s->rows[i];
        if (!row)
            return fail("%s: presets.%s: inputs has no %s", path, name, name);
        if (!json_string_value(json_object_get(value, "table")) ||
            !json_string_value(json_object_get(value, "row")) ||
            !json_string_value(json_object_get(value, "data_version")))
            return fail("%s: presets.%s: must have \"table\", \"row\" and "
                        "\"data_version\"",
                        path, name);
        row->preset = value;
    }
    return STATUS_FINE;
}

static int read_scenario(settings *s, const char *path)
{
    static const char *const keys[] = {"format", "chain", "inputs", "presets"};
    const char *key;
    json_t *value;
    s->scenario = json_read_file(path);
    if (!s->scenario)
        return STATUS_ERROR;
    if (!json_is_object(s->scenario))
        return fail("%s: a scenario is a JSON object", path);
    json_object_foreach(s->scenario, key, value) if (check_key(path, key, keys, 4) !=
                                                     STATUS_FINE) return STATUS_ERROR;
    const char *format = json_string_value(json_object_get(s->scenario, "format"));
    if (!format || strcmp(format, scenario_format) != 0)
        return fail("%s: \"format\" must be \"%s\"", path, scenario_format);
    s->chain = json_string_value(json_object_get(s->scenario, "chain"));
    json_t *inputs = json_object_get(s->scenario, "inputs");
    if (!s->chain || !json_is_object(inputs))
        return fail("%s: \"chain\" must be a text and \"inputs\" an object", path);
    json_object_foreach(inputs, key, value)
    {
        if (!json_is_string(value))
            return fail("%s: inputs.%s must be a text, as \"400 W\"", path, key);
        if (add_setting(s, key, json_string_value(value), true) != STATUS_FINE)
            return STATUS_ERROR;
    }
    return read_saved_presets(s, path);
}

/* The scenario, the chain and the name=value words, not looked at more closely yet. */
int settings_read(settings *s, const options *given)
{
    *s = (settings){0};
    if (given->scenario && read_scenario(s, given->scenario) != STATUS_FINE)
        return STATUS_ERROR;
    bool chain_given = false;
    for (size_t i = 0; i < given->n_words; i++) {
        char *word = given->words[i], *sign = strchr(word, '=');
        if (sign) {
            *sign = '\0';
            if (*word == '\0' || sign[1] == '\0')
                return fail("\"%s=%s\" is not NAME=VALUE", word, sign + 1);
            if (add_setting(s, word, sign + 1, false) != STATUS_FINE)
                return STATUS_ERROR;
        } else if (chain_given || given->to) {
            return fail("\"%s\" is not NAME=VALUE", word);
        } else {
            s->chain = word;
            chain_given = true;
        }
    }
    return STATUS_FINE;
}

/* `names` has room for NAMES_MAX; `text` is cut into them. */
int split_names(const char *option, char *text, const char **names, size_t *count)
{
    *count = 0;
    for (char *name = strtok(text, ", "); name; name = strtok(NULL, ", ")) {
        if (*count == NAMES_MAX)
            return fail("%s names more than %d", option, NAMES_MAX);
        names[(*count)++] = name;
    }
    return STATUS_FINE;
}

/* Without --from a path starts from all that is given, and from the unknown. */
static int given_names(const settings *s, const char *to, const char **names,
                       size_t *count)
{
    *count = 0;
    for (size_t i = 0; i <= s->count; i++) {
        const char *name = i < s->count ? s->rows[i].name : s->unknown;
        if (!name || strcmp(name, to) == 0)
            continue;
        if (*count == NAMES_MAX)
            return fail("more than %d values are given: name where to start with --from",
                        NAMES_MAX);
        names[(*count)++] = name;
    }
    return STATUS_FINE;
}

static int find_path(settings *s, const options *given)
{
    const char *names[NAMES_MAX];
    size_t count;
    char *copy = format_text("%s", given->from ? given->from : "");
    int status = given->from ? split_names("--from", copy, names, &count)
                             : given_names(s, given->to, names, &count);
    if (status == STATUS_FINE && !given->from && given->gpu && count < NAMES_MAX)
        names[count++] = "gpu_tdp_w"; /* what a row of accelerators is for */
    aic_error error;
    if (status == STATUS_FINE && count == 0)
        status = fail("--to needs --from, or a NAME=VALUE to start from");
    if (status == STATUS_FINE &&
        aic_model_path(names, count, given->to, &s->model, &error) < 0)
        status = fail("%s", error.message);
    free(copy);
    if (status == STATUS_FINE)
        fprintf(stderr, "aicompute: chain: %s\n", aic_model_name(s->model));
    return status;
}

int settings_find_model(settings *s, const options *given)
{
    aic_error error;
    if (given->from && !given->to)
        return fail("--from needs --to");
    if (given->to)
        return find_path(s, given);
    if (!s->chain)
        return fail("no chain is given: name models, as fleet_power+facility_power, or "
                    "use --from and --to");
    if (aic_model_from_text(s->chain, &s->model, &error) < 0)
        return fail("%s", error.message);
    return STATUS_FINE;
}

/* One bound of a sweep, or the whole value. */
static int read_value(settings *s, const setting *row, const char *text, double *value)
{
    aic_figure figure;
    const char *unit = aic_model_input(s->model, row->input)->unit;
    if (figure_read(row->name, text, unit, &figure) != STATUS_FINE)
        return STATUS_ERROR;
    *value = figure.value;
    return currency_agree(unit, &figure, row->name, s->currency, s->currency_of);
}

/* How many decimals the shortest text of a value has; 0 when it is whole. */
static int decimals_of(double value)
{
    char text[NUMBER_SIZE];
    int digits = 0;
    do
        snprintf(text, sizeof text, "%.*e", digits, value);
    while (strtod(text, NULL) != value && ++digits < 17);
    int decimals = digits - atoi(strchr(text, 'e') + 1);
    return decimals > 0 ? decimals : 0;
}

/* start + point * step as it would be written: the decimal figure, unless that is further
 * off than the bits that adding loses, so that no digit which was given is changed. */
double setting_value(const setting *row, size_t point)
{
    char text[DBL_MAX_10_EXP + 360];
    double way = (double)point * row->step, sum = row->start + way;
    if (point == 0)
        return row->start;
    if (point + 1 == row->points)
        return row->stop;
    double size = fmax(fabs(row->start), fabs(way));
    snprintf(text, sizeof text, "%.*f", row->decimals, sum);
    double written = strtod(text, NULL) + 0.0; /* not -0 */
    return fabs(written - sum) <= 4 * (nextafter(size, INFINITY) - size) ? written : sum;
}

/* A sum of steps misses its end by a few bits: the last point is the end all the same. */
static int count_points(setting *row)
{
    double steps = (row->stop - row->start) / row->step;
    if (!isfinite(steps) || steps < 0)
        return fail("%s=%s: the step does not lead from the start to the end", row->name,
                    row->text);
    if (steps >= POINTS_MAX)
        return fail("%s=%s: is %.0f points; a run has at most %d", row->name, row->text,
                    floor(steps) + 1, POINTS_MAX);
    size_t last = (size_t)floor(steps + 1e-9);
    int start = decimals_of(row->start), step = decimals_of(row->step);
    row->decimals = start > step ? start : step;
    double end = setting_value(row, last);
    if (fabs(end - row->stop) > 1e-9 * fabs(row->step))
        row->stop = end;
    row->points = last + 1;
    return STATUS_FINE;
}

static int read_sweep(settings *s, setting *row)
{
    char text[256];
    double *const bounds[] = {&row->start, &row->stop, &row->step};
    if (strlen(row->text) >= sizeof text)
        return fail("%s: the value is too long", row->name);
    strcpy(text, row->text);
    char *part = text;
    for (int i = 0; i < 3; i++) {
        char *end = part ? strchr(part, ':') : NULL;
        if (!part || (i == 2 && end))
            return fail("%s=%s: a sweep is START:STOP:STEP", row->name, row->text);
        if (end)
            *end = '\0';
        if (read_value(s, row, part, bounds[i]) != STATUS_FINE)
            return STATUS_ERROR;
        part = end ? end + 1 : NULL;
    }
    return count_points(row);
}

int settings_resolve(settings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        setting *row = &s->rows[i];
        aic_error error;
        if (aic_model_input_index(s->model, row->name, &row->input, &error) < 0)
            return fail("%s", error.message);
        row->points = 1;
        int status = strchr(row->text, ':') ? read_sweep(s, row)
                                            : read_value(s, row, row->text, &row->start);
        if (status != STATUS_FINE)
            return status;
    }
    if (settings_points(s) > POINTS_MAX)
        return fail("the sweeps together have more than %d points", POINTS_MAX);
    return settings_restore(s);
}

void settings_drop(settings *s, size_t at)
{
    memmove(&s->rows[at], &s->rows[at + 1], (s->count - at - 1) * sizeof *s->rows);
    s->count--;
}

static bool among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool produces_any(const aic_model *model, const char *const *names, size_t count)
{
    for (size_t i = 0; i < aic_model_result_count(model); i++)
        if (among(aic_model_result(model, i)->name, names, count))
            return true;
    return false;
}

/* Backwards from the wanted results: the inputs that they depend on. */
bool *inputs_used(const aic_model *model, const size_t *wanted, size_t count)
{
    size_t n_inputs = aic_model_input_count(model), n = 0, room = count;
    for (size_t i = 0; i < aic_model_step_count(model); i++)
        room += aic_model_input_count(aic_model_step(model, i));
    const char **names = allocate(room, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[n++] = aic_model_result(model, wanted[i])->name;
    for (size_t i = aic_model_step_count(model); i-- > 0;) {
        const aic_model *part = aic_model_step(model, i);
        if (!produces_any(part, names, n))
            continue;
        for (size_t k = 0; k < aic_model_input_count(part); k++)
            names[n++] = aic_model_input(part, k)->name;
    }
    bool *used = allocate(n_inputs, sizeof *used);
    for (size_t i = 0; i < n_inputs; i++)
        used[i] = among(aic_model_input(model, i)->name, names, n);
    free(names);
    return used;
}

void settings_use(settings *s, const size_t *wanted, size_t count)
{
    s->used = inputs_used(s->model, wanted, count);
}

const setting *settings_of(const settings *s, size_t input)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->rows[i].input == input)
            return &s->rows[i];
    return NULL;
}

size_t settings_points(const settings *s)
{
    size_t points = 1;
    for (size_t i = 0; i < s->count && points <= POINTS_MAX; i++)
        points *= s->rows[i].points;
    return points;
}

/* Values, and beside them the rows that they were taken from: the values make the scenario
 * the same for ever, and the rows say whence they were. */
static json_t *json_of_scenario(const settings *s)
{
    json_t *root = json_object(), *inputs = json_object(), *presets = json_object();
    for (size_t i = 0; i < s->count; i++) {
        const setting *row = &s->rows[i];
        json_object_set_new(inputs, row->name, json_of_text(row->text));
        if (is_preset(row))
            json_object_set_new(presets, row->name,
                                json_pack("{s:s, s:s, s:s}", "table", row->from.table,
                                          "row", row->from.row, "data_version",
                                          preset_version(row)));
    }
    json_object_set_new(root, "format", json_string(scenario_format));
    json_object_set_new(root, "chain", json_string(aic_model_name(s->model)));
    json_object_set_new(root, "inputs", inputs);
    if (json_object_size(presets) > 0)
        json_object_set(root, "presets", presets);
    json_decref(presets);
    return root;
}

int settings_save(const settings *s, const char *path)
{
    json_t *root = json_of_scenario(s);
    errno = 0;
    FILE *file = fopen(path, "w");
    bool good = file && json_dumpf(root, file, JSON_INDENT(2)) == 0;
    if (file) {
        good &= fputs("\n", file) >= 0;
        good &= fclose(file) == 0;
    }
    json_decref(root);
    return good ? STATUS_FINE : fail("%s: cannot save it: %s", path, strerror(errno));
}

void settings_free(settings *s)
{
    aic_model_free(s->model);
    free(s->used);
    for (size_t i = 0; i < s->count; i++)
        free(s->rows[i].own_text);
    free(s->rows);
    json_decref(s->scenario);
}
