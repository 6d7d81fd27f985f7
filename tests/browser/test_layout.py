"""Nothing overflows, is cut off, or is too small to read, from 320 to 1600 px, with and without text spacing."""

from __future__ import annotations

import pages
import pytest

WIDTHS = (320, 640, 740, 1000, 1020, 1280, 1600)

SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}"
)

OVERFLOW = """() => {
  const root = document.documentElement, faults = [];
  if (root.scrollWidth > root.clientWidth) faults.push('page is ' + root.scrollWidth + ' px wide');
  const named = e => e.tagName + '.' + (e.getAttribute('class') || '') + ' ' + e.textContent.trim().slice(0, 50);
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg') || e.closest('.vh, .skip, thead') || !e.checkVisibility()) continue;
    const s = getComputedStyle(e);
    if (s.display === 'inline' || s.display === 'contents' || !e.clientWidth) continue;
    if (e.matches('.scroll') || (s.overflowY === 'auto' && e.closest('nav'))) continue;
    if (e.scrollWidth > e.clientWidth + 2) faults.push(e.scrollWidth + ' > ' + e.clientWidth + ': ' + named(e));
    if (s.overflowY !== 'visible' && e.scrollHeight > e.clientHeight + 2) faults.push('cut: ' + named(e));
  }
  return faults;
}"""

SMALL = """() => {
  const faults = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || e.closest('title, desc, .vh') || !e.checkVisibility()) continue;
    const svg = e.closest('svg'), matrix = svg && svg.getScreenCTM();
    const size = parseFloat(getComputedStyle(e).fontSize) * (matrix ? matrix.a : 1);
    if (size < 11.99) faults.push(size.toFixed(2) + ' px: ' + e.textContent.trim().slice(0, 40));
  }
  return faults;
}"""


@pytest.mark.parametrize("name", pages.ALL)
@pytest.mark.parametrize("spacing", ["", SPACING], ids=["plain", "spaced"])
def test_nothing_overflows_or_is_cut_off(open_briefing, name: str, spacing: str) -> None:
    page = open_briefing(name)
    if spacing:
        page.add_style_tag(content=spacing)
    faults = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults[width] = page.evaluate(OVERFLOW)
    assert {width: found[:6] for width, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", pages.ALL)
def test_no_text_is_smaller_than_twelve_pixels(open_briefing, name: str) -> None:
    page = open_briefing(name)
    faults = {}
    for width in (320, 640, 710, 760, 1000, 1010, 1100, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        faults[width] = page.evaluate(SMALL)
    assert {width: found[:6] for width, found in faults.items() if found} == {}
