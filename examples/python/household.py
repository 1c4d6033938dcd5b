"""What the energy of a site is in households."""

import aicompute as aic

# [household_equivalents]
made = aic.household_equivalents(energy_mwh_per_month=21600, household_kwh_per_month=350)
print(f"21,600 MWh a month at 350 kWh: {made.households:.2f} households")
made = aic.household_equivalents(energy_mwh_per_month=21600, household_kwh_per_month=332)
print(f"at 332 kWh:                    {made.households:.2f} households")
# [household_equivalents]

# [households_by_capacity]
at_peak = aic.households_by_capacity(facility_power_mw=40, household_peak_kw=3)
print(f"40 MW at a peak of 3 kW:       {at_peak.households_at_peak:.1f} households")
# [households_by_capacity]

# [household_share]
share = aic.household_share(gpu_energy_kwh_per_month=216, household_kwh_per_month=350)
percent = 100 * share.household_fraction
print(f"an accelerator of 216 kWh:     {percent:.1f} % of a household")
# [household_share]

# [equivalents]
times = aic.equivalents(quantity=50e3, reference_quantity=25e3)
print(f"50,000 against 25,000:         {times.equivalent_count:g} times")
# [equivalents]
