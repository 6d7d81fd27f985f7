"""What changed last: new versions of promises, level breaks, and figures that were measured again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from missionlab.base.dates import Date
from missionlab.base.text import Text, say, text
from missionlab.report import phrases
from missionlab.report.pages.desk import Desk
from missionlab.tracking.results import ChangeKind, Revision, Standing


@dataclass(frozen=True, slots=True)
class Event:
    """One change: when it became known, of which target, and what."""

    on: Date
    standing: Standing
    what: Text


def events(desk: Desk) -> list[Event]:
    """All dated changes, newest first."""
    out: list[Event] = []
    seen: set[tuple[str, str]] = set()
    for standing in desk.briefing.standings.targets:
        out.extend(_promise(standing))
        if (standing.indicator or "", "") in seen:
            continue
        seen.add((standing.indicator or "", ""))
        out.extend(_revisions(desk, standing))
        out.extend(_breaks(desk, standing))
    return sorted(out, key=lambda event: _newest_first(event.on))


def _newest_first(on: Date) -> int:
    return -date.toordinal(on.last)


def _promise(standing: Standing) -> list[Event]:
    out = []
    for change in standing.changes:
        if change.set_on is None or change.kind is ChangeKind.RESTATED:
            continue
        if change.kind is ChangeKind.WITHDRAWN:
            what = text("report.changes.withdrawn")
        elif change.from_year != change.to_year and change.from_year and change.to_year:
            what = text(
                "report.changes.year",
                kind=text(f"report.change.{change.kind}"),
                old=str(change.from_year),
                new=str(change.to_year),
            )
        else:
            what = text("report.changes.promise", kind=text(f"report.change.{change.kind}"))
        out.append(Event(change.set_on, standing, what))
    return out


def _revisions(desk: Desk, standing: Standing) -> list[Event]:
    """For each vintage, the figure that it moved most, if it moved so far that the printed figure is another."""
    largest: dict[Date, Revision] = {}
    for revision in standing.revisions:
        known = largest.get(revision.vintage)
        if known is None or abs(revision.new - revision.old) > abs(known.new - known.old):
            largest[revision.vintage] = revision
    return [
        Event(
            vintage,
            standing,
            text(
                "report.changes.revised",
                when=revision.period,
                old=phrases.amount(revision.old, standing.unit),
                new=phrases.amount(revision.new, standing.unit),
            ),
        )
        for vintage, revision in largest.items()
        if _printed(desk, standing, revision.new) != _printed(desk, standing, revision.old)
    ]


def _printed(desk: Desk, standing: Standing, value: float) -> str:
    return say(phrases.amount(value, standing.unit), desk.words.locale)


def _breaks(desk: Desk, standing: Standing) -> list[Event]:
    indicator = desk.briefing.strategy.indicator_by_id.get(standing.indicator or "")
    if indicator is None:
        return []
    return [
        Event(jump.known_on, standing, text("report.changes.break", when=jump.period, reason=desk.own(jump.reason)))
        for jump in indicator.breaks
        if jump.known_on is not None
    ]
