"""The C interface as SWIG wraps it: each trap of such wrappers has its test."""

import ctypes
import gc
import re
import sys
import threading
import time
from array import array

import aicompute as aic
import numpy as np
import pytest
from aicompute import _sampling, capi
from conftest import ROOT

HEADERS = ROOT / "include" / "aicompute"
CHAIN = "fleet_power | facility_power | energy_use | household_equivalents"


@pytest.fixture
def fleet():
    return capi.aic_model_find("fleet_power", None)


@pytest.fixture
def chain():
    status, made = capi.aic_model_from_text(CHAIN, None)
    assert status == capi.AIC_OK
    return made


def columns(model, rows, **given):
    """Inputs and outputs for aic_evaluate_columns."""
    inputs = [None] * capi.aic_model_input_count(model)
    for name, value in given.items():
        inputs[capi.aic_model_input_index(model, name, None)[1]] = value
    return inputs, [np.empty(rows) for _ in range(capi.aic_model_result_count(model))]


def test_typed_call():
    given = capi.aic_fleet_power_defaults()
    made, error = capi.aic_fleet_power_results(), capi.aic_error()
    assert given.gpu_count != given.gpu_count
    assert capi.aic_fleet_power(given, made, error) == capi.AIC_E_MISSING
    assert (error.variable, error.index) == ("gpu_count", 0)
    given.gpu_count, given.gpu_power_w = 50e3, 400
    assert capi.aic_fleet_power(given, made, None) == capi.AIC_OK
    assert made.it_power_mw == 20


def test_none_is_no_struct(fleet):
    made = capi.aic_fleet_power_results()
    with pytest.raises(TypeError, match="inputs must not be None"):
        capi.aic_fleet_power(None, made, None)
    with pytest.raises(TypeError):
        capi.aic_fleet_power(capi.aic_fleet_power_defaults(), None, None)
    with pytest.raises(TypeError, match="model must not be None"):
        capi.aic_model_name(None)
    with pytest.raises(TypeError):
        capi.aic_model_find(None, None)
    with pytest.raises(TypeError):
        capi.aic_evaluate_columns(None, [], [], 0, None, None, None, None)


def test_wrong_struct():
    with pytest.raises(TypeError):
        capi.aic_fleet_power(capi.aic_gpu_power_defaults(), None, None)


def test_misspelt_field():
    given = capi.aic_facility_power_defaults()
    with pytest.raises(AttributeError):
        given.pua = 3
    with pytest.raises(AttributeError):
        capi.aic_error().status = 1


IN_ANOTHER_SHAPE = {
    "aic_annuity_columns": "aic_finance_rows does it",
    "aic_cashflows": "a tuple of arrays for aic_finance_rows",
    "aic_column": "a number or an array",
    "aic_dates_widen": "NumPy widens dates",
    "aic_irr_batch": "aic_finance_rows does it",
    "aic_model_free": "a chain is freed with its object",
    "aic_npv_batch": "aic_finance_rows does it",
    "aic_preset_row": "a pair of text",
    "aic_project_fill": "aic_project_defaults gives a project that is filled",
    "aic_sample_state": "five numbers for the callable",
    "aic_sampling_free": "a plan is freed with its object",
    "aic_summary_free": "a summary is freed with its object",
}
"""What stays away, and what there is instead."""


def in_header(path):
    """Functions, structs and constants that a header declares."""
    text = path.read_text(encoding="utf-8")
    functions = re.findall(r"^AIC_API [^;(]*?(\w+)\(", text, re.M)
    structs = re.findall(r"^typedef struct (\w+)", text, re.M)
    return {*functions, *structs, *re.findall(r"^    (AIC_\w+) *=", text, re.M)}


def test_everything_of_the_library_is_there():
    """What is not has a reason in the list, and no reason outlives its need."""
    declared = set().union(*(in_header(path) for path in HEADERS.glob("*.h")))
    assert len(declared) > 200
    absent = {name for name in declared if not hasattr(capi, name)}
    assert absent == IN_ANOTHER_SHAPE.keys()


