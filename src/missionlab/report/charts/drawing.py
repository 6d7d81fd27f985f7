"""A small kit to write SVG: marks in the colours of the tokens, text with a halo, rounded coordinates.

Colours are names of tokens (``ink``, ``trend``), written as ``var(--ink)``, so that one drawing serves light, dark,
print and forced colours. Every id carries the drawing's own prefix. Equal calls give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import escape

from missionlab.report.charts.labels import LINE, MIDDLE_OF_LINE, SIZE, SIZE_WIDE, Point, text_width

WIDE, NARROW = 904, 288
"""Widths of the two drawings of a chart: for the column of text and for telephones."""
WIDTHS = (WIDE, NARROW)
HEAT_STEPS = 5
"""Steps of the heat ramp, from light to dark: the tokens ``heat1`` to ``heat5``."""


_ANCHORS = {"start": "", "middle": " c", "end": " e"}
"""Classes of the style that anchor text: a drawing says so a hundred times, so it says it briefly."""


def place(value: float, decimals: int = 1) -> str:
    """A coordinate, rounded to a tenth of a pixel, which no eye can tell from more."""
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


class Drawing:
    """One SVG in the making: the drawing of ``figure`` at one of its widths."""

    def __init__(self, figure: str, width: float, height: float) -> None:
        self.figure, self.width, self.height = figure, width, height
        self.prefix = f"{figure}-{width_class(width)}"
        self.size = text_size(width)
        self._parts: list[str] = []
        self._defs: list[str] = []

    def line(self, x1: float, y1: float, x2: float, y2: float, ink: str, width: float = 1, dash: str = "") -> None:
        self.path([(x1, y1), (x2, y2)], ink, width, dash)

    def rules(self, lines: Iterable[tuple[Point, Point]], ink: str) -> None:
        """Several thin lines in one path, such as a grid."""
        d = "".join(f"M{place(a)} {place(b)}L{place(c)} {place(e)}" for (a, b), (c, e) in lines)
        if d:
            self._parts.append(f'<path d="{d}"{_stroke(ink, 1, "")}/>')

    def path(self, points: Iterable[Point], ink: str, width: float = 2, dash: str = "") -> None:
        """A polyline."""
        d = _polyline(points)
        self._parts.append(f'<path d="{d}"{_stroke(ink, width, dash)}/>')

    def band(
        self, upper: Sequence[Point], lower: Sequence[Point], ink: str, opacity: float, clip: str, *, edged: bool
    ) -> None:
        """The area between two lines, cut at the frame ``clip``; ``edged`` with a thin line around it."""
        d = _polyline([*upper, *reversed(lower)]) + "Z"
        edge = f' stroke="var(--{ink})"' if edged else ""
        paint = f'fill="var(--{ink})" fill-opacity="{place(opacity, 2)}"{edge}'
        self._parts.append(f'<path d="{d}" {paint}{self._clip(clip)}/>')

    def curve(self, d: str, ink: str, width: float, opacity: float = 1, dash: str = "") -> None:
        """A path in SVG's own words, such as a link of the mission map."""
        see = f' stroke-opacity="{place(opacity, 2)}"' if opacity < 1 else ""
        self._parts.append(f'<path d="{d}"{_stroke(ink, width, dash)}{see}/>')

    def clipped(self, points: Iterable[Point], ink: str, width: float, dash: str, clip: str) -> None:
        """A polyline that is cut at the frame ``clip``."""
        self._parts.append(f'<path d="{_polyline(points)}"{_stroke(ink, width, dash)}{self._clip(clip)}/>')

    def rect(
        self, x: float, y: float, width: float, height: float, ink: str, *, fill: str = "", dash: str = ""
    ) -> None:
        """A filled bar, or with ``dash`` an empty frame; ``fill`` names a pattern made by ``hatch``."""
        box = f'x="{place(x)}" y="{place(y)}" width="{place(max(0, width))}" height="{place(height)}"'
        if dash:
            paint = f'stroke="var(--{ink})" stroke-width="1.3" stroke-dasharray="{dash}"'
        elif fill:
            paint = f'fill="url(#{self.prefix}-{fill})" stroke="var(--{ink})" stroke-width="1.5"'
        else:
            paint = f'fill="var(--{ink})"'
        self._parts.append(f"<rect {box} {paint}/>")

    def cell(self, x: float, y: float, width: float, height: float, step: int, label: str) -> None:
        """A cell of the heat ramp, ``step`` 1 to ``HEAT_STEPS``, with its label, whose ink keeps to the ramp in every
        theme; it has no halo. A label that is wider than its cell is left out."""
        box = f'x="{place(x)}" y="{place(y)}" width="{place(max(0, width))}" height="{place(height)}"'
        self._parts.append(f'<rect class="on" {box} rx="2" fill="var(--heat{step})"/>')
        if label and text_width(label, self.size, bold=step == HEAT_STEPS) <= width:
            bold, ink = (" b", "ondark") if step == HEAT_STEPS else ("", "onlight")
            at = f'x="{place(x + width / 2)}" y="{place(y + height / 2 + MIDDLE_OF_LINE * self.size)}"'
            self._parts.append(f'<text class="lab c on{bold}" {at} fill="var(--{ink})">{escape(label)}</text>')

    def outline(self, x: float, y: float, width: float, height: float, ink: str, thick: float, dash: str = "") -> None:
        """An empty frame."""
        box = f'x="{place(x)}" y="{place(y)}" width="{place(width)}" height="{place(height)}"'
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(f'<rect {box} rx="2" stroke="var(--{ink})" stroke-width="{place(thick)}"{dashes}/>')

    def dot(self, x: float, y: float, radius: float, ink: str, *, hollow: bool = False) -> None:
        paint = f'fill="var(--paper)" stroke="var(--{ink})" stroke-width="2"' if hollow else f'fill="var(--{ink})"'
        self._parts.append(f'<circle cx="{place(x)}" cy="{place(y)}" r="{place(radius)}" {paint}/>')

    def polygon(self, points: Iterable[Point], ink: str, *, hollow: bool = False) -> None:
        paint = f'fill="var(--paper)" stroke="var(--{ink})" stroke-width="2"' if hollow else f'fill="var(--{ink})"'
        self._parts.append(f'<path d="{_polyline(points)}Z" {paint}/>')

    def diamond(self, x: float, y: float, radius: float, ink: str, *, hollow: bool = False) -> None:
        self.polygon([(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)], ink, hollow=hollow)

    def triangle(self, x: float, y: float, radius: float, ink: str, *, up: bool, hollow: bool) -> None:
        tip = -radius if up else radius
        self.polygon([(x - radius, y - tip * 0.8), (x + radius, y - tip * 0.8), (x, y + tip)], ink, hollow=hollow)

    def text(
        self,
        x: float,
        y: float,
        lines: str | list[str],
        *,
        ink: str = "ink",
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """Text that must not collide with other text; lines below each other from the first baseline ``y``."""
        rows = [lines] if isinstance(lines, str) else lines
        names = "lab" + _ANCHORS[anchor] + " b" * bold + " q" * (ink == "ink2")
        paint = "" if ink in ("ink", "ink2") else f' fill="var(--{ink})"'
        inner = str(escape(rows[0]))
        if len(rows) > 1:
            inner = "".join(
                f'<tspan x="{place(x)}"' + (f' dy="{LINE}em"' if i else "") + f">{escape(row)}</tspan>"
                for i, row in enumerate(rows)
            )
        self._parts.append(f'<text class="{names}" x="{place(x)}" y="{place(y)}"{paint}>{inner}</text>')

    def hatch(self, name: str, ink: str) -> None:
        """Defines a pattern for ``rect``: ``diag``, ``cross`` or ``lines``."""
        marks = {
            "diag": f'<path d="M-1 7L7 -1M3 9L9 3" stroke="var(--{ink})" stroke-width="2.4"/>',
            "cross": f'<path d="M0 0L8 8M8 0L0 8" stroke="var(--{ink})" stroke-width="2"/>',
            "lines": f'<path d="M0 2H8M0 6H8" stroke="var(--{ink})" stroke-width="1.8"/>',
        }[name]
        self._defs.append(
            f'<pattern id="{self.prefix}-{name}" width="8" height="8" patternUnits="userSpaceOnUse">{marks}</pattern>'
        )

    def frame(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Defines a frame at which bands are cut."""
        self._defs.append(
            f'<clipPath id="{self.prefix}-{name}"><rect x="{place(x)}" y="{place(y)}" '
            f'width="{place(width)}" height="{place(height)}"/></clipPath>'
        )

    def _clip(self, name: str) -> str:
        return f' clip-path="url(#{self.prefix}-{name})"' if name else ""

    def svg(self, name: str, description: str) -> str:
        """The drawing with its name and its alternative text, which the widest drawing of a figure holds for all."""
        size = f'viewBox="0 0 {place(self.width)} {place(self.height)}" width="{place(self.width)}"'
        defs = f"<defs>{''.join(self._defs)}</defs>" if self._defs else ""
        said = f'<desc id="{self.figure}-d">{escape(description)}</desc>' if self.width > NARROW else ""
        return (
            f'<svg class="{width_class(self.width)}" {size} height="{place(self.height)}" fill="none" role="img" '
            f'aria-labelledby="{self.prefix}-t" aria-describedby="{self.figure}-d">'
            f'<title id="{self.prefix}-t">{escape(name)}</title>{said}{defs}{"".join(self._parts)}</svg>'
        )


def _stroke(ink: str, width: float, dash: str) -> str:
    thick = "" if width == 1 else f' stroke-width="{place(width)}"'
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f' stroke="var(--{ink})"{thick}{dashes}'


def _polyline(points: Iterable[Point]) -> str:
    """A path through ``points``, each as the step from the one before, which is shorter; steps are between rounded
    places, so that nothing adds up."""
    out: list[str] = []
    x0 = y0 = 0.0
    for x, y in points:
        x1, y1 = round(x, 1), round(y, 1)
        across, down = place(x1 - x0), place(y1 - y0)
        between = "" if down.startswith("-") else " "
        out.append(f"{'l' if out else 'M'}{across}{between}{down}")
        x0, y0 = x1, y1
    return "".join(out)


def width_class(width: float) -> str:
    """The class by which the style shows one of a figure's drawings at a time."""
    return "w" if width > NARROW else "n"


def text_size(width: float) -> float:
    """Size of the text for which a drawing of this width is laid out."""
    return SIZE_WIDE if width > NARROW else SIZE
