"""From shares of projects to whole ones.

Only few projects are in parts in the relaxation, so rounding is easy, but for caps that are a share of all money: each
project that is dropped makes every cap smaller. So shares are of the relaxation's money, less a little, until the plan
is full, and of the plan's own money at the end; the best of several such littles is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from missionlab.portfolio.allocation.case import Floats, Ints
from missionlab.portfolio.allocation.draft import NONE, Draft
from missionlab.portfolio.allocation.problem import Problem
from missionlab.portfolio.allocation.relax import Relaxed

LESS = (0.0, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08)
_MUCH_LESS = (0.12, 0.18, 0.25, 0.35, 0.5)
"""Tried too where the first leave a plan far from the bound: with few large projects, all of them break a tight cap."""
_FAR = 0.03
_MOST_REPAIRS = 400


@dataclass(frozen=True)
class Rounded:
    """A whole plan, and by how much less than the relaxation's money shares were taken of."""

    draft: Draft
    less: float


def rounded(
    problem: Problem, relaxed: Relaxed, kept: Floats | None = None, by: Sequence[float] = LESS
) -> Rounded | None:
    """The best whole plan found from a solution of the relaxation; None where none keeps all rules."""
    shares = relaxed.columns[problem.columns.start]
    whole = float(relaxed.columns[problem.columns.whole][0])
    per_pound = _per_pound(problem, relaxed)
    shared = any(rule.share is not None for rule in problem.case.rules)
    best = None
    for less in (*by, *_MUCH_LESS) if shared else by[:1]:
        if less in _MUCH_LESS and best is not None and relaxed.value - best[0] <= _FAR * relaxed.value:
            break
        draft = _one(problem, shares, per_pound, whole * (1 - less), kept)
        if draft.feasible() and (best is None or draft.value() > best[0] + 1e-12):
            best = draft.value(), Rounded(draft, less)
    if best is None:
        least = _only_taken(problem, shares, kept)
        return Rounded(least, 0.0) if least.feasible() else None
    return best[1]


def _only_taken(problem: Problem, shares: Floats, kept: Floats | None) -> Draft:
    """The plan of what is committed and insisted on, and nothing else."""
    draft = Draft(problem, kept)
    for project, choice in enumerate(problem.case.projects.choice):
        column = _largest(problem, shares, project)
        if choice.taken and column is not None:
            draft.add(column)
    return draft


def _per_pound(problem: Problem, relaxed: Relaxed) -> Floats:
    """Worth of each start column by its money: its reduced cost and the price of its own choice row."""
    worth = relaxed.reduced[problem.columns.start] + relaxed.prices[problem.rows.choice][problem.project]
    return worth / np.maximum(problem.money, 1e-12)


def _one(problem: Problem, shares: Floats, per_pound: Floats, whole: float, kept: Floats | None) -> Draft:
    draft = Draft(problem, kept)
    for project in _in_order(problem, shares):
        column = _largest(problem, shares, project)
        if column is not None and (problem.case.projects.choice[project].taken or draft.fits(column, whole)):
            draft.add(column)
    _keep_alive(draft, per_pound, whole)
    _fill_floors(draft, per_pound, whole)
    _fill(draft, np.argsort(-per_pound, kind="stable"), whole)
    _repair(draft, per_pound)
    return draft


def _in_order(problem: Problem, shares: Floats) -> list[int]:
    """Projects, those that are fixed first, then by their share in the relaxation, what they need before them."""
    total = np.bincount(problem.project, shares, len(problem.case.projects.ids))
    taken = np.array([one.taken for one in problem.case.projects.choice], dtype=bool)
    order = [int(one) for one in np.lexsort((-total, ~taken)) if total[one] > 1e-6]
    needs: dict[int, list[int]] = {}
    for one, other in problem.case.projects.after:
        needs.setdefault(one, []).append(other)
    out: dict[int, None] = {}

    def put(project: int, above: tuple[int, ...]) -> None:
        for other in needs.get(project, ()):
            if other not in above:
                put(other, (*above, project))
        out[project] = None

    for project in order:
        put(project, ())
    return list(out)


def _largest(problem: Problem, shares: Floats, project: int) -> int | None:
    columns = problem.of_project[project]
    return int(columns[np.argmax(shares[columns])]) if len(columns) else None


def _keep_alive(draft: Draft, per_pound: Floats, whole: float) -> None:
    """Adds solutions of problems until enough are alive."""
    for solution in draft.missing_rivals():
        columns = np.concatenate([draft.problem.of_project[one] for one in solution])
        for column in columns[np.argsort(-per_pound[columns], kind="stable")]:
            if not draft.missing_rivals():
                return
            if draft.fits(int(column), whole):
                draft.add(int(column))
                break


def _fill_floors(draft: Draft, per_pound: Floats, whole: float) -> None:
    for rule in draft.short_of_floors(whole):
        columns = draft.members(rule)
        for column in columns[np.argsort(-per_pound[columns], kind="stable")]:
            if rule not in draft.short_of_floors(whole):
                break
            if draft.column[draft.problem.project[column]] == NONE and draft.fits(int(column), whole):
                draft.add(int(column))


def _fill(draft: Draft, order: Ints, whole: float | None) -> None:
    """Adds what fits and is worth something, in this order."""
    useful = draft.worths() > 0
    for one in draft.promising(order[useful[order]], whole):
        if draft.fits(one, whole) and draft.gain(one) > 1e-12:
            draft.add(one)


def _repair(draft: Draft, per_pound: Floats) -> None:
    """Keeps every rule of the plan's own money: what is worth least goes from what holds too much."""
    problem = draft.problem
    dropped: set[int] = set()
    # What was dropped never comes back to reach a floor, so that this ends.
    for _ in range(_MOST_REPAIRS):
        broken = draft.broken()
        if not broken.any():
            break
        rule = int(np.argmax(broken))
        short = rule in draft.short_of_floors(draft.whole)
        inside = {int(problem.project[one]) for one in draft.members(rule)}
        # A floor is reached by adding to the class, or by taking from all others.
        if short and _add_to(draft, rule, per_pound, dropped):
            continue
        loose = [one for one in draft.chosen() if (one in inside) != short and draft.removable(one)]
        if not loose:
            break
        worst = min(loose, key=lambda one: (per_pound[draft.column[one]], one))
        draft.drop(worst)
        dropped.add(worst)
    order = np.argsort(-per_pound, kind="stable")
    for one in draft.promising(order[per_pound[order] > 0]):
        if draft.fits(one):
            draft.add(one)
            if draft.broken().any():
                draft.drop(int(problem.project[one]))


def _add_to(draft: Draft, rule: int, per_pound: Floats, dropped: set[int]) -> bool:
    columns = draft.members(rule)
    for column in columns[np.argsort(-per_pound[columns], kind="stable")]:
        project = int(draft.problem.project[column])
        if draft.column[project] == NONE and project not in dropped and draft.fits(int(column)):
            draft.add(int(column))
            return True
    return False
