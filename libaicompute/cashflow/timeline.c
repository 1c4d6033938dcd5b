/* A series of flows made ready. */
#include "cashflow/timeline.h"

#include "cashflow/argument.h"
#include "cashflow/dates.h"
#include "cashflow/twofold.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The largest flow is brought to this power of two: sums of 2^30 of them, times of 2^48
 * steps, stay below the largest double, and the smallest flows above the denormals. */
static const int LARGEST_EXPONENT = 900;

/* Powers of two between the largest and the smallest flow: up to here no side that
 * matters, at rates where they balance, gets into the denormals. */
static const int RANGE_MAX = 600;

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

/* The power of two that all flows are scaled by; whether one flow would lose digits. */
typedef struct {
    int shift;
    bool too_wide;
} scale;

static scale scale_of(const double *values, size_t count)
{
    double largest = 0, smallest = INFINITY;
    for (size_t i = 0; i < count; i++) {
        double size = fabs(values[i]);
        largest = size > largest ? size : largest;
        smallest = size < smallest && size > 0 ? size : smallest;
    }
    if (largest == 0)
        return (scale){0, false};
    int highest, lowest;
    frexp(largest, &highest);
    frexp(smallest, &lowest);
    return (scale){LARGEST_EXPONENT - highest, highest - lowest > RANGE_MAX};
}

static void take_flows(timeline *line, const double *values, const int64_t *dates,
                       size_t count, int shift, const aic_cashflow_options *options)
{
    int64_t base = dates ? aic_base_of(dates, count, options->base_date) : 0;
    double up = ldexp(1, shift / 2), up_rest = ldexp(1, shift - shift / 2);
    for (size_t i = 0; i < count; i++) {
        if (values[i] == 0)
            continue;
        int64_t when =
            dates ? aic_steps_between(base, dates[i], options->day_count) : (int64_t)i;
        line->flows[line->count++] = (flow){when, values[i] * up * up_rest, 0};
    }
}

static int by_step(const void *a, const void *b)
{
    int64_t one = ((const flow *)a)->step, other = ((const flow *)b)->step;
    return (one > other) - (one < other);
}

/* Flows in order of time; whether there are two of one time. */
static bool sort_flows(timeline *line)
{
    bool repeats = false;
    for (size_t i = 1; i < line->count; i++) {
        if (line->flows[i].step < line->flows[i - 1].step) {
            qsort(line->flows, line->count, sizeof *line->flows, by_step);
            return true;
        }
        repeats = repeats || line->flows[i].step == line->flows[i - 1].step;
    }
    return repeats;
}

/* What brings the largest of some flows next to 1, where each has a power of its own. */
static int power_of_flows(const flow *first, size_t count)
{
    int highest = INT_MIN;
    for (size_t i = 0; i < count; i++) {
        int exponent;
        frexp(first[i].value, &exponent);
        highest = exponent > highest ? exponent : highest;
    }
    return highest;
}

/* Flows of one date become one, exactly, and those that come to nothing go. */
static void merge_flows(timeline *line)
{
    size_t kept = 0, end;
    for (size_t i = 0; i < line->count; i = end) {
        int64_t when = line->flows[i].step;
        for (end = i + 1; end < line->count && line->flows[end].step == when;)
            end++;
        int power = line->powers ? power_of_flows(&line->flows[i], end - i) : 0;
        twofold sum = {0, 0};
        for (size_t k = i; k < end; k++)
            sum = twofold_add_one(sum, power == 0 ? line->flows[k].value
                                                  : ldexp(line->flows[k].value, -power));
        if (sum.hi == 0)
            continue;
        if (line->powers)
            line->powers[kept] = power;
        line->flows[kept++] = (flow){when, sum.hi, sum.lo};
    }
    line->count = kept;
}

static void describe(timeline *line)
{
    int64_t start = line->count ? line->flows[0].step : 0;
    line->first[0] = line->first[1] = SIZE_MAX;
    for (size_t i = 0; i < line->count; i++) {
        flow *at = &line->flows[i];
        at->step -= start;
        size_t side = at->value < 0;
        if (line->first[side] == SIZE_MAX)
            line->first[side] = i;
        line->last[side] = i;
        line->sign_changes += i > 0 && side != (at[-1].value < 0);
    }
    line->span = line->count ? line->flows[line->count - 1].step : 0;
}

bool aic_is_norstrom(const timeline *line)
{
    twofold total = {0, 0};
    int last = 0, changes = 0;
    for (size_t i = 0; i < line->count; i++) {
        total = twofold_add(total, (twofold){line->flows[i].value, line->flows[i].rest});
        int sign = (total.hi > 0) - (total.hi < 0);
        changes += sign != 0 && last != 0 && sign != last;
        last = sign != 0 ? sign : last;
    }
    /* Amounts of powers of their own do not add up so. */
    return changes == 1 && total.hi != 0 && !line->powers;
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

static int refuse_memory(const char *function, size_t count, aic_error *error)
{
    return aic_error_set(error, AIC_E_MEMORY, "%s: not enough memory for %zu flows",
                         function, count);
}

/* Room for the flows, and where one scale does not do, for their powers. */
static int make_room(timeline *line, const char *function, size_t count, bool too_wide,
                     aic_error *error)
{
    line->flows = line->own;
    line->memory = NULL;
    line->powers = NULL;
    if (count > SIZE_MAX / sizeof(flow))
        return refuse_memory(function, count, error);
    if (count > FLOWS_ON_STACK)
        line->flows = line->memory = malloc(count * sizeof *line->memory);
    if (too_wide)
        line->powers = malloc(count * sizeof *line->powers);
    if (line->flows && (line->powers || !too_wide))
        return AIC_OK;
    aic_timeline_close(line);
    return refuse_memory(function, count, error);
}

int aic_timeline_open(timeline *line, const char *function, const double *values,
                      const int64_t *dates, size_t count,
                      const aic_cashflow_options *options, aic_error *error)
{
    line->count = 0;
    line->sign_changes = 0;
    line->steps_per_unit = dates ? (double)aic_steps_per_year(options->day_count) : 1;
    scale all = scale_of(values, count);
    int status = make_room(line, function, count, all.too_wide, error);
    if (status < 0)
        return status;
    take_flows(line, values, dates, count, all.too_wide ? 0 : all.shift, options);
    bool repeats = dates && sort_flows(line);
    if (repeats || all.too_wide)
        merge_flows(line);
    describe(line);
    status = judge(line, function, error);
    if (status < 0)
        aic_timeline_close(line);
    return status;
}

void aic_timeline_close(timeline *line)
{
    free(line->memory);
    free(line->powers);
    line->memory = NULL;
    line->powers = NULL;
    line->count = 0;
}
