/* Many series of cash flows at once.
 *
 * Purpose
 *   aic_irr_batch() and aic_npv_batch().
 */
#include "aicompute/cashflow_batch.h"

#include "cashflow/argument.h"
#include "cashflow/plain.h"
#include "cashflow/rows.h"
#include "cashflow/timeline.h"

#include <math.h>
#include <string.h>

enum { BLOCK_ROWS = 256 };

typedef struct {
    aic_cashflows series;
    aic_cashflow_options options;
    aic_column rate;
} batch;

typedef struct {
    const double *values;
    const int64_t *dates;
    size_t count;
} row_view;

static row_view row_of(const aic_cashflows *series, size_t row)
{
    row_view view = {series->values, series->dates, series->flows};
    if (series->offsets) {
        ptrdiff_t start = (ptrdiff_t)series->offsets[row];
        view.count = (size_t)(series->offsets[row + 1] - series->offsets[row]);
        view.values += start;
        view.dates = view.dates ? view.dates + start : NULL;
    } else {
        view.values += (ptrdiff_t)row * series->row_stride;
        view.dates =
            view.dates ? view.dates + (ptrdiff_t)row * series->date_stride : NULL;
    }
    return view;
}

static int irr_of_row(const batch *all, size_t row, double *rate, aic_error *error)
{
    row_view at = row_of(&all->series, row);
    if (at.dates)
        return aic_xirr(at.values, at.dates, at.count, &all->options, rate, error);
    return aic_irr(at.values, at.count, &all->options, rate, error);
}

/* The flows of up to LANES rows side by side; false where a row has too many. */
static bool put_side_by_side(const batch *all, size_t first, size_t rows, double *flows,
                             size_t *counts)
{
    size_t longest = 0;
    for (size_t i = 0; i < LANES; i++) {
        counts[i] = i < rows ? row_of(&all->series, first + i).count : 0;
        longest = counts[i] > longest ? counts[i] : longest;
    }
    if (longest > LANE_FLOWS_MAX)
        return false;
    for (size_t i = 0; i < LANES; i++) {
        const double *values = i < rows ? row_of(&all->series, first + i).values : NULL;
        for (size_t k = 0; k < counts[i]; k++)
            flows[k * LANES + i] = values[k];
        for (size_t k = counts[i]; k < longest; k++)
            flows[k * LANES + i] = 0;
    }
    return true;
}

/* Plain rows side by side, and those that are not by themselves. */
static void run_lanes(const batch *all, size_t first, size_t rows, double *rates,
                      int32_t *statuses)
{
    double flows[LANE_FLOWS_MAX * LANES], found[LANES];
    size_t counts[LANES];
    bool plain = !all->series.dates && rows > 1 &&
                 put_side_by_side(all, first, rows, flows, counts);
    if (plain)
        aic_plain_irrs(flows, counts, found);
    for (size_t i = 0; i < rows; i++) {
        if (plain && !isnan(found[i])) {
            rates[i] = found[i];
            statuses[i] = AIC_OK;
        } else {
            statuses[i] = irr_of_row(all, first + i, &rates[i], NULL);
        }
    }
}

static void run_irr(const void *context, size_t first, size_t count, double *rates,
                    int32_t *statuses)
{
    for (size_t done = 0; done < count; done += LANES) {
        size_t left = count - done;
        run_lanes(context, first + done, left < LANES ? left : LANES, rates + done,
                  statuses + done);
    }
}

static int explain_irr(const void *context, size_t row, aic_error *error)
{
    double rate;
    return irr_of_row(context, row, &rate, error);
}

static int npv_of_row(const batch *all, size_t row, double *npv, aic_error *error)
{
    row_view at = row_of(&all->series, row);
    double rate = all->rate.values[(ptrdiff_t)row * all->rate.stride];
    if (at.dates)
        return aic_xnpv(rate, at.values, at.dates, at.count, &all->options, npv, error);
    return aic_npv(rate, at.values, at.count, npv, error);
}

static void run_npv(const void *context, size_t first, size_t count, double *npvs,
                    int32_t *statuses)
{
    for (size_t i = 0; i < count; i++)
        statuses[i] = npv_of_row(context, first + i, &npvs[i], NULL);
}

static int explain_npv(const void *context, size_t row, aic_error *error)
{
    double npv;
    return npv_of_row(context, row, &npv, error);
}

static int receive_series(const char *function, const aic_cashflows *given,
                          aic_cashflows *own, aic_error *error)
{
    memset(own, 0, sizeof *own);
    if (given->size < sizeof given->size || given->size > sizeof *own)
        return aic_error_set(error,
                             given->size > sizeof *own ? AIC_E_VERSION : AIC_E_ARGUMENT,
                             "%s: the size of the series is %zu, and should be %zu",
                             function, given->size, sizeof *own);
    memcpy(own, given, given->size);
    return AIC_OK;
}

static int check_series(const char *function, const aic_cashflows *series,
                        aic_error *error)
{
    if (series->rows > PTRDIFF_MAX / sizeof(double))
        return aic_error_set(error, AIC_E_ARGUMENT, "%s: no array has %zu rows", function,
                             series->rows);
    const int64_t *offsets = series->offsets;
    size_t flows = offsets ? 0 : series->flows;
    for (size_t i = 0; offsets && i < series->rows; i++) {
        if (offsets[i] < 0 || offsets[i + 1] < offsets[i])
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "%s: offsets[%zu] is %lld and the next %lld; they must "
                                 "not descend",
                                 function, i, (long long)offsets[i],
                                 (long long)offsets[i + 1]);
        flows += (size_t)(offsets[i + 1] - offsets[i]);
    }
    return aic_check_pointers(function, series->values || flows == 0, error);
}

static int prepare(const char *function, const aic_cashflows *series,
                   const aic_cashflow_options *options, bool pointers, batch *all,
                   aic_error *error)
{
    int status = aic_check_pointers(function, pointers, error);
    if (status == AIC_OK)
        status = receive_series(function, series, &all->series, error);
    if (status == AIC_OK)
        status = check_series(function, &all->series, error);
    if (status == AIC_OK)
        status = aic_receive_cashflow_options(function, options, &all->options, error);
    return status;
}

int aic_irr_batch(const aic_cashflows *series, const aic_cashflow_options *options,
                  const aic_columns_options *columns, double *rates, int32_t *statuses,
                  aic_columns_report *report, aic_error *error)
{
    batch all = {0};
    bool given = series && (rates || series->rows == 0);
    int status = prepare("irr_batch", series, options, given, &all, error);
    if (status < 0)
        return status;
    rows_job job = {&all, run_irr, explain_irr, all.series.rows, BLOCK_ROWS};
    return aic_run_rows(&job, columns, rates, statuses, report, error);
}

int aic_npv_batch(const aic_cashflows *series, aic_column rate,
                  const aic_cashflow_options *options, const aic_columns_options *columns,
                  double *npvs, int32_t *statuses, aic_columns_report *report,
                  aic_error *error)
{
    batch all = {.rate = rate};
    bool given = series && ((npvs && rate.values) || series->rows == 0);
    int status = prepare("npv_batch", series, options, given, &all, error);
    if (status < 0)
        return status;
    rows_job job = {&all, run_npv, explain_npv, all.series.rows, BLOCK_ROWS};
    return aic_run_rows(&job, columns, npvs, statuses, report, error);
}
