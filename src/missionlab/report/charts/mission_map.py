"""The mission map: challenges, their missions, and the projects that carry them, with links as wide as the money.

A telephone gets the nested list instead, which is also the twin of the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import text
from missionlab.report.charts.drawing import NARROW, Drawing
from missionlab.report.charts.labels import text_width, wrap
from missionlab.report.words import Words

MOST_PROJECTS = 25
"""Above this number of projects, the smaller ones of a mission share one line."""
MOST_PARTS = 3
LONG_NAME = 32
"""Letters from which a challenge may need three lines."""
STEP, PART, GAP, THICKEST = 42.0, 22.0, 14.0, 26.0


@dataclass(frozen=True, slots=True)
class MapProject:
    """A project as the map shows it: its money in words (blank: none known), and its largest parts in words."""

    name: str
    money: str
    amount: float
    """What the link's width shows, in the map's currency; 0 where the money is in another one."""
    parts: tuple[str, ...] = ()
    tail: bool = False
    """True for the line that stands for the rest."""


@dataclass(frozen=True, slots=True)
class MapMission:
    name: str
    projects: tuple[MapProject, ...]


@dataclass(frozen=True, slots=True)
class MapChallenge:
    name: str
    missions: tuple[MapMission, ...]


@dataclass(frozen=True, slots=True)
class MissionMap:
    """Everything on the map. ``orphans`` are projects that reach no mission."""

    id: str
    challenges: tuple[MapChallenge, ...]
    orphans: tuple[MapProject, ...]
    basis: str
    words: Words
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class _Columns:
    challenge: float
    mission: float
    link: float
    project: float
    money: float


def draw(data: MissionMap, width: float) -> str:
    """The map as SVG; nothing at the width of a telephone."""
    if width == NARROW:
        return ""
    columns = _Columns(0, 190, 424, 474, width)
    height = 46 + sum(_height_of(challenge) for challenge in data.challenges)
    if data.orphans:
        height += _tall(data.orphans) + GAP
    drawing = Drawing(data.id, width, height)
    _heads(drawing, data, columns)
    thickest = max((p.amount for c in data.challenges for m in c.missions for p in m.projects), default=0.0)
    top = 40.0
    for index, challenge in enumerate(data.challenges):
        if index:
            drawing.line(0, top - GAP / 2, width, top - GAP / 2, "rule")
        slack = _height_of(challenge) - GAP - sum(_tall(mission.projects) for mission in challenge.missions)
        _challenge(drawing, data, challenge, columns, top + slack / 2, thickest)
        top += _height_of(challenge)
    if data.orphans:
        _orphans(drawing, data, columns, top)
    return drawing.svg(data.name, data.alt)


def _tall(projects: tuple[MapProject, ...]) -> float:
    return sum(STEP + PART * bool(project.parts) for project in projects) or STEP


def _height_of(challenge: MapChallenge) -> float:
    """Room for its projects, and for a name on three lines where there is one project alone."""
    tall = sum(_tall(mission.projects) for mission in challenge.missions)
    return max(tall, STEP + 18 * (len(challenge.name) > LONG_NAME)) + GAP


def _heads(drawing: Drawing, data: MissionMap, columns: _Columns) -> None:
    for x, key in ((columns.challenge, "challenge"), (columns.mission, "mission"), (columns.project, "project")):
        drawing.text(x, 17, data.words.plain(text(f"report.map.{key}")), ink="ink2", bold=True)
    drawing.text(columns.money, 17, data.basis, ink="ink2", bold=True, anchor="end")
    drawing.line(0, 28, drawing.width, 28, "ink", 2)


def _challenge(
    drawing: Drawing, data: MissionMap, challenge: MapChallenge, columns: _Columns, top: float, thickest: float
) -> None:
    middle = top + sum(_tall(mission.projects) for mission in challenge.missions) / 2
    _name(drawing, challenge.name, columns.challenge, columns.mission - 26, middle, bold=True, most=3)
    for mission in challenge.missions:
        tall = _tall(mission.projects)
        centre = top + tall / 2
        start, end = columns.mission - 22, columns.mission - 8
        half = (start + end) / 2
        drawing.curve(
            f"M{start:g} {middle:g}C{half:g} {middle:g} {half:g} {centre:g} {end:g} {centre:g}", "strong", 1.5, 0.6
        )
        _name(drawing, mission.name, columns.mission, columns.link - 10, centre)
        _links(drawing, data, mission, columns, top, centre, thickest)
        top += tall


def _name(
    drawing: Drawing, name: str, left: float, right: float, middle: float, bold: bool = False, most: int = 2
) -> None:
    lines = wrap(name, right - left, drawing.size, bold=bold, most=most)
    drawing.text(left, middle + 5 - 9.5 * (len(lines) - 1), lines, bold=bold)


def _links(
    drawing: Drawing,
    data: MissionMap,
    mission: MapMission,
    columns: _Columns,
    top: float,
    centre: float,
    thickest: float,
) -> None:
    """Links stacked at the mission, each as wide as its money; a mission without projects gets a dashed one."""
    start, end = columns.link, columns.project - 10
    half = (start + end) / 2
    if not mission.projects:
        drawing.curve(f"M{start:g} {centre:g}H{end:g}", "off", 2, dash="4 4")
        said = data.words.plain(text("report.map.no_project"))
        drawing.text(columns.project, centre + 5, said, ink="off", bold=True)
        return
    widths = [_thick(project.amount, thickest) for project in mission.projects]
    at = centre - sum(widths) / 2
    for project, width in zip(mission.projects, widths, strict=True):
        tall = STEP + PART * bool(project.parts)
        y = top + STEP / 2
        source = at + width / 2
        d = f"M{start:g} {source:.2f}C{half:g} {source:.2f} {half:g} {y:.2f} {end:g} {y:.2f}"
        if not project.money:
            drawing.curve(d, "off", 1.5, dash="4 4")
        else:
            drawing.curve(d, "trend", width, 0.75)
        _project(drawing, data, project, columns, y)
        at += width
        top += tall


def _thick(amount: float, thickest: float) -> float:
    return 1.5 if not amount or not thickest else max(1.5, THICKEST * amount / thickest)


def _project(drawing: Drawing, data: MissionMap, project: MapProject, columns: _Columns, y: float) -> None:
    said = project.money or data.words.plain(text("report.map.no_money"))
    room = columns.money - columns.project - max(96, text_width(said, drawing.size) + 12)
    ink = "ink2" if project.tail else "ink"
    lines = wrap(project.name, room, drawing.size, most=2)
    drawing.text(columns.project, y + 5 - 9.5 * (len(lines) - 1), lines, ink=ink)
    drawing.text(columns.money, y + 5, said, ink=ink if project.money else "off", anchor="end")
    below = y + 5 + PART + 5 * (len(lines) - 1)
    if project.parts:
        said = data.words.plain(text("report.map.parts", parts=list(project.parts)))
        lines = wrap(said, columns.money - columns.project - 12, drawing.size, most=1)
        drawing.text(columns.project + 12, below, lines, ink="ink2")


def _orphans(drawing: Drawing, data: MissionMap, columns: _Columns, top: float) -> None:
    drawing.line(0, top - GAP / 2, drawing.width, top - GAP / 2, "rule")
    tall = _tall(data.orphans)
    said = data.words.plain(text("report.map.orphans"))
    lines = wrap(said, columns.link - columns.mission - 10, drawing.size, bold=True)
    drawing.text(columns.mission, top + tall / 2 + 5 - 9.5 * (len(lines) - 1), lines, ink="off", bold=True)
    for project in data.orphans:
        y = top + STEP / 2
        drawing.curve(f"M{columns.link:g} {y:g}H{columns.project - 10:g}", "off", 2, dash="4 4")
        _project(drawing, data, project, columns, y)
        top += STEP + PART * bool(project.parts)
