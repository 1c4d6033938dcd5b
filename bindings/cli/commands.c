/* The commands and their options, as data: parsing, --help, the man page and the shell
 * completions are all made from these two tables. */
#include "cli.h"

const option_row option_rows[] = {
    {"from", 'f', "A,B", "find the chain: it starts from these inputs"},
    {"to", 't', "RESULT", "find the chain: it computes this result"},
    {"gpu", 'g', "ROW", "fill inputs from this row of the table accelerators"},
    {"country", 'K', "ROW", "fill inputs from this row of the table countries"},
    {"household", 'o', "ROW", "household use from this row of the table households"},
    {"explain", 'e', NULL, "say of every input where its value comes from"},
    {"columns", 'C', "FILE", "evaluate each row of a CSV file; - is standard input"},
    {"want", 'w', "A,B", "show these results, or columns, only"},
    {"save", 's', "FILE", "save the chain and the inputs as a scenario"},
    {"scenario", 'S', "FILE", "start from a saved scenario; name=value wins over it"},
    {"threads", 'T', "N", "threads for many rows (1)"},
    {"samples", 'n', "N", "how many samples to draw, also -n N (1 million)"},
    {"samples", 'k', "N", "points of sobol (16,384), trajectories of morris (50)"},
    {"seed", 'E', "N", "other seeds draw other samples (1)"},
    {"method", 'M', "NAME", "random, latin or sobol (random)"},
    {"method", 'R', "NAME", "tornado, sobol or morris (tornado)"},
    {"between", 'b', "P,Q", "tornado: from and to which quantile (0.05,0.95)"},
    {"levels", 'l', "N", "morris: levels of the grid (4)"},
    {"exceeds", 'X', "A=X,B=Y", "the probability that a result is above a value"},
    {"quantiles", 'q', "P,Q", "print these quantiles (0.05,0.5,0.95)"},
    {"precision", 'p', "A=1%", "stop when the mean of a result is known so well"},
    {"histogram", 'i', NULL, "print a histogram of every result"},
    {"raw", 'W', NULL, "print the samples themselves, as CSV"},
    {"correlation", 'r', "A:B=R", "rank correlations of inputs, parted by commas"},
    {"usual", 'U', NULL, "what is not given varies over its usual range"},
    {"describe", 'D', NULL, "list the columns: unit, rows that have it, meaning"},
    {"as-of", 'A', "VERSION", "show the figures of this data version"},
    {"overdue", 'd', NULL, "list the rows whose review is overdue"},
    {"on", 'y', "DATE", "overdue in the year of this date (today)"},
    {"all", 'a', NULL, "audit every article that ships, by verdict"},
    {"uncertain", 'u', NULL, "say how likely it is that what does not hold does"},
    {"strict", 'x', NULL, "print nothing unless every row has a result"},
    {"json", 'j', NULL, "print JSON"},
    {"csv", 'c', NULL, "print CSV"},
    {"markdown", 'm', NULL, "print Markdown"},
    {"html", 'H', NULL, "print a page of HTML that stands by itself"},
    {"help", 'h', NULL, "print help and exit"},
};
const size_t option_row_count = sizeof option_rows / sizeof *option_rows;

static const char figures_text[] =
    "A value is a figure as people write it, with or without a unit: 400W, 21.6GWh, "
    "1.5e9, 50k, 22,000, 30%, 5만, 3700억, \"1.5 trillion USD\". One run has one "
    "currency.";

