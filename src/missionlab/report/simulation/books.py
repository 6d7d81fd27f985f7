"""The books of one period: flows of money, balance sheets and other changes of real assets, as shares of output."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xarray as xr

    from missionlab.economy import accounts

CLOSED = 1e-9
"""Largest gap in sums that should be zero, as a share of the largest entry of their table: rounding."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Named rows and columns; `values` holds a row of shares of nominal output for each row. Sums are not in it."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Books:
    """The books of the last period of one run (see economy/accounts.py). `output` is its nominal output, in money.

    `gap` is the largest sum that should be zero, as a share of the largest entry of its table.
    """

    output: float
    gap: float
    flows: Matrix
    balance: Matrix
    changes: Matrix


def measure(ensemble: xr.Dataset, one: int | None) -> Books | None:
    """The books of run `one`, which is simulated again with everything that they need; None where there are none."""
    from missionlab.economy.accounts import books
    from missionlab.economy.parameters import Parameters
    from missionlab.economy.simulate import simulate

    if one is None or ensemble.attrs["rules"] == "lsd-0.1":
        return None
    run = simulate(
        Parameters(**json.loads(ensemble.attrs["parameters"])),
        seed=int(ensemble["seed"].values[one]),
        periods=ensemble.sizes["period"],
        rules=ensemble.attrs["rules"],
        spending=ensemble.attrs["spending"],
    )
    before, now = (dict(zip(run.names, map(float, row), strict=True)) for row in run.series[-2:])
    found, output = books(before, now), now["gdp_nominal"]
    flows, balance, changes = (_over(matrix, output) for matrix in (found.flows, found.balance, found.changes))
    return Books(output, found.gap, flows, balance, changes)


def _over(matrix: accounts.Matrix, output: float) -> Matrix:
    return Matrix(matrix.rows, matrix.columns, tuple(tuple(map(float, row)) for row in matrix.values / output))
