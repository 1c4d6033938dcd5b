#!/usr/bin/env python3
"""Write the vectors: one CSV file a model, inputs and the results they must give.

The formulas are written here a second time, from the definitions and not from the C
sources, in 60 digits (mpmath), and each result is then rounded once. The cells are the
shortest decimals that give the same doubles back. The inputs are the edges of the hard
ranges, cases of interest, and seeded random rows of the usual and of the hard ranges.

    pip install mpmath; python3 tests/vectors/generate.py
"""

import random
from pathlib import Path

from mpmath import ceil, exp, floor, inf, log10, mp, mpf, nint

mp.dps = 60

HERE = Path(__file__).parent
USUAL_ROWS, HARD_ROWS = 40, 20

# name: min, max, low, high; "log" where it spreads over powers of ten. Hard ranges that
# differ from model to model are in the models below.
RANGES = {
    "gpu_tdp_w": (0, 1e6, 70, 1400, "log"),
    "gpu_busy_power_fraction": (0, 2, 0.5, 1),
    "gpu_idle_power_fraction": (0, 1, 0.05, 0.25),
    "utilization": (0, 1, 0.2, 1),
    "gpu_idle_w": (0, 1e6, 15, 150),
    "gpu_active_w": (0, 1e6, 0, 200),
    "gpu_peak_w": (0, 1e6, 200, 1400),
    "activity": (0, 1, 0, 1),
    "curve_exponent": (1, 2, 1, 2),
    "gpu_power_w": (0, 1e7, 30, 1400, "log"),
    "gpus_per_server": (1, 1e6, 4, 16),
    "server_base_w": (0, 1e7, 1200, 2600),
    "server_fan_w": (0, 1e7, 100, 1500),
    "psu_efficiency": (0.1, 1, 0.9, 0.98),
    "gpu_count": (0, 1e12, 8, 1e6, "log"),
    "host_power_w": (0, 1e9, 0, 600),
    "it_power_mw": (0, 1e16, 0.5, 2500, "log"),
    "pue": (1, 100, 1.04, 1.8),
    "facility_power_mw": (0, 1e18, 0, 3000),
    "load_factor": (0, 1, 0.5, 1),
    "days_per_month": (1, 31, 28, 31),
    "energy_mwh_per_year": (0, 1e22, 4000, 2.63e7, "log"),
    "electricity_price_per_kwh": (-1e6, 1e6, 0.03, 400, "log"),
    "demand_charge_per_kw_month": (0, 1e9, 0, 10000),
    "grid_gco2e_per_kwh": (0, 10000, 0, 900),
    "carbon_price_per_t": (0, 1e9, 0, 1.3e5),
    "embodied_tco2e": (0, 1e15, 0, 5e5),
    "life_years": (0.01, 200, 3, 6),
    "grid_capacity_mw": (0, 1e18, 0, 3000),
    "generator_unit_mw": (1e-6, 1e6, 1, 20, "log"),
    "generator_spares": (0, 1e6, 0, 4),
    "plant_mw": (0.001, 1e6, 300, 1600),
    "hours_per_day": (0, 24, 1, 24),
    "energy_mwh_per_month": (0, 1e21, 300, 2.2e6, "log"),
    "household_kwh_per_month": (0.001, 1e9, 45, 1000, "log"),
    "persons_per_household": (0.1, 100, 2, 9),
    "household_peak_kw": (0.001, 1e6, 1, 10),
    "gpu_energy_kwh_per_month": (0, 1e9, 10, 1050, "log"),
    "quantity": (0, 1e150, 1, 1e9, "log"),
    "reference_quantity": (1e-150, 1e150, 1, 1e9, "log"),
    "gpu_price": (0, 1e12, 2500, 7e7, "log"),
    "server_price_ratio": (1, 100, 1.2, 2.2),
    "interconnect_share": (0, 0.95, 0.08, 0.3),
    "facility_cost_per_mw": (0, 1e15, 0, 2.5e10),
    "amount": (-1e150, 1e150, 1, 1e15, "log"),
    "exchange_rate": (1e-100, 1e100, 0.0005, 2000, "log"),
    "capex": (0, 1e34, 10000, 1e16, "log"),
    "discount_rate": (0, 10, 0.04, 0.2),
    "capital_share": (1e-6, 1, 0.2, 1),
    "residual_fraction": (0, 1, 0, 0.4),
    "opex_per_year": (0, 1e34, 0, 3e14),
    "required_revenue_per_year": (0, 1e45, 1000, 1e15, "log"),
    "users": (1, 1e12, 1e5, 3e9, "log"),
    "paying_share": (1e-9, 1, 0.02, 1),
    "payment_fee_share": (0, 0.99, 0, 0.3),
    "firms": (1, 1e6, 3, 10),
    "survivors": (1, 1e6, 1, 3),
    "users_of_survivors": (1, 1e12, 1e6, 3e9, "log"),
    "failed_asset_recovery": (0, 1, 0, 0.5),
    "first_phase_days": (0.001, 1e6, 30, 1500),
    "second_phase_days": (0, 1e6, 0, 1500),
    "quoted_months": (0, 1e5, 6, 60),
    "fixed_opex_share": (0, 1, 0.01, 0.1),
    "electricity_cost_per_year": (-1e32, 1e32, 0, 1e14),
    "carbon_cost_per_year": (0, 1e34, 0, 1e14),
    "availability": (0, 1, 0.9, 1),
    "rental_price_per_gpu_hour": (0, 1e9, 0.3, 20000, "log"),
    "net_cash_per_year": (-1e35, 1e35, 1000, 1e16, "log"),
    "cash_growth": (-0.99, 10, -0.3, 0.1),
    "project_years": (0.01, 200, 3, 20),
    "capex_per_gpu": (0, 1e34, 3000, 3e8, "log"),
    "server_share_w": (0, 1e7, 300, 3000, "log"),
    "server_busy_power_fraction": (0, 2, 0.5, 1),
    "server_idle_power_fraction": (0, 1, 0.1, 0.5),
    "age_years": (0, 100, 0, 6),
    "value_decades_per_year": (0, 1, 0.05, 0.3),
    "cost_per_gpu_hour": (-1e17, 1e40, 0.3, 20000, "log"),
    "price_decline": (-1, 0.99, 0, 0.4),
}


