"""What one unit of money on given terms does, under each way in which a deal can turn out.

A fund has thousands of deals on few terms. Laws are linear in the amount, and apart from what a stake is sold for they
see no more of a history than the year in which it stopped, succeeded or was left. So the laws are asked once for
every such history, and a fund multiplies; what a stake is sold for they are asked deal by deal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.fates import Curve
from missionlab.portfolio.finance.flows import NEVER, Flows, History
from missionlab.strategy.vocabulary import Instrument

Law = Callable[[History], Flows]
"""The flows of one unit for each history."""
Table = NDArray[np.float64]
"""One row for each way of turning out, one column for each age from 0."""

STAKES = frozenset({Instrument.EQUITY, Instrument.CONVERTIBLE, Instrument.WARRANT})
"""Instruments whose money comes back when a stake is sold."""
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Ways:
    """Numbers of the rows: 0 goes on, 1 to ages-1 stopped at that age, the rest ended with success at ages 1 to ages-1.

    A stake ends when it is sold, anything else with the project's success.
    """

    ages: int

    def stopped(self, age: NDArray[np.int64]) -> NDArray[np.int64]:
        return age

    def ended(self, age: NDArray[np.int64]) -> NDArray[np.int64]:
        return self.ages - 1 + age

    def until(self, ages: int) -> NDArray[np.int64]:
        """Rows that can be told apart within so many ages."""
        one = np.arange(1, ages)
        return np.concatenate([[0], one, self.ended(one)])


@dataclass(frozen=True, slots=True)
class UnitFlows:
    """One unit, by way and age. Every amount is positive."""

    ways: Ways
    stake: bool
    covers: bool
    """Whether it is a promise to pay for another's loss: nothing is paid out until it is called."""
    draws: Table
    """Paid out, or called under a guarantee."""
    income: Table
    """Interest, fees, royalties and gains."""
    principal: Table
    """Own money back, with recoveries."""
    losses: Table
    balance: Table
    """Lent or held at cost, at the end of the year."""
    undrawn: Table
    """Promised and neither paid nor cancelled, at the end of the year."""
    cancelled: Table
    allowance: Table
    """Loss that is expected within the next year, at the end of the year."""
    late: NDArray[np.float64]
    """What comes after the last age; shape (ways,)."""
    law: Law
    capped: bool
    """Whether all that is received is capped, so that what a stake brings depends on what came before."""

    def sold(
        self, multiple: NDArray[np.float64], age: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What a stake brings at each multiple and age, and what of it is own money back; shape (deals,).

        Once all is paid in, the age makes no difference, unless there is a cap on everything that is received.
        """
        brought, back = np.zeros(len(multiple)), np.zeros(len(multiple))
        asked = np.clip(age, 1, self.ways.ages - 2 if self.capped else self.paid_in_by + 1)
        for at in np.unique(asked):
            here = asked == at
            years = self.ways.ages if self.capped else int(at) + 2
            flows = self.law(_sales(multiple[here], int(at), years))
            bare = self.law(_sales(np.zeros(1), int(at), years))
            brought[here] = flows.cash.sum(axis=1) + flows.after - bare.cash.sum() - bare.after[0]
            back[here] = bare.loss.sum() - flows.loss.sum(axis=1)
        return brought, back

    @property
    def paid_in_by(self) -> int:
        """Age by which everything is paid out."""
        return int(np.nonzero(self.draws[0])[0].max(initial=0))


def unit_flows(
    law: Law, instrument: Instrument, revenue: NDArray[np.float64], end: UnitEnd, *, capped: bool = False
) -> UnitFlows:
    """Asks `law` for every way of turning out. `revenue` is that of the years from a success on, shape (ages,)."""
    ages = len(revenue)
    ways = Ways(ages)
    stake, covers = instrument in STAKES, instrument is Instrument.GUARANTEE
    histories = _every_way(ages, stake, revenue)
    flows = law(histories)
    draws, received = np.maximum(-flows.cash, 0.0), np.maximum(flows.cash, 0.0)
    if covers:
        principal = np.zeros_like(received)
        balance, undrawn = np.zeros_like(received), flows.balance
    else:
        principal, balance = _own_money(draws, received, flows)
        undrawn = _undrawn(draws, flows.cash, histories)
    out_of_hand = np.cumsum(draws, axis=1) + undrawn
    cancelled = -np.diff(out_of_hand, axis=1, prepend=1.0)
    return UnitFlows(
        ways=ways,
        stake=stake,
        covers=covers,
        draws=draws,
        income=received - principal,
        principal=principal,
        losses=flows.loss,
        balance=balance,
        undrawn=undrawn,
        cancelled=np.where(np.abs(cancelled) < _ROUNDING, 0.0, cancelled),
        allowance=_allowance(flows.loss, undrawn + balance, ways, end),
        late=flows.after,
        law=law,
        capped=capped,
    )


@dataclass(frozen=True, slots=True)
class UnitEnd:
    """Chances to have failed and to have succeeded by each age, without factors; each (ages, 1)."""

    failed: Curve
    succeeded: Curve


def _every_way(ages: int, stake: bool, revenue: NDArray[np.float64]) -> History:
    never = np.full(2 * ages - 1, NEVER, dtype=np.int16)
    stopped, ended = never.copy(), never.copy()
    each = np.arange(1, ages)
    stopped[1:ages] = each
    ended[ages:] = each
    earned = np.zeros((len(never), ages))
    for age in each:
        earned[ages - 1 + age, age:] = revenue[: ages - age]
    return History(stopped, ended, ended if stake else never, np.zeros(len(never)), earned)


def _sales(multiple: NDArray[np.float64], age: int, years: int) -> History:
    n = len(multiple)
    never, at = np.full(n, NEVER, dtype=np.int16), np.full(n, age, dtype=np.int16)
    return History(never, at, at, multiple, np.zeros((n, years)))


def _own_money(draws: Table, received: Table, flows: Flows) -> tuple[Table, Table]:
    """What of the receipts is own money back, and what of it is still out: owed, held, or on its way after a default.

    What a law neither holds nor loses, such as a grant, is spent.
    """
    principal = np.zeros_like(draws)
    claim = np.zeros(len(draws))
    claims = np.zeros_like(draws)
    for age in range(draws.shape[1]):
        claim = claim + draws[:, age] - flows.loss[:, age]
        principal[:, age] = np.clip(claim - flows.balance[:, age], 0.0, received[:, age])
        claim = claim - principal[:, age]
        claims[:, age] = claim
    coming = principal.sum(axis=1, keepdims=True) - np.cumsum(principal, axis=1)
    balance = np.maximum(flows.balance, np.minimum(claims, coming))
    balance[balance < _ROUNDING] = 0.0
    return principal, balance


def _undrawn(draws: Table, cash: Table, histories: History) -> Table:
    """What is promised and not yet paid, until the deal stops or nothing more happens on its terms."""
    ages = draws.shape[1]
    moving = cash != 0
    last = np.where(moving.any(axis=1), ages - 1 - moving[:, ::-1].argmax(axis=1), 0)
    last = np.where(histories.stopped != NEVER, histories.stopped, last)
    left = 1 - np.cumsum(draws, axis=1)
    left[np.abs(left) < _ROUNDING] = 0.0
    return np.where(np.arange(ages) < last[:, None], left, 0.0)


def _allowance(losses: Table, at_risk: Table, ways: Ways, end: UnitEnd) -> Table:
    failed, succeeded = end.failed[:, 0], end.succeeded[:, 0]
    running = 1 - failed - succeeded
    chance = np.zeros(ways.ages)
    chance[:-1] = np.divide(np.diff(failed), running[:-1], out=np.zeros(ways.ages - 1), where=running[:-1] > _ROUNDING)
    if_stopped = np.zeros(ways.ages)
    if_stopped[:-1] = losses[1 : ways.ages].sum(axis=1)
    return np.where(at_risk > 0, chance * if_stopped, 0.0)
