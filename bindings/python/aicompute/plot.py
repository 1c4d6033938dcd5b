"""Pictures of audits, of the power of a site, of the cash of a project, of any result
over two inputs, and of what is not known exactly.

Each function draws into the Axes that it is given, or into a new figure, and returns the
Axes. Needs matplotlib: `pip install aicompute[plot]`.
"""

from __future__ import annotations

import contextlib
import textwrap
import warnings
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import capi
from ._model import model as find_model
from ._table import magnitude, with_unit
from ._table import words as _words

try:
    from matplotlib import font_manager, patheffects, pyplot, rcParams, ticker
    from matplotlib.colors import LogNorm, Normalize
    from matplotlib.lines import Line2D
    from matplotlib.text import Annotation, Text
    from matplotlib.transforms import ScaledTranslation
except ImportError as missing:
    raise ImportError(
        "aicompute.plot needs matplotlib: pip install aicompute[plot]"
    ) from missing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.contour import ContourSet
    from matplotlib.patheffects import AbstractPathEffect
    from numpy.typing import ArrayLike, NDArray

    from ._audit import Audit, Finding
    from ._model import Model
    from ._presets import Preset, Presets
    from ._result import Result
    from ._samples import Sampled
    from ._schedule import Schedule
    from ._sensitivity import SobolIndices, Tornado, TornadoBar
    from ._variables import Variable

__all__ = [
    "audit",
    "cash",
    "fan",
    "histogram",
    "map",
    "power_waterfall",
    "scatter",
    "sobol",
    "tornado",
]


class Look(NamedTuple):
    """How a verdict is drawn."""

    color: str
    marker: str


# Okabe and Ito, Color universal design, 2008: told apart with any colour vision.
BLUE, GREEN, ORANGE = "#0072B2", "#009E73", "#E69F00"
VERMILION, GREY = "#D55E00", "#6E6E6E"
PARTS = (BLUE, GREEN, ORANGE)

LOOKS = {
    capi.aic_verdict_text(verdict): look
    for verdict, look in (
        (capi.AIC_HOLDS, Look(BLUE, "o")),
        (capi.AIC_HOLDS_ROUNDING, Look(GREEN, "D")),
        (capi.AIC_UNIT_SLIP, Look(ORANGE, "^")),
        (capi.AIC_DOES_NOT_HOLD, Look(VERMILION, "X")),
        (capi.AIC_NOT_COMPUTABLE, Look(GREY, "s")),
    )
}
PLAIN = capi.aic_verdict_text(capi.AIC_HOLDS)

