"""What a project costs a year, and what its success is worth: from what the records state, or why it is not known."""

from __future__ import annotations

import math
from collections.abc import Iterable

from missionlab.base.text import text
from missionlab.portfolio.results import Measured
from missionlab.steering.money import money_of
from missionlab.strategy.records import Commitment, Mission, Project
from missionlab.strategy.strategy import Strategy
from missionlab.tracking.goals import direction
from missionlab.tracking.results import Standing, Standings


def cost_of(project: Project, known: Strategy) -> tuple[str | None, Measured]:
    """Public money a year on the firmest basis that is known; of alternatives that are proposed, the first."""
    money = money_of(project, known)
    if not money:
        return None, Measured(None, reason=text("patience.refused.no_money"))
    if len({(one.currency, one.price_year) for one in money}) > 1:
        return None, Measured(None, reason=text("patience.refused.currencies"))
    yearly = [_a_year(one, project) for one in money]
    known_years = [one for one in yearly if one is not None]
    if len(known_years) < len(yearly):
        return money[0].currency, Measured(None, reason=text("patience.refused.no_years"))
    return money[0].currency, Measured(math.fsum(known_years))


def _a_year(one: Commitment, project: Project) -> float | None:
    """The amount over the years for which it is given, else over those of the project."""
    assert one.amount is not None
    years = one.tenor_years or _span(one) or project.duration_years or _span(project)
    return one.amount / years if years else None


def _span(of: Commitment | Project) -> float | None:
    if of.starts is None or of.ends is None:
        return None
    return max(1.0, round((of.ends.last - of.starts.first).days / 365.25))


def prize_of(project: Project, known: Strategy, standings: Standings, currency: str | None) -> Measured:
    """What the project's missions are worth, times the share of the needed change that it is to bring.

    A mission's value is split evenly over its targets that have a goal still to reach.
    """
    missions = [mission for mission in known.missions if project.missions.get(mission.id)]
    stated = [mission for mission in missions if mission.value is not None]
    if not stated:
        return Measured(None, reason=text("patience.refused.no_value"))
    if any(mission.value_currency != currency for mission in stated):
        return Measured(None, reason=text("patience.refused.value_currency"))
    totals: list[tuple[float, float | None, float | None]] = []
    for mission in stated:
        assert mission.value is not None
        needed = _still_needed(mission, standings.targets)
        for part in project.contributions:
            if part.target in needed:
                need = needed[part.target]
                each = mission.value / len(needed) / need
                low, high = (None if end is None else each * min(need, end) for end in (part.low, part.high))
                totals.append((each * min(need, part.amount), low, high))
    if not totals:
        return Measured(None, reason=text("patience.refused.no_contribution"))
    lows, highs = [one[1] for one in totals if one[1] is not None], [one[2] for one in totals if one[2] is not None]
    value = math.fsum(one[0] for one in totals)
    if len(lows) < len(totals) or len(highs) < len(totals):
        return Measured(value)
    return Measured(value, math.fsum(lows), math.fsum(highs))


def worth_of_target(target: str, mission: Mission, standings: Iterable[Standing]) -> float | None:
    """What it is worth that one target is met: its part of the mission's value, which is split evenly over the targets
    that have a goal still to reach; blank where nobody has stated it."""
    if mission.value is None:
        return None
    return mission.value / len({target, *_still_needed(mission, standings)})


def _still_needed(mission: Mission, standings: Iterable[Standing]) -> dict[str, float]:
    """Change that is still needed, by target of the mission that has some."""
    goals = (one for one in standings if one.mission == mission.id and one.rival_of is None)
    return {one.target: need for one in goals if (need := _needed(one)) is not None and need > 0}


def _needed(one: Standing) -> float | None:
    """Change that is still needed towards the goal, in the indicator's unit."""
    start = one.latest or one.baseline
    if one.goal is None or start is None:
        return None
    return direction(one.goal.comparator) * (one.goal.value - start.value)
