"""Titles of the chapter on the course: each says what the numbers carry, and one branch says that they cannot tell."""

from __future__ import annotations

from missionlab.base.text import CountWord, Text, text
from missionlab.report.course.decide import answered
from missionlab.report.course.written import worth
from missionlab.report.pages.desk import Desk
from missionlab.report.pilots import numbers
from missionlab.steering.option_results import OptionValue, Verdict
from missionlab.steering.results import Course, ReviewState, Says


def headline(course: Course, desk: Desk) -> Text:
    """How many rules call for a change that no decision answered, the most severe first; else that all were answered;
    else how many reviews are due; else what is missing."""
    fire = [said for said in course.firing if said.action is not None]
    overdue = sum(one.state is ReviewState.OVERDUE for one in course.reviews)
    unanswered = [said for said in fire if not answered(said, desk.briefing.log)]
    if fire and not unanswered:
        return text("course.headline.answered", n=CountWord(len(fire), True))
    fire = unanswered
    if fire:
        action = desk.own(fire[0].action_name or fire[0].action)
        return text("course.headline.fires", n=CountWord(len(fire), True), action=action)
    if not course.rules:
        return text("course.headline.no_rules", n=CountWord(len(course.reviews)))
    blind = sum(said.says is Says.CANNOT_TELL for said in course.rules)
    if blind == len(course.rules):
        return text("course.headline.cannot_tell", n=CountWord(blind))
    if overdue:
        return text("course.headline.overdue", n=CountWord(overdue, True))
    if blind:
        return text("course.headline.some_blind", rules=CountWord(len(course.rules)), n=CountWord(blind))
    return text("course.headline.quiet", n=CountWord(len(course.rules)))


def option(value: OptionValue, root: str, desk: Desk) -> Text:
    """Whether being able to change course is worth anything against the best fixed plan."""
    how = worth(value)
    args = {"mission": desk.own(value.name), "option": numbers.said(value.option, f"{root}/option", how)}
    if value.verdict is Verdict.REFUSED:
        args["shuffled"] = numbers.value(value.shuffled, f"{root}/shuffled", how)
    if value.verdict is Verdict.NOT_WORTH_IT and value.option.value == 0:
        plan = numbers.value(value.bars[0].value, f"{root}/bars/0/value", how)
        return text("course.title.nothing_better", mission=args["mission"], plan=plan)
    return text(f"course.title.{value.verdict.name.lower()}", **args)
