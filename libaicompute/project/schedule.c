/* aic_project_schedule(): from a project to its columns and results. */
#include "project/project.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns of a schedule that are nobody else's, and the one that is longer. */
enum { OWN_COLUMNS = 4 };

int aic_project_rows(const aic_project *project, size_t *rows, aic_error *error)
{
    aic_project own;
    schedule s;
    if (!rows)
        return aic_error_set(error, AIC_E_ARGUMENT, "the place for the rows is NULL");
    int status = aic_project_receive(project, &own, error);
    if (status == AIC_OK)
        status = aic_project_check(&own, &s, error);
    if (status < 0)
        return status;
    *rows = s.periods + 1;
    return aic_error_clear(error);
}

static int check_columns(const schedule *s, double *const *columns, size_t column_count,
                         size_t rows, aic_error *error)
{
    if (column_count > 0 && !columns)
        return aic_error_set(error, AIC_E_ARGUMENT, "project: the columns are NULL");
    for (size_t i = AIC_PROJECT_COLUMN_COUNT; i < column_count; i++)
        if (columns[i])
            return aic_error_set(error, AIC_E_VERSION,
                                 "project: column %zu is newer than this library, "
                                 "version %s",
                                 i, aic_version());
    if (column_count > 0 && rows < s->periods + 1)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "project: the schedule has %zu rows, the columns %zu",
                             s->periods + 1, rows);
    return AIC_OK;
}

/* All columns in one block, of zeros. */
static double *lay_out(schedule *s)
{
    size_t length = s->periods + 1;
    double *block =
        calloc((AIC_PROJECT_COLUMN_COUNT + OWN_COLUMNS + 1) * length + 1, sizeof *block);
    if (!block)
        return NULL;
    for (size_t i = 0; i < AIC_PROJECT_COLUMN_COUNT; i++)
        s->columns[i] = block + i * length;
    double **own[OWN_COLUMNS + 1] = {&s->bought, &s->working, &s->phases, &s->gains,
                                     &s->scratch};
    for (size_t i = 0; i < OWN_COLUMNS + 1; i++)
        *own[i] = block + (AIC_PROJECT_COLUMN_COUNT + i) * length;
    return block;
}

/* Operation as the project says comes last: a goal seek leaves its own behind. */
static void compute(schedule *s, aic_project_report *report, bool seek)
{
    aic_project_plan_capital(s);
    aic_project_operate(s, aic_project_operation(s));
    aic_project_tax(s);
    aic_project_borrow(s);
    aic_project_tax_owners(s);
    aic_project_take_report(s, report);
    if (!seek)
        return;
    aic_project_break_even(s, &report->results);
    aic_project_operate(s, aic_project_operation(s));
    aic_project_tax(s);
}

static void hand_over(const schedule *s, double *const *columns, size_t column_count)
{
    size_t count =
        column_count < AIC_PROJECT_COLUMN_COUNT ? column_count : AIC_PROJECT_COLUMN_COUNT;
    for (size_t i = 0; i < count; i++)
        if (columns[i])
            memcpy(columns[i], s->columns[i], (s->periods + 1) * sizeof(double));
}

/* As much of the report as the caller has room for. */
static void hand_over_report(const aic_project_report *own, aic_project_report *report)
{
    size_t size = report->size;
    memset(report, 0, size);
    memcpy(report, own, size < sizeof *own ? size : sizeof *own);
    report->size = size;
}

static int conclude(const schedule *s, const aic_project_results *made, aic_error *error)
{
    int status = aic_project_check_usual(s->in, error);
    if (status != AIC_OK)
        return status;
    if (isinf(made->payback_years) || isinf(made->discounted_payback_years))
        return aic_error_set(error, AIC_W_NEVER, "project: %s never comes",
                             isinf(made->payback_years) ? "payback_years"
                                                        : "discounted_payback_years");
    return aic_error_clear(error);
}

/* Rates of return take some of their own where there are many periods. */
static bool lacked_memory(const aic_project_report *made)
{
    return made->irr_status == AIC_E_MEMORY || made->equity_irr_status == AIC_E_MEMORY;
}

static int refuse_memory(aic_error *error)
{
    return aic_error_set(error, AIC_E_MEMORY, "project: not enough memory");
}

int aic_project_schedule(const aic_project *project, double *const *columns,
                         size_t column_count, size_t rows, aic_project_report *report,
                         aic_error *error)
{
    aic_project own;
    schedule s;
    aic_project_report made = {.size = sizeof made};
    int status = aic_project_receive(project, &own, error);
    if (status == AIC_OK && report && report->size < sizeof report->size)
        status = aic_error_set(error, AIC_E_ARGUMENT,
                               "project: the report does not say its size");
    if (status == AIC_OK)
        status = aic_project_check(&own, &s, error);
    if (status == AIC_OK)
        status = aic_project_plan_write_off(&s, error);
    if (status == AIC_OK)
        status = check_columns(&s, columns, column_count, rows, error);
    if (status < 0)
        return status;
    double *block = lay_out(&s);
    if (!block)
        return refuse_memory(error);
    compute(&s, &made, report != NULL);
    status = lacked_memory(&made) ? refuse_memory(error) : AIC_OK;
    if (status == AIC_OK)
        hand_over(&s, columns, column_count);
    if (status == AIC_OK && report)
        hand_over_report(&made, report);
    free(block);
    return status == AIC_OK ? conclude(&s, &made.results, error) : status;
}
