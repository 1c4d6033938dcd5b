/* aicompute audit: does it hold? As text and as JSON; the pages are in audit_page.c. */
#include "claims.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL = 12, INDENT = 6 };

static void print_line(const char *label, const char *text)
{
    print_labelled(label, text, INDENT, LABEL);
}

static void print_owned(const char *label, char *text)
{
    print_line(label, text);
    free(text);
}

static void print_inputs(const situation *s)
{
    for (size_t i = 0; i < s->n_inputs; i++) {
        if (!shows_input(s, i))
            continue;
        char *value = input_value(s, i), *source = input_source(s, i);
        bool stated = s->inputs[i].audit.origin == AIC_STATED && !*s->inputs[i].note;
        bool silent = stated || *source == '\0';
        print_owned(input_origin(s, i),
                    format_text("%s = %s%s%s", aic_model_input(s->model, i)->name, value,
                                silent ? "" : "; ", silent ? "" : source));
        free(value);
        free(source);
    }
}

static void print_statement(const statement *s)
{
    const situation *own = &s->situation;
    char *computed = computed_text(s), *ratio = ratio_text(s);
    printf("\n  %s: %s\n", s->id, aic_verdict_text(s->report.verdict));
    print_wrapped(stdout, s->text, INDENT);
    print_owned("stated", stated_text(s));
    print_owned("computed", isnan(s->report.ratio)
                                ? format_text("%s", computed)
                                : format_text("%s, ratio %s", computed, ratio));
    print_line("why", s->report.explanation);
    print_line("model", aic_model_name(own->model));
    print_inputs(own);
    for (size_t i = 0; i < s->n_implied && shows_implied(s); i++)
        print_owned(i ? "" : "exactly if", implied_text(s, i));
    if (s->odds.size)
        print_owned("odds", odds_text(s));
    for (size_t i = 0; i < s->n_also; i++) {
        const aic_variable *v = aic_model_result(own->model, s->also[i]);
        char *value = value_text(s->results[s->also[i]], v->unit, own->currency);
        print_owned("also", format_text("%s = %s", v->name, value));
        free(value);
    }
    for (size_t i = 0; i < s->n_what_ifs; i++)
        print_owned("what if", what_if_text(&s->what_ifs[i], &s->situation));
    print_line("note", s->note);
    free(computed);
    free(ratio);
}

/* Of what holds, a few lines are enough. */
static void print_short(const statement *s)
{
    char *stated = stated_text(s), *computed = computed_text(s);
    char *text = format_text("%s Stated %s, computed %s.", s->text, stated, computed);
    printf("\n  %s\n", s->id);
    print_wrapped(stdout, text, INDENT);
    free(text);
    free(stated);
    free(computed);
}

static size_t print_verdict(const article *articles, size_t count, int verdict)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < articles[i].n_statements; k++) {
            const statement *s = &articles[i].statements[k];
            if (s->report.verdict != verdict)
                continue;
            if (found++ == 0)
                printf("%s\n", aic_verdict_text(verdict));
            if (statement_holds(s)) {
                print_short(s);
                continue;
            }
            print_statement(s);
            print_owned("published",
                        format_text("%s, %s, %s", articles[i].title,
                                    articles[i].publisher, articles[i].date));
        }
    return found;
}

/* What does not hold comes first: it is what a reader looks for. */
static void print_by_verdict(const article *articles, size_t count)
{
    static const int order[] = {AIC_DOES_NOT_HOLD, AIC_UNIT_SLIP, AIC_NOT_COMPUTABLE,
                                AIC_HOLDS_ROUNDING, AIC_HOLDS};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (print_verdict(articles, count, order[i]) > 0)
            printf("\n");
    char *tally = tally_text(articles, count);
    printf("%s\nComputed with libaicompute %s, data version %s.\n", tally, aic_version(),
           aic_data_version());
    free(tally);
}

static void print_text(const article *articles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const article *a = &articles[i];
        printf("%s%s  %s\n", i ? "\n" : "", a->id, a->title);
        printf("   %s, %s\n", a->publisher, a->date);
        print_wrapped(stdout, a->summary, 3);
        for (size_t k = 0; k < a->n_statements; k++)
            print_statement(&a->statements[k]);
    }
    char *tally = tally_text(articles, count);
    printf("\n%s\nComputed with libaicompute %s, data version %s.\n", tally,
           aic_version(), aic_data_version());
    free(tally);
}

