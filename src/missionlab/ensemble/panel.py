"""Firms over time: what each consumption-good firm of one economy was and did, period by period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from missionlab.economy.parameters import Parameters
from missionlab.economy.simulate import Code, start


@dataclass(frozen=True)
class Panel:
    """The consumption-good firms of one economy from period `first` on; each array has shape (periods, firms).

    A row is the end of a period, a column a place. A place whose firm left in the period (`leaving` is 1) already holds
    its successor, so `observed` says where the numbers are those of a firm that did something and stayed.
    """

    first: int
    code: Code
    entered: np.ndarray
    leaving: np.ndarray
    sales: np.ndarray
    debt: np.ndarray
    productivity: np.ndarray
    opening_capital: np.ndarray
    expansion: np.ndarray
    replacement: np.ndarray

    @property
    def observed(self) -> np.ndarray:
        """Where a firm sold something in the period and is still there."""
        return (self.leaving == 0) & (self.sales > 0)

    def survived(self, periods: int = 1) -> np.ndarray:
        """Where the same firm was observed in a period and so many before, shape (periods - `periods`, firms).

        Entrants are not: they sold nothing in the period before.
        """
        seen = self.observed
        return seen[periods:] & seen[:-periods] & (self.entered[periods:] == self.entered[:-periods])

    def investment_rates(self) -> np.ndarray:
        """Investment over opening capital of the firms that produced and stayed, in all periods, shape (n,)."""
        period = self.first + np.arange(len(self.entered))[:, None]
        producing = (self.leaving == 0) & (period >= self.entered + 2) & (self.opening_capital > 0)
        return (self.expansion + self.replacement)[producing] / self.opening_capital[producing]


FIELDS = ["entered", "leaving", "sales", "debt", "productivity", "opening_capital", "expansion", "replacement"]


def firm_panel(
    seed: int,
    first: int,
    last: int,
    *,
    parameters: Parameters | None = None,
    rules: str = "closed",
    spending: str = "benefit",
) -> Panel:
    """Run one economy and write down its firms from period `first` to `last`; fewer rows if it stopped."""
    economy = start(parameters, seed, rules, spending)
    if first > 1:
        economy.advance(first - 1, series=())
    rows: list[np.ndarray] = []
    for _ in range(first, last + 1):
        economy.advance(1, series=())
        if economy.code is not Code.COMPLETED:
            break
        rows.append(economy.firms().consumption_goods[FIELDS])
    firms = economy.parameters.consumption_good_firms
    columns = {name: np.array([row[name] for row in rows]).reshape(-1, firms) for name in FIELDS}
    return Panel(first, economy.code, **columns)
