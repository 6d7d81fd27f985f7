"""The money lens: shares, concentration, coverage and gaps of the portfolio.

The package is also the public verb: ``missionlab.portfolio(strategy)``. A package and a function cannot share a name
in Python, so the package itself can be called (see docs/decisions).
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from missionlab.portfolio.results import Portfolio


class _Verb(ModuleType):
    def __call__(self, *args: Any, **kwargs: Any) -> Portfolio:
        """See ``missionlab.portfolio.lens.portfolio``."""
        from missionlab.portfolio.lens import portfolio

        return portfolio(*args, **kwargs)


sys.modules[__name__].__class__ = _Verb
