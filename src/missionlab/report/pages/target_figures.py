"""The figures of one target: trajectory, history of the promise, vintages."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import Quantity, Text, text
from missionlab.report import phrases
from missionlab.report.charts import promise, trajectory, vintages
from missionlab.report.charts.drawing import NARROW, WIDE
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.titles import target as titles
from missionlab.strategy.vocabulary import Measure
from missionlab.tracking.results import Standing

WIDTHS = (WIDE, NARROW)
DASH = "–"


def _indicator(desk: Desk, standing: Standing) -> Any:
    return desk.briefing.strategy.indicator_by_id.get(standing.indicator or "")


def _measure(desk: Desk, standing: Standing) -> Text:
    """The indicator's name with its unit."""
    indicator = _indicator(desk, standing)
    name = desk.own(indicator.name if indicator else standing.name)
    if not standing.unit:
        return text("report.measure.plain", name=name)
    return text("report.measure.unit", name=name, unit=desk.own(standing.unit))


def trajectory_figure(desk: Desk, standing: Standing) -> Figure | None:
    """The trajectory with its twin; nothing without a value to draw."""
    if not trajectory.drawable(standing):
        return None
    words = desk.words
    alt = " ".join(words.plain(part) for part in _trajectory_alt(standing))
    data = trajectory.Trajectory(
        id=f"traj-{desk.number_of[standing.target]}",
        standing=standing,
        indicator=_indicator(desk, standing),
        words=words,
        name=words.plain(_measure(desk, standing)),
        alt=alt,
    )
    key = ()
    if standing.forecast is not None:
        key = tuple(KeyEntry(f"k{share}", text(f"report.trajectory.key.{share}")) for share in ("50", "80", "95"))
        key += (KeyEntry("kmid", text("report.trajectory.key.middle")),)
    series = [s for s in (standing.series, standing.proxy) if s is not None]
    if any(s.earlier for s in series):
        key += (KeyEntry("kold", text("report.trajectory.key.earlier")),)
    return Figure(
        id=data.id,
        title=titles.trajectory(standing),
        subtitle=_trajectory_subtitle(desk, standing),
        drawings=tuple(trajectory.draw(data, width) for width in WIDTHS),
        key=key,
        caption=_trajectory_caption(standing),
        sources=desk.known_sources(point.source for s in series for point in s.points),
        table=_trajectory_table(desk, standing),
        table_name=text("report.trajectory.table"),
    )


def _trajectory_subtitle(desk: Desk, standing: Standing) -> list[Any]:
    out: list[Any] = [text("report.sentence", what=_measure(desk, standing))]
    series = standing.series
    if series is not None and series.points:
        out.append(text("report.trajectory.sub.dots" if len(series.points) < 3 else "report.trajectory.sub.line"))
    if standing.proxy is not None and standing.proxy.points:
        proxy = desk.briefing.strategy.indicator_by_id.get(standing.proxy.indicator)
        out.append(text("report.trajectory.sub.proxy", name=desk.own(proxy.name if proxy else "")))
    if len(trajectory.required(standing)) > 1:
        path = standing.version is not None and bool(standing.version.path)
        out.append(text("report.trajectory.sub.path" if path else "report.trajectory.sub.even"))
    return out


def _trajectory_alt(standing: Standing) -> list[Text]:
    series = standing.series if standing.series and standing.series.points else standing.proxy
    assert series is not None
    points = series.points
    first, last = points[0], points[-1]
    out = []
    if len(points) == 1:
        out.append(text("report.trajectory.alt.one", when=last.period, value=phrases.amount(last.value, standing.unit)))
    else:
        out.append(
            text(
                "report.trajectory.alt.line",
                first=first.period,
                last=last.period,
                start=phrases.amount(first.value, standing.unit),
                end=phrases.amount(last.value, standing.unit),
            )
        )
    if standing.goal is not None:
        out.append(text("report.trajectory.alt.goal", goal=phrases.goal_with_year(standing)))
    if standing.forecast is not None and standing.forecast.fan:
        at = standing.forecast.fan[-1]
        out.append(
            text(
                "report.trajectory.alt.forecast",
                year=round(at.year),
                middle=phrases.amount(at.p50, standing.unit),
                low=phrases.amount(at.p10, standing.unit),
                high=phrases.amount(at.p90, standing.unit),
            )
        )
    else:
        out.append(text("report.trajectory.alt.no_forecast"))
    return out


