"""What a reader must know about candidates and targets before reading a plan."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from missionlab.base.text import Money, text
from missionlab.portfolio.allocation.case import Case, Choice
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
