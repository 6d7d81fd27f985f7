"""What a target's plan says: how much of what is needed is credible, and what that does to the chance."""

from __future__ import annotations

from missionlab.base.text import Share, Text, text
from missionlab.report.keys import of_target
from missionlab.strategy.plans import Grade
from missionlab.tracking.results import PlanOutlook, Standing


def plan(standing: Standing, outlook: PlanOutlook) -> Text:
    """Cover of what is needed by credible plans, and the chance without and with them where they move it."""
    title = _cover(outlook)
    reach = outlook.credible
    if reach is None or outlook.trend is None or reach.low == reach.high == outlook.trend:
        return title
    low, high = (
        of_target(standing, f"plan/probability_credible_{end}", Share(value), value)
        for end, value in (("low", reach.low), ("high", reach.high))
    )
    if reach.low == reach.high:
        trend = of_target(standing, "plan/probability_trend", Share(outlook.trend), outlook.trend)
        return text("plan.title.lifted", title=title, trend=trend, chance=high)
    return text("plan.title.between", title=title, low=low, high=high)


def _cover(outlook: PlanOutlook) -> Text:
    if outlook.needed is None:
        return text("plan.title.cannot_say")
    if outlook.needed <= 0:
        return text("plan.title.nothing_needed")
    share = dict(outlook.shares)[Grade.CREDIBLE]
    if share <= 0:
        return text("plan.title.none")
    if share >= 1:
        return text("plan.title.all")
    return text("plan.title.part", share=Share(share))
