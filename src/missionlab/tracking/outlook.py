"""What the future of a target looks like: the chance of meeting it, from its own series or from a proxy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from missionlab.base.fingerprint import seed_of
from missionlab.base.text import Text, text
from missionlab.evidence.series import Series
from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import Deadline, ProxyBias
from missionlab.tracking.goals import Promise
from missionlab.tracking.results import Bound, Forecast

if TYPE_CHECKING:
    from missionlab.tracking.forecast import SamplePaths

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


class Futures:
    """The forecasts of one target, each made once; ``stream`` names their random numbers."""

    def __init__(self, *stream: str | int) -> None:
        self._seed = seed_of("track", *stream)
        self._made: dict[tuple[str, int], tuple[SamplePaths, Forecast] | Text] = {}

    def until(self, year: int, series: Series, indicator: Indicator) -> tuple[SamplePaths, Forecast] | Text:
        """Sample paths of ``series`` up to ``year`` with their summary, or why there are none."""
        key = (indicator.id, year)
        if key not in self._made:
            from missionlab.tracking.chance import PATHS, forecast_of
            from missionlab.tracking.forecast import sample_paths

            paths = sample_paths(series, indicator, year, count=PATHS, seed=self._seed)
            self._made[key] = paths if isinstance(paths, Text) else (paths, forecast_of(paths))
        return self._made[key]


def outlook_of(
    promise: Promise, proxies: Sequence[Proxy], deadline: Deadline, fewest_points: int, futures: Futures
) -> Outlook:
    """The outlook of ``promise``.

    A proxy is used where the target's own series has fewer than ``fewest_points``; of several, the longest.
    """
    own = promise.series
    known = len(own.points) if own is not None else 0
    if known < fewest_points and proxies:
        proxy = max(proxies, key=lambda p: len(p.series.points))
        if len(proxy.series.points) > known:
            return _from_proxy(promise, proxy, deadline, futures)
    if promise.goal is None or promise.indicator is None or own is None or not known:
        return Outlook(known, reason=promise.no_goal or text("tracking.no_data.no_figures"))
    return _forecast(promise, promise.indicator, own, deadline, futures)


def _from_proxy(promise: Promise, proxy: Proxy, deadline: Deadline, futures: Futures) -> Outlook:
    points = len(proxy.series.points)
    bound = _BOUNDS.get(proxy.indicator.proxy_bias) if proxy.indicator.proxy_bias is not None else None
    if promise.goal is None:
        return Outlook(points, reason=promise.no_goal, proxy=proxy.series)
    if bound is None:
        reason = text("tracking.chance.unknown_bias", proxy=proxy.indicator.name)
        return Outlook(points, reason=reason, proxy=proxy.series)
    found = _forecast(promise, proxy.indicator, proxy.series, deadline, futures)
    if found.probability is None:
        return Outlook(points, reason=found.reason, proxy=proxy.series)
    key = "at_most" if bound is Bound.AT_MOST else "at_least"
    reason = text(f"tracking.chance.{key}", proxy=proxy.indicator.name)
    return Outlook(points, found.probability, bound, reason, found.forecast, proxy.series)


def _forecast(promise: Promise, indicator: Indicator, series: Series, deadline: Deadline, futures: Futures) -> Outlook:
    from missionlab.tracking.chance import probability_of

    assert promise.goal is not None
    made = futures.until(promise.goal.year, series, indicator)
    if isinstance(made, Text):
        return Outlook(len(series.points), reason=made)
    paths, forecast = made
    return Outlook(len(series.points), probability_of(paths, promise.goal, deadline, indicator), forecast=forecast)
