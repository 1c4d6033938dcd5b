/* Reading projects, format aicompute-project/1. Whatever is wrong is said with the file
 * and the path of the key; an unknown key is an error, since a misspelt one would be a
 * number ignored. */
#include "project.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char project_format[] = "aicompute-project/1";

static const char *const modes[] = {"finite-life", "replacement", "perpetuity"};
static const char *const depreciations[] = {"straight-line",     "sum-of-years-digits",
                                            "declining-balance", "macrs",
                                            "market-value",      "none"};
static const char *const repayments[] = {"level", "equal-principal"};

typedef struct choice {
    const char *key;
    const char *const *words; /* the number is the position */
    size_t count;
    size_t offset;
} choice;

static const choice choices[] = {
    {"mode", modes, COUNT(modes), offsetof(aic_project, mode)},
    {"depreciation", depreciations, COUNT(depreciations),
     offsetof(aic_project, depreciation)},
    {"repayment", repayments, COUNT(repayments), offsetof(aic_project, repayment)},
};

static const char *const array_names[PROJECT_ARRAYS] = {
    "cluster_shares", "facility_shares", "utilization_ramp", "price_path"};
static const char *const array_units[PROJECT_ARRAYS] = {"1", "1", "1", "cur/h"};

static const char *const file_keys[] = {"format",       "title",     "note",
                                        "chain",        "mode",      "inputs",
                                        "depreciation", "repayment", "periods_per_year",
                                        "variants"};
static const char *const variant_keys[] = {"title",        "note",      "mode",
                                           "depreciation", "repayment", "inputs"};
static const char *const input_keys[] = {"value", "source", "note"};

static int check_keys(const char *where, json_t *object, const char *const *keys,
                      size_t count)
{
    const char *key;
    json_t *value;
    if (!json_is_object(object))
        return fail("%s: must be an object", where);
    json_object_foreach(object, key, value) if (check_key(where, key, keys, count) !=
                                                STATUS_FINE) return STATUS_ERROR;
    return STATUS_FINE;
}

static int read_text(const char *where, json_t *object, const char *key,
                     const char *otherwise, const char **text)
{
    json_t *value = json_object_get(object, key);
    *text = value ? json_string_value(value) : otherwise;
    if (!*text)
        return fail(value ? "%s: \"%s\" must be a text" : "%s: \"%s\" is missing", where,
                    key);
    return STATUS_FINE;
}

static bool is_choice(const char *name)
{
    for (size_t i = 0; i < COUNT(choices); i++)
        if (strcmp(choices[i].key, name) == 0)
            return true;
    return false;
}

/* NAME=VALUE of the command line stands where the file would say it. */
static int put_word(json_t *root, char *word)
{
    char *sign = strchr(word, '=');
    if (!sign || sign == word || sign[1] == '\0')
        return fail("\"%s\" is not NAME=VALUE", word);
    *sign = '\0';
    json_t *inputs = json_object_get(root, "inputs");
    if (strcmp(word, "periods_per_year") == 0)
        json_object_set_new(root, word, json_integer(strtol(sign + 1, NULL, 10)));
    else
        json_object_set_new(is_choice(word) ? root : inputs, word,
                            json_of_text(sign + 1));
    return STATUS_FINE;
}

json_t *project_load(const char *path, char **words, size_t count)
{
    json_t *root = json_read_file(path);
    if (!root)
        return NULL;
    const char *format = json_string_value(json_object_get(root, "format"));
    int status = STATUS_FINE;
    if (!format || strcmp(format, project_format) != 0)
        status = fail("%s: \"format\" must be \"%s\"", path, project_format);
    if (status == STATUS_FINE)
        status = check_keys(path, root, file_keys, COUNT(file_keys));
    if (status == STATUS_FINE && !json_is_object(json_object_get(root, "inputs")))
        status = fail("%s: \"inputs\" must be an object", path);
    json_t *variants = json_object_get(root, "variants");
    if (status == STATUS_FINE && variants && json_array_size(variants) == 0)
        status = fail("%s: \"variants\" must be an array of objects", path);
    for (size_t i = 0; i < count && status == STATUS_FINE; i++)
        status = put_word(root, words[i]);
    if (status == STATUS_FINE)
        return root;
    json_decref(root);
    return NULL;
}

