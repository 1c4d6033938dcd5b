"""Cash flows, loans and depreciation: what numpy-financial's documentation shows, the
examples of spreadsheets, and what must hold for any numbers."""

import datetime
import doctest
import inspect
import math
import resource
import threading
import warnings

import aicompute as aic
import aicompute.finance as npf
import numpy as np
import pandas as pd
import pytest
from aicompute import capi
from hypothesis import assume, given, settings
from hypothesis import strategies as st

CLOSE = {"rtol": 1e-12, "atol": 1e-12}
DATES = ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]
FLOWS = [-10_000, 2750, 4250, 3250, 2750]
XIRR = 0.3733625
"""The example in the documentation of XIRR by Microsoft, which stops within 1e-8."""


# What numpy-financial documents.

DIFFERENT = {
    "nper(rates, payments, amounts)": "1.1 takes all with all; 1.0 broadcasts, as here",
    "mirr([-100, -50, -60, -70]": "NaN without a reason",
    "raise_exceptions=True": "an exception of its own",
}
PEER = ("fv", "pmt", "nper", "ipmt", "ppmt", "pv", "rate", "irr", "npv", "mirr")


@pytest.mark.parametrize("name", PEER)
def test_documented_examples_run_unchanged(name):
    """Each docstring of numpy-financial, with this module where it imports its own."""
    peer = pytest.importorskip("numpy_financial")
    text = getattr(peer, name).__doc__.replace(
        "import numpy_financial as npf", "import aicompute.finance as npf"
    )
    examples = [
        one
        for one in doctest.DocTestParser().get_examples(text)
        if "may vary" not in one.want
        and not any(words in one.source for words in DIFFERENT)
    ]
    test = doctest.DocTest(examples, {"np": np, "npf": npf}, name, None, None, text)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    runner = doctest.DocTestRunner(Numerically(), verbose=False, optionflags=flags)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", aic.UnusualInputWarning)
        failed, _ = runner.run(test)
    assert failed == 0


class Numerically(doctest.OutputChecker):
    """The numbers that are printed, to the digits that both print."""

    def check_output(self, want, got, optionflags):
        if super().check_output(want, got, optionflags):
            return True
        wanted, made = numbers(want), numbers(got)
        return len(wanted) > 0 and np.allclose(wanted, made, rtol=1e-8, atol=1e-8)


def numbers(text):
    plain = text.replace("np.float64", "").replace("array", "").replace("...", "")
    kept = "".join(c if c in "0123456789.-+e" else " " for c in plain)
    return [float(word) for word in kept.split() if any(c.isdigit() for c in word)]


def test_the_comparison_sees_wrong_numbers():
    checker = Numerically()
    assert checker.check_output("np.float64(-1854.0247)\n", "-1854.0247\n", 0)
    assert not checker.check_output("-1854.0247200054619\n", "-1854.03\n", 0)


def both(name, *arguments, **keywords):
    """A result and that of numpy-financial."""
    peer = pytest.importorskip("numpy_financial")
    with np.errstate(all="ignore"):  # it divides by a rate of 0 and throws that away
        wanted = getattr(peer, name)(*arguments, **keywords)
    return getattr(npf, name)(*arguments, **keywords), wanted


RATES = np.array([0.05, 0.06, 0.07]) / 12
GRID = tuple(np.ogrid[0.07 / 12 : 0.08 / 12 : 0.01 / 12, -150:-99:50, 8000:9001:1000])
SAME = {
    "fv": ("fv", (RATES, 120, -100, -100), {}),
    "fv at the beginning": ("fv", (0.05 / 12, 120, -100, -100, "begin"), {}),
    "fv without interest": ("fv", (0, 120, -100, -100), {}),
    "pv": ("pv", (RATES, 120, -100, 15692.93), {}),
    "pmt": ("pmt", (RATES[:, None], [12, 180], 200_000), {}),
    "pmt with words": ("pmt", (0.01, 12, 1000), {"fv": 50, "when": "begin"}),
    "pmt with when of rows": ("pmt", (0.01, 12, 1000, 0, [0, 1]), {}),
    "ipmt": ("ipmt", (0.0824 / 12, np.arange(12) + 1, 12, 2500), {}),
    "ipmt at the beginning": ("ipmt", (0.01, [1, 2, 5], 12, 2500, 0, "begin"), {}),
    "ppmt": ("ppmt", (0.0824 / 12, np.arange(12) + 1, 12, 2500), {}),
    "rate": ("rate", (10, 0, -3500, 10_000), {}),
    "rate of loans": ("rate", ([10, 20], -100, [800, 1500], 0), {}),
    "npv": ("npv", (0.281, [-100, 39, 59, 55, 20]), {}),
    "irr": ("irr", ([-100, 39, 59, 55, 20],), {}),
    "mirr": ("mirr", ([-120_000, 39_000, 30_000, 21_000], 0.1, 0.12), {}),
}


