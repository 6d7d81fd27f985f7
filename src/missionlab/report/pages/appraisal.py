"""The appraisal's chapter in the briefing, or why there is none and how to get it."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Text, say, text
from missionlab.report.appraisal import tables
from missionlab.report.appraisal.names import mapping
from missionlab.report.appraisal.page import CHAPTER, Laid, lay_out
from missionlab.report.appraisal.study import Study
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.tables.appraisal import SHEETS

COMMAND = "missionlab appraise STRATEGY"
"""What a reader calls for more; the briefing does not know where its strategy lies."""


@dataclass(frozen=True, slots=True)
class AppraisalPage:
    """The chapter: the appraisal in reading order, or the reason why there is none."""

    laid: Laid | None
    absent: Text | None
    command: str


def appraisal_page(desk: Desk) -> AppraisalPage:
    """The chapter of the briefing on the desk."""
    study = _study(desk)
    if study is None:
        return AppraisalPage(None, desk.briefing.no_appraisal or text("appraised.absent.not_asked"), COMMAND)
    laid = lay_out(study, CHAPTER)
    return AppraisalPage(laid, None, f"{COMMAND} --with {','.join(laid.not_asked)} --out briefing")


def appraisal_assumptions(desk: Desk) -> Table | None:
    """What the appraisal takes as true, for the assumptions log; nothing without an appraisal."""
    study = _study(desk)
    if study is None:
        return None
    rows = [
        Row(
            Cell(text("appraised.assumptions.number")),
            (Cell("–"), Cell(text(f"appraised.assumptions.{name}")), Cell("–")),
        )
        for name in ("one_year", "equal")
    ]
    columns = (
        Column(text("appraised.column.instrument"), text("appraised.column.instrument_second")),
        Column(text("appraised.column.lever")),
        Column(text("appraised.column.assumed")),
        Column(text("appraised.column.projects"), None, True),
    )
    mix = study.appraisal.mix
    rows += tables.mapping_rows(mix) if mix else []
    note = None if mix is None else text("appraised.assumptions.note", mapping=mapping(mix.mapping))
    return study.table(text("appraised.assumptions.caption"), note, columns, rows, "mix", "mix")


def _study(desk: Desk) -> Study | None:
    appraisal = desk.briefing.appraisal
    if appraisal is None:
        return None
    sheets = {key: say(text(f"workbook.sheet.{key}.name"), desk.words.locale) for key in SHEETS}
    return Study(appraisal, desk.words, "/appraisal", sheets)