size_t project_variants(const json_t *root)
{
    json_t *variants = json_object_get(root, "variants");
    return variants ? json_array_size(variants) : 1;
}

/* The file with what one variant says instead. The caller owns it. */
static json_t *with_variant(const char *path, json_t *root, size_t variant)
{
    json_t *own = json_deep_copy(root);
    json_t *rows = json_object_get(root, "variants"),
           *row = json_array_get(rows, variant);
    const char *key;
    json_t *value;
    json_object_del(own, "variants");
    if (!rows)
        return own;
    char *where = format_text("%s: variants[%zu]", path, variant);
    bool good = check_keys(where, row, variant_keys, COUNT(variant_keys)) == STATUS_FINE;
    json_t *inputs = json_object_get(row, "inputs");
    if (good && inputs && !json_is_object(inputs))
        good = fail("%s: \"inputs\" must be an object", where) == STATUS_FINE;
    free(where);
    if (!good) {
        json_decref(own);
        return NULL;
    }
    json_object_foreach(row, key, value) if (strcmp(key, "inputs") != 0)
        json_object_set(own, key, value);
    if (inputs)
        json_object_update(json_object_get(own, "inputs"), inputs);
    return own;
}

static int read_choice(project_file *p, const choice *of)
{
    const char *word;
    if (!json_object_get(p->root, of->key))
        return STATUS_FINE;
    if (read_text(p->path, p->root, of->key, NULL, &word) != STATUS_FINE)
        return STATUS_ERROR;
    for (size_t i = 0; i < of->count; i++)
        if (strcmp(of->words[i], word) == 0) {
            int32_t number = (int32_t)i;
            memcpy((char *)&p->project + of->offset, &number, sizeof number);
            return STATUS_FINE;
        }
    const char *meant = nearest(word, of->words, of->count);
    return fail("%s: %s: \"%s\" is none of its words%s%s%s", p->path, of->key, word,
                meant ? "; did you mean \"" : "", meant ? meant : "", meant ? "\"?" : "");
}

const char *project_choice(const project_file *p, const char *key)
{
    for (size_t i = 0; i < COUNT(choices); i++)
        if (strcmp(choices[i].key, key) == 0) {
            int32_t number;
            memcpy(&number, (const char *)&p->project + choices[i].offset, sizeof number);
            return choices[i].words[number];
        }
    return "";
}

static int read_choices(project_file *p)
{
    json_t *periods = json_object_get(p->root, "periods_per_year");
    for (size_t i = 0; i < COUNT(choices); i++)
        if (read_choice(p, &choices[i]) != STATUS_FINE)
            return STATUS_ERROR;
    if (!periods)
        return STATUS_FINE;
    json_int_t count = json_integer_value(periods);
    if (count != 1 && count != 12)
        return fail("%s: \"periods_per_year\" must be 1 or 12", p->path);
    p->project.periods_per_year = (int32_t)count;
    return STATUS_FINE;
}

/* A number, or a figure as people write it. */
static int read_value(project_file *p, const char *where, json_t *value, const char *unit,
                      const char *name, double *number)
{
    aic_figure figure;
    if (json_is_number(value)) {
        *number = json_number_value(value);
        return STATUS_FINE;
    }
    if (!json_is_string(value))
        return fail("%s: must be a number or a text, as \"400 W\"", where);
    if (figure_read(where, json_string_value(value), unit, &figure) != STATUS_FINE)
        return STATUS_ERROR;
    *number = figure.value;
    return currency_agree(unit, &figure, name, p->currency, p->currency_of);
}

