"""The stylised facts of `closed`: a smaller version of what docs/reference/stylised-facts.md shows.

A figure of few runs may leave open what many runs decide, but it must not decide the other way.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmark_programs import benchmark

from missionlab.ensemble.facts import FACTS
from missionlab.ensemble.judging import Judged, Verdict

pytestmark = pytest.mark.moments

RUNS = 48
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "stylised-facts.md"


@pytest.fixture(scope="module")
def facts() -> dict[str, Judged]:
    shown = benchmark("stylised_facts").stylised_facts(RUNS, panel_periods=100)
    return {judged.fact.key: judged for judged in shown.facts}


def verdicts_of_the_page() -> dict[tuple[str, str], str]:
    """The verdict of each criterion, by fact and by what it says, as the page has it."""
    found = {}
    key = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if title := re.match(r"## (.+?)\. ", line):
            key = title[1]
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if key and len(cells) == 6 and cells[4] in set(Verdict):
            found[key, cells[0]] = cells[4]
    return found


def test_the_page_judges_every_criterion() -> None:
    assert set(verdicts_of_the_page()) == {(fact.key, c.says) for fact in FACTS for c in fact.criteria}


def test_no_verdict_of_the_page_is_turned_round(facts: dict[str, Judged]) -> None:
    opposite = {Verdict.HOLDS: Verdict.FAILS, Verdict.FAILS: Verdict.HOLDS}
    page = verdicts_of_the_page()
    turned = [
        (key, criterion.says, estimate)
        for key, judged in facts.items()
        for criterion, estimate, verdict in judged.criteria
        if opposite.get(Verdict(page[key, criterion.says])) is verdict
    ]
    assert turned == []


@pytest.mark.parametrize("key", ["SF1", "SF2", "SF4", "SF8", "SF9", "SF10", "SF11", "SF12"])
def test_what_the_model_is_known_for_holds(facts: dict[str, Judged], key: str) -> None:
    """None of it may fail, and at least half of it is certain even of few runs."""
    verdicts = [verdict for _, _, verdict in facts[key].criteria]
    assert Verdict.FAILS not in verdicts
    assert verdicts.count(Verdict.HOLDS) >= len(verdicts) / 2


def test_search_and_the_state_are_both_needed(facts: dict[str, Judged]) -> None:
    """Schumpeter and Keynes: without search no growth, without the state crises and unemployment."""
    without_search = {c.figure: estimate for c, estimate, _ in facts["Policy 1"].criteria}
    growth = next(estimate for c, estimate, _ in facts["SF1"].criteria if c.figure == "g_GDP")
    assert without_search["growth_without_search"].high < 0.3 * growth.low
    without_state = {c.figure: estimate for c, estimate, _ in facts["Policy 2"].criteria}
    assert without_state["unemployment_without_state"].low > 0.2
    assert without_state["violence_without_state"].low > 0.3
