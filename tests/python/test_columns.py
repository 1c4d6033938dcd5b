"""Arrays, lists, Series and DataFrames in; the same out."""

import resource
import signal
import threading
import types

import aicompute as aic
import hypothesis.extra.numpy as hnp
import numpy as np
import pandas as pd
import pytest
from aicompute import capi
from hypothesis import given
from hypothesis import strategies as st

POWER = {"gpu_power_w": 400, "pue": 1.5, "household_kwh_per_month": 350}


def households(count):
    """The chain at a count, by itself."""
    return count * 400 / 1e6 * 1.5 * 24 * 30 * 1000 / 350


@pytest.mark.parametrize(
    "counts",
    [
        np.array([1e4, 2e4, 5e4]),
        np.array([1e4, 2e4, 5e4], ">f8"),
        np.array([1e4, 2e4, 5e4], np.float32),
        np.array([10_000, 20_000, 50_000]),
        np.array([5e4, 2e4, 1e4])[::-1],
        np.array([1e4, 0, 2e4, 0, 5e4, 0])[::2],
        np.array([1e4, 2e4, 5e4], object),
        np.ma.array([1e4, 2e4, 5e4]),
        [1e4, 2e4, 5e4],
        (10_000, 20_000, 50_000),
        memoryview(np.array([1e4, 2e4, 5e4])),
        pd.Index([1e4, 2e4, 5e4]),
    ],
    ids=lambda counts: type(counts).__name__,
)
def test_anything_numeric(site, counts):
    made = site(gpu_count=counts, **POWER)
    assert type(made.households) is np.ndarray
    expected = [site(gpu_count=n, **POWER).households for n in (1e4, 2e4, 5e4)]
    assert made.households.tolist() == expected


@pytest.mark.parametrize(
    "wrong",
    [
        ["a"],
        np.array(["x"]),
        np.array([1j]),
        np.array(["2020"], "M8[D]"),
        [[1], 2],
        ["20", 3],
        np.array(["20", 3.0], object),
        np.array([b"20", 3.0], object),
        pd.Series(["20", "30"]),
        pd.Series(["20", 3.0], dtype=object),
        pd.Series(["20", "30"], dtype="category"),
        pd.Series([pd.Timestamp(2020, 1, 1)]),
        np.array([object()]),
    ],
    ids=repr,
)
def test_not_numbers(wrong):
    with pytest.raises((TypeError, ValueError)):
        aic.fleet_power(gpu_count=wrong, gpu_power_w=400)


def test_fields_of_records(site):
    """They may be neither aligned nor whole strides apart: such are copied."""
    counts = [1e4, 2e4, 5e4]
    expected = site(gpu_count=counts, **POWER).households.tolist()
    for kind in ([("count", "f8"), ("year", "f4")], [("year", "i1"), ("count", "f8")]):
        records = np.zeros(3, kind)
        records["count"] = counts
        made = site(gpu_count=records["count"], **POWER)
        assert made.households.tolist() == expected
        both = site(gpu_count=records["count"][:, None], **{**POWER, "pue": [1.5, 1.5]})
        assert both.households[:, 0].tolist() == expected


def test_broadcast():
    count = np.array([[1e4], [2e4], [5e4]])
    power = np.array([300.0, 400, 500, 600])
    made = aic.fleet_power(gpu_count=count, gpu_power_w=power, host_power_w=[0.0])
    np.testing.assert_array_equal(made.it_power_mw, count * power / 1e6)
    with pytest.raises(ValueError, match=r"gpu_count \(2,\), gpu_power_w \(3,\)"):
        aic.fleet_power(gpu_count=[1e4, 2e4], gpu_power_w=[1, 2, 3])


def test_empty():
    assert aic.fleet_power(gpu_count=[], gpu_power_w=400).it_power_mw.shape == (0,)
    assert (
        aic.fleet_power(gpu_count=np.empty((0, 3)), gpu_power_w=400).it_power_mw.size == 0
    )
    frame = pd.DataFrame({"gpu_count": [], "gpu_power_w": []})
    assert len(aic.fleet_power.columns(frame).it_power_mw) == 0


def test_arrays_without_dimensions_broadcast():
    count = np.array(5e4)
    made = aic.fleet_power(gpu_count=count, gpu_power_w=np.array([400.0, 500.0]))
    assert made.it_power_mw.tolist() == [20, 25]
    whole = np.array(50_000, object)
    assert aic.fleet_power(gpu_count=whole, gpu_power_w=400).it_power_mw == 20


