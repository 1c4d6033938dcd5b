"""Pictures by their structure: what is drawn, how it is named, what covers what."""

import warnings

import aicompute as aic
import numpy as np
import pytest

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")
from aicompute import finance, plot  # noqa: E402
from conftest import ROOT  # noqa: E402
from matplotlib import pyplot  # noqa: E402

NODE = aic.gpu_power | aic.server_power | aic.fleet_power | aic.facility_power
PROJECTS = ROOT / "examples" / "projects"
SITE = aic.fleet_power | aic.facility_power | aic.energy_use | aic.household_equivalents


@pytest.fixture(autouse=True)
def closed():
    yield
    pyplot.close("all")


def boxes(texts):
    """Where the texts are, in pixels."""
    texts = [one for one in texts if one.get_text() and one.get_visible()]
    renderer = texts[0].figure.canvas.get_renderer()
    return [one.get_window_extent(renderer) for one in texts]


def assert_apart(texts):
    found = boxes(texts)
    for i, one in enumerate(found):
        assert not any(one.overlaps(other) for other in found[:i])


def test_audit_has_a_row_a_statement():
    audit = aic.audit()
    ax = plot.audit(audit)
    ax.figure.canvas.draw()
    labels = [one.get_text() for one in ax.get_yticklabels()]
    assert [one.split()[0] for one in labels] == [one.id for one in audit]
    assert ax.get_xlabel() == "computed / stated"
    assert ax.get_xscale() == "log"
    assert_apart(ax.get_yticklabels())
    assert_apart([*ax.texts, *ax.get_yticklabels()])


def test_verdicts_differ_in_colour_and_shape():
    ax = plot.audit(aic.audit())
    drawn = {}
    for line in ax.lines:
        verdict = line.get_label()
        if verdict in plot.LOOKS:
            drawn.setdefault(verdict, []).append((line.get_color(), line.get_marker()))
    assert {verdict: len(looks) for verdict, looks in drawn.items()} == {
        "holds": 16,
        "holds within input rounding": 1,
        "unit slip": 1,
        "does not hold": 2,
        "not computable": 1,
    }
    assert all(len(set(looks)) == 1 for looks in drawn.values())
    looks = [looks[0] for looks in drawn.values()]
    assert len({color for color, _ in looks}) == len({shape for _, shape in looks}) == 5


def test_ratios_are_where_they_belong():
    ax = plot.audit(aic.audit())
    at = {
        round(float(line.get_ydata()[0])): float(line.get_xdata()[0])
        for line in ax.lines
        if line.get_label() == "does not hold"
    }
    assert at == pytest.approx({4: 61714.2857 / 22000, 19: 4.490779 / 6}, rel=1e-6)


def test_waterfall_adds_up():
    ax = plot.power_waterfall(NODE(gpu_count=100_000, gpu_tdp_w=700, pue=1.2))
    heights = [bar.get_height() for bar in ax.patches]
    assert heights == pytest.approx([59.5, 41.5416667, 20.2083333, 121.25])
    assert sum(heights[:-1]) == pytest.approx(heights[-1])
    assert ax.get_ylabel() == "power [MW]"
    ax.figure.canvas.draw()
    assert_apart([*ax.texts, *ax.get_xticklabels()])


def test_waterfall_of_a_small_site_is_in_kilowatts():
    ax = plot.power_waterfall(aic.facility_power(it_power_mw=0.5, pue=1.5))
    assert ax.get_ylabel() == "power [kW]"
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([500, 250, 750])


def test_waterfall_refuses_what_it_cannot_draw():
    with pytest.raises(ValueError, match="overhead_power_mw"):
        plot.power_waterfall(aic.fleet_power(gpu_count=1000, gpu_power_w=400))
    with pytest.raises(ValueError, match="single numbers"):
        plot.power_waterfall(aic.facility_power(it_power_mw=np.array([1.0, 2.0])))


def households(**options):
    return plot.map(
        SITE,
        "households",
        x=("gpu_count", np.linspace(1e4, 1e5, 5)),
        y=("pue", np.linspace(1.1, 1.5, 3)),
        gpu_power_w=400,
        household_kwh_per_month=350,
        **options,
    )


def test_map_shows_the_model():
    ax = households()
    (mesh,) = [one for one in ax.collections if hasattr(one, "get_coordinates")]
    values = np.asarray(mesh.get_array()).reshape(3, 5)
    expected = SITE(gpu_count=1e5, gpu_power_w=400, pue=1.5, household_kwh_per_month=350)
    assert values[-1, -1] == expected.households
    assert "Number of accelerators" in ax.get_xlabel()
    # The spaces are such that a line does not break between a name and its value.
    assert "gpu_power_w\N{NO-BREAK SPACE}400\N{NO-BREAK SPACE}W" in ax.get_title()


def test_an_axis_is_evenly_spaced_where_its_values_are():
    site = aic.fleet_power | aic.facility_power
    counts = np.linspace(1e4, 1e5, 10)
    known = {"gpu_power_w": aic.uniform(300, 500), "n": 64}
    ax = plot.fan(site, "facility_power_mw", x=("gpu_count", counts), **known)
    assert ax.get_xscale() == "linear"
    counts = np.geomspace(1e4, 1e5, 10)
    ax = plot.fan(site, "facility_power_mw", x=("gpu_count", counts), **known)
    assert ax.get_xscale() == "log"


