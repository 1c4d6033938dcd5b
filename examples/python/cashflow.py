"""Cash flows: what a cluster earns, and series that have two answers or none."""

import aicompute as aic
import aicompute.finance as npf

# Millions: bought, run for five years, sold.
# [irr]
flows = [-40, 11, 14, 13, 11, 8]
rate, npv = npf.irr(flows), npf.npv(0.08, flows)
print(f"IRR {rate:.4f}, NPV at 8 % {npv:.3f}")
# [irr]

# [payback]
back = npf.discounted_payback(0.08, flows)
print(f"back after {back.final:.2f} years, at most {back.exposure:.0f} out")
# [payback]

# A site that must be cleared at the end.
# [all]
rates = npf.irr_all([-10, 26, -16.5])
print(f"AIC_W_SEVERAL_ROOTS: {len(rates)} rates")
for rate in rates:
    print(f"  {rate:.6f}")
# [all]

# [none]
try:
    npf.irr([10, -15, 10])
except aic.SolutionError as error:
    print(error)
# [none]

# The day on which the money moved.
# [dates]
rate = npf.xirr([-100, 60, 60], ["2026-01-15", "2026-12-31", "2027-12-31"])
print(f"XIRR {rate:.6f}")
# [dates]

# What a loan costs, and what the tax office lets go.
# [loan]
payment = npf.pmt(0.09 / 12, 48, 30)
interest = npf.cumipmt(0.09 / 12, 48, 30, 1, 12)
print(f"{payment:.4f} a month, of which interest in the first year {interest:.4f}")
print(f"written off in the first year: {40 * npf.macrs(5)[0]:.2f} of 40")
# [loan]
