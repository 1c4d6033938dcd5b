/* From the words of the command line to struct options. */
#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 64, THREADS_MAX = 1024 };

const command *command_find(const char *name)
{
    const char *names[OPTIONS_MAX];
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
        names[i] = commands[i].name;
    }
    const char *meant = nearest(name, names, command_count);
    if (meant)
        fail("no command is named \"%s\"; did you mean \"%s\"?", name, meant);
    else
        fail("no command is named \"%s\"; see aicompute --help", name);
    return NULL;
}

static int read_threads(options *given, const char *text)
{
    char *end;
    errno = 0;
    unsigned long threads = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno || threads < 1 ||
        threads > THREADS_MAX)
        return fail("--threads takes a number from 1 to %d, not \"%s\"", THREADS_MAX,
                    text);
    given->threads = (unsigned)threads;
    return STATUS_FINE;
}

static int set_format(options *given, enum format format)
{
    if (given->format != FORMAT_TEXT && given->format != format)
        return fail("choose one of --json, --csv, --markdown and --html");
    given->format = format;
    return STATUS_FINE;
}

static int set_option(options *given, int key, const char *value)
{
    switch (key) {
    case 'f':
        given->from = value;
        break;
    case 't':
        given->to = value;
        break;
    case 'C':
        given->columns = value;
        break;
    case 'w':
        given->want = value;
        break;
    case 's':
        given->save = value;
        break;
    case 'S':
        given->scenario = value;
        break;
    case 'T':
        return read_threads(given, value);
    case 'g':
        given->gpu = value;
        break;
    case 'K':
        given->country = value;
        break;
    case 'o':
        given->household = value;
        break;
    case 'A':
        given->as_of = value;
        break;
    case 'y':
        given->on = value;
        break;
    case 'n':
    case 'k':
        given->samples = value;
        break;
    case 'E':
        given->seed = value;
        break;
    case 'M':
    case 'R':
        given->method = value;
        break;
    case 'X':
        given->exceeds = value;
        break;
    case 'q':
        given->quantiles = value;
        break;
    case 'r':
        given->correlation = value;
        break;
    case 'p':
        given->precision = value;
        break;
    case 'b':
        given->between = value;
        break;
    case 'l':
        given->levels = value;
        break;
    case 'i':
        given->histogram = true;
        break;
    case 'W':
        given->raw = true;
        break;
    case 'U':
        given->usual = true;
        break;
    case 'd':
        given->overdue = true;
        break;
    case 'D':
        given->describe = true;
        break;
    case 'e':
        given->explain = true;
        break;
    case 'a':
        given->all = true;
        break;
    case 'u':
        given->uncertain = true;
        break;
    case 'x':
        given->strict = true;
        break;
    case 'j':
        return set_format(given, FORMAT_JSON);
    case 'c':
        return set_format(given, FORMAT_CSV);
    case 'm':
        return set_format(given, FORMAT_MARKDOWN);
    case 'H':
        return set_format(given, FORMAT_HTML);
    default:
        given->help = true;
    }
    return STATUS_FINE;
}

static size_t fill_rows(const command *chosen, struct option *rows, const char **names)
{
    size_t count = 0;
    for (size_t i = 0; i < option_row_count; i++) {
        const option_row *row = &option_rows[i];
        if (!strchr(chosen->keys, row->key))
            continue;
        names[count] = row->name;
        rows[count++] = (struct option){
            row->name, row->value ? required_argument : no_argument, NULL, row->key};
    }
    rows[count] = (struct option){0};
    return count;
}

static int refuse(const command *chosen, const char *word, int found, const char **names,
                  size_t count)
{
    if (found == ':')
        return fail("%s needs a value; see aicompute %s --help", word, chosen->name);
    char name[64];
    snprintf(name, sizeof name, "%s", word + strspn(word, "-"));
    name[strcspn(name, "=")] = '\0';
    const char *meant = nearest(name, names, count);
    if (meant && strcmp(meant, name) == 0)
        return fail("--%s takes no value", name);
    if (meant)
        return fail("%s has no option %s; did you mean --%s?", chosen->name, word, meant);
    return fail("%s has no option %s; see aicompute %s --help", chosen->name, word,
                chosen->name);
}

/* argv[0] is the name of the command. */
int options_parse(const command *chosen, int argc, char **argv, options *given)
{
    struct option rows[OPTIONS_MAX];
    const char *names[OPTIONS_MAX];
    size_t count = fill_rows(chosen, rows, names);
    int status = STATUS_FINE, key;
    *given = (options){.threads = 1};
    opterr = 0;
    const char *letters = strpbrk(chosen->keys, "nk") ? ":hn:" : ":h";
    while ((key = getopt_long(argc, argv, letters, rows, NULL)) != -1) {
        if (key == '?' || key == ':')
            return refuse(chosen, argv[optind - 1], key, names, count);
        status = set_option(given, key, optarg);
        if (status != STATUS_FINE)
            return status;
    }
    given->words = argv + optind;
    given->n_words = (size_t)(argc - optind);
    return STATUS_FINE;
}
