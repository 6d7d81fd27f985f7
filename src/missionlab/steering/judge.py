"""What it is worth to be able to change course: rules are chosen on some futures and judged on others, in pairs.

The comparison is with the best plan that no evidence changes, because a rule beats a bad plan without learning
anything. Whether it learns is tried on shuffled evidence: there it must gain nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from missionlab.base.text import CountWord, Money, Quantity, Text, text
from missionlab.portfolio.results import Measured
from missionlab.steering.intervals import TINY, ends, paired, share_below_zero
from missionlab.steering.option_results import Bar, BarValue, OptionValue, StaticPlan, Unit, Verdict
from missionlab.steering.play import Policy, played
from missionlab.steering.problem import Floats, Problem
from missionlab.steering.regression import regression
from missionlab.steering.rules import After, Rule, grid
from missionlab.steering.statics import Static, dated, statics_of, values_of

LATER = 3
"""Of so many of the best sets from the start it is tried whether they are better later."""
SHOWN = 12
"""Static plans in the result, with the plan as it stands."""
MOST_NAMES = 3


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
    plans, mean, useful = _plans(training)
    first = int(mean.argmax())
    tried = (*grid(training), *_on_top(training, plans[first])) if rules is None else tuple(rules)
    worth = np.array([_tried(training, rule, number, len(tried), progress) for number, rule in enumerate(tried)])
    rule = tried[int(worth.argmax())] if len(tried) else None
    kept = rules is None and not (rule is not None and float(worth.max()) > mean[first] + TINY)
    if kept:
        # Nobody would sign a rule that does no better on the futures it was chosen on; the plan is kept.
        rule = None
    judge = _Judge(fresh, plans, useful, first, rule, seed, _unit(currency), kept=kept)
    words = text("course.rule.no_better") if kept else _words(rule, training)
    option = judge.against_best(judge.of_rule)
    shuffled = judge.against_best(judge.of_shuffled)
    verdict = verdict_of(rule, option, shuffled)
    fitted = regression(training, tuple(keeps for _, keeps in plans[first].steps), seed)
    return OptionValue(
        subject=training.name,
        name=training.name,
        unit=Unit.CHANCE if currency is None else Unit.MONEY,
        currency=currency,
        money_rate=money_rate,
        years=training.years,
        approaches=training.approaches,
        bars=judge.bars(fitted, words),
        statics=judge.statics(mean),
        rule=words,
        rule_numbers=() if rule is None else rule.numbers,
        rules=len(tried),
        option=option,
        against_present=paired(judge.of_rule - judge.present),
        in_training=0.0 if rule is None else float(worth.max() - mean[first]),
        worse=share_below_zero(judge.of_rule - judge.best),
        worse_than_present=share_below_zero(judge.of_rule - judge.present),
        shuffled=shuffled,
        shuffled_present=paired(judge.of_shuffled - judge.present),
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
        fresh: Problem,
        plans: tuple[Static, ...],
        useful: frozenset[int],
        first: int,
        rule: Rule | None,
        seed: int,
        write: Callable[[float], Text | Money | Quantity],
        *,
        kept: bool,
    ) -> None:
        self.fresh, self.plans, self.first, self.write = fresh, plans, first, write
        looked_at = sorted({0, first, *useful})
        self.worth = dict(zip(looked_at, values_of(fresh, [plans[one] for one in looked_at]), strict=True))
        self.present, self.best = self.worth[0], self.worth[first]
        unchanged = self.best if kept else self.present
        self.of_rule = unchanged if rule is None else played(fresh, rule)
        self.of_shuffled = unchanged if rule is None else played(fresh.shuffled(seed), rule)

    def against_best(self, values: Floats) -> Measured:
        return paired(values - self.best)

    def bars(self, fitted: Policy, rule: Text) -> tuple[BarValue, ...]:
        labels = {
            Bar.STATIC: plan_words(self.plans[self.first], self.fresh),
            Bar.RULE: rule,
            Bar.REGRESSION: text("course.bar.regression_is"),
            Bar.FORESIGHT: text("course.bar.foresight_is"),
        }
        by_regression = played(self.fresh, fitted)
        values = {
            Bar.STATIC: self.best,
            Bar.RULE: self.of_rule,
            Bar.REGRESSION: by_regression,
            # Whoever knows the future knows as well what the others would do in it.
            Bar.FORESIGHT: np.max([*self.worth.values(), self.of_rule, by_regression], axis=0),
        }
        return tuple(BarValue(bar, paired(values[bar]), self.against_best(values[bar]), labels[bar]) for bar in Bar)

    def statics(self, mean: Floats) -> tuple[StaticPlan, ...]:
        """The best plans by their worth on the futures that chose them, and the plan as it stands."""
        order = [int(number) for number in np.argsort(-mean, kind="stable")]
        shown = [number for number in order if self.plans[number].from_start or number == self.first]
        return tuple(self._static(number) for number in (*shown[:SHOWN], *(n for n in shown[SHOWN:] if n == 0)))

    def _static(self, number: int) -> StaticPlan:
        plan = self.plans[number]
        keeps = tuple(name for name, kept in zip(self.fresh.approaches, plan.last, strict=True) if kept)
        worth = self.worth[number] if number in self.worth else values_of(self.fresh, [plan])[0]
        return StaticPlan(plan_words(plan, self.fresh), keeps, paired(worth), plan.present, number == self.first)


def _plans(training: Problem) -> tuple[tuple[Static, ...], Floats, frozenset[int]]:
    """All plans, their means, and which are the best in some future: foresight would choose among these."""
    plans = statics_of(training)
    worth = values_of(training, plans)
    mean = worth.mean(axis=1)
    more = dated(training, [plans[number] for number in np.argsort(-mean, kind="stable")[:LATER]])
    every = np.concatenate([worth, values_of(training, more)])
    useful = frozenset(int(one) for one in np.unique(every.argmax(axis=0)))
    return plans + more, every.mean(axis=1), useful


def plan_words(plan: Static, problem: Problem) -> Text:
    """A static plan in words."""
    if plan.present:
        return text("course.plan.present")
    parts: list[Text] = []
    before = tuple(bool(one) for one in problem.present)
    for review, keeps in plan.steps:
        what = _change_words(before, keeps, problem)
        key = "later" if review else "at_once"
        parts.append(text(f"course.plan.{key}", plan=what, year=str(problem.years[review])))
        before = keeps
    return parts[0] if len(parts) == 1 else text("course.plan.steps", steps=parts)


def _change_words(before: Sequence[bool], keeps: Sequence[bool], problem: Problem) -> Text:
    """What is ended and begun between one set and the next."""
    pairs = list(zip(problem.approaches, before, keeps, strict=True))
    ended = [name for name, ran, kept in pairs if ran and not kept]
    begun = [name for name, ran, kept in pairs if kept and not ran]
    args = {"ended": _names(ended), "begun": _names(begun)}
    if ended and len(ended) == sum(before):
        return text("course.plan.nothing_but" if begun else "course.plan.nothing", **args)
    if ended and begun:
        return text("course.plan.both", **args)
    return text("course.plan.ended" if ended else "course.plan.begun", **args)


def _names(names: list[str]) -> list[Text] | Text:
    """The names, or how many they are where they are more than can be read."""
    if len(names) > MOST_NAMES:
        return text("course.plan.many", n=CountWord(len(names)))
    return [text("course.plan.named", name=name) for name in names]


def _on_top(problem: Problem, plan: Static) -> tuple[Rule, ...]:
    """Every readable rule on top of the best static plan, where that leaves anything to decide."""
    kept = np.array(plan.last)
    if plan.present or not (
        kept.any() or (~kept & ~problem.present & np.isfinite(problem.beginning).any(axis=0)).any()
    ):
        return ()
    return tuple(After(plan.steps, plan_words(plan, problem), rule) for rule in grid(problem))


def _tried(
    training: Problem, rule: Rule, number: int, rules: int, progress: Callable[[int, int], None] | None
) -> float:
    value = float(played(training, rule).mean())
    if progress is not None:
        progress(number + 1, rules)
    return value


def _words(rule: Rule | None, problem: Problem) -> Text:
    return text("course.rule.none") if rule is None else rule.words(problem)


def verdict_of(rule: Rule | None, option: Measured, shuffled: Measured) -> Verdict:
    """The verdict on ``rule`` from its gain on the best static plan, and from the same with shuffled evidence."""
    _, low, high = ends(option)
    if rule is None or high <= TINY:
        return Verdict.NOT_WORTH_IT
    if low <= 0:
        return Verdict.CANNOT_TELL
    return Verdict.REFUSED if ends(shuffled)[1] > TINY else Verdict.WORTH_IT


def _sentence(verdict: Verdict, option: Measured, shuffled: Measured, write: Callable[[float], object]) -> Text:
    """The verdict in words. A gain that is the same in every future has no ends to be given."""
    key = f"course.verdict.{verdict.name.lower()}"
    if option.low is None and verdict is not Verdict.REFUSED:
        key += "_exactly" if option.value else "_same"
    number = {name: write(value) for name, value in zip(("option", "low", "high"), ends(option), strict=True)}
    return text(key, **number, shuffled=write(shuffled.value or 0.0))


def _unit(currency: str | None) -> Callable[[float], Text | Money | Quantity]:
    """How worth is written."""
    if currency is None:
        return lambda value: text("course.points", value=Quantity(round(100 * value, 1)))
    return partial(_money, currency=currency)


def _money(value: float, currency: str) -> Money | Quantity:
    return Money(value, currency) if currency else Quantity(value)
