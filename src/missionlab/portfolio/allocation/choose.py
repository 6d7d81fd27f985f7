"""A whole plan with its bound: relax, round, swap, and go on with an exact solver where that was asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from missionlab.portfolio.allocation.case import Case, Choice, Ints
from missionlab.portfolio.allocation.draft import NONE, Draft
from missionlab.portfolio.allocation.problem import Problem, build
from missionlab.portfolio.allocation.relax import Infeasible, Relaxation, Relaxed
from missionlab.portfolio.allocation.round import rounded
from missionlab.portfolio.allocation.scenarios import scenarios_of
from missionlab.portfolio.allocation.swap import improved
from missionlab.portfolio.allocation.worker import bettered

MOST_SHORTFALL = 0.05
"""The chance of running out of cash that is accepted."""
_MARGINS = 8
SMALL, _MOST_PARTS = 3000, 12
"""Start columns up to which a problem is small, and projects in parts that are put in or left out by turns."""


class NoWholePlan(Exception):
    """The rules can be kept by parts of projects, but no whole plan that keeps them was found."""


@dataclass(frozen=True)
class Chosen:
    """A plan, with everything that explains it."""

    problem: Problem
    relaxation: Relaxation
    relaxed: Relaxed
    draft: Draft
    bound: float
    less: float
    final: bool
    margin: float
    """Cash held back, in money."""
    shortfall: float | None
    """Chance that cash falls short in some year; None where nothing that comes back is uncertain."""

    @property
    def safe(self) -> bool:
        """Whether cash falls short as rarely as is accepted."""
        return self.shortfall is None or self.shortfall <= MOST_SHORTFALL

    @property
    def value(self) -> float:
        return max(0.0, self.draft.value())

    @property
    def gap(self) -> float:
        """Share of the bound by which the best plan can be better at most."""
        return max(0.0, (self.bound - self.value) / self.bound) if self.bound > 0 else 0.0


def chosen(case: Case, seed: int, tail: float, final: float | None = None) -> Chosen:
    """A plan of a canonical case. Raises ``Infeasible`` or ``NoWholePlan``.

    Where money comes back, more cash is held back until it falls short on at most one of twenty paths, as long as the
    rules can be kept with it. The exact solver goes on once, from the plan that this ends with.
    """
    scenarios = scenarios_of(case, seed)
    step = float(case.purse.budget.mean()) / 20
    found: Chosen | None = None
    for number in range(_MARGINS):
        margin = step * (2**number - 1)
        held_back = replace(case, purse=replace(case.purse, floor=case.purse.floor + margin))
        problem = build(held_back if margin > 0 else case, scenarios, tail)
        try:
            found = _chosen(problem, margin)
        except (Infeasible, NoWholePlan):
            if found is None:
                raise
            break
        if found.safe:
            break
    assert found is not None
    return found if final is None else _bettered(found, final)


def _chosen(problem: Problem, margin: float) -> Chosen:
    relaxation = Relaxation(problem)
    relaxed = relaxation.solved()
    first = rounded(problem, relaxed)
    if first is None:
        raise NoWholePlan
    draft = _dived(relaxation, relaxed, improved(first.draft))
    shortfall = _shortfall(problem, draft, margin)
    return Chosen(problem, relaxation, relaxed, draft, relaxed.value, first.less, False, margin, shortfall)


def _bettered(found: Chosen, limit: float) -> Chosen:
    """After the exact solver, whose plan is taken unless cash falls short more often than is accepted in it alone."""
    better = bettered(found.draft, limit)
    after = replace(found, draft=better.draft, shortfall=_shortfall(found.problem, better.draft, found.margin))
    bound = found.bound if better.bound is None else min(found.bound, max(better.bound, better.draft.value()))
    kept = after if after.safe or not found.safe else found
    return replace(kept, bound=bound, final=True)


def _dived(relaxation: Relaxation, relaxed: Relaxed, draft: Draft) -> Draft:
    """The best plan found when projects that the relaxation takes in parts are put in or left out, one after the other.

    Only for small problems: there each project is a large part of the money, and rounding loses most.
    """
    problem = relaxation.problem
    if len(problem.option) > SMALL:
        return draft
    best = draft
    for project in _in_parts(problem, relaxed)[:_MOST_PARTS]:
        row = problem.rows.choice.start + project
        for share in (0.0, 1.0):
            try:
                with relaxation.rows(row, share, share):
                    found = rounded(problem, relaxation.solved())
            except Infeasible:
                continue
            if found is not None and found.draft.feasible():
                trial = improved(found.draft)
                if trial.value() > best.value() + 1e-12:
                    best = trial
    return best


def _in_parts(problem: Problem, relaxed: Relaxed) -> list[int]:
    """Projects that are neither out nor whole in the relaxation, the most undecided first."""
    shares = relaxed.columns[problem.columns.start]
    total = np.bincount(problem.project, shares, len(problem.case.projects.ids))
    parts = np.flatnonzero((total > 1e-6) & (total < 1 - 1e-6))
    return [int(one) for one in parts[np.argsort(np.abs(total[parts] - 0.5), kind="stable")]]


def starts(problem: Problem, column: Ints) -> Ints:
    """Year of start of each project, NONE where it has no column; shape (P,)."""
    return np.where(column == NONE, NONE, problem.start[column]) if len(problem.start) else np.full(len(column), NONE)


def committed_only(problem: Problem) -> Ints:
    """Starts of the projects that were promised before, alone; each in the first year that it can have."""
    out = np.full(len(problem.case.projects.ids), NONE, dtype=np.intp)
    for number, choice in enumerate(problem.case.projects.choice):
        if choice is Choice.COMMITTED:
            out[number] = problem.case.projects.first[number]
    return out


def _shortfall(problem: Problem, draft: Draft, margin: float) -> float | None:
    """Share of paths on which cash falls below its floor, the margin not counted."""
    case = problem.case
    paths = case.options.back_paths
    if paths is None or not case.purse.recycle:
        return None
    years = len(case.years)
    back = np.zeros((paths.shape[0], years))
    spent = np.zeros(years)
    for project in draft.chosen():
        column = draft.column[project]
        option, start = problem.option[column], problem.start[column]
        if case.purse.promised:
            spent[start] += case.options.money[option]
        for by_age, out in ((case.options.spend[option], spent), (paths[:, option], back)):
            if out is spent and case.purse.promised:
                continue
            length = min(by_age.shape[-1], years - start)
            out[..., start : start + length] += by_age[..., :length]
    floors = replace(case.purse, floor=case.purse.floor - margin).floors
    carried, short = np.zeros(len(back)), np.zeros(len(back), dtype=bool)
    for year in range(years):
        left = carried + case.purse.budget[year] + back[:, year] - spent[year]
        short |= left < floors[year] - 1e-6 * problem.unit
        carried = np.clip(left, 0.0, case.purse.kept[year])
    return float(short.mean())
