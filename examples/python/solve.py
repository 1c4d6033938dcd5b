"""A chain turned around: what would a household have to use for 22,000 to be right?"""

import aicompute as aic

site = aic.fleet_power | aic.facility_power | aic.energy_use | aic.household_equivalents

# [solve]
solutions = site.solve_all(
    "household_kwh_per_month", households=22e3, gpu_count=50e3, gpu_power_w=400, pue=1.5
)
for one in solutions:
    if one.kind == "root":
        usual = "which is usual" if one.usual else "which is not usual"
        print(f"{one.value:.3f} kWh a month, {usual}")
# [solve]
print(f"solutions: {len(solutions)}")
