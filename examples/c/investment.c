/* From the price of accelerators to the revenue they need and the fee that pays it. */
#include <aicompute/investment.h>

#include <stdio.h>

static int fail(const aic_error *error)
{
    fprintf(stderr, "%s\n", error->message);
    return 1;
}

int main(void)
{
    aic_error error;

    /* [gpu_capex] */
    aic_gpu_capex_inputs order = aic_gpu_capex_defaults();
    aic_gpu_capex_results capital;

    order.gpu_count = 1;
    order.gpu_price = 30e3;
    order.server_price_ratio = 1.64;
    order.interconnect_share = 0.19;
    if (aic_gpu_capex(&order, &capital, &error) < 0)
        return fail(&error);
    printf("an accelerator of 30,000, with server and network: %.2f\n",
           capital.cluster_cost);
    /* [gpu_capex] */

    /* [perpetuity_revenue] */
    aic_perpetuity_revenue_inputs forever = aic_perpetuity_revenue_defaults();
    aic_perpetuity_revenue_results lasting;

    forever.capex = 5.1e12;
    forever.discount_rate = 0.10;
    if (aic_perpetuity_revenue(&forever, &lasting, &error) < 0)
        return fail(&error);
    printf("5.1 trillion at 10 %%, for ever:     %8.3f billion a year\n",
           lasting.required_revenue_per_year / 1e9);
    /* [perpetuity_revenue] */

    /* [required_revenue] */
    aic_required_revenue_inputs wearing = aic_required_revenue_defaults();
    aic_required_revenue_results needed;

    wearing.capex = 5.1e12;
    wearing.discount_rate = 0.10;
    wearing.life_years = 5;
    if (aic_required_revenue(&wearing, &needed, &error) < 0)
        return fail(&error);
    printf("the same, worn out in five years:   %8.3f billion a year\n",
           needed.required_revenue_per_year / 1e9);
    /* [required_revenue] */

    /* [subscriber_fee] */
    aic_subscriber_fee_inputs market = aic_subscriber_fee_defaults();
    aic_subscriber_fee_results fee;

    market.required_revenue_per_year = 650e9;
    market.users = 1.5e9;
    if (aic_subscriber_fee(&market, &fee, &error) < 0)
        return fail(&error);
    printf("650 billion from 1.5 billion users: %8.4f a month each\n",
           fee.fee_per_user_month);
    /* [subscriber_fee] */

    /* [market_survivors] */
    aic_market_survivors_inputs firms = aic_market_survivors_defaults();
    aic_market_survivors_results left;

    firms.required_revenue_per_year = 650e9;
    firms.firms = 5;
    firms.survivors = 1;
    firms.users_of_survivors = 1.5e9;
    if (aic_market_survivors(&firms, &left, &error) < 0)
        return fail(&error);
    printf("when one firm of five is left:      %8.4f a month each\n",
           left.survivor_fee_per_user_month);
    /* [market_survivors] */

    /* [buildout_time] */
    aic_buildout_time_inputs site = aic_buildout_time_defaults();
    aic_buildout_time_results built;

    site.first_phase_days = 122;
    site.second_phase_days = 92;
    site.quoted_months = 24;
    if (aic_buildout_time(&site, &built, &error) < 0)
        return fail(&error);
    printf("122 and 92 days: %.0f; 24 months are %.4f times the first phase\n",
           built.buildout_days, built.time_ratio);
    /* [buildout_time] */
    return 0;
}
