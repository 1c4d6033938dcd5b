/* aicompute sample: what a chain gives when its inputs are not known exactly. */
#include "sample.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLES_DEFAULT = 1000000, SEED_DEFAULT = 1 };

/* By enum aic_sampling_method. */
const char *const method_names[] = {"random", "latin", "sobol"};
enum { METHODS = 3 };

static const double SAMPLES_END = 18446744073709551616.0; /* 2^64 */

static int read_count(const char *text, uint64_t *count)
{
    aic_figure figure;
    if (figure_read("-n", text, "1", &figure) != STATUS_FINE)
        return STATUS_ERROR;
    if (figure.value < 1 || figure.value >= SAMPLES_END ||
        figure.value != floor(figure.value))
        return fail("-n takes a whole number of samples, 1 or more, not \"%s\"", text);
    *count = (uint64_t)figure.value;
    return STATUS_FINE;
}

static int read_seed(const char *text, uint64_t *seed)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno)
        return fail("--seed takes a whole number from 0 to 2^64 - 1, not \"%s\"", text);
    *seed = value;
    return STATUS_FINE;
}

static int read_method(const char *text, int32_t *method)
{
    for (int i = 0; i < METHODS; i++)
        if (strcmp(text, method_names[i]) == 0) {
            *method = i;
            return STATUS_FINE;
        }
    return fail("--method is random, latin or sobol, not \"%s\"", text);
}

static int read_how(study *s)
{
    const options *given = s->given;
    s->options = (aic_sampling_options){
        .size = sizeof s->options, .count = SAMPLES_DEFAULT, .seed = SEED_DEFAULT};
    if (given->samples && read_count(given->samples, &s->options.count) != STATUS_FINE)
        return STATUS_ERROR;
    if (given->seed && read_seed(given->seed, &s->options.seed) != STATUS_FINE)
        return STATUS_ERROR;
    return given->method ? read_method(given->method, &s->options.method) : STATUS_FINE;
}

static int read_shares(study *s)
{
    char *copy =
        format_text("%s", s->given->quantiles ? s->given->quantiles : "0.05,0.5,0.95");
    int status = STATUS_FINE;
    for (char *part = strtok(copy, ", "); part && status == STATUS_FINE;
         part = strtok(NULL, ", ")) {
        aic_figure figure;
        if (s->n_shares == SHARES_MAX)
            status = fail("--quantiles names more than %d", SHARES_MAX);
        else
            status = figure_read("--quantiles", part, "1", &figure);
        if (status == STATUS_FINE && !(figure.value >= 0 && figure.value <= 1))
            status = fail("--quantiles are from 0 to 1, as 0.05, not \"%s\"", part);
        if (status == STATUS_FINE)
            s->shares[s->n_shares++] = figure.value;
    }
    free(copy);
    return status;
}

/* RESULT=VALUE, of which samples above it are counted. */
static int read_threshold(study *s, char *part)
{
    aic_threshold *one = &s->thresholds[s->options.threshold_count];
    aic_figure figure;
    aic_error error;
    char *sign = strchr(part, '=');
    if (!sign)
        return fail("--exceeds: \"%s\" is not RESULT=VALUE (commas part them, so "
                    "thousands are not grouped)",
                    part);
    if (s->options.threshold_count == SHARES_MAX)
        return fail("--exceeds names more than %d", SHARES_MAX);
    *sign = '\0';
    if (aic_model_result_index(s->model, part, &one->position, &error) < 0)
        return fail("--exceeds: %s", error.message);
    size_t at = 0;
    while (at < s->n_wanted && s->wanted[at] != one->position)
        at++;
    if (at == s->n_wanted)
        return fail("--exceeds: %s is not among the results of --want", part);
    const char *unit = aic_model_result(s->model, one->position)->unit;
    if (figure_read(part, sign + 1, unit, &figure) != STATUS_FINE)
        return STATUS_ERROR;
    one->value = figure.value;
    s->options.threshold_count++;
    return currency_agree(unit, &figure, part, s->settings.currency,
                          s->settings.currency_of);
}

