"""Rows of "what to decide" on the overview: rules that fire and that nobody has answered in the log, then reviews that
are overdue or due."""

from __future__ import annotations

from missionlab.base.text import Text, text
from missionlab.report.course.written import regret
from missionlab.report.pages.decide import Decision
from missionlab.report.pages.desk import Desk
from missionlab.report.pilots import numbers
from missionlab.steering.ledger.decision import DecisionStatus
from missionlab.steering.ledger.view import LogView
from missionlab.steering.results import Course, ReviewState, ReviewView, RuleSaid
from missionlab.strategy.vocabulary import ActionKind


def rows(desk: Desk) -> list[Decision]:
    """The most severe first; a subject whose rule fires needs no second row for its review."""
    course = desk.briefing.course
    if course is None:
        return []
    fire = [said for said in course.firing if said.kind is not None and said.kind is not ActionKind.CONTINUE]
    named = {said.subject for said in fire}
    due = [one for one in course.due if one.subject not in named]
    unanswered = [said for said in fire if not answered(said, desk.briefing.log)]
    return [*(_fires(said, course, desk) for said in unanswered), *(_due(one, desk) for one in due)]


def answered(said: RuleSaid, log: LogView | None) -> bool:
    """Whether a decision that is in force looked at the rule, with the figure that it now fires on, and is not overdue
    itself. Whether it followed the rule is for the log's chapter to say."""
    figure = said.latest.vintage if said.latest else None
    return log is not None and any(
        one.rule == said.rule
        and one.status == DecisionStatus.DECIDED
        and one.replaced_by is None
        and one not in log.overdue
        and (figure is None or figure.last <= one.as_of)
        for one in log.decisions
    )


def _fires(said: RuleSaid, course: Course, desk: Desk) -> Decision:
    action = desk.own(said.action_name or said.action)
    args = {"action": action, "subject": desk.own(said.subject.name), "rule": desk.own(said.signpost_name)}
    found = next(((place, case) for place, case in enumerate(course.actions) if case.action == said.action), None)
    if found is not None and found[1].regret.value is not None:
        args["regret"] = numbers.said(found[1].regret, f"/course/actions/{found[0]}/regret", regret(found[1]))
        return Decision(_when(said, course), text("course.decide.fires_regret", **args))
    return Decision(_when(said, course), text("course.decide.fires", **args))


def _when(said: RuleSaid, course: Course) -> Text:
    review = next((one for one in course.reviews if one.review == said.review), None)
    if review is None or review.day is None or review.state is ReviewState.OVERDUE:
        return text("report.decide.now")
    return text("report.decide.by", on=review.day)


def _due(one: ReviewView, desk: Desk) -> Decision:
    owner = desk.own(one.owner_name) if one.owner_name else text("course.mark.nobody")
    args = {"subject": desk.own(one.subject.name), "day": one.day, "owner": owner}
    if one.state is ReviewState.OVERDUE:
        return Decision(text("report.decide.now"), text("course.decide.overdue", **args))
    return Decision(text("report.decide.by", on=one.day), text("course.decide.due", **args))