class Model:
    """A formula over mpf, its inputs, the rows of interest, and what rows it refuses."""

    def __init__(self, formula, inputs, cases=(), ranges=None, takes=lambda **_: True):
        self.formula, self.inputs, self.cases = formula, inputs.split(), cases
        self.ranges = {name: RANGES[name] for name in self.inputs} | (ranges or {})
        self.takes = takes


def gpu_power(gpu_tdp_w, gpu_busy_power_fraction, gpu_idle_power_fraction, utilization):
    busy = gpu_tdp_w * gpu_busy_power_fraction
    idle = gpu_tdp_w * gpu_idle_power_fraction
    return {"gpu_power_w": idle + (busy - idle) * utilization}


def gpu_power_curve(gpu_idle_w, gpu_active_w, gpu_peak_w, activity, curve_exponent):
    if activity == 0:
        return {"gpu_power_w": gpu_idle_w}
    active = max(gpu_active_w, gpu_idle_w)
    shape = 2 * activity - activity**curve_exponent
    return {"gpu_power_w": active * (1 - shape) + gpu_peak_w * shape}


def server_power(
    gpu_power_w, gpus_per_server, server_base_w, server_fan_w, psu_efficiency
):
    server = (
        gpus_per_server * gpu_power_w + server_base_w + server_fan_w
    ) / psu_efficiency
    return {
        "server_power_w": server,
        "host_power_w": server / gpus_per_server - gpu_power_w,
        "it_to_gpu_power_ratio": server / gpus_per_server / gpu_power_w,
    }


def fleet_power(gpu_count, gpu_power_w, host_power_w):
    return {"it_power_mw": gpu_count * (gpu_power_w + host_power_w) / 10**6}


def facility_power(it_power_mw, pue):
    facility = it_power_mw * pue
    return {"facility_power_mw": facility, "overhead_power_mw": facility - it_power_mw}


def energy_use(facility_power_mw, load_factor, days_per_month):
    mean = facility_power_mw * load_factor
    return {
        "energy_mwh_per_day": mean * 24,
        "energy_mwh_per_month": mean * 24 * days_per_month,
        "energy_mwh_per_year": mean * 8760,
    }