@pytest.mark.parametrize("case", SAME)
def test_as_numpy_financial(case):
    name, arguments, keywords = SAME[case]
    made, wanted = both(name, *arguments, **keywords)
    assert np.shape(made) == np.shape(wanted)
    np.testing.assert_allclose(made, wanted, rtol=1e-9)


def test_nper_broadcasts():
    """As 1.0 documents; 1.1 takes every rate with every payment and every amount."""
    peer = pytest.importorskip("numpy_financial")
    each = np.vectorize(lambda *one: np.ravel(peer.nper(*one))[0])
    np.testing.assert_allclose(npf.nper(*GRID), each(*GRID), rtol=1e-9)


def test_words_of_numpy_financial():
    flows = [100, 50]
    for call in (
        lambda **words: npf.irr(flows, **words),
        lambda **words: npf.mirr(flows, 0.1, 0.1, **words),
        lambda **words: npf.rate(12, 1, 1, 1, **words),
    ):
        assert math.isnan(call(raise_exceptions=False))
        for words in ({"raise_exceptions": True}, {}):
            with pytest.raises(aic.SolutionError):
                call(**words)


def test_nper_without_interest():
    """numpy-financial 1.0.0 says -10; ten payments of 100 repay 1,000."""
    assert npf.nper(0, -100, 1000) == 10


def test_a_number_has_what_numbers_of_numpy_have():
    assert npf.npv(0.08, [-40_000, 5000, 8000, 12_000, 30_000]).round(5) == 3065.22267


# What the documentation of spreadsheets shows.

SPREADSHEET = {
    "CUMIPMT": (npf.cumipmt(0.09 / 12, 360, 125_000, 13, 24), -11135.23213075),
    "CUMPRINC": (npf.cumprinc(0.09 / 12, 360, 125_000, 13, 24), -934.1071234),
    "SLN": (npf.sln(30_000, 7500, 10), 2250),
    "SYD": (npf.syd(30_000, 7500, 10, [1, 10]), [4090.91, 409.09]),
    "DB": (
        npf.db(1_000_000, 100_000, 6, [1, 2, 3, 7], 7),
        [186083.33, 259639.42, 176814.44, 15845.10],
    ),
    "DDB": (npf.ddb(2400, 300, 3650, 1), 1.32),
    "DDB with a factor": (npf.ddb(2400, 300, 10, 2, 1.5), 306),
    "DDB of the last year": (npf.ddb(2400, 300, 10, 10), 22.12),
    "VDB": (npf.vdb(2400, 300, 120, 6, 18), 396.31),
    "VDB with a factor": (npf.vdb(2400, 300, 120, 6, 18, 1.5), 311.81),
    "VDB of a part of a year": (npf.vdb(2400, 300, 10, 0, 0.875, 1.5), 315.00),
    "XNPV": (npf.xnpv(0.09, FLOWS, DATES), 2086.647602),
    "XIRR": (npf.xirr(FLOWS, DATES), XIRR),
    "EFFECT": (npf.effective_rate(0.0525, 4), 0.0535427),
    "NOMINAL": (npf.nominal_rate(0.053543, 4), 0.05250032),
    "NPV": (npf.npv_from_period_1(0.1, [-10_000, 3000, 4200, 6800]), 1188.44),
}


@pytest.mark.parametrize("name", SPREADSHEET)
def test_as_spreadsheets(name):
    made, wanted = SPREADSHEET[name]
    decimals = max(len(repr(one).partition(".")[2]) for one in np.ravel(wanted).tolist())
    np.testing.assert_allclose(made, wanted, rtol=0, atol=0.6 * 10.0**-decimals)


def test_macrs():
    """IRS Publication 946, tables A-1 and A-5."""
    assert npf.macrs(3).tolist() == [0.3333, 0.4445, 0.1481, 0.0741]
    assert npf.macrs(5, "mid-quarter-4").tolist() == [
        *(0.05, 0.38, 0.228, 0.1368, 0.1094, 0.0958)
    ]
    with pytest.raises(aic.DomainError, match="3, 5, 7, 10, 15 or 20"):
        npf.macrs(4)
    with pytest.raises(ValueError, match='"half-year", "mid-quarter-1"'):
        npf.macrs(5, "mid-quarter")
    with pytest.raises(ValueError, match="whole number"):
        npf.macrs(5.5)


