"""An estimate with its interval, and what the runs say of its sign."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from missionlab.base.text import Text


class Answer(StrEnum):
    """What the runs say about the sign of an effect, after the correction for how many are asked about."""

    MORE = "more"
    LESS = "less"
    CANNOT_TELL = "cannot tell"
    NOT_MEASURED = "not measured"


class Against(StrEnum):
    """What a policy is compared with."""

    NOTHING = "nothing"
    PLACEBO = "placebo"
    """The same money as transfers to households."""
    OWN_PLACEBO = "own placebo"
    """The same lever with its special part off."""
    SUBSIDIES = "subsidies"
    """The same money as research subsidies that hire researchers."""
    OTHER = "other use"
    """The same money on another policy: the strategy's mix against each, and direct against indirect support."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over runs with its 95 % interval, or the reason why there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None
    runs: int = 0
    reason: Text | None = None
