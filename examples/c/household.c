/* How many households use as much? By energy and by capacity: two questions. */
#include <aicompute/household.h>

#include <stdio.h>

static int fail(const aic_error *error)
{
    fprintf(stderr, "%s\n", error->message);
    return 1;
}

int main(void)
{
    aic_error error;

    /* [household_equivalents] */
    aic_household_equivalents_inputs use = aic_household_equivalents_defaults();
    aic_household_equivalents_results made;

    use.energy_mwh_per_month = 21600;
    use.household_kwh_per_month = 350;
    if (aic_household_equivalents(&use, &made, &error) < 0)
        return fail(&error);
    printf("21,600 MWh a month at 350 kWh: %.2f households\n", made.households);

    use.household_kwh_per_month = 332;
    if (aic_household_equivalents(&use, &made, &error) < 0)
        return fail(&error);
    printf("at 332 kWh:                    %.2f households\n", made.households);
    /* [household_equivalents] */

    /* [households_by_capacity] */
    aic_households_by_capacity_inputs peak = aic_households_by_capacity_defaults();
    aic_households_by_capacity_results at_peak;

    peak.facility_power_mw = 40;
    peak.household_peak_kw = 3;
    if (aic_households_by_capacity(&peak, &at_peak, &error) < 0)
        return fail(&error);
    printf("40 MW at a peak of 3 kW:       %.1f households\n",
           at_peak.households_at_peak);
    /* [households_by_capacity] */

    /* [household_share] */
    aic_household_share_inputs one = aic_household_share_defaults();
    aic_household_share_results share;

    one.gpu_energy_kwh_per_month = 216;
    one.household_kwh_per_month = 350;
    if (aic_household_share(&one, &share, &error) < 0)
        return fail(&error);
    printf("an accelerator of 216 kWh:     %.1f %% of a household\n",
           100 * share.household_fraction);
    /* [household_share] */

    /* [equivalents] */
    aic_equivalents_inputs pair = aic_equivalents_defaults();
    aic_equivalents_results times;

    pair.quantity = 50e3;
    pair.reference_quantity = 25e3;
    if (aic_equivalents(&pair, &times, &error) < 0)
        return fail(&error);
    printf("50,000 against 25,000:         %g times\n", times.equivalent_count);
    /* [equivalents] */
    return 0;
}
