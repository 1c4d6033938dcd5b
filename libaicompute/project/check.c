/* Whether a project is sound, and its times in periods. */
#include "project/project.h"

#include "core/options.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Shares that should add up to 1 may miss it by this much. */
static const double SHARES_MISS = 1e-9;

/* A time in years is a whole number of periods within this many of them. */
static const double PERIOD_MISS = 1e-9;

#define POSITION(field) (offsetof(aic_project_inputs, field) / sizeof(double))

/* Errors name it as they name models. */
static const aic_model named = {.name = "project"};

int aic_project_error(aic_error *error, int status, size_t input, double value,
                      const char *why)
{
    return aic_error_variable(error, status, &named, input, aic_project_input(input),
                              value, why);
}

/* A caller's project of any age, as this library knows it. */
int aic_project_receive(const aic_project *project, aic_project *own, aic_error *error)
{
    if (!project || project->size < offsetof(aic_project, inputs))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the project is NULL or does not say its size");
    size_t size = project->size;
    if (size > sizeof *own && !aic_all_zero(project, sizeof *own, size))
        return aic_error_set(
            error, AIC_E_VERSION,
            "the project uses something newer than this library, version %s",
            aic_version());
    aic_project_fill(own, sizeof *own);
    memcpy(own, project, size < sizeof *own ? size : sizeof *own);
    own->size = sizeof *own;
    return AIC_OK;
}

static double number_at(const aic_project_inputs *in, size_t position)
{
    double value;
    memcpy(&value, (const char *)in + position * sizeof value, sizeof value);
    return value;
}

/* Numbers without a default need not be given, but for the first. */
static int check_numbers(const aic_project_inputs *in, aic_error *error)
{
    for (size_t i = 0; i < aic_project_input_count(); i++) {
        const aic_variable *row = aic_project_input(i);
        double value = number_at(in, i);
        bool may_lack = isnan(row->value) && i != POSITION(cluster_cost);
        if (value >= row->min && value <= row->max)
            continue;
        if (!isnan(value))
            return aic_project_error(error, AIC_E_RANGE, i, value, NULL);
        if (!may_lack)
            return aic_project_error(error, AIC_E_MISSING, i, value, NULL);
    }
    return AIC_OK;
}

int aic_project_check_usual(const aic_project_inputs *in, aic_error *error)
{
    for (size_t i = 0; i < aic_project_input_count(); i++) {
        const aic_variable *row = aic_project_input(i);
        double value = number_at(in, i);
        if (value < row->low || value > row->high)
            return aic_project_error(error, AIC_W_UNUSUAL, i, value, NULL);
    }
    return aic_error_clear(error);
}

static int check_choices(const aic_project *p, aic_error *error)
{
    if (p->mode < AIC_FINITE_LIFE || p->mode > AIC_PERPETUITY)
        return aic_error_set(error, AIC_E_ARGUMENT, "project: %d is no mode",
                             (int)p->mode);
    if (p->periods_per_year != 1 && p->periods_per_year != 12)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "project: periods_per_year is %d, not 1 or 12",
                             (int)p->periods_per_year);
    if (p->depreciation < AIC_STRAIGHT_LINE || p->depreciation > AIC_NO_DEPRECIATION)
        return aic_error_set(error, AIC_E_ARGUMENT, "project: %d is no depreciation",
                             (int)p->depreciation);
    if (p->repayment < AIC_LEVEL_PAYMENT || p->repayment > AIC_EQUAL_PRINCIPAL)
        return aic_error_set(error, AIC_E_ARGUMENT, "project: %d is no repayment",
                             (int)p->repayment);
    return AIC_OK;
}

size_t aic_project_periods(double years, size_t per_year)
{
    return (size_t)(years * (double)per_year + 0.5);
}

