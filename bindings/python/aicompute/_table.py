"""Tables for people: as text in a terminal, as HTML in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Any

import numpy as np


def number(value: object) -> str:
    """A number with six digits and digit groups; anything else as it is."""
    return f"{value:,.6g}" if isinstance(value, (int, float)) else str(value)


def with_unit(value: object, unit: str) -> str:
    """A value with its unit; nothing for what is dimensionless."""
    return number(value) if unit in ("1", "any") else f"{number(value)} {unit}"


def shown(value: Any, unit: str) -> tuple[str, str]:
    """A value and its unit, as cells of a table."""
    unit = "" if unit in ("1", "any") else unit
    if not np.ndim(value):
        return number(float(value)), unit
    values = np.asarray(value)
    shape = " x ".join(f"{extent:,}" for extent in values.shape)
    rows = f"{shape} row" if values.size == 1 else f"{shape} rows"
    if not values.size or np.isnan(values).all():
        return rows, unit
    low, high = number(float(np.nanmin(values))), number(float(np.nanmax(values)))
    return f"{rows}, {low}" if low == high else f"{rows}, {low} to {high}", unit


def magnitude(value: float) -> tuple[float, str]:
    """The greatest of thousands that a value has, from millions on, and its word."""
    for scale, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= scale:
            return scale, word
    return 1.0, ""


def words(value: float, digits: int = 4) -> str:
    """A number as people read it: 61,714; 1.345 trillion."""
    scale, word = magnitude(value)
    if word and isfinite(value):
        return f"{value / scale:,.{digits}g} {word}"
    whole = abs(value) >= 1000 and digits <= 4
    return f"{value:,.0f}" if whole else f"{value:,.{digits}g}"


def text(rows: Iterable[Sequence[object]], indent: str = "", align: str = "") -> str:
    """Columns two spaces apart, to the left; to the right where `align` has an "r"."""
    cells = [[number(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    sides = align.ljust(len(widths), "l")
    lines = (
        "  ".join(
            cell.rjust(width) if side == "r" else cell.ljust(width)
            for cell, width, side in zip(row, widths, sides, strict=True)
        )
        for row in cells
    )
    return "\n".join(indent + line.rstrip() for line in lines)


def html(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with a caption, where there is one, every cell escaped."""
    from html import escape

    def line(tag: str, cells: Sequence[object]) -> str:
        inside = "".join(f"<{tag}>{escape(number(cell))}</{tag}>" for cell in cells)
        return f"<tr>{inside}</tr>"

    body = "".join(line("td", row) for row in rows)
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f"<table>{above}<thead>{line('th', header)}</thead><tbody>{body}</tbody></table>"
    )
