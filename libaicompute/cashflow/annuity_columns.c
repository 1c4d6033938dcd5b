/* Level payments for many rows.
 *
 * Purpose
 *   aic_annuity_columns(): the functions of aicompute/annuity.h, row by row.
 *
 * Notes
 *   A tile of rows is gathered from the columns, computed in a loop without branches that
 *   vectorises, and then looked over: a row whose arguments are out of range, or whose
 *   result is not finite, goes through the single call, which says why.
 */
#include "aicompute/annuity.h"

#include "cashflow/annuity.h"
#include "cashflow/argument.h"
#include "cashflow/growth_body.h"
#include "cashflow/rows.h"

#include "core/definition.h"

#include <math.h>

enum { TILE = 64, INPUTS = 6, FUNCTIONS = 7, BLOCK = 1024 };

/* A tile: an array an input, and the results. */
typedef void tile_function(double in[INPUTS][TILE], double *out);

/* Columns of the numbers of growth.h. */
typedef struct {
    double hi[TILE], lo[TILE];
} twofolds;

typedef struct {
    twofolds part, gap;
    double power[TILE], power_rest[TILE];
} decays;

CLONES static void take_logs(const double *hi, const double *lo, twofolds *logs)
{
    for (size_t i = 0; i < TILE; i++) {
        twofold log_growth = growth_log((twofold){hi[i], lo ? lo[i] : 0});
        logs->hi[i] = log_growth.hi;
        logs->lo[i] = log_growth.lo;
    }
}

CLONES static void take_decays(const twofolds *logs, const double *periods, decays *made)
{
    for (size_t i = 0; i < TILE; i++) {
        decay one = decay_over((twofold){logs->hi[i], logs->lo[i]}, periods[i]);
        made->part.hi[i] = one.part.hi;
        made->part.lo[i] = one.part.lo;
        made->gap.hi[i] = one.gap.hi;
        made->gap.lo[i] = one.gap.lo;
        made->power[i] = one.power;
        made->power_rest[i] = one.power_rest;
    }
}

static inline decay decay_at(const decays *all, size_t i)
{
    return (decay){{all->part.hi[i], all->part.lo[i]},
                   all->power[i],
                   all->power_rest[i],
                   {all->gap.hi[i], all->gap.lo[i]}};
}

static void decay_of_rate(const double *rate, const double *periods, decays *made)
{
    twofolds logs;
    take_logs(rate, NULL, &logs);
    take_decays(&logs, periods, made);
}

static void pmt_tile(double in[INPUTS][TILE], double *out)
{
    decays all;
    decay_of_rate(in[0], in[1], &all);
    for (size_t i = 0; i < TILE; i++)
        out[i] =
            pmt_from(in[0][i], in[1][i], in[2][i], in[3][i], in[4][i], decay_at(&all, i));
}

static void ipmt_tile(double in[INPUTS][TILE], double *out)
{
    twofolds logs;
    decays all, left, gone;
    double after[TILE], before[TILE];
    for (size_t i = 0; i < TILE; i++) {
        after[i] = in[2][i] - in[1][i] + 1;
        before[i] = in[1][i] - 1;
    }
    take_logs(in[0], NULL, &logs);
    take_decays(&logs, in[2], &all);
    take_decays(&logs, after, &left);
    take_decays(&logs, before, &gone);
    for (size_t i = 0; i < TILE; i++)
        out[i] = ipmt_from(in[0][i], in[1][i], in[2][i], in[3][i], in[4][i], in[5][i],
                           decay_at(&all, i), decay_at(&left, i), decay_at(&gone, i));
}

static void ppmt_tile(double in[INPUTS][TILE], double *out)
{
    twofolds logs;
    decays all, since;
    double periods[TILE];
    for (size_t i = 0; i < TILE; i++)
        periods[i] = periods_since(in[0][i], in[1][i], in[2][i]);
    take_logs(in[0], NULL, &logs);
    take_decays(&logs, in[2], &all);
    take_decays(&logs, periods, &since);
    for (size_t i = 0; i < TILE; i++)
        out[i] = ppmt_from(in[0][i], in[1][i], in[2][i], in[3][i], in[4][i], in[5][i],
                           decay_at(&all, i), decay_at(&since, i));
}

