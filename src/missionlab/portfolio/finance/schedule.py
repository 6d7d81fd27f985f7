"""Everything that will follow from a year's deals, added up the moment they are made.

A deal's fate is drawn once. So its flows of all later years are known to the simulation, though to nobody in it: no
rule of the fund reads a year that has not come.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.fates import Chances, Ends, curves, ends
from missionlab.portfolio.finance.flows import NEVER
from missionlab.portfolio.finance.setting import Line
from missionlab.portfolio.finance.unit_flows import UnitFlows, Ways

Paths = NDArray[np.float64]
"""One number for each path."""

QUANTITIES = (
    "draws",
    "calls",
    "income",
    "principal",
    "losses",
    "balance",
    "undrawn",
    "cancelled",
    "released",
    "allowance",
)
"""Kept by year; ``draws`` and ``calls`` are the two halves of what is paid out, ``released`` is the part of what is
cancelled for which cash was set aside."""
FORCED = (5, 7, 10)
"""Ages at which an earlier exit is tried."""
WHOLE = (
    "after",
    "tenor",
    "ten_years",
    *(f"later {age}" for age in FORCED),
    *(f"held {age}" for age in FORCED),
)
"""Kept for all years together."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns money by way of ending into the quantities, for deals with so many ages before the horizon."""

    ways: Ways
    targets: NDArray[np.int64]
    """Quantity x ages + age of each row of `weights`."""
    row: NDArray[np.int64]
    """Row of each way: ways that do the same until the horizon share one."""
    weights: NDArray[np.float64]
    whole: NDArray[np.float64]
    """One row for each of `WHOLE`."""
    net: NDArray[np.float64]
    """What comes back on one unit beyond what was paid out, by way, years after the horizon included."""


def reader(unit: UnitFlows, ages: int, reserves: bool) -> Reader:
    """`reserves` says whether cash is set aside for what is promised, even where nothing is promised but a cover."""
    rows = unit.ways.until(ages)
    paid = unit.draws[rows]
    none = np.zeros_like(paid)
    tables = {
        "draws": none if unit.covers else paid,
        "calls": paid if unit.covers else none,
        "income": unit.income[rows],
        "principal": unit.principal[rows],
        "losses": unit.losses[rows],
        "balance": unit.balance[rows],
        "undrawn": unit.undrawn[rows],
        "cancelled": unit.cancelled[rows],
        "released": unit.cancelled[rows] if reserves or unit.covers else none,
        "allowance": unit.allowance[rows],
    }
    stacked = np.concatenate([tables[name][:, :ages].T for name in QUANTITIES])
    used = np.nonzero(stacked.any(axis=1))[0]
    net = unit.income[rows] + unit.principal[rows] - paid
    whole = _whole(unit, rows, net, ages)
    different, row = np.unique(np.concatenate([stacked[used], whole]), axis=1, return_inverse=True)
    return Reader(
        ways=Ways(ages),
        targets=used,
        row=row.reshape(-1),
        weights=np.ascontiguousarray(different[: len(used)]),
        whole=np.ascontiguousarray(different[len(used) :]),
        net=net.sum(axis=1) + unit.late[rows],
    )


