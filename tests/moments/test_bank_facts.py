"""The facts of finance under `closed-banks`: a smaller version of what docs/reference/stylised-facts.md shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmark_programs import benchmark

from missionlab.ensemble.facts import FACTS_OF_BANKS
from missionlab.ensemble.judging import Judged, Verdict

pytestmark = pytest.mark.moments

RUNS = 32
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "stylised-facts.md"
FINANCE = next(fact for fact in FACTS_OF_BANKS if fact.key == "SF6")


@pytest.fixture(scope="module")
def facts() -> dict[str, Judged]:
    shown = benchmark("stylised_facts").stylised_facts(RUNS, panel_periods=60, rules="closed-banks")
    return {judged.fact.key: judged for judged in shown.facts}


def verdicts_of_the_page() -> dict[str, str]:
    """The verdict of each criterion of finance, by what it says."""
    section = PAGE.read_text(encoding="utf-8").split("### SF6 with banks")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line[:1] == "|"]
    return {cells[0]: cells[4] for cells in rows if len(cells) == 6 and cells[4] in set(Verdict)}


def test_the_page_judges_every_criterion_of_finance() -> None:
    assert set(verdicts_of_the_page()) == {criterion.says for criterion in FINANCE.criteria}


def test_no_verdict_of_finance_is_turned_round(facts: dict[str, Judged]) -> None:
    opposite = {Verdict.HOLDS: Verdict.FAILS, Verdict.FAILS: Verdict.HOLDS}
    page = verdicts_of_the_page()
    turned = [
        (criterion.says, estimate)
        for criterion, estimate, verdict in facts["SF6"].criteria
        if opposite.get(Verdict(page[criterion.says])) is verdict
    ]
    assert turned == []


def test_growth_and_cycles_outlive_banks(facts: dict[str, Judged]) -> None:
    for key in ("SF1", "SF2", "SF8", "SF9", "SF10"):
        assert Verdict.FAILS not in {verdict for _, _, verdict in facts[key].criteria}


def test_the_page_says_when_credit_is_refused() -> None:
    refused = re.search(r"\| Credit refused by banks .*\| 0 \(0 to 0\) \| ([\d.]+) ", PAGE.read_text(encoding="utf-8"))
    assert refused is not None
    assert float(refused[1]) > 0.001
