"""The briefing: one frozen object that gathers every result, and from which all renderings are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from missionlab.appraisal.results import Appraisal
from missionlab.base.text import Text
from missionlab.checks.check import check
from missionlab.checks.results import Checked
from missionlab.portfolio.lens import portfolio
from missionlab.portfolio.results import Portfolio
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Basis
from missionlab.tracking.results import Standings
from missionlab.tracking.track import track


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything that the briefing says, as known on one day."""

    strategy: Strategy
    """The records as known on the day."""
    as_of: date
    standings: Standings
    portfolio: Portfolio
    checked: Checked
    version: str
    """Version of missionlab."""
    fingerprint: str
    """Of the whole strategy, before it was cut to the day."""
    appraisal: Appraisal | None = None
    """What the strategy's money does to a simulated economy."""
    no_appraisal: Text | None = None
    """Why there is none although it was asked for."""


def brief(strategy: Strategy, as_of: date | None = None, *, basis: Basis | None = None, seed: int = 0) -> Briefing:
    """Track, profile and check ``strategy`` as known on ``as_of`` (today when blank), and gather the results."""
    day = as_of or date.today()
    standings = track(strategy, day, seed)
    money = portfolio(strategy, day, basis)
    return Briefing(
        strategy=as_known_on(strategy, day),
        as_of=day,
        standings=standings,
        portfolio=money,
        checked=check(strategy, day, standings=standings, money=money),
        version=version("missionlab"),
        fingerprint=strategy.fingerprint,
    )
