"""What a plan is made from: candidates, what they add, what is needed, money and rules; arrays and nothing else.

Indices: P projects, O options (a project by one instrument), E contributions, M targets, T years of the plan, A years
of a project's money, S futures to choose on, N fresh futures. Money is in whole units of one currency.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.allocation.results import Remark
from missionlab.strategy.vocabulary import Bound, LimitDimension

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


class Choice(IntEnum):
    """Who decides on a project."""

    FREE = 0
    COMMITTED = 1
    """It was promised before."""
    INSISTED = 2
    """People asked for it."""
    FORBIDDEN = -1
    """People asked to do without it."""

    @property
    def taken(self) -> bool:
        return self in (Choice.COMMITTED, Choice.INSISTED)


@dataclass(frozen=True)
class Projects:
    """Candidates and committed projects."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    missions: tuple[tuple[str, ...], ...]
    first: Ints
    """First year of the plan in which it can start, from 0; shape (P,)."""
    last: Ints
    """Last one; before `first` where there is none; shape (P,)."""
    choice: tuple[Choice, ...]
    after: tuple[tuple[int, int], ...] = ()
    """Pairs: the first makes sense only with the second."""
    elsewhere: frozenset[str] = frozenset()
    """Ids of those that say what they add, but to targets that no future can be drawn of."""


@dataclass(frozen=True)
class Options:
    """A project by one of the instruments that are proposed for it."""

    project: Ints
    """Shape (O,)."""
    instrument: tuple[str, ...]
    money: Floats
    """Public money; shape (O,)."""
    spend: Floats
    """What of it is paid in each year from the start; shape (O, A)."""
    back: Floats
    """What is expected to come back in each year from the start; shape (O, B)."""
    back_paths: NDArray[np.float32] | None = None
    """The same on paths; shape (paths, O, B). Nothing where nothing comes back."""


@dataclass(frozen=True)
class Contributions:
    """What projects add to targets, in the target's unit, counted towards the goal and less what the trend contains."""

    project: Ints
    """Shape (E,)."""
    target: Ints
    amount: Floats
    low: Floats
    high: Floats
    chance: Floats
    """1 where nobody has said."""
    factor: tuple[str, ...]
    """What it shares its luck with, such as a sector; blank for nothing but what all share."""
    delay: Ints
    """Years from the start until it is there."""

    @property
    def mean(self) -> Floats:
        """Half of the draws are even between low and amount, half between amount and high."""
        return (self.low + 2 * self.amount + self.high) / 4


@dataclass(frozen=True)
class Targets:
    """What is still needed in each future, after the trend."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    missions: tuple[str, ...]
    need: Floats
    """Shape (M, S); 0 or less where the trend is enough."""
    fresh: Floats
    """Shape (M, N)."""
    deadline: Ints
    """Year of the plan by which a contribution must be there; shape (M,)."""
    years: tuple[int, ...]
    """The same as calendar years."""
    weight: Floats
    """As stated; shape (M,)."""
    correction: Floats | None = None
    """For shares of futures on an even grid from 0 to 1, the chance that they stand for; shape (M, points)."""


@dataclass(frozen=True)
class Purse:
    """The money and its rules."""

    budget: Floats
    """By year of the plan; shape (T,)."""
    kept: Floats
    """The most that can be kept from each year to the next: 0, a limit, or infinity; shape (T,)."""
    recycle: bool = False
    floor: float = 0.0
    """Cash below which nothing new is financed: no plan leaves less at the end of a year, where there is as much."""
    promised: bool = False
    """Whether a year's money bounds what is promised rather than what is paid out."""

    @property
    def floors(self) -> Floats:
        """Cash that must be left at the end of each year: the floor, or what there would be without a plan; (T,)."""
        out, carried = np.zeros(len(self.budget)), 0.0
        for year, (budget, kept) in enumerate(zip(self.budget, self.kept, strict=True)):
            left = carried + budget
            out[year] = min(self.floor, left)
            carried = min(left, kept)
        return out


@dataclass(frozen=True)
class Rule:
    """A cap or a floor on the money of a class of options."""

    id: str
    bound: Bound
    dimension: LimitDimension
    which: str
    """Name of the actor, sector and so on, as it is shown."""
    part: Floats
    """Share of each option's money, or project, that is in the class; shape (O,)."""
    share: float | None = None
    amount: float | None = None
    count: int | None = None


@dataclass(frozen=True)
class Rivals:
    """At least so many solutions of a problem are to be kept alive."""

    id: str
    problem: str
    solutions: tuple[tuple[int, ...], ...]
    """Projects of each solution."""
    least: int


@dataclass(frozen=True)
class Risk:
    """How much of the luck of projects is shared."""

    common: float = 0.0
    """Share of the risk that all projects have in common."""
    factor: float = 0.0
    """Share that those of one factor have in common, beyond that."""


@dataclass(frozen=True)
class About:
    """Where a case comes from, for the record."""

    strategy: str = ""
    as_of: date = date.min
    fingerprint: str = ""
    fund: str | None = None
    currency: str = ""
    assumptions: str | None = None


@dataclass(frozen=True)
class Case:
    """All of it. `canonical` puts projects in the order of their ids, so that no result depends on their order."""

    projects: Projects
    options: Options
    contributions: Contributions
    targets: Targets
    purse: Purse
    years: tuple[int, ...]
    rules: tuple[Rule, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    risk: Risk = Risk()
    about: About = About()
    remarks: tuple[Remark, ...] = ()


def canonical(case: Case) -> Case:
    """The same case with projects in the order of their ids, options and contributions in that of their projects."""
    projects = case.projects
    order = sorted(range(len(projects.ids)), key=lambda one: projects.ids[one])
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    options = _options(case.options, place)
    by_option = _option_order(case.options, place)
    return replace(
        case,
        projects=Projects(
            tuple(projects.ids[one] for one in order),
            tuple(projects.names[one] for one in order),
            tuple(projects.missions[one] for one in order),
            projects.first[order],
            projects.last[order],
            tuple(projects.choice[one] for one in order),
            tuple(sorted((int(place[one]), int(place[other])) for one, other in projects.after)),
            projects.elsewhere,
        ),
        options=options,
        contributions=_contributions(case.contributions, place),
        rules=tuple(replace(rule, part=rule.part[by_option]) for rule in case.rules),
        rivals=tuple(
            replace(
                rival,
                solutions=tuple(sorted(tuple(sorted(int(place[one]) for one in some)) for some in rival.solutions)),
            )
            for rival in case.rivals
        ),
    )


def _option_order(options: Options, place: Ints) -> list[int]:
    keys = [(int(place[project]), name) for project, name in zip(options.project, options.instrument, strict=True)]
    return sorted(range(len(keys)), key=keys.__getitem__)


def _options(options: Options, place: Ints) -> Options:
    order = _option_order(options, place)
    return Options(
        place[options.project[order]],
        tuple(options.instrument[one] for one in order),
        options.money[order],
        options.spend[order],
        options.back[order],
        None if options.back_paths is None else options.back_paths[:, order],
    )


def _contributions(stated: Contributions, place: Ints) -> Contributions:
    order = np.lexsort((stated.target, place[stated.project]))
    return Contributions(
        place[stated.project[order]],
        stated.target[order],
        stated.amount[order],
        stated.low[order],
        stated.high[order],
        stated.chance[order],
        tuple(stated.factor[one] for one in order),
        stated.delay[order],
    )
