/* An audit as a page to share: HTML that stands by itself, or Markdown. Both say what was
 * stated, what was computed and why, every assumption and every source. */
#include "claims.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char page_title[] = "Does it hold? Published figures, recomputed";

static const char method_text[] =
    "Each figure is recomputed from the inputs that its article states; what the article "
    "leaves out is assumed, and says so. Holds: computed and stated agree within half a "
    "unit of the last printed digit. Holds within input rounding: they can agree when "
    "the stated inputs move within theirs. Unit slip: they agree but for a known factor, "
    "such as the twelve months of a year. Not computable: an input is missing.";

static const char *const input_heads[] = {"input", "value", "from", "source"};

static table *inputs_table(const situation *s)
{
    table *t = table_new(4, input_heads, "lrll");
    for (size_t i = 0; i < s->n_inputs; i++) {
        if (!shows_input(s, i))
            continue;
        char *value = input_value(s, i), *source = input_source(s, i);
        table_cell(t, "%s", aic_model_input(s->model, i)->name);
        table_cell(t, "%s", value);
        table_cell(t, "%s", input_origin(s, i));
        table_cell(t, "%s", source);
        free(value);
        free(source);
    }
    return t;
}

static bool situation_uses(const situation *s, const char *key)
{
    for (size_t i = 0; i < s->n_inputs; i++)
        if (shows_input(s, i) &&
            (strcmp(aic_model_input(s->model, i)->source, key) == 0 ||
             strcmp(s->inputs[i].source, key) == 0))
            return true;
    for (size_t i = 0; i < aic_model_result_count(s->model); i++)
        if (strcmp(aic_model_result(s->model, i)->source, key) == 0)
            return true;
    return false;
}

static bool uses_source(const article *articles, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < articles[i].n_statements; k++) {
            const statement *s = &articles[i].statements[k];
            bool uses = situation_uses(&s->situation, key);
            for (size_t w = 0; w < s->n_what_ifs; w++)
                uses |= situation_uses(&s->what_ifs[w].situation, key);
            if (uses)
                return true;
        }
    return false;
}

/* Only addresses of the web become links: a file may say anything. */
static bool is_web(const char *address)
{
    return strncmp(address, "https://", 8) == 0 || strncmp(address, "http://", 7) == 0;
}

static void tag_text(FILE *out, const char *open, const char *text, const char *close)
{
    fputs(open, out);
    print_html(out, text);
    fputs(close, out);
}

static void tag_owned(FILE *out, const char *open, char *text, const char *close)
{
    tag_text(out, open, text, close);
    free(text);
}

static void html_link(FILE *out, const char *address)
{
    if (!is_web(address))
        return;
    tag_text(out, " <a href=\"", address, "\" rel=\"noopener\">");
    tag_text(out, "", address, "</a>");
}

static const char *badge_class(const statement *s)
{
    if (s->report.verdict == AIC_HOLDS || s->report.verdict == AIC_HOLDS_ROUNDING)
        return "good";
    return s->report.verdict == AIC_NOT_COMPUTABLE ? "odd" : "bad";
}

static void html_overview_row(FILE *out, const statement *s)
{
    tag_text(out, "<tr><td><a href=\"#", s->id, "\">");
    tag_text(out, "", s->id, "</a></td>");
    tag_owned(out, "<td class=\"right\">", stated_text(s), "</td>");
    tag_owned(out, "<td class=\"right\">", computed_text(s), "</td>");
    fprintf(out, "<td><span class=\"badge %s\">%s</span></td></tr>\n", badge_class(s),
            aic_verdict_text(s->report.verdict));
}

static void html_overview(FILE *out, const article *articles, size_t count)
{
    fputs("<div class=\"table\"><table>\n<thead><tr><th>id</th>"
          "<th class=\"right\">stated</th><th class=\"right\">computed</th>"
          "<th>verdict</th></tr></thead>\n<tbody>\n",
          out);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < articles[i].n_statements; k++)
            html_overview_row(out, &articles[i].statements[k]);
    fputs("</tbody>\n</table></div>\n", out);
}

static void html_figures(FILE *out, const statement *s)
{
    fputs("<dl class=\"figures\">\n", out);
    tag_owned(out, "<div><dt>Stated</dt><dd>", stated_text(s), "</dd></div>\n");
    tag_owned(out, "<div><dt>Computed</dt><dd>", computed_text(s), "</dd></div>\n");
    if (!isnan(s->report.ratio))
        tag_owned(out, "<div><dt>Computed / stated</dt><dd>", ratio_text(s),
                  "</dd></div>\n");
    fputs("</dl>\n", out);
}

static void html_implied(FILE *out, const statement *s)
{
    if (!shows_implied(s))
        return;
    fputs("<h4>What would give exactly the stated figure (one at a time)</h4>\n<ul>\n",
          out);
    for (size_t i = 0; i < s->n_implied; i++)
        tag_owned(out, "<li>", implied_text(s, i), "</li>\n");
    fputs("</ul>\n", out);
}

