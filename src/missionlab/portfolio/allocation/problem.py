"""The problem as sparse arrays, built once: columns are an option in a year of start, rows are what bounds them.

Everything that is divided by a mission's need or by the budget is, so that coefficients are near 1. Rows, in order:
one choice a project, money kept, cash floor, all money, limits, ``after``, rivals, sums of groups, progress, tail.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.allocation.case import Case, Choice, Floats, Ints, Rule
from missionlab.portfolio.allocation.scenarios import Scenarios
from missionlab.strategy.vocabulary import Bound

WORST = 0.1
"""The share of futures whose mean is the tail."""
_LEAST_NEED = 1e-3
"""Needs below this share of the typical one count as this, so that no coefficient is out of bounds."""


@dataclass(frozen=True)
class Rows:
    """Where each kind of row begins, and how many there are."""

    choice: slice
    kept: slice
    cash: slice
    whole: slice
    rules: slice
    after: slice
    rivals: slice
    sums: slice
    progress: slice
    tail: slice
    count: int


@dataclass(frozen=True)
class Columns:
    """Where each kind of column begins."""

    start: slice
    """An option from a year on, between 0 and 1."""
    carried: slice
    """Money kept from a year to the next."""
    whole: slice
    """All money in the plan, which shares are of."""
    alive: slice
    """Whether a solution of a problem is kept alive."""
    sums: slice
    """What a group adds to a target."""
    progress: slice
    """How far a target is reached in a future, up to 1; with nothing needed there is no such column."""
    worst: slice
    """The level of the worst futures, and by how much each falls short of it."""
    count: int


@dataclass(frozen=True)
class Limits:
    """Rules as arrays: what is held may be ``level + share x all money`` at most, or must be at least."""

    held_by: Floats
    """What each start column puts into the class of each rule: money, or projects for a count; shape (R, C)."""
    most: NDArray[np.bool_]
    """Whether the rule is a cap; shape (R,)."""
    share: Floats
    level: Floats
    caps_of: tuple[tuple[tuple[int, float], ...], ...]
    """The caps that each start column counts for, with what it puts into each."""
    into_caps: Floats
    """The same of all caps at once; shape (C, caps)."""


@dataclass(frozen=True)
class Problem:
    """A case with its futures, in units in which the mean year's budget and each target's mean need are 1."""

    case: Case
    scenarios: Scenarios
    tail: float
    """Weight of the worst tenth in the objective, between 0 and 1."""
    unit: float
    """Money that is 1."""
    option: Ints
    """Option of each start column; shape (C,)."""
    start: Ints
    """Year of each start column; shape (C,)."""
    money: Floats
    """Money of each start column, in units; shape (C,)."""
    paid: Floats
    """Less what comes back, by year; shape (C, T), in units."""
    entry_column: Ints
    """For each contribution in time of each column: the column; shape (Q,)."""
    entry_sum: Ints
    """The pair of group and target; shape (Q,)."""
    entry_amount: Floats
    """In units of the target's typical need; shape (Q,)."""
    pairs: tuple[tuple[int, int], ...]
    """Group and target of each sum."""
    rate: Floats
    """What one unit of each sum adds to its target's progress in each future; shape (sums, S)."""
    needed: NDArray[np.bool_]
    """Where the trend is not enough; shape (M, S)."""
    weight: Floats
    """Weight of each target; they add to 1, or to 0 where nothing is needed; shape (M,)."""
    futures: Floats
    """Weight of each future; they add to 1; shape (S,)."""
    rows: Rows = field(repr=False)
    columns: Columns = field(repr=False)

    def weighing(self, weight: Floats, futures: Floats) -> Problem:
        """The same problem with other weights of targets and futures."""
        return self._keeping(replace(self, weight=weight, futures=futures))

    def choosing(self, project: int, choice: Choice) -> Problem:
        """The same problem with another choice about one project; its columns stay as they are."""
        projects = self.case.projects
        choices = (*projects.choice[:project], choice, *projects.choice[project + 1 :])
        case = replace(self.case, projects=replace(projects, choice=choices))
        return self._keeping(replace(self, case=case))

    def _keeping(self, other: Problem) -> Problem:
        """Another problem with what this one has worked out."""
        worked_out = ("project", "paid_until", "of_project", "entries_of", "target_of_sum", "part", "limits")
        other.__dict__.update({name: getattr(self, name) for name in worked_out})
        return other

    @cached_property
    def project(self) -> Ints:
        """Project of each start column."""
        return self.case.options.project[self.option]

    @cached_property
    def paid_until(self) -> Floats:
        """What each start column has been paid by the end of each year; shape (C, T)."""
        return np.cumsum(self.paid, axis=1)

    @cached_property
    def of_project(self) -> tuple[Ints, ...]:
        """The start columns of each project."""
        order = np.argsort(self.project, kind="stable")
        ends = np.searchsorted(self.project[order], np.arange(len(self.case.projects.ids) + 1))
        return tuple(order[ends[one] : ends[one + 1]] for one in range(len(ends) - 1))

    @cached_property
    def entries_of(self) -> tuple[tuple[Ints, Floats], ...]:
        """Sums and amounts of each start column."""
        ends = np.searchsorted(self.entry_column, np.arange(len(self.option) + 1))
        return tuple((self.entry_sum[a:b], self.entry_amount[a:b]) for a, b in pairwise(ends))

    @cached_property
    def target_of_sum(self) -> Ints:
        return np.array([target for _, target in self.pairs], dtype=np.intp)

    @cached_property
    def part(self) -> Floats:
        """Share of each start column in each rule; shape (R, C)."""
        if not self.case.rules:
            return np.zeros((0, len(self.option)))
        return np.array([rule.part for rule in self.case.rules])[:, self.option]

    @cached_property
    def limits(self) -> Limits:
        """The rules as arrays."""
        rules = self.case.rules
        held_by = np.array(
            [
                (part > 0).astype(float) if rule.count is not None else part * self.money
                for rule, part in zip(rules, self.part, strict=True)
            ]
        ).reshape(len(rules), len(self.option))
        most = np.array([rule.bound is Bound.MOST for rule in rules], dtype=bool)
        caps_of: list[list[tuple[int, float]]] = [[] for _ in self.option]
        places, columns = np.nonzero((held_by > 0) & most[:, None])
        for rule, column, held in zip(
            places.tolist(), columns.tolist(), held_by[places, columns].tolist(), strict=True
        ):
            caps_of[column].append((rule, held))
        share = np.array([rule.share or 0.0 for rule in rules])
        level = np.array([level_of(rule, self.unit) for rule in rules])
        into_caps = np.ascontiguousarray(held_by[most].T)
        return Limits(held_by, most, share, level, tuple(map(tuple, caps_of)), into_caps)


