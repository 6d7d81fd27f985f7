"""What one target's numbers say: the mission's title, the trajectory, the promise, the vintages."""

from __future__ import annotations

from missionlab.base.text import CountWord, Quantity, Text, text
from missionlab.report import phrases
from missionlab.report.charts.promise import dated, value_moves, withdrawn, year_moves
from missionlab.report.charts.vintages import Remeasured
from missionlab.report.keys import of_target
from missionlab.strategy.vocabulary import Better, Measure
from missionlab.tracking.results import ChangeKind, Standing, Status


def mission(name: object, standing: Standing) -> Text:
    """The title of a mission with one promise."""
    status = standing.status
    unit = phrases.short_unit(standing.unit)
    latest = phrases.latest(standing, unit)
    key = f"report.mission.single.{status.name.lower()}"
    args: dict[str, object] = {"name": name, "goal": phrases.goal_with_year(standing, unit)}
    if status is Status.NO_DATA and standing.goal is None:
        title = text("report.mission.single.no_goal", name=name)
    elif status in (Status.TOO_EARLY, Status.NO_DATA, Status.WITHDRAWN):
        title = text(key, **args)
    elif latest is None or standing.latest is None:
        title = text("report.mission.single.no_data", **args)
    else:
        title = text(key, **args, latest=latest, when=standing.latest.period)
    moved = moves(standing)
    if moved < 2 or status is Status.WITHDRAWN:
        return title
    return text("report.mission.single.moved", title=title, n=CountWord(moved))


def moves(standing: Standing) -> int:
    """How often the promise changed; saying it again is not a change."""
    still = (ChangeKind.RESTATED, ChangeKind.WITHDRAWN)
    return sum(change.kind not in still for change in standing.changes)


def trajectory(standing: Standing) -> Text:
    """The title of the trajectory: latest against path, the chance, or why neither can be said."""
    unit = phrases.short_unit(standing.unit)
    latest, observed = phrases.latest(standing, unit), standing.latest
    if latest is None or observed is None:
        return text("report.trajectory.title.no_data")
    base: dict[str, object] = {
        "latest": latest,
        "when": observed.period,
        "goal": phrases.goal_with_year(standing, unit),
    }
    settled = (Status.MET, Status.MET_BY_REVISION, Status.MISSED, Status.WITHDRAWN)
    if standing.status in settled:
        return text(f"report.trajectory.title.{standing.status.name.lower()}", **base)
    if standing.series is not None and len(standing.series.points) == 1 and standing.path_value is None:
        return text("report.trajectory.title.one_value", **base)
    if standing.goal is None:
        return text("report.trajectory.title.no_goal", **base)
    if standing.path_value is not None and standing.version is not None and standing.version.path:
        return _against_path(standing, standing.path_value, base)
    if standing.probability is not None:
        key = "report.trajectory.title.chance_proxy" if standing.proxy else "report.trajectory.title.chance"
        return text(key, chance=phrases.chance(standing), **base)
    return _against_pace(standing, base)


def _against_path(standing: Standing, path: float, base: dict[str, object]) -> Text:
    observed = standing.latest
    assert observed is not None
    gap = observed.value - path if standing.better is not Better.LOWER else path - observed.value
    unsure = observed.low is not None and observed.high is not None and observed.low <= path <= observed.high
    shown = Quantity(abs(gap), standing.unit, None, difference=False)
    size = text("report.points", n=Quantity(abs(gap), "", 1)) if standing.unit.startswith("%") else shown
    required = of_target(standing, "path_value", phrases.amount(path, phrases.short_unit(standing.unit)), path)
    if unsure:
        return text("report.trajectory.title.path_no_difference", required=required, **base)
    if abs(gap) < 1e-9 * max(1.0, abs(path)):
        return text("report.trajectory.title.path_on", required=required, **base)
    key = "report.trajectory.title.path_ahead" if gap > 0 else "report.trajectory.title.path_behind"
    return text(key, gap=size, required=required, **base)


def _against_pace(standing: Standing, base: dict[str, object]) -> Text:
    trend, needed = standing.trend, standing.needed_rate
    if trend is None or needed is None or trend.low is None or trend.high is None:
        points = len(standing.series.points) if standing.series else 0
        return text("report.trajectory.title.cannot_say", n=CountWord(points), **base)
    args: dict[str, object] = {
        **base,
        "trend": phrases.rate(standing, trend.rate, "trend_rate"),
        "needed": phrases.rate(standing, needed, "needed_rate"),
    }
    if trend.low <= needed <= trend.high:
        return text("report.trajectory.title.pace_no_difference", **args)
    enough = trend.low > needed if standing.better is not Better.LOWER else trend.high < needed
    return text(f"report.trajectory.title.pace_{'enough' if enough else 'short'}", **args)


def promise(standing: Standing) -> Text:
    """The title of the promise's history: the sequence of its goals."""
    versions = dated(standing)
    if withdrawn(standing):
        last = standing.versions[-1].set_on
        key = "report.promise.title.withdrawn" if last is None else "report.promise.title.withdrawn_in"
        return text(key, **({} if last is None else {"year": last.year}))
    years = [str(v.year) for v in versions if v.year is not None]
    if year_moves(standing) and value_moves(standing):
        first, now = versions[0], versions[-1]
        return text(
            "report.promise.title.both",
            first=_promised(standing, first.value, first.measure),
            first_year=first.year or "–",
            now=_promised(standing, now.value, now.measure),
            now_year=now.year or "–",
        )
    if year_moves(standing):
        return text("report.promise.title.years", years=", ".join(years))
    if value_moves(standing):
        values = [_promised(standing, v.value, v.measure) for v in versions if v.value is not None]
        return text("report.promise.title.values", first=values[0], rest=values[1:])
    return text("report.promise.title.same")


def _promised(standing: Standing, value: float | None, measure: Measure) -> object:
    if value is None:
        return text("report.goal.no_number")
    unit = "%" if measure is Measure.PERCENT_CHANGE else standing.unit
    return Quantity(value, unit, None)


def vintages(standing: Standing, pair: Remeasured) -> Text:
    """The title of the vintages: what the revision did to one period."""
    old, new = pair.old.value, pair.new.value
    args = {
        "when": pair.old.period,
        "old": phrases.amount(old, standing.unit),
        "new": of_target(standing, "latest/value", phrases.amount(new, standing.unit), new)
        if standing.latest and standing.latest.period == pair.new.period
        else phrases.amount(new, standing.unit),
    }
    if abs(new - old) < 1e-9 * max(1.0, abs(old)):
        return text("report.vintages.title.same", **args)
    goal = standing.goal
    crosses = goal is not None and min(old, new) < goal.value <= max(old, new)
    if crosses:
        better = (new > old) == (standing.better is not Better.LOWER)
        return text(f"report.vintages.title.{'over' if better else 'under'}_goal", **args)
    return text(f"report.vintages.title.{'up' if new > old else 'down'}", **args)
