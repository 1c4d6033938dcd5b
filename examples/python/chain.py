"""Models chained by name: from accelerators to households."""

import aicompute as aic

# [chain]
site = aic.fleet_power | aic.facility_power | aic.energy_use | aic.household_equivalents
made = site(gpu_count=50e3, gpu_power_w=400, pue=1.5, household_kwh_per_month=350)
for name, value in made.results.items():
    print(f"{name:<21} {value:12.2f} {site.results[name].unit}")
# [chain]

# [computed]
try:
    site(it_power_mw=20)
except TypeError as error:
    print(error)
# [computed]

# [path]
print(f"from gpu_count to households: {aic.path('gpu_count', 'households').name}")
# [path]