/* The value of an input, and whence it is. */
static int read_number(project_file *p, const char *where, json_t *value,
                       const aic_variable *row, double *number, origin *from)
{
    json_t *said = value;
    *from = (origin){.source = ""};
    if (json_is_object(value)) {
        if (check_keys(where, value, input_keys, COUNT(input_keys)) != STATUS_FINE ||
            read_text(where, value, "source", "", &from->source) != STATUS_FINE)
            return STATUS_ERROR;
        said = json_object_get(value, "value");
        if (!said)
            return fail("%s: \"value\" is missing", where);
    }
    from->text = json_is_string(said) ? json_string_value(said) : "given";
    return read_value(p, where, said, row->unit, row->name, number);
}

static int read_array(project_file *p, const char *where, json_t *value, size_t which)
{
    const double **pointers[] = {&p->project.cluster_shares, &p->project.facility_shares,
                                 &p->project.utilization_ramp, &p->project.price_path};
    size_t *counts[] = {&p->project.cluster_share_count, &p->project.facility_share_count,
                        &p->project.utilization_ramp_count, &p->project.price_path_count};
    size_t count = json_array_size(value), i;
    json_t *one;
    if (count == 0)
        return fail("%s: must be an array of numbers", where);
    p->arrays[which] = allocate(count, sizeof(double));
    json_array_foreach(value, i, one)
    {
        char *at = format_text("%s[%zu]", where, i);
        int status = read_value(p, at, one, array_units[which], array_names[which],
                                &p->arrays[which][i]);
        free(at);
        if (status != STATUS_FINE)
            return status;
    }
    *pointers[which] = p->arrays[which];
    *counts[which] = count;
    return STATUS_FINE;
}

static size_t project_position(const char *name)
{
    size_t i = 0;
    while (aic_project_input(i) && strcmp(aic_project_input(i)->name, name) != 0)
        i++;
    return i;
}

/* All names that "inputs" may have: one that is near is what was meant. */
static int unknown_input(const project_file *p, const char *where, const char *name)
{
    size_t n = aic_project_input_count(), m = aic_model_input_count(p->chain), count = 0;
    const char **names = allocate(n + m + PROJECT_ARRAYS, sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[count++] = aic_project_input(i)->name;
    for (size_t i = 0; i < m; i++)
        names[count++] = aic_model_input(p->chain, i)->name;
    for (size_t i = 0; i < PROJECT_ARRAYS; i++)
        names[count++] = array_names[i];
    const char *meant = nearest(name, names, count);
    int status =
        fail("%s: no input has that name%s%s%s", where, meant ? "; did you mean \"" : "",
             meant ? meant : "", meant ? "\"?" : "");
    free(names);
    return status;
}

/* A number of the chain, of the project, or of both. */
static int read_input(project_file *p, const char *where, const char *name, json_t *value)
{
    for (size_t i = 0; i < PROJECT_ARRAYS; i++)
        if (strcmp(array_names[i], name) == 0)
            return read_array(p, where, value, i);
    aic_error error;
    size_t at = project_position(name), input = 0;
    int found =
        p->chain ? aic_model_input_index(p->chain, name, &input, &error) : AIC_E_NAME;
    if (found == AIC_E_COMPUTED)
        return fail("%s: %s", where, error.message);
    if (found < 0 && !aic_project_input(at))
        return unknown_input(p, where, name);
    origin from;
    double number = NAN;
    const aic_variable *row =
        aic_project_input(at) ? aic_project_input(at) : aic_model_input(p->chain, input);
    if (read_number(p, where, value, row, &number, &from) != STATUS_FINE)
        return STATUS_ERROR;
    if (aic_project_input(at)) {
        aic_project_set(&p->project, name, number, NULL);
        p->origins[at] = from;
    }
    if (found == AIC_OK) {
        p->chain_inputs[input] = number;
        p->chain_origins[input] = from;
    }
    return STATUS_FINE;
}

static int read_inputs(project_file *p)
{
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(p->root, "inputs"), name, value)
    {
        char *where = format_text("%s: inputs.%s", p->path, name);
        int status = read_input(p, where, name, value);
        free(where);
        if (status != STATUS_FINE)
            return status;
    }
    return STATUS_FINE;
}

