"""What was published by a day: the records as they were known, and what signposts read from them.

A rule is given a ``Published`` and nothing else, so that nothing dated after the day can move it: not by design and not
by mistake. The same for simulated futures is ``observed``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from missionlab.base.dates import Date
from missionlab.base.text import Text, text
from missionlab.evidence.series import Series, series_of
from missionlab.strategy.records import Indicator, Observation, Signpost
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Basis, GateResult, Payer, Statistic
from missionlab.tracking.results import Standing, Status
from missionlab.tracking.track import standings_of
from missionlab.tracking.trend import trend_of

INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Read:
    """What a signpost shows: a value with its ends, what it rests on, or why there is none."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    compares_as: float | None = None
    """What is compared with the threshold, where it is no number that can be shown: a pace when nothing is needed."""
    period: str | None = None
    vintage: Date | None = None
    since: Date | None = None
    """The day on which the evidence became known, where it is no figure of a series."""
    reason: Text | None = None


class Published:
    """The records known at the end of a day."""

    def __init__(self, strategy: Strategy, on: date, seed: int = 0) -> None:
        self.on, self._seed = on, seed
        self._strategy = as_known_on(strategy, on)
        self._standings: dict[str, Standing | None] = {}

    @cached_property
    def signposts(self) -> dict[str, Signpost]:
        return dict(self._strategy.signpost_by_id)

    def read(self, signpost: Signpost) -> Read:
        """What ``signpost`` shows on the day."""
        match signpost.statistic:
            case Statistic.VALUE | Statistic.CHANGE:
                return self._figure(signpost)
            case Statistic.CHANCE | Statistic.PACE | Statistic.PROGRESS:
                return self._target(signpost)
            case Statistic.AGE:
                return self._age(signpost)
            case Statistic.FAILURES:
                return self._failures(signpost)
            case Statistic.SPENT:
                return self._spent(signpost)

    def unit(self, signpost: Signpost) -> str:
        """Unit of what it reads; blank for shares, chances and multiples."""
        if signpost.statistic in (Statistic.VALUE, Statistic.CHANGE):
            indicator = self._indicator(signpost)
            return (indicator.unit or "") if indicator is not None else ""
        return ""

    def with_figures_of(self, earlier: date, signpost: Signpost) -> Published | None:
        """The same day with every figure as it was published by ``earlier``, and only new periods beside; nothing where
        no figure of the signpost was revised since."""
        indicator = self._indicator(signpost)
        if indicator is None:
            return None
        names = {indicator.id, *(indicator.difference_of or ())}
        own = [one for one in self._strategy.observations if one.indicator in names]
        then = {(one.indicator, one.period.start, one.period.end) for one in own if one.vintage.known_on(earlier)}
        revised = {
            id(one)
            for one in own
            if not one.vintage.known_on(earlier) and (one.indicator, one.period.start, one.period.end) in then
        }
        if not revised:
            return None
        kept = tuple(one for one in self._strategy.observations if id(one) not in revised)
        return Published(replace(self._strategy, observations=kept), self.on, self._seed)

    def _indicator(self, signpost: Signpost) -> Indicator | None:
        name = signpost.indicator
        if name is None and signpost.target is not None:
            target = self._strategy.target_by_id.get(signpost.target)
            name = target.indicator if target is not None else None
            if target is not None:
                stated = [version.indicator for version in target.versions if version.indicator is not None]
                name = stated[-1] if stated else name
        return self._strategy.indicator_by_id.get(name) if name is not None else None

    def _figure(self, signpost: Signpost) -> Read:
        indicator = self._indicator(signpost)
        if indicator is None:
            return Read(reason=_outside(signpost))
        series = series_of(self._strategy, indicator.id)
        if not series.points:
            return Read(reason=text("course.cannot.no_figures"))
        last = series.points[-1]
        if signpost.statistic is Statistic.VALUE:
            return Read(last.value, last.low, last.high, None, str(last.period), _newest(series))
        trend = trend_of(series, signpost.years or self._strategy.about.thresholds.trend_years)
        if trend is None:
            return Read(reason=text("course.cannot.no_trend"))
        return Read(trend.rate, trend.low, trend.high, None, str(last.period), _newest(series), reason=trend.note)

    def _target(self, signpost: Signpost) -> Read:
        if signpost.target is None:
            return Read(reason=_outside(signpost))
        standing = self._standing(signpost.target)
        if standing is None:
            return Read(reason=text("course.cannot.no_target"))
        if standing.version is None or standing.version.withdrawn:
            return Read(reason=text("course.cannot.withdrawn"))
        behind = standing.proxy or standing.series
        found = _of_target(signpost.statistic, standing)
        if behind is None or not behind.points:
            return found
        return replace(found, period=str(behind.points[-1].period), vintage=_newest(behind))

    def _standing(self, target: str) -> Standing | None:
        if target not in self._standings:
            only = tuple(one for one in self._strategy.targets if one.id == target)
            found = standings_of(replace(self._strategy, targets=only), self.on, self._seed).targets if only else ()
            self._standings[target] = found[0] if found else None
        return self._standings[target]

    def _age(self, signpost: Signpost) -> Read:
        project = self._strategy.project_by_id.get(signpost.project or "")
        if project is None:
            return Read(reason=text("course.cannot.no_project"))
        entered = project.stage_entered_on
        if entered is None or not entered.known_on(self.on):
            return Read(reason=text("course.cannot.no_stage_date"))
        years, longest = ((self.on - day).days / 365.25 for day in (entered.last, entered.first))
        since = Date.read(self.on)
        if longest == years:
            return Read(years, since=since, reason=text("course.exact"))
        return Read(years, years, longest, since=since)

    def _failures(self, signpost: Signpost) -> Read:
        project = self._strategy.project_by_id.get(signpost.project or "")
        if project is None:
            return Read(reason=text("course.cannot.no_project"))
        failed = [gate for gate in project.gates if gate.result is not GateResult.PASSED]
        since = max((gate.decided_on for gate in failed), default=Date.read(self.on))
        return Read(float(len(failed)), since=since, reason=text("course.exact"))

    def _spent(self, signpost: Signpost) -> Read:
        money = [
            one
            for one in self._strategy.commitments_by_project.get(signpost.project or "", ())
            if one.payer is Payer.PUBLIC and one.amount is not None
        ]
        money = [one for one in money if one.id not in {other.revises for other in money}]
        spent = [one for one in money if one.basis is Basis.SPENT]
        firm = [one for one in money if one.basis is Basis.COMMITTED]
        firm = firm or [one for one in money if one.basis is Basis.ANNOUNCED]
        committed = sum(one.amount or 0.0 for one in firm)
        if not spent or committed <= 0 or len({one.currency for one in (*spent, *firm)}) > 1:
            return Read(reason=text("course.cannot.no_spending"))
        known = [one.announced for one in spent if one.announced is not None]
        share = sum(one.amount or 0.0 for one in spent) / committed
        return Read(share, since=max(known, default=None), reason=text("course.no_range"))


