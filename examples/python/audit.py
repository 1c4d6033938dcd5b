"""Does a published figure hold, and what would it take?"""

import aicompute as aic

# [audit]
claims = {
    "format": "aicompute-claims/1",
    "id": "example",
    "title": "A plan for 50,000 accelerators",
    "publisher": "a newspaper",
    "date": "May 2025",
    "statements": [
        {
            "id": "households",
            "text": "That is what 22,000 households use in a month.",
            "stated": "22,000 households",
            "model": "household_equivalents",
            "result": "households",
            "inputs": {
                "energy_mwh_per_month": {"stated": "21.6 GWh"},
                "household_kwh_per_month": {
                    "assumed": "350 kWh",
                    "usual": ["280 kWh", "430 kWh"],
                },
            },
        }
    ],
}
(found,) = aic.audit(claims)
print(
    f"stated {found.value:.0f}, computed {found.computed:.0f}, "
    f"ratio {found.ratio:.2f}: {found.verdict}"
)
print("it would take")
for one in found.implied:
    usual = "" if one.usual else ", which is not usual"
    print(f"  {one.input} = {one.value:.1f} {one.unit}{usual}")
# [audit]