def test_map_takes_presets():
    """By words and by rows, which the title names."""
    chain = aic.gpu_power | aic.fleet_power
    axes = {"x": ("gpu_count", [1000, 2000]), "y": ("utilization", [0.5, 1])}
    for preset in (
        {"gpu": "H100 SXM"},
        {"gpu": aic.data.accelerators["H100 SXM"]},
        {"presets": {"accelerators": "H100 SXM"}},
    ):
        ax = plot.map(chain, "it_power_mw", host_power_w=50, **axes, **preset)
        title = ax.get_title().replace(plot.NO_BREAK, " ")
        assert title == "NVIDIA H100 SXM5 80GB, host_power_w 50 W"
        (mesh,) = [one for one in ax.collections if hasattr(one, "get_coordinates")]
        made = chain(gpu="H100 SXM", gpu_count=2000, utilization=1, host_power_w=50)
        assert np.asarray(mesh.get_array()).reshape(2, 2)[1, 1] == made.it_power_mw
    with pytest.raises(aic.UnknownRowError, match="A100 PCIe"):
        plot.map(chain, "it_power_mw", gpu="A100 PCIe", **axes)


def test_map_names_units():
    ax = plot.map(
        aic.fleet_power,
        "it_power_mw",
        x=("gpu_count", [1000, 2000]),
        y=("gpu_power_w", [300, 400]),
    )
    assert ax.get_ylabel().endswith("[W]")
    bar = next(one for one in ax.figure.axes if one is not ax)
    assert bar.get_ylabel().endswith("[MW]")


def test_map_needs_values():
    with pytest.raises(ValueError, match="two values"):
        plot.map(
            aic.fleet_power,
            "it_power_mw",
            x=("gpu_count", [1]),
            y=("gpu_power_w", [1, 2]),
        )


def test_given_axes_are_used():
    _, ax = pyplot.subplots()
    assert households(ax=ax) is ax


def test_korean_titles_are_drawn():
    if plot._hangul_font() is None:
        pytest.skip("no font with Hangul here")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plot.power_waterfall(aic.facility_power(it_power_mw=20), title="전력의 흐름")
        ax.figure.canvas.draw()
    assert ax.get_title() == "전력의 흐름"


def test_a_font_installed_since_is_found(monkeypatch):
    """matplotlib's own list of fonts is from before."""
    if plot._hangul_font() is None:
        pytest.skip("no font with Hangul here")
    manager = plot.font_manager.fontManager
    old = [one for one in manager.ttflist if one.name not in plot.HANGUL_FONTS]
    monkeypatch.setattr(manager, "ttflist", old)
    assert plot._first_hangul_font() is None
    assert plot._hangul_font.__wrapped__() in plot.HANGUL_FONTS


def test_without_a_korean_font_there_is_a_warning(monkeypatch):
    monkeypatch.setattr(plot, "_hangul_font", lambda: None)
    plot._warn_without_font.cache_clear()
    with pytest.warns(UserWarning, match="Hangul"):
        plot.power_waterfall(aic.facility_power(it_power_mw=20), title="전력")


def test_cash_crosses_zero_at_the_payback():
    made = finance.project(PROJECTS / "campus-100mw.json")
    ax = made.plot()
    ax.figure.canvas.draw()
    named = {line.get_label(): line for line in ax.lines if line.get_label()[0] != "_"}
    whens = {"as it is": "8.89", "discounted": "17.5"}
    assert list(named) == [f"{a}, paid back after {b} years" for a, b in whens.items()]
    first = next(iter(named.values()))
    np.testing.assert_allclose(first.get_ydata(), made["cumulative_cash"] / 1e9)
    marks = [line for line in ax.lines if line.get_marker() == "D"]
    whens = [made.payback_years, made.discounted_payback_years]
    assert [mark.get_xdata()[0] for mark in marks] == whens
    assert np.interp(made.payback_years, *first.get_data()) == pytest.approx(0, abs=1e-9)
    assert "billion USD" in ax.get_ylabel() and ax.get_title() == made.title
    assert_apart([*ax.get_legend().texts, ax.xaxis.label, *ax.get_xticklabels()])
    assert_apart([ax.yaxis.label, *ax.get_yticklabels()])


def test_cash_of_variants_are_all_seen():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", aic.UnusualInputWarning)
        found = finance.projects(PROJECTS / "claim-650-billion.json")
    ax = found.plot()
    ax.figure.canvas.draw()
    drawn = [line for line in ax.lines if line.get_label()[0] != "_"]
    assert len(drawn) == 8 and len({line.get_color() for line in drawn}) == 4
    # Lines that coincide are seen as edges: what is drawn later is never wider.
    widths = [line.get_linewidth() for line in drawn]
    assert widths == sorted(widths, reverse=True) and widths[0] > widths[-1]
    assert ax.get_title() == found.title
    assert "5 years, once: as it is, never paid back" in {x.get_label() for x in drawn}
    assert_apart(ax.get_legend().texts)
    legend = ax.get_legend().get_window_extent()
    assert not legend.overlaps(ax.xaxis.label.get_window_extent())


