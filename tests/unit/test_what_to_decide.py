"""What to decide: at most three rows, the most urgent first, from the log, the rules and the targets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import briefings
import pytest

from missionlab.base.text import say, text
from missionlab.report.pages.decide import MOST, decisions
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Words, bare, locale_of
from missionlab.steering.ledger.chain import Fault, Head, Kind, Verification
from missionlab.steering.ledger.view import Line, LogView

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
