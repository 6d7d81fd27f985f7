"""The table of series: one row a series, with everything that a plot or a file needs to say."""

from __future__ import annotations

import pytest

from missionlab.economy.series import BY_NAME, COLUMN, NAMES, SERIES, UnknownSeries, columns

# The aggregates that moments.py of the reference expects, from its docstring.
OF_THE_REFERENCE = {
    "GDP", "C", "I", "L", "U", "Ls", "w", "CPI", "PPI", "A", "mu", "RD", "HH1", "HH2", "inn", "imi", "Q2u", "exit1",
    "exit2", "Def", "Deb", "GDPnom", "DebF", "dN", "wReal",
}  # fmt: skip


def test_names_and_symbols_are_told_once() -> None:
    assert len(set(NAMES)) == len(SERIES)
    assert len({series.symbol for series in SERIES}) == len(SERIES)
    assert all(BY_NAME[name].name == name and SERIES[COLUMN[name]].name == name for name in NAMES)


def test_every_series_says_what_it_is() -> None:
    for series in SERIES:
        assert series.kind in {"stock", "flow", "ratio", "price", "count"}, series.name
        assert series.unit, series.name
        assert series.meaning[0].isupper() or series.meaning[0].isdigit(), series.name
        assert not series.meaning.endswith("."), series.name
        assert series.name.isidentifier(), series.name


def test_the_series_that_the_reference_moments_need_are_there() -> None:
    assert {series.symbol for series in SERIES} >= OF_THE_REFERENCE


def test_columns_keep_the_order_asked_for() -> None:
    assert columns(("unemployment", "gdp", "unemployment")) == [
        COLUMN["unemployment"],
        COLUMN["gdp"],
        COLUMN["unemployment"],
    ]
    assert columns(()) == []


def test_an_unknown_series_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownSeries, match=r"unemploymnt: no such series; did you mean unemployment\?"):
        columns(("gdp", "unemploymnt"))
    with pytest.raises(UnknownSeries, match=r"^zzz: no such series$"):
        columns(("zzz",))