/* A:B=CORRELATION. */
static int read_pair(study *s, char *part)
{
    aic_rank_correlation *one = &s->pairs[s->options.correlation_count];
    aic_figure figure;
    aic_error error;
    char *colon = strchr(part, ':'), *sign = strchr(part, '=');
    if (!colon || !sign || sign < colon)
        return fail("--correlation: \"%s\" is not INPUT:INPUT=VALUE", part);
    if (s->options.correlation_count == PAIRS_MAX)
        return fail("--correlation names more than %d pairs", PAIRS_MAX);
    *colon = *sign = '\0';
    if (aic_model_input_index(s->model, part, &one->first, &error) < 0 ||
        aic_model_input_index(s->model, colon + 1, &one->second, &error) < 0)
        return fail("--correlation: %s", error.message);
    if (figure_read("--correlation", sign + 1, "1", &figure) != STATUS_FINE)
        return STATUS_ERROR;
    one->value = figure.value;
    s->options.correlation_count++;
    return STATUS_FINE;
}

static int read_parts(study *s, const char *text, int (*read)(study *, char *))
{
    char *copy = format_text("%s", text ? text : "");
    int status = STATUS_FINE;
    for (char *part = strtok(copy, ", "); part && status == STATUS_FINE;
         part = strtok(NULL, ", "))
        status = read(s, part);
    free(copy);
    return status;
}

/* name=DISTRIBUTION out of the settings: it varies. */
static int take_distributions(study *s)
{
    settings *all = &s->settings;
    for (size_t i = 0; i < all->count; i++) {
        const setting row = all->rows[i];
        size_t at;
        aic_error error;
        if (!says_distribution(row.text))
            continue;
        if (aic_model_input_index(s->model, row.name, &at, &error) < 0)
            return fail("%s", error.message);
        if (distribution_read(aic_model_input(s->model, at), row.text, all->currency,
                              all->currency_of, &s->spreads[at]) != STATUS_FINE)
            return STATUS_ERROR;
        s->texts[at] = row.text;
        settings_drop(all, i--);
    }
    return STATUS_FINE;
}

/* What nobody gave and a wanted result depends on varies over its usual range: when that
 * is asked for, or when nothing else varies. */
static int vary_rest(study *s)
{
    bool any = false;
    for (size_t i = 0; i < s->n_inputs; i++)
        any |= s->texts[i] != NULL;
    for (size_t i = 0; i < s->n_inputs && (!any || s->given->usual); i++) {
        const aic_variable *v = aic_model_input(s->model, i);
        if (s->texts[i] || settings_of(&s->settings, i) || !s->settings.used[i])
            continue;
        s->texts[i] = "usual";
        if (distribution_read(v, "usual", s->settings.currency, s->settings.currency_of,
                              &s->spreads[i]) != STATUS_FINE)
            return STATUS_ERROR;
    }
    return STATUS_FINE;
}

static int read_inputs(study *s)
{
    int status = take_distributions(s);
    if (status == STATUS_FINE)
        status = settings_resolve(&s->settings);
    if (status == STATUS_FINE && settings_points(&s->settings) > 1)
        status = fail("sample takes no sweep: write uniform(LOW, HIGH) for a range");
    if (status == STATUS_FINE)
        status = choose_results(s->model, s->given->want, &s->wanted, &s->n_wanted);
    if (status != STATUS_FINE)
        return status;
    settings_use(&s->settings, s->wanted, s->n_wanted);
    bool *taken = allocate(s->n_inputs, sizeof *taken);
    for (size_t i = 0; i < s->n_inputs; i++)
        taken[i] = s->texts[i] != NULL;
    status = settings_preset(&s->settings, s->given, taken);
    free(taken);
    return status == STATUS_FINE ? vary_rest(s) : status;
}

