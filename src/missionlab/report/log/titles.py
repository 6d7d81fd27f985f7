"""What the log's chapter and its figure say first: a finding, with the number in it."""

from __future__ import annotations

from missionlab.base.dates import Date
from missionlab.base.text import Text, text
from missionlab.report.words import Known
from missionlab.steering.ledger.view import LogView


def count(view: LogView, name: str) -> Known:
    """How many decisions a list of the view has, with its place in results.json."""
    number = len(getattr(view, name))
    return Known(number, f"/log/counts/{name}", number)


def headline(view: LogView) -> Text:
    """The worst first: a log that is not whole, reviews that were not held, rules that were not followed, news."""
    if not view.verification.intact:
        return text("log.headline.broken")
    if view.overdue:
        return text("log.headline.overdue", n=count(view, "overdue"))
    if view.overridden:
        return text("log.headline.overridden", n=count(view, "overridden"))
    if view.since is None:
        return text("log.headline.first", n=count(view, "decisions"))
    if not view.new:
        return text("log.headline.nothing_new", day=Date.read(view.since.as_of))
    return text("log.headline.new", n=count(view, "new"), day=Date.read(view.since.as_of))


def timeline(view: LogView) -> Text:
    """How long decisions stand before they are looked at again, or which are late."""
    reviewable = [one for one in view.decisions if one.review_on is not None]
    if view.days_late is not None:
        days = text("log.timeline.days", n=Known(view.days_late, "/log/days_late", view.days_late))
        return text("log.timeline.late", n=count(view, "overdue"), days=days)
    if not reviewable:
        return text("log.timeline.no_review", n=count(view, "decisions"))
    if view.due:
        return text("log.timeline.due", n=count(view, "due"))
    return text("log.timeline.none_due", n=count(view, "decisions"))