def electricity_cost(
    energy_mwh_per_year,
    facility_power_mw,
    electricity_price_per_kwh,
    demand_charge_per_kw_month,
):
    energy = energy_mwh_per_year * 1000 * electricity_price_per_kwh
    demand = facility_power_mw * 1000 * 12 * demand_charge_per_kw_month
    return {"electricity_cost_per_year": energy + demand}


def emissions(
    energy_mwh_per_year,
    grid_gco2e_per_kwh,
    carbon_price_per_t,
    embodied_tco2e,
    life_years,
):
    grams = energy_mwh_per_year * 1000 * grid_gco2e_per_kwh
    operational, embodied = grams / 10**6, embodied_tco2e / life_years
    return {
        "operational_tco2e_per_year": operational,
        "embodied_tco2e_per_year": embodied,
        "emissions_tco2e_per_year": operational + embodied,
        "carbon_cost_per_year": (operational + embodied) * carbon_price_per_t,
    }


def grid_connection(
    facility_power_mw, grid_capacity_mw, generator_unit_mw, generator_spares, plant_mw
):
    shortfall = max(facility_power_mw - grid_capacity_mw, mpf(0))
    units = shortfall / generator_unit_mw
    whole = nint(units) if abs(units - nint(units)) <= mpf("1e-9") else ceil(units)
    served = 1 if shortfall == 0 else grid_capacity_mw / facility_power_mw
    return {
        "shortfall_mw": shortfall,
        "grid_share_served": served,
        "generators_needed": whole + generator_spares if whole > 0 else mpf(0),
        "plant_equivalents": facility_power_mw / plant_mw,
    }


def far_from_a_step(facility_power_mw, grid_capacity_mw, generator_unit_mw, **_):
    """Doubles cannot tell a step from its neighbour within their rounding."""
    units = max(facility_power_mw - grid_capacity_mw, mpf(0)) / generator_unit_mw
    off = abs(units - nint(units))
    exact = units == floor(units)
    return exact or units > 1e17 or (abs(off - mpf("1e-9")) > units * mpf(2) ** -50)


def device_energy(gpu_power_w, hours_per_day, days_per_month):
    return {
        "gpu_energy_kwh_per_month": gpu_power_w * hours_per_day * days_per_month / 1000
    }


def household_equivalents(
    energy_mwh_per_month, household_kwh_per_month, persons_per_household
):
    households = energy_mwh_per_month * 1000 / household_kwh_per_month
    return {"households": households, "persons": households * persons_per_household}


def households_by_capacity(facility_power_mw, household_peak_kw):
    return {"households_at_peak": facility_power_mw * 1000 / household_peak_kw}


def household_share(gpu_energy_kwh_per_month, household_kwh_per_month):
    return {"household_fraction": gpu_energy_kwh_per_month / household_kwh_per_month}


def equivalents(quantity, reference_quantity):
    return {"equivalent_count": quantity / reference_quantity}


def gpu_capex(
    gpu_count,
    gpu_price,
    server_price_ratio,
    interconnect_share,
    facility_power_mw,
    facility_cost_per_mw,
):
    gpus = gpu_count * gpu_price
    cluster = gpus * server_price_ratio / (1 - interconnect_share)
    facility = facility_power_mw * facility_cost_per_mw
    return {
        "gpu_cost": gpus,
        "cluster_cost": cluster,
        "facility_cost": facility,
        "capex": cluster + facility,
        "capex_per_gpu": (cluster + facility) / gpu_count,
    }


def currency(amount, exchange_rate):
    return {"amount_converted": amount * exchange_rate}


def perpetuity_revenue(capex, discount_rate, capital_share):
    return {"required_revenue_per_year": capex * discount_rate / capital_share}


def required_revenue(
    capex, discount_rate, life_years, residual_fraction, opex_per_year, capital_share
):
    if discount_rate == 0:
        cost = capex * (1 - residual_fraction) / life_years
    else:
        with mp.workdps(400):  # 1 + r must hold a rate of 1e-300
            worth = (1 + discount_rate) ** -life_years
            cost = (
                (capex - residual_fraction * capex * worth) * discount_rate / (1 - worth)
            )
    return {
        "annual_capital_cost": cost,
        "required_revenue_per_year": (cost + opex_per_year) / capital_share,
    }


def subscriber_fee(required_revenue_per_year, users, paying_share, payment_fee_share):
    year = required_revenue_per_year / (users * paying_share * (1 - payment_fee_share))
    return {"fee_per_user_month": year / 12, "fee_per_user_year": year}


