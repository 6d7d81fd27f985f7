"""Targets: every version complete, in order and possible; paths that lead to their goal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from missionlab.strategy.bounds import allowed_range
from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Baseline, Indicator, Target, TargetVersion
from missionlab.strategy.rules.fault import Book, Fault, surely_before
from missionlab.strategy.rules.values import outside, span
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Better, Comparator, Measure

_UPWARD = {Comparator.AT_LEAST, Comparator.MORE_THAN}


def targets(book: Book) -> Iterable[Fault]:
    strategy = book.strategy
    for partial in book.in_part.get("targets", ()):
        if isinstance(partial.record, Target) and not partial.wrong & {"versions", "indicator"}:
            yield from _complete(partial.record)
    for target in strategy.targets:
        yield from _complete(target)
        yield from _numbering(target)
        yield from _baseline_known(target, strategy)
        rival = strategy.target_by_id.get(target.rival_of or "")
        if rival is not None and rival.mission != target.mission:
            message = (
                f"{capital(label(target))} is a rival reading of '{rival.id}', which is of mission '{rival.mission}'."
            )
            yield Fault("rival-elsewhere", target, message, ("rival_of",))
        for place, version in enumerate(target.versions):
            indicator = strategy.indicator_by_id.get(version.indicator or target.indicator or "")
            yield from _dates(target, place, version)
            yield from _numbers(target, place, version, indicator)
            yield from _path(target, place, version, indicator)


def _named(target: Target, version: TargetVersion) -> str:
    return f"version {version.number} of {label(target)}" if len(target.versions) > 1 else label(target)


def _complete(target: Target) -> Iterator[Fault]:
    """A number, a year, a comparator and an indicator in each version that is no withdrawal."""
    if not target.versions:
        if target.undefined:
            message = f"{capital(label(target))} has no goal: {target.undefined}"
            yield Fault("declared-gap", target, message, ("undefined",))
        else:
            yield Fault("target-incomplete", target, f"{capital(label(target))} has no version: no goal and no year.")
        return
    if target.undefined:
        missing = dict.fromkeys(word for version in target.versions for word in _missing(target, version))
        yield Fault("declared-gap", target, _gap(label(target), list(missing), target.undefined), ("undefined",))
        return
    for place, version in enumerate(target.versions):
        missing, whose = _missing(target, version), _named(target, version)
        if version.undefined:
            message = _gap(whose, missing, version.undefined)
            yield Fault("declared-gap", target, message, ("versions", place, "undefined"))
            continue
        if missing:
            message = f"{capital(whose)} has no {', no '.join(missing)}."
            yield Fault("target-incomplete", target, message, ("versions", place))
        relative = version.measure is not Measure.VALUE and version.value is not None
        # Without a baseline there is nothing that the goal could move with.
        if relative and version.moves_with_baseline is None and not (version.baseline and version.baseline.undefined):
            message = (
                f"{capital(whose)} is a {version.measure} from the baseline, "
                "and does not say whether it moves when the baseline is revised."
            )
            yield Fault("goal-relative-unsaid", target, message, ("versions", place, "measure"))


def _gap(whose: str, missing: list[str], reason: str) -> str:
    what = f"has no {', no '.join(missing)}" if missing else "is declared incomplete"
    return f"{capital(whose)} {what}: {reason}"


def _missing(target: Target, version: TargetVersion) -> list[str]:
    if version.withdrawn:
        return []
    parts = {
        "goal (value)": version.value,
        "year": version.year,
        "comparator": version.comparator,
        "indicator": version.indicator or target.indicator,
    }
    return [word for word, part in parts.items() if part is None]


def _numbering(target: Target) -> Iterator[Fault]:
    seen: set[int] = set()
    for place, version in enumerate(target.versions):
        if version.number in seen:
            message = f"Two versions of {label(target)} have the number {version.number}."
            yield Fault("version-number", target, message, ("versions", place, "number"))
        seen.add(version.number)
    if seen and seen != set(range(1, len(seen) + 1)):
        message = f"The versions of {label(target)} are numbered {', '.join(map(str, sorted(seen)))}."
        yield Fault("version-gap", target, message, ("versions",))
    ordered = sorted(enumerate(target.versions), key=lambda pair: pair[1].number)
    dated = [(place, version) for place, version in ordered if version.set_on is not None]
    for (_, earlier), (place, later) in pairwise(dated):
        if surely_before(later.set_on, earlier.set_on):
            message = (
                f"Version {later.number} of {label(target)} was set on {later.set_on}, "
                f"before version {earlier.number} ({earlier.set_on})."
            )
            yield Fault("version-order", target, message, ("versions", place, "set_on"))


def _baseline_known(target: Target, strategy: Strategy) -> Iterator[Fault]:
    """Some version gives a baseline, or its period has an observation from which it can be read."""
    goals = [(place, v) for place, v in enumerate(target.versions) if not v.withdrawn and v.value is not None]
    stated = [(place, version.baseline) for place, version in goals if version.baseline is not None]
    reasons = {baseline.undefined: place for place, baseline in reversed(stated) if baseline.undefined}
    for reason, place in reasons.items():
        message = f"The baseline of {label(target)} is declared not known: {reason}"
        yield Fault("declared-gap", target, message, ("versions", place, "baseline", "undefined"))
    if not goals or reasons or target.undefined:
        return
    if not any(baseline.value is not None or _observed(target, baseline, strategy) for _, baseline in stated):
        place = stated[0][0] if stated else goals[0][0]
        yield Fault("baseline-missing", target, f"{capital(label(target))} has no baseline value.", ("versions", place))


def _observed(target: Target, baseline: Baseline, strategy: Strategy) -> bool:
    series = strategy.observations_by_indicator.get(target.indicator or "", ())
    return any(observation.period.text == baseline.period.text for observation in series)


def _dates(target: Target, place: int, version: TargetVersion) -> Iterator[Fault]:
    whose, baseline = capital(_named(target, version)), version.baseline
    if version.year is not None and version.set_on is not None and version.set_on.first.year > version.year:
        message = f"{whose} was set on {version.set_on}, after its year {version.year}."
        yield Fault("impossible-date", target, message, ("versions", place, "year"))
    if baseline is None:
        return
    if version.year is not None and baseline.period.position >= version.year:
        message = f"{whose} is for {version.year}, which is not after its baseline ({baseline.period})."
        yield Fault("impossible-date", target, message, ("versions", place, "year"))
    vintage = baseline.vintage
    if vintage is not None and (vintage.last.year, vintage.last.month) < (
        baseline.period.end.year,
        baseline.period.end.month,
    ):
        message = (
            f"The baseline of {label(target)} was published ({vintage}) before its period {baseline.period} had ended."
        )
        yield Fault("impossible-date", target, message, ("versions", place, "baseline", "vintage"))


def _numbers(target: Target, place: int, version: TargetVersion, indicator: Indicator | None) -> Iterator[Fault]:
    whose, baseline = capital(_named(target, version)), version.baseline
    if baseline is not None and baseline.value is not None:
        low, high, value = baseline.low, baseline.high, baseline.value
        if outside(value, low, high):
            message = f"The baseline of {label(target)} is {value:g}, outside its own range."
            yield Fault("impossible-interval", target, message, ("versions", place, "baseline"))
    if version.value is None:
        return
    absolute = version.measure is Measure.VALUE
    start = (baseline.value if baseline is not None else None) if absolute else 0.0
    if start is not None and start == version.value:
        message = f"The goal of {_named(target, version)} equals its baseline."
        yield Fault("baseline-is-goal", target, message, ("versions", place, "value"))
    if indicator is None:
        return
    lowest, highest = allowed_range(indicator)
    if absolute and not lowest <= version.value <= highest:
        message = f"{whose} has the goal {version.value:g}, but '{indicator.id}' goes {span(lowest, highest)}."
        yield Fault("impossible-value", target, message, ("versions", place, "value"))
    if version.comparator is not None and indicator.better is not None:
        upward = version.comparator in _UPWARD
        if upward != (indicator.better is Better.HIGHER):
            message = f"{whose} asks for '{version.comparator}', but {indicator.better} is better for '{indicator.id}'."
            yield Fault("comparator-against-better", target, message, ("versions", place, "comparator"))


def _path(target: Target, place: int, version: TargetVersion, indicator: Indicator | None) -> Iterator[Fault]:
    year, steps = version.year, sorted(version.path.items())
    if year is None or not steps:
        return
    whose = _named(target, version)
    if steps[-1][0] > year:
        message = f"The path of {whose} has an interim goal for {steps[-1][0]}, after the goal's year {year}."
        yield Fault("path-after-goal", target, message, ("versions", place, "path", steps[-1][0]))
    absolute = version.measure is Measure.VALUE and version.value is not None
    at_goal = version.path.get(year)
    if absolute and at_goal is not None and at_goal != version.value:
        message = f"The path of {whose} gives {at_goal:g} for {year}, where the goal is {version.value:g}."
        yield Fault("path-off-goal", target, message, ("versions", place, "path", year))
    if indicator is None or indicator.better is None:
        return
    walk = [(when, value) for when, value in steps if when < year]
    if absolute:
        walk.append((year, version.value or 0.0))
    sign = 1 if indicator.better is Better.HIGHER else -1
    for (before, value), (after, reached) in pairwise(walk):
        if sign * (reached - value) < 0:
            steps_back = f"from {value:g} ({before}) to {reached:g} ({after})"
            message = f"The path of {whose} goes {steps_back}, away from what is better."
            yield Fault("path-wrong-way", target, message, ("versions", place, "path", before))
            return
