"""The books of one period: the matrix of flows and the balance sheets, as shares of nominal output."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CLOSED = 1e-9
"""Largest share of output by which a row or column may miss zero: rounding."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns that add to zero. `values` holds a row of shares of output for each row; sums are not in it."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]

    @property
    def error(self) -> float:
        """The largest sum of a row or column, by its size."""
        table = np.array(self.values)
        return float(max(np.abs(table.sum(axis=0)).max(), np.abs(table.sum(axis=1)).max()))


@dataclass(frozen=True, slots=True)
class Books:
    """The books of the last period of one run. `output` is its nominal output, in money."""

    output: float
    flows: Matrix
    balance: Matrix

    @property
    def error(self) -> float:
        return max(self.flows.error, self.balance.error)
