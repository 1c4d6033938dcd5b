/* From the power of the servers to the energy, the bill, the emissions and the grid. */
#include <aicompute/datacenter_energy.h>

#include <stdio.h>

static int fail(const aic_error *error)
{
    fprintf(stderr, "%s\n", error->message);
    return 1;
}

int main(void)
{
    aic_error error;

    /* [facility_power] */
    aic_facility_power_inputs facility = aic_facility_power_defaults();
    aic_facility_power_results power;

    facility.it_power_mw = 20;
    facility.pue = 1.5;
    if (aic_facility_power(&facility, &power, &error) < 0)
        return fail(&error);
    printf("20 MW of servers at a PUE of 1.5: %.0f MW, %.0f MW of it overhead\n",
           power.facility_power_mw, power.overhead_power_mw);
    /* [facility_power] */

    /* [energy_use] */
    aic_energy_use_inputs use = aic_energy_use_defaults();
    aic_energy_use_results energy;

    use.facility_power_mw = power.facility_power_mw;
    if (aic_energy_use(&use, &energy, &error) < 0)
        return fail(&error);
    printf("a day:   %8.0f MWh\n", energy.energy_mwh_per_day);
    printf("a month: %8.0f MWh, of 30 days\n", energy.energy_mwh_per_month);
    printf("a year:  %8.0f MWh, of 8,760 hours\n", energy.energy_mwh_per_year);
    /* [energy_use] */

    /* [electricity_cost] */
    aic_electricity_cost_inputs tariff = aic_electricity_cost_defaults();
    aic_electricity_cost_results bill;

    tariff.energy_mwh_per_year = energy.energy_mwh_per_year;
    tariff.facility_power_mw = power.facility_power_mw;
    tariff.electricity_price_per_kwh = 0.08;
    tariff.demand_charge_per_kw_month = 10;
    if (aic_electricity_cost(&tariff, &bill, &error) < 0)
        return fail(&error);
    printf("electricity: %.3f million a year\n", bill.electricity_cost_per_year / 1e6);
    /* [electricity_cost] */

    /* [emissions] */
    aic_emissions_inputs grid = aic_emissions_defaults();
    aic_emissions_results carbon;

    grid.energy_mwh_per_year = energy.energy_mwh_per_year;
    grid.grid_gco2e_per_kwh = 400;
    grid.embodied_tco2e = 50e3;
    if (aic_emissions(&grid, &carbon, &error) < 0)
        return fail(&error);
    printf("emissions: %.0f t a year, %.0f t of it embodied\n",
           carbon.emissions_tco2e_per_year, carbon.embodied_tco2e_per_year);
    /* [emissions] */

    /* [grid_connection] */
    aic_grid_connection_inputs connection = aic_grid_connection_defaults();
    aic_grid_connection_results supply;

    connection.facility_power_mw = 120;
    connection.grid_capacity_mw = 15;
    if (aic_grid_connection(&connection, &supply, &error) < 0)
        return fail(&error);
    printf("120 MW on a line for 15 MW: %.0f MW short, %.1f %% served, %.0f generators\n",
           supply.shortfall_mw, 100 * supply.grid_share_served, supply.generators_needed);
    /* [grid_connection] */

    /* [device_energy] */
    aic_device_energy_inputs device = aic_device_energy_defaults();
    aic_device_energy_results month;

    device.gpu_power_w = 300;
    if (aic_device_energy(&device, &month, &error) < 0)
        return fail(&error);
    printf("one accelerator at 300 W: %.0f kWh a month\n",
           month.gpu_energy_kwh_per_month);
    /* [device_energy] */
    return 0;
}
