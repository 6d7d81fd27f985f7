"""The actions from which pathways are made: what each adds to a target on each path, and which cannot take part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from missionlab.base.text import Text, text
from missionlab.portfolio.finance.draws import uniforms
from missionlab.steering.pathways.forecasts import Case, Values
from missionlab.steering.pathways.results import LeftOut
from missionlab.strategy.records import Action
from missionlab.strategy.vocabulary import ActionKind
from missionlab.tracking.results import Goal

_ENDS = (ActionKind.STOP, ActionKind.WITHDRAW, ActionKind.CONTINUE)
"""Kinds that add nothing to a target."""


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """An action as it bears on one target."""

    action: Action
    lead: float
    """Years from the decision until it begins to have an effect."""
    pace: Values
    """What it adds towards the goal in a year, once it has an effect; shape (paths,)."""
    goal: Goal | None
    """The goal that it puts in the place of the present one; blank for all but a change of the goal."""

    @property
    def ranged(self) -> bool:
        """Whether it is said what the action adds at least and at most."""
        return self.action.effect_low is not None and self.action.effect_high is not None

    def added(self, decided: Values, years: Values) -> Values:
        """What it adds by each of ``years``, decided at ``decided`` on each path; shape (paths, years)."""
        working = np.maximum(0.0, years[None, :] - (decided + self.lead)[:, None])
        return self.pace[:, None] * np.where(np.isfinite(decided)[:, None], working, 0.0)


def options_of(actions: Sequence[Action], case: Case, seed: int) -> tuple[list[Option], list[LeftOut]]:
    """The actions on the case's target that can be taken, with what each adds drawn once on every path: even between
    low and centre and between centre and high, as contributions of the plan are; and the others with the reason."""
    options: list[Option] = []
    left_out: list[LeftOut] = []
    for action in actions:
        if action.target != case.target.id or action.kind in _ENDS:
            continue
        reason = _unfit(action, case)
        if reason is not None:
            left_out.append(LeftOut(action.id, action.name, reason))
            continue
        share = uniforms(seed, action.id, "effect", 0, len(case.sample.values))
        options.append(_option(action, case, _drawn(action, share)))
    return options, left_out


def at_end(option: Option, case: Case, share: float) -> Option:
    """The same with the least (0) or the most (1) that the action is said to add, on every path."""
    return _option(option.action, case, _drawn(option.action, np.full(len(case.sample.values), share)))


def _unfit(action: Action, case: Case) -> Text | None:
    if action.owner is None:
        return text("pathways.left_out.no_owner")
    if action.kind is ActionKind.RETARGET:
        return _unfit_goal(action, case)
    if action.delay_months is None:
        return text("pathways.left_out.no_delay")
    if action.effect is None:
        return text("pathways.left_out.no_effect")
    if _span(action, case) <= 0:
        return text("pathways.left_out.too_late", year=case.goal.year)
    return None


def _unfit_goal(action: Action, case: Case) -> Text | None:
    if action.new_value is None and action.new_year is None:
        return text("pathways.left_out.no_goal")
    year = action.new_year or case.goal.year
    if year <= case.sample.last.position or year > case.sample.years[-1]:
        return text("pathways.left_out.no_forecast", year=str(year))
    return None


def _drawn(action: Action, share: Values) -> Values:
    middle = action.effect or 0.0
    low = middle if action.effect_low is None else action.effect_low
    high = middle if action.effect_high is None else action.effect_high
    return np.interp(share, (0.0, 0.5, 1.0), (low, middle, high))


def _span(action: Action, case: Case) -> float:
    """Years from the first effect, were it decided now, to the goal's year."""
    return case.goal.year - case.now - (action.delay_months or 0) / 12


def _option(action: Action, case: Case, amount: Values) -> Option:
    lead = (action.delay_months or 0) / 12
    if action.kind is not ActionKind.RETARGET:
        return Option(action, lead, amount / _span(action, case), None)
    value = case.goal.value if action.new_value is None else action.new_value
    goal = Goal(action.new_year or case.goal.year, value, case.goal.comparator)
    return Option(action, lead, np.zeros(len(case.sample.values)), goal)
