"""What a fund's paths come to: multiples, returns, the J-curve, when income covers cost, and whether cash reaches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Share, Text, text
from missionlab.portfolio.finance.fund_year import FundBooks
from missionlab.portfolio.finance.ranges import fan, ranged, share, unknown
from missionlab.portfolio.finance.results import FundYears, Ranged, RatePoint

ByYear = NDArray[np.float64]
"""Shape (years, paths)."""

RATES = (-0.05, 0.0, 0.02, 0.035, 0.05, 0.07, 0.1, 0.15, 0.2)
"""Rates a year of the curve of net present values."""
SEVERAL = 0.05
"""Share of the paths with more than one internal rate, or none, above which no rate is given."""


def returns(books: FundBooks) -> ByYear:
    """All that came back."""
    return books.schedule.of("income") + books.schedule.of("principal")


def paid(books: FundBooks) -> ByYear:
    """All that was paid out on deals: draws and calls."""
    return books.schedule.of("draws") + books.schedule.of("calls")


def net_cash(books: FundBooks) -> ByYear:
    """What came back less what was paid out and the cost of operation, year by year."""
    return returns(books) - paid(books) - books.year["cost"]


def unrealised(books: FundBooks) -> ByYear:
    """Change of what is set aside for losses that are expected within a year."""
    return np.diff(books.schedule.of("allowance"), axis=0, prepend=0.0)


def all_losses(books: FundBooks) -> NDArray[np.float64]:
    """Realised by the horizon, and what is then set aside; shape (paths,)."""
    return books.schedule.of("losses").sum(axis=0) + books.schedule.of("allowance")[-1]


def terminal(books: FundBooks) -> NDArray[np.float64]:
    """What is outstanding at the horizon at cost, less what is set aside; shape (paths,)."""
    return books.schedule.of("balance")[-1] - books.schedule.of("allowance")[-1]


def yearly(books: FundBooks) -> FundYears:
    setting, schedule = books.setting, books.schedule
    return FundYears(
        years=tuple(range(setting.first_year, setting.first_year + setting.years)),
        allocated=tuple(map(float, setting.allocated)),
        committed=fan(books.year["committed"]),
        drawn=fan(paid(books)),
        returns=fan(returns(books)),
        income=fan(schedule.of("income")),
        cost=fan(books.year["cost"]),
        lapsed=fan(books.year["lapsed"]),
        surrendered=fan(books.year["surrendered"]),
        losses_realised=fan(schedule.of("losses")),
        losses_unrealised=fan(unrealised(books)),
        outstanding=fan(schedule.of("balance")),
        net_cash=fan(np.cumsum(net_cash(books), axis=0)),
    )


def over_paid(books: FundBooks, values: NDArray[np.float64]) -> Ranged:
    """`values` over all that was paid out, path by path; paths that paid nothing out are left aside."""
    out = paid(books).sum(axis=0)
    spent = out > 0
    if not spent.any():
        return unknown(text("fund.reason.nothing_paid"))
    return ranged(values[spent] / out[spent])


def deepest(books: FundBooks) -> tuple[Ranged, Ranged]:
    """Lowest point of the cumulative net cash, and its calendar year."""
    curve = np.cumsum(net_cash(books), axis=0)
    year = curve.argmin(axis=0) + float(books.setting.first_year)
    low, mid, high = np.quantile(year, (0.05, 0.5, 0.95), method="nearest")
    return ranged(curve.min(axis=0)), Ranged(float(low), float(mid), float(high))


def income_covers(books: FundBooks) -> Ranged:
    """First calendar year in which income is at least the cost of operation."""
    cost = books.year["cost"]
    if not cost.any():
        return unknown(text("fund.reason.no_cost"))
    enough = (books.schedule.of("income") >= cost) & (cost > 0)
    year = np.where(enough.any(axis=0), enough.argmax(axis=0) + float(books.setting.first_year), np.inf)
    found = ranged(year)
    if found.high is None:
        never = Share(float(np.isinf(year).mean()))
        return Ranged(found.low, found.mid, found.high, text("fund.reason.never_covers", share=never))
    return found


def internal_rate(books: FundBooks) -> Ranged:
    """The rate at which the net cash, with the outstanding value in the last year, is worth nothing.

    Blank where the flow changes its sign more than once on more than 5 % of the paths: there is then no unique rate.
    """
    flow = net_cash(books).copy()
    flow[-1] += terminal(books)
    turns = sign_changes(flow)
    several, none = float((turns > 1).mean()), float((turns == 0).mean())
    if several > SEVERAL:
        return unknown(text("fund.reason.no_unique_rate", share=Share(several)))
    if none > SEVERAL:
        return unknown(text("fund.reason.no_rate", share=Share(none)))
    return ranged(rates_of_return(flow[:, turns == 1]))


def sign_changes(flow: ByYear) -> NDArray[np.int64]:
    """How often a flow turns from out to in or back; years without any flow do not count; shape (paths,)."""
    sign = np.sign(flow)
    for year in range(1, len(sign)):
        sign[year] = np.where(sign[year] == 0, sign[year - 1], sign[year])
    return ((sign[1:] * sign[:-1]) < 0).sum(axis=0)


def rates_of_return(flow: ByYear) -> NDArray[np.float64]:
    """The internal rate of flows that turn once, by bisection between -99 % and 1,000 %; shape (paths,)."""
    low, high = np.full(flow.shape[1], -0.99), np.full(flow.shape[1], 10.0)
    years = np.arange(len(flow))[:, None]
    first = np.sign(flow)[np.argmax(flow != 0, axis=0), np.arange(flow.shape[1])]
    for _ in range(60):
        mid = (low + high) / 2
        worth = (flow * (1 + mid) ** (-years)).sum(axis=0) * -first
        low, high = np.where(worth > 0, mid, low), np.where(worth > 0, high, mid)
    return (low + high) / 2


def present_value(books: FundBooks, rate: float) -> NDArray[np.float64]:
    """Of the net cash with the outstanding value in the last year; shape (paths,)."""
    flow = net_cash(books).copy()
    flow[-1] += terminal(books)
    return (1 + rate) ** -np.arange(len(flow), dtype=float) @ flow


def value_curve(books: FundBooks, also: tuple[float | None, ...]) -> tuple[RatePoint, ...]:
    """Net present values over rates, with those rates that the fund states."""
    rates = sorted({*RATES, *(rate for rate in also if rate is not None and rate > -1)})
    return tuple(RatePoint(rate, ranged(present_value(books, rate))) for rate in rates)


def target_met(books: FundBooks, target: float | None) -> Ranged:
    """Share of the paths with at least the return that is asked for."""
    if target is None:
        return unknown(text("fund.reason.no_target"))
    return share(present_value(books, target) >= 0)


def shortfall(books: FundBooks) -> Ranged:
    return share((books.year["emergency"] > _rounding(books)).any(axis=0))


def below_zero(books: FundBooks) -> Ranged:
    return share((books.year["net_worth"] < -_rounding(books)).any(axis=0))


def _rounding(books: FundBooks) -> float:
    """Money below which a sum is only the rounding of others."""
    return 1e-9 * float(max(books.setting.allocated.sum(), 1.0))


def edge_remarks(books: FundBooks) -> tuple[Text, ...]:
    """What was decided where the run met an edge."""
    setting = books.setting
    found: list[Text] = []
    if not setting.allocated.any():
        found.append(text("fund.remark.no_allocation"))
    if (setting.allocated == 0).any() and setting.allocated.any():
        found.append(text("fund.remark.years_without", n=int((setting.allocated == 0).sum())))
    refused = books.year["refused"].sum(axis=0)
    if refused.any():
        found.append(text("fund.remark.refused", share=Share(float((refused > 0).mean()))))
    if setting.closed_from < setting.years:
        found.append(text("fund.remark.closed", year=setting.first_year + setting.closed_from))
    if not setting.cost_fixed and not setting.cost_share:
        found.append(text("fund.remark.no_cost"))
    elif (setting.recycle_from > np.nonzero(setting.allocated == 0)[0]).any():
        found.append(text("fund.remark.cost_unpaid"))
    if (books.year["net_worth"] < 0).any():
        found.append(text("fund.remark.below_zero"))
    return tuple(found)
