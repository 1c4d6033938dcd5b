"""Cash flows, loans and depreciation: the functions of numpy-financial under their names
and in their order, and those of spreadsheets that it lacks; and projects, AI clusters
period by period.

>>> import aicompute.finance as npf
>>> print(round(npf.irr([-100, 39, 59, 55, 20]), 5))
0.28095
>>> print(round(npf.pmt(0.075 / 12, 12 * 15, 200_000), 2))
-1854.02

Rates are fractions a period, or a year where there are dates: 0.1 is 10 %. Money in is
positive, money out negative.

Numbers broadcast, and a Series gives a Series. Flows are one series, a matrix whose rows
are series (a DataFrame gives a Series), or a list of series of any lengths; results then
have one value a row, for every rate that is asked for. The interpreter's lock is released
meanwhile. What takes long takes `threads`, on how many of which the rows are shared out:
irr, xirr, npv, xnpv and the level payments pmt, ipmt, ppmt, pv, fv, nper and rate.

What has no answer raises: SolutionError with the reason when no rate solves the flows,
DomainError for a value that is out of range, MissingInputError for a NaN. With
errors="coerce", or raise_exceptions=False as in numpy-financial, such rows are NaN. When
there are several answers, UnusualInputWarning says so, and which one was returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan, prod
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, NoReturn, overload

import numpy as np

from . import _columns, _flows, capi
from ._errors import domain_error, raise_error, warn_unusual
from ._project import ProjectError, project, projects
from ._schedule import Schedule, Schedules

if TYPE_CHECKING:
    from ._columns import Column, Floats
    from ._flows import Days, Flows, Labels
    from ._model import OnError

__all__ = [
    "Payback",
    "ProjectError",
    "Roots",
    "Schedule",
    "Schedules",
    "capital_recovery_factor",
    "cumipmt",
    "cumprinc",
    "db",
    "ddb",
    "discounted_payback",
    "effective_rate",
    "equivalent_rate",
    "fixed_charge_rate",
    "fv",
    "ipmt",
    "irr",
    "irr_all",
    "macrs",
    "market_value",
    "market_value_decline",
    "mirr",
    "nominal_rate",
    "nper",
    "npv",
    "npv_from_period_1",
    "payback",
    "pmt",
    "ppmt",
    "profitability_index",
    "project",
    "projects",
    "pv",
    "rate",
    "sln",
    "syd",
    "units_of_production",
    "vdb",
    "xirr",
    "xirr_all",
    "xnpv",
    "year_fraction",
]

_DayCount = Literal["ACT/365F", "ACT/360", "ACT/ACT ISDA", "30/360 US", "30E/360"]
_Base = Literal["first", "earliest"]
_Convention = Literal[
    "half-year", "mid-quarter-1", "mid-quarter-2", "mid-quarter-3", "mid-quarter-4"
]

_DAY_COUNTS = {
    "ACT/365F": capi.AIC_ACT_365F,
    "ACT/360": capi.AIC_ACT_360,
    "ACT/ACT ISDA": capi.AIC_ACT_ACT_ISDA,
    "30/360 US": capi.AIC_30_360_US,
    "30E/360": capi.AIC_30E_360,
}
_BASES = {"first": capi.AIC_BASE_FIRST, "earliest": capi.AIC_BASE_EARLIEST}
_CONVENTIONS = {
    "half-year": capi.AIC_MACRS_HALF_YEAR,
    "mid-quarter-1": capi.AIC_MACRS_MID_QUARTER_1,
    "mid-quarter-2": capi.AIC_MACRS_MID_QUARTER_2,
    "mid-quarter-3": capi.AIC_MACRS_MID_QUARTER_3,
    "mid-quarter-4": capi.AIC_MACRS_MID_QUARTER_4,
}
_ERRORS = {"raise": 1, "coerce": 0}
_PROOFS = {
    capi.AIC_PROOF_NONE: "",
    capi.AIC_PROOF_DESCARTES: "Descartes",
    capi.AIC_PROOF_NORSTROM: "Norstrom",
    capi.AIC_PROOF_BOUNDS: "bounds",
}
_WHEN = {
    "end": 0.0,
    "e": 0.0,
    "finish": 0.0,
    "begin": 1.0,
    "b": 1.0,
    "beginning": 1.0,
    "start": 1.0,
}
_TELLS_ITSELF = (capi.AIC_OK, capi.AIC_W_NEVER, capi.AIC_W_ROWS)
"""Nothing to warn of: an infinite result, or a NaN that was asked for, shows."""


class Payback(NamedTuple):
    """When the money is back. Periods count from 0, the first flow; between two flows the
    running total grows evenly. Arrays when there is more than one series."""

    first: Any
    """When the total first comes back to zero; 0 when it never was below, infinite when
    it never does."""
    final: Any
    """When it comes back for good; infinite when it ends below zero."""
    exposure: Any
    """The most that is out at once, as a positive number."""
    exposure_at: Any
    """The period at which that is."""
    balance: Any
    """The running total at the end: the present value at that rate."""


class Roots(Sequence[float]):
    """All rates above -1 at which a series is worth nothing, in ascending order, with
    what is proved about their number."""

    def __init__(self, rates: Sequence[float], report: capi.aic_irr_report) -> None:
        self._rates = tuple(rates)
        self.sign_changes: int = report.sign_changes
        """Of the flows in order of time: there are no more rates than that."""
        self.norstrom = bool(report.norstrom)
        """Whether the running total changes its sign once and does not end at zero: then
        one rate is above 0."""
        self.proof: str = _PROOFS[report.proof]
        """What proves that there are no more: "Descartes", "Norstrom", "bounds", or ""
        when nothing does."""
        self.unique = bool(report.unique)
        """Whether it is proved that there is one rate."""

    @overload
    def __getitem__(self, index: int) -> float: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[float, ...]: ...
    def __getitem__(self, index: int | slice) -> float | tuple[float, ...]:
        return self._rates[index]

    def __len__(self) -> int:
        return len(self._rates)

    def __eq__(self, other: object) -> bool:
        return tuple(other) == self._rates if isinstance(other, Sequence) else False

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        proof = f"proof: {self.proof}" if self.proof else "there may be more"
        return f"<rates {list(self._rates)}, {proof}>"


def npv(rate: Any, values: Any, *, errors: OnError = "raise", threads: int = 1) -> Any:
    """Net present value with the first flow at period 0.

    `sum of values[i]/(1 + rate)**i`. Spreadsheets count from period 1; theirs is
    npv_from_period_1().

    rate:   a period, above -1. Every row of the flows is taken at every rate: the result
            has the shape of the rates, then that of the rows.
    values: the flows.

    >>> print(round(npv(0.281, [-100, 39, 59, 55, 20]), 6))
    -0.008479
    >>> npv([0, 0.1], [[-100, 132], [-100, 121]]).round(9).tolist()
    [[32.0, 21.0], [20.0, 10.0]]
    """
    return _of_flows("npv", values, {"rate": rate}, errors, threads)


def npv_from_period_1(rate: Any, values: Any, *, errors: OnError = "raise") -> Any:
    """Net present value with the first flow at period 1, as NPV of spreadsheets.

    >>> print(round(npv_from_period_1(0.1, [-10_000, 3000, 4200, 6800]), 2))
    1188.44
    """
    return _of_flows("npv_from_period_1", values, {"rate": rate}, errors)


def xnpv(
    rate: Any,
    values: Any,
    dates: Any,
    *,
    day_count: _DayCount = "ACT/365F",
    base: _Base = "first",
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """Net present value of flows at dates.

    rate:      a year, above -1; as in npv().
    values:    the flows.
    dates:     as many: dates, datetimes, datetime64, Timestamps or ISO strings, in any
               order. Rows of a matrix may share one series of dates.
    day_count: how days become years.
    base:      the date of which it is the value: the first one given, as in spreadsheets,
               or the earliest.

    >>> dates = ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]
    >>> print(round(xnpv(0.09, [-10_000, 2750, 4250, 3250, 2750], dates), 2))
    2086.65
    """
    options = _options(0.0, day_count, base)
    return _of_flows("npv", values, {"rate": rate}, errors, threads, dates, options)


def irr(
    values: Any,
    *,
    guess: float = 0.0,
    raise_exceptions: bool | None = None,
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """Internal rate of return: the rate a period at which the flows are worth nothing.

    When several rates solve it, the one nearest to `guess` is returned with a warning;
    irr_all() has them all. Without one, SolutionError says why.

    >>> print(round(irr([-100, 0, 0, 74]), 4))
    -0.0955
    >>> irr([[-100, 110], [-100, 121], [100, 10]], errors="coerce").round(9).tolist()
    [0.1, 0.21, nan]
    >>> print(irr([10, -15, 10], errors="coerce"))
    nan
    """
    errors = _asked(errors, raise_exceptions)
    return _of_flows("irr", values, {}, errors, threads, options=_options(guess))


def xirr(
    values: Any,
    dates: Any,
    guess: float = 0.0,
    *,
    day_count: _DayCount = "ACT/365F",
    base: _Base = "first",
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """Internal rate of return of flows at dates: a year, effective.

    Arguments as in xnpv(); of several rates the one nearest to `guess` is returned, with
    a warning.

    >>> dates = ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]
    >>> print(round(xirr([-10_000, 2750, 4250, 3250, 2750], dates), 6))
    0.373363
    """
    options = _options(guess, day_count, base)
    return _of_flows("irr", values, {}, errors, threads, dates, options)


def irr_all(values: Any) -> Roots:
    """All rates a period above -1 at which one series is worth nothing.

    Without a rate it is empty.

    >>> found = irr_all([-10, 26, -16.5])
    >>> found
    <rates [0.1, 0.5], proof: bounds>
    >>> found.sign_changes, found.unique
    (2, False)
    >>> len(irr_all([10, -15, 10]))
    0
    """
    flows = _one_series(values)
    return _roots(len(flows.values), lambda *rest: capi.aic_irr_all(flows.values, *rest))


def xirr_all(
    values: Any,
    dates: Any,
    *,
    day_count: _DayCount = "ACT/365F",
    base: _Base = "first",
) -> Roots:
    """All rates a year above -1 at which one series at dates is worth nothing.

    >>> dates = ["2025-01-01", "2026-01-01", "2027-01-01"]
    >>> [round(one, 9) for one in xirr_all([-10, 26, -16.5], dates)]
    [0.1, 0.5]
    """
    flows = _one_series(values)
    given = flows.values, _flows.read_dates(dates, flows)
    options = _options(0.0, day_count, base)
    return _roots(
        len(flows.values), lambda *rest: capi.aic_xirr_all(given, options, *rest)
    )


def mirr(
    values: Any,
    finance_rate: Any,
    reinvest_rate: Any,
    *,
    raise_exceptions: bool | None = None,
    errors: OnError = "raise",
) -> Any:
    """Modified internal rate of return: negative flows are financed at one rate, positive
    ones reinvested at another until the end.

    Rates that are arrays are taken with every row: the result has the shape of the rows,
    then that of the rates.

    >>> flows = [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000]
    >>> print(round(mirr(flows, 0.10, 0.12), 6))
    0.126094
    """
    rates = {"finance_rate": finance_rate, "reinvest_rate": reinvest_rate}
    errors = _asked(errors, raise_exceptions)
    return _rows_of_flows("mirr", values, rates, errors, after=True)[0]


def payback(values: Any, *, errors: OnError = "raise") -> Payback:
    """When the money is back, the first time and for good, and how much is out at most.

    >>> print(payback([-40, 10, 20, 20]).final)
    2.5
    >>> print(payback([-40, 10]).final)
    inf
    """
    return discounted_payback(0.0, values, errors=errors)


def discounted_payback(rate: Any, values: Any, *, errors: OnError = "raise") -> Payback:
    """When the money is back with its interest: payback() of the discounted flows.

    >>> print(round(discounted_payback(0.08, [-40, 11, 14, 13, 11, 8]).final, 2))
    3.93
    """
    given = {"rate": rate}
    return Payback(*_rows_of_flows("payback", values, given, errors, results=5))


def profitability_index(rate: Any, values: Any, *, errors: OnError = "raise") -> Any:
    """Present value of all later flows for each unit of the first, the investment.

    >>> print(round(profitability_index(0.1, [-100, 60, 70]), 4))
    1.124
    """
    return _of_flows("profitability_index", values, {"rate": rate}, errors)


def pmt(
    rate: Any,
    nper: Any,
    pv: Any,
    fv: Any = 0,
    when: Any = "end",
    *,
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """The payment a period of a loan, or into savings.

    rate: a period, above -1.
    nper: number of periods, above 0.
    pv:   present value: positive when it is borrowed.
    fv:   future value after the last period.
    when: "end" or "begin" of the period, or 0 or 1.

    >>> print(round(pmt(0.075 / 12, 12 * 15, 200_000), 2))
    -1854.02
    """
    given = {"rate": rate, "nper": nper, "pv": pv, "fv": fv, "when": _when(when)}
    return _of_numbers("pmt", given, errors, threads)


def ipmt(
    rate: Any,
    per: Any,
    nper: Any,
    pv: Any,
    fv: Any = 0,
    when: Any = "end",
    *,
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """The interest in the payment of period `per`, the first being 1.

    >>> ipmt(0.0824 / 12, [1, 2], 12, 2500).round(2).tolist()
    [-17.17, -15.79]
    """
    given = {"rate": rate, "per": per, "nper": nper, "pv": pv, "fv": fv}
    return _of_numbers("ipmt", given | {"when": _when(when)}, errors, threads)


def ppmt(
    rate: Any,
    per: Any,
    nper: Any,
    pv: Any,
    fv: Any = 0,
    when: Any = "end",
    *,
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """The principal in the payment of period `per`, the first being 1.

    >>> ppmt(0.0824 / 12, [1, 2], 12, 2500).round(2).tolist()
    [-200.58, -201.96]
    """
    given = {"rate": rate, "per": per, "nper": nper, "pv": pv, "fv": fv}
    return _of_numbers("ppmt", given | {"when": _when(when)}, errors, threads)


def cumipmt(
    rate: Any,
    nper: Any,
    pv: Any,
    start: Any,
    end: Any,
    when: Any = "end",
    *,
    errors: OnError = "raise",
) -> Any:
    """The interest in the payments of the periods `start` to `end`.

    >>> print(round(cumipmt(0.09 / 12, 30 * 12, 125_000, 13, 24), 2))
    -11135.23
    """
    given = {"rate": rate, "nper": nper, "pv": pv, "start": start, "end": end}
    return _of_numbers("cumipmt", given | {"when": _when(when)}, errors)


def cumprinc(
    rate: Any,
    nper: Any,
    pv: Any,
    start: Any,
    end: Any,
    when: Any = "end",
    *,
    errors: OnError = "raise",
) -> Any:
    """The principal in the payments of the periods `start` to `end`.

    >>> print(round(cumprinc(0.09 / 12, 30 * 12, 125_000, 13, 24), 2))
    -934.11
    """
    given = {"rate": rate, "nper": nper, "pv": pv, "start": start, "end": end}
    return _of_numbers("cumprinc", given | {"when": _when(when)}, errors)


def pv(
    rate: Any,
    nper: Any,
    pmt: Any,
    fv: Any = 0,
    when: Any = "end",
    *,
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """Present value of payments and of a future value.

    >>> print(round(pv(0.05 / 12, 10 * 12, -100, 15692.93), 2))
    -100.0
    """
    given = {"rate": rate, "nper": nper, "pmt": pmt, "fv": fv, "when": _when(when)}
    return _of_numbers("pv", given, errors, threads)


def fv(
    rate: Any,
    nper: Any,
    pmt: Any,
    pv: Any,
    when: Any = "end",
    *,
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """Future value of payments and of a present value.

    >>> print(round(fv(0.05 / 12, 10 * 12, -100, -100), 2))
    15692.93
    """
    given = {"rate": rate, "nper": nper, "pmt": pmt, "pv": pv, "when": _when(when)}
    return _of_numbers("fv", given, errors, threads)


def nper(
    rate: Any,
    pmt: Any,
    pv: Any,
    fv: Any = 0,
    when: Any = "end",
    *,
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """The number of periods until it is paid; infinite when payments just cover the
    interest.

    >>> print(round(nper(0.07 / 12, -150, 8000), 2))
    64.07
    >>> print(nper(0.01, -80, 8000))
    inf
    """
    given = {"rate": rate, "pmt": pmt, "pv": pv, "fv": fv, "when": _when(when)}
    return _of_numbers("nper", given, errors, threads)


def rate(
    nper: Any,
    pmt: Any,
    pv: Any,
    fv: Any,
    when: Any = "end",
    guess: Any = None,
    tol: Any = None,
    maxiter: Any = 100,
    *,
    raise_exceptions: bool | None = None,
    errors: OnError = "raise",
    threads: int = 1,
) -> Any:
    """The rate a period of payments.

    When two rates solve it, the one nearest to 0 is returned with a warning. `guess`,
    `tol` and `maxiter` are there for code written for numpy-financial: the rate is right
    without them, and they change nothing.

    >>> print(round(rate(10, 0, -3500, 10_000), 6))
    0.110691
    """
    given = {"nper": nper, "pmt": pmt, "pv": pv, "fv": fv, "when": _when(when)}
    return _of_numbers("rate", given, _asked(errors, raise_exceptions), threads)


def capital_recovery_factor(rate: Any, nper: Any, *, errors: OnError = "raise") -> Any:
    """What a unit of capital must earn each period to be paid back with its return.

    `rate/(1 - (1 + rate)**-nper)`, and `1/nper` at rate 0; nper may be infinite.

    >>> print(round(capital_recovery_factor(0.1, 5), 6))
    0.263797
    """
    given = {"rate": rate, "nper": nper}
    return _of_numbers("capital_recovery_factor", given, errors)


def fixed_charge_rate(
    rate: Any,
    nper: Any,
    tax_rate: Any,
    depreciation_pv: Any,
    fixed_share: Any = 0,
    *,
    errors: OnError = "raise",
) -> Any:
    """The revenue a unit of capital needs each period when it pays tax.

    rate:            after tax, a period.
    tax_rate:        on income, 0 to below 1.
    depreciation_pv: present value of the depreciation of a unit of capital.
    fixed_share:     property tax, insurance and the like, a period, a unit of capital.

    >>> written_off = npv_from_period_1(0.08, macrs(5))
    >>> print(round(fixed_charge_rate(0.08, 20, 0.21, written_off), 6))
    0.10696
    """
    given = {
        "rate": rate,
        "nper": nper,
        "tax_rate": tax_rate,
        "depreciation_pv": depreciation_pv,
        "fixed_share": fixed_share,
    }
    return _of_numbers("fixed_charge_rate", given, errors)


def effective_rate(nominal: Any, periods: Any, *, errors: OnError = "raise") -> Any:
    """Effective rate a year of a nominal one compounded `periods` times a year.

    >>> print(round(effective_rate(0.0525, 4), 6))
    0.053543
    """
    given = {"nominal": nominal, "periods": periods}
    return _of_numbers("effective_rate", given, errors)


def nominal_rate(effective: Any, periods: Any, *, errors: OnError = "raise") -> Any:
    """Nominal rate a year, compounded `periods` times a year, of an effective one.

    >>> print(round(nominal_rate(0.053543, 4), 6))
    0.0525
    """
    given = {"effective": effective, "periods": periods}
    return _of_numbers("nominal_rate", given, errors)


def equivalent_rate(rate: Any, periods: Any, *, errors: OnError = "raise") -> Any:
    """The rate of one length of period that earns the same as a rate of another.

    `(1 + rate)**periods - 1`: a month's from a year's has periods 1/12.

    >>> print(round(equivalent_rate(0.01, 12), 6))
    0.126825
    """
    given = {"rate": rate, "periods": periods}
    return _of_numbers("equivalent_rate", given, errors)


def sln(cost: Any, salvage: Any, life: Any, *, errors: OnError = "raise") -> Any:
    """Depreciation of each period in a straight line.

    >>> print(sln(30_000, 7500, 10))
    2250.0
    """
    given = {"cost": cost, "salvage": salvage, "life": life}
    return _of_numbers("sln", given, errors)


def syd(
    cost: Any,
    salvage: Any,
    life: Any,
    per: Any,
    *,
    errors: OnError = "raise",
) -> Any:
    """Depreciation of period `per` by the sum of years' digits.

    >>> print(round(syd(30_000, 7500, 10, 1), 2))
    4090.91
    """
    given = {"cost": cost, "salvage": salvage, "life": life, "per": per}
    return _of_numbers("syd", given, errors)


def db(
    cost: Any,
    salvage: Any,
    life: Any,
    period: Any,
    month: Any = 12,
    *,
    errors: OnError = "raise",
) -> Any:
    """Depreciation of one year by the fixed declining balance, with the rate rounded to
    three decimals as spreadsheets do; `month` is the months in the first year.

    >>> print(round(db(1_000_000, 100_000, 6, 1, 7), 2))
    186083.33
    """
    given = {"cost": cost, "salvage": salvage, "life": life, "period": period}
    return _of_numbers("db", given | {"month": month}, errors)


def ddb(
    cost: Any,
    salvage: Any,
    life: Any,
    period: Any,
    factor: Any = 2,
    *,
    errors: OnError = "raise",
) -> Any:
    """Depreciation of one period by a declining balance that stops at the salvage value.

    >>> print(ddb(2400, 300, 10, 1))
    480.0
    """
    given = {"cost": cost, "salvage": salvage, "life": life, "period": period}
    return _of_numbers("ddb", given | {"factor": factor}, errors)


def vdb(
    cost: Any,
    salvage: Any,
    life: Any,
    start: Any,
    end: Any,
    factor: Any = 2,
    no_switch: Any = False,
    *,
    errors: OnError = "raise",
) -> Any:
    """Depreciation from one time to another by a declining balance, which goes on in a
    straight line once that is more, unless `no_switch`.

    >>> print(round(vdb(2400, 300, 10 * 12, 6, 18), 2))
    396.31
    """
    given = {"cost": cost, "salvage": salvage, "life": life, "start": start, "end": end}
    given |= {"factor": factor, "no_switch": no_switch}
    return _of_numbers("vdb", given, errors)


def macrs(life: int, convention: _Convention = "half-year") -> Floats:
    """The share of its cost that United States tax law writes off in each tax year.

    IRS Publication 946, Appendix A, tables A-1 to A-5.

    life:       class of property in years: 3, 5, 7, 10, 15 or 20. Computers are 5.
    convention: "half-year", or "mid-quarter-1" to "mid-quarter-4" for what is placed in
                service in that quarter.

    >>> macrs(5).tolist()
    [0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576]
    """
    error = capi.aic_error()
    shares = np.empty(capi.AIC_MACRS_YEARS_MAX)
    if int(life) != life:
        raise ValueError(f"life is {life}: a whole number of years is needed")
    number = _choice(_CONVENTIONS, convention, "convention")
    status, count = capi.aic_macrs(int(life), number, shares, error)
    if status < 0:
        raise_error(error)
    made: Floats = shares[:count].copy()
    return made


def units_of_production(
    cost: Any,
    salvage: Any,
    total_units: Any,
    units: Any,
    *,
    errors: OnError = "raise",
) -> Any:
    """Depreciation in proportion to use: `(cost - salvage)*units/total_units`.

    >>> print(units_of_production(40_000, 4000, 36_000, 9000))
    9000.0
    """
    given = {"cost": cost, "salvage": salvage, "total_units": total_units, "units": units}
    return _of_numbers("units_of_production", given, errors)


def market_value(cost: Any, decline: Any, age: Any, *, errors: OnError = "raise") -> Any:
    """What a thing is worth at an age when its price falls by the same share each period.

    >>> print(round(market_value(40_000, 0.25, 2), 9))
    22500.0
    """
    given = {"cost": cost, "decline": decline, "age": age}
    return _of_numbers("market_value", given, errors)


def market_value_decline(
    cost: Any,
    decline: Any,
    start: Any,
    end: Any,
    *,
    errors: OnError = "raise",
) -> Any:
    """What it loses between two ages.

    >>> print(round(market_value_decline(40_000, 0.25, 1, 2), 9))
    7500.0
    """
    given = {"cost": cost, "decline": decline, "start": start, "end": end}
    return _of_numbers("market_value_decline", given, errors)


def year_fraction(start: Any, end: Any, day_count: _DayCount = "ACT/365F") -> float:
    """Years from one date to another; negative backwards.

    >>> year_fraction("2026-01-01", "2027-01-01")
    1.0
    >>> print(round(year_fraction("2026-01-31", "2026-03-31", "30/360 US"), 6))
    0.166667
    """
    error = capi.aic_error()
    first, last = _flows.to_day(start, 0), _flows.to_day(end, 1)
    number = _choice(_DAY_COUNTS, day_count, "day_count")
    status, years = capi.aic_year_fraction(first, last, number, error)
    if status < 0:
        raise_error(error)
    return float(years)


def _choice(choices: dict[str, int], word: object, name: str) -> int:
    """The number of a word."""
    if isinstance(word, str) and word in choices:
        return choices[word]
    known = ", ".join(f'"{one}"' for one in choices)
    raise ValueError(f"{name} is {word!r}, and must be one of {known}")


def _asked(errors: OnError, raise_exceptions: bool | None) -> OnError:
    """What to do about errors, in the words of numpy-financial where they are given."""
    if raise_exceptions is None:
        return errors
    return "raise" if raise_exceptions else "coerce"


def _options(
    guess: float, day_count: str = "ACT/365F", base: str = "first"
) -> capi.aic_cashflow_options:
    options = capi.aic_cashflow_options()
    options.guess = float(guess)
    options.day_count = _choice(_DAY_COUNTS, day_count, "day_count")
    options.base_date = _choice(_BASES, base, "base")
    return options


def _when(when: Any) -> Column:
    """0 for the end of a period, 1 for its beginning, of words or of such numbers."""
    array = np.asarray(when.to_numpy() if hasattr(when, "to_numpy") else when)
    _columns.require_items(2 * array.size, array.shape)
    flat = [_WHEN.get(one, one) for one in array.ravel().tolist()]
    for one in flat:
        if one not in (0, 1):
            raise ValueError(f'when is {one!r}, and must be "end", "begin", 0 or 1')
    return _columns.as_column(np.array(flat, float).reshape(array.shape), "when")


def _of_numbers(
    function: str, given: dict[str, Any], errors: OnError, threads: int = 1
) -> Any:
    """A function of numbers alone."""
    table = _columns.read(given)
    _columns.require_memory(table, 1)
    columns = [_columns.flat(one, table.shape) for one in table.columns.values()]
    made = _run(function, columns, None, table.shape, errors, threads, None, 1)
    return _shaped(made[0], table.shape, table.labels)


def _of_flows(
    function: str,
    values: Any,
    given: dict[str, Any],
    errors: OnError,
    threads: int = 1,
    dates: Any = None,
    options: capi.aic_cashflow_options | None = None,
) -> Any:
    """A function of series that has one result."""
    return _rows_of_flows(function, values, given, errors, threads, dates, options)[0]


def _rows_of_flows(
    function: str,
    values: Any,
    given: dict[str, Any],
    errors: OnError,
    threads: int = 1,
    dates: Any = None,
    options: capi.aic_cashflow_options | None = None,
    results: int = 1,
    after: bool = False,
) -> list[Any]:
    """A function of series, each with all of the numbers: their shape is before that of
    the rows, or after it."""
    flows = _flows.read(values)
    days = None if dates is None else _flows.read_dates(dates, flows)
    table = _columns.read(given)
    shape = _flows.spread_shape(flows, table.shape, after)
    columns_made = len(given) if table.shape else 0
    items = prod(shape) * (results + columns_made)
    items += _flows.spread_items(flows, days, prod(table.shape))
    _columns.require_items(items, shape)
    rows, days = _flows.spread(flows, days, table.shape, after)
    filler = (1,) * len(flows.shape)
    columns = [
        _columns.flat(_placed(one, table.shape, filler, after), shape)
        for one in table.columns.values()
    ]
    series = rows.values, days, rows.offsets
    made = _run(function, columns, series, shape, errors, threads, options, results)
    labels = table.labels if flows.labels is None else flows.labels
    if labels is not None and labels.shape != shape:
        labels = None
    return [_shaped(one, shape, labels) for one in made]


def _placed(
    column: Column, numbers: tuple[int, ...], filler: tuple[int, ...], after: bool
) -> Column:
    """Numbers of one shape so that they broadcast with rows before or after them."""
    if not isinstance(column, np.ndarray) or after:
        return column
    whole: Floats = np.broadcast_to(column, numbers).reshape(numbers + filler)
    return whole


def _run(
    function: str,
    columns: list[Column],
    series: tuple[Floats, Days | None, Days | None] | None,
    shape: tuple[int, ...],
    errors: OnError,
    threads: int,
    options: capi.aic_cashflow_options | None,
    results: int,
) -> list[Floats]:
    """All rows in C; raise or warn of what it says."""
    if errors not in _ERRORS:
        raise ValueError(f'errors is {errors!r}, and must be "raise" or "coerce"')
    rows = prod(shape)
    made: list[Floats] = [np.empty(rows) for _ in range(results)]
    error, report = capi.aic_error(), capi.aic_columns_report()
    asked = options, _columns.thread_count(threads), _ERRORS[errors]
    status = capi.aic_finance_rows(
        function, columns, series, made, rows, *asked, report, error, None
    )
    if status < 0:
        _raise(error, shape)
    if report.rows_unusual and status == capi.AIC_W_ROWS:
        first = report.first_unusual
        warn_unusual(
            f"{function}: several rates solve {report.rows_unusual} rows; this is "
            f"{float(made[0][first])!r} for row {first}, the first"
        )
    elif status not in _TELLS_ITSELF:
        _warn(error, shape, made[0])
    return made


def _raise(error: capi.aic_error, shape: tuple[int, ...]) -> NoReturn:
    """Raise what a status means, with the row where there is more than one."""
    row = f"row {error.row}: "
    message = error.message.removeprefix(row)
    if not shape:
        raise_error(error, message)
    if error.status in (capi.AIC_E_RANGE, capi.AIC_E_CONDITION):
        raise domain_error(error, error.row)
    raise_error(error, row + message)


def _warn(error: capi.aic_error, shape: tuple[int, ...], made: Floats) -> None:
    """Warn of several answers, and say which one the first such row has."""
    row = f"row {error.row}: "
    message = error.message.removeprefix(row)
    answer = float(made[max(error.row, 0)])
    warn_unusual(f"{row if shape else ''}{message}; this is {answer!r}")


def _shaped(column: Floats, shape: tuple[int, ...], labels: Labels | None) -> Any:
    """A result as the inputs are: a number, an array or a Series. The number is NumPy's,
    as numpy-financial's, so that it has round() and the like."""
    if not shape:
        return column[0]
    made = column.reshape(shape)
    return made if labels is None else _columns.series(made, labels)


def _one_series(values: Any) -> Flows:
    flows = _flows.read(values)
    if flows.shape:
        raise ValueError("all rates are of one series at a time, and values has rows")
    return flows


def _roots(capacity: int, find: Any) -> Roots:
    """All rates of one series, and what is known about them."""
    report, error = capi.aic_irr_report(), capi.aic_error()
    rates = np.full(capacity, nan)
    status = find(rates, report, error)
    if status < 0 and status not in (capi.AIC_E_NO_SIGN_CHANGE, capi.AIC_E_NO_ROOT):
        raise_error(error)
    return Roots(rates[: report.count].tolist(), report)


for _class in (ProjectError, Schedule, Schedules):
    _class.__module__ = __name__
