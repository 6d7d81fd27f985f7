"""What it is worth to be able to change course: rules are chosen on some futures and judged on others, in pairs.

The comparison is with the best plan that no evidence changes, because a rule beats a bad plan without learning
anything. Whether it learns is tried on shuffled evidence: there it must gain nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from missionlab.base.text import Money, Quantity, Text, text
from missionlab.portfolio.results import Measured
from missionlab.steering.option_results import Bar, BarValue, OptionValue, StaticPlan, Unit, Verdict
from missionlab.steering.play import Policy, played
from missionlab.steering.problem import Floats, Problem
from missionlab.steering.regression import regression
from missionlab.steering.rules import After, Rule, grid
from missionlab.steering.statics import Static, later, statics_of, values_of

LATER = 3
"""Of so many of the best sets from the start it is tried whether they are better later."""
_TINY = 1e-9


def judged(
    training: Problem,
    fresh: Problem,
    rules: Sequence[Rule] | None = None,
    *,
    seed: int = 0,
    currency: str | None = None,
    money_rate: float | None = None,
    fingerprint: str = "",
    reasons: tuple[Text, ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> OptionValue:
    """The best of ``rules`` (every readable one when blank) against the best static plan of the same problem.

    ``training`` and ``fresh`` are other futures of one problem: what is chosen is chosen on the first, and every
    figure is of the second. ``money_rate`` is the chance that one unit of money buys elsewhere, with worth in chances.
    ``progress`` is called with the number of rules tried and of all.
    """
    plans = statics_of(training)
    mean = values_of(training, plans).mean(axis=1)
    sets = [plans[number] for number in np.argsort(-mean, kind="stable")[:LATER]]
    plans = plans + later(training, tuple(sets))
    mean = np.concatenate([mean, values_of(training, plans[len(mean) :]).mean(axis=1)])
    first = int(mean.argmax())
    tried = (*grid(training), *_on_top(training, plans[first])) if rules is None else tuple(rules)
    worth = np.array([_tried(training, rule, number, len(tried), progress) for number, rule in enumerate(tried)])
    rule = tried[int(worth.argmax())] if len(tried) else None
    better = rule is not None and float(worth.max()) > mean[first] + _TINY
    words = (
        text("course.rule.no_better") if rule is not None and not better and rules is None else _words(rule, training)
    )
    judge = _Judge(training, fresh, plans, first, rule, seed, _unit(currency))
    option = judge.against_best(judge.of_rule)
    shuffled = judge.against_best(judge.of_shuffled)
    verdict = _verdict(rule, option, shuffled)
    return OptionValue(
        subject=training.name,
        name=training.name,
        unit=Unit.CHANCE if currency is None else Unit.MONEY,
        currency=currency,
        money_rate=money_rate,
        years=training.years,
        approaches=training.approaches,
        bars=judge.bars(regression(training, plans[first].keeps, seed), words),
        statics=judge.statics(mean),
        rule=words,
        rule_numbers=() if rule is None else rule.numbers,
        rules=len(tried),
        option=option,
        against_present=_paired(judge.of_rule - judge.statics_fresh[0]),
        in_training=float(worth.max() - mean[first]) if len(tried) else 0.0,
        worse=_share(judge.of_rule < judge.best - _TINY),
        worse_than_present=_share(judge.of_rule < judge.statics_fresh[0] - _TINY),
        shuffled=shuffled,
        shuffled_present=_paired(judge.of_shuffled - judge.statics_fresh[0]),
        verdict=verdict,
        sentence=_sentence(verdict, option, shuffled, judge.write),
        training=training.paths,
        fresh=fresh.paths,
        seed=seed,
        fingerprint=fingerprint,
        reasons=reasons,
    )


class _Judge:
    """The worth of everything on the fresh futures."""

    def __init__(
        self,
        training: Problem,
        fresh: Problem,
        plans: tuple[Static, ...],
        first: int,
        rule: Rule | None,
        seed: int,
        write: Callable[[float], Text | Money | Quantity],
    ) -> None:
        self.training, self.fresh, self.plans, self.first, self.write = training, fresh, plans, first, write
        self.statics_fresh = values_of(fresh, plans)
        self.best = self.statics_fresh[first]
        self.of_rule = self.statics_fresh[0] if rule is None else played(fresh, rule)
        self.of_shuffled = self.statics_fresh[0] if rule is None else played(fresh.shuffled(seed), rule)

    def against_best(self, values: Floats) -> Measured:
        return _paired(values - self.best)

    def bars(self, fitted: Policy, rule: Text) -> tuple[BarValue, ...]:
        labels = {
            Bar.STATIC: plan_words(self.plans[self.first], self.fresh),
            Bar.RULE: rule,
            Bar.REGRESSION: text("course.bar.regression_is"),
            Bar.FORESIGHT: text("course.bar.foresight_is"),
        }
        values = {
            Bar.STATIC: self.best,
            Bar.RULE: self.of_rule,
            Bar.REGRESSION: played(self.fresh, fitted),
            Bar.FORESIGHT: np.maximum(self.statics_fresh.max(axis=0), self.of_rule),
        }
        return tuple(BarValue(bar, _paired(values[bar]), self.against_best(values[bar]), labels[bar]) for bar in Bar)

    def statics(self, mean: Floats) -> tuple[StaticPlan, ...]:
        """The plans from the start and the one that is chosen, by their worth on the futures that chose it."""
        order = [n for n in np.argsort(-mean, kind="stable") if not self.plans[n].review or n == self.first]
        return tuple(self._static(int(number)) for number in order)

    def _static(self, number: int) -> StaticPlan:
        plan = self.plans[number]
        keeps = tuple(name for name, kept in zip(self.fresh.approaches, plan.keeps, strict=True) if kept)
        value = _paired(self.statics_fresh[number])
        return StaticPlan(plan_words(plan, self.fresh), keeps, value, plan.present, number == self.first)


def plan_words(plan: Static, problem: Problem) -> Text:
    """A static plan in words."""
    if plan.present:
        return text("course.plan.present")
    pairs = zip(problem.approaches, plan.keeps, problem.present, strict=True)
    ended, begun = [], []
    for name, kept, runs in pairs:
        if runs and not kept:
            ended.append(text("course.plan.named", name=name))
        if kept and not runs:
            begun.append(text("course.plan.named", name=name))
    if len(ended) == int(problem.present.sum()) and not begun:
        what = text("course.plan.nothing")
    elif ended and begun:
        what = text("course.plan.both", ended=ended, begun=begun)
    else:
        what = text("course.plan.ended", ended=ended) if ended else text("course.plan.begun", begun=begun)
    if plan.review:
        return text("course.plan.later", plan=what, year=str(problem.years[plan.review]))
    return text("course.plan.at_once", plan=what)


def _on_top(problem: Problem, plan: Static) -> tuple[Rule, ...]:
    """Every readable rule on top of the best static plan, where that leaves anything to decide."""
    kept = np.array(plan.keeps)
    if plan.present or not (
        kept.any() or (~kept & ~problem.present & np.isfinite(problem.beginning).any(axis=0)).any()
    ):
        return ()
    return tuple(After(plan.keeps, plan.review, plan_words(plan, problem), rule) for rule in grid(problem))


def _tried(
    training: Problem, rule: Rule, number: int, rules: int, progress: Callable[[int, int], None] | None
) -> float:
    value = float(played(training, rule).mean())
    if progress is not None:
        progress(number + 1, rules)
    return value


def _words(rule: Rule | None, problem: Problem) -> Text:
    return text("course.rule.none") if rule is None else rule.words(problem)


def _verdict(rule: Rule | None, option: Measured, shuffled: Measured) -> Verdict:
    assert option.value is not None
    assert option.low is not None
    if rule is None or option.value <= _TINY:
        return Verdict.NOT_WORTH_IT
    if option.low <= 0:
        return Verdict.CANNOT_TELL
    return Verdict.REFUSED if (shuffled.low or 0.0) > _TINY else Verdict.WORTH_IT


def _sentence(verdict: Verdict, option: Measured, shuffled: Measured, write: Callable[[float], object]) -> Text:
    number = {name: write(value or 0.0) for name, value in zip(("option", "low", "high"), _ends(option), strict=True)}
    key = f"course.verdict.{verdict.name.lower()}"
    return text(key, **number, shuffled=write(shuffled.value or 0.0))


def _ends(one: Measured) -> tuple[float | None, float | None, float | None]:
    return (one.value, one.low, one.high)


def _unit(currency: str | None) -> Callable[[float], Text | Money | Quantity]:
    """How worth is written."""
    if currency is None:
        return lambda value: text("course.points", value=Quantity(round(100 * value, 1)))
    return partial(_money, currency=currency)


def _money(value: float, currency: str) -> Money | Quantity:
    return Money(value, currency) if currency else Quantity(value)


def _paired(differences: Floats) -> Measured:
    """Mean with two standard errors to either side."""
    mean = float(differences.mean())
    error = float(differences.std(ddof=1) / np.sqrt(len(differences))) if len(differences) > 1 else 0.0
    return Measured(mean, mean - 2 * error, mean + 2 * error)


def _share(marked: np.ndarray) -> Measured:
    found = _paired(marked.astype(float))
    return Measured(found.value, max(0.0, found.low or 0.0), min(1.0, found.high or 0.0))