def market_survivors(
    required_revenue_per_year, firms, survivors, users_of_survivors, failed_asset_recovery
):
    failed = firms - survivors
    revenue = (
        required_revenue_per_year * (survivors + failed_asset_recovery * failed) / firms
    )
    return {
        "survivor_revenue_per_year": revenue,
        "revenue_per_survivor_per_year": revenue / survivors,
        "survivor_fee_per_user_month": revenue / users_of_survivors / 12,
        "capital_lost_share": (1 - failed_asset_recovery) * failed / firms,
    }


def buildout_time(first_phase_days, second_phase_days, quoted_months):
    return {
        "buildout_days": first_phase_days + second_phase_days,
        "time_ratio": quoted_months * mpf("365.25") / 12 / first_phase_days,
    }


def operating_cost(
    capex, fixed_opex_share, electricity_cost_per_year, carbon_cost_per_year
):
    fixed = capex * fixed_opex_share
    return {"opex_per_year": fixed + electricity_cost_per_year + carbon_cost_per_year}


def rental_income(
    gpu_count, availability, utilization, rental_price_per_gpu_hour, opex_per_year
):
    hours = gpu_count * 8760 * availability * utilization
    revenue = hours * rental_price_per_gpu_hour
    return {
        "sold_gpu_hours_per_year": hours,
        "revenue_per_year": revenue,
        "net_cash_per_year": revenue - opex_per_year,
    }


def annuity(rate, growth, years):
    """Worth at the start of 1 at the end of year 1, growing; any number of years."""
    if rate == growth:
        return years / (1 + growth)
    return (1 - ((1 + growth) / (1 + rate)) ** years) / (rate - growth)


def sum_by_year(rate, growth, years):
    """The same year by year: whole years, then the payment for the part of a year."""
    whole = int(floor(years))
    worths = [(1 + growth) ** (k - 1) * (1 + rate) ** -k for k in range(1, whole + 1)]
    net, part = (1 + rate) / (1 + growth) - 1, years - whole
    last = part if net == 0 else ((1 + net) ** part - 1) / net
    last *= (1 + growth) ** (years - 1) * (1 + rate) ** -years
    return [*worths, last] if part else worths


def payback(capital, cash, at_end):
    """Year by year on the straight line between sums; None for the time in between."""
    total = mpf(0)
    for k, (flow, end) in enumerate(zip(cash, at_end, strict=True)):
        if total + flow >= capital:
            begin = at_end[k - 1] if k else mpf(0)
            return begin + (end - begin) * (capital - total) / flow
        total += flow
    return inf


def rate_of_return(capital, cash, growth, years, residual):
    """Bisection in ln(1 + r): the balance changes its sign once or never."""

    def balance(x):
        rate = exp(x) - 1
        return cash * annuity(rate, growth, years) + residual * exp(-years * x) - capital

    low, high = mpf(-40), mpf(100)
    if not balance(low) > 0:
        return mpf(-1)
    for _ in range(220):
        middle = (low + high) / 2
        low, high = (middle, high) if balance(middle) > 0 else (low, middle)
    return exp(low) - 1


def project_payback(
    capex, net_cash_per_year, cash_growth, discount_rate, project_years, residual_fraction
):
    with mp.workdps(400):  # 1 + r must hold a rate of 1e-300
        residual = residual_fraction * capex
        years = [mpf(k) for k in range(1, int(ceil(project_years)))] + [project_years]
        paid = {}
        for rate in (mpf(0), discount_rate):
            cash = [
                net_cash_per_year * worth
                for worth in sum_by_year(rate, cash_growth, project_years)
            ]
            cash[-1] += residual * (1 + rate) ** -project_years
            paid[rate] = payback(capex, cash, years), sum(cash)
        worth = paid[discount_rate][1]
    return {
        "payback_years": paid[mpf(0)][0],
        "discounted_payback_years": paid[discount_rate][0],
        "net_present_value": worth - capex,
        "internal_rate_of_return": rate_of_return(
            capex, net_cash_per_year, cash_growth, project_years, residual
        ),
        "profitability_index": worth / capex,
    }


def few_digits_lost(cash_growth, discount_rate, project_years, **_):
    """A power of some 1e17 loses two digits, in double precision, to its exponent."""
    decades = log10((1 + cash_growth) / (1 + discount_rate)) * project_years
    return abs(decades) < 17 and abs(log10(1 + cash_growth)) * project_years < 17


