"""The choice that a strategy has in one of its missions: what can be ended, what can be begun, and why not the rest.

Only what somebody can do and what has a stated price is a choice: an action with an owner and a switching cost that
ends a project which says what it adds, or that adds to the target itself. All else goes on as planned in every future.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from missionlab.base.text import Share, Text, text
from missionlab.steering.money import Remaining, remaining
from missionlab.steering.statics import MOST_FREE
from missionlab.strategy.records import Action, Contribution, Mission, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import ActionKind, ProjectStatus
from missionlab.tracking.results import Standing, Standings

ENDS = (ActionKind.STOP, ActionKind.WITHDRAW)
_ENDED = (ProjectStatus.STOPPED, ProjectStatus.COMPLETED)


@dataclass(frozen=True)
class Choice:
    """What is chosen in one mission: a target, projects that can be ended, and actions that can be begun."""

    mission: Mission
    standing: Standing
    ended: tuple[tuple[Project, Action, Remaining], ...]
    begun: tuple[tuple[Action, Remaining | None], ...]
    currency: str
    rate: float | None
    """Discount rate a year; blank: none is stated, and nothing is discounted."""
    lag: int
    reasons: tuple[Text, ...]


def choice_of(mission: Mission, known: Strategy, standings: Standings, day: date, rate: float | None) -> Choice | Text:
    """The choice in ``mission``, or why there is none that can be valued."""
    standing = _target(mission, known, standings)
    if standing is None:
        return text("course.no_value.target")
    assert standing.goal is not None
    if standing.goal.year <= day.year:
        return text("course.no_value.passed", year=str(standing.goal.year))
    reasons: list[Text] = []
    ended, begun = [], []
    for action in known.actions:
        project = known.project_by_id.get(action.project or "")
        if action.mission != mission.id and (project is None or not project.missions.get(mission.id)):
            continue
        why = _unfit(action, project, known, standing)
        left = remaining(project, known, day) if project is not None else None
        if why is None and isinstance(left, Text) and (action.kind in ENDS or action.kind is ActionKind.SCALE):
            why = left
        if why is not None:
            if action.kind is not ActionKind.CONTINUE:
                reasons.append(text("course.no_value.left_out", action=action.name, reason=why))
        elif action.kind in ENDS and project is not None and isinstance(left, Remaining):
            ended.append((project, action, left))
        else:
            begun.append((action, left if isinstance(left, Remaining) else None))
    if len(ended) + len(begun) > MOST_FREE:
        return text("course.no_value.many", n=len(ended) + len(begun), most=MOST_FREE)
    if not ended and not begun:
        return text("course.no_value.nothing", reasons=reasons) if reasons else text("course.no_value.no_actions")
    scaled = [left for action, left in begun if action.kind is ActionKind.SCALE and left is not None]
    currencies = {one.currency for _, one, _ in ended} | {one.currency for one, _ in begun}
    currencies |= {left.currency for _, _, left in ended} | {left.currency for left in scaled}
    if mission.value is not None:
        currencies.add(mission.value_currency)
    currencies.discard(None)
    if len(currencies) != 1:
        return text("course.no_value.currencies")
    (currency,) = currencies
    assert currency is not None
    if rate is None:
        reasons.append(text("course.no_value.no_rate"))
    else:
        reasons.append(text("course.no_value.rate", rate=Share(rate, 1)))
    reasons += _assumed(ended, begun, scaled, standing, known)
    return Choice(mission, standing, tuple(ended), tuple(begun), currency, rate, _lag(standing, known), tuple(reasons))


def _assumed(
    ended: Sequence[tuple[Project, Action, Remaining]],
    begun: Sequence[tuple[Action, Remaining | None]],
    scaled: Sequence[Remaining],
    standing: Standing,
    known: Strategy,
) -> Iterator[Text]:
    """What is taken to be so because the records leave it open."""
    for _, action, _ in ended:
        if action.delay_months is None:
            yield text("course.no_value.left_out", action=action.name, reason=text("course.option.no_delay"))
        if action.closing_cost is None or action.salvage is None:
            yield text("course.no_value.left_out", action=action.name, reason=text("course.option.no_closing"))
    for action, _ in begun:
        if action.effect_low is None or action.effect_high is None:
            yield text("course.no_value.left_out", action=action.name, reason=text("course.option.no_range"))
    if begun:
        yield text("course.no_value.same_effect")
    if scaled:
        yield text("course.no_value.same_money")
    assert standing.goal is not None
    last = standing.goal.year
    if any(year > last for left in (*(left for _, _, left in ended), *scaled) for year, _ in left.by_year):
        yield text("course.no_value.after_goal", year=str(last))
    adds = any(part.target == standing.target for project in known.projects for part in project.contributions)
    if adds and known.target_by_id[standing.target].overlap is None:
        yield text("course.option.overlap")


def _target(mission: Mission, known: Strategy, standings: Standings) -> Standing | None:
    """The target on which most actions have an effect, of those with a forecast; of equals the first."""
    open_ones = [
        one
        for one in standings.targets
        if one.mission == mission.id and one.probability is not None and one.goal is not None and one.proxy is None
    ]
    named = [action.target for action in known.actions]
    named += [p.target for a in known.actions for p in _parts(known.project_by_id.get(a.project or ""))]
    return max(open_ones, key=lambda one: named.count(one.target), default=None)


def _parts(project: Project | None) -> Sequence[Contribution]:
    return project.contributions if project is not None else ()


def _unfit(action: Action, project: Project | None, known: Strategy, standing: Standing) -> Text | None:
    """Why an action is no choice that can be valued."""
    if known.actor_by_id.get(action.owner or "") is None:
        return text("course.option.nobody")
    if action.kind is ActionKind.RETARGET:
        return text("course.option.other_goal")
    if action.kind is not ActionKind.CONTINUE and action.switching_cost is None:
        return text("course.option.no_switching_cost")
    if project is not None and project.status is ProjectStatus.STOPPED:
        return text("course.option.already_ended")
    if action.kind in ENDS:
        if project is None:
            return text("course.no_value.whole_mission")
        if project.status in _ENDED:
            return text("course.option.already_ended")
        if project.status is ProjectStatus.PROPOSED:
            return text("course.no_value.not_begun")
        adds = any(part.target == standing.target for part in project.contributions)
        return None if adds else text("course.no_value.no_contribution", project=project.name)
    if action.target != standing.target or action.effect is None:
        return text("course.option.no_effect")
    return None if action.delay_months is not None else text("course.option.no_delay")


def _lag(standing: Standing, known: Strategy) -> int:
    """Whole years between a year's end and the review that sees its figure."""
    stated = [
        post.lag_months
        for post in known.signposts
        if post.lag_months is not None and (post.target == standing.target or post.indicator == standing.indicator)
    ]
    if stated:
        return math.ceil(max(stated) / 12)
    assert standing.latest is not None
    days = (standing.latest.vintage.last - standing.latest.period.end).days
    return max(0, math.ceil(days / 365.25))
