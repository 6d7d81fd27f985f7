"""How likely all targets of a mission are to be met together: the frozen record that tracking returns."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Text


@dataclass(frozen=True, slots=True)
class JointChance:
    """The chance that every target of a mission is met, as far as it is known without knowing what moves together."""

    mission: str
    targets: tuple[str, ...]
    """Rival readings of a promise and withdrawn targets are not counted."""
    settled: int
    """Targets that published figures have settled."""
    unknown: int
    """Targets of which no chance can be given: they may be met or not."""
    shared: int
    """Targets whose chances were read from futures of a series that they share with another."""
    low: float
    high: float
    """The chance lies between these two, whatever hangs together with what (Fréchet's bounds)."""
    independent: float | None
    """The chance if series have nothing to do with each other; ``None`` where a chance is unknown, or only a bound."""
    said: Text

    @property
    def leaves_open(self) -> bool:
        """Whether the answer is a range because nobody knows what hangs together."""
        return self.unknown == 0 and self.low < self.high
