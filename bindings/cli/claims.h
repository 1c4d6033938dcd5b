/* A claim file in memory: an article, its statements, and what came out of each. The
 * format is described in docs/claims.md. */
#ifndef AICOMPUTE_CLI_CLAIMS_H
#define AICOMPUTE_CLI_CLAIMS_H

#include "json.h"

#include <aicompute/uncertainty.h>

/* What a file says about one input. All texts belong to the JSON of the article. */
typedef struct given_input {
    aic_audit_input audit;
    const char *text; /* the figure as printed, or NULL when nothing is said */
    const char *source, *note;
} given_input;

/* A chain and its inputs, by position. */
typedef struct situation {
    aic_model *model;
    given_input *inputs;
    size_t n_inputs, result;
    bool *used; /* inputs that the figures shown depend on */
    char currency[12], currency_of[64];
} situation;

/* "What if": another value, another model, or the input that gives a wanted result. */
typedef struct what_if {
    const char *text, *note;
    situation situation;
    bool solves;
    size_t unknown;
    aic_figure wanted;
    double value; /* what came out, in the unit of the result or of the unknown */
} what_if;

typedef struct statement {
    const char *id, *text, *stated_text, *relation_text, *note;
    situation situation;
    aic_figure stated;
    int relation;
    size_t *also, n_also; /* further results to show, by position */
    what_if *what_ifs;
    size_t n_what_ifs;
    aic_audit_report report;
    aic_implied *implied;
    size_t n_implied;
    double *results; /* NaN when not computable */
    aic_odds odds;   /* that it holds, where it does not; else of size 0 */
} statement;

typedef struct article {
    json_t *root;
    const char *file, *id, *title, *publisher, *date, *language, *summary, *address;
    statement *statements;
    size_t n_statements;
} article;

typedef struct claim_text {
    const char *name, *text;
} claim_text;

/* The articles that ship with the command; the build makes this from examples/claims. */
extern const claim_text shipped_claims[];
extern const size_t shipped_claim_count;
extern const size_t shipped_article_count; /* of these, audited when none is named */

/* claims.c */
int article_read(article *a, json_t *root, const char *file);
void article_free(article *a);

/* judge.c */
int article_judge(article *a);

/* How likely is what does not hold? Samples are drawn with this seed. */
enum { ODDS_SEED = 1 };
int article_odds(article *a);

/* claim_text.c: what the text, the pages and the JSON say alike. */
bool statement_holds(const statement *s);
bool shows_implied(const statement *s);
bool shows_input(const situation *s, size_t input);
const char *input_origin(const situation *s, size_t input);
char *input_value(const situation *s, size_t input);
char *input_source(const situation *s, size_t input);
char *value_text(double value, const char *unit, const char *currency);
char *stated_text(const statement *s);
char *computed_text(const statement *s);
char *ratio_text(const statement *s);
char *implied_text(const statement *s, size_t i);
char *odds_text(const statement *s);
char *what_if_text(const what_if *w, const situation *base);
char *tally_text(const article *articles, size_t count);

/* audit_page.c */
void print_audit_html(FILE *out, const article *articles, size_t count);
void print_audit_markdown(FILE *out, const article *articles, size_t count);

#endif
