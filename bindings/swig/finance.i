/* Cash flows, annuities and depreciation: the functions of single numbers and series as
 * they are, and one function that calls any of them for every row. */
%{
/* How one row is computed: from its inputs, and from its flows where it has any. */
typedef int row_function(const double *in, const double *flows, size_t count, double *out,
                         aic_error *error);

#define ROW_FUNCTION(name, ...)                                                          \
    static int row_##name(const double *in, const double *flows, size_t count,           \
                          double *out, aic_error *error)                                 \
    {                                                                                    \
        (void)flows, (void)count;                                                        \
        return aic_##name(__VA_ARGS__, out, error);                                      \
    }

ROW_FUNCTION(cumipmt, in[0], in[1], in[2], in[3], in[4], in[5] != 0)
ROW_FUNCTION(cumprinc, in[0], in[1], in[2], in[3], in[4], in[5] != 0)
ROW_FUNCTION(capital_recovery_factor, in[0], in[1])
ROW_FUNCTION(fixed_charge_rate, in[0], in[1], in[2], in[3], in[4])
ROW_FUNCTION(effective_rate, in[0], in[1])
ROW_FUNCTION(nominal_rate, in[0], in[1])
ROW_FUNCTION(equivalent_rate, in[0], in[1])
ROW_FUNCTION(sln, in[0], in[1], in[2])
ROW_FUNCTION(syd, in[0], in[1], in[2], in[3])
ROW_FUNCTION(db, in[0], in[1], in[2], in[3], in[4])
ROW_FUNCTION(ddb, in[0], in[1], in[2], in[3], in[4])
ROW_FUNCTION(vdb, in[0], in[1], in[2], in[3], in[4], in[5], in[6] != 0)
ROW_FUNCTION(units_of_production, in[0], in[1], in[2], in[3])
ROW_FUNCTION(market_value, in[0], in[1], in[2])
ROW_FUNCTION(market_value_decline, in[0], in[1], in[2], in[3])
ROW_FUNCTION(npv_from_period_1, in[0], flows, count)
ROW_FUNCTION(mirr, flows, count, in[0], in[1])
ROW_FUNCTION(profitability_index, in[0], flows, count)

static int row_payback(const double *in, const double *flows, size_t count, double *out,
                       aic_error *error)
{
    aic_payback_report report = {.size = sizeof report};
    int status = aic_payback(in[0], flows, count, &report, error);
    if (status < 0)
        return status;
    out[0] = report.first;
    out[1] = report.final;
    out[2] = report.exposure;
    out[3] = report.exposure_at;
    out[4] = report.balance;
    return status;
}

enum { ROW_INPUTS_MAX = 8, ROW_RESULTS_MAX = 5, ROWS_BETWEEN_LOOKS = 4096 };
enum { IRR_BATCH = -1, NPV_BATCH = -2 };

/* A function of rows: one of enum aic_annuity_function, a batch, or one row at a time. */
static const struct finance_function {
    const char *name;
    size_t inputs, results;
    int columns;
    bool flows;
    row_function *row;
} FINANCE_FUNCTIONS[] = {
    {"pmt", 5, 1, AIC_PMT, false, NULL},
    {"ipmt", 6, 1, AIC_IPMT, false, NULL},
    {"ppmt", 6, 1, AIC_PPMT, false, NULL},
    {"pv", 5, 1, AIC_PV, false, NULL},
    {"fv", 5, 1, AIC_FV, false, NULL},
    {"nper", 5, 1, AIC_NPER, false, NULL},
    {"rate", 5, 1, AIC_RATE, false, NULL},
    {"irr", 0, 1, IRR_BATCH, true, NULL},
    {"npv", 1, 1, NPV_BATCH, true, NULL},
    {"cumipmt", 6, 1, 0, false, row_cumipmt},
    {"cumprinc", 6, 1, 0, false, row_cumprinc},
    {"capital_recovery_factor", 2, 1, 0, false, row_capital_recovery_factor},
    {"fixed_charge_rate", 5, 1, 0, false, row_fixed_charge_rate},
    {"effective_rate", 2, 1, 0, false, row_effective_rate},
    {"nominal_rate", 2, 1, 0, false, row_nominal_rate},
    {"equivalent_rate", 2, 1, 0, false, row_equivalent_rate},
    {"sln", 3, 1, 0, false, row_sln},
    {"syd", 4, 1, 0, false, row_syd},
    {"db", 5, 1, 0, false, row_db},
    {"ddb", 5, 1, 0, false, row_ddb},
    {"vdb", 7, 1, 0, false, row_vdb},
    {"units_of_production", 4, 1, 0, false, row_units_of_production},
    {"market_value", 3, 1, 0, false, row_market_value},
    {"market_value_decline", 4, 1, 0, false, row_market_value_decline},
    {"npv_from_period_1", 1, 1, 0, true, row_npv_from_period_1},
    {"mirr", 2, 1, 0, true, row_mirr},
    {"profitability_index", 1, 1, 0, true, row_profitability_index},
    {"payback", 1, 5, 0, true, row_payback},
};

