"""The trajectory: what was observed, what is required, and what may come."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Quantity, text
from missionlab.report import phrases
from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import LINE, MIDDLE_OF_LINE, Box, Placer, Point, balanced, text_width
from missionlab.report.charts.scales import Scale, natural_range, tick_decimals, ticks, year_ticks
from missionlab.report.words import Words
from missionlab.strategy.records import Indicator, Observation
from missionlab.strategy.vocabulary import IndicatorKind
from missionlab.tracking.results import FanYear, Series, Standing


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One target's series, its goal and its forecast."""

    id: str
    standing: Standing
    indicator: Indicator | None
    words: Words
    name: str
    alt: str


@dataclass(slots=True)
class _Sheet:
    """A drawing with its two scales and its labels."""

    drawing: Drawing
    x: Scale
    y: Scale
    frame: Box
    labels: Placer

    def at(self, year: float, value: float) -> Point:
        return self.x(year), self.y(value)

    def label(self, x: float, y: float, lines: list[str], ink: str, bold: bool = False, prefer: str = "") -> None:
        """Writes a label where there is room, with a leader where that is far from its mark."""
        spot = self.labels.place(x, y, lines, bold, prefer)
        if spot.distance > 30:
            self.drawing.line(x, y, *_leader_end(spot.x, spot.y, lines, y, self.drawing.size), ink, 1)
        self.drawing.text(spot.x, spot.y, lines, ink=ink, anchor=spot.anchor, bold=bold)


def _leader_end(x: float, y: float, lines: list[str], mark: float, size: float) -> Point:
    bottom = y + LINE * size * (len(lines) - 1) + 5
    return (x, bottom) if mark > y else (x, y - size)


def drawable(standing: Standing) -> bool:
    """Whether there is at least one observed value to draw."""
    return any(series is not None and series.points for series in (standing.series, standing.proxy))


def draw(data: Trajectory, width: float) -> str:
    """The chart as SVG at ``width``."""
    height = 430 if width == WIDE else 320
    sheet = _sheet(data, width, height)
    fan = _fan(data.standing)
    _axes(sheet, data, 5 if width > NARROW else 3)
    _forecast(sheet, fan)
    _breaks(sheet, data)
    _required(sheet, data.standing)
    for series, ink in ((data.standing.proxy, "strong"), (data.standing.series, "ink")):
        if series is not None:
            _observed(sheet, series, ink)
    _annotate(sheet, data, fan)
    return sheet.drawing.svg(data.name, data.alt)


def _sheet(data: Trajectory, width: float, height: float) -> _Sheet:
    low_x, high_x, low_y, high_y = _ranges(data)
    marks = ticks(low_y, high_y, 5)
    places = tick_decimals(marks)
    size = text_size(width)
    left = 10 + max(text_width(tick_label(data, value, places, value == marks[-1]), size) for value in marks)
    frame = Box(left, 18, width - (12 if width == NARROW else 92), height - 32)
    x = Scale(low_x, high_x, frame.left, frame.right)
    upside_down = data.indicator is not None and data.indicator.kind is IndicatorKind.RANK
    top, bottom = (frame.bottom, frame.top) if upside_down else (frame.top, frame.bottom)
    y = Scale(low_y, high_y, bottom, top)
    drawing = Drawing(data.id, width, height)
    return _Sheet(drawing, x, y, frame, Placer(Box(frame.left + 3, 2, width - 2, frame.bottom - 3), size))


