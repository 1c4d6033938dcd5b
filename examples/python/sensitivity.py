"""Which of the uncertain inputs do the households of a site hang on? Three answers."""

import aicompute as aic

site = aic.model("fleet_power | facility_power | energy_use | household_equivalents")
uncertain = {
    "gpu_power_w": aic.lognormal(p05=350, p95=700),
    "pue": aic.triangular(1.1, 1.25, 1.6),
    "household_kwh_per_month": aic.uniform(300, 400),
}

# [tornado]
tornado = site.tornado("households", gpu_count=50_000, **uncertain)
print(f"tornado: households {tornado.base:.0f} with all inputs at their medians")
for bar in tornado:
    print(f"  {bar.input:23} {bar.low:6.0f} to {bar.high:6.0f}")
# [tornado]

# [sobol]
indices = site.sobol_indices(results="households", gpu_count=50_000, **uncertain)
print("Sobol' indices: alone, in total")
for name in uncertain:
    print(f"  {name:23} {indices[name].first:5.2f} {indices[name].total:5.2f}")
# [sobol]

# [morris]
effects = site.morris(results="households", gpu_count=50_000, **uncertain)
print("Morris screening: mean absolute effect, deviation")
for name in uncertain:
    effect = effects[name]
    print(f"  {name:23} {effect.mean_absolute:6.0f} {effect.standard_deviation:6.0f}")
# [morris]
