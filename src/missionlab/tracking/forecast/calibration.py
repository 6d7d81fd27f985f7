"""What forecasts learnt from other series: weights of the methods, stretch of intervals, correction of probabilities.

The numbers are in ``calibration.json``, with what they were learnt from; `missionlab.tracking.backtest.learn` learns
them. The correction is beta calibration: M. Kull, T. Silva Filho and P. Flach, "Beta calibration: a well-founded and
easily implemented improvement on logistic calibration for binary classifiers", AISTATS 2017, here with coefficients
that change with the horizon.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """A number that changes with the horizon: ``start + per_year * years``, unchanged from ``longest`` years on."""

    start: float
    per_year: float
    longest: float

    def at(self, years: Values) -> Values:
        """The number for horizons ``years`` (any shape)."""
        return self.start + self.per_year * np.minimum(years, self.longest)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was learnt, and from what."""

    fewest_points: int
    """Points of the shortest series that was learnt from; nothing here is used on shorter ones."""
    weights: Mapping[str, float]
    """Weight of each method's quantiles, by its id; they sum to 1."""
    stretch: Line
    """Distance of quantiles from the median, over what the pool gives."""
    met: Line
    """Coefficient of ln p in the log odds of the corrected probability."""
    not_met: Line
    """Coefficient of -ln(1 - p)."""
    shift: Line
    provenance: Mapping[str, Any]

    def chance(self, probability: Values, years: Values) -> Values:
        """The probability of meeting a goal, from the share of futures that meet it, ``years`` ahead.

        0 and 1 stay what they are, and no goal overtakes a harder one.
        """
        inner = np.clip(probability, 1e-12, 1 - 1e-12)
        odds = self.met.at(years) * np.log(inner) - self.not_met.at(years) * np.log1p(-inner) + self.shift.at(years)
        corrected = 1 / (1 + np.exp(-odds))
        return np.where((probability <= 0) | (probability >= 1), probability, corrected)


@lru_cache(maxsize=1)
def shipped() -> Calibration:
    """The calibration that ships."""
    return of_json(
        json.loads(files("missionlab.tracking.forecast").joinpath("calibration.json").read_text(encoding="utf-8"))
    )


def of_json(data: Mapping[str, Any]) -> Calibration:
    """From the layout of ``calibration.json``."""
    lines = {name: Line(**data[name]) for name in ("stretch", "met", "not_met", "shift")}
    return Calibration(
        fewest_points=data["fewest_points"], weights=data["weights"], provenance=data["provenance"], **lines
    )


def as_json(calibration: Calibration) -> dict[str, Any]:
    """The layout of ``calibration.json``."""
    out: dict[str, Any] = {"fewest_points": calibration.fewest_points, "weights": dict(calibration.weights)}
    for name in ("stretch", "met", "not_met", "shift"):
        line: Line = getattr(calibration, name)
        out[name] = {"start": line.start, "per_year": line.per_year, "longest": line.longest}
    return out | {"provenance": dict(calibration.provenance)}
