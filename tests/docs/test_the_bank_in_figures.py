"""The figures of the bank's page are those that the command gives."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import missionlab as ml
from missionlab.portfolio.finance.backtest.track import track_record

DOCS = Path(__file__).parents[2] / "docs"
ROWS = {
    "committed by March 2024": ("committed", 2024),
    "committed by March 2025": ("committed", 2025),
    "deals by March 2025": ("deals", 2025),
    "committed in 2023/24": ("committed-year", 2024),
    "losses 2023/24": ("losses", 2024),
    "income 2023/24": ("income", 2024),
    "income 2024/25": ("income", 2025),
}


def _rows(page: str) -> list[list[str]]:
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def test_what_the_model_gives_of_the_scottish_bank() -> None:
    found = ml.fund(ml.load("snib"), date(2026, 11, 24))
    lines = {(one.measure, one.year): one for one in found.record}
    told = {row[0]: row for row in _rows("explanation/the-bank.md") if row[0] in ROWS}
    assert set(told) == set(ROWS)
    for name, key in ROWS.items():
        line, unit = lines[key], 1 if key[0] == "deals" else 1e6
        for cell, value in zip(told[name][1:4], (line.model.low, line.model.mid, line.model.high), strict=True):
            assert value is not None
            digits = len(cell.partition(".")[2])
            assert float(cell) == pytest.approx(value / unit, abs=0.51 * 10**-digits), name
        assert told[name][5].startswith(str(line.verdict))


def test_the_table_of_the_track_record() -> None:
    told = {int(row[0]): row for row in _rows("decisions/0034-the-register-as-track-record.md") if row[0].isdigit()}
    for one in track_record().origins:
        assert one.corrected is not None
        assert one.within is not None
        numbers = [one.live, one.predicted, one.actual, *one.independent, *one.common]
        cells = " ".join(told[one.year][1:]).replace(",", "").replace("–", " ")
        plain = [float(cell) for cell in re.findall(r"\d+(?= |$)", cells)]
        assert plain[:7] == pytest.approx(numbers, abs=0.51)
        assert told[one.year][-1] == ("yes" if one.covered else "no")
