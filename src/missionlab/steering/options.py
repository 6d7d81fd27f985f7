"""What each action would change, set beside going on as planned, on the same futures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from missionlab.base.text import Text, text
from missionlab.portfolio.results import Measured
from missionlab.steering.first_look import first_look
from missionlab.steering.futures import Futures, futures_of, position
from missionlab.steering.intervals import paired, share_below_zero, within_two_errors
from missionlab.steering.money import Remaining, remaining
from missionlab.steering.problem import Flags, Floats
from missionlab.steering.project_money import worth_of_target
from missionlab.steering.results import ActionCase, Power, RuleSaid, Says
from missionlab.steering.reviews import subject_of
from missionlab.strategy.records import Action, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import ActionKind, ProjectStatus
from missionlab.tracking.results import Standings

_ENDS = (ActionKind.STOP, ActionKind.WITHDRAW)
_NO_CHANGE = (ActionKind.CONTINUE,)


@dataclass(frozen=True, eq=False)
class _Case:
    """An action with what it comes to in every future."""

    shown: ActionCase
    worth: Floats | None
    """Against going on, by future: in money where the mission has a value, else in chance."""


class Desk:
    """What all actions are looked at with."""

    def __init__(self, known: Strategy, standings: Standings, said: Sequence[RuleSaid], day: date, seed: int) -> None:
        self.known, self.day, self.seed = known, day, seed
        self.standings = {one.target: one for one in standings.targets}
        self.firing = [one for one in said if one.says is Says.FIRES]
        self._futures: dict[tuple[str, int | None], Futures | Text] = {}

    @property
    def now(self) -> float:
        """The day on the axis of years."""
        return position(self.day)

    def futures(self, target: str, year: int | None = None) -> Futures | Text:
        key = (target, year)
        if key not in self._futures:
            standing = self.standings.get(target)
            missing = text("course.cannot.no_target")
            made = missing if standing is None else futures_of(standing, self.known, self.seed, year=year)
            self._futures[key] = made
        return self._futures[key]


def cases(desk: Desk) -> tuple[ActionCase, ...]:
    """Every action of the strategy; regret is against the best of the actions on the same target in each future."""
    made = [_case(action, desk) for action in desk.known.actions]
    return tuple(_with_regret(one, made) for one in made)


def _case(action: Action, desk: Desk) -> _Case:
    known = desk.known
    subject = subject_of(action, known)
    owner = known.actor_by_id.get(action.owner or "")
    project = known.project_by_id.get(action.project or "")
    reasons: list[Text] = [] if owner is not None else [text("course.option.nobody")]
    ready = None if action.delay_months is None else desk.now + action.delay_months / 12
    if action.delay_months is None and action.kind not in _NO_CHANGE:
        reasons.append(text("course.option.no_delay"))
    money, currency = _money(action, project, desk, reasons)
    target = action.target or _target_of(project, desk)
    if action.kind is ActionKind.CONTINUE:
        target = target or _target_of_mission(action.mission, desk)
    standing = desk.standings.get(target or "")
    shown = ActionCase(
        action=action.id,
        name=action.name,
        kind=action.kind,
        subject=subject,
        owner=action.owner,
        owner_name=owner.name if owner is not None else None,
        power=Power.OWNER if owner is not None else Power.NOBODY,
        asked_by=tuple(one.rule for one in desk.firing if one.action == action.id),
        target=target,
        target_name=standing.name if standing is not None else None,
        switching_cost=_switching(action),
        money=money,
        currency=currency,
        ready=ready,
        without=_blank("course.option.no_target"),
        chance=_blank("course.option.no_target"),
        gain=_blank("course.option.no_target"),
        value=_blank("course.option.no_chance"),
        regret=_blank("course.option.no_chance"),
        worse=_blank("course.option.no_chance"),
        retargeted=action.kind is ActionKind.RETARGET,
        futures=0,
        reasons=(),
        first_look=_blank("course.option.no_chance"),
    )
    if target is None:
        return _Case(replace(shown, reasons=tuple(reasons)), None)
    futures = desk.futures(target)
    if isinstance(futures, Text):
        blank = Measured(None, reason=futures)
        return _Case(replace(shown, without=blank, chance=blank, gain=blank, reasons=tuple(reasons)), None)
    if not futures.overlap_known:
        reasons.append(text("course.option.overlap"))
    now = futures.met(futures.added())
    shown = replace(shown, futures=futures.paths, without=_within(futures, now))
    if action.kind is ActionKind.RETARGET:
        return _Case(_retargeted(action, shown, futures, desk, reasons), None)
    changed = _changed(action, project, futures, ready if ready is not None else desk.now, reasons)
    if changed is None:
        return _Case(replace(shown, reasons=tuple(reasons)), None)
    return _judged(shown, futures, now, changed, desk, reasons)


def _judged(
    shown: ActionCase,
    futures: Futures,
    now: Flags,
    changed: tuple[Flags, Flags, Flags],
    desk: Desk,
    reasons: list[Text],
) -> _Case:
    """The chances with the action, and its worth in every future."""
    before = futures.chance(now)
    low, middle, high = (futures.chance(one) for one in changed)
    difference = changed[1].astype(float) - now
    half = 2 * float(difference.std(ddof=1) / np.sqrt(len(difference)))
    gain = middle - before
    chance = Measured(middle, min(low, middle), max(high, middle))
    if low == middle == high:
        chance = replace(_within(futures, changed[1]), value=middle)
    mission = desk.known.mission_by_id.get(futures.standing.mission)
    target = futures.standing.target
    prize = worth_of_target(target, mission, desk.standings.values()) if mission is not None else None
    shown = replace(shown, chance=chance, gain=Measured(gain, gain - half, gain + half))
    if prize is None or mission is None:
        worse = _worse(difference, text("course.option.only_chance"))
        value = _blank("course.option.no_value")
        shown = replace(shown, value=value, worse=worse, first_look=first_look(shown.kind, futures, difference))
        return _Case(replace(shown, reasons=tuple(reasons)), difference)
    if shown.kind is ActionKind.CONTINUE:
        shown = replace(shown, currency=mission.value_currency)
    if shown.money.value is None or mission.value_currency != shown.currency:
        key = "money_unknown" if shown.money.value is None else "other_currency"
        blank = _blank(f"course.option.{key}")
        return _Case(replace(shown, value=blank, worse=blank, reasons=tuple(reasons)), None)
    cost = shown.money.value
    ends = (
        (gain - half, gain + half) if low == middle == high else (min(low, middle) - before, max(high, middle) - before)
    )
    least, most = (prize * end - cost for end in ends)
    value = Measured(prize * gain - cost, least, most)
    worth = prize * difference - cost
    shown = replace(shown, value=value, worse=_worse(worth, None), first_look=first_look(shown.kind, futures, worth))
    return _Case(replace(shown, reasons=tuple(reasons)), worth)


def _changed(
    action: Action, project: Project | None, futures: Futures, ready: float, reasons: list[Text]
) -> tuple[Flags, Flags, Flags] | None:
    """Futures in which the goal is met with the action, at the least, the stated and the most effect; or nothing where
    nobody says what it does."""
    if project is not None and project.status is ProjectStatus.STOPPED:
        reasons.append(text("course.option.already_ended"))
        return None
    if action.kind in _NO_CHANGE:
        return _thrice(futures.met(futures.added()))
    if action.effect is not None:
        if ready > futures.goal.year:
            reasons.append(text("course.option.too_late", year=str(futures.goal.year)))
        there = futures.years >= ready
        ends = (action.effect_low, action.effect, action.effect_high)
        if action.effect_low is None or action.effect_high is None:
            reasons.append(text("course.option.no_range"))
        effects = [action.effect if end is None else end for end in ends]
        low, middle, high = (futures.met(futures.added() + effect * there) for effect in effects)
        return low, middle, high
    if project is None or not any(part.project == project.id for part in futures.parts):
        reasons.append(text("course.option.no_effect"))
        return None
    if action.kind in _ENDS:
        # What is there by the time it ends stays.
        lost = {part.project for part in futures.parts if part.project == project.id and part.since >= ready}
        return _thrice(futures.met(futures.added(late=lost)))
    if action.kind is ActionKind.SCALE and action.factor is not None:
        reasons.append(text("course.option.in_proportion"))
        return _thrice(futures.met(futures.added({project.id: action.factor})))
    reasons.append(text("course.option.no_effect"))
    return None


def _thrice(met: Flags) -> tuple[Flags, Flags, Flags]:
    """For a change without a stated range."""
    return met, met, met


def _retargeted(action: Action, shown: ActionCase, futures: Futures, desk: Desk, reasons: list[Text]) -> ActionCase:
    """The chance of the new goal. It is never set off against the old one."""
    reasons.append(text("course.option.retargeted"))
    unlike = _blank("course.option.other_goal")
    year = action.new_year or futures.goal.year
    longer = futures if year == futures.goal.year else desk.futures(futures.standing.target, year)
    if isinstance(longer, Text):
        return replace(shown, chance=Measured(None, reason=longer), gain=unlike, reasons=tuple(reasons))
    value = longer.goal.value if action.new_value is None else action.new_value
    new = replace(longer, goal=replace(longer.goal, value=value))
    met = new.met(new.added())
    chance = _within(new, met)
    return replace(shown, chance=chance, gain=unlike, value=unlike, regret=unlike, worse=unlike, reasons=tuple(reasons))


def _money(action: Action, project: Project | None, desk: Desk, reasons: list[Text]) -> tuple[Measured, str | None]:
    """All that it costs against going on. A blank switching cost leaves it blank; changing course is never free."""
    if action.kind in _NO_CHANGE:
        return Measured(0.0, reason=text("course.option.nothing_changes")), action.currency
    if action.switching_cost is None:
        return _blank("course.option.no_switching_cost"), action.currency
    total = action.switching_cost + (action.closing_cost or 0.0) - (action.salvage or 0.0)
    if action.kind in _ENDS and (action.closing_cost is None or action.salvage is None):
        reasons.append(text("course.option.no_closing"))
    factor = 0.0 if action.kind in _ENDS else action.factor if action.kind is ActionKind.SCALE else None
    if factor is not None and project is not None:
        left = remaining(project, desk.known, desk.day)
        if isinstance(left, Text):
            return Measured(None, reason=left), action.currency
        if action.currency is not None and left.currency != action.currency:
            return _blank("course.option.other_currency"), action.currency
        total += (factor - 1) * _left_after(left, action, desk)
        return Measured(total, reason=text("course.option.as_stated")), action.currency or left.currency
    return Measured(total, reason=text("course.option.as_stated")), action.currency


def _left_after(left: Remaining, action: Action, desk: Desk) -> float:
    """Money of the project from the day on which the action has its effect."""
    return left.from_on(desk.now + 0.5 + (action.delay_months or 0) / 12)


def _with_regret(one: _Case, every: Sequence[_Case]) -> ActionCase:
    if one.worth is None:
        return one.shown
    beside = [
        other.worth
        for other in every
        if other.worth is not None
        and other.shown.target == one.shown.target
        and other.shown.currency in (one.shown.currency, None)
        and other.shown.power is Power.OWNER
        and other.worth.shape == one.worth.shape
    ]
    best = np.max([np.zeros_like(one.worth), one.worth, *beside], axis=0)
    lost = best - one.worth
    mean = paired(lost)
    return replace(one.shown, regret=mean if mean.low is None else replace(mean, low=max(0.0, mean.low)))


def _target_of(project: Project | None, desk: Desk) -> str | None:
    """The first target to which the project says that it adds."""
    stated = [part.target for part in project.contributions] if project is not None else []
    return next((one for one in stated if one in desk.standings), None)


def _target_of_mission(mission: str | None, desk: Desk) -> str | None:
    """The first target of the mission whose chance is known."""
    found = (one for one in desk.standings.values() if one.mission == mission and one.probability is not None)
    return next((one.target for one in found), None)


def _switching(action: Action) -> Measured:
    if action.kind in _NO_CHANGE:
        return Measured(0.0, reason=text("course.option.nothing_changes"))
    if action.switching_cost is None:
        return _blank("course.option.no_switching_cost")
    return Measured(action.switching_cost, reason=text("course.option.as_stated"))


def _within(futures: Futures, met: Flags) -> Measured:
    """A chance with two standard errors of the number of futures to either side."""
    return within_two_errors(futures.chance(met), len(met))


def _worse(differences: Floats, reason: Text | None) -> Measured:
    """Share of futures that end worse than by going on; ``reason`` says what it rests on."""
    share = share_below_zero(differences)
    return share if reason is None else replace(share, reason=reason)


def _blank(key: str) -> Measured:
    return Measured(None, reason=text(key))