# Dates.

MADE = [datetime.date.fromisoformat(one) for one in DATES]
KINDS = {
    "strings": DATES,
    "strings with a time": [one + "T23:59:59+09:00" for one in DATES],
    "an array of strings": np.array(DATES),
    "dates": MADE,
    "datetimes": [datetime.datetime(d.year, d.month, d.day, 23, 59) for d in MADE],
    "datetime64 of days": np.array(DATES, "datetime64[D]"),
    "datetime64 of nanoseconds": np.array(DATES, "datetime64[ns]"),
    "a list of datetime64": list(np.array(DATES, "datetime64[D]")),
    "Timestamps": [pd.Timestamp(one) for one in DATES],
    "a Series": pd.Series(pd.to_datetime(DATES)),
    "a Series of another index": pd.Series(pd.to_datetime(DATES), index=list("abcde")),
    "a Series with a zone": pd.Series(pd.to_datetime(DATES).tz_localize("Asia/Seoul")),
    "a Series of text": pd.Series(DATES),
    "an index": pd.DatetimeIndex(DATES),
    "a mixture": [
        DATES[0],
        MADE[1],
        np.datetime64(DATES[2]),
        *map(pd.Timestamp, DATES[3:]),
    ],
}


@pytest.mark.parametrize("kind", KINDS)
def test_dates_of_any_kind(kind):
    assert npf.xirr(FLOWS, KINDS[kind]) == npf.xirr(FLOWS, DATES)


