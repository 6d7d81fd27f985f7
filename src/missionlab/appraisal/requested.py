"""What an appraisal finds on request: break-even, dose, patience, financing, what is left, and other worlds."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.appraisal.estimate import Estimate


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
