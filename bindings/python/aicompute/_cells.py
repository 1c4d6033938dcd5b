"""Columns and cells of the reference tables: numbers and texts that know their source."""

from __future__ import annotations

from typing import Any, NamedTuple

from . import _table, capi
from ._variables import Source, source

KINDS = {capi.AIC_NUMBER: "number", capi.AIC_TEXT: "text"}


class Field(NamedTuple):
    """One column of a reference table."""

    name: str
    unit: str
    """As pint reads it; "any" when the row says; "" of a text."""
    currency: str
    """Of money that is always in one currency; else ""."""
    summary: str
    kind: str
    """`number` or `text`."""

    @property
    def heading(self) -> str:
        """The name, and the unit where there is one."""
        unit = money(self.unit, self.currency)
        return self.name if unit in ("", "1", "any") else f"{self.name} [{unit}]"


class Cell:
    """What the numbers and the texts of the reference tables have in common."""

    name: str
    """Of the column."""
    text: str
    """As the table has it; "" where there is nothing."""
    unit: str
    currency: str
    """Of money, as "USD"; else ""."""
    source: Source | None
    """None for what needs none, as a name."""
    licence: str
    """Under which the source passes it on; "facts" for single facts with citation."""
    confidence: str
    """`reported`, `compiled`, `secondary`, `estimated`, `projected` or `speculative`."""
    year: int
    """Of the figure; 0 where it has none."""

    @property
    def missing(self) -> bool:
        """Whether there is nothing."""
        return not self.text

    @property
    def value(self) -> float | str | None:
        """The plain number or text; None where there is nothing."""
        raise NotImplementedError


class Number(Cell, float):
    """A number of a reference table, with its source; NaN where there is none.

    >>> import aicompute as aic
    >>> tdp = aic.data.accelerators["H100 SXM"].gpu_tdp_w
    >>> tdp * 8, tdp.unit, tdp.confidence, tdp.source.publisher
    (5600.0, 'W', 'compiled', 'Epoch AI')
    >>> print(tdp)
    700 W
    """

    @property
    def value(self) -> float | None:
        """The plain number; None where there is nothing."""
        return None if self.missing else float(self)

    def __str__(self) -> str:
        if self.missing:
            return ""
        if self.name.endswith("year"):
            return self.text
        return _table.with_unit(float(self), money(self.unit, self.currency))

    def __repr__(self) -> str:
        shown = str(self) or "missing"
        return f"<{self.name} {shown}{_whence(self)}>"


class Text(Cell, str):
    """A text of a reference table, with its source; "" where there is none."""

    @property
    def value(self) -> str | None:
        """The plain text; None where there is nothing."""
        return str(self) or None


def _whence(cell: Cell) -> str:
    """Year, confidence and source, as far as there are any."""
    found = (cell.year or "", cell.confidence, cell.source.key if cell.source else "")
    return "".join(f", {one}" for one in found if one)


def cell(name: str, made: capi.aic_cell) -> Number | Text:
    """One cell, copied from C."""
    text = made.text
    one: Any = Number(made.number) if made.kind == capi.AIC_NUMBER else Text(text)
    one.name = name
    one.text = text
    one.unit = made.unit
    one.currency = made.currency
    one.source = source(made.source) if made.source else None
    one.licence = made.licence
    one.confidence = made.confidence
    one.year = made.year
    checked: Number | Text = one
    return checked


def money(unit: str, currency: str) -> str:
    """A unit with the currency in the place of "cur"."""
    return unit.replace("cur", currency) if currency else unit


def suits(one: Number | Text, wanted: Any) -> bool:
    """Whether a cell is as a filter wants it."""
    if one.missing:
        return False
    if callable(wanted):
        return bool(wanted(one.value))
    if isinstance(one, Text):
        if not isinstance(wanted, str):
            raise TypeError(f"{one.name} is a text: {wanted!r} is none")
        return wanted.casefold() in one.casefold()
    if isinstance(wanted, str):
        raise TypeError(f"{one.name} is a number: {wanted!r} is none")
    return float(one) == float(wanted)
