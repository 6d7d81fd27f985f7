"""What any rule that reads the same evidence could reach, by least squares on simulated futures.

Stopping: F. Longstaff and E. Schwartz, "Valuing American options by simulation", Review of Financial Studies 14 (2001)
113-147. A policy is fitted on some futures and judged on others, because on its own it flatters itself by about the
number of regressors over the number of futures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Stopping:
    """When to stop: at each time, what going on is worth as a polynomial of the state."""

    polynomials: tuple[Floats | None, ...]
    """Coefficients from degree 0, for each time but the last; nothing where no future was looked at."""

    def values(self, payoff: Floats, state: Floats, may_stop: Flags | None = None) -> Floats:
        """What the policy gets in every future; shape (paths,).

        ``payoff`` is what stopping at each time brings, discounted to the first; ``state`` what is then known, both of
        shape (paths, times). It stops where ``may_stop`` and stopping brings more than going on is worth; at the last
        time in any case.
        """
        out, going = payoff[:, -1].copy(), np.ones(len(payoff), dtype=bool)
        for time, polynomial in enumerate(self.polynomials):
            if polynomial is None:
                continue
            stops = going & (payoff[:, time] > powers(state[:, time], len(polynomial) - 1) @ polynomial)
            if may_stop is not None:
                stops &= may_stop[:, time]
            out[stops] = payoff[stops, time]
            going &= ~stops
        return out


def fitted(payoff: Floats, state: Floats, degree: int, may_stop: Flags | None = None) -> Stopping:
    """The policy that least squares finds, from the last time back; arguments as in ``Stopping.values``."""
    value = payoff[:, -1].copy()
    found: list[Floats | None] = []
    for time in reversed(range(payoff.shape[1] - 1)):
        rows = np.arange(len(payoff)) if may_stop is None else np.flatnonzero(may_stop[:, time])
        if not len(rows):
            found.append(None)
            continue
        terms = powers(state[rows, time], degree)
        polynomial = coefficients(terms, value[rows])
        stops = rows[payoff[rows, time] > terms @ polynomial]
        value[stops] = payoff[stops, time]
        found.append(polynomial)
    return Stopping(tuple(reversed(found)))


def powers(state: Floats, degree: int) -> Floats:
    """1, x, x², ..; shape (paths, degree + 1)."""
    out = np.ones((len(state), degree + 1))
    for power in range(1, degree + 1):
        out[:, power] = out[:, power - 1] * state
    return out


def coefficients(terms: Floats, values: Floats) -> Floats:
    """Least squares; the smallest of several solutions where terms depend on each other."""
    return np.asarray(np.linalg.lstsq(terms, values, rcond=None)[0], dtype=np.float64)


def columns(parts: Sequence[Floats]) -> Floats:
    """A constant and ``parts`` side by side."""
    return np.column_stack([np.ones(len(parts[0])), *parts])