def _trajectory_caption(standing: Standing) -> tuple[Any, ...]:
    out: list[Any] = []
    ahead = standing.forecast
    if ahead is not None:
        out.append(
            text(
                "report.trajectory.cap.forecast",
                scale=text(f"report.scale.{ahead.scale}"),
                first=ahead.first,
                last=ahead.last,
                n=ahead.points,
            )
        )
        out.append(text("report.trajectory.cap.record"))
        if standing.record is not None:
            said = text("history.record.lead", said=standing.record.said)
            out.append(text("report.sentence", what=said))
    series = standing.series
    found = [jump for jump in (series.breaks if series else ()) if not jump.declared]
    out.extend(text("report.trajectory.cap.break", when=jump.period) for jump in found)
    if series is not None and series.earlier:
        out.append(text("report.trajectory.cap.earlier"))
    return tuple(out)


def _trajectory_table(desk: Desk, standing: Standing) -> Table:
    periods: dict[str, dict[str, Any]] = {}
    order: dict[str, float] = {}

    def put(when: Any, position: float, column: str, cell: Cell) -> None:
        name = desk.words.plain(when)
        periods.setdefault(name, {})[column] = cell
        order.setdefault(name, position)

    for column, series in (("observed", standing.series), ("proxy", standing.proxy)):
        for point in series.points if series else ():
            interval = None
            if point.low is not None and point.high is not None:
                interval = text("report.interval", low=Quantity(point.low), high=Quantity(point.high))
            put(point.period, point.period.position, column, Cell(Quantity(point.value), interval))
    required = trajectory.required(standing)
    for year, value in required if standing.version and standing.version.path else required[-1:]:
        if float(year).is_integer():
            put(str(int(year)), year, "required", Cell(Quantity(value)))
    for at in standing.forecast.fan if standing.forecast else ():
        interval = text("report.interval", low=Quantity(at.p10), high=Quantity(at.p90))
        put(str(round(at.year)), at.year, "forecast", Cell(Quantity(at.p50), interval))
    used = [c for c in ("observed", "proxy", "required", "forecast") if any(c in row for row in periods.values())]
    columns = (
        Column(text("report.column.period")),
        *(
            Column(text(f"report.column.{name}"), text("report.column.8_in_10") if name == "forecast" else None, True)
            for name in used
        ),
    )
    rows = tuple(
        Row(Cell(name), tuple(periods[name].get(column, Cell(DASH)) for column in used))
        for name in sorted(periods, key=lambda name: order[name])
    )
    sheet, cells = desk.sheet("series", standing.target)
    return Table(
        _measure(desk, standing),
        text("report.as_known", on=desk.as_of),
        columns,
        rows,
        sheet,
        cells,
        f"/targets/{standing.target}",
    )


