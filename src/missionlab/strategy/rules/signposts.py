"""Signposts: what each statistic is read from, when it is published, and whether anybody publishes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Signpost
from missionlab.strategy.rules.fault import Book, Fault
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Statistic

_FROM: Mapping[Statistic, tuple[str, ...]] = {
    Statistic.VALUE: ("indicator", "outside"),
    Statistic.CHANGE: ("indicator", "outside"),
    Statistic.PACE: ("target",),
    Statistic.PROGRESS: ("target",),
    Statistic.CHANCE: ("target",),
    Statistic.AGE: ("project",),
    Statistic.FAILURES: ("project",),
    Statistic.SPENT: ("project",),
}
"""The fields of which a statistic needs one."""


def signposts(book: Book) -> Iterable[Fault]:
    for signpost in book.strategy.signposts:
        needs = _FROM[signpost.statistic]
        name = capital(label(signpost))
        if not any(getattr(signpost, field) is not None for field in needs):
            wanted = " or ".join(f"'{field}'" for field in needs)
            message = f"{name} reads the statistic '{signpost.statistic}', and has no {wanted}."
            yield Fault("signpost-incomplete", signpost, message, ("statistic",), f"Add {wanted}.")
            continue
        if signpost.lag_months is None and needs != ("project",):
            yield Fault("signpost-without-lag", signpost, f"{name} does not say how late its figures come.")
        yield from _published(signpost, book.strategy)


def _published(signpost: Signpost, strategy: Strategy) -> Iterator[Fault]:
    name = capital(label(signpost))
    if signpost.outside is not None and signpost.indicator is None and not signpost.sources:
        message = f"{name} is a series outside the strategy, and no source says who publishes it."
        fix = "Add the source that publishes it to 'sources'."
        yield Fault("nobody-publishes", signpost, message, ("outside",), fix)
        return
    target = strategy.target_by_id.get(signpost.target or "")
    indicator = signpost.indicator or (target.indicator if target is not None else None)
    if indicator in strategy.indicator_by_id and not _observed(indicator, strategy, set()):  # type: ignore[arg-type]
        message = f"{name} depends on indicator '{indicator}', of which there is no observation."
        path = ("indicator",) if signpost.indicator else ("target",)
        yield Fault("nobody-publishes", signpost, message, path)


def _observed(indicator: str, strategy: Strategy, seen: set[str]) -> bool:
    """Whether there is a figure of it, of both parts of a difference, or of a series that stands in for it."""
    if indicator in strategy.observations_by_indicator:
        return True
    if indicator in seen:
        return False
    seen.add(indicator)
    record = strategy.indicator_by_id.get(indicator)
    parts = record.difference_of if record is not None else None
    if parts and all(_observed(part, strategy, seen) for part in parts):
        return True
    stand_ins = [one.id for one in strategy.indicators if one.proxy_for == indicator]
    return any(_observed(one, strategy, seen) for one in stand_ins)
