"""From IT power to the energy, the bill, the emissions and the grid of a site."""

import aicompute as aic

# [facility_power]
power = aic.facility_power(it_power_mw=20, pue=1.5)
print(
    f"20 MW of servers at a PUE of 1.5: {power.facility_power_mw:.0f} MW, "
    f"{power.overhead_power_mw:.0f} MW of it overhead"
)
# [facility_power]

# [energy_use]
energy = aic.energy_use(facility_power_mw=power.facility_power_mw)
print(f"a day:   {energy.energy_mwh_per_day:8.0f} MWh")
print(f"a month: {energy.energy_mwh_per_month:8.0f} MWh, of 30 days")
print(f"a year:  {energy.energy_mwh_per_year:8.0f} MWh, of 8,760 hours")
# [energy_use]

# [electricity_cost]
bill = aic.electricity_cost(
    energy_mwh_per_year=energy.energy_mwh_per_year,
    facility_power_mw=power.facility_power_mw,
    electricity_price_per_kwh=0.08,
    demand_charge_per_kw_month=10,
)
print(f"electricity: {bill.electricity_cost_per_year / 1e6:.3f} million a year")
# [electricity_cost]

# [emissions]
carbon = aic.emissions(
    energy_mwh_per_year=energy.energy_mwh_per_year,
    grid_gco2e_per_kwh=400,
    embodied_tco2e=50e3,
)
print(
    f"emissions: {carbon.emissions_tco2e_per_year:.0f} t a year, "
    f"{carbon.embodied_tco2e_per_year:.0f} t of it embodied"
)
# [emissions]

# [grid_connection]
supply = aic.grid_connection(facility_power_mw=120, grid_capacity_mw=15)
print(
    f"120 MW on a line for 15 MW: {supply.shortfall_mw:.0f} MW short, "
    f"{100 * supply.grid_share_served:.1f} % served, "
    f"{supply.generators_needed:.0f} generators"
)
# [grid_connection]

# [device_energy]
month = aic.device_energy(gpu_power_w=300)
print(f"one accelerator at 300 W: {month.gpu_energy_kwh_per_month:.0f} kWh a month")
# [device_energy]
