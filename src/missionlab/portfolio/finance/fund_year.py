"""One year of a fund, in its order. See docs/decisions/0033-the-years-order.md.

Every step is one function. Arrays have one number for each path; the books keep every year.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.arriving import arriving
from missionlab.portfolio.finance.deals import Deals
from missionlab.portfolio.finance.flows import NEVER
from missionlab.portfolio.finance.schedule import Lot, Odds, Paths, Schedule
from missionlab.portfolio.finance.setting import Line, Setting

KEPT_BOOKS = (
    "cash",
    "emergency",
    "surrendered",
    "cost",
    "committed",
    "reserved",
    "deals",
    "refused",
    "short",
    "unspent",
    "lapsed",
    "net_worth",
)


@dataclass(slots=True)
class FundBooks:
    """A fund on all paths: what it has now, and what it did in every year, (years, paths) each."""

    setting: Setting
    deals: Deals
    schedule: Schedule
    cash: Paths
    left: Paths
    """Authority of this year that is still there."""
    carried: Paths
    returned: Paths
    """What came back last year, with reserves that are no longer needed."""
    reserve: Paths
    """Cash that is set aside for what is promised and not yet paid."""
    by_line: NDArray[np.float64]
    """Committed by line, all years together; shape (lines, paths)."""
    public_upside: NDArray[np.float64]
    total_upside: NDArray[np.float64]
    with_fund: NDArray[np.float64]
    without_fund: NDArray[np.float64]
    anyway: Paths
    """Share of the private money that would have come without the fund."""
    year: dict[str, NDArray[np.float64]] = field(default_factory=dict)


def simulate(setting: Setting, deals: Deals, odds: Odds) -> FundBooks:
    """All years of the fund on all paths of `deals`. `odds` belong to the setting's lines and to those paths."""
    paths = deals.paths * deals.repeats
    nothing = np.zeros(paths)
    lines = np.zeros((len(setting.lines), paths))
    books = FundBooks(
        setting=setting,
        deals=deals,
        schedule=Schedule(setting.years, paths, odds, setting.on_commitment),
        cash=nothing,
        left=nothing,
        carried=nothing,
        returned=nothing,
        reserve=nothing,
        by_line=lines,
        public_upside=lines.copy(),
        total_upside=lines.copy(),
        with_fund=nothing.copy(),
        without_fund=nothing.copy(),
        anyway=_anyway(setting, deals),
        year={name: np.zeros((setting.years, paths)) for name in KEPT_BOOKS},
    )
    for year in range(setting.years):
        one_year(books, year)
    return books


def one_year(books: FundBooks, year: int) -> None:
    """The order of the year."""
    receive_allocation(books, year)
    settle_last_returns(books, year)
    pay_cost(books, year)
    pay_earlier_promises(books, year)
    commit(books, year)
    draw(books, year)
    take_outcomes(books, year)
    close(books, year)


def receive_allocation(books: FundBooks, year: int) -> None:
    """The state's money arrives; with it, what was carried over may be used."""
    allocated = books.setting.allocated[year]
    books.cash = books.cash + allocated
    books.left = books.carried + allocated


def settle_last_returns(books: FundBooks, year: int) -> None:
    """Last year's returns become authority where the fund may keep them, and go to the treasury where it may not."""
    there = np.minimum(books.returned, books.cash)
    if year >= books.setting.recycle_from:
        books.left = books.left + there
    else:
        books.cash = books.cash - there
        books.year["surrendered"][year] = there


def pay_cost(books: FundBooks, year: int) -> None:
    """Operating cost, on what was outstanding at the end of last year, comes before anything new."""
    outstanding = books.schedule.of("balance")[year - 1] if year else 0.0
    cost = books.setting.cost_fixed + books.setting.cost_share * outstanding + np.zeros_like(books.cash)
    books.cash, books.left = books.cash - cost, books.left - cost
    books.year["cost"][year] = cost


def pay_earlier_promises(books: FundBooks, year: int) -> None:
    """What was promised in earlier years and is due now: from its reserve, or first of all from this year's cash."""
    due = books.schedule.of("draws")[year].copy()
    books.cash = books.cash - due
    if books.setting.on_commitment:
        books.reserve = books.reserve - due
    else:
        books.left = books.left - due


