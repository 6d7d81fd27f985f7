"""The ways to every goal of a strategy that has actions for it, on the sample paths of its forecast."""

from __future__ import annotations

from datetime import date

from missionlab.base.text import Text, text
from missionlab.portfolio.results import Measured
from missionlab.steering.pathways.courses import Courses, earlier, when
from missionlab.steering.pathways.forecasts import Case, case_of, chance, met
from missionlab.steering.pathways.network import MOST, pathway_of, pruned, sequences
from missionlab.steering.pathways.options import Option, at_end, options_of
from missionlab.steering.pathways.results import LeftOut, Life, Pathways, TargetPathways
from missionlab.steering.pathways.signals import qualities
from missionlab.strategy.records import Target
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import ActionKind

MOST_ACTIONS = 6
"""Actions on one target from which sequences are made; those after are named as left out."""

FURTHEST = 50
"""Years from the day up to which a changed goal is forecast."""


def pathways(strategy: Strategy, as_of: date | None = None, *, seed: int = 0) -> Pathways:
    """Tipping points, decide-by dates, pathways and signposts of every target on which an action has an effect, with
    what was known at the end of ``as_of`` (default: today).

    Paths are those of ``track`` with the same ``seed``; what actions add is drawn by their ids, so that one action more
    shifts nobody's draws.
    """
    day = as_of or date.today()
    known = as_known_on(strategy, day)
    found: list[TargetPathways] = []
    refused: list[LeftOut] = []
    for target in known.targets:
        actions = [action for action in known.actions if action.target == target.id]
        if not actions:
            continue
        years = [action.new_year for action in actions if action.new_year is not None]
        until = max((year for year in years if year <= day.year + FURTHEST), default=None)
        case = case_of(known, target, until, day, seed)
        if isinstance(case, Text):
            refused.append(LeftOut(target.id, target.name, case))
        else:
            found.append(_ways(known, target, case, seed))
    return Pathways(
        strategy=strategy.about.id,
        as_of=day.isoformat(),
        targets=tuple(found),
        refused=tuple(refused),
        seed=seed,
        fingerprint=strategy.fingerprint,
        assumptions=None,
    )


def _ways(known: Strategy, target: Target, case: Case, seed: int) -> TargetPathways:
    courses = Courses(case)
    options, left_out = options_of(known.actions, case, seed)
    for option in options[MOST_ACTIONS:]:
        left_out.append(LeftOut(option.action.id, option.action.name, text("pathways.left_out.many", n=MOST_ACTIONS)))
    options = options[:MOST_ACTIONS]
    carry_on = _carrying_on(courses)
    every = list(sequences(options, courses))
    kept = sorted(pruned(every), key=lambda one: (one.retargets, -one.course.share, len(one.options)))
    years = known.about.thresholds.trend_years
    signposts, silent = qualities(known.signposts, known.rules, courses, years)
    return TargetPathways(
        target=target.id,
        name=target.name,
        mission=target.mission,
        unit=case.indicator.unit or "",
        goal_year=case.goal.year,
        goal=case.goal.value,
        comparator=case.goal.comparator,
        interim=case.goals,
        now=case.now,
        lag_years=case.lag,
        lag_stated=case.lag_stated,
        paths=len(case.sample.values),
        carry_on=carry_on,
        actions=tuple(_life(option, courses, carry_on) for option in options),
        pathways=tuple(pathway_of(one, courses) for one in kept[:MOST]),
        pruned=len(every) - len(kept),
        not_drawn=max(0, len(kept) - MOST),
        signposts=tuple(signposts),
        left_out=(*left_out, *silent),
    )


def _carrying_on(courses: Courses) -> Life:
    case, course = courses.case, courses.follow(())
    value = courses.chance(course, ())
    measured = Measured(value, reason=text("pathways.reason.share_of_paths"))
    if not case.overlap_known:
        trend = chance(case, float(met(case, case.trend, case.goal).mean()), case.goal.year)
        measured = Measured(value, min(value, trend), max(value, trend))
    sell_by = when(course.tips)
    return Life(
        action=None,
        name=None,
        owner=None,
        kind=ActionKind.CONTINUE,
        lead_years=0.0,
        effect=Measured(0.0, reason=text("pathways.reason.nothing_added")),
        cost=Measured(0.0, reason=text("pathways.reason.nothing_changed")),
        currency=None,
        sell_by=sell_by,
        decide_by=sell_by,
        chance=measured,
        retargets=False,
    )


def _life(option: Option, courses: Courses, carry_on: Life) -> Life:
    action, case = option.action, courses.case
    course = courses.follow((option,), at_once=True)
    value = courses.chance(course, (option,))
    if option.goal is not None:
        measured = Measured(value, reason=text("pathways.reason.share_of_paths"))
        effect = Measured(0.0, reason=text("pathways.reason.changes_goal"))
    elif not option.ranged:
        measured = Measured(value, reason=text("pathways.reason.no_range"))
        effect = Measured(action.effect, reason=text("pathways.reason.no_range"))
    else:
        ends = [_measuredat_end(option, courses, share) for share in (0.0, 1.0)]
        measured = Measured(value, min(value, *ends), max(value, *ends))
        effect = Measured(action.effect, action.effect_low, action.effect_high)
    cost = Measured(action.switching_cost, reason=_cost_reason(action.switching_cost))
    return Life(
        action=action.id,
        name=action.name,
        owner=action.owner,
        kind=action.kind,
        lead_years=option.lead,
        effect=effect,
        cost=cost,
        currency=action.currency,
        sell_by=when(course.tips),
        decide_by=earlier(option.lead + case.lag, carry_on.sell_by),
        chance=measured,
        retargets=option.goal is not None,
    )


def _measuredat_end(option: Option, courses: Courses, share: float) -> float:
    end = (at_end(option, courses.case, share),)
    return courses.chance(courses.follow(end, at_once=True), end)


def _cost_reason(cost: float | None) -> Text:
    return text("pathways.reason.no_cost" if cost is None else "pathways.reason.stated_costs")