const command commands[] = {
    {"list", "", "list the models by domain", "jh",
     "With --json, print the whole registry: every input and result of every model.",
     "aicompute list\naicompute list --json", run_list},
    {"sources", "", "list where the numbers come from", "jh",
     "Every default, range and definition has one of these sources.",
     "aicompute sources --json", run_sources},
    {"units", "", "list the units", "jh",
     "The units of inputs and results. \"1\" is dimensionless, \"cur\" is money in one "
     "currency, \"any\" is whatever you like.",
     "aicompute units", run_units},
    {"show", "MODEL|CHAIN", "describe a model or a chain", "jh",
     "Print its equation, its inputs with units, defaults and ranges, its results and "
     "its sources.",
     "aicompute show facility_power\naicompute show 'fleet_power | facility_power'",
     run_show},
    {"run", "CHAIN NAME=VALUE...", "compute the results of a chain", "gKoeftwCxTsSjcmHh",
     "A chain is names of models joined with + or a quoted |; results feed later inputs "
     "of the same name. With --to, and --from or the names of the values given, the "
     "shortest chain is found and named on standard error.\n"
     "A sweep, NAME=START:STOP:STEP, gives one row a value, both ends included; several "
     "sweeps give every combination.\n"
     "--gpu, --country and --household fill inputs that are not given from the reference "
     "tables (see aicompute data); a value given wins. A row without a sound figure for "
     "a required input is an error. --explain says of every input whether it was given, "
     "comes from a row, or is a default, and from which source.\n"
     "--columns reads a CSV file with a header row of input names and prints a CSV file "
     "of results, one row a row. A row without a result gives empty cells; then the "
     "first such row, counted from 1 below the header, and their number are said on "
     "standard error and the exit status is 1. With --strict nothing is printed "
     "instead, and the status is 2. Rows are read as they come, so what precedes a "
     "broken line may already have been printed.\n"
     "A cell is a figure as in NAME=VALUE. Empty, nan or NA it is a missing value, which "
     "takes no default: the row has no result. An infinity or a hexadecimal number is an "
     "error. Blanks around a cell do not count, and neither do empty lines at the end; "
     "in a file of one column an empty line is a row.",
     "aicompute run fleet_power+facility_power gpu_count=50k gpu_power_w=400W pue=1.5\n"
     "aicompute run --to households gpu_count=5만 gpu_power_w=400 pue=1.1:1.6:0.1 "
     "household_kwh_per_month=350\n"
     "aicompute run 'gpu_power|server_power|fleet_power|facility_power|energy_use' --gpu "
     "\"H100 SXM\" gpu_count=50000 --explain\n"
     "aicompute run facility_power --columns sites.csv --want facility_power_mw",
     run_run},
    {"solve", "CHAIN NAME=? RESULT=VALUE NAME=VALUE...",
     "find the input that gives a wanted result", "gKoeftSjh",
     "Prints every solution found and its kind: root, flat (every value of a stretch "
     "does) or jump (the result jumps over the wanted value: no root). The exit status "
     "is 0 when there is a root or a flat stretch, else 1.\n"
     "--gpu, --country, --household, --explain and --scenario do as in aicompute run; "
     "what is unknown is filled by none of them.",
     "aicompute solve fleet_power+facility_power pue=? facility_power_mw=30 "
     "gpu_count=50000 gpu_power_w=400\n"
     "aicompute solve --to households --gpu \"H100 SXM\" --country KR gpu_count=? "
     "households=1e6",
     run_solve},
    {"sample", "CHAIN NAME=DISTRIBUTION... NAME=VALUE...",
     "compute results when inputs are not known exactly", "gKoeftwTnEMXqpiWrUSjcmHh",
     "Draws samples of the inputs that are given as distributions, computes the chain "
     "for each, and prints of every result its mean, standard deviation and quantiles, "
     "and "
     "its correlation with every uncertain input: the strongest is what it hangs on. "
     "When no distribution is given, every input that is not given varies over its usual "
     "range; with --usual, those vary beside the distributions.\n"
     "A distribution is uniform(LOW, HIGH), loguniform(LOW, HIGH), normal(MEAN, "
     "STANDARD_DEVIATION), truncnormal(MEAN, STANDARD_DEVIATION, MIN, MAX), "
     "lognormal(MEDIAN, FACTOR), triangular(LOW, MODE, HIGH), pert(LOW, MODE, HIGH), "
     "beta(ALPHA, BETA, LOW, HIGH), choices(VALUE:WEIGHT, ...), empirical(VALUE:WEIGHT, "
     "...), percentiles(0.05:VALUE, 0.95:VALUE) or usual.\n"
     "Parameters may be named, as mode=1.25; lognormal(p05=1.1, p95=1.6) goes by "
     "percentiles, and so do the other families that are fitted; min= and max= cut any "
     "of them off. Commas part the values, so thousands are not grouped.\n"
     "The same seed gives the same samples and the same output on any number of threads. "
     "When a run is interrupted, what was drawn so far is printed and the exit status is "
     "1.\n"
     "--precision ends the run when the 95 % interval of a mean, or of a quantile as in "
     "households:0.95=1%, reaches no farther than that share to either side; -n is then "
     "how many samples are drawn at most. --raw prints a row a sample, the uncertain "
     "inputs and the results, and no summary; a sample that the model refuses has empty "
     "results.",
     "aicompute sample fleet_power+facility_power gpu_count=50000 "
     "'gpu_power_w=normal(400W, 40W)' 'pue=triangular(1.1, 1.25, 1.6)'\n"
     "aicompute sample --to households gpu_count=50000 "
     "'gpu_power_w=lognormal(p05=300, p95=600)' pue=usual household_kwh_per_month=350 "
     "--exceeds households=22000\n"
     "aicompute sample facility_power it_power_mw=20 -n 1e5 --method sobol --json",
     run_sample},
    {"sensitivity", "CHAIN NAME=DISTRIBUTION... NAME=VALUE...",
     "rank the inputs by what a result hangs on", "gKoeftwTkERblUSjcmHh",
     "Takes distributions as aicompute sample does, and prints of every result, or of "
     "the "
     "one of --to, the uncertain inputs, what matters most first. When no distribution "
     "is given, every "
     "input that is not given varies over its usual range; with --usual, those vary "
     "beside the distributions.\n"
     "tornado puts one input after another at a low and at a high quantile while the "
     "others stay at their medians. sobol gives the share of the variance that is due to "
     "an input alone and in total, with intervals of a bootstrap (Jansen's estimators on "
     "scrambled Sobol' points); a power of two of points is best. morris screens by "
     "elementary effects: mean absolute effect, its error, mean and deviation.\n"
     "The same seed gives the same output on any number of threads.",
     "aicompute sensitivity --to households gpu_count=50000 "
     "'gpu_power_w=lognormal(p05=300, p95=600)' pue=usual household_kwh_per_month=350\n"
     "aicompute sensitivity --to facility_power_mw --method sobol gpu_count=50000 "
     "gpu_power_w=usual\n"
     "aicompute sensitivity energy_use facility_power_mw=30 --method morris --csv",
     run_sensitivity},
    {"audit", "[FILE...]", "recompute what was published", "aujmHh",
     "Reads files of published statements (format aicompute-claims/1) and says of each "
     "whether it holds, why, and what it would take. Without a file, audits the five "
     "articles that ship with the command; with --all, every publication that ships, "
     "those that do not hold first. With --uncertain, every statement that does not hold "
     "gets the probability that it does, within its printed precision, when each input "
     "that is not stated is anything in its usual range. The exit status is 0 when every "
     "statement "
     "holds, as printed or within the rounding of its inputs, 1 when one does not, and "
     "2 on an error.",
     "aicompute audit\naicompute audit --all\naicompute audit --uncertain\naicompute "
     "audit --html claims.json > "
     "page.html",
     run_audit},
    {"cash", "FILE [NAME=VALUE...]", "print the schedule of a project", "wejcmHh",
     "Reads a project (format aicompute-project/1): an AI cluster from the capital of "
     "its "
     "phases to the cash of its owners, and prints its schedule, what comes of it, what "
     "breaks even, and every assumed input with its source. A chain in the file feeds "
     "the project by name, as gpu_capex its costs. NAME=VALUE stands where the file "
     "would "
     "say it, also mode=perpetuity, depreciation=macrs and the like. A file with "
     "variants "
     "has their results side by side.\n"
     "Cash falls at the ends of periods; period 0 is the start of construction; all "
     "money "
     "is nominal. --csv and --json have every column, --want those that it names.",
     "aicompute cash examples/projects/cluster-1000.json\n"
     "aicompute cash examples/projects/cluster-1000.json utilization=50% --explain\n"
     "aicompute cash examples/projects/claim-650-billion.json",
     run_cash},
    {"data", "[TABLE [ROW|FILTER...]]", "look into the reference tables", "wDAdyjch",
     "Without an argument, lists the tables. With a table, lists its rows with the few "
     "numbers that most of them have; filters are COLUMN=TEXT, which looks for a part of "
     "the text, and COLUMN=FIGURE with =, <, >, <= or >=, as 'gpu_tdp_w>=1kW'. With a "
     "row, by key, name or alias, prints each figure with its year, confidence and "
     "source. --want chooses columns; --csv and --json have every column. --describe "
     "lists the columns instead of what is in them.\n"
     "--as-of shows the figures of an earlier data version; those that were replaced are "
     "in the table superseded. CSV has no place for the data version; JSON and text say "
     "it.\n"
     "--overdue lists the rows that nobody has looked at for longer than the review "
     "interval of their table.\n"
     "The exit status is 1 when no row passes the filters, and when a row is overdue.",
     "aicompute data\naicompute data accelerators \"H100 SXM\"\n"
     "aicompute data countries 'grid_gco2e_per_kwh<50'\n"
     "aicompute data prices category=rental --csv\n"
     "aicompute data facilities --describe\n"
     "aicompute data households --as-of 1\n"
     "aicompute data --overdue --on 2028",
     run_data},
    {"generate", "man|bash|zsh", "print the man page or a shell completion", "h",
     "Made from the models, commands and options of this very build.",
     "aicompute generate bash > /etc/bash_completion.d/aicompute", run_generate},
};
const size_t command_count = sizeof commands / sizeof *commands;

