"""The records of money and course in every form of a file, with their nested lists and their places."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from missionlab.strategy.flat import NESTED_LISTS, TABLE_NAMES, table
from missionlab.strategy.reader import read
from missionlab.strategy.records import Terms
from missionlab.strategy.strategy import RECORD_TYPES, Strategy
from missionlab.strategy.template import write_template
from missionlab.strategy.writer import write_folder, write_workbook

SAMPLE = read(Path(__file__).parents[1] / "strategy_sample.yaml")
LISTS = ("outcome_models", "funds", "aid_rules", "limits", "reviews", "signposts", "rules", "actions", "pilots")
NESTED = ("gates", "co_finance", "outcome_steps", "fund_lines", "fund_record", "pilot_results")


def test_the_sample_has_every_list_and_every_nested_list() -> None:
    assert set(LISTS) <= set(RECORD_TYPES)
    assert set(NESTED) <= set(NESTED_LISTS)
    for name in (*LISTS, *NESTED):
        of = table(name)
        owners = getattr(SAMPLE, of.parent_list or name)
        assert any(getattr(owner, of.field) for owner in owners) if of.field else owners, name


@pytest.fixture(params=["sample", "template"])
def strategy(request: pytest.FixtureRequest, tmp_path: Path) -> Strategy:
    if request.param == "sample":
        return SAMPLE
    write_template(tmp_path / "template")
    return read(tmp_path / "template")


def test_it_comes_back_from_yaml_and_from_a_workbook(strategy: Strategy, tmp_path: Path) -> None:
    write_folder(strategy, tmp_path / "folder")
    write_workbook(strategy, tmp_path / "book.xlsx")
    for path in (tmp_path / "folder", tmp_path / "book.xlsx"):
        again = read(path)
        assert again == strategy
        assert again.fingerprint == strategy.fingerprint
        assert [f.code for f in again.findings] == [f.code for f in strategy.findings]


def test_it_comes_back_from_csv_files_beside_a_bare_strategy(tmp_path: Path) -> None:
    """Each list in a file of its own, as a spreadsheet program saves them."""
    from missionlab.strategy.flat import cells, columns_for, rows_of

    document = SAMPLE.to_json()
    for name in TABLE_NAMES[1:]:
        of = table(name)
        inner = of.parent is not None
        records = list(rows_of(of, document.get(of.parent_list, ()))) if inner else document.get(name, [])
        columns = columns_for(of, records)
        if records:
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(
                    [[column.header for column in columns], *(cells(record, columns) for record in records)]
                )
    (tmp_path / "strategy.yaml").write_text("strategy: " + json.dumps(document["strategy"]), encoding="utf-8")
    assert read(tmp_path) == SAMPLE


def test_every_term_has_a_column_beside_the_money_and_the_line() -> None:
    for name in ("commitments", "fund_lines"):
        headers = {column.header for column in table(name).columns}
        assert {f"terms.{field}" for field in Terms.model_fields} <= headers


@pytest.mark.parametrize(
    ("sheet", "header", "value", "code"),
    [
        ("gates", "decided_on", "2020-12", "gate-order"),
        ("co_finance", "anyway_low", 0.9, "impossible-interval"),
        ("outcome_steps", "advance", 0.95, "chances-sum"),
        ("fund_lines", "terms.grace_years", 30, "tenor-within-grace"),
        ("fund_record", "year", 1999, "impossible-date"),
        ("pilot_results", "successes", 99, "impossible-result"),
        ("commitments", "terms.margin", 0.02, "terms-contradict"),
        ("rules", "threshold", 1.5, "rule-never-fires"),
        ("limits", "count", 1, "limit-measure"),
        ("reviews", "every_months", 0, "wrong-value"),
        ("signposts", "statistic", "chanse", "wrong-word"),
        ("actions", "owner", "a9", "unknown-link"),
        ("projects", "stopped_on", "someday", "wrong-value"),
    ],
)
def test_a_fault_is_found_in_its_cell(sheet: str, header: str, value: object, code: str, tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "book.xlsx"
    write_workbook(SAMPLE, path)
    book = openpyxl.load_workbook(path)
    headers = [cell.value for cell in book[sheet][1]]
    column = headers.index(header) + 1
    rows = range(2, book[sheet].max_row + 1)
    filled = {"outcome_steps": 3, "commitments": 5, "gates": 3, "projects": 5}.get(sheet, min(rows))
    if code == "rule-never-fires":
        book[sheet].cell(filled, headers.index("comparator") + 1).value = "at least"
    book[sheet].cell(filled, column).value = value
    book.save(path)
    found = [finding for finding in read(path).findings if finding.code == code]
    assert found, [f.code for f in read(path).findings]
    place = found[0].place
    assert place.sheet == sheet
    letter = openpyxl.utils.get_column_letter(column)
    assert str(place).endswith((f"{letter}{filled}", f"A{filled}")), str(place)
