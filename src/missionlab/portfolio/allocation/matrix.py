"""The rows of a problem as one sparse matrix with its bounds, for a linear program that is maximised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from missionlab.portfolio.allocation.case import Floats, Ints
from missionlab.portfolio.allocation.problem import WORST, Problem, level_of
from missionlab.strategy.vocabulary import Bound

if TYPE_CHECKING:
    from scipy.sparse import csr_array

INFINITY = float("inf")


@dataclass(frozen=True)
class Program:
    """maximise offset + cost x, row_low <= A x <= row_high, low <= x <= high."""

    matrix: csr_array[Any, Any]
    cost: Floats
    offset: float
    low: Floats
    high: Floats
    row_low: Floats
    row_high: Floats


class _Cells:
    """Row, column and value of each coefficient, gathered in pieces."""

    def __init__(self) -> None:
        self.pieces: list[tuple[Ints, Ints, Floats]] = []

    def add(self, rows: object, columns: object, values: object) -> None:
        row, column, value = np.broadcast_arrays(np.asarray(rows), np.asarray(columns), np.asarray(values, dtype=float))
        row, column, value = row.ravel(), column.ravel(), value.ravel()
        kept = value != 0
        self.pieces.append((row[kept], column[kept], value[kept]))

    def matrix(self, shape: tuple[int, int]) -> csr_array[Any, Any]:
        from scipy.sparse import coo_array

        rows, columns, values = (np.concatenate(part) for part in zip(*self.pieces, strict=True))
        return coo_array((values, (rows, columns)), shape=shape).tocsr()


def program_of(problem: Problem) -> Program:
    """The linear program whose value no plan exceeds."""
    cells, rows, columns = _Cells(), problem.rows, problem.columns
    row_low, row_high = np.full(rows.count, -INFINITY), np.zeros(rows.count)
    low, high = np.zeros(columns.count), np.full(columns.count, INFINITY)
    high[columns.start] = 1.0
    high[columns.alive] = high[columns.progress] = 1.0
    _choices(problem, cells, row_low, row_high)
    _purse(problem, cells, row_high, high)
    _limits(problem, cells, row_low, row_high)
    _relations(problem, cells, row_low, row_high)
    _progress(problem, cells, row_low)
    if problem.tail > 0:
        _tail(problem, cells, row_high)
        low[columns.worst.start] = -INFINITY
    cost, offset = objective(problem, problem.weight, problem.futures)
    matrix = cells.matrix((rows.count, columns.count))
    return Program(matrix, cost, offset, low, high, row_low, row_high)


def objective(problem: Problem, weight: Floats, futures: Floats) -> tuple[Floats, float]:
    """Cost of each column and the part of the objective that is there without any plan; never with a tie-break."""
    cost = np.zeros(problem.columns.count)
    each = weight[:, None] * futures
    cost[problem.columns.progress] = (1 - problem.tail) * each[problem.needed]
    offset = (1 - problem.tail) * float(each[~problem.needed].sum())
    if problem.tail > 0:
        worst = problem.columns.worst
        cost[worst.start] = problem.tail
        cost[worst.start + 1 : worst.stop] = -problem.tail / WORST * futures
    return cost, offset


def _choices(problem: Problem, cells: _Cells, row_low: Floats, row_high: Floats) -> None:
    rows = problem.rows.choice
    cells.add(rows.start + problem.project, np.arange(len(problem.option)), 1.0)
    row_high[rows] = 1.0
    taken = [number for number, one in enumerate(problem.case.projects.choice) if one.taken]
    row_low[[rows.start + number for number in taken]] = 1.0


def _purse(problem: Problem, cells: _Cells, row_high: Floats, high: Floats) -> None:
    """Kept money is no more than what is left; what is left never falls below the floor."""
    purse, rows, columns = problem.case.purse, problem.rows, problem.columns
    years = np.arange(len(purse.budget))
    budget = purse.budget / problem.unit
    column, year = np.nonzero(problem.paid)
    paid = problem.paid[column, year]
    cells.add(rows.kept.start + year, column, paid)
    cells.add(rows.kept.start + years, columns.carried.start + years, 1.0)
    cells.add(rows.kept.start + years[1:], columns.carried.start + years[:-1], -1.0)
    row_high[rows.kept] = budget
    if purse.floor > 0:
        cells.add(rows.cash.start + year, column, paid)
        cells.add(rows.cash.start + years[1:], columns.carried.start + years[:-1], -1.0)
        row_high[rows.cash] = budget - purse.floors / problem.unit
    high[columns.carried] = purse.kept / problem.unit


def _limits(problem: Problem, cells: _Cells, row_low: Floats, row_high: Floats) -> None:
    rows, whole = problem.rows, problem.columns.whole.start
    starts = np.arange(len(problem.option))
    cells.add(rows.whole.start, starts, problem.money)
    cells.add(rows.whole.start, whole, -1.0)
    row_low[rows.whole] = 0.0
    for number, rule in enumerate(problem.case.rules):
        row = rows.rules.start + number
        cells.add(row, starts, problem.limits.held_by[number])
        if rule.share is not None:
            cells.add(row, whole, -rule.share)
        level = level_of(rule, problem.unit)
        row_low[row], row_high[row] = (-INFINITY, level) if rule.bound is Bound.MOST else (level, INFINITY)


def _relations(problem: Problem, cells: _Cells, row_low: Floats, row_high: Floats) -> None:
    case, rows = problem.case, problem.rows
    for number, (one, other) in enumerate(case.projects.after):
        cells.add(rows.after.start + number, problem.of_project[one], 1.0)
        cells.add(rows.after.start + number, problem.of_project[other], -1.0)
    row, column = rows.rivals.start, problem.columns.alive.start
    for rival in case.rivals:
        for solution in rival.solutions:
            cells.add(row, column, 1.0)
            for project in solution:
                cells.add(row, problem.of_project[project], -1.0)
            row, column = row + 1, column + 1
        cells.add(row, np.arange(column - len(rival.solutions), column), 1.0)
        row_low[row], row_high[row] = rival.least, INFINITY
        row += 1


def _progress(problem: Problem, cells: _Cells, row_low: Floats) -> None:
    rows, columns = problem.rows, problem.columns
    cells.add(rows.sums.start + problem.entry_sum, problem.entry_column, problem.entry_amount)
    cells.add(rows.sums.start + np.arange(len(problem.pairs)), columns.sums.start + np.arange(len(problem.pairs)), -1.0)
    row_low[rows.sums] = 0.0
    number = np.cumsum(problem.needed).reshape(problem.needed.shape) - 1
    count = int(problem.needed.sum())
    cells.add(rows.progress.start + np.arange(count), columns.progress.start + np.arange(count), 1.0)
    sums, future = np.nonzero(problem.rate)
    row = rows.progress.start + number[problem.target_of_sum[sums], future] if len(sums) else sums
    cells.add(row, columns.sums.start + sums, -problem.rate[sums, future])


def _tail(problem: Problem, cells: _Cells, row_high: Floats) -> None:
    """Level - shortfall <= what the future scores; what needs nothing scores without a column."""
    rows, columns = problem.rows.tail, problem.columns
    futures = np.arange(len(problem.futures))
    cells.add(rows.start + futures, columns.worst.start, 1.0)
    cells.add(rows.start + futures, columns.worst.start + 1 + futures, -1.0)
    target, future = np.nonzero(problem.needed)
    place = columns.progress.start + np.arange(len(target))
    cells.add(rows.start + future, place, -problem.weight[target])
    row_high[rows] = problem.weight @ ~problem.needed
