"""Models by the words that describe them."""

from __future__ import annotations

from typing import NamedTuple

from . import _table
from ._model import models


class Match(NamedTuple):
    """Something that `find` has found."""

    model: str
    kind: str
    """`model`, `input` or `result`."""
    name: str
    summary: str


class Matches(list[Match]):
    """What `find` has found, for people to read."""

    def __repr__(self) -> str:
        return _table.text(self) if self else "(none)"

    def _repr_html_(self) -> str:
        return _table.html("", Match._fields, self)


def find(words: str, /) -> Matches:
    """Models, inputs and results with all the words in their name or sentence.

    >>> import aicompute as aic
    >>> {match.model for match in aic.find("pue")} >= {"facility_power"}
    True
    """
    wanted = words.casefold().split()
    matches = Matches()
    for one in models():
        rows = [("model", one.name, one.summary)]
        rows += [("input", row.name, row.summary) for row in one.inputs.values()]
        rows += [("result", row.name, row.summary) for row in one.results.values()]
        for kind, name, summary in rows:
            text = f"{name} {summary}".casefold()
            if all(word in text for word in wanted):
                matches.append(Match(one.name, kind, name, summary))
    return matches