def test_the_version_map_has_no_more():
    """What the library exports and no header declares would escape the test above."""
    text = (ROOT / "libaicompute" / "libaicompute.map").read_text(encoding="utf-8")
    exported = set(re.findall(r"^ +(aic_\w+);", text, re.M))
    declared = set().union(*(in_header(path) for path in HEADERS.glob("*.h")))
    assert len(exported) > 100 and exported <= declared


def test_every_model_has_its_typed_call():
    names = set(dir(capi))
    for i in range(capi.aic_model_count()):
        name = capi.aic_model_name(capi.aic_model_at(i))
        parts = {f"aic_{name}{end}" for end in ("", "_defaults", "_inputs", "_results")}
        assert parts <= names


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros(3, np.float32),
        np.zeros(3, np.int64),
        np.zeros(3, ">f8"),
        np.zeros(3, np.complex128),
        array("f", [0, 0, 0]),
        b"0" * 24,
        [0.0, 0.0, 0.0],
        None,
    ],
    ids=repr,
)
def test_only_native_float64(fleet, wrong):
    with pytest.raises((TypeError, BufferError, ValueError)):
        capi.aic_model_evaluate(fleet, wrong, array("d", [0]), None)
    with pytest.raises((TypeError, BufferError, ValueError)):
        inputs, outputs = columns(fleet, 3, gpu_count=wrong if wrong is not None else "")
        capi.aic_evaluate_columns(fleet, inputs, outputs, 3, None, None, None, None)


def test_column_that_doubles_cannot_be_read_from(fleet):
    """Not aligned, between strides of whole doubles, or of two dimensions."""
    records = np.zeros(3, [("count", "f8"), ("year", "f4")])
    off = np.frombuffer(bytearray(25), np.float64, offset=1)
    for wrong, words in (
        (off, "not aligned"),
        (records["count"], "whole strides"),
        (np.zeros((3, 1)), "one dimension"),
    ):
        inputs, outputs = columns(fleet, 3, gpu_count=wrong, gpu_power_w=400.0)
        with pytest.raises(TypeError, match=words):
            capi.aic_evaluate_columns(fleet, inputs, outputs, 3, None, None, None, None)
    inputs, _ = columns(fleet, 3, gpu_count=np.zeros(3), gpu_power_w=400.0)
    with pytest.raises(TypeError, match="not aligned"):
        capi.aic_evaluate_columns(fleet, inputs, [off], 3, None, None, None, None)
    with pytest.raises(TypeError, match="not aligned"):
        capi.aic_model_evaluate(fleet, off, array("d", [0]), None)


def test_arrays_of_ctypes(fleet):
    """Which write out the byte order of this machine."""
    given, made = (ctypes.c_double * 3)(50e3, 400, 0), (ctypes.c_double * 1)()
    assert capi.aic_model_evaluate(fleet, given, made, None) == capi.AIC_OK
    assert made[0] == 20
    inputs, _ = columns(fleet, 3, gpu_count=(ctypes.c_double * 3)(1e4, 2e4, 5e4))
    inputs[1], out = 400.0, (ctypes.c_double * 3)()
    capi.aic_evaluate_columns(fleet, inputs, [out], 3, None, None, None, None)
    assert list(out) == [4, 8, 20]
    inputs[0] = (ctypes.c_double * 3 * 1)()
    with pytest.raises(TypeError):
        capi.aic_evaluate_columns(fleet, inputs, [out], 3, None, None, None, None)
    other = "__ctype_be__" if sys.byteorder == "little" else "__ctype_le__"
    swapped = getattr(ctypes.c_double, other) * 3
    with pytest.raises(TypeError, match="native float64"):
        capi.aic_model_evaluate(fleet, swapped(50e3, 400, 0), made, None)


def test_strided_row_is_refused(fleet):
    with pytest.raises((BufferError, ValueError)):
        capi.aic_model_evaluate(fleet, np.zeros(6)[::2], array("d", [0]), None)