def _ranges(data: Trajectory) -> tuple[float, float, float, float]:
    """First and last year, lowest and highest value shown. Tails of the forecast that would squeeze everything
    else are cut at the frame."""
    standing = data.standing
    points = [p for s in (standing.series, standing.proxy) if s for p in (*s.points, *s.earlier)]
    years = [p.period.position for p in points]
    values = [p.value for p in points]
    if standing.goal:
        years.append(standing.goal.year)
        values.append(standing.goal.value)
    if standing.version:
        years.extend(standing.version.path)
        values.extend(standing.version.path.values())
    if standing.baseline:
        years.append(standing.baseline.period.position)
        values.append(standing.baseline.value)
    fan = _fan(standing)
    years.extend(year.year for year in fan)
    whole = max(values) - min(values) or abs(values[0]) or 1.0
    reach = (min(values) - whole, max(values) + whole)
    values.extend(max(reach[0], min(reach[1], v)) for year in fan for v in (year.p025, year.p975))
    indicator = data.indicator
    of_hundred = indicator is not None and indicator.highest == 100 and (indicator.lowest or 0) == 0
    from_zero = indicator is not None and indicator.kind in (IndicatorKind.COUNT, IndicatorKind.CUMULATIVE)
    low, high = natural_range(values, from_zero=from_zero, of_hundred=of_hundred)
    return min(years) - 0.6, max(years) + 0.6, low, high


def _fan(standing: Standing) -> tuple[FanYear, ...]:
    """The forecast from the last observed point on."""
    if standing.forecast is None:
        return ()
    series = standing.proxy if standing.proxy and _is_proxy(standing) else standing.series
    if series is None or not series.points:
        return standing.forecast.fan
    last = series.points[-1]
    start = FanYear(last.period.position, *([last.value] * 9))
    later = tuple(year for year in standing.forecast.fan if year.year > start.year)
    return (start, *later) if later else ()


def _is_proxy(standing: Standing) -> bool:
    proxy = standing.proxy
    return standing.forecast is not None and proxy is not None and standing.forecast.indicator == proxy.indicator


def tick_label(data: Trajectory, value: float, places: int, top: bool) -> str:
    """A tick; the unit stands on the top one where it is short."""
    unit = data.standing.unit
    short = "%" if unit.startswith("%") else unit if len(unit) <= 5 else ""
    return data.words.plain(Quantity(value, short if top else "", places))


def _axes(sheet: _Sheet, data: Trajectory, most: int) -> None:
    drawing, frame = sheet.drawing, sheet.frame
    marks = ticks(sheet.y.low, sheet.y.high, 5)
    places = tick_decimals(marks)
    drawing.rules((((frame.left, sheet.y(v)), (frame.right, sheet.y(v))) for v in marks), "rule")
    for value in marks:
        y = sheet.y(value)
        label = tick_label(data, value, places, value == marks[-1])
        drawing.text(frame.left - 7, y + MIDDLE_OF_LINE * drawing.size, label, ink="ink2", anchor="end")
    drawing.line(frame.left, frame.bottom, frame.right, frame.bottom, "strong")
    years = year_ticks(sheet.x.low, sheet.x.high, most)
    at = [sheet.x(year) for year in years]
    drawing.rules((((x, frame.bottom), (x, frame.bottom + 5)) for x in at), "strong")
    if sheet.y.low < 0 < sheet.y.high:
        drawing.line(frame.left, sheet.y(0), frame.right, sheet.y(0), "strong")
    for x, year in zip(at, years, strict=True):
        half = text_width(str(year), drawing.size) / 2
        drawing.text(min(x, drawing.width - half - 1), frame.bottom + 24, str(year), ink="ink2", anchor="middle")


def _forecast(sheet: _Sheet, fan: tuple[FanYear, ...]) -> None:
    if len(fan) < 2:
        return
    frame = sheet.frame
    sheet.drawing.frame("cut", frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top)
    for low, high, opacity in (("p025", "p975", 0.13), ("p10", "p90", 0.17), ("p25", "p75", 0.25)):
        upper = _cut(sheet, [(year.year, getattr(year, high)) for year in fan])
        lower = _cut(sheet, [(year.year, getattr(year, low)) for year in fan])
        sheet.drawing.band(upper, lower, "trend", opacity, "cut", edged=low == "p10")
        if low == "p10":
            _keep_clear(sheet, upper)
            _keep_clear(sheet, lower)
    middle = _cut(sheet, [(year.year, year.p50) for year in fan])
    sheet.drawing.clipped(middle, "trend", 2, "5 4", "cut")
    _keep_clear(sheet, middle)


