"""Private money beside public money, on one basis and as of one date."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from missionlab.base.dates import Date
from missionlab.base.text import Text, text
from missionlab.portfolio.exchange import Unit
from missionlab.portfolio.figures import Figure, Purse
from missionlab.portfolio.forest import Forest
from missionlab.portfolio.reconcile import Counted
from missionlab.portfolio.results import CrowdingIn, Measured
from missionlab.strategy.vocabulary import Basis, Payer

WHOLE = "portfolio"

Ledgers = Mapping[Purse, Mapping[str, Counted]]
"""The reconciled money of each purse, by project."""


def crowding_in(ledgers: Ledgers, forest: Forest, unit: Unit, first: Basis) -> tuple[CrowdingIn, ...]:
    """For the portfolio and for each project with figures of its own from both payers, on every basis that has any."""
    bases = sorted(Basis, key=lambda basis: (basis is not first, list(Basis).index(basis)))
    whole: list[CrowdingIn] = []
    own: list[CrowdingIn] = []
    for basis in bases:
        public = ledgers.get(Purse(Payer.PUBLIC, basis, unit), {})
        private = ledgers.get(Purse(Payer.PRIVATE, basis, unit), {})
        if public or private or basis is first:
            whole.append(_of_portfolio(basis, public, private, forest))
        for project, paid in public.items():
            beside = private.get(project)
            if beside is not None and paid.own is not None and beside.own is not None:
                own.append(_of_project(basis, paid, beside))
    return (*whole, *own)


def _of_portfolio(
    basis: Basis, public: Mapping[str, Counted], private: Mapping[str, Counted], forest: Forest
) -> CrowdingIn:
    """Where no private money is recorded for a programme, there may be some all the same: the ratio is then a lower
    bound. Where both payers are recorded in a programme, but beside different parts of it, there is no ratio."""
    programmes = [project for project, paid in public.items() if forest.parent[project] is None and paid.total]
    recorded = sum(project in private for project in programmes)
    told = text("portfolio.reason.private_recorded", recorded=recorded, n=len(programmes))
    on, paid, beside, ratio = _ratio(
        [figure for counted in public.values() for figure in counted.figures],
        [figure for counted in private.values() for figure in counted.figures],
        math.fsum(counted.counted for counted in public.values()),
        math.fsum(counted.counted for counted in private.values()),
        told if recorded < len(programmes) else None,
    )
    if recorded and not _meets(public, private, forest):
        ratio = Measured(None, reason=text("portfolio.reason.apart"))
    return CrowdingIn(WHOLE, basis, on, paid, beside, ratio)


def _meets(public: Mapping[str, Counted], private: Mapping[str, Counted], forest: Forest) -> bool:
    """Whether private money stands beside public money of the same project, of one above it or of one inside it."""

    def own(ledger: Mapping[str, Counted]) -> set[str]:
        return {project for project, counted in ledger.items() if counted.own is not None}

    def with_above(projects: set[str]) -> set[str]:
        found: set[str] = set()
        for project in projects:
            here: str | None = project
            while here is not None and here not in found:
                found.add(here)
                here = forest.parent[here]
        return found

    payers = own(public), own(private)
    return bool(payers[0] & with_above(payers[1]) or payers[1] & with_above(payers[0]))


def _of_project(basis: Basis, public: Counted, private: Counted) -> CrowdingIn:
    own, beside = public.own or 0.0, private.own or 0.0
    return CrowdingIn(public.project, basis, *_ratio(public.figures, private.figures, own, beside, None))


def _ratio(
    paid: Sequence[Figure], beside: Sequence[Figure], public: float, private: float, at_least: Text | None
) -> tuple[Date | None, float, float, Measured]:
    """Date of the newest figure, both amounts, and private over public."""
    newest, newest_beside = _newest(paid), _newest(beside)
    on = max((date for date in (newest, newest_beside) if date is not None), default=None)
    if not public:
        return on, public, private, Measured(None, reason=text("portfolio.reason.no_public"))
    if not beside:
        return on, public, private, Measured(None, reason=text("portfolio.reason.no_private"))
    value = private / public
    if at_least is not None:
        return on, public, private, Measured(value, value, None, at_least)
    if newest is not None and newest_beside is not None and newest != newest_beside:
        differ = text("portfolio.reason.dates_differ", public=newest, private=newest_beside)
        return on, public, private, Measured(value, None, None, differ)
    return on, public, private, Measured(value, value, value)


def _newest(figures: Iterable[Figure]) -> Date | None:
    return max((figure.announced for figure in figures if figure.announced is not None), default=None)
