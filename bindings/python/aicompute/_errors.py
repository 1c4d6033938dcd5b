"""What can be wrong with a call; how a status of the C library becomes an exception."""

from __future__ import annotations

import sys
import warnings
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from . import capi

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._model import Solution

NAN = float("nan")

NO_RATE = (capi.AIC_E_TOO_FEW_FLOWS, capi.AIC_E_NO_SIGN_CHANGE, capi.AIC_E_NO_ROOT)
"""Why a series of cash flows has no rate of return."""


class DomainError(ValueError):
    """An input is outside its hard range, or contradicts another one."""

    def __init__(
        self,
        message: str,
        variable: str = "",
        value: float = NAN,
        min: float = NAN,
        max: float = NAN,
        row: int | None = None,
    ) -> None:
        super().__init__(message)
        self.variable = variable
        self.value = value
        self.min = min
        self.max = max
        self.row = row

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest value allowed."""
        return self.min, self.max


class MissingInputError(TypeError):
    """A required input has no value: it was left out, or is NaN."""

    def __init__(self, message: str, variable: str = "") -> None:
        super().__init__(message)
        self.variable = variable


class ChainError(ValueError):
    """These models do not chain, or no chain leads there."""


class UnknownRowError(KeyError, ValueError):
    """A name means no row of a reference table, or may mean several."""

    def __init__(self, message: str, table: str = "", name: str = "") -> None:
        super().__init__(message)
        self.table = table
        self.name = name

    def __str__(self) -> str:
        return str(self.args[0])


class SolutionError(ValueError):
    """There is no single solution; `solutions` has what was found. Of cash flows: no rate
    makes their value zero."""

    def __init__(self, message: str, solutions: Iterable[Solution] = ()) -> None:
        super().__init__(message)
        self.solutions = list(solutions)


class UnusualInputWarning(UserWarning):
    """The result is valid, though an input is outside its usual range."""


def warn_unusual(message: str) -> None:
    """Warn at the line of the user that called into this package."""
    level = 1
    frame: FrameType | None = sys._getframe()
    while frame is not None and frame.f_globals.get("__package__") == __package__:
        level, frame = level + 1, frame.f_back
    warnings.warn(message, UnusualInputWarning, stacklevel=level)


def domain_error(
    error: capi.aic_error, row: int | None = None, more: str = ""
) -> DomainError:
    """The exception for an input that the C library refused, in that row of the user."""
    message = error.message
    if row is not None:
        message = f"row {row}: {message.partition(': ')[2]}{more}"
    return DomainError(message, error.variable, error.value, error.min, error.max, row)


def raise_error(error: capi.aic_error, message: str = "") -> NoReturn:
    """Raise what a negative status of the C library means, in its words or others."""
    status, message = error.status, message or error.message
    if status == capi.AIC_E_MISSING:
        raise MissingInputError(message, error.variable)
    if status in (capi.AIC_E_RANGE, capi.AIC_E_CONDITION):
        row = None if error.row < 0 else error.row
        raise DomainError(message, error.variable, error.value, error.min, error.max, row)
    if status in (capi.AIC_E_NAME, capi.AIC_E_COMPUTED):
        raise TypeError(message)
    if status in NO_RATE:
        raise SolutionError(message)
    if status == capi.AIC_E_OVERFLOW:
        raise OverflowError(message)
    if status in (capi.AIC_E_CHAIN, capi.AIC_E_PATH):
        raise ChainError(message)
    if status == capi.AIC_E_MEMORY:
        raise MemoryError(message)
    if status == capi.AIC_E_CANCELLED:
        raise KeyboardInterrupt(message)
    raise ValueError(message)
