"""What to finance next: the plan, how far from the best it can be at most, and why; the frozen records.

Money is in whole units of the currency. Worth is a share of what all missions together could reach, 1 being every
target met in every future. Every number is a ``Measured``, or stands in a record that says what it is exact about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from missionlab.base.text import Text
from missionlab.portfolio.allocation.kinds import CORE, OUT, Family, Objective, RemarkKind, Standing, Weights
from missionlab.portfolio.results import Measured
from missionlab.strategy.vocabulary import LimitDimension

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CORE",
    "OUT",
    "Answer",
    "Family",
    "Funded",
    "InstrumentWorth",
    "NearlyFunded",
    "Objective",
    "Plan",
    "ProjectCase",
    "Relaxation",
    "Remark",
    "RemarkKind",
    "RulePrice",
    "Standing",
    "Swing",
    "TargetChance",
    "Weights",
    "YearMoney",
]


@dataclass(frozen=True, slots=True)
class InstrumentWorth:
    """A project by one of the instruments that are proposed for it."""

    instrument: str
    money: float
    worth: Measured
    """What it adds to the objective, less what its money is worth elsewhere; the largest is chosen."""
    chosen: bool


@dataclass(frozen=True, slots=True)
class Funded:
    """A project in the plan."""

    project: str
    name: str
    missions: tuple[str, ...]
    start: int
    """Financial year in which its money begins."""
    ready: int | None
    """Year from which on what it adds is there; nothing where it adds nothing."""
    instrument: str
    money: float
    by_year: tuple[tuple[int, float], ...]
    """What is paid out in each year of the plan."""
    committed: bool
    """It was promised before and is not the plan's to choose."""
    insisted: bool
    worth: Measured
    """What the objective would lose without it, with nothing in its place."""
    robust: Measured
    """Share of the draws in which it is financed."""


@dataclass(frozen=True, slots=True)
class NearlyFunded:
    """A project that is not in the plan, and what would bring it in."""

    project: str
    name: str
    missions: tuple[str, ...]
    money: float
    price_cut: Measured
    """Share by which its money would have to fall."""
    extra: Measured
    """Share by which what it adds would have to grow."""
    interchangeable: tuple[str, ...]
    """Projects of the plan in whose place it would do within a hundredth as well."""
    robust: Measured


@dataclass(frozen=True, slots=True)
class ProjectCase:
    """Why a candidate is in the plan or not."""

    project: str
    name: str
    funded: bool
    standing: Standing | None
    """Blank where the draws were not repeated."""
    robust: Measured
    insisting: Measured
    """Share of the objective that it costs to insist on it; blank for what is in the plan."""
    forbidding: Measured
    """Share of the objective that it costs to do without it; blank for what is not in the plan."""
    instruments: tuple[InstrumentWorth, ...]
    sentences: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TargetChance:
    """The chance that a target is met, without the plan's choices and with them, in futures it was not chosen on."""

    mission: str
    target: str
    name: str
    deadline: int
    weight: float
    """Its share of the objective."""
    before: Measured
    after: Measured
    reached_before: Measured
    reached_after: Measured
    """How much of what is needed is reached, up to all of it; mean over futures."""


@dataclass(frozen=True, slots=True)
class Swing:
    """A project that more money would bring in or bring forward."""

    project: str
    name: str
    money: float
    """How much of the additional money would go to it."""


@dataclass(frozen=True, slots=True)
class YearMoney:
    """The money of one financial year."""

    year: int
    budget: float
    carried_in: float
    back: float
    """What is expected to come back."""
    spent: float
    left: float
    """Left at the end of the year and kept."""
    lapsed: float
    """Left at the end of the year and lost."""
    more: float
    """A round amount."""
    price: Measured
    """What so much more in this year would add to the objective, by the prices of the bound."""
    worth_of_more: Measured
    """What so much more in this year adds to the bound, worked out anew."""
    goes_to: tuple[Swing, ...]
    """What it would go to."""
    binding: bool


