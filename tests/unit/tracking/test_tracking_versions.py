"""What each new version did to the promise."""

from __future__ import annotations

import pytest
from small import standing, strategy, yearly

from missionlab.tracking.results import ChangeKind, Status

T, L, M, R, S = (
    ChangeKind.TIGHTENED,
    ChangeKind.LOOSENED,
    ChangeKind.MIXED,
    ChangeKind.REDEFINED,
    ChangeKind.RESTATED,
)


def kinds(versions: list[dict], as_of: str = "2026-11-24", **indicator) -> list[ChangeKind]:
    return [c.kind for c in standing(strategy([], versions, indicator=indicator), as_of).changes]


def test_zero_emission_cars() -> None:
    """2040, then 2035, 2030, back to 2035, and 2030 again; each known from its day on."""
    cars = [
        {"set_on": day, "value": 100, "year": year}
        for day, year in (
            ("2018-07-09", 2040),
            ("2020-02-04", 2035),
            ("2020-11-18", 2030),
            ("2023-09-20", 2035),
            ("2024-12", 2030),
        )
    ]
    assert kinds(cars, "2020-01-01") == []
    assert kinds(cars, "2020-02-04") == [T]
    assert kinds(cars, "2023-09-19") == [T, T]
    assert kinds(cars, "2023-09-20") == [T, T, L]
    # "December 2024" is certain only at its end.
    assert kinds(cars, "2024-12-30") == [T, T, L]
    assert kinds(cars, "2024-12-31") == [T, T, L, T]


BASE = {"set_on": "2018", "value": 50, "year": 2030}


@pytest.mark.parametrize(
    ("change", "higher", "lower"),
    [
        ({}, S, S),
        ({"value": 60}, T, L),
        ({"value": 40}, L, T),
        ({"year": 2028}, T, T),
        ({"value": 60, "year": 2035}, M, L),
        ({"value": 40, "year": 2028}, M, T),
        ({"baseline": {"period": "2017", "value": 3}}, S, S),
        ({"measure": "change"}, R, R),
        ({"value": None, "undefined": "dropped"}, R, R),
    ],
)
def test_harder_depends_on_the_direction(change: dict, higher: ChangeKind, lower: ChangeKind) -> None:
    after = BASE | {"set_on": "2020"} | change
    assert kinds([BASE, after], better="higher") == [higher]
    assert kinds([BASE, after], better="lower") == [lower]


def test_more_than_is_harder_than_at_least() -> None:
    strict = BASE | {"set_on": "2020", "comparator": "more than"}
    assert kinds([BASE, strict]) == [T]
    assert kinds([strict, BASE | {"comparator": "at least"}]) == [L]
    assert kinds([BASE, BASE | {"comparator": "at most"}]) == [R]


def test_another_baseline_or_indicator_is_another_promise() -> None:
    first = BASE | {"baseline": {"period": "2017", "value": 3}}
    assert kinds([first, BASE | {"baseline": {"period": "2017", "value": 4}}]) == [R]
    assert kinds([first, BASE | {"baseline": {"period": "2018", "value": 3}}]) == [R]
    assert kinds([first, BASE | {"baseline": {"period": "2017", "value": 3, "vintage": "2019"}}]) == [S]
    assert kinds([first, BASE | {"indicator": "other"}]) == [R]


def test_versions_stand_in_the_order_of_their_numbers() -> None:
    made = strategy([], [{"number": 2, "set_on": "2018", "value": 60, "year": 2030}, {"number": 1, **BASE}])
    one = standing(made)
    assert [c.kind for c in one.changes] == [T]
    assert one.goal is not None
    assert one.goal.value == 60


def test_status_against_the_first_version() -> None:
    known = yearly(2010, [10.0, 11.2, 11.9, 13.1, 14.0, 15.2, 15.8, 17.0, 18.1, 19.0, 20.2])
    first = {"set_on": "2010", "value": 25, "year": 2020}
    one = standing(strategy(known, [first, {"set_on": "2019", "value": 20, "year": 2020}]))
    assert (one.status, one.status_first) == (Status.MET, Status.MISSED)
    assert [c.kind for c in one.changes] == [L]
    assert standing(strategy(known, [first])).status_first is None


def test_a_later_version_keeps_the_baseline_it_does_not_restate() -> None:
    known = yearly(2010, [10.0, 11.2, 11.9])
    first = {"set_on": "2010", "value": 20, "year": 2020, "baseline": {"period": "2010", "value": 10}}
    one = standing(strategy(known, [first, {"set_on": "2012", "value": 29, "year": 2020}]))
    assert one.gap_closed == pytest.approx(0.1)
