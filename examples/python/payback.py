"""From a fleet and its price to the year in which it has paid for itself."""

from math import isinf

import aicompute as aic

# [operating_cost]
cost = aic.operating_cost(
    capex=60e6, fixed_opex_share=0.03, electricity_cost_per_year=0.8e6
)
print(f"operating cost: {cost.opex_per_year / 1e6:.2f} million a year")
# [operating_cost]

# [rental_income]
income = aic.rental_income(
    gpu_count=1000,
    availability=0.97,
    utilization=0.7,
    rental_price_per_gpu_hour=3,
    opex_per_year=cost.opex_per_year,
)
hours, cash = income.sold_gpu_hours_per_year / 1e6, income.net_cash_per_year / 1e6
print(f"hours sold: {hours:.2f} million; net cash: {cash:.2f} million a year")
# [rental_income]

# [project_payback]
payback = aic.project_payback(
    capex=60e6,
    net_cash_per_year=income.net_cash_per_year,
    discount_rate=0.10,
    project_years=5,
)
years, rate = payback.payback_years, payback.internal_rate_of_return
print(f"paid back after {years:.2f} years, return {rate:.4f} a year")
if isinf(payback.discounted_payback_years):
    short = -payback.net_present_value / 1e6
    print(f"at 10 % it never is: {short:.2f} million short")
# [project_payback]
