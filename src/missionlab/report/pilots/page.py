"""The chapter of pilots, each in reading order: what was asked, what is known, and what knowing more is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import Text, text
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.pilots import numbers, titles
from missionlab.report.pilots.figures import posterior_figure, worth_figure
from missionlab.report.pilots.study import ROOT, Study
from missionlab.report.words import Own
from missionlab.steering.learning.results import Registered


@dataclass(frozen=True, slots=True)
class PilotPart:
    """One pilot, as the template puts it down."""

    id: str
    name: Own
    title: Text | None
    """What it is worth, where no figure says it."""
    lead: list[Any]
    marked: Text | None
    """That it was written down after its first data, or that nobody can tell."""
    figures: list[Figure]
    carry_over: Table | None
    designs: Table | None
    blank: list[Text]
    changed: Own | None


@dataclass(frozen=True, slots=True)
class PilotsPage:
    """The chapter."""

    title: Text
    overview: Table
    pilots: list[PilotPart]


def pilots_page(desk: Desk) -> PilotsPage | None:
    """The chapter of the briefing on the desk; nothing without pilots."""
    studies = [Study(pilot, place, desk) for place, pilot in enumerate(desk.briefing.pilots)]
    if not studies:
        return None
    return PilotsPage(titles.headline(studies), _overview(studies), [_part(study) for study in studies])


def _part(study: Study) -> PilotPart:
    pilot = study.pilot
    worth = worth_figure(study)
    figures = [figure for figure in (posterior_figure(study), worth) if figure is not None]
    marked = pilot.registered in (Registered.AFTER, Registered.UNKNOWN)
    return PilotPart(
        id=f"pilot-{study.place}",
        name=study.name,
        title=titles.worth(study) if worth is None else None,
        lead=_lead(study),
        marked=text(f"pilots.registered.{pilot.registered.name.lower()}") if marked else None,
        figures=figures,
        carry_over=_carry_over(study),
        designs=_designs(study),
        blank=[text("pilots.blank_line", field=one.field, reason=one.reason) for one in pilot.blank],
        changed=study.desk.own(pilot.changed) if pilot.changed else None,
    )


def _lead(study: Study) -> list[Any]:
    """The question, the decision that it serves, and what is best to do with what is known."""
    pilot = study.pilot
    out: list[Any] = [study.desk.own(pilot.question)]
    if pilot.decision:
        out.append(text("pilots.lead.decision", decision=study.desk.own(pilot.decision)))
    else:
        out.append(text("pilots.lead.no_decision"))
    if pilot.scale_up is not None:
        out.append(text(f"pilots.lead.{'scale_up' if pilot.scale_up else 'leave'}"))
    return out


def _overview(studies: list[Study]) -> Table:
    rows = []
    for study in studies:
        pilot = study.pilot
        key = study.pointer("planned")
        blank = Cell(numbers.DASH, pilot.perfect.reason or text("pilots.overview.nothing_left"))
        worth = net = changes = blank
        if pilot.planned is not None:
            worth = numbers.cell(pilot.planned.worth, f"{key}/worth", study.money)
            net = numbers.cell(pilot.planned.net, f"{key}/net", study.money)
            changes = numbers.cell(pilot.planned.changes, f"{key}/changes", numbers.share)
        cells = (Cell(text(f"pilots.registered_word.{pilot.registered.name.lower()}")), worth, net, changes)
        rows.append(Row(Cell(study.name), cells))
    columns = (
        Column(text("pilots.column.pilot")),
        Column(text("pilots.column.registered")),
        Column(text("pilots.column.worth"), text("pilots.column.half_double"), True),
        Column(text("pilots.column.net"), None, True),
        Column(text("pilots.column.changes"), text("pilots.column.of_cases"), True),
    )
    sheet, cells_ = studies[0].desk.sheet("pilots")
    return Table(
        text("pilots.overview.caption"), text("pilots.overview.note"), columns, tuple(rows), sheet, cells_, ROOT
    )


def _carry_over(study: Study) -> Table | None:
    """What the answers are at each share that may hold at scale; nothing where one share is stated."""
    pilot = study.pilot
    if len(pilot.carry_over) < 2:
        return None
    rows = []
    for place, one in enumerate(pilot.carry_over):
        key = study.pointer("carry_over", place)
        decision = "unknown" if one.scale_up is None else "scale_up" if one.scale_up else "leave"
        blank = Cell(numbers.DASH, one.perfect.reason or text("pilots.blank.size"))
        planned = one.planned
        rows.append(
            Row(
                Cell(numbers.known(one.share, f"{key}/share", numbers.share)),
                (
                    Cell(text(f"pilots.decision.{decision}")),
                    numbers.cell(one.perfect, f"{key}/perfect", study.money),
                    numbers.cell(planned.worth, f"{key}/planned/worth", study.money) if planned else blank,
                    Cell(text(f"pilots.can_change.{_word(one.can_change)}")),
                ),
            )
        )
    columns = (
        Column(text("pilots.column.carries_over"), text("pilots.column.of_success")),
        Column(text("pilots.column.decision"), text("pilots.column.as_known")),
        Column(text("pilots.column.perfect"), text("pilots.column.half_double"), True),
        Column(text("pilots.column.planned"), text("pilots.column.half_double"), True),
        Column(text("pilots.column.can_change")),
    )
    note = text("pilots.carry.note")
    return study.table(text("pilots.carry.caption"), note, columns, rows, "carry_over", "pilot_carry_over")


def _word(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def _designs(study: Study) -> Table | None:
    """Ways to share the units among the arms; nothing for fewer than three arms."""
    pilot = study.pilot
    if not pilot.designs:
        return None
    rows = []
    for place, one in enumerate(pilot.designs):
        steps = [text("pilots.designs.round", arms=arms, n=units) for arms, units in one.rounds]
        rate = numbers.cell(one.rate, study.pointer("designs", place, "rate"), numbers.share)
        name = text(f"pilots.designs.{one.design.split()[-1]}")
        rows.append(Row(Cell(name), (Cell(text("pilots.designs.rounds", all=steps)), rate)))
    columns = (
        Column(text("pilots.column.design")),
        Column(text("pilots.column.rounds")),
        Column(text("pilots.column.chosen_rate"), text("pilots.column.two_errors"), True),
    )
    note = text("pilots.designs.note")
    return study.table(text("pilots.designs.caption"), note, columns, rows, "designs", "pilot_designs")
