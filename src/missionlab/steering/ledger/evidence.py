"""What a decision rests on, in fingerprints: of the records as known on the day, of the results, and of the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version

from missionlab.base.fingerprint import fingerprint
from missionlab.base.frozen import FrozenMap
from missionlab.steering.ledger.decision import Evidence
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.tracking.results import Standing
from missionlab.tracking.track import standings_of

FIGURES = 9
"""Figures of a number that are kept: more differ between processors."""


def evidence(strategy: Strategy, as_of: date, seed: int = 0, subjects: Sequence[str] = ()) -> Evidence:
    """The evidence on ``as_of``. Figures published later leave it as it is.

    ``subjects`` are ids of missions, targets, projects or the strategy; the numbers of their targets are kept too.
    """
    known = as_known_on(strategy, as_of)
    standings = standings_of(strategy, as_of, seed).targets
    every = {key: value for one in standings for key, value in _numbers(one).items()}
    about = _targets_about(known, subjects)
    kept = {key: value for one in standings if one.target in about for key, value in _numbers(one).items()}
    return Evidence(
        strategy=replace(known, observations=()).fingerprint,
        observations=fingerprint([one.model_dump(mode="json", exclude_defaults=True) for one in known.observations]),
        results=fingerprint(every),
        version=version("missionlab"),
        seed=seed,
        numbers=FrozenMap(kept),
    )


def _targets_about(strategy: Strategy, subjects: Sequence[str]) -> set[str]:
    """Ids of the targets that subjects are about: all of the strategy, of a mission, or of a project's missions."""
    wanted = set(subjects)
    if strategy.about.id in wanted:
        return {target.id for target in strategy.targets}
    missions = wanted & strategy.mission_by_id.keys()
    for project in strategy.projects:
        if project.id in wanted:
            missions |= set(project.missions)
    return {target.id for target in strategy.targets if target.id in wanted or target.mission in missions}


def _numbers(standing: Standing) -> dict[str, str]:
    """The numbers of a target that a decision rests on: what it is, what it should be, and how likely that is."""
    trend = standing.trend
    found = {
        "latest": standing.latest.value if standing.latest else None,
        "goal": standing.goal.value if standing.goal else None,
        "probability": standing.probability,
        "needed_rate": standing.needed_rate,
        "trend_rate": trend.rate if trend else None,
    }
    numbers = {name: written(value) for name, value in found.items() if value is not None}
    return {f"{standing.target}/{name}": value for name, value in {"status": str(standing.status), **numbers}.items()}


def written(value: float) -> str:
    """A number as a decimal string of ``FIGURES`` figures."""
    from decimal import Decimal

    from missionlab.steering.ledger.canonical import decimal_text

    return decimal_text(Decimal(f"{value:.{FIGURES}g}"))