@pytest.mark.parametrize("rows", [10**7, 10**10], ids=str)
def test_huge_broadcast_is_refused_before_it_is_made(rows):
    """Even where NumPy cannot count the items."""
    side = np.broadcast_to(5e4, (rows, 1))
    before = peak_kib()
    with pytest.raises(MemoryError, match=f"{rows**2:,} rows .* ask for fewer"):
        aic.fleet_power(gpu_count=side, gpu_power_w=side.reshape(1, -1))
    with pytest.raises(MemoryError, match=r"rows of shape \(1000000000000,\)"):
        aic.fleet_power(gpu_count=np.broadcast_to(5e4, 10**12), gpu_power_w=400)
    with pytest.raises(MemoryError, match=r"rows of shape \(1000000000000,\)"):
        aic.fleet_power(gpu_count=np.broadcast_to(50_000, 10**12), gpu_power_w=400)
    assert peak_kib() - before < 1024


def peak_kib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_beyond_all_floats_is_infinite():
    """As a literal of 1e400 is."""
    for count in (10**400, [1, 10**400], np.array([1, 10**400], object)):
        with pytest.raises(aic.DomainError, match="gpu_count is inf") as caught:
            aic.fleet_power(gpu_count=count, gpu_power_w=400)
        assert caught.value.value == np.inf
    counts = [50_000, -(10**400)]
    made = aic.fleet_power(gpu_count=counts, gpu_power_w=400, errors="coerce")
    np.testing.assert_array_equal(made.it_power_mw, [20, np.nan])


def test_only_frames_have_columns():
    for wrong in (None, {"gpu_count": [1e4]}, types.SimpleNamespace(columns=["a"])):
        with pytest.raises(TypeError, match=f"DataFrame .* not {type(wrong).__name__}"):
            aic.fleet_power.columns(wrong)


def test_no_copy_and_no_change(site):
    count = np.array([1e4, 2e4])
    count.flags.writeable = False
    made = site(gpu_count=count, **POWER)
    assert made.inputs["gpu_count"] is count


def test_results_wanted(site):
    made = site(gpu_count=[1e4], results="households", **POWER)
    assert list(made.results) == ["households"]
    with pytest.raises(AttributeError, match="persons"):
        made.persons  # noqa: B018
    both = site(gpu_count=[1e4], results=["persons", "households"], **POWER)
    assert list(both.results) == ["households", "persons"]
    with pytest.raises(TypeError, match="households"):
        site(gpu_count=[1e4], results="household", **POWER)


def test_inputs_of_unwanted_models_need_not_be_given(site):
    made = site(gpu_count=np.array([5e4]), gpu_power_w=400, results="it_power_mw")
    assert made.it_power_mw.tolist() == [20]


def test_nan_rows_give_nan(site):
    made = site(gpu_count=np.array([1e4, np.nan, 5e4]), **POWER)
    assert np.isnan(made.households).tolist() == [False, True, False]
    one = site(gpu_count=np.array([np.nan]), **POWER)
    assert np.isnan(one.households).all()
    masked = np.ma.array([1e4, 1.0], mask=[False, True])
    assert np.isnan(site(gpu_count=masked, **POWER).households).tolist() == [False, True]


def test_constant_nan_is_missing(site):
    with pytest.raises(aic.MissingInputError):
        site(gpu_count=np.array([1e4, 2e4]), **{**POWER, "pue": np.nan})


def test_rows_out_of_range(site):
    count = np.array([1e4, np.nan, -3.0, -4.0])
    with pytest.raises(aic.DomainError) as caught:
        site(gpu_count=count, **POWER)
    assert (caught.value.row, caught.value.variable) == (2, "gpu_count")
    assert "1 more" in str(caught.value)
    made = site(gpu_count=count, errors="coerce", **POWER)
    assert np.isnan(made.households).tolist() == [False, True, True, True]


def test_row_refused_among_those_that_are_wanted(site):
    count = np.full(100_000, 5e4)
    count[[3, 99_999]] = np.nan, -1
    with pytest.raises(aic.DomainError, match=r"^row 99999: fleet_power: ") as caught:
        site(gpu_count=count, gpu_power_w=400, results="it_power_mw")
    assert (caught.value.row, caught.value.value) == (99_999, -1)


def test_constant_out_of_range(site):
    given = {**POWER, "gpu_count": np.array([1e4, 2e4]), "pue": 0.5}
    with pytest.raises(aic.DomainError):
        site(**given)
    assert np.isnan(site(**given, errors="coerce").households).all()


