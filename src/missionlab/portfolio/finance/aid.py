"""Public money above what rules on state aid allow: a warning with the rule, the project and the excess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from missionlab.base.text import Money, Share, text
from missionlab.portfolio.finance.equivalents import aid_intensity, grant_equivalent
from missionlab.portfolio.finance.flows import Refused
from missionlab.portfolio.finance.results import AidBreach
from missionlab.portfolio.finance.standing import standing_commitments
from missionlab.strategy.records import AidRule, Commitment, Project
from missionlab.strategy.strategy import Strategy


def breaches(strategy: Strategy) -> tuple[AidBreach, ...]:
    """Every project whose public money, all sources together, is above the rule for its stage and size of firm.

    Projects without a stage or an eligible cost are not looked at, nor those whose money is in several currencies: it
    would not be known in which the cost is. Where the grant equivalent of a commitment cannot
    be told, it counts nothing, so a breach that is found stands all the more.
    """
    return tuple(_found(strategy))


def _found(strategy: Strategy) -> Iterator[AidBreach]:
    rates = {fund.actor: fund.reference_rate for fund in strategy.funds if fund.actor is not None}
    standing = standing_commitments(strategy, strategy.about.basis)
    for project in strategy.projects:
        rule = _rule(strategy.aid_rules, project)
        if rule is None or not project.eligible_cost:
            continue
        money = standing.get(project.id, ())
        if len({one.currency for one in money}) > 1:
            continue
        worth = [equivalent for one in money if (equivalent := _equivalent(one, rates)) is not None]
        intensity = aid_intensity(worth, project.eligible_cost)
        if intensity > rule.most + 1e-12:
            yield _breach(project, rule, intensity, project.eligible_cost, next(one.currency for one in money))


def _rule(rules: Sequence[AidRule], project: Project) -> AidRule | None:
    """The rule for the project's stage and size; one that holds for any size gives way to one for its own."""
    fitting = [rule for rule in rules if rule.stage is project.stage and rule.size in (None, project.size)]
    return max(fitting, key=lambda rule: rule.size is not None, default=None)


def _equivalent(one: Commitment, rates: Mapping[str, float | None]) -> float | None:
    if one.instrument is None or one.amount is None:
        return None
    rate = rates.get(one.payer_actor or "")
    found = grant_equivalent(one.instrument, one.terms, one.amount, one.tenor_years, rate)
    return None if isinstance(found, Refused) else found


def _breach(project: Project, rule: AidRule, intensity: float, cost: float, currency: str | None) -> AidBreach:
    excess = (intensity - rule.most) * cost
    words = text(
        "fund.aid.breach",
        project=project.name,
        rule=rule.rule,
        share=Share(intensity),
        most=Share(rule.most),
        excess=Money(excess, currency or ""),
    )
    return AidBreach(project.id, project.name, rule.rule, rule.most, intensity, excess, words)
