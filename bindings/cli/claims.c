/* Reading claim files. Whatever is wrong is said with the file, the statement and the
 * key; an unknown key is an error, since a misspelt one would be an input ignored. */
#include "claims.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { DIGITS_MAX = 17 };

static const char claims_format[] = "aicompute-claims/1";

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

/* A text, or `otherwise` when the key is absent; NULL there makes it required. */
static int read_text(const char *where, json_t *object, const char *key,
                     const char *otherwise, const char **text)
{
    json_t *value = json_object_get(object, key);
    *text = value ? json_string_value(value) : otherwise;
    if (value && !*text)
        return fail("%s: \"%s\" must be a text", where, key);
    if (!*text)
        return fail("%s: \"%s\" is missing", where, key);
    if (value && !otherwise && **text == '\0')
        return fail("%s: \"%s\" is empty", where, key);
    return STATUS_FINE;
}

/* A file may know better how precisely a figure was printed. */
static int read_digits(const char *where, json_t *object, aic_figure *figure)
{
    json_t *digits = json_object_get(object, "digits");
    if (!digits)
        return STATUS_FINE;
    json_int_t count = json_integer_value(digits);
    if (!json_is_integer(digits) || count < 1 || count > DIGITS_MAX)
        return fail("%s: \"digits\" must be a whole number from 1 to %d", where,
                    DIGITS_MAX);
    double size = fabs(figure->value);
    figure->digits = (int32_t)count;
    if (size > 0)
        figure->half_unit = 0.5 * pow(10, floor(log10(size)) + 1 - (double)count);
    return STATUS_FINE;
}

static int read_bound(const char *where, json_t *value, const char *unit, double *bound)
{
    aic_figure figure;
    if (!json_is_string(value))
        return fail("%s: \"usual\" must be two texts, as [\"280 kWh\", \"430 kWh\"]",
                    where);
    if (figure_read(where, json_string_value(value), unit, &figure) != STATUS_FINE)
        return STATUS_ERROR;
    *bound = figure.value;
    return STATUS_FINE;
}

static int read_usual(const char *where, json_t *object, const char *unit,
                      aic_audit_input *audit)
{
    json_t *usual = json_object_get(object, "usual");
    audit->low = audit->high = NAN;
    if (!usual)
        return STATUS_FINE;
    if (json_array_size(usual) != 2)
        return fail("%s: \"usual\" must be two texts, as [\"280 kWh\", \"430 kWh\"]",
                    where);
    if (read_bound(where, json_array_get(usual, 0), unit, &audit->low) != STATUS_FINE ||
        read_bound(where, json_array_get(usual, 1), unit, &audit->high) != STATUS_FINE)
        return STATUS_ERROR;
    if (audit->low > audit->high)
        return fail("%s: \"usual\" has its greater end first", where);
    return STATUS_FINE;
}

/* A source is a key of the library or words of the journalist's own: what looks like a
 * key has to be one. */
static int check_source(const char *where, const char *source)
{
    aic_error error;
    bool words = *source == '\0' || strpbrk(source, " .,:/") != NULL;
    if (words || aic_source_find(source, &error))
        return STATUS_FINE;
    return fail("%s: %s", where, error.message);
}

static int read_figure_of(const char *where, situation *s, json_t *object, size_t input,
                          given_input *to)
{
    const aic_variable *v = aic_model_input(s->model, input);
    aic_figure figure;
    if (figure_read(where, to->text, v->unit, &figure) != STATUS_FINE ||
        currency_agree(v->unit, &figure, where, s->currency, s->currency_of) !=
            STATUS_FINE ||
        read_digits(where, object, &figure) != STATUS_FINE ||
        read_usual(where, object, v->unit, &to->audit) != STATUS_FINE)
        return STATUS_ERROR;
    to->audit.value = figure.value;
    if (to->audit.origin == AIC_STATED)
        to->audit.half_unit = figure.half_unit;
    return STATUS_FINE;
}