def commit(books: FundBooks, year: int) -> None:
    """Deals arrive in their order and are taken while authority lasts."""
    setting = books.setting
    if year >= setting.closed_from or not setting.lines:
        return
    room = np.minimum(books.left, books.cash - books.reserve - setting.floor)
    if setting.most is not None:
        books.year["short"][year] = np.maximum(setting.most[year] - room, 0.0)
        room = np.minimum(room, setting.most[year])
    room = np.maximum(room, 0.0)
    outstanding = books.schedule.of("balance")[year - 1] if year else np.zeros_like(room)
    found = arriving(setting, books.deals, year, room, outstanding)
    books.year["refused"][year] = found.above_all(room)
    paths = len(room)
    place = np.flatnonzero(found.taken)
    path = place % paths
    size, number = found.size.reshape(-1)[place], found.line(place)
    before = books.schedule.of("draws")[year].copy()
    for at, of in enumerate(setting.lines):
        here = np.nonzero(number == at)[0]
        _book(books, year, at, of, place[here], path[here], size[here], found.scale)
    committed = np.bincount(path, weights=size, minlength=paths)
    used = np.bincount(path, weights=found.use.reshape(-1)[place], minlength=paths)
    drawn = books.schedule.of("draws")[year] - before
    books.left = books.left - used
    books.cash = books.cash - drawn
    books.reserve = books.reserve + (used - drawn)
    books.year["committed"][year] = committed
    books.year["deals"][year] = found.taken.sum(axis=0) * found.scale


def draw(books: FundBooks, year: int) -> None:
    """Where the cash does not reach for cost and what is due, the state adds what is missing."""
    _add_what_is_missing(books, year)


def take_outcomes(books: FundBooks, year: int) -> None:
    """At the end of the year: interest, repayments, recoveries, exits and fees come in, guarantees are called."""
    schedule = books.schedule
    returns = schedule.of("income")[year] + schedule.of("principal")[year]
    calls = schedule.of("calls")[year]
    free = np.minimum(schedule.of("released")[year], books.reserve)
    books.reserve = np.maximum(books.reserve - free - calls, 0.0)
    books.cash = books.cash + returns - calls
    _add_what_is_missing(books, year)
    books.returned = returns + free


def close(books: FundBooks, year: int) -> None:
    """Authority that was not used is carried over or lapses."""
    setting = books.setting
    unspent = np.clip(books.left, 0.0, np.maximum(books.cash, 0.0))
    kept = setting.kept * unspent
    if setting.kept_limit is not None:
        kept = np.minimum(kept, setting.kept_limit * setting.allocated[year])
    books.carried = kept
    books.cash = books.cash - (unspent - kept)
    books.year["unspent"][year] = unspent
    books.year["lapsed"][year] = unspent - kept
    books.year["cash"][year] = books.cash
    books.year["reserved"][year] = books.reserve
    schedule = books.schedule
    books.year["net_worth"][year] = books.cash + schedule.of("balance")[year] - schedule.of("allowance")[year]


def _book(
    books: FundBooks,
    year: int,
    number: int,
    line: Line,
    place: NDArray[np.intp],
    path: NDArray[np.intp],
    size: NDArray[np.float64],
    scale: Paths,
) -> None:
    if not len(place):
        return
    paths = len(books.cash)
    count = int(place.max()) // paths + 1

    def numbers(stream: str) -> NDArray[np.float64]:
        return books.deals.block(stream, year, count).reshape(-1)[place]

    unused = np.zeros(0)
    valued = line.value is not None
    lot = Lot(
        path, size, numbers("fate"), numbers("value") if valued else unused, numbers("hold") if valued else unused
    )
    exits = (books.setting.earliest_exit, books.setting.latest_exit)
    outcome = books.schedule.add(year, number, line, lot, exits)
    books.by_line[number] += np.bincount(path, weights=size, minlength=paths)
    books.public_upside[number] += outcome.public
    books.total_upside[number] += outcome.total
    if line.succeeds:
        won = outcome.succeeded != NEVER
        books.with_fund += scale * np.bincount(path[won], minlength=paths)
        if books.setting.anyway is not None:
            started = won & (numbers("anyway") < books.anyway[path])
            books.without_fund += scale * np.bincount(path[started], minlength=paths)


def _add_what_is_missing(books: FundBooks, year: int) -> None:
    missing = np.maximum(-books.cash, 0.0)
    books.year["emergency"][year] += missing
    books.cash = books.cash + missing


def _anyway(setting: Setting, deals: Deals) -> Paths:
    """The share on each path: triangular between its low, central and high figures."""
    if setting.anyway is None:
        return np.zeros(deals.paths * deals.repeats)
    low, mid, high = setting.anyway
    u = deals.year("anyway share", 0)
    if high == low:
        return np.full_like(u, mid)
    turn = (mid - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mid - low))
    return np.where(u < turn, rising, high - np.sqrt((1 - u) * (high - low) * (high - mid)))
