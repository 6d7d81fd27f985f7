"""Why each candidate is in the plan or not: what insisting on it or doing without it costs, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from missionlab.base.text import Money, Share, Text, text
from missionlab.portfolio.allocation.case import Choice
from missionlab.portfolio.allocation.choose import SMALL, Chosen, starts
from missionlab.portfolio.allocation.draft import NONE
from missionlab.portfolio.allocation.evaluate import Judge
from missionlab.portfolio.allocation.near import Near, Worths
from missionlab.portfolio.allocation.prices import exact
from missionlab.portfolio.allocation.relax import Infeasible, Relaxed
from missionlab.portfolio.allocation.results import InstrumentWorth, ProjectCase, Remark
from missionlab.portfolio.allocation.robust import Robustness
from missionlab.portfolio.allocation.round import rounded
from missionlab.portfolio.allocation.swap import improved
from missionlab.portfolio.results import Measured
from missionlab.strategy.vocabulary import Bound

MOST_ASKED = 80
"""With more candidates than this, only those asked for and the near misses are insisted on one by one."""
_TINY = 1e-9


@dataclass(frozen=True)
class Desk:
    """What the cases of one plan are made from."""

    chosen: Chosen
    worths: Worths
    near: Mapping[int, Near]
    robust: Robustness
    judge: Judge
    remarks: Mapping[str, tuple[Remark, ...]]
    asked: frozenset[str]
    """Projects that are explained whatever it takes."""

    def explains_chances(self, project: int) -> bool:
        """Whether it is worked out what the other way would do to the chances of targets."""
        small = len(self.chosen.problem.option) <= SMALL
        return small or self.chosen.problem.case.projects.ids[project] in self.asked


def cases(desk: Desk) -> tuple[ProjectCase, ...]:
    """Every candidate, in the order of ids."""
    projects = desk.chosen.problem.case.projects
    free = [number for number, one in enumerate(projects.choice) if one is not Choice.COMMITTED]
    all_asked = len(free) <= MOST_ASKED
    return tuple(
        _case(desk, number, all_asked or number in desk.near or projects.ids[number] in desk.asked) for number in free
    )


def _case(desk: Desk, project: int, resolved: bool) -> ProjectCase:
    chosen = desk.chosen
    projects, choice = chosen.problem.case.projects, chosen.problem.case.projects.choice[project]
    inside = chosen.draft.column[project] != NONE
    blank = Measured(None, reason=text("plan_money.in_plan" if inside else "plan_money.not_in_plan"))
    unasked = Measured(None, reason=text("plan_money.not_asked"))
    by_people = Measured(None, reason=text("plan_money.by_people"))
    free = choice is Choice.FREE
    other = by_people if not free else _other_way(chosen, project, inside) if resolved else unasked
    price = other if isinstance(other, Measured) else _cost_of(chosen, other)
    then = (
        [] if isinstance(other, Measured) or not desk.explains_chances(project) else _chances_then(desk, project, other)
    )
    instruments = _instruments(desk, project)
    return ProjectCase(
        project=projects.ids[project],
        name=projects.names[project],
        funded=bool(inside),
        standing=desk.robust.standing(project),
        robust=desk.robust.share(project),
        insisting=blank if inside else price,
        forbidding=price if inside else blank,
        instruments=instruments,
        sentences=tuple(_sentences(desk, project, price, tuple(then), instruments)),
    )


def _other_way(chosen: Chosen, project: int, inside: bool) -> Relaxed | Measured:
    """The relaxation without what is inside, or with what is not; or why there is none."""
    if not inside and not len(chosen.problem.of_project[project]):
        return Measured(None, reason=text("plan_money.cannot_start"))
    row, share = chosen.problem.rows.choice.start + project, 0.0 if inside else 1.0
    try:
        with chosen.relaxation.rows(row, share, share):
            return chosen.relaxation.solved()
    except Infeasible:
        return Measured(None, reason=text("plan_money.breaks_rules"))


def _cost_of(chosen: Chosen, other: Relaxed) -> Measured:
    """Share of the bound that is lost by forbidding what is inside, or insisting on what is not."""
    value = chosen.relaxed.value
    return exact(max(0.0, value - other.value) / value) if value > 0 else exact(0.0)


def _chances_then(desk: Desk, project: int, other: Relaxed) -> Iterable[Text]:
    """What the other way would do to the target whose chance it moves most."""
    problem = desk.chosen.problem
    choice = Choice.FORBIDDEN if desk.chosen.draft.column[project] != NONE else Choice.INSISTED
    found = rounded(problem.choosing(project, choice), other)
    if found is None or not len(problem.case.targets.ids):
        return
    now, then = (
        desk.judge.outcome(starts(problem, draft.column)) for draft in (desk.chosen.draft, improved(found.draft))
    )
    pairs = [
        (desk.judge.chance(one, now).value or 0.0, desk.judge.chance(one, then).value or 0.0)
        for one in range(len(problem.case.targets.ids))
    ]
    most = max(range(len(pairs)), key=lambda one: abs(pairs[one][1] - pairs[one][0]))
    name = problem.case.targets.names[most]
    yield text("plan_money.why.chance", target=name, now=Share(pairs[most][0]), then=Share(pairs[most][1]))


def _instruments(desk: Desk, project: int) -> tuple[InstrumentWorth, ...]:
    """The project by each instrument, each in its best year."""
    problem, draft = desk.chosen.problem, desk.chosen.draft
    columns = problem.of_project[project]
    net = desk.worths.net
    out = []
    for option in np.unique(problem.option[columns]) if len(columns) else ():
        own = columns[problem.option[columns] == option]
        out.append(
            InstrumentWorth(
                instrument=problem.case.options.instrument[option],
                money=float(problem.case.options.money[option]),
                worth=exact(float(net[own].max())),
                chosen=bool(draft.column[project] in own),
            )
        )
    return tuple(out)


def _sentences(
    desk: Desk, project: int, price: Measured, then: tuple[Text, ...], instruments: tuple[InstrumentWorth, ...]
) -> Iterable[Text]:
    chosen = desk.chosen
    problem, draft = chosen.problem, chosen.draft
    case = problem.case
    name = case.projects.names[project]
    column = draft.column[project]
    if column != NONE:
        yield text(
            "plan_money.why.funded",
            project=name,
            year=str(case.years[problem.start[column]]),
            money=_money(desk, float(case.options.money[problem.option[column]])),
        )
        if case.projects.choice[project] is Choice.INSISTED:
            yield text("plan_money.by_people")
        yield from _worth(desk, project, name)
        if price.value is not None:
            yield text("plan_money.why.forbid", share=Share(price.value, 1))
    else:
        yield from _why_not(desk, project, name)
        if price.value is not None:
            yield text("plan_money.why.insist", share=Share(price.value, 1))
        elif price.reason is not None and case.projects.choice[project] is Choice.FREE:
            yield price.reason
    yield from then
    yield from _instrument_words(desk, instruments)
    share = desk.robust.share(project).value
    if share is not None:
        yield text(f"plan_money.why.{desk.robust.standing(project)}", share=Share(share))
    for remark in desk.remarks.get(case.projects.ids[project], ()):
        yield remark.sentence


def _worth(desk: Desk, project: int, name: str) -> Iterable[Text]:
    draft = desk.chosen.draft
    trial = draft.copy()
    trial.drop(project)
    lost = draft.value() - trial.value()
    key = "worth" if lost > _TINY else "worth_nothing"
    yield text(f"plan_money.why.{key}", project=name, share=Share(max(lost, 0.0), 2))


def _why_not(desk: Desk, project: int, name: str) -> Iterable[Text]:
    near = desk.near.get(project)
    if desk.chosen.problem.case.projects.choice[project] is Choice.FORBIDDEN:
        yield text("plan_money.why.forbidden", project=name)
        return
    if near is not None:
        cut, extra = near.price_cut.value or 0.0, near.extra.value or 0.0
        if cut <= _TINY:
            yield text("plan_money.why.does_not_fit", project=name)
        else:
            yield text("plan_money.why.near", project=name, cut=Share(min(cut, 1.0), 1), extra=Share(extra, 1))
        if near.interchangeable:
            names = [desk.chosen.problem.case.projects.names[one] for one in near.interchangeable[:4]]
            yield text("plan_money.why.interchangeable", others=names)
    else:
        yield text("plan_money.why.not_funded", project=name)
    held = list(_held_by(desk, project))
    if held:
        yield text("plan_money.why.cap", which=held[:3], n=len(held))


def _held_by(desk: Desk, project: int) -> Iterable[str]:
    """Caps with a price that the project counts for."""
    problem = desk.chosen.problem
    columns = problem.of_project[project]
    prices = desk.chosen.relaxed.prices[problem.rows.rules]
    for number, rule in enumerate(problem.case.rules):
        if rule.bound is Bound.MOST and prices[number] > _TINY and (problem.part[number][columns] > 0).any():
            yield rule.which


def _instrument_words(desk: Desk, instruments: tuple[InstrumentWorth, ...]) -> Iterable[Text]:
    if len(instruments) < 2:
        return
    best = max(instruments, key=lambda one: (one.chosen, one.worth.value or 0.0))
    others = [one for one in instruments if one is not best]
    second = max(others, key=lambda one: one.worth.value or 0.0)
    ahead = (best.worth.value or 0.0) - (second.worth.value or 0.0)
    # With money to spare, prices are silent, and what costs less does more for the money.
    saved = second.money - best.money if abs(ahead) <= _TINY else ahead
    key = "instrument" if saved > _TINY else "instrument_tie" if saved > -_TINY else "instrument_fit"
    yield text(
        f"plan_money.why.{key}",
        instrument=named(best.instrument),
        other=named(second.instrument),
        money=_money(desk, best.money),
        other_money=_money(desk, second.money),
    )


def named(instrument: str) -> Text:
    """An instrument's name; blank where none is stated."""
    return text(f"portfolio.instrument.{instrument}") if instrument else text("plan_money.no_instrument")


def _money(desk: Desk, amount: float) -> Money:
    return Money(amount, desk.chosen.problem.case.about.currency)