def test_results_wanted_of_numbers(site):
    made = site(gpu_count=5e4, gpu_power_w=400, results="it_power_mw")
    assert made.results == {"it_power_mw": 20.0}
    assert type(made.it_power_mw) is float
    made = site(gpu_count=-1, gpu_power_w=400, results="it_power_mw", errors="coerce")
    assert np.isnan(made.it_power_mw)
    with pytest.raises(aic.MissingInputError):
        site(results="it_power_mw")


def test_row_refused_for_a_condition():
    given = {"required_revenue_per_year": 650e9, "users_of_survivors": 1e9}
    with pytest.raises(aic.DomainError) as caught:
        aic.market_survivors(firms=np.array([5.0, 2.0]), survivors=3, **given)
    assert (caught.value.row, caught.value.variable) == (1, "survivors")


def test_unusual_rows_are_counted():
    with pytest.warns(aic.UnusualInputWarning, match="1 of 3 rows.* row 2") as caught:
        aic.facility_power(it_power_mw=np.array([20.0, 30.0, 20e3]), pue=1.5)
    assert caught[0].filename == __file__


def test_series_keep_their_index(site):
    count = pd.Series([1e4, 2e4], index=["north", "south"])
    made = site(gpu_count=count, **POWER)
    assert made.households.index.tolist() == ["north", "south"]
    assert made.households["south"] == households(2e4)
    pue = pd.Series([1.5, 1.5], index=["north", "south"])
    site(gpu_count=count, gpu_power_w=400, pue=pue, household_kwh_per_month=350)
    with pytest.raises(ValueError, match="index"):
        site(gpu_count=count, gpu_power_w=pd.Series([400.0, 400.0]))
    with pytest.raises(ValueError):
        site(gpu_count=count, gpu_power_w=np.ones((3, 1)), household_kwh_per_month=350)


@pytest.mark.parametrize(
    "dtype", ["float64", "float32", "int64", "Int64", "Float64", object]
)
def test_frames_of_any_type(dtype):
    frame = pd.DataFrame(
        {"gpu_count": [10_000, 20_000], "gpu_power_w": [400, 500]}, dtype=dtype
    )
    made = aic.fleet_power.columns(frame).it_power_mw
    assert made.tolist() == [4, 10]
    assert made.index.equals(frame.index)


def test_frames_with_missing_values():
    for column in (
        pd.Series([1e4, None]),
        pd.Series([10_000, None], dtype="Int64"),
        pd.Series([1e4, None], dtype=object),
        pd.Series([1e4, pd.NA], dtype=object),
    ):
        made = aic.fleet_power.columns(
            pd.DataFrame({"gpu_count": column}), gpu_power_w=400
        )
        assert made.it_power_mw[0] == 4 and np.isnan(made.it_power_mw[1])


def test_frames_with_duplicate_index_and_labels():
    frame = pd.DataFrame(
        {"site": ["a", "b"], "gpu_count": [1e4, 2e4], "it_power_mw": [0.0, 0.0]},
        index=[7, 7],
    )
    made = aic.fleet_power.columns(frame, gpu_power_w=400)
    assert made.it_power_mw.tolist() == [4, 8]
    assert made.to_frame().index.tolist() == [7, 7]


def test_misspelt_column():
    frame = pd.DataFrame({"gpu_count": [1e4], "gpu_powr_w": [400.0]})
    with pytest.raises(TypeError, match='"gpu_power_w"'):
        aic.fleet_power.columns(frame, gpu_power_w=400)


def test_a_refused_row_is_named_by_its_label_too():
    frame = pd.DataFrame({"pue": [1.2, 0.5]}, index=["north", "south"])
    with pytest.raises(aic.DomainError, match=r"row 1: .*pue is 0\.5") as refused:
        aic.facility_power.columns(frame, it_power_mw=1)
    assert refused.value.__notes__ == ["that row has the index 'south'"]


def test_given_twice():
    frame = pd.DataFrame({"it_power_mw": [1.0, 2.0], "pue": [1.2, 1.3]})
    with pytest.raises(TypeError, match="pue is a column of the DataFrame and is given"):
        aic.facility_power.columns(frame, pue=1.5)


def test_a_column_of_presets_is_a_label():
    frame = pd.DataFrame({"gpu_count": [1e3, 1e3], "gpu": ["H100 SXM", "B200"]})
    chain = aic.path(["gpu", "gpu_count"], "it_power_mw")
    with pytest.raises(aic.MissingInputError, match="column gpu does not fill it") as no:
        chain.columns(frame)
    assert no.value.variable == "gpu_tdp_w"
    with pytest.raises(aic.MissingInputError, match=r"it_power_mw has no value[^;]*$"):
        aic.facility_power.columns(pd.DataFrame({"gpu": ["B200"], "pue": [1.2]}))
    with pytest.raises(TypeError, match="gpu is a column of the DataFrame and is given"):
        chain.columns(frame, gpu="H100 SXM")
    labels = frame.assign(gpu_tdp_w=700.0)
    assert chain.columns(labels).it_power_mw.gt(0).all()