def test_strided_column_is_read_where_it_is(fleet):
    values = np.arange(10.0)
    for column in (values[::2], values[::-2]):
        inputs, outputs = columns(fleet, 5, gpu_count=column, gpu_power_w=400.0)
        status = capi.aic_evaluate_columns(
            fleet, inputs, outputs, 5, None, None, None, None
        )
        assert status >= 0
        np.testing.assert_array_equal(outputs[0], column * 400 / 1e6)


def test_read_only_output(fleet):
    out = np.zeros(1)
    out.flags.writeable = False
    with pytest.raises((BufferError, ValueError)):
        capi.aic_model_evaluate(fleet, np.zeros(3), out, None)
    inputs, _ = columns(fleet, 1, gpu_count=np.zeros(1), gpu_power_w=400.0)
    with pytest.raises((BufferError, ValueError)):
        capi.aic_evaluate_columns(fleet, inputs, [out], 1, None, None, None, None)
    assert out[0] == 0


def test_read_only_input(fleet):
    given = np.array([50e3, 400.0, 0.0])
    given.flags.writeable = False
    out = np.zeros(1)
    assert capi.aic_model_evaluate(fleet, given, out, None) == capi.AIC_OK
    assert out[0] == 20


def test_wrong_lengths(fleet):
    error = capi.aic_error()
    status = capi.aic_model_evaluate(fleet, np.zeros(2), np.zeros(1), error)
    assert status == capi.AIC_E_ARGUMENT
    inputs, outputs = columns(fleet, 4, gpu_count=np.zeros(3), gpu_power_w=np.zeros(4))
    with pytest.raises(BufferError, match="columns of 3 and of 4 rows"):
        capi.aic_evaluate_columns(fleet, inputs, outputs, 4, None, None, None, None)
    inputs, outputs = columns(fleet, 4, gpu_count=np.zeros(3), gpu_power_w=1.0)
    status = capi.aic_evaluate_columns(fleet, inputs, outputs, 3, None, None, error, None)
    assert status == capi.AIC_E_ARGUMENT
    assert capi.aic_evaluate_columns(fleet, [], [], 0, None, None, error, None) < 0


def test_buffers_are_released(fleet):
    given, out = bytearray(24), bytearray(8)
    capi.aic_model_evaluate(
        fleet, memoryview(given).cast("d"), memoryview(out).cast("d"), None
    )
    with pytest.raises(TypeError):
        capi.aic_model_evaluate(fleet, memoryview(given).cast("d"), out, None)
    given.clear()  # fails while a buffer is held
    out.clear()


def test_report_and_options(chain):
    inputs, outputs = columns(
        chain,
        3,
        gpu_count=np.array([1.0, -1.0, 9.0]),
        gpu_power_w=400.0,
        household_kwh_per_month=350,
    )
    report, error = capi.aic_columns_report(), capi.aic_error()
    options = capi.aic_columns_options()
    options.threads = 2
    status = capi.aic_evaluate_columns(
        chain, inputs, outputs, 3, options, report, error, None
    )
    assert status == capi.AIC_W_ROWS
    assert (report.rows_failed, report.first_failed) == (1, 1)
    assert report.first_status == capi.AIC_E_RANGE
    assert error.row == 1 and error.variable == "gpu_count"


def test_chains_are_freed_once():
    for _ in range(1000):
        _, chain = capi.aic_model_from_text(CHAIN, None)
        _, twice = capi.aic_model_chain([chain], None)
        del chain
        assert capi.aic_model_name(twice) == CHAIN
    gc.collect()
    built_in = capi.aic_model_at(0)
    del built_in
    assert capi.aic_model_name(capi.aic_model_at(0)) == "gpu_power"


def test_lists(fleet):
    with pytest.raises(TypeError):
        capi.aic_model_chain(fleet, None)
    with pytest.raises(TypeError):
        capi.aic_model_chain([fleet, None], None)
    with pytest.raises(TypeError):
        capi.aic_model_path("gpu_count", "households", None)
    with pytest.raises(TypeError):
        capi.aic_model_path([1], "households", None)
    status, path = capi.aic_model_path(["gpu_count"], "it_power_mw", None)
    assert status == capi.AIC_OK and capi.aic_model_name(path) == "fleet_power"


