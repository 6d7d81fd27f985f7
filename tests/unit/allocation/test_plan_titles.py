"""Every title of the plan's chapter is a finding with its number, and has a branch for when nobody can tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import plan_samples
import pytest

from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.portfolio.allocation.results import Plan, Standing
from missionlab.portfolio.results import Measured
from missionlab.report.plan import titles
from missionlab.report.words import Words, bare

WORDS = Words(Locale(), "en")


def _said(what: Any, to: Locale = Locale()) -> str:  # noqa: B008
    return say(bare(what), to).replace("\N{NO-BREAK SPACE}", " ")


def _plan(**changes: Any) -> Plan:
    return replace(plan_samples.plan(), **changes)


def _with_target(before: Measured, after: Measured) -> Plan:
    one = plan_samples.plan().targets[0]
    return _plan(targets=(replace(one, before=before, after=after),))


LOW, HIGH = Measured(0.2, 0.18, 0.22), Measured(0.5, 0.48, 0.52)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (_with_target(LOW, HIGH), "raise the chance of “Target 0” from 20% (18% to 22%) to 50% (48% to 52%)"),
        (_with_target(LOW, Measured(0.21, 0.19, 0.23)), "cannot be told: 20% (18% to 22%) without"),
        (_plan(funded=()), "None of 16 candidates is financed"),
        (_plan(targets=()), "what they do to targets cannot be said"),
        (plan_samples.clash(), "There is no plan: 1 rule cannot be kept together with the others"),
        (_plan(value=None), "There is no plan of whole projects that keeps all rules"),
    ],
)
def test_the_headline(plan: Plan, said: str) -> None:
    assert said in _said(titles.headline(plan, WORDS))


def _starting(*years: int) -> Plan:
    free = [one for one in plan_samples.plan().funded if not one.committed]
    return _plan(funded=tuple(replace(one, start=year) for one, year in zip(free, years, strict=False)))


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (_starting(2027, 2027), "All 2 projects begin in 2027"),
        (_starting(2027), "The one project begins in 2027"),
        (_starting(2027, 2029, 2029), "3 projects begin from 2027 to 2029, 2 of them in 2029"),
        (_plan(funded=()), "Nothing begins"),
    ],
)
def test_when_projects_begin(plan: Plan, said: str) -> None:
    assert _said(titles.gantt(plan)) == said


def _money(binding: bool, lapsed: float) -> Plan:
    return _plan(money=tuple(replace(one, binding=binding, lapsed=lapsed) for one in plan_samples.plan().money[:2]))


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (_money(True, 0.0), "Money binds in 2 of 2 years"),
        (_money(True, 3e6), "Money binds in 2 of 2 years, and still £3m lapse in 2027"),
        (_money(False, 3e6), "Money binds in no year, and £3m lapse in 2027"),
        (_money(False, 0.0), "Money binds in no year"),
    ],
)
def test_whether_money_binds(plan: Plan, said: str) -> None:
    assert _said(titles.money(plan)) == said


def test_what_rules_cost() -> None:
    plan = plan_samples.plan()
    dear = replace(plan.rules[0], cost=Measured(0.154))
    free = replace(plan.rules[0], cost=Measured(0.0))
    assert _said(titles.rules(_plan(rules=(dear,)))).startswith("The dearest rule lowers the bound by 15.4%")
    assert _said(titles.rules(_plan(rules=(free, free)))) == "None of 2 rules lowers the bound"
    assert _said(titles.rules(_plan(rules=()))) == "No rule bounds the plan but its money"


def test_what_is_nearly_financed() -> None:
    near = plan_samples.plan().nearly[0]
    cut, fits = replace(near, price_cut=Measured(0.1)), replace(near, price_cut=Measured(0.0))
    assert (
        _said(titles.nearly(_plan(nearly=(fits, cut)), WORDS)) == f"{near.name} would be financed if it cost 10.0% less"
    )
    assert _said(titles.nearly(_plan(nearly=(fits,)), WORDS)).startswith("1 project outside is worth its money")
    assert _said(titles.nearly(_plan(nearly=()), WORDS)) == "No project outside is near"


def _standing(*standings: Standing | None) -> Plan:
    cases = plan_samples.plan().cases
    return _plan(cases=tuple(replace(one, standing=said) for one, said in zip(cases, standings, strict=False)))


def test_what_hangs_on_the_draw() -> None:
    settled = _standing(Standing.CORE, Standing.OUT, Standing.CORE)
    assert _said(titles.robust(settled, WORDS)) == "No candidate is contested: 2 in the robust core, 1 out"
    contested = _standing(Standing.CONTESTED, Standing.OUT)
    assert _said(titles.robust(contested, WORDS)).startswith("1 candidate is contested: ")
    assert _said(titles.robust(_standing(None, None), WORDS)) == "Whether the plan hangs on the draw is not known"


def test_other_weights() -> None:
    plan = plan_samples.plan()
    same = replace(plan.answers[0], projects=len(plan.funded), shared=len(plan.funded))
    other = replace(same, shared=same.shared - 2)
    assert _said(titles.answers(_plan(answers=(same, same)))) == "All 2 weightings of the missions give the same plan"
    assert _said(titles.answers(_plan(answers=(same, other)))) == (
        "1 of 2 weightings give another plan, at most 2 projects apart"
    )
    assert _said(titles.answers(_plan(answers=(same,)))).startswith("There is one answer")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_plan_can_be_said(language: str) -> None:
    to = Locale(language, {"en": "en-GB", "es": "es-CL"}[language])
    for plan in (plan_samples.plan(), plan_samples.clash()):
        sentences = [sentence for case in plan.cases for sentence in case.sentences]
        sentences += [one.sentence for one in (*plan.remarks, *plan.infeasible)] + list(plan.binding)
        assert all(_said(sentence, to) for sentence in sentences)
