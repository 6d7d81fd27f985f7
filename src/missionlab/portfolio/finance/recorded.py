"""The fund's simulation beside what is on record, and what it cannot reproduce."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Text, text
from missionlab.portfolio.finance.fund_year import FundBooks
from missionlab.portfolio.finance.measures import all_losses, paid, unrealised
from missionlab.portfolio.finance.ranges import ranged, share, unknown
from missionlab.portfolio.finance.results import (
    Copula,
    LossBin,
    LossCurve,
    LossTail,
    Ranged,
    RecordLine,
    Verdict,
)
from missionlab.strategy.records import Fund, FundFact
from missionlab.strategy.vocabulary import FundMeasure

FAR = 0.75
"""A range whose nearer end is below this share of the record, or above its inverse, is not the same thing at all."""
ROUGHLY = 0.02
"""How far a record that is worded as about, more than or up to may be from what it says."""
TAIL = (0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
_BINS = 24
CANNOT = ("missions", "jobs", "valuations", "single_names", "reasons", "target")
"""What no simulation of a fund from its terms can give."""

Paths = NDArray[np.float64]


def _so_far(name: str) -> Callable[[FundBooks, int], Paths]:
    return lambda books, year: books.year[name][: year + 1].sum(axis=0)


def _co_finance(books: FundBooks, year: int) -> Paths:
    return books.setting.co_finance * books.year["committed"][: year + 1].sum(axis=0)


MEASURES: Mapping[FundMeasure, Callable[[FundBooks, int], Paths]] = {
    FundMeasure.COMMITTED: _so_far("committed"),
    FundMeasure.COMMITTED_YEAR: lambda books, year: books.year["committed"][year],
    FundMeasure.DEALS: _so_far("deals"),
    FundMeasure.LOSSES: lambda books, year: books.schedule.of("losses")[year] + unrealised(books)[year],
    FundMeasure.REALISED_LOSSES: lambda books, year: books.schedule.of("losses")[year],
    FundMeasure.INCOME: lambda books, year: books.schedule.of("income")[year],
    FundMeasure.COST: lambda books, year: books.year["cost"][year],
    FundMeasure.CO_FINANCE: _co_finance,
}


def record_table(books: FundBooks, fund: Fund) -> tuple[RecordLine, ...]:
    """Every fact of the record beside the model's range."""
    return tuple(_line(books, fact) for fact in fund.record)


def _line(books: FundBooks, fact: FundFact) -> RecordLine:
    model = modelled(books, fact)
    return RecordLine(
        measure=str(fact.measure),
        year=fact.year,
        model=model,
        record=fact.value,
        precise=fact.precise,
        derived=fact.derived,
        source=fact.source,
        verdict=verdict(model, fact.value, 0.0 if fact.precise else ROUGHLY),
    )


def modelled(books: FundBooks, fact: FundFact) -> Ranged:
    setting = books.setting
    year = fact.year - setting.first_year
    if not 0 <= year < setting.years:
        return unknown(text("fund.reason.outside_years", year=fact.year))
    if fact.measure is FundMeasure.COST and not books.year["cost"].any():
        return unknown(text("fund.reason.no_cost"))
    if fact.measure is FundMeasure.CO_FINANCE and not setting.co_finance:
        return unknown(text("fund.reason.no_co_finance"))
    return ranged(MEASURES[fact.measure](books, year))


def verdict(model: Ranged, record: float, rough: float = 0.0) -> Verdict:
    """Inside its range, below or above it, or so far from it that the model lacks what made the record."""
    if model.low is None or model.high is None:
        return Verdict.CANNOT
    if model.low <= record * (1 + rough) and record * (1 - rough) <= model.high:
        return Verdict.INSIDE
    if model.high < record:
        return Verdict.CANNOT if model.high < FAR * record else Verdict.BELOW
    return Verdict.CANNOT if FAR * model.low > record else Verdict.ABOVE


def cannot_reproduce(lines: tuple[RecordLine, ...], names: Callable[[str], Text]) -> tuple[Text, ...]:
    """What the model has no law for, and then the facts that it is far from."""
    far = [line for line in lines if line.verdict is Verdict.CANNOT]
    return (
        *(text(f"fund.cannot.{name}") for name in CANNOT),
        *(text("fund.cannot.fact", measure=names(line.measure), year=line.year) for line in far),
    )


def loss_share(books: FundBooks) -> Paths:
    """All losses by the horizon, with what is set aside, over what was paid out; paths without payment have none."""
    out = paid(books).sum(axis=0)
    lost = all_losses(books)
    return np.divide(lost, out, out=np.zeros_like(lost), where=out > 0)


def tail(losses: Paths, copula: Copula) -> LossTail:
    """Mean and quantiles of the share that is lost; one number a path."""
    return LossTail(copula, float(losses.mean()), tuple((q, float(np.quantile(losses, q))) for q in TAIL))


def loss_curve(books: FundBooks, fund: Fund) -> LossCurve:
    """Of the last year whose losses are on record; without one, by the horizon as a share of what was paid out."""
    setting = books.setting
    known = [
        fact
        for fact in fund.record
        if fact.measure is FundMeasure.LOSSES and 0 <= fact.year - setting.first_year < setting.years
    ]
    if not known:
        last = setting.first_year + setting.years - 1
        losses = loss_share(books)
        if fund.loss_tolerance is None:
            beyond = unknown(text("fund.reason.no_loss_record"))
        else:
            beyond = share(losses >= fund.loss_tolerance, text("fund.reason.beyond_tolerance"))
        return LossCurve(last, False, _bins(losses), None, beyond, fund.loss_tolerance)
    fact = max(known, key=lambda fact: fact.year)
    losses = MEASURES[FundMeasure.LOSSES](books, fact.year - setting.first_year)
    beyond = share(losses >= fact.value)
    return LossCurve(fact.year, True, _bins(losses, fact.value), fact.value, beyond, fund.loss_tolerance)


def _bins(losses: Paths, shown: float = 0.0) -> tuple[LossBin, ...]:
    """Even bins up to the 99 % quantile or the record; the last one takes all that is above."""
    low = min(0.0, float(losses.min()))
    high = max(float(np.quantile(losses, 0.99)), shown, low + 1e-12)
    edges = np.linspace(low, high, _BINS + 1)
    counts, _ = np.histogram(np.clip(losses, low, high), edges)
    return tuple(
        LossBin(float(a), float(b), float(count / len(losses)))
        for a, b, count in zip(edges[:-1], edges[1:], counts, strict=True)
    )
