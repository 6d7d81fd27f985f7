"""The briefing's workbook: every table worded in both languages, plain sheets, no formula from the data."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import missionlab as ml
from missionlab.base.text import LANGUAGES, Locale, catalogue
from missionlab.report.briefing import Briefing
from missionlab.report.tables import tables_of
from missionlab.report.tables.table import HEAD_ROW, column_letters
from missionlab.report.workbook import sheet_name, write_workbook

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return ml.brief(ml.load("uk-2017"), DAY)


def test_every_sheet_and_column_has_words_in_every_language(briefing: Briefing) -> None:
    for language in LANGUAGES:
        words = catalogue(language)
        names = [words[f"workbook.sheet.{table.key}.name"] for table in tables_of(briefing)]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= 31
        assert all(f"workbook.column.{column}" in words for table in tables_of(briefing) for column in table.columns)


def test_a_sheet_has_one_header_row_and_the_numbers_of_the_results(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "briefing.xlsx"
    write_workbook(briefing, path)
    book = openpyxl.load_workbook(path)
    overview = book["Overview"]
    heads = [cell.value for cell in overview[HEAD_ROW]]
    assert heads[0] == "Target"
    rows = {row[0]: dict(zip(heads, row, strict=True)) for row in overview.iter_rows(HEAD_ROW + 1, values_only=True)}
    research = rows["rd-2.4"]
    assert research["Status"] == "Met by revision"
    assert research["Latest"] == pytest.approx(2.676)
    assert research["Goal"] == pytest.approx(2.4)
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes == f"B{HEAD_ROW + 1}"
        assert "as known on" in str(sheet["A3"].value).lower()


def test_text_from_the_data_is_never_a_formula(tmp_path: Path) -> None:
    strategy = ml.load("labour-2017")
    hostile = strategy.about.model_copy(update={"name": '=HYPERLINK("http://x","y")'})

    briefing = ml.brief(dataclasses.replace(strategy, about=hostile), DAY)
    path = tmp_path / "briefing.xlsx"
    write_workbook(briefing, path)
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)


def test_same_briefing_same_bytes(briefing: Briefing, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(briefing, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_ranges_point_at_the_rows_of_a_target(briefing: Briefing) -> None:
    series = next(table for table in tables_of(briefing) if table.key == "series")
    found = series.range_of("rd-2.4")
    assert found is not None
    first = 1 + next(number for number, row in enumerate(series.rows) if row[0] == "rd-2.4")
    assert found.startswith(f"A{HEAD_ROW + first}:")
    assert series.range_of("no such target") is None


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters


def test_sheet_names_follow_the_language() -> None:
    assert sheet_name("overview", Locale("es", "es-CL")) == "Resumen"
