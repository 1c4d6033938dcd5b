#!/usr/bin/env python3
"""Write projects.txt: projects, and the schedules that they must give.

The schedule is written here a second time, asset by asset and in 50 digits (mpmath), from
the conventions of project.h and not from the C sources. What breaks even is found by
bisection over whole schedules. Each number is rounded once, to the shortest decimal that
gives the same double back.

    pip install mpmath; python3 tests/vectors/project.py
"""

import random
from pathlib import Path

from mpmath import floor, inf, mp, mpf, nan

mp.dps = 50

HERE = Path(__file__).parent
FINITE, REPLACE, FOREVER = range(3)
STRAIGHT, DIGITS, DECLINING, MACRS, MARKET, NOT_AT_ALL = range(6)
LEVEL, EQUAL = range(2)

# IRS Publication 946, Table A-1, half-year convention.
MACRS_5 = ["0.20", "0.32", "0.192", "0.1152", "0.1152", "0.0576"]

DEFAULTS = {
    "cluster_cost": nan,
    "facility_cost": 0,
    "construction_years": 0,
    "replacement_cost_growth": 0,
    "gpu_count": 0,
    "availability": 0.97,
    "utilization": 1,
    "life_years": 5,
    "rental_price_per_gpu_hour": 0,
    "price_decline": 0,
    "other_revenue_per_year": 0,
    "fixed_opex_share": 0.03,
    "other_opex_per_year": 0,
    "opex_growth": 0,
    "server_share_w": 0,
    "server_busy_power_fraction": 0.75,
    "server_idle_power_fraction": 0.3,
    "pue": 1.54,
    "electricity_price_per_kwh": 0,
    "electricity_price_growth": 0,
    "grid_gco2e_per_kwh": 0,
    "carbon_price_per_t": 0,
    "energy_mwh_per_year": 0,
    "electricity_cost_per_year": 0,
    "emissions_tco2e_per_year": 0,
    "carbon_cost_per_year": 0,
    "project_years": 5,
    "value_decades_per_year": 0.14,
    "resale_fraction": nan,
    "facility_residual_fraction": 0,
    "depreciation_years": 5,
    "facility_depreciation_years": 25,
    "depreciation_factor": 2,
    "tax_rate": 0,
    "loss_offset_share": 1,
    "debt_share": 0,
    "interest_rate": 0,
    "debt_years": 0,
    "discount_rate": 0.1,
    "target_rate": nan,
}
CHOICES = {
    "mode": FINITE,
    "periods_per_year": 1,
    "depreciation": STRAIGHT,
    "repayment": LEVEL,
}
ARRAYS = ["cluster_shares", "facility_shares", "utilization_ramp", "price_path"]


class Project:
    def __init__(self, given):
        numbers = {name: given.get(name, value) for name, value in DEFAULTS.items()}
        for name, value in numbers.items():
            setattr(self, name, mpf(float(value)))
        for name, value in CHOICES.items():
            setattr(self, name, given.get(name, value))
        for name in ARRAYS:
            setattr(self, name, [mpf(float(v)) for v in given.get(name, [])])
        self.end = round(self.project_years * self.periods_per_year)
        self.life = round(self.life_years * self.periods_per_year)

    def years(self, periods):
        return mpf(periods) / self.periods_per_year

    def per_period(self, rate):
        return (1 + rate) ** (mpf(1) / self.periods_per_year) - 1


def books(p, age):
    """What is left in accounts of 1 after so many years, whole or not, evenly within."""
    whole = int(floor(age))
    now, then = yearly_books(p, whole), yearly_books(p, whole + 1)
    return now + (then - now) * (age - whole)


def yearly_books(p, year):
    life = p.depreciation_years
    if p.depreciation == STRAIGHT:
        return max(mpf(0), 1 - year / life)
    if p.depreciation == DIGITS:
        return (
            (life - year) * (life - year + 1) / (life * (life + 1)) if year < life else 0
        )
    if p.depreciation == MACRS:
        return 1 - sum(mpf(share) for share in MACRS_5[:year])
    if p.depreciation == MARKET:
        return mpf(10) ** (-p.value_decades_per_year * year)
    if p.depreciation == NOT_AT_ALL:
        return mpf(1)
    left = mpf(1)
    for past in range(min(year, int(life))):
        left -= max(min(left, left * p.depreciation_factor / life), left / (life - past))
    return left if year < life else mpf(0)


def facility_books(p, age):
    return max(mpf(0), 1 - age / p.facility_depreciation_years)


def resale(p, age):
    if mp.isnan(p.resale_fraction):
        return mpf(10) ** (-p.value_decades_per_year * p.years(age))
    return 1 + (p.resale_fraction - 1) * age / p.life


