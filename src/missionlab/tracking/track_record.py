"""How forecasts of the kind that is used have fared on real data: read from the summary of the backtest that ships.

Only forecasts of places and families that no parameter was learnt from are told. A bar that was missed is told with its
figure, at the horizon nearest to that of the forecast.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from missionlab.base.text import Quantity, Share, Text, text

if TYPE_CHECKING:
    from missionlab.tracking.results import Standing

RECORD_FILE = Path(__file__).parent / "forecast" / "track_record.json"
_SCOPE = "left-out"
_ON_QUALITY = ("relative_crps", "coverage_80", "coverage_95", "brier_skill", "calibration_error")
_SHARES = ("coverage_80", "coverage_95")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MissedBar:
    """A bar that the forecasts were to clear and did not: what was asked (blank: no limit), and what was measured."""

    measure: str
    era: str | None
    """Years in which the forecasts were made, such as ``2011-``; ``None`` for all."""
    low: float | None
    high: float | None
    value: float
    missed_by: float

    @property
    def said(self) -> Text:
        """The measure and what was asked of it, in plain words."""
        shown = {name: _shown(self.measure, value) for name, value in self._figures().items()}
        what = text(f"history.record.miss.{self.measure}", **shown)
        if self.era is None:
            return what
        first, last = self.era.split("-")
        key = "in_era" if last else "since"
        return text(f"history.record.miss.{key}", what=what, first=first, last=last)

    def _figures(self) -> dict[str, float]:
        limits = {"low": self.low, "high": self.high}
        return {"value": self.value, **{name: limit for name, limit in limits.items() if limit is not None}}


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How forecasts by one method fared, ``horizon`` years ahead."""

    method: str
    horizon: int
    ahead: int
    """Years that the forecast beside which this stands looks ahead; more than were ever tested where beyond
    ``longest``."""
    longest: int
    forecasts: int
    series: int
    held_80: Measured
    """Share of outcomes that the 80 % interval held."""
    error_of_chances: Measured
    """Mean distance between the chance that was said and the share that happened."""
    skill: Measured
    """Brier skill of chances: 0 is no better than the base rate, 1 is knowing."""
    relative_error: Measured
    """CRPS over that of a random walk with drift."""
    missed: tuple[MissedBar, ...]

    @property
    def said(self) -> Text:
        """The record in a sentence or two, with every bar that was missed."""
        record = text(
            "history.record.said",
            years=text("history.record.years", n=self.horizon),
            series=self.series,
            held=Share(self.held_80.value),
            low=Share(self.held_80.low),
            high=Share(self.held_80.high),
            error=Quantity(100 * self.error_of_chances.value, "", 1),
            skill=Quantity(self.skill.value, "", 2),
        )
        parts = [record]
        if self.ahead > self.longest:
            parts.append(text("history.record.beyond", ahead=self.ahead, longest=self.longest))
        if self.missed:
            misses = [bar.said for bar in self.missed]
            parts.append(text("history.record.missed", n=len(misses), misses=misses))
        return _joined(parts)


def _joined(parts: list[Text]) -> Text:
    out = parts[0]
    for part in parts[1:]:
        out = text("history.record.then", first=out, second=part)
    return out


def _shown(measure: str, value: float) -> Any:
    if measure in _SHARES:
        return Share(value)
    if measure == "calibration_error":
        return Quantity(100 * value, "", 1)
    return Quantity(value, "", 2)


@cache
def _shipped() -> dict[str, Any]:
    return json.loads(RECORD_FILE.read_text(encoding="utf-8"))


@cache
def track_record(method: str, ahead: int) -> TrackRecord | None:
    """The record that ships of ``method`` at the tested horizon nearest to ``ahead`` years; ``None`` where it was not
    tested."""
    return record_from(_shipped(), method, ahead)


def records_said(targets: Iterable[Standing]) -> list[Text]:
    """The record of the chances of ``targets`` in words, once for each distance that was tested, nearest first."""
    known = {one.record.horizon: one.record for one in targets if one.record is not None}
    return [text("history.record.lead", said=replace(known[horizon], ahead=horizon).said) for horizon in sorted(known)]


def record_from(document: Mapping[str, Any], method: str, ahead: int) -> TrackRecord | None:
    """The same from any summary of a backtest (the JSON of ``missionlab backtest``)."""
    if document["about"]["method"] != method:
        return None
    rows = [
        row
        for row in document["rows"]
        if (row["scope"], row["by"], row["method"]) == (_SCOPE, "all", method)
        and row["coverage_80"]["value"] is not None
    ]
    if not rows:
        return None
    row = min(rows, key=lambda one: (abs(one["horizon"] - ahead), one["horizon"]))
    return TrackRecord(
        method=method,
        horizon=row["horizon"],
        ahead=ahead,
        longest=max(one["horizon"] for one in rows),
        forecasts=row["forecasts"],
        series=row["series"],
        held_80=_measured(row["coverage_80"]),
        error_of_chances=_measured(row["calibration_error"]),
        skill=_measured(row["brier_skill"]),
        relative_error=_measured(row["relative_crps"]),
        missed=tuple(
            MissedBar(bar["measure"], bar["era"], bar["low"], bar["high"], bar["measured"]["value"], bar["missed_by"])
            for bar in document["bars"]
            if bar["measure"] in _ON_QUALITY and bar["horizon"] == row["horizon"] and bar["missed_by"]
        ),
    )


def _measured(found: dict[str, float]) -> Measured:
    return Measured(found["value"], found["low"], found["high"])
