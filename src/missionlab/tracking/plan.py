"""What the plan adds: the chance of meeting a goal with the trend alone, the credible plan, and the whole plan.

The stacked form (credible, some risk, significant risk, unplanned gap) is that of the UK Climate Change Committee's
progress reports (2022 on). Each contribution is added to the sample paths of the trend, on the level: its amount is
drawn so that the central value is the median and low and high are the ends (half of the draws are even between low and
central, half between central and high), and it is delivered or not with its stated chance, each from a stream of its
own. The overlap share is the part of every contribution that the trend contains already and that is not added again.
See docs/decisions/0021.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from missionlab.base.fingerprint import seed_of
from missionlab.base.text import Text, text
from missionlab.strategy.plans import Grade, Planned, Timing
from missionlab.strategy.records import Observation
from missionlab.strategy.vocabulary import Deadline, IndicatorKind
from missionlab.tracking.goals import Promise, direction
from missionlab.tracking.outlook import Futures, Outlook
from missionlab.tracking.plan_results import PlanOutlook, PlanPart, Reach
from missionlab.tracking.results import Goal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from missionlab.tracking.forecast import SamplePaths


@dataclass(frozen=True, slots=True)
class PlanCase:
    """What a plan is set against: the promise of one target, its outlook, and its latest figure."""

    promise: Promise
    outlook: Outlook
    latest: Observation | None
    deadline: Deadline
    overlap: float | None
    futures: Futures
    stream: tuple[str | int, ...]
    """Names the random numbers of the target; each contribution draws from a stream of its own below it."""


def plan_outlook(stated: Sequence[Planned], case: PlanCase) -> PlanOutlook | None:
    """The plan of a target; ``None`` where no project says what it adds, or there is no goal to add to."""
    goal = case.promise.goal
    if not stated or goal is None:
        return None
    at = case.latest.period.position if case.latest is not None else None
    timed = [(one, one.timing(at, goal.year)) for one in stated]
    counted = [one for one, timing in timed if timing is Timing.COUNTS]
    needed = _needed(case, goal)
    whole_of = needed if needed is not None and needed > 0 else None
    parts = tuple(
        PlanPart(
            one.project,
            one.grade,
            timing,
            one.contribution,
            None if whole_of is None else one.contribution.amount / whole_of,
        )
        for one, timing in timed
    )
    shares: tuple[tuple[Grade, float], ...] = ()
    gap = None
    if whole_of is not None:
        shares = tuple(
            (grade, sum(one.contribution.amount for one in counted if one.grade is grade) / whole_of) for grade in Grade
        )
        gap = max(0.0, 1.0 - sum(share for _, share in shares))
    credible, whole, reason = _chances(counted, case, goal)
    return PlanOutlook(case.overlap, needed, parts, shares, gap, case.outlook.probability, credible, whole, reason)


def _needed(case: PlanCase, goal: Goal) -> float | None:
    start = case.latest or case.promise.baseline
    return None if start is None else direction(goal.comparator) * (goal.value - start.value)


def _chances(counted: Sequence[Planned], case: PlanCase, goal: Goal) -> tuple[Reach | None, Reach | None, Text | None]:
    """With the credible plan, with the whole plan, or why neither can be said."""
    promise, outlook = case.promise, case.outlook
    if outlook.proxy is not None:
        return None, None, text("tracking.plan.proxy")
    if outlook.probability is None or promise.series is None or promise.indicator is None:
        return None, None, outlook.reason or text("tracking.no_data.no_figures")
    made = case.futures.until(goal.year, promise.series, promise.indicator)
    assert not isinstance(made, Text)
    paths, _ = made
    sure = [one for one in counted if one.grade is Grade.CREDIBLE]
    whole = _reach(counted, case, goal, paths, outlook.probability)
    credible = whole if len(sure) == len(counted) else _reach(sure, case, goal, paths, outlook.probability)
    return credible, whole, None


def _reach(plan: Sequence[Planned], case: PlanCase, goal: Goal, paths: SamplePaths, trend: float) -> Reach:
    if not plan:
        return Reach(trend, trend)
    added = added_by(plan, paths, goal, case.stream)
    if case.overlap is not None:
        chance = _chance(added * (1 - case.overlap), case, goal, paths)
        return Reach(chance, chance)
    alone = _chance(added, case, goal, paths)
    return Reach(min(trend, alone), max(trend, alone))


def added_by(
    plan: Sequence[Planned], paths: SamplePaths, goal: Goal, stream: tuple[str | int, ...]
) -> NDArray[np.float64]:
    """What ``plan`` adds towards the goal in each path and year, shape (count, years), in the indicator's unit."""
    import numpy as np

    years = np.array(paths.years)
    out = np.zeros_like(paths.values)
    for one in plan:
        stated = one.contribution
        random = np.random.Generator(np.random.Philox(seed_of("plan", *stream, one.project, one.number)))
        low = stated.amount if stated.low is None else stated.low
        high = stated.amount if stated.high is None else stated.high
        amount = np.interp(random.random(len(out)), (0.0, 0.5, 1.0), (low, stated.amount, high))
        delivered = random.random(len(out)) < (1.0 if stated.chance is None else stated.chance)
        since = goal.year if stated.year is None else stated.year
        out += (amount * delivered)[:, None] * (years >= since)
    return out


def _chance(added: NDArray[np.float64], case: PlanCase, goal: Goal, paths: SamplePaths) -> float:
    """Chance with ``added`` on top of the trend; no path leaves the values that the indicator can take."""
    from dataclasses import replace

    import numpy as np

    from missionlab.evidence.scale import bounds_of
    from missionlab.tracking.chance import probability_of

    indicator = case.promise.indicator
    assert indicator is not None
    values = np.clip(paths.values + direction(goal.comparator) * added, *bounds_of(indicator))
    if indicator.kind is IndicatorKind.CUMULATIVE:
        values = np.maximum.accumulate(values, axis=1)
    return probability_of(replace(paths, values=values), goal, case.deadline, indicator)
