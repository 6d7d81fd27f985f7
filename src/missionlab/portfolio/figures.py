"""A project's own figures: the commitments that stand, and how old the money in them is."""

from __future__ import annotations

from calendar import isleap
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from missionlab.base.dates import Date
from missionlab.portfolio.exchange import Exchange, Unit
from missionlab.strategy.records import Commitment, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, Instrument, Payer, Precision


class Purse(NamedTuple):
    """Figures that may be added: one payer, one basis, one currency and price year."""

    payer: Payer
    basis: Basis
    unit: Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """One commitment that stands."""

    amount: float
    announced: Date | None
    instrument: Instrument | None
    tenor: float | None
    """Years for which the money is given; blank when not known."""
    upper: bool
    """True for "up to"."""
    layers: tuple[tuple[Date | None, float], ...]
    """The amount by the date at which each part of it was first announced."""
    commitment: str
    """Id of the commitment."""


OwnFigures = Mapping[str, tuple[Figure, ...]]
"""A purse's figures by project."""


def own_figures(strategy: Strategy, exchange: Exchange) -> dict[Purse, OwnFigures]:
    """All standing figures by purse and project. A commitment stands until another on the same basis revises it;
    one without amount, currency, basis or payer gives no figure. Of a payer's proposed figures for a project, which are
    alternatives, the largest counts, as an upper bound."""
    by_id = {commitment.id: commitment for commitment in strategy.commitments}
    revised = {(c.revises, c.basis) for c in strategy.commitments if c.revises is not None and c.revises != c.id}
    found: dict[Purse, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for commitment in sorted(strategy.commitments, key=lambda commitment: commitment.id):
        project = strategy.project_by_id.get(commitment.project)
        if project is None or (commitment.id, commitment.basis) in revised:
            continue
        if commitment.amount is None or commitment.currency is None:
            continue
        if commitment.basis is None or commitment.payer is None:
            continue
        unit, factor = exchange.convert(commitment.currency, commitment.price_year)
        figure = Figure(
            amount=commitment.amount * factor,
            announced=commitment.announced,
            instrument=commitment.instrument,
            tenor=_tenor(commitment, project),
            upper=commitment.precision is Precision.UP_TO,
            layers=tuple((on, part * factor) for on, part in _layers(commitment, commitment.amount, by_id)),
            commitment=commitment.id,
        )
        found[Purse(commitment.payer, commitment.basis, unit)][commitment.project].append(figure)
    return {
        purse: {p: _largest(f) if purse.basis is Basis.PROPOSED else tuple(f) for p, f in projects.items()}
        for purse, projects in found.items()
    }


def _largest(alternatives: list[Figure]) -> tuple[Figure, ...]:
    most = max(alternatives, key=lambda figure: figure.amount)
    return (most,) if len(alternatives) == 1 else (replace(most, upper=True),)


def _layers(head: Commitment, amount: float, by_id: Mapping[str, Commitment]) -> tuple[tuple[Date | None, float], ...]:
    """``amount`` by first announcement: what an earlier figure already held is as old as that figure.

    Walking back along ``revises``, the part that was there all the time is the smallest figure so far. A figure in
    another currency, price year or from another payer cannot be compared, and ends the walk.
    """
    layers: list[tuple[Date | None, float]] = []
    standing, on, seen, here = amount, head.announced, {head.id}, head
    while here.revises is not None and here.revises not in seen and here.revises in by_id:
        earlier = by_id[here.revises]
        if (earlier.currency, earlier.price_year, earlier.payer) != (head.currency, head.price_year, head.payer):
            break
        seen.add(earlier.id)
        if earlier.amount is not None:
            if earlier.amount < standing:
                layers.append((on, standing - earlier.amount))
                standing = earlier.amount
            on = earlier.announced
        here = earlier
    return (*layers, (on, standing))


def _tenor(commitment: Commitment, project: Project) -> float | None:
    """Years from the commitment itself; for a grant without dates, the length of the project that it supports."""
    if commitment.tenor_years is not None:
        return commitment.tenor_years
    if commitment.starts is not None and commitment.ends is not None:
        return _years(commitment.starts, commitment.ends)
    if commitment.instrument is Instrument.GRANT and project.starts is not None and project.ends is not None:
        return _years(project.starts, project.ends)
    return None


def _years(starts: Date, ends: Date) -> float | None:
    """Years from the first day to the last, both included; the calendar years 2015 to 2018 are four."""
    years = on_axis(ends.last + timedelta(days=1)) - on_axis(starts.first)
    return years if years > 0 else None


def on_axis(day: date) -> float:
    """The beginning of ``day`` in years, on an axis on which the first day of 2018 is 2018.0."""
    return day.year + (day.timetuple().tm_yday - 1) / (366 if isleap(day.year) else 365)
