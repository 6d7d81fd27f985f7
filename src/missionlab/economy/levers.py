"""The levers: what a policy sets in each period, as an array of periods x levers in which all zeros is no policy.

Most levers are budgets: the gross outlay of a period as a share of what the whole labour force would earn, so that the
same number is the same count of workers' wages under every policy and in every run. Settings say how a budget is
used; they are read only where it is positive. The two rates change what the state takes and pays anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from numbers import Integral, Real

import numpy as np

from missionlab.economy.series import NAMES as SERIES_NAMES


class Lever(IntEnum):
    """The column of each lever in the array."""

    TAX_RATE = 0
    BENEFIT_RATE = 1
    TRANSFERS = 2
    PURCHASES = 3
    RESEARCH_REFUND = 4
    RESEARCH_HIRING = 5
    INVESTMENT_DISCOUNT = 6
    LABORATORY = 7
    LABORATORY_TECHNIQUE = 8
    PUBLIC_FIRMS = 9
    MACHINE_PURCHASES = 10
    PUBLIC_BANK = 11
    LABORATORY_YIELD = 12
    LABORATORY_GAIN = 13
    LABORATORY_DECAY = 14
    PUBLIC_FIRM_COUNT = 15
    PUBLIC_FIRM_PROTECTION = 16
    PUBLIC_FIRM_DIFFUSION = 17
    MACHINE_NEWNESS = 18
    MACHINES_HANDED_OVER = 19
    LOAN_RATE = 20
    LOAN_TENOR = 21
    LOAN_LOSS_LIMIT = 22
    LOAN_UPSIDE = 23
    LOAN_TARGETING = 24
    PATIENCE = 25
    TAX_FINANCED = 26


RATE, BUDGET, SETTING = "rate", "budget", "setting"


@dataclass(frozen=True)
class LeverMeaning:
    """What one lever means. A lever that costs money names its cost line, the payee and at least one series it moves."""

    lever: Lever
    name: str
    kind: str
    """``rate``, ``budget`` or ``setting``."""
    meaning: str
    unit: str
    low: float
    high: float
    default: float
    """Of a setting: what a policy that does not name it uses. Of rates and budgets: 0, no policy."""
    cost_line: str
    """The series of the government's accounts that carries its cost; empty for a setting."""
    payee: str
    """Who gets the money, and what stands against it in the real economy."""
    moves: tuple[str, ...]
    """Series that it moves."""
    bound: str
    """What limits the rate that follows from the budget: money beyond it is not spent, and is reported."""


_WAGES = "share of the labour force's wages"
_MOST = 0.5


def _rate(lever: Lever, meaning: str, cost_line: str, payee: str, moves: tuple[str, ...]) -> LeverMeaning:
    return LeverMeaning(
        lever,
        lever.name.lower(),
        RATE,
        meaning,
        "share",
        -1.0,
        1.0,
        0.0,
        cost_line,
        payee,
        moves,
        "the sum is kept within 0 and 1",
    )


def _budget(lever: Lever, meaning: str, payee: str, moves: tuple[str, ...], bound: str) -> LeverMeaning:
    name = lever.name.lower()
    return LeverMeaning(lever, name, BUDGET, meaning, _WAGES, 0.0, _MOST, 0.0, f"outlay_{name}", payee, moves, bound)


def _setting(lever: Lever, meaning: str, unit: str, low: float, high: float, default: float) -> LeverMeaning:
    return LeverMeaning(lever, lever.name.lower(), SETTING, meaning, unit, low, high, default, "", "", (), "")


