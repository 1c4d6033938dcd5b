/* What an hour of an accelerator costs, must sell for, and what is left at the end. */
#include <aicompute/compute_cost.h>

#include <stdio.h>

static int fail(const aic_error *error)
{
    fprintf(stderr, "%s\n", error->message);
    return 1;
}

int main(void)
{
    aic_error error;

    /* [gpu_resale_value] */
    aic_gpu_resale_value_inputs old = aic_gpu_resale_value_defaults();
    aic_gpu_resale_value_results worth;

    old.gpu_price = 30e3;
    old.age_years = 5;
    old.value_decades_per_year = 0.14;
    if (aic_gpu_resale_value(&old, &worth, &error) < 0)
        return fail(&error);
    printf("after 5 years: %.0f of 30,000, halved every %.2f years\n", worth.resale_value,
           worth.value_half_life_years);
    /* [gpu_resale_value] */

    /* [levelized_compute_cost] */
    aic_levelized_compute_cost_inputs hour = aic_levelized_compute_cost_defaults();
    aic_levelized_compute_cost_results cost;

    hour.capex_per_gpu = 60741;
    hour.residual_fraction = 0.125;
    hour.life_years = 5;
    hour.discount_rate = 0.10;
    hour.fixed_opex_share = 0.03;
    hour.availability = 0.97;
    hour.utilization = 0.70;
    hour.server_share_w = 1275;
    hour.server_busy_power_fraction = 0.75;
    hour.server_idle_power_fraction = 0.30;
    hour.pue = 1.25;
    hour.electricity_price_per_kwh = 0.0826;
    if (aic_levelized_compute_cost(&hour, &cost, &error) < 0)
        return fail(&error);
    printf("an hour sold costs %.4f: capital %.4f, fixed %.4f, electricity %.4f\n",
           cost.cost_per_gpu_hour, cost.capital_cost_per_gpu_hour,
           cost.fixed_cost_per_gpu_hour, cost.energy_cost_per_gpu_hour);
    /* [levelized_compute_cost] */

    /* [rental_margin] */
    aic_rental_margin_inputs sale = aic_rental_margin_defaults();
    aic_rental_margin_results margin;

    sale.cost_per_gpu_hour = cost.cost_per_gpu_hour;
    sale.rental_price_per_gpu_hour = 2.35;
    sale.price_decline = 0.20;
    sale.discount_rate = 0.10;
    sale.life_years = 5;
    if (aic_rental_margin(&sale, &margin, &error) < 0)
        return fail(&error);
    printf("at 2.35 it leaves %.4f; falling 20 %% a year it must start at %.4f\n",
           margin.margin_per_gpu_hour, margin.break_even_first_year_price);
    /* [rental_margin] */
    return 0;
}
