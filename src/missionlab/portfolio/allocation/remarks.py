"""What a reader must know about candidates and targets before reading a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from missionlab.base.text import Money, Share, text
from missionlab.portfolio.allocation.case import Case, Choice
from missionlab.portfolio.allocation.choose import MOST_SHORTFALL, Chosen
from missionlab.portfolio.allocation.near import Near
from missionlab.portfolio.allocation.problem import beyond
from missionlab.portfolio.allocation.results import Remark, RemarkKind


def remarks_on(case: Case) -> tuple[Remark, ...]:
    """Those that follow from the arrays of a case; candidates first, in their order."""
    return (*_on_projects(case), *_on_targets(case))


def _on_projects(case: Case) -> Iterator[Remark]:
    projects, stated = case.projects, case.contributions
    too_large = beyond(case)
    everything = float(case.purse.budget.sum())
    for number, (project, name) in enumerate(zip(projects.ids, projects.names, strict=True)):
        if projects.choice[number] is Choice.COMMITTED:
            continue
        options = np.flatnonzero(case.options.project == number)
        entries = np.flatnonzero(stated.project == number)
        if not len(entries):
            known = project in projects.elsewhere
            kind = RemarkKind.NOTHING_COUNTS if known else RemarkKind.NO_CONTRIBUTION
            yield Remark(kind, project, text(f"plan_money.remark.{kind.name.lower()}", project=name))
        if len(options) and too_large[options].all():
            least = Money(float(case.options.money[options].min()), case.about.currency)
            everything_there_is = Money(everything, case.about.currency)
            sentence = text("plan_money.remark.too_large", project=name, money=least, all=everything_there_is)
            yield Remark(RemarkKind.TOO_LARGE, project, sentence)
            continue
        if projects.last[number] < projects.first[number]:
            yield Remark(RemarkKind.NO_START, project, text("plan_money.remark.no_start", project=name))
            continue
        earliest = projects.first[number] + stated.delay[entries]
        if len(entries) and (earliest > case.targets.deadline[stated.target[entries]]).all():
            sentence = text("plan_money.remark.deadline_passed", project=name)
            yield Remark(RemarkKind.DEADLINE_PASSED, project, sentence)


def _on_targets(case: Case) -> Iterator[Remark]:
    targets = case.targets
    for target, name, need in zip(targets.ids, targets.names, targets.need, strict=True):
        if (need <= 0).all():
            yield Remark(RemarkKind.ALREADY_MET, target, text("plan_money.remark.already_met", target=name))


def ties(case: Case, near: Sequence[Near]) -> Iterator[Remark]:
    """Projects outside that would do exactly as well as some in the plan."""
    names = case.projects.names
    for one in near:
        if one.ties:
            others = [names[other] for other in one.ties]
            sentence = text("plan_money.remark.tie", project=names[one.project], others=others)
            yield Remark(RemarkKind.TIE, case.projects.ids[one.project], sentence)


def on_cash(found: Chosen) -> Iterator[Remark]:
    """Where cash falls short more often than is accepted."""
    if not found.safe:
        chances = {"share": Share(found.shortfall or 0.0), "most": Share(MOST_SHORTFALL)}
        yield Remark(RemarkKind.SHORT_OF_CASH, "cash", text("plan_money.remark.short_of_cash", **chances))


def on_the_least_money(whole: Case, used: Case, chances: Sequence[float], reach: float) -> Iterator[Remark]:
    """For the objective cost: targets that it could not bring to ``reach``, and what part of the money it looked at."""
    short = [name for name, chance in zip(used.targets.names, chances, strict=True) if chance < reach]
    if short:
        sentence = text("plan_money.remark.out_of_reach", share=Share(reach), targets=short[:6])
        yield Remark(RemarkKind.OUT_OF_REACH, "reach", sentence)
    part = float(used.purse.budget.sum()) / max(float(whole.purse.budget.sum()), 1e-12)
    if part < 1 - 1e-9:
        sentence = text("plan_money.remark.less_money", part=Share(part, 1))
        yield Remark(RemarkKind.LESS_MONEY, "budget", sentence)
