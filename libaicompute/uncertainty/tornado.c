/* aic_tornado(): one input after another from its low to its high value. */
#include "core/options.h"
#include "uncertainty/plan.h"

#include "aicompute/sensitivity.h"

#include <math.h>
#include <stdlib.h>

static const double LOW_USUAL = 0.05, HIGH_USUAL = 0.95;

/* The rows of a bar. */
enum { LOW, BASE, HIGH, ROWS };

/* A call. */
typedef struct {
    const aic_sampling *plan;
    size_t number; /* of the result among the wanted */
    double probabilities[ROWS];
    draw_room room;
    bool refused;
    aic_error *error;
} diagram;

static int find_result(diagram *d, size_t result)
{
    const aic_sampling *plan = d->plan;
    while (d->number < plan->n_wanted && plan->wanted[d->number] != result)
        d->number++;
    if (d->number < plan->n_wanted)
        return AIC_OK;
    return aic_error_set(d->error, AIC_E_ARGUMENT, "the plan does not want result %zu",
                         result);
}

static int take_options(diagram *d, const aic_tornado_options *given)
{
    aic_tornado_options own;
    int status = aic_receive_options(given, &own, sizeof own, d->error);
    if (status < 0)
        return status;
    if (own.low == 0 && own.high == 0) {
        own.low = LOW_USUAL;
        own.high = HIGH_USUAL;
    }
    if (!(own.low > 0 && own.low < own.high && own.high < 1))
        return aic_error_set(d->error, AIC_E_ARGUMENT,
                             "low is %g and high %g, and must be above 0, below 1 and "
                             "ascending",
                             own.low, own.high);
    d->probabilities[LOW] = own.low;
    d->probabilities[BASE] = 0.5;
    d->probabilities[HIGH] = own.high;
    return AIC_OK;
}

static int check_count(const diagram *d, const aic_tornado_bar *bars, size_t count)
{
    size_t uncertain = d->plan->n_uncertain;
    if (uncertain == 0)
        return aic_error_set(d->error, AIC_E_ARGUMENT, "no input of %s is uncertain",
                             d->plan->model->name);
    if (!bars || count != uncertain)
        return aic_error_set(d->error, AIC_E_ARGUMENT,
                             "%zu inputs are uncertain, and there are %zu bars, or they "
                             "are NULL",
                             uncertain, count);
    return AIC_OK;
}

static void set_medians(const diagram *d)
{
    for (size_t k = 0; k < d->plan->n_uncertain; k++) {
        double *column = input_column(&d->room, k);
        aic_prepared_quantiles(&d->plan->distributions[k], &d->probabilities[BASE],
                               column, 1);
        column[LOW] = column[BASE] = column[HIGH] = column[0];
    }
}

/* Ends that are the same, infinite ones as well, are no swing. */
static double swing_of(double low, double high)
{
    return low == high ? 0 : fabs(high - low);
}

static void note_refused(diagram *d, const double *results)
{
    for (size_t row = 0; row < ROWS && !d->refused; row++)
        if (isnan(results[row])) {
            d->refused = true;
            aic_draw_refusal(&d->room, row, d->error);
        }
}

static void draw_bar(diagram *d, size_t k, aic_tornado_bar *bar)
{
    double *column = input_column(&d->room, k);
    double *results = result_column(&d->room, d->number), median = column[BASE];
    aic_prepared_quantiles(&d->plan->distributions[k], d->probabilities, column, ROWS);
    aic_draw_results(&d->room, ROWS);
    note_refused(d, results);
    *bar = (aic_tornado_bar){.input = d->plan->uncertain[k],
                             .low_input = column[LOW],
                             .high_input = column[HIGH],
                             .low = results[LOW],
                             .base = results[BASE],
                             .high = results[HIGH],
                             .swing = swing_of(results[LOW], results[HIGH])};
    column[LOW] = column[HIGH] = median;
}

static int compare_bars(const void *left, const void *right)
{
    const aic_tornado_bar *a = left, *b = right;
    if (isnan(a->swing) != isnan(b->swing))
        return isnan(a->swing) ? 1 : -1;
    if (a->swing != b->swing && !isnan(a->swing))
        return a->swing > b->swing ? -1 : 1;
    return (a->input > b->input) - (a->input < b->input);
}

int aic_tornado(const aic_sampling *plan, size_t result,
                const aic_tornado_options *options, aic_tornado_bar *bars,
                size_t bar_count, aic_error *error)
{
    if (!plan)
        return aic_error_set(error, AIC_E_ARGUMENT, "the plan is NULL");
    diagram d = {.plan = plan, .error = error};
    int status = find_result(&d, result);
    if (status == AIC_OK)
        status = take_options(&d, options);
    if (status == AIC_OK)
        status = check_count(&d, bars, bar_count);
    if (status < 0)
        return status;
    if (!aic_draw_open(plan, &d.room))
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for the bars");
    set_medians(&d);
    for (size_t k = 0; k < bar_count; k++)
        draw_bar(&d, k, &bars[k]);
    aic_draw_close(&d.room);
    qsort(bars, bar_count, sizeof *bars, compare_bars);
    return d.refused ? AIC_W_ROWS : aic_error_clear(error);
}
