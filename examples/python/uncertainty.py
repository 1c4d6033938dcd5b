"""A point becomes a distribution: households of a site of which little is known."""

import aicompute as aic

site = aic.model("fleet_power | facility_power | energy_use | household_equivalents")

# [sample]
made = site.sample(
    n=1_000_000,
    seed=1,
    results="households",
    exceeds={"households": 61_714},
    gpu_count=50_000,
    gpu_power_w=aic.lognormal(p05=350, p95=700),
    pue=aic.triangular(1.1, 1.25, 1.6),
    household_kwh_per_month=aic.uniform(300, 400),
)
low, middle, high = made.households.quantile([0.05, 0.5, 0.95])
above = made.exceeds(households=61_714)
print(
    f"households: {middle:.0f} ({low:.0f} to {high:.0f}); more than 61,714: {above:.2f}"
)
correlations = made.households.correlations
for name in made.uncertain:
    print(f"  correlation with {name:23} {correlations[name]:6.3f}")
# [sample]
