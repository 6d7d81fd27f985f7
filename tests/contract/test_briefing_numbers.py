"""The page, results.json and the workbook say the same numbers, and the same input gives the same bytes."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import briefings
import html5lib
import openpyxl
import pytest

from missionlab.report.html import render
from missionlab.report.results import results_document
from missionlab.report.workbook import write_workbook

NUMBER = re.compile(r"[−-]?\d[\d.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]*")
PLAIN = re.compile(r"/targets/[^/]+/(latest/value|trend_rate(_low|_high)?|needed_rate|without_revisions|path_value)$")
"""Numbers that are written as figures in the indicator's own unit, not as words, shares or sums of money."""

BASE, A_MISSION, A_TARGET, A_POLICY = 44 * 1024, 45 * 1024, 20 * 1024, 17 * 1024
A_FUND, A_CHAPTER, A_PILOT = 170 * 1024, 80 * 1024, 32 * 1024
"""For each fund, for each of the chapters of plan, course and log that is there, and for each pilot."""
# 45 KB a mission is meant for about two targets; a mission with seven has their charts as well.


def _document(name: str) -> Any:
    return json.loads(json.dumps(results_document(briefings.briefing(name)), allow_nan=False))


def _at(document: Any, pointer: str) -> Any:
    """The value at a JSON Pointer (RFC 6901)."""
    here = document
    for part in pointer.split("/")[1:]:
        step = part.replace("~1", "/").replace("~0", "~")
        here = here[int(step)] if isinstance(here, list) else here[step]
    return here


def _tree(name: str) -> Any:
    return html5lib.parse(briefings.html(name), namespaceHTMLElements=False)


def _known(name: str) -> list[tuple[str, str, str]]:
    """Key, value and words of every number on the page that names its place."""
    return [
        (element.get("data-key"), element.get("data-value"), "".join(element.itertext()))
        for element in _tree(name).iter()
        if element.get("data-key") is not None
    ]


def _read(words: str, decimal_point: str) -> tuple[Decimal, int] | None:
    """The first number in ``words`` and how many decimals it is written with."""
    found = NUMBER.search(words)
    if found is None:
        return None
    digits = found[0].replace("−", "-").rstrip(".,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
    group = "," if decimal_point == "." else "."
    digits = re.sub(f"[{re.escape(group)}\\s]", "", digits).replace(decimal_point, ".")
    number = Decimal(digits)
    exponent = number.as_tuple().exponent
    return number, -exponent if isinstance(exponent, int) else 0


@pytest.mark.parametrize("name", briefings.ALL)
def test_every_key_leads_to_the_value_on_the_page(name: str) -> None:
    document = _document(name)
    known = _known(name)
    if briefings.strategy(name).targets:
        assert len(known) > len(briefings.briefing(name).standings.targets)
    for key, value, _ in known:
        assert _at(document, key) == json.loads(value), key


@pytest.mark.parametrize("name", briefings.ALL)
def test_the_figures_shown_are_the_values_rounded(name: str) -> None:
    point = "," if briefings.strategy(name).about.locale.startswith("es-C") else "."
    checked = 0
    for key, value, words in _known(name):
        shown = _read(words, point) if PLAIN.search(key) else None
        if shown is None:
            continue
        number, places = shown
        exact = Decimal(value)
        large = 10 ** (max(0, exact.adjusted() - 2)) if places == 0 else 0
        assert abs(number - exact) <= max(Decimal(10) ** -places / 2, large) + Decimal("1e-9"), (key, value, words)
        checked += 1
    if name in ("uk-2017", "labour-2017", "single"):
        assert checked > 5


@pytest.mark.parametrize("name", briefings.ALL)
def test_the_workbook_says_the_same_of_every_target(name: str, tmp_path: Path) -> None:
    path = tmp_path / "briefing.xlsx"
    write_workbook(briefings.briefing(name), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    targets = _document(name)["targets"]
    rows = [row for row in rows if row[0] in targets]
    assert [row[0] for row in rows] == list(targets)
    for row in rows:
        one = targets[str(row[0])]
        said = (one["latest"] and one["latest"]["value"], one["trend_rate"], one["needed_rate"], one["probability"])
        written = tuple(row[column] for column in (14, 19, 23, 11))
        assert written == tuple(pytest.approx(value, rel=1e-12) if value is not None else None for value in said)


@pytest.mark.parametrize("name", [name for name in briefings.ALL if "hostile" not in name])
def test_every_sheet_that_the_page_names_is_in_the_workbook(name: str, tmp_path: Path) -> None:
    """With rows in the cells that the page names."""
    path = tmp_path / "briefing.xlsx"
    write_workbook(briefings.briefing(name), path)
    book = openpyxl.load_workbook(path)
    links = [element for element in _tree(name).iter("a") if element.get("href") == "briefing.xlsx"]
    named = [re.fullmatch(r"(.*?)(?:, ([A-Z]+\d+:[A-Z]+\d+))?", "".join(link.itertext())) for link in links]
    for found in named:
        assert found
        sheet = next((one for one in book.sheetnames if found[1].endswith(f" {one}")), None)
        assert sheet, found[1]
        if found[2]:
            assert all(row[0] is not None for row in book[sheet][found[2]]), found[0]
    assert named or not briefings.strategy(name).targets


@pytest.mark.parametrize("name", briefings.ALL)
def test_same_input_same_bytes(name: str) -> None:
    assert render(briefings.briefing(name)) == briefings.html(name)


@pytest.mark.parametrize("name", briefings.ALL)
def test_every_chart_has_its_table(name: str) -> None:
    """As a table with rows, or as the nested list that is the twin of a map."""
    without = []
    for figure in _tree(name).iter("figure"):
        details = figure.findall("details")
        rows = [row for one in details for row in (*one.iterfind(".//tbody/tr"), *one.iterfind(".//li"))]
        drawings = [*figure.iter("svg"), *figure.iter("{http://www.w3.org/2000/svg}svg")]
        if not rows or not drawings:
            without.append(figure.get("id"))
    assert without == []


@pytest.mark.parametrize("name", briefings.ALL)
def test_the_file_is_within_its_budget(name: str) -> None:
    strategy = briefings.strategy(name)
    allowed = BASE + max(A_MISSION * len(strategy.missions), A_TARGET * len(strategy.targets))
    appraisal = briefings.briefing(name).appraisal
    if appraisal is not None:
        allowed += A_POLICY * len({one.policy for one in appraisal.effects if one.primary})
    found = briefings.briefing(name)
    others = (found.plan, found.course, found.log)
    allowed += A_FUND * len(found.funds) + A_CHAPTER * sum(bool(one) for one in others) + A_PILOT * len(found.pilots)
    assert len(briefings.html(name).encode()) <= allowed
