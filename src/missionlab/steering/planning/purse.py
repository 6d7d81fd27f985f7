"""The money of a plan: a fund's years and rules, or an amount that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from missionlab.base.findings import InputError
from missionlab.base.text import Money, text
from missionlab.portfolio.allocation.case import Purse
from missionlab.portfolio.allocation.results import Remark, RemarkKind
from missionlab.portfolio.exchange import Exchange
from missionlab.strategy.records import Commitment, Fund
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Authority, Basis, CarryOver, ProjectStatus, Recycling

MOST_YEARS = 40
_GONE = (ProjectStatus.STOPPED, ProjectStatus.PROPOSED)

Budget = Mapping[int, float] | float | None
"""Money by year, all of it in one amount, or what the fund has."""


@dataclass(frozen=True)
class PlanMoney:
    """Who pays, in what, from when, and by which rules."""

    fund: Fund | None
    currency: str
    first: int
    """First financial year of the plan, by the calendar year in which it ends."""
    by_year: Mapping[int, float] | None
    """Nothing for one envelope."""
    envelope: float


def money_of(known: Strategy, day: date, fund: str | None, budget: Budget) -> PlanMoney:
    """The money for a plan. Raises ``InputError`` where there is none, or an amount is negative."""
    payer = _fund(known, fund)
    currency = payer.currency if payer is not None else known.about.currency
    if currency is None:
        raise InputError(
            "The plan's currency is not known.",
            why="Neither a fund nor the strategy states one.",
            fix="Set currency in the strategy.",
        )
    month = payer.year_ends if payer is not None else 12
    first = day.year if day.month <= month else day.year + 1
    first = first if payer is None else max(first, payer.starts)
    amounts = [budget] if isinstance(budget, float | int) else list((budget or {}).values())
    if any(amount < 0 or not np.isfinite(amount) for amount in amounts):
        raise InputError("A budget is negative or no number.", fix="Give amounts of 0 or more.")
    if isinstance(budget, float | int):
        return PlanMoney(payer, currency, first, None, float(budget))
    by_year = budget if budget is not None else (dict(payer.capital) if payer is not None else {})
    later = {int(year): float(amount) for year, amount in by_year.items() if int(year) >= first}
    if not later:
        raise InputError(
            f"There is no money from {first} on to plan with.",
            why="Neither a fund's capital nor a budget has an amount for these years.",
            fix="Give --budget AMOUNT, or a file with an amount for each year, or add capital to a fund.",
        )
    return PlanMoney(payer, currency, first, later, 0.0)


def _fund(known: Strategy, name: str | None) -> Fund | None:
    if name is None:
        return next((one for one in known.funds if one.capital), None)
    for one in known.funds:
        if one.id == name:
            return one
    raise InputError(
        f"There is no fund {name!r}.", fix=f"Name one of: {', '.join(one.id for one in known.funds) or 'none'}."
    )


def last_year(money: PlanMoney, ends: Iterable[int]) -> int:
    """Last year of the plan: until the money, or what is to be paid with it, ends."""
    years = [money.first, *(money.by_year or ()), *ends]
    return min(max(years), money.first + MOST_YEARS - 1)


@dataclass(frozen=True)
class Charge:
    """What a fund has committed to other projects, by year of the plan, and projects whose money has no dates."""

    by_year: NDArray[np.float64]
    unknown: tuple[str, ...] = ()


def charge_of(known: Strategy, fund: Fund | None, years: tuple[int, ...], exchange: Exchange, currency: str) -> Charge:
    """What the fund has committed to other projects and pays within the plan, evenly over its dates."""
    out, unknown = np.zeros(len(years)), []
    for one in () if fund is None or fund.actor is None else _committed_by(known, fund.actor):
        unit, factor = exchange.convert(one.currency or currency, one.price_year)
        if unit.currency != currency or one.starts is None or one.ends is None or one.amount is None:
            unknown.append(known.project_by_id[one.project].name)
            continue
        span = range(one.starts.year, one.ends.year + 1)
        for year in span:
            if year in years:
                out[years.index(year)] += one.amount * factor / max(1, len(span))
    return Charge(out, tuple(dict.fromkeys(unknown)))


def _committed_by(known: Strategy, actor: str) -> Iterator[Commitment]:
    revised = {one.revises for one in known.commitments if one.revises is not None}
    for one in known.commitments:
        project = known.project_by_id.get(one.project)
        running = project is not None and project.status not in _GONE
        if running and one.payer_actor == actor and one.basis is Basis.COMMITTED and one.id not in revised:
            yield one


def _about(charge: Charge, money: PlanMoney) -> Iterator[Remark]:
    if charge.unknown:
        name = money.fund.name if money.fund is not None else ""
        sentence = text("plan_money.remark.not_charged", fund=name, projects=list(charge.unknown[:6]))
        yield Remark(RemarkKind.ASSUMED, "budget", sentence)


def purse_of(money: PlanMoney, years: tuple[int, ...], charge: Charge) -> tuple[Purse, tuple[Remark, ...]]:
    """Budget by year less what is charged already, with the fund's rules on what is left and comes back."""
    fund, charged = money.fund, charge.by_year
    remarks = list(_about(charge, money))
    if money.by_year is None:
        budget = np.zeros(len(years))
        budget[0] = money.envelope
        charged = np.where(np.arange(len(years)) == 0, charged.sum(), 0.0)
        sentence = text("plan_money.remark.envelope", amount=Money(money.envelope, money.currency))
        remarks.append(Remark(RemarkKind.ASSUMED, "budget", sentence))
        kept = np.full(len(years), np.inf)
    else:
        budget = np.array([money.by_year.get(year, 0.0) for year in years])
        kept, unknown = _kept(fund, budget)
        if unknown:
            name = fund.name if fund is not None else "budget"
            sentence = text("plan_money.remark.carry_unknown", fund=name)
            remarks.append(Remark(RemarkKind.ASSUMED, name if fund is None else fund.id, sentence))
    recycle = False
    if fund is not None:
        recycle = fund.recycle is Recycling.ON and (fund.recycle_from or 0) <= years[0]
        if fund.recycle is None:
            sentence = text("plan_money.remark.recycle_unknown", fund=fund.name)
            remarks.append(Remark(RemarkKind.ASSUMED, fund.id, sentence))
    floor = fund.liquidity_floor or 0.0 if fund is not None and money.by_year is not None else 0.0
    promised = fund is not None and fund.authority is Authority.COMMITMENT
    beyond = float(np.maximum(charged - budget, 0.0).sum())
    if beyond > 1e-6:
        sentence = text("plan_money.remark.overcommitted", amount=Money(beyond, money.currency))
        remarks.append(Remark(RemarkKind.OVERCOMMITTED, "budget", sentence))
    return Purse(np.maximum(budget - charged, 0.0), kept, recycle, floor, promised), tuple(remarks)


def _kept(fund: Fund | None, budget: NDArray[np.float64]) -> tuple[NDArray[np.float64], bool]:
    rule = None if fund is None else fund.carry_over
    if rule is CarryOver.ON:
        return np.full(len(budget), np.inf), False
    if rule is CarryOver.LIMIT and fund is not None and fund.carry_limit is not None:
        return budget * fund.carry_limit, False
    return np.zeros(len(budget)), rule is not CarryOver.OFF
