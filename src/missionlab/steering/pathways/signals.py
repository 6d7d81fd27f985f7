"""How well signposts give warning: thresholds are chosen on one half of the paths and judged on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Text, text
from missionlab.portfolio.results import Measured
from missionlab.steering.intervals import within_two_errors
from missionlab.steering.pathways.courses import Courses, when
from missionlab.steering.pathways.forecasts import Case, Values, met
from missionlab.steering.pathways.passage import NEVER, first, first_for_good
from missionlab.steering.pathways.results import LeftOut, SignpostQuality
from missionlab.strategy.records import CourseRule, Signpost
from missionlab.strategy.vocabulary import Comparator, Statistic
from missionlab.tracking.goals import margin

Flags = NDArray[np.bool_]
_TRIED = 61
"""Thresholds that are tried on the training paths."""
_FEWEST = 0.01
"""Share of paths that must miss the goal, and share that must meet it, for a warning to be judged."""
_OF_TARGETS = (Statistic.VALUE, Statistic.CHANGE, Statistic.PACE, Statistic.PROGRESS, Statistic.CHANCE)


@dataclass(frozen=True, slots=True, eq=False)
class _Warned:
    """On one set of paths: which miss the goal, and where they tip for good."""

    missing: Flags
    tips: NDArray[np.intp]


def qualities(
    signposts: Sequence[Signpost], rules: Sequence[CourseRule], courses: Courses, trend_years: int
) -> tuple[list[SignpostQuality], list[LeftOut]]:
    """Every signpost of the case's target with the thresholds of its rules and with the best one; and those that
    cannot be judged, with the reason."""
    case = courses.case
    out: list[SignpostQuality] = []
    left: list[LeftOut] = []
    seen = _seen_in_time(case)
    missing = np.logical_not(met(case, case.sample.values, case.goal))
    for post in signposts:
        if not _about(post, case):
            continue
        reason = _unfit(post, case, seen, missing)
        if reason is not None:
            left.append(LeftOut(post.id, post.name, reason))
            continue
        numbers = _numbers(post, courses, trend_years)[:, :seen]
        misses = np.stack([courses.misses(at) for at in range(courses.until_goal)], axis=1)
        warned = _Warned(missing, np.where(missing, first_for_good(misses), NEVER))
        out += _judged(post, rules, case, numbers, warned)
    return out, left


def _about(post: Signpost, case: Case) -> bool:
    mine = post.target == case.target.id or (post.target is None and post.indicator == case.indicator.id)
    return mine and post.statistic in _OF_TARGETS


def _seen_in_time(case: Case) -> int:
    """Number of the sample's years whose figures are known before the goal's year begins."""
    return int((case.known_at(case.years) < case.goal.year - 0.5).sum())


def _unfit(post: Signpost, case: Case, seen: int, missing: Flags) -> Text | None:
    if not seen:
        return text("pathways.left_out.no_figure_in_time")
    if post.statistic is Statistic.PROGRESS and case.promise.baseline is None:
        return text("pathways.left_out.no_baseline")
    share = float(missing.mean())
    if not _FEWEST <= share <= 1 - _FEWEST:
        return text("pathways.left_out.all_miss" if share > _FEWEST else "pathways.left_out.all_meet")
    return None


def _judged(
    post: Signpost, rules: Sequence[CourseRule], case: Case, numbers: Values, warned: _Warned
) -> Iterator[SignpostQuality]:
    training = np.arange(len(numbers)) % 2 == 0
    mine = [rule for rule in rules if rule.signpost == post.id]
    for rule in mine:
        rings = _in_a_row(_compared(numbers, rule.comparator, rule.threshold), rule.reviews)
        yield _quality(post, rule.id, rule.comparator, rule.threshold, rings, case, warned, ~training)
    comparator = _bad_side(post, case)
    finite = numbers[training][np.isfinite(numbers[training])]
    if not len(finite):
        return
    tried = np.unique([float(f"{x:.3g}") for x in np.quantile(finite, np.linspace(0, 1, _TRIED))])
    best = max(tried, key=lambda at: _skill(numbers[training], comparator, at, warned.missing[training]))
    rings = _compared(numbers, comparator, float(best))
    yield _quality(post, None, comparator, float(best), rings, case, warned, ~training)


def _skill(numbers: Values, comparator: Comparator, threshold: float, missing: Flags) -> float:
    """Share of missing paths on which it rings, less that of the others."""
    rings: Flags = np.any(_compared(numbers, comparator, threshold), axis=1).astype(bool)
    return float(np.mean(rings[missing])) - float(np.mean(rings[~missing]))


def _quality(
    post: Signpost,
    rule: str | None,
    comparator: Comparator,
    threshold: float,
    rings: Flags,
    case: Case,
    warned: _Warned,
    on: Flags,
) -> SignpostQuality:
    at = first(rings)[on]
    missing, tips = warned.missing[on], warned.tips[on]
    rung = at != NEVER
    times = np.where(rung, case.goal.year - case.known_at(case.years[np.maximum(at, 0)]), np.inf)
    return SignpostQuality(
        signpost=post.id,
        name=post.name,
        statistic=post.statistic,
        rule=rule,
        comparator=comparator,
        threshold=threshold,
        lead=when(times),
        before_tipping=_share((rung & (at <= tips))[missing]),
        false_alarms=_share(rung[~missing]),
        missed_alarms=_share(~rung[missing]),
    )


def _share(of: Flags) -> Measured:
    """A share of paths, and two standard errors to either side."""
    if not len(of):
        return Measured(None, reason=text("pathways.left_out.no_such_path"))
    return within_two_errors(float(of.mean()), len(of))


def _compared(numbers: Values, comparator: Comparator, threshold: float) -> Flags:
    match comparator:
        case Comparator.AT_LEAST:
            return numbers >= threshold
        case Comparator.AT_MOST:
            return numbers <= threshold
        case Comparator.MORE_THAN:
            return numbers > threshold
        case Comparator.LESS_THAN:
            return numbers < threshold


def _in_a_row(rings: Flags, times: int) -> Flags:
    out = rings.copy()
    for back in range(1, times):
        before = np.zeros_like(rings)
        before[:, back:] = rings[:, :-back]
        out &= before
    return out


def _bad_side(post: Signpost, case: Case) -> Comparator:
    less = post.statistic not in (Statistic.VALUE, Statistic.CHANGE) or case.sign > 0
    return Comparator.LESS_THAN if less else Comparator.MORE_THAN


def _numbers(post: Signpost, courses: Courses, trend_years: int) -> Values:
    """The statistic in each year on each path; shape (paths, years)."""
    case = courses.case
    values, years, goal = case.sample.values, case.years, case.goal
    match post.statistic:
        case Statistic.VALUE:
            return values
        case Statistic.CHANGE:
            return _change(case, post.years or 1)
        case Statistic.PROGRESS:
            assert case.promise.baseline is not None
            start = case.promise.baseline.value
            return (values - start) / (goal.value - start) if goal.value != start else np.ones_like(values)
        case Statistic.PACE:
            needed = (goal.value - values) / np.maximum(goal.year - years, 1e-9)
            there = case.sign * values >= margin(goal.value, goal.comparator)
            pace = _change(case, post.years or trend_years) / np.where(needed == 0, np.inf, needed)
            return np.where(there, np.inf, pace)
        case _:
            return _chances(courses)


def _change(case: Case, back: int) -> Values:
    """Mean yearly change over the last ``back`` years, over fewer where the series is not so long."""
    assert case.promise.series is not None
    points = case.promise.series.points
    past, known = np.array([p.period.position for p in points]), np.array([p.value for p in points])
    out = np.empty_like(case.sample.values)
    for at, year in enumerate(case.years):
        start = max(year - back, past[0])
        if start > past[-1]:
            before = np.array([np.interp(start, case.years, row) for row in case.sample.values])
        else:
            before = np.full(len(out), np.interp(start, past, known))
        out[:, at] = (case.sample.values[:, at] - before) / (year - start)
    return out


def _chances(courses: Courses) -> Values:
    """Chance of meeting the goal as forecast in each year: normal around the best forecast."""
    from scipy.special import ndtr

    case = courses.case
    forecast = case.best_forecasts(case.goal.year)
    end = forecast[:, -1]
    out = np.empty_like(forecast)
    for at in range(forecast.shape[1]):
        spread = max(float((end - forecast[:, at]).std()), 1e-12)
        out[:, at] = ndtr((case.sign * forecast[:, at] - margin(case.goal.value, case.goal.comparator)) / spread)
    return out