MEANINGS = (
    _rate(Lever.TAX_RATE, "Added to the tax rate on profits", "taxes", "the state, from firms", ("taxes",)),
    _rate(Lever.BENEFIT_RATE, "Added to the benefit rate", "benefits", "households without work", ("benefits",)),
    _budget(Lever.TRANSFERS, "Money paid to households without condition", "households, who spend it in the same period", ("spending_households",), "none"),
    _budget(Lever.PURCHASES, "Goods that the state buys and uses up", "consumption-good firms, for goods", ("spending_state",), "the goods on offer"),
    _budget(Lever.RESEARCH_REFUND, "Refund of part of firms' research costs, in cash", "capital-good firms, in proportion to their research", ("deposits_1",), "the research that firms did: a refund of all of it"),
    _budget(Lever.RESEARCH_HIRING, "Pays researchers beyond those whom firms would hire", "capital-good firms, who pay it as wages to researchers drawn from the labour market", ("research_workers",), "ten times a firm's own research, and the cap on research labour"),
    _budget(Lever.INVESTMENT_DISCOUNT, "Part of the price of machines that the state pays", "consumption-good firms, who pay the rest of the price to their suppliers", ("investment",), "half of the price"),
    _budget(Lever.LABORATORY, "A public laboratory whose successes shift what firms' searches can find", "researchers, drawn from the labour market", ("laboratory_workers",), "the cap on research labour"),
    _budget(Lever.LABORATORY_TECHNIQUE, "A public laboratory whose successes are techniques that every firm may take up", "researchers, drawn from the labour market", ("laboratory_workers",), "the cap on research labour"),
    _budget(Lever.PUBLIC_FIRMS, "Public capital-good firms: research beyond their own, and cash when they would fail", "the public firms, who pay it as wages to researchers, or owe less", ("research_workers",), "the cap on research labour"),
    _budget(Lever.MACHINE_PURCHASES, "Machines that the state buys", "capital-good firms, for machines that become public stock or are handed to firms", ("machines_made",), "whole machines that the makers have workers for"),
    _budget(Lever.PUBLIC_BANK, "New loans of a public bank to firms that banks ration", "firms that could not pay for their plans; the loans are an asset of the state", ("public_loans",), "what firms are short of"),
    _setting(Lever.LABORATORY_YIELD, "Yield of a laboratory's researcher, as a multiple of a private one's", "multiple", 0.0, 1000.0, 1.0),
    _setting(Lever.LABORATORY_GAIN, "Mean of what a success adds", "share", -0.15, 0.15, 0.03),
    _setting(Lever.LABORATORY_DECAY, "Share of the shift that is lost in a period; 0 = permanent", "1/period", 0.0, 1.0, 0.2),
    _setting(Lever.PUBLIC_FIRM_COUNT, "Capital-good firms that are public", "firms", 0.0, 10_000.0, 5.0),
    _setting(Lever.PUBLIC_FIRM_PROTECTION, "Share of the public firms that are kept alive while the state pays for them", "share", 0.0, 1.0, 1.0),
    _setting(Lever.PUBLIC_FIRM_DIFFUSION, "Share of the researchers paid for public firms who show imitators the best public technique; the others search", "share", 0.0, 1.0, 0.5),
    _setting(Lever.MACHINE_NEWNESS, "Periods since a technique was found within which the state is a first buyer of it; 0 = any technique", "periods", 0.0, 1000.0, 0.0),
    _setting(Lever.MACHINES_HANDED_OVER, "Share of the machines bought that is handed to firms; the rest is public stock", "share", 0.0, 1.0, 0.0),
    _setting(Lever.LOAN_RATE, "Interest rate of the public bank", "1/period", 0.0, 0.2, 0.01),
    _setting(Lever.LOAN_TENOR, "Part of a public loan that falls due in a period: one in so many of what is left", "periods", 1.0, 100.0, 20.0),
    _setting(Lever.LOAN_LOSS_LIMIT, "Losses, as a share of all it has lent, beyond which the public bank lends no more", "share", 0.0, 1.0, 1.0),
    _setting(Lever.LOAN_UPSIDE, "Share of a borrower's profit that goes to the public bank while it owes", "share", 0.0, 1.0, 0.0),
    _setting(Lever.LOAN_TARGETING, "Share of the lending that goes to firms that banks ration; the rest goes to firms drawn at random", "share", 0.0, 1.0, 1.0),
    _setting(Lever.PATIENCE, "Periods without a success after which laboratories and public firms are given up, and their money is paid to households; 0 = never", "periods", 0.0, 1000.0, 0.0),
    _setting(Lever.TAX_FINANCED, "Share of the outlay that is raised from households by a tax in the same period; the rest is deficit", "share", 0.0, 1.0, 0.0),
)  # fmt: skip


def must_be_complete(meanings: tuple[LeverMeaning, ...]) -> None:
    """Raise `ValueError` at a lever that takes money but names no cost line, no payee or no series that it moves."""
    for meaning in meanings:
        if meaning.kind == SETTING:
            continue
        if meaning.cost_line not in SERIES_NAMES:
            raise ValueError(f"{meaning.name}: its cost line {meaning.cost_line!r} is no recorded series")
        if not meaning.payee:
            raise ValueError(f"{meaning.name}: nobody is named who gets the money")
        if not meaning.moves or not set(meaning.moves) <= set(SERIES_NAMES):
            raise ValueError(f"{meaning.name}: it must name recorded series that it moves, and names {meaning.moves}")


must_be_complete(MEANINGS)

