/* A series of flows made ready. */
#include "cashflow/timeline.h"

#include "cashflow/argument.h"
#include "cashflow/dates.h"
#include "cashflow/twofold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The largest flow is brought to this power of two: sums of 2^30 of them, times of 2^48
 * steps, stay below the largest double, and the smallest flows above the denormals. */
static const int LARGEST_EXPONENT = 900;

static bool all_zero(const unsigned char *bytes, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

int aic_receive_cashflow_options(const char *function, const aic_cashflow_options *given,
                                 aic_cashflow_options *own, aic_error *error)
{
    *own = (aic_cashflow_options){.size = sizeof *own};
    if (!given)
        return AIC_OK;
    if (given->size < sizeof given->size)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s: the options do not say their size", function);
    if (given->size > sizeof *own &&
        !all_zero((const void *)given, sizeof *own, given->size))
        return aic_error_set(error, AIC_E_VERSION,
                             "%s: the options use something newer than this library",
                             function);
    memcpy(own, given, given->size < sizeof *own ? given->size : sizeof *own);
    if (!aic_is_day_count(own->day_count))
        return aic_error_set(error, AIC_E_ARGUMENT, "%s: day count %d is unknown",
                             function, own->day_count);
    if (own->base_date != AIC_BASE_FIRST && own->base_date != AIC_BASE_EARLIEST)
        return aic_error_set(error, AIC_E_ARGUMENT, "%s: base date %d is unknown",
                             function, own->base_date);
    argument guess = {"guess", own->guess, -1, INFINITY, true, true};
    return aic_check_argument(function, guess, error);
}

int aic_check_dates(const char *function, const int64_t *dates, size_t count,
                    aic_error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (aic_in_calendar(dates[i]))
            continue;
        aic_error_set(error, AIC_E_RANGE,
                      "%s: dates[%zu], day %lld, is in a year of more than six digits",
                      function, i, (long long)dates[i]);
        if (error) {
            error->index = i > INT32_MAX ? -1 : (int32_t)i;
            error->value = (double)dates[i];
            aic_copy_text(error->variable, sizeof error->variable, "dates");
        }
        return AIC_E_RANGE;
    }
    return AIC_OK;
}

int64_t aic_base_of(const int64_t *dates, size_t count, int base_date)
{
    int64_t base = dates[0];
    for (size_t i = 1; i < count && base_date == AIC_BASE_EARLIEST; i++)
        base = dates[i] < base ? dates[i] : base;
    return base;
}

static double scale_of(const double *values, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fabs(values[i]) > largest ? fabs(values[i]) : largest;
    int exponent;
    frexp(largest, &exponent);
    return largest > 0 ? LARGEST_EXPONENT - exponent : 0;
}

static void take_flows(timeline *line, const double *values, const int64_t *dates,
                       size_t count, const aic_cashflow_options *options)
{
    int shift = (int)scale_of(values, count);
    int64_t base = dates ? aic_base_of(dates, count, options->base_date) : 0;
    for (size_t i = 0; i < count; i++) {
        if (values[i] == 0)
            continue;
        int64_t when =
            dates ? aic_steps_between(base, dates[i], options->day_count) : (int64_t)i;
        line->flows[line->count++] = (flow){when, ldexp(values[i], shift), 0};
    }
}

static int by_step(const void *a, const void *b)
{
    int64_t one = ((const flow *)a)->step, other = ((const flow *)b)->step;
    return (one > other) - (one < other);
}

static void sort_flows(timeline *line)
{
    for (size_t i = 1; i < line->count; i++)
        if (line->flows[i].step < line->flows[i - 1].step) {
            qsort(line->flows, line->count, sizeof *line->flows, by_step);
            return;
        }
}

/* Flows of one date become one, exactly, and those that come to nothing go. */
static void merge_flows(timeline *line)
{
    size_t kept = 0;
    for (size_t i = 0; i < line->count;) {
        flow *at = &line->flows[i];
        twofold sum = {0, 0};
        int64_t when = at->step;
        for (; i < line->count && line->flows[i].step == when; i++)
            sum = twofold_add_one(sum, line->flows[i].value);
        if (sum.hi != 0)
            line->flows[kept++] = (flow){when, sum.hi, sum.lo};
    }
    line->count = kept;
}

static void describe(timeline *line)
{
    int64_t start = line->count ? line->flows[0].step : 0;
    twofold total = {0, 0};
    int total_sign = 0, total_changes = 0;
    line->first[0] = line->first[1] = SIZE_MAX;
    for (size_t i = 0; i < line->count; i++) {
        flow *at = &line->flows[i];
        at->step -= start;
        size_t side = at->value < 0;
        if (line->first[side] == SIZE_MAX)
            line->first[side] = i;
        line->last[side] = i;
        line->sign_changes += i > 0 && side != (at[-1].value < 0);
        total = twofold_add(total, (twofold){at->value, at->rest});
        int sign = (total.hi > 0) - (total.hi < 0);
        total_changes += sign != 0 && total_sign != 0 && sign != total_sign;
        total_sign = sign != 0 ? sign : total_sign;
    }
    line->span = line->count ? line->flows[line->count - 1].step : 0;
    line->norstrom = total_changes == 1 && total.hi != 0;
}

static int judge(const timeline *line, const char *function, aic_error *error)
{
    if (line->count < 2)
        return aic_error_set(error, AIC_E_TOO_FEW_FLOWS,
                             "%s: %zu flows are not zero, and it takes two at different "
                             "times",
                             function, line->count);
    if (line->sign_changes == 0)
        return aic_error_set(error, AIC_E_NO_SIGN_CHANGE,
                             "%s: all flows are %s zero, so no rate makes their value "
                             "zero",
                             function, line->flows[0].value > 0 ? "above" : "below");
    return AIC_OK;
}

int aic_timeline_open(timeline *line, const char *function, const double *values,
                      const int64_t *dates, size_t count,
                      const aic_cashflow_options *options, aic_error *error)
{
    line->count = 0;
    line->sign_changes = 0;
    line->norstrom = false;
    line->memory = NULL;
    line->flows = line->own;
    line->steps_per_unit = dates ? (double)aic_steps_per_year(options->day_count) : 1;
    if (count > FLOWS_ON_STACK) {
        line->memory = count <= SIZE_MAX / sizeof(flow)
                           ? malloc(count * sizeof *line->memory)
                           : NULL;
        if (!line->memory)
            return aic_error_set(error, AIC_E_MEMORY,
                                 "%s: not enough memory for %zu flows", function, count);
        line->flows = line->memory;
    }
    take_flows(line, values, dates, count, options);
    if (dates) {
        sort_flows(line);
        merge_flows(line);
    }
    describe(line);
    int status = judge(line, function, error);
    if (status < 0)
        aic_timeline_close(line);
    return status;
}

void aic_timeline_close(timeline *line)
{
    free(line->memory);
    line->memory = NULL;
}