def levelized_compute_cost(
    capex_per_gpu,
    residual_fraction,
    life_years,
    discount_rate,
    fixed_opex_share,
    availability,
    utilization,
    server_share_w,
    server_busy_power_fraction,
    server_idle_power_fraction,
    pue,
    electricity_price_per_kwh,
    grid_gco2e_per_kwh,
    carbon_price_per_t,
):
    hours = 8760 * availability * utilization
    draw = server_busy_power_fraction * utilization
    draw += server_idle_power_fraction * (1 - utilization)
    energy = mpf("8.76") * availability * server_share_w * pue * draw / hours
    capital = required_revenue(
        capex_per_gpu, discount_rate, life_years, residual_fraction, mpf(0), mpf(1)
    )["annual_capital_cost"]
    costs = {
        "capital_cost_per_gpu_hour": capital / hours,
        "fixed_cost_per_gpu_hour": capex_per_gpu * fixed_opex_share / hours,
        "energy_cost_per_gpu_hour": energy * electricity_price_per_kwh,
        "carbon_cost_per_gpu_hour": energy
        * grid_gco2e_per_kwh
        / 10**6
        * carbon_price_per_t,
    }
    return costs | {
        "cost_per_gpu_hour": sum(costs.values()),
        "energy_kwh_per_gpu_hour": energy,
    }


def gpu_resale_value(gpu_price, age_years, value_decades_per_year):
    fraction = mpf(10) ** (-value_decades_per_year * age_years)
    halves = value_decades_per_year > 0
    return {
        "resale_value": gpu_price * fraction,
        "resale_fraction": fraction,
        "value_half_life_years": log10(2) / value_decades_per_year if halves else inf,
    }


def rental_margin(
    cost_per_gpu_hour, rental_price_per_gpu_hour, price_decline, discount_rate, life_years
):
    margin = rental_price_per_gpu_hour - cost_per_gpu_hour
    with mp.workdps(400):
        level = annuity(discount_rate, mpf(0), life_years)
        falling = annuity(discount_rate, -price_decline, life_years)
    return {
        "margin_per_gpu_hour": margin,
        "margin_share": margin / rental_price_per_gpu_hour,
        "break_even_first_year_price": cost_per_gpu_hour * level / falling,
    }


SMALL_RATES = [0, 5e-324, 1e-300, 1e-21, 1e-20, 1e-17, 1e-15, 1e-9]

