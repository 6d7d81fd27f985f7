"""Measures of a block's shape besides concentration: distance, the innovation curve, patience, direction."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from missionlab.base.text import Share, Text, text
from missionlab.portfolio.reconcile import NEGLIGIBLE, Counted
from missionlab.portfolio.results import Measured, Split, StageCover
from missionlab.strategy.records import Distance
from missionlab.strategy.vocabulary import Relevance, Stage

NO_MONEY = text("portfolio.reason.no_money")
NOTHING_ALLOCATED = text("portfolio.reason.nothing_allocated")

WEIGHT = {Relevance.PRINCIPAL: 1.0, Relevance.SIGNIFICANT: 0.5, Relevance.NONE: 0.0, Relevance.AGAINST: 0.0}
"""How far money of each relevance is directed at its mission, as with the Rio markers. Money against the mission
adds nothing, and is also shown apart."""


def rao_stirling(sectors: Split, distances: Iterable[Distance]) -> Measured:
    """Rao-Stirling diversity over sectors, the sum of d_ij p_i p_j over all ordered pairs of different sectors.

    Without distances all are 1 and it equals 1 - HHI. A pair without a distance lies between 0 and 1, which leaves
    the value blank between bounds. Unallocated money may be in sectors at any distance: it adds from nothing to
    all the pairs that it could form.
    """
    allocated = math.fsum(c.amount for c in sectors.classes)
    if not allocated:
        return Measured(None, sectors.hhi.low, sectors.hhi.high, sectors.hhi.reason)
    shares = {c.key: c.amount / allocated for c in sectors.classes}
    pairs = max(0.0, 1 - math.fsum(share * share for share in shares.values()))
    known = {frozenset((d.first, d.second)): d.value for d in distances if d.first != d.second}
    if not known:
        low, high = (None if b is None else max(0.0, 1 - b) for b in (sectors.hhi.high, sectors.hhi.low))
        return Measured(pairs, low, high, text("portfolio.reason.no_distances"))
    covered: list[float] = []
    distant: list[float] = []
    for pair, distance in known.items():
        first, second = pair
        if first in shares and second in shares:
            both = 2 * shares[first] * shares[second]
            covered.append(both)
            distant.append(both * distance)
    diversity = math.fsum(distant)
    count = len(shares) * (len(shares) - 1) // 2 - len(covered)
    missing = max(0.0, pairs - math.fsum(covered)) if count else 0.0
    part = (allocated / (allocated + sectors.unallocated)) ** 2
    low, high = diversity * part, (diversity + missing) * part + (1 - part)
    if count:
        return Measured(None, low, min(1.0, high), text("portfolio.reason.missing_distances", n=count))
    return Measured(diversity, low, high, sectors.hhi.reason)


def stage_cover(stages: Split, threshold: float) -> tuple[StageCover, ...]:
    """The six stages in order, each with its share of the money that has a stage; blank shares without any."""
    amounts = {c.key: c.amount for c in stages.classes}
    allocated = math.fsum(amounts.values())
    out: list[StageCover] = []
    for stage in Stage:
        amount = amounts.get(str(stage), 0.0)
        share = amount / allocated if allocated else None
        out.append(StageCover(stage, amount, share, share is not None and _reaches(share, threshold)))
    return tuple(out)


def largest_gap(cover: Sequence[StageCover]) -> Stage | None:
    """The uncovered stage with least money, first on the curve when several have as little; blank when nothing is
    known about stages."""
    gaps = [stage for stage in cover if not stage.covered and stage.share is not None]
    return min(gaps, key=lambda stage: stage.amount).stage if gaps else None


def coverage(stages: Split, cover: Sequence[StageCover], threshold: float) -> Measured:
    """Share of the six stages that reach the threshold; the bounds let the unallocated money pass all of them by, or
    lift as many over the threshold as it can."""
    allocated = math.fsum(stage.amount for stage in cover)
    total = allocated + stages.unallocated
    if not total:
        return Measured(None, reason=NO_MONEY)
    missing = sorted(max(0.0, threshold * total - stage.amount) for stage in cover)
    reached = sum(_reaches(stage.amount / total, threshold) for stage in cover)
    lifted, left = reached, stages.unallocated
    for lack in missing[reached:]:
        left -= lack
        if left < -NEGLIGIBLE * total:
            break
        lifted += 1
    low, high = reached / len(cover), lifted / len(cover)
    if not allocated:
        return Measured(None, low, high, NOTHING_ALLOCATED)
    return Measured(sum(stage.covered for stage in cover) / len(cover), low, high, stages.hhi.reason)


def _reaches(share: float, threshold: float) -> bool:
    return share > 0 and share >= threshold - NEGLIGIBLE


def patience(money: Sequence[Counted]) -> Measured:
    """Mean tenor in years, weighted with money. Money of unknown tenor is left out, and could add from nothing to
    any number of years."""
    total, tenors = _by_tenor(money)
    known = math.fsum(tenors.values())
    if not known:
        return Measured(None, reason=text("portfolio.reason.no_tenor") if total else NO_MONEY)
    weighted = math.fsum(years * amount for years, amount in tenors.items())
    if total - known <= NEGLIGIBLE * total:
        return Measured(weighted / known, weighted / known, weighted / known)
    return Measured(weighted / known, weighted / total, None, _unknown_tenor(total - known, total))


def patient_share(money: Sequence[Counted], years: float) -> Measured:
    """Share of the money of known tenor that is given for at least ``years``."""
    total, tenors = _by_tenor(money)
    patient = math.fsum(amount for tenor, amount in tenors.items() if tenor >= years * (1 - NEGLIGIBLE))
    known = math.fsum(tenors.values())
    return share_of_known(patient, known, total, text("portfolio.reason.no_tenor"), _unknown_tenor)


def _by_tenor(money: Sequence[Counted]) -> tuple[float, dict[float, float]]:
    found: dict[float, list[float]] = {}
    for counted in money:
        for tenor, amount in counted.certain(lambda figure: figure.tenor).items():
            found.setdefault(tenor, []).append(amount)
    return math.fsum(c.counted for c in money), {t: math.fsum(a) for t, a in sorted(found.items())}


def _unknown_tenor(unknown: float, total: float) -> Text:
    return text("portfolio.reason.unknown_tenor", share=Share(unknown / total))


def directionality(money: Sequence[Counted], relevance: Mapping[str, Relevance | None]) -> tuple[Measured, float]:
    """Share of money directed at its mission by declared relevance, and the money that works against it."""
    directed: list[float] = []
    judged: list[float] = []
    against: list[float] = []
    for counted in money:
        rated = relevance.get(counted.project)
        if rated is None:
            continue
        judged.append(counted.counted)
        directed.append(counted.counted * WEIGHT[rated])
        if rated is Relevance.AGAINST:
            against.append(counted.counted)
    total = math.fsum(c.counted for c in money)
    measured = share_of_known(
        math.fsum(directed),
        math.fsum(judged),
        total,
        text("portfolio.reason.no_relevance"),
        lambda unknown, all_: text("portfolio.reason.unknown_relevance", share=Share(unknown / all_)),
    )
    return measured, math.fsum(against)


def share_of_known(
    part: float, known: float, total: float, none_known: Text, some_unknown: Callable[[float, float], Text]
) -> Measured:
    """``part`` as a share of the ``known`` money, bounded by where the rest of ``total`` may belong."""
    if not total:
        return Measured(None, reason=NO_MONEY)
    unknown = total - known
    if not known:
        return Measured(None, 0.0, 1.0, none_known)
    if unknown <= NEGLIGIBLE * total:
        return Measured(part / known, part / known, part / known)
    return Measured(part / known, part / total, (part + unknown) / total, some_unknown(unknown, total))
