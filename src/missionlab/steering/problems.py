"""The choice that a strategy has in one of its missions, as a problem: what can be ended, what can be begun, and what
the figures and the stages of projects will show.

Only what somebody can do and what has a stated price is a choice: an action with an owner and a switching cost that
ends a project which says what it adds, or that adds to the target itself. All else goes on as planned in every future.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from missionlab.base.frozen import FrozenMap
from missionlab.base.text import Text, text
from missionlab.portfolio.finance.draws import uniforms
from missionlab.steering.futures import Futures, Part, futures_of
from missionlab.steering.money import Remaining, remaining
from missionlab.steering.problem import CHANCE, Flags, Floats, Problem, Worth
from missionlab.steering.staged import WAY, ways
from missionlab.steering.statics import MOST_FREE
from missionlab.strategy.records import Action, Contribution, Mission, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import ActionKind, Deadline, ProjectStatus
from missionlab.tracking.goals import direction, margin
from missionlab.tracking.results import Standing, Standings

_ENDS = (ActionKind.STOP, ActionKind.WITHDRAW)
_ENDED = (ProjectStatus.STOPPED, ProjectStatus.COMPLETED)


@dataclass(frozen=True)
class Choice:
    """What is chosen in one mission: a target, projects that can be ended, and actions that can be begun."""

    mission: Mission
    standing: Standing
    ended: tuple[tuple[Project, Action, Remaining], ...]
    begun: tuple[tuple[Action, Remaining | None], ...]
    currency: str
    rate: float | None
    """Discount rate a year; blank: none is stated, and nothing is discounted."""
    lag: int
    reasons: tuple[Text, ...]


def choice_of(mission: Mission, known: Strategy, standings: Standings, day: date, rate: float | None) -> Choice | Text:
    """The choice in ``mission``, or why there is none that can be valued."""
    standing = _target(mission, known, standings)
    if standing is None:
        return text("course.no_value.target")
    assert standing.goal is not None
    if standing.goal.year <= day.year:
        return text("course.no_value.passed", year=str(standing.goal.year))
    reasons: list[Text] = []
    ended, begun = [], []
    for action in known.actions:
        project = known.project_by_id.get(action.project or "")
        if action.mission != mission.id and (project is None or not project.missions.get(mission.id)):
            continue
        why = _unfit(action, project, known, standing)
        left = remaining(project, known, day) if project is not None else None
        if why is None and isinstance(left, Text) and (action.kind in _ENDS or action.kind is ActionKind.SCALE):
            why = left
        if why is not None:
            if action.kind is not ActionKind.CONTINUE:
                reasons.append(text("course.no_value.left_out", action=action.name, reason=why))
        elif action.kind in _ENDS and project is not None and isinstance(left, Remaining):
            ended.append((project, action, left))
        else:
            begun.append((action, left if isinstance(left, Remaining) else None))
    if len(ended) + len(begun) > MOST_FREE:
        return text("course.no_value.many", n=len(ended) + len(begun), most=MOST_FREE)
    if not ended and not begun:
        return text("course.no_value.nothing", reasons=reasons) if reasons else text("course.no_value.no_actions")
    currencies = {one.currency for _, one, _ in ended} | {one.currency for one, _ in begun}
    currencies |= {left.currency for _, _, left in ended} | {mission.value_currency} if mission.value else set()
    if len(currencies - {None}) != 1:
        return text("course.no_value.currencies")
    if rate is None:
        reasons.append(text("course.no_value.no_rate"))
    lag = _lag(standing, known)
    currency = next(one for one in currencies if one is not None)
    return Choice(mission, standing, tuple(ended), tuple(begun), currency, rate, lag, tuple(reasons))


def problem_of(choice: Choice, known: Strategy, day: date, stream: str, paths: int, seed: int) -> Problem | Text:
    """Futures of the choice; another ``stream`` gives others. Worth is 1 where the target is met and 0 where not."""
    futures = futures_of(choice.standing, known, seed, stream=f"course {stream}", count=paths)
    if isinstance(futures, Text):
        return futures
    years = tuple(range(day.year + (day.month > 6), futures.goal.year + 1))
    discount = (1 + (choice.rate or 0.0)) ** -np.arange(len(years) + 1.0)
    apart = _Apart(choice, known, futures, years, stream, seed, day)
    ended, begun = apart.ended(), apart.begun()
    every = (*ended, *begun)
    chances = np.stack([one.shown for one in every], axis=-1)
    cost, ending, beginning = (
        np.column_stack([getattr(one, name) for one in every]) * discount[:-1, None]
        for name in ("cost", "ending", "beginning")
    )
    # Only what is there by a year is in its figure; what comes of a project later is not known yet.
    there = sum((_there(one, years[0], futures) for one in ended), np.zeros_like(futures.levels))
    fixed = futures.added({project.id: 0.0 for project, _, _ in choice.ended})
    return Problem(
        name=choice.mission.name,
        approaches=tuple(one.name for one in every),
        years=years,
        evidence=chances,
        ready=np.column_stack([one.ready for one in every]).astype(np.int16),
        over=np.column_stack([one.over for one in every]).astype(np.int16),
        cost=cost,
        ending=ending,
        beginning=beginning,
        takes=np.array([one.takes for one in every], dtype=np.int16),
        present=np.array([True] * len(ended) + [False] * len(begun)),
        worth=_met(futures, fixed, np.column_stack([one.amount for one in every]), float(discount[-1])),
        lag=choice.lag,
        signals=FrozenMap({CHANCE: _chances(futures, fixed + there, years)}),
    )


@dataclass(frozen=True, eq=False)
class _Approach:
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
class _Apart:
    """Makes the approaches of a problem."""

    choice: Choice
    known: Strategy
    futures: Futures
    years: tuple[int, ...]
    stream: str
    seed: int
    day: date

    def ended(self) -> tuple[_Approach, ...]:
        return tuple(self._project(project, action, left) for project, action, left in self.choice.ended)

    def begun(self) -> tuple[_Approach, ...]:
        return tuple(self._action(action, left) for action, left in self.choice.begun)

    def _project(self, project: Project, action: Action, left: Remaining) -> _Approach:
        count, paths = len(self.years), self.futures.paths
        mine = [part for part in self.futures.parts if part.project == project.id]
        staged = self._staged(project)
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
        return _Approach(project.name, shown, ready, over, cost, price + np.array(late), never, 0, amount)

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

    def _action(self, action: Action, left: Remaining | None) -> _Approach:
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
            price += np.array([extra[t + takes :].sum() for t in range(count)])
        price[count - takes :] = np.inf
        return _Approach(
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


def _there(one: _Approach, first: int, futures: Futures) -> Floats:
    """What an approach adds by each year, if it is carried on; shape (paths, years of the futures)."""
    since = np.where(one.ready >= 0, one.ready + first, np.inf)
    return one.amount[:, None] * (futures.years >= since[:, None])


def _met(futures: Futures, fixed: Floats, amounts: Floats, discount: float) -> Worth:
    sign = direction(futures.goal.comparator)
    least = margin(futures.goal.value, futures.goal.comparator)
    levels = sign * futures.levels + fixed
    at_end = levels[:, -1]
    by_then = levels.max(axis=1) if futures.standing.deadline is not Deadline.IN else at_end

    def worth(delivered: Flags) -> Floats:
        met = (at_end + (amounts * delivered).sum(axis=1) >= least) | (by_then >= least)
        return discount * met

    return worth


def _chances(futures: Futures, added: Floats, years: Sequence[int]) -> Floats:
    """The chance of the target if all goes on, as each year's figure shows it; shape (paths, years).

    What is still to come in a future is taken to be like what is still to come in all of them.
    """
    sign = direction(futures.goal.comparator)
    levels = sign * futures.levels + added
    least = margin(futures.goal.value, futures.goal.comparator)
    out = np.empty((futures.paths, len(years)))
    for number, year in enumerate(years):
        at = int(np.clip(np.searchsorted(futures.years, year), 0, levels.shape[1] - 1))
        to_come = np.sort(levels[:, -1] - levels[:, at])
        missing = least - levels[:, at]
        out[:, number] = 1 - np.searchsorted(to_come, missing, side="left") / len(to_come)
    return out


def _target(mission: Mission, known: Strategy, standings: Standings) -> Standing | None:
    """The target on which most actions have an effect, of those with a forecast; of equals the first."""
    open_ones = [
        one
        for one in standings.targets
        if one.mission == mission.id and one.probability is not None and one.goal is not None and one.proxy is None
    ]
    named = [action.target for action in known.actions]
    named += [p.target for a in known.actions for p in _parts(known.project_by_id.get(a.project or ""))]
    return max(open_ones, key=lambda one: named.count(one.target), default=None)


def _parts(project: Project | None) -> Sequence[Contribution]:
    return project.contributions if project is not None else ()


def _unfit(action: Action, project: Project | None, known: Strategy, standing: Standing) -> Text | None:
    """Why an action is no choice that can be valued."""
    if known.actor_by_id.get(action.owner or "") is None:
        return text("course.option.nobody")
    if action.kind is ActionKind.RETARGET:
        return text("course.option.other_goal")
    if action.kind is not ActionKind.CONTINUE and action.switching_cost is None:
        return text("course.option.no_switching_cost")
    if action.kind in _ENDS:
        if project is None:
            return text("course.no_value.whole_mission")
        if project.status in _ENDED:
            return text("course.option.already_ended")
        if project.status is ProjectStatus.PROPOSED:
            return text("course.no_value.not_begun")
        adds = any(part.target == standing.target for part in project.contributions)
        return None if adds else text("course.no_value.no_contribution", project=project.name)
    if action.target != standing.target or action.effect is None:
        return text("course.option.no_effect")
    return None if action.delay_months is not None else text("course.option.no_delay")


def _lag(standing: Standing, known: Strategy) -> int:
    """Whole years between a year's end and the review that sees its figure."""
    stated = [
        post.lag_months
        for post in known.signposts
        if post.lag_months is not None and (post.target == standing.target or post.indicator == standing.indicator)
    ]
    if stated:
        return math.ceil(max(stated) / 12)
    assert standing.latest is not None
    days = (standing.latest.vintage.last - standing.latest.period.end).days
    return max(0, math.ceil(days / 365.25))
