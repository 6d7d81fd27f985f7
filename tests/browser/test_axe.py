"""axe-core finds nothing: WCAG 2.0 to 2.2 A and AA and its best practices, with every table open."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import briefings
import pages
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], selectors: false}).then(
  r => ({checked: r.passes.length, faults: r.violations.map(v => v.id + ': ' + v.nodes.length + ' x '
    + v.nodes.slice(0, 3).map(n => (n.html + ' ' + n.failureSummary).slice(0, 350)).join(' | '))}))"""
"""Without the selector of each element, which takes a third of the time; a fault shows the element itself."""

FOUR_WAYS = [(width, theme) for width in (1280, 320) for theme in ("light", "dark")]
TWO_WAYS = [(1280, "light"), (320, "dark")]
CHAPTERS = ("funded", "logged", "piloted", "steered", "planned")
"""Made-up briefings with one chapter of money and course; all chapters are in the template and chile-chapters too."""


def _ways(name: str) -> list[tuple[int, str]]:
    if name in ("uk-2017", "empty", "simulation-closed"):
        return FOUR_WAYS
    kind, _, chapter = name.partition("-")
    if chapter in CHAPTERS:
        return TWO_WAYS[:1] if kind == "hostile" else TWO_WAYS[1:]
    return TWO_WAYS


CASES = [(name, width, theme) for name in pages.ALL for width, theme in _ways(name)]


@pytest.mark.parametrize("name", ["uk-2017", "chile"])
def test_targets_are_still_a_table_where_its_cells_stand_below_each_other(open_briefing, name: str) -> None:
    heard = open_briefing(name, 320).locator("table.ov").first.aria_snapshot()
    rows = len(briefings.strategy(name).targets)
    assert heard.split('"')[0].endswith("table ")
    assert heard.count('rowheader "') == rows
    assert heard.count(' cell "') + heard.count("'cell \"") == 6 * rows


@pytest.mark.parametrize(("name", "width", "theme"), CASES)
def test_axe_finds_nothing(open_briefing, name: str, width: int, theme: str) -> None:
    page = open_briefing(name, width, theme)
    page.evaluate(AXE)
    found = page.evaluate(RUN, TAGS)
    assert found["checked"] > 15
    assert found["faults"] == []