@dataclass(frozen=True, slots=True)
class RulePrice:
    """What a family of rules costs: the share of what could be reached without it that is lost."""

    family: Family
    dimension: LimitDimension | None
    rules: tuple[str, ...]
    """Ids of the limits."""
    cost: Measured
    measured_on: Text
    """Whether on the bound, or on the whole plan."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The plan under other weights of the missions."""

    weights: Weights
    mission: str | None
    """The mission that counts twice."""
    value: Measured
    money: float
    projects: int
    shared: int
    """How many of them are in the plan too."""
    chances: tuple[tuple[str, float], ...]
    """Chance of each target, by its id."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A rule that cannot be kept together with the others, and the least by which it must give way."""

    rule: str
    family: Family
    sentence: Text
    by: float
    """In money, in projects for counts."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something found about a project, a target or the plan."""

    kind: RemarkKind
    subject: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """What to finance, when and by which instrument. Never called the best: ``gap`` says how far it can be from it."""

    strategy: str
    as_of: date
    fingerprint: str
    seed: int
    assumptions: str | None
    """Name of the set of assumptions that filled blanks."""
    fund: str | None
    currency: str
    objective: Objective
    years: tuple[int, ...]
    scenarios: int
    """Futures that the plan was chosen on."""
    fresh: int
    """Other futures that its chances were worked out on."""
    funded: tuple[Funded, ...]
    nearly: tuple[NearlyFunded, ...]
    cases: tuple[ProjectCase, ...]
    """Every candidate."""
    targets: tuple[TargetChance, ...]
    money: tuple[YearMoney, ...]
    rules: tuple[RulePrice, ...]
    answers: tuple[Answer, ...]
    value: float | None
    """The objective in the futures that the plan was chosen on; with objective cost, the money that it needs."""
    bound: float | None
    """What no plan under these rules can exceed in these futures; with objective cost, what no plan can go below."""
    gap: float | None
    """Share of the bound between the two: the best plan is better by so much at most."""
    final: bool
    """Whether an exact solver went on from here until its time ran out."""
    mean: Measured
    tail: Measured
    cost: Measured
    """The objectives' values in fresh futures: how far targets are reached, the same in the worst tenth, the money."""
    targets_met: Measured
    """Number of targets that are met, mean over fresh futures."""
    carry_over: Measured
    """What it is worth to the whole plan that unused money is kept."""
    liquidity_margin: float
    """Cash held back so that it falls short in at most one of twenty paths."""
    shortfall: Measured
    """Chance that cash falls short in some year."""
    binding: tuple[Text, ...]
    """What holds the plan back, in words."""
    infeasible: tuple[Relaxation, ...]
    """Rules that clash; there is no plan then."""
    remarks: tuple[Remark, ...]

    @property
    def core(self) -> tuple[str, ...]:
        """Candidates that are financed whatever futures are drawn."""
        return self._of(Standing.CORE)

    @property
    def contested(self) -> tuple[str, ...]:
        """Candidates that hang on which futures are drawn."""
        return self._of(Standing.CONTESTED)

    @property
    def out(self) -> tuple[str, ...]:
        return self._of(Standing.OUT)

    def _of(self, standing: Standing) -> tuple[str, ...]:
        return tuple(case.project for case in self.cases if case.standing is standing)

    def explain(self, project: str) -> tuple[Text, ...]:
        """Why ``project`` is in the plan or not, in sentences. Raises ``InputError`` for one that is no candidate."""
        from missionlab.portfolio.allocation.export import case_of

        return case_of(self, project).sentences

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of ``missionlab allocate``; unknown numbers are ``None``."""
        from missionlab.portfolio.allocation.export import plan_json

        return plan_json(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a candidate or committed project: whether it is financed, from when, with what, for how much."""
        from missionlab.portfolio.allocation.export import plan_frame

        return plan_frame(self)
