"""The bank: 4,000 futures x 30 years in seconds, and as a ratio to a plain loop over single deals.

    python benchmarks/fund.py

The bar is 1 s for the simulation of the fund. The plain loop does the same for loans alone: it follows every deal of
every year by itself, with one array of futures for each, and has to come to the same sums. The ratio of the two says
the same on a slow machine. The whole verb also tries other rules, another law of risk and forced exits.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

import missionlab as ml
from missionlab.portfolio.finance.deals import Deals
from missionlab.portfolio.finance.factors import EVERYTHING, common, factor, failing
from missionlab.portfolio.finance.reading import Asked, read_fund
from missionlab.portfolio.finance.runs import draws
from missionlab.portfolio.finance.setting import Setting

BAR = 1.0
PATHS, YEARS = 4000, 30
TENOR, RATE, HAZARD = 10, 0.07, 0.025


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """Seconds of one core: least of a few runs, on one thread; on a free machine the time it takes."""
    best = float("inf")
    for _ in range(repeats):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def plain(setting: Setting, paths: int) -> NDArray[np.float64]:
    """Committed loans and what comes back, deal by deal; carry-over and recycling off. Shape (2, years, paths)."""
    risk = common(factor(0, EVERYTHING, setting.years, paths), None, setting.correlation, 0.0)
    fails = failing(HAZARD, risk)
    annuity = RATE / (1 - (1 + RATE) ** -TENOR)
    deals = Deals(0, setting.fund, paths)
    committed, back = np.zeros((setting.years, paths)), np.zeros((setting.years, paths))
    for year in range(setting.years):
        left, taking, number = np.full(paths, setting.allocated[year]), np.ones(paths, dtype=bool), 0
        while taking.any() and setting.allocated[year] > 0:
            size = setting.sizes.of(deals.block("size", year, number + 1)[number])
            fate = deals.block("fate", year, number + 1)[number]
            taking = taking & (size <= left)
            size = np.where(taking, size, 0.0)
            left = left - size
            committed[year] += size
            alive, lasting, owed = np.ones(paths, dtype=bool), np.ones(paths), size.copy()
            for age in range(1, min(TENOR, setting.years - year - 1) + 1):
                lasting = lasting * (1 - fails[year + age])
                still = alive & (fate >= 1 - lasting)
                broken = alive & ~still
                if year + age + 1 < setting.years:
                    back[year + age + 1] += np.where(broken, 0.45 * owed, 0.0)
                back[year + age] += np.where(still, size * annuity, 0.0)
                owed = np.where(still, owed * (1 + RATE) - size * annuity, owed)
                alive = still
            number += 1
    return np.stack([committed, back])


def main() -> None:
    strategy = ml.load("snib")
    setting = read_fund(strategy, strategy.funds[0], Asked()).setting

    def simulated(of: Setting, paths: int = PATHS) -> object:
        return draws(of, 0, Deals(0, of.fund, paths)).run(of)

    whole = seconds(lambda: simulated(setting))
    print(f"{PATHS:,} futures x {YEARS} years: {whole:.2f} s (bar {BAR:.0f} s), {PATHS * YEARS / whole:,.0f} years/s")
    recycling = replace(setting, recycle_from=0, kept=1.0)
    print(f"with carry-over and recycling: {seconds(lambda: simulated(recycling)):.2f} s")

    loans = replace(setting, lines=(replace(setting.lines[0], share=1.0),), cost_fixed=0.0)
    few = 1000
    ours = draws(loans, 0, Deals(0, loans.fund, few)).run(loans)
    theirs = plain(loans, few)
    same = np.allclose(ours.year["committed"], theirs[0]) and np.allclose(
        ours.schedule.of("income") + ours.schedule.of("principal"), theirs[1]
    )
    ratio = seconds(lambda: plain(loans, few)) / seconds(lambda: simulated(loans, few))
    print(f"loans alone, {few:,} futures: {ratio:.1f} times as fast as deal by deal, same sums: {same}")

    verb = seconds(lambda: ml.fund(strategy, date(2026, 11, 1)), 2)
    print(f"the whole verb, with other rules, Student-t and the queue: {verb:.2f} s")


if __name__ == "__main__":
    main()