/* {"stated": "400 W"} or {"assumed": "350 kWh", "source": ...}. */
static int read_given(const char *where, json_t *value, given_input *to)
{
    static const char *const keys[] = {"stated", "assumed", "digits",
                                       "usual",  "source",  "note"};
    if (check_keys(where, value, keys, COUNT(keys)) != STATUS_FINE ||
        read_text(where, value, "source", "", &to->source) != STATUS_FINE ||
        read_text(where, value, "note", "", &to->note) != STATUS_FINE)
        return STATUS_ERROR;
    bool stated = json_object_get(value, "stated") != NULL;
    if (stated == (json_object_get(value, "assumed") != NULL))
        return fail("%s: must have either \"stated\" or \"assumed\"", where);
    if (!stated && json_object_get(value, "digits"))
        return fail("%s: \"digits\" is for a stated figure: an assumed one has no print",
                    where);
    to->audit.origin = stated ? AIC_STATED : AIC_ASSUMED;
    if (read_text(where, value, stated ? "stated" : "assumed", NULL, &to->text) !=
        STATUS_FINE)
        return STATUS_ERROR;
    return check_source(where, to->source);
}

/* A text alone is assumed without a source, which only a what-if may do. */
static int read_input(const char *where, situation *s, const char *name, json_t *value,
                      bool text_alone)
{
    size_t input;
    aic_error error;
    if (aic_model_input_index(s->model, name, &input, &error) < 0)
        return fail("%s: %s", where, error.message);
    given_input *to = &s->inputs[input];
    *to = (given_input){.audit = {.origin = AIC_ASSUMED}, .source = "", .note = ""};
    if (json_is_string(value) && !text_alone)
        return fail("%s: is a text, which only a what-if may have: write {\"stated\": "
                    "...} or {\"assumed\": ..., \"source\": ...}",
                    where);
    if (json_is_string(value))
        to->text = json_string_value(value);
    else if (read_given(where, value, to) != STATUS_FINE)
        return STATUS_ERROR;
    return read_figure_of(where, s, value, input, to);
}

static int read_inputs(const char *where, situation *s, json_t *object, bool text_alone)
{
    json_t *inputs = json_object_get(object, "inputs"), *value;
    const char *name;
    if (inputs && !json_is_object(inputs))
        return fail("%s: \"inputs\" must be an object", where);
    json_object_foreach(inputs, name, value)
    {
        char *own = format_text("%s: inputs.%s", where, name);
        int status = read_input(own, s, name, value, text_alone);
        free(own);
        if (status != STATUS_FINE)
            return status;
    }
    return STATUS_FINE;
}

static int find_result(const char *where, situation *s, json_t *object, const char *usual)
{
    const char *name;
    aic_error error;
    if (read_text(where, object, "result", usual, &name) != STATUS_FINE)
        return STATUS_ERROR;
    if (aic_model_result_index(s->model, name, &s->result, &error) < 0)
        return fail("%s: %s", where, error.message);
    return STATUS_FINE;
}

static int find_model(const char *where, situation *s, const char *chain)
{
    aic_error error;
    if (aic_model_from_text(chain, &s->model, &error) < 0)
        return fail("%s: %s", where, error.message);
    s->n_inputs = aic_model_input_count(s->model);
    s->inputs = allocate(s->n_inputs, sizeof *s->inputs);
    for (size_t i = 0; i < s->n_inputs; i++)
        s->inputs[i] =
            (given_input){.audit = {.low = NAN, .high = NAN}, .source = "", .note = ""};
    return STATUS_FINE;
}

static int read_solve(const char *where, what_if *w, json_t *object)
{
    json_t *solve = json_object_get(object, "solve");
    situation *s = &w->situation;
    const char *text;
    aic_error error;
    const char *unit = aic_model_result(s->model, s->result)->unit;
    w->solves = solve != NULL;
    if (!solve && json_object_get(object, "wanted"))
        return fail("%s: \"wanted\" needs \"solve\"", where);
    if (!solve)
        return STATUS_FINE;
    if (read_text(where, object, "solve", NULL, &text) != STATUS_FINE)
        return STATUS_ERROR;
    if (aic_model_input_index(s->model, text, &w->unknown, &error) < 0)
        return fail("%s: %s", where, error.message);
    if (read_text(where, object, "wanted", NULL, &text) != STATUS_FINE ||
        figure_read(where, text, unit, &w->wanted) != STATUS_FINE)
        return STATUS_ERROR;
    return currency_agree(unit, &w->wanted, "wanted", s->currency, s->currency_of);
}

