"""The vectors that all bindings share: right to a few units in the last place, and the
same bits by every way into the library."""

import csv
import warnings
from array import array

import aicompute as aic
import numpy as np
import pytest
from aicompute import capi
from conftest import ROOT

# Vectors of what is no model are the C library's own.
MODELS = {model.name for model in aic.models()}
VECTORS = [
    path
    for path in sorted((ROOT / "tests" / "vectors").glob("*.csv"))
    if path.stem in MODELS
]
CLOSE = 1e-9
"""The tests of the C library hold the results to units in the last place; this is only
to see that columns and names were not mixed up."""


def read(path):
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::aicompute.UnusualInputWarning")
def test_vectors(path):
    model, table = aic.model(path.stem), read(path)
    inputs = {name: table[name] for name in model.inputs}
    made = model(**inputs)
    handle = capi.aic_model_find(path.stem, None)
    rows = len(next(iter(inputs.values())))
    for row in range(rows):
        one = model(**{name: float(column[row]) for name, column in inputs.items()})
        results = array("d", bytes(8 * len(model.results)))
        values = array("d", [column[row] for column in inputs.values()])
        assert capi.aic_model_evaluate(handle, values, results, None) >= 0
        for name, value in zip(model.results, results, strict=True):
            np.testing.assert_array_equal(one[name], value)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                np.testing.assert_allclose(made[name][row], value, rtol=1e-14)
    for name in model.results:
        scale = np.max(np.abs(table[name]), initial=0, where=np.isfinite(table[name]))
        np.testing.assert_allclose(
            made[name], table[name], rtol=CLOSE, atol=CLOSE * scale * 1e-6
        )


def test_every_model_has_vectors():
    missing = MODELS - {path.stem for path in VECTORS}
    assert not missing
