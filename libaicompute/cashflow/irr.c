/* Internal rates of return of one series.
 *
 * Purpose
 *   Finds the rates at which the net present value is zero: the one asked for, or all.
 *
 * Status
 *   See aicompute/cashflow.h.
 *
 * Notes
 *   How is in roots.c, and for most series in plain.c.
 */
#include "aicompute/cashflow.h"

#include "cashflow/argument.h"
#include "cashflow/plain.h"
#include "cashflow/weigh.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROOTS_ON_STACK = 64 };

typedef struct {
    const char *function;
    const double *values;
    const int64_t *dates;
    size_t count;
    aic_cashflow_options options;
} question;

static int check(question *asked, bool pointers, const aic_cashflow_options *options,
                 aic_error *error)
{
    int status = aic_check_pointers(asked->function, pointers, error);
    if (status == AIC_OK)
        status = aic_receive_cashflow_options(asked->function, options, &asked->options,
                                              error);
    if (status == AIC_OK)
        status = aic_check_flows(asked->function, asked->values, asked->count, error);
    if (status == AIC_OK && asked->dates)
        status = aic_check_dates(asked->function, asked->dates, asked->count, error);
    return status;
}

/* Room for as many roots as signs change. */
static int open_list(const timeline *line, double *own, root_list *list,
                     const char *function, aic_error *error)
{
    *list = (root_list){.rates = own, .capacity = line->sign_changes};
    if (line->sign_changes > ROOTS_ON_STACK)
        list->rates = malloc(line->sign_changes * sizeof *list->rates);
    if (!list->rates)
        return aic_error_set(error, AIC_E_MEMORY, "%s: not enough memory for %zu roots",
                             function, line->sign_changes);
    return AIC_OK;
}

static void close_list(root_list *list, const double *own)
{
    if (list->rates != own)
        free(list->rates);
}

static bool find_plain(const question *asked, double *rate)
{
    return !asked->dates && aic_plain_irr(asked->values, asked->count, rate);
}

static int find_nearest(const timeline *line, const question *asked, double *rate,
                        aic_error *error)
{
    double own[ROOTS_ON_STACK];
    root_list found;
    int status = open_list(line, own, &found, asked->function, error);
    if (status < 0)
        return status;
    root_problem problem = aic_problem_of(line);
    aic_find_roots(&problem, &found);
    if (found.count > 0)
        *rate = aic_nearest_root(&found, asked->options.guess);
    status = aic_explain_roots(&found, asked->function, error);
    close_list(&found, own);
    return status;
}

static int find(question asked, const aic_cashflow_options *options, double *rate,
                bool pointers, aic_error *error)
{
    timeline line;
    if (rate)
        *rate = NAN;
    int status = check(&asked, pointers && rate, options, error);
    if (status == AIC_OK && find_plain(&asked, rate))
        return aic_error_clear(error);
    if (status == AIC_OK)
        status = aic_timeline_open(&line, asked.function, asked.values, asked.dates,
                                   asked.count, &asked.options, error);
    if (status < 0)
        return status;
    status = find_nearest(&line, &asked, rate, error);
    aic_timeline_close(&line);
    return status;
}

int aic_irr(const double *values, size_t count, const aic_cashflow_options *options,
            double *rate, aic_error *error)
{
    question asked = {.function = "irr", .values = values, .count = count};
    return find(asked, options, rate, values || count == 0, error);
}

int aic_xirr(const double *values, const int64_t *dates, size_t count,
             const aic_cashflow_options *options, double *rate, aic_error *error)
{
    question asked = {"xirr", values, dates, count, {0}};
    return find(asked, options, rate, (values && dates) || count == 0, error);
}

static int proof_of(const root_list *found, const timeline *line, bool is_norstrom)
{
    if (found->unproved)
        return AIC_PROOF_NONE;
    if (line->sign_changes <= 1)
        return AIC_PROOF_DESCARTES;
    return is_norstrom && found->count == 1 ? AIC_PROOF_NORSTROM : AIC_PROOF_BOUNDS;
}

static void write_report(const root_list *found, const timeline *line,
                         aic_irr_report *report)
{
    aic_irr_report made = {.size = report->size};
    made.count = found->count;
    made.sign_changes = line->sign_changes;
    made.norstrom = aic_is_norstrom(line);
    made.proof = proof_of(found, line, made.norstrom);
    made.unique = found->count == 1 && made.proof != AIC_PROOF_NONE;
    size_t size = report->size < sizeof made ? report->size : sizeof made;
    memset(report, 0, report->size);
    memcpy(report, &made, size);
}

static int list_all(const timeline *line, const question *asked, double *rates,
                    size_t capacity, aic_irr_report *report, aic_error *error)
{
    double own[ROOTS_ON_STACK];
    root_list found;
    int status = open_list(line, own, &found, asked->function, error);
    if (status < 0)
        return status;
    root_problem problem = aic_problem_of(line);
    if (find_plain(asked, found.rates))
        found.count = 1;
    else
        aic_find_roots(&problem, &found);
    for (size_t i = 0; i < found.count && i < capacity; i++)
        rates[i] = found.rates[i];
    if (!found.no_memory)
        write_report(&found, line, report);
    status = aic_explain_roots(&found, asked->function, error);
    close_list(&found, own);
    return status;
}

static int find_all(question asked, const aic_cashflow_options *options, double *rates,
                    size_t capacity, aic_irr_report *report, bool pointers,
                    aic_error *error)
{
    timeline line;
    bool given = pointers && report && (rates || capacity == 0);
    int status = check(&asked, given, options, error);
    if (status == AIC_OK && report->size < sizeof report->size)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s: the report does not say its size", asked.function);
    if (status < 0)
        return status;
    status = aic_timeline_open(&line, asked.function, asked.values, asked.dates,
                               asked.count, &asked.options, error);
    if (status == AIC_E_NO_SIGN_CHANGE) {
        root_list none = {0};
        write_report(&none, &line, report);
    }
    if (status < 0)
        return status;
    status = list_all(&line, &asked, rates, capacity, report, error);
    aic_timeline_close(&line);
    return status;
}

int aic_irr_all(const double *values, size_t count, double *rates, size_t capacity,
                aic_irr_report *report, aic_error *error)
{
    question asked = {.function = "irr_all", .values = values, .count = count};
    return find_all(asked, NULL, rates, capacity, report, values || count == 0, error);
}

int aic_xirr_all(const double *values, const int64_t *dates, size_t count,
                 const aic_cashflow_options *options, double *rates, size_t capacity,
                 aic_irr_report *report, aic_error *error)
{
    question asked = {"xirr_all", values, dates, count, {0}};
    return find_all(asked, options, rates, capacity, report,
                    (values && dates) || count == 0, error);
}
