/* Operation: what the fleet that works in a period sells, draws and costs. */
#include "project/project.h"

#include "core/constants.h"

#include <math.h>

/* Exact (si-brochure). */
enum { GRAMS_PER_KG = 1000 };

operation aic_project_operation(const schedule *s)
{
    const double *path = s->project->price_path;
    return (operation){path ? path[0] : s->in->rental_price_per_gpu_hour,
                       s->in->utilization, NAN};
}

/* The price of a year of operation for each unit of the first year's price. */
static double price_shape(const schedule *s, size_t year)
{
    const aic_project *p = s->project;
    if (!p->price_path)
        return pow(1 - s->in->price_decline, (double)year);
    size_t last = p->price_path_count - 1;
    return p->price_path[year < last ? year : last] / p->price_path[0];
}

static double ramp(const schedule *s, size_t year)
{
    const aic_project *p = s->project;
    return year < p->utilization_ramp_count ? p->utilization_ramp[year] : 1;
}

static double grown(double growth, size_t year)
{
    return pow(1 + growth, (double)year);
}

/* Electricity and emissions from what a server draws, or as models gave them. */
static void use_energy(schedule *s, size_t t, size_t year, double used)
{
    const aic_project_inputs *in = s->in;
    double part = s->working[t] / (double)s->per_year; /* of a year of the whole fleet */
    double energy = in->energy_mwh_per_year, cost = in->electricity_cost_per_year;
    double emissions = in->emissions_tco2e_per_year, carbon = in->carbon_cost_per_year;
    if (in->server_share_w > 0) {
        double drawn = in->server_busy_power_fraction * used +
                       in->server_idle_power_fraction * (1 - used);
        double mw = in->gpu_count * in->server_share_w / W_PER_MW * in->pue;
        energy = HOURS_PER_YEAR * in->availability * mw * drawn;
        cost = energy * KWH_PER_MWH * in->electricity_price_per_kwh;
        emissions = energy * in->grid_gco2e_per_kwh / GRAMS_PER_KG;
        carbon = emissions * in->carbon_price_per_t;
    }
    s->columns[AIC_PROJECT_ENERGY][t] = energy * part;
    s->columns[AIC_PROJECT_EMISSIONS][t] = emissions * part;
    s->columns[AIC_PROJECT_ELECTRICITY_COST][t] =
        cost * part * grown(in->electricity_price_growth, year);
    s->columns[AIC_PROJECT_CARBON_COST][t] = carbon * part;
}

static void sell(schedule *s, size_t t, size_t year, double used, operation how)
{
    const aic_project_inputs *in = s->in;
    double part = s->working[t] / (double)s->per_year;
    double price = how.price * price_shape(s, year);
    double hours = in->gpu_count * part * HOURS_PER_YEAR * in->availability * used;
    double revenue = hours * price + in->other_revenue_per_year * part;
    s->columns[AIC_PROJECT_UTILIZATION][t] = used;
    s->columns[AIC_PROJECT_PRICE][t] = price;
    s->columns[AIC_PROJECT_HOURS][t] = hours;
    s->columns[AIC_PROJECT_REVENUE][t] = isnan(how.level) ? revenue : how.level * part;
}

void aic_project_operate(schedule *s, operation how)
{
    const aic_project_inputs *in = s->in;
    double capital = in->cluster_cost + in->facility_cost;
    double fixed = in->fixed_opex_share * capital + in->other_opex_per_year;
    for (size_t t = s->begin; t <= s->periods; t++) {
        size_t year = (t - s->begin) / s->per_year;
        double used = how.utilization * ramp(s, year);
        sell(s, t, year, used, how);
        use_energy(s, t, year, used);
        s->columns[AIC_PROJECT_FIXED_OPEX][t] =
            fixed * (s->working[t] / (double)s->per_year) * grown(in->opex_growth, year);
        s->columns[AIC_PROJECT_OPERATING_CASH][t] =
            s->columns[AIC_PROJECT_REVENUE][t] - s->columns[AIC_PROJECT_FIXED_OPEX][t] -
            s->columns[AIC_PROJECT_ELECTRICITY_COST][t] -
            s->columns[AIC_PROJECT_CARBON_COST][t];
    }
}
