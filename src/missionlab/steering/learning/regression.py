"""What a sample is worth by regression on paths that are there already, without a simulation inside a simulation.

The value of each option is regressed on what would be observed. M. Strong, J. E. Oakley and A. Brennan, Medical
Decision Making 34 (2014) 311-326. Here the regression of one half of the paths chooses on the other half, and what it
chose is judged by what it really brought there, so that choosing on noise earns nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from missionlab.base.findings import InputError

Values = NDArray[np.float64]
FEWEST = 100
"""Paths without which nothing is estimated."""


@dataclass(frozen=True, slots=True)
class PathWorth:
    """Worth of an observation over a set of paths, its standard error, and the share of paths in which it changes
    the decision."""

    worth: float
    error: float
    changes: float


def worth_on_paths(values: Values, observed: Values, *, degree: int = 3) -> PathWorth:
    """Expected value of seeing ``observed`` before deciding.

    ``values``, of shape (paths, options), holds what each option brings on each path; ``observed`` has shape (paths,)
    or (paths, statistics). Worth is in the unit of ``values``; below zero it is noise. Paths are to be exchangeable:
    every other one is a half. Raises ``InputError`` for shapes that do not fit, and for too few paths.
    """
    seen = np.asarray(observed, dtype=float).reshape(len(observed), -1)
    values = np.asarray(values, dtype=float)
    if values.ndim != 2 or len(values) != len(seen) or len(seen) < FEWEST:
        raise InputError(
            f"Values of shape {values.shape} and observations of shape {np.shape(observed)} do not make paths.",
            why="Each path needs the value of every option and what would be observed on it.",
            fix=f"Pass values of shape (paths, options) and observations of as many paths, at least {FEWEST}.",
        )
    basis = _basis(seen, degree)
    halves = np.arange(len(values)) % 2 == 0
    gains, changed = np.empty(len(values)), np.empty(len(values), dtype=bool)
    for train in (halves, ~halves):
        weights, *_ = np.linalg.lstsq(basis[train], values[train], rcond=None)
        judged = ~train
        pick = np.argmax(basis[judged] @ weights, axis=1)
        static = int(np.argmax(values[train].mean(axis=0)))
        real = values[judged]
        gains[judged] = real[np.arange(len(real)), pick] - real[:, static]
        changed[judged] = pick != static
    error = float(gains.std(ddof=1)) / math.sqrt(len(gains))
    return PathWorth(float(gains.mean()), error, float(changed.mean()))


def _basis(seen: Values, degree: int) -> Values:
    """All products of at most ``degree`` of the standardised statistics, and a constant; shape (paths, terms)."""
    spread = seen.std(axis=0)
    alike = (seen - seen.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    terms = [np.ones(len(seen))]
    for power in range(1, degree + 1):
        terms += [
            alike[:, list(which)].prod(axis=1) for which in combinations_with_replacement(range(seen.shape[1]), power)
        ]
    return np.stack(terms, axis=1)
