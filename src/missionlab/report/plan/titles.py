"""Titles of the plan's chapter: each is a finding with its number, and one branch says that nobody can tell."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import Text, text
from missionlab.portfolio.allocation.results import NearlyFunded, Plan, RulePrice, TargetChance
from missionlab.report.plan import numbers
from missionlab.report.plan.numbers import pointer
from missionlab.report.words import Own, Words


def headline(plan: Plan, words: Words) -> Text:
    """What the plan does to the chance of meeting targets."""
    if plan.infeasible:
        return text("plan_money.title.clash", n=len(plan.infeasible))
    if plan.value is None:
        return text("plan_money.title.no_plan")
    if not any(not one.committed for one in plan.funded):
        return text("plan_money.title.nothing", n=len(plan.cases))
    cost = numbers.money(plan.cost.value or 0.0, plan.currency, pointer("cost", "value"))
    n = sum(not one.committed for one in plan.funded)
    if not plan.targets:
        return text("plan_money.title.no_targets", n=n, cost=cost)
    place, best = max(enumerate(plan.targets), key=lambda pair: _gain(pair[1]))
    args = {
        "n": n,
        "cost": cost,
        "target": words.own(best.name),
        "before": numbers.said(best.before, pointer("targets", place, "before")),
        "after": numbers.said(best.after, pointer("targets", place, "after")),
    }
    return text(f"plan_money.title.{'raises' if _clear(best) else 'cannot_tell'}", **args)


def _gain(one: TargetChance) -> float:
    return (one.after.value or 0.0) - (one.before.value or 0.0)


def _clear(one: TargetChance) -> bool:
    """Whether the intervals before and after are apart."""
    return (one.after.low or 0.0) > (one.before.high or 0.0)


def gantt(plan: Plan) -> Text:
    """In which year most begins."""
    chosen = [one for one in plan.funded if not one.committed]
    if not chosen:
        return text("plan_money.gantt.title.nothing")
    years = [one.start for one in chosen]
    first, last = min(years), max(years)
    if first == last:
        return text("plan_money.gantt.title.one_year", n=len(chosen), year=str(first))
    most = max(sorted(set(years)), key=years.count)
    return text(
        "plan_money.gantt.title.years",
        n=len(chosen),
        first=str(first),
        last=str(last),
        most=years.count(most),
        year=str(most),
    )


def money(plan: Plan) -> Text:
    """Whether money binds, and what lapses."""
    binding = [one for one in plan.money if one.binding]
    lapsed = sum(one.lapsed for one in plan.money)
    args: dict[str, Any] = {"n": len(binding), "years": len(plan.money)}
    if lapsed > 0:
        place, worst = max(enumerate(plan.money), key=lambda pair: pair[1].lapsed)
        args["lapsed"] = numbers.money(worst.lapsed, plan.currency, pointer("money", place, "lapsed"))
        args["year"] = str(worst.year)
        return text(f"plan_money.budget.title.{'binds_lapses' if binding else 'lapses'}", **args)
    return text(f"plan_money.budget.title.{'binds' if binding else 'loose'}", **args)


def rules(plan: Plan) -> Text:
    """Which rules cost most."""
    if not plan.rules:
        return text("plan_money.rules.title.none")
    dearest = plan.rules[0]
    if not dearest.cost.value:
        return text("plan_money.rules.title.free", n=len(plan.rules))
    cost = numbers.share(dearest.cost.value, pointer("rules", 0, "cost", "value"), 1)
    return text("plan_money.rules.title.dearest", rule=family(dearest), cost=cost)


def family(rule: RulePrice) -> Text:
    """A family of rules in words."""
    name = text(f"plan_money.family.{rule.family}")
    if rule.dimension is None:
        return name
    return text("plan_money.family_of", family=name, dimension=text(f"plan_money.dimension.{rule.dimension}"))


def nearly(plan: Plan, words: Words) -> Text:
    """What would bring the nearest project in."""
    if not plan.nearly:
        return text("plan_money.near.title.none")
    priced = [(place, one) for place, one in enumerate(plan.nearly) if one.price_cut.value]
    if not priced:
        return text("plan_money.near.title.fit", n=len(plan.nearly))
    place, one = priced[0]
    return text("plan_money.near.title.cut", project=words.own(one.name), cut=_cut(place, one))


def _cut(place: int, one: NearlyFunded) -> object:
    return numbers.share(one.price_cut.value or 0.0, pointer("nearly", place, "price_cut", "value"), 1)


def robust(plan: Plan, words: Words) -> Text:
    """How many candidates hang on which futures are drawn."""
    contested = [one for one in plan.cases if one.project in plan.contested]
    if all(one.standing is None for one in plan.cases):
        return text("plan_money.robust.title.no_data")
    if not contested:
        return text("plan_money.robust.title.settled", core=len(plan.core), out=len(plan.out))
    names: list[Own] = [words.own(one.name) for one in contested[:3]]
    return text("plan_money.robust.title.contested", n=len(contested), names=names)


def answers(plan: Plan) -> Text:
    """Whether other weights of the missions make another plan."""
    if len(plan.answers) < 2:
        return text("plan_money.answers.title.one")
    chosen = len(plan.funded)
    differ = [one for one in plan.answers if one.shared < chosen or one.projects > chosen]
    if not differ:
        return text("plan_money.answers.title.same", n=len(plan.answers))
    most = max(differ, key=lambda one: one.projects + chosen - 2 * one.shared)
    return text("plan_money.answers.title.differ", n=len(differ), of=len(plan.answers), most=chosen - most.shared)
