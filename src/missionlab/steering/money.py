"""The public money of a project that is still to be spent, by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from missionlab.base.text import Text, text
from missionlab.strategy.records import Commitment, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, Payer

_FIRMEST = (Basis.COMMITTED, Basis.ANNOUNCED, Basis.PROPOSED)


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is still to be spent: even over the years for which it is given."""

    currency: str
    total: float
    """In all, what is spent already with it."""
    by_year: tuple[tuple[int, float], ...]
    """From the day's year on, of which only the rest counts."""

    @property
    def left(self) -> float:
        return sum(amount for _, amount in self.by_year)

    def in_year(self, year: int) -> float:
        return dict(self.by_year).get(year, 0.0)

    def from_on(self, year: float) -> float:
        """What is spent from a point on the axis of years on; a year is spent evenly."""
        return sum(amount * min(1.0, max(0.0, one + 1 - year)) for one, amount in self.by_year)


def money_of(project: Project, known: Strategy) -> tuple[Commitment, ...]:
    """Its public money on the firmest basis that is known; of alternatives that are proposed, the first."""
    money = [
        one
        for one in known.commitments_by_project.get(project.id, ())
        if one.payer is Payer.PUBLIC and one.amount is not None and one.currency is not None
    ]
    revised = {one.revises for one in money}
    for basis in _FIRMEST:
        found = [one for one in money if one.basis is basis and one.id not in revised]
        if found:
            return tuple(found[:1] if basis is Basis.PROPOSED else found)
    return ()


def remaining(project: Project, known: Strategy, day: date) -> Remaining | Text:
    """The money of ``project`` from ``day`` on, or why it is not known."""
    money = money_of(project, known)
    if not money:
        return text("course.money.none", what=project.name)
    if len({one.currency for one in money}) > 1:
        return text("course.money.currencies", what=project.name)
    years: dict[int, float] = {}
    for one in money:
        span = _span(one, project)
        if span is None:
            return text("course.money.no_years", what=project.name)
        first, last = span
        assert one.amount is not None
        for year in range(day.year, last + 1):
            if year >= first:
                years[year] = years.get(year, 0.0) + one.amount / (last - first + 1)
    gone = (day - date(day.year, 1, 1)).days / 366
    if day.year in years:
        years[day.year] *= 1 - gone
    currency = money[0].currency
    assert currency is not None
    return Remaining(currency, sum(one.amount or 0.0 for one in money), tuple(sorted(years.items())))


def _span(one: Commitment, project: Project) -> tuple[int, int] | None:
    """First and last calendar year for which it is given."""
    begins = one.starts or project.starts or one.announced
    ends = one.ends or project.ends
    if begins is None:
        return None
    if one.tenor_years:
        return begins.year, begins.year + max(1, round(one.tenor_years)) - 1
    if ends is not None:
        return begins.year, max(begins.year, ends.year)
    if project.duration_years:
        return begins.year, begins.year + max(1, round(project.duration_years)) - 1
    return None