static void html_also(FILE *out, const statement *s)
{
    const situation *own = &s->situation;
    if (s->n_also == 0)
        return;
    fputs("<h4>Also computed</h4>\n<ul>\n", out);
    for (size_t i = 0; i < s->n_also; i++) {
        const aic_variable *v = aic_model_result(own->model, s->also[i]);
        char *value = value_text(s->results[s->also[i]], v->unit, own->currency);
        tag_owned(out, "<li>", format_text("%s = %s. %s", v->name, value, v->summary),
                  "</li>\n");
        free(value);
    }
    fputs("</ul>\n", out);
}

static void html_what_ifs(FILE *out, const article *a, const statement *s)
{
    if (s->n_what_ifs == 0)
        return;
    fputs("<h4>What if</h4>\n<ul>\n", out);
    for (size_t i = 0; i < s->n_what_ifs; i++) {
        fprintf(out, "<li><span lang=\"");
        tag_text(out, "", a->language, "\">");
        tag_owned(out, "", what_if_text(&s->what_ifs[i], &s->situation),
                  "</span></li>\n");
    }
    fputs("</ul>\n", out);
}

static void html_statement(FILE *out, const article *a, const statement *s)
{
    const situation *own = &s->situation;
    tag_text(out, "<article class=\"card\" id=\"", s->id, "\">\n<header><h3>");
    tag_text(out, "", s->id, "</h3>");
    fprintf(out, "<span class=\"badge %s\">%s</span></header>\n", badge_class(s),
            aic_verdict_text(s->report.verdict));
    tag_text(out, "<p lang=\"", a->language, "\">");
    tag_text(out, "", s->text, "</p>\n");
    html_figures(out, s);
    tag_text(out, "<p>Why: ", s->report.explanation, ".</p>\n");
    if (s->odds.size)
        tag_owned(out, "<p>Odds: ", odds_text(s), ".</p>\n");
    if (*s->note) {
        tag_text(out, "<p lang=\"", a->language, "\">");
        tag_text(out, "", s->note, "</p>\n");
    }
    tag_text(out, "<p class=\"soft\">Model: <code>", aic_model_name(own->model),
             "</code>, ");
    tag_text(out, "result <code>", aic_model_result(own->model, own->result)->name,
             "</code></p>\n");
    table *t = inputs_table(own);
    table_print(out, t, FORMAT_HTML, 0);
    table_free(t);
    html_implied(out, s);
    html_also(out, s);
    html_what_ifs(out, a, s);
    fputs("</article>\n", out);
}

static void html_article(FILE *out, const article *a)
{
    tag_text(out, "<section>\n<h2 lang=\"", a->language, "\">");
    tag_text(out, "", a->id, ". ");
    tag_text(out, "", a->title, "</h2>\n<p class=\"soft\">");
    tag_owned(out, "", format_text("%s, %s.", a->publisher, a->date), "");
    html_link(out, a->address);
    fputs("</p>\n", out);
    if (*a->summary) {
        tag_text(out, "<p lang=\"", a->language, "\">");
        tag_text(out, "", a->summary, "</p>\n");
    }
    for (size_t i = 0; i < a->n_statements; i++)
        html_statement(out, a, &a->statements[i]);
    fputs("</section>\n", out);
}

static void html_sources(FILE *out, const article *articles, size_t count)
{
    fputs("<section>\n<h2>Sources</h2>\n<ul>\n", out);
    for (size_t i = 0; i < count; i++) {
        tag_owned(out, "<li>",
                  format_text("%s. %s, %s, %s.", articles[i].id, articles[i].title,
                              articles[i].publisher, articles[i].date),
                  "");
        html_link(out, articles[i].address);
        fputs("</li>\n", out);
    }
    for (size_t i = 0; i < aic_source_count(); i++) {
        const aic_source *source = aic_source_at(i);
        if (!uses_source(articles, count, source->key))
            continue;
        char *line = source_line(source->key);
        tag_owned(out, "<li>", format_text("%s. %s", line, source->taken), "");
        html_link(out, source->address);
        fputs("</li>\n", out);
        free(line);
    }
    fputs("</ul>\n</section>\n", out);
}

void print_audit_html(FILE *out, const article *articles, size_t count)
{
    page_open(out, page_title);
    tag_owned(out, "<p>", tally_text(articles, count), ".</p>\n");
    html_overview(out, articles, count);
    for (size_t i = 0; i < count; i++)
        html_article(out, &articles[i]);
    tag_text(out, "<section>\n<h2>How it is judged</h2>\n<p>", method_text,
             "</p>\n</section>\n");
    html_sources(out, articles, count);
    page_close(out);
}

static void mark_text(FILE *out, const char *before, const char *text, const char *after)
{
    fputs(before, out);
    print_markdown(out, text);
    fputs(after, out);
}

