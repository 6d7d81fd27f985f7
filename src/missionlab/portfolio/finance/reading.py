"""From a strategy's fund to the setting of its simulation: blanks filled by name, what has no law set aside."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from missionlab.base.findings import InputError
from missionlab.base.text import Share, Text, say, text
from missionlab.portfolio.finance.assumptions import AssumptionSet, assumption_set, filled_fund
from missionlab.portfolio.finance.lines import LineRead, line_of
from missionlab.portfolio.finance.results import Assumed, NotModelled
from missionlab.portfolio.finance.setting import Line, Setting
from missionlab.portfolio.finance.sizes import Sizes
from missionlab.strategy.records import Fund
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Authority, CarryOver, Recycling

HORIZON = 30
"""Years that are simulated where neither the fund nor the caller says."""
NEEDED = ("deal_mean", "deal_spread", "deals_waiting", "correlation", "carry_over", "recycle")


@dataclass(frozen=True, slots=True)
class Read:
    """A fund that is ready to be simulated."""

    fund: Fund
    """With its blanks filled."""
    setting: Setting
    assumed: tuple[Assumed, ...]
    not_modelled: tuple[NotModelled, ...]
    """Lines without a law, or whose law lacks a term."""
    remarks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller wants otherwise than the record has it; blank for as it is recorded."""

    carry_over: bool | None = None
    recycle: bool | None = None
    horizon: int | None = None


def read_fund(strategy: Strategy, fund: Fund, asked: Asked) -> Read:
    """Raises ``InputError`` where a fund cannot be simulated, with what is missing and how to mend it."""
    chosen = None if fund.assumptions is None else assumption_set(fund.assumptions)
    filled, assumed = (fund, ()) if chosen is None else filled_fund(fund, chosen)
    filled = _with_rules(filled, asked)
    _check(strategy, fund, filled)
    years = asked.horizon or filled.horizon_years or HORIZON
    lines, more, refused = _lines(strategy, filled, chosen, years)
    if not lines:
        raise _nothing_left(strategy, fund, refused)
    share = sum(line.share for line in lines)
    remarks: list[Text] = []
    if refused:
        remarks.append(text("fund.remark.lines_left", share=Share(1 - share)))
    if filled.persistence is None:
        remarks.append(text("fund.remark.no_memory"))
    setting = _setting(filled, tuple(replace(line, share=line.share / share) for line in lines), years, share)
    if setting.allocated.sum() < share * sum(filled.capital.values()):
        remarks.append(text("fund.remark.beyond_horizon"))
    return Read(filled, setting, (*assumed, *more), refused, tuple(remarks))


def _with_rules(fund: Fund, asked: Asked) -> Fund:
    changed: dict[str, object] = {}
    if asked.carry_over is not None:
        changed["carry_over"] = CarryOver.ON if asked.carry_over else CarryOver.OFF
    if asked.recycle is not None:
        changed |= {"recycle": Recycling.ON if asked.recycle else Recycling.OFF, "recycle_from": None}
    return fund.model_copy(update=changed) if changed else fund


def _check(strategy: Strategy, fund: Fund, filled: Fund) -> None:
    missing = [name for name in NEEDED if getattr(filled, name) is None]
    if not filled.capital:
        missing.insert(0, "capital")
    if not filled.lines:
        missing.append("lines")
    if filled.carry_over is CarryOver.LIMIT and filled.carry_limit is None:
        missing.append("carry_limit")
    if filled.deal_mean == 0:
        missing.append("deal_mean above 0")
    if filled.sector_correlation is None and any(line.sector for line in filled.lines):
        missing.append("sector_correlation")
    if missing:
        named = "" if fund.assumptions else "; a named set of assumptions (assumptions: missionlab-2026) fills some"
        raise InputError(
            f"The fund '{fund.id}' cannot be simulated: {', '.join(missing)} not stated.",
            place=strategy.place_of(fund),
            why="Nothing is assumed in silence: a blank stays a blank.",
            fix=f"State them in the fund{named}.",
        )
    if (filled.correlation or 0.0) + (filled.sector_correlation or 0.0) >= 1:
        raise InputError(
            f"The common risks of the fund '{fund.id}' add to 1 or more.",
            place=strategy.place_of(fund),
            why="Nothing would be left that is a project's own.",
            fix="Lower correlation or sector_correlation.",
        )


def _lines(
    strategy: Strategy, fund: Fund, chosen: AssumptionSet | None, years: int
) -> tuple[list[Line], list[Assumed], tuple[NotModelled, ...]]:
    lines: list[Line] = []
    assumed: list[Assumed] = []
    refused: list[NotModelled] = []
    given = float(sum(fund.capital.values()))
    for line in fund.lines:
        if line.share == 0:
            continue
        found = line_of(strategy, fund, line, chosen, years)
        if isinstance(found, LineRead):
            lines.append(found.line)
            assumed.extend(found.assumed)
        else:
            name = str(line.instrument)
            refused.append(NotModelled(line.name, line.name, name, line.share * given, fund.currency, found))
    return lines, assumed, tuple(refused)


def _nothing_left(strategy: Strategy, fund: Fund, refused: tuple[NotModelled, ...]) -> InputError:
    return InputError(
        f"No line of the fund '{fund.id}' can be modelled.",
        place=strategy.place_of(fund),
        why=" ".join(f"{one.name}: {say(one.reason)}" for one in refused) or "All shares are 0.",
        fix="State the terms that are missing, or name a set of assumptions.",
    )


def _setting(fund: Fund, lines: tuple[Line, ...], years: int, modelled: float) -> Setting:
    calendar = range(fund.starts, fund.starts + years)
    limit = fund.carry_limit if fund.carry_over is CarryOver.LIMIT else None
    recycled = years if fund.recycle is Recycling.OFF else max((fund.recycle_from or fund.starts) - fund.starts, 0)
    known = fund.anyway is not None
    return Setting(
        fund=fund.id,
        first_year=fund.starts,
        allocated=modelled * np.array([fund.capital.get(year, 0.0) for year in calendar], dtype=np.float64),
        on_commitment=fund.authority is Authority.COMMITMENT,
        kept=0.0 if fund.carry_over is CarryOver.OFF else 1.0,
        kept_limit=limit,
        recycle_from=recycled,
        closed_from=years if fund.closed_from is None else max(fund.closed_from - fund.starts, 0),
        sizes=Sizes(fund.deal_mean or 0.0, fund.deal_spread or 0.0, fund.deal_cap),
        waiting=int(fund.deals_waiting or 1),
        arrivals=fund.deals_a_year,
        lines=lines,
        cost_fixed=fund.cost_fixed or 0.0,
        cost_share=fund.cost_share or 0.0,
        floor=fund.liquidity_floor or 0.0,
        largest_share=fund.largest_share,
        earliest_exit=int(np.ceil(fund.earliest_exit or 0.0)),
        latest_exit=None if fund.latest_exit is None else int(fund.latest_exit),
        correlation=fund.correlation or 0.0,
        sector_correlation=fund.sector_correlation or 0.0,
        persistence=fund.persistence or 0.0,
        co_finance=fund.co_finance_ratio or 0.0,
        anyway=_triangle(fund) if known else None,
        displacement=fund.displacement or 0.0,
    )


def _triangle(fund: Fund) -> tuple[float, float, float]:
    mid = fund.anyway or 0.0
    low = mid if fund.anyway_low is None else min(fund.anyway_low, mid)
    high = mid if fund.anyway_high is None else max(fund.anyway_high, mid)
    return low, mid, high
