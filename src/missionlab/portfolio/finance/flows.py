"""What an instrument reads and what it gives: histories of projects, and the yearly flows between purse and project.

Every array has one row a case. A case is one project on one path; its years count from the commitment, which is in
year 0. The laws in ``laws`` are pure functions from terms, amounts and histories to flows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEVER = -1
"""The year of what does not happen within the years that are simulated."""

Years = NDArray[np.int16]
Amounts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class History:
    """How `n` cases turned out over `years` years, drawn before any contract is looked at."""

    stopped: Years
    """Year in which it ended without success or failed to pay, or NEVER; shape (n,)."""
    succeeded: Years
    """Year of the success, or NEVER; shape (n,)."""
    exited: Years
    """Year in which a stake in it is sold, or NEVER; shape (n,)."""
    multiple: Amounts
    """Its value at the exit as a multiple of the price of the round; 0 after a stop, NaN if not known; shape (n,)."""
    revenue: Amounts
    """Its revenue by year, in whole units of the currency, NaN if not known; shape (n, years)."""


@dataclass(frozen=True, slots=True)
class Flows:
    """What passes between the public purse and `n` cases, by year; + to the purse, - from it. Shape (n, years)."""

    cash: Amounts
    """Money, at the end of the year unless the terms say at its start."""
    value: Amounts
    """Goods and savings that are worth money and are no cash."""
    balance: Amounts
    """What is still owed, held or covered at the end of the year, at cost."""
    loss: Amounts
    """What is lost for good in the year, as a positive amount."""
    after: Amounts
    """What comes after the last year, such as a late recovery: shown apart, never dropped; shape (n,)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A law that cannot be applied: which terms are blank, or why they contradict each other."""

    missing: tuple[str, ...]
    """Names of the blank terms, as in the file."""
    contradiction: str | None = None
    """Key of the sentence that says what contradicts, or nothing."""