def assets(p):
    """(cost, share of the fleet, bought, in service from, sold, for, books, phase)."""
    building = round(p.construction_years * p.periods_per_year)
    shares = p.cluster_shares or [0] * building + [1]
    begin = next(i for i, share in enumerate(shares) if share) + 1
    for at, share in enumerate(shares):
        bought = at
        while share and bought < p.end:
            growth = (1 + p.replacement_cost_growth) ** p.years(bought - at)
            cost = share * p.cluster_cost * growth
            sold = p.end if p.mode == FOREVER else min(bought + p.life, p.end)
            price = None if p.mode == FOREVER else cost * resale(p, sold - bought)
            yield cost, share, bought, bought, sold, price, books, bought == at
            bought = sold if p.mode == REPLACE else p.end
    for at, share in enumerate(p.facility_shares or [1]):
        cost = share * p.facility_cost
        price = None if p.mode == FOREVER else cost * p.facility_residual_fraction
        yield cost, 0, at, max(at, begin - 1), p.end, price, facility_books, True


def schedule(p, price=None, utilization=None, level=None):
    """Columns by name, and the cash of each period after the last."""
    rows = range(p.end + 1)
    zero = lambda: [mpf(0) for _ in rows]  # noqa: E731
    c = {name: zero() for name in COLUMNS}
    gains, phases = zero(), zero()
    working = zero()
    for cost, share, bought, serves, sold, got, left, phase in assets(p):
        c["capital"][bought] += cost
        phases[bought] += cost if phase else 0
        for t in range(bought, sold + 1):
            value = cost * left(p, p.years(max(t - serves, 0)))
            last = t == sold and got is not None
            c["book_value"][t] += 0 if last else value
            if t > serves:
                c["depreciation"][t] += cost * left(p, p.years(t - 1 - serves)) - value
            if t > bought:
                working[t] += share
            if last:
                c["resale"][t] += got
                gains[t] += got - value
    begin = next(t for t in rows if working[t])
    for t in rows:
        c["year"][t] = p.years(t)
        c["gpus"][t] = p.gpu_count * working[t]
    for t in range(begin, p.end + 1):
        operate(
            p,
            c,
            t,
            (t - begin) // p.periods_per_year,
            working[t],
            price,
            utilization,
            level,
        )
    income = [c["operating_cash"][t] - c["depreciation"][t] + gains[t] for t in rows]
    c["taxable_income"] = income
    c["tax"], c["loss_carried"] = taxes(p, income)
    c["cash"] = [
        c["operating_cash"][t] - c["tax"][t] - c["capital"][t] + c["resale"][t]
        for t in rows
    ]
    total, worth, rate = mpf(0), mpf(0), p.per_period(p.discount_rate)
    for t in rows:
        total += c["cash"][t]
        worth += c["cash"][t] / (1 + rate) ** t
        c["cumulative_cash"][t], c["discounted_cash"][t] = total, worth
    borrow(p, c, phases, income)
    last = c["operating_cash"][p.end]
    tail = last - p.tax_rate * max(last, 0) if p.mode == FOREVER else mpf(0)
    return c, tail


def operate(p, c, t, year, working, price, utilization, level):
    part = working / p.periods_per_year
    used = p.utilization if utilization is None else utilization
    used *= p.utilization_ramp[year] if year < len(p.utilization_ramp) else 1
    if p.price_path:
        now = p.price_path[min(year, len(p.price_path) - 1)]
        now *= 1 if price is None else price / p.price_path[0]
    else:
        first = p.rental_price_per_gpu_hour if price is None else price
        now = first * (1 - p.price_decline) ** year
    hours = p.gpu_count * part * 8760 * p.availability * used
    energy, electricity = p.energy_mwh_per_year, p.electricity_cost_per_year
    emissions, carbon = p.emissions_tco2e_per_year, p.carbon_cost_per_year
    if p.server_share_w:
        watts = p.server_share_w * (
            p.server_busy_power_fraction * used
            + p.server_idle_power_fraction * (1 - used)
        )
        energy = p.gpu_count * watts * p.pue * 8760 * p.availability / 10**6
        electricity = energy * 1000 * p.electricity_price_per_kwh
        emissions = energy * 1000 * p.grid_gco2e_per_kwh / 10**6
        carbon = emissions * p.carbon_price_per_t
    fixed = (
        p.fixed_opex_share * (p.cluster_cost + p.facility_cost) + p.other_opex_per_year
    )
    c["utilization"][t], c["price"][t], c["sold_gpu_hours"][t] = used, now, hours
    c["energy_mwh"][t], c["emissions_tco2e"][t] = energy * part, emissions * part
    c["revenue"][t] = (
        hours * now + p.other_revenue_per_year * part if level is None else level * part
    )
    c["fixed_opex"][t] = fixed * part * (1 + p.opex_growth) ** year
    c["electricity_cost"][t] = (
        electricity * part * (1 + p.electricity_price_growth) ** year
    )
    c["carbon_cost"][t] = carbon * part
    c["operating_cash"][t] = c["revenue"][t] - (
        c["fixed_opex"][t] + c["electricity_cost"][t] + c["carbon_cost"][t]
    )