/* Without a model of its own a what-if is the statement with some inputs changed. */
static int read_what_if(const char *where, const statement *of, what_if *w,
                        json_t *object)
{
    static const char *const keys[] = {"text",   "note",  "model", "result",
                                       "inputs", "solve", "wanted"};
    const char *chain;
    situation *s = &w->situation;
    if (check_keys(where, object, keys, COUNT(keys)) != STATUS_FINE ||
        read_text(where, object, "text", NULL, &w->text) != STATUS_FINE ||
        read_text(where, object, "note", "", &w->note) != STATUS_FINE ||
        read_text(where, object, "model", "", &chain) != STATUS_FINE)
        return STATUS_ERROR;
    bool same = *chain == '\0';
    const situation *base = &of->situation;
    if (find_model(where, s, same ? aic_model_name(base->model) : chain) != STATUS_FINE)
        return STATUS_ERROR;
    if (same) {
        memcpy(s->inputs, base->inputs, s->n_inputs * sizeof *s->inputs);
        memcpy(s->currency, base->currency, sizeof s->currency);
        memcpy(s->currency_of, base->currency_of, sizeof s->currency_of);
    }
    const char *result = aic_model_result(base->model, base->result)->name;
    if (find_result(where, s, object, same ? result : NULL) != STATUS_FINE ||
        read_inputs(where, s, object, true) != STATUS_FINE)
        return STATUS_ERROR;
    return read_solve(where, w, object);
}

static int read_what_ifs(const char *where, statement *s, json_t *object)
{
    json_t *rows = json_object_get(object, "what_if"), *row;
    size_t i;
    if (rows && !json_is_array(rows))
        return fail("%s: \"what_if\" must be an array", where);
    s->what_ifs = allocate(json_array_size(rows), sizeof *s->what_ifs);
    json_array_foreach(rows, i, row)
    {
        char *own = format_text("%s: what_if[%zu]", where, i);
        s->n_what_ifs++;
        int status = read_what_if(own, s, &s->what_ifs[i], row);
        free(own);
        if (status != STATUS_FINE)
            return status;
    }
    return STATUS_FINE;
}

static int read_also(const char *where, statement *s, json_t *object)
{
    json_t *names = json_object_get(object, "also"), *name;
    size_t i;
    aic_error error;
    if (names && !json_is_array(names))
        return fail("%s: \"also\" must be an array of result names", where);
    s->also = allocate(json_array_size(names), sizeof *s->also);
    json_array_foreach(names, i, name)
    {
        if (!json_is_string(name))
            return fail("%s: \"also\" must be an array of result names", where);
        if (aic_model_result_index(s->situation.model, json_string_value(name),
                                   &s->also[s->n_also++], &error) < 0)
            return fail("%s: also: %s", where, error.message);
    }
    return STATUS_FINE;
}

static int read_relation(const char *where, statement *s)
{
    static const char *const words[] = {"about", "at least", "at most", "over", "under"};
    static const int relations[] = {AIC_ABOUT, AIC_AT_LEAST, AIC_AT_MOST, AIC_AT_LEAST,
                                    AIC_AT_MOST};
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(s->relation_text, words[i]) == 0) {
            s->relation = relations[i];
            return STATUS_FINE;
        }
    return fail("%s: relation \"%s\" is none of about, at least, at most, over, under",
                where, s->relation_text);
}

static int read_stated(const char *where, statement *s, json_t *object)
{
    situation *own = &s->situation;
    const char *unit = aic_model_result(own->model, own->result)->unit;
    char *name = format_text("%s: stated", where);
    int status = figure_read(name, s->stated_text, unit, &s->stated);
    if (status == STATUS_FINE)
        status = currency_agree(unit, &s->stated, name, own->currency, own->currency_of);
    if (status == STATUS_FINE)
        status = read_digits(where, object, &s->stated);
    free(name);
    return status;
}

