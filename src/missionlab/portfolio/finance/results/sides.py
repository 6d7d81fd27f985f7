"""Who stays how long, bears the risk and gets the reward, what is additional, and what is not modelled."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Text
from missionlab.portfolio.finance.results.ranged import Ranged


@dataclass(frozen=True, slots=True)
class ForcedExit:
    """What it would have cost to sell every stake and call every loan at cost at an age."""

    years: int
    cost: Ranged
    """Cash by the horizon less than without it, path by path; negative where it pays."""
    share: Ranged
    """Of the cash that came back without it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the fund stays; the measures of the money lens, over the simulated deals."""

    tenor: Ranged
    """Money-weighted years from the commitment to its end."""
    ten_years: Ranged
    """Share of the committed money that is still out after ten years."""
    drawn: Ranged
    """Drawn over committed at the horizon."""
    survival: Ranged
    """Share of the authority that is left at the end of a year and lives on into the next."""
    forced: tuple[ForcedExit, ...]


@dataclass(frozen=True, slots=True)
class Additional:
    """Private money beside the fund's, and what of it and of the successes would not have come without the fund."""

    kappa: Ranged
    """Private money for each unit of public money."""
    private: Ranged
    """All private money beside what is committed by the horizon."""
    net_private: Ranged
    """Of it, what is additional."""
    with_fund: Ranged
    """Projects that succeed by the horizon."""
    without_fund: Ranged
    """Of the same projects on the same draws, those that would have succeeded without public money."""
    effect: Ranged
    """Their difference, path by path."""
    words: Text
    """What the figures can be taken for."""


@dataclass(frozen=True, slots=True)
class RiskReward:
    """Who bears the risk and who gets the reward, on the same paths."""

    name: str
    """The line, or "" for the whole fund."""
    instrument: str | None
    share_of_risk: Ranged
    """Public capital at risk over all capital at risk."""
    share_of_upside: Ranged
    """Public over total upside."""
    private_share: Ranged
    """What is left of the upside for private holders."""
    ratio: Ranged
    """Share of upside over share of risk: 1 where reward follows risk."""


@dataclass(frozen=True, slots=True)
class AidBreach:
    """A project with more public money than a rule allows; a warning, not legal advice."""

    project: str
    name: str
    rule: str
    most: float
    intensity: float
    """Grant equivalent of all public money over the eligible cost."""
    excess: float
    """Above what the rule allows, in money."""
    words: Text


@dataclass(frozen=True, slots=True)
class MissionCapital:
    """Committed by the horizon for one mission; "" for what is for no single mission."""

    mission: str
    name: str
    amount: Ranged


@dataclass(frozen=True, slots=True)
class NotModelled:
    """Money for which there is no law, or whose law lacks a term."""

    id: str
    """Of the commitment, or name of the fund's line."""
    name: str
    instrument: str | None
    amount: float | None
    """Blank where the record states none."""
    currency: str | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Assumed:
    """A number that stands for one that the record leaves blank."""

    field: str
    value: float | str
    words: Text
