"""The day on which something is decided on next, from its review records, and what checks make of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import indicator, mission, project, series, strategy, target

from missionlab.checks.check import check
from missionlab.checks.results import Verdict
from missionlab.steering.results import ReviewState
from missionlab.steering.reviews import scheduled
from missionlab.strategy.records import Review
from missionlab.strategy.review_days import days_of, due, with_review_days

DAY = date(2024, 6, 1)


def review(**fields: Any) -> Review:
    return Review.model_validate({"id": "r", **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"dates": ["2023-01-31", "2025-01-31"]}, "2023-01-31"),
        ({"dates": ["2023-01-31", "2025-01-31"], "held": ["2023-02-10"]}, "2025-01-31"),
        ({"dates": ["2023-01-31", "2025-01-31"], "held": ["2023-01-10"]}, "2025-01-31"),
        ({"dates": ["2023-01-31"], "held": ["2023-01-31"]}, None),
        ({"dates": ["2021", "2022", "2023"], "held": ["2023-03"]}, None),
        ({"first": "2023-01-31", "every_months": 1, "held": ["2023-03-01"]}, "2023-03-31"),
        ({"first": "2023-01-31", "every_months": 13, "held": ["2024-03-01"]}, "2025-03-31"),
        ({"first": "2023-05", "every_months": 6, "until": "2024-05", "held": ["2024-05-02"]}, None),
        ({"first": "2030", "every_months": 12}, "2030"),
    ],
)
def test_the_day_that_is_due(fields: dict[str, Any], expected: str | None) -> None:
    found = due(review(**fields), DAY)
    assert (None if found is None else str(found)) == expected


def test_months_end_where_they_end() -> None:
    days = days_of(review(first="2023-11-30", every_months=3, until="2024-12"), DAY)
    assert [str(day) for day in days] == ["2023-11-30", "2024-02-29", "2024-05-30", "2024-08-30"]


def test_stated_days_stay_and_blank_ones_are_filled() -> None:
    records = (
        mission("stated", next_review="2029", reviewed_on="2019"),
        mission("blank"),
        project("p", "blank"),
        review(id="a", mission="stated", dates=["2023", "2025"], held=["2023-06"]),
        review(id="b", mission="blank", dates=["2023", "2025"], held=["2023-06"]),
        review(id="c", project="p", dates=["2024-09"]),
    )
    found = with_review_days(strategy(*records), DAY)
    days = {one.id: (str(one.next_review), str(one.reviewed_on)) for one in found.missions}
    assert days == {"stated": ("2029", "2019"), "blank": ("2025", "2023-06")}
    assert str(found.projects[0].next_review) == "2024-09"


@pytest.mark.parametrize(
    ("held", "verdict", "says"),
    [(["2023-01-31"], Verdict.CANNOT_TELL, "assessment.date"), ([], Verdict.FAILS, "assessment.overdue")],
)
def test_checks_see_reviews_that_are_records(held: list[str], verdict: Verdict, says: str) -> None:
    whole = strategy(
        mission("m"),
        indicator("i"),
        target("t", "m", "i"),
        *series("i", {2018: 54, 2019: 55}),
        project("p", "m"),
        review(mission="m", dates=["2023-01-31", "2025-01-31"], held=held),
    )
    (found,) = [one for one in check(whole, DAY).cards if one.id == "roar.assessment"]
    assert found.verdict is verdict
    assert says in str(found.evidence)


@pytest.mark.parametrize(
    ("made", "state", "held"),
    [
        ((), ReviewState.OVERDUE, 0),
        # Within a month of its day.
        ((date(2025, 5, 20),), ReviewState.NEXT, 1),
        # Late, and before the next.
        ((date(2025, 9, 1),), ReviewState.NEXT, 1),
        # Long before the first: it was no review.
        ((date(2023, 1, 1),), ReviewState.OVERDUE, 1),
        # Not made yet.
        ((date(2026, 1, 1),), ReviewState.OVERDUE, 0),
    ],
)
def test_a_decision_about_the_subject_is_a_review_that_was_held(
    made: tuple[date, ...], state: ReviewState, held: int
) -> None:
    record = review(mission="m", dates=["2024-06-01", "2025-06-01", "2026-06-01"], held=["2024-06-01"])
    known = strategy(mission("m"), record)
    found = scheduled(known, date(2025, 12, 1), {"m": made})[0]
    assert (found.state, len(found.held)) == (state, 1 + held)