def test_what_is_no_number_is_shown():
    with pytest.raises(TypeError, match="pue holds text, not numbers: '1,5' in row 2"):
        aic.facility_power(it_power_mw=1, pue=[1.1, 1.2, "1,5"])
    with pytest.raises(TypeError, match=r"uniform.* is a distribution, which sample"):
        aic.facility_power(it_power_mw=1, pue=aic.uniform(1.1, 1.5))
    with pytest.raises(TypeError, match="pue is a generator: make a list of it"):
        aic.facility_power(it_power_mw=1, pue=(one for one in (1.1, 1.2)))


def test_column_names_that_repeat():
    frame = pd.DataFrame([[1e4, 2e4]], columns=["gpu_count", "gpu_count"])
    with pytest.raises(ValueError, match="two columns have the name 'gpu_count'"):
        aic.fleet_power.columns(frame, gpu_power_w=400)


def test_frame_goes_round(site):
    frame = site(gpu_count=[1e4, 2e4], **POWER).to_frame()
    again = site.columns(frame)
    assert again.to_frame().equals(frame)


@given(
    hnp.arrays(
        np.float64,
        st.integers(1, 300),
        elements=st.floats() | st.floats(-1e13, 1e13),
    )
)
def test_columns_are_scalars_many_times(count):
    """Same bits, same refusals, whatever the row."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", aic.UnusualInputWarning)
        made = aic.fleet_power(
            gpu_count=count, gpu_power_w=400, errors="coerce"
        ).it_power_mw
        for value, found in zip(count.tolist(), made.tolist(), strict=True):
            if value != value:
                assert found != found
                continue
            one = aic.fleet_power(gpu_count=value, gpu_power_w=400, errors="coerce")
            assert np.array_equal(one.it_power_mw, found, equal_nan=True)


@given(st.integers(1, 4), st.integers(1, 5), st.booleans())
def test_broadcast_is_that_of_numpy(rows, columns, swap):
    a, b = np.linspace(10, 1e5, rows)[:, None], np.linspace(100, 700, columns)
    if swap:
        a, b = a.T, b[:, None]
    made = aic.fleet_power(gpu_count=a, gpu_power_w=b).it_power_mw
    np.testing.assert_array_equal(made, a * b / 1e6)


def test_threads_give_the_same_bits(site):
    count = np.linspace(10, 1e6, 100_000)
    one = site(gpu_count=count, **POWER)
    two = site(gpu_count=count, threads=2, **POWER)
    assert one == two
    assert one == site(gpu_count=count, threads=10**12, **POWER)
    for threads in (-1, 0):
        with pytest.raises(ValueError, match=f"a number from 1, not {threads}"):
            site(gpu_count=count, threads=threads, **POWER)
    with pytest.raises(TypeError, match="integer"):
        site(gpu_count=count, threads=1.5, **POWER)


def test_progress(site):
    seen = []
    site(gpu_count=np.full(50_000, 5e4), progress=lambda *now: seen.append(now), **POWER)
    assert seen[-1] == (50_000, 50_000)


@pytest.mark.parametrize("threads", [1, 2])
def test_interrupt_cancels(threads):
    """Ctrl-C ends the call during which it comes: most rows remain to be done.

    It comes after 20 ms of processor time of this process, so within the call however
    busy the machine is: what is before takes less, and the call would take seconds.
    """
    model = aic.project_payback
    rows = 10_000_000
    given = {row.name: row.high for row in model.inputs.values() if row.required}
    given["capex"] = np.broadcast_to(given["capex"], rows)
    columns = [given.get(name) for name in model.inputs]
    out = np.zeros(rows)  # what C has written is a number of years, or infinite
    outputs = [out if name == "payback_years" else None for name in model.results]
    options = capi.aic_columns_options()
    options.threads = threads
    before = signal.signal(signal.SIGVTALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.02)
    try:
        with pytest.raises(KeyboardInterrupt):
            capi.aic_evaluate_columns(
                model._handle, columns, outputs, rows, options, None, None, None
            )
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert 0 < np.count_nonzero(out) < rows / 2


def test_two_threads_of_python(site):
    count = np.linspace(10, 1e6, 100_000)
    expected = site(gpu_count=count, **POWER)
    wrong = []

    def work():
        for _ in range(20):
            if site(gpu_count=count, **POWER) != expected:
                wrong.append(True)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not wrong
