"""Small strategies made in memory: one mission, one indicator, one target, and figures as (period, value, vintage)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from missionlab.strategy.records import About, Indicator, Mission, Observation, Target
from missionlab.strategy.strategy import Strategy
from missionlab.tracking.results import Standing
from missionlab.tracking.track import track

Figures = Sequence[tuple[str, float, str]]


def figures(indicator: str, known: Figures) -> tuple[Observation, ...]:
    return tuple(
        Observation.model_validate({"indicator": indicator, "period": period, "value": value, "vintage": vintage})
        for period, value, vintage in known
    )


def yearly(first: int, values: list[float], vintage: str = "2026-01-01") -> Figures:
    return [(str(first + i), value, vintage) for i, value in enumerate(values)]


def strategy(
    known: Figures,
    versions: list[dict[str, Any]],
    *,
    indicator: dict[str, Any] | None = None,
    target: dict[str, Any] | None = None,
    mission: dict[str, Any] | None = None,
    others: tuple[tuple[dict[str, Any], Figures], ...] = (),
    thresholds: dict[str, Any] | None = None,
) -> Strategy:
    """One target ``t`` of the mission ``m``, measured by ``i``, plus ``others`` as (indicator, figures)."""
    basic = {"id": "i", "name": "Indicator", "unit": "%", "better": "higher", "scale": "level"}
    extra = tuple(Indicator.model_validate({"name": "Other", "unit": "%"} | record) for record, _ in others)
    observations = figures("i", known)
    for record, more in others:
        observations += figures(record["id"], more)
    numbered = [{"number": i, **version} for i, version in enumerate(versions, start=1)]
    return Strategy(
        About.model_validate({"id": "s", "name": "S", "thresholds": thresholds or {}}),
        missions=(Mission.model_validate({"id": "m", "challenge": "c", "name": "M"} | (mission or {})),),
        indicators=(Indicator.model_validate(basic | (indicator or {})), *extra),
        targets=(
            Target.model_validate(
                {"id": "t", "mission": "m", "name": "T", "indicator": "i", "versions": numbered} | (target or {})
            ),
        ),
        observations=observations,
    )


def standing(made: Strategy, as_of: str = "2026-11-24", seed: int = 0) -> Standing:
    (only,) = track(made, date.fromisoformat(as_of), seed).targets
    return only


def notes(one: Standing) -> set[str]:
    """The last part of the keys of the notes."""
    return {note.key.rsplit(".", 1)[1] for note in one.notes}
