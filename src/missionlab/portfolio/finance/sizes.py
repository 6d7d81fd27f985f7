"""How large deals are, and what is left of a year's authority because they are lumps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lognormal sizes with a mean (before the cap) and a standard deviation of the logarithm; the cap is paid in full.

    Every size is in whole units of the currency.
    """

    mean: float
    spread: float = 0.0
    cap: float | None = None

    def of(self, z: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sizes at standard normal numbers; the same shape."""
        size = self.spread * z
        size -= self.spread**2 / 2
        np.exp(size, out=size)
        size *= self.mean
        return size if self.cap is None else np.minimum(size, self.cap, out=size)

    def moments(self) -> tuple[float, float]:
        """Mean and mean square, in closed form."""
        first, second = self.mean, self.mean**2 * float(np.exp(self.spread**2))
        if self.cap is None or (self.spread == 0 and self.mean <= self.cap):
            return first, second
        if self.spread == 0:
            return self.cap, self.cap**2
        from scipy.special import ndtr

        with np.errstate(over="ignore"):  # With a tiny spread the edge is infinitely far off, which is right.
            edge = (np.log(self.cap / self.mean) + self.spread**2 / 2) / self.spread
        above = 1 - ndtr(edge)
        return (
            float(first * ndtr(edge - self.spread) + self.cap * above),
            float(second * ndtr(edge - 2 * self.spread) + self.cap**2 * above),
        )


def expected_lapse(mean: float, mean_square: float) -> float:
    """What is left when deals are taken until the next does not fit: E[D^2] / (2 E[D]), for a large authority.

    Source: renewal theory, the age of a renewal process. Same unit as `mean`.
    """
    return mean_square / (2 * mean)


def lapse_of_equal_deals(size: float, authority: float) -> float:
    """The same for equal deals and any authority: what is left after as many as fit."""
    return authority - size * np.floor(authority / size)


def recycled_lending(
    years: int, allocated: float, given: int, tenor: int, kept: float = 1.0, wait: int = 0
) -> NDArray[np.float64]:
    """Total lent by the end of each year when `allocated` comes for `given` years and every repayment is lent again.

    Straight loans at 0 % over `tenor` years; a repayment k years on is worth kept^k of what is due, and is lent again
    `wait` years later: at once, or one year on in a fund that uses last year's returns. Shape (years,).
    """
    lent = np.zeros(years)
    for year in range(years):
        back = sum(lent[year - wait - k] * kept**k / tenor for k in range(1, min(tenor, year - wait) + 1))
        lent[year] = (allocated if year < given else 0.0) + back
    return np.cumsum(lent)
