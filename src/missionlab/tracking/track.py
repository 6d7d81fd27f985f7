"""Where every target of a strategy stands on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from missionlab.base.dates import Period
from missionlab.base.text import Quantity, Share, Text, text
from missionlab.evidence.breaks import FALSE_ALARMS
from missionlab.evidence.series import Series, series_of, span
from missionlab.strategy.plans import plans_of
from missionlab.strategy.proposals import without_proposals
from missionlab.strategy.records import Indicator, Mission, Observation, Target, TargetVersion
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import MissionStatus
from missionlab.tracking.deadlines import started
from missionlab.tracking.earlier_forecasts import earlier_forecasts, most_for
from missionlab.tracking.goals import Promise, better_of, indicator_id, promise_of
from missionlab.tracking.historic_speed import historic_speed
from missionlab.tracking.joint import Aim, Member, joint_chances
from missionlab.tracking.judgement import Circumstances, Judgement, judge
from missionlab.tracking.outlook import Futures, Outlook, Proxy, outlook_of
from missionlab.tracking.plan import PlanCase, plan_outlook
from missionlab.tracking.progress import progress_of
from missionlab.tracking.results import (
    Bound,
    EarlierForecast,
    ExperienceOutlook,
    JointChance,
    PlanOutlook,
    Standing,
    Standings,
    Status,
    Trend,
)
from missionlab.tracking.revisions import rounds_to
from missionlab.tracking.track_record import TrackRecord, track_record
from missionlab.tracking.trend import trend_of
from missionlab.tracking.versions import changes_of


def track(strategy: Strategy, as_of: date | None = None, seed: int = 0) -> Standings:
    """Every target of ``strategy`` with what was known at the end of ``as_of`` (default: today).

    ``seed`` changes the random numbers of the forecasts; those of one target never depend on other targets.
    """
    desk = _Desk(strategy, as_of or date.today(), seed)
    found = [replace(desk.standing(one), earlier=desk.earlier(one)) for one in desk.strategy.targets]
    return replace(desk.standings(found), joint=desk.joint(found))


def standings_of(strategy: Strategy, as_of: date | None = None, seed: int = 0) -> Standings:
    """The same without earlier forecasts, which take most of the time and decide nothing, and without joint chances."""
    desk = _Desk(strategy, as_of or date.today(), seed)
    return desk.standings(desk.standing(one) for one in desk.strategy.targets)


def _in_order(target: Target) -> tuple[TargetVersion, ...]:
    """The versions of ``target``, first to last."""
    return tuple(sorted(target.versions, key=lambda version: version.number))


class _Desk:
    """The evidence of one strategy on one day, looked up once for all targets."""

    def __init__(self, whole: Strategy, day: date, seed: int) -> None:
        strategy = as_known_on(whole, day)
        self.whole, self.strategy, self.day, self.seed = whole, strategy, day, seed
        self.plans = plans_of(without_proposals(strategy).projects)
        figures = strategy.observations_by_indicator
        self.most_earlier = most_for(sum(target.indicator in figures for target in strategy.targets))
        self.series = cache(lambda name: series_of(strategy, name))
        self._promises: dict[int, Promise] = {}
        self._stand_ins: dict[str, list[Indicator]] = defaultdict(list)
        for indicator in strategy.indicators:
            if indicator.proxy_for is not None:
                self._stand_ins[indicator.proxy_for].append(indicator)

    def standings(self, targets: Iterable[Standing]) -> Standings:
        about = self.whole.about
        return Standings(about.id, self.day, self.whole.fingerprint, self.seed, tuple(targets))

    def standing(self, target: Target) -> Standing:
        versions = _in_order(target)
        futures = Futures(self.strategy.about.id, target.id, self.seed)
        promise = self.promise(target)
        outlook, judgement = self._judged(target, promise, versions, futures)
        thresholds = self.strategy.about.thresholds
        series = promise.series
        latest = series.points[-1] if series is not None and series.points else None
        trend = trend_of(series, thresholds.trend_years) if series is not None else None
        progress = progress_of(promise, latest, trend)
        withdrawn = versions[-1] if versions and versions[-1].withdrawn else None
        name = indicator_id(promise.version, target)
        record = self.strategy.indicator_by_id.get(name) if name is not None else None
        open_to_chance = not judgement.decided
        return Standing(
            mission=target.mission,
            target=target.id,
            name=target.name,
            indicator=name,
            rival_of=target.rival_of,
            status=judgement.status if withdrawn is None else Status.WITHDRAWN,
            reason=judgement.reason if withdrawn is None else _withdrawal(withdrawn),
            decided_by=judgement.decided_by if withdrawn is None else (),
            status_first=self._first_status(target, versions[:1], futures) if len(versions) > 1 else None,
            changes=changes_of(target, versions, better_of(record)),
            unit=(record.unit if record is not None else None) or "",
            better=promise.better,
            comparator=promise.comparator,
            deadline=target.deadline,
            version=versions[-1] if versions else None,
            versions=versions,
            baseline=promise.baseline,
            latest=latest,
            goal=promise.goal,
            over_the_line=progress.over_the_line,
            gap_closed=progress.gap_closed,
            gap_due=progress.gap_due,
            path_value=progress.path_value,
            needed_rate=progress.needed_rate,
            needed_rate_at_start=progress.needed_rate_at_start,
            trend=trend,
            ambition_ratio=progress.ambition_ratio,
            years_to_goal=progress.years_to_goal,
            probability=outlook.probability if open_to_chance else None,
            probability_bound=outlook.bound if open_to_chance else Bound.EXACT,
            probability_reason=outlook.reason if open_to_chance else text("tracking.chance.settled"),
            forecast=outlook.forecast,
            record=_record(outlook, promise) if open_to_chance else None,
            plan=self._plan(target, promise, outlook, latest, futures) if open_to_chance else None,
            speed=historic_speed(promise, latest) if open_to_chance else None,
            experience=self._experience(promise) if open_to_chance else None,
            earlier=(),
            series=series,
            proxy=outlook.proxy,
            revisions=judgement.walk.revisions if judgement.walk is not None else (),
            without_revisions=judgement.walk.without if judgement.walk is not None else None,
            notes=self._notes(target, promise, judgement, trend),
        )

    def _plan(
        self, target: Target, promise: Promise, outlook: Outlook, latest: Observation | None, futures: Futures
    ) -> PlanOutlook | None:
        stream = (self.strategy.about.id, target.id, self.seed)
        case = PlanCase(promise, outlook, latest, target.deadline, target.overlap, futures, stream)
        return plan_outlook(self.plans.get(target.id, ()), case)

    def _experience(self, promise: Promise) -> ExperienceOutlook | None:
        if promise.indicator is None or promise.indicator.deployment is None:
            return None
        from missionlab.tracking.experience import DeploymentGoal, experience

        goals = []
        for target in self.strategy.targets:
            made = self.promise(target)
            about_it = made.indicator is not None and made.indicator.id == promise.indicator.deployment
            if about_it and made.goal is not None and target.rival_of is None:
                goals.append(DeploymentGoal(target.id, made.goal))
        return experience(promise, self.strategy.indicator_by_id.get, self.series, goals)

    def earlier(self, target: Target) -> tuple[EarlierForecast, ...]:
        stream = (self.strategy.about.id, target.id, self.seed)
        fewest = self.strategy.about.thresholds.fewest_points
        return earlier_forecasts(self.promise(target), target.deadline, fewest, stream, self.most_earlier)

    def joint(self, found: Sequence[Standing]) -> tuple[JointChance, ...]:
        """How likely all targets of each mission are to be met together."""
        members = (Member(one, self._aim(one)) for one in found)
        return joint_chances(members, self.strategy.about.id, self.seed)

    def _aim(self, one: Standing) -> Aim | None:
        target = self.strategy.target_by_id[one.target]
        series = one.proxy or one.series
        indicator = self.strategy.indicator_by_id.get(series.indicator) if series is not None else None
        if one.probability is None or one.goal is None or series is None or indicator is None:
            return None
        return Aim(one.goal, target.deadline, series, indicator, one.probability, one.probability_bound)

    def promise(self, target: Target) -> Promise:
        """What ``target`` promises as it stands, worked out once."""
        known = self._promises.get(id(target))
        if known is None:
            known = self._promises[id(target)] = self._promise(target, _in_order(target))
        return known

    def _promise(self, target: Target, versions: tuple[TargetVersion, ...]) -> Promise:
        return promise_of(target, versions, self.strategy.indicator_by_id.get, self.series)

    def _first_status(self, target: Target, first: tuple[TargetVersion, ...], futures: Futures) -> Status:
        """The status by the first version alone."""
        return self._judged(target, self._promise(target, first), first, futures)[1].status

    def _judged(
        self, target: Target, promise: Promise, versions: tuple[TargetVersion, ...], futures: Futures
    ) -> tuple[Outlook, Judgement]:
        thresholds = self.strategy.about.thresholds
        stand_ins = self._stand_ins.get(promise.indicator.id, []) if promise.indicator is not None else []
        proxies = [Proxy(indicator, self.series(indicator.id)) for indicator in stand_ins]
        outlook = outlook_of(promise, proxies, target.deadline, thresholds.fewest_points, futures)
        first = next((v.set_on.last for v in versions if v.set_on is not None), None)
        around = Circumstances(target.deadline, thresholds, started(first, promise.baseline_period), self.day)
        return outlook, judge(promise, outlook, around)

    def _notes(self, target: Target, promise: Promise, judgement: Judgement, trend: Trend | None) -> tuple[Text, ...]:
        notes = list(judgement.notes)
        unit = (promise.indicator.unit if promise.indicator is not None else None) or ""
        baseline, goal, series = promise.baseline, promise.goal, promise.series
        if baseline is not None and goal is not None and baseline.value == goal.value:
            notes.append(text("tracking.note.baseline_is_goal"))
        if baseline is not None and series is not None:
            notes.extend(_revised_baseline(baseline.value, baseline.period, series, unit))
        if series is not None:
            notes.extend(
                text(
                    "tracking.note.suspected_break",
                    period=b.period,
                    size=Quantity(b.size, unit, None, True),
                    alarms=Share(FALSE_ALARMS),
                )
                for b in series.breaks
                if not b.declared and b.size is not None
            )
        if trend is None and series is not None and series.points:
            notes.append(text("tracking.note.no_trend"))
        mission = self.strategy.mission_by_id.get(target.mission)
        if mission is not None:
            notes.extend(_ended(mission))
        return tuple(notes)


def _record(outlook: Outlook, promise: Promise) -> TrackRecord | None:
    """The track record at the distance of the forecast's last year."""
    if outlook.probability is None or outlook.forecast is None or promise.goal is None:
        return None
    ahead = max(1, round(promise.goal.year - outlook.forecast.last.position))
    return track_record(outlook.forecast.method, ahead)


def _revised_baseline(value: float, period: Period, series: Series, unit: str) -> list[Text]:
    for point in series.points:
        if span(point.period) == span(period) and not rounds_to(point.value, value):
            return [
                text(
                    "tracking.note.baseline_revised",
                    period=period,
                    old=Quantity(value, unit),
                    new=Quantity(point.value, unit),
                )
            ]
    return []


def _ended(mission: Mission) -> list[Text]:
    if mission.status not in (MissionStatus.WITHDRAWN, MissionStatus.SUPERSEDED):
        return []
    key = f"tracking.note.mission_{mission.status}"
    if mission.ended is None:
        return [text(key)]
    return [text(f"{key}_on", on=mission.ended)]


def _withdrawal(version: TargetVersion) -> Text:
    if version.set_on is None:
        return text("tracking.reason.withdrawn")
    return text("tracking.reason.withdrawn_on", on=version.set_on)
