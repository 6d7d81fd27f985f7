"""A small kit to write SVG: marks in the colours of the tokens, text with a halo, rounded coordinates.

Colours are names of tokens (``ink``, ``trend``), written as ``var(--ink)``, so that one drawing serves light, dark,
print and forced colours. Every id carries the drawing's own prefix. Equal calls give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import escape

from missionlab.report.charts.labels import LINE, Point

WIDE, MIDDLE, NARROW = 904, 640, 288
"""Widths of the drawings: full column, print and small screens, telephones. Text keeps its size in each."""


def place(value: float) -> str:
    """A coordinate with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Drawing:
    """One SVG in the making."""

    def __init__(self, prefix: str, width: float, height: float) -> None:
        self.prefix, self.width, self.height = prefix, width, height
        self._parts: list[str] = []
        self._defs: list[str] = []

    def line(
        self, x1: float, y1: float, x2: float, y2: float, ink: str, width: float = 1, dash: str = ""
    ) -> None:
        self.path([(x1, y1), (x2, y2)], ink, width, dash)

    def path(self, points: Iterable[Point], ink: str, width: float = 2, dash: str = "", cls: str = "") -> None:
        """A polyline."""
        d = _polyline(points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        name = f' class="{cls}"' if cls else ""
        self._parts.append(
            f'<path{name} d="{d}" fill="none" stroke="var(--{ink})" stroke-width="{place(width)}"{dashes}/>'
        )

    def band(self, upper: Sequence[Point], lower: Sequence[Point], ink: str, opacity: float, clip: str = "") -> None:
        """The area between two lines."""
        d = _polyline([*upper, *reversed(lower)]) + "Z"
        self._parts.append(f'<path d="{d}" fill="var(--{ink})" opacity="{place(opacity)}"{self._clip(clip)}/>')

    def curve(self, d: str, ink: str, width: float, opacity: float = 1, dash: str = "") -> None:
        """A path in SVG's own words, such as a link of the mission map."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        see = f' stroke-opacity="{place(opacity)}"' if opacity < 1 else ""
        self._parts.append(
            f'<path d="{d}" fill="none" stroke="var(--{ink})" stroke-width="{place(width)}"{see}{dashes}/>'
        )

    def clipped(self, points: Iterable[Point], ink: str, width: float, dash: str, clip: str) -> None:
        """A polyline that is cut at the frame ``clip``."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<path d="{_polyline(points)}" fill="none" stroke="var(--{ink})" '
            f'stroke-width="{place(width)}"{dashes}{self._clip(clip)}/>'
        )

    def rect(
        self, x: float, y: float, width: float, height: float, ink: str, *, fill: str = "", dash: str = ""
    ) -> None:
        """A filled bar, or with ``dash`` an empty frame; ``fill`` names a pattern made by ``hatch``."""
        box = f'x="{place(x)}" y="{place(y)}" width="{place(max(0, width))}" height="{place(height)}"'
        if dash:
            paint = f'fill="none" stroke="var(--{ink})" stroke-width="1.25" stroke-dasharray="{dash}"'
        elif fill:
            paint = f'fill="url(#{self.prefix}-{fill})" stroke="var(--{ink})" stroke-width="1.5"'
        else:
            paint = f'fill="var(--{ink})"'
        self._parts.append(f"<rect {box} {paint}/>")

    def dot(self, x: float, y: float, radius: float, ink: str, *, hollow: bool = False) -> None:
        paint = (
            f'fill="var(--paper)" stroke="var(--{ink})" stroke-width="2"' if hollow else f'fill="var(--{ink})"'
        )
        self._parts.append(f'<circle cx="{place(x)}" cy="{place(y)}" r="{place(radius)}" {paint}/>')

    def polygon(self, points: Iterable[Point], ink: str, *, hollow: bool = False) -> None:
        paint = (
            f'fill="var(--paper)" stroke="var(--{ink})" stroke-width="2"' if hollow else f'fill="var(--{ink})"'
        )
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
        bare: bool = False,
    ) -> None:
        """Text that must not collide with other text; lines below each other from the first baseline ``y``."""
        rows = [lines] if isinstance(lines, str) else lines
        names = "lab bare" if bare else "lab"
        where = f' text-anchor="{anchor}"' if anchor != "start" else ""
        weight = ' font-weight="650"' if bold else ""
        inner = str(escape(rows[0]))
        if len(rows) > 1:
            inner = "".join(
                f'<tspan x="{place(x)}"' + (f' dy="{place(LINE)}"' if i else "") + f">{escape(row)}</tspan>"
                for i, row in enumerate(rows)
            )
        self._parts.append(
            f'<text class="{names}" x="{place(x)}" y="{place(y)}"{where}{weight} fill="var(--{ink})">{inner}</text>'
        )

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

    def svg(self, cls: str, name: str, description: str) -> str:
        """The drawing with its name and its alternative text."""
        size = f'viewBox="0 0 {place(self.width)} {place(self.height)}" width="{place(self.width)}"'
        defs = f"<defs>{''.join(self._defs)}</defs>" if self._defs else ""
        return (
            f'<svg class="{cls}" {size} height="{place(self.height)}" role="img" '
            f'aria-labelledby="{self.prefix}-t" aria-describedby="{self.prefix}-d">'
            f'<title id="{self.prefix}-t">{escape(name)}</title>'
            f'<desc id="{self.prefix}-d">{escape(description)}</desc>{defs}{"".join(self._parts)}</svg>'
        )


def _polyline(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{place(x)} {place(y)}" for x, y in points)


def width_class(width: float) -> str:
    """The class by which the style shows one of a figure's drawings at a time."""
    return "w" if width > MIDDLE else "m" if width > NARROW else "n"