MODELS = {
    "gpu_power": Model(
        gpu_power,
        "gpu_tdp_w gpu_busy_power_fraction gpu_idle_power_fraction utilization",
        [(700, 0.85, 0.12, 1), (700, 0.85, 0.12, 0.7), (5e-324, 1, 0, 1)],
    ),
    "gpu_power_curve": Model(
        gpu_power_curve,
        "gpu_idle_w gpu_active_w gpu_peak_w activity curve_exponent",
        [(100, 100, 200, 0.5, 1.4), (50, 0, 400, 1e-300, 1.4), (50, 90, 400, 1, 2)],
        takes=lambda gpu_idle_w, gpu_active_w, gpu_peak_w, **_: (
            gpu_peak_w >= max(gpu_idle_w, gpu_active_w)
        ),
    ),
    "server_power": Model(
        server_power,
        "gpu_power_w gpus_per_server server_base_w server_fan_w psu_efficiency",
        [(595, 8, 2000, 1000, 0.96), (595, 8, 0, 0, 1)],
        ranges={"gpu_power_w": (0.001, 1e7, 30, 1400, "log")},
    ),
    "fleet_power": Model(
        fleet_power, "gpu_count gpu_power_w host_power_w", [(50000, 400, 0)]
    ),
    "facility_power": Model(
        facility_power, "it_power_mw pue", [(20, 1.5), (20, 1 + 2**-52), (1e-300, 1.2)]
    ),
    "energy_use": Model(
        energy_use, "facility_power_mw load_factor days_per_month", [(30, 1, 30)]
    ),
    "electricity_cost": Model(
        electricity_cost,
        "energy_mwh_per_year facility_power_mw electricity_price_per_kwh "
        "demand_charge_per_kw_month",
        [(262800, 30, 0.0826, 0), (262800, 30, -0.05, 0), (262800, 30, 150, 6490)],
        # Of opposite signs the two parts cancel, and the digits with them.
        takes=lambda electricity_price_per_kwh, demand_charge_per_kw_month, **_: (
            electricity_price_per_kwh >= 0 or demand_charge_per_kw_month == 0
        ),
    ),
    "emissions": Model(
        emissions,
        "energy_mwh_per_year grid_gco2e_per_kwh carbon_price_per_t embodied_tco2e "
        "life_years",
        [(262800, 370, 100, 0, 5), (262800, 458, 80, 15900, 5)],
    ),
    "grid_connection": Model(
        grid_connection,
        "facility_power_mw grid_capacity_mw generator_unit_mw generator_spares plant_mw",
        [
            (120, 15, 2.5, 1, 1000),
            (250, 15, 2.5, 1, 1000),
            (0, 0, 2.5, 1, 1000),
            (0, 15, 2.5, 1, 1000),
            (15, 15, 2.5, 1, 1000),
            (10.5, 0, 1, 0, 1000),
        ],
        takes=far_from_a_step,
    ),
    "device_energy": Model(
        device_energy, "gpu_power_w hours_per_day days_per_month", [(300, 24, 30)]
    ),
    "household_equivalents": Model(
        household_equivalents,
        "energy_mwh_per_month household_kwh_per_month persons_per_household",
        [(21600, 350, 4), (21600, 332, 4)],
    ),
    "households_by_capacity": Model(
        households_by_capacity, "facility_power_mw household_peak_kw", [(40, 3)]
    ),
    "household_share": Model(
        household_share, "gpu_energy_kwh_per_month household_kwh_per_month", [(216, 350)]
    ),
    "equivalents": Model(equivalents, "quantity reference_quantity", [(50000, 25000)]),
    "gpu_capex": Model(
        gpu_capex,
        "gpu_count gpu_price server_price_ratio interconnect_share facility_power_mw "
        "facility_cost_per_mw",
        [(200000, 5e7, 1.64, 0.19, 0, 0), (1, 30000, 1.64, 0.19, 0, 0)],
        ranges={"gpu_count": (1, 1e12, 8, 1e6, "log")},
    ),
    "currency": Model(currency, "amount exchange_rate", [(1e9, 1330), (-1e9, 1330)]),
    "perpetuity_revenue": Model(
        perpetuity_revenue, "capex discount_rate capital_share", [(5.1e12, 0.10, 1)]
    ),
    "required_revenue": Model(
        required_revenue,
        "capex discount_rate life_years residual_fraction opex_per_year capital_share",
        [(5.1e12, 0.10, years, 0, 0, 1) for years in (3, 5, 6, 10)]
        + [(5.1e12, r, n, 0.25, 0, 1) for r in SMALL_RATES for n in (0.01, 4.5, 200)],
    ),
    "subscriber_fee": Model(
        subscriber_fee,
        "required_revenue_per_year users paying_share payment_fee_share",
        [(650e9, 1.5e9, 1, 0), (650e9, 300e6, 1, 0), (650e9, 8e8, 0.05, 0.3)],
    ),
    "market_survivors": Model(
        market_survivors,
        "required_revenue_per_year firms survivors users_of_survivors "
        "failed_asset_recovery",
        [(650e9, 5, 1, 1.5e9, 0), (650e9, 5, 2, 1.4e9, 0), (650e9, 5, 5, 1e9, 0.3)],
        takes=lambda firms, survivors, **_: survivors <= firms,
    ),
    "buildout_time": Model(
        buildout_time,
        "first_phase_days second_phase_days quoted_months",
        [(122, 92, 24), (122, 0, 18)],
    ),
    "operating_cost": Model(
        operating_cost,
        "capex fixed_opex_share electricity_cost_per_year carbon_cost_per_year",
        [(1e9, 0.03, 2e7, 1e6), (1e9, 0.03, -2e7, 0)],
    ),
    "rental_income": Model(
        rental_income,
        "gpu_count availability utilization rental_price_per_gpu_hour opex_per_year",
        [(1000, 0.97, 0.7, 2.35, 5e6), (0, 0.97, 0.7, 2.35, 5e6)],
        ranges={"opex_per_year": (-1e33, 1e35, 0, 3e14)},
    ),
    "project_payback": Model(
        project_payback,
        "capex net_cash_per_year cash_growth discount_rate project_years "
        "residual_fraction",
        [(1000, 300, 0, 0.1, n, f) for n in (3, 4, 4.5, 5, 12.25) for f in (0, 0.3)]
        + [(1000, 300, g, 0.1, 5.5, 0.1) for g in (-0.99, -0.3, 0.1, 0.25, 10)]
        + [(1000, c, 0.02, 0.1, 6, f) for c in (-10, 0, 5e-324) for f in (0, 0.5, 1)]
        + [(1000, 260, 0, r, 4.5, 0.25) for r in SMALL_RATES]
        + [(1000, 260, 0.05, r, 9, 0.25) for r in (0.05, 0.05 + 2**-50, 0.05 - 2**-50)]
        + [(1000, 200, 0, 0, 5, 0), (1000, 1e-3, 0, 0.1, 200, 0), (1, 1e20, 0, 1, 2, 0)],
        ranges={"capex": (1e-6, 1e34, 10000, 1e16, "log")},
        takes=few_digits_lost,
    ),
    "levelized_compute_cost": Model(
        levelized_compute_cost,
        "capex_per_gpu residual_fraction life_years discount_rate fixed_opex_share "
        "availability utilization server_share_w server_busy_power_fraction "
        "server_idle_power_fraction pue electricity_price_per_kwh grid_gco2e_per_kwh "
        "carbon_price_per_t",
        [
            (60741, f, n, 0.1, 0.03, 0.97, u, 1275, 0.75, 0.3, 1.25, 0.0826, g, 100)
            for n, f, u, g in (
                (3, 0.3, 0.7, 0),
                (4, 0.2, 0.7, 0),
                (5, 0.125, 0.7, 0),
                (6, 0.1, 0.7, 0),
                (5, 0.125, 0.4, 0),
                (5, 0.125, 0.95, 0),
                (5, 0.125, 0.7, 370),
            )
        ],
        ranges={"availability": (0.001, 1, 0.9, 1), "utilization": (0.001, 1, 0.2, 1)},
    ),
    "gpu_resale_value": Model(
        gpu_resale_value,
        "gpu_price age_years value_decades_per_year",
        [(30000, years, 0.14) for years in range(6)] + [(30000, 3, 0)],
    ),
    "rental_margin": Model(
        rental_margin,
        "cost_per_gpu_hour rental_price_per_gpu_hour price_decline discount_rate "
        "life_years",
        [(2.906813, 2.35, d, 0.1, 5) for d in (0, 0.2, 0.3)]
        + [(2.906813, 2.35, 1e-9, r, 4.5) for r in SMALL_RATES],
        ranges={"rental_price_per_gpu_hour": (1e-9, 1e9, 0.3, 20000, "log")},
    ),
}


