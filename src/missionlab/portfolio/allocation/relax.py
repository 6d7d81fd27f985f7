"""The linear relaxation: the bound, the prices, and what changes when one thing changes, all from one warm solver.

The objective is the clean one: a tie-break in it would make the bound one of another problem. HiGHS runs on one thread,
because a process in which two solvers want different numbers of threads gets no answer from either.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from missionlab.portfolio.allocation.case import Floats
from missionlab.portfolio.allocation.matrix import Program, objective, program_of
from missionlab.portfolio.allocation.problem import Problem

_DUAL, _PRIMAL = 1, 4
"""The solver's numbers of the two simplex methods."""


class Infeasible(Exception):
    """The rules cannot all be kept."""


@dataclass(frozen=True)
class Relaxed:
    """A solution of the relaxation."""

    value: float
    columns: Floats
    """Value of every column."""
    reduced: Floats
    """What a unit more of each column would add at these prices."""
    prices: Floats
    """What a unit more in each row's bound would add."""


def silent(**options: Any) -> Any:
    """A solver that says nothing and uses one thread."""
    import highspy

    class Silent(highspy.Highs):
        # Its banner is printed when callbacks are enabled, which the constructor does before anybody can ask for quiet.
        def enableCallbacks(self) -> None:  # noqa: N802
            self.silent()
            super().enableCallbacks()

    solver = Silent()
    for name, value in {"threads": 1, "parallel": "off", "random_seed": 0, **options}.items():
        solver.setOptionValue(name, value)
    return solver


def passed(solver: Any, program: Program) -> None:
    """Gives the solver the program."""
    import highspy

    lp: Any = highspy.HighsLp()
    rows, columns = len(program.row_low), len(program.cost)
    lp.num_row_, lp.num_col_ = rows, columns
    lp.col_cost_, lp.offset_ = program.cost, program.offset
    lp.col_lower_, lp.col_upper_ = program.low, program.high
    lp.row_lower_, lp.row_upper_ = program.row_low, program.row_high
    lp.sense_ = highspy.ObjSense.kMaximize
    by_column: Any = program.matrix.tocsc()
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.num_row_, lp.a_matrix_.num_col_ = rows, columns
    lp.a_matrix_.start_, lp.a_matrix_.index_ = by_column.indptr, by_column.indices
    lp.a_matrix_.value_ = by_column.data
    solver.passModel(lp)


class Relaxation:
    """One problem in a solver that remembers its own solution; every change is undone when its block ends.

    Each changed problem starts from the solution of the unchanged one, never from that of another change, so that what
    is asked first changes no answer. Where a change leaves that solution possible (other prices, wider bounds), the
    primal simplex method goes on from it, otherwise the dual one: the wrong one of the two takes ten times as long.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.program = program_of(problem)
        # Measured on generated cases: a half to a third of the time of the interior point, and a quarter of the dual's.
        self._solver = silent(solver="simplex", simplex_strategy=_PRIMAL)
        passed(self._solver, self.program)
        self._row_low, self._row_high = self.program.row_low.copy(), self.program.row_high.copy()
        self._own: Any = None
        """The basis of the unchanged problem's solution; None until it is solved."""
        self._changed = False

    def solved(self) -> Relaxed:
        """The solution as the program now stands. Raises ``Infeasible``."""
        import highspy

        self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
                raise Infeasible
            raise RuntimeError(f"The solver stopped with status {self._solver.modelStatusToString(status)}.")
        if self._own is None and not self._changed:
            self._own = self._solver.getBasis()
        found = self._solver.getSolution()
        return Relaxed(
            float(self._solver.getInfo().objective_function_value),
            np.array(found.col_value),
            np.array(found.col_dual),
            np.array(found.row_dual),
        )

    @contextmanager
    def rows(self, places: Any, low: Any, high: Any) -> Iterator[None]:
        """With other bounds of some rows."""
        at = np.atleast_1d(np.asarray(places, dtype=np.int32))
        before = self._row_low[at].copy(), self._row_high[at].copy()
        low, high = np.broadcast_to(low, at.shape), np.broadcast_to(high, at.shape)
        wider = bool((low <= before[0]).all() and (high >= before[1]).all())
        with self._from_own(_PRIMAL if wider else _DUAL):
            self._bound(at, low, high)
            try:
                yield
            finally:
                self._bound(at, *before)

    @contextmanager
    def kept(self, most: Floats) -> Iterator[None]:
        """With other limits on what is kept from year to year, in units."""
        columns = self.problem.columns.carried
        places = np.arange(columns.start, columns.stop, dtype=np.int32)
        zeros = np.zeros(len(places))
        wider = bool((most >= self.program.high[columns]).all())
        with self._from_own(_PRIMAL if wider else _DUAL):
            self._solver.changeColsBounds(len(places), places, zeros, np.array(most, dtype=float))
            try:
                yield
            finally:
                self._solver.changeColsBounds(len(places), places, zeros, self.program.high[columns])

    @contextmanager
    def weighing(self, weight: Floats, futures: Floats) -> Iterator[None]:
        """With other weights of targets or of futures."""
        with self._from_own(_PRIMAL):
            self._price(*objective(self.problem, weight, futures))
            try:
                yield
            finally:
                self._price(self.program.cost, self.program.offset)

    @contextmanager
    def _from_own(self, method: int) -> Iterator[None]:
        """A change that is worked out by this method from the problem's own solution, to which the solver goes back."""
        before = self._changed
        self._changed = True
        self._solver.setOptionValue("simplex_strategy", method)
        try:
            yield
        finally:
            self._changed = before
            self._solver.setOptionValue("simplex_strategy", _PRIMAL)
            if self._own is not None:
                self._solver.setBasis(self._own)

    def _price(self, cost: Floats, offset: float) -> None:
        places = np.arange(len(cost), dtype=np.int32)
        self._solver.changeColsCost(len(places), places, cost)
        self._solver.changeObjectiveOffset(offset)

    def _bound(self, places: Any, low: Any, high: Any) -> None:
        for place, least, most in zip(places, low, high, strict=True):
            self._solver.changeRowBounds(int(place), float(least), float(most))
        self._row_low[places], self._row_high[places] = low, high
