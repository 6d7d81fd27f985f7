"""The moments of a run: the numbers by which economies are compared.

The definitions are those of the reference moments of the K+S program, so that both can be laid side by side: rates of
change are differences of logarithms, levels are filtered as log(x + 1), and `cc_X_k` is the correlation of X in period
t + k with output in t, both band-passed: where k < 0, X leads. Numbers of firms and their entries are no moments here:
as many firms enter as leave.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from missionlab.ensemble.filters import cross_correlation
from missionlab.ensemble.window import LAGS, QUANTITIES, Quantity, Window

TRANSIENT = 100
"""Periods dropped at the start: the economy first builds up its capital."""

CRISIS = -0.03
"""Growth of output in a period below which it counts as a crisis."""

FULL = 1e-6
"""Unemployment below which employment counts as full."""


@dataclass(frozen=True)
class Moment:
    """One moment: its name in the reference files, meaning, unit, the quantities it is of, and how it is computed."""

    name: str
    meaning: str
    unit: str
    quantities: tuple[Quantity, ...]
    of: Callable[[Window], np.ndarray]


@dataclass(frozen=True)
class Statistic:
    """A number made of the values over time; `meaning` says it of a quantity `{}`; no unit = that of the quantity."""

    meaning: str
    unit: str | None
    of: Callable[[np.ndarray], np.ndarray]


def standardised_moment(values: np.ndarray, power: int) -> np.ndarray:
    """The mean of a power of the deviations, over that power of their spread; NaN for values without spread."""
    deviation = values - values.mean(axis=-1, keepdims=True)
    spread = values.std(axis=-1)
    return (deviation**power).mean(axis=-1) / np.where(spread > 0, spread, np.nan) ** power


MEAN = Statistic("{}", None, lambda x: x.mean(axis=-1))
SPREAD = Statistic("{}: spread over the periods", None, lambda x: x.std(axis=-1, ddof=1))
LAST = Statistic("{} in the last period", None, lambda x: x[..., -1])
SKEWNESS = Statistic("{}: skewness", "1", lambda x: standardised_moment(x, 3))
EXCESS_KURTOSIS = Statistic("{}: excess kurtosis", "1", lambda x: standardised_moment(x, 4) - 3)
SHARE_OF_CRISES = Statistic("{} below -3 %: share of periods", "share", lambda x: (x < CRISIS).mean(axis=-1))
SHARE_BELOW_ZERO = Statistic("{} below 0: share of periods", "share", lambda x: (x < 0).mean(axis=-1))
SHARE_WITHOUT = Statistic("no {}: share of periods", "share", lambda x: (x <= 0).mean(axis=-1))
SHARE_OF_FULL = Statistic("no {}: share of periods", "share", lambda x: (x < FULL).mean(axis=-1))
# The reference takes these changes within the window, so that the one into its first period is not among them.
SPREAD_WITHIN = Statistic("{}: spread over the periods", None, lambda x: x[..., 1:].std(axis=-1, ddof=1))


def _moment(name: str, statistic: Statistic, symbol: str) -> Moment:
    quantity = QUANTITIES[symbol]
    meaning = statistic.meaning.format(quantity.meaning)
    unit = statistic.unit or quantity.unit
    return Moment(name, meaning[0].upper() + meaning[1:], unit, (quantity,), lambda w: statistic.of(w.of(symbol)))


def _spread_of_cycle(symbol: str) -> Moment:
    quantity = QUANTITIES[symbol]
    meaning = f"Spread of the cycle of {quantity.meaning}"
    return Moment(f"bk_sd_{symbol}", meaning, quantity.unit, (quantity,), lambda w: SPREAD.of(w.cycle(symbol)))


def _ratio_of_cycles(symbol: str) -> Moment:
    quantities = QUANTITIES[symbol], QUANTITIES["GDP"]
    meaning = f"Spread of the cycle of {quantities[0].meaning} over that of {quantities[1].meaning}"
    return Moment(
        f"bk_ratio_{symbol}", meaning, "1", quantities, lambda w: SPREAD.of(w.cycle(symbol)) / SPREAD.of(w.cycle("GDP"))
    )


def _lagged(symbol: str, lag: int) -> Moment:
    quantities = QUANTITIES[symbol], QUANTITIES["GDP"]
    when = f"{abs(lag)} {'earlier' if lag < 0 else 'later'}" if lag else "in the same period"
    meaning = f"Correlation of the cycle of {quantities[0].meaning}, {when}, with that of {quantities[1].meaning}"
    return Moment(
        f"cc_{symbol}_{lag:+d}",
        meaning,
        "1",
        quantities,
        lambda w: cross_correlation(w.cycle(symbol), w.cycle("GDP"), lag),
    )


def _persistence(symbol: str) -> Moment:
    quantity = QUANTITIES[symbol]
    meaning = f"Correlation of the cycle of {quantity.meaning} with itself a period before"
    return Moment(
        f"ac1_bk_{symbol}", meaning, "1", (quantity,), lambda w: cross_correlation(w.cycle(symbol), w.cycle(symbol), 1)
    )


CORRELATED = ("GDP", "C", "I", "dN", "A", "L", "U", "CPI", "infl", "mu", "wReal", "DebF", "ishare", "exit2")
"""What is correlated with output at all leads and lags, in the order of the reference."""

MOMENTS: tuple[Moment, ...] = (
    *(_moment(f"g_{symbol}", MEAN, f"g_{symbol}") for symbol in ("GDP", "C", "I", "A", "wReal")),
    _moment("sd_g_GDP", SPREAD, "g_GDP"),
    _moment("sd_g_C", SPREAD_WITHIN, "g_C"),
    _moment("sd_g_I", SPREAD_WITHIN, "g_I"),
    _moment("skew_g_GDP", SKEWNESS, "g_GDP"),
    _moment("exkurt_g_GDP", EXCESS_KURTOSIS, "g_GDP"),
    _moment("p_crisis", SHARE_OF_CRISES, "g_GDP"),
    _moment("p_neg_growth", SHARE_BELOW_ZERO, "g_GDP"),
    *(_spread_of_cycle(symbol) for symbol in ("GDP", "C", "I")),
    *(_ratio_of_cycles(symbol) for symbol in ("C", "I")),
    *(_spread_of_cycle(symbol) for symbol in ("A", "wReal", "CPI", "DebF", "L")),
    _persistence("GDP"),
    _moment("p_I_zero", SHARE_WITHOUT, "investment"),
    _moment("u_mean", MEAN, "U"),
    _moment("u_sd", SPREAD, "U"),
    _moment("p_full_employment", SHARE_OF_FULL, "U"),
    _moment("infl_mean", MEAN, "infl"),
    _moment("infl_sd", SPREAD, "infl"),
    _moment("inv_share", MEAN, "ishare"),
    _moment("inv_share_sd", SPREAD, "ishare"),
    _moment("rd_share", MEAN, "rd"),
    _moment("g_share", MEAN, "g"),
    _moment("tax_share", MEAN, "tax"),
    _moment("def_gdp_mean", MEAN, "def"),
    _moment("def_gdp_sd", SPREAD, "def"),
    _moment("debt_gdp_end", LAST, "debt"),
    _moment("debt_gdp_mean", MEAN, "debt"),
    _moment("firm_debt_gdp_mean", MEAN, "firm debt"),
    _moment("mu_mean", MEAN, "mu"),
    _moment("mu_sd", SPREAD, "mu"),
    *(_moment(f"{symbol}_mean", MEAN, symbol) for symbol in ("HH1", "HH2", "Q2u", "inn", "imi", "age1", "age2")),
    _moment("exit1_mean", MEAN, "exit1"),
    _moment("exit1_sd", SPREAD, "exit1"),
    _moment("exit2_mean", MEAN, "exit2"),
    _moment("exit2_sd", SPREAD, "exit2"),
    *(_spread_of_cycle(symbol) for symbol in ("U", "infl", "mu", "dN", "ishare", "exit2")),
    *(_lagged(symbol, lag) for symbol in CORRELATED for lag in range(-LAGS, LAGS + 1)),
    _moment("GDP_end", LAST, "output"),
    _moment("GDPnom_end", LAST, "output nominal"),
    _moment("U_end", LAST, "U"),
)

BY_NAME = {moment.name: moment for moment in MOMENTS}


def moments(series: Mapping[str, np.ndarray], transient: int = TRANSIENT) -> dict[str, np.ndarray]:
    """Every moment whose series are given, shape (...) for series of shape (..., periods).

    `series` maps names of economy/series.py to values from period 1 on. A run that lacks periods of a series,
    because it stopped, has NaN there. Raises `InputError` if there are too few periods.
    """
    window = Window(series, transient)
    found = {}
    with np.errstate(divide="ignore", invalid="ignore"):
        for moment in MOMENTS:
            if all(name in series for quantity in moment.quantities for name in quantity.series):
                covered = np.all([window.covers(quantity) for quantity in moment.quantities], axis=0)
                found[moment.name] = np.where(covered, moment.of(window), np.nan)
    return found
