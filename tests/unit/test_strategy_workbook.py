"""Workbooks made by another program (openpyxl) or by hand: what is read, what is reported, what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from missionlab.base.findings import InputError
from missionlab.strategy.raw import RawStrategy
from missionlab.strategy.reader import read
from missionlab.strategy.workbook_reader import read_workbook

SheetRows = dict[str, list[list[Any]]]
STRATEGY: SheetRows = {"strategy": [["id", "name"], ["s", "Example"]]}


def saved(folder: Path, sheets: SheetRows, change: Callable[[Any], None] = lambda _: None) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    change(book)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def found(raw: RawStrategy) -> list[tuple[str, str]]:
    assert all(finding.why and finding.fix for finding in raw.findings)
    return [(finding.code, str(finding.place)) for finding in raw.findings]


def rebuilt(path: Path, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> Path:
    """The workbook with each part replaced by what ``change`` makes of it, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path


def test_cells_are_read_by_the_type_of_their_field(tmp_path: Path) -> None:
    def month_only(book: Any) -> None:
        book["missions"]["E2"].number_format = "mmm-yy"
        book["missions"].row_dimensions[2].hidden = True
        book["missions"].sheet_state = "hidden"

    sheets = {
        "strategy": [["id", "name", "announced", "thresholds.fewest_points"], [2018, 7, date(2018, 5, 21), 4]],
        "missions": [
            ["id", "name", "statement[en]", "quoted", "announced", "ended", "sources"],
            ["007", "1e5", "two\nlines", True, datetime(2018, 5, 1), 2020, 12],
        ],
        "observations": [["indicator", "period", "value"], ["a", date(2018, 5, 1), 2.5], ["a", 2018, 3]],
        "projects": [["id", "trl_in", "phases_out", "missions"], ["p", 4.0, "no", "m: 1"]],
    }
    raw = read_workbook(saved(tmp_path, sheets, month_only))
    assert found(raw) == []
    assert raw.about is not None
    assert raw.about.values == {
        "id": "2018", "name": "7", "announced": "2018-05-21", "thresholds": {"fewest_points": 4}
    }  # fmt: skip
    assert raw.lists["missions"][0].values == {
        "id": "007", "name": "1e5", "statement": {"en": "two\nlines"}, "quoted": True, "announced": "2018-05",
        "ended": "2020", "sources": ["12"],
    }  # fmt: skip
    assert [record.values["period"] for record in raw.lists["observations"]] == ["2018-05", "2018"]
    assert raw.lists["observations"][1].values["value"] == 3.0
    assert raw.lists["projects"][0].values == {"id": "p", "trl_in": 4, "phases_out": False, "missions": {"m": 1.0}}
    assert str(raw.lists["missions"][0].locate(("statement", "en"))) == "book.xlsx:missions!C2"
    assert str(raw.lists["missions"][0].locate(("challenge",))) == "book.xlsx:missions!A2"


def test_everything_wrong_is_found_at_its_cell_and_the_rest_is_read(tmp_path: Path) -> None:
    sheets = {
        "strategy": [["id", "name"], ["s", "Example"], ["t", "Another"]],
        "Mission": [["id"], ["m"]],
        "Sheet1": [],
        "notes": [["anything", "=goes()"]],
        "_own": [["x"]],
        "actors": [
            ["id", "nmae", "kind", "kind"],
            ["a", "x", "firm", "y"],
            ["=1+1"],
            ["#REF!"],
            ["b", None, None, None, "z"],
        ],
        "breaks": [["indicator", "period"], ["i9", 2018]],
    }
    raw = read_workbook(saved(tmp_path, sheets, lambda book: book["actors"].merge_cells("A7:B8")))
    assert found(raw) == [
        ("repeated-strategy", "book.xlsx:strategy!A3"),
        ("unknown-sheet", "book.xlsx:Mission"),
        ("unknown-column", "book.xlsx:actors!B1"),
        ("repeated-column", "book.xlsx:actors!D1"),
        ("formula", "book.xlsx:actors!A3"),
        ("error-cell", "book.xlsx:actors!A4"),
        ("surplus-cells", "book.xlsx:actors!E5"),
        ("merged-cells", "book.xlsx:actors!A7"),
        ("unknown-reference", "book.xlsx:breaks!A2"),
    ]
    assert "Did you mean 'missions'?" in raw.findings[1].fix
    assert [record.broken for record in raw.lists["actors"]] == [False, True, True, True]
    assert raw.about is not None
    assert raw.about.values["id"] == "s"


