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
#include <string.h>

enum { TILE = 128, INPUTS = 6, FUNCTIONS = 7, BLOCK = 1024 };

/* A tile: an array an input, and the results. */
typedef void tile_function(const double *const in[INPUTS], double *out);

static const double zeros[TILE];

/* Columns of the numbers of growth.h: loops of moderate length, of which a processor has
 * several rows at work. Most of the time goes here, so what follows them is there once,
 * and for every processor for pmt alone. */
typedef struct {
    double hi[TILE], lo[TILE];
} twofolds;

typedef struct {
    twofolds part;
    double power[TILE], power_rest[TILE], gap[TILE];
} decays;

CLONES static void take_logs(const double *rate, twofolds *restrict logs)
{
    for (size_t i = 0; i < TILE; i++) {
        twofold log_growth = growth_log((twofold){rate[i], 0});
        logs->hi[i] = log_growth.hi;
        logs->lo[i] = log_growth.lo;
    }
}

CLONES static void take_decays(const twofolds *logs, const double *periods,
                               decays *restrict made)
{
    for (size_t i = 0; i < TILE; i++) {
        decay one = decay_over((twofold){logs->hi[i], logs->lo[i]}, periods[i]);
        made->part.hi[i] = one.part.hi;
        made->part.lo[i] = one.part.lo;
        made->gap[i] = one.gap.hi;
        made->power[i] = one.power;
        made->power_rest[i] = one.power_rest;
    }
}

IN_LOOPS decay decay_at(const decays *all, size_t i)
{
    return (decay){{all->part.hi[i], all->part.lo[i]},
                   all->power[i],
                   all->power_rest[i],
                   {all->gap[i], 0}};
}

static void decay_of_rate(const double *rate, const double *periods, decays *made)
{
    twofolds logs;
    take_logs(rate, &logs);
    take_decays(&logs, periods, made);
}

CLONES static void pmt_rows(const double *const in[INPUTS], const decays *all,
                            double *restrict out)
{
    const double *rate = in[0], *nper = in[1], *pv = in[2], *fv = in[3], *when = in[4];
    for (size_t i = 0; i < TILE; i++)
        out[i] = pmt_from(rate[i], nper[i], pv[i], fv[i], when[i], decay_at(all, i));
}

static void pmt_tile(const double *const in[INPUTS], double *out)
{
    decays all;
    decay_of_rate(in[0], in[1], &all);
    pmt_rows(in, &all, out);
}

static void ipmt_rows(const double *const in[INPUTS], const decays *all,
                      const decays *left, const decays *gone, double *restrict out)
{
    const double *rate = in[0], *per = in[1], *nper = in[2];
    const double *pv = in[3], *fv = in[4], *when = in[5];
    for (size_t i = 0; i < TILE; i++)
        out[i] = ipmt_from(rate[i], per[i], nper[i], pv[i], fv[i], when[i],
                           decay_at(all, i), decay_at(left, i), decay_at(gone, i));
}

static void ipmt_tile(const double *const in[INPUTS], double *out)
{
    twofolds logs;
    decays all, left, gone;
    double after[TILE], before[TILE];
    for (size_t i = 0; i < TILE; i++) {
        after[i] = in[2][i] - in[1][i] + 1;
        before[i] = in[1][i] - 1;
    }
    take_logs(in[0], &logs);
    take_decays(&logs, in[2], &all);
    take_decays(&logs, after, &left);
    take_decays(&logs, before, &gone);
    ipmt_rows(in, &all, &left, &gone, out);
}

static void ppmt_rows(const double *const in[INPUTS], const decays *all,
                      const decays *since, double *restrict out)
{
    const double *rate = in[0], *per = in[1], *nper = in[2];
    const double *pv = in[3], *fv = in[4], *when = in[5];
    for (size_t i = 0; i < TILE; i++)
        out[i] = ppmt_from(rate[i], per[i], nper[i], pv[i], fv[i], when[i],
                           decay_at(all, i), decay_at(since, i));
}

static void ppmt_tile(const double *const in[INPUTS], double *out)
{
    twofolds logs;
    decays all, since;
    double periods[TILE];
    for (size_t i = 0; i < TILE; i++)
        periods[i] = periods_since(in[0][i], in[1][i], in[2][i]);
    take_logs(in[0], &logs);
    take_decays(&logs, in[2], &all);
    take_decays(&logs, periods, &since);
    ppmt_rows(in, &all, &since, out);
}

static void worth_rows(const double *const in[INPUTS], const decays *all, bool of_future,
                       double *restrict out)
{
    const double *rate = in[0], *nper = in[1], *pmt = in[2], *other = in[3];
    const double *when = in[4];
    for (size_t i = 0; i < TILE; i++) {
        int falls = rate[i] < 0;
        out[i] = worth_of(rate[i], nper[i], pmt[i], other[i], when[i],
                          of_future ? falls : !falls, decay_at(all, i));
    }
}

static void pv_tile(const double *const in[INPUTS], double *out)
{
    decays all;
    decay_of_rate(in[0], in[1], &all);
    worth_rows(in, &all, false, out);
}