def _cut(sheet: _Sheet, line: list[Point]) -> list[Point]:
    """The places of a line that may leave the frame by any distance: it is bent just outside of it, where nothing
    is seen, because places millions of pixels away are slow to draw and to examine."""
    out: list[Point] = []
    before: Point | None = None
    for place in (sheet.at(*point) for point in line):
        if before is not None:
            out.extend(_crossings(before, place, sheet.frame.top - 10, sheet.frame.bottom + 10))
        before = place
        out.append((place[0], min(max(place[1], sheet.frame.top - 10), sheet.frame.bottom + 10)))
    return out


def _crossings(start: Point, end: Point, *limits: float) -> list[Point]:
    """Where the line from ``start`` to ``end`` crosses the heights ``limits``, in its own order."""
    (x0, y0), (x1, y1) = start, end
    crossed = [limit for limit in limits if min(y0, y1) < limit < max(y0, y1)]
    return [(x0 + (x1 - x0) * (y - y0) / (y1 - y0), y) for y in sorted(crossed, reverse=y1 < y0)]


def _keep_clear(sheet: _Sheet, line: list[Point]) -> None:
    sheet.labels.block_line([point for point in line if sheet.frame.top <= point[1] <= sheet.frame.bottom])


def _breaks(sheet: _Sheet, data: Trajectory) -> None:
    series = data.standing.series
    for jump in series.breaks if series else ():
        x = sheet.x(jump.period.position - 0.5)
        if not sheet.frame.left < x < sheet.frame.right:
            continue
        sheet.drawing.line(x, sheet.frame.top, x, sheet.frame.bottom, "strong", 1, "2 3")
        sheet.labels.block_line([(x, sheet.frame.top), (x, sheet.frame.bottom)], 12)


def _required(sheet: _Sheet, standing: Standing) -> None:
    """The path of interim goals, or the straight line from the baseline, and the goal."""
    points = [sheet.at(*point) for point in required(standing)]
    path = bool(standing.version and standing.version.path)
    if len(points) > 1:
        sheet.drawing.path(points, "need", 2 if path else 1.5, "" if path else "7 4")
        sheet.labels.block_line(points)
    for x, y in points[:-1] if path else []:
        sheet.drawing.diamond(x, y, 4, "need")
        sheet.labels.block_mark(x, y, 5)
    if standing.goal:
        x, y = sheet.at(standing.goal.year, standing.goal.value)
        sheet.drawing.diamond(x, y, 6.5, "need")
        sheet.labels.block_mark(x, y, 7)


def required(standing: Standing) -> list[tuple[float, float]]:
    """The required path as years and values: interim goals where the promise has them, else from the baseline."""
    out: list[tuple[float, float]] = []
    if standing.version and standing.version.path:
        out = [(float(year), value) for year, value in sorted(standing.version.path.items())]
    elif standing.baseline and standing.goal:
        out = [(standing.baseline.period.position, standing.baseline.value)]
    if standing.goal and (not out or out[-1][0] < standing.goal.year):
        out.append((float(standing.goal.year), standing.goal.value))
    return out


def segments(series: Series) -> list[list[Observation]]:
    """The points of a series between its level breaks."""
    out: list[list[Observation]] = [[]]
    edges = sorted(jump.period.position for jump in series.breaks)
    for point in series.points:
        while edges and point.period.position >= edges[0] - 1e-9:
            edges.pop(0)
            out.append([])
        out[-1].append(point)
    return [part for part in out if part]