/* A time that must be whole periods. */
static int check_whole(const aic_project *p, size_t input, size_t *periods,
                       aic_error *error)
{
    size_t per_year = (size_t)p->periods_per_year;
    double years = number_at(&p->inputs, input);
    *periods = aic_project_periods(years, per_year);
    double miss = years * (double)per_year - (double)*periods;
    if (fabs(miss) > PERIOD_MISS)
        return aic_project_error(error, AIC_E_CONDITION, input, years,
                                 per_year == 1 ? "must be whole years; with 12 periods a "
                                                 "year, whole months"
                                               : "must be whole months");
    return AIC_OK;
}

/* An array that the caller gives: its elements from `min` to `max`. */
typedef struct {
    const char *name;
    const double *values;
    size_t count;
    double min, max;
} series;

static int series_error(aic_error *error, int status, const series *given, size_t at,
                        const char *why)
{
    char number[32];
    aic_format_number(number, sizeof number, given->values[at]);
    aic_error_set(error, status, "project: %s[%zu] is %s: %s", given->name, at, number,
                  why);
    if (error) {
        error->row = (int64_t)at;
        error->value = given->values[at];
        error->min = given->min;
        error->max = given->max;
        aic_copy_text(error->model, sizeof error->model, named.name);
        aic_copy_text(error->variable, sizeof error->variable, given->name);
    }
    return status;
}

static int check_series(const series *given, aic_error *error)
{
    if (!given->values != (given->count == 0))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "project: %s has %zu values and is%s NULL", given->name,
                             given->count, given->values ? " not" : "");
    for (size_t i = 0; i < given->count; i++) {
        double value = given->values[i];
        char why[96];
        snprintf(why, sizeof why, "it must be from %g to %g", given->min, given->max);
        if (isnan(value))
            return series_error(error, AIC_E_MISSING, given, i, "it has no value");
        if (!(value >= given->min && value <= given->max))
            return series_error(error, AIC_E_RANGE, given, i, why);
    }
    return AIC_OK;
}

/* Shares of a cost, all paid before the end. */
static int check_shares(const series *given, size_t periods, aic_error *error)
{
    double sum = 0;
    int status = check_series(given, error);
    for (size_t i = 0; i < given->count && status == AIC_OK; i++) {
        sum += given->values[i];
        if (given->values[i] > 0 && i >= periods)
            status = series_error(error, AIC_E_CONDITION, given, i,
                                  "the project is over by then");
    }
    if (status == AIC_OK && given->count > 0 && !(fabs(sum - 1) <= SHARES_MISS))
        status = series_error(error, AIC_E_CONDITION, given, given->count - 1,
                              "with it the shares do not add up to 1");
    return status;
}

static int check_arrays(const aic_project *p, size_t periods, aic_error *error)
{
    const series cluster = {"cluster_shares", p->cluster_shares, p->cluster_share_count,
                            0, 1};
    const series facility = {"facility_shares", p->facility_shares,
                             p->facility_share_count, 0, 1};
    const series ramp = {"utilization_ramp", p->utilization_ramp,
                         p->utilization_ramp_count, 0, 1};
    const series path = {"price_path", p->price_path, p->price_path_count, 1e-9, 1e9};
    int status = check_shares(&cluster, periods, error);
    if (status == AIC_OK)
        status = check_shares(&facility, periods, error);
    if (status == AIC_OK)
        status = check_series(&ramp, error);
    if (status == AIC_OK)
        status = check_series(&path, error);
    return status;
}

static bool earns_by_hour(const aic_project *p)
{
    return p->inputs.rental_price_per_gpu_hour != 0 || p->price_path;
}

/* Numbers that stand against each other: the second would be ignored, so it is refused.
 */