NAMES = tuple(meaning.name for meaning in MEANINGS)
BY_NAME = {meaning.name: meaning for meaning in MEANINGS}
BUDGETS = tuple(meaning.name for meaning in MEANINGS if meaning.kind == BUDGET)
SETTINGS = tuple(meaning.name for meaning in MEANINGS if meaning.kind == SETTING)
_LOW = np.array([min(meaning.low, 0.0) for meaning in MEANINGS])
_HIGH = np.array([meaning.high for meaning in MEANINGS])


class BadLevers(ValueError):
    """A schedule that cannot be run."""


def no_levers(periods: int) -> np.ndarray:
    """The schedule without a policy: zeros, shape (periods, levers)."""
    return np.zeros((periods, len(MEANINGS)))


def schedule(periods: int, **steps: Mapping[int, float]) -> np.ndarray:
    """A schedule from steps: `schedule(300, benefit_rate={100: -0.4})` takes the benefit away from period 100 on.

    Each lever's steps map the period in which a value starts to that value, which holds until the next step.
    """
    array = no_levers(periods)
    for name, changes in steps.items():
        if name not in NAMES:
            raise BadLevers(f"{name}: there is no such lever; the levers are {', '.join(NAMES)}")
        if not isinstance(changes, Mapping):
            raise BadLevers(f"{name}: give each value with the period from which it holds, such as {{100: -0.4}}")
        for start, value in sorted(changes.items()):
            if not (isinstance(start, Integral) and 1 <= start <= periods):
                raise BadLevers(f"{name}: period {start} is outside 1 to {periods}")
            if isinstance(value, bool) or not isinstance(value, Real):
                raise BadLevers(f"{name}: {value!r} in period {start} is not a number")
            array[int(start) - 1 :, NAMES.index(name)] = value
    return checked(array, periods)


def policy(periods: int, start: int, end: int | None = None, **values: float) -> np.ndarray:
    """A schedule in which budgets hold from period `start` to `end` (the last one by default), with their settings.

    `policy(300, 101, laboratory=0.01, patience=20)` pays one worker in a hundred as a researcher of a laboratory from
    period 101 on. A setting that is not named has its default, and holds in every period from `start` on.
    """
    stop = periods if end is None else end
    if not 1 <= start <= stop <= periods:
        raise BadLevers(f"a policy from period {start} to {stop} does not lie within periods 1 to {periods}")
    array = no_levers(periods)
    for meaning in MEANINGS:
        if meaning.kind == SETTING:
            array[start - 1 :, meaning.lever] = meaning.default
    for name, value in values.items():
        if name not in NAMES:
            raise BadLevers(f"{name}: there is no such lever; the levers are {', '.join(NAMES)}")
        last = periods if BY_NAME[name].kind == SETTING else stop
        array[start - 1 : last, BY_NAME[name].lever] = value
    return checked(array, periods)


def checked(array: np.ndarray, periods: int) -> np.ndarray:
    """The array as float64, C-ordered; raises `BadLevers` unless it is finite and has a row for each period."""
    try:
        array = np.ascontiguousarray(array, dtype=np.float64)
    except (TypeError, ValueError):
        raise BadLevers(f"levers must be an array of numbers of shape (periods, {len(MEANINGS)})") from None
    if array.ndim != 2 or array.shape[1] != len(MEANINGS):
        raise BadLevers(f"levers have shape {array.shape}; they must have shape (periods, {len(MEANINGS)})")
    if array.shape[0] < periods:
        raise BadLevers(f"levers have {array.shape[0]} rows; the run reaches period {periods}")
    if not np.isfinite(array).all():
        row, column = np.argwhere(~np.isfinite(array))[0]
        raise BadLevers(f"levers: {NAMES[column]} in period {row + 1} is not a finite number")
    outside = (array < _LOW) | (array > _HIGH)
    if outside.any():
        row, column = np.argwhere(outside)[0]
        bounds = f"[{_LOW[column]:g}, {_HIGH[column]:g}] {MEANINGS[column].unit}"
        raise BadLevers(f"levers: {NAMES[column]} = {array[row, column]:g} in period {row + 1}: outside {bounds}")
    return array


def refuse_all_but_rates(array: np.ndarray) -> None:
    """Raise `BadLevers` if anything but the two rates is set: the reference program has no other lever."""
    for meaning in MEANINGS:
        if meaning.kind != RATE and array[:, meaning.lever].any():
            raise BadLevers(
                f"levers: {meaning.name} does not exist under the rules lsd-0.1, whose books do not close; "
                'use rules="closed"'
            )
