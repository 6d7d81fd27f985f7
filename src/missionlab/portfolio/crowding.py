"""Private money beside public money, on one basis and as of one date."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from missionlab.base.dates import Date
from missionlab.base.text import text
from missionlab.portfolio.exchange import Unit
from missionlab.portfolio.figures import Figure, Purse
from missionlab.portfolio.reconcile import Counted
from missionlab.portfolio.results import CrowdingIn, Measured
from missionlab.strategy.vocabulary import Basis, Payer

WHOLE = "portfolio"

Ledgers = Mapping[Purse, Mapping[str, Counted]]
"""The reconciled money of each purse, by project."""


def crowding_in(ledgers: Ledgers, unit: Unit, first: Basis) -> tuple[CrowdingIn, ...]:
    """For the portfolio and for each project with figures of its own from both payers, on every basis that has any."""
    bases = sorted(Basis, key=lambda basis: (basis is not first, list(Basis).index(basis)))
    whole: list[CrowdingIn] = []
    own: list[CrowdingIn] = []
    for basis in bases:
        public = ledgers.get(Purse(Payer.PUBLIC, basis, unit), {})
        private = ledgers.get(Purse(Payer.PRIVATE, basis, unit), {})
        if public or private or basis is first:
            whole.append(_ratio(WHOLE, basis, list(public.values()), list(private.values())))
        for project, spent in public.items():
            beside = private.get(project)
            if beside is not None and spent.own is not None and beside.own is not None:
                own.append(_of_project(basis, spent, beside))
    return (*whole, *own)


def _ratio(scope: str, basis: Basis, public: list[Counted], private: list[Counted]) -> CrowdingIn:
    return _crowding(
        scope,
        basis,
        math.fsum(counted.counted for counted in public),
        math.fsum(counted.counted for counted in private),
        [figure for counted in public for figure in counted.figures],
        [figure for counted in private for figure in counted.figures],
    )


def _of_project(basis: Basis, public: Counted, private: Counted) -> CrowdingIn:
    return _crowding(
        public.project, basis, public.own or 0.0, private.own or 0.0, list(public.figures), list(private.figures)
    )


def _crowding(
    scope: str, basis: Basis, public: float, private: float, paid: list[Figure], beside: list[Figure]
) -> CrowdingIn:
    newest, newest_beside = _newest(paid), _newest(beside)
    on = max((date for date in (newest, newest_beside) if date is not None), default=None)
    if not public:
        ratio = Measured(None, reason=text("portfolio.reason.no_public"))
    elif not beside:
        ratio = Measured(None, reason=text("portfolio.reason.no_private"))
    else:
        value = private / public
        differ = newest is not None and newest_beside is not None and newest != newest_beside
        reason = text("portfolio.reason.dates_differ", public=newest, private=newest_beside) if differ else None
        ratio = Measured(value, value, value, reason)
    return CrowdingIn(scope, basis, on, public, private, ratio)


def _newest(figures: Iterable[Figure]) -> Date | None:
    return max((figure.announced for figure in figures if figure.announced is not None), default=None)
