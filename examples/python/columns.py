"""Many rows at once: the households that a site equals, against its PUE."""

import math

import aicompute as aic
import numpy as np

site = aic.fleet_power | aic.facility_power | aic.energy_use | aic.household_equivalents

# [columns]
pue = np.array([0.9, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6])
made = site(
    gpu_count=50e3,
    gpu_power_w=400,
    household_kwh_per_month=350,
    pue=pue,
    results="households",
    errors="coerce",
)
# [columns]

print("pue  households")
for row, households in zip(pue, made.households, strict=True):
    text = f"{'-':>10}" if math.isnan(households) else f"{households:10.2f}"
    print(f"{row:.1f}  {text}")
failed = np.flatnonzero(np.isnan(made.households))
print(f"{len(failed)} row failed, the first is row {failed[0]}")