static json_t *json_of_implied(const statement *s)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < s->n_implied; i++) {
        const aic_implied *one = &s->implied[i];
        const aic_variable *v = aic_model_input(s->situation.model, one->input);
        json_t *row = json_object();
        json_object_set_new(row, "input", json_string(v->name));
        json_object_set_new(row, "value", json_of_number(one->value));
        json_object_set_new(row, "unit", json_string(v->unit));
        json_object_set_new(row, "usual", json_boolean(one->usual));
        json_array_append_new(rows, row);
    }
    return rows;
}

static json_t *json_of_odds(const aic_odds *odds)
{
    json_t *row = json_object();
    json_object_set_new(row, "probability", json_of_number(odds->probability));
    json_object_set_new(row, "low", json_of_number(odds->low));
    json_object_set_new(row, "high", json_of_number(odds->high));
    json_object_set_new(row, "q05", json_of_number(odds->q05));
    json_object_set_new(row, "median", json_of_number(odds->median));
    json_object_set_new(row, "q95", json_of_number(odds->q95));
    json_object_set_new(row, "varied", json_integer((json_int_t)odds->varied));
    json_object_set_new(row, "samples", json_integer((json_int_t)odds->samples));
    json_object_set_new(row, "refused", json_integer((json_int_t)odds->refused));
    json_object_set_new(row, "seed", json_integer(ODDS_SEED));
    return row;
}

static json_t *json_of_statement(const article *a, const statement *s)
{
    const situation *own = &s->situation;
    json_t *row = json_object();
    json_object_set_new(row, "claim", json_of_text(a->id));
    json_object_set_new(row, "statement", json_of_text(s->id));
    json_object_set_new(row, "model", json_string(aic_model_name(own->model)));
    json_object_set_new(row, "result",
                        json_string(aic_model_result(own->model, own->result)->name));
    json_object_set_new(row, "stated", json_of_number(s->stated.value));
    json_object_set_new(row, "computed", json_of_number(s->report.computed));
    json_object_set_new(row, "ratio", json_of_number(s->report.ratio));
    json_object_set_new(row, "verdict", json_string(aic_verdict_text(s->report.verdict)));
    json_object_set_new(row, "explanation", json_of_text(s->report.explanation));
    json_object_set_new(row, "implied", json_of_implied(s));
    if (s->odds.size)
        json_object_set_new(row, "odds", json_of_odds(&s->odds));
    json_object_set_new(row, "version", json_string(aic_version()));
    json_object_set_new(row, "data_version", json_string(aic_data_version()));
    return row;
}

static void print_json(const article *articles, size_t count)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < articles[i].n_statements; k++)
            json_array_append_new(
                rows, json_of_statement(&articles[i], &articles[i].statements[k]));
    json_print(rows);
}

static int load(article *a, const options *given, size_t i)
{
    json_t *root;
    const char *name;
    if (given->n_words > 0) {
        name = given->words[i];
        root = json_read_file(name);
    } else {
        name = shipped_claims[i].name;
        root =
            json_read_text(name, shipped_claims[i].text, strlen(shipped_claims[i].text));
    }
    if (!root)
        return STATUS_ERROR;
    int status = article_read(a, root, name);
    if (status == STATUS_FINE)
        status = article_judge(a);
    return status == STATUS_FINE && given->uncertain ? article_odds(a) : status;
}

static int print_audit(const options *given, const article *articles, size_t count)
{
    if (given->format == FORMAT_JSON)
        print_json(articles, count);
    else if (given->format == FORMAT_HTML)
        print_audit_html(stdout, articles, count);
    else if (given->format == FORMAT_MARKDOWN)
        print_audit_markdown(stdout, articles, count);
    else if (given->all)
        print_by_verdict(articles, count);
    else
        print_text(articles, count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < articles[i].n_statements; k++)
            if (!statement_holds(&articles[i].statements[k]))
                return STATUS_NOT;
    return STATUS_FINE;
}

int run_audit(const options *given)
{
    if (given->all && given->n_words > 0)
        return fail("--all audits the articles that ship, so it takes no file");
    size_t shipped = given->all ? shipped_claim_count : shipped_article_count;
    size_t count = given->n_words > 0 ? given->n_words : shipped;
    article *articles = allocate(count, sizeof *articles);
    int status = STATUS_FINE;
    for (size_t i = 0; i < count && status == STATUS_FINE; i++)
        status = load(&articles[i], given, i);
    if (status == STATUS_FINE)
        status = print_audit(given, articles, count);
    for (size_t i = 0; i < count; i++)
        article_free(&articles[i]);
    free(articles);
    return status;
}