static const struct finance_function *finance_function_of(const char *name)
{
    for (size_t i = 0; i < sizeof FINANCE_FUNCTIONS / sizeof *FINANCE_FUNCTIONS; i++)
        if (strcmp(FINANCE_FUNCTIONS[i].name, name) == 0)
            return &FINANCE_FUNCTIONS[i];
    return NULL;
}

/* The flows of one row. */
static const double *flows_of_row(const aic_cashflows *series, size_t row, size_t *count)
{
    *count = series->flows;
    if (!series->values)
        return NULL;
    if (!series->offsets)
        return series->values + (ptrdiff_t)row * series->row_stride;
    *count = (size_t)(series->offsets[row + 1] - series->offsets[row]);
    return series->values + series->offsets[row];
}

static int one_row(const struct finance_function *function, input_columns inputs,
                   const aic_cashflows *series, size_t row, double *out, aic_error *error)
{
    double in[ROW_INPUTS_MAX];
    size_t count;
    for (size_t i = 0; i < function->inputs; i++) {
        aic_column column = inputs.columns[i];
        in[i] = column.values ? column.values[(ptrdiff_t)row * column.stride] : 0;
    }
    for (size_t i = 0; i < function->results; i++)
        out[i] = NAN;
    const double *flows = flows_of_row(series, row, &count);
    return function->row(in, flows, count, out, error);
}

/* One row after another. The first error is told, or else the first warning. */
static int row_by_row(const struct finance_function *function, input_columns inputs,
                      const aic_cashflows *series, result_columns results, size_t rows,
                      const aic_columns_options *options, aic_error *error)
{
    double out[ROW_RESULTS_MAX];
    int told = AIC_OK;
    for (size_t row = 0; row < rows; row++) {
        aic_error own;
        int status = one_row(function, inputs, series, row, out, &own);
        if (status != AIC_OK && (told == AIC_OK || (status < 0 && told > 0))) {
            told = status;
            *error = own;
            error->row = (int64_t)row;
        }
        if (status == AIC_E_MEMORY || (status < 0 && options->strict))
            return status;
        for (size_t i = 0; i < function->results; i++)
            results.columns[i][row] = out[i];
        if (row % ROWS_BETWEEN_LOOKS == ROWS_BETWEEN_LOOKS - 1 &&
            options->progress(options->context, row + 1, rows))
            return AIC_E_CANCELLED;
    }
    return told < 0 ? AIC_W_ROWS : told;
}

static int finance_rows(const char *function, input_columns inputs, aic_cashflows series,
                        result_columns results, size_t rows,
                        const aic_cashflow_options *options, unsigned threads, int strict,
                        aic_columns_report *report, aic_error *error,
                        progress_call progress)
{
    aic_columns_options own = {sizeof own, threads, strict != 0, progress.call,
                               progress.context};
    const struct finance_function *found = finance_function_of(function);
    if (!found || found->flows != (series.values != NULL) ||
        inputs.count != found->inputs || results.count != found->results ||
        (inputs.rows != rows && inputs.rows != SIZE_MAX) || results.rows != rows ||
        (found->flows && series.rows != rows))
        return AIC_E_ARGUMENT;
    for (size_t i = 0; i < results.count; i++)
        if (!results.columns[i])
            return AIC_E_ARGUMENT;
    if (found->columns == IRR_BATCH)
        return aic_irr_batch(&series, options, &own, *results.columns, NULL, report,
                             error);
    if (found->columns == NPV_BATCH)
        return aic_npv_batch(&series, *inputs.columns, options, &own, *results.columns,
                             NULL, report, error);
    if (found->columns)
        return aic_annuity_columns(found->columns, inputs.columns, inputs.count, rows,
                                   &own, *results.columns, report, error);
    return row_by_row(found, inputs, &series, results, rows, &own, error);
}
%}

%rename(aic_finance_rows) finance_rows;
%feature("docstring") finance_rows
"One of the functions of cashflow.h, annuity.h and depreciation.h for every row.

function: the name of the C function without aic_.
inputs:   one item an input of numbers, in the order of C: a number or an array of
          float64.
series:   None, or the flows: values, dates or None, offsets or None, in a tuple. Without
          offsets the values are a matrix, with as many flows in every row, and the dates
          are those of one row or of all.
results:  arrays of float64 to write, one a result; five for payback.
strict:   stop at the first row without a result; else it gets NaN.
report:   counts of rows, of the functions that C has for many rows; or None.";
int finance_rows(const char *function, input_columns inputs, aic_cashflows series,
                 result_columns results, size_t rows, const aic_cashflow_options *options,
                 unsigned threads, int strict, aic_columns_report *report,
                 aic_error *error, progress_call progress);

%ignore aic_cashflows;
%ignore aic_irr_batch;
%ignore aic_npv_batch;
%ignore aic_annuity_columns;
%ignore aic_dates_widen;

%include "aicompute/cashflow.h"
%include "aicompute/annuity.h"
%include "aicompute/depreciation.h"

SIZED(aic_cashflow_options)
SIZED(aic_irr_report)
SIZED(aic_payback_report)