def build(case: Case, scenarios: Scenarios, tail: float) -> Problem:
    """The arrays of ``case``, which must be canonical."""
    years = len(case.years)
    unit = float(case.purse.budget.sum()) / years or float(case.options.money.max(initial=0.0)) or 1.0
    option, start = _starts(case, years)
    paid = _paid(case, option, start, years) / unit
    need, needed, typical = _needs(case)
    weight = np.where(needed.any(axis=1), case.targets.weight, 0.0)
    weight = weight / weight.sum() if weight.sum() > 0 else weight
    column, entry, amount = _in_time(case, scenarios, option, start, typical)
    group, target = scenarios.group[entry], case.contributions.target[entry]
    targets = len(case.targets.ids)
    flat = group * targets + target
    used, entry_sum = np.unique(flat, return_inverse=True)
    pairs = tuple((int(one // targets), int(one % targets)) for one in used)
    rate = np.array([scenarios.success[k] * typical[m] / need[m] * needed[m] for k, m in pairs])
    futures = np.full(case.targets.need.shape[1], 1 / case.targets.need.shape[1])
    alive = sum(len(rival.solutions) for rival in case.rivals)
    worst = 1 + len(futures) if tail > 0 else 0
    columns = _columns(len(option), years, alive, len(pairs), int(needed.sum()), worst)
    rows = _rows(case, years, alive, len(pairs), int(needed.sum()), len(futures) if tail > 0 else 0)
    return Problem(
        case=case,
        scenarios=scenarios,
        tail=tail,
        unit=unit,
        option=option,
        start=start,
        money=case.options.money[option] / unit,
        paid=paid,
        entry_column=column,
        entry_sum=entry_sum.astype(np.intp),
        entry_amount=amount,
        pairs=pairs,
        rate=rate.reshape(len(pairs), len(futures)),
        needed=needed,
        weight=weight,
        futures=futures,
        rows=rows,
        columns=columns,
    )


def _starts(case: Case, years: int) -> tuple[Ints, Ints]:
    """Options and years of start. Money that would fall after the last year is not planned, so neither is the start."""
    spent = case.options.spend > 0
    length = np.where(spent.any(axis=1), spent.shape[1] - np.argmax(spent[:, ::-1], axis=1), 1)
    first = case.projects.first[case.options.project]
    last = np.minimum(case.projects.last[case.options.project], years - length)
    forbidden = np.array([one is Choice.FORBIDDEN for one in case.projects.choice], dtype=bool)
    last = np.where(forbidden[case.options.project] | beyond(case), first - 1, last)
    counts = np.maximum(last - first + 1, 0)
    option = np.repeat(np.arange(len(counts)), counts)
    begins = np.cumsum(counts) - counts
    return option, np.arange(len(option)) - begins[option] + first[option]


def beyond(case: Case) -> NDArray[np.bool_]:
    """Options that need more than all the money there is, so that no plan holds them; shape (O,)."""
    if case.purse.recycle and case.options.back.any():
        return np.zeros(len(case.options.money), dtype=bool)
    return case.options.money > case.purse.budget.sum() * (1 + 1e-9)


def _paid(case: Case, option: Ints, start: Ints, years: int) -> Floats:
    out = np.zeros((len(option), years))
    spend, back = case.options.spend, case.options.back
    if case.purse.promised:
        out[np.arange(len(option)), start] += case.options.money[option]
    else:
        _shift(out, spend[option], start)
    if case.purse.recycle:
        _shift(out, -back[option], start)
    return out


def _shift(out: Floats, by_age: Floats, start: Ints) -> None:
    """Adds what falls in each year of a project to the year of the plan in which it falls."""
    rows = np.arange(len(start))
    for age in range(by_age.shape[1]):
        inside = start + age < out.shape[1]
        out[rows[inside], start[inside] + age] += by_age[inside, age]


def _needs(case: Case) -> tuple[Floats, NDArray[np.bool_], Floats]:
    need = case.targets.need
    needed = need > 0
    typical = np.array([row[mask].mean() if mask.any() else 1.0 for row, mask in zip(need, needed, strict=True)])
    return np.maximum(need, _LEAST_NEED * typical[:, None]), needed, typical


def _in_time(case: Case, scenarios: Scenarios, option: Ints, start: Ints, typical: Floats) -> tuple[Ints, Ints, Floats]:
    """Column, contribution and amount of every contribution that is there by its deadline, in order of columns."""
    stated = case.contributions
    project = case.options.project[option]
    begins = np.searchsorted(stated.project, np.arange(len(case.projects.ids) + 1))
    counts = (begins[1:] - begins[:-1])[project]
    column = np.repeat(np.arange(len(option)), counts)
    entry = np.arange(len(column)) - (np.cumsum(counts) - counts)[column] + begins[project[column]]
    inside = start[column] + stated.delay[entry] <= case.targets.deadline[stated.target[entry]]
    column, entry = column[inside], entry[inside]
    amount = stated.mean[entry] * scenarios.correct[entry] / typical[stated.target[entry]]
    return column, entry.astype(np.intp), amount


def _columns(starts: int, years: int, alive: int, sums: int, progress: int, worst: int) -> Columns:
    ends = np.cumsum([starts, years, 1, alive, sums, progress, worst])
    begins = np.concatenate([[0], ends[:-1]])
    pieces = [slice(int(a), int(b)) for a, b in zip(begins, ends, strict=True)]
    return Columns(*pieces, count=int(ends[-1]))


def _rows(case: Case, years: int, alive: int, sums: int, progress: int, tail: int) -> Rows:
    sizes = [
        len(case.projects.ids),
        years,
        years,
        1,
        len(case.rules),
        len(case.projects.after),
        alive + len(case.rivals),
        sums,
        progress,
        tail,
    ]
    ends = np.cumsum(sizes)
    begins = np.concatenate([[0], ends[:-1]])
    pieces = [slice(int(a), int(b)) for a, b in zip(begins, ends, strict=True)]
    return Rows(*pieces, count=int(ends[-1]))


def level_of(rule: Rule, unit: float) -> float:
    """What the rule's row is bounded by, in units of money or in projects; 0 for a share of all money."""
    if rule.share is not None:
        return 0.0
    if rule.amount is not None:
        return rule.amount / unit
    return float(rule.count or 0)
