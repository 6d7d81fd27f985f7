"""The timing of policies: from when, how fast, until when, and what comes then; as levers over time."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from missionlab.appraisal.family import TRANSFERS
from missionlab.appraisal.policies import SETTINGS_OF, Policy
from missionlab.appraisal.results import PolicyInfo
from missionlab.base.findings import InputError, Place
from missionlab.economy.levers import BUDGET, BY_NAME, BadLevers, checked, no_levers
from missionlab.economy.levers import policy as levers_of


@dataclass(frozen=True, slots=True)
class Course:
    """A policy and its timing. All periods are counted from the start of the policies, which is period 1."""

    policy: Policy
    ramp: int = 0
    """Periods at the start over which the budget rises in equal steps; the one after them has all of it."""
    ends_after: int | None = None
    """The last period with a budget; None = the last of the run."""
    then: tuple[tuple[int, Policy], ...] = ()
    """Changes of course: after how many periods which policy takes over."""

    @property
    def key(self) -> str:
        return self.policy.key

    def levers(self, start: int, periods: int) -> np.ndarray:
        """Levers of shape (periods, levers) for a run of so many periods in which policies start in period `start`.

        Settings go on after the end, because laboratories' finds decay and loans are paid back. A policy that takes
        over brings its own settings, and leaves those that it does not use. Raises `InputError` if the timing or a
        value cannot be used.
        """
        if not (self.policy.values or self.then):
            return no_levers(periods)
        try:
            return self._levers(start, periods)
        except BadLevers as error:
            raise InputError(
                f"The policy {self.key} cannot be simulated: {error}.",
                place=Place(self.key),
                why="Levers have bounds, and a policy lies within the periods of the run.",
                fix="Change its levers, its timing, or the number of periods.",
            ) from error

    def _levers(self, start: int, periods: int) -> np.ndarray:
        end = None if self.ends_after is None else start - 1 + self.ends_after
        array = levers_of(periods, start, end, **self.policy.values)
        budgets = [BY_NAME[name].lever for name in BY_NAME if BY_NAME[name].kind == BUDGET]
        for after, following in sorted(self.then, key=lambda change: change[0]):
            first = start + after
            later = levers_of(periods, first, end, **following.values)
            taken_over = [BY_NAME[name].lever for name in _set_by(following)]
            for column in (*budgets, *taken_over):
                array[first - 1 :, column] = later[first - 1 :, column]
        steps = np.minimum(np.arange(1, periods - start + 2) / (self.ramp + 1), 1.0)
        array[start - 1 :, budgets] *= steps[:, np.newaxis]
        return checked(array, periods)

    def info(self, start: int) -> PolicyInfo:
        """What an appraisal says of it."""
        return PolicyInfo(
            key=self.key,
            budgets=self.policy.budgets,
            settings=self.policy.settings,
            start=start,
            end=None if self.ends_after is None else start - 1 + self.ends_after,
            direct=self.policy.direct,
            placebo=self.policy.placebo,
        )

    def beside_transfers(self) -> tuple[Course, Course]:
        """This course with a placebo of its own, and that placebo: as much money at the same times, as transfers."""

        def as_transfers(policy: Policy) -> Policy:
            return Policy(f"{TRANSFERS}-{self.key}", ((TRANSFERS, 1.0),) if policy.size else (), (), policy.size)

        placebo = replace(
            self,
            policy=as_transfers(self.policy),
            then=tuple((after, as_transfers(following)) for after, following in self.then),
        )
        return replace(self, policy=replace(self.policy, placebo=placebo.key)), placebo


def _set_by(policy: Policy) -> set[str]:
    """The settings and rates that a policy decides: those that its levers read, and those that it names."""
    read = {name for lever, _ in policy.shares for name in SETTINGS_OF.get(lever, ())}
    return read | {name for name, _ in policy.settings}