static int prepare(study *s)
{
    int status = settings_read(&s->settings, s->given);
    if (status == STATUS_FINE)
        status = read_how(s);
    if (status == STATUS_FINE)
        status = read_shares(s);
    if (status == STATUS_FINE)
        status = settings_find_model(&s->settings, s->given);
    if (status != STATUS_FINE)
        return status;
    s->model = s->settings.model;
    s->n_inputs = aic_model_input_count(s->model);
    s->spreads = allocate(s->n_inputs, sizeof *s->spreads);
    s->texts = allocate(s->n_inputs, sizeof *s->texts);
    status = read_inputs(s);
    if (status == STATUS_FINE)
        status = read_parts(s, s->given->exceeds, read_threshold);
    return status == STATUS_FINE ? read_parts(s, s->given->correlation, read_pair)
                                 : status;
}

static int make_plan(study *s)
{
    aic_error error;
    aic_distribution *inputs = allocate(s->n_inputs, sizeof *inputs);
    for (size_t i = 0; i < s->n_inputs; i++) {
        const setting *row = settings_of(&s->settings, i);
        inputs[i] = s->spreads[i].known;
        if (row)
            inputs[i] = (aic_distribution){.family = AIC_CONSTANT,
                                           .parameters = {row->start},
                                           .min = -INFINITY,
                                           .max = INFINITY};
    }
    s->options.thresholds = s->thresholds;
    s->options.correlations = s->pairs;
    int status = aic_sampling_create(s->model, inputs, s->n_inputs, s->wanted,
                                     s->n_wanted, &s->options, &s->plan, &error);
    free(inputs);
    if (status >= 0)
        status = aic_summary_create(s->plan, &s->summary, &error);
    return status < 0 ? fail("%s", error.message) : STATUS_FINE;
}

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

/* On a terminal, a line that is written over; nowhere else anything. */
static int show_progress(void *context, const aic_sample_state *state)
{
    const bool *terminal = context;
    if (*terminal)
        fprintf(stderr, "\r%3.0f %%  %.1f million samples a second  %.0f s left   ",
                100 * (double)state->done / (double)state->count, state->rate / 1e6,
                state->left);
    return interrupted;
}

static int draw(study *s)
{
    bool terminal = isatty(STDERR_FILENO);
    aic_error error;
    aic_sample_options how = {.size = sizeof how,
                              .threads = s->given->threads,
                              .progress = show_progress,
                              .context = &terminal};
    aic_summary_about about = {.size = sizeof about};
    interrupted = 0;
    void (*before)(int) = signal(SIGINT, interrupt);
    int status = aic_sample(s->plan, 0, s->options.count, &how, s->summary, &error);
    signal(SIGINT, before);
    if (terminal)
        fprintf(stderr, "\r%*s\r", 60, "");
    s->stopped = status == AIC_E_CANCELLED;
    if (status < 0 && !s->stopped)
        return fail("%s", without_row(&error));
    aic_summary_describe(s->summary, &about);
    if (s->stopped && about.samples == 0)
        return fail("stopped before the first samples were done");
    if (about.refused == about.samples)
        return fail("the model refuses every sample, the first: %s", without_row(&error));
    if (s->stopped)
        warn("stopped: this is of %llu of %llu samples, and the seed does not repeat it",
             (unsigned long long)about.samples, (unsigned long long)about.count);
    else if (about.refused > 0)
        warn("the model refuses %llu of %llu samples, the first: %s",
             (unsigned long long)about.refused, (unsigned long long)about.samples,
             without_row(&error));
    return STATUS_FINE;
}

static void free_study(study *s)
{
    aic_summary_free(s->summary);
    aic_sampling_free(s->plan);
    for (size_t i = 0; s->spreads && i < s->n_inputs; i++)
        distribution_free(&s->spreads[i]);
    free(s->spreads);
    free(s->texts);
    free(s->wanted);
    settings_free(&s->settings);
}

int run_sample(const options *given)
{
    study s = {.given = given};
    int status = prepare(&s);
    if (status == STATUS_FINE)
        status = make_plan(&s);
    if (status == STATUS_FINE)
        status = draw(&s);
    if (status == STATUS_FINE) {
        print_study(&s);
        status = s.stopped ? STATUS_NOT : STATUS_FINE;
    }
    free_study(&s);
    return status;
}
