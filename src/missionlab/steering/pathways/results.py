"""Pathways to the goals of a strategy: the frozen records that ``pathways`` returns.

Years are calendar years; 2027.5 is the end of 2027, because a year's figure stands at its middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from missionlab.base.text import Text
from missionlab.portfolio.results import Measured
from missionlab.strategy.vocabulary import ActionKind, Comparator, Statistic

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class When:
    """A year that differs between sample paths. A blank quantile lies beyond the goal's year: it does not happen."""

    p05: float | None
    p50: float | None
    p95: float | None
    never: float
    """Share of paths on which it does not happen by the goal's year."""


@dataclass(frozen=True, slots=True)
class Life:
    """An action taken now and alone, or carrying on: for how long it will do."""

    action: str | None
    """Blank for carrying on as now."""
    name: str | None
    owner: str | None
    kind: ActionKind
    lead_years: float
    """Years from the decision until it has an effect."""
    effect: Measured
    """What it adds to the target in the goal's year, if it is decided now; towards the goal."""
    cost: Measured
    """What it costs to change to it."""
    currency: str | None
    sell_by: When
    """First year in which its best forecast misses the goal, or an interim goal."""
    decide_by: When
    """Latest time to decide on it if it is to follow on carrying on: the sell-by of that, less its own lead time and
    the lag of publication. Not for carrying on itself, where it is the same as ``sell_by``."""
    chance: Measured
    """Chance of meeting the goal; low and high with the least and the most that it is said to add."""
    retargets: bool
    """Whether it changes the goal: then the chance is that of the changed goal, which counts as retargeted, not met."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A change to one action more."""

    action: str
    since: When
    """When it is decided; on paths on which the action before it still does, never."""


@dataclass(frozen=True, slots=True)
class Pathway:
    """Carrying on until it will not do, then one action after the other, each when those before will not do."""

    switches: tuple[Switch, ...]
    sell_by: When
    """Of all of its actions together."""
    chance: Measured
    """Chance of meeting the goal; low and high as for actions."""
    cost: Measured
    """Mean cost of its switches over paths."""
    retargets: bool


@dataclass(frozen=True, slots=True)
class SignpostQuality:
    """How well a signpost gives warning that carrying on will miss the goal, on paths it was not chosen on."""

    signpost: str
    name: str
    statistic: Statistic
    rule: str | None
    """The rule whose threshold it is; blank for the threshold that was chosen on other paths."""
    comparator: Comparator
    threshold: float
    lead: When
    """Years between the alarm and the goal's year, on paths on which it rings."""
    before_tipping: Measured
    """Share of missing paths on which it rings no later than the tipping point."""
    false_alarms: Measured
    """Share of paths that meet the goal on which it rings."""
    missed_alarms: Measured
    """Share of paths that miss the goal on which it never rings."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An action or a signpost that cannot be a part of a pathway, and why."""

    record: str
    name: str
    reason: Text


@dataclass(frozen=True, slots=True)
class TargetPathways:
    """The ways to one goal."""

    target: str
    name: str
    mission: str
    unit: str
    goal_year: int
    goal: float
    comparator: Comparator
    interim: tuple[tuple[int, float], ...]
    """Interim goals that are still to come, and the goal."""
    now: float
    """The day on the axis of years."""
    lag_years: float
    """Years between the end of a year and the publication of its figure."""
    lag_stated: bool
    """Whether a signpost states the lag; otherwise it is that of the latest figures."""
    paths: int
    carry_on: Life
    actions: tuple[Life, ...]
    pathways: tuple[Pathway, ...]
    """Those that no other is better than in every way, the likeliest first; at most 12."""
    pruned: int
    """Pathways that were left out because another is at least as good in every way."""
    not_drawn: int
    """Pathways beyond the first 12."""
    signposts: tuple[SignpostQuality, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Pathways:
    """The ways to every goal for which there are actions and a forecast."""

    strategy: str
    as_of: str
    targets: tuple[TargetPathways, ...]
    refused: tuple[LeftOut, ...]
    """Targets with actions, for which there is no forecast, and why."""
    seed: int
    fingerprint: str
    assumptions: str | None
    """Set of assumptions that filled blanks; nothing here is filled by one, so it is blank."""

    def to_json(self) -> dict[str, Any]:
        """The documented JSON; unknown numbers are ``None``."""
        from missionlab.steering.pathways.export import pathways_json

        return pathways_json(self)

    def to_frame(self) -> pd.DataFrame:
        """One row per target and action: sell-by, decide-by and the chance of meeting the goal."""
        from missionlab.steering.pathways.export import pathways_frame

        return pathways_frame(self)
