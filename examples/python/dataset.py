"""A site by name: rows of the reference tables fill the inputs."""

import aicompute as aic

# [table]
grid = aic.data.countries["한국"].grid_gco2e_per_kwh
print(f"{grid} in {grid.year}, from {grid.source.key} ({grid.licence})")
# [table]

# [preset]
site = aic.model(
    "gpu_power | server_power | fleet_power | facility_power | energy_use | "
    "household_equivalents"
)
made = site(gpu="H100 SXM", country="KR", gpu_count=50_000)
print(f"{made.households:.0f} households")
for name, origin in made.origins.items():
    if origin.origin == "preset":
        print(f"{name} = {origin.value:g} from {origin.row_name}")
# [preset]
