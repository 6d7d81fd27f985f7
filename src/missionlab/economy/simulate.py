"""One economy: start it, advance it, copy it, or simply simulate it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from missionlab.economy import levers as _levers
from missionlab.economy import series as _series
from missionlab.economy.beginning import beginning
from missionlab.economy.columns import columns_of, constants_of, put_back, sector_of
from missionlab.economy.compiled import program
from missionlab.economy.parameters import PARAMETER_RECORD, Parameters, as_record, checked
from missionlab.economy.period import COMPLETED, NO_FIRM_LEFT, NOBODY_EMPLOYED, OVERFLOW, period
from missionlab.economy.rules import RULE_SETS, SPENDING, Lsd01, Rules
from missionlab.economy.state import CAPITAL_GOOD_RECORD, CONSUMPTION_GOOD_RECORD, State


class Code(IntEnum):
    """How a run ended.

    OVERFLOW: a number beyond 1e150, or none at all. NOBODY_EMPLOYED: fewer than one in a thousand of the labour force,
    for 50 periods in a row. NO_FIRM_LEFT: no firm had a share of the market for goods.
    """

    COMPLETED = COMPLETED
    OVERFLOW = OVERFLOW
    NOBODY_EMPLOYED = NOBODY_EMPLOYED
    NO_FIRM_LEFT = NO_FIRM_LEFT


class BadRequest(ValueError):
    """A rule set, a seed or a number of periods that cannot be simulated."""


@dataclass(frozen=True)
class Run:
    """What one economy did. From the period `stopped_at` on (None if completed) the rows of `series` are NaN.

    `series` has shape (periods, series) with the columns of `names`; row k is period `first_period` + k.
    `vintages_merged` and `offers_dropped` count how often a fixed store was full since period 0 (see state.py).
    """

    series: np.ndarray
    names: tuple[str, ...]
    first_period: int
    code: Code
    stopped_at: int | None
    vintages_merged: int
    offers_dropped: int

    def __getitem__(self, name: str) -> np.ndarray:
        return self.series[:, self.names.index(name)]


class Firms(NamedTuple):
    """Copies of an economy's firms, their machines and offers (see state.py)."""

    capital_goods: np.ndarray
    consumption_goods: np.ndarray
    machines: np.ndarray
    offers: np.ndarray


_parameters = constants_of("parameters", PARAMETER_RECORD)
_capital_goods = sector_of("capital_goods", CAPITAL_GOOD_RECORD)
_consumption_goods = sector_of("consumption_goods", CONSUMPTION_GOOD_RECORD)


@program
def advance(rules, parameters, levers, seed, first, columns_1, columns_2, machines, offers, banks, macro, records):
    """Advance by as many periods as `records` has; returns (macro, result code, period at which it stopped or 0)."""
    p = _parameters(parameters)[0]
    one, two = _capital_goods(columns_1), _consumption_goods(columns_2)
    for k in range(records.size):
        t = first + k
        macro, code = period(rules, p, levers[t - 1], seed, t, one, two, machines, offers, banks, macro, records[k])
        if code != COMPLETED:
            return macro, code, t
    return macro, COMPLETED, 0


class Economy:
    """An economy at the end of some period. Copy it to continue it under other levers.

    `state` holds its arrays, which `advance` changes; `period` is the last period done, `code` how it has fared.
    """

    def __init__(self, parameters: Parameters, rules: Rules, seed: int, state: State, period: int) -> None:
        self.parameters = parameters
        self.rules = rules
        self.seed = seed
        self.state = state
        self.period = period
        self.code = Code.COMPLETED
        self.stopped_at: int | None = None

    def copy(self) -> Economy:
        """The same economy, sharing no memory: what is done to one leaves the other as it was."""
        other = Economy(self.parameters, self.rules, self.seed, self.state.copy(), self.period)
        other.code, other.stopped_at = self.code, self.stopped_at
        return other

    def firms(self) -> Firms:
        """The firms, place by place, with what they did in the last period."""
        return Firms(*self.state.copy()[:4])

    def advance(self, periods: int, levers: np.ndarray | None = None, series: tuple[str, ...] | None = None) -> Run:
        """Continue for so many periods. Row t-1 of `levers` holds for period t, whenever the economy was copied.

        Raises `BadRequest`, `BadLevers` or `UnknownSeries` before anything runs. An economy that has stopped stays
        where it is, and its rows are NaN.
        """
        if isinstance(periods, bool) or not isinstance(periods, int | np.integer) or periods < 1:
            raise BadRequest(f"periods = {periods!r}: must be a whole number, 1 or more")
        last = self.period + periods
        names = _series.NAMES if series is None else tuple(series)
        columns = _series.columns(names)
        schedule = _levers.no_levers(last) if levers is None else _levers.checked(levers, last)
        if isinstance(self.rules.books, Lsd01):
            _levers.refuse_all_but_rates(schedule)
        rows = np.full((periods, len(_series.NAMES)), np.nan)
        records = rows.view(_series.RECORD)[:, 0]
        first = self.period + 1
        if self.code is Code.COMPLETED:
            one, two, machines, offers, banks, macro = self.state
            columns_1, columns_2 = columns_of(one), columns_of(two)
            macro, code, stopped = advance(
                self.rules, columns_of(as_record(self.parameters)), schedule, self.seed, first,
                columns_1, columns_2, machines, offers, banks, macro, records,
            )  # fmt: skip
            put_back(columns_1, one)
            put_back(columns_2, two)
            self.state = self.state._replace(macro=macro)
            if stopped:
                rows[stopped - first :] = np.nan
            self.code, self.stopped_at = Code(code), stopped or None
        self.period = last
        return Run(
            series=rows if series is None else np.ascontiguousarray(rows[:, columns]),
            names=names,
            first_period=first,
            code=self.code,
            stopped_at=self.stopped_at,
            vintages_merged=int(self.state.macro.vintages_merged),
            offers_dropped=int(self.state.macro.offers_dropped),
        )


def rule_set(rules: str = "closed", spending: str = "benefit") -> Rules:
    """The rule set of these names; raises `BadRequest` with the names there are."""
    if rules not in RULE_SETS:
        raise BadRequest(f"rules = {rules!r}: there are {', '.join(RULE_SETS)}")
    if spending not in SPENDING:
        raise BadRequest(f"spending = {spending!r}: there are {' and '.join(SPENDING)}")
    books, banking = RULE_SETS[rules]
    return Rules(books, SPENDING[spending], banking)


def start(
    parameters: Parameters | None = None, seed: int = 0, rules: str = "closed", spending: str = "benefit"
) -> Economy:
    """An economy at period 0. `seed` is a whole number from 0 to 2**63 - 1.

    Raises `BadParameters` or `BadRequest` before anything runs.
    """
    chosen = rule_set(rules, spending)
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or not 0 <= seed < 2**63:
        raise BadRequest(f"seed = {seed!r}: must be a whole number from 0 to 2**63 - 1")
    usable = checked(parameters if parameters is not None else Parameters())
    return Economy(usable, chosen, int(seed), beginning(usable, int(seed), chosen), 0)


def simulate(
    parameters: Parameters | None = None,
    levers: np.ndarray | None = None,
    seed: int = 0,
    *,
    periods: int = 300,
    rules: str = "closed",
    spending: str = "benefit",
    series: tuple[str, ...] | None = None,
) -> Run:
    """Simulate one economy from its start: the same seed gives the same bits."""
    return start(parameters, seed, rules, spending).advance(periods, levers, series)
