"""Futures of a target with what its plan adds: the same paths and the same luck as the forecast that tracking shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from missionlab.base.fingerprint import seed_of
from missionlab.base.text import Text, text
from missionlab.evidence.scale import bounds_of
from missionlab.steering.problem import Flags, Floats
from missionlab.strategy.plans import Planned, Timing, plans_of
from missionlab.strategy.proposals import without_proposals
from missionlab.strategy.records import Indicator
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Deadline, IndicatorKind
from missionlab.tracking.chance import PATHS
from missionlab.tracking.forecast import sample_paths
from missionlab.tracking.forecast.calibration import shipped
from missionlab.tracking.goals import direction, margin
from missionlab.tracking.results import Goal, Standing


@dataclass(frozen=True, eq=False)
class Part:
    """What one project adds in every future, towards the goal."""

    project: str
    amount: Floats
    """Shape (paths,); 0 where it is not delivered."""
    whole: Floats
    """The same if it were delivered in every future."""
    since: float
    """Year from which on it is there."""


@dataclass(frozen=True, eq=False)
class Futures:
    """Sample paths of a target's indicator without the plan, and the parts of the plan."""

    standing: Standing
    goal: Goal
    indicator: Indicator
    years: Floats
    levels: Floats
    """Without the plan; shape (paths, years)."""
    parts: tuple[Part, ...]
    ahead: float
    """Years from the latest figure to the goal."""
    overlap_known: bool

    @property
    def paths(self) -> int:
        return len(self.levels)

    def added(self, factors: Mapping[str, float] | None = None, late: Collection[str] = ()) -> Floats:
        """What the plan adds by year, with the parts of some projects multiplied; parts of projects in ``late`` only as
        far as they are there already. Shape (paths, years)."""
        out = np.zeros_like(self.levels)
        for part in self.parts:
            factor = (factors or {}).get(part.project, 1.0)
            if part.project in late:
                factor = 0.0
            out += factor * part.amount[:, None] * (self.years >= part.since)
        return out

    def met(self, added: Floats) -> Flags:
        """Whether the goal is met in each future with ``added``; shape (paths,)."""
        sign = direction(self.goal.comparator)
        values = np.clip(self.levels + sign * added, *bounds_of(self.indicator))
        if self.indicator.kind is IndicatorKind.CUMULATIVE:
            values = np.maximum.accumulate(values, axis=1)
        if self.indicator.kind is IndicatorKind.RANK:
            values = np.rint(values)
        reached = sign * values >= margin(self.goal.value, self.goal.comparator)
        return reached[:, -1] if self.standing.deadline is Deadline.IN else np.asarray(reached.any(axis=1))

    def chance(self, met: Flags) -> float:
        """The chance that tracking would state: the share of futures, corrected by what such shares were worth."""
        return float(shipped().chance(met.mean(), np.array(self.ahead)))


def futures_of(
    standing: Standing,
    known: Strategy,
    seed: int,
    *,
    stream: str = "track",
    count: int = PATHS,
    year: int | None = None,
) -> Futures | Text:
    """The futures of one target up to its goal's year, or up to ``year``; or why there are none.

    With the stream of tracking they are the futures of its forecast; another stream gives others.
    """
    if standing.goal is None or standing.indicator is None or standing.series is None:
        return standing.probability_reason or standing.reason
    if standing.proxy is not None:
        return text("tracking.plan.proxy")
    if standing.probability is None:
        return standing.probability_reason or standing.reason
    indicator = known.indicator_by_id[standing.indicator]
    names = (known.about.id, standing.target, seed)
    until = standing.goal.year if year is None else year
    made = sample_paths(standing.series, indicator, until, count=count, seed=seed_of(stream, *names))
    if isinstance(made, Text):
        return made
    goal = Goal(until, standing.goal.value, standing.goal.comparator)
    latest = standing.latest.period.position if standing.latest is not None else None
    stated = plans_of(without_proposals(known).projects).get(standing.target, ())
    counted = [one for one in stated if one.timing(latest, goal.year) is Timing.COUNTS]
    overlap = known.target_by_id[standing.target].overlap
    parts = tuple(_part(one, goal, stream, names, count, 1 - (overlap or 0.0)) for one in counted)
    ahead = max(1.0, goal.year - made.last.position)
    return Futures(
        standing, goal, indicator, np.array(made.years), made.values, parts, ahead, overlap is not None or not parts
    )


def position(day: date) -> float:
    """A day on the axis of years on which a calendar year's middle stands at its number."""
    start = date(day.year, 1, 1)
    return day.year - 0.5 + ((day - start).days + 1) / ((date(day.year + 1, 1, 1) - start).days)


def _part(one: Planned, goal: Goal, stream: str, names: tuple[str | int, ...], count: int, share: float) -> Part:
    """Drawn as the plan of a target is (``tracking.plan``), from the same addresses."""
    stated = one.contribution
    name = "plan" if stream == "track" else f"plan {stream}"
    random = np.random.Generator(np.random.Philox(seed_of(name, *names, one.project, one.number)))
    low = stated.amount if stated.low is None else stated.low
    high = stated.amount if stated.high is None else stated.high
    amount = np.interp(random.random(count), (0.0, 0.5, 1.0), (low, stated.amount, high))
    delivered = random.random(count) < (1.0 if stated.chance is None else stated.chance)
    since = goal.year if stated.year is None else stated.year
    return Part(one.project, amount * delivered * share, amount * share, float(since))
