"""From the price of an accelerator to what its users would have to pay."""

import aicompute as aic

# [gpu_capex]
capital = aic.gpu_capex(
    gpu_count=1, gpu_price=30e3, server_price_ratio=1.64, interconnect_share=0.19
)
print(f"an accelerator of 30,000, with server and network: {capital.cluster_cost:.2f}")
# [gpu_capex]

# [perpetuity_revenue]
lasting = aic.perpetuity_revenue(capex=5.1e12, discount_rate=0.10)
revenue = lasting.required_revenue_per_year / 1e9
print(f"5.1 trillion at 10 %, for ever:     {revenue:8.3f} billion a year")
# [perpetuity_revenue]

# [required_revenue]
needed = aic.required_revenue(capex=5.1e12, discount_rate=0.10, life_years=5)
revenue = needed.required_revenue_per_year / 1e9
print(f"the same, worn out in five years:   {revenue:8.3f} billion a year")
# [required_revenue]

# [subscriber_fee]
fee = aic.subscriber_fee(required_revenue_per_year=650e9, users=1.5e9)
print(f"650 billion from 1.5 billion users: {fee.fee_per_user_month:8.4f} a month each")
# [subscriber_fee]

# [market_survivors]
left = aic.market_survivors(
    required_revenue_per_year=650e9, firms=5, survivors=1, users_of_survivors=1.5e9
)
monthly = left.survivor_fee_per_user_month
print(f"when one firm of five is left:      {monthly:8.4f} a month each")
# [market_survivors]

# [buildout_time]
built = aic.buildout_time(first_phase_days=122, second_phase_days=92, quoted_months=24)
print(
    f"122 and 92 days: {built.buildout_days:.0f}; "
    f"24 months are {built.time_ratio:.4f} times the first phase"
)
# [buildout_time]
