"""The page of a backtest: well-formed, both languages, every number the one in backtest.json, a table to each chart."""

from __future__ import annotations

import re
from typing import Any

import backtests
import html5lib
import pytest

from missionlab.base.text import Locale
from missionlab.report.backtest.html import render
from missionlab.tracking.backtest.bootstrap import Estimate
from missionlab.tracking.backtest.results import Bar, of_json

LOCALES = (Locale(), Locale("es", "es-ES"))
KEYED = re.compile(r'data-key="([^"]+)" data-value="([^"]+)"')


@pytest.mark.parametrize("locale", LOCALES, ids=["en", "es"])
def test_the_page_is_well_formed_and_asks_nothing_of_the_network(locale: Locale) -> None:
    html = render(backtests.one(), backtests.COMMAND, locale)
    html5lib.HTMLParser(strict=True).parse(html)
    assert "<script" not in html
    assert not re.search(r'(?:src|href)="(?!#|backtest\.json)', html)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert not re.search(
        r"backtest\.[a-z_]+\.|\{[a-z]+\}|nan\b|None", re.sub(r"<style>.*?</style>", "", html, flags=re.S)
    )


def _at(document: Any, key: str) -> Any:
    for part in key.strip("/").split("/"):
        document = document[int(part)] if isinstance(document, list) else document[part]
    return document


def test_every_number_is_the_one_in_the_json_and_there_are_many() -> None:
    document = backtests.one().to_json()
    found = KEYED.findall(render(backtests.one(), backtests.COMMAND))
    assert len(found) > 200
    for key, value in found:
        assert float(value) == _at(document, key), key


def test_each_chart_has_a_table_of_the_same_numbers() -> None:
    html = render(backtests.one(), backtests.COMMAND)
    figures = re.findall(r"<figure.*?</figure>", html, flags=re.S)
    assert len(figures) == 4
    for figure in figures:
        assert figure.count("<svg") == 2
        assert "<table" in figure
        assert "<desc" in figure


def test_equal_input_gives_equal_bytes() -> None:
    assert render(backtests.one(), "x") == render(of_json(backtests.one().to_json()), "x")


@pytest.mark.parametrize(
    ("low", "high", "value", "missed"),
    [
        (None, 0.84, 0.9, 0.06),
        (None, 0.84, 0.8, 0.0),
        (0.76, 0.86, 0.7, 0.06),
        (0.76, 0.86, 0.9, 0.04),
        (0.3, None, 0.4, 0),
    ],
)
def test_by_how_much_a_bar_is_missed(low: float | None, high: float | None, value: float, missed: float) -> None:
    bar = Bar("coverage_80", 5, None, low, high, Estimate(value, None, None))
    assert bar.missed_by == pytest.approx(missed)


def test_a_missed_bar_is_on_the_page_with_its_distance() -> None:
    missed = [bar for bar in backtests.one().bars if bar.missed_by]
    html = render(backtests.one(), backtests.COMMAND)
    assert html.count("missed by") == len(missed) > 0
