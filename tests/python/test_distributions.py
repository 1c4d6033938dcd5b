"""Distributions as objects: what they are, how they show, what they refuse."""

import pickle
from math import inf, isclose

import numpy as np
import pytest
from aicompute import _distributions as dist
from aicompute import capi

EVERY = [
    dist.uniform(300, 400),
    dist.loguniform(1, 100),
    dist.normal(1.3, 0.1),
    dist.truncated_normal(1.3, 0.1, min=1),
    dist.lognormal(500, 1.25),
    dist.triangular(1.1, 1.25, 1.6),
    dist.pert(1.1, 1.25, 1.6),
    dist.beta(2, 3, 1, 2),
    dist.discrete([8, 72], [3, 1]),
    dist.empirical([1.0, 5.0, 2.0]),
    dist.empirical([1.0, 5.0, 2.0], [1, 2, 3]).truncate(max=4),
]


@pytest.mark.parametrize("one", EVERY, ids=repr)
def test_pickle_equality_and_hash(one):
    again = pickle.loads(pickle.dumps(one))
    assert again == one and hash(again) == hash(one) and repr(again) == repr(one)
    assert [other == one for other in EVERY].count(True) == 1
    shares = np.linspace(0.01, 0.99, 9)
    assert np.array_equal(again.quantile(shares), one.quantile(shares))


@pytest.mark.parametrize(
    "one", [one for one in EVERY if one.values is None], ids=lambda one: one.family
)
def test_repr_makes_it_again(one):
    assert eval(repr(one), vars(dist)) == one


def test_quantiles_that_are_known():
    assert dist.uniform(300, 400).quantile(0.9) == 390
    assert dist.normal(0, 1).quantile(0.5) == 0
    # Abramowitz and Stegun, table 26.5
    assert isclose(dist.normal(0, 1).quantile(0.975), 1.959963984540054, rel_tol=1e-13)
    assert dist.triangular(0, 1, 2).quantile([0, 0.5, 1]).tolist() == [0, 1, 2]
    assert dist.lognormal(500, 1.25).quantile(0.5) == pytest.approx(500, rel=1e-13)
    assert dist.discrete({8: 3, 72: 1}).quantile([0.7, 0.8]).tolist() == [8, 72]
    # definition 7 of Hyndman and Fan is the one that NumPy has
    values = [3.0, 1.0, 7.5, 4.0]
    assert dist.empirical(values).quantile(0.4) == np.quantile(values, 0.4)


def test_shapes_of_quantiles_and_shares():
    one = dist.uniform(0, 4)
    assert isinstance(one.quantile(0.5), float) and isinstance(one.cdf(1), float)
    assert one.quantile([[0.25], [0.5]]).tolist() == [[1], [2]]
    assert one.cdf([1, 2, -1, inf]).tolist() == [0.25, 0.5, 0, 1]
    with pytest.raises(ValueError, match=r"1\.5"):
        one.quantile(1.5)


def test_percentiles():
    fitted = dist.lognormal(p05=350, p95=700)
    assert fitted.quantile([0.05, 0.95]) == pytest.approx([350, 700], rel=1e-12)
    assert fitted == dist.fit("lognormal", {0.95: 700, 0.05: 350})
    assert dist.fit("uniform", {0.25: 1, 0.75: 3}).parameters == pytest.approx(
        {"low": 0, "high": 4}
    )
    with pytest.raises(ValueError, match="'weibull' is not fitted"):
        dist.fit("weibull", {0.05: 1, 0.95: 2})
    with pytest.raises(ValueError):
        dist.fit("normal", {0.05: 2, 0.95: 1})
    with pytest.raises(TypeError, match="median and factor, or p05 and p95"):
        dist.lognormal(400, p95=700)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: dist.uniform(2, 1), "high is 1, and must be above low"),
        (lambda: dist.normal(0, 0), "standard_deviation is 0, and must be above 0"),
        (lambda: dist.lognormal(1, 1), "factor is 1"),
        (lambda: dist.triangular(0, 3, 2), "mode is 3, and must be from low to high"),
        (lambda: dist.uniform(float("nan"), 1), "low is"),
        (lambda: dist.uniform(0, inf), "high is"),
        (lambda: dist.discrete([]), "0"),
        (lambda: dist.discrete([1, 2], [1]), "2 values and 1 weights"),
        (lambda: dist.discrete([1, 2], [0, 0]), "weights"),
        (lambda: dist.empirical([[1, 2], [3, 4]]), "2 dimensions"),
        (lambda: dist.normal(0, 1).truncate(40, 50), "1e-06|0"),
    ],
)
def test_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_refused_kinds():
    with pytest.raises(TypeError):
        dist.discrete({1: 2}, [1])
    with pytest.raises(TypeError, match="text"):
        dist.empirical(["a"])


def test_values_are_copied():
    values = np.array([1.0, 2.0])
    one = dist.empirical(values)
    values[:] = 7
    assert one.quantile(1) == 2
    with pytest.raises(ValueError):
        one.values[0] = 5


def test_truncation_leaves_the_old_one_alone():
    whole = dist.normal(0, 1)
    part = whole.truncate(min=0)
    assert (whole.minimum, part.minimum, part.maximum) == (-inf, 0, inf)
    assert part.quantile(0) == 0 and part.truncate(max=1).minimum == 0


def test_c_keeps_the_arrays_of_a_distribution():
    """Freed or resized under it they would be read all the same."""
    from array import array

    values, made = array("d", [1, 2, 3]), capi.aic_distribution()
    assert capi.aic_distribution_choices((values, None), made, None) == capi.AIC_OK
    with pytest.raises(BufferError):
        values.append(4)
    del values
    out = np.empty(1)
    assert capi.aic_distribution_quantiles(made, (np.ones(1), out), None) == capi.AIC_OK
    assert out[0] == 3
