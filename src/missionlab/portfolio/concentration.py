"""How concentrated and how varied money is over classes, with bounds for money that nobody has assigned.

Let x_k be the money in class k, A its sum, U the unallocated money and T = A + U. Values are of the allocated money,
p_k = x_k / A. The bounds say what they could be once U is assigned. Any assignment lies, in the order of
majorisation, between two extremes: all of U in the largest class, and U spread thinly over new classes without end.
All measures here but evenness respect that order, so the extremes bound them:

* Herfindahl index: from sum (x_k / T)^2 to the same with U added to the largest x_k; the effective number is its
  inverse.
* Shannon entropy and e^H: lowest with U in the largest class; no upper bound, as there could be ever more classes.
* shares of the n largest: from their money / T to (their money + U) / T.
* evenness depends on how many classes there are, which is not known: 0 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from missionlab.base.text import Share, Text, text
from missionlab.portfolio.results import Measured

SMALLEST = 1e-300


@dataclass(frozen=True, slots=True)
class Concentration:
    """The measures of one split."""

    hhi: Measured
    effective_number: Measured
    shannon: Measured
    effective_classes: Measured
    evenness: Measured
    top_share: Measured
    top5_share: Measured


def concentration(amounts: Iterable[float], unallocated: float) -> Concentration:
    """All measures of ``amounts`` by class with ``unallocated`` beside them; blank with a reason without money."""
    money = sorted((amount for amount in amounts if amount > 0), reverse=True)
    if not money:
        return _unknown(unallocated > 0)
    total = math.fsum(money) + unallocated
    thin = [amount / total for amount in money]
    thick = [(money[0] + unallocated) / total, *thin[1:]]
    shares = [amount / math.fsum(money) for amount in money]
    reason = text("portfolio.reason.allocated", share=Share(unallocated / total)) if unallocated else None

    def measured(measure: Callable[[Sequence[float]], float | None], low: float | None, high: float | None) -> Measured:
        value = measure(shares)
        if not unallocated:
            return Measured(value, value, value)
        return Measured(value, low, high, reason)

    return Concentration(
        hhi=measured(_hhi, _hhi(thin), _hhi(thick)),
        effective_number=measured(_effective, _effective(thick), _effective(thin)),
        shannon=measured(_shannon, _shannon(thick), None),
        effective_classes=measured(lambda p: math.exp(_shannon(p)), math.exp(_shannon(thick)), None),
        evenness=_evenness(shares, measured(_even, 0.0, 1.0)),
        top_share=measured(lambda p: p[0], thin[0], thick[0]),
        top5_share=measured(lambda p: math.fsum(p[:5]), math.fsum(thin[:5]), math.fsum(thick[:5])),
    )


def _hhi(shares: Sequence[float]) -> float:
    return min(1.0, math.fsum(share * share for share in shares))


def _effective(shares: Sequence[float]) -> float | None:
    """The inverse of the Herfindahl index; blank where the shares are too small to be squared."""
    hhi = _hhi(shares)
    return 1 / hhi if hhi > SMALLEST else None


def _shannon(shares: Sequence[float]) -> float:
    return max(0.0, -math.fsum(share * math.log(share) for share in shares if share > 0))


def _even(shares: Sequence[float]) -> float:
    return min(1.0, _shannon(shares) / math.log(len(shares))) if len(shares) > 1 else 0.0


def _evenness(shares: Sequence[float], measured: Measured) -> Measured:
    if len(shares) > 1:
        return measured
    return Measured(measured.value, measured.low, measured.high, text("portfolio.reason.one_class"))


def _unknown(any_money: bool) -> Concentration:
    """Nothing is allocated: with money that nobody has assigned, shares could be anything; without, there are none."""
    reason: Text = text("portfolio.reason.nothing_allocated" if any_money else "portfolio.reason.no_money")

    def blank(low: float | None, high: float | None) -> Measured:
        return Measured(None, low, high, reason) if any_money else Measured(None, reason=reason)

    fraction = blank(0.0, 1.0)
    return Concentration(
        hhi=fraction,
        effective_number=blank(1.0, None),
        shannon=blank(0.0, None),
        effective_classes=blank(1.0, None),
        evenness=fraction,
        top_share=fraction,
        top5_share=fraction,
    )
