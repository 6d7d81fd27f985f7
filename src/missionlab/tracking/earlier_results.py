"""How an earlier forecast of a target's series fared: the frozen record of it."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.dates import Date, Period


@dataclass(frozen=True, slots=True)
class EarlierForecast:
    """The forecast as it would have been made at one earlier figure, and what was published since."""

    last: Period
    """Period of the last figure that was used."""
    known_on: Date
    """When that figure was first published: figures are used in their newest vintage of that day."""
    at_once: bool
    """Whether figures of later periods had been published by then: the series came late or all at once, and figures as
    they were first known are not on record."""
    points: int
    year: int
    """The year that is compared: of those observed since, the last one up to the goal's."""
    p10: float
    p50: float
    p90: float
    actual: float
    """The figure for that year as it is known now."""
    held: bool
    """Whether the 80 % interval held it."""
    probability: float
    """The chance that would have been given of today's goal."""
