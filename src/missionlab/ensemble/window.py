"""What is measured in a run: its series after the transient, and the quantities that the moments are taken of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from missionlab.base.findings import InputError
from missionlab.ensemble.filters import TRUNCATION, band_pass

LAGS = 4
"""Longest lead and lag of the correlations with output, in periods."""


class Window:
    """The series of one run or of many, shape (..., periods), without the transient.

    `series` maps names of economy/series.py to values from period 1 on. Raises `InputError` if they are too few.
    """

    def __init__(self, series: Mapping[str, np.ndarray], transient: int) -> None:
        periods = next(iter(series.values())).shape[-1]
        least = 2 * TRUNCATION + LAGS + 3
        if transient < 1 or periods - transient < least:
            raise InputError(
                f"Moments of {periods} periods with a transient of {transient} cannot be had.",
                why=f"They need a transient of at least 1 period and {least} periods after it.",
                fix="Simulate more periods, or drop fewer.",
            )
        self._series = series
        self._transient = transient
        self._cycles: dict[str, np.ndarray] = {}

    def __getitem__(self, name: str) -> np.ndarray:
        return self._series[name][..., self._transient :]

    def and_before(self, name: str) -> np.ndarray:
        """The series from the last period of the transient on: one value more, for changes."""
        return self._series[name][..., self._transient - 1 :]

    def covers(self, quantity: Quantity) -> np.ndarray:
        """Which runs have all that the quantity needs, in every period that counts, shape (...)."""
        return np.all([np.isfinite(self.and_before(name)).all(axis=-1) for name in quantity.series], axis=0)

    def of(self, symbol: str) -> np.ndarray:
        """One of `QUANTITIES`, shape (..., periods)."""
        return QUANTITIES[symbol].of(self)

    def cycle(self, symbol: str) -> np.ndarray:
        """One of `QUANTITIES` band-passed, shape (..., periods - 24)."""
        if symbol not in self._cycles:
            self._cycles[symbol] = band_pass(self.of(symbol))
        return self._cycles[symbol]


@dataclass(frozen=True)
class Quantity:
    """What is measured: its meaning, its unit, the series that it needs, and its values, shape (..., periods)."""

    meaning: str
    unit: str
    series: tuple[str, ...]
    of: Callable[[Window], np.ndarray]


def _plain(name: str, meaning: str, unit: str = "share") -> Quantity:
    return Quantity(meaning, unit, (name,), lambda window: window[name])


def _log(name: str, meaning: str) -> Quantity:
    # One is added, as the reference does, because investment can be 0.
    return Quantity(f"log {meaning}", "log points", (name,), lambda window: np.log(window[name] + 1))


def _growth(name: str, meaning: str) -> Quantity:
    return Quantity(
        f"growth of {meaning}", "1/period", (name,), lambda window: np.diff(np.log(window.and_before(name) + 1))
    )


def _over_output(name: str, meaning: str, unit: str = "share") -> Quantity:
    nominal = "gdp_nominal"
    return Quantity(
        f"{meaning} over nominal output", unit, (name, nominal), lambda window: window[name] / window[nominal]
    )


_LEVELS = {
    "GDP": ("gdp", "output"),
    "C": ("consumption", "consumption"),
    "I": ("investment", "investment"),
    "A": ("productivity", "labour productivity"),
    "wReal": ("wage_real", "the real wage"),
    "CPI": ("cpi", "consumer prices"),
    "DebF": ("firm_debt", "the debt of firms"),
    "L": ("employment", "employment"),
}

QUANTITIES: dict[str, Quantity] = {
    **{symbol: _log(name, meaning) for symbol, (name, meaning) in _LEVELS.items()},
    **{f"g_{symbol}": _growth(name, meaning) for symbol, (name, meaning) in _LEVELS.items()},
    "output": _plain("gdp", "output", "machines + goods"),
    "output nominal": _plain("gdp_nominal", "nominal output", "money"),
    "investment": _plain("investment", "investment", "goods of capacity"),
    "U": _plain("unemployment", "unemployment"),
    "infl": Quantity("inflation", "1/period", ("cpi",), lambda window: np.diff(np.log(window.and_before("cpi")))),
    "dN": Quantity(
        "change of inventories over output",
        "share",
        ("inventory_change", "gdp"),
        lambda window: window["inventory_change"] / window["gdp"],
    ),
    "ishare": _over_output("investment_nominal", "investment"),
    "rd": _over_output("research_spending", "research budgets"),
    "g": _over_output("benefits", "benefits"),
    "tax": _over_output("taxes", "taxes"),
    "def": _over_output("deficit", "the deficit of the state"),
    "debt": _over_output("public_debt", "public debt", "periods of output"),
    "firm debt": _over_output("firm_debt", "debt of firms", "periods of output"),
    "mu": _plain("markup", "mark-up of consumption-good firms"),
    "HH1": _plain("concentration_1", "normalised Herfindahl index, capital-good firms"),
    "HH2": _plain("concentration_2", "normalised Herfindahl index, consumption-good firms"),
    "Q2u": _plain("utilisation", "output over capacity of the producing consumption-good firms"),
    "inn": _plain("innovators", "share of capital-good firms that adopt an innovation"),
    "imi": _plain("imitators", "share of capital-good firms that adopt another firm's technique"),
    "age1": _plain("age_1", "age of capital-good firms", "periods"),
    "age2": _plain("age_2", "age of consumption-good firms", "periods"),
    "exit1": _plain("exit_1", "share of capital-good firms that leave"),
    "exit2": _plain("exit_2", "share of consumption-good firms that leave"),
}
