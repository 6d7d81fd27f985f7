"""The figure of pathways: a metro map of actions, with the time until which each will do and must be decided."""

from __future__ import annotations

from missionlab.base.text import Text, text
from missionlab.portfolio.results import Measured
from missionlab.report.charts import metro_map
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.pilots import numbers
from missionlab.report.words import Own, Words
from missionlab.steering.pathways.results import Life, Pathway, Switch, TargetPathways, When

_APART = 25
"""Two switches of one pathway are drawn at least this part of the years apart, so that both can be seen."""


def pathway_figure(found: TargetPathways, words: Words, *, root: str, sheet: str, number: int) -> Figure | None:
    """The map of one target; nothing without an action that can be taken.

    ``root`` is the place of the target in results.json, ``sheet`` the workbook's sheet, ``number`` makes its id.
    """
    if not found.actions:
        return None
    title = pathway_title(found, words, root)
    visited = [life for life in found.actions if _visited(life, found)]
    rows = {None: 0, **{life.action: place for place, life in enumerate(visited, start=1)}}
    data = metro_map.MetroMap(
        id=f"pathways-{number}",
        rows=(words.plain(text("pathways.carry_on")), *(words.plain(_name(life, words)) for life in visited)),
        lines=tuple(_line(way, found, rows, words) for way in found.pathways),
        start=found.now,
        goal=float(found.goal_year),
        goal_label=words.plain(text("pathways.goal", year=str(found.goal_year))),
        words=words,
        name=words.plain(text("pathways.figure.name", name=words.own(found.name))),
        alt=words.plain(text("pathways.figure.alt", n=len(found.pathways))) + " " + words.plain(title),
    )
    caption = [text("pathways.cap.tipping"), text("pathways.cap.switch", lag=_months(found.lag_years))]
    caption.append(text("pathways.cap.effect"))
    if found.pruned:
        caption.append(text("pathways.cap.pruned", n=found.pruned))
    if found.not_drawn:
        caption.append(text("pathways.cap.not_drawn", n=found.not_drawn))
    if any(way.retargets for way in found.pathways):
        caption.append(text("pathways.cap.retargets"))
    return Figure(
        id=data.id,
        title=title,
        subtitle=[text("pathways.figure.sub", name=words.own(found.name)), _paths(found, root)],
        drawings=tuple(metro_map.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=(),
        table=_ways_table(found, words, root, sheet),
        table_name=text("pathways.figure.table"),
    )


def pathway_title(found: TargetPathways, words: Words, root: str) -> Text:
    """Whether carrying on will do; if not, whether an action would, or nobody can tell."""
    carry = found.carry_on
    now = numbers.value(carry.chance, f"{root}/carry_on/chance", numbers.share)
    if carry.sell_by.p50 is None:
        does = numbers.known(carry.sell_by.never, f"{root}/carry_on/sell_by/never", numbers.share)
        return text("pathways.title.will_do", share=does, year=str(found.goal_year))
    tip = numbers.year(carry.sell_by.p50)
    ways = [(place, way) for place, way in enumerate(found.pathways) if way.switches and not way.retargets]
    if not ways:
        return text("pathways.title.no_way", year=tip, chance=now)
    place, best = max(ways, key=lambda pair: pair[1].chance.value or 0.0)
    said = numbers.said(best.chance, f"{root}/pathways/{place}/chance", numbers.share)
    args = {"year": tip, "chance": now, "better": said, "way": _actions(best.switches, found, words)}
    if best.chance.low is not None and best.chance.low <= (carry.chance.value or 0.0):
        return text("pathways.title.cannot_tell", **args)
    return text("pathways.title.helps", **args)


def _line(way: Pathway, found: TargetPathways, rows: dict[str | None, int], words: Words) -> metro_map.MetroLine:
    stations: list[metro_map.Station] = []
    at, apart = found.now, (found.goal_year - found.now) / _APART
    for place, switch in enumerate(way.switches):
        at = max(at + apart * (place > 0), _drawn_at(switch.since, float(found.goal_year)))
        stations.append(metro_map.Station(rows[switch.action], at))
    chance = words.plain(numbers.share(way.chance.value or 0.0))
    label = words.plain(text("pathways.end_retargeted", chance=chance)) if way.retargets else chance
    listed = text("pathways.carry_on")
    if way.switches:
        listed = text("pathways.listed", way=[_step(switch, found, words) for switch in way.switches])
    return metro_map.MetroLine(tuple(stations), way.sell_by.p50, label, words.plain(listed))


def _drawn_at(since: When, end: float) -> float:
    """The middle of the paths; where most never switch, the earliest; at the end where hardly any does. A switch is
    never drawn before the one that it follows."""
    return next((year for year in (since.p50, since.p05) if year is not None), end)


def _step(switch: Switch, found: TargetPathways, words: Words) -> Text:
    life = _life(switch.action, found)
    if switch.since.p50 is None:
        return text("pathways.step_if_needed", name=_name(life, words))
    return text("pathways.step", name=_name(life, words), year=numbers.year(switch.since.p50))


def _actions(switches: tuple[Switch, ...], found: TargetPathways, words: Words) -> list[Own | Text]:
    return [_name(_life(switch.action, found), words) for switch in switches]


def _life(action: str, found: TargetPathways) -> Life:
    return next(life for life in found.actions if life.action == action)


def _visited(life: Life, found: TargetPathways) -> bool:
    return any(switch.action == life.action for way in found.pathways for switch in way.switches)


def _name(life: Life, words: Words) -> Own | Text:
    return words.own(life.name) if life.name is not None else text("pathways.carry_on")


def _months(years: float) -> int:
    return round(12 * years)


def _paths(found: TargetPathways, root: str) -> Text:
    return text("pathways.paths", n=numbers.known(found.paths, f"{root}/paths", numbers.plain(0)))


def _ways_table(found: TargetPathways, words: Words, root: str, sheet: str) -> Table:
    rows = []
    for place, way in enumerate(found.pathways):
        key = f"{root}/pathways/{place}"
        steps = [_step(switch, found, words) for switch in way.switches]
        head = Cell(text("pathways.way", number=place + 1), text("pathways.retargeted") if way.retargets else None)
        cells = (
            Cell(text("pathways.listed", way=steps) if steps else text("pathways.carry_on")),
            _brief(way.chance, f"{key}/chance", numbers.share),
            _when_cell(way.sell_by),
            _brief(way.cost, f"{key}/cost", numbers.money(_currency(found))),
        )
        rows.append(Row(head, cells))
    columns = (
        Column(text("pathways.column.way")),
        Column(text("pathways.column.steps"), text("pathways.column.steps_second")),
        Column(text("pathways.column.chance"), text("pathways.column.chance_second"), True),
        Column(text("pathways.column.sell_by"), text("pathways.column.quantiles"), True),
        Column(text("pathways.column.cost"), text("pathways.column.cost_second"), True),
    )
    name = text("pathways.figure.name", name=words.own(found.name))
    return Table(name, text("pathways.ways_note"), columns, tuple(rows), sheet, "", f"{root}/pathways")


def _currency(found: TargetPathways) -> str | None:
    currencies = {life.currency for life in found.actions if life.currency is not None}
    return currencies.pop() if len(currencies) == 1 else None


def _brief(one: Measured, key: str, how: numbers.How) -> Cell:
    """The value with its range; what a value without a range rests on is said once, below the table."""
    bare = one.value is not None and one.low is None
    return Cell(numbers.value(one, key, how)) if bare else numbers.cell(one, key, how)


def _when_cell(when: When) -> Cell:
    """The middle year, and below it the years of 1 in 20 and of 19 in 20 paths."""
    ends = {"low": numbers.year(when.p05), "high": numbers.year(when.p95)}
    return Cell(numbers.year(when.p50), text("report.interval", **ends))


def actions_table(found: TargetPathways, words: Words, *, root: str, sheet: str) -> Table:
    """Every action taken now and alone: until when it will do, and by when it must be decided to follow."""
    rows = []
    for place, life in enumerate((found.carry_on, *found.actions)):
        key = f"{root}/carry_on" if life.action is None else f"{root}/actions/{place - 1}"
        decide = Cell(numbers.DASH) if life.action is None else _decide_cell(life, found.now)
        lead = Cell(numbers.known(life.lead_years, f"{key}/lead_years", numbers.plain(1)))
        chance = _brief(life.chance, f"{key}/chance", numbers.share)
        second = text("pathways.retargeted") if life.retargets else None
        rows.append(Row(Cell(_name(life, words), second), (lead, chance, _when_cell(life.sell_by), decide)))
    columns = (
        Column(text("pathways.column.action")),
        Column(text("pathways.column.lead"), text("pathways.column.years"), True),
        Column(text("pathways.column.chance"), text("pathways.column.chance_second"), True),
        Column(text("pathways.column.sell_by"), text("pathways.column.quantiles"), True),
        Column(text("pathways.column.decide_by"), text("pathways.column.quantiles"), True),
    )
    note = text("pathways.actions_note", lag=_months(found.lag_years))
    name = text("pathways.actions_caption", name=words.own(found.name))
    return Table(name, note, columns, tuple(rows), sheet, "", f"{root}/actions")


def _decide_cell(life: Life, now: float) -> Cell:
    """The time by which it must be decided, marked where that is over."""
    cell = _when_cell(life.decide_by)
    if life.decide_by.p50 is not None and life.decide_by.p50 < now:
        return Cell(text("pathways.overdue", year=cell.value), cell.second)
    return cell


def signposts_table(found: TargetPathways, words: Words, *, root: str, sheet: str) -> Table | None:
    """How well each signpost gives warning; nothing without signposts."""
    if not found.signposts:
        return None
    rows = []
    for place, one in enumerate(found.signposts):
        key = f"{root}/signposts/{place}"
        at = numbers.known(one.threshold, f"{key}/threshold", numbers.plain(None))
        rule = text("pathways.by_rule", rule=one.rule) if one.rule else text("pathways.by_choice")
        alarm = Cell(text(f"pathways.alarm.{one.comparator.name.lower()}", at=at), rule)
        lead = [None if year is None else round(year, 1) for year in (one.lead.p50, one.lead.p05, one.lead.p95)]
        middle, *ends = (text("pathways.never_rings") if year is None else numbers.plain(1)(year) for year in lead)
        cells = (
            alarm,
            Cell(middle, text("report.interval", low=ends[0], high=ends[1])),
            numbers.cell(one.false_alarms, f"{key}/false_alarms", numbers.share),
            numbers.cell(one.missed_alarms, f"{key}/missed_alarms", numbers.share),
        )
        rows.append(Row(Cell(words.own(one.name)), cells))
    columns = (
        Column(text("pathways.column.signpost")),
        Column(text("pathways.column.alarm"), text("pathways.column.alarm_second")),
        Column(text("pathways.column.lead_time"), text("pathways.column.years_before"), True),
        Column(text("pathways.column.false_alarms"), text("pathways.column.of_meeting"), True),
        Column(text("pathways.column.missed_alarms"), text("pathways.column.of_missing"), True),
    )
    name = text("pathways.signposts_caption", name=words.own(found.name))
    note = text("pathways.signposts_note")
    return Table(name, note, columns, tuple(rows), sheet, "", f"{root}/signposts")