HANGUL_FONTS = (
    *("Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "NanumBarunGothic"),
    *("Malgun Gothic", "Apple SD Gothic Neo", "AppleGothic", "UnDotum"),
    # matplotlib may know a collection by its first face alone; it has Hangul as well.
    "Noto Sans CJK JP",
)

NO_BREAK = "\N{NO-BREAK SPACE}"
LINE_COLUMNS = 52
LABEL_COLUMNS = 44
NOTE_PIXELS = 10
ROW_INCHES = 0.42
DECADES_MAX = 3
LINES = (BLUE, VERMILION, GREEN, ORANGE, "#CC79A7", "#56B4E9", GREY)
"""More of the same colours, for lines."""
CASH_LINES = (
    ("cumulative_cash", "payback_years", "-"),
    ("discounted_cash", "discounted_payback_years", "--"),
)
"""Columns of a schedule that are drawn, the result that says when they come to zero, and
how the line looks."""
NEVER = "never paid back"
CASH_WORDS = {"cumulative_cash": "as it is", "discounted_cash": "discounted"}
KEY_INCHES = 0.5
"""From the axes down to the key: past the numbers and the name of the axis."""
LINE_INCHES = 0.17
LINE_WIDTH = 1.6
"""Of the last project; those before are wider, so that lines which coincide are seen."""
LINE_WIDTHS_MAX = 4
BANDS = ((0.05, 0.95, 0.25), (0.25, 0.75, 0.45))
"""Two quantiles, and how strongly what lies between them is coloured."""
POINTS = 2000
"""Samples that a cloud of points shows."""
FAN_SAMPLES = 2**14
LOG_COLOURS_FROM = 50.0
"""Results whose greatest is this many times the least are coloured on a log scale."""


def audit(audit: Audit, /, *, ax: Axes | None = None, title: str | None = None) -> Axes:
    """Computed divided by stated for each statement, with its verdict.

    The grey band of a row is the printed precision of the stated figure; the line
    through a point is what the precision of the stated inputs allows.
    """
    if ax is None:
        ax = _new_axes(11, 1.6 + ROW_INCHES * len(audit))
    for row, finding in enumerate(audit):
        if isfinite(finding.ratio) and finding.ratio > 0:
            _draw_ratio(ax, row, finding)
        else:
            _list_without_ratio(ax, row, finding)
    ax.axvline(1, color="black", linewidth=0.8, zorder=1)
    _scale_ratios(ax, [one.ratio for one in audit])
    ax.set_yticks(range(len(audit)), [_sentence(one) for one in audit], fontsize=8)
    ax.set_ylim(len(audit) - 0.5, -0.5)
    ax.set_xlabel("computed / stated")
    _add_verdicts(ax, audit)
    return _finish(ax, _heading(audit) if title is None else title)


def power_waterfall(
    result: Result, /, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Power from the accelerators to the meter of the facility.

    result: of `facility_power`, or of a chain that ends in it; with `fleet_power` in the
    chain, accelerators and the rest of their servers are shown apart.
    """
    parts = _power_parts(result)
    total = sum(parts.values())
    scale, unit = (1.0, "MW") if total >= 1 else (1e3, "kW")
    heights = np.array([*parts.values(), total]) * scale
    tops = np.cumsum(heights[:-1])
    bottoms = np.array([0, *tops[:-1], 0])
    if ax is None:
        ax = _new_axes(7.5, 4.5)
    colors = [*PARTS[-len(parts) :], GREY]
    bars = ax.bar(range(len(heights)), heights, 0.6, bottoms, color=colors)
    ax.bar_label(bars, [f"{_words(one)} {unit}" for one in heights], padding=2)
    for i, top in enumerate(tops):
        ax.plot([i + 0.3, i + 0.7], [top, top], color="black", linewidth=0.8)
    ax.set_xticks(range(len(heights)), [*parts, "facility,\nat the meter"])
    ax.set_ylabel(f"power [{unit}]")
    ax.set_ylim(0, (heights[-1] or 1) * 1.12)
    ax.yaxis.set_major_formatter(ticker.FuncFormatter(_tick))
    ax.spines[["top", "right"]].set_visible(False)
    return _finish(ax, "From the accelerators to the meter" if title is None else title)


def cash(
    schedules: Schedule | Sequence[Schedule],
    /,
    *,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Cumulative cash of a project, as it is and discounted, and when it is paid back.

    schedules: one; or several with titles, such as the variants of a project, each in a
    colour of its own.

    The line crosses zero at the payback, since cash of a period counts evenly over it. A
    diamond marks the first time, and the key says when that is; a cross marks the most
    that is out at once.
    """
    several = list(schedules) if isinstance(schedules, Sequence) else [schedules]
    own_title = getattr(schedules, "title", "")
    if not several:
        raise ValueError("there is no schedule to draw")
    currencies = {one.currency for one in several}
    if len(currencies) > 1:
        raise ValueError(f"several currencies: {', '.join(sorted(currencies))}")
    if ax is None:
        ax = _new_axes(8.5, 5)
    lines = [one.columns[name] for one in several for name, _, _ in CASH_LINES]
    scale, word = magnitude(max(float(np.abs(line).max()) for line in lines))
    ax.axhline(0, color="black", linewidth=0.8, zorder=1)
    colors = [LINES[i % len(LINES)] for i in range(len(several))]
    for i, (schedule, color) in enumerate(zip(several, colors, strict=True)):
        name = f"{schedule.title or i + 1}: " if len(several) > 1 else ""
        width = LINE_WIDTH * min(len(several) - i, LINE_WIDTHS_MAX)
        _draw_cash(ax, schedule, name, {"color": color, "linewidth": width}, scale)
    money = f"{word} {currencies.pop() or 'currency'}".strip()
    ax.set(xlabel="time from the start of construction [years]")
    ax.set(ylabel=f"cumulative cash [{money}]")
    ax.yaxis.set_major_formatter(ticker.FuncFormatter(_tick))
    ax.spines[["top", "right"]].set_visible(False)
    _add_key(ax)
    return _finish(ax, own_title if title is None else title)


def map(
    model: Model,
    result: str,
    /,
    *,
    x: tuple[str, ArrayLike],
    y: tuple[str, ArrayLike],
    ax: Axes | None = None,
    title: str | None = None,
    presets: Presets | None = None,
    **fixed: float | Preset,
) -> Axes:
    """One result of a model over two of its inputs, the others fixed or at defaults.

    x, y: the name of an input and its values, as ("pue", np.linspace(1.1, 1.8)).
    presets, and words such as gpu="H100 SXM": rows of data, as in a call of the model.
    Where the model is not defined, the map is left blank.
    """
    (x_name, xs), (y_name, ys) = ((name, _values(name, v)) for name, v in (x, y))
    given: dict[str, Any] = {x_name: xs[np.newaxis, :], y_name: ys[:, np.newaxis]}
    given.update(fixed)
    made = model(errors="coerce", results=result, presets=presets, **given)
    if ax is None:
        ax = _new_axes(7.5, 5.5)
    ax.set(
        xlabel=_described(model.inputs[x_name]), ylabel=_described(model.inputs[y_name])
    )
    ax.set(
        xscale=_scale(model.inputs[x_name], xs), yscale=_scale(model.inputs[y_name], ys)
    )
    _plain_ticks(ax.xaxis, xs)
    _plain_ticks(ax.yaxis, ys)
    _draw_map(ax, xs, ys, made[result], _described(model.results[result]))
    return _finish(ax, _fixed_words(made, fixed) if title is None else title)


def histogram(
    sampled: Sampled,
    /,
    *,
    claim: float | None = None,
    bins: int = 60,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """How often a result has which value, with the middle 90 % and a stated figure.

    sampled: one result of `Model.sample`, as `made.households`.
    claim: the stated figure; the title says in what share of the samples the result is
        greater.

    The bars go from the 0.1th percentile to the 99.9th.
    """
    counts, edges = sampled.histogram(bins)
    shares = counts / sampled.count
    inside = slice(1, -1) if edges.size > 3 else slice(None)
    if ax is None:
        ax = _new_axes(7.5, 4.2)
    low, middle, high = sampled.quantile([0.05, 0.5, 0.95])
    within = f"5 to 95 %: {_words(low)} to {_words(high)}"
    ax.axvspan(low, high, color="#E8E8E8", zorder=0, label=within)
    left, right = edges[:-1][inside], edges[1:][inside]
    ax.bar(left, shares[inside], right - left, align="edge", color=BLUE, zorder=2)
    label = f"median: {_words(middle)}"
    ax.axvline(middle, color="black", linewidth=1.2, zorder=3, label=label)
    if claim is not None:
        look: dict[str, Any] = {
            "color": VERMILION,
            "linewidth": 1.6,
            "linestyle": "--",
            "zorder": 3,
        }
        more = f"{_share(sampled.exceeds(claim))} of the samples are above"
        ax.axvline(claim, label=f"stated: {_words(claim)}; {more}", **look)
    ax.set(xlabel=_described(sampled.variable), ylabel="share of the samples in a bar")
    _tick_in_words(ax)
    ax.yaxis.set_major_formatter(ticker.FuncFormatter(lambda y, _: f"{100 * y:g} %"))
    ax.spines[["top", "right"]].set_visible(False)
    _add_key(ax, lines=2)
    return _finish(ax, "" if title is None else title)


def fan(
    model: Model,
    result: str,
    /,
    *,
    x: tuple[str, ArrayLike],
    n: int = FAN_SAMPLES,
    seed: int = 1,
    claim: float | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    **known: Any,
) -> Axes:
    """A result over one input, with the bands in which 50 and 90 % of the samples lie.

    x: the name of an input and its values, as ("gpu_count", [10_000, 100_000]).
    n: samples at each of the values, the same ones at all of them.
    claim: a stated figure, as a broken line.
    known: numbers, distributions and rows of data, as for `Model.sample`.
    """
    name, xs = x[0], _values(*x)
    shares = [0.5, *(one for low, high, _ in BANDS for one in (low, high))]
    drawn = [
        model.sample(n, seed=seed, results=result, method="sobol", **{**known, name: one})
        for one in xs
    ]
    middle, *ends = np.array([one[result].quantile(shares) for one in drawn]).T
    if ax is None:
        ax = _new_axes(7.5, 5.6)
    for i, (low, high, strength) in enumerate(BANDS):
        label = f"{100 * (high - low):.0f} % of the samples"
        bottom, top = ends[2 * i], ends[2 * i + 1]
        ax.fill_between(xs, bottom, top, color=BLUE, alpha=strength, lw=0, label=label)
    ax.plot(xs, middle, color=BLUE, linewidth=LINE_WIDTH, label="median")
    if claim is not None:
        label = f"stated: {_words(claim)}"
        ax.axhline(claim, color=VERMILION, linestyle="--", linewidth=1.4, label=label)
    ax.set(xlabel=_described(model.inputs[name]), xscale=_scale(model.inputs[name], xs))
    ax.set(ylabel=_described(model.results[result]))
    _plain_ticks(ax.xaxis, xs)
    ax.yaxis.set_major_formatter(ticker.FuncFormatter(_tick))
    ax.spines[["top", "right"]].set_visible(False)
    _add_key(ax, lines=2)
    return _finish(ax, "" if title is None else title)


def scatter(
    sampled: Sampled,
    /,
    input: str | None = None,
    *,
    claim: float | None = None,
    points: int = POINTS,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """The first samples of a result over one of its uncertain inputs.

    sampled: one result of `Model.sample`, as `made.households`.
    input: its name; when left out, that with the strongest correlation.
    """
    correlations = sampled.correlations
    name = next(iter(correlations)) if input is None else input
    of = sampled.samples
    if name not in correlations:
        raise ValueError(f"{name} does not vary, but {', '.join(correlations)}")
    drawn = of.raw(n=min(points, of.n))
    if ax is None:
        ax = _new_axes(6.5, 4.8)
    values = drawn.inputs[name], drawn[sampled.name]
    ax.plot(*values, ".", color=BLUE, markersize=4, alpha=0.5, markeredgewidth=0)
    if claim is not None:
        label = f"stated: {_words(claim)}"
        ax.axhline(claim, color=VERMILION, linestyle="--", linewidth=1.4, label=label)
        _add_key(ax, lines=2)
    ax.set(xlabel=_described(of.model.inputs[name]), ylabel=_described(sampled.variable))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(ticker.FuncFormatter(_tick))
    ax.spines[["top", "right"]].set_visible(False)
    heading = f"correlation {correlations[name]:.2f}"
    return _finish(ax, heading if title is None else title)


def tornado(
    bars: Tornado, /, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """How far a result goes with each uncertain input, the widest at the top.

    Numbers at the ends of a bar are the values of the input; blue is its low end. An
    input that makes no difference has no bar.
    """
    if ax is None:
        ax = _new_axes(8, 1.6 + ROW_INCHES * len(bars))
    model = find_model(bars.job.model)
    for row, bar in enumerate(bars):
        if bar.low == bar.high:
            _end_of_bar(ax, bar.base, row, bar, "no difference")
            continue
        unit = model.inputs[bar.input].unit
        ends = ((bar.low, bar.low_input, BLUE), (bar.high, bar.high_input, VERMILION))
        for at, given, color in ends:
            if isfinite(at):
                ax.barh(row, at - bar.base, 0.6, bar.base, color=color)
                _end_of_bar(ax, at, row, bar, with_unit(float(f"{given:.4g}"), unit))
    ax.axvline(bars.base, color="black", linewidth=0.8)
    ax.set_yticks(range(len(bars)), [bar.input for bar in bars])
    ax.set_ylim(len(bars) - 0.5, -0.5)
    ax.set_xlabel(_described(model.results[bars.result]))
    _tick_in_words(ax)
    ax.spines[["top", "right"]].set_visible(False)
    _finish(ax, "" if title is None else title)
    _make_room_for_notes(ax)
    return ax


def sobol(
    indices: SobolIndices, /, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Shares of the variance of one result, with the intervals of the bootstrap."""
    names = list(dict.fromkeys(row.result for row in indices))
    if len(names) != 1:
        raise ValueError(f"one result is drawn, and not {len(names)}: take of(result)")
    if ax is None:
        ax = _new_axes(8, 1.8 + 1.3 * ROW_INCHES * len(indices))
    rows = np.arange(len(indices))
    for kind, off, color, label in (
        ("first", -0.19, BLUE, "alone (first order)"),
        ("total", 0.19, ORANGE, "with others (total)"),
    ):
        values, low, high = (
            np.array([getattr(row, kind + end) for row in indices])
            for end in ("", "_low", "_high")
        )
        reach = np.maximum([values - low, high - values], 0)
        ax.barh(rows + off, values, 0.36, color=color, label=label, xerr=reach, capsize=3)
    ax.set_yticks(rows, [row.input for row in indices])
    ax.set_ylim(len(indices) - 0.5, -0.5)
    ax.set_xlabel(f"share of the variance of {names[0]}")
    ax.xaxis.set_major_formatter(ticker.FuncFormatter(lambda x, _: f"{100 * x:g} %"))
    ax.spines[["top", "right"]].set_visible(False)
    _add_key(ax)
    return _finish(ax, "" if title is None else title)


def _end_of_bar(ax: Axes, at: float, row: int, bar: TornadoBar, text: str) -> None:
    """The value of the input, outside the bar."""
    right = at > bar.base or (at == bar.base and bar.low <= bar.high)
    ax.annotate(
        text,
        (at, row),
        xytext=(4 if right else -4, 0),
        textcoords="offset points",
        horizontalalignment="left" if right else "right",
        verticalalignment="center",
        fontsize=8,
    )


def _make_room_for_notes(ax: Axes) -> None:
    """Limits of the x axis that hold what is written beside its points."""
    ax.figure.canvas.figure.draw_without_rendering()
    notes = [note for note in ax.texts if isinstance(note, Annotation)]
    width = ax.get_window_extent().width
    wide = {note: note.get_window_extent().width + NOTE_PIXELS for note in notes}
    left = [note for note in notes if note.get_horizontalalignment() == "right"]
    right = [note for note in notes if note.get_horizontalalignment() == "left"]
    places = [note.xy[0] for note in notes]
    free = width - sum(max((wide[n] for n in some), default=0) for some in (left, right))
    unit = (max(places) - min(places)) / max(free, width / 4) if places else 0
    low, high = ax.dataLim.intervalx
    low = min([low, *(note.xy[0] - wide[note] * unit for note in left)])
    high = max([high, *(note.xy[0] + wide[note] * unit for note in right)])
    if low < high:
        ax.set_xlim(low, high)


def _draw_cash(
    ax: Axes, schedule: Schedule, name: str, line: dict[str, Any], scale: float
) -> None:
    """Both lines of one project, with the points of payback and of most exposure."""
    years, color = schedule.columns["year"], line["color"]
    for column, payback, look in CASH_LINES:
        when = schedule.results[payback]
        back = f"paid back after {when:.3g} years"
        label = f"{name}{CASH_WORDS[column]}, {back if isfinite(when) else NEVER}"
        ax.plot(years, schedule[column] / scale, look, label=label, **line)
        if when <= years[-1]:
            ax.plot([when], [0], "D", color=color, markeredgecolor="white", markersize=8)
    at, out = schedule.exposure_year, schedule.maximum_exposure
    ax.plot([at], [-out / scale], "x", color=color, markersize=7)


def _add_key(ax: Axes, lines: int = 1) -> None:
    """The legend below the axes and what is written there, where it hides nothing.

    lines: how many the name of the axis may take.
    """
    inches = KEY_INCHES + (lines - 1) * LINE_INCHES
    down = ScaledTranslation(0, -inches, ax.figure.dpi_scale_trans)
    ax.legend(
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=ax.transAxes + down,
        frameon=False,
        fontsize=9,
    )


def _new_axes(width: float, height: float) -> Axes:
    return pyplot.subplots(figsize=(width, height), layout="constrained")[1]


def _draw_ratio(ax: Axes, row: int, finding: Finding) -> None:
    """The precision of the stated figure, the point, and the ratio of what is off."""
    stated = abs(finding.value)
    around = finding.tolerance / stated
    if around < 1:
        ax.plot([1 - around, 1 + around], [row, row], color="#D0D0D0", linewidth=7)
    if isfinite(finding.least) and finding.least > 0:
        reach = [finding.least / stated, finding.most / stated]
        ax.plot(reach, [row, row], color=LOOKS[finding.verdict].color, linewidth=1.2)
    _mark(ax, finding.ratio, row, finding.verdict)
    if finding.verdict != PLAIN:
        _note(ax, finding.ratio, row, f"{finding.ratio:,.3g} times", ax.transData)


def _list_without_ratio(ax: Axes, row: int, finding: Finding) -> None:
    """A statement that has no place on the axis, at the left edge, with the reason."""
    edge = ax.get_yaxis_transform()
    _mark(ax, 0.02, row, finding.verdict, transform=edge)
    given = find_model(finding.model).inputs.items()
    missing = [n for n, one in given if one.required and n not in finding.inputs]
    reason = f"{', '.join(missing)} missing" if missing else _words(finding.computed)
    _note(ax, 0.02, row, f"{finding.verdict}: {reason}", edge)


def _mark(ax: Axes, x: float, y: float, verdict: str, **options: Any) -> None:
    color, marker = LOOKS[verdict]
    ax.plot(
        *([x], [y], marker),
        color=color,
        markersize=8,
        markeredgecolor="white",
        label=verdict,
        **options,
    )


def _note(ax: Axes, x: float, y: float, text: str, where: Any) -> None:
    ax.annotate(
        text,
        (x, y),
        xycoords=where,
        xytext=(9, 0),
        textcoords="offset points",
        verticalalignment="center",
        fontsize=8,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )


def _scale_ratios(ax: Axes, ratios: Sequence[float]) -> None:
    """A log axis around 1, with room for the notes at its right."""
    shown = [1.0, *(one for one in ratios if isfinite(one) and one > 0)]
    low, high = min(shown) / 1.6, max(shown) * 2.5
    ax.set_xscale("log")
    ax.set_xlim(low, high)
    _plain_ticks(ax.xaxis, (low, high))
    ax.grid(axis="x", color="#E5E5E5", linewidth=0.6, zorder=0)
    ax.set_axisbelow(True)


def _plain_ticks(axis: Axis, values: ArrayLike) -> None:
    """Ticks in words; on a log axis at 1, 2 and 5, or at decades alone when many."""
    if axis.get_scale() == "log":
        shown = np.asarray(values, np.float64)
        wide = shown.max() / shown.min() > 10**DECADES_MAX
        axis.set_major_locator(
            ticker.LogLocator(subs=(1.0,) if wide else (1.0, 2.0, 5.0))
        )
        axis.set_minor_formatter(ticker.NullFormatter())
    axis.set_major_formatter(ticker.FuncFormatter(_tick))


def _sentence(finding: Finding) -> str:
    """The id and the text on two lines at most."""
    columns = LINE_COLUMNS // 2 if _has_hangul(finding.text) else LINE_COLUMNS
    lines = textwrap.wrap(
        f"{finding.id}  {finding.text}", columns, max_lines=2, placeholder=" …"
    )
    return "\n".join(lines)


def _add_verdicts(ax: Axes, audit: Audit) -> None:
    """The legend, beside the axes so that it hides nothing."""
    tally = Counter(one.verdict for one in audit)
    keys = [
        Line2D([], [], marker=m, color=c, linestyle="none", label=f"{verdict}: {count}")
        for verdict, (c, m) in LOOKS.items()
        if (count := tally[verdict])
    ]
    if keys:
        ax.legend(handles=keys, loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)


def _heading(audit: Audit) -> str:
    if len(audit.articles) == 1:
        (one,) = audit.articles
        return f"{one.title}\n{one.publisher}, {one.date}"
    return f"{len(audit)} statements of {len(audit.articles)} articles"


def _power_parts(result: Result) -> dict[str, float]:
    """What the power of a facility is made of, in MW."""
    known = {**result.inputs, **result.results}
    if "overhead_power_mw" not in known:
        raise ValueError(f"{result.model.name} has no overhead_power_mw to draw")
    parts = {"IT equipment": known["it_power_mw"]}
    if "gpu_count" in known:
        parts = {
            "accelerators": known["gpu_count"] * known["gpu_power_w"] / 1e6,
            "rest of\nthe servers": known["gpu_count"] * known["host_power_w"] / 1e6,
        }
    parts["cooling and\nother overhead"] = known["overhead_power_mw"]
    if any(np.ndim(one) for one in parts.values()):
        raise ValueError("a waterfall is drawn of single numbers, not of columns")
    return parts


def _values(name: str, values: ArrayLike) -> NDArray[np.float64]:
    array = np.asarray(values, np.float64)
    if array.ndim != 1 or array.size < 2:
        raise ValueError(f"{name} needs two values or more, in one dimension")
    return array


def _scale(variable: Variable, values: NDArray[np.float64]) -> str:
    """The scale that the variable has by its nature, over a range that shows it; values
    that are evenly spaced over less than two decades were meant otherwise."""
    low, high, apart = values.min(), values.max(), np.diff(values)
    even = values.size > 2 and np.allclose(apart, apart[0]) and high < 100 * low
    wide = 0 < low < high / 5 and not even
    return "log" if variable.scale == "log" and wide else "linear"


def _draw_map(
    ax: Axes,
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    values: NDArray[np.float64],
    label: str,
) -> None:
    """Colours, and lines of equal value with their values."""
    known = values[np.isfinite(values)]
    if not known.size:
        raise ValueError("the model is not defined anywhere on this map")
    low, high = float(known.min()), float(known.max())
    wide = low > 0 and high / low > LOG_COLOURS_FROM
    norm = LogNorm(low, high) if wide else Normalize(low, high)
    mesh = ax.pcolormesh(xs, ys, values, norm=norm, cmap="cividis", shading="nearest")
    mesh.set_rasterized(True)
    ticks = ticker.LogLocator(subs=(1.0, 3.0)) if wide else None
    bar = ax.figure.colorbar(mesh, ax=ax, label=label, ticks=ticks)
    bar.ax.yaxis.set_major_formatter(ticker.FuncFormatter(_tick))
    bar.ax.yaxis.set_minor_formatter(ticker.NullFormatter())
    if low < high:
        levels = _levels(low, high, wide)
        lines = ax.contour(xs, ys, values, levels, colors="white", linewidths=0.9)
        _label_lines(ax, lines)


def _levels(low: float, high: float, wide: bool) -> NDArray[np.float64]:
    locator = ticker.LogLocator(subs=(1.0, 3.0)) if wide else ticker.MaxNLocator(7)
    found = np.asarray(locator.tick_values(low, high))
    inside: NDArray[np.float64] = found[(found > low) & (found < high)]
    return inside if inside.size else np.array([(low + high) / 2])


def _label_lines(ax: Axes, lines: ContourSet) -> None:
    halo: list[AbstractPathEffect] = [
        patheffects.withStroke(linewidth=2.5, foreground="#303030")
    ]
    for text in ax.clabel(lines, fmt=_words, fontsize=8, colors="white"):
        text.set_path_effects(halo)


def _fixed_words(made: Result, fixed: dict[str, Any]) -> str:
    """Rows of data and inputs given one value, as a title that breaks between them."""
    rows = {row.row_name: None for row in made.origins.values() if row.row_name}
    parts = list(rows)
    for name, value in fixed.items():
        if name in made.model.inputs:
            unit = made.model.inputs[name].unit
            parts.append(f"{name} {_words(value)}{'' if unit == '1' else ' ' + unit}")
    return textwrap.fill(", ".join(part.replace(" ", NO_BREAK) for part in parts), 70)


def _described(variable: Variable) -> str:
    """What a variable is, and its unit unless it is dimensionless."""
    unit = "" if variable.unit in ("1", "any") else f" [{variable.unit}]"
    return textwrap.fill(variable.summary.rstrip(".") + unit, LABEL_COLUMNS)


def _tick(value: float, _: int | None) -> str:
    return _words(value)


def _tick_in_words(ax: Axes) -> None:
    """Numbers below a picture, so few that "12.5 million" has its place."""
    ax.xaxis.set_major_locator(ticker.MaxNLocator(5))
    ax.xaxis.set_major_formatter(ticker.FuncFormatter(_tick))


def _share(value: float) -> str:
    """A share in per cent, which is all or nothing only when it is."""
    if 0 < value < 0.001:
        return "under 0.1 %"
    return "over 99.9 %" if 0.999 < value < 1 else f"{100 * value:.3g} %"


def _has_hangul(text: str) -> bool:
    return any("가" <= one <= "힣" or "ㄱ" <= one <= "ㆎ" for one in text)


@cache
def _hangul_font() -> str | None:
    """The first font here that has Hangul."""
    found = _first_hangul_font()
    if found is None:
        _learn_new_fonts()
        found = _first_hangul_font()
    return found


def _first_hangul_font() -> str | None:
    known = set(font_manager.get_font_names())
    return next((name for name in HANGUL_FONTS if name in known), None)


def _learn_new_fonts() -> None:
    """matplotlib keeps a list of fonts, which misses those installed since."""
    known = {one.fname for one in font_manager.fontManager.ttflist}
    for path in font_manager.findSystemFonts():
        if path not in known:
            with contextlib.suppress(OSError, RuntimeError):
                font_manager.fontManager.addfont(path)


@cache
def _warn_without_font() -> None:
    warnings.warn(
        "no font with Hangul was found, so Korean text shows as boxes: install one, "
        "such as the Debian package fonts-nanum, or Noto Sans KR, and restart Python",
        UserWarning,
        stacklevel=5,
    )


def _finish(ax: Axes, title: str) -> Axes:
    """Set the title, and let every text fall back on a font with Hangul."""
    ax.set_title(title)
    texts = [one for one in ax.findobj(Text) if isinstance(one, Text)]
    font = _hangul_font()
    if font is not None:
        for text in texts:
            text.set_fontfamily([*rcParams["font.family"], font])
    elif any(_has_hangul(text.get_text()) for text in texts):
        _warn_without_font()
    return ax
