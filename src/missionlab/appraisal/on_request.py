"""What the verdict says of that which is measured on request: break-even, the smallest dose, and what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.appraisal.family import NEVER_PRIMARY, NOISE, another_cost
from missionlab.appraisal.names import name_of
from missionlab.appraisal.outcomes import LEFT_AFTER, left_key
from missionlab.appraisal.requested import BreakEven, Dose
from missionlab.appraisal.results import Appraisal
from missionlab.base.text import Quantity, Text, text


def yields(appraisal: Appraisal) -> Iterator[Text]:
    """What is assumed of a laboratory's researchers, and from which yield on the verdict would be another."""
    levers = {lever for info in appraisal.policies for lever, _ in info.budgets}
    if not levers & {"laboratory", "laboratory_technique"}:
        return
    yield text("appraisal.verdict.limits.yield")
    if not appraisal.break_even:
        yield text("appraisal.verdict.limits.ask_break_even")
    yield from map(_tie, appraisal.break_even)


def _tie(one: BreakEven) -> Text:
    """At which yield the laboratory ties, with what drawing the runs again gives; or why there is no such yield."""
    words = ("limits.no_tie", "limits.break_even_open", "limits.break_even")
    return _as_known(one.multiple, words, "multiple", Quantity, other=name_of(one.against))


def smallest_doses(appraisal: Appraisal) -> Iterator[Text]:
    """The smallest budget that these runs tell from as much money as transfers, and where the strategy's own lies."""
    for one in appraisal.dose:
        yield _smallest(one)
        if one.programme is not None and one.smallest.value is not None:
            under = "under" if one.programme < one.smallest.value else "over"
            yield text(f"appraisal.verdict.dose.{under}", own=_percent(one.programme))


def _smallest(one: Dose) -> Text:
    return _as_known(
        one.smallest, ("dose.none", "dose.open", "dose.smallest"), "smallest", _percent, policy=name_of(one.policy)
    )


def _as_known(
    found: Estimate, words: tuple[str, str, str], name: str, written: Callable[[float], Quantity], **known: Any
) -> Text:
    """The wording for no value, with its reason; for one without an end of its interval; or for one with both."""
    none, open_ended, whole = (f"appraisal.verdict.{word}" for word in words)
    if found.value is None:
        return text(none, reason=found.reason or text("appraisal.reason.ended_early"), **known)
    known[name] = written(found.value)
    if found.low is None or found.high is None:
        return text(open_ended, **known)
    return text(whole, low=written(found.low), high=written(found.high), **known)


def _percent(share: float) -> Quantity:
    return Quantity(100 * share, "%")


def what_is_left(appraisal: Appraisal) -> Iterator[Text]:
    """What is left at the latest date after the end that the runs reach: of policies that ended, else on request."""
    for years in sorted(LEFT_AFTER, reverse=True):
        ended = {
            effect.policy: effect.answer
            for effect in appraisal.effects
            if effect.outcome == left_key(years)
            and effect.role is Against.NOTHING
            and effect.policy in _carrying(appraisal)
        }
        if ended:
            yield from _left("left", years, ended)
            return
    asked = [one for one in appraisal.hysteresis if one.after]
    if not asked:
        yield text("appraisal.verdict.left.not_measured")
        return
    years = asked[0].after[-1].periods
    yield text("appraisal.verdict.left_asked.what", ended=asked[0].ended, years=years)
    yield from _left("left_asked", years, {one.policy: _alone(one.after[-1].effect) for one in asked})


def _left(key: str, years: int, answers: dict[str, Answer]) -> Iterator[Text]:
    for answer in (Answer.MORE, Answer.LESS, Answer.CANNOT_TELL):
        names = [name_of(policy) for policy, found in answers.items() if found is answer]
        if names:
            yield text(f"appraisal.verdict.{key}.{answer.name.lower()}", years=years, policies=names)


def _alone(estimate: Estimate) -> Answer:
    """What an interval says by itself, without a correction for how many there are."""
    if estimate.low is None or estimate.high is None:
        return Answer.NOT_MEASURED
    return Answer.MORE if estimate.low > 0 else Answer.LESS if estimate.high < 0 else Answer.CANNOT_TELL


def _carrying(appraisal: Appraisal) -> set[str]:
    """The policies that may carry a verdict."""
    placebos: Iterable[str | None] = {info.placebo for info in appraisal.policies if not another_cost(info)}
    return {info.key for info in appraisal.policies} - set(placebos) - {NOISE, *NEVER_PRIMARY}