static int read_statement(const char *where, statement *s, json_t *object)
{
    static const char *const keys[] = {"id",    "text",   "stated", "digits",
                                       "model", "result", "inputs", "relation",
                                       "also",  "note",   "what_if"};
    const char *chain;
    if (check_keys(where, object, keys, COUNT(keys)) != STATUS_FINE ||
        read_text(where, object, "id", NULL, &s->id) != STATUS_FINE ||
        read_text(where, object, "text", NULL, &s->text) != STATUS_FINE ||
        read_text(where, object, "stated", NULL, &s->stated_text) != STATUS_FINE ||
        read_text(where, object, "relation", "about", &s->relation_text) != STATUS_FINE ||
        read_text(where, object, "note", "", &s->note) != STATUS_FINE ||
        read_text(where, object, "model", NULL, &chain) != STATUS_FINE ||
        read_relation(where, s) != STATUS_FINE ||
        find_model(where, &s->situation, chain) != STATUS_FINE ||
        find_result(where, &s->situation, object, NULL) != STATUS_FINE ||
        read_inputs(where, &s->situation, object, false) != STATUS_FINE ||
        read_stated(where, s, object) != STATUS_FINE ||
        read_also(where, s, object) != STATUS_FINE)
        return STATUS_ERROR;
    return read_what_ifs(where, s, object);
}

static int check_id(const article *a, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(a->statements[i].id, a->statements[at].id) == 0)
            return fail("%s: two statements have the id \"%s\"", a->file,
                        a->statements[at].id);
    return STATUS_FINE;
}

static int read_statements(article *a)
{
    json_t *rows = json_object_get(a->root, "statements"), *row;
    size_t i;
    if (!json_is_array(rows) || json_array_size(rows) == 0)
        return fail("%s: \"statements\" must be an array with a statement", a->file);
    a->statements = allocate(json_array_size(rows), sizeof *a->statements);
    json_array_foreach(rows, i, row)
    {
        const char *id = json_string_value(json_object_get(row, "id"));
        char *where = format_text("%s: statements[%zu]%s%s%s", a->file, i, id ? " (" : "",
                                  id ? id : "", id ? ")" : "");
        a->n_statements++;
        int status = read_statement(where, &a->statements[i], row);
        free(where);
        if (status != STATUS_FINE || check_id(a, i) != STATUS_FINE)
            return STATUS_ERROR;
    }
    return STATUS_FINE;
}

/* Takes the JSON over, also when it fails. */
int article_read(article *a, json_t *root, const char *file)
{
    static const char *const keys[] = {"format",    "id",      "title",
                                       "publisher", "date",    "language",
                                       "summary",   "address", "statements"};
    const char *format;
    *a = (article){.root = root, .file = file};
    if (check_keys(file, root, keys, COUNT(keys)) != STATUS_FINE ||
        read_text(file, root, "format", NULL, &format) != STATUS_FINE)
        return STATUS_ERROR;
    if (strcmp(format, claims_format) != 0)
        return fail("%s: \"format\" is \"%s\", not \"%s\"", file, format, claims_format);
    if (read_text(file, root, "id", NULL, &a->id) != STATUS_FINE ||
        read_text(file, root, "title", NULL, &a->title) != STATUS_FINE ||
        read_text(file, root, "publisher", NULL, &a->publisher) != STATUS_FINE ||
        read_text(file, root, "date", NULL, &a->date) != STATUS_FINE ||
        read_text(file, root, "language", "en", &a->language) != STATUS_FINE ||
        read_text(file, root, "summary", "", &a->summary) != STATUS_FINE ||
        read_text(file, root, "address", "", &a->address) != STATUS_FINE)
        return STATUS_ERROR;
    return read_statements(a);
}

static void free_situation(situation *s)
{
    aic_model_free(s->model);
    free(s->inputs);
    free(s->used);
}

void article_free(article *a)
{
    for (size_t i = 0; i < a->n_statements; i++) {
        statement *s = &a->statements[i];
        for (size_t k = 0; k < s->n_what_ifs; k++)
            free_situation(&s->what_ifs[k].situation);
        free_situation(&s->situation);
        free(s->what_ifs);
        free(s->also);
        free(s->implied);
        free(s->results);
    }
    free(a->statements);
    json_decref(a->root);
}