static void mark_owned(FILE *out, const char *before, char *text, const char *after)
{
    mark_text(out, before, text, after);
    free(text);
}

static void markdown_overview(FILE *out, const article *articles, size_t count)
{
    static const char *const heads[] = {"id", "stated", "computed", "verdict"};
    table *t = table_new(4, heads, "lrrl");
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < articles[i].n_statements; k++) {
            const statement *s = &articles[i].statements[k];
            char *stated = stated_text(s), *computed = computed_text(s);
            table_cell(t, "%s", s->id);
            table_cell(t, "%s", stated);
            table_cell(t, "%s", computed);
            table_cell(t, "%s", aic_verdict_text(s->report.verdict));
            free(stated);
            free(computed);
        }
    table_print(out, t, FORMAT_MARKDOWN, 0);
    table_free(t);
}

static void markdown_extras(FILE *out, const statement *s)
{
    const situation *own = &s->situation;
    if (shows_implied(s))
        fputs("\nWhat would give exactly the stated figure (one at a time):\n\n", out);
    for (size_t i = 0; i < s->n_implied && shows_implied(s); i++)
        mark_owned(out, "- ", implied_text(s, i), "\n");
    if (s->n_also > 0)
        fputs("\nAlso computed:\n\n", out);
    for (size_t i = 0; i < s->n_also; i++) {
        const aic_variable *v = aic_model_result(own->model, s->also[i]);
        char *value = value_text(s->results[s->also[i]], v->unit, own->currency);
        mark_owned(out, "- ", format_text("%s = %s. %s", v->name, value, v->summary),
                   "\n");
        free(value);
    }
    if (s->n_what_ifs > 0)
        fputs("\nWhat if:\n\n", out);
    for (size_t i = 0; i < s->n_what_ifs; i++)
        mark_owned(out, "- ", what_if_text(&s->what_ifs[i], &s->situation), "\n");
}

static void markdown_statement(FILE *out, const statement *s)
{
    const situation *own = &s->situation;
    mark_text(out, "\n### ", s->id, "");
    mark_text(out, ": ", aic_verdict_text(s->report.verdict), "\n\n");
    mark_text(out, "", s->text, "\n\n");
    mark_owned(out, "- Stated: ", stated_text(s), "\n");
    mark_owned(out, "- Computed: ", computed_text(s), "\n");
    if (!isnan(s->report.ratio))
        mark_owned(out, "- Computed / stated: ", ratio_text(s), "\n");
    mark_text(out, "- Why: ", s->report.explanation, "\n");
    mark_text(out, "- Model: ", aic_model_name(own->model), ", result ");
    mark_text(out, "", aic_model_result(own->model, own->result)->name, "\n");
    if (s->odds.size)
        mark_owned(out, "- Odds: ", odds_text(s), "\n");
    if (*s->note)
        mark_text(out, "- Note: ", s->note, "\n");
    fputs("\n", out);
    table *t = inputs_table(own);
    table_print(out, t, FORMAT_MARKDOWN, 0);
    table_free(t);
    markdown_extras(out, s);
}

static void markdown_article(FILE *out, const article *a)
{
    mark_text(out, "\n## ", a->id, ". ");
    mark_text(out, "", a->title, "\n\n");
    mark_owned(out, "", format_text("%s, %s. %s", a->publisher, a->date, a->address),
               "\n");
    if (*a->summary)
        mark_text(out, "\n", a->summary, "\n");
    for (size_t i = 0; i < a->n_statements; i++)
        markdown_statement(out, &a->statements[i]);
}

static void markdown_sources(FILE *out, const article *articles, size_t count)
{
    fputs("\n## Sources\n\n", out);
    for (size_t i = 0; i < count; i++)
        mark_owned(out, "- ",
                   format_text("%s. %s, %s, %s. %s", articles[i].id, articles[i].title,
                               articles[i].publisher, articles[i].date,
                               articles[i].address),
                   "\n");
    for (size_t i = 0; i < aic_source_count(); i++) {
        const aic_source *source = aic_source_at(i);
        if (!uses_source(articles, count, source->key))
            continue;
        char *line = source_line(source->key);
        mark_owned(out, "- ", format_text("%s. %s", line, source->taken), "");
        fprintf(out, *source->address ? " <%s>\n" : "%s\n", source->address);
        free(line);
    }
}

void print_audit_markdown(FILE *out, const article *articles, size_t count)
{
    fprintf(out, "# %s\n\n", page_title);
    mark_owned(out, "", tally_text(articles, count), ".\n\n");
    markdown_overview(out, articles, count);
    for (size_t i = 0; i < count; i++)
        markdown_article(out, &articles[i]);
    mark_text(out, "\n## How it is judged\n\n", method_text, "\n");
    markdown_sources(out, articles, count);
    fprintf(out, "\nComputed with libaicompute %s, data version %s.\n", aic_version(),
            aic_data_version());
}
