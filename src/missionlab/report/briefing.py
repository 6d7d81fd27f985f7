"""The briefing: one frozen object that gathers every result, and from which all renderings are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

from missionlab.appraisal.results import Appraisal
from missionlab.base.frozen import FrozenMap
from missionlab.base.text import Text
from missionlab.checks.check import check
from missionlab.checks.results import Checked
from missionlab.portfolio.lens import portfolio
from missionlab.portfolio.results import Portfolio
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Basis
from missionlab.tracking.results import Standings
from missionlab.tracking.track import track

if TYPE_CHECKING:
    from pathlib import Path

    from missionlab.portfolio.allocation.results import Plan
    from missionlab.portfolio.finance.compare import Comparison
    from missionlab.portfolio.finance.results import FundResult
    from missionlab.portfolio.finance.upside import Upside
    from missionlab.steering.learning.results import PilotWorth
    from missionlab.steering.ledger.view import LogView
    from missionlab.steering.results import Course


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
    funds: tuple[FundResult, ...] = ()
    """What each public fund may lose, earn and give back."""
    upsides: tuple[Upside, ...] = ()
    """Contracts that give the public purse a part of an upside."""
    comparisons: tuple[Comparison, ...] = ()
    """By line of a fund: its instruments side by side on the same projects."""
    plan: Plan | None = None
    """What should be financed next."""
    course: Course | None = None
    """What is up for review, and what the rules say."""
    pilots: tuple[PilotWorth, ...] = ()
    """What each pilot has taught, and what more of it would be worth."""
    log: LogView | None = None
    """What was decided, and what of it is due."""
    absent: Mapping[str, Text] = FrozenMap({})
    """By chapter of money and course: why there is none although the strategy has records for it."""


def brief(
    strategy: Strategy,
    as_of: date | None = None,
    *,
    basis: Basis | None = None,
    seed: int = 0,
    ledger: str | None = None,
    earlier: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> Briefing:
    """Track, profile and check ``strategy`` as known on ``as_of`` (today when blank), and gather the results.

    Where it has records of funds, plans, reviews or pilots, what they come to is gathered as well. ``ledger`` is the
    path or the address of its log of decisions, and ``earlier`` the ``results.json`` of the briefing before, whose
    head of the log is looked for. ``progress`` is called with the name of each further step.
    """
    from missionlab.report.chapters import Asking, filled

    day = as_of or date.today()
    standings = track(strategy, day, seed)
    money = portfolio(strategy, day, basis)
    judged = Briefing(
        strategy=as_known_on(strategy, day),
        as_of=day,
        standings=standings,
        portfolio=money,
        checked=check(strategy, day, standings=standings, money=money),
        version=version("missionlab"),
        fingerprint=strategy.fingerprint,
    )
    return filled(judged, strategy, Asking(seed, ledger, earlier), progress or (lambda _: None))
