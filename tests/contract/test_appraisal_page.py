"""Appraisals on a page: its numbers are those of the JSON document and of the workbook, each chart has its table, and
what is written to disk is whole."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import appraisal_samples as samples
import briefings
import html5lib
import openpyxl
import pages
import pyarrow.parquet as pq
import pytest

from missionlab.appraisal.results import Appraisal
from missionlab.base.findings import InputError
from missionlab.base.text import Locale, text
from missionlab.report.appraisal.deliver import DOCUMENT, EFFECTS, PAGE, write
from missionlab.report.appraisal.html import render
from missionlab.report.deliver import FILES, appraised, run
from missionlab.report.html import render as briefing_html
from missionlab.report.results import results_document
from missionlab.report.tables import tables_of
from missionlab.report.tables.appraisal import SHEETS
from missionlab.report.workbook import write_workbook
from missionlab.strategy.strategy import Strategy

NUMBER = re.compile(r"[−+]?\d[\d,.\N{NO-BREAK SPACE}]*")
LOCALES = (Locale(), Locale("es", "es-CL"))
WRONG = re.compile(r"apprais[a-z]+\.[a-z_]+\.|workbook\.|\{[a-z]+\}|\bnan\b|None")


def _tree(html: str) -> Any:
    return html5lib.parse(html, namespaceHTMLElements=False)


def _at(document: Any, pointer: str) -> Any:
    here = document
    for step in pointer.split("/")[1:]:
        here = here[int(step)] if isinstance(here, list) else here[step]
    return here


def _known(html: str) -> list[tuple[str, str, str]]:
    """Key, value and words of every number that names its place."""
    return [
        (element.get("data-key"), element.get("data-value"), "".join(element.itertext()))
        for element in _tree(html).iter()
        if element.get("data-key") is not None
    ]


def _document(name: str) -> Any:
    return json.loads(json.dumps(samples.appraisal(name).to_json(), allow_nan=False))


@pytest.mark.parametrize("name", samples.ALL)
def test_every_key_leads_to_the_value_on_the_page(name: str) -> None:
    document, known = _document(name), _known(pages.html(f"appraisal-{name}"))
    assert len(known) > {"usual": 800, "main-table": 100, "nothing": 0, "hostile": 300}[name]
    for key, value, _ in known:
        assert _at(document, key) == json.loads(value), key


@pytest.mark.parametrize("name", ["usual", "hostile"])
def test_the_figures_shown_are_the_values_rounded(name: str) -> None:
    """As they stand, in percent, or as the percentage that a gap of logarithms stands for; in words without a sign."""
    for key, value, words in _known(pages.html(f"appraisal-{name}")):
        found = NUMBER.search(words)
        assert found, (key, words)
        shown = Decimal(found[0].rstrip(".").replace("−", "-").replace(",", ""))
        exponent = shown.as_tuple().exponent
        assert isinstance(exponent, int)
        exact = float(value)
        readings = [
            reading for one in (exact, 100 * exact, 100 * math.expm1(min(exact, 50))) for reading in (one, abs(one))
        ]
        money = [round(exact / 1e6)] if "£" in words else []
        step = 10.0**exponent if exponent < 0 or abs(shown) < 1000 else 10 ** (len(str(abs(shown))) - 3)
        nearest = min(abs(float(shown) - reading) for reading in (*readings, *money))
        least = key.endswith("p_adjusted") and exact < 0.001
        assert nearest <= step / 2 * 1.000001 or least, (key, value, words)


@pytest.mark.parametrize("locale", LOCALES, ids=["en", "es"])
@pytest.mark.parametrize("name", samples.ALL)
def test_the_page_is_well_formed_and_no_word_is_missing(name: str, locale: Locale) -> None:
    html = render(samples.appraisal(name), samples.COMMAND, locale)
    html5lib.HTMLParser(strict=True).parse(html)
    assert not re.search(r'(?:src|href)="(?!#|appraisal\.json)', html)
    visible = re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.S)
    assert not WRONG.search(visible), WRONG.search(visible)


@pytest.mark.parametrize("name", samples.ALL)
def test_same_input_same_bytes_and_every_chart_has_two_drawings_and_a_table(name: str) -> None:
    locale = LOCALES[1] if name == "main-table" else LOCALES[0]
    assert render(samples.appraisal(name), samples.COMMAND, locale) == pages.html(f"appraisal-{name}")
    figures = re.findall(r"<figure.*?</figure>", pages.html(f"appraisal-{name}"), flags=re.S)
    assert len(figures) == {"usual": 9, "main-table": 4, "nothing": 0, "hostile": 9}[name]
    for figure in figures:
        assert (figure.count("<svg"), figure.count("<desc")) == (2, 1)
        assert "<tbody><tr>" in figure


def test_limits_stand_before_the_first_number_and_the_verdict_before_them() -> None:
    for html in (pages.html("appraisal-usual"), briefings.html("single-appraised")):
        chapter = html[
            html.index('id="h-appraisal"') if 'id="h-appraisal"' in html else html.index('id="h-overview"') :
        ]
        verdict = "The first verdict" if "The first verdict" in chapter else "alert"
        places = [chapter.index(mark) for mark in (verdict, "The model has one good", '<dl class="facts">', "<figure")]
        assert places == sorted(places)


# In the briefing


def test_a_briefing_without_an_appraisal_says_so_and_how_to_get_one() -> None:
    html = briefings.html("single")
    section = html[html.index('<section class="page" id="appraisal"') :]
    section = section[: section.index("</section>")]
    assert "It was not asked for" in section
    assert "missionlab appraise STRATEGY" in section
    assert results_document(briefings.briefing("single"))["appraisal"] is None
    assert not {table.key for table in tables_of(briefings.briefing("single"))} & set(SHEETS)


def test_the_mapping_is_in_the_assumptions_log() -> None:
    html = briefings.html("chile-appraised")
    method = html[html.index('<section class="page" id="method"') :]
    for words in (
        "Registro de supuestos: la evaluación",
        "A grant pays researchers.",
        "no está en el modelo",
        "un año",
    ):
        assert words in method
    assert "Registro de supuestos: la evaluación" not in briefings.html("chile")


def test_the_workbook_says_the_same_as_the_results(tmp_path: Path) -> None:
    briefing, path = briefings.briefing("chile-appraised"), tmp_path / "briefing.xlsx"
    write_workbook(briefing, path)
    book = openpyxl.load_workbook(path)
    found = results_document(briefing)["appraisal"]

    def rows(name: str) -> list[tuple[Any, ...]]:
        return list(book[name].iter_rows(min_row=6, values_only=True))

    effects = rows("Efectos")
    assert len(effects) == len(found["effects"]) > 100
    for row, effect in zip(effects, found["effects"], strict=True):
        known = [effect["estimate"][end] for end in ("value", "low", "high")] + [effect["p"], effect["p_adjusted"]]
        for cell, number in zip((*row[5:8], *row[13:15]), known, strict=True):
            assert cell == (None if number is None else pytest.approx(number, rel=1e-12))
    for row, cost in zip(rows("Costos"), found["costs"], strict=True):
        assert (row[1], row[2]) == pytest.approx((cost["budget"], cost["spent"]["value"]), rel=1e-12)
    gaps = rows("Brechas")
    assert len(gaps) == sum(len(path["periods"]) for path in found["paths"])
    assert [row[3] for row in gaps[:80]] == pytest.approx(found["paths"][0]["mean"], rel=1e-12)
    assert len(rows("Combinación")) == len(found["mix"]["lines"])
    assert {table.key for table in tables_of(briefing)} >= set(SHEETS)


# On disk


def test_the_folder_holds_page_document_charts_and_effects(tmp_path: Path) -> None:
    out = tmp_path / "appraisal"
    written = write(samples.appraisal("usual"), out, samples.COMMAND)
    assert {path.name for path in out.iterdir()} == {path.name for path in written}
    names = {path.name for path in written}
    charts = {name.removesuffix(".svg") for name in names if name.endswith(".svg")}
    assert charts == {name.removesuffix(".vl.json") for name in names if name.endswith(".vl.json")}
    assert {"forest-placebo", "paths", "dose-0", "patience-0", "break-even-1", "ranking"} <= charts
    assert json.loads((out / DOCUMENT).read_text()) == _document("usual")
    assert pq.read_table(out / EFFECTS).num_rows == len(samples.appraisal("usual").effects)
    assert (out / PAGE).read_text() == pages.html("appraisal-usual")


def test_charts_of_an_earlier_appraisal_go_and_runs_stay(tmp_path: Path) -> None:
    write(samples.appraisal("usual"), tmp_path, samples.COMMAND)
    (tmp_path / "runs").mkdir()
    (tmp_path / "manifest.json").write_text("{}")
    written = write(samples.appraisal("main-table"), tmp_path, samples.COMMAND)
    assert {p.name for p in tmp_path.iterdir()} == {p.name for p in written} | {"runs", "manifest.json"}
    assert not (tmp_path / "dose-0.svg").exists()


@pytest.mark.parametrize("name", ["usual", "hostile"])
def test_specifications_hold_the_numbers_of_the_appraisal(name: str, tmp_path: Path) -> None:
    found = samples.appraisal(name)
    write(found, tmp_path, samples.COMMAND)
    for file in tmp_path.glob("*.vl.json"):
        chart = json.loads(file.read_text())
        assert chart["$schema"].endswith("vega-lite/v5.json")
        assert chart["data"]["values"]
        assert {"layer", "spec", "encoding"} & set(chart)
    forest = json.loads((tmp_path / "forest-placebo.vl.json").read_text())["data"]["values"]
    primary = [one for one in found.effects if one.primary and one.role == "placebo" and one.estimate.value is not None]
    expected = sorted((100 * math.expm1(one.estimate.value or 0) for one in primary), reverse=True)
    assert [row["effect"] for row in forest] == pytest.approx(expected)


# Appraising within a run


def _fails(error: Exception) -> Any:
    def appraise(_: Strategy) -> Appraisal:
        raise error

    return appraise


def test_a_run_appraises_the_strategy_as_known_on_the_day_and_writes_the_chapter(tmp_path: Path) -> None:
    seen: list[Strategy] = []
    steps: list[str] = []

    def appraise(strategy: Strategy) -> Appraisal:
        seen.append(strategy)
        return samples.appraisal("main-table")

    briefing = run(briefings.strategy("chile"), tmp_path, briefings.DAY, appraise=appraise, progress=steps.append)
    assert seen == [briefing.strategy]
    assert "Appraisal" in steps
    assert briefing.appraisal is samples.appraisal("main-table")
    assert 'id="appraisal-forest-placebo"' in (tmp_path / FILES[0]).read_text()
    assert json.loads((tmp_path / FILES[2]).read_text())["appraisal"]["design"]["runs"] == 40


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            RuntimeError("LLVM has no such target\nmore"),
            "La economía no se pudo simular en esta máquina: RuntimeError: ",
        ),
        (ImportError("No module named 'numba'"), "ImportError: No module named"),
        (MemoryError(), "La economía no se pudo simular en esta máquina: MemoryError"),
        (InputError("The mapping is not a mapping."), "Se rechazó: The mapping is not a mapping."),
    ],
)
def test_whatever_the_economy_fails_on_the_briefing_is_there_and_says_why(error: Exception, said: str) -> None:
    without = briefings.briefing("chile")
    briefing = appraised(without, _fails(error))
    assert briefing.appraisal is None
    assert dataclasses.replace(briefing, no_appraisal=None) == without
    html = briefing_html(briefing)
    visible = re.sub(r"<[^>]*>", "", html)
    assert said in visible.replace("&#39;", "'")
    assert results_document(briefing)["no_appraisal"]


def test_ctrl_c_is_heard_while_the_economy_is_simulated() -> None:
    def stopped(_: Strategy) -> Appraisal:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        appraised(briefings.briefing("chile"), stopped)


def test_reasons_of_the_record_are_said_where_a_number_is_blank() -> None:
    reason = text("appraisal.reason.one_run")
    found = dataclasses.replace(
        samples.appraisal("main-table"), costs=(dataclasses.replace(samples.cost("mix"), net=samples.blank(reason)),)
    )
    assert "One run has no error." in render(found, samples.COMMAND)
