"""What the future of a target looks like: the chance of meeting it, from its own series or from a proxy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from missionlab.base.fingerprint import seed_of
from missionlab.base.text import Text, text
from missionlab.evidence.series import Series
from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import Deadline, ProxyBias
from missionlab.tracking.goals import Promise
from missionlab.tracking.results import Bound, Forecast

_BOUNDS = {ProxyBias.FLATTERING: Bound.AT_MOST, ProxyBias.UNFLATTERING: Bound.AT_LEAST}


@dataclass(frozen=True, slots=True)
class Outlook:
    """A probability, or the reason why there is none."""

    points: int
    """Points of the series that a forecast would use."""
    probability: float | None = None
    bound: Bound = Bound.EXACT
    reason: Text | None = None
    """Why there is no probability, or what makes it a bound."""
    forecast: Forecast | None = None
    proxy: Series | None = None
    """The series that stands in for the target's own, where it does."""


@dataclass(frozen=True, slots=True)
class Proxy:
    indicator: Indicator
    series: Series


def outlook_of(
    promise: Promise, proxies: Sequence[Proxy], deadline: Deadline, fewest_points: int, *stream: str | int
) -> Outlook:
    """The outlook of ``promise``; ``stream`` names the random numbers.

    A proxy is used where the target's own series has fewer than ``fewest_points``; of several, the longest.
    """
    own = promise.series
    known = len(own.points) if own is not None else 0
    if known < fewest_points and proxies:
        proxy = max(proxies, key=lambda p: len(p.series.points))
        if len(proxy.series.points) > known:
            return _from_proxy(promise, proxy, deadline, stream)
    if promise.goal is None or promise.indicator is None or own is None or not known:
        return Outlook(known, reason=promise.no_goal or text("tracking.no_data.no_figures"))
    return _forecast(promise, promise.indicator, own, deadline, stream)


def _from_proxy(promise: Promise, proxy: Proxy, deadline: Deadline, stream: tuple[str | int, ...]) -> Outlook:
    points = len(proxy.series.points)
    bound = _BOUNDS.get(proxy.indicator.proxy_bias) if proxy.indicator.proxy_bias is not None else None
    if promise.goal is None:
        return Outlook(points, reason=promise.no_goal, proxy=proxy.series)
    if bound is None:
        reason = text("tracking.chance.unknown_bias", proxy=proxy.indicator.name)
        return Outlook(points, reason=reason, proxy=proxy.series)
    found = _forecast(promise, proxy.indicator, proxy.series, deadline, stream)
    if found.probability is None:
        return Outlook(points, reason=found.reason, proxy=proxy.series)
    key = "at_most" if bound is Bound.AT_MOST else "at_least"
    reason = text(f"tracking.chance.{key}", proxy=proxy.indicator.name)
    return Outlook(points, found.probability, bound, reason, found.forecast, proxy.series)


def _forecast(
    promise: Promise, indicator: Indicator, series: Series, deadline: Deadline, stream: tuple[str | int, ...]
) -> Outlook:
    from missionlab.tracking.chance import PATHS, forecast_of, probability_of
    from missionlab.tracking.forecast import sample_paths

    assert promise.goal is not None
    paths = sample_paths(series, indicator, promise.goal.year, count=PATHS, seed=seed_of("track", *stream))
    if isinstance(paths, Text):
        return Outlook(len(series.points), reason=paths)
    chance = probability_of(paths, promise.goal, deadline, indicator)
    return Outlook(len(series.points), chance, forecast=forecast_of(paths))