static void pv_tile(double in[INPUTS][TILE], double *out)
{
    decays all;
    decay_of_rate(in[0], in[1], &all);
    for (size_t i = 0; i < TILE; i++)
        out[i] =
            pv_from(in[0][i], in[1][i], in[2][i], in[3][i], in[4][i], decay_at(&all, i));
}

static void fv_tile(double in[INPUTS][TILE], double *out)
{
    decays all;
    decay_of_rate(in[0], in[1], &all);
    for (size_t i = 0; i < TILE; i++)
        out[i] =
            fv_from(in[0][i], in[1][i], in[2][i], in[3][i], in[4][i], decay_at(&all, i));
}

static void nper_tile(double in[INPUTS][TILE], double *out)
{
    twofolds growth, shares, logs;
    nper_terms terms[TILE];
    for (size_t i = 0; i < TILE; i++) {
        terms[i] = nper_terms_of(in[0][i], in[1][i], in[2][i], in[3][i], in[4][i]);
        shares.hi[i] = terms[i].share.hi;
        shares.lo[i] = terms[i].share.lo;
    }
    take_logs(in[0], NULL, &growth);
    take_logs(shares.hi, shares.lo, &logs);
    for (size_t i = 0; i < TILE; i++)
        out[i] = nper_from(in[0][i], terms[i], (twofold){growth.hi[i], growth.lo[i]},
                           (twofold){logs.hi[i], logs.lo[i]});
}

/* It has no closed form: every row is a single call. */
static void rate_tile(double in[INPUTS][TILE], double *out)
{
    (void)in;
    for (size_t i = 0; i < TILE; i++)
        out[i] = NAN;
}

/* The single call of a row. */
static int call(int function, const double *in, double *out, aic_error *error)
{
    static const size_t when_at[FUNCTIONS] = {4, 5, 5, 4, 4, 4, 4};
    double at = in[when_at[function - 1]];
    int when = at == 0 ? 0 : at == 1 ? 1 : -1;
    switch (function) {
    case AIC_PMT:
        return aic_pmt(in[0], in[1], in[2], in[3], when, out, error);
    case AIC_IPMT:
        return aic_ipmt(in[0], in[1], in[2], in[3], in[4], when, out, error);
    case AIC_PPMT:
        return aic_ppmt(in[0], in[1], in[2], in[3], in[4], when, out, error);
    case AIC_PV:
        return aic_pv(in[0], in[1], in[2], in[3], when, out, error);
    case AIC_FV:
        return aic_fv(in[0], in[1], in[2], in[3], when, out, error);
    case AIC_NPER:
        return aic_nper(in[0], in[1], in[2], in[3], when, out, error);
    default:
        return aic_rate(in[0], in[1], in[2], in[3], when, out, error);
    }
}

/* What a row must be for the tile to hold: the ranges of the single calls. */
typedef struct {
    size_t inputs, defaults; /* how many, and from which on NULL is 0 */
    tile_function *tile;
    int8_t rate_at, per_at, nper_at;
    double nper_min;
    bool nper_open;
} shape;

static const shape shapes[FUNCTIONS] = {
    {5, 3, pmt_tile, 0, -1, 1, 0, true},    {6, 4, ipmt_tile, 0, 1, 2, 1, false},
    {6, 4, ppmt_tile, 0, 1, 2, 1, false},   {5, 3, pv_tile, 0, -1, 1, 0, false},
    {5, 3, fv_tile, 0, -1, 1, 0, false},    {5, 3, nper_tile, 0, -1, -1, 0, false},
    {5, 3, rate_tile, -1, -1, 0, 1, false},
};

typedef struct {
    int function;
    const shape *shape;
    const aic_column *inputs;
} question;

static double input_at(const question *asked, size_t input, size_t row)
{
    const aic_column *column = &asked->inputs[input];
    return column->values ? column->values[(ptrdiff_t)row * column->stride] : 0;
}

static void gather(const question *asked, size_t first, size_t count,
                   double in[INPUTS][TILE])
{
    for (size_t k = 0; k < asked->shape->inputs; k++) {
        const aic_column *column = &asked->inputs[k];
        if (!column->values) {
            for (size_t i = 0; i < count; i++)
                in[k][i] = 0;
            continue;
        }
        const double *from = column->values + (ptrdiff_t)first * column->stride;
        for (size_t i = 0; i < count; i++)
            in[k][i] = from[(ptrdiff_t)i * column->stride];
    }
    for (size_t k = 0; k < asked->shape->inputs; k++)
        for (size_t i = count; i < TILE; i++)
            in[k][i] = in[k][0];
}

