"""A block: the money of one currency and price year, and its shape."""

from __future__ import annotations

import math
from collections.abc import Mapping

from missionlab.portfolio.classes import Classes
from missionlab.portfolio.concentration import concentration
from missionlab.portfolio.crowding import Ledgers, crowding_in
from missionlab.portfolio.exchange import Exchange, Unit
from missionlab.portfolio.figures import Purse
from missionlab.portfolio.forest import Forest
from missionlab.portfolio.measures import (
    coverage,
    directionality,
    largest_gap,
    patience,
    patient_share,
    rao_stirling,
    stage_cover,
)
from missionlab.portfolio.reconcile import NEGLIGIBLE, Counted
from missionlab.portfolio.results import Block, Dimension, Envelope, ProjectMoney
from missionlab.portfolio.split import Slice, splits
from missionlab.strategy.records import ExchangeRate
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, Payer, Relevance


def block_of(
    strategy: Strategy,
    ledgers: Ledgers,
    forest: Forest,
    classes: Classes,
    relevance: Mapping[str, Relevance | None],
    exchange: Exchange,
    basis: Basis,
    unit: Unit,
) -> Block:
    """The shape of the public money in ``unit`` on ``basis``, with the private money beside it."""
    limits = strategy.about.thresholds
    public = list(ledgers.get(Purse(Payer.PUBLIC, basis, unit), {}).values())
    private = ledgers.get(Purse(Payer.PRIVATE, basis, unit), {})
    money = [counted for counted in public if counted.counted]
    by = splits([Slice.cut(counted) for counted in money], classes)
    cover = stage_cover(by[Dimension.STAGE], limits.small_class)
    directed, against = directionality(money, relevance)
    return Block(
        currency=unit.currency,
        price_year=unit.price_year,
        rates=_rates(strategy, exchange, unit),
        total=math.fsum(counted.counted for counted in money),
        private=math.fsum(counted.counted for counted in private.values()),
        upper=any(figure.upper for counted in money for figure in counted.figures),
        by=by,
        stages=cover,
        coverage=coverage(by[Dimension.STAGE], cover, limits.small_class),
        largest_gap=largest_gap(cover),
        rao_stirling=rao_stirling(by[Dimension.SECTOR], strategy.distances),
        crowding_in=crowding_in(ledgers, forest, unit, basis),
        patience=patience(money),
        patient_share=patient_share(money, limits.patient_years),
        directionality=directed,
        against=against,
    )


def _rates(strategy: Strategy, exchange: Exchange, unit: Unit) -> tuple[ExchangeRate, ...]:
    """The rates that were used for this block: those of currencies in which the strategy has cash amounts."""
    if unit != Unit(exchange.to or "", None):
        return ()
    used = {c.currency for c in strategy.commitments if c.price_year is None and c.amount is not None}
    return tuple(rate for currency, rate in sorted(exchange.rates.items()) if currency in used)


def envelopes_of(ledger: Mapping[str, Counted], forest: Forest, unit: Unit) -> list[Envelope]:
    """Every programme with parts: its own figure, what its parts have, and how concentrated they are."""
    out: list[Envelope] = []
    for project, counted in ledger.items():
        parts = forest.children.get(project, ())
        if not parts:
            continue
        amounts = [ledger[part].total for part in parts if part in ledger]
        rest = None if counted.own is None else counted.own - counted.children
        loose = rest if rest is not None and rest > NEGLIGIBLE * counted.children else 0.0
        measures = concentration(amounts, loose)
        out.append(
            Envelope(
                project=project,
                currency=unit.currency,
                price_year=unit.price_year,
                own=counted.own,
                children=counted.children,
                rest=rest,
                hhi=measures.hhi,
                effective_number=measures.effective_number,
                shannon=measures.shannon,
                effective_classes=measures.effective_classes,
            )
        )
    return out


def project_money(ledger: Mapping[str, Counted], forest: Forest, payer: Payer, unit: Unit) -> list[ProjectMoney]:
    return [
        ProjectMoney(
            project=project,
            parent=forest.parent[project],
            currency=unit.currency,
            price_year=unit.price_year,
            payer=payer,
            own=counted.own,
            counted=counted.counted,
            total=counted.total,
            announced=max((f.announced for f in counted.figures if f.announced is not None), default=None),
        )
        for project, counted in ledger.items()
    ]
