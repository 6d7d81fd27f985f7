"""First passage: when a path first goes too far, which happens more often than that it ends there.

Figures come once a year, so that a path may have been beyond a level between two of them; looking yearly, it is seen
to pass less often. D. Siegmund, Sequential Analysis (1985), chapter X: as if the level were 0.5826 standard deviations
of a step further away.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

NEVER = -1
"""Place of what does not happen."""
SHIFT = 0.5826
"""-zeta(1/2) / sqrt(2 pi), rounded."""


def first(happens: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Place of the first True in each row, or ``NEVER``; shape (rows,)."""
    return np.where(happens.any(axis=1), happens.argmax(axis=1), NEVER)


def first_for_good(happens: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Place from which on each row stays True until its end, or ``NEVER``; shape (rows,)."""
    length = happens.shape[1]
    run = np.where(happens.all(axis=1), length, (~happens[:, ::-1]).argmax(axis=1))
    return np.where(run > 0, length - run, NEVER)


def passes(drift: float, deviation: float, level: float, years: float, step: float = 0.0) -> float:
    """Chance that a Brownian motion from 0 passes ``level`` above it within ``years``: looked at all the time, or
    about once every ``step`` years.

    ``drift`` and ``deviation`` are for one year. D. R. Cox and H. D. Miller, The Theory of Stochastic Processes (1965),
    section 5.7.
    """
    from scipy.special import log_ndtr, ndtr

    far = level + SHIFT * deviation * math.sqrt(step)
    spread = deviation * math.sqrt(years)
    there = float(ndtr((drift * years - far) / spread))
    return there + math.exp(2 * drift * far / deviation**2 + float(log_ndtr((-far - drift * years) / spread)))
