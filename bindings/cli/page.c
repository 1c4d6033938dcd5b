/* Text for the terminal, and the frame and escapes of pages to share. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_WIDTH = 86 };

static unsigned long next_character(const char **text)
{
    const unsigned char *at = (const unsigned char *)*text;
    int more = *at >= 0xF0 ? 3 : *at >= 0xE0 ? 2 : *at >= 0xC0 ? 1 : 0;
    unsigned long code = more ? *at & (0x3Fu >> more) : *at;
    at++;
    for (; more > 0 && (*at & 0xC0) == 0x80; more--)
        code = code << 6 | (*at++ & 0x3F);
    *text = (const char *)at;
    return code;
}

/* Columns on a terminal: Hangul and Chinese characters take two. */
size_t text_width(const char *text)
{
    size_t width = 0;
    while (*text) {
        unsigned long code = next_character(&text);
        bool wide =
            (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
            (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
            (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60);
        width += wide ? 2 : 1;
    }
    return width;
}

static size_t word_width(const char *text, size_t length)
{
    char word[256];
    if (length >= sizeof word)
        return length;
    memcpy(word, text, length);
    word[length] = '\0';
    return text_width(word);
}

void print_wrapped(FILE *out, const char *text, int indent)
{
    size_t column = 0;
    while (*(text += strspn(text, " \n\t"))) {
        size_t length = strcspn(text, " \n\t");
        size_t width = word_width(text, length);
        bool fresh = column == 0 || column + 1 + width > LINE_WIDTH;
        if (fresh) {
            fprintf(out, "%s%*s", column ? "\n" : "", indent, "");
            column = (size_t)indent + width;
        } else {
            fputc(' ', out);
            column += 1 + width;
        }
        fwrite(text, 1, length, out);
        text += length;
    }
    fputs(column ? "\n" : "", out);
}

/* A label, then a text that wraps beside it. */
void print_labelled(const char *label, const char *text, int indent, int width)
{
    char *buffer = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&buffer, &size);
    if (!memory)
        exit(fail("not enough memory"));
    print_wrapped(memory, text, indent + width);
    fclose(memory);
    if (size > 0)
        printf("%*s%-*s%s", indent, "", width, label, buffer + indent + width);
    free(buffer);
}

/* A backslash before whatever Markdown could take for a sign of its own. */
void print_markdown(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_[]<>|#~&$", *text))
            fputc('\\', out);
        fputc(*text == '\n' || *text == '\r' ? ' ' : *text, out);
    }
}

