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
from collections.abc import Iterable, Sequence
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
    allocated = math.fsum(money)
    shares = [amount / allocated for amount in money]
    hhi, shannon = _hhi(shares), _shannon(shares)
    evenness = min(1.0, shannon / math.log(len(shares))) if len(shares) > 1 else 0.0
    top5 = math.fsum(shares[:5])
    one_class = text("portfolio.reason.one_class") if len(shares) == 1 else None
    if not unallocated:
        return Concentration(
            hhi=_exact(hhi),
            effective_number=_exact(_inverse(hhi)),
            shannon=_exact(shannon),
            effective_classes=_exact(math.exp(shannon)),
            evenness=Measured(evenness, evenness, evenness, one_class),
            top_share=_exact(shares[0]),
            top5_share=_exact(top5),
        )
    total = allocated + unallocated
    reason = text("portfolio.reason.allocated", share=Share(unallocated / total))
    thin = [amount / total for amount in money]
    thick = [(money[0] + unallocated) / total, *thin[1:]]
    least, most, poorest = _hhi(thin), _hhi(thick), _shannon(thick)
    return Concentration(
        hhi=Measured(hhi, least, most, reason),
        effective_number=Measured(_inverse(hhi), _inverse(most), _inverse(least), reason),
        shannon=Measured(shannon, poorest, None, reason),
        effective_classes=Measured(math.exp(shannon), math.exp(poorest), None, reason),
        evenness=Measured(evenness, 0.0, 1.0, one_class or reason),
        top_share=Measured(shares[0], thin[0], thick[0], reason),
        top5_share=Measured(top5, math.fsum(thin[:5]), math.fsum(thick[:5]), reason),
    )


def _exact(value: float | None) -> Measured:
    return Measured(value, value, value)


def _hhi(shares: Sequence[float]) -> float:
    return min(1.0, math.fsum(share * share for share in shares))


def _inverse(hhi: float) -> float | None:
    """The effective number; blank where the shares were too small to be squared."""
    return 1 / hhi if hhi > SMALLEST else None


def _shannon(shares: Sequence[float]) -> float:
    return max(0.0, -math.fsum(share * math.log(share) for share in shares if share > 0))


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
