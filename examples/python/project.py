"""The schedule of a cluster, and what the 650 billion claim needs in three modes."""

import aicompute.finance as npf

# [schedule]
cluster = npf.project(
    cluster_cost=60.741e6,
    gpu_count=1000,
    utilization=0.7,
    rental_price_per_gpu_hour=3.2,
    server_share_w=1275,
    pue=1.25,
    electricity_price_per_kwh=0.0826,
    resale_fraction=0.125,
    project_years=5,
)
cash, total = cluster["cash"] / 1e6, cluster["cumulative_cash"] / 1e6
for year in range(len(cash)):
    print(f"year {year}: {cash[year]:7.2f} million, {total[year]:7.2f} in all")
rate, years = cluster.internal_rate_of_return, cluster.payback_years
print(f"return {rate:.4f}, paid back after {years:.2f} years")
price, used = cluster.minimum_price_per_gpu_hour, cluster.minimum_utilization
print(
    f"an hour costs {cluster.cost_per_gpu_hour:.6f}; "
    f"break-even at a price of {price:.6f} or a utilization of {used:.4f}"
)
# [schedule]

# [modes]
modes = [
    ("once", "finite-life", 5),
    ("renewed", "replacement", 20),
    ("for ever", "perpetuity", 5),
]
for name, mode, years in modes:
    claim = npf.project(
        mode=mode,
        cluster_cost=5.1e12,
        fixed_opex_share=0,
        resale_fraction=0,
        life_years=5,
        project_years=years,
        other_revenue_per_year=650e9,
    )
    print(f"{name}: {claim.required_revenue_per_year / 1e9:.3f} billion a year")
# [modes]
