"""A fund over its horizon, with everything that is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from missionlab.base.text import Text
from missionlab.portfolio.finance.results.losses import Copula, LossCurve, LossTail, RecordLine
from missionlab.portfolio.finance.results.ranged import Ranged
from missionlab.portfolio.finance.results.sides import (
    Additional,
    AidBreach,
    Assumed,
    MissionCapital,
    NotModelled,
    Patience,
    RiskReward,
)
from missionlab.portfolio.finance.results.track import TrackRecord
from missionlab.portfolio.finance.results.years import FundYears, QueueWorth, RuleWorth

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class RatePoint:
    """Net present value of the yearly net cash at one rate."""

    rate: float
    value: Ranged


@dataclass(frozen=True, slots=True)
class FundResult:
    """A fund over its horizon, on many paths."""

    fund: str
    name: str
    currency: str
    strategy: str
    as_of: date
    horizon: int
    paths: int
    seed: int
    fingerprint: str
    """Of the strategy and of all that was asked."""
    assumption_set: str | None
    copula: Copula
    carry_over: str
    """off, limit or on."""
    recycle: str
    """off, on, or the year from which."""
    correlation: float
    years: FundYears
    deals: Ranged
    """Number of commitments by the horizon."""
    refused_deals: Ranged
    """Deals above a whole year's authority, which are refused: never split, and nobody waits."""
    losses_realised: Ranged
    """By the horizon, over what was drawn."""
    losses_unrealised: Ranged
    losses: Ranged
    """Both together, over what was drawn."""
    dpi: Ranged
    """What came back over what was paid in."""
    tvpi: Ranged
    """The same with what is outstanding at the horizon at cost, less what is set aside."""
    terminal: Ranged
    """That outstanding value, in money: shown apart, never in DPI."""
    after: Ranged
    """Contractual cash after the horizon, if nothing more goes wrong."""
    irr: Ranged
    """A year, with the outstanding value taken in the last one; "no unique IRR" where the flow turns more than once."""
    present_value: tuple[RatePoint, ...]
    """The curve over rates, always given."""
    deepest: Ranged
    """Lowest point of the cumulative net cash."""
    deepest_year: Ranged
    """Calendar year of it."""
    target_met: Ranged
    """Share of paths whose net present value at the stated target is not below 0."""
    income_covers: Ranged
    """First calendar year in which income is at least cost."""
    shortfall: Ranged
    """Share of paths on which calls, draws or costs exceed the cash in some year."""
    emergency: Ranged
    """Money that the state must then add by the horizon."""
    below_zero: Ranged
    """Share of paths on which net worth is negative in some year."""
    sustaining: Ranged
    """Largest constant real yearly commitment without new allocations that keeps the capital with probability 0.8."""
    rules: tuple[RuleWorth, ...]
    """Off/off, off/on, on/off, on/on: carry-over, recycling."""
    queue: tuple[QueueWorth, ...]
    """1, 2, 3, 5 and 10 deals ready at a time."""
    tails: tuple[LossTail, ...]
    curve: LossCurve | None
    record: tuple[RecordLine, ...]
    cannot: tuple[Text, ...]
    """What the model cannot reproduce, always told."""
    patience: Patience
    additional: Additional
    rewards: tuple[RiskReward, ...]
    """The whole fund first, then its lines."""
    aid: tuple[AidBreach, ...]
    missions: tuple[MissionCapital, ...]
    not_modelled: tuple[NotModelled, ...]
    not_modelled_money: tuple[tuple[str, float], ...]
    """Sum by currency."""
    assumed: tuple[Assumed, ...]
    remarks: tuple[Text, ...]
    """What was decided where a setting met an edge."""
    track_record: TrackRecord

    def to_json(self) -> dict[str, Any]:
        """The record by the names of its fields; sentences are in English, unknown numbers are ``None``."""
        from missionlab.portfolio.finance.export import fund_json

        return fund_json(self)

    def to_frame(self) -> pd.DataFrame:
        """One row per year: the quantities of `years` with their low, mid and high."""
        from missionlab.portfolio.finance.export import years_frame

        return years_frame(self)
