"""How likely all targets of a mission are to be met together.

Targets on one series share its futures: the chance of all of them is the share of its paths that meet every goal.
Between series nothing says how they hang together, so their chances are put together by the bounds that hold for any
dependence (M. Fréchet, "Généralisation du théorème des probabilités totales", Fundamenta Mathematicae 25 (1935)
379-387): at least one less the sum of what each chance leaves open, at most the smallest. Independence is one case
between them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from missionlab.base.text import CountWord, Share, Text, text
from missionlab.evidence.series import Series
from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import Deadline
from missionlab.tracking.joint_results import JointChance
from missionlab.tracking.outlook import Futures
from missionlab.tracking.results import Bound, Goal, Standing, Status

_LITTLE = 0.005
"""A chance below it is written as 0%, which would say never."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target whose chance is known, with what its futures are made from."""

    goal: Goal
    deadline: Deadline
    series: Series
    indicator: Indicator
    probability: float
    bound: Bound


@dataclass(frozen=True, slots=True)
class Member:
    """A target of a mission: settled, open with a chance (``aim``), or neither."""

    standing: Standing
    aim: Aim | None

    @property
    def outcome(self) -> float | None:
        """1 or 0 where published figures have settled the target."""
        why = self.standing.probability_reason
        if why is None or why.key != "tracking.chance.settled":
            return None
        return 0.0 if self.standing.status is Status.MISSED else 1.0


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where a chance lies, and what it is if what it was put together from is independent."""

    low: float
    high: float
    middle: float | None


def joint_chances(members: Iterable[Member], *stream: str | int) -> tuple[JointChance, ...]:
    """The joint chance of each mission with at least two targets that count, in file order."""
    counted = [m for m in members if m.standing.rival_of is None and m.standing.status is not Status.WITHDRAWN]
    order = dict.fromkeys(m.standing.mission for m in counted)
    by_mission = [[m for m in counted if m.standing.mission == mission] for mission in order]
    return tuple(_joint(found, stream) for found in by_mission if len(found) > 1)


def _joint(members: Sequence[Member], stream: tuple[str | int, ...]) -> JointChance:
    aims = [member.aim for member in members if member.aim is not None]
    settled = [member.outcome for member in members if member.outcome is not None]
    unknown = len(members) - len(aims) - len(settled)
    groups = [list(group) for _, group in groupby(sorted(aims, key=_series), key=_series)]
    parts = [_of_one_series(group, stream) for group in groups]
    parts += [_Reach(outcome, outcome, outcome) for outcome in settled]
    parts += [_Reach(0.0, 1.0, None)] * unknown
    low = max(0.0, 1.0 - sum(1.0 - part.low for part in parts))
    high = min(part.high for part in parts)
    middles = [part.middle for part in parts if part.middle is not None]
    middle = min(max(math.prod(middles), low), high) if len(middles) == len(parts) else None
    return JointChance(
        mission=members[0].standing.mission,
        targets=tuple(member.standing.target for member in members),
        settled=len(settled),
        unknown=unknown,
        shared=sum(len(group) for group in groups if len(group) > 1),
        low=round(low, 2),
        high=round(high, 2),
        independent=None if middle is None else round(middle, 2),
        said=_said(members, settled, unknown, low, high, middle),
    )


def _series(aim: Aim) -> str:
    return aim.indicator.id


def _of_one_series(aims: Sequence[Aim], stream: tuple[str | int, ...]) -> _Reach:
    """The chance of meeting all of ``aims``, which are on one series: the share of its futures that meet every goal.

    It is held inside the bounds of the chances that are shown, each of which comes from its own draw.
    """
    highest = min(aim.probability for aim in aims)
    lowest = max(0.0, 1.0 - sum(1.0 - aim.probability for aim in aims))
    chance = highest if len(aims) == 1 else min(max(_together(aims, stream), lowest), highest)
    bounds = {aim.bound for aim in aims}
    low = 0.0 if Bound.AT_MOST in bounds else chance
    high = 1.0 if Bound.AT_LEAST in bounds else chance
    return _Reach(low, high, chance if bounds == {Bound.EXACT} else None)


def _together(aims: Sequence[Aim], stream: tuple[str | int, ...]) -> float:
    from missionlab.tracking.chance import meeting

    first = aims[0]
    last = max(aim.goal.year for aim in aims)
    made = Futures("joint", first.indicator.id, *stream).until(last, first.series, first.indicator)
    assert not isinstance(made, Text), "each of the targets has a forecast"
    paths, _ = made
    met = [meeting(paths, aim.goal, aim.deadline, aim.indicator) for aim in aims]
    return float(math.prod(met[1:], start=met[0]).mean())


def _said(
    members: Sequence[Member], settled: Sequence[float], unknown: int, low: float, high: float, middle: float | None
) -> Text:
    n = len(members)
    missed = sum(outcome == 0 for outcome in settled)
    if missed:
        return text("joint.missed", n=n, missed=CountWord(missed))
    if len(settled) == n:
        return text("joint.met", n=n)
    if unknown + len(settled) == n or (low == 0 and high == 1):
        return text("joint.unknown", n=n, unknown=CountWord(unknown))
    if round(low, 2) == round(high, 2) or high < _LITTLE:
        return text("joint.one", n=n, chance=_share(high))
    if unknown:
        return text("joint.at_most", n=n, high=_share(high), unknown=CountWord(unknown))
    if middle is None:
        return text("joint.bounds", n=n, low=Share(low, 0), high=_share(high))
    return text("joint.said", n=n, low=Share(low, 0), high=_share(high), independent=_share(middle))


def _share(chance: float) -> Share | Text:
    return text("joint.little") if chance < _LITTLE else Share(chance, 0)