static bool takes_values(const command *chosen)
{
    return chosen->run == run_run || chosen->run == run_solve ||
           chosen->run == run_sample || chosen->run == run_sensitivity;
}

static void print_options(FILE *out, const char *keys)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const option_row *row = &option_rows[i];
        bool has = false;
        for (const char *key = keys; *key; key++)
            has |= *key == row->key;
        if (!has)
            continue;
        char left[40];
        snprintf(left, sizeof left, "--%s%s%s", row->name, row->value ? " " : "",
                 row->value ? row->value : "");
        fprintf(out, "  %-18s %s\n", left, row->summary);
    }
}

/* Each line of a text, as a paragraph or as it stands. */
static void print_lines(FILE *out, const char *text, bool wrap)
{
    while (*text) {
        int length = 0;
        while (text[length] && text[length] != '\n')
            length++;
        char line[1024];
        snprintf(line, sizeof line, "%.*s", length, text);
        if (wrap)
            print_wrapped(out, line, 0);
        else
            fprintf(out, "  %s\n", line);
        text += length + (text[length] == '\n');
    }
}

void print_usage(FILE *out)
{
    fputs(
        "Usage: aicompute COMMAND [OPTION...] [ARGUMENT...]\n\n"
        "The physical and economic arithmetic of AI compute, from watts to households\n"
        "and from capital to payback. Every number has a unit, a range and a source.\n\n"
        "Commands:\n",
        out);
    for (size_t i = 0; i < command_count; i++)
        fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
    fputs(
        "\nOptions:\n  --help     print help and exit; so does aicompute COMMAND --help\n"
        "  --version  print the version and exit\n\n"
        "The exit status is 0 when all is well, 1 when something does not hold, is not\n"
        "found or has no result, and 2 on an error.\n",
        out);
}

void print_help(FILE *out, const command *chosen)
{
    fprintf(out, "Usage: aicompute %s [OPTION...]%s%s\n\n", chosen->name,
            *chosen->arguments ? " " : "", chosen->arguments);
    print_lines(out, chosen->description, true);
    if (takes_values(chosen)) {
        fputs("\n", out);
        print_wrapped(out, figures_text, 0);
    }
    fputs("\nOptions:\n", out);
    print_options(out, chosen->keys);
    fputs("\nExamples:\n", out);
    print_lines(out, chosen->examples, false);
}
