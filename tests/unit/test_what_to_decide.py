"""What to decide: at most three rows, the most urgent first, from the log, the rules and the targets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import briefings
import course_samples
import pytest

from missionlab.base.dates import Date
from missionlab.base.text import say, text
from missionlab.report.course.titles import headline
from missionlab.report.pages.decide import MOST, MOST_OF_COURSE, decisions
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Words, bare, locale_of
from missionlab.steering.ledger.chain import Fault, Head, Kind, Verification
from missionlab.steering.ledger.view import Line, LogView
from missionlab.steering.results import Reading, ReviewState, Says

DAY = briefings.DAY
ALTERED = "Who altered the log of decisions. It is not whole, so what was decided is not known."


def _line(seq: int, review_on: date) -> Line:
    blank: dict[str, Any] = dict.fromkeys(Line.__slots__)
    return Line(**blank | {"id": f"D{seq}", "seq": seq, "question": f"Question {seq}?", "review_on": review_on})


def _view(*overdue: Line, intact: bool = True) -> LogView:
    faults = () if intact else (Fault(1, Kind.BODY, text("log.fault.body", seq=1)),)
    checked = Verification("0" * 32, 3, None, faults)
    return LogView("single", DAY, "0" * 32, 3, Head(2, "0" * 64), DAY, checked, None, overdue, overdue=overdue)


def _rows(name: str, **fields: Any) -> list[tuple[str, str]]:
    briefing = replace(briefings.briefing(name), **{"log": None, "course": None} | fields)
    about = briefing.strategy.about
    desk = Desk(briefing, Words(locale_of(about), about.language))
    return [(say(bare(one.when)), say(bare(one.what))) for one in decisions(desk)]


def test_a_log_that_was_altered_comes_first() -> None:
    rows = _rows("uk-2017", log=_view(intact=False))
    assert rows[0] == ("Decide now", ALTERED)
    assert len(rows) == MOST
    assert rows[1:] == _rows("uk-2017")[:2]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([date(2026, 3, 1)], "Whether “Question 0?” still holds: it was to be looked at again by 1 March 2026."),
        (
            [date(2026, 3, 1), date(2025, 2, 1)],
            "Whether “Question 1?” still holds: it was to be looked at again by 1 February 2025; "
            "two decisions are overdue.",
        ),
    ],
)
def test_overdue_decisions_are_one_row_that_names_the_oldest(days: list[date], said: str) -> None:
    rows = _rows("uk-2017", log=_view(*(_line(seq, day) for seq, day in enumerate(days))))
    assert rows[0] == ("Decide now", said)
    assert len(rows) == MOST


def test_a_log_in_order_changes_nothing() -> None:
    assert _rows("uk-2017", log=_view()) == _rows("uk-2017")


@pytest.mark.parametrize("name", briefings.PACKS)
def test_never_more_than_three(name: str) -> None:
    assert len(_rows(name, log=_view(_line(0, date(2026, 1, 1))))) <= MOST


def test_rules_that_fire_come_before_decisions_that_are_overdue() -> None:
    fires = course_samples.rule(Says.FIRES)
    late = course_samples.review(ReviewState.OVERDUE, rules=(fires,))
    course = course_samples.course(rules=(fires,), reviews=(late,))
    rows = _rows("single", course=course, log=_view(_line(0, date(2026, 3, 1))))
    assert "Twice the money" in rows[0][1]
    assert "Warm homes" in rows[0][1]
    assert "Question 0?" in rows[1][1]


@pytest.mark.parametrize(
    ("changes", "answers"),
    [
        ({}, True),
        ({"rule": "quick"}, False),
        ({"rule": None}, False),
        ({"status": "proposed"}, False),
        ({"replaced_by": "D9"}, False),
        ({"as_of": date(2026, 1, 31)}, False),
        ({"review_on": date(2026, 3, 1)}, False),
    ],
)
def test_a_rule_that_a_decision_in_force_answered_is_not_asked_again(changes: dict[str, Any], answers: bool) -> None:
    figure = Reading(DAY, 50.0, None, None, True, "2025", Date.read("2026-02-01"), None, None)
    fires = course_samples.rule(Says.FIRES, readings=(figure,))
    late = course_samples.review(ReviewState.OVERDUE, rules=(fires,))
    usual = {"rule": "slow", "status": "decided", "as_of": date(2026, 2, 1), "review_on": None}
    one = replace(_line(0, date(2027, 1, 1)), **usual | changes)
    overdue = (one,) if one.review_on else ()
    log = replace(_view(), decisions=(one,), overdue=overdue)
    rows = _rows("single", course=course_samples.course(rules=(fires,), reviews=(late,)), log=log)
    assert any("Twice the money" in what for _, what in rows) is not answers
    briefing = replace(briefings.briefing("single"), course=course_samples.course(rules=(fires,)), log=log)
    assert briefing.course is not None
    said = say(bare(headline(briefing.course, Desk(briefing, Words(locale_of(briefing.strategy.about), "en")))))
    assert said.startswith(
        "One rule calls for a change, and a decision" if answers else "One rule calls for a change now"
    )


def test_an_overdue_review_is_a_row_where_no_rule_fires() -> None:
    silent = course_samples.rule(Says.NOT)
    late = course_samples.review(ReviewState.OVERDUE, rules=(silent,))
    rows = _rows("single", course=course_samples.course(rules=(silent,), reviews=(late,)))
    assert rows[0][0] == "Decide now"
    assert "Warm homes" in rows[0][1]


def test_rules_leave_room_for_what_the_targets_say() -> None:
    reviews = tuple(
        course_samples.review(
            ReviewState.OVERDUE, review=name, subject=replace(course_samples.HEAT, id=name, name=name)
        )
        for name in ("one", "two", "three", "four")
    )
    rows = _rows("uk-2017", course=course_samples.course(reviews=reviews))
    assert len(rows) == MOST
    assert sum(any(name in row[1] for name in ("one", "two", "three", "four")) for row in rows[:2]) == MOST_OF_COURSE
    assert rows[2] == _rows("uk-2017")[0]


def test_nothing_due_changes_nothing() -> None:
    silent = course_samples.rule(Says.NOT)
    course = course_samples.course(rules=(silent,), reviews=(course_samples.review(ReviewState.NEXT),))
    assert _rows("uk-2017", course=course) == _rows("uk-2017")
