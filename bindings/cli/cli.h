/* What the files of the command share: options, messages, and how numbers are shown. */
#ifndef AICOMPUTE_CLI_H
#define AICOMPUTE_CLI_H

#include <aicompute/audit.h>
#include <aicompute/columns.h>
#include <aicompute/dataset.h>
#include <aicompute/model.h>
#include <aicompute/solve.h>

#include <stdbool.h>
#include <stdio.h>

/* How the command ends. */
enum { STATUS_FINE = 0, STATUS_NOT = 1, STATUS_ERROR = 2 };

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_MARKDOWN, FORMAT_HTML };

/* Everything that options can say, and the words that are none. */
typedef struct options {
    enum format format;
    const char *from, *to;
    const char *columns, *want, *save, *scenario;
    const char *gpu, *country, *household; /* rows of reference tables */
    const char *as_of, *on;                /* a data version, a year */
    const char *samples, *seed, *method, *exceeds, *quantiles, *correlation;
    const char *precision, *between, *levels;
    unsigned threads;
    bool strict, explain, all, describe, overdue, uncertain, usual, histogram, raw, help;
    char **words;
    size_t n_words;
} options;

typedef struct command {
    const char *name, *arguments, *summary;
    const char *keys; /* of its options, in option_rows */
    const char *description, *examples;
    int (*run)(const options *given);
} command;

typedef struct option_row {
    const char *name;
    int key;
    const char *value; /* what it takes, or NULL */
    const char *summary;
} option_row;

extern const option_row option_rows[];
extern const size_t option_row_count;
extern const command commands[];
extern const size_t command_count;

/* options.c */
const command *command_find(const char *name);
int options_parse(const command *chosen, int argc, char **argv, options *given);
void print_usage(FILE *out);
void print_help(FILE *out, const command *chosen);

/* Commands, one a file. */
int run_list(const options *given);
int run_sources(const options *given);
int run_units(const options *given);
int run_show(const options *given);
int run_run(const options *given);
int run_solve(const options *given);
int run_sample(const options *given);
int run_sensitivity(const options *given);
int run_audit(const options *given);
int run_data(const options *given);
int run_cash(const options *given);
int run_generate(const options *given);

/* message.c: errors and warnings go to stderr, with the name of the command. */
#if defined(__GNUC__)
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#else
#define PRINTF_LIKE(text, first)
#endif
int fail(const char *format, ...) PRINTF_LIKE(1, 2);
void warn(const char *format, ...) PRINTF_LIKE(1, 2);
const char *without_row(const aic_error *error);
void *allocate(size_t count, size_t size);
void *grow(void *old, size_t count, size_t size);
char *format_text(const char *format, ...) PRINTF_LIKE(1, 2);
const char *nearest(const char *name, const char *const *names, size_t count);
int check_key(const char *where, const char *key, const char *const *keys, size_t count);

/* number.c */
enum { NUMBER_SIZE = 48 };
const char *number_exact(char to[NUMBER_SIZE], double value);
const char *number_short(char to[NUMBER_SIZE], double value);
const char *unit_shown(const char *unit, const char *currency);
int figure_read(const char *name, const char *text, const char *unit, aic_figure *figure);
int currency_agree(const char *unit, const aic_figure *figure, const char *name,
                   char currency[12], char first_name[64]);

/* page.c: text on the terminal, in Markdown and in HTML. */
size_t text_width(const char *text);
void print_wrapped(FILE *out, const char *text, int indent);
void print_labelled(const char *label, const char *text, int indent, int width);
void print_markdown(FILE *out, const char *text);
void print_html(FILE *out, const char *text);
void page_open(FILE *out, const char *title);
void page_close(FILE *out);
void document_open(FILE *out, const char *title, enum format format);
void document_heading(FILE *out, const char *text, enum format format);
void document_paragraph(FILE *out, const char *text, enum format format);
void document_close(FILE *out, enum format format);
char *source_line(const char *key);

/* table.c */
typedef struct table table;
table *table_new(size_t columns, const char *const *heads, const char *align);
void table_below(table *t);
void table_cell(table *t, const char *format, ...) PRINTF_LIKE(2, 3);
size_t table_rows(const table *t);
void table_print(FILE *out, const table *t, enum format format, int indent);
void table_free(table *t);

#endif
