"""The commitments that stand, and those of a fund for which there is no law or whose terms are not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from missionlab.base.text import Text
from missionlab.portfolio.finance.flows import NEVER, History, Refused
from missionlab.portfolio.finance.laws import flows
from missionlab.portfolio.finance.laws.refusals import reason
from missionlab.portfolio.finance.results import NotModelled
from missionlab.strategy.records import Commitment, Fund
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, Payer


def standing_commitments(strategy: Strategy, basis: Basis) -> Mapping[str, tuple[Commitment, ...]]:
    """Public commitments on one basis that no other of that basis revises, by project."""
    mine = [one for one in strategy.commitments if one.payer is Payer.PUBLIC and one.basis is basis]
    revised = {one.revises for one in mine if one.revises is not None}
    by_project: dict[str, list[Commitment]] = defaultdict(list)
    for one in mine:
        if one.id not in revised:
            by_project[one.project].append(one)
    return {project: tuple(found) for project, found in by_project.items()}


def not_modelled(strategy: Strategy, fund: Fund) -> tuple[NotModelled, ...]:
    """The fund's own commitments on record that no law can read, each sum once: a part is not told beside its whole."""
    if fund.actor is None:
        return ()
    mine = {
        project: tuple(one for one in found if one.payer_actor == fund.actor)
        for project, found in standing_commitments(strategy, strategy.about.basis).items()
    }
    mine = {project: found for project, found in mine.items() if found}
    out = []
    for project, found in mine.items():
        if not _inside_another(strategy, project, mine):
            out.extend(_unread(strategy, fund, one) for one in found)
    return tuple(one for one in out if one is not None)


def _inside_another(strategy: Strategy, project: str, mine: Mapping[str, object]) -> bool:
    seen: set[str] = set()
    record = strategy.project_by_id.get(project)
    while record is not None and record.parent is not None and record.parent not in seen:
        if record.parent in mine:
            return True
        seen.add(record.parent)
        record = strategy.project_by_id.get(record.parent)
    return False


def _unread(strategy: Strategy, fund: Fund, one: Commitment) -> NotModelled | None:
    why = _why_unread(fund, one)
    if why is None:
        return None
    project = strategy.project_by_id.get(one.project)
    name = one.id if project is None else project.name
    instrument = None if one.instrument is None else str(one.instrument)
    return NotModelled(one.id, name, instrument, one.amount, one.currency, why)


def _why_unread(fund: Fund, one: Commitment) -> Text | None:
    if one.instrument is None:
        return reason(Refused((), "laws.contradiction.no_instrument"))
    if one.amount is None:
        return reason(Refused((), "laws.contradiction.no_amount"))
    starts = None if one.starts is None else one.starts.year
    found = flows(
        one.instrument, one.terms, one.amount, one.tenor_years, _nothing_happens(), fund.reference_rate, starts
    )
    return reason(found) if isinstance(found, Refused) else None


def _nothing_happens() -> History:
    """One case in which nothing happens in ten years: enough to learn whether a law can read the terms."""
    never = np.full(1, NEVER, dtype=np.int16)
    return History(never, never, never, np.zeros(1), np.zeros((1, 10)))
