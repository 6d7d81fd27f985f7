"""A whole plan in the making: which column each project has, and whether one more fits.

All sums are kept up to date, so that a question costs microseconds. Rules are exact: with true denominators unless a
fixed one is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.allocation.case import Choice, Floats, Ints
from missionlab.portfolio.allocation.problem import WORST, Problem

NONE = -1
_SLACK = 1e-9
"""In units of money and of counts: what sums of rounded numbers may be out by."""
_AT_ONCE = 512
"""Columns that are looked through in one go."""


class Draft:
    """Whole choices on one problem. `column` holds each project's start column, or NONE."""

    def __init__(self, problem: Problem, kept: Floats | None = None) -> None:
        self.problem = problem
        case = problem.case
        self.column = np.full(len(case.projects.ids), NONE, dtype=np.intp)
        self.paid = np.zeros(len(case.years))
        self.whole = 0.0
        self.progress = np.zeros(problem.needed.shape)
        self._budget = case.purse.budget / problem.unit
        self._kept = case.purse.kept / problem.unit if kept is None else kept
        self._all_kept, self._none_kept = bool(np.isinf(self._kept).all()), not self._kept.any()
        self._floors = case.purse.floors / problem.unit
        self._limits = problem.limits
        self.held = np.zeros(len(case.rules))
        self._payments = problem.paid_until if self._all_kept else problem.paid
        self._room = self._left_over()
        self._reached = self._by_target()
        self._needs: dict[int, list[int]] = {}
        self._needed_by: dict[int, list[int]] = {}
        for one, other in case.projects.after:
            self._needs.setdefault(one, []).append(other)
            self._needed_by.setdefault(other, []).append(one)
        self._has_needs = np.isin(np.arange(len(self.column)), list(self._needs))
        self._changes = 0
        self._barred = {n for n, one in enumerate(case.projects.choice) if one is Choice.FORBIDDEN}
        self._taken = {number for number, one in enumerate(case.projects.choice) if one.taken}

    def copy(self) -> Draft:
        """The same plan, to try something on."""
        other = self._with_own_progress()
        other.column, other.paid, other.held = self.column.copy(), self.paid.copy(), self.held.copy()
        return other

    def _with_own_progress(self) -> Draft:
        other = object.__new__(Draft)
        other.__dict__.update(self.__dict__)
        other.progress, other._reached = self.progress.copy(), self._reached.copy()
        return other

    def on(self, problem: Problem) -> Draft:
        """The same plan on the same problem with other weights."""
        other = self.copy()
        other.problem = problem
        other._reached = other._by_target()
        return other

    def become(self, other: Draft) -> None:
        """Takes over another plan on the same problem."""
        self.__dict__.update(other.copy().__dict__)

    def add(self, column: int) -> None:
        """Puts a column in; its project must have none."""
        project = self.problem.project[column]
        assert self.column[project] == NONE
        self.column[project] = column
        self._move(column, 1.0)

    def drop(self, project: int) -> int:
        """Takes a project out; returns its column."""
        column = int(self.column[project])
        self.column[project] = NONE
        self._move(column, -1.0)
        return column

    def _move(self, column: int, sign: float) -> None:
        problem = self.problem
        self._changes += 1
        self.paid += sign * problem.paid[column]
        self.whole += sign * problem.money[column]
        self.held += sign * self._limits.held_by[:, column]
        self._shift(column, sign)
        if self._room is not None:
            self._room = self._room - sign * self._payments[column]

    def _shift(self, column: int, sign: float) -> None:
        problem = self.problem
        sums, amounts = problem.entries_of[column]
        for one, amount in zip(sums, amounts, strict=True):
            target = int(problem.target_of_sum[one])
            self.progress[target] += sign * amount * problem.rate[one]
            self._reached[target] = self._reach(target, self.progress[target])

    def _left_over(self) -> Floats | None:
        """What one more column may be paid, in each year or until its end where all is kept; shape (T,). None where a
        part is kept: what is left then hangs on the payments themselves."""
        if not (self._all_kept or self._none_kept):
            return None
        left = self._budget - self.paid
        return (np.cumsum(left) if self._all_kept else left) - self._floors + _SLACK

    def affordable(self, paid: Floats) -> bool:
        """Whether payments by year (T,) keep cash at its floor, with what is kept from year to year."""
        left = self._budget - paid
        if self._all_kept:
            left = np.cumsum(left)
        elif not self._none_kept:
            return self._affordable_in_part(left)
        return bool((left >= self._floors - _SLACK).all())

    def _affordable_in_part(self, left: Floats) -> bool:
        carried = 0.0
        for own, kept, floor in zip(left, self._kept, self._floors, strict=True):
            carried += own
            if carried < floor - _SLACK:
                return False
            carried = min(max(carried, 0.0), kept)
        return True

    def promising(self, columns: Ints, whole: float | None = None) -> Iterator[int]:
        """Those of the columns, in this order, that may fit as the plan is when their turn comes: what is asked of many
        at once, so that ``fits`` or ``put`` need be asked of few. `whole`: as in ``fits``."""
        begin = 0
        while begin < len(columns):
            some = columns[begin : begin + _AT_ONCE]
            begin += len(some)
            for place in np.flatnonzero(self._may_fit(some, whole)):
                now = self._changes
                yield int(some[place])
                if self._changes != now:
                    begin += int(place) + 1 - len(some)
                    break

    def _may_fit(self, columns: Ints, whole: float | None) -> NDArray[np.bool_]:
        problem, limits = self.problem, self._limits
        holds = limits.into_caps[columns]
        total = self.whole + problem.money[columns] if whole is None else whole
        most = limits.level[limits.most] + limits.share[limits.most] * np.atleast_1d(total)[:, None]
        may = ((holds <= 0) | (self.held[limits.most] + holds - most <= _SLACK)).all(axis=1)
        if self._room is not None:
            may &= (self._payments[columns] <= self._room).all(axis=1)
        projects = problem.project[columns]
        # What a project needs goes in before it and changes what fits, so it is tried.
        return (may | self._has_needs[projects]) & (self.column[projects] == NONE)

    def fits(self, column: int, whole: float | None = None) -> bool:
        """Whether a column can be put in. `whole`: what shares are of, where it is not the plan's own money."""
        project = int(self.problem.project[column])
        if project in self._barred or self.lacks_needs(column):
            return False
        total = self.whole + self.problem.money[column] if whole is None else whole
        for rule, holds in self._limits.caps_of[column]:
            if self.held[rule] + holds - (self._limits.level[rule] + self._limits.share[rule] * total) > _SLACK:
                return False
        if self._room is None:
            return self.affordable(self.paid + self.problem.paid[column])
        return bool((self._payments[column] <= self._room).all())

    def fits_instead(self, column: int, old: int) -> bool:
        """Whether a column can be put in once another one of the plan, `old`, is out. Its needs are not looked at."""
        limits, total = self._limits, self.whole + self.problem.money[column] - self.problem.money[old]
        for rule, holds in limits.caps_of[column]:
            held = self.held[rule] + holds - limits.held_by[rule, old]
            if held - (limits.level[rule] + limits.share[rule] * total) > _SLACK:
                return False
        if self._room is None:
            return self.affordable(self.paid + self.problem.paid[column] - self.problem.paid[old])
        return bool((self._payments[column] <= self._room + self._payments[old]).all())

    def lacks_needs(self, column: int) -> bool:
        """Whether a project that the column needs is not in the plan."""
        return any(self.column[other] == NONE for other in self._needs.get(int(self.problem.project[column]), ()))

    def with_needs(self, column: int) -> list[int] | None:
        """The column with one for each project that it needs and that is not there, in the order in which they go in;
        None where one of those cannot start. The cheapest is taken, and of those the first."""
        project = int(self.problem.project[column])
        out: list[int] = []
        for other in self._needs.get(project, ()):
            if self.column[other] == NONE:
                columns = self.problem.of_project[other]
                if not len(columns):
                    return None
                best = np.lexsort((self.problem.start[columns], self.problem.money[columns]))[0]
                inner = self.with_needs(int(columns[best]))
                if inner is None:
                    return None
                out += [one for one in inner if one not in out]
        return [*out, column]

    def put(self, column: int) -> list[int] | None:
        """Puts in a column with what it needs; returns the projects put in, or None where they do not all fit."""
        done: list[int] = []
        for one in self.with_needs(column) or ():
            project = int(self.problem.project[one])
            if self.column[project] != NONE or not self.fits(one):
                self.take_out(done)
                return None
            self.add(one)
            done.append(project)
        return done or None

    def take_out(self, projects: list[int]) -> None:
        """Takes out what ``put`` put in."""
        for project in reversed(projects):
            self.drop(project)

    def _excess(self, held: Floats, whole: float) -> Floats:
        """By how much each rule is broken; shape (R,)."""
        most = self._limits.level + self._limits.share * whole
        return np.where(self._limits.most, held - most, most - held)

    def broken(self, whole: float | None = None) -> Floats:
        """By how much each rule is broken, in units of money or in projects; shape (R,)."""
        return np.maximum(self._excess(self.held, self.whole if whole is None else whole) - _SLACK, 0.0)

    def removable(self, project: int) -> bool:
        """Whether nobody insists on a project and none in the plan needs it."""
        return project not in self._taken and all(
            self.column[other] == NONE for other in self._needed_by.get(project, ())
        )

    def feasible(self) -> bool:
        """Whether the plan keeps every rule, exactly."""
        chosen = self.column != NONE
        return (
            not self.broken().any()
            and self.affordable(self.paid)
            and all(chosen[number] for number in self._taken)
            and not any(chosen[number] for number in self._barred)
            and all(chosen[other] or not chosen[one] for one, others in self._needs.items() for other in others)
            and not self.missing_rivals()
        )

    def missing_rivals(self) -> list[tuple[int, ...]]:
        """Solutions that are not alive, of problems that need more alive."""
        out: list[tuple[int, ...]] = []
        for rival in self.problem.case.rivals:
            dead = [some for some in rival.solutions if all(self.column[one] == NONE for one in some)]
            if len(rival.solutions) - len(dead) < rival.least:
                out += dead
        return out

    def short_of_floors(self, whole: float) -> list[int]:
        """Rules of the least kind that are not kept."""
        return [int(one) for one in np.flatnonzero(self.broken(whole) * ~self._limits.most > 0)]

    def members(self, rule: int) -> Ints:
        """Start columns that count for a rule."""
        return np.flatnonzero(self._limits.held_by[rule] > 0)

    def value(self) -> float:
        """The objective, exactly: capped progress in every future."""
        return self._score(self.progress, self._reached)

    def _score(self, progress: Floats, reached: Floats) -> float:
        """The objective at a progress (M, S), and at its mean over futures by target (M,)."""
        problem = self.problem
        mean = float(problem.weight @ reached)
        if problem.tail == 0:
            return mean
        by_future = problem.weight @ np.where(problem.needed, np.minimum(progress, 1.0), 1.0)
        return (1 - problem.tail) * mean + problem.tail * tail_mean(by_future, problem.futures, WORST)

    def _reach(self, target: int, progress: Floats) -> float:
        """How far a target is reached, in the mean over futures, at its progress (S,)."""
        return float(np.where(self.problem.needed[target], np.minimum(progress, 1.0), 1.0) @ self.problem.futures)

    def _by_target(self) -> Floats:
        return np.array([self._reach(target, own) for target, own in enumerate(self.progress)])

    def gain(self, column: int, instead_of: int | None = None) -> float:
        """What the objective gains by a column, in the place of another one of the plan."""
        changes = [(column, 1.0)] if instead_of is None else [(instead_of, -1.0), (column, 1.0)]
        trial = self._with_own_progress()
        for one, sign in changes:
            trial._shift(one, sign)
        return trial.value() - self.value()

    def slopes(self) -> Floats:
        """What a unit more of each sum is worth at this point; shape (sums,)."""
        problem = self.problem
        weight = problem.weight[:, None] * self._future_weights()
        open_ = weight * (problem.needed & (self.progress < 1.0))
        return np.einsum("ks,ks->k", problem.rate, open_[problem.target_of_sum]) if len(problem.pairs) else np.zeros(0)

    def _future_weights(self) -> Floats:
        problem = self.problem
        if problem.tail == 0:
            return problem.futures
        reached = np.where(problem.needed, np.minimum(self.progress, 1.0), 1.0)
        order = np.argsort(problem.weight @ reached, kind="stable")
        worst = np.zeros(len(order))
        worst[order] = _parts(problem.futures[order], WORST) / WORST
        return (1 - problem.tail) * problem.futures + problem.tail * worst

    def worths(self) -> Floats:
        """What each start column is worth at this point, to first order; shape (C,)."""
        problem = self.problem
        values = problem.entry_amount * self.slopes()[problem.entry_sum]
        return np.bincount(problem.entry_column, values, len(problem.option)).astype(float)

    def chosen(self) -> Iterable[int]:
        """Projects in the plan."""
        return (int(one) for one in np.flatnonzero(self.column != NONE))


def tail_mean(values: Floats, chances: Floats, share: float) -> float:
    """Mean of the worst `share` of values that come with `chances`; a value on the edge counts in part.

    Source: R. T. Rockafellar and S. Uryasev, "Optimization of conditional value-at-risk", Journal of Risk 2 (2000)
    21-41.
    """
    order = np.argsort(values, kind="stable")
    return float(values[order] @ _parts(chances[order], share)) / share


def _parts(chances: Floats, share: float) -> Floats:
    """How much of each of the `chances`, in this order, is in the first `share`."""
    return np.clip(share - (np.cumsum(chances) - chances), 0.0, chances)
