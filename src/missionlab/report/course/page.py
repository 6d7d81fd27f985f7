"""The chapter on the course: what is due, what rules say, what changing course is worth, and what was overridden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from missionlab.base.text import Text, text
from missionlab.report.charts.figure import Figure, Table
from missionlab.report.course import board, titles
from missionlab.report.course.pathway_figure import actions_table, pathway_figure, signposts_table
from missionlab.report.course.stop_figure import refused_table, stop_figure
from missionlab.report.course.value_figure import statics_table, value_figure
from missionlab.report.pages.desk import Desk
from missionlab.steering.results import Course

MOST_CURVES = 3
"""Curves of stopping that a page shows; the workbook has all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the chapter: tables and figures under a heading."""

    id: str
    name: Text
    figures: list[Figure]
    tables: list[Table]
    sentences: list[Text]


@dataclass(frozen=True, slots=True)
class CoursePage:
    """The chapter."""

    title: Text
    warnings: list[Text]
    parts: list[Part]
    remarks: list[Text]


def course_page(desk: Desk) -> CoursePage | None:
    """The chapter of the briefing on the desk; nothing without a course."""
    course = desk.briefing.course
    if course is None:
        return None
    parts = (
        _part("board", (), (board.board(course, desk), board.reviews(course, desk))),
        _part(
            "actions", (), (board.actions(course, desk),), [*board.first_looks(course, desk), *_reasons(course, desk)]
        ),
        _values(course, desk),
        _patience(course, desk),
        _pathways(course, desk),
        _part("past", (), (board.past(course, desk),)),
        _part("fixed", (), (board.fixed(course, desk),)),
    )
    shown = [part for part in parts if part.figures or part.tables or part.sentences]
    return CoursePage(titles.headline(course, desk), board.warnings(course, desk), shown, list(course.remarks))


def _part(
    name: str, figures: tuple[Figure | None, ...], tables: tuple[Table | None, ...], sentences: Sequence[Text] = ()
) -> Part:
    return Part(
        f"course-{name}",
        text(f"course.part.{name}"),
        [one for one in figures if one is not None],
        [one for one in tables if one is not None],
        list(sentences),
    )


def _reasons(course: Course, desk: Desk) -> list[Text]:
    """Why numbers of actions are blank, and what they rest on."""
    return [
        text("course.reason_of", action=desk.own(case.name), reasons=list(case.reasons))
        for case in course.actions
        if case.reasons
    ]


def _values(course: Course, desk: Desk) -> Part:
    figures, tables, sentences = [], [], []
    for place, value in enumerate(course.values):
        root = f"{board.ROOT}/values/{place}"
        figures.append(value_figure(value, root, place, desk))
        tables.append(statics_table(value, root, desk))
        sentences += list(value.reasons)
    for mission, reason in course.no_value:
        record = desk.briefing.strategy.mission_by_id.get(mission)
        name = desk.own(record.name if record is not None else mission)
        sentences.append(text("course.no_value_of", mission=name, reason=reason))
    return _part("values", tuple(figures), tuple(tables), sentences)


def _patience(course: Course, desk: Desk) -> Part:
    sheet, _ = desk.sheet("course_patience")
    figures = []
    for place, curve in enumerate(course.patience):
        sources = desk.known_sources(curve.sources)
        root = f"{board.ROOT}/patience/{place}"
        figures.append(stop_figure(curve, desk.words, root=root, sheet=sheet, number=place, sources=sources))
    drawn = tuple(one for one in figures if one is not None)[:MOST_CURVES]
    refused = refused_table(course.patience, desk.words, root=f"{board.ROOT}/patience", sheet=sheet)
    return _part("patience", drawn, (refused,))


def _pathways(course: Course, desk: Desk) -> Part:
    if course.pathways is None:
        return _part("pathways", (), ())
    sheet, _ = desk.sheet("course_pathways")
    figures, tables = [], []
    for place, target in enumerate(course.pathways.targets):
        root = f"{board.ROOT}/pathways/targets/{place}"
        figures.append(pathway_figure(target, desk.words, root=root, sheet=sheet, number=place))
        tables.append(actions_table(target, desk.words, root=root, sheet=sheet))
        tables.append(signposts_table(target, desk.words, root=root, sheet=sheet))
    return _part("pathways", tuple(figures), tuple(tables))