def test_cash_refuses_what_it_cannot_draw():
    with pytest.raises(ValueError, match="no schedule to draw"):
        plot.cash([])
    given = {"gpu_count": 1, "rental_price_per_gpu_hour": 2}
    costs = ("30,000 USD", "30,000 EUR")
    made = [finance.project(cluster_cost=cost, **given) for cost in costs]
    with pytest.raises(ValueError, match="several currencies: EUR, USD"):
        plot.cash(made)
    ax = plot.cash(made[:1], ax=pyplot.subplots()[1], title="said")
    assert ax.get_title() == "said"


KNOWN = {
    "gpu_power_w": aic.lognormal(p05=350, p95=700),
    "pue": aic.triangular(1.1, 1.25, 1.6),
    "household_kwh_per_month": aic.uniform(300, 400),
}


@pytest.fixture(scope="module")
def drawn():
    return SITE.sample(n=2**16, results="households", gpu_count=50_000, **KNOWN)


def labels_of(ax):
    return [one.get_text() for one in ax.get_legend().texts]


def assert_readable(ax):
    """No text covers another one, and none is cut off by the edge of the figure."""
    ax.figure.canvas.draw()
    assert_apart([*ax.get_legend().texts, ax.xaxis.label, *ax.get_xticklabels()])
    assert_apart([ax.yaxis.label, *ax.get_yticklabels()])
    whole = ax.figure.bbox
    for box in boxes([ax.yaxis.label, ax.xaxis.label, *ax.get_legend().texts]):
        assert whole.x0 <= box.x0 and box.x1 <= whole.x1
        assert whole.y0 <= box.y0 and box.y1 <= whole.y1


def test_histogram_shows_the_samples(drawn):
    ax = drawn.plot(claim=61_714)
    counts, edges = drawn.households.histogram()
    heights = [bar.get_height() for bar in ax.containers[0]]
    assert heights == pytest.approx(list(counts[1:-1] / drawn.n))
    assert 0.997 < sum(heights) <= 1
    assert ax.containers[0][0].get_x() == edges[1]
    low, middle, high = drawn.households.quantile([0.05, 0.5, 0.95])
    assert labels_of(ax) == [
        f"5 to 95 %: {low:,.0f} to {high:,.0f}",
        f"median: {middle:,.0f}",
        f"stated: 61,714; {100 * drawn.exceeds(households=61_714):.3g} % of the samples "
        "are above",
    ]
    assert ax.get_xlabel().startswith("Number of households")
    assert_readable(ax)
    assert "over 99.9 %" in labels_of(drawn.households.plot(claim=28_000))[-1]
    assert "under 0.1 %" in labels_of(drawn.households.plot(claim=160_000))[-1]
    assert "; 100 %" in labels_of(drawn.households.plot(claim=0))[-1]
    given = pyplot.subplots()[1]
    assert drawn.plot("households", ax=given, title="Households") is given
    assert given.get_title() == "Households" and len(labels_of(given)) == 2


def test_fan_has_the_bands_of_the_samples():
    counts = np.linspace(10_000, 100_000, 4)
    x = ("gpu_count", counts)
    ax = plot.fan(SITE, "households", x=x, n=2**12, claim=22_000, **KNOWN)
    middle = next(line for line in ax.lines if line.get_label() == "median")
    per_gpu = middle.get_ydata() / counts
    assert per_gpu == pytest.approx(per_gpu[0], rel=2e-3)  # households go with the count
    assert per_gpu[0] * 50_000 == pytest.approx(67_005, rel=0.01)
    outer, inner = (one.get_paths()[0].get_extents() for one in ax.collections)
    assert outer.y1 > inner.y1 > middle.get_ydata()[-1]
    assert labels_of(ax) == [
        *("90 % of the samples", "50 % of the samples", "median", "stated: 22,000")
    ]
    assert ax.get_xlabel() == "Number of accelerators"
    assert_readable(ax)
    with pytest.raises(TypeError, match='"households"'):
        plot.fan(SITE, "househols", x=x, **KNOWN)


def test_scatter_takes_the_strongest_pair(drawn):
    ax = plot.scatter(drawn.households, claim=61_714, points=500)
    points = ax.lines[0]
    raw = drawn.raw(n=500)
    assert np.array_equal(points.get_xdata(), raw.inputs["gpu_power_w"])
    assert np.array_equal(points.get_ydata(), raw.households)
    strongest = drawn.households.correlations["gpu_power_w"]
    assert ax.get_title() == f"correlation {strongest:.2f}"
    assert ax.get_xlabel().endswith("[W]")
    assert_readable(ax)
    other = plot.scatter(drawn.households, "pue", ax=pyplot.subplots()[1], title="")
    assert other.get_title() == "" and other.get_legend() is None
    with pytest.raises(ValueError, match="gpu_count does not vary, but gpu_power_w"):
        plot.scatter(drawn.households, "gpu_count")
