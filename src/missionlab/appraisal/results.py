"""What an appraisal found: frozen records in which every figure has its interval, or the reason why it is blank.

Effects on levels are gaps of logs (0.01 is about 1 %), effects on rates are gaps of rates; a period is read as a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from missionlab.base.findings import Finding
from missionlab.base.text import Text

if TYPE_CHECKING:
    import pandas as pd


OWN = "missionlab's own"
"""The name of the mapping that ships: what instruments become without a file of the user's."""


class Answer(StrEnum):
    """What the runs say about the sign of an effect, after the correction for how many are asked about."""

    MORE = "more"
    LESS = "less"
    CANNOT_TELL = "cannot tell"
    NOT_MEASURED = "not measured"


class Against(StrEnum):
    """What a policy is compared with."""

    NOTHING = "nothing"
    PLACEBO = "placebo"
    """The same money as transfers to households."""
    OWN_PLACEBO = "own placebo"
    """The same lever with its special part off."""
    SUBSIDIES = "subsidies"
    """The same money as research subsidies that hire researchers."""
    OTHER = "other use"
    """The same money on another policy: the strategy's mix against each, and direct against indirect support."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over runs with its 95 % interval, or the reason why there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None
    runs: int = 0
    reason: Text | None = None


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
class BreakEven:
    """The multiple of private research yield at which the laboratory ties with another use of the money."""

    against: str
    yields: tuple[float, ...]
    effects: tuple[Estimate, ...]
    """The laboratory against `against` on the primary outcome, at each yield."""
    multiple: Estimate


@dataclass(frozen=True, slots=True)
class DosePoint:
    budget: float
    """Share of the wages of the labour force."""
    share_of_gdp: float
    """The same money, of the GDP of the economy without policy."""
    effect: Estimate
    spent: Estimate
    """Share of the budget that the policy could spend."""


@dataclass(frozen=True, slots=True)
class Dose:
    """The effect of one policy over its budget."""

    policy: str
    against: str
    points: tuple[DosePoint, ...]
    smallest: Estimate
    """The smallest budget, share of GDP, that these runs can tell from zero."""
    programme: float | None
    """This strategy's money, share of GDP; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Primary outcome over stopping rule (rows) and budget (columns)."""

    policy: str
    against: str
    rules: tuple[int, ...]
    """Periods without a success before giving up; 0 = never."""
    budgets: tuple[float, ...]
    effects: tuple[tuple[Estimate, ...], ...]
    given_up: tuple[tuple[Estimate, ...], ...]
    """Share of runs that gave up."""


@dataclass(frozen=True, slots=True)
class Financed:
    """One policy, paid for in one way, on the primary outcome."""

    effect: Estimate
    """Against doing nothing."""
    special: Estimate
    """Against as much money as transfers, paid for in the same way."""
    debt: Estimate
    """Public debt at the horizon against doing nothing, periods of output."""


@dataclass(frozen=True, slots=True)
class Financing:
    """One policy under deficit finance and under a tax on households that matches every outlay."""

    policy: str
    deficit: Financed
    tax: Financed
    difference: Estimate
    """The primary outcome under the tax less that under the deficit, in pairs of runs."""


@dataclass(frozen=True, slots=True)
class LeftAfter:
    """What is left of a policy some periods after its money stopped: gaps of log GDP."""

    periods: int
    effect: Estimate
    """Against doing nothing."""
    special: Estimate
    """Against as much money as transfers over the same periods."""


@dataclass(frozen=True, slots=True)
class Left:
    """One policy whose money stopped after some periods, and what was left of its effect."""

    policy: str
    ended: int
    """Periods for which there was money."""
    after: tuple[LeftAfter, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """In which share of the worlds tried a policy comes first, second, ..."""

    policy: str
    shares: tuple[Estimate, ...]
    rules: str | None = None
    """The rule set of these worlds; None for all of them."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A parameter, and how much it matters for the winner."""

    parameter: str
    measure: str
    """``morris``, ``pawn`` or ``sobol``."""
    value: float
    low: float | None
    high: float | None
    chance: float | None
    """What 19 in 20 parameters without any effect stay below: a value under it says nothing."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A region of parameters in which the winner differs, with how often it wins inside and outside."""

    winner: str
    bounds: tuple[tuple[str, float | None, float | None], ...]
    inside: Estimate
    outside: Estimate
    worlds: int


@dataclass(frozen=True, slots=True)
class Robustness:
    worlds: int
    """Of each rule set."""
    runs: int
    """In each world."""
    rules: tuple[str, ...]
    left_out: int
    """Worlds in which too few runs reached the end."""
    undecided: Estimate
    """Share of worlds in which the runs cannot tell the first policy from the second."""
    rankings: tuple[Ranking, ...]
    drivers: tuple[Driver, ...]
    conditions: tuple[Condition, ...]


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
