"""Better plans nearby: what can be added, and what can take another's place, by the exact objective.

Steps are counted, not timed, so that the same seed gives the same plan on any machine.
"""

from __future__ import annotations

import numpy as np

from missionlab.portfolio.allocation.case import Ints
from missionlab.portfolio.allocation.draft import NONE, Draft

_ROUNDS = 40
_OUT, _IN = 60, 80
"""Projects looked at in each round: the worst in the plan, the best outside, by worth for their money."""
_TRIES = 400
"""Swaps worked out exactly in each round."""
_TINY = 1e-10


def improved(draft: Draft) -> Draft:
    """The plan after swaps; every step keeps every rule and raises the objective."""
    draft = draft.copy()
    for _ in range(_ROUNDS):
        if not (_add(draft) | _replace(draft) | _refill(draft) | _move(draft)):
            break
    _trim(draft)
    return draft


def _add(draft: Draft) -> bool:
    """Adds what fits, with what it needs, best worth for its money first."""
    added = False
    for one in draft.promising(_outside(draft, draft.worths(), len(draft.problem.option))):
        before = draft.value()
        done = draft.put(one)
        if done is None:
            continue
        if draft.value() > before + _TINY and not draft.broken().any():
            added = True
        else:
            draft.take_out(done)
    return added


def _replace(draft: Draft) -> bool:
    """Puts one project in the place of another where that is better."""
    problem = draft.problem
    worth = draft.worths()
    outside = _outside(draft, worth, _IN)
    inside = [one for one in draft.chosen() if draft.removable(one)]
    inside.sort(key=lambda one: (worth[draft.column[one]] / max(problem.money[draft.column[one]], 1e-12), one))
    pairs = [
        (worth[column] - worth[draft.column[project]], project, int(column))
        for project in inside[:_OUT]
        for column in outside
        if worth[column] > worth[draft.column[project]]
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    changed = False
    for _, project, column in pairs[:_TRIES]:
        if draft.column[project] == NONE or draft.column[problem.project[column]] != NONE:
            continue
        changed |= _exchanged(draft, project, column)
    return changed


def _refill(draft: Draft) -> bool:
    """Takes one project out and fills its room with several, where that is better."""
    problem = draft.problem
    worth = draft.worths()
    outside = _outside(draft, worth, _IN)
    inside = [one for one in draft.chosen() if draft.removable(one)]
    inside.sort(key=lambda one: (worth[draft.column[one]] / max(problem.money[draft.column[one]], 1e-12), one))
    for project in inside[:_OUT]:
        trial = draft.copy()
        trial.drop(project)
        for column in trial.promising(outside):
            if trial.fits(column):
                trial.add(column)
        if trial.value() > draft.value() + _TINY and trial.feasible():
            draft.become(trial)
            return True
    return False


def _move(draft: Draft) -> bool:
    """Starts projects in another year, or by another instrument, where that is better; else cheaper, else sooner."""
    problem = draft.problem
    worth = draft.worths()
    changed = False
    for project in list(draft.chosen()):
        now = int(draft.column[project])
        columns = problem.of_project[project]
        order = np.lexsort((problem.start[columns], problem.money[columns], -np.round(worth[columns] / _TINY)))
        for column in columns[order]:
            if column == now or worth[column] < worth[now] - _TINY:
                break
            if _exchanged(draft, project, int(column)):
                changed = True
                break
    return changed


def _trim(draft: Draft) -> None:
    """Takes out what adds nothing and no rule needs."""
    for project in list(draft.chosen()):
        if draft.removable(project):
            before = draft.value()
            column = draft.drop(project)
            if draft.value() < before - _TINY or not draft.feasible():
                draft.add(column)


def _exchanged(draft: Draft, project: int, column: int) -> bool:
    """Whether putting `column` in the project's place was better; if not, nothing has changed."""
    before, old = draft.value(), int(draft.column[project])
    if not draft.lacks_needs(column) and not (
        draft.fits_instead(column, old) and _better(draft, draft.gain(column, instead_of=old), old, column)
    ):
        return False
    draft.drop(project)
    done = draft.put(column)
    if done is not None:
        if _better(draft, draft.value() - before, old, column) and draft.feasible():
            return True
        draft.take_out(done)
    draft.add(old)
    return False


def _better(draft: Draft, change: float, old: int, new: int) -> bool:
    """More is reached; or as much for less money; or as much for as much, sooner."""
    problem = draft.problem
    if abs(change) > _TINY:
        return change > 0
    saved = problem.money[old] - problem.money[new]
    return saved > _TINY or (saved > -_TINY and problem.start[new] < problem.start[old])


def _outside(draft: Draft, worth: np.ndarray, most: int) -> Ints:
    """Start columns of projects outside, each project's best, by worth for their money."""
    problem = draft.problem
    free = (draft.column[problem.project] == NONE) & (worth > 0)
    columns = np.flatnonzero(free)
    rate = worth[columns] / np.maximum(problem.money[columns], 1e-12)
    return columns[np.argsort(-rate, kind="stable")][:most]
