"""What an hour of an accelerator costs, must sell for, and what is left at the end."""

import aicompute as aic

# [gpu_resale_value]
worth = aic.gpu_resale_value(gpu_price=30e3, age_years=5, value_decades_per_year=0.14)
value, half_life = worth.resale_value, worth.value_half_life_years
print(f"after 5 years: {value:.0f} of 30,000, halved every {half_life:.2f} years")
# [gpu_resale_value]

# [levelized_compute_cost]
cost = aic.levelized_compute_cost(
    capex_per_gpu=60741,
    residual_fraction=0.125,
    life_years=5,
    discount_rate=0.10,
    fixed_opex_share=0.03,
    availability=0.97,
    utilization=0.70,
    server_share_w=1275,
    server_busy_power_fraction=0.75,
    server_idle_power_fraction=0.30,
    pue=1.25,
    electricity_price_per_kwh=0.0826,
)
print(
    f"an hour sold costs {cost.cost_per_gpu_hour:.4f}: "
    f"capital {cost.capital_cost_per_gpu_hour:.4f}, "
    f"fixed {cost.fixed_cost_per_gpu_hour:.4f}, "
    f"electricity {cost.energy_cost_per_gpu_hour:.4f}"
)
# [levelized_compute_cost]

# [rental_margin]
margin = aic.rental_margin(
    cost_per_gpu_hour=cost.cost_per_gpu_hour,
    rental_price_per_gpu_hour=2.35,
    price_decline=0.20,
    discount_rate=0.10,
    life_years=5,
)
left, start = margin.margin_per_gpu_hour, margin.break_even_first_year_price
print(f"at 2.35 it leaves {left:.4f}; falling 20 % a year it must start at {start:.4f}")
# [rental_margin]
