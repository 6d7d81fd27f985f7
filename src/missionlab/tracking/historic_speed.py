"""Required against historic speed: the needed rate among all that other places ever did over as many years.

The rates ship as quantiles with their provenance (``forecast/reference_rates.json``; see ``reference_rates.py``). They
are of today's knowledge also where a past day is replayed.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Quantity, Share, Text, text
from missionlab.evidence.scale import Transform, bounds_of
from missionlab.strategy.records import Indicator, Observation
from missionlab.strategy.vocabulary import Scale
from missionlab.tracking.goals import Promise, direction, satisfied
from missionlab.tracking.results import Goal
from missionlab.tracking.speed_results import HistoricSpeed

RATES_FILE = Path(__file__).parent / "forecast" / "reference_rates.json"
_TAIL = 0.025


@cache
def reference_rates() -> dict[str, Any]:
    """The rates that ship, with where they come from."""
    return json.loads(RATES_FILE.read_text(encoding="utf-8"))


def historic_speed(promise: Promise, latest: Observation | None) -> HistoricSpeed | None:
    """The comparison for one target; ``None`` where no rate is needed: no goal, no figure, no time left, or met."""
    goal, indicator = promise.goal, promise.indicator
    if goal is None or indicator is None or latest is None or satisfied(latest.value, goal.value, goal.comparator):
        return None
    left = goal.year - latest.period.position
    if left <= 0:
        return None
    years = max(1, round(left))
    if indicator.reference_class is None:
        return _unknown(indicator, years, text("tracking.speed.no_class"))
    found = reference_rates()["classes"][indicator.reference_class]
    kind = text(f"tracking.speed.kind.{indicator.reference_class}")
    ends = on_scale(np.array([latest.value, goal.value]), Scale(found["scale"]), *bounds_of(indicator))
    if np.isnan(ends).any():
        shown = Quantity(goal.value, indicator.unit or "")
        return _unknown(indicator, years, text("tracking.speed.no_scale", goal=shown, kind=kind))
    known = found["by_years"].get(str(years))
    if known is None:
        return _unknown(indicator, years, text("tracking.speed.no_span", years=years))
    return _compared(goal, indicator, float(ends[1] - ends[0]) / left, years, found, known, kind)


def _unknown(indicator: Indicator, years: int, why: Text) -> HistoricSpeed:
    return HistoricSpeed(indicator.reference_class, years, None, None, None, None, None, None, why)


def on_scale(values: NDArray[np.float64], scale: Scale, lowest: float, highest: float) -> NDArray[np.float64]:
    """``values`` as logarithms or log odds; NaN where a value lies at or beyond a bound, where there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        out = Transform(scale, lowest, highest, never_falls=False).to(values)
    return np.where(np.isfinite(out), out, np.nan)


def _compared(
    goal: Goal, indicator: Indicator, rate: float, years: int, of: dict[str, Any], known: dict[str, Any], kind: Text
) -> HistoricSpeed:
    rates = known["rates"]
    share, low, high = (
        float(np.interp(rate, rates, values)) for values in (reference_rates()["levels"], known["low"], known["high"])
    )
    if direction(goal.comparator) < 0:
        share, low, high = 1 - share, 1 - high, 1 - low
    places, spans = known["places"], known["spans"]
    never = _TAIL ** (1 / places)
    if share >= 1:  # no span was as fast; what so many places can say of the next one (Clopper and Pearson 1934)
        low = min(low, never)
    elif share <= 0:
        high = max(high, 1 - never)
    arguments = {
        "places": places,
        "years": years,
        "spans": Quantity(spans, "", 0),
        "first": of["first_year"],
        "last": of["last_year"],
        "kind": kind,
        "low": _percent(low),
    }
    said = (
        text("tracking.speed.fastest", **arguments)
        if share >= 1
        else text("tracking.speed.faster", share=_percent(share), high=_percent(high), **arguments)
    )
    towards = direction(goal.comparator) * rate
    return HistoricSpeed(indicator.reference_class, years, towards, share, low, high, spans, places, said)


def _percent(share: float) -> Share:
    """With a decimal where a whole percentage would say nothing or all."""
    return Share(share, 1 if 0 < min(share, 1 - share) < 0.01 else 0)