def taxes(p, income):
    carried, tax, left = mpf(0), [], []
    for one in income:
        used = min(carried, p.loss_offset_share * one) if one > 0 else mpf(0)
        carried += -one if one < 0 else -used
        tax.append(p.tax_rate * (max(one, 0) - used))
        left.append(carried)
    return tax, left


def borrow(p, c, phases, income):
    built = max(t for t in range(p.end + 1) if phases[t] or t == 0)
    rate = p.per_period(p.interest_rate)
    payments = round(p.debt_years * p.periods_per_year)
    debt, added, borrowed = mpf(0), mpf(0), mpf(0)
    deducted = [mpf(0) for _ in income]
    for t in range(p.end + 1):
        drawn, interest, service = p.debt_share * phases[t], debt * rate, mpf(0)
        if t <= built:
            added += interest
        elif t <= built + payments:
            if t == built + 1:
                borrowed = debt
            if p.repayment == EQUAL:
                service = borrowed / payments + interest
            elif rate == 0:
                service = borrowed / payments
            else:
                service = borrowed * rate / (1 - (1 + rate) ** -payments)
            deducted[t] += interest
        debt += interest + drawn - service
        c["debt_drawn"][t], c["interest"][t] = drawn, interest
        c["debt_service"][t] = service
        c["debt"][t] = debt if t < built + payments else mpf(0)
    for t in range(built + 1, p.end + 1):
        age = p.years(t - built)
        left = mpf(0) if t == p.end and p.mode != FOREVER else books(p, age)
        deducted[t] += added * (books(p, age - p.years(1)) - left)
    c["equity_tax"], _ = taxes(p, [a - b for a, b in zip(income, deducted, strict=True)])
    c["equity_cash"] = [
        c["cash"][t]
        + c["tax"][t]
        - c["equity_tax"][t]
        + c["debt_drawn"][t]
        - c["debt_service"][t]
        for t in range(p.end + 1)
    ]


COLUMNS = [
    "year",
    "gpus",
    "utilization",
    "price",
    "sold_gpu_hours",
    "energy_mwh",
    "emissions_tco2e",
    "revenue",
    "fixed_opex",
    "electricity_cost",
    "carbon_cost",
    "operating_cash",
    "capital",
    "resale",
    "depreciation",
    "book_value",
    "taxable_income",
    "loss_carried",
    "tax",
    "cash",
    "cumulative_cash",
    "discounted_cash",
    "debt_drawn",
    "interest",
    "debt_service",
    "debt",
    "equity_tax",
    "equity_cash",
]


def worth(p, values, tail, rate):
    per = p.per_period(rate)
    total = sum(value / (1 + per) ** t for t, value in enumerate(values))
    return total + (tail / per / (1 + per) ** p.end if tail else 0)


def bisect(f, low, high):
    """Where f, below 0 at low and not at high, passes 0."""
    for _ in range(150):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return high


def rate_of_return(p, cash, tail):
    """The root nearest to the discount rate, of those that a fine grid shows."""
    if max(cash) <= 0:
        return mpf(-1)
    f = lambda rate: worth(p, cash, tail, rate)  # noqa: E731
    low = mpf("1e-9") if tail else mpf("-0.99")
    grid = [(1 + low) * (21 / (1 + low)) ** (mpf(i) / 600) - 1 for i in range(601)]
    values = [f(rate) for rate in grid]
    roots = [
        bisect(f if a < 0 else lambda rate: -f(rate), left, right)
        for left, right, a, b in zip(grid, grid[1:], values, values[1:], strict=False)
        if (a < 0) != (b < 0)
    ]
    return min(roots, key=lambda root: abs(root - p.discount_rate), default=nan)


def payback(p, cash, tail, rate):
    """First and final; between two ends of periods on the straight line."""
    per, total, first, final, t = p.per_period(rate), mpf(0), None, None, 0
    went_below = False
    while t <= p.end or (tail > 0 and total < 0 and t < 5000):
        flow = (cash[t] if t <= p.end else tail) / (1 + per) ** t
        if total < 0 <= total + flow:
            final = t - 1 - total / flow
            first = final if first is None else first
        total += flow
        went_below |= total < 0
        t += 1
    if not went_below:
        return mpf(0), mpf(0)
    first = inf if first is None else first
    return first, inf if total < 0 else final


