"""Plans as projects state them: whose statement counts, how far it can be relied on, and from when."""

from __future__ import annotations

import builders as b
import pytest

from missionlab.strategy.plans import Grade, Planned, Timing, plans_of
from missionlab.strategy.records import Contribution

ALL = {"owner": True, "money": True, "powers": True, "timetable": True}


def stated(stopped: bool = False, **fields: object) -> Planned:
    return Planned("p", 0, Contribution.model_validate({"target": "t", "amount": 1} | fields), stopped)


@pytest.mark.parametrize(
    ("fields", "grade"),
    [
        (ALL, Grade.CREDIBLE),
        (ALL | {"money": False}, Grade.SOME_RISK),
        (ALL | {"money": None}, Grade.SOME_RISK),
        (ALL | {"money": None, "owner": False}, Grade.SIGNIFICANT_RISK),
        ({}, Grade.SIGNIFICANT_RISK),
    ],
)
def test_four_are_credible_three_are_some_risk_and_blank_is_not_a_yes(
    fields: dict[str, bool | None], grade: Grade
) -> None:
    assert stated(**fields).grade is grade


@pytest.mark.parametrize(
    ("fields", "latest", "timing"),
    [
        ({"year": 2027}, 2024.0, Timing.COUNTS),
        ({"year": 2024}, 2024.0, Timing.IN_FIGURES),
        ({"year": 2024}, 2023.9583, Timing.COUNTS),
        ({"year": 2024}, None, Timing.COUNTS),
        ({"year": 2030}, 2024.0, Timing.COUNTS),
        ({"year": 2031}, 2024.0, Timing.TOO_LATE),
        ({}, 2024.0, Timing.COUNTS),
    ],
)
def test_what_the_figures_show_or_what_comes_too_late_does_not_count(
    fields: dict[str, int], latest: float | None, timing: Timing
) -> None:
    assert stated(**fields).timing(latest, 2030) is timing
    assert stated(stopped=True, **fields).timing(latest, 2030) is Timing.STOPPED


def test_a_programme_gives_way_to_its_parts_target_by_target() -> None:
    def plan(target: str, amount: float) -> Contribution:
        return Contribution(target=target, amount=amount)

    projects = [
        b.project("top", "m", contributions=(plan("t", 99), plan("u", 5))),
        b.project("part", "m", parent="top"),
        b.project("leaf", "m", parent="part", contributions=(plan("t", 1), plan("t", 2))),
        b.project("other", "m", contributions=(plan("t", 4),)),
        b.project("gone", "m", status="stopped", contributions=(plan("t", 8),)),
    ]
    found = plans_of(reversed(projects))
    assert [(one.project, one.number, one.contribution.amount) for one in found["t"]] == [
        ("gone", 0, 8), ("leaf", 0, 1), ("leaf", 1, 2), ("other", 0, 4),
    ]  # fmt: skip
    assert [one.stopped for one in found["t"]] == [True, False, False, False]
    assert [one.contribution.amount for one in found["u"]] == [5]


def test_projects_in_a_circle_are_counted_and_do_not_hang() -> None:
    two = [
        b.project(one, "m", parent=other, contributions=(Contribution(target=one, amount=1),))
        for one, other in (("a", "b"), ("b", "a"))
    ]
    assert {target: len(found) for target, found in plans_of(two).items()} == {"a": 1, "b": 1}
