"""Tables of the log: every decision about the strategy, and the end of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missionlab.base.text import Locale, say, text
from missionlab.report.tables.table import Table
from missionlab.report.words import locale_of
from missionlab.steering.ledger.view import LISTS, LogView

if TYPE_CHECKING:
    from missionlab.report.briefing import Briefing

_DECISIONS = (
    "decision kind about question options chosen reason decided_on recorded_on evidence_of review_on reviewed_on "
    "status role rule rule_says overridden dissent replaced_by"
)


def tables(briefing: Briefing) -> tuple[Table, ...]:
    """The sheets of the log; none without one."""
    if briefing.log is None:
        return ()
    to = locale_of(briefing.strategy.about)
    return _decisions(briefing.log, to), _head(briefing.log, to)


def _decisions(view: LogView, to: Locale) -> Table:
    rows = (
        (
            one.id,
            say(text(f"log.kind.{one.kind}"), to),
            ", ".join(one.subjects),
            one.question,
            "; ".join(one.options),
            one.chosen,
            one.reason,
            *(None if day is None else str(day) for day in (one.decided_on, one.recorded_on, one.as_of)),
            *(None if day is None else str(day) for day in (one.review_on, one.reviewed_on)),
            say(text(f"log.status.{one.status}"), to),
            say(text(f"log.role.{one.role}"), to),
            one.rule,
            one.rule_says,
            say(text(f"plan.yes_no.{'yes' if one.overridden else 'no'}"), to),
            "; ".join(one.dissent) or say(text("log.no_dissent"), to),
            one.replaced_by,
        )
        for one in view.decisions
    )
    return Table.of("decisions", _DECISIONS, rows)


def _head(view: LogView, to: Locale) -> Table:
    head = () if view.head is None else ((view.head.seq, view.head.hash, str(view.head_on)),)
    measures = [("head_seq", head[0][0]), ("head_hash", head[0][1]), ("head_on", head[0][2])] if head else []
    counted = [(name, len(getattr(view, name))) for name in ("decisions", *LISTS)]
    rows = [("ledger", view.ledger), ("entries", view.entries), *measures, *counted]
    rows += [("fault", say(one.said, to)) for one in view.verification.faults]
    return Table.of("log_head", "item value", ((say(text(f"log.item.{name}"), to), value) for name, value in rows))
