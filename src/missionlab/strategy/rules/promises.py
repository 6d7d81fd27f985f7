"""Missions and indicators: what is promised, and how it is measured."""

from __future__ import annotations

from collections.abc import Iterable, Set

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Indicator, Mission
from missionlab.strategy.rules.fault import Book, Fault, surely_before
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import IndicatorLevel, MissionStatus, StrategyStatus


def strategy_itself(book: Book) -> Iterable[Fault]:
    about = book.strategy.about
    if surely_before(about.ended, about.announced):
        message = f"The strategy ended ({about.ended}) before it was announced ({about.announced})."
        yield Fault("impossible-date", about, message, ("ended",))
    if about.status in (StrategyStatus.WITHDRAWN, StrategyStatus.COMPLETED) and about.ended is None:
        yield Fault("ended-without-date", about, f"The strategy is {about.status}, without a date.", ("status",))


def missions(book: Book) -> Iterable[Fault]:
    strategy = book.strategy
    with_targets = {target.mission for target in strategy.targets} | book.promised
    for mission in strategy.missions:
        if mission.undefined:
            message = f"{capital(label(mission))} is declared undefined: {mission.undefined}"
            yield Fault("declared-gap", mission, message, ("undefined",))
        elif mission.id not in with_targets:
            yield Fault("mission-without-target", mission, f"{capital(label(mission))} has no target.")
        yield from _dates(mission, strategy)
        yield from _levels(mission, strategy)


def _dates(mission: Mission, strategy: Strategy) -> Iterable[Fault]:
    whose = capital(label(mission))
    if surely_before(mission.ended, mission.announced):
        message = f"{whose} ended ({mission.ended}) before it was announced ({mission.announced})."
        yield Fault("impossible-date", mission, message, ("ended",))
    if surely_before(mission.next_review, mission.reviewed_on):
        message = (
            f"The next review of {label(mission)} ({mission.next_review}) is before its last ({mission.reviewed_on})."
        )
        yield Fault("impossible-date", mission, message, ("next_review",))
    over = (MissionStatus.COMPLETED, MissionStatus.SUPERSEDED, MissionStatus.WITHDRAWN)
    if mission.status in over and mission.ended is None:
        yield Fault("ended-without-date", mission, f"{whose} is {mission.status}, without a date.", ("status",))
    if surely_before(strategy.about.ended, mission.announced):
        message = f"{whose} was announced ({mission.announced}) after the strategy had ended ({strategy.about.ended})."
        yield Fault("after-the-end", mission, message, ("announced",))


def _levels(mission: Mission, strategy: Strategy) -> Iterable[Fault]:
    """The mission's indicators measure no outcome, as far as their levels are known."""
    named = {
        indicator
        for target in strategy.targets_by_mission.get(mission.id, ())
        for indicator in (target.indicator, *(version.indicator for version in target.versions))
        if indicator is not None
    }
    levels = {strategy.indicator_by_id[name].level for name in named if name in strategy.indicator_by_id}
    known = [level for level in IndicatorLevel if level in levels]
    if known and not levels & {IndicatorLevel.OUTCOME, IndicatorLevel.IMPACT}:
        message = (
            f"{capital(label(mission))} has no outcome indicator; its indicators measure only {' and '.join(known)}."
        )
        yield Fault("no-outcome-indicator", mission, message)


_NEEDED = {
    "definition": "definition",
    "unit": "unit",
    "better": "direction (better: higher or lower)",
    "level": "level (input, activity, output, outcome or impact)",
    "kind": "kind (level, share, rate, count, cumulative or rank)",
}


def indicators(book: Book) -> Iterable[Fault]:
    for partial in book.in_part.get("indicators", ()):
        assert isinstance(partial.record, Indicator)
        yield from _complete(partial.record, partial.wrong)
    for indicator in book.strategy.indicators:
        yield from _complete(indicator, frozenset())
        whose = capital(label(indicator))
        if indicator.proxy_for is not None and indicator.proxy_bias is None:
            message = f"{whose} stands in for '{indicator.proxy_for}' without saying how it differs."
            yield Fault("proxy-without-bias", indicator, message, ("proxy_for",))
        lowest, highest = indicator.lowest, indicator.highest
        if lowest is not None and highest is not None and lowest > highest:
            message = f"The lowest value of {label(indicator)}, {lowest:g}, is above its highest, {highest:g}."
            yield Fault("impossible-interval", indicator, message, ("lowest",))


def _complete(indicator: Indicator, wrong: Set[str]) -> Iterable[Fault]:
    whose = capital(label(indicator))
    missing = [words for field, words in _NEEDED.items() if getattr(indicator, field) is None and field not in wrong]
    if indicator.undefined:
        gap = f" has no {', no '.join(missing)}" if missing else " is declared not to be settled"
        yield Fault("declared-gap", indicator, f"{whose}{gap}: {indicator.undefined}", ("undefined",))
    elif missing:
        yield Fault("indicator-incomplete", indicator, f"{whose} has no {', no '.join(missing)}.")