static void fv_tile(const double *const in[INPUTS], double *out)
{
    decays all;
    decay_of_rate(in[0], in[1], &all);
    worth_rows(in, &all, true, out);
}

static void nper_rows(const double *const in[INPUTS], const twofolds *logs,
                      double *restrict out)
{
    const double *rate = in[0], *pmt = in[1], *pv = in[2], *fv = in[3], *when = in[4];
    for (size_t i = 0; i < TILE; i++) {
        nper_terms terms = nper_terms_of(rate[i], pmt[i], pv[i], fv[i], when[i]);
        out[i] = nper_from(rate[i], terms, (twofold){logs->hi[i], logs->lo[i]},
                           growth_log(terms.share));
    }
}

static void nper_tile(const double *const in[INPUTS], double *out)
{
    twofolds logs;
    take_logs(in[0], &logs);
    nper_rows(in, &logs, out);
}

/* It has no closed form: every row is a single call. */
static void rate_tile(const double *const in[INPUTS], double *out)
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
    double nper_min, nper_over;
} shape;

static const shape shapes[FUNCTIONS] = {
    {5, 3, pmt_tile, 0, -1, 1, 0, 0},    {6, 4, ipmt_tile, 0, 1, 2, 1, -1},
    {6, 4, ppmt_tile, 0, 1, 2, 1, -1},   {5, 3, pv_tile, 0, -1, 1, 0, -1},
    {5, 3, fv_tile, 0, -1, 1, 0, -1},    {5, 3, nper_tile, 0, -1, -1, 0, -1},
    {5, 3, rate_tile, -1, -1, 0, 1, -1},
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

/* The rows of a tile, in place where they lie one after another. */
typedef struct {
    const double *in[INPUTS];
    double copies[INPUTS][TILE];
} tile_rows;

static void gather(const question *asked, size_t first, size_t count, tile_rows *made)
{
    for (size_t k = 0; k < asked->shape->inputs; k++) {
        const aic_column *column = &asked->inputs[k];
        const double *from = zeros;
        if (column->values)
            from = column->values + (ptrdiff_t)first * column->stride;
        made->in[k] = from;
        if (from == zeros || (column->stride == 1 && count == TILE))
            continue;
        double *to = made->copies[k];
        for (size_t i = 0; i < TILE; i++)
            to[i] = from[(ptrdiff_t)(i < count ? i : 0) * column->stride];
        made->in[k] = to;
    }
}

/* Whether the tile may be wrong about any row, and `marks` says about which. A value less
 * itself is 0, or NaN. */
CLONES static bool find_doubtful(const shape *of, const double *const in[INPUTS],
                                 const double *out, int64_t *restrict marks)
{
    const double *rate = of->rate_at < 0 ? zeros : in[of->rate_at];
    const double *nper = of->nper_at < 0 ? zeros : in[of->nper_at];
    const double *per = of->per_at < 0 ? nper : in[of->per_at];
    const double *when = in[of->inputs - 1];
    double nper_min = of->nper_min, nper_over = of->nper_over, finite[TILE];
    double per_min = of->per_at < 0 ? nper_min : 1;
    int64_t any = 0;
    for (size_t i = 0; i < TILE; i++)
        finite[i] = out[i] - out[i];
    for (size_t k = 0; k < of->inputs; k++)
        for (size_t i = 0; in[k] != zeros && i < TILE; i++)
            finite[i] += in[k][i] - in[k][i];
    for (size_t i = 0; i < TILE; i++) {
        int good = (finite[i] == 0) & (rate[i] > -1) & (nper[i] >= nper_min) &
                   (nper[i] > nper_over) & (per[i] >= per_min) & (per[i] <= nper[i]) &
                   ((when[i] == 0) | (when[i] == 1));
        marks[i] = good ? 0 : 1;
        any |= marks[i];
    }
    return any != 0;
}

static int explain(const void *context, size_t row, aic_error *error)
{
    const question *asked = context;
    double in[INPUTS] = {0}, out;
    for (size_t k = 0; k < asked->shape->inputs; k++)
        in[k] = input_at(asked, k, row);
    return call(asked->function, in, &out, error);
}

static int call_row(const question *asked, const tile_rows *rows, size_t i, double *out)
{
    double row[INPUTS] = {0};
    for (size_t k = 0; k < asked->shape->inputs; k++)
        row[k] = rows->in[k][i];
    return call(asked->function, row, out, NULL);
}

static void run_tile(const question *asked, size_t first, size_t count, double *results,
                     int32_t *statuses)
{
    tile_rows rows;
    double out[TILE];
    int64_t marks[TILE];
    gather(asked, first, count, &rows);
    asked->shape->tile(rows.in, out);
    memset(statuses, 0, count * sizeof *statuses);
    if (find_doubtful(asked->shape, rows.in, out, marks))
        for (size_t i = 0; i < count; i++)
            if (marks[i])
                statuses[i] = call_row(asked, &rows, i, &out[i]);
    memcpy(results, out, count * sizeof *results);
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