def test_solve(fleet):
    given = array("d", [0, 400, 0])
    status, found, count = capi.aic_solve(fleet, given, 0, 0, 20.0, 4, None)
    assert (status, count, found[0].value) == (capi.AIC_OK, 1, 50e3)
    assert capi.aic_solve(fleet, given, 0, 0, 20.0, 0, None) == [capi.AIC_OK, [], 1]


def test_progress_raises_and_stops(chain):
    class Enough(Exception):
        pass

    def progress(done, rows):
        raise Enough

    inputs, outputs = columns(
        chain, 10, gpu_count=np.ones(10), gpu_power_w=4.0, household_kwh_per_month=350
    )
    with pytest.raises(Enough):
        capi.aic_evaluate_columns(chain, inputs, outputs, 10, None, None, None, progress)
    with pytest.raises(TypeError):
        capi.aic_evaluate_columns(chain, inputs, outputs, 10, None, None, None, 3)


def test_columns_release_the_lock():
    """Another thread goes on while C computes: it sees how part of the rows are done."""
    model = aic.project_payback
    rows = 1_000_000
    given = {row.name: row.high for row in model.inputs.values() if row.required}
    given["capex"] = np.broadcast_to(given["capex"], rows)
    inputs = [given.get(name) for name in model.inputs]
    out = np.zeros(rows)
    outputs = [out if name == "payback_years" else None for name in model.results]
    thread = threading.Thread(
        target=capi.aic_evaluate_columns,
        args=(model._handle, inputs, outputs, rows, None, None, None, None),
    )
    thread.start()
    while not out[0]:
        time.sleep(0.001)
    done = np.count_nonzero(out)
    thread.join()
    assert 0 < done < np.count_nonzero(out) == rows


@pytest.fixture
def product():
    """A plan over a product of two uniform factors: 10 to 30 MW, and a PUE of 1 to 2."""
    model = aic.facility_power
    known = {"it_power_mw": aic.uniform(10, 30), "pue": aic.uniform(1, 2)}
    return _sampling.plan_of(
        _sampling.make_job(model, known, ("facility_power_mw",), 1024, 1, method="sobol")
    )


def position(model, result):
    return capi.aic_model_result_index(model._handle, result, capi.aic_error())[1]


def test_tornado(product):
    """11 to 29 MW at a PUE of 1.5, and 1.05 to 1.95 of 20 MW."""
    error = capi.aic_error()
    at = position(aic.facility_power, "facility_power_mw")
    status, bars = capi.aic_tornado(product, at, None, 2, error)
    assert status == capi.AIC_OK
    assert [(b.low, b.base, b.high) for b in bars] == [
        pytest.approx((16.5, 30, 43.5)),
        pytest.approx((21, 30, 39)),
    ]
    how = capi.aic_tornado_options()
    how.low, how.high = 0.25, 0.75
    _, bars = capi.aic_tornado(product, at, how, 2, error)
    assert (bars[1].low_input, bars[1].high_input) == pytest.approx((1.25, 1.75))
    status, _ = capi.aic_tornado(product, at, None, 3, error)
    assert status == capi.AIC_E_ARGUMENT and "3" in error.message


@pytest.mark.parametrize("call", [capi.aic_sobol_indices, capi.aic_morris])
def test_calls_that_tell_how_far_they_are(product, call):
    class Enough(Exception):
        pass

    told = []

    def stop(*_):
        raise Enough

    error = capi.aic_error()
    status, rows = call(product, None, 2, error, lambda done, *_: told.append(done))
    assert status == capi.AIC_OK and len(rows) == 2 and told[-1] == 1024
    assert call(product, None, 2, error, None)[0] == capi.AIC_OK
    with pytest.raises(Enough):
        call(product, None, 2, error, stop)
    with pytest.raises(TypeError):
        call(product, None, 2, error, 3)
    status, _ = call(product, None, 1, error, None)
    assert status == capi.AIC_E_ARGUMENT and error.message