def promise_figure(desk: Desk, standing: Standing) -> Figure | None:
    """The history of the promise; nothing where it never moved."""
    if not promise.drawable(standing):
        return None
    words = desk.words
    both = promise.year_moves(standing) and promise.value_moves(standing)
    panel = "both" if both else "value" if promise.value_moves(standing) else "year"
    data = promise.Promise(
        id=f"promise-{desk.number_of[standing.target]}",
        standing=standing,
        as_of=desk.briefing.as_of,
        words=words,
        name=words.plain(text("report.promise.name", name=desk.own(standing.name))),
        alt=" ".join(words.plain(part) for part in _promise_alt(standing)),
    )
    undated = len(standing.versions) - len(promise.dated(standing))
    caption = [text("report.promise.cap")]
    if undated:
        caption.append(text("report.promise.undated", n=undated))
    return Figure(
        id=data.id,
        title=titles.promise(standing),
        subtitle=[text(f"report.promise.sub.{panel}")],
        drawings=tuple(promise.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=desk.known_sources(source for v in standing.versions for source in v.sources),
        table=promise_table(desk, standing),
        table_name=text("report.promise.table"),
    )


def _promise_alt(standing: Standing) -> list[Text]:
    steps = [
        text(
            "report.promise.alt.step",
            on=v.set_on,
            goal=_version_goal(standing, v.value, v.measure),
            year=v.year or DASH,
        )
        for v in promise.dated(standing)
    ]
    return [text("report.promise.alt.kind", n=len(steps)), *steps[:4]]


def _version_goal(standing: Standing, value: float | None, measure: Measure) -> Any:
    if value is None:
        return text("report.goal.no_number")
    if measure is Measure.PERCENT_CHANGE:
        key = "report.goal.percent_more" if value >= 0 else "report.goal.percent_less"
        return text(key, change=Quantity(abs(value), "%"))
    return Quantity(value, standing.unit, None, difference=measure is Measure.CHANGE)


def promise_table(desk: Desk, standing: Standing) -> Table:
    """Every version of a target: set on, by, goal, change, reason, source."""
    kinds = {change.number: change.kind for change in standing.changes}
    rows = []
    for version in standing.versions:
        kind = kinds.get(version.number)
        change = text(f"report.change.{kind}") if kind else text("report.promise.original")
        goal = Cell(
            text("report.promise.ends")
            if version.withdrawn
            else _version_goal(standing, version.value, version.measure)
        )
        rows.append(
            Row(
                Cell(str(version.number)),
                (
                    Cell(version.set_on or text("report.unknown_date"), desk.name_of_actor(version.set_by)),
                    goal,
                    Cell(str(version.year) if version.year else DASH),
                    Cell(change),
                    Cell(
                        desk.own(version.reason or version.undefined) if version.reason or version.undefined else DASH
                    ),
                    Cell(", ".join(version.sources) or DASH),
                ),
            )
        )
    heads = ("version", "set_on", "goal", "year", "change", "reason", "source")
    sheet, cells = desk.sheet("promises", standing.target)
    return Table(
        text("report.promise.name", name=desk.own(standing.name)),
        text("report.as_known", on=desk.as_of),
        tuple(Column(text(f"report.column.{head}")) for head in heads),
        tuple(rows),
        sheet,
        cells,
        f"/targets/{standing.target}/versions",
    )


def vintages_figure(desk: Desk, standing: Standing) -> Figure | None:
    """The same periods measured again; nothing where no figure was revised."""
    pair = vintages.remeasured(standing)
    series = standing.series
    if pair is None or series is None:
        return None
    words = desk.words
    data = vintages.Vintages(
        id=f"vint-{desk.number_of[standing.target]}",
        standing=standing,
        words=words,
        name=words.plain(_measure(desk, standing)),
        alt=" ".join(words.plain(part) for part in _vintages_alt(standing, pair)),
    )
    caption: list[Any] = []
    if standing.without_revisions is not None:
        without = phrases.of_target(
            standing,
            "without_revisions",
            phrases.amount(standing.without_revisions, standing.unit),
            standing.without_revisions,
        )
        caption.append(text("report.vintages.without", value=without))
    caption.extend(text("report.vintages.break", when=jump.period) for jump in series.breaks)
    return Figure(
        id=data.id,
        title=titles.vintages(standing, pair),
        subtitle=[text("report.sentence", what=_measure(desk, standing)), text("report.vintages.sub")],
        drawings=tuple(vintages.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=desk.known_sources(point.source for point in (*series.points, *series.earlier)),
        table=_vintages_table(desk, standing),
        table_name=text("report.vintages.table"),
    )


def _vintages_alt(standing: Standing, pair: vintages.Remeasured) -> list[Text]:
    unit = standing.unit
    return [
        text("report.vintages.alt.kind"),
        text(
            "report.vintages.alt.pair",
            when=pair.old.period,
            old=phrases.amount(pair.old.value, unit),
            first=pair.old.vintage,
            new=phrases.amount(pair.new.value, unit),
            now=pair.new.vintage,
        ),
        *([text("report.trajectory.alt.goal", goal=phrases.goal_with_year(standing))] if standing.goal else []),
    ]


def _vintages_table(desk: Desk, standing: Standing) -> Table:
    """Period by vintage, the newest five vintages; older ones stand in the workbook."""
    series = standing.series
    assert series is not None
    everything = [*series.points, *series.earlier]
    takes = sorted({point.vintage for point in everything})[-5:]
    values = {(point.period, point.vintage): point.value for point in everything}
    periods = sorted({old.period for old in series.earlier})
    rows = tuple(
        Row(
            Cell(period),
            tuple(Cell(Quantity(values[period, take])) if (period, take) in values else Cell(DASH) for take in takes),
        )
        for period in periods
    )
    columns = (
        Column(text("report.column.period")),
        *(Column(text("report.column.published"), take, True) for take in takes),
    )
    sheet, cells = desk.sheet("series", standing.target)
    note = (
        text("report.vintages.note", unit=desk.own(standing.unit))
        if standing.unit
        else text("report.vintages.note_plain")
    )
    return Table(_measure(desk, standing), note, columns, rows, sheet, cells, f"/targets/{standing.target}")