def _of_target(statistic: Statistic, standing: Standing) -> Read:
    """The chance, the pace or the progress of a target."""
    if statistic is Statistic.CHANCE:
        if standing.probability is not None:
            return Read(standing.probability, reason=standing.probability_reason or text("course.chance_of_trend"))
        settled = {Status.MET: 1.0, Status.MISSED: 0.0}.get(standing.status)
        if settled is not None:
            return Read(settled, reason=text("tracking.chance.settled"))
        return Read(reason=standing.probability_reason)
    if statistic is Statistic.PROGRESS:
        if standing.gap_closed is None:
            return Read(reason=text("course.cannot.no_progress"))
        return Read(standing.gap_closed, reason=text("course.no_range"))
    trend, needed = standing.trend, standing.needed_rate
    if trend is None or needed is None:
        return Read(reason=text("course.cannot.no_pace"))
    if needed == 0:
        return Read(compares_as=INFINITE, reason=text("course.cannot.nothing_needed"))
    ends = [None if end is None else end / needed for end in (trend.low, trend.high)]
    low, high = ends if needed > 0 else reversed(ends)
    return Read(trend.rate / needed, low, high, reason=trend.note)


def _newest(series: Series) -> Date:
    """When the newest of the figures was published."""
    return max(_vintage(point) for point in series.points)


def _vintage(point: Observation) -> Date:
    return point.vintage


def _outside(signpost: Signpost) -> Text:
    if signpost.outside is not None:
        return text("course.cannot.outside", series=signpost.outside)
    return text("course.cannot.nothing_to_read")
