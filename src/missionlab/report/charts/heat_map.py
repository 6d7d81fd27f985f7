"""A map of effects over two sizes: a number in every cell, darker where it is larger."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import HEAT_STEPS, NARROW, Drawing, text_size
from missionlab.report.charts.labels import MIDDLE_OF_LINE, text_width, wrap
from missionlab.report.words import Words

_TALL = 46
_GAP = 3.0


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What stands in a cell, and the effect behind it: None where it cannot be told from zero or was not measured.

    `own` outlines the cell.
    """

    label: str
    effect: float | None
    own: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows from above to below, each with a cell a column."""

    id: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    words: Words
    name: str
    alt: str


def step_of(effect: float | None, largest: float) -> int:
    """The step of the ramp: the first for what is not told from zero or is below it, the last for the largest."""
    if effect is None or effect <= 0 or largest <= 0:
        return 1
    return min(HEAT_STEPS, 2 + int((HEAT_STEPS - 1) * min(effect / largest, 1) * (1 - 1e-9)))


def draw(data: HeatMap, width: float) -> str:
    """The chart as SVG at `width`; columns that do not fit beside each other stand in a second map below."""
    size = text_size(width)
    left = min(0.34 * width, max((text_width(row.name, size) for row in data.rows), default=0.0)) + 12
    labels = [cell.label for row in data.rows for cell in row.cells] + list(data.columns)
    least = max((text_width(label, size, bold=True) for label in labels), default=0.0) + 6 + _GAP
    fit = max(1, min(len(data.columns), int((width - left) // least)))
    parts = [range(start, min(start + fit, len(data.columns))) for start in range(0, len(data.columns), fit)]
    head = size + 14
    part_height = head + (_TALL if width > NARROW else 40) * len(data.rows)
    drawing = Drawing(data.id, width, (part_height + 14) * len(parts) - 8)
    for number, part in enumerate(parts):
        _part(drawing, data, part, (part_height + 14) * number, left, (width - left - 2) / fit, size)
    return drawing.svg(data.name, data.alt)


def _part(drawing: Drawing, data: HeatMap, part: range, top: float, left: float, wide: float, size: float) -> None:
    tall = _TALL if drawing.width > NARROW else 40
    largest = max((cell.effect or 0.0 for row in data.rows for cell in row.cells), default=0.0)
    for place, column in enumerate(part):
        drawing.text(left + wide * (place + 0.5), top + size, data.columns[column], ink="ink2", anchor="middle")
    outlined: list[tuple[float, float]] = []
    for number, row in enumerate(data.rows):
        y = top + size + 12 + tall * number
        names = wrap(row.name, left - 8, size, most=1)
        drawing.text(left - 8, y + (tall - _GAP) / 2 + MIDDLE_OF_LINE * size, names, ink="ink2", anchor="end")
        for place, column in enumerate(part):
            cell, x = row.cells[column], left + wide * place
            drawing.cell(x, y, wide - _GAP, tall - _GAP, step_of(cell.effect, largest), cell.label)
            if cell.effect is not None and cell.effect < 0:
                drawing.outline(x + 1.5, y + 1.5, wide - _GAP - 3, tall - _GAP - 3, "off", 2, "4 3")
            if cell.own:
                outlined.append((x, y))
    for x, y in outlined:
        drawing.outline(x + 0.5, y + 0.5, wide - _GAP - 1, tall - _GAP - 1, "ink", 3)
