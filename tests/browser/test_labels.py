"""In every drawing that is shown, no label touches another one or leaves the drawing."""

from __future__ import annotations

import pages
import pytest

TOUCHING = """() => {
  const faults = [];
  for (const svg of document.querySelectorAll('.chart svg')) {
    if (!svg.checkVisibility()) continue;
    const frame = svg.getBoundingClientRect(), lines = [];
    for (const text of svg.querySelectorAll('text')) {
      const size = parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a;
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const r = range.getBoundingClientRect(), inset = Math.max(0, (r.height - size) / 2);
        if (r.width) lines.push({of: text, said: walker.currentNode.data,
          left: r.left, right: r.right, top: r.top + inset, bottom: r.bottom - inset});
      }
    }
    const where = (svg.closest('figure') || {}).id + ' at ' + Math.round(frame.width) + ' px: ';
    lines.forEach((a, i) => {
      if (a.left < frame.left - 3 || a.right > frame.right + 3 || a.top < frame.top - 3 || a.bottom > frame.bottom + 3)
        faults.push(where + a.said + ' leaves the drawing');
      for (const b of lines.slice(i + 1)) {
        if (a.of === b.of) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1.5 && tall > 1.5) faults.push(where + a.said + ' / ' + b.said);
      }
    });
  }
  return faults;
}"""


@pytest.mark.parametrize("name", pages.ALL)
def test_labels_keep_apart(open_briefing, name: str) -> None:
    page = open_briefing(name)
    faults = {}
    for width in (1280, 800, 320):
        page.set_viewport_size({"width": width, "height": 900})
        faults[width] = page.evaluate(TOUCHING)
    assert {width: found for width, found in faults.items() if found} == {}