static void mark(double marks[TILE], const double *values, double min, double max,
                 bool open)
{
    for (size_t i = 0; i < TILE; i++) {
        bool above = open ? values[i] > min : values[i] >= min;
        marks[i] = above && values[i] <= max ? marks[i] : 1;
    }
}

/* 1 for the rows that the tile may be wrong about. */
static void find_doubtful(const shape *of, double in[INPUTS][TILE], const double *out,
                          double marks[TILE])
{
    for (size_t i = 0; i < TILE; i++)
        marks[i] = 0;
    for (size_t k = 0; k < of->inputs; k++)
        mark(marks, in[k], -1.7976931348623157e308, 1.7976931348623157e308, false);
    mark(marks, out, -1.7976931348623157e308, 1.7976931348623157e308, false);
    if (of->rate_at >= 0)
        mark(marks, in[of->rate_at], -1, INFINITY, true);
    if (of->nper_at >= 0)
        mark(marks, in[of->nper_at], of->nper_min, INFINITY, of->nper_open);
    if (of->per_at >= 0) {
        const double *per = in[of->per_at], *nper = in[of->nper_at];
        for (size_t i = 0; i < TILE; i++)
            marks[i] = per[i] >= 1 && per[i] <= nper[i] ? marks[i] : 1;
    }
    const double *when = in[of->inputs - 1];
    for (size_t i = 0; i < TILE; i++)
        marks[i] = when[i] == 0 || when[i] == 1 ? marks[i] : 1;
}

static int explain(const void *context, size_t row, aic_error *error)
{
    const question *asked = context;
    double in[INPUTS] = {0}, out;
    for (size_t k = 0; k < asked->shape->inputs; k++)
        in[k] = input_at(asked, k, row);
    return call(asked->function, in, &out, error);
}

static void run_tile(const question *asked, size_t first, size_t count, double *results,
                     int32_t *statuses)
{
    double in[INPUTS][TILE], out[TILE], marks[TILE];
    gather(asked, first, count, in);
    asked->shape->tile(in, out);
    find_doubtful(asked->shape, in, out, marks);
    for (size_t i = 0; i < count; i++) {
        results[i] = out[i];
        statuses[i] = AIC_OK;
    }
    for (size_t i = 0; i < count; i++) {
        if (marks[i] == 0)
            continue;
        double row[INPUTS];
        for (size_t k = 0; k < asked->shape->inputs; k++)
            row[k] = in[k][i];
        statuses[i] = call(asked->function, row, &results[i], NULL);
    }
}

static void run(const void *context, size_t first, size_t count, double *results,
                int32_t *statuses)
{
    for (size_t done = 0; done < count; done += TILE) {
        size_t left = count - done;
        run_tile(context, first + done, left < TILE ? left : TILE, results + done,
                 statuses + done);
    }
}

static int check(const question *asked, size_t input_count, size_t rows,
                 const double *result, aic_error *error)
{
    if (!asked->inputs || (!result && rows > 0))
        return aic_error_set(error, AIC_E_ARGUMENT, "annuity: a pointer is NULL");
    if (input_count != asked->shape->inputs)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "annuity: function %d has %zu inputs, not %zu",
                             asked->function, asked->shape->inputs, input_count);
    if (rows > PTRDIFF_MAX / sizeof(double))
        return aic_error_set(error, AIC_E_ARGUMENT, "annuity: no array has %zu rows",
                             rows);
    for (size_t k = 0; k < asked->shape->defaults; k++)
        if (!asked->inputs[k].values)
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "annuity: input %zu has no values, and no default", k);
    return AIC_OK;
}

int aic_annuity_columns(int function, const aic_column *inputs, size_t input_count,
                        size_t rows, const aic_columns_options *options, double *result,
                        aic_columns_report *report, aic_error *error)
{
    if (function < AIC_PMT || function > AIC_RATE)
        return aic_error_set(error, AIC_E_ARGUMENT, "annuity: function %d is unknown",
                             function);
    question asked = {function, &shapes[function - 1], inputs};
    int status = check(&asked, input_count, rows, result, error);
    if (status < 0)
        return status;
    rows_job job = {&asked, run, explain, rows, BLOCK};
    return aic_run_rows(&job, options, result, NULL, report, error);
}