def results(p):
    c, tail = schedule(p)
    last = lambda name: c[name][p.end] if p.mode == FOREVER else mpf(0)  # noqa: E731
    rate = p.discount_rate
    target = rate if mp.isnan(p.target_rate) else p.target_rate
    simple, discounted = (
        payback(p, c["cash"], tail, mpf(0)),
        payback(p, c["cash"], tail, rate),
    )
    exposure = min(c["cumulative_cash"])
    spent = [
        c["capital"][t] - c["resale"][t] + c["revenue"][t] - c["operating_cash"][t]
        for t in range(p.end + 1)
    ]
    hours = worth(p, c["sold_gpu_hours"], last("sold_gpu_hours"), rate)
    lasting = spent[p.end] if p.mode == FOREVER else mpf(0)

    def at(rate, **how):
        columns, more = schedule(p, **how)
        return worth(p, columns["cash"], more, rate)

    def price(x):
        return at(rate, price=x)

    def utilization(x):
        return at(rate, utilization=x)

    def revenue(x):
        return at(target, level=x)

    def least(f, most):
        if f(mpf(0)) >= 0:
            return mpf(0)
        return bisect(f, mpf(0), most) if f(most) >= 0 else inf

    cover = [
        (c["equity_cash"][t] + c["debt_service"][t]) / c["debt_service"][t]
        for t in range(p.end + 1)
        if c["debt_service"][t] > 0
    ]
    fleet = p.gpu_count > 0
    return c, {
        "net_present_value": worth(p, c["cash"], tail, rate),
        "internal_rate_of_return": rate_of_return(p, c["cash"], tail),
        "equity_present_value": worth(p, c["equity_cash"], tail, rate),
        "equity_rate_of_return": rate_of_return(p, c["equity_cash"], tail),
        "payback_years": simple[0] / p.periods_per_year,
        "final_payback_years": simple[1] / p.periods_per_year,
        "discounted_payback_years": discounted[0] / p.periods_per_year,
        "final_discounted_payback_years": discounted[1] / p.periods_per_year,
        "maximum_exposure": -min(exposure, 0),
        "exposure_year": p.years(c["cumulative_cash"].index(exposure)),
        "cost_per_gpu_hour": worth(p, spent, lasting, rate) / hours if hours else nan,
        "minimum_price_per_gpu_hour": least(price, mpf(10) ** 6) if hours else nan,
        "minimum_utilization": least(utilization, mpf(1)) if fleet else nan,
        "required_revenue_per_year": least(revenue, mpf(10) ** 20),
        "least_debt_cover": min(cover) if cover else nan,
    }


