/* aicompute generate: the man page and the shell completions, made from the models and
 * from the tables of commands and options. */
#include "cli.h"

#include <math.h>
#include <string.h>

/* For troff: hyphens that can be copied, no line that begins as a request. */
static void print_troff(const char *text)
{
    bool fresh = true;
    for (; *text; text++) {
        if (fresh && (*text == '.' || *text == '\''))
            fputs("\\&", stdout);
        fresh = *text == '\n';
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else if (*text == '\'')
            fputs("\\(aq", stdout);
        else if (fresh)
            fputs("\n.PP\n", stdout);
        else
            fputc(*text, stdout);
    }
}

static void man_options(const command *chosen)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const option_row *row = &option_rows[i];
        if (!strchr(chosen->keys, row->key))
            continue;
        printf(".TP\n\\fB\\-\\-%s\\fR", row->name);
        if (row->value)
            printf(" \\fI%s\\fR", row->value);
        fputs("\n", stdout);
        print_troff(row->summary);
        fputs("\n", stdout);
    }
}

static void man_examples(const char *text)
{
    fputs(".PP\n.nf\n", stdout);
    while (*text) {
        char line[512];
        int length = (int)strcspn(text, "\n");
        snprintf(line, sizeof line, "    %.*s", length, text);
        print_troff(line);
        fputs("\n", stdout);
        text += length + (text[length] == '\n');
    }
    fputs(".fi\n", stdout);
}

static void man_commands(void)
{
    fputs(".SH COMMANDS\n", stdout);
    for (size_t i = 0; i < command_count; i++) {
        fputs(".SS aicompute ", stdout);
        print_troff(commands[i].name);
        fputs(" ", stdout);
        print_troff(commands[i].arguments);
        fputs("\n", stdout);
        print_troff(commands[i].description);
        fputs("\n", stdout);
        man_options(&commands[i]);
        man_examples(commands[i].examples);
    }
}

static void man_variable(const aic_variable *v, bool input)
{
    char number[NUMBER_SIZE];
    printf(".TP\n\\fB");
    print_troff(v->name);
    printf("\\fR (");
    print_troff(v->unit);
    if (input && isnan(v->value))
        fputs(", required", stdout);
    else if (input)
        printf(", default %s", number_short(number, v->value));
    else
        fputs(", result", stdout);
    fputs(")\n", stdout);
    print_troff(v->summary);
    fputs("\n", stdout);
}

static void man_models(void)
{
    fputs(".SH MODELS\n", stdout);
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        fputs(".SS ", stdout);
        print_troff(aic_model_name(model));
        fputs("\n", stdout);
        print_troff(aic_model_summary(model));
        fputs("\n", stdout);
        for (size_t k = 0; k < aic_model_input_count(model); k++)
            man_variable(aic_model_input(model, k), true);
        for (size_t k = 0; k < aic_model_result_count(model); k++)
            man_variable(aic_model_result(model, k), false);
    }
}

static void generate_man(void)
{
    printf(".TH AICOMPUTE 1 \"\" \"libaicompute %s\" \"User Commands\"\n", aic_version());
    fputs(
        ".nh\n.ad l\n.SH NAME\naicompute \\- the arithmetic of AI compute, from watts to "
        "households and payback\n.SH SYNOPSIS\n.B aicompute\n.I command\n"
        "[\\fIoption\\fR...] [\\fIargument\\fR...]\n.br\n.B aicompute \\-\\-help\n.br\n"
        ".B aicompute \\-\\-version\n.SH DESCRIPTION\n"
        "Evaluates, inverts and audits models of the power, energy, cost and payback of "
        "AI compute. Every number has a unit, a range and a source.\n"
        ".PP\nA value is a figure as people write it, with or without a unit: 400W, "
        "21.6GWh, 1.5e9, 50k, 22,000, 30%, and Korean myriads. One run has one "
        "currency. A chain is names of models joined with + or a quoted |.\n",
        stdout);
    man_commands();
    fputs(".SH \"EXIT STATUS\"\n.TP\n0\nAll is well.\n.TP\n1\nA statement does not hold, "
          "no "
          "root was found, or a row has no result.\n.TP\n2\nAn error, said on standard "
          "error.\n",
          stdout);
    man_models();
}