WRONG = {
    "numbers": ([1, 2], TypeError, "date 0 is 1, not a date"),
    "an array of numbers": (np.array([1, 2]), TypeError, "int64, not dates"),
    "one number": (["2026-01-01", 5], TypeError, "date 1 is 5, not a date"),
    "text": (["2026-01-01", "tomorrow"], ValueError, 'date 1 is "tomorrow"'),
    "no such day": (["2026-02-29", "2026-03-01"], ValueError, 'date 0 is "2026-02-29"'),
    "NaT": (pd.to_datetime(["2026-01-01", None]), aic.MissingInputError, "date 1"),
    "NaT among objects": ([MADE[0], pd.NaT], aic.MissingInputError, "date 1"),
    "None": ([MADE[0], None], aic.MissingInputError, "date 1"),
    "NaN": ([MADE[0], math.nan], aic.MissingInputError, "date 1"),
    "a short list": (
        ["2026-01-01"],
        ValueError,
        r"shape \(1,\) for flows of shape \(2,\)",
    ),
    "a long list": (DATES, ValueError, r"shape \(5,\) for flows of shape \(2,\)"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_dates_that_are_not(kind):
    dates, error, message = WRONG[kind]
    with pytest.raises(error, match=message):
        npf.xirr([-1, 2], dates)


def test_dates_in_any_order_and_more_than_once():
    shuffled = [3, 0, 4, 2, 1]
    flows, dates = [[one[i] for i in shuffled] for one in (FLOWS, DATES)]
    assert npf.xirr(flows, dates) == npf.xirr(FLOWS, DATES)
    twice = npf.xirr([-10, -30, 44], ["2026-01-01", "2026-01-01", "2027-01-01"])
    np.testing.assert_allclose(twice, 0.1, **CLOSE)
    later, earliest = (
        npf.xnpv(0.1, [121, -100], ["2027-01-01", "2026-01-01"], base=base)
        for base in ("first", "earliest")
    )
    np.testing.assert_allclose([later, earliest], [11, 10], **CLOSE)


def test_day_counts():
    """ISDA 2006, 4.16, by hand."""
    days = "2023-11-30", "2024-02-29"
    made = [npf.year_fraction(*days, one) for one in npf._DAY_COUNTS]
    wanted = [91 / 365, 91 / 360, 32 / 365 + 59 / 366, 89 / 360, 89 / 360]
    np.testing.assert_allclose(made, wanted, **CLOSE)
    assert npf.year_fraction(*reversed(days)) == -91 / 365
    half = npf.xirr([-100, 121], ["2024-01-01", "2025-12-21"], day_count="ACT/360")
    np.testing.assert_allclose(half, 0.1, **CLOSE)
    with pytest.raises(ValueError, match='"ACT/365F", "ACT/360"'):
        npf.xirr(FLOWS, DATES, day_count="ACT/365")
    with pytest.raises(ValueError, match='"first", "earliest"'):
        npf.xirr(FLOWS, DATES, base="last")


# Rates of return that are none, or several.

REASONS = {
    "nothing": ([], "0 flows are not zero"),
    "one flow": ([-5], "1 flow"),
    "zeros": ([0, 0, 0], "0 flows are not zero"),
    "gains alone": ([1, 2], "all flows are above zero"),
    "losses alone": ([-1, -2], "all flows are below zero"),
    "no root": ([10, -15, 10], "no rate above -1"),
}


@pytest.mark.parametrize("case", REASONS)
def test_no_rate_without_a_reason(case):
    flows, reason = REASONS[case]
    with pytest.raises(aic.SolutionError, match=reason):
        npf.irr(flows)
    assert math.isnan(npf.irr(flows, errors="coerce"))


def test_several_rates_warn_which_one_it_is():
    flows = [-10, 26, -16.5]
    with pytest.warns(aic.UnusualInputWarning, match="2 rates.*this is 0.1"):
        low = npf.irr(flows)
    with pytest.warns(aic.UnusualInputWarning, match="2 rates.*this is 0.5"):
        high = npf.irr(flows, guess=0.4)
    found = npf.irr_all(flows)
    assert found == [low, high]
    assert (found[0], found[-1:], len(found)) == (low, (high,), 2)
    assert (found.sign_changes, found.unique, found.proof) == (2, False, "bounds")
    assert "bounds" in repr(found)
    with pytest.warns(aic.UnusualInputWarning, match="row 1: irr: 2 rates.*this is 0.1"):
        made = npf.irr([[-1, 2], [-10, 26, -16.5]])
    assert made.tolist() == [1, low]
    with pytest.warns(aic.UnusualInputWarning, match="touches zero"):
        assert npf.irr([1, -2, 1]) == 0


def test_all_rates():
    assert len(npf.irr_all([10, -15, 10])) == len(npf.irr_all([1, 2])) == 0
    found = npf.irr_all([-100, 110])
    assert found.unique and found.proof == "Descartes"
    assert npf.xirr_all(FLOWS, DATES) == [npf.xirr(FLOWS, DATES)]
    with pytest.raises(aic.SolutionError):
        npf.irr_all([1])
    with pytest.raises(ValueError, match="one series at a time"):
        npf.irr_all([[-1, 2]])
    with pytest.raises(ValueError, match="for flows of shape"):
        npf.xirr_all(FLOWS, DATES[1:])


BAD = {
    "nan": (lambda: npf.irr([-1, math.nan]), aic.MissingInputError, "irr: values.1."),
    "infinite": (lambda: npf.irr([-1, math.inf]), aic.DomainError, "irr: "),
    "None": (lambda: npf.irr([-1, None]), aic.MissingInputError, "NaN"),
    "text": (lambda: npf.irr([-1, "2"]), TypeError, "not numbers"),
    "a number": (lambda: npf.irr(5), TypeError, "a series of flows"),
    "rate": (lambda: npf.pmt(-2, 12, 1), aic.DomainError, "pmt: rate is -2"),
    "life": (lambda: npf.sln(1, 0, 0), aic.DomainError, "sln: life is 0"),
    "when": (lambda: npf.pmt(0.1, 12, 1, when="middle"), ValueError, "when is 'middle'"),
    "when of rows": (lambda: npf.pmt(0.1, 12, 1, when=[0, 2]), ValueError, "when is 2"),
    "errors": (lambda: npf.irr([-1, 2], errors="ignore"), ValueError, "errors is"),
    "too large": (lambda: npf.irr([-1e-300, 1e300]), OverflowError, "^irr: "),
    "overflow": (lambda: npf.fv(1, 2000, 1, 1), OverflowError, "^fv: "),
    "row": (lambda: npf.irr([[-1, 2], [1, 2]]), aic.SolutionError, "^row 1: irr: "),
    "row of numbers": (
        lambda: npf.sln(1, 0, [1, 0]),
        aic.DomainError,
        "^row 1: life is 0",
    ),
    "row of loans": (lambda: npf.pmt([0.1, -2], 1, 1), aic.DomainError, "^row 1: .*rate"),
    "row of mirr": (
        lambda: npf.mirr([[-1, 2], [1, 2]], 0, 0),
        aic.SolutionError,
        "^row 1",
    ),
    "deep": (lambda: npf.irr([[[-1], [1, 2]], [[1]]]), (TypeError, ValueError), "."),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_named(case):
    call, error, message = BAD[case]
    with pytest.raises(error, match=message):
        call()


def test_a_domain_error_has_the_value_and_its_bounds():
    with pytest.raises(aic.DomainError) as caught:
        npf.sln(1, 0, [1, -3])
    assert (caught.value.variable, caught.value.value, caught.value.row) == (
        "life",
        -3,
        1,
    )


# Many series.


def test_matrices_ragged_sets_and_frames():
    rows = [[-100, 110, 0], [-100, 0, 144], [-100, 60, 60]]
    single = [npf.irr(row) for row in rows]
    assert npf.irr(rows).tolist() == single
    assert npf.irr(np.array(rows, float)[:, ::-1][:, ::-1]).tolist() == single
    assert npf.irr(np.asfortranarray(rows)).tolist() == single
    assert npf.irr([rows[0][:2], *map(tuple, rows[1:])]).tolist() == single
    assert npf.irr(np.array([rows]))[0].tolist() == single
    frame = pd.DataFrame(rows, index=list("abc"))
    made = npf.irr(frame)
    assert isinstance(made, pd.Series) and made.index.equals(frame.index)
    assert made.tolist() == single
    assert npf.npv(0.2, frame)["b"] == npf.npv(0.2, rows[1])
    rates = pd.Series([0.1, 0.2], index=list("xy"))
    assert npf.npv(rates, rows[1])["y"] == npf.npv(0.2, rows[1])
    assert npf.npv(rates, frame)[1, 1] == npf.npv(0.2, rows[1])


def test_every_row_at_every_rate():
    rows = np.array([[-100.0, 110, 0], [-100, 0, 144]])
    rates = np.array([0.0, 0.1, 0.2])
    made = npf.npv(rates, rows)
    assert made.tolist() == [[npf.npv(rate, row) for row in rows] for rate in rates]
    assert npf.npv(rates[:, None], rows).shape == (3, 1, 2)
    assert npf.npv(rates, rows[0]).tolist() == made[:, 0].tolist()
    assert npf.npv(rates, [rows]).shape == (3, 1, 2)
    ragged = [rows[0, :2], rows[1]]
    assert npf.npv(rates, ragged).tolist() == made.tolist()
    assert npf.npv([[0.0]], ragged).shape == (1, 1, 2)
    days = [DATES[:3], DATES[1:4]]
    dated = npf.xnpv(rates, rows, days)
    assert dated[2, 1] == npf.xnpv(0.2, rows[1], days[1])
    dates = [days[0][:2], days[1]]
    assert npf.xnpv(rates, ragged, dates).tolist() == [
        [npf.xnpv(r, row, when) for row, when in zip(ragged, dates, strict=True)]
        for r in rates
    ]
    back = npf.discounted_payback(rates, rows)
    np.testing.assert_allclose(back.balance, made, rtol=1e-12, atol=1e-12)


def test_mirr_has_rates_after_rows():
    rows = [[-100, 60, 70], [-100, 50, 90]]
    finance, reinvest = [0.1, 0.2, 0.3], [0.0, 0.1, 0.2]
    wanted = [
        [npf.mirr(row, *pair) for pair in zip(finance, reinvest, strict=True)]
        for row in rows
    ]
    assert npf.mirr(rows, finance, reinvest).tolist() == wanted
    assert npf.mirr(rows[0], finance, reinvest).tolist() == wanted[0]
    longer = [[*rows[0], 0.0], rows[1]]
    wanted[0] = [npf.mirr(longer[0], *p) for p in zip(finance, reinvest, strict=True)]
    assert npf.mirr(longer, finance, reinvest).tolist() == wanted


def test_dates_of_rows():
    rows = [FLOWS, [2 * one for one in FLOWS]]
    wanted = npf.xirr(FLOWS, DATES)
    assert npf.xirr(rows, DATES).tolist() == [wanted] * 2
    later = [one.replace("200", "201") for one in DATES]
    assert npf.xirr(rows, [DATES, later])[1] == npf.xirr(FLOWS, later)
    ragged = [FLOWS, FLOWS[:4]]
    made = npf.xirr(ragged, [DATES, DATES[:4]])
    assert made.tolist() == [wanted, npf.xirr(FLOWS[:4], DATES[:4])]
    with pytest.raises(ValueError, match="row 1: 5 dates for 4 flows"):
        npf.xirr(ragged, [DATES, DATES])
    with pytest.raises(ValueError, match="dates of 1 rows"):
        npf.xirr(ragged, [DATES])


def test_empty_sets():
    assert npf.irr(np.empty((0, 5))).shape == (0,)
    assert npf.pmt(np.empty(0), 12, 1).shape == (0,)
    assert npf.payback(np.empty((0, 2))).final.shape == (0,)
    assert npf.npv(0.1, []) == 0


def test_coerce_keeps_good_rows():
    made = npf.irr([[-1, 2], [1, 2], [-1, 3]], errors="coerce")
    np.testing.assert_array_equal(made, [1, np.nan, 2])
    np.testing.assert_array_equal(
        npf.sln([4, 4], 0, [2, 0], errors="coerce"), [2, np.nan]
    )
    with pytest.warns(aic.UnusualInputWarning, match="several rates.* 0.1 for row 0"):
        npf.irr([[-10, 26, -16.5], [1, 2, 3]], errors="coerce")
    back = npf.payback([[-1, 2], [math.nan, 1]], errors="coerce")
    np.testing.assert_array_equal(back.first, [0.5, np.nan])


def test_threads_change_no_bit_and_release_the_lock():
    random = np.random.default_rng(1)
    flows = random.normal(20, 10, (20_000, 12))
    flows[:, 0] = -100
    stop, counted = threading.Event(), [0]

    def count():
        while not stop.is_set():
            counted[0] += 1

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", aic.UnusualInputWarning)
        counter = threading.Thread(target=count)
        counter.start()
        try:
            before = counted[0]
            made = npf.irr(flows, errors="coerce")
            during = counted[0] - before
        finally:
            stop.set()
            counter.join()
        assert during > 0
        np.testing.assert_array_equal(npf.irr(flows, errors="coerce", threads=2), made)
        np.testing.assert_array_equal(npf.npv(0.1, flows, threads=2), npf.npv(0.1, flows))


def test_threads_are_taken_where_they_share_rows_out():
    batches = {"irr", "xirr", "npv", "xnpv", "pmt", "ipmt", "ppmt", "pv", "fv", "nper"}
    taking = {
        name
        for name in npf.__all__
        if inspect.isfunction(one := getattr(npf, name))
        and "threads" in inspect.signature(one).parameters
    }
    assert taking == batches | {"rate"}
    series = [[-100.0, 60, 60], [-100, 70, 70]]
    given = {
        "irr": (series,),
        "xirr": (series, DATES[:3]),
        "npv": (0.1, series),
        "xnpv": (0.1, series, DATES[:3]),
        "fv": ([0.01, 0.02], 12, -100, 0),
        "ipmt": ([0.01, 0.02], 1, 12, 1000),
        "ppmt": ([0.01, 0.02], 1, 12, 1000),
        "rate": ([12, 24], -100, 1000, 0),
    }
    for name in taking:
        call, arguments = getattr(npf, name), given.get(name, ([0.01, 0.02], 12, 1000))
        np.testing.assert_array_equal(call(*arguments, threads=2), call(*arguments))


HUGE = 10**12
MANY = np.broadcast_to(0.1, HUGE)


@pytest.mark.parametrize(
    "call",
    [
        lambda: npf.pmt(MANY.reshape(-1, 1), MANY, 100),
        lambda: npf.sln(MANY.reshape(-1, 1), 0, MANY),
        lambda: npf.pmt(0.1, 12, 100, 0, np.broadcast_to(1, HUGE)),
        lambda: npf.irr(np.broadcast_to(1.0, (HUGE, 2))),
        lambda: npf.irr(np.broadcast_to(np.float32(1), (HUGE, 2))),
        lambda: npf.npv(MANY, [-100, 60, 60]),
        lambda: npf.npv(MANY, [[-1, 2], [-1, 1, 1]]),
        lambda: npf.mirr([[-1, 2]] * 1000, MANY, 0.1),
        lambda: npf.discounted_payback(MANY, [[-1, 2]] * 1000),
        lambda: npf.xnpv(MANY, [[-1, 2]] * 1000, [["2026-01-01", "2027-01-01"]] * 1000),
    ],
)
def test_what_cannot_fit_is_refused_before_it_is_made(call):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(MemoryError, match=r"[\d,]+ rows of shape \(.* ask for fewer"):
        call()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4096


# What must hold for any numbers.

money = st.floats(-1e6, 1e6, allow_subnormal=False)
gains = st.floats(1, 1e6)
fractions = st.floats(-0.5, 2)
periods = st.integers(1, 400)


@given(st.lists(gains, min_size=1, max_size=30), gains)
def test_npv_at_irr_is_zero(later, first):
    flows = np.array([-first, *later])
    found = npf.irr(flows)
    assume(found > -0.999999)
    place = np.arange(len(flows))
    terms = np.abs(flows) / (1 + found) ** place
    # The slope of the value times the four ulp that the rate may be off, and rounding.
    off = 4 * np.spacing(abs(found)) * (terms * place).sum() / (1 + found)
    assert abs(npf.npv(found, flows)) <= off + 4 * np.finfo(float).eps * terms.sum()


@given(fractions, periods, money, money, st.booleans(), st.data())
def test_principal_and_interest_are_the_payment(rate, nper, pv, fv, begin, data):
    assume((1 + rate) ** nper < 1e200)
    per = data.draw(st.integers(1, nper))
    parts = [one(rate, per, nper, pv, fv, int(begin)) for one in (npf.ipmt, npf.ppmt)]
    whole = npf.pmt(rate, nper, pv, fv, int(begin))
    scale = max(map(abs, parts))
    np.testing.assert_allclose(sum(parts), whole, rtol=1e-13, atol=1e-13 * scale)


@given(st.floats(-0.2, 0.5), st.integers(1, 60), money, money, st.booleans())
def test_payments_bring_the_present_to_the_future(rate, nper, pv, fv, begin):
    when = int(begin)
    paid = npf.pmt(rate, nper, pv, fv, when)
    growth = max((1 + rate) ** nper, 1)
    scale = growth * (abs(pv) + abs(paid) * nper) + abs(fv)
    assert abs(npf.fv(rate, nper, paid, pv, when) - fv) <= 1e-12 * scale


@given(gains, st.floats(0, 1), st.integers(1, 40))
def test_depreciation_is_what_was_lost(cost, share, life):
    salvage = cost * share
    every = np.arange(1, life + 1)
    lost = cost - salvage
    close = {"rtol": 1e-12, "atol": 1e-12 * cost}
    np.testing.assert_allclose(npf.sln(cost, salvage, life) * life, lost, **close)
    np.testing.assert_allclose(npf.syd(cost, salvage, life, every).sum(), lost, **close)
    np.testing.assert_allclose(npf.vdb(cost, salvage, life, 0, life), lost, **close)
    split = npf.vdb(cost, salvage, life, every - 1, every).sum()
    np.testing.assert_allclose(split, lost, **close)
    made = npf.units_of_production(cost, salvage, life, np.ones(life)).sum()
    np.testing.assert_allclose(made, lost, **close)
    assert npf.ddb(cost, salvage, life, every).sum() <= lost + close["atol"]


@given(gains, st.floats(-0.5, 0.9), st.integers(1, 20))
def test_value_and_its_decline(cost, decline, ages):
    lost = npf.market_value_decline(cost, decline, np.arange(ages), np.arange(ages) + 1)
    left = cost - npf.market_value(cost, decline, ages)
    np.testing.assert_allclose(lost.sum(), left, rtol=1e-11, atol=1e-11 * cost)


@given(st.floats(-0.9, 10), st.integers(1, 400))
def test_rates_there_and_back(rate, times):
    nominal = npf.nominal_rate(rate, times)
    np.testing.assert_allclose(npf.effective_rate(nominal, times), rate, **CLOSE)
    part = npf.equivalent_rate(rate, 1 / times)
    np.testing.assert_allclose(npf.equivalent_rate(part, times), rate, **CLOSE)


@given(st.floats(0, 1), st.integers(1, 60))
def test_capital_recovery_is_the_payment_of_a_loan_of_one(rate, nper):
    made = npf.capital_recovery_factor(rate, nper)
    np.testing.assert_allclose(made, npf.pmt(rate, nper, -1), rtol=1e-14)
    untaxed = npf.fixed_charge_rate(rate, nper, 0, 0.5, 0.02)
    np.testing.assert_allclose(untaxed, made + 0.02, rtol=1e-14)


@given(st.lists(money, min_size=1, max_size=20), st.floats(-0.5, 1))
def test_payback_and_balance(flows, rate):
    back = npf.discounted_payback(rate, flows)
    scale = npf.npv(rate, np.abs(flows))
    np.testing.assert_allclose(back.balance, npf.npv(rate, flows), atol=1e-14 * scale)
    assert back.first <= back.final
    assert (back.final == math.inf) == (back.balance < 0)
    assert back.exposure >= max(0, -back.balance) * (1 - 1e-12)


@given(st.lists(st.lists(gains, min_size=1, max_size=6), min_size=1, max_size=6))
@settings(max_examples=50)
def test_a_set_has_the_bits_of_its_series(rows):
    flows = [[-10.0, *row] for row in rows]
    assert npf.irr(flows).tolist() == [npf.irr(row) for row in flows]
    assert npf.npv(0.1, flows).tolist() == [npf.npv(0.1, row) for row in flows]
    first = npf.npv_from_period_1(0.1, flows)
    assert first.tolist() == [npf.npv_from_period_1(0.1, row) for row in flows]


def test_profitability_index_by_hand():
    np.testing.assert_allclose(npf.profitability_index(0.1, [-100, 55, 60.5]), 1, **CLOSE)
    with pytest.raises(aic.DomainError):
        npf.profitability_index(0.1, [100, 55])


# The C interface, which takes nothing on trust.


def rows_of(*series, results=1, rows=1, function="irr"):
    made = [np.empty(rows) for _ in range(results)]
    error = capi.aic_error()
    return capi.aic_finance_rows(
        *(function, [], series or None, made, rows, None, 1, 1, None, error, None)
    )


def test_capi_checks_series():
    flows = np.array([-1.0, 2, -1, 3])
    offsets = np.array([0, 2, 4])
    assert rows_of(flows, None, offsets, rows=2) == capi.AIC_OK
    for wrong in ([0, 2, 5], [-1, 2, 4], [0, 3, 2]):
        with pytest.raises(ValueError, match="offsets"):
            rows_of(flows, None, np.array(wrong), rows=2)
    days = np.array([0, 365])
    assert rows_of(flows[:2], days, None) == capi.AIC_OK
    with pytest.raises(ValueError, match="dates"):
        rows_of(flows, days, None)
    with pytest.raises(ValueError, match="dates"):
        rows_of(flows, days, offsets, rows=2)
    with pytest.raises(ValueError, match="contiguous"):
        rows_of(flows[::2], None, None)
    with pytest.raises(ValueError, match="contiguous"):
        rows_of(np.tile(flows, 2)[::2], None, offsets, rows=2)
    with pytest.raises(ValueError, match="dimension"):
        rows_of(flows.reshape(2, 2, 1), None, None, rows=2)
    with pytest.raises(ValueError, match="dimension"):
        rows_of(np.array(1.0), None, None)
    with pytest.raises(TypeError, match="int64"):
        rows_of(flows[:2], days.astype(float), None)
    with pytest.raises(TypeError, match="float64"):
        rows_of(days, None, None)
    with pytest.raises(TypeError, match="tuple"):
        capi.aic_finance_rows(
            *("irr", [], [flows], [np.empty(1)], 1, None, 1, 1, None, None, None)
        )


def test_capi_checks_counts_and_names():
    flows = np.array([-1.0, 2])
    assert rows_of(flows, None, None, function="iirr") == capi.AIC_E_ARGUMENT
    assert rows_of(flows, None, None, results=2) == capi.AIC_E_ARGUMENT
    assert rows_of(flows, None, None, rows=2) == capi.AIC_E_ARGUMENT
    assert rows_of() == capi.AIC_E_ARGUMENT
    assert rows_of(flows, None, None, function="payback") == capi.AIC_E_ARGUMENT


def test_capi_needs_a_rate():
    made, error = [np.empty(1)], capi.aic_error()
    given = (np.array([[-1.0, 2]]), None, None), made, 1, None, 1, 1, None, error, None
    assert capi.aic_finance_rows("npv", [None], *given) == capi.AIC_E_ARGUMENT
    assert capi.aic_finance_rows("npv", [np.empty(2)], *given) == capi.AIC_E_ARGUMENT


def test_capi_one_to_one():
    error = capi.aic_error()
    flows, days = np.array([-100.0, 60, 60]), np.array([0, 365, 730])
    assert capi.aic_date_to_days(2026, 1, 15, error) == [capi.AIC_OK, 20468]
    assert capi.aic_date_from_days(20468, error) == [capi.AIC_OK, 2026, 1, 15]
    assert capi.aic_irr(flows, None, error)[1] == npf.irr(flows)
    status, rate = capi.aic_xirr((flows, days), None, error)
    assert (status, rate) == (capi.AIC_OK, npf.irr(flows))
    with pytest.raises(ValueError, match="dates"):
        capi.aic_xirr((flows, days[1:]), None, error)
    with pytest.raises(TypeError, match="pair"):
        capi.aic_xirr(flows, None, error)
    assert capi.aic_pmt(0.1, 5, 1, 0, 0, error)[1] == npf.pmt(0.1, 5, 1)
    locked = np.zeros(21)
    locked.flags.writeable = False
    with pytest.raises((BufferError, ValueError)):
        capi.aic_macrs(5, 0, locked, error)


def test_flows_of_records():
    """Fields may be neither aligned nor whole strides apart."""
    flows = [-100.0, 39, 59, 55, 20]
    for kind in ([("flow", "f8"), ("year", "f4")], [("year", "i1"), ("flow", "f8")]):
        records = np.zeros(5, kind)
        records["flow"] = flows
        assert npf.irr(records["flow"]) == npf.irr(flows)
        assert npf.npv(0.1, records["flow"]) == npf.npv(0.1, flows)
    off = np.frombuffer(bytearray(1) + np.array(flows).tobytes(), np.float64, offset=1)
    assert not off.flags.aligned and npf.irr(off) == npf.irr(flows)
