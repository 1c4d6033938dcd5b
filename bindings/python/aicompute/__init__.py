"""The physical and economic arithmetic of AI compute, from watts to households and from
capital to payback.

Every model is a callable object made from the tables of the C library:

>>> import aicompute as aic
>>> site = aic.fleet_power | aic.facility_power | aic.energy_use
>>> site = site | aic.household_equivalents
>>> r = site(gpu_count=50_000, gpu_power_w=400, pue=1.5, household_kwh_per_month=350)
>>> round(r.households, 2)
61714.29
>>> "load_factor" in r.assumed
True
"""

import sys
from importlib import import_module
from types import ModuleType

from . import capi
from ._audit import Audit, Finding, Implied, Odds, Supposed, audit
from ._cells import Cell, Field, Number, Text
from ._claims import ClaimError
from ._data import Data, Row, Table, data
from ._distributions import (
    Distribution,
    beta,
    discrete,
    empirical,
    fit,
    lognormal,
    loguniform,
    normal,
    pert,
    triangular,
    truncated_normal,
    uniform,
)
from ._errors import (
    ChainError,
    DomainError,
    MissingInputError,
    SolutionError,
    UnknownRowError,
    UnusualInputWarning,
)
from ._find import Match, Matches, find
from ._model import Model, Solution, _load, model, models, path
from ._presets import Origin, Origins
from ._result import Comparison, Result
from ._samples import Precision, Sampled, Samples, SamplingInterrupted
from ._sampling import Job
from ._sensitivity import (
    MorrisEffect,
    MorrisEffects,
    SobolIndex,
    SobolIndices,
    Tornado,
    TornadoBar,
)
from ._variables import Source, Variable, Variables

__version__: str = capi.aic_version()
__all__ = [
    "Audit",
    "Cell",
    "ChainError",
    "ClaimError",
    "Comparison",
    "Data",
    "Distribution",
    "DomainError",
    "Field",
    "Finding",
    "Implied",
    "Job",
    "Match",
    "Matches",
    "MissingInputError",
    "Model",
    "MorrisEffect",
    "MorrisEffects",
    "Number",
    "Odds",
    "Origin",
    "Origins",
    "Precision",
    "Result",
    "Row",
    "Sampled",
    "Samples",
    "SamplingInterrupted",
    "SobolIndex",
    "SobolIndices",
    "Solution",
    "SolutionError",
    "Source",
    "Supposed",
    "Table",
    "Text",
    "Tornado",
    "TornadoBar",
    "UnknownRowError",
    "UnusualInputWarning",
    "Variable",
    "Variables",
    "audit",
    "beta",
    "data",
    "discrete",
    "empirical",
    "find",
    "fit",
    "lognormal",
    "loguniform",
    "model",
    "models",
    "normal",
    "path",
    "pert",
    "triangular",
    "truncated_normal",
    "uniform",
    *_load(),
]
globals().update({one.name: one for one in models()})


def __getattr__(name: str) -> ModuleType:
    """Modules that are loaded when they are first asked for."""
    if name not in ("distributed", "finance", "plot"):
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=sys.modules[__name__])
    return import_module(f".{name}", __name__)


for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__
