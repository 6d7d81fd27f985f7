"""The way to a goal in one small line: from the baseline to the diamond, how far it got and how far it should be."""

from __future__ import annotations

from missionlab.report.charts.drawing import place

WIDTH, HEIGHT = 104, 16


def draw(closed: float | None, due: float | None) -> str:
    """The drawing for the share of the gap closed and due; empty when the share closed is not known.

    Hidden from assistive technology, because the same numbers stand below it in words.
    """
    if closed is None:
        return ""
    start, end = (18.0 if closed < 0 else 5.0), 97.0
    at = start + min(1.0, max(-0.16, closed)) * (end - start)
    parts = [
        f'<path d="M{place(start)} 8H{place(end - 5)}" stroke="var(--strong)" stroke-width="1.5"/>',
        f'<path d="M{place(start)} 8H{place(min(at, end - 5))}" stroke="var(--ink)" stroke-width="4"/>',
        f'<path d="M{place(end - 5)} 8l5-5 5 5-5 5z" fill="var(--paper)" stroke="var(--need)" stroke-width="1.75"/>',
    ]
    if due is not None and closed < 1:
        tick = start + min(1.0, max(0.0, due)) * (end - 5 - start)
        parts.append(f'<path d="M{place(tick)} 1V15" stroke="var(--need)" stroke-width="2.5"/>')
    if closed < 1:
        parts.append(f'<circle cx="{place(min(at, end - 6))}" cy="8" r="4.25" fill="var(--ink)"/>')
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" class="way" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true" '
        f'fill="none">{"".join(parts)}</svg>'
    )