def _observed(sheet: _Sheet, series: Series, ink: str) -> None:
    few = len(series.points) <= 2
    for part in segments(series):
        line = [sheet.at(p.period.position, p.value) for p in part]
        if few and len(line) > 1:
            sheet.drawing.path(line, ink, 1, "2 3")
        elif len(line) > 1:
            sheet.drawing.path(line, ink, 2.5 if ink == "ink" else 2)
        if len(line) == 1 or few:
            for x, y in line:
                sheet.drawing.dot(x, y, 4.5, ink)
        sheet.labels.block_line(line)
    for point in series.points if len(series.points) <= 25 else series.points[-1:]:
        if point.low is not None and point.high is not None:
            x = sheet.x(point.period.position)
            ends = [(x, sheet.y.clamped(point.low)), (x, sheet.y.clamped(point.high))]
            sheet.drawing.path(ends, ink, 1)
            sheet.labels.block_line(ends)
    last = series.points[-1:]
    for point in last:
        x, y = sheet.at(point.period.position, point.value)
        sheet.drawing.dot(x, y, 4.5, ink)
        sheet.labels.block_mark(x, y, 5)
    for old in series.earlier:
        x, y = sheet.at(old.period.position, old.value)
        sheet.drawing.dot(x, y, 3, "record", hollow=True)
        sheet.labels.block_mark(x, y, 4)


def _annotate(sheet: _Sheet, data: Trajectory, fan: tuple[FanYear, ...]) -> None:
    standing, words = data.standing, data.words
    slim = sheet.drawing.width == NARROW
    if standing.series and standing.series.points:
        point = standing.series.points[-1]
        said = text("report.trajectory.value_in", value=phrases.label(point.value, standing.unit), when=point.period)
        place = sheet.at(point.period.position, point.value)
        sheet.label(*place, balanced(words.plain(said), 8.5 if slim else 14.5), "ink", bold=True)
    if standing.goal:
        said = text(
            "report.trajectory.goal", goal=phrases.label(standing.goal.value, standing.unit), year=standing.goal.year
        )
        place = sheet.at(standing.goal.year, standing.goal.value)
        sheet.label(
            *place, balanced(words.plain(said), 8.5), "need", bold=True, prefer="below-left" if slim else "right"
        )
    if standing.proxy and standing.proxy.points:
        point = standing.proxy.points[-1]
        said = text("report.trajectory.proxy_value", value=phrases.label(point.value, standing.unit), when=point.period)
        lines = balanced(words.plain(said), 8.5)
        along = [sheet.at(p.period.position, p.value) for p in reversed(standing.proxy.points)]
        spot = sheet.labels.place_along(along[: max(1, len(along) // 2)], lines, prefer="above-left")
        sheet.drawing.text(spot.x, spot.y, lines, ink="ink2", anchor=spot.anchor)
    path = required(standing)
    if len(path) > 1 and not slim:
        key = "report.trajectory.path" if standing.version and standing.version.path else "report.trajectory.even"
        (x0, y0), (x1, y1) = sheet.at(*path[-2]), sheet.at(*path[-1])
        lines = [words.plain(text(key))]
        along = [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in (0.5, 0.35, 0.65, 0.2, 0.8)]
        spot = sheet.labels.place_along(along, lines)
        sheet.drawing.text(spot.x, spot.y, lines, ink="need", anchor=spot.anchor)
    for jump in standing.series.breaks if standing.series else ():
        key = "report.trajectory.break_declared" if jump.declared else "report.trajectory.break_found"
        key = "report.trajectory.break_short" if slim else key
        x = sheet.x(jump.period.position - 0.5)
        if sheet.frame.left < x < sheet.frame.right:
            lines = balanced(words.plain(text(key, when=jump.period)), 7)
            sheet.label(x, sheet.frame.bottom - 2.2 * sheet.drawing.size, lines, "ink2")
    if standing.series and standing.series.earlier and not slim:
        old = standing.series.earlier[-1]
        place = sheet.at(old.period.position, old.value)
        sheet.label(*place, balanced(words.plain(text("report.trajectory.earlier")), 5.5), "record")
    if len(fan) > 1:
        x = sheet.x(fan[0].year) + 0.5
        sheet.drawing.line(x, sheet.frame.top, x, sheet.frame.bottom, "strong", 1, "1 3")
        sheet.label(
            x,
            sheet.frame.bottom - sheet.drawing.size,
            [words.plain(text("report.trajectory.forecast"))],
            "ink2",
            prefer="right",
        )