static int check_together(const aic_project *p, aic_error *error)
{
    const aic_project_inputs *in = &p->inputs;
    const struct {
        bool wrong;
        size_t input;
        const char *why;
    } rules[] = {
        {p->cluster_shares && in->construction_years != 0, POSITION(construction_years),
         "cluster_shares say when the cluster is paid: leave it 0"},
        {p->price_path && in->rental_price_per_gpu_hour != 0,
         POSITION(rental_price_per_gpu_hour), "price_path has the prices: leave it 0"},
        {p->price_path && in->price_decline != 0, POSITION(price_decline),
         "price_path has the prices: leave it 0"},
        {in->server_share_w > 0 && isnan(in->electricity_price_per_kwh),
         POSITION(electricity_price_per_kwh), "is needed when server_share_w is given"},
        {in->server_share_w > 0 && in->energy_mwh_per_year != 0,
         POSITION(energy_mwh_per_year), "server_share_w gives the energy: leave it 0"},
        {in->server_share_w > 0 && in->electricity_cost_per_year != 0,
         POSITION(electricity_cost_per_year),
         "server_share_w gives the electricity: leave it 0"},
        {in->server_share_w > 0 && in->emissions_tco2e_per_year != 0,
         POSITION(emissions_tco2e_per_year),
         "server_share_w gives the emissions: leave it 0"},
        {in->server_share_w > 0 && in->carbon_cost_per_year != 0,
         POSITION(carbon_cost_per_year), "server_share_w gives the carbon: leave it 0"},
        {in->debt_share > 0 && isnan(in->interest_rate), POSITION(interest_rate),
         "is needed when there is debt"},
        {in->debt_share > 0 && isnan(in->debt_years), POSITION(debt_years),
         "is needed when there is debt"},
        {in->gpu_count == 0 && (earns_by_hour(p) || in->server_share_w > 0),
         POSITION(gpu_count), "is needed when each accelerator has a price or a power"},
        {p->mode == AIC_PERPETUITY && in->discount_rate == 0, POSITION(discount_rate),
         "what lasts for ever has no worth at a rate of 0"},
        {p->mode == AIC_PERPETUITY && in->target_rate == 0, POSITION(target_rate),
         "what lasts for ever has no worth at a rate of 0"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].wrong)
            return aic_project_error(error, AIC_E_CONDITION, rules[i].input,
                                     number_at(in, rules[i].input), rules[i].why);
    return AIC_OK;
}

/* The period in which the last of the shares is paid. */
static size_t last_share(const double *shares, size_t count, size_t otherwise)
{
    size_t last = otherwise;
    for (size_t i = 0; shares && i < count; i++)
        if (shares[i] > 0)
            last = i;
    return last;
}

static int check_times(const aic_project *p, schedule *s, aic_error *error)
{
    size_t construction = 0, repaid = 0;
    int status = check_whole(p, POSITION(project_years), &s->periods, error);
    if (status == AIC_OK)
        status = check_whole(p, POSITION(construction_years), &construction, error);
    if (status == AIC_OK && p->mode != AIC_PERPETUITY)
        status = check_whole(p, POSITION(life_years), &s->life, error);
    if (status == AIC_OK && p->inputs.debt_share > 0)
        status = check_whole(p, POSITION(debt_years), &repaid, error);
    if (status == AIC_OK && construction >= s->periods)
        status = aic_project_error(error, AIC_E_CONDITION, POSITION(construction_years),
                                   p->inputs.construction_years,
                                   "the project is over by then");
    size_t cluster = last_share(p->cluster_shares, p->cluster_share_count, construction);
    size_t facility = last_share(p->facility_shares, p->facility_share_count, 0);
    s->built = cluster > facility ? cluster : facility;
    if (status == AIC_OK && p->inputs.debt_share > 0 && s->built + repaid > s->periods)
        status = aic_project_error(error, AIC_E_CONDITION, POSITION(debt_years),
                                   p->inputs.debt_years,
                                   "the debt must be repaid when the project ends");
    if (p->mode == AIC_PERPETUITY)
        s->life = s->periods + 1;
    return status;
}

int aic_project_check(const aic_project *project, schedule *s, aic_error *error)
{
    *s = (schedule){.project = project,
                    .in = &project->inputs,
                    .per_year = (size_t)project->periods_per_year};
    int status = check_choices(project, error);
    if (status == AIC_OK)
        status = check_numbers(&project->inputs, error);
    if (status == AIC_OK)
        status = check_together(project, error);
    if (status == AIC_OK)
        status = check_times(project, s, error);
    if (status == AIC_OK)
        status = check_arrays(project, s->periods, error);
    return status;
}
