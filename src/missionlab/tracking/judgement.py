"""The status of a target: the first that applies, with the numbers that decided it.

Order: no data, met, met by revision, missed, too early, then on track, at risk or off track. A withdrawn target is
told apart by ``track``, which still shows what it would be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from missionlab.base.text import Chance, Quantity, Share, Text, text
from missionlab.evidence.scale import bounds_of, transform_for
from missionlab.strategy.records import Observation, Thresholds
from missionlab.strategy.vocabulary import Deadline, Scale
from missionlab.tracking.deadlines import Outcome, outcome_of, time_gone
from missionlab.tracking.goals import Promise, direction, satisfied
from missionlab.tracking.outlook import Outlook
from missionlab.tracking.results import Bound, Goal, Status
from missionlab.tracking.revisions import Walk, walk_of


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status and why."""

    status: Status
    reason: Text
    decided_by: tuple[tuple[str, float], ...] = ()
    walk: Walk | None = None
    """The revisions up to the figure that was judged."""
    decided: bool = False
    """Whether published figures have settled the outcome, so that no chance is left to speak of."""
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a judgement depends on besides promise and forecast."""

    deadline: Deadline
    thresholds: Thresholds
    started: date | None
    as_of: date


def judge(promise: Promise, outlook: Outlook, around: Circumstances) -> Judgement:
    """Where a target with this promise stands."""
    goal = promise.goal
    if goal is None:
        assert promise.no_goal is not None
        return Judgement(Status.NO_DATA, promise.no_goal)
    series = promise.series
    if (series is None or not series.points) and outlook.proxy is None:
        return Judgement(Status.NO_DATA, text("tracking.no_data.no_figures"), (("points", 0.0),))
    outcome = outcome_of(promise, goal, around.deadline)
    judged = outcome.decisive or (series.points[-1] if series is not None and series.points else None)
    walk = _walk(promise, judged)
    over = judged is not None and satisfied(judged.value, goal.value, goal.comparator)
    notes = _notes(promise, goal, judged, walk, over=over)
    if over and judged is not None and walk is not None and (found := _revised(promise, goal, judged, walk)):
        return replace(found, walk=walk, decided=outcome.met, notes=notes)
    if outcome.met or outcome.missed:
        return replace(_settled(promise, goal, outcome), walk=walk, decided=True, notes=notes)
    if outcome.skipped:
        reason = text("tracking.no_data.skipped", year=goal.year)
        return Judgement(Status.NO_DATA, reason, (("goal_year", float(goal.year)),), walk, notes=notes)
    if goal.year < around.as_of.year:
        notes = (*notes, text("tracking.note.not_published", year=goal.year))
    if not over and _at_limit(promise, goal, outlook):
        notes = (*notes, text("tracking.note.goal_at_limit", goal=_in_unit(promise, goal.value)))
    return replace(_open(promise, goal, judged, outlook, around, over=over), walk=walk, notes=notes)


def _walk(promise: Promise, judged: Observation | None) -> Walk | None:
    if judged is None or promise.series is None or promise.indicator is None:
        return None
    import numpy as np

    values = np.array([point.value for point in promise.series.points])
    log = transform_for(promise.indicator, values).scale is Scale.LOG
    return walk_of(promise.series, promise.since, promise.first_baseline, judged, log=log)


def _at_limit(promise: Promise, goal: Goal, outlook: Outlook) -> bool:
    """Whether the goal is a limit that paths on the forecast's scale come near but never reach: 100 % on the log-odds
    scale, nothing left on the log scale."""
    if outlook.forecast is None or promise.indicator is None:
        return False
    lowest, highest = bounds_of(promise.indicator)
    if outlook.forecast.scale is Scale.LOGIT:
        return goal.value >= highest if direction(goal.comparator) > 0 else goal.value <= lowest
    return outlook.forecast.scale is Scale.LOG and direction(goal.comparator) < 0 and goal.value <= 0


def _in_unit(promise: Promise, value: float) -> Quantity:
    return Quantity(value, (promise.indicator.unit if promise.indicator is not None else None) or "")


def _revised(promise: Promise, goal: Goal, judged: Observation, walk: Walk) -> Judgement | None:
    """Met by revision, when the goal is reached now but would not be without the revisions."""
    before = goal.value if promise.goal_unrevised is None else promise.goal_unrevised
    if satisfied(walk.without, before, goal.comparator):
        return None
    return Judgement(
        Status.MET_BY_REVISION,
        text(
            "tracking.reason.met_by_revision",
            value=_in_unit(promise, judged.value),
            period=judged.period,
            without=_in_unit(promise, walk.without),
            goal=_in_unit(promise, before),
        ),
        (
            ("value", judged.value),
            ("goal", goal.value),
            ("without_revisions", walk.without),
            ("unrevised_goal", before),
        ),
    )


def _settled(promise: Promise, goal: Goal, outcome: Outcome) -> Judgement:
    figure = outcome.decisive
    assert figure is not None
    status = Status.MET if outcome.met else Status.MISSED
    return Judgement(
        status,
        text(
            f"tracking.reason.{status}",
            value=_in_unit(promise, figure.value),
            period=figure.period,
            goal=_in_unit(promise, goal.value),
        ),
        (("value", figure.value), ("goal", goal.value)),
    )


def _open(
    promise: Promise,
    goal: Goal,
    judged: Observation | None,
    outlook: Outlook,
    around: Circumstances,
    *,
    over: bool,
) -> Judgement:
    """A goal that published figures have not settled."""
    limits = around.thresholds
    if outlook.points < limits.fewest_points:
        return Judgement(
            Status.TOO_EARLY,
            text("tracking.reason.few_points", n=outlook.points, fewest=limits.fewest_points),
            (("points", float(outlook.points)), ("fewest_points", float(limits.fewest_points))),
        )
    gone = time_gone(around.started, goal.year, around.as_of)
    if gone is not None and gone < limits.too_early:
        return Judgement(
            Status.TOO_EARLY,
            text("tracking.reason.little_time", gone=Share(gone), limit=Share(limits.too_early)),
            (("time_gone", gone), ("too_early", limits.too_early)),
        )
    if over and judged is not None:
        return Judgement(
            Status.ON_TRACK,
            text(
                "tracking.reason.over_the_line",
                value=_in_unit(promise, judged.value),
                period=judged.period,
                goal=_in_unit(promise, goal.value),
                year=goal.year,
            ),
            (("value", judged.value), ("goal", goal.value)),
        )
    if outlook.probability is None:
        assert outlook.reason is not None
        return Judgement(Status.NO_DATA, outlook.reason, (("points", float(outlook.points)),))
    return _by_chance(outlook, limits)


def _by_chance(outlook: Outlook, limits: Thresholds) -> Judgement:
    """On track, at risk or off track. A bound decides only what it can: "at most" never says on track, and
    "at least" never says off track."""
    chance = outlook.probability
    assert chance is not None
    if chance >= limits.on_track and outlook.bound is not Bound.AT_MOST:
        status = Status.ON_TRACK
    elif chance < limits.off_track and outlook.bound is not Bound.AT_LEAST:
        status = Status.OFF_TRACK
    else:
        status = Status.AT_RISK
    bound = {Bound.EXACT: "exact", Bound.AT_MOST: "at_most", Bound.AT_LEAST: "at_least"}[outlook.bound]
    return Judgement(
        status,
        text(
            f"tracking.reason.chance_{bound}",
            chance=Chance(chance),
            on_track=Share(limits.on_track),
            off_track=Share(limits.off_track),
        ),
        (("probability", chance), ("on_track", limits.on_track), ("off_track", limits.off_track)),
    )


def _notes(
    promise: Promise, goal: Goal, judged: Observation | None, walk: Walk | None, *, over: bool
) -> tuple[Text, ...]:
    """What has to be known beside a verdict on the goal."""
    if judged is None or walk is None or promise.series is None:
        return ()
    if over:
        return (text("tracking.note.one_vintage"),) if walk.takes == 1 else ()
    now = {(p.period.start, p.period.end): p for p in promise.series.points}
    for then in reversed(walk.ends[:-1]):
        newest = now.get((then.period.start, then.period.end))
        if newest is None or newest.value == then.value or then.period.end.year > goal.year:
            continue
        lost = satisfied(then.value, goal.value, goal.comparator) and not satisfied(
            newest.value, goal.value, goal.comparator
        )
        if lost:
            return (
                text(
                    "tracking.note.not_met_after_revision",
                    period=then.period,
                    old=_in_unit(promise, then.value),
                    vintage=then.vintage,
                    new=_in_unit(promise, newest.value),
                ),
            )
    return ()
