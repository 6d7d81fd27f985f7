"""The chapter on the course: titles in every branch, tables whose numbers point into the data, what to decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

import missionlab as ml
from missionlab.base.dates import Date
from missionlab.base.text import Locale, say
from missionlab.portfolio.results import Measured
from missionlab.report.briefing import Briefing, brief
from missionlab.report.charts.figure import Table
from missionlab.report.course import board, titles
from missionlab.report.course.decide import rows
from missionlab.report.course.page import course_page
from missionlab.report.course.value_figure import statics_table, value_figure
from missionlab.report.pages.desk import Desk
from missionlab.report.tables import course as course_tables
from missionlab.report.words import Known, Words
from missionlab.steering.judge import judged
from missionlab.steering.option_results import OptionValue, Verdict
from missionlab.steering.results import Afterwards, Course, ReviewState, Says
from missionlab.steering.trial import trial
from missionlab.strategy.template import TEMPLATE
from missionlab.strategy.vocabulary import ActionKind

DAY = date(2026, 11, 24)


@cache
def _briefing() -> Briefing:
    strategy = ml.load(TEMPLATE)
    bare = brief(replace(strategy, reviews=(), signposts=(), rules=(), actions=(), funds=(), pilots=()), DAY)
    return replace(bare, strategy=strategy, course=ml.steer(strategy, DAY, value=True))


def _desk(course: Course | None = None, language: str = "en") -> Desk:
    briefing = _briefing() if course is None else replace(_briefing(), course=course)
    return Desk(briefing, Words(Locale(language, "en-GB" if language == "en" else "es"), "en"))


def _course() -> Course:
    found = _briefing().course
    assert found is not None
    return found


def _with(**update: Any) -> Course:
    """The course with its first rule changed."""
    course = _course()
    return replace(course, rules=(replace(course.rules[0], **update), *course.rules[1:]))


@cache
def _value() -> OptionValue:
    return judged(trial("training", 60), trial("fresh", 400), currency="EUR")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_headline_says_what_the_rules_call_for(language: str) -> None:
    course = _course()
    quiet = _with(says=Says.NOT)
    blind = replace(course, rules=tuple(replace(one, says=Says.CANNOT_TELL) for one in course.rules))
    late = replace(quiet, reviews=tuple(replace(one, state=ReviewState.NEXT) for one in course.reviews))
    none = replace(course, rules=())
    partly = replace(late, rules=(*late.rules, replace(late.rules[1], says=Says.CANNOT_TELL)))
    said = [
        _desk(one, language).words.plain(titles.headline(one, _desk(one, language)))
        for one in (course, quiet, blind, late, none, partly)
    ]
    assert len(set(said)) == 6
    if language == "en":
        assert said[0] == "One rule calls for a change now: Twice as many towns buy together"
        assert said[1] == "Two reviews are overdue, and no rule calls for a change"
        assert said[2] == "Whether the course should change cannot be told: what the three rules read was not published"
        assert said[3] == "None of the three rules calls for a change"
        assert said[5] == "None of the four rules calls for a change, and one cannot tell"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_figure_of_the_option_has_a_title_for_every_verdict(verdict: Verdict, language: str) -> None:
    desk = _desk(language=language)
    value = replace(_value(), verdict=verdict)
    said = desk.words.plain(titles.option(value, "/course/values/0", desk))
    assert "{" not in said
    assert verdict is Verdict.REFUSED or any(digit.isdigit() for digit in said)
    exact = replace(value, option=Measured(0.0, 0.0, 0.0), verdict=Verdict.NOT_WORTH_IT)
    assert desk.words.plain(titles.option(exact, "/course/values/0", desk)) != said


def test_four_bars_are_drawn_in_two_widths_with_their_table() -> None:
    desk = _desk()
    value = replace(_value(), name="Rivers to swim in")
    figure = value_figure(value, "/course/values/0", 0, desk)
    assert len(figure.drawings) == 2
    assert all("Perfect foresight" in drawing for drawing in figure.drawings)
    assert desk.words.plain(figure.table.rows[0].head.value) == "Best fixed plan"
    assert any("shuffled" in desk.words.plain(part) or "dealt" in desk.words.plain(part) for part in figure.caption)
    table = statics_table(value, "/course/values/0", desk)
    assert desk.words.plain(table.rows[0].head.value) == "end everything at once"
    in_chances = replace(value, currency=None)
    assert "points" in desk.words.plain(value_figure(in_chances, "/course/values/0", 0, desk).title)


def _known(value: Any) -> list[Known]:
    """Every number that points into the data, wherever it stands in a sentence."""
    if isinstance(value, Known):
        return [value]
    if isinstance(value, list | tuple):
        return [one for item in value for one in _known(item)]
    args = getattr(value, "args", None)
    return [one for item in args.values() for one in _known(item)] if args is not None else []


def _numbers(table: Table) -> list[Known]:
    cells = [cell for row in table.rows for cell in (row.head, *row.cells)]
    return [one for cell in cells for one in (*_known(cell.value), *_known(cell.second))]


def test_every_number_of_the_tables_points_to_itself_in_the_data() -> None:
    document = {"course": _course().to_json()}
    desk = _desk()
    page = course_page(desk)
    assert page is not None
    numbers = [one for part in page.parts for table in part.tables for one in _numbers(table)]
    numbers += [one for part in page.parts for figure in part.figures for one in _numbers(figure.table)]
    assert len(numbers) > 60
    for number in numbers:
        found: Any = document
        for step in number.key.strip("/").split("/"):
            found = found[int(step)] if isinstance(found, list) else found[step]
        assert found == pytest.approx(number.value), number.key


def test_the_board_shows_rule_evidence_action_and_regret() -> None:
    desk = _desk()
    table = board.board(_course(), desk)
    assert table is not None
    first = [desk.words.plain(cell.value) for cell in table.rows[0].cells]
    assert first[0] == "fires"
    assert first[1] == "0.62 times"
    assert first[2] == "scale"
    assert first[3].startswith("€")


def test_warnings_name_rules_made_afterwards_overridden_and_on_revisions() -> None:
    course = _with(afterwards=Afterwards.YES, by_revision=True)
    said = [_desk().words.plain(one) for one in board.warnings(course, _desk(course))]
    assert any("made after the evidence" in one for one in said)
    assert any("only because figures were revised" in one for one in said)
    assert any("nothing was changed" in one for one in said)
    twice = replace(course, rules=tuple(replace(one, says=Says.FIRES) for one in course.rules))
    assert any("fire at once" in _desk().words.plain(one) for one in board.warnings(twice, _desk(twice)))


def test_what_to_decide_hears_of_rules_that_fire_and_of_reviews_that_are_due() -> None:
    desk = _desk()
    said = [(desk.words.plain(one.when), desk.words.plain(one.what)) for one in rows(desk)]
    assert len(said) == 2
    assert said[0][1].startswith("Twice as many towns buy together: the rule on “Trend of clean stretches")
    assert "costs €13.2m" in said[0][1]
    assert said[1][1].startswith("Hold the review of “Laboratory for river filters” that was due on 15 March 2026")
    assert said[1][1].endswith("River Office (made up) decides.")


def test_a_rule_that_says_go_on_is_no_decision_and_a_coming_review_has_its_day() -> None:
    course = _with(kind=ActionKind.CONTINUE)
    day = Date.read("2027-01-15")
    coming = tuple(replace(one, state=ReviewState.DUE, day=day) for one in course.reviews)
    desk = _desk(replace(course, reviews=coming))
    said = [(desk.words.plain(one.when), desk.words.plain(one.what)) for one in rows(desk)]
    assert len(said) == 2
    assert all("15 January 2027" in when for when, _ in said)


def test_without_a_course_there_is_no_chapter() -> None:
    desk = Desk(replace(_briefing(), course=None), Words(Locale(), "en"))
    assert course_page(desk) is None
    assert rows(desk) == []
    assert course_tables.tables(desk.briefing) == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_sheet_has_its_words_and_rows_as_long_as_its_head(language: str) -> None:
    for table in course_tables.tables(_briefing()):
        assert all(len(row) == len(table.columns) for row in table.rows), table.key
        for column in table.columns:
            say(titles.text(f"workbook.column.{column}"), Locale(language, "es"))
        for part in ("name", "title", "note"):
            say(titles.text(f"workbook.sheet.{table.key}.{part}"), Locale(language, "es"))
