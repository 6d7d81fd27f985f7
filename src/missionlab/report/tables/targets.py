"""Tables about targets: the overview, the series behind them, forecasts, promises and revisions."""

from __future__ import annotations

from missionlab.base.text import Chance, Locale, Text, say
from missionlab.report.briefing import Briefing
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of
from missionlab.tracking.results import ChangeKind, ExperienceOutlook, PlanOutlook, Standing, TrackRecord


def overview(briefing: Briefing) -> Table:
    to = locale_of(briefing.strategy.about)
    columns = (
        "target mission name status reason goal goal_year comparator unit gap_closed gap_due chance chance_bound "
        "chance_words latest period vintage latest_low latest_high trend trend_low trend_high trend_note needed "
        "needed_at_start ambition_ratio years_to_goal changes overlap chance_credible_low chance_credible_high "
        "chance_whole_low chance_whole_high unplanned history_share history_low history_high history_said "
        "experience_rate experience_trend experience_trend_low experience_trend_high experience_trend_chance "
        "experience_met experience_met_low experience_met_high experience_met_chance experience_said "
        "record_horizon record_held record_held_low record_held_high record_error record_skill record_said"
    )
    return Table.of("overview", columns, (_overview_row(one, to) for one in briefing.standings.targets))


def _overview_row(one: Standing, to: Locale) -> tuple[Cell, ...]:
    latest, trend, goal = one.latest, one.trend, one.goal
    return (
        one.target,
        one.mission,
        one.name,
        say(Text(f"status.{one.status.name.lower()}", {}), to),
        say(one.reason, to),
        goal and goal.value,
        goal and goal.year,
        one.comparator,
        one.unit,
        one.gap_closed,
        one.gap_due,
        one.probability,
        one.probability_bound if one.probability is not None else None,
        say(Chance(one.probability), to) if one.probability is not None else _said(one.probability_reason, to),
        latest and latest.value,
        latest and str(latest.period),
        latest and str(latest.vintage),
        latest and latest.low,
        latest and latest.high,
        trend and trend.rate,
        trend and trend.low,
        trend and trend.high,
        _said(trend.note, to) if trend else None,
        one.needed_rate,
        one.needed_rate_at_start,
        one.ambition_ratio,
        one.years_to_goal,
        "; ".join(f"{change.set_on or '–'}: {_change(change.kind, to)}" for change in one.changes) or None,
        *_plan(one.plan),
        *((one.speed.share, one.speed.low, one.speed.high, say(one.speed.said, to)) if one.speed else (None,) * 4),
        *_experience(one.experience, to),
        *_record(one.record, to),
    )


def _experience(found: ExperienceOutlook | None, to: Locale) -> tuple[Cell, ...]:
    """The cost with deployment as it went and with its target met, with their 80 % intervals and chances."""
    if found is None:
        return (None,) * 10
    given = (
        (one.middle, one.low, one.high, one.probability) if one else (None,) * 4
        for one in (found.at_trend, found.if_met)
    )
    return (found.learning_rate, *(value for four in given for value in four), say(found.said, to))


def _plan(plan: PlanOutlook | None) -> tuple[Cell, ...]:
    """Overlap, the chances with the credible and the whole plan, and the gap that no plan covers."""
    if plan is None:
        return (None,) * 6
    ends = (
        end for reach in (plan.credible, plan.whole) for end in ((reach.low, reach.high) if reach else (None, None))
    )
    return (plan.overlap, *ends, plan.gap)


def _record(record: TrackRecord | None, to: Locale) -> tuple[Cell, ...]:
    """The track record beside the chance: distance, how much 80 % intervals held, error and skill of chances."""
    if record is None:
        return (None,) * 7
    held = record.held_80
    return (
        record.horizon,
        held.value,
        held.low,
        held.high,
        record.error_of_chances.value,
        record.skill.value,
        say(record.said, to),
    )


def _change(kind: ChangeKind, to: Locale) -> str:
    return say(Text(f"change.{kind}", {}), to)


def _said(what: Text | None, to: Locale) -> str | None:
    return None if what is None else say(what, to)


def series(briefing: Briefing) -> Table:
    columns = "target indicator period value low high vintage superseded quality source note"
    rows: list[tuple[Cell, ...]] = []
    for one in briefing.standings.targets:
        for series in (one.series, one.proxy):
            if series is None:
                continue
            for superseded, points in (("no", series.points), ("yes", series.earlier)):
                rows.extend(
                    (
                        one.target,
                        series.indicator,
                        str(point.period),
                        point.value,
                        point.low,
                        point.high,
                        str(point.vintage),
                        superseded,
                        point.quality,
                        point.source,
                        point.note,
                    )
                    for point in points
                )
    return Table.of("series", columns, rows)


def forecast(briefing: Briefing) -> Table:
    columns = "target indicator year p025 p05 p10 p25 p50 p75 p90 p95 p975 method scale points paths"
    rows = tuple(
        (
            one.target,
            ahead.indicator,
            fan.year,
            *(fan.p025, fan.p05, fan.p10, fan.p25, fan.p50, fan.p75, fan.p90, fan.p95, fan.p975),
            ahead.method,
            ahead.scale,
            ahead.points,
            ahead.paths,
        )
        for one in briefing.standings.targets
        if (ahead := one.forecast) is not None
        for fan in ahead.fan
    )
    return Table.of("forecast", columns, rows)


def promises(briefing: Briefing) -> Table:
    columns = "target version set_on set_by goal measure goal_year change reason sources"
    to = locale_of(briefing.strategy.about)
    rows: list[tuple[Cell, ...]] = []
    for one in briefing.standings.targets:
        change_of = {change.number: change.kind for change in one.changes}
        rows.extend(
            (
                one.target,
                version.number,
                version.set_on and str(version.set_on),
                version.set_by,
                version.value,
                version.measure,
                version.year,
                _change(change_of[version.number], to) if version.number in change_of else None,
                version.reason or version.undefined,
                ", ".join(version.sources) or None,
            )
            for version in one.versions
        )
    return Table.of("promises", columns, rows)


def revisions(briefing: Briefing) -> Table:
    columns = "target period previous_vintage vintage old new"
    rows = tuple(
        (
            one.target,
            str(revision.period),
            str(revision.previous_vintage),
            str(revision.vintage),
            revision.old,
            revision.new,
        )
        for one in briefing.standings.targets
        for revision in one.revisions
    )
    return Table.of("revisions", columns, rows)
