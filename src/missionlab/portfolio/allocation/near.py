"""Projects that are nearly in the plan: what would bring them in, and in whose place they would do as well."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from missionlab.base.text import text
from missionlab.portfolio.allocation.case import Choice, Floats
from missionlab.portfolio.allocation.choose import Chosen
from missionlab.portfolio.allocation.draft import NONE
from missionlab.portfolio.results import Measured

MOST = 12
"""Projects that are listed."""
_COMPARED = 12
"""Projects of the plan that each is tried in the place of."""
_ALIKE = 0.01
_SAME = 1e-9


@dataclass(frozen=True)
class Worths:
    """Each start column at the prices of the bound; shape (C,) each."""

    value: Floats
    """What it adds to the objective."""
    money: Floats
    """What its money is worth elsewhere, with what caps and floors make of it."""
    other: Floats
    """What else it uses up or helps: counts, what it needs or is needed by, rivals that are to live."""

    @property
    def net(self) -> Floats:
        """What it is worth beyond what it uses up; the relaxation takes what is above 0."""
        return self.value - self.money - self.other


def worths_of(chosen: Chosen) -> Worths:
    """Worths from the reduced costs of the relaxation, taken apart."""
    problem, relaxed = chosen.problem, chosen.relaxed
    rows, starts = problem.rows, problem.columns.start
    by_column = chosen.relaxation.program.matrix[:, starts].T.tocsr()
    by_money = np.zeros(rows.count)
    for kind in (rows.kept, rows.cash, rows.whole):
        by_money[kind] = relaxed.prices[kind]
    counted = np.array([rule.count is not None for rule in problem.case.rules], dtype=bool)
    by_money[rows.rules] = np.where(counted, 0.0, relaxed.prices[rows.rules])
    by_value = np.zeros(rows.count)
    by_value[rows.sums] = relaxed.prices[rows.sums]
    value, money = -(by_column @ by_value), by_column @ by_money
    surplus = relaxed.reduced[starts] + relaxed.prices[rows.choice][problem.project]
    return Worths(value, money, value - money - surplus)


@dataclass(frozen=True)
class Near:
    """A project outside: by which column it would come in, and what it lacks."""

    project: int
    column: int
    price_cut: Measured
    extra: Measured
    interchangeable: tuple[int, ...]
    ties: tuple[int, ...]
    """Those of them that do exactly as well for the same money."""


def near_misses(chosen: Chosen, worths: Worths) -> tuple[Near, ...]:
    """Projects outside that are worth something, by the share of their money that would have to go."""
    problem, draft = chosen.problem, chosen.draft
    found: list[tuple[float, int, int]] = []
    for project, columns in enumerate(problem.of_project):
        choice = problem.case.projects.choice[project]
        if draft.column[project] != NONE or choice is Choice.FORBIDDEN or not len(columns):
            continue
        usable = columns[worths.value[columns] > _SAME]
        if len(usable):
            cuts = np.array([_cut(worths, int(column)) for column in usable])
            best = int(np.argmin(cuts))
            found.append((float(cuts[best]), project, int(usable[best])))
    found.sort()
    return tuple(_near(chosen, worths, project, column) for _, project, column in found[:MOST])


def _cut(worths: Worths, column: int) -> float:
    """Share of the money that would have to go; at most 0 where the prices would take it as it is."""
    money = worths.money[column]
    return 0.0 if money <= _SAME else float(1 - (worths.value[column] - worths.other[column]) / money)


def _near(chosen: Chosen, worths: Worths, project: int, column: int) -> Near:
    cut = _cut(worths, column)
    extra = (worths.money[column] + worths.other[column]) / worths.value[column] - 1
    alike, ties = _alike(chosen, project, column)
    if cut <= _SAME:
        reason = text("plan_money.does_not_fit")
        return Near(project, column, Measured(0.0, reason=reason), Measured(0.0, reason=reason), alike, ties)
    reason = text("plan_money.exact")
    return Near(
        project, column, Measured(cut, reason=reason), Measured(max(0.0, float(extra)), reason=reason), alike, ties
    )


def _alike(chosen: Chosen, project: int, column: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Projects of the plan in whose place it does within a hundredth as well, tried exactly."""
    problem, draft = chosen.problem, chosen.draft
    gain = draft.worths()
    inside = [one for one in draft.chosen() if draft.removable(one)]
    inside.sort(key=lambda one: (abs(gain[draft.column[one]] - gain[column]), one))
    now = draft.value()
    alike, ties = [], []
    for other in inside[:_COMPARED]:
        trial = draft.copy()
        old = trial.drop(other)
        alone = trial.value()
        best = None
        for candidate in problem.of_project[project]:
            one = int(candidate)
            if problem.start[one] in (problem.start[old], problem.start[column]) and trial.fits(one):
                after = trial.copy()
                after.add(one)
                if after.feasible():
                    value = after.value()
                    best = value if best is None else max(best, value)
        if best is None or best <= alone + _SAME:
            continue
        if abs(best - now) <= _ALIKE * max(now - alone, _SAME):
            alike.append(other)
            same_money = abs(problem.money[column] - problem.money[old]) <= _SAME * problem.money[old]
            if abs(best - now) <= _SAME and same_money:
                ties.append(other)
    return tuple(alike), tuple(ties)
