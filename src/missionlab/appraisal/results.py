"""What an appraisal found: frozen records in which every figure has its interval, or the reason why it is blank.

Effects on levels are gaps of logs (0.01 is about 1 %), effects on rates are gaps of rates; a period is read as a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.appraisal.requested import (
    BreakEven,
    Dose,
    Financing,
    Left,
    Patience,
    Robustness,
)
from missionlab.base.findings import Finding
from missionlab.base.text import Text

if TYPE_CHECKING:
    import pandas as pd


OWN = "missionlab's own"
"""The name of the mapping that ships: what instruments become without a file of the user's."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One policy against one other, on one outcome at one horizon."""

    policy: str
    against: str
    """The other policy's key."""
    role: Against
    outcome: str
    """Key of `outcomes.OUTCOMES`."""
    horizon: int | None
    """Periods from the start of the policy; None for the whole run, or for what is left after its end."""
    estimate: Estimate
    """`runs` counts the pairs: runs with the same seed in which both economies lasted to the horizon."""
    dropped: int
    """Pairs left out because one of the two economies ended before the horizon."""
    correlation: Estimate
    """Between the two policies over runs with the same seeds."""
    variance_gained: float | None
    """One less the variance of paired differences over that of unpaired ones; negative where pairing loses."""
    p: float | None
    p_adjusted: float | None
    """By Holm over the primary effects; by Benjamini and Hochberg over the exploratory ones."""
    primary: bool
    answer: Answer


@dataclass(frozen=True, slots=True)
class PolicyCost:
    """What a policy was given, what it could spend, and what came back: means over runs and periods of the policy."""

    policy: str
    budget: float
    """Share of the wages of the labour force."""
    spent: Estimate
    """The same unit."""
    unspent: Estimate
    share_of_gdp: Estimate
    """Of the outlay in its own economy's GDP."""
    returns: Estimate
    """What the public bank gets back, share of the wages of the labour force."""
    net: Estimate
    """Outlay less returns and less the taxes that it brought against doing nothing (not the tax that pays for it)."""


@dataclass(frozen=True, slots=True)
class PolicyInfo:
    """A policy of the appraisal."""

    key: str
    budgets: tuple[tuple[str, float], ...]
    """Lever and budget."""
    settings: tuple[tuple[str, float], ...]
    start: int
    end: int | None
    direct: bool
    """Whether the state acts itself (laboratory, public firms, procurement, bank) instead of paying others to."""
    placebo: str | None
    """Key of the same lever with its special part off."""


@dataclass(frozen=True, slots=True)
class Overtaking:
    """Periods until one policy stays above another, and the share of runs in which it does within the horizon."""

    policy: str
    other: str
    periods: Estimate
    share: Estimate


@dataclass(frozen=True, slots=True)
class Path:
    """Mean and quantiles over runs of the gap of log GDP between a policy and doing nothing, period by period."""

    policy: str
    against: str
    runs: int
    """Pairs in which both economies lasted to the last period."""
    periods: tuple[int, ...]
    """Counted from the start of the policy."""
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    """The 95 % interval of the mean."""
    spread: tuple[tuple[float, ...], ...]
    """The 2.5, 10, 25, 50, 75, 90 and 97.5 % quantiles over runs."""
    correlation: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Headroom:
    """How much there is left to gain for a lever, in the economy without policy."""

    lever: str
    outcome: str
    estimate: Estimate
    meaning: Text


@dataclass(frozen=True, slots=True)
class MixLine:
    """One instrument of the strategy and the lever it became."""

    instrument: str
    stage: str | None
    actor_kind: str | None
    lever: str | None
    """None = not in the model."""
    amount_per_year: float | None
    """In the strategy's currency, on its basis and price year."""
    share_of_gdp: float | None
    reason: str
    """Why this lever, or why none."""
    projects: tuple[str, ...]
    amount: float | None = None
    """All of its money, whatever the years; lines add up to the portfolio's total. None where no money is recorded."""
    years: float | None = None
    """Years over which the money is given, where they are known; `amount_per_year` is what is given in each."""


@dataclass(frozen=True, slots=True)
class Mix:
    """A strategy's money as levers."""

    lines: tuple[MixLine, ...]
    shares: tuple[tuple[str, float], ...]
    """Lever and its share of the money that could be mapped; empty if none could."""
    share_of_gdp: float | None
    """The mapped money per year; None where GDP and money cannot be compared, for `reason`."""
    gdp_source: str | None
    gdp_year: int | None
    reason: Text | None
    mapping: str
    """``missionlab's own`` or the file's name."""
    settings: tuple[tuple[str, float], ...] = ()
    """How the levers of the mix are used, where the mapping says otherwise than the levers' defaults."""
    currency: str | None = None
    price_year: int | None = None
    """None: cash amounts."""
    basis: str | None = None
    amount_per_year: float | None = None
    """The mapped money whose years are known, from its first day to its last."""
    notes: tuple[Text, ...] = ()
    """What else must be known about these figures, such as money whose years are not."""


@dataclass(frozen=True, slots=True)
class Design:
    """What was simulated."""

    runs: int
    """Economies of each policy, the same seeds for all."""
    periods: int
    """Of the policies, from their start to the end of the run."""
    start: int
    """First period of the policies, counted from the beginning of the run."""
    seed: int
    rules: str
    """Rule set of the economy."""
    budget: float
    """Of every policy, share of the wages of the labour force."""
    budget_share_of_gdp: Estimate
    precision: float | None
    """The half-width asked for."""
    reached: Estimate
    """The widest half-width reached among the primary effects, as value."""
    ended_early: int
    """Economies, of all policies and seeds, that ended before their last period."""
    fingerprint: str
    """Of parameters, policies, seeds and the program."""
    tax_financed: float = 0.0
    """Share of every outlay that a tax on households pays in the same period; the rest is deficit."""
    end: int | None = None
    """Periods after which the policies' money stops; None where it does not."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Everything an appraisal found."""

    design: Design
    policies: tuple[PolicyInfo, ...]
    costs: tuple[PolicyCost, ...]
    effects: tuple[Effect, ...]
    paths: tuple[Path, ...]
    overtaking: tuple[Overtaking, ...]
    headroom: tuple[Headroom, ...]
    mix: Mix | None
    verdicts: tuple[Text, ...]
    """In words, the most important first."""
    break_even: tuple[BreakEven, ...] = ()
    dose: tuple[Dose, ...] = ()
    patience: tuple[Patience, ...] = ()
    robustness: Robustness | None = None
    financing: tuple[Financing, ...] = ()
    hysteresis: tuple[Left, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """What ``appraisal.schema.json`` describes."""
        from missionlab.appraisal.export import appraisal_json

        return appraisal_json(self)

    def to_frame(self) -> pd.DataFrame:
        """One row per effect."""
        from missionlab.appraisal.export import effects_frame

        return effects_frame(self)
