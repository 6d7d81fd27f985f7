"""What the appraisal's chapter claims: sentences with a branch for every answer, from intervals and answers alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.appraisal.family import MIX, MIX_OWN_SIZE
from missionlab.appraisal.requested import BreakEven, Dose, Patience, Ranking
from missionlab.appraisal.results import Effect, Path
from missionlab.base.text import CountWord, Quantity, Share, Text, text
from missionlab.report.appraisal import numbers
from missionlab.report.appraisal.names import policy, role
from missionlab.report.appraisal.study import Study
from missionlab.report.words import Known


def answered(effects: Sequence[tuple[int, Effect]], answer: Answer) -> int:
    """How many effects have this answer, and an interval that carries it."""
    return sum(one.answer is answer and numbers.excludes_zero(one.estimate) for _, one in effects)


def headline(study: Study) -> Text:
    """The first line of the chapter: what the strategy does at its own size, else what its mix does at the size of the
    other policies, else what direct support does."""
    against = {one.policy: (place, one) for place, one in study.primary(Against.PLACEBO)}
    for key in (MIX_OWN_SIZE, MIX):
        if key in against:
            return _of_mix(study, *against[key])
    direct = {one.key for one in study.appraisal.policies if one.direct}
    effects = [(place, one) for place, one in study.primary(Against.SUBSIDIES) if one.policy in direct]
    if not effects:
        return text("appraised.headline.no_data")
    measured = [(place, one) for place, one in effects if one.estimate.value is not None]
    if not measured:
        return text("appraised.headline.cannot_say", reason=_reason([one.estimate for _, one in effects]))
    more, less = answered(measured, Answer.MORE), answered(measured, Answer.LESS)
    branch = "more" if more else "less" if less else "none"
    return text(f"appraised.headline.{branch}", n=CountWord(more or less, bool(more)), total=CountWord(len(measured)))


def _of_mix(study: Study, place: int, effect: Effect) -> Text:
    one, key = effect.estimate, study.pointer("effects", place, "estimate")
    branch, size = _size_of_mix(study, effect)
    if one.value is None:
        return text(f"appraised.headline.{branch}.cannot_say", budget=size, reason=_reason([one]))
    if one.low is None or one.high is None:
        return text(f"appraised.headline.{branch}.no_interval", budget=size)
    decimals = numbers.places([one], numbers.PERCENT)
    between = numbers.between(one, key, decimals)
    if not numbers.clear(effect):
        return text(f"appraised.headline.{branch}.unclear", budget=size, **between)
    shown = numbers.percent(one, key, decimals)
    said = text(f"appraised.headline.{branch}.{effect.answer}", budget=size, size=shown, **between)
    return text("appraised.headline.not_from_nothing", headline=said) if _not_from_nothing(study, effect) else said


def _not_from_nothing(study: Study, effect: Effect) -> bool:
    """Whether the same outcome of the same policy is not told from doing nothing."""
    same = (effect.policy, effect.outcome, effect.horizon, Against.NOTHING)
    return any(
        (one.policy, one.outcome, one.horizon, one.role) == same and one.answer is Answer.CANNOT_TELL
        for _, one in study.effects()
    )


def _size_of_mix(study: Study, effect: Effect) -> tuple[str, Known]:
    """Which mix it is, with its budget: its own share of GDP, or the share of wages of all policies."""
    mix = study.appraisal.mix
    if effect.policy == MIX_OWN_SIZE and mix is not None and mix.share_of_gdp is not None:
        return "own", share_of_gdp(mix.share_of_gdp, study.pointer("mix", "share_of_gdp"))
    budget = study.appraisal.design.budget
    return "mix", share_of_gdp(budget, study.pointer("design", "budget"))


def _reason(estimates: Sequence[Estimate]) -> Text:
    """Why there is no number: the first reason that was given."""
    return next((one.reason for one in estimates if one.reason is not None), text("appraised.not_measured"))


def forest(against: Against, effects: Sequence[tuple[int, Effect]]) -> Text:
    """How many policies clearly do more than what they are compared with, and how many less, of those that could
    spend enough of their money to be counted."""
    other = role(against)
    measured = [(place, one) for place, one in effects if one.estimate.value is not None and not numbers.left_out(one)]
    if not effects:
        return text("appraised.forest.title.no_data", other=other)
    if not measured:
        reason = _reason([one.estimate for _, one in effects])
        return text("appraised.forest.title.cannot_say", other=other, reason=reason)
    more, less, total = answered(measured, Answer.MORE), answered(measured, Answer.LESS), len(measured)
    if total == 1:
        branch = "one_more" if more else "one_less" if less else "one_none"
        return text(f"appraised.forest.title.{branch}", policy=policy(measured[0][1].policy), other=other)
    whole = CountWord(total)
    if more and less:
        return text(
            "appraised.forest.title.both", n=CountWord(more, True), total=whole, less=CountWord(less), other=other
        )
    if more or less:
        branch = "more" if more else "less"
        return text(f"appraised.forest.title.{branch}", n=CountWord(more or less, bool(more)), total=whole, other=other)
    return text("appraised.forest.title.none", n=whole, other=other)


def paths(study: Study, place: int, path: Path) -> Text:
    """Where the first policy shown has got to in the last period."""
    end = len(path.periods) - 1
    one = Estimate(path.mean[end], path.low[end], path.high[end], path.runs)
    decimals = numbers.places([one], numbers.PERCENT)
    said = {"period": path.periods[end], "policy": policy(path.policy), "other": policy(path.against)}

    def known(name: str, value: float, size: bool) -> Known:
        written = numbers.PERCENT.of(value)
        shown = Quantity(abs(written) if size else written, "%", decimals)
        return Known(shown, study.pointer("paths", place, name, end), value)

    if not numbers.excludes_zero(one):
        low, high = known("low", path.low[end], False), known("high", path.high[end], False)
        return text("appraised.paths.title.unclear", low=low, high=high, **said)
    branch = "more" if path.mean[end] > 0 else "less"
    near, far = ("low", "high") if branch == "more" else ("high", "low")
    return text(
        f"appraised.paths.title.{branch}",
        size=known("mean", path.mean[end], True),
        low=known(near, getattr(path, near)[end], True),
        high=known(far, getattr(path, far)[end], True),
        **said,
    )


def dose(study: Study, place: int, one: Dose) -> Text:
    """Whether the strategy's money is more than the smallest that these runs can tell from zero."""
    smallest, own = one.smallest.value, one.programme
    args: dict[str, Any] = {}
    if own is not None:
        args["own"] = share_of_gdp(own, study.pointer("dose", place, "programme"))
    if smallest is None:
        branch = "nothing_told" if own is None else "own_nothing_told"
        return text(f"appraised.dose.title.{branch}", **args)
    args["smallest"] = share_of_gdp(smallest, study.pointer("dose", place, "smallest", "value"))
    if own is None:
        return text("appraised.dose.title.unknown", smallest=args["smallest"])
    if own < smallest:
        return text("appraised.dose.title.under", **args)
    at = min(one.points, key=lambda point: abs(point.share_of_gdp - own)).effect if one.points else one.smallest
    if not numbers.excludes_zero(at):
        return text("appraised.dose.title.over", **args)
    return text(f"appraised.dose.title.{'over_more' if (at.value or 0) > 0 else 'over_less'}", **args)