CLUSTER = {
    "cluster_cost": 60.741e6,
    "gpu_count": 1000,
    "utilization": 0.7,
    "rental_price_per_gpu_hour": 3.2,
    "server_share_w": 1275,
    "pue": 1.25,
    "electricity_price_per_kwh": 0.0826,
}
CAMPUS = {
    "cluster_cost": 3.2e9,
    "facility_cost": 1.1e9,
    "cluster_shares": [0, 0, 0.3, 0.4, 0.3],
    "facility_shares": [0.2, 0.5, 0.3],
    "gpu_count": 60000,
    "utilization": 0.8,
    "utilization_ramp": [0.5, 0.8, 0.9],
    "rental_price_per_gpu_hour": 4.8,
    "price_decline": 0.08,
    "life_years": 5,
    "project_years": 15,
    "replacement_cost_growth": -0.05,
    "opex_growth": 0.02,
    "energy_mwh_per_year": 788400,
    "electricity_cost_per_year": 55e6,
    "electricity_price_growth": 0.03,
    "emissions_tco2e_per_year": 290000,
    "carbon_cost_per_year": 3e6,
    "facility_residual_fraction": 0.3,
    "tax_rate": 0.21,
    "loss_offset_share": 0.8,
    "debt_share": 0.6,
    "interest_rate": 0.08,
    "debt_years": 7,
    "discount_rate": 0.09,
    "target_rate": 0.12,
    "mode": REPLACE,
    "depreciation": MACRS,
}
CASES = {
    "levelized": CLUSTER | {"resale_fraction": 0.125},
    "market": CLUSTER | {"depreciation": MARKET, "tax_rate": 0.25, "life_years": 4},
    "short": CLUSTER | {"project_years": 3, "resale_fraction": 0.2, "tax_rate": 0.25},
    "campus": CAMPUS,
    "campus by the month": CAMPUS
    | {
        "periods_per_year": 12,
        "cluster_shares": [0] * 18 + [0.1, 0.15, 0.25, 0.25, 0.25],
        "facility_shares": [1 / 16] * 16,
        "project_years": 9,
        "life_years": 4.5,
        "debt_years": 5.5,
        "depreciation": DECLINING,
    },
    "digits": CAMPUS | {"depreciation": DIGITS, "repayment": EQUAL, "mode": FINITE},
    "refresh turns it": CAMPUS
    | {"debt_share": 0, "replacement_cost_growth": 0.03, "price_decline": 0.02},
    "for ever": {
        "mode": FOREVER,
        "cluster_cost": 5.1e12,
        "fixed_opex_share": 0,
        "other_revenue_per_year": 650e9,
    },
    "for ever, taxed": CLUSTER
    | {
        "mode": FOREVER,
        "facility_cost": 8e6,
        "construction_years": 1,
        "project_years": 7,
        "tax_rate": 0.2,
        "rental_price_per_gpu_hour": 1.9,
    },
    "lost": CLUSTER | {"rental_price_per_gpu_hour": 0.1, "resale_fraction": 0},
    "path": {k: v for k, v in CLUSTER.items() if k != "rental_price_per_gpu_hour"}
    | {
        "price_path": [4, 3.2, 2.9],
        "depreciation": NOT_AT_ALL,
        "tax_rate": 0.3,
        "project_years": 6,
        "grid_gco2e_per_kwh": 370,
        "carbon_price_per_t": 100,
        "other_opex_per_year": 4e5,
    },
    "free debt": CLUSTER | {"debt_share": 0.5, "interest_rate": 0, "debt_years": 4},
}


def random_case(rng):
    years = rng.randint(6, 14)
    phases = rng.randint(1, 3)
    shares = [rng.random() for _ in range(phases)]
    shares = [round(share / sum(shares), 6) for share in shares]
    shares[-1] = 1 - sum(shares[:-1])
    return {
        "mode": rng.choice([FINITE, REPLACE]),
        "depreciation": rng.choice([STRAIGHT, DIGITS, DECLINING, MACRS, MARKET]),
        "repayment": rng.choice([LEVEL, EQUAL]),
        "cluster_cost": rng.uniform(1e6, 1e10),
        "facility_cost": rng.uniform(0, 1e9),
        "cluster_shares": [0] * rng.randint(0, 2) + shares,
        "facility_shares": [0.5, 0.5],
        "gpu_count": rng.uniform(100, 200000),
        "utilization": rng.uniform(0.3, 1),
        "utilization_ramp": [rng.uniform(0.3, 0.8)],
        "life_years": rng.randint(3, 6),
        "rental_price_per_gpu_hour": rng.uniform(1, 8),
        "price_decline": rng.uniform(0, 0.3),
        "opex_growth": rng.uniform(0, 0.04),
        "server_share_w": rng.uniform(500, 1500),
        "electricity_price_per_kwh": rng.uniform(-0.02, 0.2),
        "electricity_price_growth": rng.uniform(-0.02, 0.05),
        "grid_gco2e_per_kwh": rng.uniform(0, 700),
        "carbon_price_per_t": rng.uniform(0, 100),
        "project_years": years,
        "tax_rate": rng.uniform(0, 0.3),
        "loss_offset_share": rng.choice([1, 0.8]),
        "debt_share": rng.uniform(0.1, 0.8),
        "interest_rate": rng.uniform(0.02, 0.12),
        "debt_years": rng.randint(1, years - 5),
        "discount_rate": rng.uniform(0.03, 0.2),
    }


def shortest(value):
    return repr(float(value)).removesuffix(".0")


def lines(name, given):
    p = Project(given)
    columns, made = results(p)
    yield f"case {name}"
    for key, value in given.items():
        if key in CHOICES:
            yield f"choose {key} {value}"
        elif key in ARRAYS:
            yield " ".join(["array", key, *map(shortest, value)])
        else:
            yield f"set {key} {shortest(value)}"
    for key in COLUMNS:
        yield " ".join(["column", key, *map(shortest, columns[key])])
    for key, value in made.items():
        yield f"result {key} {shortest(value)}"
    yield "end"


def main():
    rng = random.Random("aicompute project")
    cases = CASES | {f"random {i}": random_case(rng) for i in range(10)}
    text = [line for name, given in cases.items() for line in lines(name, given)]
    (HERE / "projects.txt").write_text("\n".join(text) + "\n")


if __name__ == "__main__":
    main()
