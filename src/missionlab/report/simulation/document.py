"""simulation.json: every number of the page, and all that they were made from."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from typing import Any

from missionlab.report.simulation.simulation import Simulation


def document(simulation: Simulation) -> dict[str, Any]:
    """The simulation ready for JSON; what does not exist is null, never NaN."""
    from missionlab.ensemble.moments import BY_NAME

    macro, about = simulation.macro, simulation.about
    return {
        "about": _plain(about),
        "ended": dict(simulation.ended),
        "moments": {
            name: {"meaning": BY_NAME[name].meaning, "unit": BY_NAME[name].unit, **_plain(one)}
            for name, one in macro.moments.items()
        },
        "paths": _plain(macro.paths),
        "cycle": _plain(macro.cycle),
        "correlations": {one.symbol: _plain(one) for one in macro.correlations},
        "growth_rates": _plain(macro.growth_rates),
        "firms": _plain(simulation.firms),
        "books": _plain(simulation.books),
    }


def _plain(what: Any) -> Any:
    """Records as objects, tuples as lists, numbers that are none as null."""
    if is_dataclass(what):
        return {field.name: _plain(getattr(what, field.name)) for field in fields(what)}
    if isinstance(what, dict) or hasattr(what, "items"):
        return {str(name): _plain(value) for name, value in what.items()}
    if isinstance(what, list | tuple):
        return [_plain(value) for value in what]
    if isinstance(what, float) and not math.isfinite(what):
        return None
    return what
