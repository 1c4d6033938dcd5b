"""Tornado diagrams, Sobol' indices and elementary effects against hand derivations."""

import html
import itertools
import pickle

import aicompute as aic
import numpy as np
import pytest

KNOWN = {"it_power_mw": aic.uniform(10, 30), "pue": aic.uniform(1, 2)}
"""A product of means 20 and 1.5 and variances 100/3 and 1/12."""


def test_tornado_bars():
    made = aic.facility_power.tornado("facility_power_mw", **KNOWN)
    assert [bar.input for bar in made] == ["it_power_mw", "pue"]
    assert made[0][1:] == pytest.approx((11, 29, 16.5, 30, 43.5, 27))
    assert made["pue"][1:] == pytest.approx((1.05, 1.95, 21, 30, 39, 18))
    assert made.base == pytest.approx(30) and made.result == "facility_power_mw"
    half = aic.facility_power.tornado("facility_power_mw", low=0.25, high=0.75, **KNOWN)
    assert half["pue"][1:3] == pytest.approx((1.25, 1.75))
    usual = aic.facility_power.tornado("facility_power_mw", it_power_mw=20)
    assert [bar.input for bar in usual] == ["pue"]
    with pytest.raises(KeyError, match="load_factor does not vary, but it_power_mw, pue"):
        made["load_factor"]


def test_sobol_indices_of_a_product():
    """Of a variance of 111.111, 75 and 33.333 are alone, and 2.778 together."""
    made = aic.facility_power.sobol_indices(results="facility_power_mw", **KNOWN)
    power, pue = made
    assert (power.input, pue.input) == ("it_power_mw", "pue")
    assert power[2::3] == pytest.approx((0.675, 0.7), abs=0.002)
    assert pue[2::3] == pytest.approx((0.3, 0.325), abs=0.002)
    for row, first, total in ((power, 0.675, 0.7), (pue, 0.3, 0.325)):
        assert row.first_low < first < row.first_high
        assert row.total_low < total < row.total_high
    again = [
        aic.facility_power.sobol_indices(results="facility_power_mw", threads=n, **KNOWN)
        for n in (1, 2)
    ]
    assert again[0] == again[1] == made and made.seed == 1
    both = aic.facility_power.sobol_indices(n=1024, **KNOWN)
    assert len(both) == 4 and both.of("facility_power_mw")["pue"].first > 0.25
    with pytest.raises(KeyError, match="take of"):
        both["pue"]
    with pytest.raises(KeyError, match="not asked for"):
        both.of("households")


def test_elementary_effects_of_a_sum():
    """1000 accelerators: widths of 200 and 100 W are 0.2 and 0.1 MW at every step."""
    known = {"gpu_power_w": aic.uniform(300, 500), "host_power_w": aic.uniform(0, 100)}
    made = aic.fleet_power.morris(results="it_power_mw", gpu_count=1000, **known)
    effects = {row.input: row[2:] for row in made}
    assert effects["gpu_power_w"] == pytest.approx((0.2, 0.2, 0, 0), abs=1e-14)
    assert effects["host_power_w"] == pytest.approx((0.1, 0.1, 0, 0), abs=1e-14)
    assert [row.input for row in made] == ["gpu_power_w", "host_power_w"]


def test_what_is_refused_is_told():
    known = {"activity": 0.5, "gpu_idle_w": aic.uniform(50, 250)}
    known["gpu_peak_w"] = aic.uniform(100, 700)
    for made in (
        aic.gpu_power_curve.tornado("gpu_power_w", **known),
        aic.gpu_power_curve.sobol_indices(results="gpu_power_w", **known),
        aic.gpu_power_curve.morris(results="gpu_power_w", **known),
    ):
        assert made.remark and made.remark in repr(made)
        assert html.escape(made.remark) in made._repr_html_()


@pytest.mark.parametrize("method", ["tornado", "sobol_indices", "morris"])
def test_mistakes(method):
    call = getattr(aic.facility_power, method)
    given = ("facility_power_mw",) if method == "tornado" else ()
    with pytest.raises(TypeError, match='did you mean "pue"'):
        call(*given, **KNOWN, pua=1)
    with pytest.raises(ValueError, match="no input of facility_power is uncertain"):
        call(*given, it_power_mw=20, pue=1.2, usual=True)
    if not given:
        with pytest.raises(TypeError, match="n is 'pue': results=\"pue\" asks for"):
            call("pue", **KNOWN)
    with pytest.raises(aic.DomainError, match="outside the hard range"):
        call(*given, it_power_mw=20, pue=aic.uniform(0.5, 2))
    wrong = {"results": "facility_power_mv"} if not given else {}
    with pytest.raises(TypeError, match="facility_power_mw"):
        call(*("facility_power_mv" for _ in given), **KNOWN, **wrong)


