"""With the keyboard alone: every link, summary and scroll region, in reading order, and the focus is seen."""

from __future__ import annotations

import pages
import pytest

MARK_STOPS = """() => {
  const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(e => e.checkVisibility());
  all.forEach((e, i) => e.dataset.stop = i);
  return all.length;
}"""
WHERE = """() => {
  const e = document.activeElement, s = getComputedStyle(e);
  const seen = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
  return [e.dataset.stop ?? '-1', seen, e.tagName + ' ' + (e.textContent || '').trim().slice(0, 40)];
}"""


@pytest.mark.parametrize(
    ("name", "details"),
    [("uk-2017", False), ("chile", True), ("single", True), ("empty", True), ("simulation-closed", True)],
)
def test_tab_reaches_everything_in_reading_order(open_briefing, name: str, details: bool) -> None:
    page = open_briefing(name, details=details)
    count = page.evaluate(MARK_STOPS)
    assert count >= 3
    reached = []
    for _ in range(count):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(WHERE))
    assert [int(stop) for stop, _, _ in reached] == list(range(count)), reached[:5]
    assert [what for _, seen, what in reached if not seen] == []
    page.keyboard.press("Tab")
    # The browser goes on either to the page itself or round to the first stop.
    assert page.evaluate("document.activeElement === document.body || document.activeElement.dataset.stop === '0'"), (
        "a tab stop that is no link, summary or region"
    )


@pytest.mark.parametrize("name", ["uk-2017", "chile", "empty", "simulation-closed"])
def test_skip_link_is_first_and_leads_to_the_text(open_briefing, name: str) -> None:
    page = open_briefing(name)
    page.keyboard.press("Tab")
    box = page.locator(":focus").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body || !document.activeElement.closest('nav, header')")


@pytest.mark.parametrize("name", pages.ALL)
def test_targets_of_the_pointer_are_large_enough(open_briefing, name: str) -> None:
    """Summaries and the links of the rail are at least 24 px high; links in running text are exempt."""
    page = open_briefing(name, 320)
    small = page.evaluate(
        """() => [...document.querySelectorAll('summary, nav a')].filter(e => e.checkVisibility())
           .map(e => [e.textContent.trim().slice(0, 40), e.getBoundingClientRect().height]).filter(x => x[1] < 24)"""
    )
    assert small == []