def _whole(unit: UnitFlows, rows: NDArray[np.int64], net: NDArray[np.float64], ages: int) -> NDArray[np.float64]:
    out = unit.balance[rows] + unit.undrawn[rows]
    after = net[:, ages:].sum(axis=1) + unit.late[rows]
    tenor = (out > 0).sum(axis=1)
    ten = (out[:, 10] > 0) if out.shape[1] > 10 else np.zeros(len(out))
    later = [net[:, age + 1 : ages].sum(axis=1) for age in FORCED]
    held = [unit.balance[rows][:, age] if age < ages - 1 else np.zeros(len(rows)) for age in FORCED]
    return np.array([after, tenor, ten, *later, *held], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Odds:
    """The chances of every line's projects on every path, by number of the line, and how their money is read."""

    chances: dict[int, Chances]
    readers: dict[tuple[int, int, bool], Reader] = field(default_factory=dict)
    """Made when first used, by line, ages before the horizon, and whether cash is set aside."""


@dataclass(slots=True)
class Schedule:
    """What is due in every year from all deals so far; one array (years, paths) for each quantity."""

    years: int
    paths: int
    odds: Odds
    reserves: bool
    """Whether cash is set aside for everything that is promised."""
    due: NDArray[np.float64] = field(init=False)
    whole: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        self.due = np.zeros((len(QUANTITIES), self.years, self.paths))
        self.whole = np.zeros((len(WHOLE), self.paths))

    def of(self, quantity: str) -> NDArray[np.float64]:
        """The quantity by year; shape (years, paths)."""
        return self.due[QUANTITIES.index(quantity)]

    def whole_of(self, name: str) -> Paths:
        """One of `WHOLE`, for all years together; shape (paths,)."""
        return self.whole[WHOLE.index(name)]

    def add(self, year: int, number: int, line: Line, lot: Lot, exits: tuple[int, int | None]) -> Outcome:
        """Adds what follows from a line's deals of a year; `exits` are the fewest and the most years for a stake."""
        ages = self.years - year
        key = (number, ages, self.reserves)
        read = self.odds.readers.get(key)
        if read is None:
            read = self.odds.readers[key] = reader(line.unit, ages, self.reserves)
        end = self._ends(year, number, line, lot, ages)
        left, forced = _exits(end, line, lot, exits, ages)
        ended = left if line.unit.stake else np.where(end.succeeded == NEVER, 0, end.succeeded)
        stopped = np.where((end.failed == NEVER) | (left > 0), 0, end.failed)
        way = np.where(ended > 0, read.ways.ended(ended), read.ways.stopped(stopped))
        money = self._sum(read.row[way], lot.path, lot.size, read.weights.shape[1])
        wide = self.due.reshape(-1, self.paths)
        quantity, at = np.divmod(read.targets, ages)
        wide[quantity * self.years + year + at] += read.weights @ money
        self.whole += read.whole @ money
        return self._sell(year, line, lot, read, Fate(end.succeeded, left, forced, way))

    def _ends(self, year: int, number: int, line: Line, lot: Lot, ages: int) -> Ends:
        if line.course:
            return ends(lot.fate, lot.path, *curves(self.odds.chances[number], year, ages))
        nothing = np.zeros(len(lot.path), dtype=np.int64)
        return Ends(nothing + NEVER, nothing)

    def _sell(self, year: int, line: Line, lot: Lot, read: Reader, fate: Fate) -> Outcome:
        """Adds what stakes are sold for, and sums the upside of the deals that were left by the horizon."""
        outcome = Outcome(np.zeros(self.paths), np.zeros(self.paths), fate.succeeded)
        if line.value is None:
            return outcome
        out = np.nonzero(fate.left > 0)[0]
        multiple = np.where(fate.forced[out], 1.0, line.value.quantile(lot.value[out]))
        path, size, age = lot.path[out], lot.size[out], fate.left[out]
        back = brought = np.zeros(len(out))
        if line.unit.stake:
            brought, back = line.unit.sold(multiple, age)
            brought, back = np.where(fate.forced[out], 1.0, brought), np.where(fate.forced[out], 1.0, back)
            ages = self.years - year
            own = self._sum(age, path, size * back, ages)
            gain = self._sum(age, path, size * (brought - back), ages)
            self.of("principal")[year:] += own
            self.of("income")[year:] += gain
            self.of("losses")[year:] -= own
            for limit in FORCED:
                self.whole_of(f"later {limit}")[:] += (own + gain)[limit + 1 :].sum(axis=0)
        mine = np.maximum(read.net[fate.way[out]] + brought, 0.0) * size
        outcome.public = self._sum(np.zeros(len(out), dtype=np.int64), path, mine, 1)[0]
        all_of_it = np.maximum(multiple - 1, 0.0) * size
        outcome.total = self._sum(np.zeros(len(out), dtype=np.int64), path, all_of_it, 1)[0]
        return outcome

    def _sum(self, row: NDArray[np.int64], path: NDArray[np.intp], amount: Paths, rows: int) -> Paths:
        """Amounts by row and path; shape (rows, paths)."""
        flat = np.bincount(row * self.paths + path, weights=amount, minlength=rows * self.paths)
        return flat.astype(np.float64, copy=False).reshape(rows, self.paths)


@dataclass(frozen=True, slots=True)
class Lot:
    """A line's deals of one year on all paths; every array has the shape (deals,)."""

    path: NDArray[np.intp]
    size: NDArray[np.float64]
    fate: NDArray[np.float64]
    """Uniform numbers, as are the next two."""
    value: NDArray[np.float64]
    hold: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fate:
    succeeded: NDArray[np.int64]
    left: NDArray[np.int64]
    """Age at the exit; 0 for none by the horizon."""
    forced: NDArray[np.bool_]
    way: NDArray[np.int64]


@dataclass(slots=True)
class Outcome:
    """What a line's deals of a year come to by the horizon."""

    public: Paths
    """Upside of the purse on deals that were left, in money."""
    total: Paths
    """Upside of one unit of everybody's money on them, times the purse's amount."""
    succeeded: NDArray[np.int64]
    """Age of each deal's success, or NEVER."""


def _exits(
    end: Ends, line: Line, lot: Lot, exits: tuple[int, int | None], ages: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Ages at which deals are left, 0 for never, and which are sold unripe because the fund may stay no longer."""
    never, nowhere = np.zeros(len(lot.path), dtype=np.int64), np.zeros(len(lot.path), dtype=np.bool_)
    if line.value is None:
        return never, nowhere
    first, last = line.hold
    held = first + (lot.hold * (last - first + 1)).astype(np.int64)
    won = end.succeeded != NEVER
    left = np.where(won, np.maximum(np.maximum(end.succeeded + held, exits[0]), 1), 0)
    forced = nowhere
    if exits[1] is not None and line.unit.stake:
        latest = max(exits[1], 1)
        failed = (end.failed != NEVER) & (end.failed <= latest)
        forced = ~failed & (~won | (left > latest)) & (latest < ages)
        left = np.where(forced, latest, left)
    return np.where(left < ages, left, 0), forced
