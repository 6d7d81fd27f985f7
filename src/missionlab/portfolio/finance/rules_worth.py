"""What the fund's own rules are worth: carry-over, recycling, and instead of them a deeper queue of deals."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import text
from missionlab.portfolio.finance.deals import Deals
from missionlab.portfolio.finance.draws import normals
from missionlab.portfolio.finance.queue import taken
from missionlab.portfolio.finance.ranges import ranged, unknown
from missionlab.portfolio.finance.results import QueueWorth, Ranged, RuleWorth
from missionlab.portfolio.finance.runs import Draws, draws, with_rules
from missionlab.portfolio.finance.setting import Setting

QUEUES = (1, 2, 3, 5, 10)
"""Numbers of deals that are ready at a time."""
KEEPS = 0.8
"""Probability with which the capital must be there at the end."""
TRIES = 12
"""Sizes of the yearly commitment that are tried side by side, twice: from small to large, then between two."""
TRIAL_PATHS = 250


def rules_worth(setting: Setting, on: Draws, stated: tuple[bool, bool] | None) -> tuple[RuleWorth, ...]:
    """The four combinations of carry-over and recycling; `stated` are the fund's own where both are plainly on or off.

    Committed by the tenth year and by the horizon, and how much more than with both off, path by path.
    """
    found: list[RuleWorth] = []
    base: NDArray[np.float64] | None = None
    for carry, recycle in product((False, True), repeat=2):
        committed = np.cumsum(on.run(with_rules(setting, carry, recycle)).year["committed"], axis=0)
        base = committed if base is None else base
        ten = min(10, len(committed)) - 1
        found.append(
            RuleWorth(
                carry,
                recycle,
                committed_ten=ranged(committed[ten]),
                committed=ranged(committed[-1]),
                gain_ten=ranged(committed[ten] - base[ten]),
                gain=ranged(committed[-1] - base[-1]),
                stated=stated == (carry, recycle),
            )
        )
    return tuple(found)


def queue_worth(setting: Setting, seed: int, paths: int) -> tuple[QueueWorth, ...]:
    """What is left of the median allocation when so many deals are ready at a time and nothing is carried over."""
    given = setting.allocated[setting.allocated > 0]
    if not len(given):
        return ()
    authority = float(np.median(given))
    mean = setting.sizes.moments()[0]
    deals = min(int(authority / mean * 1.5) + 20, 400)
    z = np.stack([normals(seed, f"{setting.fund}/deal {deal + 1}", "size", 0, paths) for deal in range(deals)])
    sizes = setting.sizes.of(z) * max(authority / mean / 250, 1.0)
    found = []
    for waiting in QUEUES:
        took, _ = taken(sizes, np.full(paths, authority), waiting)
        left = authority - np.where(took, sizes, 0.0).sum(axis=0)
        found.append(QueueWorth(waiting, _mean(left), _mean(left / authority)))
    return tuple(found)


def _mean(left: NDArray[np.float64]) -> Ranged:
    """The mean, which is what a row of years loses, between its 5 and 95 % quantiles over single years."""
    of = ranged(left)
    return Ranged(of.low, float(left.mean()), of.high, text("fund.reason.mean_of_years"))


def sustaining(setting: Setting, seed: int, inflation: float | None) -> Ranged:
    """The largest real yearly commitment that keeps all allocated capital, in real terms, with probability 0.8.

    The fund has the sum of its allocations at the start, recycles and carries over, and gets nothing more. A path
    fails when a year's commitment cannot be paid for, or when net worth ends below the capital. So many paths leave
    doubt about a probability: `low` is the largest size that was tried and passes beyond it, `high` the next above
    those that may pass.
    """
    if inflation is None:
        return unknown(text("fund.reason.no_inflation"))
    capital = float(setting.allocated.sum())
    if not capital or not setting.lines:
        return unknown(text("fund.reason.no_capital"))
    coarse = capital * np.geomspace(0.005, 0.5, TRIES)
    kept = _kept(setting, seed, inflation, capital, coarse)
    passed = np.nonzero(kept >= KEEPS)[0]
    if not len(passed):
        return unknown(text("fund.reason.none_sustains"))
    last = int(passed[-1])
    fine = np.linspace(coarse[last], coarse[min(last + 1, TRIES - 1)], TRIES)
    kept = np.concatenate([kept, _kept(setting, seed, inflation, capital, fine)])
    tried = np.concatenate([coarse, fine])
    doubt = np.sqrt(KEEPS * (1 - KEEPS) / TRIAL_PATHS) * 1.645
    low, mid, most = (_largest(tried, kept, bar) for bar in (KEEPS + doubt, KEEPS, KEEPS - doubt))
    above = tried[tried > (most or 0.0)]
    high = float(above.min()) if len(above) else None
    return Ranged(low, mid, high, text("fund.reason.sustains_open") if low is None or high is None else None)


def _largest(tried: NDArray[np.float64], kept: NDArray[np.float64], bar: float) -> float | None:
    enough = tried[kept >= bar]
    return float(enough.max()) if len(enough) else None


def _kept(
    setting: Setting, seed: int, inflation: float, capital: float, sizes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Share of the paths on which the capital is kept, by size of the yearly commitment."""
    prices = (1 + inflation) ** np.arange(setting.years, dtype=float)
    allocated = np.zeros(setting.years)
    allocated[0] = capital
    most = prices[:, None] * np.repeat(sizes, TRIAL_PATHS)
    alone = replace(
        with_rules(setting, True, True), allocated=allocated, most=most, closed_from=setting.years, floor=0.0
    )
    books = draws(alone, seed, Deals(seed, setting.fund, TRIAL_PATHS, len(sizes))).run(alone)
    never_short = (books.year["short"] == 0).all(axis=0)
    good = (books.year["net_worth"][-1] >= capital * prices[-1]) & never_short
    return good.reshape(len(sizes), TRIAL_PATHS).mean(axis=1)
