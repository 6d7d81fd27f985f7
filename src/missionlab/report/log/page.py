"""The log's chapter: what is new, what is due or late, which rules were not followed, and where the log ends."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.dates import Date
from missionlab.base.text import Text, text
from missionlab.report.charts.figure import Fact, Figure
from missionlab.report.log import titles
from missionlab.report.log.timeline_figure import MOST, about, kind, says, state, timeline_figure
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Known
from missionlab.steering.ledger.view import Line, LogView, short


@dataclass(frozen=True, slots=True)
class LogList:
    """One list of decisions, and what to say where it is empty."""

    title: Text
    lines: list[Text]
    empty: Text


@dataclass(frozen=True, slots=True)
class LogPage:
    """The chapter."""

    title: Text
    lead: list[Text]
    facts: list[Fact]
    lists: list[LogList]
    timeline: Figure | None
    head: list[Text]
    faults: list[Text]


def log_page(desk: Desk) -> LogPage | None:
    """The chapter of the briefing on the desk; nothing where no log says anything about the strategy."""
    view = desk.briefing.log
    if view is None:
        return None
    whole = view.verification.intact
    return LogPage(
        title=titles.headline(view),
        lead=_lead(view),
        facts=_facts(view) if whole else [],
        lists=_lists(desk, view) if whole else [],
        timeline=timeline_figure(desk, view) if whole else None,
        head=_head(view),
        faults=[one.said for one in view.verification.faults],
    )


def _lead(view: LogView) -> list[Text]:
    if not view.verification.intact:
        return [text("log.lead.broken")]
    if view.since is None:
        return [text("log.lead.no_briefing_before")]
    return [text("log.lead.since", day=Date.read(view.since.as_of)), text("log.lead.still_there")]


def _facts(view: LogView) -> list[Fact]:
    names = ("decisions", "new", "due", "overdue", "overridden", "proposed")
    return [
        Fact(text(f"log.fact.{name}"), titles.count(view, name), [text(f"log.fact_second.{name}")]) for name in names
    ]


def _lists(desk: Desk, view: LogView) -> list[LogList]:
    names = ("overdue", "due", "new", "overridden", "proposed")
    return [
        LogList(
            text(f"log.list.{name}"),
            _lines(desk, view, getattr(view, name)),
            text(f"log.empty.{name}"),
        )
        for name in names
    ]


def _lines(desk: Desk, view: LogView, found: tuple[Line, ...]) -> list[Text]:
    """The last decisions of a list, and how many came before."""
    lines = [_line(desk, view, one) for one in found[-MOST:]]
    return lines if len(found) <= MOST else [*lines, text("log.line.more", n=len(found) - MOST)]


def _line(desk: Desk, view: LogView, one: Line) -> Text:
    """A decision in one sentence."""
    said = {
        "id": one.id,
        "kind": kind(one),
        "about": about(desk, one),
        "chosen": desk.own(one.chosen),
        "day": Date.read(one.decided_on),
        "state": state(view, one),
    }
    # Where the option that was chosen is called like the kind of decision, the word stands once.
    form = "_in_a_word" if one.chosen.casefold() == one.kind else ""
    if one.overridden:
        return text(f"log.line.overridden{form}", rule=one.rule, says=says(desk, one), **said)
    return text(f"log.line.plain{form}", **said)


def _head(view: LogView) -> list[Text]:
    """The end of the log, for whoever keeps it, and how to compare it."""
    if view.head is None or view.head_on is None:
        return []
    seq = Known(view.head.seq, "/log/head/seq", view.head.seq)
    said = {"ledger": (view.ledger or "")[:8], "seq": seq, "day": Date.read(view.head_on), "hash": short(view.head)}
    return [text("log.head.line", **said), text("log.head.why"), text("log.head.how")]