def test_options_are_checked():
    with pytest.raises(ValueError, match=r"low is 0\.9"):
        aic.facility_power.tornado("facility_power_mw", low=0.9, high=0.1, **KNOWN)
    with pytest.raises(ValueError, match="confidence is 2"):
        aic.facility_power.sobol_indices(confidence=2, **KNOWN)
    with pytest.raises(ValueError, match="at least 2"):
        aic.facility_power.sobol_indices(n=1, **KNOWN)
    with pytest.raises(ValueError, match="3 levels"):
        aic.facility_power.morris(levels=3, **KNOWN)


def test_as_values_text_and_frames():
    made = aic.facility_power.sobol_indices(n=256, **KNOWN)
    assert pickle.loads(pickle.dumps(made)) == made and made != 3
    assert hash(made) == hash(made.of("facility_power_mw"))
    assert "256 samples, seed 1" in repr(made) and "<table>" in made._repr_html_()
    frame = made.to_frame()
    assert list(frame["input"][:2]) == ["it_power_mw", "pue"] and frame.attrs["seed"] == 1
    assert made.to_dict()["rows"][0]["total"] == made[0].total
    assert len(made[1:]) == 3 and "trajectories" in repr(
        aic.facility_power.morris(**KNOWN)
    )
    assert "medians" in repr(aic.facility_power.tornado("facility_power_mw", **KNOWN))


def test_progress_is_told():
    told = []
    aic.facility_power.sobol_indices(
        n=2**16, threads=1, progress=lambda done, n: told.append((done, n)), **KNOWN
    )
    assert told[-1] == (2**16, 2**16)

    def stop(done, n):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        aic.facility_power.morris(n=10**9, progress=stop, **KNOWN)


def test_numbers_below_a_tornado_do_not_overlap():
    pytest.importorskip("matplotlib").use("Agg")
    from matplotlib import pyplot

    bars = aic.energy_use.tornado(
        "energy_mwh_per_year", facility_power_mw=aic.uniform(2000, 4000)
    )
    ax = bars.plot()
    ax.figure.canvas.draw()
    low, high = ax.get_xlim()
    boxes = [
        label.get_window_extent()
        for at, label in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True)
        if low <= at <= high
    ]
    assert len(boxes) >= 3
    for left, right in itertools.pairwise(boxes):
        assert left.x1 < right.x0
    pyplot.close("all")


@pytest.mark.parametrize("width", [4.5, 8])
def test_numbers_beside_a_tornado_stay_within_it(site, width):
    pytest.importorskip("matplotlib").use("Agg")
    from matplotlib import pyplot

    _, axes = pyplot.subplots(1, 2, figsize=(2 * width, 4), layout="constrained")
    site.tornado("households", gpu_count=50_000).plot(ax=axes[1])
    axes[1].figure.canvas.draw()
    inside = axes[1].get_window_extent()
    for note in axes[1].texts:
        box = note.get_window_extent()
        assert inside.x0 <= box.x0 and box.x1 <= inside.x1, note.get_text()
    pyplot.close("all")


def test_pictures():
    pytest.importorskip("matplotlib").use("Agg")
    from aicompute import plot
    from matplotlib import pyplot

    bars = aic.facility_power.tornado("facility_power_mw", **KNOWN)
    ax = bars.plot(title="Power")
    assert [one.get_text() for one in ax.get_yticklabels()] == ["it_power_mw", "pue"]
    assert [one.get_width() for one in ax.patches] == pytest.approx([-13.5, 13.5, -9, 9])
    texts = [one.get_text() for one in ax.texts]
    assert texts == ["11 MW", "29 MW", "1.05", "1.95"] and ax.get_title() == "Power"
    assert "[MW]" in ax.get_xlabel()
    with pytest.warns(aic.UnusualInputWarning, match="it_power_mw is 0, outside"):
        idle = aic.facility_power.tornado("overhead_power_mw", it_power_mw=0, pue="usual")
    ax = idle.plot()
    assert [one.get_text() for one in ax.texts] == ["no difference"] and not ax.patches
    made = aic.facility_power.sobol_indices(n=1024, **KNOWN)
    with pytest.raises(ValueError, match="one result is drawn, and not 2"):
        made.plot()
    ax = plot.sobol(made.of("facility_power_mw"))
    widths = np.array([one.get_width() for one in ax.patches])
    assert widths == pytest.approx([0.675, 0.3, 0.7, 0.325], abs=0.02)
    pyplot.close("all")
