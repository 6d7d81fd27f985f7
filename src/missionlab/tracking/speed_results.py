"""How the rate that a goal needs compares with what other places ever did: the frozen record of it."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Text
from missionlab.strategy.vocabulary import ReferenceClass


@dataclass(frozen=True, slots=True)
class HistoricSpeed:
    """Where a needed rate stands among all rates that the places of the reference class had over as many years."""

    reference_class: ReferenceClass | None
    years: int
    """From the latest figure to the goal, in whole years."""
    rate: float | None
    """Needed change a year on the scale of the class, in proportions or log odds; positive towards the goal."""
    share: float | None
    """Share of all spans of as many years that were slower."""
    low: float | None
    high: float | None
    """95 % interval of the share, over draws of whole places."""
    spans: int | None
    places: int | None
    said: Text
    """The comparison in a sentence, or why it cannot be said."""
