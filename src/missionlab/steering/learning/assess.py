"""What knowing more is worth for one pilot at one share of carry-over: by size, at best, and for certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from missionlab.base.text import Text, text
from missionlab.portfolio.results import Measured
from missionlab.steering.learning.beliefs import Believed
from missionlab.steering.learning.results import CarryOver, SizeWorth
from missionlab.steering.learning.worth import Payoff, Sample, chosen, perfect, sample, shared

SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200)
"""Further units in each arm that are looked at."""
_MOST = 2000
"""Units of an arm that are counted; more would teach next to nothing beyond."""
_LEAST_RANGE = 20
_SEARCHED = 60
"""Units in each arm up to which every size is tried for the best."""


@dataclass(frozen=True)
class Stakes:
    """What is believed of the arms, what scaling up pays, and what a unit costs.

    ``weaker`` and ``stronger`` are the same from a prior of half and of twice the strength."""

    beliefs: Sequence[Believed]
    weaker: Sequence[Believed]
    stronger: Sequence[Believed]
    payoff: Payoff
    cost: float | None
    left: int | None
    """Units of the registered size that are still to come; blank without a size or when none is."""

    def perfect(self) -> Measured:
        every = [perfect(beliefs, self.payoff) for beliefs in (self.beliefs, self.weaker, self.stronger)]
        return Measured(every[0], min(every), max(every))

    def size(self, units: int) -> SizeWorth:
        """A sample of so many units in all, shared evenly."""
        every = [self._sample(beliefs, units) for beliefs in (self.beliefs, self.weaker, self.stronger)]
        worth = Measured(every[0].worth, min(s.worth for s in every), max(s.worth for s in every))
        changes = Measured(every[0].changes, min(s.changes for s in every), max(s.changes for s in every))
        if self.cost is None:
            blank = Measured(None, reason=text("pilots.blank.cost"))
            return SizeWorth(units, worth, blank, blank, changes)
        cost = self.cost * units
        assert worth.value is not None
        assert worth.low is not None
        assert worth.high is not None
        net = Measured(worth.value - cost, worth.low - cost, worth.high - cost)
        return SizeWorth(units, worth, Measured(cost, reason=text("pilots.reason.stated_cost")), net, changes)

    def _sample(self, beliefs: Sequence[Believed], units: int) -> Sample:
        return sample(beliefs, self.payoff, [min(n, _MOST) for n in shared(units, len(beliefs))])

    def sizes(self) -> tuple[SizeWorth, ...]:
        """The sizes that are shown: round ones, what is left of the pilot, and the best, the fewest units first."""
        best = self.best_units
        units = {*self._round(), *([self.left] if self.left else []), *([best] if best else [])}
        return tuple(self.size(n) for n in sorted(units))

    @cached_property
    def best_units(self) -> int | None:
        """The units with the largest net worth; nothing where none is above zero, or a unit has no stated cost."""
        if self.cost is None:
            return None
        arms = len(self.beliefs)
        tried = {*self._round(), *(n * arms for n in range(1, _SEARCHED + 1)), *([self.left] if self.left else [])}
        net = {n: self._sample(self.beliefs, n).worth - self.cost * n for n in sorted(tried)}
        best = max(net, key=net.__getitem__)
        return best if net[best] > 0 else None

    def _round(self) -> tuple[int, ...]:
        arms = len(self.beliefs)
        reach = max(_LEAST_RANGE, 2 * (self.left or 0) // arms)
        return tuple(n * arms for n in SIZES if n <= reach)


def at_share(stakes: Stakes, share: float, *, stated: bool) -> CarryOver:
    """The answers at one share of carry-over, which is already in the payoff of ``stakes``."""
    arm, now = chosen(stakes.beliefs, stakes.payoff)
    best = stakes.best_units
    return CarryOver(
        share=share,
        stated=stated,
        scale_up=arm is not None,
        decision=Measured(now, *_decided(stakes)),
        perfect=stakes.perfect(),
        planned=stakes.size(stakes.left) if stakes.left else None,
        best=stakes.size(best) if best else None,
        can_change=can_change(stakes),
    )


def can_change(stakes: Stakes) -> bool:
    """Whether what is left of the pilot can change the decision; without a size, whether any size looked at can."""
    units = [stakes.left] if stakes.left else [max(SIZES) * len(stakes.beliefs)]
    return any(stakes.size(n).worth.value for n in units)


def blank_share(share: float, reason: Text) -> CarryOver:
    """The same where nothing can be said."""
    blank = Measured(None, reason=reason)
    return CarryOver(share, False, None, blank, blank, None, None, None)


def _decided(stakes: Stakes) -> tuple[float, float]:
    """Least and most that the best decision pays, were the true mean at the ends of what is believed."""
    arm, _ = chosen(stakes.beliefs, stakes.payoff)
    if arm is None:
        return 0.0, 0.0
    belief = stakes.beliefs[arm]
    return stakes.payoff.of(belief.quantile(0.05)), stakes.payoff.of(belief.quantile(0.95))