def usual(rng, low, high, *log):
    value = low * (high / low) ** rng.random() if log else rng.uniform(low, high)
    return min(max(value, low), high)


def hard(rng, least, most, low, high, *log):
    kind = rng.randrange(6)
    if kind < 2:
        return (least, most)[kind]
    return rng.uniform(least, most) if kind == 2 else usual(rng, low, high, *log)


def rows_of(name, model):
    """Cases, all edges at once and one by one, then random rows."""
    rng = random.Random(f"aicompute {name}")
    ranges = [model.ranges[name] for name in model.inputs]
    yield from model.cases
    yield tuple(r[0] for r in ranges)
    yield tuple(r[1] for r in ranges)
    for i, edges in enumerate(ranges):
        for edge in edges[:2]:
            row = [usual(rng, *r[2:]) for r in ranges]
            row[i] = edge
            yield tuple(row)
    for _ in range(USUAL_ROWS):
        yield tuple(usual(rng, *r[2:]) for r in ranges)
    for _ in range(HARD_ROWS):
        yield tuple(hard(rng, *r) for r in ranges)


def write(name, model):
    lines = []
    for row in rows_of(name, model):
        row = [float(value) for value in row]
        given = dict(zip(model.inputs, map(mpf, row), strict=True))
        if not model.takes(**given):
            continue
        results = model.formula(**given)
        if not lines:
            lines.append(",".join([*model.inputs, *results]))
        cells = row + [float(result) for result in results.values()]
        lines.append(",".join(repr(cell).removesuffix(".0") for cell in cells))
    (HERE / f"{name}.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    for name, model in MODELS.items():
        write(name, model)
