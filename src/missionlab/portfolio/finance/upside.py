"""Contracts that give the public purse a part of an upside: what is stated of each, and what is blank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from missionlab.base.text import Text, text
from missionlab.portfolio.finance.rewards import risk_reward_share
from missionlab.strategy.records import Commitment, Project
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Basis, Instrument, Payer

WITH_UPSIDE = frozenset({Instrument.EQUITY, Instrument.CONVERTIBLE, Instrument.WARRANT, Instrument.ROYALTY})


@dataclass(frozen=True, slots=True)
class Upside:
    """One contract. All figures are as stated by its sources, so none has a range."""

    commitment: str
    name: str
    """Of its project."""
    instrument: str
    share: float | None
    """The purse's share of what a success earns."""
    public: float | None
    """Public capital at risk, in whole units of ``currency``."""
    private: float | None
    """Private capital beside it."""
    currency: str | None
    ratio: float | None
    """Share of the upside over share of the risk; 1 where reward follows risk."""
    reason: Text
    """What the ratio rests on, or what would have to be known for it."""
    note: str | None
    sources: tuple[str, ...]


def upsides(strategy: Strategy, as_of: date) -> tuple[Upside, ...]:
    """Every contract with an upside that was public on ``as_of`` and is in force; what was spent on it is no second."""
    known = as_known_on(strategy, as_of)
    replaced = {one.revises for one in known.commitments}
    return tuple(
        _upside(one, known.project_by_id[one.project])
        for one in known.commitments
        if one.instrument in WITH_UPSIDE
        and one.payer is Payer.PUBLIC
        and one.basis is not Basis.SPENT
        and one.id not in replaced
    )


def _upside(one: Commitment, project: Project) -> Upside:
    # What a royalty's payers owe is no capital of the purse.
    public = None if one.instrument is Instrument.ROYALTY else one.amount
    private = sum(part.amount for part in project.co_finance) if project.co_finance else None
    ratio = None
    if None not in (public, private, one.upside_share):
        assert public is not None
        assert private is not None
        assert one.upside_share is not None
        ratio = risk_reward_share(one.upside_share, 1.0, public, public + private)
    return Upside(
        commitment=one.id,
        name=project.name,
        instrument=str(one.instrument),
        share=one.upside_share,
        public=public,
        private=private,
        currency=one.currency,
        ratio=ratio,
        reason=_reason(one, public, private, ratio),
        note=one.note,
        sources=one.sources,
    )


def _reason(one: Commitment, public: float | None, private: float | None, ratio: float | None) -> Text:
    if ratio is not None:
        return text("upside.as_stated")
    blank = {"public": public, "private": private, "share": one.upside_share}
    missing = [text(f"upside.missing.{name}") for name, value in blank.items() if value is None]
    return text("upside.undefined", missing=missing) if missing else text("upside.no_risk")
