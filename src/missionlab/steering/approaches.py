"""What can be ended and what can be begun in a choice, future by future: when it succeeds, what it adds, its money."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from missionlab.portfolio.finance.draws import uniforms
from missionlab.steering.choices import Choice
from missionlab.steering.futures import Futures, Part, position
from missionlab.steering.money import Remaining
from missionlab.steering.problem import Floats
from missionlab.steering.staged import WAY, ways
from missionlab.strategy.records import Action, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import ActionKind


@dataclass(frozen=True, eq=False)
class Approach:
    name: str
    shown: Floats
    ready: np.ndarray
    over: np.ndarray
    cost: Floats
    ending: Floats
    beginning: Floats
    takes: int
    amount: Floats


@dataclass(frozen=True, eq=False)
class Approaches:
    """Makes the approaches of a problem."""

    choice: Choice
    known: Strategy
    futures: Futures
    years: tuple[int, ...]
    stream: str
    seed: int
    day: date

    @cached_property
    def here(self) -> tuple[Part, ...]:
        """What projects that can be ended have brought already, so that it stays; one that goes by stages has not."""
        ids = {project.id for project, _, _ in self.choice.ended if self._staged(project) is None}
        return tuple(part for part in self.futures.parts if part.project in ids and part.since <= position(self.day))

    def ended(self) -> tuple[Approach, ...]:
        return tuple(self._project(project, action, left) for project, action, left in self.choice.ended)

    def begun(self) -> tuple[Approach, ...]:
        return tuple(self._action(action, left) for action, left in self.choice.begun)

    def _project(self, project: Project, action: Action, left: Remaining) -> Approach:
        count, paths = len(self.years), self.futures.paths
        staged = self._staged(project)
        mine = [part for part in self.futures.parts if part.project == project.id and part not in self.here]
        amount = sum((part.amount if staged is None else part.whole for part in mine), np.zeros(paths))
        shown, ready, over = self._stated(mine, amount) if staged is None else staged
        cost = np.array([left.in_year(year) for year in self.years])
        cost[0] += sum(spent for year, spent in left.by_year if year < self.years[0])
        price = (action.switching_cost or 0.0) + (action.closing_cost or 0.0) - (action.salvage or 0.0)
        delay = (action.delay_months or 0) / 12
        # Until the end takes effect, money goes on.
        late = [
            sum(cost[t + s] * min(1.0, delay - s) for s in range(math.ceil(delay)) if t + s < count)
            for t in range(count)
        ]
        never = np.full(count, np.inf)
        return Approach(project.name, shown, ready, over, cost, price + np.array(late), never, 0, amount)

    def _staged(self, project: Project) -> tuple[Floats, np.ndarray, np.ndarray] | None:
        """By its stages, where it has an outcome model; nothing else decides then whether it succeeds."""
        model = self.known.outcome_model_by_id.get(project.outcome_model or "")
        if model is None or project.stage is None or project.stage not in WAY:
            return None
        entered, count = project.stage_entered_on, len(self.years)
        age = 0 if entered is None else max(0, math.floor((self.day - entered.last).days / 365.25))
        made = ways(model, project.stage, age, count, project.id, self.stream, self.seed, self.futures.paths)
        return None if made is None else (made.shown, made.ready, made.over)

    def _stated(self, parts: Sequence[Part], amount: Floats) -> tuple[Floats, np.ndarray, np.ndarray]:
        """By its stated chance: whether it delivers is known in the year in which it is to."""
        count, paths = len(self.years), self.futures.paths
        since = max((part.since for part in parts), default=float(self.years[-1]))
        year = min(max(0, round(since) - self.years[0]), count - 1)
        comes = amount != 0
        shown = np.full((paths, count), float(comes.mean()))
        shown[:, year:] = comes[:, None]
        return shown, np.where(comes, year, -1), np.full(paths, count - 1)

    def _action(self, action: Action, left: Remaining | None) -> Approach:
        count, paths = len(self.years), self.futures.paths
        assert action.effect is not None
        low = action.effect if action.effect_low is None else action.effect_low
        high = action.effect if action.effect_high is None else action.effect_high
        luck = uniforms(self.seed, action.id, f"{self.stream} effect", 0, paths)
        amount = np.interp(luck, (0.0, 0.5, 1.0), (low, action.effect, high))
        takes = math.ceil((action.delay_months or 0) / 12)
        price = np.full(count, (action.switching_cost or 0.0) + (action.closing_cost or 0.0) - (action.salvage or 0.0))
        if left is not None and action.kind is ActionKind.SCALE and action.factor is not None:
            extra = np.array([left.in_year(year) for year in self.years]) * (action.factor - 1)
            # The stated effect is that of all the money there is from now on; the same later is not to be had for less.
            price += extra[takes:].sum()
        price[count - takes :] = np.inf
        return Approach(
            action.name,
            np.ones((paths, count)),
            np.zeros(paths, dtype=np.int64),
            np.full(paths, count - 1),
            np.zeros(count),
            np.full(count, np.inf),
            price,
            takes,
            amount,
        )


def there(one: Approach, first: int, futures: Futures) -> Floats:
    """What an approach adds by each year, if it is carried on; shape (paths, years of the futures)."""
    since = np.where(one.ready >= 0, one.ready + first, np.inf)
    return one.amount[:, None] * (futures.years >= since[:, None])
