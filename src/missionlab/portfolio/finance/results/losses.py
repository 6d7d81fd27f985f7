"""What a fund loses, and how the model lies to what is on record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from missionlab.portfolio.finance.results.ranged import Ranged


class Verdict(StrEnum):
    """How a figure of the record lies to the model's range of it."""

    INSIDE = "inside"
    BELOW = "below"
    """The model's range lies below the record."""
    ABOVE = "above"
    """The model's range lies above the record."""
    CANNOT = "cannot reproduce"
    """The model's range is less than three quarters, or more than four thirds, of the record, or has no such figure."""


class Copula(StrEnum):
    """How the common part of the risk is distributed."""

    NORMAL = "normal"
    STUDENT = "student-t"


@dataclass(frozen=True, slots=True)
class LossTail:
    """The loss by the horizon under one law of the common risk, as a share of what was drawn."""

    copula: Copula
    mean: float
    quantiles: tuple[tuple[float, float], ...]
    """Quantile and loss: .05, .25, .5, .75, .9, .95, .99."""


@dataclass(frozen=True, slots=True)
class LossBin:
    """Share of the paths whose loss lies from `low` to `high`; in the unit of the curve."""

    low: float
    high: float
    share: float


@dataclass(frozen=True, slots=True)
class LossCurve:
    """The law of losses: of the year of the record in money, or by the horizon as a share of what was drawn."""

    year: int
    in_money: bool
    """True where there is a record to compare with: the losses are those of that year alone, in money."""
    bins: tuple[LossBin, ...]
    record: float | None
    """What the record states or implies, in the same unit."""
    beyond: Ranged
    """Share of paths with at least the loss of the record."""
    tolerance: float | None
    """What the fund's owner says it expects to lose, of what it invests."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One fact about how the fund did, beside what the model gives for it."""

    measure: str
    """Of `strategy.vocabulary.FundMeasure`."""
    year: int
    model: Ranged
    record: float
    precise: bool
    """False when the source words it as about, more than or up to."""
    derived: str | None
    source: str | None
    verdict: Verdict
