"""What a fund may become: frozen records in which every figure has its range, or the reason why it is blank.

`low`, `mid` and `high` are the 5, 50 and 95 % quantiles over the paths; for a share of paths, its 90 % interval.
Money is in whole units of the fund's currency, nominal; + to the public purse, - from it, where a figure has a sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from missionlab.base.text import Text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Ranged:
    """A number with its range over the paths, or the reason why there is none."""

    low: float | None
    mid: float | None
    high: float | None
    reason: Text | None = None
    """Why the number is blank, or what it rests on."""


@dataclass(frozen=True, slots=True)
class Fan:
    """A quantity year by year; every tuple has one number for each of the fund's years."""

    low: tuple[float, ...]
    mid: tuple[float, ...]
    high: tuple[float, ...]


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
class FundYears:
    """The fund's years, and what happened in each."""

    years: tuple[int, ...]
    """Calendar years in which the financial years end."""
    allocated: tuple[float, ...]
    """What the state gives; it is set, not simulated."""
    committed: Fan
    drawn: Fan
    returns: Fan
    """All that came back: interest, fees, royalties, principal, recoveries and what stakes were sold for."""
    income: Fan
    """Interest, fees, royalties and gains; the part of the returns that is no capital."""
    cost: Fan
    lapsed: Fan
    surrendered: Fan
    losses_realised: Fan
    losses_unrealised: Fan
    """Change of what is set aside for losses that are expected within a year."""
    outstanding: Fan
    """Lent, held or covered at the end of the year, at cost."""
    net_cash: Fan
    """Cumulative: returns less draws, calls and cost. The J-curve."""


@dataclass(frozen=True, slots=True)
class RuleWorth:
    """One combination of the two rules, on the same paths as the others."""

    carry_over: bool
    recycle: bool
    committed_ten: Ranged
    """By the end of the tenth year."""
    committed: Ranged
    """By the horizon."""
    gain_ten: Ranged
    """Committed by the tenth year more than with both rules off, path by path."""
    gain: Ranged
    """Committed by the horizon more than with both rules off, path by path."""
    stated: bool
    """Whether these are the fund's own rules, as its record or the caller states them."""


@dataclass(frozen=True, slots=True)
class QueueWorth:
    """How much authority is left each year when so many deals are ready at a time, without carry-over."""

    waiting: int
    left: Ranged
    """What no waiting deal fits into, in a year with the median allocation; `mid` is the mean over years."""
    share: Ranged
    """Of the year's allocation."""


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


@dataclass(frozen=True, slots=True)
class RatePoint:
    """Net present value of the yearly net cash at one rate."""

    rate: float
    value: Ranged


@dataclass(frozen=True, slots=True)
class ForcedExit:
    """What it would have cost to sell every stake and call every loan at cost at an age."""

    years: int
    cost: Ranged
    """Cash by the horizon less than without it, path by path; negative where it pays."""
    share: Ranged
    """Of the cash that came back without it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the fund stays; the measures of the money lens, over the simulated deals."""

    tenor: Ranged
    """Money-weighted years from the commitment to its end."""
    ten_years: Ranged
    """Share of the committed money that is still out after ten years."""
    drawn: Ranged
    """Drawn over committed at the horizon."""
    survival: Ranged
    """Share of the authority that is left at the end of a year and lives on into the next."""
    forced: tuple[ForcedExit, ...]


@dataclass(frozen=True, slots=True)
class Additional:
    """Private money beside the fund's, and what of it and of the successes would not have come without the fund."""

    kappa: Ranged
    """Private money for each unit of public money."""
    private: Ranged
    """All private money beside what is committed by the horizon."""
    net_private: Ranged
    """Of it, what is additional."""
    with_fund: Ranged
    """Projects that succeed by the horizon."""
    without_fund: Ranged
    """Of the same projects on the same draws, those that would have succeeded without public money."""
    effect: Ranged
    """Their difference, path by path."""
    words: Text
    """What the figures can be taken for."""


@dataclass(frozen=True, slots=True)
class RiskReward:
    """Who bears the risk and who gets the reward, on the same paths."""

    name: str
    """The line, or "" for the whole fund."""
    instrument: str | None
    share_of_risk: Ranged
    """Public capital at risk over all capital at risk."""
    share_of_upside: Ranged
    """Public over total upside."""
    private_share: Ranged
    """What is left of the upside for private holders."""
    ratio: Ranged
    """Share of upside over share of risk: 1 where reward follows risk."""


@dataclass(frozen=True, slots=True)
class AidBreach:
    """A project with more public money than a rule allows; a warning, not legal advice."""

    project: str
    name: str
    rule: str
    most: float
    intensity: float
    """Grant equivalent of all public money over the eligible cost."""
    excess: float
    """Above what the rule allows, in money."""
    words: Text


@dataclass(frozen=True, slots=True)
class MissionCapital:
    """Committed by the horizon for one mission; "" for what is for no single mission."""

    mission: str
    name: str
    amount: Ranged


@dataclass(frozen=True, slots=True)
class NotModelled:
    """Money for which there is no law, or whose law lacks a term."""

    id: str
    """Of the commitment, or name of the fund's line."""
    name: str
    instrument: str | None
    amount: float | None
    """Blank where the record states none."""
    currency: str | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Assumed:
    """A number that stands for one that the record leaves blank."""

    field: str
    value: float | str
    words: Text


@dataclass(frozen=True, slots=True)
class OriginCheck:
    """What the register knew at the end of a year, what follows from it for four years on, and what came."""

    year: int
    live: int
    predicted: float
    actual: int
    independent: tuple[float, float]
    """90 % interval with independent projects."""
    common: tuple[float, float]
    """90 % interval with a common factor."""
    skill: float | None
    """1 less the Brier score over that of the outturn's own share; blank where all or none came."""
    factor: float | None
    """Delivery factor learnt from earlier origins only; blank where there is none yet."""
    corrected: float | None
    within: tuple[float, float] | None
    """80 % interval of the corrected prediction."""
    covered: bool | None


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How well predictions like these have done on real projects."""

    name: str
    source: str
    projects: int
    undated: int
    """Projects that were stopped without a date."""
    correlation: float
    """Of the common factor."""
    implied_correlation: float
    """With which the standardised errors have mean square 1, the optimism counted as common risk."""
    around_mean: float
    """The same around their mean."""
    median_ratio: float
    """Actual over predicted."""
    factors: tuple[float, ...]
    """Actual over predicted, by origin."""
    origins: tuple[OriginCheck, ...]
    covered: int
    """Origins within the 80 % interval of the corrected prediction."""
    asked: int
    """Origins for which there is a corrected prediction."""
    corrected_ratio: float | None
    """Median of actual over corrected prediction."""
    met: bool
    """Whether the bar of the specification is met."""
    words: Text
    """That in words, with by how much it is missed."""


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