def share_of_gdp(value: float, key: str) -> Known:
    """A budget as a percentage of GDP, to two figures."""
    return Known(Quantity(100 * value, "%", figures(100 * value)), key, value)


def figures(size: float) -> int:
    """Decimals that give a number two figures, three where it is small."""
    return min(9, max(0, 1 - math.floor(math.log10(abs(size))))) if size else 0


def patience(one: Patience) -> Text:
    """From which patience on money does something."""
    cells = [effect for row in one.effects for effect in row]
    if all(effect.value is None for effect in cells):
        return text("appraised.patience.title.cannot_say", reason=_reason(cells))
    lifts = [rule for rule, row in zip(one.rules, one.effects, strict=True) if any(_lifts(cell) for cell in row)]
    name = policy(one.policy)
    if not lifts:
        branch = "less" if any(numbers.excludes_zero(cell) for cell in cells) else "none"
        return text(f"appraised.patience.title.{branch}", policy=name)
    waits = [rule for rule in lifts if rule]
    if not waits:
        return text("appraised.patience.title.never", policy=name)
    branch = "always" if min(waits) == min(rule for rule in one.rules if rule) else "from"
    return text(f"appraised.patience.title.{branch}", n=min(waits), policy=name)


def _lifts(one: Estimate) -> bool:
    return numbers.excludes_zero(one) and (one.value or 0) > 0


def ranking(study: Study, rankings: Sequence[tuple[int, Ranking]]) -> Text:
    """Which policy comes first most often, and whether the worlds can tell."""
    known = [(place, one) for place, one in rankings if one.shares and one.shares[0].value is not None]
    if not known:
        return text("appraised.ranking.title.cannot_say")
    known.sort(key=lambda pair: -(pair[1].shares[0].value or 0.0))
    place, best = known[0]
    first = best.shares[0]
    share = Known(
        Share(first.value or 0.0),
        study.pointer("robustness", "rankings", place, "shares", 0, "value"),
        first.value or 0.0,
    )
    said = {"policy": policy(best.policy), "share": share}
    if first.low is not None and first.low > 0.5:
        return text("appraised.ranking.title.most", **said)
    second = known[1][1] if len(known) > 1 else None
    if second is None or _above(first, second.shares[0]):
        return text("appraised.ranking.title.often", **said)
    return text("appraised.ranking.title.tie", second=policy(second.policy), **said)


def _above(first: Estimate, second: Estimate) -> bool:
    return first.low is not None and second.high is not None and first.low > second.high


def break_even(study: Study, place: int, one: BreakEven) -> Text:
    """At which multiple of private yield the laboratory ties with another use of the money."""
    other = policy(one.against)
    key = study.pointer("break_even", place, "multiple")
    multiple = one.multiple
    if multiple.value is not None:
        low, at, high = times(multiple, key)
        if low is None or high is None:
            return text("appraised.break_even.title.ties", other=other, multiple=at)
        return text("appraised.break_even.title.ties_between", other=other, multiple=at, low=low, high=high)
    signs = {_sign(effect) for effect in one.effects}
    if signs == {1}:
        return text("appraised.break_even.title.always", other=other)
    if signs == {-1}:
        return text("appraised.break_even.title.never", other=other)
    return text("appraised.break_even.title.cannot_say", other=other, reason=_reason([multiple, *one.effects]))


def times(one: Estimate, key: str) -> tuple[Known | None, Known | None, Known | None]:
    """The low end, the value and the high end of a multiple, to two figures each."""
    low, at, high = (
        None if end is None else Known(Quantity(end, "", figures(end)), f"{key}/{name}", end)
        for name, end in (("low", one.low), ("value", one.value), ("high", one.high))
    )
    return low, at, high


def _sign(one: Estimate) -> int:
    """1 or −1 where the interval excludes zero, else 0."""
    return 0 if not numbers.excludes_zero(one) else 1 if (one.value or 0) > 0 else -1