static void print_model_names(void)
{
    for (size_t i = 0; i < aic_model_count(); i++)
        printf("%s%s", i ? " " : "", aic_model_name(aic_model_at(i)));
}

static void print_command_names(void)
{
    for (size_t i = 0; i < command_count; i++)
        printf("%s%s", i ? " " : "", commands[i].name);
}

static void print_option_names(const command *chosen)
{
    bool first = true;
    for (size_t i = 0; i < option_row_count; i++) {
        if (!strchr(chosen->keys, option_rows[i].key))
            continue;
        printf("%s--%s", first ? "" : " ", option_rows[i].name);
        first = false;
    }
}

/* Names of inputs, for name=value after a chain; of each model once. */
static void bash_inputs(void)
{
    fputs("_aicompute_inputs() {\n    case $1 in\n", stdout);
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        printf("    %s) echo", aic_model_name(model));
        for (size_t k = 0; k < aic_model_input_count(model); k++)
            printf(" %s=", aic_model_input(model, k)->name);
        fputs(" ;;\n", stdout);
    }
    fputs("    esac\n}\n\n", stdout);
}

static void generate_bash(void)
{
    printf("# bash completion for aicompute %s\n\n", aic_version());
    bash_inputs();
    fputs("_aicompute() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} models step before names=\n"
          "    COMPREPLY=()\n"
          "    models=\"",
          stdout);
    print_model_names();
    fputs(
        "\"\n    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        COMPREPLY=($(compgen -W \"",
        stdout);
    print_command_names();
    fputs(" --help --version\" -- \"$word\"))\n        return\n    fi\n"
          "    if [[ $word == -* ]]; then\n        case ${COMP_WORDS[1]} in\n",
          stdout);
    for (size_t i = 0; i < command_count; i++) {
        printf("        %s) names=\"", commands[i].name);
        print_option_names(&commands[i]);
        fputs("\" ;;\n", stdout);
    }
    fputs("        esac\n        COMPREPLY=($(compgen -W \"$names\" -- \"$word\"))\n"
          "        return\n    fi\n"
          "    case ${COMP_WORDS[1]} in\n"
          "    audit) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
          "    generate) COMPREPLY=($(compgen -W \"man bash zsh\" -- \"$word\")) ;;\n"
          "    show | run | solve | sample | sensitivity)\n"
          "        if [ \"$COMP_CWORD\" -eq 2 ]; then\n"
          "            before=\n"
          "            [[ $word == *+* ]] && before=${word%+*}+\n"
          "            COMPREPLY=($(compgen -P \"$before\" -W \"$models\" -- "
          "\"${word##*+}\"))\n"
          "        else\n"
          "            for step in ${COMP_WORDS[2]//[+|]/ }; do\n"
          "                names+=\" $(_aicompute_inputs \"$step\")\"\n"
          "            done\n"
          "            COMPREPLY=($(compgen -W \"$names\" -- \"$word\"))\n"
          "            compopt -o nospace 2>/dev/null\n"
          "        fi\n        ;;\n    esac\n}\n"
          "complete -F _aicompute aicompute\n",
          stdout);
}

/* zsh runs completions of bash. */
static void generate_zsh(void)
{
    fputs("#compdef aicompute\nautoload -U +X bashcompinit && bashcompinit\n\n", stdout);
    generate_bash();
}

int run_generate(const options *given)
{
    static const char *const names[] = {"man", "bash", "zsh"};
    static void (*const makers[])(void) = {generate_man, generate_bash, generate_zsh};
    if (given->n_words != 1)
        return fail("generate takes one of man, bash and zsh");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], given->words[0]) == 0) {
            makers[i]();
            return STATUS_FINE;
        }
    return fail("generate takes one of man, bash and zsh, not \"%s\"", given->words[0]);
}
