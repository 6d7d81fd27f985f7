"""What an appraisal simulates: which policies, with how many runs, and how much of GDP their budget is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from missionlab.appraisal.comparison import effects
from missionlab.appraisal.context import Context
from missionlab.appraisal.course import Course
from missionlab.appraisal.family import MIX_OWN_SIZE
from missionlab.appraisal.outcomes import PRIMARY_HORIZON
from missionlab.appraisal.policies import Policy, main_table, mix
from missionlab.appraisal.precision import half_with, runs_needed
from missionlab.appraisal.results import Effect, Mix, PolicyInfo
from missionlab.base.findings import InputError, Place
from missionlab.base.text import Quantity, Text, text

if TYPE_CHECKING:
    import xarray as xr

Say = Callable[[Text], object]
"""Called with what comes next and how long it may take."""

PILOT = 40
"""Runs from which the number that a precision needs is worked out."""
MOST_RUNS = 20_000
RATIO_PERIODS = 50
"""The last periods before the start, over which GDP is compared with the wages of the labour force."""
_RATIO_RUNS = 20


@dataclass(frozen=True, slots=True)
class Simulated:
    """The runs of the main table, and the policies in them."""

    runs: xr.Dataset
    policies: tuple[PolicyInfo, ...]


def courses(
    context: Context, found: Mix | None, own: Sequence[Course], ends_after: int | None, tax_financed: float = 0.0
) -> tuple[Course, ...]:
    """Everything that is compared: the main table, the strategy's mix, and the caller's own policies.

    The mix has the budget of all the others, so that only the use of the money differs; where the share of GDP that the
    strategy spends is known, it is tried at that size too, against as much money as transfers. So is a policy of the
    caller's whose money or timing differs from that of the table. `tax_financed` is the share of every outlay that
    households pay by a tax in the same period; a policy of the caller's may say otherwise.
    """
    table = list(main_table(context.budget))
    if found is not None and found.shares:
        table.append(mix(found, context.budget))
    all_courses = [Course(policy, ends_after=ends_after if policy.size else None) for policy in table]
    if found is not None and found.shares and found.share_of_gdp:
        size = found.share_of_gdp * float(gdp_over_wages(context).mean())
        own_size = Course(mix(found, size, MIX_OWN_SIZE), ends_after=ends_after)
        all_courses += own_size.beside_transfers()
    for given in own:
        course = given if given.ends_after is not None else replace(given, ends_after=ends_after)
        as_the_table = Course(course.policy.sized(context.budget), ends_after=ends_after)
        all_courses += (course,) if course == as_the_table else course.beside_transfers()
    return tuple(_financed(course, tax_financed) for course in all_courses)


def _financed(course: Course, share: float) -> Course:
    """The course with so much of its outlay raised by a tax, unless it says how it is paid for."""

    def paid(policy: Policy) -> Policy:
        said = share == 0 or policy.size == 0 or "tax_financed" in dict(policy.settings)
        return policy if said else policy.using(policy.key, tax_financed=share)

    return replace(course, policy=paid(course.policy), then=tuple((at, paid(other)) for at, other in course.then))


def gdp_over_wages(context: Context) -> np.ndarray:
    """GDP over the wages of the labour force just before the policies start, shape (runs,): the first twenty runs."""
    before = replace(context, seeds=context.seeds[:_RATIO_RUNS], horizon=0, folder=None, progress=None)
    found = before.simulate("", {"nothing": before.no_levers()}, ("gdp_nominal", "wage", "labour_force"))
    ratios = ratio(found, context.start)
    return ratios[np.isfinite(ratios)]


def ratio(runs: xr.Dataset, start: int) -> np.ndarray:
    """GDP over the wages of the labour force in the economy without policy, before the start, shape (runs,)."""
    first = max(start - 1 - RATIO_PERIODS, 0)
    before = runs.sel(policy="nothing").isel(period=slice(first, start - 1))
    return (before["gdp_nominal"] / (before["wage"] * before["labour_force"])).mean("period").values


def simulate(context: Context, compared: Sequence[Course], name: str = "main") -> Simulated:
    """All policies with the same seeds."""
    levers = {course.key: course.levers(context.start, context.periods) for course in compared}
    return Simulated(context.simulate(name, levers), tuple(course.info(context.start) for course in compared))


def seeds_for(
    context: Context, compared: Sequence[Course], precision: float, seeds: Callable[[int], tuple[int, ...]], say: Say
) -> tuple[int, ...]:
    """The seeds of as many runs as bring the widest primary effect to a 95 % half-width of `precision`.

    A pilot tells how wide it is (`precision.runs_needed`); its runs are the first of the whole. Raises `InputError`
    where the runs needed are more than `MOST_RUNS`.
    """
    if context.horizon < PRIMARY_HORIZON:
        raise InputError(
            f"A precision cannot be asked for in {context.horizon} periods.",
            place=Place("--precision"),
            why=f"It is that of the primary outcome, which needs {PRIMARY_HORIZON} periods from the start on.",
            fix=f"Ask for {PRIMARY_HORIZON} periods or more, or give a number of runs.",
        )
    say(text("appraisal.said.pilot", n=PILOT))
    began = time.monotonic()
    pilot = simulate(replace(context, seeds=seeds(PILOT)), compared, "pilot")
    a_run = (time.monotonic() - began) / PILOT
    needed = runs_needed(effects(pilot.runs, pilot.policies, context.start, (PRIMARY_HORIZON,)), precision)
    if needed is None:
        raise InputError(
            "The pilot says nothing of the precision.",
            place=Place("--precision"),
            why="Too few of its runs lasted as long as the primary outcome needs.",
            fix="Give a number of runs instead.",
        )
    if needed.runs > MOST_RUNS:
        raise InputError(
            f"A half-width of {precision:g} needs about {needed.runs:,} runs.",
            place=Place(f"--precision {precision:g}"),
            why=f"Over {needed.pilot} pairs of runs, the widest primary effect has a spread of {needed.spread:.3g}.",
            fix=f"Ask for {half_with(MOST_RUNS, needed.spread):.2g} or more, which {MOST_RUNS:,} runs reach.",
        )
    runs = max(PILOT, needed.runs)
    minutes = Quantity(runs * a_run / 60, "", 1)
    if runs > needed.runs:
        say(text("appraisal.said.enough", n=runs, minutes=minutes))
    else:
        say(text("appraisal.said.runs", n=runs, minutes=minutes, low=needed.at_least, high=needed.at_most))
    return seeds(runs)


def widest(found: Sequence[Effect]) -> float | None:
    """The widest 95 % half-width among the primary effects that carry a verdict; None where none does."""
    halves = [
        (effect.estimate.high - effect.estimate.low) / 2
        for effect in found
        if effect.primary
        and effect.p is not None
        and effect.estimate.high is not None
        and effect.estimate.low is not None
    ]
    return max(halves, default=None)
