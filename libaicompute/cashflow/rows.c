/* A series function for many rows, on several threads. */
#include "cashflow/rows.h"

#include "core/options.h"
#include "core/thread.h"

#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One pass over all rows, the same for all of its threads. */
typedef struct {
    const rows_job *job;
    const aic_columns_options *options;
    double *results; /* NULL while strict mode only looks */
    int32_t *statuses;
    size_t rows_before, rows_in_all;
    atomic_size_t next, done;
    atomic_bool cancelled;
} pass;

typedef struct {
    pass *pass;
    bool calls_back;
    size_t failed, unusual, first_failed, first_unusual;
    int32_t first_status; /* of the row that failed first */
    double results[BLOCK_ROWS_MAX];
    int32_t statuses[BLOCK_ROWS_MAX];
} worker;

static bool all_ok(const int32_t *statuses, size_t count)
{
    int32_t any = 0;
    for (size_t i = 0; i < count; i++)
        any |= statuses[i];
    return any == AIC_OK;
}

static void count_statuses(worker *self, size_t first, size_t count)
{
    if (all_ok(self->statuses, count))
        return;
    for (size_t i = 0; i < count; i++) {
        size_t row = first + i;
        if (self->statuses[i] < 0) {
            if (row < self->first_failed) {
                self->first_failed = row;
                self->first_status = self->statuses[i];
            }
            self->failed++;
        } else if (self->statuses[i] > 0) {
            self->first_unusual = row < self->first_unusual ? row : self->first_unusual;
            self->unusual++;
        }
    }
}

static void report_progress(worker *self, size_t rows)
{
    pass *all = self->pass;
    size_t done = atomic_fetch_add(&all->done, rows) + rows;
    if (self->calls_back &&
        all->options->progress(all->options->context, all->rows_before + done,
                               all->rows_in_all) != 0)
        atomic_store(&all->cancelled, true);
}

static void run_worker(void *argument)
{
    worker *self = argument;
    pass *all = self->pass;
    const rows_job *job = all->job;
    while (!atomic_load(&all->cancelled)) {
        size_t first = atomic_fetch_add(&all->next, job->block);
        if (first >= job->rows)
            break;
        size_t left = job->rows - first, count = left < job->block ? left : job->block;
        double *results = all->results ? all->results + first : self->results;
        job->run(job->context, first, count, results, self->statuses);
        count_statuses(self, first, count);
        if (all->results && all->statuses)
            memcpy(all->statuses + first, self->statuses, count * sizeof *all->statuses);
        report_progress(self, count);
    }
}

static size_t workers_for(const pass *all)
{
    size_t wanted = all->options->threads ? all->options->threads : 1;
    size_t blocks = (all->job->rows + all->job->block - 1) / all->job->block;
    wanted = wanted < blocks ? wanted : blocks;
    return wanted < THREADS_MAX ? wanted : THREADS_MAX;
}

static int run_pass(pass *all, aic_columns_report *report, aic_error *error)
{
    size_t count = workers_for(all);
    worker *workers = malloc(count * sizeof *workers);
    if (!workers)
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for %zu threads",
                             count);
    for (size_t i = 0; i < count; i++) {
        workers[i].pass = all;
        workers[i].calls_back = i == 0 && all->options->progress;
        workers[i].failed = workers[i].unusual = 0;
        workers[i].first_failed = workers[i].first_unusual = SIZE_MAX;
    }
    run_together(run_worker, workers, sizeof *workers, count);
    for (size_t i = 0; i < count; i++) {
        const worker *one = &workers[i];
        report->rows_failed += one->failed;
        report->rows_unusual += one->unusual;
        if (one->first_failed < report->first_failed) {
            report->first_failed = one->first_failed;
            report->first_status = one->first_status;
        }
        if (one->first_unusual < report->first_unusual)
            report->first_unusual = one->first_unusual;
    }
    free(workers);
    if (atomic_load(&all->cancelled))
        return aic_error_set(error, AIC_E_CANCELLED,
                             "the progress callback asked to stop");
    return AIC_OK;
}

static int explain_row(const rows_job *job, size_t row, aic_error *error)
{
    int status = job->explain(job->context, row, error);
    if (error) {
        char message[sizeof error->message + 32];
        snprintf(message, sizeof message, "row %zu: %s", row, error->message);
        aic_copy_text(error->message, sizeof error->message, message);
        error->row = (int64_t)row;
    }
    return status;
}

/* A row that failed for want of memory may be good by now: it failed all the same. */
static void explain_failed(const rows_job *job, const aic_columns_report *report,
                           aic_error *error)
{
    size_t row = report->first_failed;
    if (explain_row(job, row, error) == report->first_status || !error)
        return;
    aic_error_set(error, report->first_status, "row %zu: %s", row,
                  aic_status_text(report->first_status));
    error->row = (int64_t)row;
}

static int conclude(const pass *all, aic_columns_report *report, aic_error *error)
{
    if (report->rows_failed > 0) {
        explain_failed(all->job, report, error);
        bool whole = all->options->strict || report->first_status == AIC_E_MEMORY;
        return whole ? report->first_status : AIC_W_ROWS;
    }
    if (report->rows_unusual > 0)
        return explain_row(all->job, report->first_unusual, error);
    return aic_error_clear(error);
}

static int run_passes(pass *all, double *results, aic_columns_report *report,
                      aic_error *error)
{
    bool strict = all->options->strict;
    all->results = strict ? NULL : results;
    all->rows_in_all = strict ? 2 * all->job->rows : all->job->rows;
    int status = run_pass(all, report, error);
    if (status < 0 || !strict || report->rows_failed > 0)
        return status;
    aic_columns_report again = *report;
    all->results = results;
    all->rows_before = all->job->rows;
    atomic_store(&all->next, 0);
    atomic_store(&all->done, 0);
    return run_pass(all, &again, error);
}

int aic_run_rows(const rows_job *job, const aic_columns_options *options, double *results,
                 int32_t *statuses, aic_columns_report *report, aic_error *error)
{
    aic_columns_options own;
    aic_columns_report made = {
        .size = sizeof made, .first_failed = SIZE_MAX, .first_unusual = SIZE_MAX};
    int status = aic_receive_options(options, &own, sizeof own, error);
    pass all = {.job = job, .options = &own, .statuses = statuses};
    if (status == AIC_OK && job->rows > 0)
        status = run_passes(&all, results, &made, error);
    if (status == AIC_OK)
        status = conclude(&all, &made, error);
    aic_hand_over(&made, sizeof made, report);
    return status;
}
