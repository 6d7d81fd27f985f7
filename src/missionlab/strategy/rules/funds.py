"""Funds: rules that go together, lines that add up, and nothing before the fund began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import fsum

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Fund
from missionlab.strategy.rules.fault import Book, Fault
from missionlab.strategy.rules.sums import TOLERANCE, chances, three
from missionlab.strategy.vocabulary import CarryOver, Recycling


def funds(book: Book) -> Iterable[Fault]:
    for fund in book.strategy.funds:
        yield from _switches(fund)
        yield from _years(fund)
        yield from _order(fund)
        yield from _lines(fund)
        yield from three(fund, label(fund), (), fund, "anyway_low", "anyway", "anyway_high")
        common = {"correlation": fund.correlation, "sector_correlation": fund.sector_correlation}
        yield from chances(fund, label(fund), ("sector_correlation",), common)


def _switches(fund: Fund) -> Iterator[Fault]:
    whose = capital(label(fund))
    if fund.carry_over is CarryOver.LIMIT and fund.carry_limit is None:
        message = f"{whose} may carry over a part of what is left, and does not say which."
        yield Fault("fund-contradicts", fund, message, ("carry_over",), "Add 'carry_limit' with the share.")
    if fund.carry_limit is not None and fund.carry_over is not CarryOver.LIMIT:
        rule = f"'carry_over: {fund.carry_over}'" if fund.carry_over else "no 'carry_over'"
        message = f"{whose} has a 'carry_limit' of {fund.carry_limit:g}, and {rule}."
        yield Fault("fund-contradicts", fund, message, ("carry_limit",), "Write 'carry_over: limit', or delete it.")
    if fund.recycle_from is not None and fund.recycle is not Recycling.ON:
        rule = f"'recycle: {fund.recycle}'" if fund.recycle else "no 'recycle'"
        message = f"{whose} keeps what comes back from {fund.recycle_from} on, and has {rule}."
        yield Fault("fund-contradicts", fund, message, ("recycle_from",), "Write 'recycle: \"on\"', or delete it.")


def _years(fund: Fund) -> Iterator[Fault]:
    whose = capital(label(fund))
    for field, what in (("recycle_from", "keeps what comes back from"), ("closed_from", "is closed from")):
        year = getattr(fund, field)
        if year is not None and year < fund.starts:
            message = f"{whose} {what} {year} on, before it starts ({fund.starts})."
            yield Fault("impossible-date", fund, message, (field,))
    for year, amount in fund.capital.items():
        if year < fund.starts:
            message = f"{whose} is given money in {year}, before it starts ({fund.starts})."
            yield Fault("impossible-date", fund, message, ("capital", year))
        if amount < 0:
            message = f"{whose} is given {amount:g} in {year}; money is never below 0."
            fix = "Write 0 for a year without money."
            yield Fault("impossible-value", fund, message, ("capital", year), fix)
    for number, fact in enumerate(fund.record):
        if fact.year < fund.starts:
            message = f"The record of {label(fund)} has a figure for {fact.year}, before it starts ({fund.starts})."
            yield Fault("impossible-date", fund, message, ("record", number, "year"))


_NOT_ABOVE = (("deal_mean", "deal_cap"), ("earliest_exit", "latest_exit"))


def _order(fund: Fund) -> Iterator[Fault]:
    for low, high in _NOT_ABOVE:
        below, above = getattr(fund, low), getattr(fund, high)
        if below is not None and above is not None and below > above:
            message = f"{capital(label(fund))} has '{low}' {below:g}, above '{high}' {above:g}."
            yield Fault("fund-contradicts", fund, message, (low,))


def _lines(fund: Fund) -> Iterator[Fault]:
    total = fsum(line.share for line in fund.lines)
    if fund.lines and abs(total - 1) > TOLERANCE:
        message = f"The shares of the lines of {label(fund)} add to {total:.6g}, not to 1."
        fix = f"Change them by {1 - total:+.6g} in all. Shares are written from 0 to 1: 25% is 0.25."
        yield Fault("shares-sum", fund, message, ("lines",), fix)
    for number, line in enumerate(fund.lines):
        if line.outcome_model is not None and line.default_hazard is not None:
            message = f"Line '{line.name}' of {label(fund)} has both an outcome model and a chance of default."
            fix = "Delete 'default_hazard': the model says when projects fail."
            yield Fault("fund-contradicts", fund, message, ("lines", number, "default_hazard"), fix)
