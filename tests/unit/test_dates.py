"""Dates known to the year, month or day, and the periods of statistics."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missionlab.base.dates import Date, Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-05-21", date(2018, 5, 21), date(2018, 5, 21)),
    ],
)
def test_a_date_spans_what_is_not_known(text: str, first: date, last: date) -> None:
    when = Date.read(text)
    assert (when.first, when.last, str(when)) == (first, last, text)


def test_a_year_counts_from_its_end() -> None:
    assert not Date.read("2018").known_on(date(2018, 12, 30))
    assert Date.read("2018").known_on(date(2018, 12, 31))
    assert Date.read("2018-12-30") < Date.read("2018")
    assert Date.read("2018") < Date.read("2019-01-01")


@pytest.mark.parametrize(
    "bad", ["2018-13", "2018-02-30", "18", "2018-5", "soon", "", "2018-05-21T10:00", 1.5, True, None, [], 99999]
)
def test_what_is_no_date_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match=r"date|month|days|year"):
        Date.read(bad)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2300, 12, 31)))
def test_dates_go_to_text_and_back(day: date) -> None:
    assert Date.read(str(Date.read(day))) == Date.read(day)
    assert Date.read(day).first == Date.read(day).last == day


@pytest.mark.parametrize(
    ("text", "position", "length"),
    [
        ("2018", 2018.0, 1.0),
        ("2009..2011", 2010.0, 3.0),
        ("2016..2018", 2017.0, 3.0),
        ("2021/22", 2021.25, 1.0),
        ("1999/00", 1999.25, 1.0),
        ("2018-Q1", 2018 + 1.5 / 12 - 0.5, 0.25),
        ("2019-07", 2019 + 6.5 / 12 - 0.5, 1 / 12),
        ("2023-09..2024-08", 2023 + 14 / 12 - 0.5, 1.0),
    ],
)
def test_periods_stand_at_their_middle(text: str, position: float, length: float) -> None:
    period = Period.read(text)
    assert period.position == pytest.approx(position)
    assert period.length == pytest.approx(length)
    assert str(period) == text


@pytest.mark.parametrize(
    "bad", ["2021/23", "2011..2009", "2018-Q5", "2018..2019..2020", "2018-05-21", "x", None, True, 2018.5]
)
def test_what_is_no_period_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match=r"period|financial year|ends before"):
        Period.read(bad)


def test_a_year_finds_its_figure() -> None:
    assert Period.read("2027").covers_year(2027)
    assert Period.read("2026/27").covers_year(2026)
    assert Period.read("2025..2027").covers_year(2027)
    assert not Period.read("2025..2027").covers_year(2026)
