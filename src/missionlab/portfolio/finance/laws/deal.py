"""What a law is given: the terms of one commitment, how much it is, and what was agreed outside the terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.flows import Amounts, Flows, History, Refused, Years
from missionlab.strategy.records import Terms

Row = NDArray[np.float64]
"""One number a year; shape (years,)."""


@dataclass(frozen=True, slots=True)
class Deal:
    """One commitment, as the laws read it."""

    terms: Terms
    amount: Amounts
    """In whole units of the currency; shape (n,)."""
    tenor_years: float | None
    reference_rate: float | None
    starts: int | None
    """Calendar year of the commitment, for terms that are stated by calendar year."""

    def missing(self, *names: str) -> tuple[str, ...]:
        """Those of these terms that are blank."""
        return tuple(name for name in names if _blank(self, name))


def _blank(deal: Deal, name: str) -> bool:
    holder = deal if name in ("tenor_years", "reference_rate", "starts") else deal.terms
    return getattr(holder, name) in (None, {})


def whole(years: float) -> int:
    """Contracts are modelled in whole years; parts of a year are rounded, half a year up."""
    return int(np.floor(years + 0.5))


def by_number(shares: Mapping[str, float], years: int) -> Row:
    """Shares by the number of the year from 1, with year 1 in column 0; at least ``years`` columns."""
    numbers = {int(number): share for number, share in shares.items()}
    row = np.zeros(max(years, *numbers, 0))
    for number, share in numbers.items():
        row[number - 1] = share
    return row


def draws_of(profile: Mapping[str, float]) -> dict[int, float]:
    """Shares that are paid out by year from 0."""
    return {int(number) - 1: share for number, share in profile.items() if share > 0}


def by_calendar(path: Mapping[int, float], starts: int, years: int) -> Row:
    """A path by calendar year, with ``starts`` in column 0. Years that it does not name are NaN."""
    return np.array([path.get(starts + year, np.nan) for year in range(years)], dtype=float)


def alive(stopped: Years, years: int) -> NDArray[np.bool_]:
    """Whether a case has not stopped by the end of a year; shape (n, years)."""
    return (stopped[:, None] < 0) | (np.arange(years) < stopped[:, None])


def nothing(history: History) -> Amounts:
    """Zeros of shape (n, years) that take no memory; read-only."""
    return np.broadcast_to(0.0, history.revenue.shape)


def by_stop(table: tuple[Row, Row, Row], history: History, size: Amounts) -> Flows:
    """Flows of a contract that depend on nothing but the year of the stop.

    ``table`` holds cash, balance and loss for one unit, of shape (years + 1, columns): a row for a stop in each year
    and the last for none. Cash in columns beyond the horizon comes after it.
    """
    years = history.revenue.shape[1]
    cash, balance, loss = table
    rows = np.where((history.stopped < 0) | (history.stopped >= years), years, history.stopped)
    of = size[:, None]
    return Flows(
        cash[:, :years][rows] * of,
        nothing(history),
        balance[:, :years][rows] * of,
        loss[:, :years][rows] * of,
        cash[:, years:].sum(axis=1)[rows] * size,
    )


def stops(years: int, columns: int) -> Row:
    """The stops that ``by_stop`` knows: one in each year, and one that never comes; shape (years + 1, 1)."""
    return np.append(np.arange(years), columns + 1)[:, None]


def refused(*missing: str) -> Refused:
    return Refused(missing)


def contradicts(key: str) -> Refused:
    return Refused((), f"laws.contradiction.{key}")
