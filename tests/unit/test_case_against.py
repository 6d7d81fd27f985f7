"""What money and course add to the case against a mission, each point from the records that carry it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import briefings
import course_samples as made
import pytest
from fund_samples import fund, ranged

from missionlab.base.text import say
from missionlab.portfolio.finance.results import FundResult
from missionlab.report.briefing import Briefing
from missionlab.report.case_against import further
from missionlab.report.pages.desk import Desk
from missionlab.report.results import results_document
from missionlab.report.tables.judgement import cases
from missionlab.report.words import Words, locale_of
from missionlab.steering.results import Course, Power, ReviewState, Says

FIRES, SILENT, MUTE = made.rule(Says.FIRES), made.rule(Says.NOT), made.rule(Says.CANNOT_TELL)


def _briefing(course: Course | None = None, *funds: FundResult) -> Briefing:
    plain = briefings.briefing("single")
    strategy = replace(plain.strategy, funds=())
    return replace(plain, strategy=strategy, funds=funds, course=course, absent={})


def _said(course: Course | None, *funds: FundResult) -> list[tuple[str, str]]:
    found = further(_briefing(course, *funds))
    assert set(found) <= {"heat"}
    return [(one.code, say(one.text)) for one in found.get("heat", ())]


def test_nothing_known_adds_nothing() -> None:
    assert further(_briefing()) == {}
    assert further(_briefing(made.course())) == {}


def test_upside_that_is_given_away() -> None:
    ((code, said),) = _said(None, fund())
    assert code == "upside-given-away"
    assert said.startswith("Green Bank bears 36% of the risk of what it finances and gets 19% of the upside")
    fair = replace(fund().rewards[0], ratio=ranged(0.8, 0.9, 1.1))
    assert _said(None, fund(rewards=(fair,))) == []
    assert _said(None, fund(missions=())) == []


@pytest.mark.parametrize(
    ("course", "code", "said"),
    [
        (made.course(fixed=(made.fixed(),)), "patience-without-evidence", "£120m rests on Warm homes, and no day"),
        (made.course(fixed=(made.fixed(None),)), "patience-without-evidence", "No day is stated on which Warm homes"),
        (
            made.course(rules=(FIRES,), replay=(made.replayed(FIRES, followed=False),)),
            "rule-never-used",
            "Rule slow fired at one review, and nothing was changed",
        ),
        (
            made.course(rules=(SILENT,), replay=(made.replayed(SILENT, followed=None),) * 3),
            "rule-never-used",
            "Rule slow never fired at three past reviews",
        ),
        (
            made.course(rules=(MUTE,), replay=(made.replayed(MUTE, followed=None),) * 2),
            "rule-never-used",
            "Rule slow could not speak at any of two reviews",
        ),
        (made.course(actions=(made.action(Power.NOBODY),)), "option-without-owner", "Nobody has the power"),
        (
            made.course(actions=(made.action(Power.NOBODY, asked_by=("slow",)),)),
            "option-without-owner",
            "A rule calls for “Twice the money”, and nobody has the power for it",
        ),
        (
            made.course(reviews=(made.review(ReviewState.OVERDUE),)),
            "review-not-held",
            "one review of Warm homes was not held; it is 54 days late",
        ),
        (
            made.course(reviews=(made.review(ReviewState.NEXT, missed=2),)),
            "review-not-held",
            "two reviews of Warm homes were not held",
        ),
    ],
)
def test_each_point(course: Course, code: str, said: str) -> None:
    ((found, words),) = _said(course)
    assert found == code
    assert said in words


@pytest.mark.parametrize(
    "course",
    [
        made.course(rules=(FIRES,), replay=(made.replayed(FIRES, followed=True),)),
        made.course(rules=(SILENT,), replay=(made.replayed(SILENT, followed=None),)),
        made.course(rules=(FIRES,), replay=(made.replayed(SILENT, followed=None),) * 3),
        made.course(actions=(made.action(Power.OWNER),)),
        made.course(reviews=(made.review(ReviewState.DUE),)),
    ],
)
def test_what_is_in_order_is_no_objection(course: Course) -> None:
    assert _said(course) == []


def test_page_results_and_workbook_say_the_same() -> None:
    briefing = _briefing(made.course(fixed=(made.fixed(),)))
    about = briefing.strategy.about
    desk = Desk(briefing, Words(locale_of(about), about.language))
    codes = [one.code for one in desk.objections["heat"]]
    assert set(codes) == {*(one.code for one in briefing.checked.cases[0].against), "patience-without-evidence"}
    weights = [one.weight for one in desk.objections["heat"]]
    assert weights == sorted(weights, reverse=True)
    rows: list[Any] = [row for row in cases(briefing).rows if row[1] == "against"]
    assert [row[2] for row in rows] == codes
    (point,) = results_document(briefing)["against"]["heat"]
    assert point["text"] in {row[3] for row in rows}
