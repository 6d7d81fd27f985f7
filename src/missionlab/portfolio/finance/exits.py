"""What a stake is sold for, as a multiple of the price of the round: often nothing, rarely very much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.flows import Refused
from missionlab.strategy.records import OutcomeModel


@dataclass(frozen=True, slots=True)
class ExitLaw:
    """0, or a uniform number below 1, or a Pareto number from 1 to ``cap``.

    With an exponent below 2 the untruncated law has no variance: a sample mean then says little, so the median, the
    chance to stay below 1 and what the cap does are always shown with it.
    """

    nothing: float
    """Chance of 0."""
    below: float
    """Chance of something below 1."""
    exponent: float
    cap: float

    @property
    def mean(self) -> float:
        return self.below / 2 + (1 - self.nothing - self.below) * pareto_mean(self.exponent, self.cap)

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """The multiple at each chance ``u`` from 0 up to, but not, 1: the inverse of the distribution."""
        winners = max(1 - self.nothing - self.below, np.finfo(float).tiny)
        inside = np.clip((u - self.nothing - self.below) / winners, 0.0, 1.0)
        won = (1 - inside * (1 - self.cap**-self.exponent)) ** (-1 / self.exponent)
        lost = np.clip((u - self.nothing) / max(self.below, np.finfo(float).tiny), 0.0, 1.0)
        return np.where(u < self.nothing, 0.0, np.where(u < self.nothing + self.below, lost, won))


def exit_law(model: OutcomeModel) -> ExitLaw | Refused:
    """The law of a model; a blank part of it is named."""
    names = ("value_nothing", "value_below", "value_exponent", "value_cap")
    missing = tuple(name for name in names if getattr(model, name) is None)
    if missing or None in (parts := (model.value_nothing, model.value_below, model.value_exponent, model.value_cap)):
        return Refused(missing)
    nothing, below, exponent, cap = parts
    if nothing + below > 1:  # type: ignore[operator]
        return Refused((), "laws.contradiction.value_chances")
    return ExitLaw(nothing, below, exponent, cap)  # type: ignore[arg-type]


def pareto_mean(exponent: float, cap: float) -> float:
    """Mean of a Pareto law from 1 to ``cap``.

    Equation: alpha / (alpha - 1) x (1 - H^(1 - alpha)) / (1 - H^-alpha); at alpha = 1 its limit, ln H / (1 - 1/H).
    """
    growth = 1 - exponent
    log_cap = np.log(cap)
    body = log_cap if growth == 0 else np.expm1(growth * log_cap) / growth
    return float(exponent * body / -np.expm1(-exponent * log_cap))
