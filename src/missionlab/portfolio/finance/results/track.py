"""How well predictions like these have done on real projects."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Text


@dataclass(frozen=True, slots=True)
class OriginCheck:
    """What the register knew at the end of a year, what follows from it for four years on, and what came."""

    year: int
    live: int
    predicted: float
    actual: int
    independent: tuple[float, float]
    """90 % interval with independent projects."""
    common: tuple[float, float]
    """90 % interval with a common factor."""
    skill: float | None
    """1 less the Brier score over that of the outturn's own share; blank where all or none came."""
    factor: float | None
    """Delivery factor learnt from earlier origins only; blank where there is none yet."""
    corrected: float | None
    within: tuple[float, float] | None
    """80 % interval of the corrected prediction."""
    covered: bool | None


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How well predictions like these have done on real projects."""

    name: str
    source: str
    projects: int
    undated: int
    """Projects that were stopped without a date."""
    correlation: float
    """Of the common factor."""
    implied_correlation: float
    """With which the standardised errors have mean square 1, the optimism counted as common risk."""
    around_mean: float
    """The same around their mean."""
    median_ratio: float
    """Actual over predicted."""
    factors: tuple[float, ...]
    """Actual over predicted, by origin."""
    origins: tuple[OriginCheck, ...]
    covered: int
    """Origins within the 80 % interval of the corrected prediction."""
    asked: int
    """Origins for which there is a corrected prediction."""
    corrected_ratio: float | None
    """Median of actual over corrected prediction."""
    met: bool
    """Whether the bar of the specification is met."""
    words: Text
    """That in words, with by how much it is missed."""