static int read_chain(project_file *p)
{
    const char *text;
    aic_error error;
    if (!json_object_get(p->root, "chain"))
        return STATUS_FINE;
    if (read_text(p->path, p->root, "chain", NULL, &text) != STATUS_FINE)
        return STATUS_ERROR;
    if (aic_model_from_text(text, &p->chain, &error) < 0)
        return fail("%s: chain: %s", p->path, error.message);
    size_t n = aic_model_input_count(p->chain), m = aic_model_result_count(p->chain);
    p->chain_inputs = allocate(n, sizeof *p->chain_inputs);
    p->chain_results = allocate(m, sizeof *p->chain_results);
    p->chain_origins = allocate(n, sizeof *p->chain_origins);
    aic_model_defaults(p->chain, p->chain_inputs, n);
    return STATUS_FINE;
}

int project_read(project_file *p, const char *path, json_t *root, size_t variant)
{
    const char *title = json_string_value(json_object_get(root, "title"));
    *p = (project_file){
        .path = path, .heading = title ? title : path, .project = aic_project_defaults()};
    p->origins = allocate(aic_project_input_count(), sizeof *p->origins);
    p->root = with_variant(path, root, variant);
    if (!p->root || read_text(path, p->root, "title", "", &p->title) != STATUS_FINE ||
        read_text(path, p->root, "note", "", &p->note) != STATUS_FINE ||
        read_chain(p) != STATUS_FINE || read_choices(p) != STATUS_FINE)
        return STATUS_ERROR;
    return read_inputs(p);
}

/* Results of the chain that are numbers of a project, by name. */
static int run_chain(project_file *p)
{
    aic_error error;
    size_t n = aic_model_input_count(p->chain), m = aic_model_result_count(p->chain);
    int status =
        aic_model_evaluate(p->chain, p->chain_inputs, n, p->chain_results, m, &error);
    if (status < 0)
        return fail("%s: inputs.%s: %s", p->path, error.variable, error.message);
    if (status > 0)
        warn("%s: %s", p->path, error.message);
    for (size_t i = 0; i < m; i++) {
        const char *name = aic_model_result(p->chain, i)->name;
        size_t at = project_position(name);
        if (!aic_project_input(at))
            continue;
        aic_project_set(&p->project, name, p->chain_results[i], NULL);
        p->origins[at] = (origin){.source = "", .model = aic_model_name(p->chain)};
    }
    return STATUS_FINE;
}

static int refuse(const project_file *p, const aic_error *error)
{
    if (error->variable[0] && error->row >= 0)
        return fail("%s: inputs.%s[%d]: %s", p->path, error->variable, (int)error->row,
                    error->message);
    if (error->variable[0])
        return fail("%s: inputs.%s: %s", p->path, error->variable, error->message);
    return fail("%s: %s", p->path, error->message);
}

int project_compute(project_file *p)
{
    aic_error error;
    if (p->chain && run_chain(p) != STATUS_FINE)
        return STATUS_ERROR;
    p->report.size = sizeof p->report;
    if (aic_project_rows(&p->project, &p->rows, &error) < 0)
        return refuse(p, &error);
    for (size_t i = 0; i < AIC_PROJECT_COLUMN_COUNT; i++)
        p->columns[i] = allocate(p->rows, sizeof(double));
    int status = aic_project_schedule(&p->project, p->columns, AIC_PROJECT_COLUMN_COUNT,
                                      p->rows, &p->report, &error);
    if (status < 0)
        return refuse(p, &error);
    if (status == AIC_W_UNUSUAL)
        warn("%s: %s", p->path, error.message);
    return STATUS_FINE;
}

double project_number(const project_file *p, size_t position)
{
    double value;
    memcpy(&value, (const char *)&p->project.inputs + position * sizeof value,
           sizeof value);
    return value;
}

void project_free(project_file *p)
{
    json_decref(p->root);
    for (size_t i = 0; i < PROJECT_ARRAYS; i++)
        free(p->arrays[i]);
    for (size_t i = 0; i < AIC_PROJECT_COLUMN_COUNT; i++)
        free(p->columns[i]);
    free(p->origins);
    free(p->chain_inputs);
    free(p->chain_results);
    free(p->chain_origins);
    aic_model_free(p->chain);
}