def test_escapes_rich_text_and_readings_aids(tmp_path: Path) -> None:
    path = saved(tmp_path, {"strategy": [["id", "name", "summary"], ["s", "NAME", "a_x005F_x000D_b"]]})
    rich = b"<r><t>Ri</t></r><r><rPr><b/></rPr><t>ch_x000D_</t></r><rPh sb='0' eb='1'><t>aid</t></rPh>"
    raw = read_workbook(rebuilt(path, lambda _, content: content.replace(b"<t>NAME</t>", rich)))
    assert raw.about is not None
    assert raw.about.values["name"] == "Rich", "the carriage return at the end is blank space"
    assert raw.about.values["summary"] == "a_x000D_b"


def test_calendar_that_starts_in_1904_and_the_day_that_never_was(tmp_path: Path) -> None:
    def early(book: Any) -> None:
        for cell, serial in (("C2", 59), ("D2", 61)):
            book["strategy"][cell].value = serial
            book["strategy"][cell].number_format = "yyyy-mm-dd"

    path = saved(tmp_path, {"strategy": [["id", "name", "announced", "ended"], ["s", "x", None, None]]}, early)
    raw = read_workbook(path)
    assert raw.about is not None
    assert (raw.about.values["announced"], raw.about.values["ended"]) == ("1900-02-28", "1900-03-01")
    raw = read_workbook(
        rebuilt(path, lambda _, content: content.replace(b"<workbookPr ", b'<workbookPr date1904="1" '))
    )
    assert raw.about is not None
    assert raw.about.values["announced"] == "1904-02-29"


def test_macros_and_links_are_left_aside_with_a_warning(tmp_path: Path) -> None:
    path = rebuilt(
        saved(tmp_path, STRATEGY),
        lambda _, content: content,
        {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"},
    )
    raw = read_workbook(path)
    assert found(raw) == [("macros", "book.xlsx"), ("external-links", "book.xlsx")]
    assert raw.about is not None


def _bomb(name: str, content: bytes) -> bytes:
    return content.replace(b"<sheetData>", b"<sheetData>" + b" " * 8_000_000) if "sheet1" in name else content


def _entities(name: str, content: bytes) -> bytes:
    if "sheet1" not in name:
        return content
    body = content[content.index(b"?>") + 2 :] if content.startswith(b"<?xml") else content
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + body


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_bomb, "100 times"),
        (_entities, "document type"),
        (lambda name, content: content[: len(content) // 2] if "sheet1" in name else content, "well-formed"),
        (lambda name, content: None if "sheet1" in name else content, "missing"),
        (lambda name, content: None if name == "xl/workbook.xml" else content, "list of sheets"),
        (lambda _, content: content.replace(b'r="A2"', b'r="AAAA2"'), "no cell"),
        (
            lambda _, content: content.replace(b't="inlineStr"', b't="s"').replace(b"<is>", b"<v>9</v><is>"),
            "number '9",
        ),
    ],
)
def test_hostile_and_damaged_workbooks_are_refused_in_words(
    tmp_path: Path, change: Callable[[str, bytes], bytes | None], says: str
) -> None:
    path = rebuilt(saved(tmp_path, STRATEGY), change)
    with pytest.raises(InputError) as refused:
        read_workbook(path)
    assert says in refused.value.message
    assert refused.value.fix
    assert str(refused.value.place) == "book.xlsx"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("book.xlsx", b""),
        ("book.xlsx", b"not a zip"),
        ("book.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1locked"),
        ("book.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"),
        ("book.ods", b"PK"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_workbook(path)
    assert refused.value.fix
    with pytest.raises(InputError):
        read_workbook(tmp_path / "gone.xlsx")


def test_a_locked_workbook_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, STRATEGY)
    data = bytearray(path.read_bytes())
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="password"):
        read_workbook(path)


def test_blank_cells_without_end_are_refused_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("missionlab.strategy.xlsx_parts.MOST_ELEMENTS", 2_000)
    blank = b"<row>" + b'<c s="1"/>' * 3_000 + b"</row></sheetData>"
    path = rebuilt(saved(tmp_path, STRATEGY), lambda _, content: content.replace(b"</sheetData>", blank))
    with pytest.raises(InputError, match="2,000 cells"):
        read_workbook(path)


def test_a_formula_where_a_value_is_needed_is_one_finding(tmp_path: Path) -> None:
    sheets: SheetRows = {
        **STRATEGY,
        "sectors": [["id", "name"], ["food", "=A1"], ["steel", "Steel"]],
    }
    strategy = read(saved(tmp_path, sheets))
    errors = [(finding.code, str(finding.place)) for finding in strategy.findings if finding.level == "error"]
    assert errors == [("formula", "book.xlsx:sectors!B2")]
    assert [sector.id for sector in strategy.sectors] == ["steel"]