void print_html(FILE *out, const char *text)
{
    for (; *text; text++)
        switch (*text) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        case '\'':
            fputs("&#39;", out);
            break;
        default:
            fputc(*text, out);
        }
}

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1b1f24;--soft:#5a6472;--line:#d8dde3;"
    "--page:#fff;--card:#f7f9fb;--good:#116329;--good-bg:#dafbe1;--bad:#a40e26;"
    "--bad-bg:#ffebe9;--odd:#7d4e00;--odd-bg:#fff8c5;--link:#0550ae}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa6b2;--line:#3a424c;"
    "--page:#0f1318;--card:#171c23;--good:#7ee2a0;--good-bg:#12361f;--bad:#ffaba8;"
    "--bad-bg:#4a1214;--odd:#f2cc60;--odd-bg:#3b2a00;--link:#79c0ff}}\n"
    "*{box-sizing:border-box}body{margin:0 auto;max-width:52rem;padding:1rem;"
    "color:var(--ink);background:var(--page);line-height:1.55;"
    "font:1rem/1.55 system-ui,-apple-system,'Noto Sans','Noto Sans KR',sans-serif}\n"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.3rem;line-height:1.3;"
    "margin:2.5rem 0 .25rem}h3{font-size:1rem;margin:0}"
    "p{margin:.5rem 0}a{color:var(--link)}.soft{color:var(--soft);font-size:.9rem}\n"
    ".card{border:1px solid var(--line);border-radius:.6rem;background:var(--card);"
    "padding:.9rem 1rem;margin:1rem 0}"
    ".card header{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}\n"
    ".badge{border-radius:1rem;padding:.1rem .7rem;font-size:.85rem;font-weight:600;"
    "display:inline-block}"
    ".good{color:var(--good);background:var(--good-bg)}"
    ".bad{color:var(--bad);background:var(--bad-bg)}"
    ".odd{color:var(--odd);background:var(--odd-bg)}\n"
    ".figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));"
    "gap:.5rem 1rem;margin:.6rem 0}.figures dt{color:var(--soft);font-size:.85rem}"
    ".figures dd{margin:0;font-size:1.15rem;font-weight:600;overflow-wrap:anywhere}\n"
    ".table{overflow-x:auto;margin:.4rem 0}table{border-collapse:collapse;width:100%;"
    "font-size:.9rem}th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);"
    "text-align:left;vertical-align:top}th{color:var(--soft);font-weight:600}"
    ".right{text-align:right;font-variant-numeric:tabular-nums}\n"
    "h4{font-size:.85rem;margin:.9rem 0 .1rem;color:var(--soft)}"
    "code{font-size:.9em;overflow-wrap:anywhere}ul,ol{padding-left:1.3rem;margin:.3rem 0}"
    "li{margin:.3rem 0;overflow-wrap:anywhere}"
    "@media(max-width:36rem){th,td{padding:.3rem .2rem}.badge{border-radius:.5rem;"
    "padding:.1rem .4rem}.card thead{display:none}.card tr{display:flex;flex-wrap:wrap;"
    "gap:.1rem .7rem;padding:.35rem 0;border-bottom:1px solid var(--line)}"
    ".card td{padding:0;border:0}.card td:first-child{font-weight:600}"
    ".card td:last-child{flex-basis:100%;color:var(--soft)}}\n"
    "footer{margin-top:2.5rem;border-top:1px solid var(--line)}\n";

void page_open(FILE *out, const char *title)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
          out);
    fprintf(out, "<meta name=\"generator\" content=\"aicompute %s\">\n<title>",
            aic_version());
    print_html(out, title);
    fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>", style);
    print_html(out, title);
    fputs("</h1>\n", out);
}

void page_close(FILE *out)
{
    fprintf(out,
            "<footer>\n<p class=\"soft\">Computed with libaicompute %s, data version "
            "%s.</p>\n</footer>\n</body>\n</html>\n",
            aic_version(), aic_data_version());
}

/* The same document as text, in Markdown and in HTML. */
void document_open(FILE *out, const char *title, enum format format)
{
    if (format == FORMAT_HTML) {
        page_open(out, title);
    } else if (format == FORMAT_MARKDOWN) {
        fputs("# ", out);
        print_markdown(out, title);
        fputs("\n\n", out);
    } else {
        fprintf(out, "%s\n\n", title);
    }
}

void document_heading(FILE *out, const char *text, enum format format)
{
    if (format == FORMAT_HTML) {
        fputs("<h2>", out);
        print_html(out, text);
        fputs("</h2>\n", out);
    } else {
        fprintf(out, format == FORMAT_MARKDOWN ? "\n## %s\n\n" : "\n%s\n", text);
    }
}

void document_paragraph(FILE *out, const char *text, enum format format)
{
    if (format == FORMAT_HTML) {
        fputs("<p>", out);
        print_html(out, text);
        fputs("</p>\n", out);
    } else if (format == FORMAT_MARKDOWN) {
        print_markdown(out, text);
        fputs("\n", out);
    } else {
        print_wrapped(out, text, 0);
    }
}

void document_close(FILE *out, enum format format)
{
    if (format == FORMAT_HTML)
        page_close(out);
    else if (format == FORMAT_MARKDOWN)
        fprintf(out, "\nComputed with libaicompute %s, data version %s.\n", aic_version(),
                aic_data_version());
}

/* A source for people: title, publisher, year. Year 0: the page bears no date. */
char *source_line(const char *key)
{
    const aic_source *source = aic_source_find(key, NULL);
    if (!source)
        return format_text("%s", key);
    if (source->year == 0)
        return format_text("%s, %s", source->title, source->publisher);
    return format_text("%s, %s, %d", source->title, source->publisher, (int)source->year);
}
